//! The searches of a query: as written, by plain words and by stems, each with a slightly smaller weight; then translated, and by the
//! sound of names.

use super::{
    query_text::{phrase, sound, unwanted, wanted},
    sentence_matches::SentenceMatches,
    settings::{EVERY, PLAIN, QUESTION, SOUNDS, STEMS, WRITTEN},
    strategy::{Scope, Spelling, Strategy},
};
use crate::{
    query::{Clause, Parsed},
    translation::QueryTranslation,
    weights,
};

/// A query text, the attributes to search, and the weight.
pub(super) type Search = (String, Vec<&'static str>, f32);

/// A query with its translations.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// The query.
    pub parsed: &'a Parsed,
    /// The translations of each wanted clause.
    pub translations: &'a [Vec<QueryTranslation>],
    /// The translated matches of a sentence.
    pub sentence: Option<SentenceMatches>,
}

impl Plan<'_> {
    /// The number of searches for the query as typed, which precede those for its translations.
    pub(super) fn as_typed(&self, spelling: Spelling, scope: Scope) -> usize {
        let near = if spelling == Spelling::Near { self.near(scope).into_iter().count() } else { 0 };
        searches(self.parsed, scope).len() + near
    }

    /// Whether similar spellings make any difference.
    pub(super) fn has_near(&self, scope: Scope) -> bool {
        self.near(scope).is_some() || !self.sounding(Strategy::All, scope).is_empty()
    }

    /// The query on texts as written, where the server tolerates typos. A phrase has none.
    pub(super) fn near(&self, scope: Scope) -> Option<Search> {
        let Parsed { wanted: clauses, unwanted, open } = self.parsed;
        let words = unwanted.is_empty() && !clauses.is_empty() && !clauses.iter().any(|clause| matches!(clause, Clause::Phrase(_)));
        let end = if *open { "" } else { " " };
        words.then(|| (wanted(clauses, |word| &word.folded) + end, within(&WRITTEN, 2, scope), 1.0))
    }

    /// The query by the sound of words that may be names: those without a translation, and if all words are required, also all.
    pub(super) fn sounding(&self, strategy: Strategy, scope: Scope) -> Vec<Search> {
        let mut texts: Vec<String> = Vec::new();
        for all in [false, true].into_iter().take(if strategy == Strategy::All { 2 } else { 1 }) {
            let sounding = |clause: &Clause, translations: &Vec<QueryTranslation>| sound(clause).filter(|_| all || translations.is_empty());
            let clauses = || self.parsed.wanted.iter().zip(self.translations);
            let word = |(clause, translations)| {
                sounding(clause, translations).unwrap_or_else(|| wanted(std::slice::from_ref(clause), |word| &word.stem))
            };
            let text = clauses().map(word).collect::<Vec<_>>().join(" ") + " ";
            let any = clauses().any(|(clause, translations)| sounding(clause, translations).is_some());
            if any && scope == Scope::Everything && self.parsed.unwanted.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.into_iter().map(|text| (text, [&[SOUNDS][..], &STEMS, &PLAIN].concat(), weights::MEILI_SOUNDS_ALIKE)).collect()
    }

    /// The translated query: with the likeliest translation of each word, then with the second. The server has no alternatives, so each is
    /// a separate search. Excluded clauses stay excluded.
    pub(super) fn translated(&self, scope: Scope) -> Vec<Search> {
        let most = self.translations.iter().map(Vec::len).max().unwrap_or_default().min(weights::MEILI_TRANSLATED.len());
        if scope == Scope::Subjects || self.sentence.is_some() {
            return Vec::new();
        }
        let unwanted = self.unwanted();
        let text = |choice: usize| {
            let clauses = self.parsed.wanted.iter().zip(self.translations);
            let words = clauses.map(|(clause, translations)| match translations.get(choice).or(translations.first()) {
                Some(one) => phrase(&one.stems),
                None => wanted(std::slice::from_ref(clause), |word| &word.stem),
            });
            let mut words: Vec<String> = words.collect();
            words.dedup();
            format!("{} {unwanted} ", words.join(" "))
        };
        weights::MEILI_TRANSLATED.iter().take(most).enumerate().map(|(choice, weight)| (text(choice), derived(), *weight)).collect()
    }

    /// The questions with most of a sentence, each as a search with a filter for it alone.
    pub(super) fn by_identity(&self) -> impl Iterator<Item = (Search, Option<String>)> {
        let questions = self.sentence.iter().flat_map(|sentence| &sentence.questions);
        questions.map(|one| ((QUESTION.to_owned(), vec![EVERY], one.weight), Some(format!("id = {}", one.id))))
    }

    /// The excluded clauses as query text.
    pub(super) fn unwanted(&self) -> String {
        self.parsed.unwanted.iter().map(unwanted).collect::<Vec<_>>().join(" ")
    }
}

/// Each form of the query with its attributes and weight. Excluded clauses work by stem, so a query with them is searched by stems alone.
pub(super) fn searches(parsed: &Parsed, scope: Scope) -> Vec<Search> {
    if parsed.is_empty() {
        return vec![(String::new(), Vec::new(), 1.0)];
    }
    let (plain, stems) = (within(&PLAIN, 1, scope), within(&STEMS, 1, scope));
    let end = if parsed.open { "" } else { " " };
    let mut searches = Vec::new();
    if parsed.unwanted.is_empty() {
        searches.push((wanted(&parsed.wanted, |word| &word.plain) + end, plain.clone(), weights::MEILI_PLAIN));
    }
    let unwanted = parsed.unwanted.iter().map(unwanted).collect::<Vec<_>>().join(" ");
    let both = stems.into_iter().chain(plain).collect();
    searches.push((format!("{} {unwanted} ", wanted(&parsed.wanted, |word| &word.stem)), both, weights::MEILI_STEMS));
    searches
}

/// All stems and plain words.
fn derived() -> Vec<&'static str> {
    STEMS.iter().chain(&PLAIN).copied().collect()
}

/// The attributes to search: those of subjects come first, and are all in the scope of subjects.
fn within(all: &[&'static str], subjects: usize, scope: Scope) -> Vec<&'static str> {
    all.get(..if scope == Scope::Subjects { subjects } else { all.len() }).unwrap_or(all).to_vec()
}
