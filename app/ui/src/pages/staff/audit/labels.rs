//! The labels of the audit record's actions. An unknown code is shown as it is.

use jawab_domain::lifecycle::EventKind;

use crate::catalogue::Tr;

/// The label of an action.
pub(super) fn action(tr: Tr, code: &str) -> Option<String> {
    Some(match code {
        "account.invited" => tr.t("audit-account-invited"),
        "account.joined" => tr.t("audit-account-joined"),
        "account.changed" => tr.t("audit-account-changed"),
        "account.disabled" => tr.t("audit-account-disabled"),
        "account.enabled" => tr.t("audit-account-enabled"),
        "account.link_made" => tr.t("audit-account-link-made"),
        "account.password_changed" => tr.t("audit-account-password-changed"),
        "account.language_changed" => tr.t("audit-account-language-changed"),
        "account.second_factor_set" => tr.t("audit-second-factor-set"),
        "account.second_factor_removed" => tr.t("audit-second-factor-removed"),
        "account.codes_removed" => tr.t("audit-codes-removed"),
        "account.passkey_added" => tr.t("audit-passkey-added"),
        "account.passkey_removed" => tr.t("audit-passkey-removed"),
        "account.factor_removal_asked" => tr.t("audit-factor-removal-asked"),
        "account.factor_removal_confirmed" => tr.t("audit-factor-removal-confirmed"),
        "account.factor_removal_dropped" => tr.t("audit-factor-removal-dropped"),
        "account.recovery_codes_made" => tr.t("audit-recovery-codes-made"),
        "account.recovery_code_used" => tr.t("audit-recovery-code-used"),
        "session.started" => tr.t("audit-session-started"),
        "session.ended" => tr.t("audit-session-ended"),
        "session.all_ended" => tr.t("audit-sessions-ended"),
        "session.refused" => tr.t("audit-session-refused"),
        "session.code_refused" => tr.t("audit-code-refused"),
        "session.password_refused" => tr.t("audit-password-refused"),
        "session.slowed" => tr.t("audit-session-slowed"),
        "second.of_one_inviter" => tr.t("audit-of-one-inviter"),
        "events.sealed" => tr.t("audit-events-sealed"),
        "token.issued" => tr.t("audit-token-issued"),
        "token.revoked" => tr.t("audit-token-revoked"),
        "audit.read" => tr.t("audit-read"),
        "account.listed" => tr.t("audit-accounts-listed"),
        other => return composed(tr, other),
    })
}

/// An action on a question is named as in its history; another is composed of a verb and an object.
fn composed(tr: Tr, code: &str) -> Option<String> {
    let (of, what) = code.split_once('.')?;
    if of == "question" {
        return what.parse::<EventKind>().ok().map(|kind| tr.event(kind));
    }
    Some(format!("{}{} {}", act_label(tr, what)?, tr.t("colon"), thing(tr, of)?))
}

fn act_label(tr: Tr, code: &str) -> Option<String> {
    Some(match code {
        "added" => tr.t("audit-deed-added"),
        "edited" => tr.t("audit-deed-edited"),
        "removed" => tr.t("audit-deed-removed"),
        "renamed" => tr.t("audit-deed-renamed"),
        "name_corrected" => tr.t("audit-deed-name-corrected"),
        "merged" => tr.t("audit-deed-merged"),
        "succeeded" => tr.t("audit-deed-succeeded"),
        "imported" => tr.t("audit-deed-imported"),
        "lapsed" => tr.t("audit-deed-lapsed"),
        "lapse_asked" => tr.t("audit-deed-lapse-asked"),
        "lapse_dropped" => tr.t("audit-deed-lapse-dropped"),
        "lapse_undone" => tr.t("audit-deed-lapse-undone"),
        "moved" => tr.t("audit-deed-moved"),
        "made" => tr.t("audit-deed-made"),
        "revoked" => tr.t("audit-deed-revoked"),
        "started" => tr.t("audit-deed-started"),
        "stopped" => tr.t("audit-deed-stopped"),
        "dropped" => tr.t("audit-deed-dropped"),
        "drafted" => tr.t("audit-deed-drafted"),
        "cleared" => tr.t("audit-deed-cleared"),
        _ => return None,
    })
}

fn thing(tr: Tr, code: &str) -> Option<String> {
    Some(match code {
        "answer" => tr.t("audit-thing-answer"),
        "calendar" => tr.t("audit-thing-calendar"),
        "deadlines" => tr.t("audit-thing-deadlines"),
        "digest" => tr.t("audit-thing-digest"),
        "group" => tr.t("audit-thing-group"),
        "holiday" => tr.t("audit-thing-holiday"),
        "legislature" => tr.t("audit-thing-legislature"),
        "member" => tr.t("audit-thing-member"),
        "members" => tr.t("audit-thing-members"),
        "ministry" => tr.t("audit-thing-ministry"),
        "questions" => tr.t("audit-thing-questions"),
        "rule" => tr.t("audit-thing-rule"),
        "seat" => tr.t("audit-thing-seat"),
        "theme" => tr.t("audit-thing-theme"),
        _ => return None,
    })
}
