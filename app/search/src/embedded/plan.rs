//! From a parsed query to the index's: what matches, and how it is ranked.
//!
//! A short query matches the questions that have all its words, each in any of its forms or in the other language;
//! only if there are none, those that have most of them. A long one is read as a sentence: half its words are enough.
//! What has the words as they were typed comes before what has them in the other language.

use std::{collections::HashSet, ops::Range};

use jawab_domain::Locale;
use tantivy::{
    DocAddress, Searcher,
    collector::{Count, DocSetCollector},
    query::{AllQuery, BooleanQuery, Occur},
};

use super::{
    clauses::{Boxed, all, at_least, constant, forms_in, row, term, union},
    cross,
    expand::{Dictionary, Forms},
    schema::{Fields, TextFields},
};
use crate::{
    analysis::{Kind, Word},
    crossing::Rendering,
    lexicon::Lexicon,
    query::{Clause, Parsed},
};

/// Queries of more clauses than this are read as sentences.
const SHORT: usize = 5;
/// A sentence that finds fewer questions than this with half its words is tried with fewer words.
const ENOUGH: usize = 10;
/// A sentence is found as typed, and not by a translation, where this many of its words in ten are.
const TENTHS_AS_TYPED: usize = 6;
/// Added to the score of what is found as typed: more than any score, and little enough for scores to differ beside it.
pub(super) const AS_TYPED: f32 = 4096.0;

/// Plans one search.
pub(super) struct Planner<'a> {
    pub(super) fields: &'a Fields,
    searcher: &'a Searcher,
    pub(super) dictionary: Dictionary<'a>,
    /// The kinds of text searched.
    pub(super) texts: Vec<TextFields>,
    /// Knows other languages; absent where none are wanted.
    lexicon: Option<&'a Lexicon>,
}

/// A planned search.
pub(super) struct Plan {
    /// What matches, unranked.
    pub matching: Boxed,
    /// What matches, ranked; absent if there is nothing to rank by.
    pub ranked: Option<Boxed>,
    /// What of it is found as typed, with [`AS_TYPED`]; absent if all of it is.
    pub as_typed: Option<Boxed>,
    /// What matches but was not wanted.
    pub excluded: HashSet<DocAddress>,
    /// What was searched for in the other language.
    pub renderings: Vec<Rendering>,
}

/// A clause with what stands for its words.
pub(super) struct Expanded<'a> {
    pub clause: &'a Clause,
    pub forms: Vec<Forms>,
    pub renderings: Vec<Rendering>,
}

impl<'a> Planner<'a> {
    /// Over all texts, or some kinds of them by place.
    pub(super) fn new(fields: &'a Fields, searcher: &'a Searcher, texts: Range<usize>, lexicon: Option<&'a Lexicon>) -> Self {
        let texts: Vec<TextFields> = fields.texts.get(texts.clone()).unwrap_or(&fields.texts).to_vec();
        let (words, stems) = match texts.as_slice() {
            [only] => (only.plain, only.stems),
            _ => (fields.word, fields.stem),
        };
        Self { fields, searcher, dictionary: Dictionary { searcher, words, stems }, texts, lexicon }
    }

    /// Plans a query.
    pub(super) fn plan(&self, query: &Parsed, locale: Locale) -> tantivy::Result<Plan> {
        let excluded = self.excluded(query)?;
        let wanted = self.expand(query)?;
        if wanted.is_empty() {
            return Ok(Plan { matching: Box::new(AllQuery), ranked: None, as_typed: None, excluded, renderings: Vec::new() });
        }
        let typed: Vec<Boxed> = wanted.iter().map(|clause| self.matching(clause)).collect();
        let either: Vec<Boxed> = wanted.iter().zip(&typed).map(|(clause, typed)| self.in_either(clause, typed)).collect();
        let (matching, needed) = self.narrowest(&either)?;
        let crossing = wanted.iter().any(|clause| !clause.renderings.is_empty());
        let as_typed = crossing.then(|| constant(at_least(&typed, as_typed(typed.len(), needed)), AS_TYPED));
        let mut ranked: Vec<(Occur, Boxed)> = vec![(Occur::Must, constant(matching.box_clone(), 0.0))];
        let scores = self.scores(query, &wanted, &typed, locale).into_iter().chain(as_typed.iter().map(|query| query.box_clone()));
        ranked.extend(scores.map(|score| (Occur::Should, score)));
        let renderings = wanted.into_iter().flat_map(|clause| clause.renderings).collect();
        Ok(Plan { matching, ranked: Some(Box::new(BooleanQuery::new(ranked))), as_typed, excluded, renderings })
    }

    fn expand<'q>(&self, query: &'q Parsed) -> tantivy::Result<Vec<Expanded<'q>>> {
        let renderings = match self.lexicon {
            Some(lexicon) => cross::renderings(query, lexicon, &self.dictionary)?,
            None => vec![Vec::new(); query.wanted.len()],
        };
        let expand = |((at, clause), renderings): ((usize, &'q Clause), Vec<Rendering>)| {
            let rendered = !renderings.is_empty();
            let forms = clause.words().iter().map(|word| self.dictionary.forms(word, query.is_open(at), rendered));
            let forms: Vec<Forms> = forms.collect::<tantivy::Result<_>>()?;
            Ok(Expanded { clause, forms, renderings })
        };
        query.wanted.iter().enumerate().zip(renderings).map(expand).collect()
    }

    /// The questions that have what was not wanted. They are kept out one by one: as a clause of a boolean query a
    /// phrase would be asked for documents it has passed, which tantivy 0.27 forbids.
    fn excluded(&self, query: &Parsed) -> tantivy::Result<HashSet<DocAddress>> {
        if query.unwanted.is_empty() {
            return Ok(HashSet::new());
        }
        let unwanted = union(query.unwanted.iter().map(|clause| self.unwanted(clause)).collect());
        self.searcher.search(&unwanted, &DocSetCollector)
    }

    /// The matches with as many clauses as possible, and how many that is.
    fn narrowest(&self, matches: &[Boxed]) -> tantivy::Result<(Boxed, usize)> {
        let (mut needed, enough) = if matches.len() <= SHORT { (matches.len(), 1) } else { (matches.len().div_ceil(2), ENOUGH) };
        loop {
            let matching = at_least(matches, needed);
            if needed <= 1 || self.searcher.search(&matching, &Count)? >= enough {
                return Ok((matching, needed));
            }
            needed -= 1;
        }
    }

    fn matching(&self, Expanded { clause, forms, .. }: &Expanded<'_>) -> Boxed {
        match clause {
            Clause::Phrase(words) => self.phrase(words, |_| 1.0),
            Clause::Word(_) => union(forms.iter().flat_map(|forms| self.any_form(forms)).collect()),
            Clause::Compound { joined, parts } => {
                let mut either: Vec<Boxed> = joined.iter().map(|word| term(self.dictionary.words, &word.plain)).collect();
                let numbers = parts.iter().all(|part| part.kind == Kind::Number);
                if !(numbers && self.dictionary.any_occurs(joined)) {
                    either.push(all(forms.iter().map(|forms| union(self.any_form(forms))).collect()));
                }
                union(either)
            }
        }
    }

    fn any_form(&self, forms: &Forms) -> Vec<Boxed> {
        forms_in(forms, self.dictionary.words, self.dictionary.stems)
    }

    /// What a clause with a minus excludes: the word by its stem, anything longer by its words in a row.
    fn unwanted(&self, clause: &Clause) -> Boxed {
        match clause {
            Clause::Word(word) => union(vec![term(self.dictionary.stems, &word.stem), term(self.dictionary.words, &word.plain)]),
            Clause::Phrase(words) => self.phrase(words, |_| 1.0),
            Clause::Compound { parts, joined } => {
                union(joined.iter().map(|word| term(self.dictionary.words, &word.plain)).chain([self.phrase(parts, |_| 1.0)]).collect())
            }
        }
    }

    /// Plain words in a row, in any kind of text.
    pub(super) fn phrase(&self, words: &[Word], weight: impl Fn(&TextFields) -> f32) -> Boxed {
        union(self.texts.iter().map(|text| super::clauses::boost(row(text.plain, words, |word| &word.plain, 0), weight(text))).collect())
    }
}

/// How many clauses must be found as typed for a question to count as found so.
fn as_typed(clauses: usize, needed: usize) -> usize {
    if clauses <= SHORT { needed } else { (clauses * TENTHS_AS_TYPED).div_ceil(10).max(needed) }
}
