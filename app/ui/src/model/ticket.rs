//! A question as far as one ministry owes an answer to it: what boards, tables, calendars and mails tell of it.

use chrono::NaiveDate;
use jawab_domain::{
    DeadlineRule, Locale, PerLocale, Standing, Status,
    board::Lane,
    deadline::Deadline,
    preparation::{Setback, WorkState},
    question::QuestionKind,
};

use super::{Linked, QuestionAddress};
use crate::{catalogue::Tr, links};

/// A ministry's part of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// By what the question is found.
    pub address: QuestionAddress,
    /// By which procedure it is put.
    pub kind: QuestionKind,
    /// Its status.
    pub status: Status,
    /// Its subject, in each language that has one.
    pub subject: PerLocale<String>,
    /// The ministry.
    pub ministry: Linked,
    /// The lane it stands in; none where it has ended, or was answered long ago.
    pub lane: Option<Lane>,
    /// Where the ministry's part stands against its own due date.
    pub standing: Standing,
    /// The day it was referred to the ministry.
    pub since: Option<NaiveDate>,
    /// The ministry's due date.
    pub due_on: Option<NaiveDate>,
    /// How that was reckoned, where it is explained.
    pub reckoning: Option<(Deadline, DeadlineRule)>,
    /// Whether the ministry has given its final answer, be the day of it known or not.
    pub answered: bool,
    /// The day of the final answer.
    pub answered_on: Option<NaiveDate>,
    /// How far the answer has come.
    pub state: WorkState,
    /// The version of the ministry's work; 0 where none has begun.
    pub version: i64,
    /// A number that grows with each change of the question or of the work on it.
    pub revision: u32,
    /// Who prepares the answer.
    pub assigned_to: Option<String>,
    /// The day by which the ministry itself wants it.
    pub internal_due_on: Option<NaiveDate>,
    /// The day it was submitted to the Chamber.
    pub submitted_on: Option<NaiveDate>,
    /// Why the Chamber returned it.
    pub returned: Option<String>,
    /// What befell the ministry's work, as long as it has not handed over an answer since.
    pub setback: Option<Setback>,
    /// Whether the ministry asked for it to go elsewhere.
    pub transfer_asked: bool,
    /// The day the Chamber last reminded the ministry of it.
    pub reminded_on: Option<NaiveDate>,
}

impl Ticket {
    /// Its value in forms: the question's code and the ministry's slug.
    #[must_use]
    pub fn value(&self) -> String {
        format!("{}:{}", self.address.code, self.ministry.slug)
    }

    /// The page on which the answer is prepared.
    #[must_use]
    pub fn link(&self, locale: Locale) -> String {
        links::board::answer(locale, &self.address.code, &self.ministry.slug)
    }

    /// Its subject in plain text.
    #[must_use]
    pub fn subject_in_words(&self, tr: Tr) -> String {
        if self.subject.is_empty() { tr.t("no-subject") } else { tr.plain(&self.subject) }
    }

    /// Whether somebody can be asked to prepare it: not while the Chamber has it, nor afterwards.
    #[must_use]
    pub fn can_be_assigned(&self) -> bool {
        self.state != WorkState::Submitted && !self.answered && self.status == Status::Transmitted
    }

    /// For how many days the ministry has had it.
    #[must_use]
    pub fn age(&self, today: NaiveDate) -> Option<u64> {
        self.since.and_then(|since| u64::try_from((today - since).num_days()).ok())
    }
}
