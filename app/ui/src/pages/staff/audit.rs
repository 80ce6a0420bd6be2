//! The audit record, with its search form, for administrators.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{
        form::{Choice, Field, Input, actions, date, input, select},
        lang, pagination,
    },
    form::FormState,
    links::staff as links,
};

mod data;
mod labels;

/// The audit record, or a search in it.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditPage {
    /// The search form.
    pub form: FormState,
    /// The actors to search for: code and name.
    pub actors: Vec<(String, String)>,
    /// The actions to search for: all that were ever recorded.
    pub actions: Vec<String>,
    /// The lines, the latest first.
    pub lines: Vec<AuditLine>,
    /// The link to the latest lines, unless they are shown.
    pub first: Option<String>,
    /// The link to earlier lines.
    pub earlier: Option<String>,
}

/// A line of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Its number.
    pub id: i64,
    /// When the line was written, in Moroccan local time.
    pub at: NaiveDateTime,
    /// The name of the actor. Empty: the program itself, or nobody was signed in.
    pub actor: String,
    /// The code of the action.
    pub action: String,
    /// The code of the subject.
    pub subject: String,
    /// The name of the subject; empty if it has none.
    pub subject_name: String,
    /// The link to the subject.
    pub subject_link: Option<String>,
    /// Further recorded data, as names and values.
    pub data: Vec<(String, String)>,
}

pub(super) fn view(tr: Tr, page: AuditPage) -> AnyView {
    let earlier = pagination::by_cursor(tr, page.first.clone(), page.earlier.clone());
    let none = page.lines.is_empty().then(|| view! { <p>{tr.t("audit-none")}</p> });
    view! {
        <div class="stack">
            <h1>{tr.t("staff-menu-audit")}</h1>
            <p class="hint">{tr.t("audit-text")}</p>
            {search(tr, &page)}
            {none}
            <ol class="list">{page.lines.iter().map(|line| one(tr, line)).collect_view()}</ol>
            {earlier}
        </div>
    }
    .into_any()
}

fn search(tr: Tr, page: &AuditPage) -> AnyView {
    let nobody = std::iter::once(Choice::new("jawab", tr.t("audit-program")));
    let actors = nobody.chain(page.actors.iter().map(|(code, name)| Choice::new(code.clone(), name.clone()))).collect();
    let kinds =
        page.actions.iter().map(|code| Choice::new(code.clone(), labels::action(tr, code).unwrap_or_else(|| code.clone()))).collect();
    let subject = Field::new("subject", tr.t("audit-subject")).hint(tr.t("audit-subject-hint")).optional();
    let find = view! { <button class="button" type="submit">{tr.t("audit-find")}</button> };
    view! {
        <form class="form form-section" method="get" action=links::audit(tr.locale) role="search" novalidate>
            {select(tr, &page.form, Field::new("actor", tr.t("audit-actor")), Some(tr.t("audit-all")), actors)}
            {select(tr, &page.form, Field::new("action", tr.t("audit-action")), Some(tr.t("audit-all-actions")), kinds)}
            {input(tr, &page.form, subject, Input::Text)}
            <div class="sides">
                {date(tr, &page.form, Field::new("from", tr.t("audit-from")).optional())}
                {date(tr, &page.form, Field::new("to", tr.t("audit-to")).optional())}
            </div>
            {actions(tr, find, None)}
        </form>
    }
    .into_any()
}

fn one(tr: Tr, line: &AuditLine) -> AnyView {
    let what = match labels::action(tr, &line.action) {
        Some(words) => words.into_any(),
        None => lang::ltr(&line.action),
    };
    let actor = if line.actor.is_empty() { tr.t("audit-program").into_any() } else { view! { <bdi>{line.actor.clone()}</bdi> }.into_any() };
    let data = line.data.iter().map(|(name, value)| {
        let (name, value) = (data::name(tr, name, value).unwrap_or_else(|| name.clone()), data::value(tr, name, value));
        view! { <span>{name}{tr.t("colon")} " " <bdi>{value}</bdi></span> }
    });
    view! {
        <li class="item">
            <p class="meta"><span class="n">{lang::ltr(line.id)}</span> {lang::instant(tr, line.at)} <span>{actor}</span></p>
            <p><b>{what}</b> " " {subject(line)}</p>
            {(!line.data.is_empty()).then(|| view! { <p class="meta">{data.collect_view()}</p> })}
        </li>
    }
    .into_any()
}

fn subject(line: &AuditLine) -> AnyView {
    let name =
        if line.subject_name.is_empty() { lang::ltr(&line.subject) } else { view! { <bdi>{line.subject_name.clone()}</bdi> }.into_any() };
    match line.subject_link.clone() {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name,
    }
}
