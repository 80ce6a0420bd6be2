//! The translation desk: texts that lack a language, or that the institution neither wrote nor reviewed.

use chrono::NaiveDate;
use jawab_domain::{
    Locale, PerLocale,
    translation::{Need, TextOwner},
};
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{item, lang, pagination, tags, text::text},
    links,
    model::QuestionAddress,
};

mod filters;
mod query;

pub use query::DeskQuery;

/// The content of the translation desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskPage {
    /// The filters and the sort order.
    pub query: DeskQuery,
    /// The number of questions with each need.
    pub counts: Vec<(Need, u64)>,
    /// The number of results on all pages.
    pub total: u64,
    /// The number of pages.
    pub pages: u32,
    /// The items of this page.
    pub items: Vec<DeskItem>,
}

/// A question whose texts in a language need work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskItem {
    /// The code and reference of the question.
    pub address: QuestionAddress,
    /// Its subject.
    pub subject: PerLocale<String>,
    /// The language.
    pub into: Locale,
    /// The day of deposit, if known.
    pub deposited_on: Option<NaiveDate>,
    /// The number of views of its page.
    pub views: u64,
    /// The needs of its texts, with the number of texts.
    pub needs: Vec<(TextOwner, Need, u64)>,
    /// The answers concerned: code and ministry.
    pub answers: Vec<(String, PerLocale<String>)>,
}

/// The label of a need.
pub(super) fn need(tr: Tr, of: Need) -> String {
    match of {
        Need::Missing => tr.t("need-missing"),
        Need::Machine => tr.t("need-machine"),
        Need::Unofficial => tr.t("need-unofficial"),
        Need::Unreviewed => tr.t("need-unreviewed"),
    }
}

/// "Into Arabic", "into French".
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
    let has = |about: TextOwner| of.needs.iter().any(|(of, ..)| *of == about);
    let to_question = links::desk::question(tr.locale, code, of.into);
    let first = match of.answers.first() {
        Some((answer, _)) if !has(TextOwner::Question) => links::desk::answer(tr.locale, code, of.into, answer),
        _ => to_question.clone(),
    };
    let question = has(TextOwner::Question).then(|| {
        let href = to_question.clone();
        view! { <li><a href=href>{tr.t("desk-question")}</a> " " {needs(tr, of, TextOwner::Question)}</li> }
    });
    let answers = of.answers.iter().enumerate().map(|(n, (answer, ministry))| {
        let href = links::desk::answer(tr.locale, code, of.into, answer);
        let whose = (!ministry.is_empty()).then(|| (" (", lang::name(tr, ministry), ")"));
        view! { <li><a href=href>{tr.t("desk-answer")} {whose}</a> " " {(n == 0).then(|| needs(tr, of, TextOwner::Answer))}</li> }
    });
    view! {
        <li class="item">
            <h2 class="item-title" lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())><a href=first>{text(locale, &subject)}</a></h2>
            <p class="meta">
                {tags::tag(tags::Tone::Blue, into_language(tr, of.into))}
                {item::number(tr, &of.address)}
                {of.deposited_on.map(|on| view! { <span>{tr.t("waits-since-deposit")} " " {lang::day(tr, on)}</span> })}
                <span>{tr.ta("desk-readings", [("n", of.views.into())])}</span>
            </p>
            <ul class="desk-needs">{question} {answers.collect_view()}</ul>
        </li>
    }
    .into_any()
}

/// The needs of the question's or of its answers' texts.
fn needs(tr: Tr, of: &DeskItem, about: TextOwner) -> AnyView {
    let tag = |(_, kind, n): &(TextOwner, Need, u64)| {
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
