//! From a parsed query to what matches it, and how that is ranked.
//!
//! A short query matches the questions that have all its words, each in any of its forms or in the other language;
//! only if there are none, those that have most of them. A long one is read as a sentence: half its words are enough.
//! What has the words as they were typed comes before what has them in the other language.

use std::ops::Range;

use jawab_domain::Locale;
use tantivy::Searcher;

use super::{
    cross,
    expand::{Dictionary, Forms},
    matching::Match,
    schema::{Fields, TextFields},
    scoring::Scores,
    stop::Stop,
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
const TENTHS_AS_TYPED: usize = 7;

/// Plans one search.
pub(super) struct Planner<'a> {
    pub(super) fields: &'a Fields,
    pub(super) dictionary: Dictionary<'a>,
    /// The kinds of text searched.
    pub(super) texts: Vec<TextFields>,
    /// Knows other languages; absent where none are wanted.
    lexicon: Option<&'a Lexicon>,
}

/// A planned search.
pub(super) struct Plan {
    /// What matches each clause as typed.
    pub typed: Vec<Match>,
    /// What matches each clause by a rendering.
    pub rendered: Vec<Match>,
    /// What has every word in its subject.
    pub in_subject: Match,
    /// What matches but was not wanted.
    pub unwanted: Match,
    /// What ranks; absent if there is nothing to rank by.
    pub scores: Option<Scores>,
    /// What was searched for in the other language.
    pub renderings: Vec<Rendering>,
    /// The plain words that were searched for in other spellings.
    pub respelt: Vec<String>,
}

/// A clause with what stands for its words.
pub(super) struct Expanded<'a> {
    pub clause: &'a Clause,
    pub forms: Vec<Forms>,
    pub renderings: Vec<Rendering>,
}

impl<'a> Planner<'a> {
    /// Over all texts, or some kinds of them by place.
    pub(super) fn new(
        fields: &'a Fields,
        searcher: &'a Searcher,
        texts: Range<usize>,
        lexicon: Option<&'a Lexicon>,
        stop: &'a Stop,
    ) -> Self {
        let texts: Vec<TextFields> = fields.texts.get(texts.clone()).unwrap_or(&fields.texts).to_vec();
        let (words, stems) = match texts.as_slice() {
            [only] => (only.plain, only.stems),
            _ => (fields.word, fields.stem),
        };
        Self { fields, dictionary: Dictionary { searcher, words, stems, sounds: fields.sound, stop }, texts, lexicon }
    }

    /// Plans a query.
    pub(super) fn plan(&self, query: &Parsed, locale: Locale) -> tantivy::Result<Plan> {
        let wanted = self.expand(query)?;
        let typed = wanted.iter().map(|clause| self.matching(clause)).collect();
        let rendered = wanted.iter().map(|clause| self.rendered(clause)).collect();
        let unwanted = Match::Any(query.unwanted.iter().map(|clause| self.unwanted(clause)).collect());
        let scores = (!wanted.is_empty()).then(|| self.scores(query, &wanted, locale));
        let in_subject = self.in_subject(&wanted);
        let words = wanted.iter().flat_map(|clause| clause.clause.words().iter().zip(&clause.forms));
        let respelt = words.filter(|(_, forms)| forms.respelt).map(|(word, _)| word.plain.clone()).collect();
        let renderings = wanted.into_iter().flat_map(|clause| clause.renderings).collect();
        Ok(Plan { typed, rendered, in_subject, unwanted, scores, renderings, respelt })
    }

    fn expand<'q>(&self, query: &'q Parsed) -> tantivy::Result<Vec<Expanded<'q>>> {
        let renderings = match self.lexicon {
            Some(lexicon) => cross::renderings(query, lexicon, &self.dictionary)?,
            None => vec![Vec::new(); query.wanted.len()],
        };
        let expand = |((at, clause), renderings): ((usize, &'q Clause), Vec<Rendering>)| {
            let rendered = renderings.iter().any(|one| !one.akin);
            let forms = clause.words().iter().map(|word| self.dictionary.forms(word, query.is_open(at), rendered));
            let forms: Vec<Forms> = forms.collect::<tantivy::Result<_>>()?;
            Ok(Expanded { clause, forms, renderings })
        };
        query.wanted.iter().enumerate().zip(renderings).map(expand).collect()
    }

    fn matching(&self, Expanded { clause, forms, .. }: &Expanded<'_>) -> Match {
        match clause {
            Clause::Phrase(words) => self.phrase(words),
            Clause::Word(_) => Match::Any(forms.iter().map(|forms| self.any_form(forms)).collect()),
            Clause::Compound { joined, parts } => {
                let mut either: Vec<Match> = joined.iter().map(|word| Match::term(self.dictionary.words, &word.plain)).collect();
                let numbers = parts.iter().all(|part| part.kind == Kind::Number);
                if !(numbers && self.dictionary.any_occurs(joined)) {
                    either.push(Match::All(forms.iter().map(|forms| self.any_form(forms)).collect()));
                }
                Match::Any(either)
            }
        }
    }

    fn any_form(&self, forms: &Forms) -> Match {
        Match::forms(forms, self.dictionary.words, self.dictionary.stems)
    }

    fn in_subject(&self, wanted: &[Expanded<'_>]) -> Match {
        let Some(subject) = self.texts.first() else { return Match::Any(Vec::new()) };
        Match::All(wanted.iter().flat_map(|clause| &clause.forms).map(|forms| Match::forms(forms, subject.plain, subject.stems)).collect())
    }

    /// What a clause with a minus excludes: the word by its stem, anything longer by its words in a row.
    fn unwanted(&self, clause: &Clause) -> Match {
        match clause {
            Clause::Word(word) => {
                Match::Any(vec![Match::term(self.dictionary.stems, &word.stem), Match::term(self.dictionary.words, &word.plain)])
            }
            Clause::Phrase(words) => self.phrase(words),
            Clause::Compound { parts, joined } => {
                Match::Any(joined.iter().map(|word| Match::term(self.dictionary.words, &word.plain)).chain([self.phrase(parts)]).collect())
            }
        }
    }

    /// Plain words in a row, in any kind of text.
    fn phrase(&self, words: &[Word]) -> Match {
        let place = |text: &TextFields| Match::row(text.plain, words, |word| &word.plain, 0);
        match self.texts.as_slice() {
            // Rows tell nothing of where a phrase stands.
            [only] => place(only),
            texts => Match::phrase(self.fields.row, words, texts.iter().map(place)),
        }
    }
}

impl Plan {
    /// Whether anything can be found in the other language.
    pub(super) const fn crosses(&self) -> bool {
        !self.renderings.is_empty()
    }

    /// Whether no words are unwanted.
    pub(super) const fn excludes_nothing(&self) -> bool {
        matches!(&self.unwanted, Match::Any(any) if any.is_empty())
    }

    /// How many clauses a question should have at first, and how many questions are enough to keep it so.
    pub(super) const fn narrowest(&self) -> (usize, usize) {
        let clauses = self.typed.len();
        if clauses <= SHORT { (clauses, 1) } else { (clauses.div_ceil(2), ENOUGH) }
    }

    /// How many clauses must be found as typed for a question to count as found so, where it needs so many.
    pub(super) fn as_typed(&self, needed: usize) -> usize {
        let clauses = self.typed.len();
        if clauses <= SHORT { needed } else { (clauses * TENTHS_AS_TYPED).div_ceil(10).max(needed) }
    }
}
