//! Conditions on questions, and the sets of questions that meet them.

use tantivy::{Term, schema::Field};

use super::{
    super::{cache::segments::Segment, doc_set::DocSet, parallel, phrase::PhraseTerms, plan::forms::Forms},
    shingled_phrase::ShingledPhrase,
};
use crate::analysis::Word;

/// The largest number of alternatives evaluated sequentially. More are evaluated in two halves in parallel.
const MAX_SEQUENTIAL_ALTERNATIVES: usize = 8;

/// A condition on questions.
#[derive(Debug, Clone)]
pub(in crate::embedded) enum Condition {
    /// A term.
    Term(Term),
    /// A phrase.
    Phrase(PhraseTerms),
    /// A phrase that may consist of frequent words alone, found by its shingles.
    Shingled(ShingledPhrase),
    /// Any of these.
    Any(Vec<Self>),
    /// All of these.
    All(Vec<Self>),
}

impl Condition {
    /// A term of a field.
    pub(super) fn term(field: Field, text: &str) -> Self {
        Self::Term(Term::from_field_text(field, text))
    }

    /// Any form of a word, in a field of plain words or its field of stems.
    pub(super) fn forms(forms: &Forms, words: Field, stems: Field) -> Self {
        let plain = forms.unstemmed().map(|word| Self::term(words, word));
        Self::Any(plain.chain(forms.stems.iter().map(|(stem, _)| Self::term(stems, stem))).collect())
    }

    /// Words at the same distances as in the query, within `slop`.
    pub(in crate::embedded) fn phrase(field: Field, words: &[Word], form: impl Fn(&Word) -> &str, slop: u32) -> Self {
        let first = words.first().map_or(0, |word| word.position);
        let terms = words.iter().map(|word| (word.position.saturating_sub(first), Term::from_field_text(field, form(word))));
        Self::of_terms(terms.collect(), slop)
    }

    /// Consecutive stems, with up to `slop` words between them.
    pub(in crate::embedded) fn stems(field: Field, stems: &[String], slop: u32) -> Self {
        Self::of_terms(stems.iter().map(|stem| Term::from_field_text(field, stem)).enumerate().collect(), slop)
    }

    fn of_terms(terms: Vec<(usize, Term)>, slop: u32) -> Self {
        match terms.as_slice() {
            [] => Self::Any(Vec::new()),
            [(_, only)] => Self::Term(only.clone()),
            _ => Self::Phrase(PhraseTerms::new(terms, slop)),
        }
    }

    /// A phrase in any of several kinds of text.
    pub(super) fn in_any_text(shingles: Field, words: &[Word], texts: impl Iterator<Item = Self>) -> Self {
        let texts: Vec<Self> = texts.collect();
        let phrase = |text: &Self| if let Self::Phrase(phrase) = text { Some(phrase.clone()) } else { None };
        match texts.iter().map(phrase).collect() {
            Some(phrases) => Self::Shingled(ShingledPhrase::new(shingles, words, phrases)),
            None => Self::Any(texts),
        }
    }

    /// The questions of a segment that meet it, including deleted ones.
    pub(in crate::embedded) fn docs(&self, segment: &Segment<'_>) -> tantivy::Result<DocSet> {
        let mut docs = DocSet::empty(segment.reader.max_doc());
        self.add_to(&mut docs, segment)?;
        Ok(docs)
    }

    /// Adds the questions of a segment that meet it to `docs`.
    fn add_to(&self, docs: &mut DocSet, segment: &Segment<'_>) -> tantivy::Result<()> {
        let postings = &segment.cached.postings;
        match self {
            Self::Term(term) => postings.add_term(term, docs, segment.reader)?,
            Self::Phrase(phrase) => postings.add_phrase(phrase, docs, segment.searcher, segment.reader)?,
            Self::Shingled(phrase) => phrase.add_to(docs, segment)?,
            Self::Any(any) if any.len() > MAX_SEQUENTIAL_ALTERNATIVES => {
                let halves: Vec<&[Self]> = any.chunks(any.len().div_ceil(2)).collect();
                let all = |half: &&[Self]| {
                    let mut docs = docs.empty_like();
                    half.iter().try_for_each(|one| one.add_to(&mut docs, segment)).map(|()| docs)
                };
                parallel::map(segment.searcher, &halves, all)?.iter().for_each(|half| docs.union_with(half));
            }
            Self::Any(any) => any.iter().try_for_each(|one| one.add_to(docs, segment))?,
            Self::All(all) => {
                let mut sets = all.iter().map(|one| one.docs(segment));
                let Some(mut common) = sets.next().transpose()? else { return Ok(()) };
                for set in sets {
                    common.intersect_with(&set?);
                }
                docs.union_with(&common);
            }
        }
        Ok(())
    }
}
