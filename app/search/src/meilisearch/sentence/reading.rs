//! Reads the texts of the questions with most of a sentence, because a list tells that a question has a word, but neither how often nor
//! how much else it has.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::{Value, json};

use super::super::sentence_matches::{SentenceMatches, SoughtClause, inverse_document_frequency};
use crate::{analysis::Kind, transliterate, weights};

/// The largest number of read questions that are added to the search.
const MAX_FOUND_QUESTIONS: usize = 50;

/// The words of questions.
#[derive(Debug, Deserialize)]
pub(in crate::meilisearch) struct Texts {
    results: Vec<Text>,
}

#[derive(Debug, Deserialize)]
struct Text {
    id: i64,
    stems: String,
    plain: String,
}

impl SentenceMatches {
    /// The request for the texts of the matches.
    pub(in crate::meilisearch) fn texts(&self) -> Value {
        let ids: Vec<i64> = self.questions.iter().map(|one| one.id).collect();
        json!({ "filter": format!("id IN {ids:?}"), "fields": ["id", "stems", "plain"], "limit": ids.len() })
    }

    /// Scores the questions by their texts. The best gets the weight that the best had before.
    pub(in crate::meilisearch) fn read(mut self, read: &Texts) -> Self {
        let texts: HashMap<i64, Vec<&str>> = read.results.iter().map(|text| (text.id, text.stems.split(' ').collect())).collect();
        #[expect(clippy::cast_precision_loss, reason = "an average")]
        let average = texts.values().map(Vec::len).sum::<usize>() as f32 / texts.len().max(1) as f32;
        let before: Vec<f32> = self.questions.iter().map(|one| one.weight).collect();
        let score = |id: i64| texts.get(&id).map_or(0.0, |stems| self.sought.iter().map(|one| one.score(stems, average)).sum::<f32>());
        let mut scores: HashMap<i64, f32> = self.questions.iter().map(|one| (one.id, score(one.id))).collect();
        for (holders, idf) in self.sounding(&read.results) {
            holders.iter().for_each(|id| *scores.entry(*id).or_default() += idf * weights::SOUNDS_ALIKE);
        }
        let score = |id: i64| scores.get(&id).copied().unwrap_or_default();
        self.questions.sort_by(|one, other| score(other.id).total_cmp(&score(one.id)));
        self.questions.iter_mut().zip(before).for_each(|(one, weight)| one.weight = weight);
        self.questions.truncate(MAX_FOUND_QUESTIONS);
        self
    }

    /// The questions with a word of each sound, and its inverse document frequency.
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    fn sounding(&self, texts: &[Text]) -> Vec<(Vec<i64>, f32)> {
        if self.sounds.is_empty() {
            return Vec::new();
        }
        let sounds = |text: &Text| text.plain.split(' ').filter_map(|word| transliterate::key(word, kind(word))).collect::<HashSet<_>>();
        let texts: Vec<(i64, HashSet<String>)> = texts.iter().map(|text| (text.id, sounds(text))).collect();
        let holders = |sound: &String| texts.iter().filter(|(_, sounds)| sounds.contains(sound)).map(|(id, _)| *id).collect::<Vec<i64>>();
        let telling = |holders: Vec<i64>| {
            let idf = inverse_document_frequency(holders.len() as f32, self.all as f32);
            (holders, idf)
        };
        self.sounds.iter().map(holders).map(telling).collect()
    }
}

impl SoughtClause {
    /// The BM25 of a clause in a text.
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    fn score(&self, stems: &[&str], average: f32) -> f32 {
        let (k1, b) = (weights::BM25_K1, weights::BM25_B);
        let length = stems.len() as f32 / average.max(1.0);
        let (mut most, mut sum) = (0.0_f32, 0.0);
        for (form, likely) in &self.forms {
            let times =
                stems.windows(form.len().max(1)).filter(|words| words.iter().zip(form).all(|(one, stem)| one == stem)).count() as f32;
            let score = likely.powf(weights::LIKELIHOOD) * times * (k1 + 1.0) / (times + k1 * (1.0 - b + b * length));
            (most, sum) = (most.max(score), sum + score);
        }
        self.idf * (sum - most).mul_add(weights::OTHER_TRANSLATIONS, most)
    }
}

fn kind(word: &str) -> Kind {
    match word.chars().next() {
        Some(first) if first.is_ascii_digit() => Kind::Number,
        Some('\u{600}'..='\u{6FF}') => Kind::Arabic,
        _ => Kind::Latin,
    }
}
