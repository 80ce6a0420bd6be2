//! Stage 1 of a search, the plan: the terms of the index for the words of a query, and the number of clauses that a question must have.
//!
//! A short query matches the questions with all its clauses, each in any of its forms or in the other language; only if there are none,
//! those with most of them. A long query is treated as a sentence: half its clauses are enough. Matches of the clauses as typed precede
//! translated ones.

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

/// A sentence with fewer results than this for half its clauses is tried with fewer clauses.
const MIN_SENTENCE_RESULTS: usize = 10;
/// A sentence matches as typed, and not by translation, if this many tenths of its matching clauses are as typed.
const MIN_TENTHS_AS_TYPED: usize = 7;

/// A planned search.
pub(super) struct Plan<'a> {
    /// The scope of the search.
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

    /// The forms of each wanted word.
    pub(super) fn forms(&self) -> impl Iterator<Item = &Forms> {
        self.clauses.iter().flat_map(|clause| &clause.forms)
    }

    /// Whether there are any translations.
    pub(super) fn has_translations(&self) -> bool {
        self.clauses.iter().any(|clause| !clause.translations.is_empty())
    }

    /// The number of clauses required at first, and the number of results that is enough to keep it.
    pub(super) const fn narrowest(&self) -> (usize, usize) {
        let clauses = self.clauses.len();
        if clauses <= MAX_SHORT_QUERY_CLAUSES { (clauses, 1) } else { (clauses.div_ceil(2), MIN_SENTENCE_RESULTS) }
    }

    /// The number of clauses that must match as typed for a question to count as a match as typed, if it needs `needed` of them.
    pub(super) fn min_as_typed(&self, needed: usize) -> usize {
        let clauses = self.clauses.len();
        if clauses <= MAX_SHORT_QUERY_CLAUSES { needed } else { (clauses * MIN_TENTHS_AS_TYPED).div_ceil(10).max(needed) }
    }

    /// The plain words for which other spellings are searched.
    pub(super) fn corrected(&self) -> Vec<String> {
        let words = self.clauses.iter().flat_map(|clause| clause.clause.words().iter().zip(&clause.forms));
        words.filter(|(_, forms)| forms.corrected).map(|(word, _)| word.plain.clone()).collect()
    }

    /// The translations that are searched.
    pub(super) fn into_translations(self) -> Vec<QueryTranslation> {
        self.clauses.into_iter().flat_map(|clause| clause.translations).collect()
    }
}
