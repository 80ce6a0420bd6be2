//! The terms of the index for a word of a query.

use super::dictionary::Dictionary;
use crate::{
    analysis::{Kind, Known as _, Word, is_stop_form, plurals, typos_allowed},
    weights,
};

/// The terms for a word, with their weights.
#[derive(Debug, Default)]
pub(in crate::embedded) struct Forms {
    /// Plain words.
    pub words: Vec<(String, f32)>,
    /// Stems.
    pub stems: Vec<(String, f32)>,
    /// Whether they are corrections of a possibly misspelt word.
    pub corrected: bool,
    /// The script of the word.
    kind: Option<Kind>,
}

impl Forms {
    /// The forms of a word. Corrections are tried only for a word that does not occur and is not `translated`.
    pub(super) fn new(word: &Word, open: bool, translated: bool, dictionary: &Dictionary<'_>) -> tantivy::Result<Self> {
        dictionary.cancel.check()?;
        let mut forms = Self { words: vec![(word.plain.clone(), 1.0)], kind: Some(word.kind), ..Self::default() };
        if word.kind == Kind::Number {
            return Ok(forms);
        }
        forms.stems.push((word.stem.clone(), 1.0));
        forms.stems.extend(plurals(&word.stem).iter().map(|stem| (stem.clone(), weights::PLURAL)));
        for (rest, stem) in &word.without_clitics {
            if dictionary.knows(rest) {
                forms.words.push((rest.clone(), weights::WITHOUT_CLITIC));
                forms.stems.push((stem.clone(), weights::WITHOUT_CLITIC));
            }
        }
        let occurs = forms.words.iter().any(|(term, _)| dictionary.occurs(dictionary.words, term))
            || forms.stems.iter().any(|(term, _)| dictionary.occurs(dictionary.stems, term));
        let completed = if open { dictionary.completions(&word.plain)? } else { Vec::new() };
        if !occurs && !translated && completed.is_empty() {
            for term in corrections(word, dictionary)? {
                forms.stems.push((word.kind.stem(&term), weights::CORRECTED));
                forms.words.push((term, weights::CORRECTED));
                forms.corrected = true;
            }
        }
        forms.words.extend(completed.into_iter().map(|term| (term, weights::COMPLETED)));
        Ok(forms)
    }

    /// The plain words that none of the stems matches: stop words have no stems in the index, and completions have none here.
    pub(in crate::embedded) fn unstemmed(&self) -> impl Iterator<Item = &str> {
        let stemmed = |word: &str| {
            let stem = self.kind.filter(|kind| !is_stop_form(word, *kind)).map(|kind| kind.stem(word));
            stem.is_some_and(|stem| self.stems.iter().any(|(known, _)| *known == stem))
        };
        self.words.iter().map(|(word, _)| word.as_str()).filter(move |word| !stemmed(word))
    }
}

/// The corrections of a word: with one typo, or only if there are none, with two.
fn corrections(word: &Word, dictionary: &Dictionary<'_>) -> tantivy::Result<Vec<String>> {
    for typos in 1..=typos_allowed(word) {
        let found = dictionary.within(word, typos)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}
