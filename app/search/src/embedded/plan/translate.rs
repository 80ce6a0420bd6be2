//! The translations of a query that occur in the index.

use jawab_domain::Locale;

use super::dictionary::Dictionary;
use crate::{
    analysis::{Kind, Word},
    lexicon::Lexicon,
    query::{Clause, Parsed},
    translation::{self, QueryTranslation},
    transliterate, weights,
};

/// The translations of each clause whose words occur. A word that neither occurs nor has translations may be a name.
pub(super) fn translations(query: &Parsed, lexicon: &Lexicon, dictionary: &Dictionary<'_>) -> tantivy::Result<Vec<Vec<QueryTranslation>>> {
    let mut all = translation::translations(query, lexicon);
    for translations in &mut all {
        translations.retain(|one| one.stems.iter().all(|stem| dictionary.occurs(dictionary.stems, stem)));
    }
    let names: Vec<(usize, &Word, String)> = query
        .wanted
        .iter()
        .zip(&all)
        .enumerate()
        .filter(|(_, (clause, translations))| translations.is_empty() && !matches!(clause, Clause::Phrase(_)))
        .flat_map(|(at, (clause, _))| clause.words().iter().map(move |word| (at, word)))
        .filter(|(_, word)| !dictionary.occurs(dictionary.words, &word.plain) && !dictionary.occurs(dictionary.stems, &word.stem))
        .filter_map(|(at, word)| Some((at, word, transliterate::key_of(word)?)))
        .collect();
    for (at, word, key) in names {
        let to = if word.kind == Kind::Arabic { Locale::Fr } else { Locale::Ar };
        let alike = dictionary.sounding(&key, to)?;
        if let Some(translations) = all.get_mut(at) {
            translations.extend(alike.iter().map(|alike| sounding(word, alike, to)));
        }
    }
    Ok(all)
}

/// A word of the index that sounds like a word of the query.
fn sounding(word: &Word, alike: &str, locale: Locale) -> QueryTranslation {
    let kind = if locale == Locale::Ar { Kind::Arabic } else { Kind::Latin };
    let stems = vec![kind.stem(alike)];
    let (from, shown) = (word.folded.clone(), alike.to_owned());
    QueryTranslation { from, locale, stems, shown, weight: weights::SOUNDS_ALIKE, cognate: false }
}
