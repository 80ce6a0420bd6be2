//! A search as Meilisearch gets it: one federated request.

use jawab_domain::StandingKind;
use serde_json::{Value, json};

use super::{
    document::day,
    plan::{Plan, searches},
    settings::FACETS,
};
use crate::port::{Filters, Query, Sort};

/// How near to the words of a query those of a question must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// The same word, in any of its forms.
    Same,
    /// With typos too, or of the same sound: for when nothing has the words themselves.
    Near,
}

/// How many of the words a question must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strategy {
    /// All of them.
    All,
    /// The rarest as long as anything has them.
    Frequency,
}

/// Where to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All texts.
    Everything,
    /// Subjects, for suggestions.
    Subjects,
}

/// The body of a request.
pub(super) fn request(index: &str, query: &Query, plan: &Plan<'_>, (strategy, spelling): (Strategy, Spelling), scope: Scope) -> Value {
    let parsed = plan.parsed;
    let filter = filter(query);
    let matching = if strategy == Strategy::All { "all" } else { "frequency" };
    let typed = plan.crossing.as_ref().filter(|crossing| !crossing.questions.is_empty()).map_or(1.0, |crossing| crossing.typed);
    let queries: Vec<Value> = searches(parsed, scope)
        .into_iter()
        .chain(plan.near(scope).into_iter().filter(|_| spelling == Spelling::Near))
        .chain(plan.translated(scope))
        .chain(plan.sounding(strategy, scope).into_iter().filter(|_| spelling == Spelling::Near))
        .map(|(text, attributes, weight)| ((text, attributes, weight * typed), None))
        .chain(plan.crossed())
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

/// The order asked for; none is by relevance, which needs words.
fn order(sort: Sort, wordless: bool) -> Option<Value> {
    match sort {
        Sort::Relevance if !wordless => None,
        Sort::Relevance | Sort::DepositDate => Some(json!(["deposited:desc", "id:desc"])),
        Sort::DueDate => Some(json!(["open_due:asc", "deposited:desc", "id:desc"])),
        Sort::AnswerDate => Some(json!(["answered:desc", "deposited:desc", "id:desc"])),
    }
}

/// The filters, all of which must hold.
pub(super) fn filter(query: &Query) -> Vec<String> {
    let Filters { chamber, ministry, group, member, theme, status, standing, from, to, language, excluding } = &query.filters;
    let mut all = Vec::new();
    all.extend(chamber.map(|chamber| format!("chamber = {chamber}")));
    all.extend(ministry.map(|id| format!("ministries = {id}")));
    all.extend(group.map(|id| format!("groups = {id}")));
    all.extend(member.map(|id| format!("members = {id}")));
    all.extend(theme.map(|id| format!("themes = {id}")));
    all.extend(status.map(|status| format!("status = {status}")));
    all.extend(from.map(|from| format!("deposited >= {}", day(from))));
    all.extend(to.map(|to| format!("deposited <= {}", day(to))));
    all.extend(language.map(|language| format!("languages = {language}")));
    if let Some(standing) = standing {
        all.extend(in_standing(*standing, query));
    }
    if !excluding.is_empty() {
        all.push(format!("id NOT IN {excluding:?}"));
    }
    all
}

fn in_standing(standing: StandingKind, query: &Query) -> Vec<String> {
    let Some(due) = standing.due_range(query.today) else {
        return vec![format!("clock = {standing}")];
    };
    let from = due.from.map(|from| format!("due >= {}", day(from)));
    let to = due.to.map(|to| format!("due <= {}", day(to)));
    std::iter::once("status = transmitted".to_owned()).chain(from).chain(to).collect()
}
