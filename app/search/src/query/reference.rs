//! Queries that are only the number or the reference of a question.

use jawab_domain::{Chamber, Legislature, QuestionNumber, Reference};

use super::limits::within;
use crate::analysis::{Kind, words};

/// The question that a query names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceQuery {
    /// The Chamber, if given.
    pub chamber: Option<Chamber>,
    /// The legislature, if given.
    pub legislature: Option<Legislature>,
    /// The number.
    pub number: QuestionNumber,
}

/// The folded words that may precede a number.
const ANNOUNCING: [&str; 13] =
    ["n", "no", "num", "numero", "question", "ecrite", "رقم", "الرقم", "عدد", "سوال", "السوال", "كتابي", "الكتابي"];

/// Parses a query that is a number or a reference: `councillors/11/1234`, `1234`, `n°1234`, `رقم 1234`. Digits of all three scripts in use
/// are accepted.
#[must_use]
pub fn reference(query: &str) -> Option<ReferenceQuery> {
    let query = within(query);
    let words: Vec<_> = words(query).into_iter().filter(|word| !word.joined).collect();
    let (last, before) = words.split_last()?;
    if query.contains('/') {
        let path = words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join("/");
        let same_shape = query.matches('/').count() + 1 == words.len();
        let Reference { chamber, legislature, number } = path.parse().ok().filter(|_| same_shape)?;
        return Some(ReferenceQuery { chamber: Some(chamber), legislature: Some(legislature), number });
    }
    let announced = before.iter().all(|word| ANNOUNCING.contains(&word.folded.as_str()));
    let alone = query.trim_end().ends_with(char::is_numeric) && !query.trim_start().starts_with(['-', '−']);
    if last.kind != Kind::Number || !announced || !alone {
        return None;
    }
    Some(ReferenceQuery { chamber: None, legislature: None, number: last.folded.parse().ok()? })
}
