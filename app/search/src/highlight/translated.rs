//! Highlighting of translations.

use std::ops::Range;

use crate::analysis::Word;
use crate::translation::QueryTranslation;

/// The translations of one word (or name) of a query.
#[derive(Debug)]
pub(super) struct TranslatedWord {
    from: String,
    /// The stems of each translation.
    phrases: Vec<Vec<String>>,
}

/// Groups the translations of a query by the words they translate.
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
    /// The ranges in a text that match any of the translations.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Range<usize>> {
        let single: Vec<&Word> = words.iter().filter(|word| !word.joined).collect();
        let found = self.phrases.iter().flat_map(|stems| {
            let matching = single.windows(stems.len()).filter(|words| words.iter().zip(stems).all(|(word, stem)| word.has_stem(stem)));
            matching.flat_map(|words| words.iter().map(|word| word.range())).collect::<Vec<_>>()
        });
        found.collect()
    }
}
