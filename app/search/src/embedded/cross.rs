//! Searching in the other language: which renderings of the query's words the index knows, and what they weigh.

use tantivy::query::DisjunctionMaxQuery;

use super::{
    clauses::{Boxed, boost, stems_in_row, term, union},
    expand::Dictionary,
    plan::{Expanded, Planner},
};
use crate::{
    crossing::{self, Rendering},
    lexicon::Lexicon,
    query::Parsed,
};

/// What a word found in the other language weighs, beside 1 as typed.
const TRANSLATED: f32 = 0.7;
/// Words that may stand between those of a place's name.
const SLOP: u32 = 1;
/// Of a word's several translations in one text the best counts whole, the others this much.
const OTHERS: f32 = 0.3;

/// The renderings of each clause whose words occur.
pub(super) fn renderings(query: &Parsed, lexicon: Option<&Lexicon>, dictionary: &Dictionary<'_>) -> Vec<Vec<Rendering>> {
    let Some(lexicon) = lexicon else {
        return query.wanted.iter().map(|_| Vec::new()).collect();
    };
    let mut all = crossing::renderings(query, lexicon);
    for renderings in &mut all {
        renderings.retain(|one| one.stems.iter().all(|stem| dictionary.occurs(dictionary.stems, stem)));
    }
    all
}

impl Planner<'_> {
    /// What matches a clause as typed or by a rendering.
    pub(super) fn in_either(&self, Expanded { renderings, .. }: &Expanded<'_>, typed: &Boxed) -> Boxed {
        let rendered = renderings.iter().map(|one| match one.stems.as_slice() {
            [only] => term(self.dictionary.stems, only),
            row => union(self.texts.iter().map(|text| stems_in_row(text.stems, row, SLOP)).collect()),
        });
        union(std::iter::once(typed.box_clone()).chain(rendered).collect())
    }

    /// What the renderings of the query score.
    pub(super) fn translated(&self, wanted: &[Expanded<'_>]) -> Vec<Boxed> {
        let one = |text: &super::schema::TextFields, one: &Rendering| {
            boost(stems_in_row(text.stems, &one.stems, SLOP), text.weight * TRANSLATED * one.weight)
        };
        let mut scores: Vec<Boxed> = Vec::new();
        for text in &self.texts {
            for Expanded { renderings, .. } in wanted.iter().filter(|clause| !clause.renderings.is_empty()) {
                let all = renderings.iter().map(|rendering| one(text, rendering)).collect();
                scores.push(Box::new(DisjunctionMaxQuery::with_tie_breaker(all, OTHERS)));
            }
        }
        scores
    }
}
