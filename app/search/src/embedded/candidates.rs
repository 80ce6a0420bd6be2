//! Stage 3 of a search, candidates: selects the matching questions that are worth scoring.

mod rough;
mod top;

use tantivy::DocId;

use super::{
    cache::segments::Segment,
    doc_set::DocSet,
    matching::{SegmentMatches, clauses::in_subject},
    plan::Plan,
};
use crate::engine::Sort;

/// The largest number of candidates. If there are more, only the newest are candidates …
const MAX_CANDIDATES: usize = 50_000;
/// … as many as can be looked up in the posting lists of the rough measure with this many lookups.
const MAX_LOOKUPS: usize = 60_000;

/// The questions of each segment, in order, that contain the best `depth` ones.
pub(super) fn candidates(
    plan: &Plan<'_>,
    segments: &[Segment<'_>],
    matches: &[SegmentMatches],
    depth: usize,
) -> tantivy::Result<Vec<Vec<DocId>>> {
    let terms = rough::terms(plan);
    let matching = with_most_words(plan, segments, matches, depth)?;
    let matching = newest(matching, segments, terms.len(), depth);
    rough::best(plan, segments, &matching, &terms, depth)
}

fn total(docs: &[DocSet]) -> usize {
    docs.iter().map(DocSet::count).sum()
}

/// The matches that can be among the best: matches as typed precede translated ones, then more clauses precede fewer, then every word in
/// the subject precedes everything else.
fn with_most_words(plan: &Plan<'_>, segments: &[Segment<'_>], matches: &[SegmentMatches], depth: usize) -> tantivy::Result<Vec<DocSet>> {
    let enough = |docs: &Vec<DocSet>| total(docs) >= depth;
    let all: Vec<DocSet> = matches.iter().map(|matches| matches.as_typed.as_ref().unwrap_or(&matches.docs).clone()).collect();
    if !enough(&all) {
        return Ok(matches.iter().map(|matches| matches.docs.clone()).collect());
    }
    let with_clauses = |least: usize| -> Vec<DocSet> {
        let in_segment = |(matches, docs): (&SegmentMatches, &DocSet)| {
            let mut having = matches.typed_clauses.at_least(least);
            having.intersect_with(docs);
            having
        };
        matches.iter().zip(&all).map(in_segment).collect()
    };
    let most = (2..=plan.clauses.len()).rev().map(with_clauses).find(enough).unwrap_or_else(|| all.clone());
    let in_subject = in_subject(plan);
    let mut with_subject = most.clone();
    for (docs, segment) in with_subject.iter_mut().zip(segments) {
        docs.intersect_with(&in_subject.docs(segment)?);
    }
    Ok(if enough(&with_subject) { with_subject } else { most })
}

/// The newest of very many matches: a word that so many questions have says little about any of them.
fn newest(mut matching: Vec<DocSet>, segments: &[Segment<'_>], terms: usize, depth: usize) -> Vec<DocSet> {
    if total(&matching) > MAX_CANDIDATES {
        let wanted = (MAX_LOOKUPS / terms.max(1)).max(depth);
        for (docs, segment) in matching.iter_mut().zip(segments) {
            let mut newest = docs.empty_like();
            segment.cached.columns.first(docs, Sort::DepositDate, wanted).into_iter().for_each(|doc| newest.insert(doc));
            *docs = newest;
        }
    }
    matching
}
