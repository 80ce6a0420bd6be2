//! Cases: a query made from an existing text, and the texts it must find.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jawab_domain::Locale;
use jawab_search::analysis::{Kind, fold, words};

use super::changes::{self, Change};
use crate::random::Random;

/// Cases per phenomenon, both halves together.
const CASES: usize = 240;
/// The number of a text's rare words in a query.
const RARE: usize = 3;
/// The minimum length of a rare word, in letters.
const LETTERS: usize = 4;
const SEED: u64 = 2026;

/// A query and the texts it must find.
pub(super) struct Case {
    pub query: String,
    pub locale: Locale,
    pub known: Vec<i64>,
}

/// The cases of one kind of query.
pub(super) struct Phenomenon {
    pub name: &'static str,
    pub cases: Vec<Case>,
}

/// A word of a text as written, with the normalized form it is counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    text: String,
    plain: String,
}

/// The texts with their words.
struct Texts {
    words: Vec<Vec<Written>>,
    holders: HashMap<String, BTreeSet<i64>>,
    locale: Locale,
}

impl Texts {
    fn new(texts: &[&str], locale: Locale) -> Self {
        let words: Vec<Vec<Written>> = texts.iter().map(|text| telling(text)).collect();
        let mut holders: HashMap<String, BTreeSet<i64>> = HashMap::new();
        for (id, word) in (0_i64..).zip(&words).flat_map(|(id, words)| words.iter().map(move |word| (id, word))) {
            holders.entry(word.plain.clone()).or_default().insert(id);
        }
        Self { words, holders, locale }
    }

    /// The texts that contain all the words.
    fn with_all(&self, words: &[Written]) -> Vec<i64> {
        let mut sets = words.iter().map(|word| self.holders.get(&word.plain).cloned().unwrap_or_default());
        let first = sets.next().unwrap_or_default();
        sets.fold(first, |all, set| all.intersection(&set).copied().collect()).into_iter().collect()
    }

    /// The rarest words of a text, in text order.
    fn rare(&self, words: &[Written], count: usize) -> Vec<Written> {
        let holders = |word: &Written| self.holders.get(&word.plain).map_or(0, BTreeSet::len);
        let mut rare: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (at, word) in words.iter().enumerate().filter(|(_, word)| word.plain.chars().count() >= LETTERS) {
            rare.entry(&word.plain).or_insert((holders(word), at));
        }
        let mut rare: Vec<_> = rare.into_values().collect();
        rare.sort_unstable();
        let mut places: Vec<usize> = rare.into_iter().take(count).map(|(_, at)| at).collect();
        places.sort_unstable();
        places.into_iter().filter_map(|at| words.get(at).cloned()).collect()
    }

    /// Cases from random texts, each built by `make` from a text's words; `None` skips the text.
    fn phenomenon(&self, name: &'static str, make: impl Fn(&[Written], &mut Random) -> Option<(String, Vec<Written>)>) -> Phenomenon {
        let mut random = Random::new(SEED);
        let mut cases = Vec::new();
        for _ in 0..CASES * 40 {
            let at = random.below(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
            let words = self.words.get(at as usize).map(Vec::as_slice).unwrap_or_default();
            if let Some((query, known_by)) = make(words, &mut random).filter(|(query, _)| !query.is_empty()) {
                cases.push(Case { query, locale: self.locale, known: self.with_all(&known_by) });
            }
            if cases.len() == CASES {
                break;
            }
        }
        Phenomenon { name, cases }
    }

    /// Rare words, each changed if possible, at least one of them.
    fn changed(&self, name: &'static str, change: &Change<'_>) -> Phenomenon {
        self.phenomenon(name, |words, random| {
            let rare = Some(self.rare(words, RARE)).filter(|rare| rare.len() == RARE)?;
            let changed: Vec<Option<String>> = rare.iter().map(|word| change(&word.text, random)).collect();
            changed.iter().any(Option::is_some).then_some(())?;
            let query: Vec<String> = changed.into_iter().zip(&rare).map(|(new, word)| new.unwrap_or_else(|| word.text.clone())).collect();
            Some((query.join(" ") + " ", rare))
        })
    }

    /// Rare words, one of them changed: the longest, or the last.
    fn changed_once(&self, name: &'static str, last: bool, change: &Change<'_>) -> Phenomenon {
        self.phenomenon(name, |words, random| {
            let rare = Some(self.rare(words, RARE)).filter(|rare| rare.len() == RARE)?;
            let longest = (0..RARE).max_by_key(|at| rare.get(*at).map(|word| word.plain.chars().count()))?;
            let which = if last { RARE - 1 } else { longest };
            let mut query: Vec<String> = rare.iter().map(|word| word.text.clone()).collect();
            let word = query.get_mut(which)?;
            *word = change(word, random)?;
            Some((query.join(" ") + if last { "" } else { " " }, rare))
        })
    }

    /// A question phrased with words of a text, some of them in other forms.
    fn question(&self, name: &'static str, formulas: &[(&str, &str)], change: &Change<'_>) -> Phenomenon {
        self.phenomenon(name, |words, random| {
            let telling = Some(self.rare(words, 7)).filter(|telling| telling.len() >= 5)?;
            let mut asked = Vec::new();
            for word in &telling {
                if random.one_in(6) {
                    continue;
                }
                let changed = if random.one_in(3) { change(&word.text, random) } else { None };
                asked.push(changed.unwrap_or_else(|| word.text.clone()));
            }
            let (begin, end) = random.pick(formulas);
            Some((format!("{begin} {}{end}", asked.join(" ")), telling))
        })
    }
}

fn telling(text: &str) -> Vec<Written> {
    let telling = words(text).into_iter().filter(|word| !word.joined && word.kind != Kind::Number && !word.is_stop);
    telling.map(|word| Written { text: text.get(word.start..word.end).unwrap_or_default().to_owned(), plain: word.plain.clone() }).collect()
}

/// The queries of Arabic readers.
pub(super) fn arabic(texts: &[&str], plurals: &[(String, String)]) -> Vec<Phenomenon> {
    let texts = Texts::new(texts, Locale::Ar);
    vec![
        texts.changed("rare words", &|word, _| Some(word.to_owned())),
        texts.changed("clitics and articles swapped", &changes::clitics),
        texts.changed("hamza and dots dropped", &|word, _| changes::without_hamza(word)),
        texts.changed("vowel marks and tatweel", &changes::marks),
        texts.changed("the other number", &|word, _| changes::other_number(word, plurals)),
        texts.changed_once("one typo", false, &changes::typo),
        texts.changed_once("half a word", true, &|word, _| changes::half(word)),
        texts.question("a whole question", &ARABIC_QUESTIONS, &changes::clitics),
    ]
}

/// The queries of French readers.
pub(super) fn french(texts: &[&str]) -> Vec<Phenomenon> {
    let texts = Texts::new(texts, Locale::Fr);
    vec![
        texts.changed("rare words", &|word, _| Some(word.to_owned())),
        texts.changed("accents lost", &|word, _| Some(fold(word)).filter(|folded| *folded != word.to_lowercase())),
        texts.changed("capitals", &|word, _| Some(word.to_uppercase())),
        texts.changed("elided articles", &changes::elided),
        texts.changed("the other number", &|word, _| changes::other_french_number(word)),
        texts.changed_once("one typo", false, &changes::typo),
        texts.changed_once("half a word", true, &|word, _| changes::half(word)),
        texts.question("a whole question", &FRENCH_QUESTIONS, &|word, _| changes::other_french_number(word)),
    ]
}

/// Questions asked of passages.
pub(super) fn questions(texts: &[&str]) -> Phenomenon {
    let change: &Change<'_> = &|word, random| if random.one_in(2) { changes::clitics(word, random) } else { changes::suffix(word) };
    Texts::new(texts, Locale::Ar).question("a question on a passage", &ARABIC_QUESTIONS, change)
}

/// Translations as queries for texts, in the order of the texts.
pub(super) fn translations(queries: &[&str], texts: &[&str], locale: Locale, there: impl Fn(usize) -> bool) -> Phenomenon {
    let mut known: HashMap<&str, Vec<i64>> = HashMap::new();
    for (id, text) in (0_i64..).zip(texts).enumerate().filter(|(at, _)| there(*at)).map(|(_, pair)| pair) {
        known.entry(text).or_default().push(id);
    }
    let mut cases = Vec::new();
    for (query, text) in queries.iter().zip(texts).enumerate().filter(|(at, _)| there(*at)).map(|(_, pair)| pair) {
        let long = words(query).len() >= LETTERS;
        cases.extend(long.then(|| Case { query: (*query).to_owned(), locale, known: known.get(text).cloned().unwrap_or_default() }));
    }
    let stride = cases.len().div_ceil(CASES * 2).max(1);
    Phenomenon {
        name: if locale == Locale::Fr { "French for Arabic" } else { "Arabic for French" },
        cases: cases.into_iter().step_by(stride).collect(),
    }
}

const ARABIC_QUESTIONS: [(&str, &str); 6] = [
    ("ما هي", "؟"),
    ("كيف يمكن", "؟"),
    ("هل صحيح أن", "؟"),
    ("ما هي الإجراءات المتخذة بشأن", "؟"),
    ("لماذا", "؟"),
    ("نسائلكم السيد الوزير عن", ""),
];
const FRENCH_QUESTIONS: [(&str, &str); 5] = [
    ("Quelles sont les mesures prises pour", " ?"),
    ("Pourquoi", " ?"),
    ("Est-ce que l'on sait si", " ?"),
    ("Comment le ministre compte-t-il agir sur", " ?"),
    ("Qu’en est-il de", " ?"),
];
