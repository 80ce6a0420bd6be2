//! The lifecycle of a question: its states, the commands on it, and the events of its history.
//!
//! A [`Command`] is decided against the [`State`] and becomes an [`Event`], or is refused. Applying the event gives the next state. The
//! history of a question is the list of its events and is never deleted.

use chrono::NaiveDate;

use crate::{AnswerKind, codes, preparation::WorkState, question::QuestionKind};

mod correct;
mod corrected_by;
mod decide;

pub use correct::{Bound, Bounds, Correction, CorrectionKind, Milestone, Rectified};
pub use corrected_by::{CorrectedBy, HistoryEvent, corrected_by};

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

/// A request to change the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Deposit it.
    Deposit {
        /// The day.
        on: NaiveDate,
    },
    /// Refer it to the Government.
    Transmit {
        /// The day the clock starts from.
        on: NaiveDate,
        /// The ministries that owe an answer, at least one.
        to: Vec<i64>,
    },
    /// Transfer it from one ministry to another.
    Transfer {
        /// The day.
        on: NaiveDate,
        /// The ministry that has it.
        from: i64,
        /// The ministry that receives it.
        to: i64,
        /// Whether the deadline rule restarts the clock for the new ministry.
        restarts_clock: bool,
    },
    /// Refer it to an additional ministry.
    AddMinistry {
        /// The day on which the clock of that ministry starts.
        on: NaiveDate,
        /// The ministry.
        ministry: i64,
    },
    /// Record an answer.
    Answer {
        /// The day.
        on: NaiveDate,
        /// The ministry.
        ministry: i64,
        /// The kind of answer.
        kind: AnswerKind,
    },
    /// Withdraw it.
    Withdraw {
        /// The day.
        on: NaiveDate,
    },
    /// Convert it to an oral question.
    ConvertToOral {
        /// The day.
        on: NaiveDate,
    },
    /// Let it lapse at the end of the legislature.
    Lapse {
        /// The day.
        on: NaiveDate,
    },
    /// Publish it.
    Publish,
    /// Hide it from the public.
    Hide {
        /// The reason, never empty.
        reason: String,
    },
    /// Show it again.
    Unhide,
    /// Correct what was recorded wrongly.
    Correct(Correction),
}

/// The kind of an event in the history of a question. The history is append-only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Logged as a draft.
    Logged,
    /// Its particulars were changed, or a draft's texts.
    Edited,
    /// Deleted while it was a draft.
    DraftDeleted,
    /// Deposited.
    Deposited,
    /// Referred to the Government.
    Transmitted,
    /// Referred to another ministry.
    Transferred,
    /// Referred to an additional ministry.
    MinistryAdded,
    /// Given a holding answer.
    Held,
    /// Given a final answer.
    Answered,
    /// An answer was corrected.
    Corrected,
    /// Withdrawn.
    Withdrawn,
    /// Converted to an oral question.
    ConvertedToOral,
    /// Lapsed at the end of the legislature.
    Lapsed,
    /// Published.
    Published,
    /// Somebody asked to hide it; another person must confirm.
    HidingAsked,
    /// The request to hide it was withdrawn.
    HidingDropped,
    /// Hidden from the public.
    Hidden,
    /// Somebody asked to show it again; another person must confirm.
    UnhidingAsked,
    /// The request to show it again was withdrawn.
    UnhidingDropped,
    /// Shown again.
    Unhidden,
    /// A text was added.
    TextAdded,
    /// A published text was corrected; the previous version is kept.
    TextCorrected,
    /// A text was reviewed.
    TextReviewed,
    /// A text was redacted.
    Redacted,
    /// Linked to another question.
    Linked,
    /// A link to another question was removed.
    Unlinked,
    /// A document was attached.
    Attached,
    /// A document that was attached by mistake was withdrawn.
    DocumentWithdrawn,
    /// Assigned to somebody inside a ministry.
    Assigned,
    /// A ministry submitted an answer.
    AnswerSubmitted,
    /// A ministry recalled an answer before the Chamber decided on it.
    AnswerRecalled,
    /// The Chamber returned an answer to its ministry.
    AnswerReturned,
    /// A ministry asked for a transfer.
    TransferAsked,
    /// The Chamber refused a transfer.
    TransferRefused,
    /// A ministry was reminded to answer.
    Reminded,
    /// Its deadline moved because the rule or the holidays changed.
    DeadlineMoved,
    /// A date was corrected; the previous one is kept.
    DateCorrected,
    /// Its transmission was recorded by mistake and undone: it is deposited again.
    TransmissionUndone,
    /// A later referral was recorded by mistake and undone: the ministry it was taken from has the question again.
    ReferralUndone,
    /// An answer was recorded or accepted by mistake and annulled.
    AnswerUndone,
    /// Its end was recorded by mistake and undone: its status is as before.
    EndUndone,
    /// Somebody asked for a correction; another person must confirm.
    CorrectionAsked,
    /// The request for a correction was withdrawn.
    CorrectionDropped,
    /// A pending request or answer was closed, because it can no longer be decided.
    PendingClosed,
    /// Imported from another source.
    Imported,
    /// Changed by a later import of the same source.
    ImportUpdated,
}

codes!(EventKind {
    Logged = "logged",
    Edited = "edited",
    DraftDeleted = "draft_deleted",
    Deposited = "deposited",
    Transmitted = "transmitted",
    Transferred = "transferred",
    MinistryAdded = "ministry_added",
    Held = "held",
    Answered = "answered",
    Corrected = "corrected",
    Withdrawn = "withdrawn",
    ConvertedToOral = "converted_to_oral",
    Lapsed = "lapsed",
    Published = "published",
    HidingAsked = "hiding_asked",
    HidingDropped = "hiding_dropped",
    Hidden = "hidden",
    UnhidingAsked = "unhiding_asked",
    UnhidingDropped = "unhiding_dropped",
    Unhidden = "unhidden",
    TextAdded = "text_added",
    TextCorrected = "text_corrected",
    TextReviewed = "text_reviewed",
    Redacted = "redacted",
    Linked = "linked",
    Unlinked = "unlinked",
    Attached = "attached",
    DocumentWithdrawn = "document_withdrawn",
    Assigned = "assigned",
    AnswerSubmitted = "answer_submitted",
    AnswerRecalled = "answer_recalled",
    AnswerReturned = "answer_returned",
    TransferAsked = "transfer_asked",
    TransferRefused = "transfer_refused",
    Reminded = "reminded",
    DeadlineMoved = "deadline_moved",
    DateCorrected = "date_corrected",
    TransmissionUndone = "transmission_undone",
    ReferralUndone = "referral_undone",
    AnswerUndone = "answer_undone",
    EndUndone = "end_undone",
    CorrectionAsked = "correction_asked",
    CorrectionDropped = "correction_dropped",
    PendingClosed = "pending_closed",
    Imported = "imported",
    ImportUpdated = "import_updated",
});

impl EventKind {
    /// Whether readers see it on the question's page. The other events are for staff.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(
            self,
            Self::Deposited
                | Self::Transmitted
                | Self::Transferred
                | Self::MinistryAdded
                | Self::Held
                | Self::Answered
                | Self::Corrected
                | Self::Withdrawn
                | Self::ConvertedToOral
                | Self::Lapsed
                | Self::TextCorrected
                | Self::Redacted
        ) || self.is_correction()
    }

    /// Whether it corrects the record. Readers see the corrections made since they could read the question.
    #[must_use]
    pub const fn is_correction(self) -> bool {
        matches!(self, Self::DateCorrected | Self::TransmissionUndone | Self::ReferralUndone | Self::AnswerUndone | Self::EndUndone)
    }

    /// Whether it ends the question without an answer.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Withdrawn | Self::ConvertedToOral | Self::Lapsed)
    }
}

/// An accepted command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event(Command);

impl Event {
    /// The kind of event for the history.
    #[must_use]
    pub const fn kind(&self) -> EventKind {
        match &self.0 {
            Command::Deposit { .. } => EventKind::Deposited,
            Command::Transmit { .. } => EventKind::Transmitted,
            Command::Transfer { .. } => EventKind::Transferred,
            Command::AddMinistry { .. } => EventKind::MinistryAdded,
            Command::Answer { kind: AnswerKind::Holding, .. } => EventKind::Held,
            Command::Answer { kind: AnswerKind::Final, .. } => EventKind::Answered,
            Command::Answer { kind: AnswerKind::Correction, .. } => EventKind::Corrected,
            Command::Withdraw { .. } => EventKind::Withdrawn,
            Command::ConvertToOral { .. } => EventKind::ConvertedToOral,
            Command::Lapse { .. } => EventKind::Lapsed,
            Command::Publish => EventKind::Published,
            Command::Hide { .. } => EventKind::Hidden,
            Command::Unhide => EventKind::Unhidden,
            Command::Correct(correction) => correction.kind().event(),
        }
    }

    /// The accepted command.
    #[must_use]
    pub const fn command(&self) -> &Command {
        &self.0
    }
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The status of the question does not allow it.
    #[error("a question that is {0} does not allow this")]
    WrongStatus(Status),
    /// Its publication does not allow it.
    #[error("a question that is {0} does not allow this")]
    WrongPublication(Publication),
    /// The date lies before a date that it must not precede.
    #[error("the date lies before {0}")]
    TooEarly(NaiveDate),
    /// The date lies after a date that it must not follow.
    #[error("the date lies after {0}")]
    TooLate(NaiveDate),
    /// The correction names the recorded day.
    #[error("this is the day that is recorded")]
    SameDay,
    /// The correction of a later referral names a ministry of the transmission.
    #[error("the ministry received this question by its transmission")]
    CameFirst,
    /// The question has a published answer.
    #[error("the question has a published answer")]
    HasAnswers,
    /// A later correction of the answer is published.
    #[error("a later correction of this answer is published")]
    AnswerCorrected,
    /// Another correction is waiting for confirmation.
    #[error("another correction waits to be confirmed")]
    CorrectionPending,
    /// No ministry was named.
    #[error("a question is referred to at least one ministry")]
    NoMinistry,
    /// The same ministry was named twice.
    #[error("the ministry already has this question")]
    MinistryTwice,
    /// The ministry does not have the question now.
    #[error("the ministry does not have this question")]
    NotTheirs,
    /// There is no answer yet to correct.
    #[error("there is no answer to correct")]
    NothingToCorrect,
    /// A reason is missing.
    #[error("a reason is wanted")]
    NoReason,
    /// The question is already oral.
    #[error("the question is an oral one")]
    AlreadyOral,
    /// The state of the ministry's work does not allow it.
    #[error("an answer that is {0} does not allow this")]
    WrongWorkState(WorkState),
    /// The person who asked cannot confirm.
    #[error("another person must confirm this")]
    SamePerson,
    /// One of the two people created the other's account not long ago, or a third person created both.
    #[error("a person whose account neither of them opened must confirm this")]
    NotIndependent,
    /// There is no pending request to confirm or decide.
    #[error("nobody has asked for this")]
    NothingAsked,
    /// A published answer is never edited.
    #[error("a published answer is never edited: record a correction")]
    AnswerPublished,
}

#[cfg(test)]
mod tests;
