//! Text with its own language and direction, dates, and values that may be unknown.

use chrono::{NaiveDate, NaiveDateTime};
use jawab_domain::{Locale, PerLocale};
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    filters::{FilterKey, ListFilters},
    links,
    model::Linked,
};

/// The language of a block if it differs from the page's, so that `lang` and `dir` are needed.
pub fn foreign(tr: Tr, locale: Locale) -> Option<Locale> {
    (locale != tr.locale).then_some(locale)
}

/// Inline text in a known language, isolated from the text around it.
pub fn inline(tr: Tr, locale: Locale, text: &str) -> AnyView {
    isolated(tr, locale, text.to_owned())
}

/// The same for content that is already a view.
pub fn isolated(tr: Tr, locale: Locale, words: impl IntoAny) -> AnyView {
    let other = foreign(tr, locale);
    view! { <bdi lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{words.into_any()}</bdi> }.into_any()
}

/// A name in the reader's language, otherwise in any language that has one, otherwise "unknown".
pub fn name(tr: Tr, names: &PerLocale<String>) -> AnyView {
    match names.best(tr.locale) {
        Some((locale, text)) => inline(tr, locale, text),
        None => tr.t("unknown").into_any(),
    }
}

/// A name, linked to its page if it has one.
fn linked(tr: Tr, of: &Linked, address: fn(Locale, &str) -> String) -> AnyView {
    if of.slug.is_empty() {
        return name(tr, &of.name);
    }
    view! { <a href=address(tr.locale, &of.slug)>{name(tr, &of.name)}</a> }.into_any()
}

/// A ministry's name, linked to its page.
pub fn ministry(tr: Tr, of: &Linked) -> AnyView {
    linked(tr, of, links::ministry)
}

/// A member's name, linked to their page.
pub fn member(tr: Tr, of: &Linked) -> AnyView {
    linked(tr, of, links::member)
}

/// A theme's name, linked to the list of its questions.
pub fn theme(tr: Tr, of: &Linked) -> AnyView {
    linked(tr, of, |locale, slug| ListFilters::default().with(FilterKey::Theme, slug).list_link(locale))
}

/// Views joined with the comma of the language.
pub fn joined(tr: Tr, views: impl IntoIterator<Item = AnyView>) -> AnyView {
    let comma = tr.t("comma");
    views
        .into_iter()
        .enumerate()
        .map(|(n, view)| if n == 0 { view } else { (comma.clone() + " ", view).into_any() })
        .collect_view()
        .into_any()
}

/// The ministries of an event after its name: all that it concerns, and the one that had the question before.
pub fn event_ministries(tr: Tr, all: &[PerLocale<String>], from: Option<&PerLocale<String>>) -> Option<AnyView> {
    let before = from.map(|from| (" (", tr.t("event-instead-of"), tr.t("colon"), " ", name(tr, from), ")"));
    let names = joined(tr, all.iter().map(|ministry| name(tr, ministry)));
    (!all.is_empty()).then(|| (tr.t("colon"), " ", names, before).into_any())
}

/// A date with its machine-readable value.
pub fn day(tr: Tr, day: NaiveDate) -> AnyView {
    view! { <time datetime=day.to_string()>{tr.date(day)}</time> }.into_any()
}

/// An instant in Moroccan local time, to the minute.
pub fn instant(tr: Tr, at: NaiveDateTime) -> AnyView {
    let time = at.format("%H:%M").to_string();
    view! { <time datetime=at.format("%Y-%m-%dT%H:%M").to_string()>{tr.date(at.date())} " " {ltr(time)}</time> }.into_any()
}

/// A date, or "unknown".
pub fn day_or_unknown(tr: Tr, known: Option<NaiveDate>) -> AnyView {
    match known {
        Some(known) => day(tr, known),
        None => unknown(tr),
    }
}

/// "Unknown", in a paler colour than known values.
pub fn unknown(tr: Tr) -> AnyView {
    missing(tr.t("unknown"))
}

/// Why a value is missing, in a paler colour than known values.
pub fn missing(why: String) -> AnyView {
    view! { <span class="unknown">{why}</span> }.into_any()
}

/// A number or reference, always written from left to right.
pub fn ltr(text: impl ToString) -> AnyView {
    view! { <bdi dir="ltr">{text.to_string()}</bdi> }.into_any()
}

/// A period: "15 octobre 2026 – 20 octobre 2026". An open end is described in words.
pub fn period(tr: Tr, period: jawab_domain::people::Period) -> AnyView {
    match (period.from, period.to) {
        (Some(from), Some(to)) => tr.ta("period-from-to", [("from", tr.date(from).into()), ("to", tr.date(to).into())]),
        (Some(from), None) => tr.ta("period-since", [("from", tr.date(from).into())]),
        (None, Some(to)) => tr.ta("period-until", [("to", tr.date(to).into())]),
        (None, None) => tr.t("period-unknown"),
    }
    .into_any()
}
