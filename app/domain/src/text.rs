//! Texts in a language, with their role and provenance.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Locale, codes};

mod cleaning;
mod script;

pub use cleaning::{MAX_BODY_LETTERS, MAX_TITLE_LETTERS, clean_body, clean_title, is_direction_control, truncate_letters};
pub use script::is_in_other_script;

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

/// Whether a text is a SHA-256 in hexadecimal.
#[must_use]
pub fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_can_be_taken_together_and_are_the_same_text() {
        let body = "un\n\ndeux\n\ntrois";
        assert_eq!(paragraphs_by(body, 1), ["un", "deux", "trois"]);
        assert_eq!(paragraphs_by(body, 2), ["un\n\ndeux", "trois"]);
        assert_eq!(paragraphs_by(body, 0), paragraphs_by(body, 1));
        assert_eq!(paragraphs_by(body, 2).join("\n\n"), body);
    }
}
