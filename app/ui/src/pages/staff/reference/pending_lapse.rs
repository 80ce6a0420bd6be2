//! A lapse that one person asked for: another confirms it, whoever asked takes it back, and within a day it can be undone.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime};
use jawab_domain::{
    Chamber,
    field::{FieldName, FieldPath},
    lifecycle::Refusal,
};
use leptos::prelude::*;

use super::{
    BACK, CONFIRM, DROP, UNDO,
    frame::{changed, head, lapsing, left, staying},
};
use crate::{
    catalogue::Tr,
    components::{
        form::{Field, Input, Weight, actions, button, form, hidden, input, summary, textarea},
        lang,
    },
    form::{FormState, Post, SHOWN},
    links::staff as links,
    model::QuestionRow,
};

/// A lapse that waits for a second person, or was confirmed a short while ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingLapse {
    /// Its identity.
    pub id: i64,
    /// Whose questions.
    pub chamber: Chamber,
    /// Of which legislature.
    pub legislature: i32,
    /// The day on which they lapse.
    pub on: NaiveDate,
    /// How many questions, as was shown to who asked; as lapsed, once confirmed.
    pub questions: u64,
    /// How many would lapse now; once they have, how many would be as before if it were undone.
    pub now: u64,
    /// Who asked.
    pub who: String,
    /// Why.
    pub reason: String,
    /// What can be done with it.
    pub stage: LapseStage,
    /// Until when it can be undone as a whole, by the clocks of Morocco; none before it is confirmed.
    pub until: Option<NaiveDateTime>,
    /// That it was undone.
    pub undone: Option<Undone>,
}

/// That a lapse was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// Who undid it.
    pub who: String,
    /// When, by the clocks of Morocco.
    pub at: NaiveDateTime,
    /// Why, as far as that was kept.
    pub reason: Option<String>,
}

/// What can be done with a lapse, by whoever looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LapseStage {
    /// To confirm or refuse it.
    Confirm,
    /// Nothing: another person decides, for this reason.
    NotTheirs(Refusal),
    /// To take it back; another person must confirm it.
    TakeBack,
    /// To undo it.
    Undo,
    /// Nothing: it can be undone as a whole no longer.
    Past,
    /// Nothing: it was undone.
    Undone,
}

/// A lapse to confirm, to take back or to undo.
#[derive(Debug, Clone, PartialEq)]
pub struct LapseDecisionPage {
    /// Which.
    pub lapse: PendingLapse,
    /// Where the form goes.
    pub post: Post,
    /// What is in it, and what is wrong.
    pub state: FormState,
    /// The first of them.
    pub rows: Vec<QuestionRow>,
    /// How many questions stay as they are, and the first of these: open ones that do not lapse, or lapsed ones that are not restored.
    pub stay: (u64, Vec<QuestionRow>),
    /// Whether something else was shown before.
    pub changed: bool,
}

/// Those that are at hand, below the form that asks for another.
pub(super) fn list(tr: Tr, all: &[PendingLapse]) -> Option<AnyView> {
    let line = |of: &PendingLapse| {
        let words = match of.stage {
            LapseStage::Confirm => Some(tr.t("work-decide")),
            LapseStage::NotTheirs(_) => None,
            LapseStage::TakeBack => Some(tr.t("lapse-take-back")),
            LapseStage::Undo => Some(tr.t("lapse-undo")),
            LapseStage::Past | LapseStage::Undone => Some(tr.t("lapse-details")),
        };
        let link = words.map(|words| view! { <a href=links::pending_lapse(tr.locale, of.id)>{words}</a> });
        let state = state(tr, of);
        let (total, since) = (of.now, since(tr, of));
        let since = since.map(|words| (words, " "));
        view! {
            <li>
                <b>{what(tr, of)}</b> {tr.t("colon")} " " {tr.ta("lapse-count", [("n", total.into())])} ". " {since} {state} " " {link}
            </li>
        }
    };
    (!all.is_empty()).then(|| {
        view! {
            <section class="card stack" aria-labelledby="at-hand">
                <h2 id="at-hand">{tr.t("lapse-at-hand")}</h2>
                <ul class="bullets">{all.iter().map(line).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// How far it has come.
fn state(tr: Tr, of: &PendingLapse) -> AnyView {
    match (&of.undone, of.until) {
        (Some(undone), _) => undone_by(tr, undone),
        (None, Some(until)) if of.stage == LapseStage::Undo => done(tr, until).into_any(),
        (None, Some(_)) => tr.t("lapse-past").into_any(),
        (None, None) => tr.t("lapse-waits").into_any(),
    }
}

/// That it can be undone, and until when.
fn done(tr: Tr, until: NaiveDateTime) -> String {
    tr.ta("lapse-done", [("date", tr.date(until.date()).into()), ("time", until.format("%H:%M").to_string().into())])
}

/// Who undid it, when and why.
fn undone_by(tr: Tr, of: &Undone) -> AnyView {
    let why = of.reason.clone().map(|why| (tr.t("colon"), " ", view! { <q dir="auto">{why}</q> }));
    view! {
        {tr.t("lapse-undone-by")} " " <b><bdi>{of.who.clone()}</bdi></b> {tr.t("comma")} " " {lang::instant(tr, of.at)} {why}
    }
    .into_any()
}

fn what(tr: Tr, of: &PendingLapse) -> AnyView {
    let legislature = tr.legislature(of.legislature);
    (tr.chamber(of.chamber), tr.t("comma"), " ", legislature, tr.t("comma"), " ", lang::day(tr, of.on)).into_any()
}

/// How many fewer or more there are than when it was asked for; once they have lapsed, how many were touched since.
fn since(tr: Tr, of: &PendingLapse) -> Option<String> {
    let now = of.now;
    if matches!(of.stage, LapseStage::Past | LapseStage::Undone) {
        return None;
    }
    if of.stage == LapseStage::Undo {
        let left = of.questions.saturating_sub(now);
        return (left > 0).then(|| tr.ta("lapse-left", [("n", left.into())]));
    }
    let said = |n: u64| [("asked", of.questions.into()), ("n", n.into())];
    match now.cmp(&of.questions) {
        Ordering::Less => Some(tr.ta("lapse-fewer", said(of.questions - now))),
        Ordering::Greater => Some(tr.ta("lapse-more", said(now - of.questions))),
        Ordering::Equal => None,
    }
}

fn label(tr: Tr, page: &LapseDecisionPage, field: FieldName) -> String {
    match field {
        FieldName::Typed => tr.t("lapse-typed"),
        FieldName::Reason if page.lapse.stage == LapseStage::Confirm => tr.t("step-decline-reason"),
        field => tr.field(field),
    }
}

/// The label of a field by its name in the form.
fn label_of(tr: Tr, page: &LapseDecisionPage, name: &str) -> String {
    let field = FieldPath::from_form(name, &[FieldName::Typed, FieldName::Reason]);
    field.map(|field| label(tr, page, field.name)).unwrap_or_default()
}

pub(super) fn title(tr: Tr, page: &LapseDecisionPage) -> String {
    if page.lapse.stage == LapseStage::Undo { tr.t("lapse-undo-title") } else { tr.t("lapse-title") }
}

pub(super) fn view(tr: Tr, page: LapseDecisionPage) -> AnyView {
    let trail = vec![(links::lapse(tr.locale), tr.t("lapse-title"))];
    let effect = match page.lapse.stage {
        LapseStage::Confirm => Some(tr.t("lapse-confirm-effect")),
        LapseStage::NotTheirs(_) | LapseStage::Past | LapseStage::Undone => None,
        LapseStage::TakeBack => Some(tr.t("lapse-take-back-effect")),
        LapseStage::Undo => Some(tr.t("lapse-undo-effect")),
    };
    let over = matches!(page.lapse.stage, LapseStage::Past | LapseStage::Undone);
    let confirmed = (over || page.lapse.stage == LapseStage::Undo).then(|| view! { <p class="notice">{state(tr, &page.lapse)}</p> });
    let refusal = if let LapseStage::NotTheirs(why) = page.lapse.stage { Some(tr.refusal(why)) } else { None };
    let refusal = refusal.map(|why| {
        view! { <div class="error-summary" role="alert" tabindex="-1"><h2>{tr.t("step-refused")}</h2><p>{why}</p></div> }
    });
    let stay = if page.lapse.stage == LapseStage::Undo { left } else { staying };
    let body = body(tr, &page);
    let own = if over || refusal.is_some() { body } else { form(page.post.clone(), BACK, body) };
    view! {
        {head(tr, trail, title(tr, &page).into_any(), None)}
        {refusal}
        {changed(tr, page.changed)}
        {summary(tr, &page.state, |field| label_of(tr, &page, field))}
        <section class="card effect" aria-labelledby="effect">
            <h2 id="effect">{what(tr, &page.lapse)}</h2>
            <p><b>{tr.ta("lapse-count", [("n", page.lapse.now.into())])}</b></p>
            {since(tr, &page.lapse).map(|words| view! { <p class="notice">{words}</p> })}
            {confirmed}
            {effect.map(|words| view! { <p>{words}</p> })}
            <p>{tr.t("lapse-asked-by")} " " <b><bdi>{page.lapse.who.clone()}</bdi></b> {tr.t("colon")} " " <q dir="auto">{page.lapse.reason.clone()}</q></p>
        </section>
        {lapsing(tr, &page.rows, page.lapse.now)}
        {stay(tr, &page.stay.1, page.stay.0)}
        {own}
    }
    .into_any()
}

/// What is to be said, and the buttons. Enter does nothing but show the page again.
fn body(tr: Tr, page: &LapseDecisionPage) -> AnyView {
    let back = Some(links::lapse(tr.locale));
    let reason = Field::new(FieldName::Reason.form(), label(tr, page, FieldName::Reason));
    match page.lapse.stage {
        LapseStage::Confirm => {
            let typed = Field::new(FieldName::Typed.form(), label(tr, page, FieldName::Typed)).hint(tr.t("lapse-typed-hint"));
            let fields = (input(tr, &page.state, typed, Input::Number), textarea(tr, &page.state, reason.optional(), 2));
            let go = button(Weight::Destructive, CONFIRM, tr.ta("lapse-confirm", [("n", page.lapse.now.into())]));
            let buttons = (go, button(Weight::Other, DROP, tr.t("lapse-refuse")));
            (hidden(SHOWN, page.lapse.now.to_string()), view! { <div class="form-section">{fields}</div> }, actions(tr, buttons, back))
                .into_any()
        }
        LapseStage::NotTheirs(_) | LapseStage::Past | LapseStage::Undone => actions(tr, (), back),
        LapseStage::TakeBack => actions(tr, button(Weight::Main, DROP, tr.t("lapse-take-back")), back),
        LapseStage::Undo => {
            let reason = textarea(tr, &page.state, reason.hint(tr.t("lapse-undo-reason-hint")), 2);
            let go = button(Weight::Destructive, UNDO, tr.t("lapse-undo"));
            (view! { <div class="form-section">{reason}</div> }, actions(tr, go, back)).into_any()
        }
    }
}
