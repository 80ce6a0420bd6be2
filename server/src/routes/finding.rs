//! Which line of the list of addresses a path is of.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use axum::http::Method;

use super::table;

/// Whether a page, or a document, can be got at a path.
pub(crate) fn leads_somewhere(path: &str) -> bool {
    static ADDRESSES: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
        let mut methods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (method, path, _) in table() {
            methods.entry(path).or_default().insert(method.to_string());
        }
        methods
    });
    // What is named goes before what a placeholder stands for, segment by segment, as in the router.
    let fitting = ADDRESSES.iter().filter(|(address, _)| fits(address, path));
    let found = fitting.min_by_key(|(address, _)| address.split('/').map(|part| part.starts_with('{')).collect::<Vec<_>>());
    found.is_some_and(|(_, methods)| methods.contains(Method::GET.as_str()))
}

/// The nearest address, at or above one, of a page that can be got: that of the page whose form is sent below it.
pub(crate) fn page_at(address: &str) -> &str {
    let mut path = address.split('?').next().unwrap_or_default();
    if leads_somewhere(path) {
        return address;
    }
    while let Some((above, _)) = path.rsplit_once('/') {
        if leads_somewhere(above) {
            return above;
        }
        path = above;
    }
    address
}

/// Whether a path is one of an address with placeholders.
fn fits(address: &str, path: &str) -> bool {
    let (mut parts, mut segments) = (address.split('/'), path.split('/'));
    loop {
        match (parts.next(), segments.next()) {
            (None, None) => return true,
            (Some(part), Some(_)) if part.starts_with("{*") => return true,
            (Some(part), Some(segment)) if part == segment || (part.starts_with('{') && !segment.is_empty()) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::page_at;

    #[test]
    fn what_only_forms_are_sent_to_has_the_page_of_its_form() {
        for (sent, page) in [
            ("/fr/staff/answers/q1/sante/draft?x=1", "/fr/staff/answers/q1/sante"),
            ("/ar/staff/board/assign", "/ar/staff/board"),
            ("/fr/staff/questions/new?kept=a", "/fr/staff/questions/new?kept=a"),
            ("/fr/staff/questions/q1/decide-transfer?request=3", "/fr/staff/questions/q1/decide-transfer?request=3"),
            ("/nowhere", "/nowhere"),
        ] {
            assert_eq!(page_at(sent), page);
        }
    }
}
