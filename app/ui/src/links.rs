//! Every address of the site. Pages, feeds and mails use these functions and never build an address themselves.

use jawab_domain::{Locale, Reference};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

pub mod board;
pub mod desk;
pub mod staff;

/// The characters that are percent-encoded: all but letters, digits and the marks that need no escape anywhere in an address.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

fn escape(part: &str) -> String {
    utf8_percent_encode(part, ESCAPED).to_string()
}

/// Builds an address with GET parameters. Parameters without a value are left out.
#[must_use]
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let mut mark = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(mark);
        address.push_str(&escape(name));
        address.push('=');
        address.push_str(&escape(value));
        mark = '&';
    }
    address
}

/// The home page.
#[must_use]
pub fn home(locale: Locale) -> String {
    format!("/{locale}")
}

/// The list of questions.
#[must_use]
pub fn questions(locale: Locale) -> String {
    format!("/{locale}/questions")
}

/// A question, by its public reference.
#[must_use]
pub fn question(locale: Locale, reference: &Reference) -> String {
    format!("/{locale}/questions/{reference}")
}

/// A question without a known number, by its code.
#[must_use]
pub fn question_by_code(locale: Locale, code: &str) -> String {
    format!("/{locale}/questions/{}", escape(code))
}

/// A document, by the hash of its bytes. It is the same in every language.
#[must_use]
pub fn attachment(sha256: &str) -> String {
    format!("/attachments/{}/document.pdf", escape(sha256))
}

/// The search.
#[must_use]
pub fn search(locale: Locale) -> String {
    format!("/{locale}/search")
}

/// The search help.
#[must_use]
pub fn search_help(locale: Locale) -> String {
    format!("/{locale}/search/help")
}

/// The suggestions for the search form, which adds `q`.
#[must_use]
pub fn suggest(locale: Locale) -> String {
    format!("/{locale}/search/suggest")
}

/// The ministries.
#[must_use]
pub fn ministries(locale: Locale) -> String {
    format!("/{locale}/ministries")
}

/// A ministry.
#[must_use]
pub fn ministry(locale: Locale, slug: &str) -> String {
    format!("/{locale}/ministries/{}", escape(slug))
}

/// The members of both Chambers.
#[must_use]
pub fn members(locale: Locale) -> String {
    format!("/{locale}/members")
}

/// A member.
#[must_use]
pub fn member(locale: Locale, slug: &str) -> String {
    format!("/{locale}/members/{}", escape(slug))
}

/// The overdue questions.
#[must_use]
pub fn overdue(locale: Locale) -> String {
    format!("/{locale}/overdue")
}

/// The page that explains the deadline rule.
#[must_use]
pub fn rule(locale: Locale) -> String {
    format!("/{locale}/rule")
}

/// The page about the site.
#[must_use]
pub fn about(locale: Locale) -> String {
    format!("/{locale}/about")
}

/// The accessibility statement.
#[must_use]
pub fn accessibility(locale: Locale) -> String {
    format!("/{locale}/accessibility")
}

/// The same page in another language: only the first segment of the address changes. An address without a language leads to the
/// home page.
#[must_use]
pub fn switch(path_and_query: &str, to: Locale) -> String {
    let after = Locale::ALL.iter().find_map(|from| {
        let rest = path_and_query.strip_prefix('/')?.strip_prefix(from.code())?;
        (rest.is_empty() || rest.starts_with(['/', '?'])).then_some(rest)
    });
    after.map_or_else(|| home(to), |rest| format!("/{to}{rest}"))
}

/// Whether an address from a record may be used as a link. Only plain web addresses may.
#[must_use]
pub fn is_web_address(address: &str) -> bool {
    let scheme = address.get(..8).or_else(|| address.get(..7)).unwrap_or_default().to_ascii_lowercase();
    (scheme.starts_with("https://") || scheme.starts_with("http://")) && !address.chars().any(|c| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_keeps_the_page_and_its_query() {
        assert_eq!(switch("/ar/search?q=%D9%85", Locale::Fr), "/fr/search?q=%D9%85");
        assert_eq!(switch("/ar", Locale::Fr), "/fr");
        assert_eq!(switch("/ar?x=1", Locale::Fr), "/fr?x=1");
        assert_eq!(switch("/arrow", Locale::Fr), "/fr");
        assert_eq!(switch("//evil.example", Locale::Fr), "/fr");
    }

    #[test]
    fn values_are_escaped_and_empty_ones_left_out() {
        assert_eq!(with_query("/fr/search", &[("q", "a&b=c é"), ("lang", ""), ("page", "2")]), "/fr/search?q=a%26b%3Dc%20%C3%A9&page=2");
        assert_eq!(ministry(Locale::Ar, "a/b?c"), "/ar/ministries/a%2Fb%3Fc");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(is_web_address("https://example.org/a"));
        assert!(!is_web_address("javascript:alert(1)"));
        assert!(!is_web_address("https://a b"));
        assert!(!is_web_address("é"));
    }
}
