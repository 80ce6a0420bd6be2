//! A search, stage by stage. Each stage depends on the previous ones only.

use super::{
    cancellation::CancelToken,
    facets::facets,
    hits::hits,
    index::folder::OpenIndex,
    matching::{self, matches},
    parallel,
    plan::{Plan, scope::SearchScope},
    spelling::suggest_spelling,
};
use crate::{
    engine::{Facets, Query, SearchResults},
    lexicon::Lexicon,
    query::Parsed,
};

/// The texts to search.
#[derive(Debug, Clone, Copy)]
pub(super) enum Texts<'a> {
    /// All texts, with translations.
    All(&'a Lexicon),
    /// Subjects as typed, for suggestions.
    Subjects,
}

/// Searches an index. Returns an error if the search is cancelled.
pub(super) fn search(
    index: &OpenIndex,
    query: &Query,
    parsed: &Parsed,
    texts: Texts<'_>,
    cancel: &CancelToken,
) -> tantivy::Result<SearchResults> {
    let searcher = index.reader.searcher();
    let (texts, lexicon) = match texts {
        Texts::All(lexicon) => (0..index.fields.texts.len(), Some(lexicon)),
        Texts::Subjects => (0..1, None),
    };
    let scope = SearchScope::new(&index.fields, &searcher, texts, lexicon, cancel);
    let plan = Plan::new(&scope, parsed)?;
    let segments = index.segments.segments(&searcher)?;
    let matches = matches(&plan, &segments, query, cancel)?;
    cancel.check()?;
    let total = matching::total(&matches);
    let facets = || if query.facets { facets(&segments, &matches, query) } else { Ok(Facets::default()) };
    let (hits, facets) = parallel::join(&searcher, || hits(&plan, &segments, &matches, query), facets);
    let spelling_suggestions = if total == 0 { suggest_spelling(parsed, &scope.dictionary)? } else { Vec::new() };
    Ok(SearchResults {
        total,
        translated: matching::translated(&matches),
        hits: hits?,
        facets: facets?,
        corrected: plan.corrected(),
        translations: plan.into_translations(),
        spelling_suggestions,
    })
}
