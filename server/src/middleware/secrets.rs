//! Paths as they may be written down. Links and calendars have their secret in the path.

use percent_encoding::percent_decode_str;

/// The segments after which a secret comes.
const BEFORE: [&str; 3] = ["calendar", "links", "mail"];
/// The length from which a segment of letters that secrets are made of is taken for one: ours have 43.
const LONG: usize = 32;

/// A path with its secrets taken out, however it was mistyped: escaped, in capitals, with slashes doubled or turned.
pub(super) fn without_secrets(path: &str) -> String {
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let mut after_mark = false;
    let segments = decoded.split(['/', '\\']).enumerate().filter(|(at, segment)| *at == 0 || !segment.is_empty()).map(|(_, segment)| {
        let secret = after_mark || is_like_a_secret(segment);
        after_mark = BEFORE.iter().any(|mark| segment.eq_ignore_ascii_case(mark));
        if secret { "…".to_owned() } else { segment.chars().filter(|c| !c.is_control()).collect() }
    });
    let written = segments.collect::<Vec<_>>().join("/");
    if written.is_empty() { "/".to_owned() } else { written }
}

/// Whether a segment looks like a secret of ours. Names in addresses and hashes of documents have no capitals.
fn is_like_a_secret(segment: &str) -> bool {
    let name = segment.split('.').next().unwrap_or_default();
    let mixed = name.bytes().any(|b| b.is_ascii_uppercase());
    name.len() >= LONG && mixed && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_written_down_however_its_address_is_mistyped() {
        let token = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE";
        for path in [
            "/fr/staff/links/{}",
            "/FR/staff//links/{}",
            "/fr/staff/LINKS//{}",
            "/fr/staff/l%69nks/{}",
            "/fr\\staff\\links\\{}",
            "/fr/staff%2Flinks%2F{}",
            "/fr/staff/link/{}",
            "/{}",
            "/ar/staff/mail/{}",
            "/feeds/calendar/{}.ics",
            "//feeds/Calendar/{}.ics/",
        ] {
            let written = without_secrets(&path.replace("{}", token));
            assert!(!written.contains("Zm9v") && written.contains('…'), "{path}: {written}");
        }
        assert_eq!(without_secrets("/fr/staff/links/short"), "/fr/staff/links/…");
    }

    #[test]
    fn other_paths_are_written_as_they_are() {
        let sha256 = "0123456789abcdef".repeat(4);
        for path in [
            "/",
            "/fr/questions/councillors/11/1234",
            "/ar/staff/questions/e15eb2b20y/edit",
            &format!("/attachments/{sha256}/document.pdf"),
        ] {
            assert_eq!(without_secrets(path), path);
        }
        assert_eq!(without_secrets("/a%0Ab%1B[31m"), "/ab[31m", "no path writes two lines");
    }
}
