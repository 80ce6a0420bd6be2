//! An item on a board.

use chrono::{Days, NaiveDate};
use jawab_domain::{
    Standing,
    board::Lane,
    field::FieldName,
    preparation::{Setback, WorkState},
};
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{
        item, lang,
        tags::{self, Tone, tag},
        text::text,
    },
    form::FormState,
    links,
    model::{BoardItem, Departure, RefusedTransfer},
};

/// An item. `several`: the board has several ministries, so the item names its own. `chosen` holds the ticked items, if items can
/// be ticked.
pub fn board_item(tr: Tr, today: NaiveDate, of: &BoardItem, several: bool, chosen: Option<&FormState>) -> AnyView {
    let (locale, subject) = of.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    let pick = chosen.filter(|_| of.can_be_assigned()).map(|chosen| pick(tr, of, chosen));
    let ministry = several.then(|| view! { <p class="meta">{lang::name(tr, &of.ministry.name)}</p> });
    let subject = text(locale, &subject);
    // A ministry that does not have the question any more has no page of an answer.
    let subject = if of.departure.is_some() { subject } else { view! { <a href=of.link(tr.locale)>{subject}</a> }.into_any() };
    view! {
        <article class="ticket">
            <div class="ticket-head">
                <h3 lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{subject}</h3>
                {pick}
            </div>
            <p class="meta">{stands(tr, today, of)} {item::number(tr, &of.address)}</p>
            {ministry}
            {work(tr, today, of)}
            {notes(tr, of)}
        </article>
    }
    .into_any()
}

fn pick(tr: Tr, of: &BoardItem, chosen: &FormState) -> AnyView {
    let label = tr.ta("ticket-pick", [("subject", of.subject_text(tr).into())]);
    let name = FieldName::Parts.form();
    view! { <input type="checkbox" class="pick" name=name value=of.value() aria-label=label checked=chosen.has(name, &of.value()) /> }
        .into_any()
}

/// The standing: a due date of tomorrow is named so, an item at the Chamber shows since when, and a requested transfer is named beside the
/// deadline, which still runs.
fn stands(tr: Tr, today: NaiveDate, of: &BoardItem) -> AnyView {
    if let Some(left) = &of.departure {
        return tag(Tone::Plain, tr.departure(left));
    }
    let tomorrow = today.checked_add_days(Days::new(1));
    let own = match of.standing {
        Standing::DueSoon { .. } if of.due_on == tomorrow => {
            let date = of.due_on.map(|day| tr.date(day)).unwrap_or_default();
            tag(Tone::Amber, tr.ta("ticket-tomorrow", [("date", date.into())]))
        }
        _ => tags::standing(tr, of.kind, of.status, of.standing),
    };
    let waiting = (of.lane == Some(Lane::Waiting)).then(|| tag(Tone::Green, waiting(tr, today, of)));
    // While the Chamber has the answer, only lateness matters.
    let own = (waiting.is_none() || matches!(of.standing, Standing::Overdue { .. } | Standing::DueToday)).then_some(own);
    let asked = of.transfer_asked.then(|| tag(Tone::Green, tr.t("ticket-transfer-asked")));
    (waiting, own, asked).into_any()
}

fn waiting(tr: Tr, today: NaiveDate, of: &BoardItem) -> String {
    let Some(on) = of.submitted_on else { return tr.work_state(WorkState::Submitted) };
    match (today - on).num_days() {
        0 => tr.t("ticket-sent-today"),
        1 => tr.t("ticket-sent-yesterday"),
        _ => tr.ta("ticket-sent", [("date", tr.date(on).into())]),
    }
}

/// The assignee, the progress, and the internal deadline. None of them is shown once the question is answered or has ended.
fn work(tr: Tr, today: NaiveDate, of: &BoardItem) -> Option<AnyView> {
    if of.answered_on.is_some() || of.status.has_ended() || of.departure.is_some() {
        return None;
    }
    let who = assignee(tr, of);
    let state = matches!(of.state, WorkState::Drafted | WorkState::Cleared).then(|| view! { <span>{tr.work_state(of.state)}</span> });
    let internal = of.internal_due_on.filter(|_| of.state != WorkState::Submitted).map(|day| {
        let passed = (day < today).then_some("late");
        let words = if day == today { tr.t("ticket-internal-today") } else { tr.ta("ticket-internal", [("date", tr.date(day).into())]) };
        let late = of.late_internal_deadline(today).map(|_| (" ", tr.t("ticket-internal-late")));
        view! { <span class=passed>{words} {late}</span> }
    });
    let age =
        of.age(today).filter(|_| of.lane != Some(Lane::Waiting)).map(|n| view! { <span>{tr.ta("ticket-age", [("n", n.into())])}</span> });
    Some(view! { <p class="meta">{who} {state} {internal} {age}</p> }.into_any())
}

/// The assignee, and that they can no longer work for the ministry, if so.
pub fn assignee(tr: Tr, of: &BoardItem) -> Option<AnyView> {
    let left = of.assignee_has_left.then(|| (" ", tr.t("ticket-assignee-left")));
    of.assigned_to.clone().map(|name| view! { <span>{tr.t("ticket-assigned")} " " <bdi>{name}</bdi> {left}</span> }.into_any())
}

/// The Chamber's notes, and the setback of the answer.
fn notes(tr: Tr, of: &BoardItem) -> AnyView {
    if let Some(left) = &of.departure {
        return gone(tr, left, of.setback.as_ref());
    }
    if of.answered_on.is_some() {
        return ().into_any();
    }
    let befell = of.setback.as_ref().filter(|of| !matches!(of, Setback::Away { .. }));
    let setback = befell.map(|of| view! { <p class="ticket-note">{setback(tr, of)}</p> });
    if of.status.has_ended() {
        return setback.into_any();
    }
    let returned = of.returned.clone().map(|why| {
        view! { <p class="ticket-note">{tr.t("ticket-returned")} {tr.t("colon")} " " <bdi>{why}</bdi></p> }
    });
    let refused = of.transfer_refused.as_ref().map(|of| view! { <p class="ticket-note">{refused(tr, of)}</p> });
    (setback, returned, refused, reminded(tr, of)).into_any()
}

/// That the Chamber refused a transfer, who decided so, and why.
pub fn refused(tr: Tr, of: &RefusedTransfer) -> AnyView {
    let by = of.by.clone().map(|name| (" (", view! { <bdi>{name}</bdi> }, ")"));
    let why = view! { <q dir="auto">{of.reason.clone()}</q> };
    (tr.ta("ticket-transfer-refused", [("date", tr.date(of.on).into())]), by, tr.t("colon"), " ", why).into_any()
}

/// Where a question went, and what became of the ministry's answer.
fn gone(tr: Tr, of: &Departure, setback: Option<&Setback>) -> AnyView {
    let to = of.to.as_ref().map(|to| {
        view! { <p class="ticket-note">{tr.t("ticket-transferred-to")} " " <b>{lang::name(tr, &to.name)}</b></p> }
    });
    let back = matches!(setback, Some(Setback::Away { taken_back: true }));
    let back = back.then(|| view! { <p class="ticket-note">{tr.t("ticket-taken-back")}</p> });
    (to, back).into_any()
}

/// A short text about a setback.
fn setback(tr: Tr, of: &Setback) -> AnyView {
    match of {
        Setback::Annulled { recorded, of, reason } => {
            let why = reason.clone().map(|why| (tr.t("colon"), " ", view! { <bdi>{why}</bdi> }));
            let what = match (of.map(|on| [("date", tr.date(on).into())]), recorded) {
                (Some(date), false) => tr.ta("ticket-annulled", date),
                (None, false) => tr.t("ticket-annulled-undated"),
                (Some(date), true) => tr.ta("ticket-annulled-recorded", date),
                (None, true) => tr.t("ticket-annulled-recorded-undated"),
            };
            (what, why).into_any()
        }
        Setback::Ended { on, taken_back } => {
            let on = on.map(|on| tr.ta("ticket-ended", [("date", tr.date(on).into())]));
            let back = taken_back.then(|| (" ", tr.t("ticket-taken-back")));
            (on, back).into_any()
        }
        Setback::Restored => tr.t("ticket-restored").into_any(),
        Setback::Returned => tr.t("ticket-returned-here").into_any(),
        Setback::Away { .. } => ().into_any(),
    }
}

/// An item as the Chamber sees it: its ministry, and the last reminder. The Chamber does not see the ministry's internal work.
pub fn at_ministry(tr: Tr, today: NaiveDate, of: &BoardItem, chosen: &FormState) -> AnyView {
    let (locale, subject) = of.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    view! {
        <article class="ticket">
            <div class="ticket-head">
                <h3 lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>
                    <a href=links::staff::question(tr.locale, &of.address.code)>{text(locale, &subject)}</a>
                </h3>
                {pick(tr, of, chosen)}
            </div>
            <p class="meta">{stands(tr, today, of)} {item::number(tr, &of.address)}</p>
            <p class="meta">{lang::name(tr, &of.ministry.name)}</p>
            {reminded(tr, of)}
        </article>
    }
    .into_any()
}

fn reminded(tr: Tr, of: &BoardItem) -> Option<AnyView> {
    let reminder = reminder(tr, of.reminded_on?, of.reminder_note.as_deref());
    Some(view! { <p class="ticket-note">{reminder}</p> }.into_any())
}

/// A reminder of the Chamber, with its note.
pub fn reminder(tr: Tr, on: NaiveDate, note: Option<&str>) -> AnyView {
    let note = note.map(|note| (tr.t("colon"), " ", view! { <q dir="auto">{note.to_owned()}</q> }));
    (tr.ta("ticket-reminded", [("date", tr.date(on).into())]), note).into_any()
}
