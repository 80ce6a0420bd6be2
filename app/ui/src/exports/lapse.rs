//! The mail to the people who requested or confirmed a lapse, after somebody undid it.

use chrono::NaiveDate;
use jawab_domain::Chamber;

use super::Mail;
use crate::{
    catalogue::{Tr, isolate_unknown},
    links,
};

/// An undone lapse.
#[derive(Debug, Clone, Copy)]
pub struct LapseUndone<'a> {
    /// The name of the recipient.
    pub name: &'a str,
    /// The Chamber whose questions lapsed.
    pub chamber: Chamber,
    /// The legislature.
    pub legislature: i32,
    /// The day of the lapse.
    pub on: NaiveDate,
    /// The number of restored questions.
    pub restored: u64,
    /// The number of questions that were changed since and therefore not restored.
    pub left: u64,
    /// Who undid the lapse.
    pub by: &'a str,
    /// The reason.
    pub reason: &'a str,
}

/// The mail.
#[must_use]
pub fn lapse_undone(tr: Tr, public_url: &str, of: &LapseUndone<'_>) -> Mail {
    let legislature = tr.legislature(of.legislature);
    let what = tr.ta(
        "lapse-undone-what",
        [
            ("chamber", tr.chamber(of.chamber).into()),
            ("legislature", legislature.into()),
            ("date", tr.date(of.on).into()),
            ("name", isolate_unknown(of.by).into()),
        ],
    );
    let left = (of.left > 0).then(|| tr.ta("lapse-undone-left", [("n", of.left.into())]));
    let counts = [Some(tr.ta("lapse-undone-restored", [("n", of.restored.into())])), left];
    let paragraphs = [
        tr.ta("digest-greeting", [("name", isolate_unknown(of.name).into())]),
        what,
        counts.into_iter().flatten().collect::<Vec<_>>().join(" "),
        format!("{}{} {}", tr.t("step-reason"), tr.t("colon"), isolate_unknown(of.reason)),
        format!("{}{}\n{public_url}{}", tr.t("lapse-title"), tr.t("colon"), links::staff::lapse(tr.locale)),
    ];
    Mail { subject: tr.t("lapse-undone-subject"), body: paragraphs.join("\n\n") + "\n" }
}
