//! A question in a list.

use jawab_domain::{Standing, Status};
use leptos::prelude::*;

use super::{lang, tags, text::text};
use crate::{
    catalogue::Tr,
    model::{Linked, MarkedText, QuestionAddress, QuestionRow, TextSegment},
};

/// A list of questions.
pub fn list(tr: Tr, rows: &[QuestionRow]) -> AnyView {
    view! { <ul class="list">{rows.iter().map(|row| item(tr, row)).collect_view()}</ul> }.into_any()
}

fn item(tr: Tr, row: &QuestionRow) -> AnyView {
    view! { <li class="item">{heading(tr, row, None)}{meta(tr, row, Vec::new())}</li> }.into_any()
}

/// The subject as a heading that links to the question, with its matches highlighted. A subject in another language sets the
/// direction of the whole block.
pub fn heading(tr: Tr, row: &QuestionRow, marked: Option<&MarkedText>) -> AnyView {
    heading_to(tr, row, marked, row.address.link(tr.locale))
}

/// The same with another link target.
pub fn heading_to(tr: Tr, row: &QuestionRow, marked: Option<&MarkedText>, href: String) -> AnyView {
    let (locale, words) = match (marked, row.subject.best(tr.locale)) {
        (Some(marked), _) => (marked.locale, parts(marked)),
        (None, Some((locale, subject))) => (locale, text(locale, subject)),
        (None, None) => (tr.locale, tr.t("no-subject").into_any()),
    };
    let other = lang::foreign(tr, locale);
    view! {
        <h3 lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>
            <a href=href>{words}</a>
        </h3>
    }
    .into_any()
}

/// Text with its matches highlighted.
pub fn parts(marked: &MarkedText) -> AnyView {
    let part = |part: &TextSegment| {
        let words = text(marked.locale, &part.text);
        if part.marked { view! { <mark>{words}</mark> }.into_any() } else { words }
    };
    marked.parts.iter().map(part).collect_view().into_any()
}

/// The metadata of a question in a list. `more` are tags that come before its languages.
pub fn meta(tr: Tr, row: &QuestionRow, more: Vec<AnyView>) -> AnyView {
    view! {
        <p class="meta">
            {tags::standing(tr, row.kind, row.status, row.standing)}
            {number_of(tr, row.status, &row.address)}
            {(!row.authors.is_empty()).then(|| authors(tr, &row.authors))}
            {(!row.ministries.is_empty()).then(|| ministries(tr, &row.ministries))}
            {due(tr, row)}
            {more}
            {tags::languages(tr, &row.languages)}
        </p>
    }
    .into_any()
}

/// "Chambre des conseillers, n° 1234", or that the number is unknown.
pub fn number(tr: Tr, address: &QuestionAddress) -> AnyView {
    let chamber = address.chamber.map(|chamber| tr.chamber(chamber) + &tr.t("comma") + " ");
    let number = match address.number {
        Some(number) => view! { <span class="nowrap">{tr.t("number-sign")} " " {lang::ltr(number)}</span> }.into_any(),
        None => tr.t("number-unknown").into_any(),
    };
    view! { <span>{chamber}{number}</span> }.into_any()
}

/// The same for a question that may be a draft. A draft shows its Chamber, and its proposed number if it has one.
pub fn number_of(tr: Tr, status: Status, address: &QuestionAddress) -> AnyView {
    let Some(chamber) = address.chamber.filter(|_| status == Status::Draft) else { return number(tr, address) };
    let proposed = address.number.map(|number| {
        (tr.t("comma"), " ", view! { <span class="nowrap">{tr.t("number-proposed")} {tr.t("colon")} " " {lang::ltr(number)}</span> })
    });
    view! { <span>{tr.chamber(chamber)}{proposed}</span> }.into_any()
}

fn authors(tr: Tr, authors: &[Linked]) -> AnyView {
    view! { <span>{lang::joined(tr, authors.iter().map(|author| lang::name(tr, &author.name)))}</span> }.into_any()
}

fn ministries(tr: Tr, ministries: &[Linked]) -> AnyView {
    let names = lang::joined(tr, ministries.iter().map(|ministry| lang::name(tr, &ministry.name)));
    view! { <span>{tr.t("addressed-to")} " " {names}</span> }.into_any()
}

/// The due date while the question is open, then the date of the answer.
fn due(tr: Tr, row: &QuestionRow) -> Option<AnyView> {
    match (row.standing, row.due_on, row.answered_on) {
        (Standing::AnsweredOnTime | Standing::AnsweredLate { .. } | Standing::Answered, _, Some(on)) => {
            Some(view! { <span>{tr.t("answered-on")} " " {lang::day(tr, on)}</span> }.into_any())
        }
        (Standing::Overdue { .. } | Standing::DueToday | Standing::DueSoon { .. } | Standing::OnTime { .. }, Some(on), _) => {
            Some(view! { <span>{tr.t("due-on")} " " {lang::day(tr, on)}</span> }.into_any())
        }
        _ => None,
    }
}
