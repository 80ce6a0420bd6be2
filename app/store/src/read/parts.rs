//! The parts of a question as the query returns them: each part is a JSON array of rows, and each row is an array of the fields below in
//! their order.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Chamber, Coverage, Legislature, Locale, PerLocale, Provenance, Publication, QuestionNumber, Status, TextRole,
    lifecycle::EventKind,
    question::{LinkKind, QuestionKind},
    text::TextPart,
};
use serde::Deserialize;

/// A part of a question, with the expressions of its fields. `{json}` precedes a column with JSON; `{annulled}` is whether an answer was
/// annulled.
pub trait Part {
    /// One expression per field, in order.
    const FIELDS: &'static [&'static str];
}

/// The own columns of a question.
#[derive(Debug, Deserialize)]
pub struct QuestionColumns {
    pub id: i64,
    pub code: String,
    pub version: i64,
    pub kind: QuestionKind,
    pub chamber: Chamber,
    pub legislature: Option<Legislature>,
    pub number: Option<QuestionNumber>,
    pub status: Status,
    pub publication: Publication,
    pub deposited_on: Option<NaiveDate>,
    pub transmitted_on: Option<NaiveDate>,
    pub answered_on: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub rule: Option<i64>,
    pub source_id: Option<String>,
}

impl Part for QuestionColumns {
    const FIELDS: &'static [&'static str] = &[
        "question.id",
        "question.code",
        "question.version",
        "question.kind",
        "question.chamber",
        "question.legislature",
        "question.number",
        "question.status",
        "question.publication",
        "question.deposited_on",
        "question.transmitted_on",
        "question.answered_on",
        "question.ended_on",
        "question.due_on",
        "question.deadline_rule_id",
        "question.source_id",
    ];
}

impl QuestionColumns {
    /// The day for which a question shows names.
    pub fn day(&self) -> Option<NaiveDate> {
        self.transmitted_on.or(self.deposited_on).or(self.answered_on)
    }
}

/// A text; `of` is its sub-question or answer.
#[derive(Debug, Deserialize)]
pub struct Text {
    pub of: Option<i64>,
    pub part: TextPart,
    pub locale: Locale,
    pub role: TextRole,
    pub body: String,
    pub provenance: Provenance,
    pub entered_by: Option<String>,
    pub reviewed_by: Option<String>,
    pub reviewed_on: Option<NaiveDate>,
}

impl Part for Text {
    const FIELDS: &'static [&'static str] = &[
        "COALESCE(text.sub_question_id, text.answer_id)",
        "text.part",
        "text.locale",
        "text.role",
        "text.body",
        "{json}(text.provenance)",
        "text.entered_by",
        "text.reviewed_by",
        "text.reviewed_on",
    ];
}

/// A subject, or else the text of the question, for lists.
#[derive(Debug, Deserialize)]
pub struct Title {
    pub part: TextPart,
    pub locale: Locale,
    pub body: String,
}

impl Part for Title {
    const FIELDS: &'static [&'static str] = &["text.part", "text.locale", "text.body"];
}

#[derive(Debug, Deserialize)]
pub struct SubQuestion {
    pub position: i32,
    pub id: i64,
}

impl Part for SubQuestion {
    const FIELDS: &'static [&'static str] = &["sub_question.position", "sub_question.id"];
}

#[derive(Debug, Deserialize)]
pub struct Author {
    pub position: i32,
    pub member: i64,
    pub group: Option<i64>,
}

impl Part for Author {
    const FIELDS: &'static [&'static str] = &["author.position", "author.member_id", "author.political_group_id"];
}

#[derive(Debug, Deserialize)]
pub struct Attribution {
    pub position: i32,
    pub ministry: i64,
    pub since: Option<NaiveDate>,
    pub clock_from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub answered_on: Option<NaiveDate>,
    pub reason: Option<String>,
}

impl Part for Attribution {
    const FIELDS: &'static [&'static str] = &[
        "attribution.position",
        "attribution.ministry_id",
        "attribution.since",
        "attribution.clock_from",
        "attribution.until",
        "attribution.due_on",
        "attribution.answered_on",
        "attribution.reason",
    ];
}

#[derive(Debug, Deserialize)]
pub struct Answer {
    pub position: i32,
    pub id: i64,
    pub code: String,
    pub kind: AnswerKind,
    pub ministry: Option<i64>,
    pub minister: PerLocale<String>,
    pub answered_on: Option<NaiveDate>,
    pub corrects: Option<i64>,
    /// 1 if it is published: the databases return booleans differently.
    pub published: u8,
    /// 1 if it is annulled.
    pub annulled: u8,
}

impl Part for Answer {
    const FIELDS: &'static [&'static str] = &[
        "answer_question.position",
        "answer.id",
        "answer.code",
        "answer.kind",
        "answer.ministry_id",
        "{json}(answer.minister)",
        "answer.answered_on",
        "answer.corrects_id",
        "CASE WHEN answer.published_at IS NULL THEN 0 ELSE 1 END",
        "CASE WHEN {annulled} THEN 1 ELSE 0 END",
    ];
}

/// A question of an answer.
#[derive(Debug, Deserialize)]
pub struct Answered {
    pub answer: i64,
    pub question: i64,
}

impl Part for Answered {
    const FIELDS: &'static [&'static str] = &["every.answer_id", "every.question_id"];
}

/// The coverage of a sub-question by an answer.
#[derive(Debug, Deserialize)]
pub struct Addressed {
    pub answer: i64,
    pub sub_question: i64,
    pub coverage: Coverage,
}

impl Part for Addressed {
    const FIELDS: &'static [&'static str] = &["answer_coverage.answer_id", "answer_coverage.sub_question_id", "answer_coverage.coverage"];
}

#[derive(Debug, Deserialize)]
pub struct Press {
    pub position: i32,
    pub locale: Option<Locale>,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub published_on: Option<NaiveDate>,
    pub url: Option<String>,
    pub sha256: Option<String>,
}

impl Part for Press {
    const FIELDS: &'static [&'static str] = &[
        "press_citation.position",
        "press_citation.locale",
        "press_citation.title",
        "press_citation.outlet",
        "press_citation.published_on",
        "press_citation.url",
        "press_citation.sha256",
    ];
}

#[derive(Debug, Deserialize)]
pub struct Link {
    pub from: i64,
    pub kind: LinkKind,
    pub to: i64,
}

impl Part for Link {
    const FIELDS: &'static [&'static str] = &["question_link.from_id", "question_link.kind", "question_link.to_id"];
}

#[derive(Debug, Deserialize)]
pub struct Theme {
    pub id: i64,
}

impl Part for Theme {
    const FIELDS: &'static [&'static str] = &["question_theme.theme_id"];
}

#[derive(Debug, Deserialize)]
pub struct Event {
    pub id: i64,
    pub kind: EventKind,
    pub on: Option<NaiveDate>,
    pub actor: String,
    pub reason: Option<String>,
    pub data: serde_json::Value,
}

impl Part for Event {
    const FIELDS: &'static [&'static str] =
        &["event.id", "event.kind", "event.occurred_on", "event.actor", "event.reason", "{json}(event.data)"];
}

#[derive(Debug, Deserialize)]
pub struct Language {
    pub locale: Locale,
}

impl Part for Language {
    const FIELDS: &'static [&'static str] = &["question_language.locale"];
}

#[derive(Debug, Deserialize)]
pub struct Document {
    pub id: i64,
    pub answer: Option<i64>,
    pub sha256: String,
    pub size_bytes: i64,
    pub pages: i32,
    pub title: String,
    pub media_type: String,
}

impl Part for Document {
    const FIELDS: &'static [&'static str] = &[
        "attachment.id",
        "attachment.answer_id",
        "attachment.sha256",
        "attachment.size_bytes",
        "attachment.pages",
        "attachment.title",
        "attachment.media_type",
    ];
}
