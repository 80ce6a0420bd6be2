//! What takes two people, and was done by two accounts that one administrator invited: whoever could have been asked is told.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::catalogue::{Tr, isolate_unknown};

/// Something that two accounts of one inviter did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfOneInviter {
    /// On what day it was confirmed.
    pub on: NaiveDate,
    /// Who confirmed it.
    pub confirmed_by: String,
    /// Who asked for it.
    pub asked_by: String,
    /// Who invited both.
    pub invited_by: String,
    /// Where it can be looked at.
    pub link: String,
}

pub(in super::super) fn of_one_inviter(tr: Tr, all: &[OfOneInviter]) -> AnyView {
    let one = |of: &OfOneInviter| {
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
