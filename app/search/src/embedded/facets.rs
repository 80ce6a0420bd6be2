//! Stage 6 of a search, facets: counts the matches per value.

use std::{cmp::Reverse, collections::HashMap, hash::Hash};

use jawab_domain::{Chamber, Locale, StandingKind, Status};

use super::{cache::segments::Segment, index::codes::decode, matching::SegmentMatches};
use crate::engine::{Facets, Query};

/// The facets of the matches.
pub(super) fn facets(segments: &[Segment<'_>], matches: &[SegmentMatches], query: &Query) -> tantivy::Result<Facets> {
    let mut counts: [HashMap<i64, u64>; 8] = Default::default();
    for (segment, matches) in segments.iter().zip(matches) {
        segment.cached.columns.count(&matches.docs, query.today, segment.searcher, &mut counts)?;
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

/// Sorts by the largest number, then by identity.
fn ordered(counts: HashMap<i64, u64>) -> Vec<(i64, u64)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(id, count)| (Reverse(*count), *id));
    counts
}
