//! The fixed mix of queries, made from existing questions as readers would type them.

use jawab_domain::{Filters, Locale, StandingKind};
use jawab_search::engine::{Query, Sort};

use super::invented::Invented;
use crate::{
    phrases::{Pair, SUB_QUESTION},
    random::Random,
    records::{self, NEWEST, SPAN, TopicAndPlace, back},
};

/// The row of suggestions, which are not part of the mix.
pub(super) const SUGGESTIONS: &str = "suggestions";
/// Queries of each kind and language per round.
const QUERIES_PER_KIND: u32 = 30;
/// Hits on a page of results.
const PAGE: usize = 10;
/// The minimum length of a word in a query, in letters.
const MIN_WORD_LETTERS: usize = 5;
const SEED: u64 = 0x006D_6978;

/// Generates queries; each round has different ones.
pub(super) struct Mix<'a> {
    random: Random,
    samples: &'a [Invented],
}

type Kind = (&'static str, fn(&mut Mix<'_>, &Invented, Locale) -> (String, Filters));

const KINDS: [Kind; 11] = [
    ("one word", |mix, one, locale| plain(mix.word(one, locale) + " ")),
    ("three words", |mix, one, locale| plain(format!("{} {} {} ", mix.word(one, locale), topic(one, locale), mix.word(one, locale)))),
    ("natural question", |mix, one, locale| plain(mix.question(one, locale))),
    ("prefix", |mix, one, locale| plain(half(&mix.word(one, locale)))),
    ("typo", |mix, one, locale| plain(misspelt(&mix.word(one, locale)) + " ")),
    ("phrase", |mix, one, locale| plain(mix.phrase(one, locale))),
    ("minus", |mix, one, locale| plain(format!("{} -{} ", topic(one, locale), mix.word(one, locale)))),
    ("facets and dates", |mix, one, locale| (topic(one, locale), mix.filters(one))),
    ("across, to the other language", |_, one, locale| {
        plain(in_locale((one.topic.0.to_owned() + " " + one.place.0, one.topic.1.to_owned() + " " + one.place.1), locale) + " ")
    }),
    ("name in the other script", |_, one, locale| plain(in_locale(one.name.clone(), locale) + " ")),
    ("everything", |mix, one, _| (String::new(), mix.filters(one))),
];

impl<'a> Mix<'a> {
    /// A mix from existing questions.
    pub(super) fn new(samples: &'a [Invented]) -> Self {
        Self { random: Random::new(SEED), samples }
    }

    /// A round of queries with the names of their kinds.
    pub(super) fn queries(&mut self) -> Vec<(&'static str, Query)> {
        let mut round = Vec::new();
        for at in 0..QUERIES_PER_KIND * 2 {
            let locale = if at % 2 == 0 { Locale::Ar } else { Locale::Fr };
            for (name, make) in KINDS {
                // A name in the other script and a translation need questions that do not exist in the query's language.
                let crossing = name.starts_with("across") || name.starts_with("name");
                if let Some(one) = self.sample(if crossing { locale.others().next().unwrap_or(locale) } else { locale }, crossing) {
                    let (text, filters) = make(self, one, locale);
                    round.push((name, query(text, locale, filters)));
                }
            }
        }
        round
    }

    /// Prefixes of words as typed.
    pub(super) fn beginnings(&mut self) -> Vec<(String, Locale)> {
        let mut all = Vec::new();
        for at in 0..QUERIES_PER_KIND * 4 {
            let locale = if at % 2 == 0 { Locale::Ar } else { Locale::Fr };
            if let Some(one) = self.sample(locale, false) {
                let (whole, last) = (topic(one, locale), self.word(one, locale));
                all.push((if at % 4 < 2 { half(&last) } else { format!("{whole} {}", half(&last)) }, locale));
            }
        }
        all
    }

    /// A question that has a language, or only that language.
    fn sample(&mut self, locale: Locale, only: bool) -> Option<&'a Invented> {
        let fits = |one: &&&Invented| one.document.languages.contains(&locale) && !(only && one.document.languages.len() > 1);
        let fitting = self.samples.iter().collect::<Vec<_>>();
        let fitting: Vec<&Invented> = fitting.iter().filter(fits).copied().collect();
        let at = self.random.below(u32::try_from(fitting.len()).unwrap_or(u32::MAX));
        fitting.get(at as usize).copied()
    }

    /// A word of the question's text.
    fn word(&mut self, one: &Invented, locale: Locale) -> String {
        let text = one.document.question.get(locale).map_or("", String::as_str);
        let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphabetic())).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| word.chars().count() >= MIN_WORD_LETTERS).collect();
        self.random.pick(&words).to_owned()
    }

    fn phrase(&mut self, one: &Invented, locale: Locale) -> String {
        let text = one.document.question.get(locale).map_or("", String::as_str);
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = self.random.below(u32::try_from(words.len().saturating_sub(3)).unwrap_or(u32::MAX)) as usize;
        format!("\"{}\"", words.get(at..at + 3).unwrap_or_default().join(" "))
    }

    fn question(&mut self, one: &Invented, locale: Locale) -> String {
        let about = TopicAndPlace { topic: one.topic, place: one.place };
        in_locale(records::sentence(&mut self.random, SUB_QUESTION, &about), locale)
    }

    fn filters(&mut self, one: &Invented) -> Filters {
        let days = self.random.below(SPAN);
        let filters = Filters { from: Some(back(days)), to: Some(back(days / 3)), ..Filters::default() };
        match self.random.below(3) {
            0 => Filters { ministry: one.document.ministries.first().map(|one| one.id), ..filters },
            1 => Filters { standing: Some(StandingKind::Overdue), ..filters },
            _ => Filters { chamber: one.document.chamber, group: one.document.groups.first().map(|one| one.id), ..filters },
        }
    }
}

fn query(text: String, locale: Locale, filters: Filters) -> Query {
    Query { text, locale, filters, sort: Sort::Relevance, offset: 0, limit: PAGE, today: NEWEST, facets: true }
}

fn plain(text: String) -> (String, Filters) {
    (text, Filters::default())
}

fn in_locale<T>((arabic, french): Pair<T>, locale: Locale) -> T {
    if locale == Locale::Ar { arabic } else { french }
}

/// The longest word of the question's topic, which many questions share.
fn topic(one: &Invented, locale: Locale) -> String {
    in_locale(one.topic, locale).split([' ', '’']).max_by_key(|word| word.chars().count()).unwrap_or_default().to_owned()
}

/// A word being typed.
fn half(word: &str) -> String {
    word.chars().take((word.chars().count() / 2).max(3)).collect()
}

/// A word with its third letter doubled.
fn misspelt(word: &str) -> String {
    word.chars().enumerate().flat_map(|(at, c)| std::iter::repeat_n(c, 1 + usize::from(at == 2))).collect()
}
