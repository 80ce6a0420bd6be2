//! Stage 1 of a search, the plan: which terms of the index stand for the words of a query, and how many of its clauses a
//! question must have.
//!
//! A short query matches the questions that have all its clauses, each in any of its forms or in the other language;
//! only if there are none, those that have most of them. A long one is read as a sentence: half its clauses are enough.
//! What has the clauses as they were typed comes before what has them in the other language.

pub(super) mod clause;
pub(super) mod dictionary;
pub(super) mod forms;
pub(super) mod scope;
mod translate;

use crate::{
    query::{Clause, MAX_SHORT_QUERY_CLAUSES, Parsed},
    translation::QueryTranslation,
};
use clause::PlannedClause;
use forms::Forms;
use scope::SearchScope;

/// A sentence that finds fewer questions than this with half its clauses is tried with fewer clauses.
const MIN_SENTENCE_RESULTS: usize = 10;
/// A sentence is found as typed, and not by a translation, where this many of its clauses in ten are.
const MIN_TENTHS_AS_TYPED: usize = 7;

/// A planned search.
pub(super) struct Plan<'a> {
    /// What is searched.
    pub scope: &'a SearchScope<'a>,
    /// The query.
    pub query: &'a Parsed,
    /// Its wanted clauses.
    pub clauses: Vec<PlannedClause<'a>>,
}

impl<'a> Plan<'a> {
    /// Plans a query.
    pub(super) fn new(scope: &'a SearchScope<'a>, query: &'a Parsed) -> tantivy::Result<Self> {
        let translations = match scope.lexicon {
            Some(lexicon) => translate::translations(query, lexicon, &scope.dictionary)?,
            None => vec![Vec::new(); query.wanted.len()],
        };
        let planned = |((at, clause), translations): ((usize, &'a Clause), Vec<QueryTranslation>)| -> tantivy::Result<PlannedClause<'a>> {
            let translated = translations.iter().any(|one| !one.cognate);
            let forms = clause.words().iter().map(|word| Forms::new(word, query.is_open(at), translated, &scope.dictionary));
            let forms: Vec<Forms> = forms.collect::<tantivy::Result<_>>()?;
            Ok(PlannedClause { clause, forms, translations })
        };
        let clauses = query.wanted.iter().enumerate().zip(translations).map(planned).collect::<tantivy::Result<_>>()?;
        Ok(Self { scope, query, clauses })
    }

    /// What stands for each wanted word.
    pub(super) fn forms(&self) -> impl Iterator<Item = &Forms> {
        self.clauses.iter().flat_map(|clause| &clause.forms)
    }

    /// Whether anything can be found in the other language.
    pub(super) fn has_translations(&self) -> bool {
        self.clauses.iter().any(|clause| !clause.translations.is_empty())
    }

    /// How many clauses a question should have at first, and how many questions are enough to keep it so.
    pub(super) const fn narrowest(&self) -> (usize, usize) {
        let clauses = self.clauses.len();
        if clauses <= MAX_SHORT_QUERY_CLAUSES { (clauses, 1) } else { (clauses.div_ceil(2), MIN_SENTENCE_RESULTS) }
    }

    /// How many clauses must be found as typed for a question to count as found so, where it needs `needed` of them.
    pub(super) fn min_as_typed(&self, needed: usize) -> usize {
        let clauses = self.clauses.len();
        if clauses <= MAX_SHORT_QUERY_CLAUSES { needed } else { (clauses * MIN_TENTHS_AS_TYPED).div_ceil(10).max(needed) }
    }

    /// The plain words that were looked for in other spellings.
    pub(super) fn corrected(&self) -> Vec<String> {
        let words = self.clauses.iter().flat_map(|clause| clause.clause.words().iter().zip(&clause.forms));
        words.filter(|(_, forms)| forms.corrected).map(|(word, _)| word.plain.clone()).collect()
    }

    /// What was looked for in the other language.
    pub(super) fn into_translations(self) -> Vec<QueryTranslation> {
        self.clauses.into_iter().flat_map(|clause| clause.translations).collect()
    }
}
