//! The translation desk: what lacks a language, and what was not written or read over by the institution.

use chrono::NaiveDate;
use jawab_domain::{
    Locale, PerLocale,
    translation::{About, Need},
};
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    links,
    model::QuestionAddress,
    parts::{item, lang, pagination, tags, text::text},
};

mod filters;
mod query;

pub use query::DeskQuery;

/// What the translation desk lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskPage {
    /// What it is narrowed to, and in which order.
    pub query: DeskQuery,
    /// How many have each need.
    pub counts: Vec<(Need, u64)>,
    /// How many are listed, on all pages.
    pub total: u64,
    /// How many pages there are.
    pub pages: u32,
    /// Those of this page.
    pub items: Vec<DeskItem>,
}

/// A question whose texts in a language need work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskItem {
    /// By what it is found.
    pub address: QuestionAddress,
    /// Its subject.
    pub subject: PerLocale<String>,
    /// The language.
    pub into: Locale,
    /// The day of deposit, if known.
    pub deposited_on: Option<NaiveDate>,
    /// How often its page was read.
    pub readings: u64,
    /// What its texts need, and how many of them.
    pub needs: Vec<(About, Need, u64)>,
    /// The answers among them: code and ministry.
    pub answers: Vec<(String, PerLocale<String>)>,
}

/// A need, in words.
pub(super) fn need(tr: Tr, of: Need) -> String {
    match of {
        Need::Missing => tr.t("need-missing"),
        Need::Machine => tr.t("need-machine"),
        Need::Unofficial => tr.t("need-unofficial"),
        Need::Unreviewed => tr.t("need-unreviewed"),
    }
}

/// The language into which something is put, in words.
pub(super) fn into_language(tr: Tr, into: Locale) -> String {
    match into {
        Locale::Ar => tr.t("desk-into-ar"),
        Locale::Fr => tr.t("desk-into-fr"),
    }
}

pub(super) fn view(tr: Tr, page: &DeskPage) -> AnyView {
    let items = page.items.iter().map(|of| one(tr, of)).collect_view();
    let list = if page.items.is_empty() {
        view! { <section class="card missing empty"><p>{tr.t("desk-none")}</p></section> }.into_any()
    } else {
        view! { <ul class="list desk-list">{items}</ul> }.into_any()
    };
    let pages = pagination::by_number(tr, page.query.page, page.pages, |n| page.query.on_page(n).link(tr.locale));
    view! {
        <header class="heading">
            <h1>{tr.t("desk-title")}</h1>
            <p class="hint">{tr.t("desk-lead")}</p>
        </header>
        {filters::needs(tr, page)}
        {filters::form(tr, &page.query)}
        {filters::orders(tr, &page.query)}
        <section class="stack" aria-label=tr.t("desk-title")>
            <p class="hint" role="status">{tr.ta("desk-total", [("n", page.total.into())])}</p>
            {list}
            {pages}
        </section>
    }
    .into_any()
}

fn one(tr: Tr, of: &DeskItem) -> AnyView {
    let (locale, subject) = of.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    let code = &of.address.code;
    let has = |about: About| of.needs.iter().any(|(of, ..)| *of == about);
    let to_question = links::desk::question(tr.locale, code, of.into);
    let first = match of.answers.first() {
        Some((answer, _)) if !has(About::Question) => links::desk::answer(tr.locale, code, of.into, answer),
        _ => to_question.clone(),
    };
    let question = has(About::Question).then(|| {
        let href = to_question.clone();
        view! { <li><a href=href>{tr.t("desk-question")}</a> " " {needs(tr, of, About::Question)}</li> }
    });
    let answers = of.answers.iter().enumerate().map(|(n, (answer, ministry))| {
        let href = links::desk::answer(tr.locale, code, of.into, answer);
        let whose = (!ministry.is_empty()).then(|| (" (", lang::name(tr, ministry), ")"));
        view! { <li><a href=href>{tr.t("desk-answer")} {whose}</a> " " {(n == 0).then(|| needs(tr, of, About::Answer))}</li> }
    });
    view! {
        <li class="item">
            <h2 class="item-title" lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())><a href=first>{text(locale, &subject)}</a></h2>
            <p class="meta">
                {tags::tag(tags::Tone::Blue, into_language(tr, of.into))}
                {item::number(tr, &of.address)}
                {of.deposited_on.map(|on| view! { <span>{tr.t("waits-since-deposit")} " " {lang::day(tr, on)}</span> })}
                <span>{tr.ta("desk-readings", [("n", of.readings.into())])}</span>
            </p>
            <ul class="desk-needs">{question} {answers.collect_view()}</ul>
        </li>
    }
    .into_any()
}

/// What the texts of the question or of its answers need.
fn needs(tr: Tr, of: &DeskItem, about: About) -> AnyView {
    let tag = |(_, kind, n): &(About, Need, u64)| {
        let tone = match kind {
            Need::Missing => tags::Tone::Red,
            Need::Machine | Need::Unofficial => tags::Tone::Amber,
            Need::Unreviewed => tags::Tone::Plain,
        };
        let words = need(tr, *kind);
        view! { " " {tags::tag(tone, if *n > 1 { tr.ta("desk-several", [("what", words.into()), ("n", (*n).into())]) } else { words })} }
    };
    of.needs.iter().filter(|(of, ..)| *of == about).map(tag).collect_view().into_any()
}
