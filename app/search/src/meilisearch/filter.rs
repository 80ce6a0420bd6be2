//! The filters of a query in the syntax of Meilisearch.

use jawab_domain::StandingKind;

use super::document::day;
use crate::engine::{Filters, Query};

/// The filters, all of which must match.
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
