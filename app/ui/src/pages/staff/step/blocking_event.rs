//! Why nothing is left to do in a step: the event that somebody caused first, its time, its day and the ministries concerned.

use chrono::{NaiveDate, NaiveDateTime};
use jawab_domain::lifecycle::EventKind;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::lang,
    model::{ActorName, Linked},
};

/// The event that led to a state in which the step is not allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockingEvent {
    /// The kind of event.
    pub kind: EventKind,
    /// The actor.
    pub who: ActorName,
    /// When it was recorded, in Moroccan local time.
    pub at: NaiveDateTime,
    /// The day from which it takes effect.
    pub on: Option<NaiveDate>,
    /// The ministries concerned.
    pub ministries: Vec<Linked>,
}

/// The event in sentences.
pub(super) fn view(tr: Tr, of: &BlockingEvent) -> AnyView {
    let (what, day, time) = (tr.event(of.kind), tr.date(of.at.date()), of.at.format("%H:%M").to_string());
    let said = [("what", what.into()), ("date", day.into()), ("time", time.into())];
    let words = match &of.who {
        ActorName::CurrentUser => tr.ta("step-happened-own", said),
        ActorName::Unknown => tr.ta("step-happened-unknown", said),
        who => {
            let [what, date, time] = said;
            tr.ta("step-happened", [what, date, time, ("who", tr.actor_name(who).into())])
        }
    };
    let on = of.on.map(|on| view! { <p>{tr.t("step-on")} {tr.t("colon")} " " {lang::day(tr, on)}</p> });
    let names = lang::joined(tr, of.ministries.iter().map(|ministry| lang::name(tr, &ministry.name)));
    let to = (!of.ministries.is_empty()).then(|| view! { <p>{tr.t("step-to")} {tr.t("colon")} " " <b>{names}</b></p> });
    view! { <p>{words}</p> {on} {to} }.into_any()
}
