//! The response of Meilisearch to a search.

use std::{
    collections::{BTreeMap, HashMap},
    str::FromStr,
};

use chrono::NaiveDate;
use serde::Deserialize;

use super::document::standing;
use crate::engine::{Facets, Hit, SearchResults};

/// The response to a federated search.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    hits: Vec<Found>,
    /// Exact for one index: the size of the union of the results of all queries.
    estimated_total_hits: u64,
    #[serde(default)]
    facets_by_index: HashMap<String, Counted>,
}

#[derive(Debug, Deserialize)]
struct Found {
    id: i64,
    #[serde(rename = "_federation")]
    federation: Option<Federation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Federation {
    weighted_ranking_score: f32,
    #[serde(default)]
    queries_position: usize,
}

#[derive(Debug, Default, Deserialize)]
struct Counted {
    distribution: HashMap<String, BTreeMap<String, u64>>,
}

impl Answer {
    /// The number of matching questions.
    pub(super) fn total(&self) -> u64 {
        self.estimated_total_hits
    }

    /// The results on a day. Hits whose best query is not among the first `as_typed` ones are translated.
    pub(super) fn results(mut self, today: NaiveDate, as_typed: usize) -> SearchResults {
        let counted = self.facets_by_index.drain().next().map(|(_, counted)| counted).unwrap_or_default();
        let score = |found: &Found| found.federation.as_ref().map_or(0.0, |federation| federation.weighted_ranking_score);
        let translated = |found: &Found| found.federation.as_ref().is_some_and(|federation| federation.queries_position >= as_typed);
        let hit = |found: &Found| Hit { id: found.id, score: score(found), translated: translated(found) };
        let hits: Vec<Hit> = self.hits.iter().map(hit).collect();
        let translated = hits.iter().filter(|hit| hit.translated).count() as u64;
        SearchResults { total: self.estimated_total_hits, translated, hits, facets: counted.facets(today), ..SearchResults::default() }
    }
}

impl Counted {
    fn facets(&self, today: NaiveDate) -> Facets {
        let mut facets = Facets {
            chamber: self.coded("chamber"),
            status: self.coded("status"),
            language: self.coded("languages"),
            ministry: self.ids("ministries"),
            group: self.ids("groups"),
            member: self.ids("members"),
            theme: self.ids("themes"),
            standing: BTreeMap::new(),
        };
        for (clock, count) in self.distribution.get("clock").into_iter().flatten() {
            if let Some(standing) = standing(clock, today) {
                *facets.standing.entry(standing).or_default() += count;
            }
        }
        facets
    }

    fn coded<T: FromStr + Ord>(&self, facet: &str) -> BTreeMap<T, u64> {
        self.distribution.get(facet).into_iter().flatten().filter_map(|(code, count)| Some((code.parse().ok()?, *count))).collect()
    }

    fn ids(&self, facet: &str) -> Vec<(i64, u64)> {
        let mut counts: Vec<(i64, u64)> =
            self.distribution.get(facet).into_iter().flatten().filter_map(|(id, count)| Some((id.parse().ok()?, *count))).collect();
        counts.sort_unstable_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        counts
    }
}
