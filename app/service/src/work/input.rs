//! What use cases are given: parsed, not yet checked. Members, ministries, themes and questions are named by identity.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Chamber, Coverage, Locale, PerLocale, TextRole,
    question::{LinkKind, QuestionKind},
    text::Provenance,
};

/// A question as somebody saw it. A change to another version of it is a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seen {
    /// The question.
    pub question: i64,
    /// Its version.
    pub version: i64,
}

/// A ministry's work on a question as somebody saw it; version 0 where none has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SeenWork {
    /// The question.
    pub question: i64,
    /// The ministry.
    pub ministry: i64,
    /// The version of the work, not of the question.
    pub version: i64,
}

/// A text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextInput {
    /// Plain text; for a subject, one line.
    pub body: String,
    /// What it is.
    pub role: TextRole,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl TextInput {
    /// A text whose source is not said.
    #[must_use]
    pub fn new(role: TextRole, body: impl Into<String>) -> Self {
        Self { body: body.into(), role, provenance: Provenance::default() }
    }
}

/// A question as its form has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QuestionInput {
    /// The Chamber. It never changes afterwards.
    pub chamber: Chamber,
    /// The legislature, if said; else that of the day of deposit.
    pub legislature: Option<i32>,
    /// The official number, if it has one already.
    pub number: Option<i32>,
    /// By which procedure it is put.
    pub kind: QuestionKind,
    /// The subject.
    pub subject: PerLocale<TextInput>,
    /// The text.
    pub text: PerLocale<TextInput>,
    /// The sub-questions, in order.
    pub sub_questions: Vec<SubQuestionInput>,
    /// The members who ask, in order. Their group is that of their seat on the day.
    pub authors: Vec<i64>,
    /// The ministries it is meant for. Once transmitted this is no longer looked at: see [`super::Turn::transfer`].
    pub ministries: Vec<i64>,
    /// Its themes.
    pub themes: Vec<i64>,
    /// The day of deposit, if known. Once deposited, a correction of it, which needs a reason.
    pub deposited_on: Option<NaiveDate>,
    /// Articles that report it.
    pub press: Vec<PressInput>,
    /// What it says of other questions. Relations that others say of it are not among these.
    pub links: Vec<LinkInput>,
}

impl QuestionInput {
    /// A written question of a Chamber, of which nothing else is known.
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
    /// Which one of the question it is, by identity, wherever it stands now: what answers say of it stays with it. None: a new one.
    pub id: Option<i64>,
    /// Its texts.
    pub texts: PerLocale<TextInput>,
}

impl From<PerLocale<TextInput>> for SubQuestionInput {
    fn from(texts: PerLocale<TextInput>) -> Self {
        Self { id: None, texts }
    }
}

/// An article that reports a question.
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
    /// SHA-256 of the copy that was read.
    pub sha256: Option<String>,
}

/// A relation to another question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkInput {
    /// What it is.
    pub kind: LinkKind,
    /// The other question.
    pub to: i64,
}

/// How a question is deposited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deposit {
    /// The day; none: that of the draft, else today.
    pub on: Option<NaiveDate>,
    /// The legislature; none: that of the draft, else that of the day.
    pub legislature: Option<i32>,
    /// The official number given by hand; none: that of the draft, else the next one.
    pub number: Option<i32>,
    /// Whether that number stands apart: the next ones go on from the others, not from it.
    pub apart: bool,
}

/// How a question is transmitted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transmit {
    /// The day, on which the clock starts; none: today.
    pub on: Option<NaiveDate>,
    /// To which ministries; none: those of the draft.
    pub to: Vec<i64>,
}

/// How a ministry's part goes to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// The day; none: today.
    pub on: Option<NaiveDate>,
    /// From where.
    pub from: i64,
    /// To where.
    pub to: i64,
    /// Why.
    pub reason: String,
}

/// An answer as its form has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AnswerInput {
    /// Holding or final. A correction is made with [`super::Turn::correct_answer`], whatever stands here.
    pub kind: AnswerKind,
    /// Who signed it, in each language.
    pub minister: PerLocale<String>,
    /// Its day; none: the day it is submitted or recorded.
    pub answered_on: Option<NaiveDate>,
    /// Its texts.
    pub texts: PerLocale<TextInput>,
    /// Other questions it answers as well; the ministry has them too.
    pub also: Vec<i64>,
    /// How far it addresses sub-questions, by their identity.
    pub coverage: Vec<(i64, Coverage)>,
}

/// Which text of a question or of one of its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextPlace {
    /// Its subject.
    Subject,
    /// Its own text.
    Question,
    /// A sub-question's, by identity.
    SubQuestion(i64),
    /// An answer's, by identity.
    Answer(i64),
}
