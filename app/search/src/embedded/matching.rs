//! Stage 2 of a search, matching: the sets of questions that match the plan and the filters.

pub(super) mod clauses;
mod condition;
mod counts;
mod shingled_phrase;

use tantivy::DocId;

use super::{bit_sliced_counter::BitSlicedCounter, cache::segments::Segment, cancellation::CancelToken, doc_set::DocSet, plan::Plan};
use crate::engine::Query;
pub(super) use condition::Condition;
use counts::ClauseCounts;

/// The matches in a segment.
pub(super) struct SegmentMatches {
    /// All matches.
    pub docs: DocSet,
    /// The matches of the clauses as typed; `None` if nothing is translated, when they are all matches.
    pub as_typed: Option<DocSet>,
    /// The questions with every clause as typed, whether they match or not.
    pub with_every_clause: DocSet,
    /// The number of clauses as typed in each question.
    pub typed_clauses: BitSlicedCounter,
}

/// The matches in each segment.
pub(super) fn matches(
    plan: &Plan<'_>,
    segments: &[Segment<'_>],
    query: &Query,
    cancel: &CancelToken,
) -> tantivy::Result<Vec<SegmentMatches>> {
    let typed: Vec<Condition> = plan.clauses.iter().map(|clause| clauses::typed(plan.scope, clause)).collect();
    let translated: Option<Vec<Condition>> =
        plan.has_translations().then(|| plan.clauses.iter().map(|clause| clauses::translated(plan.scope, clause)).collect());
    let counts = segments.iter().map(|segment| ClauseCounts::new(&typed, translated.as_deref(), segment, cancel));
    let counts: Vec<ClauseCounts> = counts.collect::<tantivy::Result<_>>()?;
    let (needed, matching) = with_most_clauses(plan, &counts, segments);
    let unwanted = (!plan.query.unwanted.is_empty()).then(|| clauses::unwanted(plan));
    let mut all = Vec::new();
    for ((mut docs, counts), segment) in matching.into_iter().zip(counts).zip(segments) {
        if let Some(unwanted) = &unwanted {
            docs.difference_with(&unwanted.docs(segment)?);
        }
        segment.cached.columns.narrow(&mut docs, &query.filters, query.today);
        let as_typed = counts.either.is_some().then(|| {
            let mut typed = counts.typed.at_least(plan.min_as_typed(needed));
            typed.intersect_with(&docs);
            typed
        });
        let with_every_clause = counts.typed.at_least(plan.clauses.len());
        all.push(SegmentMatches { docs, as_typed, with_every_clause, typed_clauses: counts.typed });
    }
    Ok(all)
}

/// The number of clauses that can be required, and the matches with at least that many.
fn with_most_clauses(plan: &Plan<'_>, counts: &[ClauseCounts], segments: &[Segment<'_>]) -> (usize, Vec<DocSet>) {
    if plan.clauses.is_empty() {
        return (0, segments.iter().map(|segment| segment.cached.alive.as_ref().clone()).collect());
    }
    let (mut needed, enough) = plan.narrowest();
    loop {
        let matching = counts.iter().zip(segments).map(|(counts, segment)| counts.matching(needed, &segment.cached.alive));
        let matching: Vec<DocSet> = matching.collect();
        if needed <= 1 || matching.iter().map(DocSet::count).sum::<usize>() >= enough {
            return (needed, matching);
        }
        needed -= 1;
    }
}

impl SegmentMatches {
    /// Whether a question matches only by translation.
    pub(super) fn is_translated(&self, doc: DocId) -> bool {
        self.as_typed.as_ref().is_some_and(|typed| !typed.contains(doc))
    }
}

/// The number of matches.
pub(super) fn total(matches: &[SegmentMatches]) -> u64 {
    matches.iter().map(|matches| matches.docs.count() as u64).sum()
}

/// The number of questions that match only by translation.
pub(super) fn translated(matches: &[SegmentMatches]) -> u64 {
    matches.iter().filter_map(|matches| Some((matches.docs.count() - matches.as_typed.as_ref()?.count()) as u64)).sum()
}
