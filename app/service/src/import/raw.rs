//! A full record as in the file. Unknown keys are rejected by name, so that nothing is lost unnoticed.

use std::collections::BTreeMap;

use jawab_domain::{
    AnswerKind, Chamber, Coverage, PerLocale, Status, TextRole,
    people::Gender,
    question::{LinkKind, QuestionKind},
};
use serde::Deserialize;

/// A question with everything that a source may state.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Record {
    pub source_id: Option<String>,
    pub kind: Option<QuestionKind>,
    pub chamber: Option<Chamber>,
    pub legislature: Option<i32>,
    pub number: Option<i32>,
    pub status: Option<Status>,
    pub deposited_on: Option<String>,
    pub transmitted_on: Option<String>,
    pub answered_on: Option<String>,
    pub ended_on: Option<String>,
    pub authors: Vec<Author>,
    pub ministry: Option<PerLocale<String>>,
    pub ministries: Vec<PerLocale<String>>,
    pub office_holder: Option<PerLocale<String>>,
    pub transfers: Vec<Transfer>,
    pub themes: Vec<PerLocale<String>>,
    pub subject: PerLocale<String>,
    pub subject_roles: PerLocale<TextRole>,
    pub text: PerLocale<Text>,
    pub sub_questions: Vec<PerLocale<Text>>,
    pub answer: Option<Answer>,
    pub answers: Vec<Answer>,
    pub press: Vec<Press>,
    pub links: Vec<Link>,
}

/// An author.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Author {
    pub name: PerLocale<String>,
    pub gender: Option<Gender>,
    pub group: PerLocale<String>,
    pub district: PerLocale<String>,
}

/// A transfer between ministries.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    pub from: PerLocale<String>,
    pub to: PerLocale<String>,
    #[serde(default)]
    pub on: Option<String>,
    #[serde(default)]
    pub reason: Option<String>,
}

/// A text, alone or with its provenance.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "a text is a string, or an object with a body")]
pub enum Text {
    Bare(String),
    Full(FullText),
}

/// A text with its provenance.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FullText {
    pub body: String,
    pub provenance: Option<TextRole>,
    pub source: Source,
    pub reviewed: Option<Reviewed>,
}

/// The source of a text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Source {
    pub document: Option<String>,
    pub page: Option<String>,
    pub url: Option<String>,
    pub date: Option<String>,
    pub sha256: Option<String>,
}

/// A review.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    pub by: String,
    pub on: String,
}

/// An answer.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    pub kind: Option<AnswerKind>,
    pub date: Option<String>,
    pub ministry: Option<PerLocale<String>>,
    pub minister: Option<PerLocale<String>>,
    pub texts: PerLocale<Text>,
    pub provenance: Option<TextRole>,
    pub covers_sub_questions: BTreeMap<String, Coverage>,
    pub corrects: Option<usize>,
    pub also_answers: Vec<String>,
}

/// A press article.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Press {
    pub lang: Option<jawab_domain::Locale>,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
    pub sha256: Option<String>,
    pub file: Option<String>,
}

/// A relation to another record, by its `source_id`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub kind: LinkKind,
    pub to: String,
}
