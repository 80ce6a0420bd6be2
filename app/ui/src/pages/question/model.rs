//! The content of a question's page.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Coverage, DeadlineRule, Locale, PerLocale, Standing, Status,
    deadline::Deadline,
    lifecycle::{CorrectedBy, CorrectionRecord, EventKind},
    people::GroupKind,
    question::{LinkKind, QuestionKind},
    text::{LocalizedText, TextChange},
};

use crate::model::{Linked, QuestionAddress, QuestionRow};

/// A question with everything that the public may see of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionPage {
    /// The code and reference of the question.
    pub address: QuestionAddress,
    /// The procedure: written or oral.
    pub kind: QuestionKind,
    /// Its status.
    pub status: Status,
    /// The standing of the whole question today.
    pub standing: Standing,
    /// Its authors.
    pub authors: Vec<Author>,
    /// The subject: one text per available language.
    pub subject: Vec<LocalizedText>,
    /// The text: one per available language.
    pub texts: Vec<LocalizedText>,
    /// Its sub-questions, in order.
    pub sub_questions: Vec<SubQuestion>,
    /// Its answers, oldest first.
    pub answers: Vec<Answer>,
    /// The ministries that the question is with now, each with its own deadline.
    pub ministries: Vec<MinistryPart>,
    /// Every ministry that ever had the question, oldest first.
    pub attributions: Vec<AttributionLine>,
    /// Its themes.
    pub themes: Vec<Linked>,
    /// The day of deposit, if known.
    pub deposited_on: Option<NaiveDate>,
    /// The day of transmission to the Government, if known.
    pub transmitted_on: Option<NaiveDate>,
    /// The public events, oldest first.
    pub history: Vec<HistoryLine>,
    /// The press citations.
    pub press: Vec<PressCitation>,
    /// The related questions.
    pub related: Vec<RelatedQuestion>,
    /// The documents of the question and of its answers.
    pub attachments: Vec<Attachment>,
    /// The texts that the reader wants to see.
    pub shown: TextsShown,
}

/// The texts that the reader wants side by side (`?texts=`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextsShown {
    /// All languages, the reader's first.
    #[default]
    All,
    /// One language.
    Only(Locale),
}

impl TextsShown {
    /// Parses the value of `texts`. Anything that is not a language means all.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        code.parse().map_or(Self::All, Self::Only)
    }

    /// The languages shown, the reader's first.
    #[must_use]
    pub fn languages(self, reader: Locale) -> Vec<Locale> {
        match self {
            Self::All => std::iter::once(reader).chain(reader.others()).collect(),
            Self::Only(locale) => vec![locale],
        }
    }
}

/// An author, with the group on the day of deposit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Author {
    /// The member.
    pub member: Linked,
    /// The kind and name of the group at the time, if known.
    pub group: Option<(GroupKind, PerLocale<String>)>,
}

/// A sub-question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubQuestion {
    /// The identity of the sub-question, independent of its position. The staff's forms use it in field names.
    pub id: i64,
    /// One text per available language.
    pub texts: Vec<LocalizedText>,
    /// How far the answers address the sub-question, once assessed.
    pub coverage: Option<Coverage>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The position among the question's answers, from 1. It is also the anchor `#answer-1`.
    pub number: u32,
    /// The kind: final, holding or correction.
    pub kind: AnswerKind,
    /// The ministry that gave the answer, if known.
    pub ministry: Option<Linked>,
    /// The minister who signed the answer, if known.
    pub signed_by: Option<PerLocale<String>>,
    /// The day of the answer, if known.
    pub on: Option<NaiveDate>,
    /// One text per available language. Empty: the text is unknown.
    pub texts: Vec<LocalizedText>,
    /// Whether readers see the answer. The Chamber's clerks also see submitted answers.
    pub published: bool,
    /// Whether the answer was recorded by mistake. It stays readable but no longer counts.
    pub annulled: bool,
    /// The reason of the annulment.
    pub annulled_because: Option<String>,
    /// The number of the answer that this one corrects.
    pub corrects: Option<u32>,
    /// The other questions that the answer is for.
    pub also_answers: Vec<QuestionRow>,
}

/// A ministry's part in a question, with its deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinistryPart {
    /// The ministry.
    pub ministry: Linked,
    /// The standing of the ministry's part today.
    pub standing: Standing,
    /// The day on which the deadline ended without an answer, for withdrawn and lapsed questions.
    pub closed_on: Option<NaiveDate>,
    /// The day of its final answer, if known.
    pub answered_on: Option<NaiveDate>,
    /// The due date, if known.
    pub due_on: Option<NaiveDate>,
    /// The deadline with its rule; `None` if a date is unknown, or no known rule gives the due date.
    pub calculation: Option<(Deadline, DeadlineRule)>,
}

/// An entry of the attribution history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttributionLine {
    /// The ministry.
    pub ministry: Linked,
    /// The first day on which the ministry had the question, if known.
    pub since: Option<NaiveDate>,
    /// The day on which it was transferred away, if it was.
    pub until: Option<NaiveDate>,
}

/// A public event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// The index in the whole history, from 0.
    pub nth: usize,
    /// The day, if known.
    pub on: Option<NaiveDate>,
    /// The kind of event.
    pub kind: EventKind,
    /// The ministry concerned, if any.
    pub ministry: Option<PerLocale<String>>,
    /// The ministry that had the question before, of a transfer.
    pub instead_of: Option<PerLocale<String>>,
    /// The correction and its reason, for events that are corrections.
    pub correction: Option<(CorrectionRecord, Option<String>)>,
    /// What it changed of a text, if it is the correction of one.
    pub text_change: Option<TextChange>,
    /// The lines that corrected this one later.
    pub corrected_by: CorrectedBy,
}

/// A press article about the question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PressCitation {
    /// The outlet, if known.
    pub outlet: Option<String>,
    /// The article's title, if known.
    pub title: Option<String>,
    /// The language of the article, if known.
    pub locale: Option<Locale>,
    /// Its address, if known.
    pub url: Option<String>,
    /// Its date, if known.
    pub date: Option<NaiveDate>,
}

/// A document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attachment {
    /// Its title.
    pub title: String,
    /// The number of pages.
    pub pages: u32,
    /// The size in kibibytes.
    pub kibibytes: u64,
    /// The address of the file.
    pub link: String,
}

/// A related question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedQuestion {
    /// The kind of relation.
    pub kind: LinkKind,
    /// Whether the other question declares the relation.
    pub incoming: bool,
    /// The other question.
    pub question: QuestionRow,
}

impl QuestionPage {
    /// The subject in each language, without its provenance.
    #[must_use]
    pub fn subjects(&self) -> PerLocale<String> {
        self.subject.iter().map(|text| (text.locale, text.body.clone())).collect()
    }
}
