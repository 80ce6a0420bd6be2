//! The name under which the draft of a form is stored.

use std::fmt;

use jawab_domain::Locale;

/// The longest code in a name, in bytes.
const MAX_CODE_BYTES: usize = 40;
/// The longest slug of a ministry in a name, in bytes.
const MAX_SLUG_BYTES: usize = 80;

/// The name of a form. As text it starts with its kind and the code of its question, so that all forms of a question can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// The form of a new question. Each has its own code, so that a second one never replaces an unfinished one.
    New(String),
    /// The form of an existing question.
    Question(String),
    /// The answer that a ministry prepares.
    Answer {
        /// The code of the question.
        question: String,
        /// The slug of the ministry.
        ministry: String,
    },
    /// A ministry's answer that the Chamber records and publishes itself.
    Recorded {
        /// The code of the question.
        question: String,
        /// The slug of the ministry.
        ministry: String,
    },
    /// The correction of a published answer.
    Correction {
        /// The code of the question.
        question: String,
        /// The slug of the ministry.
        ministry: String,
        /// The code of the answer.
        answer: String,
    },
    /// A translation of a question's own texts, or of a published answer to it.
    Translation {
        /// The code of the question.
        question: String,
        /// The target language.
        into: Locale,
        /// The code of the answer, if it translates one.
        answer: Option<String>,
    },
}

impl Name {
    /// Parses a name as a form carries it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(':').collect();
        Some(match parts.as_slice() {
            ["question", of] => match of.strip_prefix("new-") {
                Some(new) => Self::New(code(new)?),
                None => Self::Question(code(of)?),
            },
            ["answer", of, ministry] => Self::Answer { question: code(of)?, ministry: slug(ministry)? },
            ["record", of, ministry] => Self::Recorded { question: code(of)?, ministry: slug(ministry)? },
            ["correct", of, ministry, answer] => Self::Correction { question: code(of)?, ministry: slug(ministry)?, answer: code(answer)? },
            ["translation", of, into] => Self::Translation { question: code(of)?, into: into.parse().ok()?, answer: None },
            ["translation", of, into, answer] => {
                Self::Translation { question: code(of)?, into: into.parse().ok()?, answer: Some(code(answer)?) }
            }
            _ => return None,
        })
    }

    /// The code of its question, unless that is new.
    #[must_use]
    pub fn question(&self) -> Option<&str> {
        match self {
            Self::New(_) => None,
            Self::Question(question)
            | Self::Answer { question, .. }
            | Self::Recorded { question, .. }
            | Self::Correction { question, .. }
            | Self::Translation { question, .. } => Some(question),
        }
    }

    /// The code of the published answer that it concerns, if any.
    #[must_use]
    pub fn answer(&self) -> Option<&str> {
        match self {
            Self::New(_) | Self::Question(_) | Self::Answer { .. } | Self::Recorded { .. } => None,
            Self::Correction { answer, .. } => Some(answer),
            Self::Translation { answer, .. } => answer.as_deref(),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New(code) => write!(f, "question:new-{code}"),
            Self::Question(code) => write!(f, "question:{code}"),
            Self::Answer { question, ministry } => write!(f, "answer:{question}:{ministry}"),
            Self::Recorded { question, ministry } => write!(f, "record:{question}:{ministry}"),
            Self::Correction { question, ministry, answer } => write!(f, "correct:{question}:{ministry}:{answer}"),
            Self::Translation { question, into, answer: None } => write!(f, "translation:{question}:{into}"),
            Self::Translation { question, into, answer: Some(answer) } => write!(f, "translation:{question}:{into}:{answer}"),
        }
    }
}

fn code(text: &str) -> Option<String> {
    let fits = !text.is_empty() && text.len() <= MAX_CODE_BYTES && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then(|| text.to_owned())
}

fn slug(text: &str) -> Option<String> {
    let fits = !text.is_empty() && text.len() <= MAX_SLUG_BYTES && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    fits.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written() {
        let of = |question: Option<&str>, answer: Option<&str>| (question.map(str::to_owned), answer.map(str::to_owned));
        for (text, about) in [
            ("question:new-k3x9", of(None, None)),
            ("question:q1", of(Some("q1"), None)),
            ("answer:q1:sante-et-protection", of(Some("q1"), None)),
            ("record:q1:sgg", of(Some("q1"), None)),
            ("correct:q1:sgg:a1", of(Some("q1"), Some("a1"))),
            ("translation:q1:ar", of(Some("q1"), None)),
            ("translation:q1:fr:a1", of(Some("q1"), Some("a1"))),
        ] {
            let name = Name::parse(text).unwrap();
            assert_eq!(name.to_string(), text);
            assert_eq!(of(name.question(), name.answer()), about, "{text}");
        }
    }

    #[test]
    fn what_is_no_name_is_none() {
        let long = format!("question:{}", "a".repeat(MAX_CODE_BYTES + 1));
        for text in
            ["", "question", "question:", "question:new-", "question:a%", "answer:q1", "answer:q1:", "translation:q1:en", "note:q1", &long]
        {
            assert_eq!(Name::parse(text), None, "{text}");
        }
    }
}
