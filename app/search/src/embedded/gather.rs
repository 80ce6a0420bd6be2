//! One pass over the matching questions: filters, total, facets and the best hits, from the columns.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, HashMap, HashSet},
    sync::Arc,
};

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, StandingKind, Status};
use tantivy::{
    DocAddress, DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
};

use super::{columns::Columns, plan::AS_TYPED};
use crate::port::{Facets, Filters, Hit, Query, Sort};

/// Collects an outcome.
pub(super) struct Gather {
    filters: Filters,
    today: NaiveDate,
    facets: bool,
    by_score: bool,
    sort: Sort,
    crossing: bool,
    most: usize,
    excluded: Arc<HashSet<DocAddress>>,
}

impl Gather {
    /// For a query; `ranked` says whether scores tell relevance, `crossing` whether they tell what is found as typed;
    /// `excluded` is left out.
    pub(super) fn new(query: &Query, ranked: bool, crossing: bool, excluded: HashSet<DocAddress>) -> Self {
        Self {
            crossing,
            filters: query.filters.clone(),
            today: query.today,
            facets: query.facets,
            by_score: ranked && query.sort == Sort::Relevance,
            sort: query.sort,
            most: query.offset.saturating_add(query.limit),
            excluded: Arc::new(excluded),
        }
    }
}

/// What was gathered.
#[derive(Default)]
pub(super) struct Gathered {
    /// How many passed the filters.
    pub total: u64,
    /// How many of them were found only in the other language.
    pub translated: u64,
    best: BinaryHeap<Reverse<Ranked>>,
    counts: Counts,
}

impl Gathered {
    /// The asked-for stretch of the best hits.
    pub(super) fn hits(&mut self, offset: usize) -> Vec<Hit> {
        let ranked = std::mem::take(&mut self.best).into_sorted_vec();
        let hit = |Reverse(one): Reverse<Ranked>| Hit { id: one.id, score: f32::from_bits(one.score), translated: one.translated };
        ranked.into_iter().skip(offset).map(hit).collect()
    }

    /// The facets.
    pub(super) fn facets(self) -> Facets {
        let Counts { chamber, status, standing, language, ministry, group, member, theme } = self.counts;
        let [ministry, group, member, theme] = [ministry, group, member, theme].map(ordered);
        Facets { chamber, status, standing, language, ministry, group, member, theme }
    }

    fn keep(&mut self, ranked: Ranked, most: usize) {
        if self.best.len() < most {
            self.best.push(Reverse(ranked));
        } else if let Some(mut worst) = self.best.peek_mut().filter(|worst| worst.0 < ranked) {
            *worst = Reverse(ranked);
        }
    }
}

/// A hit by rank: score (bits of a float that is not negative), then the date asked for, then newest deposit (unknown
/// last), then identity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Ranked {
    score: u32,
    key: i64,
    deposited: i64,
    id: i64,
    translated: bool,
}

/// How many questions have each value.
#[derive(Default)]
pub(super) struct Counts {
    pub chamber: BTreeMap<Chamber, u64>,
    pub status: BTreeMap<Status, u64>,
    pub standing: BTreeMap<StandingKind, u64>,
    pub language: BTreeMap<Locale, u64>,
    pub ministry: HashMap<i64, u64>,
    pub group: HashMap<i64, u64>,
    pub member: HashMap<i64, u64>,
    pub theme: HashMap<i64, u64>,
}

/// Largest first, then by identity.
fn ordered(counts: HashMap<i64, u64>) -> Vec<(i64, u64)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(id, count)| (Reverse(*count), *id));
    counts
}

macro_rules! merge {
    ($into:expr, $from:expr; $($field:ident),+) => {
        $(for (key, count) in $from.$field { *$into.$field.entry(key).or_default() += count; })+
    };
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = Segment;

    fn for_segment(&self, ordinal: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Segment> {
        Ok(Segment {
            columns: Columns::open(reader)?,
            ordinal,
            gather: Self { filters: self.filters.clone(), excluded: Arc::clone(&self.excluded), ..*self },
            gathered: Gathered::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.by_score || self.crossing
    }

    fn merge_fruits(&self, segments: Vec<Gathered>) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        for segment in segments {
            all.total += segment.total;
            all.translated += segment.translated;
            merge!(all.counts, segment.counts; chamber, status, standing, language, ministry, group, member, theme);
            for Reverse(ranked) in segment.best {
                all.keep(ranked, self.most);
            }
        }
        Ok(all)
    }
}

/// Collects within one segment.
pub(super) struct Segment {
    ordinal: SegmentOrdinal,
    columns: Columns,
    gather: Gather,
    gathered: Gathered,
}

impl SegmentCollector for Segment {
    type Fruit = Gathered;

    fn collect(&mut self, doc: DocId, score: Score) {
        let Self { ordinal, columns, gather, gathered } = self;
        let excluded = !gather.excluded.is_empty() && gather.excluded.contains(&DocAddress::new(*ordinal, doc));
        if excluded || !columns.accepts(doc, &gather.filters, gather.today) {
            return;
        }
        let translated = gather.crossing && score < AS_TYPED;
        gathered.total += 1;
        gathered.translated += u64::from(translated);
        if gather.facets {
            columns.count(doc, gather.today, &mut gathered.counts);
        }
        if gather.most > 0 {
            let score = if gather.by_score && score > 0.0 { score.to_bits() } else { 0 };
            let key = columns.order_key(doc, gather.sort);
            let deposited = columns.deposited.first(doc).unwrap_or(i64::MIN);
            let id = columns.id.first(doc).unwrap_or_default();
            gathered.keep(Ranked { score, key, deposited, id, translated }, gather.most);
        }
    }

    fn harvest(self) -> Gathered {
        self.gathered
    }
}
