//! Stage 4 of a search, scoring: BM25 of the words of the query in each kind of text, with bonuses for adjacent words, for every word, and
//! for every word in one text. The weights are in [`weights`].

mod part;
mod translated;
mod typed;

use std::collections::HashMap;

use jawab_domain::Locale;
use tantivy::DocId;

use super::{
    bm25::{Bm25, Scored},
    cache::{columns::Columns, segments::Segment},
    matching::SegmentMatches,
    parallel,
    plan::Plan,
};
use crate::weights;
use part::{Part, QueryPhrase};

/// The scores of the candidates of a segment.
struct SegmentScores {
    /// The score of each.
    scores: Vec<f32>,
    /// The words of the query in each, one bit per word, by kind of text; empty unless there are several.
    words: Vec<Vec<u64>>,
}

impl SegmentScores {
    fn new(candidates: usize, texts: usize) -> Self {
        Self { scores: vec![0.0; candidates], words: vec![vec![0; candidates]; texts] }
    }

    fn add(&mut self, at: usize, score: f32) {
        if let Some(sum) = self.scores.get_mut(at) {
            *sum += score;
        }
    }

    /// Whether a candidate has words in a kind of text.
    fn has_words(&self, text: usize, at: usize, wanted: u64) -> bool {
        self.words.get(text).and_then(|words| words.get(at)).is_some_and(|words| words & wanted == wanted)
    }

    /// Adds the bonus for having every word in one text, by kind of text.
    fn add_every_word(&mut self, every: u64, bonuses: &[f32]) {
        for (words, bonus) in self.words.iter().zip(bonuses) {
            let with_every = words.iter().zip(&mut self.scores).filter(|(words, _)| **words == every);
            with_every.for_each(|(_, score)| *score += bonus);
        }
    }
}

/// The scores of the candidates, by segment.
pub(super) fn scores(
    plan: &Plan<'_>,
    segments: &[Segment<'_>],
    matches: &[SegmentMatches],
    candidates: &[Vec<DocId>],
    locale: Locale,
) -> tantivy::Result<Vec<Vec<f32>>> {
    let searcher = plan.scope.dictionary.searcher;
    let bm25 = Bm25::new(searcher, segments)?;
    let count = plan.forms().count();
    let bonuses: Vec<f32> = match count {
        0 | 1 => Vec::new(),
        _ => plan.scope.texts.iter().map(|text| text.weight * weights::EVERY_WORD_IN_ONE_TEXT).collect(),
    };
    let mut all: Vec<SegmentScores> = candidates.iter().map(|docs| SegmentScores::new(docs.len(), bonuses.len())).collect();
    let mut parts = typed::words(plan);
    parts.extend(typed::compounds(plan));
    parts.extend(translated::translations(plan));
    for (part, found) in parts.iter().zip(parallel::map(searcher, &parts, |part| of_part(&bm25, part, candidates))?) {
        add(part, found, &mut all);
    }
    let phrases = typed::phrases(plan);
    for found in parallel::map(searcher, &phrases, |phrase| of_query_phrase(&bm25, phrase, candidates, &all))? {
        for (segment, at, score) in found {
            all.get_mut(segment).into_iter().for_each(|segment| segment.add(at, score));
        }
    }
    let every = 1_u64.checked_shl(u32::try_from(count).unwrap_or(u32::MAX)).map_or(u64::MAX, |next| next - 1);
    for segment in &mut all {
        segment.add_every_word(every, &bonuses);
    }
    for ((segment, docs), (matches, scores)) in segments.iter().zip(candidates).zip(matches.iter().zip(&mut all)) {
        for (doc, score) in docs.iter().zip(&mut scores.scores) {
            *score = with_bonus(*score, *doc, matches, &segment.cached.columns, locale);
        }
    }
    Ok(all.into_iter().map(|segment| segment.scores).collect())
}

/// The scores of a part.
fn of_part(bm25: &Bm25<'_>, part: &Part, candidates: &[Vec<DocId>]) -> tantivy::Result<Vec<Scored>> {
    match part {
        Part::Term { term, weight, .. } => {
            let mut found = bm25.term(term, candidates)?;
            found.iter_mut().for_each(|(_, _, score)| *score *= weight);
            Ok(found)
        }
        Part::Phrase(phrase, weight) => bm25.phrase(phrase, *weight, candidates, |_, _| true),
        Part::Best(parts, others) => {
            let mut best: HashMap<(usize, usize), (f32, f32)> = HashMap::new();
            for part in parts {
                for (segment, at, score) in of_part(bm25, part, candidates)? {
                    let (most, sum) = best.entry((segment, at)).or_default();
                    (*most, *sum) = (most.max(score), *sum + score);
                }
            }
            Ok(best.into_iter().map(|((segment, at), (most, sum))| (segment, at, (sum - most).mul_add(*others, most))).collect())
        }
    }
}

/// The scores of a phrase of the query, which is searched only in texts with all its words.
fn of_query_phrase(
    bm25: &Bm25<'_>,
    QueryPhrase { phrase, weight, text, words }: &QueryPhrase,
    candidates: &[Vec<DocId>],
    scores: &[SegmentScores],
) -> tantivy::Result<Vec<Scored>> {
    let has_words = |segment: usize, at: usize| scores.get(segment).is_some_and(|segment| segment.has_words(*text, at, *words));
    bm25.phrase(phrase, *weight, candidates, has_words)
}

/// Adds the scores of a part, and records the matched words of the query.
fn add(part: &Part, found: Vec<Scored>, all: &mut [SegmentScores]) {
    for (segment, at, score) in found {
        let Some(segment) = all.get_mut(segment) else { continue };
        segment.add(at, score);
        if let Part::Term { of: Some((text, word)), .. } = part
            && let Some(words) = segment.words.get_mut(*text).and_then(|words| words.get_mut(at))
        {
            *words |= 1 << word;
        }
    }
}

/// A score with the bonuses of the whole question.
fn with_bonus(score: f32, doc: DocId, matches: &SegmentMatches, columns: &Columns, locale: Locale) -> f32 {
    let bonus = |gained: bool, weight: f32| if gained { weight } else { 0.0 };
    score
        + bonus(matches.with_every_clause.contains(doc), weights::EVERY_CLAUSE)
        + bonus(columns.speaks(doc, locale), weights::OWN_LANGUAGE)
        + bonus(matches.as_typed.as_ref().is_some_and(|typed| typed.contains(doc)), weights::AS_TYPED)
}
