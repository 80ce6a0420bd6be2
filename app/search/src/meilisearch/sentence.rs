//! Translated search of sentences.
//!
//! For a long query the server drops the most frequent words until something has all the remaining ones: with one wrong translation of a
//! rare word, nothing right is found. So each word is requested separately. The questions with most of them, weighted by rarity, are read
//! and added to the search by their identity.

mod reading;

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    filter::filter,
    plan::Plan,
    query_text::{phrase, sound, stems_and_sound},
    sentence_matches::{SentenceMatch, SentenceMatches, SoughtClause, inverse_document_frequency},
    settings::{PLAIN, SOUNDS, STEMS},
};
use crate::{engine::Query, weights};

/// The largest number of clauses that are requested.
const MAX_CLAUSES: usize = 40;
/// The largest number of translations per clause.
const MAX_TRANSLATIONS: usize = 8;
/// The largest number of requested texts, likeliest first.
const MAX_TEXTS: usize = 160;
/// The largest number of questions per translation. A translation in more questions is not informative.
const MAX_LISTED_QUESTIONS: usize = 150;
/// The largest number of questions that are read.
const MAX_READ_QUESTIONS: usize = 250;

/// A text that is requested separately.
#[derive(Debug)]
pub(super) struct RequestedText {
    /// The index of its clause in the query.
    clause: usize,
    text: String,
    stems: Vec<String>,
    /// The sound of its only word, if it may be a name.
    sound: Option<String>,
    weight: f32,
    how: How,
}

/// The form of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// As typed, to find out whether it occurs.
    Typed,
    /// As typed, which may be the same in every language.
    Same,
    /// Translated.
    Translated,
}

/// Each clause as typed and in its likeliest translations. A clause without translations may be the same in both languages.
pub(super) fn requested_texts(plan: &Plan<'_>) -> Vec<RequestedText> {
    let clauses = plan.parsed.wanted.iter().zip(plan.translations).take(MAX_CLAUSES).enumerate();
    let asked = clauses.flat_map(|(clause, (wanted, translations))| {
        let (how, most) = if translations.is_empty() { (How::Same, 2) } else { (How::Typed, 1) };
        let stems: Vec<String> = wanted.words().iter().map(|word| word.stem.clone()).collect();
        let sound = sound(wanted);
        let typed = stems_and_sound(wanted).into_iter().take(most);
        let typed =
            typed.map(move |text| (0, RequestedText { clause, text, stems: stems.clone(), sound: sound.clone(), weight: 1.0, how }));
        let translated = (0..).zip(translations.iter().take(MAX_TRANSLATIONS)).map(move |(place, one)| {
            let text = phrase(&one.stems) + " ";
            (place, RequestedText { clause, text, stems: one.stems.clone(), sound: None, weight: one.weight, how: How::Translated })
        });
        typed.chain(translated)
    });
    let mut asked: Vec<(usize, RequestedText)> = asked.collect();
    asked.sort_by_key(|(place, _)| *place);
    asked.into_iter().take(MAX_TEXTS).map(|(_, asked)| asked).collect()
}

/// The request for the number of questions and for the questions with each translation.
pub(super) fn request(index: &str, query: &Query, plan: &Plan<'_>, asked: &[RequestedText]) -> Value {
    let (filter, unwanted) = (filter(query), plan.unwanted());
    let search = |text: &str, limit: usize| {
        json!({
            "indexUid": index,
            "q": format!("{text}{unwanted} "),
            "attributesToRetrieve": ["id"],
            "attributesToSearchOn": STEMS.iter().chain(&PLAIN).chain([&SOUNDS]).collect::<Vec<_>>(),
            "matchingStrategy": "all",
            "locales": ["ara", "fra"],
            "filter": filter,
            "limit": limit,
        })
    };
    let all = std::iter::once(search("", 0));
    let limit = |one: &RequestedText| if one.how == How::Typed { 0 } else { MAX_LISTED_QUESTIONS };
    let queries: Vec<Value> = all.chain(asked.iter().map(|one| search(&one.text, limit(one)))).collect();
    json!({ "queries": queries })
}

/// The response.
#[derive(Debug, Deserialize)]
pub(super) struct Lists {
    results: Vec<List>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct List {
    hits: Vec<Listed>,
    estimated_total_hits: u32,
}

#[derive(Debug, Deserialize)]
struct Listed {
    id: i64,
}

impl Lists {
    /// Evaluates the response.
    pub(super) fn matches(&self, asked: &[RequestedText]) -> SentenceMatches {
        let Some((all, lists)) = self.results.split_first() else { return SentenceMatches::default() };
        let mut clauses: BTreeMap<usize, Clause> = BTreeMap::new();
        asked.iter().zip(lists).for_each(|(one, list)| clauses.entry(one.clause).or_default().add(one, list));
        let mut sum = 0.0;
        let (mut sought, mut sounds) = (Vec::new(), Vec::new());
        let mut scores: HashMap<i64, Score> = HashMap::new();
        for (place, clause) in &clauses {
            if clause.likely <= 0.0 {
                sounds.extend(asked.iter().filter(|one| one.clause == *place).filter_map(|one| one.sound.clone()));
                continue;
            }
            let weight = clause.inverse_document_frequency(all.estimated_total_hits);
            let forms = asked.iter().filter(|one| one.clause == *place);
            sought.push(SoughtClause { forms: forms.map(|one| (one.stems.clone(), one.weight)).collect(), idf: weight });
            sum += weight;
            for (id, likely) in &clause.having {
                let score = scores.entry(*id).or_default();
                score.all += likely * weight;
                score.translated += if clause.translated { likely * weight } else { 0.0 };
            }
        }
        let enough = scores.into_iter().filter(|(_, score)| score.translated / sum >= weights::MEILI_MIN_SENTENCE_SHARE);
        let mut best: Vec<(i64, f32)> = enough.map(|(id, score)| (id, score.all / sum)).collect();
        best.sort_unstable_by(|(id, share), (other, others)| others.total_cmp(share).then(other.cmp(id)));
        best.truncate(MAX_READ_QUESTIONS);
        let question = |(id, share): (i64, f32)| SentenceMatch { id, weight: share.sqrt() * weights::MEILI_SENTENCE };
        SentenceMatches {
            questions: best.into_iter().map(question).collect(),
            typed: share(clauses.values()),
            sought,
            sounds,
            all: all.estimated_total_hits,
        }
    }
}

/// The share of clauses that occur as typed.
#[expect(clippy::cast_precision_loss, reason = "a weight")]
fn share<'a>(clauses: impl Iterator<Item = &'a Clause> + Clone) -> f32 {
    clauses.clone().filter(|clause| clause.typed).count() as f32 / clauses.count().max(1) as f32
}

/// The score of a question for a sentence.
#[derive(Debug, Default)]
struct Score {
    all: f32,
    /// The translated part of the score.
    translated: f32,
}

/// The questions with a clause translated, or in a form that is the same in both languages.
#[derive(Debug, Default)]
struct Clause {
    /// The probability that the meaning is right, by question.
    having: HashMap<i64, f32>,
    /// The total probability of its occurring forms, and the expected number of questions with them.
    likely: f32,
    holders: f32,
    translated: bool,
    /// Whether it occurs as typed.
    typed: bool,
}

impl Clause {
    #[expect(clippy::cast_precision_loss, reason = "an expectation")]
    fn add(&mut self, asked: &RequestedText, list: &List) {
        if asked.how != How::Translated {
            self.typed |= list.estimated_total_hits > 0;
        }
        if asked.how == How::Typed {
            return;
        }
        self.translated = asked.how == How::Translated;
        if list.estimated_total_hits > 0 {
            self.likely += asked.weight;
            self.holders += asked.weight * list.estimated_total_hits as f32;
        }
        for listed in &list.hits {
            let known = self.having.entry(listed.id).or_default();
            *known = known.max(asked.weight.powf(weights::LIKELIHOOD));
        }
    }

    /// Its inverse document frequency.
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    fn inverse_document_frequency(&self, all: u32) -> f32 {
        inverse_document_frequency(self.holders / self.likely, all as f32)
    }
}
