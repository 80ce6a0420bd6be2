//! Scores: success and normalized discounted cumulative gain.

use std::fmt;

use chrono::NaiveDate;
use jawab_search::engine::{Filters, Query, SearchEngine, SearchError, Sort};

use super::cases::Case;

/// The number of results that are examined.
const DEPTH: usize = 10;

/// Sums over cases.
#[derive(Debug, Default)]
pub(super) struct Scores {
    cases: u32,
    first: u32,
    found: u32,
    gain: f64,
}

/// The ranks of the expected texts in the first results, counted from 0, and how many could be there.
pub(super) struct Ranks {
    ranks: Vec<usize>,
    possible: usize,
}

/// Runs a case.
pub(super) async fn ranks(engine: &dyn SearchEngine, case: &Case) -> Result<Ranks, SearchError> {
    let query = Query {
        text: case.query.clone(),
        locale: case.locale,
        filters: Filters::default(),
        sort: Sort::Relevance,
        offset: 0,
        limit: DEPTH,
        today: NaiveDate::default(),
        facets: false,
    };
    let outcome = engine.search(&query).await?;
    let ranks: Vec<usize> = outcome.hits.iter().enumerate().filter(|(_, hit)| case.known.contains(&hit.id)).map(|(rank, _)| rank).collect();
    if ranks.first() != Some(&0) {
        tracing::debug!(query = case.query, known = ?case.known, ?ranks, total = outcome.total, "not first");
    }
    Ok(Ranks { ranks, possible: case.known.len().min(DEPTH) })
}

impl Scores {
    /// Adds a case.
    pub(super) fn add(&mut self, Ranks { ranks, possible }: Ranks) {
        self.cases += 1;
        self.first += u32::from(ranks.first() == Some(&0));
        self.found += u32::from(!ranks.is_empty());
        let ideal: f64 = (0..possible).map(discount).sum();
        if ideal > 0.0 {
            self.gain += ranks.into_iter().map(discount).sum::<f64>() / ideal;
        }
    }

    /// Adds the sums of another object.
    pub(super) fn merge(&mut self, other: &Self) {
        self.cases += other.cases;
        self.first += other.first;
        self.found += other.found;
        self.gain += other.gain;
    }
}

/// The gain of a hit at a rank.
fn discount(rank: usize) -> f64 {
    let rank = u32::try_from(rank).unwrap_or(u32::MAX);
    1.0 / (f64::from(rank) + 2.0).log2()
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |sum: f64| sum / f64::from(self.cases.max(1));
        let percent = |count: u32| 100.0 * of(f64::from(count));
        write!(f, "{:5} {:8.1}% {:9.1}% {:8.3}", self.cases, percent(self.first), percent(self.found), of(self.gain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gain_is_one_for_the_best_order_and_less_below() {
        let mut scores = Scores::default();
        scores.add(Ranks { ranks: vec![0, 1], possible: 2 });
        assert_eq!(scores.to_string(), "    1    100.0%     100.0%    1.000");
        scores.add(Ranks { ranks: vec![], possible: 1 });
        scores.add(Ranks { ranks: vec![2], possible: 1 });
        assert_eq!(scores.to_string(), "    3     33.3%      66.7%    0.500");
    }
}
