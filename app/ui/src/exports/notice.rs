//! The mail to an account holder about a change to the account.

use jawab_domain::access::{AccountEvent, AccountNotice};

use super::{Mail, ltr};
use crate::{
    catalogue::{Tr, isolate_unknown},
    links,
};

/// Builds the mail. It contains no link that grants access.
#[must_use]
pub fn account_notice(public_url: &str, of: &AccountNotice<'_>) -> Mail {
    let tr = Tr::new(of.locale);
    let what = happened(tr, of.event);
    let at = tr.ta("notice-at", [("date", tr.date(of.at.date()).into()), ("time", ltr(tr, of.at.format("%H:%M")).into())]);
    let by = of.by.map(|by| tr.ta("notice-by", [("name", isolate_unknown(by).into())]));
    let greeting = tr.ta("digest-greeting", [("name", isolate_unknown(of.name).into())]);
    let told = [Some(what), Some(at), by].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let (subject, rest) = if of.event == AccountEvent::SharedInviterConfirmation {
        (
            tr.t("notice-of-one-inviter-subject"),
            vec![tr.t("notice-of-one-inviter-look"), format!("{public_url}{}", links::staff::home(tr.locale))],
        )
    } else {
        let account = format!("{}{}\n{public_url}{}", tr.t("notice-account"), tr.t("colon"), links::staff::account(tr.locale));
        (tr.t("notice-subject"), vec![tr.t("notice-not-you"), account])
    };
    let paragraphs: Vec<String> = [greeting, told].into_iter().chain(rest).collect();
    Mail { subject, body: paragraphs.join("\n\n") + "\n" }
}

fn happened(tr: Tr, event: AccountEvent) -> String {
    match event {
        AccountEvent::LinkMade => tr.t("notice-link-made"),
        AccountEvent::PasswordChanged => tr.t("notice-password-changed"),
        AccountEvent::SecondFactorSet => tr.t("notice-second-factor-set"),
        AccountEvent::SecondFactorRemoved => tr.t("notice-second-factor-removed"),
        AccountEvent::CodesRemoved => tr.t("notice-codes-removed"),
        AccountEvent::PasskeyAdded => tr.t("notice-passkey-added"),
        AccountEvent::PasskeyRemoved => tr.t("notice-passkey-removed"),
        AccountEvent::RemovalAsked => tr.t("notice-removal-asked"),
        AccountEvent::RemovalConfirmed => tr.t("notice-removal-confirmed"),
        AccountEvent::RecoveryCodesMade => tr.t("notice-recovery-codes-made"),
        AccountEvent::RecoveryCodeUsed => tr.t("notice-recovery-code-used"),
        AccountEvent::SessionsEnded => tr.t("notice-sessions-ended"),
        AccountEvent::SharedInviterConfirmation => tr.t("notice-of-one-inviter"),
    }
}
