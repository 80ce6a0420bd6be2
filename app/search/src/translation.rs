//! Query translation: the words of a query in the other language. Every engine uses the same translations.
//!
//! Words and names of places are translated. Phrases, numbers and excluded words are used as typed.

use std::collections::{HashMap, HashSet};

use jawab_domain::Locale;

use crate::{
    analysis::{Kind, Word},
    lexicon::{Lexicon, Translation, language},
    places::{self, Place},
    query::{Clause, Parsed},
    weights,
};

/// A word (or the name of a place) of a query in the other language.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryTranslation {
    /// The word of the query, folded.
    pub from: String,
    /// The language it is translated into.
    pub locale: Locale,
    /// The stems to look for: one, or a phrase of several.
    pub stems: Vec<String>,
    /// The same as a word that can be shown.
    pub shown: String,
    /// The probability, from 0 to 1.
    pub weight: f32,
    /// Whether it is a translation of a cognate, because the lexicon has none of the word itself, which may be misspelt.
    pub cognate: bool,
}

/// The translations of each wanted clause of a query, likeliest first.
#[must_use]
pub fn translations(query: &Parsed, lexicon: &Lexicon) -> Vec<Vec<QueryTranslation>> {
    let mut all: Vec<Vec<QueryTranslation>> = query.wanted.iter().map(|clause| of_clause(clause, lexicon)).collect();
    once_each(query, &mut all);
    let words: Vec<(usize, &Word)> =
        query.wanted.iter().enumerate().flat_map(|(at, clause)| translatable(clause).map(move |word| (at, word))).collect();
    for length in 1..=places::MAX_PLACE_WORDS {
        for name in words.windows(length) {
            add_place(&mut all, name);
        }
    }
    all
}

/// The words of a clause that can be translated.
fn translatable(clause: &Clause) -> impl Iterator<Item = &Word> {
    let words: &[Word] = if let Clause::Phrase(_) = clause { &[] } else { clause.words() };
    words.iter().filter(|word| word.kind != Kind::Number)
}

fn of_clause(clause: &Clause, lexicon: &Lexicon) -> Vec<QueryTranslation> {
    let whole = if let Clause::Compound { joined, .. } = clause { joined.as_slice() } else { &[] };
    let of_whole: Vec<QueryTranslation> = whole.iter().flat_map(|word| of_word(word, lexicon)).collect();
    if of_whole.is_empty() { translatable(clause).flat_map(|word| of_word(word, lexicon)).collect() } else { of_whole }
}

/// The translations of a word, or if its stem has none, those of the word without clitics.
fn of_word(word: &Word, lexicon: &Lexicon) -> Vec<QueryTranslation> {
    if word.kind == Kind::Number {
        return Vec::new();
    }
    let bare = &word.without_clitics;
    let stems = std::iter::once(&word.stem).chain(bare.iter().map(|(_, stem)| stem));
    let known = stems.map(|stem| lexicon.translations(stem)).find(|found| !found.is_empty());
    let (found, weight, cognate) =
        known.map_or_else(|| (lexicon.cognate_translations(&word.stem), weights::COGNATE, true), |found| (found, 1.0, false));
    let translation = |one: &Translation| QueryTranslation {
        from: word.folded.clone(),
        locale: language(&one.stem),
        stems: vec![one.stem.to_string()],
        shown: lexicon.shown(&one.stem).to_owned(),
        weight: one.probability * weight,
        cognate,
    };
    found.iter().map(translation).collect()
}

/// Keeps a translation shared by several clauses only for the likeliest one: one word of a text must not match all of them (`شبكات
/// التواصل` is `réseaux sociaux`, and neither word alone is both). Translations that equal a typed word are removed.
fn once_each(query: &Parsed, all: &mut [Vec<QueryTranslation>]) {
    let typed: HashSet<&str> = query.wanted.iter().flat_map(Clause::words).map(|word| word.stem.as_str()).collect();
    let mut best: HashMap<Vec<String>, (usize, f32)> = HashMap::new();
    for (at, one) in all.iter().enumerate().flat_map(|(at, translations)| translations.iter().map(move |one| (at, one))) {
        let known = best.entry(one.stems.clone()).or_insert((at, one.weight));
        if one.weight > known.1 {
            *known = (at, one.weight);
        }
    }
    for (at, translations) in all.iter_mut().enumerate() {
        translations.retain(|one| best.get(&one.stems).is_none_or(|(best, _)| *best == at));
        translations.retain(|one| !one.stems.iter().all(|stem| typed.contains(stem.as_str())));
    }
}

/// If consecutive words name a place, its name in the other language becomes the first translation of each of them.
fn add_place(all: &mut [Vec<QueryTranslation>], words: &[(usize, &Word)]) {
    let stems: Vec<String> = words.iter().map(|(_, word)| word.stem.clone()).collect();
    let from = words.iter().map(|(_, word)| word.folded.as_str()).collect::<Vec<_>>().join(" ");
    for Place { name, stems } in places::named(&stems) {
        let place = QueryTranslation {
            from: from.clone(),
            locale: language(stems.first().map_or("", |stem| stem)),
            stems: stems.clone(),
            shown: (*name).to_owned(),
            weight: 1.0,
            cognate: false,
        };
        for (at, _) in words {
            if let Some(translations) = all.get_mut(*at).filter(|known| !known.contains(&place)) {
                translations.retain(|known| known.stems != place.stems);
                translations.insert(0, place.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(query: &str) -> Vec<Vec<String>> {
        let lexicon = Lexicon::read("eau\teau\tماء:600 مياه:300\nماء\tماء\teau:900\nمياه\tمياه\teau:900\ndouar\tdouar\tدوار:900\n");
        let translated = translations(&Parsed::new(query), &lexicon);
        translated.into_iter().map(|of| of.into_iter().map(|one| one.shown).collect()).collect()
    }

    #[test]
    fn words_and_places_are_translated() {
        assert_eq!(shown("eau douars"), [vec!["ماء", "مياه"], vec!["دوار"]]);
        assert_eq!(shown("والماء"), [["eau"]]);
        assert_eq!(shown("eau à Casablanca "), [vec!["ماء", "مياه"], vec!["الدار البيضاء"]]);
        assert_eq!(shown("الدار البيضاء"), [["Casablanca"], ["Casablanca"]]);
    }

    #[test]
    fn a_word_of_a_text_stands_for_one_of_the_query() {
        let lexicon = Lexicon::read("شبك\tشبكة\treseau:800\nتواصل\tتواصل\tcommunication:300 reseau:200\n");
        let translated = translations(&Parsed::new("شبكات التواصل"), &lexicon);
        let stems: Vec<Vec<&str>> = translated.iter().map(|of| of.iter().map(|one| one.stems[0].as_str()).collect()).collect();
        assert_eq!(stems, [["reseau"], ["communication"]]);
    }

    #[test]
    fn phrases_numbers_and_minus_are_not() {
        assert_eq!(shown("\"eau douar\" -eau 09-08 2026"), vec![Vec::<String>::new(); 3]);
    }
}
