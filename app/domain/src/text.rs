//! Texts in a language, with their role and provenance.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::{Locale, codes};

/// How a text relates to the official wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextRole {
    /// The text as its author wrote it. Arabic and French may both be originals.
    Original,
    /// A translation by the institution that wrote the original.
    OfficialTranslation,
    /// A translation by somebody else.
    UnofficialTranslation,
    /// A translation by a machine.
    MachineTranslation,
    /// A press report, not the wording of either side.
    PressReport,
    /// The source does not say.
    Unspecified,
}

codes!(TextRole {
    Original = "original",
    OfficialTranslation = "official_translation",
    UnofficialTranslation = "unofficial_translation",
    MachineTranslation = "machine_translation",
    PressReport = "press_report",
    Unspecified = "unspecified",
});

impl TextRole {
    /// Whether the text comes from the institution.
    #[must_use]
    pub const fn is_official(self) -> bool {
        matches!(self, Self::Original | Self::OfficialTranslation)
    }
}

/// The part of a record that a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextPart {
    /// The subject of a question (الموضوع, objet).
    Subject,
    /// The question itself.
    Question,
    /// One of its sub-questions.
    SubQuestion,
    /// An answer.
    Answer,
}

codes!(TextPart { Subject = "subject", Question = "question", SubQuestion = "sub_question", Answer = "answer" });

/// What a correction of a published text changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextChange {
    /// Its wording.
    Wording,
    /// Its role alone, or with its source.
    Role,
    /// Its source alone.
    Source,
}

/// The source of a text. Every field may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Provenance {
    /// The document's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The page in the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Its public address. Shown as a link, never fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The document's date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// SHA-256 of the source file, in lower-case hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// A review of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Review {
    /// The reviewer's name, as readers see it.
    pub by: String,
    /// The day of the review, in Morocco.
    pub on: NaiveDate,
}

/// A text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LocalizedText {
    /// The language of the text.
    pub locale: Locale,
    /// Its role.
    pub role: TextRole,
    /// Plain text; blank lines separate paragraphs.
    pub body: String,
    /// Its source.
    pub provenance: Provenance,
    /// The account or import that entered it.
    pub entered_by: Option<String>,
    /// Its review, if there is one.
    pub review: Option<Review>,
}

/// The paragraphs of a plain text.
pub fn paragraphs(body: &str) -> impl Iterator<Item = &str> {
    body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
}

/// The paragraphs of a plain text in groups of `together`.
#[must_use]
pub fn paragraphs_by(body: &str, together: usize) -> Vec<String> {
    paragraphs(body).collect::<Vec<_>>().chunks(together.max(1)).map(|some| some.join("\n\n")).collect()
}

/// Replaces a redacted passage in a published text. The triggers of the database know this mark too.
pub const REDACTION_MARK: &str = "[…]";

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The text contains a NUL character.
    #[error("the text has a NUL character")]
    Nul,
    /// The text contains invisible direction controls, which would reorder the text around it.
    #[error("the text has invisible direction controls")]
    DirectionControls,
    /// Nothing is left after cleaning.
    #[error("the text is empty")]
    Empty,
    /// The text is longer than allowed.
    #[error("the text has more than {most} characters")]
    TooLong {
        /// The longest allowed length, in letters.
        most: usize,
    },
}

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
/// [`TextError::DirectionControls`], because a title must not reorder the page around it; [`TextError::Nul`],
/// [`TextError::Empty`], [`TextError::TooLong`].
pub fn clean_title(raw: &str) -> Result<String, TextError> {
    if raw.chars().any(is_direction_control) {
        return Err(TextError::DirectionControls);
    }
    let line = strip_invisible(raw)?.split_whitespace().collect::<Vec<_>>().join(" ");
    check_length(line, MAX_TITLE_LETTERS)
}

/// Cleans the body of a text: drops direction controls and other invisible characters, unifies line ends, and keeps at most one blank line
/// between paragraphs.
///
/// # Errors
/// [`TextError::Nul`], [`TextError::Empty`], [`TextError::TooLong`].
pub fn clean_body(raw: &str) -> Result<String, TextError> {
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
fn strip_invisible(raw: &str) -> Result<String, TextError> {
    if raw.contains('\0') {
        return Err(TextError::Nul);
    }
    Ok(raw
        .chars()
        .filter(|c| !is_direction_control(*c) && !matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}' | '\u{00AD}'))
        .filter(|c| !c.is_control() || c.is_whitespace())
        .collect())
}

fn check_length(text: String, most: usize) -> Result<String, TextError> {
    if text.is_empty() {
        Err(TextError::Empty)
    } else if truncate_letters(&text, most).0.len() < text.len() {
        Err(TextError::TooLong { most })
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
        assert_eq!(clean_title("a\u{202E}b"), Err(TextError::DirectionControls));
        assert_eq!(clean_body("a\u{202E}b"), Ok("ab".into()));
        assert_eq!(clean_body("a\0b"), Err(TextError::Nul));
        assert_eq!(clean_title(" \n "), Err(TextError::Empty));
    }

    #[test]
    fn letters_are_counted_as_they_are_searched_for() {
        assert!(clean_title(&"ﷺ".repeat(MAX_TITLE_LETTERS / 18)).is_ok());
        assert_eq!(clean_title(&"ﷺ".repeat(MAX_TITLE_LETTERS / 18 + 1)), Err(TextError::TooLong { most: MAX_TITLE_LETTERS }));
        for usual in ["a", "é", "أ", "ة", "لَ"] {
            let title = usual.repeat(MAX_TITLE_LETTERS / usual.chars().count());
            assert_eq!(clean_title(&title).as_deref(), Ok(title.as_str()), "{usual}");
            assert_eq!(clean_title(&(title + usual)), Err(TextError::TooLong { most: MAX_TITLE_LETTERS }), "{usual}");
        }
        let body = "ﷺ\n".repeat(MAX_BODY_LETTERS / 19 + 1);
        assert_eq!(clean_body(&body), Err(TextError::TooLong { most: MAX_BODY_LETTERS }));
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

    #[test]
    fn paragraphs_can_be_taken_together_and_are_the_same_text() {
        let body = "un\n\ndeux\n\ntrois";
        assert_eq!(paragraphs_by(body, 1), ["un", "deux", "trois"]);
        assert_eq!(paragraphs_by(body, 2), ["un\n\ndeux", "trois"]);
        assert_eq!(paragraphs_by(body, 0), paragraphs_by(body, 1));
        assert_eq!(paragraphs_by(body, 2).join("\n\n"), body);
    }
}
