//! Builds the federated request of a search.

use serde_json::{Value, json};

use super::{
    filter::filter,
    plan::{Plan, searches},
    settings::FACETS,
    strategy::{Scope, Spelling, Strategy},
};
use crate::engine::{Query, Sort};

/// The body of a request.
pub(super) fn request(index: &str, query: &Query, plan: &Plan<'_>, (strategy, spelling): (Strategy, Spelling), scope: Scope) -> Value {
    let parsed = plan.parsed;
    let filter = filter(query);
    let matching = if strategy == Strategy::All { "all" } else { "frequency" };
    let typed = plan.sentence.as_ref().filter(|sentence| !sentence.questions.is_empty()).map_or(1.0, |sentence| sentence.typed);
    let queries: Vec<Value> = searches(parsed, scope)
        .into_iter()
        .chain(plan.near(scope).into_iter().filter(|_| spelling == Spelling::Near))
        .chain(plan.translated(scope))
        .chain(plan.sounding(strategy, scope).into_iter().filter(|_| spelling == Spelling::Near))
        .map(|(text, attributes, weight)| ((text, attributes, weight * typed), None))
        .chain(plan.by_identity())
        .map(|((text, attributes, weight), only)| {
            let filter: Vec<&String> = filter.iter().chain(&only).collect();
            let mut search = json!({
                "indexUid": index,
                "q": text,
                "attributesToRetrieve": ["id"],
                "matchingStrategy": matching,
                "locales": ["ara", "fra"],
                "filter": filter,
                "federationOptions": { "weight": weight },
            });
            if let Some(search) = search.as_object_mut() {
                if !attributes.is_empty() {
                    search.insert("attributesToSearchOn".into(), json!(attributes));
                }
                search.extend(order(query.sort, parsed.is_empty()).map(|order| ("sort".to_owned(), order)));
            }
            search
        })
        .collect();
    let mut federation = json!({ "offset": query.offset, "limit": query.limit });
    if let Some(federation) = federation.as_object_mut().filter(|_| query.facets) {
        federation.insert("facetsByIndex".into(), json!({ index: FACETS }));
    }
    json!({ "federation": federation, "queries": queries })
}

/// The sort order; `None` for relevance, which needs words.
fn order(sort: Sort, wordless: bool) -> Option<Value> {
    match sort {
        Sort::Relevance if !wordless => None,
        Sort::Relevance | Sort::DepositDate => Some(json!(["deposited:desc", "id:desc"])),
        Sort::DueDate => Some(json!(["open_due:asc", "deposited:desc", "id:desc"])),
        Sort::AnswerDate => Some(json!(["answered:desc", "deposited:desc", "id:desc"])),
    }
}
