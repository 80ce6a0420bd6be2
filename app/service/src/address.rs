//! Web addresses in records, from any source: shown as links, never fetched.

use jawab_domain::text::is_direction_control;

/// The maximum length of an address, in bytes.
const MAX_BYTES: usize = 2_000;

/// Whether a line is the address of a page: `https://…` or `http://…` with a host, and without characters that do not belong in an
/// address.
pub fn is_web_address(line: &str) -> bool {
    let host = ["https://", "http://"].iter().find_map(|scheme| line.strip_prefix(scheme));
    let named = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    named && line.len() <= MAX_BYTES && !line.chars().any(|c| c.is_control() || c.is_whitespace() || is_direction_control(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_needs_a_host_and_has_a_maximum_length() {
        let of = |bytes: usize| format!("https://example.ma/{}", "a".repeat(bytes - 19));
        for line in ["https://example.ma", "http://example.ma/%D8%A3?q=1#a", "https://example.ma/é", &of(2_000)] {
            assert!(is_web_address(line), "{line}");
        }
        for line in ["", "https://", "https:///etc", "ftp://example.ma", "example.ma", "https://a b", "https://a\u{202e}b", &of(2_001)] {
            assert!(!is_web_address(line), "{line}");
        }
    }
}
