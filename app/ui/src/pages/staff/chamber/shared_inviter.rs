//! Two-person acts by two accounts that the same administrator invited. Everybody who could have been asked instead is notified.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::catalogue::{Tr, isolate_unknown};

/// A two-person act by two accounts of the same inviter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedInviterConfirmation {
    /// The day of the confirmation.
    pub on: NaiveDate,
    /// The name of the person who confirmed it.
    pub confirmed_by: String,
    /// The name of the person who made the request.
    pub asked_by: String,
    /// The name of the administrator who invited both.
    pub invited_by: String,
    /// The link to what was done.
    pub link: String,
}

pub(in super::super) fn shared_inviter_confirmations(tr: Tr, all: &[SharedInviterConfirmation]) -> AnyView {
    let one = |of: &SharedInviterConfirmation| {
        let said = [
            ("date", tr.date(of.on).into()),
            ("confirmed", isolate_unknown(&of.confirmed_by).into()),
            ("asked", isolate_unknown(&of.asked_by).into()),
            ("invited", isolate_unknown(&of.invited_by).into()),
        ];
        view! { <p class="notice">{tr.ta("of-one-inviter", said)} " " <a href=of.link.clone()>{tr.t("of-one-inviter-look")}</a></p> }
    };
    all.iter().map(one).collect_view().into_any()
}
