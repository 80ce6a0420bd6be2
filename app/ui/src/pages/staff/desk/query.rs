//! What the translation desk is narrowed to, as the address says it.

use jawab_domain::{
    Locale,
    translation::{About, Need},
};

use crate::links;

/// Which texts are listed, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskQuery {
    /// The kind of need.
    pub need: Option<Need>,
    /// The language that is wanted.
    pub into: Option<Locale>,
    /// Whose texts.
    pub about: Option<About>,
    /// Words of the subject.
    pub words: String,
    /// Whether those read most come first, not the oldest.
    pub most_read: bool,
    /// The page, from 1.
    pub page: u32,
}

impl Default for DeskQuery {
    fn default() -> Self {
        Self { need: None, into: None, about: None, words: String::new(), most_read: false, page: 1 }
    }
}

/// The value of `order` that puts those read most first.
const MOST_READ: &str = "read";

impl DeskQuery {
    /// Reads the values of an address, asked for by name; one that cannot be read narrows nothing.
    #[must_use]
    pub fn from_values(value: impl Fn(&str) -> String) -> Self {
        Self {
            need: value("need").parse().ok(),
            into: value("into").parse().ok(),
            about: value("about").parse().ok(),
            words: value("q").trim().to_owned(),
            most_read: value("order") == MOST_READ,
            page: value("page").parse().ok().filter(|page| *page > 0).unwrap_or(1),
        }
    }

    /// Whether anything but the kind of need narrows the list.
    #[must_use]
    pub const fn narrows(&self) -> bool {
        self.into.is_some() || self.about.is_some() || !self.words.is_empty()
    }

    /// The same with another kind of need, from the first page on.
    #[must_use]
    pub fn of_need(&self, need: Option<Need>) -> Self {
        Self { need, page: 1, ..self.clone() }
    }

    /// The same in the other order, from the first page on.
    #[must_use]
    pub fn in_order(&self, most_read: bool) -> Self {
        Self { most_read, page: 1, ..self.clone() }
    }

    /// Another page of the same.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// Its address.
    #[must_use]
    pub fn link(&self, locale: Locale) -> String {
        let page = if self.page > 1 { self.page.to_string() } else { String::new() };
        let pairs = [
            ("need", self.need.map_or("", Need::code)),
            ("into", self.into.map_or("", Locale::code)),
            ("about", self.about.map_or("", About::code)),
            ("q", self.words.as_str()),
            ("order", if self.most_read { MOST_READ } else { "" }),
            ("page", page.as_str()),
        ];
        links::with_query(&links::staff::desk(locale), &pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_listed_and_another_need_begins_anew() {
        let said = [("need", "machine"), ("into", "fr"), ("about", "what"), ("order", "read"), ("page", "3")];
        let query =
            DeskQuery::from_values(|name| said.iter().find(|(of, _)| *of == name).map(|(_, v)| (*v).to_owned()).unwrap_or_default());
        assert_eq!(query.link(Locale::Ar), "/ar/staff/desk?need=machine&into=fr&order=read&page=3");
        assert_eq!(query.of_need(None).link(Locale::Fr), "/fr/staff/desk?into=fr&order=read");
        assert_eq!(DeskQuery::from_values(|_| String::new()), DeskQuery::default());
    }
}
