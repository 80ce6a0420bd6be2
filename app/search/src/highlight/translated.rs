//! Marking what was found in the other language.

use std::ops::Range;

use crate::analysis::Word;
use crate::translation::QueryTranslation;

/// The translations of one word (or name) of a query.
#[derive(Debug)]
pub(super) struct TranslatedWord {
    from: String,
    /// Each as its stems.
    phrases: Vec<Vec<String>>,
}

/// The translations of a query, grouped by the words they translate.
pub(super) fn by_word(translations: &[QueryTranslation]) -> Vec<TranslatedWord> {
    let mut all: Vec<TranslatedWord> = Vec::new();
    for QueryTranslation { from, stems, .. } in translations.iter().filter(|one| !one.stems.is_empty()) {
        match all.iter_mut().find(|one| one.from == *from) {
            Some(one) => one.phrases.push(stems.clone()),
            None => all.push(TranslatedWord { from: from.clone(), phrases: vec![stems.clone()] }),
        }
    }
    all
}

impl TranslatedWord {
    /// Where any of the translations is in a text.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Range<usize>> {
        let single: Vec<&Word> = words.iter().filter(|word| !word.joined).collect();
        let found = self.phrases.iter().flat_map(|stems| {
            let matching = single.windows(stems.len()).filter(|words| words.iter().zip(stems).all(|(word, stem)| word.has_stem(stem)));
            matching.flat_map(|words| words.iter().map(|word| word.range())).collect::<Vec<_>>()
        });
        found.collect()
    }
}
