//! What a search found: the questions that match and pass the filters, as sets.

use super::{
    apart::each,
    columns::Segment,
    docs::{Docs, Tally},
    matching::Match,
    plan::Plan,
    stop::Stop,
};
use crate::port::Query;

/// What was found in a segment.
pub(super) struct Found {
    /// All of it.
    pub docs: Docs,
    /// What of it has the words as typed; all of it where nothing is searched in the other language.
    pub as_typed: Option<Docs>,
    /// What has every word as typed, found or not.
    pub every: Docs,
    /// How many words as typed everything has.
    pub typed: Tally,
}

/// In how many clauses of a query each question of a segment is.
struct Tallies {
    typed: Tally,
    /// Counting renderings as well, if there are any.
    either: Option<Tally>,
}

impl Tallies {
    fn of(plan: &Plan, segment: &Segment<'_>, stop: &Stop) -> tantivy::Result<Self> {
        let docs = |clause: &Match| stop.check().and_then(|()| clause.docs(segment));
        let max_doc = segment.reader.max_doc();
        let mut sets = each(segment.searcher, &plan.typed, docs)?;
        let typed = Tally::of(&sets, max_doc);
        if !plan.crosses() {
            return Ok(Self { typed, either: None });
        }
        let rendered = each(segment.searcher, &plan.rendered, docs)?;
        sets.iter_mut().zip(&rendered).for_each(|(docs, rendered)| docs.add(rendered));
        Ok(Self { typed, either: Some(Tally::of(&sets, max_doc)) })
    }

    fn matching(&self, needed: usize, alive: &Docs) -> Docs {
        self.either.as_ref().unwrap_or(&self.typed).at_least(needed).and(alive)
    }
}

impl Plan {
    /// What is found in each segment.
    pub(super) fn find(&self, segments: &[Segment<'_>], query: &Query, stop: &Stop) -> tantivy::Result<Vec<Found>> {
        let tallies: Vec<Tallies> = segments.iter().map(|segment| Tallies::of(self, segment, stop)).collect::<tantivy::Result<_>>()?;
        let (needed, matching) = self.matching(&tallies, segments);
        let mut all = Vec::new();
        for ((mut docs, tallies), segment) in matching.into_iter().zip(tallies).zip(segments) {
            if !self.excludes_nothing() {
                docs = docs.without(&self.unwanted.docs(segment)?);
            }
            segment.kept.columns.narrow(&mut docs, &query.filters, query.today);
            let as_typed = tallies.either.is_some().then(|| tallies.typed.at_least(self.as_typed(needed)).and(&docs));
            all.push(Found { docs, as_typed, every: tallies.typed.at_least(self.typed.len()), typed: tallies.typed });
        }
        Ok(all)
    }

    /// The matches with as many clauses as possible, and how many that is.
    fn matching(&self, tallies: &[Tallies], segments: &[Segment<'_>]) -> (usize, Vec<Docs>) {
        if self.typed.is_empty() {
            return (0, segments.iter().map(|segment| segment.kept.alive.as_ref().clone()).collect());
        }
        let (mut needed, enough) = self.narrowest();
        loop {
            let matching = tallies.iter().zip(segments).map(|(tallies, segment)| tallies.matching(needed, &segment.kept.alive));
            let matching: Vec<Docs> = matching.collect();
            if needed <= 1 || matching.iter().map(Docs::count).sum::<usize>() >= enough {
                return (needed, matching);
            }
            needed -= 1;
        }
    }
}

impl Found {
    /// Whether a question is found only in the other language.
    pub(super) fn translated(&self, doc: tantivy::DocId) -> bool {
        self.as_typed.as_ref().is_some_and(|typed| !typed.contains(doc))
    }
}
