//! The kinds of events in the history of a question.

use crate::codes;

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
    /// The ministry withdrew its request for a transfer before the Chamber decided on it.
    TransferWithdrawn,
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
    TransferWithdrawn = "transfer_withdrawn",
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
