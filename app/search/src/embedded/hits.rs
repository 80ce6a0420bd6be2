//! Stage 5 of a search, hits: the requested page of the matches in the requested order.

use std::{cmp::Reverse, collections::BinaryHeap};

use tantivy::DocId;

use super::{
    cache::{columns::Columns, segments::Segment},
    candidates::candidates,
    matching::SegmentMatches,
    plan::Plan,
    scoring::scores,
};
use crate::engine::{Hit, Query, Sort};

/// The number of candidates is a multiple of this, so that every page uses the same candidates.
const DEPTH_STEP: usize = 100;

/// The rank of a hit: score (bits of a non-negative float), then the date of the order, then newest deposit (unknown last), then identity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct RankedHit {
    score: u32,
    key: i32,
    deposited: i32,
    id: i64,
    translated: bool,
}

/// The best hits so far.
struct TopHits {
    wanted: usize,
    hits: BinaryHeap<Reverse<RankedHit>>,
}

impl TopHits {
    fn offer(&mut self, hit: RankedHit) {
        if self.hits.len() < self.wanted {
            self.hits.push(Reverse(hit));
        } else if let Some(mut worst) = self.hits.peek_mut().filter(|worst| worst.0 < hit) {
            *worst = Reverse(hit);
        }
    }
}

/// The requested page of hits.
pub(super) fn hits(plan: &Plan<'_>, segments: &[Segment<'_>], matches: &[SegmentMatches], query: &Query) -> tantivy::Result<Vec<Hit>> {
    let mut top = TopHits { wanted: query.offset.saturating_add(query.limit), hits: BinaryHeap::new() };
    if top.wanted == 0 {
        return Ok(Vec::new());
    }
    if query.sort == Sort::Relevance && !plan.clauses.is_empty() {
        let depth = top.wanted.next_multiple_of(DEPTH_STEP);
        let candidates = candidates(plan, segments, matches, depth)?;
        let scores = scores(plan, segments, matches, &candidates, query.locale)?;
        for ((docs, scores), (matches, segment)) in candidates.iter().zip(&scores).zip(matches.iter().zip(segments)) {
            let scored = docs.iter().zip(scores);
            scored.for_each(|(doc, score)| top.offer(ranked(*doc, *score, matches, &segment.cached.columns, query.sort)));
        }
    } else {
        for (matches, segment) in matches.iter().zip(segments) {
            let columns = &segment.cached.columns;
            let first = columns.first(&matches.docs, query.sort, top.wanted);
            first.into_iter().for_each(|doc| top.offer(ranked(doc, 0.0, matches, columns, query.sort)));
        }
    }
    let hit = |Reverse(one): Reverse<RankedHit>| Hit { id: one.id, score: f32::from_bits(one.score), translated: one.translated };
    Ok(top.hits.into_sorted_vec().into_iter().skip(query.offset).map(hit).collect())
}

fn ranked(doc: DocId, score: f32, matches: &SegmentMatches, columns: &Columns, sort: Sort) -> RankedHit {
    let score = if score > 0.0 { score.to_bits() } else { 0 };
    let (key, deposited) = (columns.order_key(doc, sort), columns.deposited(doc));
    RankedHit { score, key, deposited, id: columns.id(doc), translated: matches.is_translated(doc) }
}
