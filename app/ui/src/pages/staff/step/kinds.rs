//! The steps: their addresses, their names, and what each of them brings about.

use jawab_domain::access::Act;

use crate::catalogue::Tr;

/// Something a clerk does to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionStep {
    /// Change the draft.
    Edit,
    /// Table it.
    Deposit,
    /// Refer it to the Government.
    Transmit,
    /// Show it to the public.
    Publish,
    /// Refer a ministry's part to another.
    Transfer,
    /// Grant or refuse what a ministry asked for.
    DecideTransfer,
    /// Refer it to one more ministry.
    AddMinistry,
    /// Relate it to another question.
    Link,
    /// Take a relation to another question back.
    Unlink,
    /// Begin a reminder question.
    Renew,
    /// Put it orally instead.
    Convert,
    /// Record that its author took it back.
    Withdraw,
    /// Hide it from the public, or ask for that.
    Hide,
    /// Confirm what somebody else asked for.
    ConfirmHiding,
    /// Show it again.
    Unhide,
    /// Take a citizen's name out of a published text.
    Redact,
    /// Attach a document.
    Attach,
    /// Take a document off a question that was never published.
    Detach,
}

impl QuestionStep {
    /// Every step, in the order pages list them.
    pub const ALL: &'static [Self] = &[
        Self::Edit,
        Self::Deposit,
        Self::Transmit,
        Self::Publish,
        Self::Attach,
        Self::Detach,
        Self::Transfer,
        Self::DecideTransfer,
        Self::AddMinistry,
        Self::Link,
        Self::Unlink,
        Self::Renew,
        Self::Convert,
        Self::Withdraw,
        Self::ConfirmHiding,
        Self::Hide,
        Self::Unhide,
        Self::Redact,
    ];

    /// Its last part of the address.
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
            Self::Redact => "redact",
            Self::Attach => "attach",
            Self::Detach => "detach",
            Self::Unlink => "unlink",
        }
    }

    /// Reads the last part of an address.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.code() == code)
    }

    /// What a mandate must allow for it.
    #[must_use]
    pub const fn act(self) -> Act {
        match self {
            Self::Edit | Self::Deposit | Self::Transmit | Self::Publish | Self::Renew | Self::Attach | Self::Detach => Act::KeepQuestion,
            Self::Transfer | Self::DecideTransfer | Self::AddMinistry | Self::Link | Self::Unlink | Self::Convert | Self::Withdraw => {
                Act::DirectQuestion
            }
            Self::Hide | Self::ConfirmHiding | Self::Unhide | Self::Redact => Act::HideQuestion,
        }
    }

    /// Whether it ends or hides something.
    #[must_use]
    pub const fn is_grave(self) -> bool {
        matches!(self, Self::Convert | Self::Withdraw | Self::Hide | Self::ConfirmHiding | Self::Redact)
    }

    /// Whether its outcome can be shown before.
    pub(super) const fn can_be_checked(self) -> bool {
        matches!(self, Self::Transmit)
    }

    /// Whether it starts a clock or ends the question, so that what it brings about is confirmed on a page of its own.
    #[must_use]
    pub const fn is_confirmed(self) -> bool {
        matches!(self, Self::Transmit | Self::Transfer | Self::AddMinistry | Self::Convert | Self::Withdraw)
    }

    /// Whether a reason is wanted only for saying no.
    pub(super) const fn can_be_declined(self) -> bool {
        matches!(self, Self::ConfirmHiding | Self::DecideTransfer)
    }

    /// Whether a reason must be given.
    #[must_use]
    pub const fn wants_reason(self) -> bool {
        matches!(self, Self::Transfer | Self::AddMinistry | Self::Convert | Self::Withdraw | Self::Hide | Self::Unhide | Self::Redact)
    }

    /// Its name: the title of its page, and the button that leads there.
    #[must_use]
    pub fn words(self, tr: Tr) -> String {
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
            Self::Redact => tr.t("step-redact"),
            Self::Attach => tr.t("step-attach"),
            Self::Detach => tr.t("step-detach"),
            Self::Unlink => tr.t("step-unlink"),
        }
    }

    /// The button that carries it out.
    pub(super) fn button(self, tr: Tr) -> String {
        match self {
            step if step.is_confirmed() => tr.t("step-continue"),
            Self::Hide => tr.t("step-hide-button"),
            Self::DecideTransfer => tr.t("step-decide-transfer-button"),
            Self::Renew => tr.t("step-renew-button"),
            other => other.words(tr),
        }
    }

    /// What it brings about.
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
            Self::Redact => tr.t("effect-redact"),
            Self::Attach => tr.t("effect-attach"),
            Self::Detach => tr.t("effect-detach"),
            Self::Unlink => tr.t("effect-unlink"),
        }
    }
}
