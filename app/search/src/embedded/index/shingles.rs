//! Shingles: the consecutive words in the texts of a question. A phrase of frequent words is found by its shingles; verifying every text
//! with the words would take a hundred times as long.
//!
//! A shingle is indexed as a number of few bits, so that there are not more shingles than words in the dictionary. Occasionally two
//! shingles share a number, so a search verifies the texts unless there are very many.

use crate::analysis::{Kind, Word, strip_clitics};

/// The number of bits of a shingle.
const SHINGLE_BITS: u32 = 20;

/// The numbers of the shingles of a text: any two consecutive words, and any three if two of them are stop words.
pub(in crate::embedded) fn shingles(words: &[Word]) -> Vec<u64> {
    let words: Vec<Link> = words.iter().filter(|word| !word.joined).map(Link::from).collect();
    let pairs = words.windows(2);
    let triples = words.windows(3).filter(|links| links.iter().filter(|word| word.small).count() >= 2);
    pairs.chain(triples).filter(|links| consecutive(links)).map(number).collect()
}

/// A word of a shingle.
struct Link {
    position: usize,
    /// Whether it is a stop word.
    small: bool,
    /// The word without clitics.
    word: String,
}

impl From<&Word> for Link {
    fn from(word: &Word) -> Self {
        let key = if word.kind == Kind::Arabic { strip_clitics(&word.plain) } else { word.plain.clone() };
        Self { position: word.position, small: word.is_stop, word: key }
    }
}

fn consecutive(links: &[Link]) -> bool {
    links.windows(2).all(|pair| matches!(pair, [one, next] if one.position + 1 == next.position))
}

fn number(links: &[Link]) -> u64 {
    let mut hasher = crc32fast::Hasher::new();
    for link in links {
        hasher.update(link.word.as_bytes());
        hasher.update(b" ");
    }
    u64::from(hasher.finalize() >> (u32::BITS - SHINGLE_BITS))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::words;

    #[test]
    fn a_phrase_has_the_shingles_of_a_text_whatever_clitics_its_words_have() {
        for (phrase, text) in [
            ("مدرسة القرية", "وعن بمدرسة القرية الجديدة"),
            ("ما يخص الماء", "في ما يخص الماء الشروب"),
            ("dans la province", "sont prises dans la province d’Ifrane"),
            ("l'année en cours", "de l’année en cours."),
        ] {
            let (of_phrase, of_text) = (shingles(&words(phrase)), shingles(&words(text)));
            assert!(!of_phrase.is_empty() && of_phrase.iter().all(|shingle| of_text.contains(shingle)), "{phrase}");
        }
        let of_text = shingles(&words("dans la ville et la province"));
        assert!(shingles(&words("dans la province")).iter().any(|shingle| !of_text.contains(shingle)), "small words do not make a shingle");
    }

    proptest! {
        #[test]
        fn any_phrase_has_the_shingles_of_its_text(text in "[a-dا-ي ’'-]{0,60}", from in 0_usize..8, to in 2_usize..12) {
            let all: Vec<Word> = words(&text).into_iter().filter(|word| !word.joined).collect();
            let of_text = shingles(&all);
            if let Some(phrase) = all.get(from..to) {
                prop_assert!(shingles(phrase).iter().all(|shingle| of_text.contains(shingle)));
            }
        }
    }
}
