//! Which addresses of the site lead to a page or a document. The list of URLs fills this when the router is made, so that handlers can ask
//! where a path leads without knowing the router.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;

/// The methods of each address, by its path with the placeholders.
#[derive(Debug, Clone, Default)]
pub struct Addresses(BTreeMap<String, BTreeSet<String>>);

impl FromIterator<(Method, String)> for Addresses {
    fn from_iter<I: IntoIterator<Item = (Method, String)>>(all: I) -> Self {
        let mut methods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (method, path) in all {
            methods.entry(path).or_default().insert(method.to_string());
        }
        Self(methods)
    }
}

impl Addresses {
    /// Whether a page, or a document, can be got at a path.
    #[must_use]
    pub fn has_page(&self, path: &str) -> bool {
        // What is named goes before what a placeholder stands for, segment by segment, as in the router.
        let fitting = self.0.iter().filter(|(address, _)| fits(address, path));
        let found = fitting.min_by_key(|(address, _)| address.split('/').map(|part| part.starts_with('{')).collect::<Vec<_>>());
        found.is_some_and(|(_, methods)| methods.contains(Method::GET.as_str()))
    }

    /// The nearest address, at or above one, of a page that can be got: that of the page whose form is sent below it.
    #[must_use]
    pub fn nearest_page<'a>(&self, address: &'a str) -> &'a str {
        let mut path = address.split('?').next().unwrap_or_default();
        if self.has_page(path) {
            return address;
        }
        while let Some((above, _)) = path.rsplit_once('/') {
            if self.has_page(above) {
                return above;
            }
            path = above;
        }
        address
    }
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
    use crate::routes;

    #[test]
    fn what_only_forms_are_sent_to_has_the_page_of_its_form() {
        for (sent, page) in [
            ("/fr/staff/answers/q1/sante/draft?x=1", "/fr/staff/answers/q1/sante"),
            ("/ar/staff/board/assign", "/ar/staff/board"),
            ("/fr/staff/questions/new?kept=a", "/fr/staff/questions/new?kept=a"),
            ("/fr/staff/questions/q1/decide-transfer?request=3", "/fr/staff/questions/q1/decide-transfer?request=3"),
            ("/nowhere", "/nowhere"),
        ] {
            assert_eq!(routes::addresses().nearest_page(sent), page);
        }
    }
}
