//! The life of a question: what may happen to it, when, and what it is afterwards.
//!
//! A [`Command`] is decided against the [`State`] and becomes an [`Event`], or is refused; applying the event gives the
//! next state. The history of a question is the list of its events, kept for good.

use chrono::NaiveDate;

use crate::{AnswerKind, codes, preparation::WorkState, question::QuestionKind};

mod correct;
mod decide;
mod told;

pub use correct::{Bound, Bounds, Correction, CorrectionKind, Milestone, Rectified};
pub use told::{PutRight, Told, put_right};

/// Where a question is on its way. Publication is kept apart; "overdue" is derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Being written.
    Draft,
    /// أودع: tabled at its Chamber.
    Deposited,
    /// أحيل: referred to the Government; the clock runs.
    Transmitted,
    /// Every ministry that owed an answer has given one.
    Answered,
    /// مسحوب: taken back by its author.
    Withdrawn,
    /// ملغى بانتهاء الولاية: ended with the legislature.
    Lapsed,
    /// محول إلى سؤال شفوي: put orally instead; the written procedure has ended.
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
    /// Whether an answer is still awaited.
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

/// Whether the public sees a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Publication {
    /// Not yet.
    Unpublished,
    /// Yes.
    Published,
    /// No longer, for a stated reason; nothing public may reveal it, not even a count.
    Hidden,
}

codes!(Publication { Unpublished = "unpublished", Published = "published", Hidden = "hidden" });

/// A ministry's part in a question: one stretch of its attribution history.
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
    /// Whether it came with the transmission itself, and not by a transfer or later referral.
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

    /// Whether a ministry received a question, and is not only meant to: the question was transmitted, or its part has a day. Where
    /// neither is known, nothing shows that it did.
    #[must_use]
    pub fn was_referred(status: Status, transmitted_on: Option<NaiveDate>, (since, until): (Option<NaiveDate>, Option<NaiveDate>)) -> bool {
        let transmitted = transmitted_on.is_some() || matches!(status, Status::Transmitted | Status::Answered);
        transmitted || since.is_some() || until.is_some()
    }

    /// Whether a part came with the transmission, as far as its day tells: whoever refers it later says why.
    #[must_use]
    pub fn came_first(since: Option<NaiveDate>, transmitted_on: Option<NaiveDate>, reason: Option<&str>) -> bool {
        reason.is_none() && (since.is_none() || since == transmitted_on)
    }
}

/// A published answer, as far as a question's life depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Whose it is, if known.
    pub ministry: Option<i64>,
    /// What it is.
    pub kind: AnswerKind,
    /// Its day, if known.
    pub on: Option<NaiveDate>,
}

impl Given {
    /// Whether it is a ministry's, as far as is known.
    #[must_use]
    pub fn is_of(&self, ministry: i64) -> bool {
        self.ministry.is_none_or(|own| own == ministry)
    }
}

/// What is known of a question when a command is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// By which procedure it is put.
    pub kind: QuestionKind,
    /// Its status.
    pub status: Status,
    /// Its publication.
    pub publication: Publication,
    /// The day of deposit.
    pub deposited_on: Option<NaiveDate>,
    /// The day of transmission.
    pub transmitted_on: Option<NaiveDate>,
    /// Every ministry it was referred to, oldest first.
    pub attributions: Vec<Attribution>,
    /// Its published answers that were not annulled, oldest first.
    pub answers: Vec<Given>,
    /// The status in which it was withdrawn, converted or lapsed, if it was.
    pub ended_from: Option<Status>,
    /// The day on which that was.
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

/// What somebody wants to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Table it.
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
    /// Refer a ministry's part to another.
    Transfer {
        /// The day.
        on: NaiveDate,
        /// From where.
        from: i64,
        /// To where.
        to: i64,
        /// Whether the rule starts the new ministry's clock anew.
        restarts_clock: bool,
    },
    /// Refer it to one more ministry, beside those that have it.
    AddMinistry {
        /// The day, on which that ministry's clock starts.
        on: NaiveDate,
        /// Which.
        ministry: i64,
    },
    /// Record an answer.
    Answer {
        /// The day.
        on: NaiveDate,
        /// Whose.
        ministry: i64,
        /// What it is.
        kind: AnswerKind,
    },
    /// Take it back.
    Withdraw {
        /// The day.
        on: NaiveDate,
    },
    /// Put it orally instead.
    ConvertToOral {
        /// The day.
        on: NaiveDate,
    },
    /// End it with its legislature.
    Lapse {
        /// The day.
        on: NaiveDate,
    },
    /// Show it to the public.
    Publish,
    /// Hide it from the public.
    Hide {
        /// Why; never empty.
        reason: String,
    },
    /// Show it again.
    Unhide,
    /// Put right what was recorded wrongly.
    Correct(Correction),
}

/// Something that happened to a question. Append-only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Begun as a draft.
    Logged,
    /// Its particulars were changed, or a draft's texts.
    Edited,
    /// Deleted while it was a draft.
    DraftDeleted,
    /// Tabled.
    Deposited,
    /// Referred to the Government.
    Transmitted,
    /// Referred to another ministry.
    Transferred,
    /// Referred to one more ministry.
    MinistryAdded,
    /// Given a holding answer.
    Held,
    /// Given a final answer.
    Answered,
    /// An answer was corrected.
    Corrected,
    /// Taken back.
    Withdrawn,
    /// Put orally instead.
    ConvertedToOral,
    /// Ended with its legislature.
    Lapsed,
    /// Shown to the public.
    Published,
    /// Somebody asked to hide it; another person must confirm.
    HidingAsked,
    /// The wish to hide it was dropped.
    HidingDropped,
    /// Hidden from the public.
    Hidden,
    /// Somebody asked to show it again; another person must confirm.
    UnhidingAsked,
    /// The wish to show it again was dropped.
    UnhidingDropped,
    /// Shown again.
    Unhidden,
    /// A text was added.
    TextAdded,
    /// A published text was corrected; what it read before is kept.
    TextCorrected,
    /// A text was reviewed.
    TextReviewed,
    /// A text was redacted.
    Redacted,
    /// Related to another question.
    Linked,
    /// No longer related to another question.
    Unlinked,
    /// A document was attached.
    Attached,
    /// A document that was attached by mistake was taken back.
    DocumentWithdrawn,
    /// Given to somebody inside a ministry.
    Assigned,
    /// A ministry submitted an answer.
    AnswerSubmitted,
    /// A ministry took an answer back that the Chamber had not decided on.
    AnswerRecalled,
    /// The Chamber returned an answer to its ministry.
    AnswerReturned,
    /// A ministry asked for it to go elsewhere.
    TransferAsked,
    /// The Chamber refused that.
    TransferRefused,
    /// A ministry was reminded of it.
    Reminded,
    /// Its deadline moved, with the rule or the holidays.
    DeadlineMoved,
    /// A date was put right; the one that stood there is kept.
    DateCorrected,
    /// Its transmission was recorded by mistake: it is deposited again.
    TransmissionUndone,
    /// A later referral was recorded by mistake: its ministry has it no more, and the one that it was taken from has it again.
    ReferralUndone,
    /// An answer was recorded or accepted by mistake: it counts no more.
    AnswerUndone,
    /// Its end was recorded by mistake: it is as before.
    EndUndone,
    /// Somebody asked for a correction; another person must confirm.
    CorrectionAsked,
    /// The wish for a correction was dropped.
    CorrectionDropped,
    /// What was pending on it was closed, as it could no longer be decided.
    PendingClosed,
    /// Taken over from another source.
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
    /// Whether readers see it on a question's page; the others are for staff.
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

    /// Whether it put right what was recorded wrongly. Readers are told of those made since they could read the question.
    #[must_use]
    pub const fn is_correction(self) -> bool {
        matches!(self, Self::DateCorrected | Self::TransmissionUndone | Self::ReferralUndone | Self::AnswerUndone | Self::EndUndone)
    }

    /// Whether it ended the question without an answer.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Withdrawn | Self::ConvertedToOral | Self::Lapsed)
    }
}

/// A decided change: a command that was found legal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event(Command);

impl Event {
    /// What happened, for the history.
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

    /// What was decided.
    #[must_use]
    pub const fn command(&self) -> &Command {
        &self.0
    }
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The question's status does not allow it.
    #[error("a question that is {0} does not allow this")]
    WrongStatus(Status),
    /// Its publication does not allow it.
    #[error("a question that is {0} does not allow this")]
    WrongPublication(Publication),
    /// The date lies before one it must follow.
    #[error("the date lies before {0}")]
    TooEarly(NaiveDate),
    /// The date lies after one that followed it.
    #[error("the date lies after {0}")]
    TooLate(NaiveDate),
    /// A correction names the day that stands there.
    #[error("this is the day that is recorded")]
    SameDay,
    /// A correction of a later referral names a ministry that received it by the transmission.
    #[error("the ministry received this question by its transmission")]
    CameFirst,
    /// An answer to it is published.
    #[error("the question has a published answer")]
    HasAnswers,
    /// A later correction of the answer is published.
    #[error("a later correction of this answer is published")]
    AnswerCorrected,
    /// Another correction of it waits to be confirmed.
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
    /// A reason is wanted.
    #[error("a reason is wanted")]
    NoReason,
    /// It is an oral question already.
    #[error("the question is an oral one")]
    AlreadyOral,
    /// The ministry's answer has not come so far, or has come further.
    #[error("an answer that is {0} does not allow this")]
    WrongWorkState(WorkState),
    /// What one person asked for, another must confirm.
    #[error("another person must confirm this")]
    SamePerson,
    /// One of the two opened the other's account not long ago, or somebody else opened both.
    #[error("a person whose account neither of them opened must confirm this")]
    NotIndependent,
    /// Nobody has asked for what is to be confirmed or decided.
    #[error("nobody has asked for this")]
    NothingAsked,
    /// A published answer is never edited.
    #[error("a published answer is never edited: record a correction")]
    AnswerPublished,
}

#[cfg(test)]
mod tests;
