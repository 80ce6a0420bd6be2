//! What was just done, said once on the page that follows. It travels as a code in a cookie that lives for one page.

use crate::catalogue::Tr;

/// Something just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flash {
    /// Saved.
    Saved,
    /// Saved as a draft; the day of transmission that was typed is asked for when it is transmitted.
    SavedOnly,
    /// Nothing was changed, because nothing differed.
    Unchanged,
    /// Deposited.
    Deposited,
    /// Transmitted to the Government.
    Transmitted,
    /// Transmitted, and shown to the public.
    TransmittedAndPublished,
    /// Transferred to another ministry.
    Transferred,
    /// Shown to the public.
    Published,
    /// Withdrawn.
    Withdrawn,
    /// Linked with another question.
    Linked,
    /// Unlinked from another question.
    Unlinked,
    /// A reminder question was begun.
    Renewed,
    /// Hiding was asked for and waits for a second person.
    HidingAsked,
    /// Hidden.
    Hidden,
    /// Showing it again was asked for and waits for a second person.
    UnhidingAsked,
    /// Shown again.
    Unhidden,
    /// A name was redacted.
    Redacted,
    /// A file was attached.
    Attached,
    /// A draft was deleted.
    DraftDeleted,
    /// A file was taken away.
    Detached,
    /// A document that was attached by mistake was withdrawn.
    DocumentWithdrawn,
    /// A form was kept, to go on later.
    Kept,
    /// A ministry's wish was refused.
    TransferRefused,
    /// The wish to hide was dropped.
    HidingDropped,
    /// The wish to show it again was dropped.
    UnhidingDropped,
    /// Somebody took their own wish back.
    TakenBack,
    /// Put right.
    Rectified,
    /// A correction was asked for and waits for a second person.
    CorrectionAsked,
    /// The wish for a correction was refused.
    CorrectionDropped,
    /// It was not transmitted at all.
    TransmissionUndone,
    /// A ministry never received it.
    ReferralUndone,
    /// An answer counts no more.
    AnswerUndone,
    /// It did not end.
    EndUndone,
    /// That an act did not take place was asked for, and waits for a second person.
    UndoingAsked,
    /// The wish for that was refused.
    UndoingDropped,
    /// The end of a legislature was asked for and waits for a second person.
    LapseAsked,
    /// That wish was dropped.
    LapseDropped,
    /// The questions that lapsed are as before.
    LapseUndone,
    /// Referred to one more ministry.
    MinistryAdded,
    /// Put orally instead.
    Converted,
    /// A draft was thrown away.
    Discarded,
    /// An answer was accepted and published.
    Accepted,
    /// An answer was accepted, and the public does not see it yet, nor the question.
    AcceptedUnseen,
    /// An answer that the Chamber wrote down was published.
    Recorded,
    /// An answer that the Chamber wrote down was recorded, and the public does not see it yet, nor the question.
    RecordedUnseen,
    /// An answer was returned.
    Returned,
    /// The questions of a legislature lapsed.
    Lapsed,
    /// Given to somebody.
    Assigned,
    /// Given to somebody, and the answer saved as it was typed.
    AssignedAndSaved,
    /// The ministry agreed to its answer.
    Cleared,
    /// An answer was handed to the Chamber.
    Submitted,
    /// An answer was taken back from the Chamber.
    Recalled,
    /// The answer was saved instead of handed over: the ministry has not agreed to it as it reads now.
    SavedToClear,
    /// A transfer was asked for.
    TransferAsked,
    /// A transfer was asked for, and the answer saved as it was typed.
    TransferAskedAndSaved,
    /// Ministries were reminded.
    Reminded,
    /// A translation was saved.
    Translated,
    /// A translation was saved, and everybody sees it.
    TranslatedPublicly,
    /// Signed out.
    SignedOut,
    /// Signed out in another browser.
    SignedOutThere,
    /// The password is another one; other sessions ended.
    PasswordChanged,
    /// The second factor is gone.
    SecondFactorRemoved,
    /// One-time codes are gone; a passkey is left.
    CodesRemoved,
    /// There is a passkey more.
    PasskeyAdded,
    /// There is a passkey less.
    PasskeyRemoved,
    /// It is asked that a second factor be removed.
    FactorRemovalAsked,
    /// A second factor was removed by two administrators.
    FactorRemovalConfirmed,
    /// The request to remove a second factor was dropped.
    FactorRemovalDropped,
    /// The sessions of an account were ended.
    SessionsEnded,
    /// An account was disabled.
    AccountDisabled,
    /// An account was enabled again.
    AccountEnabled,
    /// A token was revoked.
    TokenRevoked,
}

impl Flash {
    /// Every one with its code.
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
        (Self::Kept, "kept"),
        (Self::TransferRefused, "transfer-refused"),
        (Self::HidingDropped, "hiding-dropped"),
        (Self::UnhidingDropped, "unhiding-dropped"),
        (Self::TakenBack, "taken-back"),
        (Self::Rectified, "rectified"),
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
        (Self::AssignedAndSaved, "assigned-and-saved"),
        (Self::Cleared, "cleared"),
        (Self::Submitted, "submitted"),
        (Self::Recalled, "recalled"),
        (Self::SavedToClear, "saved-to-clear"),
        (Self::TransferAsked, "transfer-asked"),
        (Self::TransferAskedAndSaved, "transfer-asked-and-saved"),
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
    ];

    /// The code in the cookie.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::CODES.iter().find_map(|(flash, code)| (*flash == self).then_some(*code)).unwrap_or_default()
    }

    /// Reads a code; anything else says nothing.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::CODES.iter().find_map(|(flash, known)| (*known == code).then_some(*flash))
    }

    /// The sentence.
    #[must_use]
    pub fn words(self, tr: Tr) -> String {
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
            Self::Kept => tr.t("flash-kept"),
            Self::TransferRefused => tr.t("flash-transfer-refused"),
            Self::HidingDropped => tr.t("flash-hiding-dropped"),
            Self::UnhidingDropped => tr.t("flash-unhiding-dropped"),
            Self::TakenBack => tr.t("flash-taken-back"),
            Self::Rectified => tr.t("flash-rectified"),
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
            Self::AssignedAndSaved => tr.t("flash-assigned-and-saved"),
            Self::Cleared => tr.t("flash-cleared"),
            Self::Submitted => tr.t("flash-submitted"),
            Self::Recalled => tr.t("flash-recalled"),
            Self::SavedToClear => tr.t("flash-saved-to-clear"),
            Self::TransferAsked => tr.t("flash-transfer-asked"),
            Self::TransferAskedAndSaved => tr.t("flash-transfer-asked-and-saved"),
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
        }
    }
}
