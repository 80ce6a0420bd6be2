//! Rows of words: which words follow one another in a question's texts. A phrase of frequent words is found by its rows;
//! to look into every text that has the words would take a hundred times as long.
//!
//! A row is indexed as a number of few bits, so that there are not more rows than words in the dictionary. Now and then
//! two rows share a number: a search looks into the texts unless they are very many.

use tantivy::{Term, query::EnableScoring, schema::Field};

use super::{
    columns::Segment,
    docs::Docs,
    row::{Row, look_into},
};
use crate::analysis::{Kind, Word, barest, is_stop};

/// Bits of a row's number.
const BITS: u32 = 20;
/// Questions with the rows of a phrase are looked into, unless they are more than this. Of more than that, those are
/// taken for ones that have the phrase which have all its rows apart, or (about one in two thousand of the others) rows
/// of the same numbers.
const LOOKED_INTO: usize = 8_000;

/// The rows of a text, as numbers: any two words that follow one another, and three if two of them say little.
pub(super) fn rows(words: &[Word]) -> Vec<u64> {
    let words: Vec<Link> = words.iter().filter(|word| !word.joined).map(Link::from).collect();
    let pairs = words.windows(2);
    let triples = words.windows(3).filter(|row| row.iter().filter(|word| word.small).count() >= 2);
    pairs.chain(triples).filter(|row| consecutive(row)).map(number).collect()
}

/// A word in a row.
struct Link {
    position: usize,
    /// It is a stop word.
    small: bool,
    /// The word, whatever clitics are written together with it.
    word: String,
}

impl From<&Word> for Link {
    fn from(word: &Word) -> Self {
        let key = if word.kind == Kind::Arabic { barest(&word.plain) } else { word.plain.clone() };
        Self { position: word.position, small: is_stop(word), word: key }
    }
}

fn consecutive(row: &[Link]) -> bool {
    row.windows(2).all(|pair| matches!(pair, [one, next] if one.position + 1 == next.position))
}

fn number(row: &[Link]) -> u64 {
    let mut hasher = crc32fast::Hasher::new();
    for link in row {
        hasher.update(link.word.as_bytes());
        hasher.update(b" ");
    }
    u64::from(hasher.finalize() >> (u32::BITS - BITS))
}

/// Words in a row in some kind of text.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// Its rows, all of which are in any text that has it.
    rows: Vec<Term>,
    /// The words, in each kind of text.
    places: Vec<Row>,
}

impl Phrase {
    /// These words, in these places.
    pub(super) fn new(field: Field, words: &[Word], places: Vec<Row>) -> Self {
        Self { rows: rows(words).into_iter().map(|row| Term::from_field_u64(field, row)).collect(), places }
    }

    /// Adds the questions of a segment that have it to others.
    pub(super) fn add_to(&self, docs: &mut Docs, segment: &Segment<'_>) -> tantivy::Result<()> {
        let mut having = Docs::all(segment.reader.max_doc());
        for row in &self.rows {
            let mut of_row = having.emptied();
            segment.kept.frequent.add(row, &mut of_row, segment.reader)?;
            having = having.and(&of_row);
        }
        if !self.rows.is_empty() && having.count() > LOOKED_INTO {
            docs.add(&having);
            return Ok(());
        }
        for place in &self.places {
            let weight = place.weight(EnableScoring::disabled_from_searcher(segment.searcher))?;
            look_into(&*weight, segment.reader, 1.0, having.iter(), |doc, _| docs.insert(doc))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::words;

    #[test]
    fn a_phrase_has_the_rows_of_a_text_whatever_clitics_its_words_have() {
        for (phrase, text) in [
            ("مدرسة القرية", "وعن بمدرسة القرية الجديدة"),
            ("ما يخص الماء", "في ما يخص الماء الشروب"),
            ("dans la province", "sont prises dans la province d’Ifrane"),
            ("l'année en cours", "de l’année en cours."),
        ] {
            let (of_phrase, of_text) = (rows(&words(phrase)), rows(&words(text)));
            assert!(!of_phrase.is_empty() && of_phrase.iter().all(|row| of_text.contains(row)), "{phrase}");
        }
        let of_text = rows(&words("dans la ville et la province"));
        assert!(rows(&words("dans la province")).iter().any(|row| !of_text.contains(row)), "small words do not stand for a row");
    }

    proptest! {
        #[test]
        fn any_words_in_a_row_have_the_rows_of_their_text(text in "[a-dا-ي ’'-]{0,60}", from in 0_usize..8, to in 2_usize..12) {
            let all: Vec<Word> = words(&text).into_iter().filter(|word| !word.joined).collect();
            let of_text = rows(&all);
            if let Some(phrase) = all.get(from..to) {
                prop_assert!(rows(phrase).iter().all(|row| of_text.contains(row)));
            }
        }
    }
}
