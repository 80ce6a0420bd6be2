//! Under which name a form is kept: what it is about.

use std::fmt;

use jawab_domain::Locale;

/// Most letters and digits of a code in a name.
const CODE_MOST: usize = 40;
/// Most of a ministry's part of addresses in a name.
const SLUG_MOST: usize = 80;

/// Which form is kept. As text its kind comes first and the code of its question second: so all forms of a question are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// The form of a new question. Each has a code of its own, so that a second one never replaces an unfinished one.
    New(String),
    /// The form of a question that is there.
    Question(String),
    /// The answer that a ministry prepares.
    Answer {
        /// The code of the question.
        question: String,
        /// The ministry's part of addresses.
        ministry: String,
    },
    /// A ministry's answer that the Chamber publishes itself.
    Recorded {
        /// The code of the question.
        question: String,
        /// The ministry's part of addresses.
        ministry: String,
    },
    /// The correction of a published answer.
    Correction {
        /// The code of the question.
        question: String,
        /// The ministry's part of addresses.
        ministry: String,
        /// The code of the answer.
        answer: String,
    },
    /// A translation of a question's own texts, or of a published answer to it.
    Translation {
        /// The code of the question.
        question: String,
        /// The language that they are put into.
        into: Locale,
        /// The code of the answer, where it is about one.
        answer: Option<String>,
    },
}

impl Name {
    /// A name as a form carries it; none where it is no name of a form.
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

    /// The code of its question; none of a new one.
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

    /// The code of the published answer that it is about, if it is about one.
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
    let fits = !text.is_empty() && text.len() <= CODE_MOST && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then(|| text.to_owned())
}

fn slug(text: &str) -> Option<String> {
    let fits = !text.is_empty() && text.len() <= SLUG_MOST && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
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
        let long = format!("question:{}", "a".repeat(CODE_MOST + 1));
        for text in
            ["", "question", "question:", "question:new-", "question:a%", "answer:q1", "answer:q1:", "translation:q1:en", "note:q1", &long]
        {
            assert_eq!(Name::parse(text), None, "{text}");
        }
    }
}
