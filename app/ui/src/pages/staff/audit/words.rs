//! The codes of the audit record in words. A code that has none is shown as it is.

use jawab_domain::{Chamber, Locale, access::Role, lifecycle::EventKind};

use crate::catalogue::Tr;

/// What was done.
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
        "events.sealed" => tr.t("audit-events-sealed"),
        "token.issued" => tr.t("audit-token-issued"),
        "token.revoked" => tr.t("audit-token-revoked"),
        "audit.read" => tr.t("audit-read"),
        "account.listed" => tr.t("audit-accounts-listed"),
        other => return composed(tr, other),
    })
}

/// What was done to a question, as its history says it; else what was done, and to what sort of thing.
fn composed(tr: Tr, code: &str) -> Option<String> {
    let (of, what) = code.split_once('.')?;
    if of == "question" {
        return what.parse::<EventKind>().ok().map(|kind| tr.event(kind));
    }
    Some(format!("{}{} {}", deed(tr, what)?, tr.t("colon"), thing(tr, of)?))
}

fn deed(tr: Tr, code: &str) -> Option<String> {
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
        "rule" => tr.t("audit-thing-rule"),
        "seat" => tr.t("audit-thing-seat"),
        "theme" => tr.t("audit-thing-theme"),
        _ => return None,
    })
}

/// What a datum is.
pub(super) fn datum(tr: Tr, name: &str) -> Option<String> {
    Some(match name {
        "role" => tr.t("account-role"),
        "chamber" => tr.t("account-chamber"),
        "ministries" => tr.t("account-ministries"),
        "name" => tr.t("token-name"),
        "scope" => tr.t("token-scope"),
        "locale" => tr.t("account-language"),
        "actor" => tr.t("audit-actor"),
        "action" => tr.t("audit-action"),
        "subject" => tr.t("audit-subject"),
        "from" => tr.t("audit-from"),
        "to" => tr.t("audit-to"),
        "before" => tr.t("audit-before"),
        "after" => tr.t("audit-after"),
        "reason" => tr.t("audit-reason"),
        "on" => tr.t("audit-on"),
        "ministry" => tr.t("filter-ministry"),
        "number" => tr.t("fact-number"),
        "legislature" => tr.t("fact-legislature"),
        "internal_due_on" => tr.t("board-internal"),
        "account" => tr.t("audit-account"),
        "request" => tr.t("audit-request"),
        "answer" => tr.t("audit-thing-answer"),
        "network" => tr.t("audit-network"),
        "browser" => tr.t("audit-browser"),
        "count" => tr.t("audit-count"),
        _ => return None,
    })
}

/// A datum's value: codes that have a name, by their name.
pub(super) fn value(tr: Tr, name: &str, value: &str) -> String {
    let named = match name {
        "role" => value.parse::<Role>().ok().map(|role| tr.staff_role(role)),
        "chamber" => value.parse::<Chamber>().ok().map(|chamber| tr.chamber(chamber)),
        "locale" => value.parse::<Locale>().ok().map(|locale| locale.own_name().to_owned()),
        "action" => action(tr, value),
        _ => None,
    };
    named.unwrap_or_else(|| value.to_owned())
}
