//! Headers with which a browser says what it prefers (RFC 9110, 12.4 and 12.5).

use axum::http::{HeaderMap, HeaderName, header};

/// Everything that the lines of a header list, with how much it is wanted: 0 (not at all) to 1000, 1000 where that is not
/// said. What cannot be read is left out.
pub fn preferences<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = (&'a str, u16)> {
    let lines = headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).filter_map(|item| {
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
pub fn encoding_weight(headers: &HeaderMap, named: &str) -> u16 {
    let all: Vec<(&str, u16)> = preferences(headers, &header::ACCEPT_ENCODING).collect();
    let of = |named: &str| all.iter().find_map(|(coding, weight)| coding.eq_ignore_ascii_case(named).then_some(*weight));
    of(named).or_else(|| of("*")).unwrap_or(0)
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
        let of = |line: &str| encoding_weight(&sent(ACCEPT_ENCODING, &[line]), "br");
        assert_eq!([of("gzip, br;q=0"), of("gzip, br"), of("*;q=0.5, gzip"), of("*, br;q=0"), of("brotli")], [0, 1000, 500, 0, 0]);
    }
}
