//! Headers with which a browser says what it prefers (RFC 9110, 12.4 and 12.5) and what it has already (13.1.2).

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// What a 304 says as its 200 does (RFC 9110, 15.4.5), where the layer that compresses adds it to the 200 alone.
pub fn vary_by_coding() -> (HeaderName, HeaderValue) {
    (header::VARY, HeaderValue::from_static("accept-encoding"))
}

/// Everything that the lines of a header list, with how much it is wanted: 0 (not at all) to 1000, 1000 where that is not
/// said. What cannot be read is left out.
pub fn preferences<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = (&'a str, u16)> {
    lines(headers, name).flat_map(|line| line.split(',')).filter_map(|item| {
        let (what, parameters) = item.split_once(';').unwrap_or((item, ""));
        let weight = parameters.split(';').find_map(|one| {
            let (key, value) = one.split_once('=')?;
            key.trim().eq_ignore_ascii_case("q").then(|| weight(value.trim()))
        });
        let what = what.trim();
        (!what.is_empty()).then_some(())?;
        Some((what, weight.unwrap_or(Some(1000))?))
    })
}

/// `1`, `0.5`, `0.375`: one to none, with three digits at most.
fn weight(said: &str) -> Option<u16> {
    let (whole, rest) = said.split_once('.').unwrap_or((said, ""));
    let digits = rest.len() <= 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths: u16 = format!("{rest:0<3}").parse().ok()?;
    match (whole, thousandths) {
        ("0", some) if digits => Some(some),
        ("1", 0) if digits => Some(1000),
        _ => None,
    }
}

/// How much a content coding is wanted: as it is named, else as `*` is; not at all where neither is.
pub fn coding(headers: &HeaderMap, named: &str) -> u16 {
    let all: Vec<(&str, u16)> = preferences(headers, &header::ACCEPT_ENCODING).collect();
    let of = |named: &str| all.iter().find_map(|(coding, weight)| coding.eq_ignore_ascii_case(named).then_some(*weight));
    of(named).or_else(|| of("*")).unwrap_or(0)
}

/// The lines of a header that are text.
pub fn lines<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> {
    headers.get_all(name).iter().filter_map(|line| line.to_str().ok())
}

/// Whether the lines of `If-None-Match` name a tag, or any (`*`). Compared weakly, as this condition always is (RFC 9110,
/// 8.8.3.2).
pub fn has_already(lines: &[String], tag: &str) -> bool {
    let opaque = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    let wanted = opaque(tag);
    lines.iter().any(|line| line.trim() == "*" || tags(line).any(|one| opaque(one) == wanted))
}

/// The tags of a line: a comma may stand within one.
fn tags(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches([',', ' ', '\t']);
        let opens = rest.find('"')?;
        let closes = opens + 1 + rest.get(opens + 1..)?.find('"')?;
        let (tag, after) = rest.split_at_checked(closes + 1)?;
        rest = after;
        Some(tag)
    })
}

#[cfg(test)]
mod tests {
    use axum::http::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE};

    use super::*;

    fn sent(name: HeaderName, lines: &[&str]) -> HeaderMap {
        lines.iter().map(|line| (name.clone(), line.parse().unwrap())).collect()
    }

    #[test]
    fn weights_of_all_lines_are_read() {
        let headers = sent(ACCEPT_LANGUAGE, &["ar;q=0.1, fr ; Q=0.9,,en", "de;q=0, it;q=2, es;q=0.1234"]);
        let read: Vec<_> = preferences(&headers, &ACCEPT_LANGUAGE).collect();
        assert_eq!(read, [("ar", 100), ("fr", 900), ("en", 1000), ("de", 0)]);
    }

    #[test]
    fn a_coding_that_is_refused_is_not_wanted() {
        let of = |line: &str| coding(&sent(ACCEPT_ENCODING, &[line]), "br");
        assert_eq!([of("gzip, br;q=0"), of("gzip, br"), of("*;q=0.5, gzip"), of("*, br;q=0"), of("brotli")], [0, 1000, 500, 0, 0]);
    }

    #[test]
    fn tags_are_compared_weakly_in_every_line() {
        let has = |lines: &[&str]| has_already(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>(), "W/\"T\"");
        for lines in [&["W/\"T\""][..], &["\"T\""], &["*"], &["\"a\", W/\"T\""], &["\"a\"", "\"T\""], &["\"a,b\",\"T\""]] {
            assert!(has(lines), "{lines:?}");
        }
        for lines in [&[][..], &["T"], &["\"a\""], &["\"t\""], &["\"*\""], &["\"a,\"T\""]] {
            assert!(!has(lines), "{lines:?}");
        }
    }
}
