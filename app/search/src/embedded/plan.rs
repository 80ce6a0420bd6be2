//! From a parsed query to the index's: what matches, and how it is ranked.
//!
//! A short query matches the questions that have all its words, each in any of its forms; only if there are none,
//! those that have most of them. A long one is read as a sentence: half its words are enough. Ranking is BM25 over
//! stems, plain words and grams of each kind of text, with a bonus for neighbours, for having every word, and for having
//! them all in one text.

use std::{collections::HashSet, ops::Range};

use jawab_domain::Locale;
use tantivy::{
    DocAddress, Searcher, Term,
    collector::{Count, DocSetCollector},
    query::{AllQuery, BooleanQuery, Occur, TermQuery},
    schema::IndexRecordOption,
};

use super::{
    clauses::{Boxed, all, at_least, boost, constant, forms_in, row, term, union},
    expand::{Dictionary, Forms},
    schema::{Fields, TextFields, code, grams},
};
use crate::{
    analysis::Word,
    query::{Clause, Parsed},
};

/// Queries of more clauses than this are read as sentences.
const SHORT: usize = 5;
/// A sentence that finds fewer questions than this with half its words is tried with fewer words.
const ENOUGH: usize = 10;
const PLAIN: f32 = 0.5;
const GRAMS: f32 = 0.12;
const NEIGHBOURS: f32 = 1.5;
const PHRASE: f32 = 4.0;
const ALL_WORDS: f32 = 5.0;
const TOGETHER: f32 = 8.0;
/// Just enough to part equals.
const OWN_LANGUAGE: f32 = 0.01;

/// Plans one search.
pub(super) struct Planner<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    dictionary: Dictionary<'a>,
    /// The kinds of text searched.
    texts: Vec<TextFields>,
}

/// A planned search.
pub(super) struct Plan {
    /// What matches, unranked.
    pub matching: Boxed,
    /// What matches, ranked; absent if there is nothing to rank by.
    pub ranked: Option<Boxed>,
    /// What matches but was not wanted.
    pub excluded: HashSet<DocAddress>,
}

/// A clause with what stands for its words.
struct Expanded<'a> {
    clause: &'a Clause,
    forms: Vec<Forms>,
}

impl<'a> Planner<'a> {
    /// Over all texts, or some kinds of them by place.
    pub(super) fn new(fields: &'a Fields, searcher: &'a Searcher, texts: Range<usize>) -> Self {
        let texts: Vec<TextFields> = fields.texts.get(texts.clone()).unwrap_or(&fields.texts).to_vec();
        let (words, stems) = match texts.as_slice() {
            [only] => (only.plain, only.stems),
            _ => (fields.word, fields.stem),
        };
        Self { fields, searcher, dictionary: Dictionary { searcher, words, stems }, texts }
    }

    /// Plans a query.
    pub(super) fn plan(&self, query: &Parsed, locale: Locale) -> tantivy::Result<Plan> {
        let excluded = self.excluded(query)?;
        let wanted = self.expand(query)?;
        if wanted.is_empty() {
            return Ok(Plan { matching: Box::new(AllQuery), ranked: None, excluded });
        }
        let matches: Vec<Boxed> = wanted.iter().map(|clause| self.matching(clause)).collect();
        let matching = self.narrowest(&matches)?;
        let mut ranked: Vec<(Occur, Boxed)> = vec![(Occur::Must, constant(matching.box_clone(), 0.0))];
        let bonus = constant(at_least(&matches, matches.len()), ALL_WORDS);
        let scores = wanted
            .iter()
            .flat_map(|clause| self.scores(clause))
            .chain(self.neighbours(query))
            .chain(self.together(&wanted))
            .chain([bonus, self.own(locale)]);
        ranked.extend(scores.map(|score| (Occur::Should, score)));
        Ok(Plan { matching, ranked: Some(Box::new(BooleanQuery::new(ranked))), excluded })
    }

    fn expand<'q>(&self, query: &'q Parsed) -> tantivy::Result<Vec<Expanded<'q>>> {
        let expand = |(at, clause): (usize, &'q Clause)| {
            let forms = clause.words().iter().map(|word| self.dictionary.forms(word, query.is_open(at)));
            Ok(Expanded { clause, forms: forms.collect::<tantivy::Result<_>>()? })
        };
        query.wanted.iter().enumerate().map(expand).collect()
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

    /// The matches with as many clauses as possible.
    fn narrowest(&self, matches: &[Boxed]) -> tantivy::Result<Boxed> {
        let (mut needed, enough) = if matches.len() <= SHORT { (matches.len(), 1) } else { (matches.len().div_ceil(2), ENOUGH) };
        loop {
            let matching = at_least(matches, needed);
            if needed <= 1 || self.searcher.search(&matching, &Count)? >= enough {
                return Ok(matching);
            }
            needed -= 1;
        }
    }

    fn matching(&self, Expanded { clause, forms }: &Expanded<'_>) -> Boxed {
        match clause {
            Clause::Phrase(words) => self.phrase(words, |_| 1.0),
            Clause::Word(_) => union(forms.iter().flat_map(|forms| self.any_form(forms)).collect()),
            Clause::Compound { joined, parts } => {
                let mut either: Vec<Boxed> = joined.iter().map(|word| term(self.dictionary.words, &word.plain)).collect();
                let numbers = parts.iter().all(|part| part.kind == crate::analysis::Kind::Number);
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
    fn phrase(&self, words: &[Word], weight: impl Fn(&TextFields) -> f32) -> Boxed {
        union(self.texts.iter().map(|text| boost(row(text.plain, words, |word| &word.plain, 0), weight(text))).collect())
    }

    fn scores(&self, Expanded { clause, forms }: &Expanded<'_>) -> Vec<Boxed> {
        let mut scores = Vec::new();
        for text in &self.texts {
            for forms in forms {
                scores.extend(forms.words.iter().map(|(word, weight)| boost(term(text.plain, word), text.weight * PLAIN * weight)));
                scores.extend(forms.stems.iter().map(|(stem, weight)| boost(term(text.stems, stem), text.weight * weight)));
            }
            let grams = clause.words().iter().flat_map(grams);
            scores.extend(grams.map(|gram| boost(term(text.grams, &gram), text.weight * GRAMS)));
        }
        match clause {
            Clause::Word(_) => {}
            Clause::Phrase(words) => scores.push(self.phrase(words, |text| text.weight * PHRASE)),
            Clause::Compound { joined, .. } => {
                for (text, word) in self.texts.iter().flat_map(|text| joined.iter().map(move |word| (text, word))) {
                    scores.push(boost(term(text.plain, &word.plain), text.weight));
                }
            }
        }
        scores
    }

    /// Words that stand together in the query and in a text.
    fn neighbours(&self, query: &Parsed) -> Vec<Boxed> {
        let pairs = query.wanted.windows(2).filter_map(|pair| match pair {
            [Clause::Word(one), Clause::Word(next)] => Some([one.clone(), Word { position: one.position + 1, ..next.clone() }]),
            _ => None,
        });
        let near = |pair: [Word; 2]| {
            let row = |text: &TextFields| boost(row(text.stems, &pair, |word| &word.stem, 2), text.weight * NEIGHBOURS);
            self.texts.iter().map(row).collect::<Vec<_>>()
        };
        pairs.flat_map(near).collect()
    }

    /// All words in one text, of however many languages.
    fn together(&self, wanted: &[Expanded<'_>]) -> Vec<Boxed> {
        let words: Vec<&Forms> = wanted.iter().flat_map(|clause| &clause.forms).collect();
        if words.len() < 2 {
            return Vec::new();
        }
        let all_in = |text: &TextFields| all(words.iter().map(|forms| union(forms_in(forms, text.plain, text.stems))).collect());
        self.texts.iter().map(|text| constant(all_in(text), text.weight * TOGETHER)).collect()
    }

    fn own(&self, locale: Locale) -> Boxed {
        let term = Term::from_field_i64(self.fields.language, code(Locale::ALL, &locale));
        constant(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), OWN_LANGUAGE)
    }
}
