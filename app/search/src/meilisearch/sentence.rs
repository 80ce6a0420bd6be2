//! A sentence in the other language.
//!
//! Of a long query the server drops the most frequent words until something has all that are left: one wrong translation
//! of a rare word, and nothing right is found. So each word is asked for alone, and the questions that have most of them,
//! the rarest weighing most, are put into the search by their identity, each with a word it has: the server merges no
//! search without words with others.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    plan::{Plan, alike, in_a_row},
    request::filter,
    settings::{SOUNDS, STEMS},
};
use crate::port::Query;

/// Clauses that are asked for, and renderings of each.
const MOST_CLAUSES: usize = 12;
const RENDERINGS: usize = 3;
/// Questions listed for each rendering; what more have tells little.
const LISTED: usize = 200;
/// Questions put into the search.
const FOUND: usize = 50;
/// What share of the weight of all clauses a question must have.
const LEAST: f32 = 0.1;
/// What a question that has all of them weighs in the search: less than one that has all as typed.
const CROSSED: f32 = 0.97;

/// What a sentence finds in the other language.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Crossing {
    /// The questions that have most of it.
    pub questions: Vec<Crossed>,
    /// What share of its words occurs as typed. The server takes no account of words that do not occur: whatever has the
    /// only one that does would come first.
    pub typed: f32,
}

/// A question that has most of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Crossed {
    /// The question.
    pub id: i64,
    /// A word of the sentence that it has.
    pub text: String,
    /// What it weighs in the search.
    pub weight: f32,
}

/// A text that is asked for alone.
#[derive(Debug)]
pub(super) struct Asked {
    /// The place of its clause in the query.
    clause: usize,
    text: String,
    weight: f32,
    how: How,
}

/// How a clause reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// As typed; asked only whether it occurs.
    Typed,
    /// As typed, being the same in every language.
    Alike,
    /// In the other language.
    Rendered,
}

/// Each clause as typed and as it is likeliest rendered; what has no rendering may sound the same.
pub(super) fn asked(plan: &Plan<'_>) -> Vec<Asked> {
    let clauses = plan.parsed.wanted.iter().zip(plan.renderings).take(MOST_CLAUSES).enumerate();
    let asked = clauses.flat_map(|(clause, (wanted, renderings))| {
        let (how, most) = if renderings.is_empty() { (How::Alike, 2) } else { (How::Typed, 1) };
        let typed = alike(wanted).into_iter().take(most).map(move |text| Asked { clause, text, weight: 1.0, how });
        let rendered = renderings.iter().take(RENDERINGS).map(move |rendering| Asked {
            clause,
            text: in_a_row(&rendering.stems) + " ",
            weight: rendering.weight.sqrt(),
            how: How::Rendered,
        });
        typed.chain(rendered)
    });
    asked.collect()
}

/// The request: how many questions there are, and which have each rendering.
pub(super) fn request(index: &str, query: &Query, asked: &[Asked]) -> Value {
    let filter = filter(query);
    let search = |text: &str, limit: usize| {
        json!({
            "indexUid": index,
            "q": text,
            "attributesToRetrieve": ["id"],
            "attributesToSearchOn": STEMS.iter().chain([&SOUNDS]).collect::<Vec<_>>(),
            "matchingStrategy": "all",
            "locales": ["ara", "fra"],
            "filter": filter,
            "limit": limit,
        })
    };
    let all = std::iter::once(search("", 0));
    json!({ "queries": all.chain(asked.iter().map(|one| search(&one.text, if one.how == How::Typed { 0 } else { LISTED }))).collect::<Vec<_>>() })
}

/// The answer.
#[derive(Debug, Deserialize)]
pub(super) struct Lists {
    results: Vec<List>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct List {
    hits: Vec<Listed>,
    estimated_total_hits: u32,
}

#[derive(Debug, Deserialize)]
struct Listed {
    id: i64,
}

impl Lists {
    /// What was found of what was asked.
    pub(super) fn crossing(&self, asked: &[Asked]) -> Crossing {
        let Some((all, lists)) = self.results.split_first() else { return Crossing::default() };
        let mut clauses: BTreeMap<usize, Clause> = BTreeMap::new();
        asked.iter().zip(lists).for_each(|(one, list)| clauses.entry(one.clause).or_default().add(one, list));
        let mut sum = 0.0;
        let mut scores: HashMap<i64, Score> = HashMap::new();
        for clause in clauses.values().filter(|clause| clause.count > 0) {
            let weight = clause.tells(all.estimated_total_hits);
            sum += weight;
            for (id, likely) in &clause.having {
                let score = scores.entry(*id).or_default();
                score.all += likely * weight;
                score.rendered += if clause.rendered { likely * weight } else { 0.0 };
            }
        }
        let enough = scores.into_iter().filter(|(_, score)| score.rendered / sum >= LEAST);
        let mut best: Vec<(i64, f32)> = enough.map(|(id, score)| (id, score.all / sum)).collect();
        best.sort_unstable_by(|(id, share), (other, others)| others.total_cmp(share).then(other.cmp(id)));
        best.truncate(FOUND);
        let has = |id: i64| asked.iter().zip(lists).find(|(_, list)| list.hits.iter().any(|listed| listed.id == id));
        let crossed = |(id, share): (i64, f32)| {
            let (asked, _) = has(id)?;
            Some(Crossed { id, text: asked.text.clone(), weight: share.sqrt() * CROSSED })
        };
        Crossing { questions: best.into_iter().filter_map(crossed).collect(), typed: share(clauses.values()) }
    }
}

/// The share of clauses that occur as typed.
#[expect(clippy::cast_precision_loss, reason = "a weight")]
fn share<'a>(clauses: impl Iterator<Item = &'a Clause> + Clone) -> f32 {
    clauses.clone().filter(|clause| clause.typed).count() as f32 / clauses.count().max(1) as f32
}

/// What a question has of a sentence.
#[derive(Debug, Default)]
struct Score {
    all: f32,
    /// Of that, what it has in the other language.
    rendered: f32,
}

/// The questions that have a clause in the other language, or one that is the same in both.
#[derive(Debug, Default)]
struct Clause {
    /// How likely it is what is meant, by question.
    having: HashMap<i64, f32>,
    /// How many questions have it, at most.
    count: u32,
    rendered: bool,
    /// Whether it occurs as typed.
    typed: bool,
}

impl Clause {
    fn add(&mut self, asked: &Asked, list: &List) {
        if asked.how != How::Rendered {
            self.typed |= list.estimated_total_hits > 0;
        }
        if asked.how == How::Typed {
            return;
        }
        self.rendered = asked.how == How::Rendered;
        self.count = self.count.saturating_add(list.estimated_total_hits);
        for listed in &list.hits {
            let known = self.having.entry(listed.id).or_default();
            *known = known.max(asked.weight);
        }
    }

    /// The rarer it is, the more it tells.
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    fn tells(&self, all: u32) -> f32 {
        let (all, having) = (all as f32, self.count.min(all) as f32);
        ((all - having + 0.5) / (having + 0.5)).ln_1p()
    }
}
