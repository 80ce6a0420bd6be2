//! The message about the last action, shown once on the next page. A short-lived cookie carries its code.

use crate::catalogue::Tr;

/// A message about the last action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flash {
    /// Something was saved.
    Saved,
    /// Saved as a draft. The typed day of transmission is asked for again at transmission.
    SavedOnly,
    /// Nothing was saved, because nothing differed.
    Unchanged,
    /// The question was deposited.
    Deposited,
    /// The question was transmitted to the Government.
    Transmitted,
    /// The question was transmitted and published.
    TransmittedAndPublished,
    /// The question was transferred to another ministry.
    Transferred,
    /// The question was published.
    Published,
    /// The question was withdrawn.
    Withdrawn,
    /// A relation was added.
    Linked,
    /// A relation was removed.
    Unlinked,
    /// A reminder question was begun.
    Renewed,
    /// Hiding was requested and awaits confirmation.
    HidingAsked,
    /// The question was hidden.
    Hidden,
    /// Showing it again was requested and awaits confirmation.
    UnhidingAsked,
    /// The question is shown again.
    Unhidden,
    /// A name was redacted.
    Redacted,
    /// A file was attached.
    Attached,
    /// A draft was deleted.
    DraftDeleted,
    /// A file was removed.
    Detached,
    /// A document attached by mistake was withdrawn.
    DocumentWithdrawn,
    /// A form draft was saved.
    DraftSaved,
    /// A transfer request was refused.
    TransferRefused,
    /// A request to hide was refused.
    HidingDropped,
    /// A request to show it again was refused.
    UnhidingDropped,
    /// The user withdrew their own request.
    TakenBack,
    /// A correction was made.
    CorrectionMade,
    /// A correction was requested and awaits confirmation.
    CorrectionAsked,
    /// A request for a correction was refused.
    CorrectionDropped,
    /// The transmission was annulled.
    TransmissionUndone,
    /// A referral was annulled.
    ReferralUndone,
    /// An answer was annulled.
    AnswerUndone,
    /// An end was annulled.
    EndUndone,
    /// An annulment was requested and awaits confirmation.
    UndoingAsked,
    /// A request for an annulment was refused.
    UndoingDropped,
    /// The end of a legislature was requested and awaits confirmation.
    LapseAsked,
    /// That request was refused.
    LapseDropped,
    /// The lapsed questions were restored.
    LapseUndone,
    /// The lapsed questions were restored, except those that were touched since.
    LapseUndoneExcept,
    /// A ministry was added.
    MinistryAdded,
    /// The question was converted to an oral one.
    Converted,
    /// A form draft was discarded.
    Discarded,
    /// An answer was accepted and published.
    Accepted,
    /// An answer was accepted, but neither it nor the question is public yet.
    AcceptedUnseen,
    /// An answer that the Chamber entered was published.
    Recorded,
    /// An answer that the Chamber entered was recorded, but neither it nor the question is public yet.
    RecordedUnseen,
    /// An answer was returned.
    Returned,
    /// The questions of a legislature lapsed.
    Lapsed,
    /// A question was assigned.
    Assigned,
    /// Questions were assigned, some with an internal deadline after the legal one.
    AssignedLate,
    /// A question was assigned, and the typed answer saved.
    AssignedAndSaved,
    /// The ministry cleared its answer.
    Cleared,
    /// An answer was submitted to the Chamber.
    Submitted,
    /// An answer was recalled from the Chamber.
    Recalled,
    /// The answer was saved instead of submitted, because its present text is not cleared.
    SavedToClear,
    /// A transfer was requested.
    TransferAsked,
    /// A transfer was requested, and the typed answer saved.
    TransferAskedAndSaved,
    /// A transfer request was withdrawn.
    TransferWithdrawn,
    /// A transfer request was withdrawn, and the typed answer saved.
    TransferWithdrawnAndSaved,
    /// Reminders were sent to ministries.
    Reminded,
    /// A translation was saved.
    Translated,
    /// A translation was saved and is public.
    TranslatedPublicly,
    /// The user signed out.
    SignedOut,
    /// A session in another browser was ended.
    SignedOutThere,
    /// The password was changed; other sessions were ended.
    PasswordChanged,
    /// The second factor was removed.
    SecondFactorRemoved,
    /// One-time codes were removed; a passkey is left.
    CodesRemoved,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// Removing a second factor was requested.
    FactorRemovalAsked,
    /// A second factor was removed by two administrators.
    FactorRemovalConfirmed,
    /// The request to remove a second factor was refused.
    FactorRemovalDropped,
    /// The sessions of an account were ended.
    SessionsEnded,
    /// An account was disabled.
    AccountDisabled,
    /// An account was enabled again.
    AccountEnabled,
    /// A token was revoked.
    TokenRevoked,
    /// A seat of a member was removed.
    SeatRemoved,
    /// A holiday was removed.
    HolidayRemoved,
    /// A theme was merged into another.
    ThemeMerged,
}

impl Flash {
    /// Every message with its code.
    const CODES: &'static [(Self, &'static str)] = &[
        (Self::Saved, "saved"),
        (Self::SavedOnly, "saved-only"),
        (Self::Unchanged, "unchanged"),
        (Self::Deposited, "deposited"),
        (Self::Transmitted, "transmitted"),
        (Self::TransmittedAndPublished, "transmitted-published"),
        (Self::Transferred, "transferred"),
        (Self::Published, "published"),
        (Self::Withdrawn, "withdrawn"),
        (Self::Linked, "linked"),
        (Self::Unlinked, "unlinked"),
        (Self::Renewed, "renewed"),
        (Self::HidingAsked, "hiding-asked"),
        (Self::Hidden, "hidden"),
        (Self::UnhidingAsked, "unhiding-asked"),
        (Self::Unhidden, "unhidden"),
        (Self::Redacted, "redacted"),
        (Self::Attached, "attached"),
        (Self::DraftDeleted, "draft-deleted"),
        (Self::Detached, "detached"),
        (Self::DocumentWithdrawn, "document-withdrawn"),
        (Self::DraftSaved, "kept"),
        (Self::TransferRefused, "transfer-refused"),
        (Self::HidingDropped, "hiding-dropped"),
        (Self::UnhidingDropped, "unhiding-dropped"),
        (Self::TakenBack, "taken-back"),
        (Self::CorrectionMade, "rectified"),
        (Self::CorrectionAsked, "correction-asked"),
        (Self::CorrectionDropped, "correction-dropped"),
        (Self::TransmissionUndone, "transmission-undone"),
        (Self::ReferralUndone, "referral-undone"),
        (Self::AnswerUndone, "answer-undone"),
        (Self::EndUndone, "end-undone"),
        (Self::UndoingAsked, "undoing-asked"),
        (Self::UndoingDropped, "undoing-dropped"),
        (Self::LapseAsked, "lapse-asked"),
        (Self::LapseDropped, "lapse-dropped"),
        (Self::LapseUndone, "lapse-undone"),
        (Self::LapseUndoneExcept, "lapse-undone-except"),
        (Self::MinistryAdded, "ministry-added"),
        (Self::Converted, "converted"),
        (Self::Discarded, "discarded"),
        (Self::Accepted, "accepted"),
        (Self::AcceptedUnseen, "accepted-unseen"),
        (Self::Recorded, "recorded"),
        (Self::RecordedUnseen, "recorded-unseen"),
        (Self::Returned, "returned"),
        (Self::Lapsed, "lapsed"),
        (Self::Assigned, "assigned"),
        (Self::AssignedLate, "assigned-late"),
        (Self::AssignedAndSaved, "assigned-and-saved"),
        (Self::Cleared, "cleared"),
        (Self::Submitted, "submitted"),
        (Self::Recalled, "recalled"),
        (Self::SavedToClear, "saved-to-clear"),
        (Self::TransferAsked, "transfer-asked"),
        (Self::TransferAskedAndSaved, "transfer-asked-and-saved"),
        (Self::TransferWithdrawn, "transfer-withdrawn"),
        (Self::TransferWithdrawnAndSaved, "transfer-withdrawn-and-saved"),
        (Self::Reminded, "reminded"),
        (Self::Translated, "translated"),
        (Self::TranslatedPublicly, "translated-publicly"),
        (Self::SignedOut, "signed-out"),
        (Self::SignedOutThere, "signed-out-there"),
        (Self::PasswordChanged, "password-changed"),
        (Self::SecondFactorRemoved, "second-factor-removed"),
        (Self::CodesRemoved, "codes-removed"),
        (Self::PasskeyAdded, "passkey-added"),
        (Self::PasskeyRemoved, "passkey-removed"),
        (Self::FactorRemovalAsked, "factor-removal-asked"),
        (Self::FactorRemovalConfirmed, "factor-removal-confirmed"),
        (Self::FactorRemovalDropped, "factor-removal-dropped"),
        (Self::SessionsEnded, "sessions-ended"),
        (Self::AccountDisabled, "account-disabled"),
        (Self::AccountEnabled, "account-enabled"),
        (Self::TokenRevoked, "token-revoked"),
        (Self::SeatRemoved, "seat-removed"),
        (Self::HolidayRemoved, "holiday-removed"),
        (Self::ThemeMerged, "theme-merged"),
    ];

    /// The code in the cookie.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::CODES.iter().find_map(|(flash, code)| (*flash == self).then_some(*code)).unwrap_or_default()
    }

    /// Parses a code; `None` if it is unknown.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::CODES.iter().find_map(|(flash, known)| (*known == code).then_some(*flash))
    }

    /// The sentence.
    #[must_use]
    pub fn message(self, tr: Tr) -> String {
        match self {
            Self::Saved => tr.t("flash-saved"),
            Self::SavedOnly => tr.t("flash-saved-only"),
            Self::Unchanged => tr.t("flash-unchanged"),
            Self::Deposited => tr.t("flash-deposited"),
            Self::Transmitted => tr.t("flash-transmitted"),
            Self::TransmittedAndPublished => tr.t("flash-transmitted-published"),
            Self::Transferred => tr.t("flash-transferred"),
            Self::Published => tr.t("flash-published"),
            Self::Withdrawn => tr.t("flash-withdrawn"),
            Self::Linked => tr.t("flash-linked"),
            Self::Unlinked => tr.t("flash-unlinked"),
            Self::Renewed => tr.t("flash-renewed"),
            Self::HidingAsked => tr.t("flash-hiding-asked"),
            Self::Hidden => tr.t("flash-hidden"),
            Self::UnhidingAsked => tr.t("flash-unhiding-asked"),
            Self::Unhidden => tr.t("flash-unhidden"),
            Self::Redacted => tr.t("flash-redacted"),
            Self::Attached => tr.t("flash-attached"),
            Self::DraftDeleted => tr.t("flash-draft-deleted"),
            Self::Detached => tr.t("flash-detached"),
            Self::DocumentWithdrawn => tr.t("flash-document-withdrawn"),
            Self::DraftSaved => tr.t("flash-kept"),
            Self::TransferRefused => tr.t("flash-transfer-refused"),
            Self::HidingDropped => tr.t("flash-hiding-dropped"),
            Self::UnhidingDropped => tr.t("flash-unhiding-dropped"),
            Self::TakenBack => tr.t("flash-taken-back"),
            Self::CorrectionMade => tr.t("flash-rectified"),
            Self::CorrectionAsked => tr.t("flash-correction-asked"),
            Self::CorrectionDropped => tr.t("flash-correction-dropped"),
            Self::TransmissionUndone => tr.t("flash-transmission-undone"),
            Self::ReferralUndone => tr.t("flash-referral-undone"),
            Self::AnswerUndone => tr.t("flash-answer-undone"),
            Self::EndUndone => tr.t("flash-end-undone"),
            Self::UndoingAsked => tr.t("flash-undoing-asked"),
            Self::UndoingDropped => tr.t("flash-undoing-dropped"),
            Self::LapseAsked => tr.t("flash-lapse-asked"),
            Self::LapseDropped => tr.t("flash-lapse-dropped"),
            Self::LapseUndone => tr.t("flash-lapse-undone"),
            Self::LapseUndoneExcept => tr.t("flash-lapse-undone-except"),
            Self::MinistryAdded => tr.t("flash-ministry-added"),
            Self::Converted => tr.t("flash-converted"),
            Self::Discarded => tr.t("flash-discarded"),
            Self::Accepted => tr.t("flash-accepted"),
            Self::AcceptedUnseen => tr.t("flash-accepted-unseen"),
            Self::Recorded => tr.t("flash-recorded"),
            Self::RecordedUnseen => tr.t("flash-recorded-unseen"),
            Self::Returned => tr.t("flash-returned"),
            Self::Lapsed => tr.t("flash-lapsed"),
            Self::Assigned => tr.t("flash-assigned"),
            Self::AssignedLate => tr.t("flash-assigned-late"),
            Self::AssignedAndSaved => tr.t("flash-assigned-and-saved"),
            Self::Cleared => tr.t("flash-cleared"),
            Self::Submitted => tr.t("flash-submitted"),
            Self::Recalled => tr.t("flash-recalled"),
            Self::SavedToClear => tr.t("flash-saved-to-clear"),
            Self::TransferAsked => tr.t("flash-transfer-asked"),
            Self::TransferAskedAndSaved => tr.t("flash-transfer-asked-and-saved"),
            Self::TransferWithdrawn => tr.t("flash-transfer-withdrawn"),
            Self::TransferWithdrawnAndSaved => tr.t("flash-transfer-withdrawn-and-saved"),
            Self::Reminded => tr.t("flash-reminded"),
            Self::Translated => tr.t("flash-translated"),
            Self::TranslatedPublicly => tr.t("flash-translated-publicly"),
            Self::SignedOut => tr.t("flash-signed-out"),
            Self::SignedOutThere => tr.t("flash-signed-out-there"),
            Self::PasswordChanged => tr.t("flash-password-changed"),
            Self::SecondFactorRemoved => tr.t("flash-second-factor-removed"),
            Self::CodesRemoved => tr.t("flash-codes-removed"),
            Self::PasskeyAdded => tr.t("flash-passkey-added"),
            Self::PasskeyRemoved => tr.t("flash-passkey-removed"),
            Self::FactorRemovalAsked => tr.t("flash-factor-removal-asked"),
            Self::FactorRemovalConfirmed => tr.t("flash-factor-removal-confirmed"),
            Self::FactorRemovalDropped => tr.t("flash-factor-removal-dropped"),
            Self::SessionsEnded => tr.t("flash-sessions-ended"),
            Self::AccountDisabled => tr.t("flash-account-disabled"),
            Self::AccountEnabled => tr.t("flash-account-enabled"),
            Self::TokenRevoked => tr.t("flash-token-revoked"),
            Self::SeatRemoved => tr.t("flash-seat-removed"),
            Self::HolidayRemoved => tr.t("flash-holiday-removed"),
            Self::ThemeMerged => tr.t("flash-theme-merged"),
        }
    }
}
