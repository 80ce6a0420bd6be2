//! From what was found to what was asked for: total, facets and the best hits.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
    hash::Hash,
};

use jawab_domain::{Chamber, Locale, StandingKind, Status};
use tantivy::{DocId, Searcher};

use super::{
    columns::{Columns, Segment},
    docs::Docs,
    found::Found,
    plan::Plan,
    ranking::Ranking,
    schema::decode,
    scoring::Scores,
};
use crate::port::{Facets, Hit, Query, Sort};

/// Added to the score of what is found as typed: more than any score, and little enough for scores to differ beside it.
const AS_TYPED: f32 = 4096.0;
/// Added for having every word.
const EVERY_WORD: f32 = 5.0;
/// Just enough to part equals.
const OWN_LANGUAGE: f32 = 0.01;

/// The best hits are chosen from as many as this, or a multiple of it: the same ones for each page of them.
const DEPTH: usize = 100;

/// Where more questions than this are worth ranking, the newest are ranked: as many as can be looked for in the lists
/// of what scores within so many looks.
const MANY: usize = 50_000;
const LOOKS: usize = 60_000;

/// A hit by rank: score (bits of a float that is not negative), then the date asked for, then newest deposit (unknown
/// last), then identity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    score: u32,
    key: i32,
    deposited: i32,
    id: i64,
    translated: bool,
}

/// The best places so far.
struct Best {
    most: usize,
    places: BinaryHeap<Reverse<Place>>,
}

impl Best {
    fn keep(&mut self, place: Place) {
        if self.places.len() < self.most {
            self.places.push(Reverse(place));
        } else if let Some(mut worst) = self.places.peek_mut().filter(|worst| worst.0 < place) {
            *worst = Reverse(place);
        }
    }
}

/// The asked-for stretch of the hits.
pub(super) fn hits(
    searcher: &Searcher,
    segments: &[Segment<'_>],
    found: &[Found],
    plan: &Plan,
    query: &Query,
) -> tantivy::Result<Vec<Hit>> {
    let mut best = Best { most: query.offset.saturating_add(query.limit), places: BinaryHeap::new() };
    if best.most == 0 {
        return Ok(Vec::new());
    }
    match plan.scores.as_ref().filter(|_| query.sort == Sort::Relevance) {
        Some(scores) => {
            let depth = best.most.next_multiple_of(DEPTH);
            let worth = newest(worth_ranking(segments, found, plan, depth)?, segments, scores, depth);
            let ranked = Ranking::new(searcher, segments)?.rank(&worth, scores, depth)?;
            for ((ranked, found), segment) in ranked.iter().zip(found).zip(segments) {
                let columns = &segment.kept.columns;
                let scored = ranked.docs.iter().zip(&ranked.scores);
                scored.for_each(|(doc, score)| {
                    best.keep(place(*doc, whole(*score, *doc, found, columns, scores), found, columns, query.sort))
                });
            }
        }
        None => {
            for (found, segment) in found.iter().zip(segments) {
                let columns = &segment.kept.columns;
                let first = columns.first(&found.docs, query.sort, best.most);
                first.into_iter().for_each(|doc| best.keep(place(doc, 0.0, found, columns, query.sort)));
            }
        }
    }
    let hit = |Reverse(one): Reverse<Place>| Hit { id: one.id, score: f32::from_bits(one.score), translated: one.translated };
    Ok(best.places.into_sorted_vec().into_iter().skip(query.offset).map(hit).collect())
}

/// A question's score with what it gains by what it has as a whole.
fn whole(score: f32, doc: DocId, found: &Found, columns: &Columns, scores: &Scores) -> f32 {
    let gain = |gains: bool, by: f32| if gains { by } else { 0.0 };
    score
        + gain(found.every.contains(doc), EVERY_WORD)
        + gain(columns.speaks(doc, scores.locale), OWN_LANGUAGE)
        + gain(found.as_typed.as_ref().is_some_and(|typed| typed.contains(doc)), AS_TYPED)
}

fn place(doc: DocId, score: f32, found: &Found, columns: &Columns, sort: Sort) -> Place {
    let score = if score > 0.0 { score.to_bits() } else { 0 };
    let (key, deposited) = (columns.order_key(doc, sort), columns.deposited(doc));
    Place { score, key, deposited, id: columns.id(doc), translated: found.translated(doc) }
}

/// The found questions that can be among the best: what has the words as typed comes before what has them in the other
/// language, more words before fewer, and every word in the subject before anything else.
fn worth_ranking(segments: &[Segment<'_>], found: &[Found], plan: &Plan, depth: usize) -> tantivy::Result<Vec<Docs>> {
    let enough = |docs: &Vec<Docs>| docs.iter().map(Docs::count).sum::<usize>() >= depth;
    let all: Vec<Docs> = found.iter().map(|found| found.as_typed.as_ref().unwrap_or(&found.docs).clone()).collect();
    if !enough(&all) {
        return Ok(found.iter().map(|found| found.docs.clone()).collect());
    }
    let with = |least: usize| found.iter().zip(&all).map(|(found, docs)| found.typed.at_least(least).and(docs)).collect();
    let most = (2..=plan.typed.len()).rev().map(with).find(enough).unwrap_or_else(|| all.clone());
    let subjects = segments.iter().map(|segment| plan.in_subject.docs(segment));
    let subjects: Vec<Docs> = subjects.collect::<tantivy::Result<_>>()?;
    let in_subject: Vec<Docs> = most.iter().zip(&subjects).map(|(docs, subjects)| docs.and(subjects)).collect();
    Ok(if enough(&in_subject) { in_subject } else { most })
}

/// Of very many questions the newest are ranked: a word that so many have tells little about any.
fn newest(mut worth: Vec<Docs>, segments: &[Segment<'_>], scores: &Scores, depth: usize) -> Vec<Docs> {
    if worth.iter().map(Docs::count).sum::<usize>() > MANY {
        let most = (LOOKS / scores.rough.len().max(1)).max(depth);
        for (docs, segment) in worth.iter_mut().zip(segments) {
            let mut newest = docs.emptied();
            segment.kept.columns.first(docs, Sort::DepositDate, most).into_iter().for_each(|doc| newest.insert(doc));
            *docs = newest;
        }
    }
    worth
}

/// How many were found only in the other language.
pub(super) fn translated(found: &[Found]) -> u64 {
    found.iter().filter_map(|found| Some((found.docs.count() - found.as_typed.as_ref()?.count()) as u64)).sum()
}

/// How many of what was found there are per value.
pub(super) fn facets(segments: &[Segment<'_>], found: &[Found], query: &Query) -> tantivy::Result<Facets> {
    let mut counts: [HashMap<i64, u64>; 8] = Default::default();
    for (segment, found) in segments.iter().zip(found) {
        segment.kept.columns.count(&found.docs, query.today, segment.searcher, &mut counts)?;
    }
    let [chamber, status, language, ministry, group, member, theme, standing] = counts;
    Ok(Facets {
        chamber: decoded(Chamber::ALL, chamber).collect(),
        status: decoded(Status::ALL, status).collect(),
        standing: decoded(StandingKind::ALL, standing).collect(),
        language: decoded(Locale::ALL, language).collect(),
        ministry: ordered(ministry),
        group: ordered(group),
        member: ordered(member),
        theme: ordered(theme),
    })
}

fn decoded<T: Copy + Eq + Hash>(all: &[T], counts: HashMap<i64, u64>) -> impl Iterator<Item = (T, u64)> {
    counts.into_iter().filter_map(move |(value, count)| Some((decode(all, value)?, count)))
}

/// Largest first, then by identity.
fn ordered(counts: HashMap<i64, u64>) -> Vec<(i64, u64)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(id, count)| (Reverse(*count), *id));
    counts
}
