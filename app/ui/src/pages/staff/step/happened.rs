//! Why nothing is left to be done by a step: what somebody did first, when, from which day on and for whom.

use chrono::{NaiveDate, NaiveDateTime};
use jawab_domain::lifecycle::EventKind;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    model::{Linked, Somebody},
    parts::lang,
};

/// What brought a question to the state that does not allow a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// What.
    pub kind: EventKind,
    /// By whom.
    pub who: Somebody,
    /// When it was recorded, by the clocks of Morocco.
    pub at: NaiveDateTime,
    /// The day from which on it holds.
    pub on: Option<NaiveDate>,
    /// The ministries that it concerns.
    pub ministries: Vec<Linked>,
}

/// It, in sentences.
pub(super) fn view(tr: Tr, of: &Happened) -> AnyView {
    let (what, day, time) = (tr.event(of.kind), tr.date(of.at.date()), of.at.format("%H:%M").to_string());
    let said = [("what", what.into()), ("date", day.into()), ("time", time.into())];
    let words = match &of.who {
        Somebody::Oneself => tr.ta("step-happened-own", said),
        Somebody::Unknown => tr.ta("step-happened-unknown", said),
        who => {
            let [what, date, time] = said;
            tr.ta("step-happened", [what, date, time, ("who", tr.somebody(who).into())])
        }
    };
    let on = of.on.map(|on| view! { <p>{tr.t("step-on")} {tr.t("colon")} " " {lang::day(tr, on)}</p> });
    let names = lang::joined(tr, of.ministries.iter().map(|ministry| lang::name(tr, &ministry.name)));
    let to = (!of.ministries.is_empty()).then(|| view! { <p>{tr.t("step-to")} {tr.t("colon")} " " <b>{names}</b></p> });
    view! { <p>{words}</p> {on} {to} }.into_any()
}
