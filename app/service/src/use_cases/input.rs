//! The input of use cases: parsed, not yet validated. Members, ministries, themes and questions are given by id.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Chamber, Coverage, Locale, PerLocale, TextRole,
    question::{LinkKind, QuestionKind},
    text::Provenance,
};

/// The version of a question that the caller has read. A change to any other version is a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ExpectedVersion {
    /// The question.
    pub question: i64,
    /// Its version.
    pub version: i64,
}

/// The version of a ministry's work that the caller has read; 0 if there is none yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ExpectedWorkVersion {
    /// The question.
    pub question: i64,
    /// The ministry.
    pub ministry: i64,
    /// The version of the work, not of the question.
    pub version: i64,
}

/// What assigning a question does with the ministry's internal deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InternalDeadline {
    /// It stays as it is.
    Unchanged,
    /// It becomes this day: today or later, unless it is that day already.
    On(NaiveDate),
    /// There is none any more.
    Removed,
}

/// A text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextInput {
    /// Plain text; for a subject, one line.
    pub body: String,
    /// Its role, such as original or translation.
    pub role: TextRole,
    /// Its source.
    pub provenance: Provenance,
}

impl TextInput {
    /// A text without a stated source.
    #[must_use]
    pub fn new(role: TextRole, body: impl Into<String>) -> Self {
        Self { body: body.into(), role, provenance: Provenance::default() }
    }
}

/// The fields of a question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QuestionInput {
    /// The Chamber. It never changes after logging.
    pub chamber: Chamber,
    /// The legislature; if missing, the legislature of the day of deposit.
    pub legislature: Option<i32>,
    /// The official number, if it has one already.
    pub number: Option<i32>,
    /// The procedure.
    pub kind: QuestionKind,
    /// The subject.
    pub subject: PerLocale<TextInput>,
    /// The text.
    pub text: PerLocale<TextInput>,
    /// The sub-questions, in order.
    pub sub_questions: Vec<SubQuestionInput>,
    /// The members who ask, in order. Each has the group of their seat on the day.
    pub authors: Vec<i64>,
    /// The ministries that it is meant for. Ignored once it is transmitted: see [`super::UnitOfWork::transfer`].
    pub ministries: Vec<i64>,
    /// Its themes.
    pub themes: Vec<i64>,
    /// The day of deposit, if known. After the deposit, a change of it is a correction, which needs a reason.
    pub deposited_on: Option<NaiveDate>,
    /// Press articles about it.
    pub press: Vec<PressInput>,
    /// Its relations to other questions. Relations that other questions state are not among them.
    pub links: Vec<LinkInput>,
}

impl QuestionInput {
    /// A written question of a Chamber, with everything else empty.
    #[must_use]
    pub fn new(chamber: Chamber) -> Self {
        Self {
            chamber,
            legislature: None,
            number: None,
            kind: QuestionKind::Written,
            subject: PerLocale::default(),
            text: PerLocale::default(),
            sub_questions: Vec::new(),
            authors: Vec::new(),
            ministries: Vec::new(),
            themes: Vec::new(),
            deposited_on: None,
            press: Vec::new(),
            links: Vec::new(),
        }
    }
}

/// A sub-question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SubQuestionInput {
    /// The id of an existing sub-question, wherever it stands now: the coverage that answers state stays with it. `None`: a new one.
    pub id: Option<i64>,
    /// Its texts.
    pub texts: PerLocale<TextInput>,
}

impl From<PerLocale<TextInput>> for SubQuestionInput {
    fn from(texts: PerLocale<TextInput>) -> Self {
        Self { id: None, texts }
    }
}

/// A press article about a question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PressInput {
    /// Its language.
    pub locale: Option<Locale>,
    /// Its title.
    pub title: Option<String>,
    /// Where it appeared.
    pub outlet: Option<String>,
    /// When it appeared.
    pub published_on: Option<NaiveDate>,
    /// Its address.
    pub url: Option<String>,
    /// SHA-256 of the copy that was consulted.
    pub sha256: Option<String>,
}

/// A relation to another question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkInput {
    /// The kind of relation.
    pub kind: LinkKind,
    /// The other question.
    pub to: i64,
}

/// The parameters of a deposit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deposit {
    /// The day; if missing, that of the draft, else today.
    pub on: Option<NaiveDate>,
    /// The legislature; if missing, that of the draft, else that of the day.
    pub legislature: Option<i32>,
    /// The official number given by hand; if missing, that of the draft, else the next one.
    pub number: Option<i32>,
    /// Whether the next numbers continue from a number given by hand that is far above the last one. Otherwise it is outside the series.
    pub moves_series: bool,
}

/// The parameters of a transmission.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transmit {
    /// The day on which the clock starts; if missing, today.
    pub on: Option<NaiveDate>,
    /// The ministries; if empty, those of the draft.
    pub to: Vec<i64>,
}

/// The parameters of a transfer between ministries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// The day; if missing, today.
    pub on: Option<NaiveDate>,
    /// The ministry that has it.
    pub from: i64,
    /// The ministry that gets it.
    pub to: i64,
    /// The reason.
    pub reason: String,
}

/// The fields of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AnswerInput {
    /// Holding or final. Corrections are made with [`super::UnitOfWork::correct_answer`], which ignores this field.
    pub kind: AnswerKind,
    /// Who signed it, in each language.
    pub minister: PerLocale<String>,
    /// Its day; if missing, the day it is submitted or recorded.
    pub answered_on: Option<NaiveDate>,
    /// Its texts.
    pub texts: PerLocale<TextInput>,
    /// Other questions that it answers. The ministry must have them too.
    pub also: Vec<i64>,
    /// How far it addresses each sub-question, by id.
    pub coverage: Vec<(i64, Coverage)>,
}

/// Identifies a text of a question or of one of its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextPlace {
    /// Its subject.
    Subject,
    /// Its own text.
    Question,
    /// A sub-question, by id.
    SubQuestion(i64),
    /// An answer, by id.
    Answer(i64),
}
