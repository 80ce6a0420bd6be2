//! A sentence in the other language.
//!
//! Of a long query the server drops the most frequent words until something has all that are left: one wrong translation
//! of a rare word, and nothing right is found. So each word is asked for alone, and the questions that have most of them,
//! the rarest weighing most, are read and put into the search by their identity.

mod reading;

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    plan::{Plan, alike, in_a_row, sound},
    request::filter,
    settings::{PLAIN, SOUNDS, STEMS},
};
use crate::port::Query;

/// Clauses that are asked for, and renderings of each.
const MOST_CLAUSES: usize = 40;
const RENDERINGS: usize = 8;
/// Texts that are asked for, likeliest first.
const MOST_ASKED: usize = 160;
/// Questions listed for each rendering; what more have tells little.
const LISTED: usize = 150;
/// Questions that are read, and how many of them are put into the search.
const READ: usize = 250;
const FOUND: usize = 50;
/// How much of the difference between likely and unlikely readings of a word counts.
const LIKELIHOOD: f32 = 0.2;
/// What share of the weight of all clauses a question must have.
const LEAST: f32 = 0.02;
/// What a question that has all of them weighs in the search: less than one that has all as typed.
const CROSSED: f32 = 0.97;

/// What a sentence finds in the other language.
#[derive(Debug, Default)]
pub(super) struct Crossing {
    /// The questions that have most of it.
    pub questions: Vec<Crossed>,
    /// What share of its words occurs as typed. The server takes no account of words that do not occur: whatever has the
    /// only one that does would come first.
    pub typed: f32,
    /// What is sought in the texts of those questions.
    sought: Vec<Sought>,
    /// What words that occur nowhere sound like: they may be names that the texts write in the other script.
    sounds: Vec<String>,
    /// How many questions there are.
    all: u32,
}

/// What a clause may read, and how much that tells.
#[derive(Debug)]
struct Sought {
    /// Stems, one or several in a row, with how likely they are what is meant.
    forms: Vec<(Vec<String>, f32)>,
    tells: f32,
}

/// A question that has most of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Crossed {
    /// The question.
    pub id: i64,
    /// What it weighs in the search.
    pub weight: f32,
}

/// A text that is asked for alone.
#[derive(Debug)]
pub(super) struct Asked {
    /// The place of its clause in the query.
    clause: usize,
    text: String,
    stems: Vec<String>,
    /// What its only word sounds like, if it may be a name.
    sound: Option<String>,
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
        let stems: Vec<String> = wanted.words().iter().map(|word| word.stem.clone()).collect();
        let sound = sound(wanted);
        let typed = alike(wanted).into_iter().take(most);
        let typed = typed.map(move |text| (0, Asked { clause, text, stems: stems.clone(), sound: sound.clone(), weight: 1.0, how }));
        let rendered = (0..).zip(renderings.iter().take(RENDERINGS)).map(move |(place, one)| {
            let text = in_a_row(&one.stems) + " ";
            (place, Asked { clause, text, stems: one.stems.clone(), sound: None, weight: one.weight, how: How::Rendered })
        });
        typed.chain(rendered)
    });
    let mut asked: Vec<(usize, Asked)> = asked.collect();
    asked.sort_by_key(|(place, _)| *place);
    asked.into_iter().take(MOST_ASKED).map(|(_, asked)| asked).collect()
}

/// The request: how many questions there are, and which have each rendering.
pub(super) fn request(index: &str, query: &Query, plan: &Plan<'_>, asked: &[Asked]) -> Value {
    let (filter, unwanted) = (filter(query), plan.unwanted());
    let search = |text: &str, limit: usize| {
        json!({
            "indexUid": index,
            "q": format!("{text}{unwanted} "),
            "attributesToRetrieve": ["id"],
            "attributesToSearchOn": STEMS.iter().chain(&PLAIN).chain([&SOUNDS]).collect::<Vec<_>>(),
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
        let (mut sought, mut sounds) = (Vec::new(), Vec::new());
        let mut scores: HashMap<i64, Score> = HashMap::new();
        for (place, clause) in &clauses {
            if clause.likely <= 0.0 {
                sounds.extend(asked.iter().filter(|one| one.clause == *place).filter_map(|one| one.sound.clone()));
                continue;
            }
            let weight = clause.tells(all.estimated_total_hits);
            let forms = asked.iter().filter(|one| one.clause == *place);
            sought.push(Sought { forms: forms.map(|one| (one.stems.clone(), one.weight)).collect(), tells: weight });
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
        best.truncate(READ);
        let crossed = |(id, share): (i64, f32)| Crossed { id, weight: share.sqrt() * CROSSED };
        Crossing {
            questions: best.into_iter().map(crossed).collect(),
            typed: share(clauses.values()),
            sought,
            sounds,
            all: all.estimated_total_hits,
        }
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
    /// How likely its readings are, of those that occur, and how many questions they are expected in.
    likely: f32,
    holders: f32,
    rendered: bool,
    /// Whether it occurs as typed.
    typed: bool,
}

impl Clause {
    #[expect(clippy::cast_precision_loss, reason = "an expectation")]
    fn add(&mut self, asked: &Asked, list: &List) {
        if asked.how != How::Rendered {
            self.typed |= list.estimated_total_hits > 0;
        }
        if asked.how == How::Typed {
            return;
        }
        self.rendered = asked.how == How::Rendered;
        if list.estimated_total_hits > 0 {
            self.likely += asked.weight;
            self.holders += asked.weight * list.estimated_total_hits as f32;
        }
        for listed in &list.hits {
            let known = self.having.entry(listed.id).or_default();
            *known = known.max(asked.weight.powf(LIKELIHOOD));
        }
    }

    /// The rarer it is, the more it tells.
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    fn tells(&self, all: u32) -> f32 {
        tells(self.holders / self.likely, all as f32)
    }
}

/// What a word tells that so many of all questions have.
fn tells(holders: f32, all: f32) -> f32 {
    let holders = holders.min(all);
    ((all - holders + 0.5) / (holders + 0.5)).ln_1p()
}
