//! The labels and values of the audit record's further data. A system test compares them with what is recorded.

use jawab_domain::{
    Chamber, Locale, Status, TextRole,
    access::{Role, Scope},
    deadline::Counting,
    lifecycle::{CorrectionKind, CorrectionRecord},
    people::{Gender, GroupKind, Succession},
    question::LinkKind,
    text::TextPart,
};

use super::labels::action;
use crate::{
    catalogue::Tr,
    pages::staff::{accounts::scope, reference::weekday},
};

/// The label of a datum.
pub(super) fn name(tr: Tr, name: &str, value: &str) -> Option<String> {
    Some(match name {
        // Both accounts and texts have a `role`.
        "role" if value.parse::<TextRole>().is_ok() => tr.t("question-form-role"),
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
        "from_ministry" => tr.t("audit-from-ministry"),
        "to_ministry" => tr.t("audit-to-ministry"),
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
        "asked_by" => tr.t("lapse-asked-by"),
        "confirmed_by" => tr.t("audit-confirmed-by"),
        "invited_by" => tr.t("audit-invited-by"),
        "own" => tr.t("audit-own"),
        "by" => tr.t("audit-by"),
        "for" => tr.t("audit-for"),
        other => return of_question(tr, other).or_else(|| of_reference(tr, other)),
    })
}

/// The label of a datum in a question's history.
fn of_question(tr: Tr, name: &str) -> Option<String> {
    Some(match name {
        "answers" => tr.t("audit-answers"),
        "attachment" => tr.t("audit-attachment"),
        "clock_restarts" => tr.t("audit-clock-restarts"),
        "correction" | "what" => tr.t("audit-what"),
        "corrects" => tr.t("audit-corrects"),
        "detached" => tr.t("audit-detached"),
        "earlier_text" => tr.t("audit-earlier-text"),
        "fields" => tr.t("history-fields"),
        "ended" | "ended_from" => tr.t("audit-ended-from"),
        "lapse" => tr.t("audit-deed-lapsed"),
        "legislature_before" => tr.t("audit-legislature-before"),
        "link" => tr.t("audit-link"),
        "number_before" => tr.t("audit-number-before"),
        "pages" => tr.t("audit-pages"),
        "part" => tr.t("audit-part"),
        "question" => tr.t("step-link-question"),
        "reasons" => tr.t("audit-reasons"),
        "role_before" => tr.t("audit-role-before"),
        "rule" => tr.t("audit-thing-rule"),
        "sha256" => tr.t("audit-sha256"),
        "sha256_before" => tr.t("audit-sha256-before"),
        "text" => tr.t("audit-text-number"),
        "transfers" => tr.t("audit-transfers"),
        _ => return None,
    })
}

/// The label of a datum of reference data, or of an act on all questions.
fn of_reference(tr: Tr, name: &str) -> Option<String> {
    Some(match name {
        "accounts" => tr.t("audit-accounts"),
        "begins_on" => tr.t("audit-begins-on"),
        "changed" => tr.t("audit-changed"),
        "created" => tr.t("audit-created"),
        "counting" => tr.t("rule-counting"),
        "days" => tr.t("rule-days"),
        "deadlines" => tr.t("audit-thing-deadlines"),
        "ends_on" => tr.t("audit-ends-on"),
        "events" => tr.t("audit-events"),
        "file" => tr.t("audit-file"),
        "form" => tr.t("audit-seal-form"),
        "gender" => tr.t("member-gender"),
        "group" => tr.t("filter-group"),
        "into" => tr.t("audit-into"),
        "kind" => tr.t("audit-kind"),
        "left" => tr.t("audit-left"),
        "moved" => tr.t("audit-moved"),
        "new" => tr.t("audit-new"),
        "open_to" => tr.t("audit-open-to"),
        "questions" => tr.t("audit-questions"),
        "rejected" => tr.t("audit-rejected"),
        "restarts_on_transfer" => tr.t("rule-transfer"),
        "restored" => tr.t("audit-restored"),
        "roll_forward" => tr.t("rule-roll"),
        "seat" => tr.t("audit-thing-seat"),
        "source" => tr.t("rule-source"),
        "through" => tr.t("audit-through"),
        "updated" => tr.t("audit-updated"),
        "weekend" => tr.t("rule-weekend"),
        _ => return None,
    })
}

/// The value of a datum. Codes are replaced by their labels.
pub(super) fn value(tr: Tr, name: &str, value: &str) -> String {
    let named = match name {
        "role" | "role_before" => {
            let of_text = || value.parse::<TextRole>().ok().map(|role| tr.role(role));
            value.parse::<Role>().ok().map(|role| tr.staff_role(role)).or_else(of_text)
        }
        "chamber" => value.parse::<Chamber>().ok().map(|chamber| tr.chamber(chamber)),
        "locale" => value.parse::<Locale>().ok().map(|locale| locale.own_name().to_owned()),
        "scope" => value.parse::<Scope>().ok().map(|of| scope(tr, of)),
        "action" => action(tr, value),
        "part" => value.parse::<TextPart>().ok().map(|part| tr.text_part(part)),
        "correction" | "what" => {
            let of = |what: CorrectionKind| tr.correction(&CorrectionRecord { what, before: None, after: None, ended: None });
            value.parse::<CorrectionKind>().ok().map(of)
        }
        "ended" | "ended_from" => value.parse::<Status>().ok().map(|status| tr.status(status)),
        "link" => value.parse::<LinkKind>().ok().map(|kind| tr.link_kind(kind, false)),
        "kind" => {
            let of_group = || value.parse::<GroupKind>().ok().map(|kind| tr.group_kind(kind));
            value.parse::<Succession>().ok().map(|kind| tr.succession(kind)).or_else(of_group)
        }
        "gender" => value.parse::<Gender>().ok().map(|gender| match gender {
            Gender::Feminine => tr.t("gender-feminine"),
            Gender::Masculine => tr.t("gender-masculine"),
        }),
        "counting" => value.parse::<Counting>().ok().map(|counting| match counting {
            Counting::Calendar => tr.t("counting-calendar"),
            Counting::Working => tr.t("counting-working"),
        }),
        "weekend" => value.parse::<u8>().ok().map(|bits| weekend(tr, bits)),
        "own" | "clock_restarts" | "restarts_on_transfer" | "roll_forward" => {
            value.parse::<bool>().ok().map(|yes| if yes { tr.t("audit-yes") } else { tr.t("audit-no") })
        }
        "by" => (value == "mail").then(|| tr.t("audit-by-mail")),
        "for" => purpose(tr, value),
        _ => None,
    };
    named.unwrap_or_else(|| value.to_owned())
}

/// The purpose of a link.
fn purpose(tr: Tr, code: &str) -> Option<String> {
    Some(match code {
        "invitation" => tr.t("audit-account-invited"),
        "new_password" => tr.t("audit-for-password"),
        "demonstration" => tr.t("audit-for-demonstration"),
        _ => return None,
    })
}

/// The weekend of a rule as a bit set; the lowest bit is Monday.
fn weekend(tr: Tr, bits: u8) -> String {
    let names = (1..=7).filter(|n| (bits >> (n - 1)) & 1 == 1).map(|n| weekday(tr, n));
    names.collect::<Vec<_>>().join(&format!("{} ", tr.t("comma")))
}
