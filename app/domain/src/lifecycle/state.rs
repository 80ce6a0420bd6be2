//! The state of a question, against which commands are decided.

use chrono::NaiveDate;

use crate::{AnswerKind, codes, question::QuestionKind};

/// The status of a question. Publication is separate, and "overdue" is derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// In preparation.
    Draft,
    /// أودع: deposited at its Chamber.
    Deposited,
    /// أحيل: referred to the Government; the clock runs.
    Transmitted,
    /// Every ministry that owed an answer has given one.
    Answered,
    /// مسحوب: withdrawn by its author.
    Withdrawn,
    /// ملغى بانتهاء الولاية: ended with the legislature.
    Lapsed,
    /// محول إلى سؤال شفوي: converted to an oral question, which ends the written procedure.
    Converted,
}

codes!(Status {
    Draft = "draft",
    Deposited = "deposited",
    Transmitted = "transmitted",
    Answered = "answered",
    Withdrawn = "withdrawn",
    Lapsed = "lapsed",
    Converted = "converted",
});

impl Status {
    /// Whether an answer is still to come.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Deposited | Self::Transmitted)
    }

    /// Whether it ended without an answer.
    #[must_use]
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Lapsed | Self::Converted)
    }
}

/// Whether the public may see a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Publication {
    /// Not yet.
    Unpublished,
    /// Published.
    Published,
    /// Hidden for a stated reason. Nothing public may reveal it, not even a count.
    Hidden,
}

codes!(Publication { Unpublished = "unpublished", Published = "published", Hidden = "hidden" });

/// A ministry's part in a question: one period in which the question is with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The ministry's identity.
    pub ministry: i64,
    /// The day it was referred there.
    pub since: NaiveDate,
    /// The day its own clock started.
    pub clock_from: NaiveDate,
    /// The day it was transferred away.
    pub until: Option<NaiveDate>,
    /// The day of its final answer.
    pub answered_on: Option<NaiveDate>,
    /// Whether it was part of the transmission, and not a transfer or a later referral.
    pub first: bool,
}

impl Attribution {
    /// Whether this ministry still owes an answer.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.until.is_none() && self.answered_on.is_none()
    }

    /// Whether it had the question on a day.
    #[must_use]
    pub fn had_it_on(&self, day: NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether a ministry has received a question that names it: the question was transmitted, or the ministry's part has a day. If neither
    /// is known, it has not.
    #[must_use]
    pub fn was_referred(status: Status, transmitted_on: Option<NaiveDate>, (since, until): (Option<NaiveDate>, Option<NaiveDate>)) -> bool {
        let transmitted = transmitted_on.is_some() || matches!(status, Status::Transmitted | Status::Answered);
        transmitted || since.is_some() || until.is_some()
    }

    /// Whether a stored part belongs to the transmission. A later referral has a reason, or a day of its own.
    #[must_use]
    pub fn came_first(since: Option<NaiveDate>, transmitted_on: Option<NaiveDate>, reason: Option<&str>) -> bool {
        reason.is_none() && (since.is_none() || since == transmitted_on)
    }
}

/// A published answer, as far as the lifecycle depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedAnswer {
    /// The ministry, if known.
    pub ministry: Option<i64>,
    /// The kind of answer.
    pub kind: AnswerKind,
    /// Its day, if known.
    pub on: Option<NaiveDate>,
}

impl PublishedAnswer {
    /// Whether it may be an answer of this ministry: an answer without a known ministry counts for each.
    #[must_use]
    pub fn is_of(&self, ministry: i64) -> bool {
        self.ministry.is_none_or(|own| own == ministry)
    }
}

/// The state of a question against which commands are decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Its procedure.
    pub kind: QuestionKind,
    /// Its status.
    pub status: Status,
    /// Its publication.
    pub publication: Publication,
    /// The day of deposit.
    pub deposited_on: Option<NaiveDate>,
    /// The day of transmission.
    pub transmitted_on: Option<NaiveDate>,
    /// Every referral to a ministry, oldest first.
    pub attributions: Vec<Attribution>,
    /// Its published answers that are not annulled, oldest first.
    pub answers: Vec<PublishedAnswer>,
    /// The status before it was withdrawn, converted or lapsed.
    pub ended_from: Option<Status>,
    /// The day of that end.
    pub ended_on: Option<NaiveDate>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            kind: QuestionKind::Written,
            status: Status::Draft,
            publication: Publication::Unpublished,
            deposited_on: None,
            transmitted_on: None,
            attributions: Vec::new(),
            answers: Vec::new(),
            ended_from: None,
            ended_on: None,
        }
    }
}
