//! What these pages have in common.

use jawab_domain::field::FieldName;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{form::hidden, item, lang, tags, text::text},
    form::{ACTION, FormState, IDEMPOTENCY_KEY, SHOWN},
    links::staff as links,
    model::QuestionRow,
    shell::staff::breadcrumbs,
};

/// The way here and the heading.
pub(super) fn head(tr: Tr, trail: Vec<(String, String)>, title: AnyView, lead: Option<String>) -> AnyView {
    head_with(tr, trail, title, None, lead)
}

/// As [`head`], with a name in other languages below the heading.
pub(super) fn head_with(tr: Tr, trail: Vec<(String, String)>, title: AnyView, also: Option<AnyView>, lead: Option<String>) -> AnyView {
    let lead = lead.map(|lead| view! { <p class="lead">{text(tr.locale, &lead)}</p> });
    view! { {breadcrumbs(tr, trail)} <header class="heading"><h1>{title}</h1>{also}{lead}</header> }.into_any()
}

/// Everything that was typed, to go with the next form unseen.
pub(super) fn carried(state: &FormState) -> AnyView {
    let own = |name: &str| [ACTION, IDEMPOTENCY_KEY, SHOWN].contains(&name) || FieldName::RosterDecision.place(name).is_some();
    let fields = state.pairs().iter().filter(|(name, _)| !own(name)).map(|(name, value)| hidden(name, value.clone()));
    fields.collect_view().into_any()
}

/// That what is shown now is not what was shown before.
pub(super) fn changed(tr: Tr, changed: bool) -> Option<AnyView> {
    changed.then(|| view! { <p class="notice" role="alert">{tr.t("preview-changed")}</p> }.into_any())
}

/// A question in the list of those that a change is about, with more to be said of it.
pub(super) fn question(tr: Tr, row: &QuestionRow, more: AnyView) -> AnyView {
    let subject = row.subject.best(tr.locale);
    let (locale, subject) = subject.map_or_else(|| (tr.locale, tr.t("no-subject")), |(locale, words)| (locale, words.clone()));
    let other = lang::foreign(tr, locale);
    view! {
        <li class="item">
            <h3 class="item-title" lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>
                <a href=links::question(tr.locale, &row.address.code)>{text(locale, &subject)}</a>
            </h3>
            <p class="meta">{item::number(tr, &row.address)} " " {more}</p>
        </li>
    }
    .into_any()
}

/// The first of the questions that lapse, and how many more there are.
pub(super) fn lapsing(tr: Tr, rows: &[QuestionRow], total: u64) -> Option<AnyView> {
    some_of(tr, "lapsing", tr.t("lapse-list"), rows, total)
}

/// The first of the open questions that stay as they are, and how many more there are.
pub(super) fn staying(tr: Tr, rows: &[QuestionRow], total: u64) -> Option<AnyView> {
    some_of(tr, "staying", tr.t("lapse-stay-list"), rows, total)
}

/// The lapsed questions that are not restored.
pub(super) fn left(tr: Tr, rows: &[QuestionRow], total: u64) -> Option<AnyView> {
    some_of(tr, "left", tr.t("lapse-left-list"), rows, total)
}

fn some_of(tr: Tr, id: &'static str, title: String, rows: &[QuestionRow], total: u64) -> Option<AnyView> {
    let more = total.saturating_sub(rows.len() as u64);
    let more = (more > 0).then(|| view! { <p class="hint">{tr.ta("preview-more", [("n", more.into())])}</p> });
    let item = |row: &QuestionRow| question(tr, row, tags::standing(tr, row.kind, row.status, row.standing));
    let list = || {
        view! {
            <section class="stack" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <ul class="list">{rows.iter().map(item).collect_view()}</ul>
                {more}
            </section>
        }
    };
    (!rows.is_empty()).then(|| list().into_any())
}
