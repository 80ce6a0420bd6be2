//! The steps of a question: their addresses, names and effects.

use jawab_domain::{
    Status,
    access::Act,
    lifecycle::{CorrectionKind, CorrectionRecord},
};

use crate::catalogue::Tr;

/// A step that a clerk performs on a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionStep {
    /// Edits the question.
    Edit,
    /// Deposits the question.
    Deposit,
    /// Transmits the question to the Government.
    Transmit,
    /// Publishes the question.
    Publish,
    /// Transfers a ministry's part to another ministry.
    Transfer,
    /// Grants or refuses a transfer request.
    DecideTransfer,
    /// Adds a ministry.
    AddMinistry,
    /// Relates the question to another one.
    Link,
    /// Removes a relation.
    Unlink,
    /// Begins a reminder question.
    Renew,
    /// Converts the question to an oral one.
    Convert,
    /// Records a withdrawal by the author.
    Withdraw,
    /// Hides the question from the public, or requests it.
    Hide,
    /// Confirms a request to hide.
    ConfirmHiding,
    /// Requests to show the question again.
    Unhide,
    /// Confirms a request to show the question again.
    ConfirmUnhiding,
    /// Withdraws one's own request to show the question again.
    DropUnhiding,
    /// Redacts a citizen's name.
    Redact,
    /// Attaches a document.
    Attach,
    /// Removes a document from a question that was never published.
    Detach,
    /// Withdraws a document that was attached by mistake to published content or to an answer.
    WithdrawDocument,
    /// Corrects the day of transmission.
    CorrectTransmission,
    /// Annuls the transmission.
    UndoTransmission,
    /// Corrects the day of a later referral to a ministry.
    CorrectReferral,
    /// Annuls a later referral to a ministry.
    UndoReferral,
    /// Corrects the day of a published answer.
    CorrectAnswer,
    /// Annuls a published answer.
    UndoAnswer,
    /// Corrects the day of the end.
    CorrectEnd,
    /// Annuls the end.
    UndoEnd,
    /// Confirms a correction that somebody else requested.
    ConfirmCorrection,
    /// Withdraws one's own request for a correction.
    DropCorrection,
    /// Deletes a draft.
    DeleteDraft,
    /// Withdraws one's own request to hide.
    DropHiding,
}

impl QuestionStep {
    /// Every step, in display order.
    pub const ALL: &'static [Self] = &[
        Self::Edit,
        Self::Deposit,
        Self::Transmit,
        Self::Publish,
        Self::Attach,
        Self::Detach,
        Self::WithdrawDocument,
        Self::Transfer,
        Self::DecideTransfer,
        Self::AddMinistry,
        Self::Link,
        Self::Unlink,
        Self::Renew,
        Self::Convert,
        Self::Withdraw,
        Self::ConfirmCorrection,
        Self::DropCorrection,
        Self::CorrectTransmission,
        Self::UndoTransmission,
        Self::CorrectReferral,
        Self::UndoReferral,
        Self::CorrectAnswer,
        Self::UndoAnswer,
        Self::CorrectEnd,
        Self::UndoEnd,
        Self::ConfirmHiding,
        Self::DropHiding,
        Self::Hide,
        Self::ConfirmUnhiding,
        Self::DropUnhiding,
        Self::Unhide,
        Self::Redact,
        Self::DeleteDraft,
    ];

    /// The last segment of the step's address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Deposit => "deposit",
            Self::Transmit => "transmit",
            Self::Publish => "publish",
            Self::Transfer => "transfer",
            Self::DecideTransfer => "decide-transfer",
            Self::AddMinistry => "add-ministry",
            Self::Link => "link",
            Self::Renew => "renew",
            Self::Convert => "convert",
            Self::Withdraw => "withdraw",
            Self::Hide => "hide",
            Self::ConfirmHiding => "confirm-hiding",
            Self::Unhide => "unhide",
            Self::ConfirmUnhiding => "confirm-unhiding",
            Self::DropUnhiding => "drop-unhiding",
            Self::Redact => "redact",
            Self::Attach => "attach",
            Self::Detach => "detach",
            Self::DeleteDraft => "delete-draft",
            Self::WithdrawDocument => "withdraw-document",
            Self::Unlink => "unlink",
            Self::CorrectTransmission => "correct-transmission",
            Self::UndoTransmission => "undo-transmission",
            Self::CorrectReferral => "correct-referral",
            Self::UndoReferral => "undo-referral",
            Self::CorrectAnswer => "correct-answer",
            Self::UndoAnswer => "undo-answer",
            Self::CorrectEnd => "correct-end",
            Self::UndoEnd => "undo-end",
            Self::ConfirmCorrection => "confirm-correction",
            Self::DropCorrection => "drop-correction",
            Self::DropHiding => "drop-hiding",
        }
    }

    /// Parses the last segment of an address.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.code() == code)
    }

    /// The act that a mandate must allow.
    #[must_use]
    pub const fn act(self) -> Act {
        match self {
            Self::Edit
            | Self::Deposit
            | Self::Transmit
            | Self::Publish
            | Self::Renew
            | Self::Attach
            | Self::Detach
            | Self::DeleteDraft
            | Self::WithdrawDocument => Act::KeepQuestion,
            Self::Transfer | Self::DecideTransfer | Self::AddMinistry | Self::Link | Self::Unlink | Self::Convert | Self::Withdraw => {
                Act::DirectQuestion
            }
            Self::CorrectTransmission
            | Self::UndoTransmission
            | Self::CorrectReferral
            | Self::UndoReferral
            | Self::CorrectAnswer
            | Self::UndoAnswer
            | Self::CorrectEnd
            | Self::UndoEnd
            | Self::ConfirmCorrection
            | Self::DropCorrection => Act::DirectQuestion,
            Self::Hide
            | Self::DropHiding
            | Self::ConfirmHiding
            | Self::Unhide
            | Self::ConfirmUnhiding
            | Self::DropUnhiding
            | Self::Redact => Act::HideQuestion,
        }
    }

    /// Whether the step ends or hides something.
    #[must_use]
    pub const fn is_destructive(self) -> bool {
        matches!(
            self,
            Self::Convert | Self::Withdraw | Self::WithdrawDocument | Self::Hide | Self::ConfirmHiding | Self::Redact | Self::DeleteDraft
        )
    }

    /// The correction that the step makes, if any. Its preview is shown first.
    #[must_use]
    pub const fn correction(self) -> Option<CorrectionKind> {
        match self {
            Self::CorrectTransmission => Some(CorrectionKind::Transmitted),
            Self::UndoTransmission => Some(CorrectionKind::NotTransmitted),
            Self::CorrectReferral => Some(CorrectionKind::Referred),
            Self::UndoReferral => Some(CorrectionKind::NotReferred),
            Self::CorrectAnswer => Some(CorrectionKind::Answered),
            Self::UndoAnswer => Some(CorrectionKind::NotAnswered),
            Self::CorrectEnd => Some(CorrectionKind::Ended),
            Self::UndoEnd => Some(CorrectionKind::NotEnded),
            _ => None,
        }
    }

    /// Whether a button of its own shows the outcome first. Steps with a confirmation page show it there.
    pub(super) const fn can_be_checked(self) -> bool {
        self.correction().is_some()
    }

    /// Whether the step starts a deadline or ends the question, so that it has a confirmation page.
    #[must_use]
    pub const fn is_confirmed(self) -> bool {
        matches!(self, Self::Transmit | Self::Transfer | Self::AddMinistry | Self::Convert | Self::Withdraw)
    }

    /// Whether only a refusal needs a reason.
    #[must_use]
    pub const fn can_be_declined(self) -> bool {
        matches!(self, Self::ConfirmHiding | Self::ConfirmUnhiding | Self::ConfirmCorrection | Self::DecideTransfer)
    }

    /// Whether a reason must be given.
    #[must_use]
    pub const fn wants_reason(self) -> bool {
        matches!(
            self,
            Self::Transfer
                | Self::AddMinistry
                | Self::Convert
                | Self::Withdraw
                | Self::WithdrawDocument
                | Self::Hide
                | Self::Unhide
                | Self::Redact
        ) || self.correction().is_some()
    }

    /// The name: the title of its page and the label of the button that leads there.
    #[must_use]
    pub fn label(self, tr: Tr) -> String {
        match self {
            Self::Edit => tr.t("step-edit"),
            Self::Deposit => tr.t("step-deposit"),
            Self::Transmit => tr.t("step-transmit"),
            Self::Publish => tr.t("step-publish"),
            Self::Transfer => tr.t("step-transfer"),
            Self::DecideTransfer => tr.t("step-decide-transfer"),
            Self::AddMinistry => tr.t("step-add-ministry"),
            Self::Link => tr.t("step-link"),
            Self::Renew => tr.t("step-renew"),
            Self::Convert => tr.t("step-convert"),
            Self::Withdraw => tr.t("step-withdraw"),
            Self::Hide => tr.t("step-hide"),
            Self::ConfirmHiding => tr.t("step-confirm-hiding"),
            Self::Unhide => tr.t("step-unhide"),
            Self::ConfirmUnhiding => tr.t("step-confirm-unhiding"),
            Self::DropUnhiding => tr.t("step-take-unhiding-back"),
            Self::Redact => tr.t("step-redact"),
            Self::Attach => tr.t("step-attach"),
            Self::Detach => tr.t("step-detach"),
            Self::DeleteDraft => tr.t("step-delete-draft"),
            Self::WithdrawDocument => tr.t("step-withdraw-document"),
            Self::Unlink => tr.t("step-unlink"),
            Self::CorrectTransmission => tr.t("step-correct-transmission"),
            Self::UndoTransmission => tr.t("step-undo-transmission"),
            Self::CorrectReferral => tr.t("step-correct-referral"),
            Self::UndoReferral => tr.t("step-undo-referral"),
            Self::CorrectAnswer => tr.t("step-correct-answer"),
            Self::UndoAnswer => tr.t("step-undo-answer"),
            Self::CorrectEnd => tr.t("step-correct-end"),
            Self::UndoEnd => tr.t("step-undo-end"),
            Self::ConfirmCorrection => tr.t("step-confirm-correction"),
            Self::DropCorrection => tr.t("step-drop-correction"),
            Self::DropHiding => tr.t("step-take-hiding-back"),
        }
    }

    /// The name for one question: an end is named by its status, a request for a correction by what is `asked` for.
    pub(in crate::pages::staff) fn label_for(self, tr: Tr, status: Status, asked: Option<&CorrectionRecord>) -> String {
        match (self, status, asked.and_then(|of| tr.undone(of))) {
            (Self::ConfirmCorrection, _, Some(what)) => tr.ta("step-confirm-undoing", [("what", what.into())]),
            (Self::DropCorrection, _, Some(_)) => tr.t("step-drop-undoing"),
            (Self::UndoEnd, Status::Withdrawn, _) => tr.t("step-undo-withdrawal"),
            (Self::UndoEnd, Status::Converted, _) => tr.t("step-undo-conversion"),
            (Self::UndoEnd, Status::Lapsed, _) => tr.t("step-undo-lapse"),
            (step, ..) => step.label(tr),
        }
    }

    /// The label of the step's day field.
    pub(super) fn day(self, tr: Tr) -> String {
        match self {
            Self::Deposit => tr.t("fact-deposited"),
            Self::Transmit | Self::CorrectTransmission => tr.t("fact-transmitted"),
            _ => tr.t("step-on"),
        }
    }

    /// The step for a kind of correction, if there is one.
    pub(super) fn that_corrects(kind: CorrectionKind) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.correction() == Some(kind))
    }

    /// The label of the button that performs the step.
    pub(super) fn button(self, tr: Tr) -> String {
        match self {
            step if step.is_confirmed() => tr.t("step-continue"),
            Self::Hide => tr.t("step-hide-button"),
            Self::Unhide => tr.t("step-unhide-button"),
            Self::DecideTransfer => tr.t("step-decide-transfer-button"),
            Self::Renew => tr.t("step-renew-button"),
            Self::DeleteDraft => tr.t("step-delete-draft-button"),
            Self::ConfirmCorrection => tr.t("step-confirm-correction-button"),
            other => other.label(tr),
        }
    }

    /// The effect of the step.
    pub(super) fn effect(self, tr: Tr) -> String {
        match self {
            Self::Edit => String::new(),
            Self::Deposit => tr.t("effect-deposit"),
            Self::Transmit => tr.t("effect-transmit"),
            Self::Publish => tr.t("effect-publish"),
            Self::Transfer => tr.t("effect-transfer"),
            Self::DecideTransfer => tr.t("effect-decide-transfer"),
            Self::AddMinistry => tr.t("effect-add-ministry"),
            Self::Link => tr.t("effect-link"),
            Self::Renew => tr.t("effect-renew"),
            Self::Convert => tr.t("effect-convert"),
            Self::Withdraw => tr.t("effect-withdraw"),
            Self::Hide => tr.t("effect-hide"),
            Self::ConfirmHiding => tr.t("effect-confirm-hiding"),
            Self::Unhide => tr.t("effect-unhide"),
            Self::ConfirmUnhiding => tr.t("effect-confirm-unhiding"),
            Self::DropUnhiding => tr.t("effect-take-unhiding-back"),
            Self::Redact => tr.t("effect-redact"),
            Self::Attach => tr.t("effect-attach"),
            Self::Detach => tr.t("effect-detach"),
            Self::DeleteDraft => tr.t("effect-delete-draft"),
            Self::WithdrawDocument => tr.t("effect-withdraw-document"),
            Self::Unlink => tr.t("effect-unlink"),
            Self::CorrectTransmission => tr.t("effect-correct-transmission"),
            Self::UndoTransmission => tr.t("effect-undo-transmission"),
            Self::CorrectReferral => tr.t("effect-correct-referral"),
            Self::UndoReferral => tr.t("effect-undo-referral"),
            Self::CorrectAnswer => tr.t("effect-correct-answer"),
            Self::UndoAnswer => tr.t("effect-undo-answer"),
            Self::CorrectEnd => tr.t("effect-correct-end"),
            Self::UndoEnd => tr.t("effect-undo-end"),
            Self::ConfirmCorrection => tr.t("effect-confirm-correction"),
            Self::DropCorrection => tr.t("effect-drop-correction"),
            Self::DropHiding => tr.t("effect-take-hiding-back"),
        }
    }
}
