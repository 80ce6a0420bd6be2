//! The filters of the translation desk, as in the address.

use jawab_domain::{
    Locale,
    translation::{Need, TextOwner},
};

use crate::links;

/// The filters and the sort order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskQuery {
    /// The kind of need.
    pub need: Option<Need>,
    /// The target language.
    pub into: Option<Locale>,
    /// The owner of the texts: questions or answers.
    pub about: Option<TextOwner>,
    /// Words of the subject.
    pub words: String,
    /// Whether the most read come first instead of the oldest.
    pub most_read: bool,
    /// The page number, from 1.
    pub page: u32,
}

impl Default for DeskQuery {
    fn default() -> Self {
        Self { need: None, into: None, about: None, words: String::new(), most_read: false, page: 1 }
    }
}

/// The value of `order` for the most read first.
const MOST_READ: &str = "read";

impl DeskQuery {
    /// Reads the parameters by name. An invalid one is ignored.
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

    /// Whether any filter but the need is set.
    #[must_use]
    pub const fn narrows(&self) -> bool {
        self.into.is_some() || self.about.is_some() || !self.words.is_empty()
    }

    /// The same with another need, from the first page.
    #[must_use]
    pub fn of_need(&self, need: Option<Need>) -> Self {
        Self { need, page: 1, ..self.clone() }
    }

    /// The same in the other order, from the first page.
    #[must_use]
    pub fn in_order(&self, most_read: bool) -> Self {
        Self { most_read, page: 1, ..self.clone() }
    }

    /// Another page of the same list.
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
            ("about", self.about.map_or("", TextOwner::code)),
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
