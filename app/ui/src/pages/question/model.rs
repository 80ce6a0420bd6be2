//! What a question's page shows.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Coverage, DeadlineRule, Locale, PerLocale, Standing, Status,
    deadline::Deadline,
    lifecycle::{EventKind, PutRight, Rectified},
    people::GroupKind,
    question::{LinkKind, QuestionKind},
    text::LocalizedText,
};

use crate::model::{Linked, QuestionAddress, QuestionRow};

/// A question with everything the public may know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionPage {
    /// By what it is found.
    pub address: QuestionAddress,
    /// By which procedure it is put.
    pub kind: QuestionKind,
    /// Its status.
    pub status: Status,
    /// Where the whole question stands today.
    pub standing: Standing,
    /// Its authors.
    pub authors: Vec<Author>,
    /// Its subject: one text per language that has one.
    pub subject: Vec<LocalizedText>,
    /// Its text: one per language that has one.
    pub texts: Vec<LocalizedText>,
    /// Its sub-questions, in order.
    pub sub_questions: Vec<SubQuestion>,
    /// Its answers, oldest first.
    pub answers: Vec<Answer>,
    /// The ministries it is with now, each with its own deadline.
    pub ministries: Vec<MinistryPart>,
    /// Every ministry it was ever with, oldest first.
    pub attributions: Vec<AttributionLine>,
    /// Its themes.
    pub themes: Vec<Linked>,
    /// The day of deposit, if known.
    pub deposited_on: Option<NaiveDate>,
    /// The day of transmission to the Government, if known.
    pub transmitted_on: Option<NaiveDate>,
    /// The public events, oldest first.
    pub history: Vec<HistoryLine>,
    /// What the press wrote of it.
    pub press: Vec<PressCitation>,
    /// The questions it is linked with.
    pub related: Vec<RelatedQuestion>,
    /// Its documents, and those of its answers.
    pub attachments: Vec<Attachment>,
    /// Which texts the reader wants to see.
    pub shown: TextsShown,
}

/// Which of the texts a reader wants side by side (`?texts=`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextsShown {
    /// All languages, the reader's first.
    #[default]
    All,
    /// One language.
    Only(Locale),
}

impl TextsShown {
    /// Reads the value of `texts`; anything that is no language means all.
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

/// An author, with the group of the day of deposit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Author {
    /// The member.
    pub member: Linked,
    /// The group's name and kind at the time, if known.
    pub group: Option<(GroupKind, PerLocale<String>)>,
}

/// A sub-question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubQuestion {
    /// Which one it is, wherever it stands: forms of staff name it so.
    pub id: i64,
    /// One text per language that has one.
    pub texts: Vec<LocalizedText>,
    /// How far the answers address it, once assessed.
    pub coverage: Option<Coverage>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its place among the question's answers, from 1; it is the anchor `#answer-1` too.
    pub number: u32,
    /// What it is.
    pub kind: AnswerKind,
    /// The ministry that gave it, if known.
    pub ministry: Option<Linked>,
    /// The minister who signed it, if known.
    pub signed_by: Option<PerLocale<String>>,
    /// Its day, if known.
    pub on: Option<NaiveDate>,
    /// One text per language that has one; none: the text is unknown.
    pub texts: Vec<LocalizedText>,
    /// Whether readers see it; the Chamber's clerks see what was submitted to them before.
    pub published: bool,
    /// Whether it was recorded by mistake: it stays readable, and counts no more.
    pub annulled: bool,
    /// Why, if it was.
    pub annulled_because: Option<String>,
    /// The number of the answer that it corrects.
    pub corrects: Option<u32>,
    /// The other questions it answers.
    pub also_answers: Vec<QuestionRow>,
}

/// A ministry's part in a question, with its deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinistryPart {
    /// The ministry.
    pub ministry: Linked,
    /// Where its own part stands today.
    pub standing: Standing,
    /// The day its clock ended without an answer of its own, for withdrawn and lapsed questions.
    pub closed_on: Option<NaiveDate>,
    /// The day of its final answer, if known.
    pub answered_on: Option<NaiveDate>,
    /// Its deadline with the rule that reckons it; none where a date is unknown.
    pub reckoning: Option<(Deadline, DeadlineRule)>,
}

/// A stretch of the attribution history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttributionLine {
    /// The ministry.
    pub ministry: Linked,
    /// Since when it had the question, if known.
    pub since: Option<NaiveDate>,
    /// Until when, if it was transferred away.
    pub until: Option<NaiveDate>,
}

/// A public event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// Its place in the whole history, from 0.
    pub nth: usize,
    /// Its day, if known.
    pub on: Option<NaiveDate>,
    /// What happened.
    pub kind: EventKind,
    /// The ministry concerned, if one is.
    pub ministry: Option<PerLocale<String>>,
    /// What was put right and why, for corrections.
    pub rectified: Option<(Rectified, Option<String>)>,
    /// By which lines it was put right since.
    pub put_right: PutRight,
}

/// A press article about the question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PressCitation {
    /// The outlet, if known.
    pub outlet: Option<String>,
    /// The article's title, if known.
    pub title: Option<String>,
    /// The language it is in, if known.
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
    /// How many pages it has.
    pub pages: u32,
    /// How large it is, in kibibytes.
    pub kibibytes: u64,
    /// Where it is.
    pub link: String,
}

/// A question linked with this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedQuestion {
    /// How.
    pub kind: LinkKind,
    /// Whether the other question names this one, rather than this the other.
    pub incoming: bool,
    /// The other question.
    pub question: QuestionRow,
}

impl QuestionPage {
    /// The subject per language, without what else is known of it.
    #[must_use]
    pub fn subjects(&self) -> PerLocale<String> {
        self.subject.iter().map(|text| (text.locale, text.body.clone())).collect()
    }
}
