//! The index of the registers, and the entries of one.

use std::{fmt::Debug, sync::Arc};

use jawab_domain::PerLocale;
use leptos::prelude::*;

use super::{ListPage, frame::head, register::Register};
use crate::{
    catalogue::Tr,
    components::lang,
    links::{self, staff},
};

/// What the list of a register shows of an entry.
pub trait Listed: Debug + Send + Sync {
    /// Its title, and what else is said of it.
    fn row(&self, tr: Tr) -> (AnyView, AnyView);
}

/// An entry in the list of its register.
#[derive(Debug, Clone)]
pub struct Row(Arc<dyn Listed>);

impl Row {
    /// The row of an entry.
    #[must_use]
    pub fn new(entry: impl Listed + 'static) -> Self {
        Self(Arc::new(entry))
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        format!("{self:?}") == format!("{other:?}")
    }
}

pub(super) fn index(tr: Tr, registers: &[(&'static Register, u64)]) -> AnyView {
    let one = |(register, count): &(&'static Register, u64)| {
        view! {
            <li class="item">
                <h2 class="h3">
                    <a href=staff::register(tr.locale, register.code)>{(register.title)(tr)}</a> " "
                    <span class="n">{tr.number(*count)}</span>
                </h2>
                <p class="hint">{(register.lead)(tr)}</p>
            </li>
        }
    };
    view! {
        {head(tr, Vec::new(), tr.t("reference-title").into_any(), Some(tr.t("reference-lead")))}
        <ul class="list">
            {registers.iter().map(one).collect_view()}
            <li class="item">
                <h2 class="h3"><a href=staff::lapse(tr.locale)>{tr.t("lapse-title")}</a></h2>
                <p class="hint">{tr.t("lapse-lead")}</p>
            </li>
        </ul>
    }
    .into_any()
}

pub(super) fn view(tr: Tr, page: &ListPage) -> AnyView {
    let register = page.register;
    let title = (register.title)(tr);
    let here = staff::register(tr.locale, register.code);
    let trail = vec![(staff::reference(tr.locale), tr.t("reference-title"))];
    let find = register.searched.then(|| find(tr, page, &here));
    let none = page.rows.is_empty().then(|| view! { <p class="hint">{tr.t("register-none")}</p> });
    let next = page.next.clone().map(|next| {
        let href = links::with_query(&here, &[("q", &page.words), ("after", &next)]);
        view! { <nav class="pages" aria-label=tr.t("pages-label")><a class="pages-next" rel="next" href=href>{tr.t("pages-next")}</a></nav> }
    });
    let count = tr.ta("register-count", [("n", page.total.into())]);
    view! {
        {head(tr, trail, title.clone().into_any(), Some((register.lead)(tr)))}
        <p class="actions">
            <a class="button" href=staff::register_item(tr.locale, register.code, "new")>{(register.add)(tr)}</a>
            {(register.more)(tr)}
        </p>
        {find}
        <section class="stack" aria-label=title>
            <p class="hint">{count}</p>
            {none}
            <ul class="list">{page.rows.iter().map(|row| item(tr, row)).collect_view()}</ul>
            {next}
        </section>
    }
    .into_any()
}

fn item(tr: Tr, row: &Row) -> AnyView {
    let (title, meta) = row.0.row(tr);
    view! { <li class="item">{title}<p class="meta">{meta}</p></li> }.into_any()
}

fn find(tr: Tr, page: &ListPage, here: &str) -> AnyView {
    view! {
        <form class="find" method="get" action=here.to_owned()>
            <label for="f-q">{tr.t("picker-name")}</label>
            <div class="find-row">
                <input class="control" type="search" id="f-q" name="q" value=page.words.clone() dir="auto" />
                <button class="button other" type="submit">{tr.t("picker-find")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The name in the reader's language, then in the others.
pub(super) fn names(tr: Tr, of: &PerLocale<String>) -> AnyView {
    let first = of.best(tr.locale).map(|(locale, _)| locale);
    let others = of.iter().filter(|(locale, _)| Some(*locale) != first).map(|(locale, name)| {
        view! { " " <span class="also-called">{lang::inline(tr, locale, name)}</span> }
    });
    (lang::name(tr, of), others.collect_view()).into_any()
}

/// The name as a link to the entry, and the names in the other languages beside it.
pub(super) fn titled(tr: Tr, register: &Register, item: &str, of: &PerLocale<String>) -> AnyView {
    let first = of.best(tr.locale).map(|(locale, _)| locale);
    let others = of.iter().filter(|(locale, _)| Some(*locale) != first).map(|(locale, name)| {
        view! { " " <span class="also-called">{lang::inline(tr, locale, name)}</span> }
    });
    let href = staff::register_item(tr.locale, register.code, item);
    view! { <h2 class="item-title"><a href=href>{lang::name(tr, of)}</a>{others.collect_view()}</h2> }.into_any()
}
