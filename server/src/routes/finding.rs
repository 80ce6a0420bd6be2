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
