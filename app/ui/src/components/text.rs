//! Running text. Inside Arabic text, what reads from left to right is isolated; otherwise `09-08` would be shown as `08-09`.

use jawab_domain::Locale;
use leptos::prelude::*;

/// Text in a language. In a right-to-left language, numbers and references that contain joining marks are isolated.
pub fn text(locale: Locale, text: &str) -> AnyView {
    if locale.dir() == "ltr" {
        return text.to_owned().into_any();
    }
    runs(text)
        .into_iter()
        .map(|run| match run {
            Run::Plain(text) => text.to_owned().into_any(),
            Run::Isolated(text) => view! { <bdi dir="ltr">{text.to_owned()}</bdi> }.into_any(),
        })
        .collect_view()
        .into_any()
}

/// A stretch of text.
#[derive(Debug, PartialEq, Eq)]
enum Run<'a> {
    Plain(&'a str),
    Isolated(&'a str),
}

/// Marks that join the parts of a number, a reference or an address.
const JOINERS: [char; 9] = ['-', '/', '.', ':', '@', '_', '+', '%', '–'];

/// Splits a text into plain runs and runs that must be isolated: ASCII letters and digits with a joiner between two of them, such
/// as `09-08`, `1234/2026`, `2.22.431` or an address.
fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut plain_from = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_ascii_alphanumeric() {
            continue;
        }
        let (mut end, mut joined, mut after_joiner) = (start + c.len_utf8(), false, false);
        while let Some(&(at, next)) = chars.peek() {
            if next.is_ascii_alphanumeric() {
                joined |= after_joiner;
                after_joiner = false;
                end = at + next.len_utf8();
            } else if JOINERS.contains(&next) {
                after_joiner = true;
            } else {
                break;
            }
            chars.next();
        }
        if joined {
            runs.extend(text.get(plain_from..start).filter(|plain| !plain.is_empty()).map(Run::Plain));
            runs.extend(text.get(start..end).map(Run::Isolated));
            plain_from = end;
        }
    }
    runs.extend(text.get(plain_from..).filter(|plain| !plain.is_empty()).map(Run::Plain));
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn references_are_isolated_and_plain_numbers_are_not() {
        use Run::{Isolated, Plain};
        assert_eq!(runs("القانون رقم 09-08."), [Plain("القانون رقم "), Isolated("09-08"), Plain(".")]);
        assert_eq!(runs("سنة 2030 و1234/2026"), [Plain("سنة 2030 و"), Isolated("1234/2026")]);
        assert_eq!(runs("a@b.ma"), [Isolated("a@b.ma")]);
        assert_eq!(runs("رقم 12 - 13"), [Plain("رقم 12 - 13")]);
    }

    proptest! {
        #[test]
        fn nothing_of_a_text_is_lost(text in "[ء-ي0-9a-z ./-]{0,60}") {
            let joined: String = runs(&text).iter().map(|run| match run { Run::Plain(t) | Run::Isolated(t) => *t }).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
