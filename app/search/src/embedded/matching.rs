//! What a clause of a query matches, as a set of questions.

use tantivy::{Term, schema::Field};

use super::{apart::each, columns::Segment, docs::Docs, expand::Forms, row::Row, rows::Phrase};
use crate::analysis::Word;

/// Of more than this, halves are looked for apart.
const MANY: usize = 8;

/// What matches.
#[derive(Debug, Clone)]
pub(super) enum Match {
    /// A term.
    Term(Term),
    /// Terms in a row.
    Row(Row),
    /// Terms in a row that frequent words may make.
    Phrase(Phrase),
    /// Any of these.
    Any(Vec<Self>),
    /// All of these.
    All(Vec<Self>),
}

impl Match {
    /// A term of a field.
    pub(super) fn term(field: Field, text: &str) -> Self {
        Self::Term(Term::from_field_text(field, text))
    }

    /// Any form of a word, in a field of plain words or its field of stems.
    pub(super) fn forms(forms: &Forms, words: Field, stems: Field) -> Self {
        let plain = forms.unstemmed().map(|word| Self::term(words, word));
        Self::Any(plain.chain(forms.stems.iter().map(|(stem, _)| Self::term(stems, stem))).collect())
    }

    /// Words in a row, as far apart as in the query, give or take `slop`.
    pub(super) fn row(field: Field, words: &[Word], form: impl Fn(&Word) -> &str, slop: u32) -> Self {
        let first = words.first().map_or(0, |word| word.position);
        let terms = words.iter().map(|word| (word.position.saturating_sub(first), Term::from_field_text(field, form(word))));
        Self::in_row(terms.collect(), slop)
    }

    /// Words in a row, in any of the places.
    pub(super) fn phrase(rows: Field, words: &[Word], places: impl Iterator<Item = Self>) -> Self {
        let places: Vec<Self> = places.collect();
        let in_row = |place: &Self| if let Self::Row(row) = place { Some(row.clone()) } else { None };
        match places.iter().map(in_row).collect() {
            Some(places) => Self::Phrase(Phrase::new(rows, words, places)),
            None => Self::Any(places),
        }
    }

    /// Stems in a row, or with little between them.
    pub(super) fn stems_in_row(field: Field, stems: &[String], slop: u32) -> Self {
        Self::in_row(stems.iter().map(|stem| Term::from_field_text(field, stem)).enumerate().collect(), slop)
    }

    fn in_row(terms: Vec<(usize, Term)>, slop: u32) -> Self {
        match terms.as_slice() {
            [] => Self::Any(Vec::new()),
            [(_, only)] => Self::Term(only.clone()),
            _ => Self::Row(Row::new(terms, slop)),
        }
    }

    /// The questions of a segment that match, deleted ones as well.
    pub(super) fn docs(&self, segment: &Segment<'_>) -> tantivy::Result<Docs> {
        let mut docs = Docs::none(segment.reader.max_doc());
        self.add_to(&mut docs, segment)?;
        Ok(docs)
    }

    /// Adds the questions of a segment that match to others.
    pub(super) fn add_to(&self, docs: &mut Docs, segment: &Segment<'_>) -> tantivy::Result<()> {
        match self {
            Self::Term(term) => segment.kept.frequent.add(term, docs, segment.reader)?,
            Self::Row(row) => segment.kept.frequent.add_row(row, docs, segment)?,
            Self::Phrase(phrase) => phrase.add_to(docs, segment)?,
            Self::Any(any) if any.len() > MANY => {
                let halves: Vec<&[Self]> = any.chunks(any.len().div_ceil(2)).collect();
                let all = |half: &&[Self]| {
                    let mut docs = docs.emptied();
                    half.iter().try_for_each(|one| one.add_to(&mut docs, segment)).map(|()| docs)
                };
                each(segment.searcher, &halves, all)?.iter().for_each(|half| docs.add(half));
            }
            Self::Any(any) => any.iter().try_for_each(|one| one.add_to(docs, segment))?,
            Self::All(all) => {
                let mut sets = all.iter().map(|one| one.docs(segment));
                let Some(mut common) = sets.next().transpose()? else { return Ok(()) };
                for set in sets {
                    common = common.and(&set?);
                }
                docs.add(&common);
            }
        }
        Ok(())
    }
}
