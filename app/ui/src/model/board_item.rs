//! A question as one ministry's task: what boards, tables, calendars and mails show of it.

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

/// A transfer request that the Chamber refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedTransfer {
    /// The day.
    pub on: NaiveDate,
    /// The name of the person who decided, if known.
    pub by: Option<String>,
    /// Why.
    pub reason: String,
}

/// How a question left a ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// The day.
    pub on: NaiveDate,
    /// The ministry to which it went then, if known. It may have gone on from there.
    pub to: Option<Linked>,
    /// Whether the ministry had asked for it.
    pub granted: bool,
}

/// A ministry's part of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardItem {
    /// The code and reference of the question.
    pub address: QuestionAddress,
    /// The procedure: written or oral.
    pub kind: QuestionKind,
    /// Its status.
    pub status: Status,
    /// The subject, in each available language.
    pub subject: PerLocale<String>,
    /// The ministry.
    pub ministry: Linked,
    /// The lane on the board; `None` if the question has ended or was answered long ago.
    pub lane: Option<Lane>,
    /// The standing of the ministry's part against its own due date.
    pub standing: Standing,
    /// The day on which the question was referred to the ministry.
    pub since: Option<NaiveDate>,
    /// The ministry's due date.
    pub due_on: Option<NaiveDate>,
    /// The calculation of the due date, where it is explained.
    pub calculation: Option<(Deadline, DeadlineRule)>,
    /// Whether the ministry has given its final answer, even on an unknown day.
    pub answered: bool,
    /// The day of the final answer.
    pub answered_on: Option<NaiveDate>,
    /// The progress of the answer.
    pub state: WorkState,
    /// The version of the ministry's work; 0 if it has not begun.
    pub version: i64,
    /// A number that grows with each change of the question or of the work on it.
    pub revision: u32,
    /// The person who prepares the answer.
    pub assigned_to: Option<String>,
    /// Whether that person can no longer work for the ministry.
    pub assignee_has_left: bool,
    /// The ministry's internal deadline.
    pub internal_due_on: Option<NaiveDate>,
    /// The day on which the answer was submitted to the Chamber.
    pub submitted_on: Option<NaiveDate>,
    /// Why the Chamber returned the answer.
    pub returned: Option<String>,
    /// A setback of the ministry's work, until it submits an answer again.
    pub setback: Option<Setback>,
    /// Whether the ministry requested a transfer.
    pub transfer_asked: bool,
    /// The ministry's latest transfer request, if the Chamber refused it and the ministry has submitted no answer since.
    pub transfer_refused: Option<RefusedTransfer>,
    /// How the question left the ministry, if it does not have it any more.
    pub departure: Option<Departure>,
    /// The day of the Chamber's last reminder.
    pub reminded_on: Option<NaiveDate>,
    /// The Chamber's note with that reminder.
    pub reminder_note: Option<String>,
}

impl BoardItem {
    /// The value in forms: the question's code and the ministry's slug.
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
    pub fn subject_text(&self, tr: Tr) -> String {
        if self.subject.is_empty() { tr.t("no-subject") } else { tr.plain(&self.subject) }
    }

    /// Whether the item can be assigned: not while the Chamber has the answer, nor afterwards, nor once the question left.
    #[must_use]
    pub fn can_be_assigned(&self) -> bool {
        self.departure.is_none() && self.state != WorkState::Submitted && !self.answered && self.status == Status::Transmitted
    }

    /// The internal deadline, if it is after the legal one and could still be brought before it.
    #[must_use]
    pub fn late_internal_deadline(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.internal_due_on.filter(|internal| self.due_on.is_some_and(|due| today <= due && due < *internal))
    }

    /// For how many days the ministry has had the question.
    #[must_use]
    pub fn age(&self, today: NaiveDate) -> Option<u64> {
        self.since.and_then(|since| u64::try_from((today - since).num_days()).ok())
    }
}
