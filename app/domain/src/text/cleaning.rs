//! Cleaning of typed and imported texts, and their limits.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::validation::Problem;

/// The longest name or title, in letters as [`truncate_letters`] counts them.
pub const MAX_TITLE_LETTERS: usize = 1_000;
/// The longest body of a text, in letters as [`truncate_letters`] counts them.
pub const MAX_BODY_LETTERS: usize = 200_000;

/// Whether a character is one of the bidirectional embeddings, overrides or isolates (U+202A–U+202E, U+2066–U+2069).
#[must_use]
pub const fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The longest prefix of a text that has at most `most` letters, with its number of letters. The rest of the text is not read.
///
/// Letters are counted as the search analysis sees them, so that the limit also bounds the work of the analysis. A compatibility character
/// counts as its decomposition (`ﷺ` is one character and eighteen letters), combining marks do not count (`é` is one letter), and every
/// character counts as at least one.
#[must_use]
pub fn truncate_letters(text: &str, most: usize) -> (&str, usize) {
    let mut counted = 0;
    for (at, c) in text.char_indices() {
        let letters = if is_one_letter(c) { 1 } else { letters(c) };
        if counted + letters > most {
            return (text.get(..at).unwrap_or_default(), counted);
        }
        counted += letters;
    }
    (text, counted)
}

/// Whether a character is one of the usual ones, which are one letter each: they need not be taken apart to be counted.
const fn is_one_letter(c: char) -> bool {
    matches!(c, '\0'..='\u{7F}' | 'À'..='ÿ' | 'ء'..='ي' | '’')
}

fn letters(c: char) -> usize {
    let mut letters = 0;
    decompose_compatible(c, |part| letters += usize::from(!is_combining_mark(part)));
    letters.max(1)
}

/// Cleans a name or a title to one line with single spaces.
///
/// # Errors
/// [`Problem::DirectionControls`], because a title must not reorder the page around it; [`Problem::Nul`],
/// [`Problem::Missing`], [`Problem::TooLong`].
pub fn clean_title(raw: &str) -> Result<String, Problem> {
    if raw.chars().any(is_direction_control) {
        return Err(Problem::DirectionControls);
    }
    let line = strip_invisible(raw)?.split_whitespace().collect::<Vec<_>>().join(" ");
    check_length(line, MAX_TITLE_LETTERS)
}

/// Cleans the body of a text: drops direction controls and other invisible characters, unifies line ends, and keeps at most one blank line
/// between paragraphs.
///
/// # Errors
/// [`Problem::Nul`], [`Problem::Missing`], [`Problem::TooLong`].
pub fn clean_body(raw: &str) -> Result<String, Problem> {
    let text = strip_invisible(raw)?.replace("\r\n", "\n").replace('\r', "\n");
    let mut body = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !body.is_empty() {
            body.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        body.push_str(line);
    }
    check_length(body, MAX_BODY_LETTERS)
}

/// Drops direction controls and marks, zero-width spaces, byte-order marks, soft hyphens, and control characters other than white space.
/// Zero-width joiners and non-joiners shape Arabic letters and stay.
fn strip_invisible(raw: &str) -> Result<String, Problem> {
    if raw.contains('\0') {
        return Err(Problem::Nul);
    }
    Ok(raw
        .chars()
        .filter(|c| !is_direction_control(*c) && !matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}' | '\u{00AD}'))
        .filter(|c| !c.is_control() || c.is_whitespace())
        .collect())
}

fn check_length(text: String, most: usize) -> Result<String, Problem> {
    if text.is_empty() {
        Err(Problem::Missing)
    } else if truncate_letters(&text, most).0.len() < text.len() {
        Err(Problem::TooLong { most })
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::paragraphs;

    #[test]
    fn usual_characters_are_one_letter_each() {
        for c in ('\0'..=char::MAX).filter(|c| is_one_letter(*c)) {
            assert_eq!(letters(c), 1, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(raw in "(\\PC|\\s){0,200}") {
            if let Ok(once) = clean_body(&raw) {
                prop_assert_eq!(clean_body(&once), Ok(once.clone()));
                prop_assert!(!once.chars().any(is_direction_control));
            }
            if let Ok(once) = clean_title(&raw) {
                prop_assert_eq!(clean_title(&once), Ok(once.clone()));
                prop_assert!(!once.contains('\n'));
            }
        }

        #[test]
        fn a_clean_body_keeps_every_letter(raw in "[a-zé ء-ي\n]{1,200}") {
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            if let Ok(clean) = clean_body(&raw) {
                prop_assert_eq!(letters(&clean), letters(&raw));
            }
        }
    }

    #[test]
    fn direction_controls_are_refused_in_titles_and_dropped_from_bodies() {
        assert_eq!(clean_title("a\u{202E}b"), Err(Problem::DirectionControls));
        assert_eq!(clean_body("a\u{202E}b"), Ok("ab".into()));
        assert_eq!(clean_body("a\0b"), Err(Problem::Nul));
        assert_eq!(clean_title(" \n "), Err(Problem::Missing));
    }

    #[test]
    fn letters_are_counted_as_they_are_searched_for() {
        assert!(clean_title(&"ﷺ".repeat(MAX_TITLE_LETTERS / 18)).is_ok());
        assert_eq!(clean_title(&"ﷺ".repeat(MAX_TITLE_LETTERS / 18 + 1)), Err(Problem::TooLong { most: MAX_TITLE_LETTERS }));
        for usual in ["a", "é", "أ", "ة", "لَ"] {
            let title = usual.repeat(MAX_TITLE_LETTERS / usual.chars().count());
            assert_eq!(clean_title(&title).as_deref(), Ok(title.as_str()), "{usual}");
            assert_eq!(clean_title(&(title + usual)), Err(Problem::TooLong { most: MAX_TITLE_LETTERS }), "{usual}");
        }
        let body = "ﷺ\n".repeat(MAX_BODY_LETTERS / 19 + 1);
        assert_eq!(clean_body(&body), Err(Problem::TooLong { most: MAX_BODY_LETTERS }));
        assert_eq!(truncate_letters("سﷺé!", 19), ("سﷺ", 19));
        assert_eq!(truncate_letters("سﷺé!", 18), ("س", 1));
        assert_eq!(truncate_letters("سﷺé!", 21), ("سﷺé!", 21));
    }

    #[test]
    fn paragraphs_survive_windows_line_ends() {
        let body = clean_body("un\r\n\r\n\r\ndeux\r\ntrois").unwrap();
        assert_eq!(body, "un\n\ndeux\ntrois");
        assert_eq!(paragraphs(&body).collect::<Vec<_>>(), ["un", "deux\ntrois"]);
    }
}
