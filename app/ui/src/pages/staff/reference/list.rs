//! The index of the registers, and the entries of one.

use jawab_domain::PerLocale;
use leptos::prelude::*;

use super::{ListPage, Register, Row, frame::head};
use crate::{
    catalogue::Tr,
    links::{self, staff},
    parts::{
        deadline::rule_sentence,
        lang,
        tags::{Tone, tag},
    },
};

pub(super) fn index(tr: Tr, registers: &[(Register, u64)]) -> AnyView {
    let one = |(register, count): &(Register, u64)| {
        view! {
            <li class="item">
                <h2 class="h3">
                    <a href=staff::register(tr.locale, register.code())>{register.words(tr)}</a> " "
                    <span class="n">{tr.number(*count)}</span>
                </h2>
                <p class="hint">{register.lead(tr)}</p>
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
    let code = page.register.code();
    let here = staff::register(tr.locale, code);
    let trail = vec![(staff::reference(tr.locale), tr.t("reference-title"))];
    let import = (page.register == Register::Members)
        .then(|| view! { <a class="button other" href=staff::register_item(tr.locale, code, "import")>{tr.t("roster-title")}</a> });
    let find = (page.register == Register::Members).then(|| find(tr, page, &here));
    let none = page.rows.is_empty().then(|| view! { <p class="hint">{tr.t("register-none")}</p> });
    let next = page.next.clone().map(|next| {
        let href = links::with_query(&here, &[("q", &page.words), ("after", &next)]);
        view! { <nav class="pages" aria-label=tr.t("pages-label")><a class="pages-next" rel="next" href=href>{tr.t("pages-next")}</a></nav> }
    });
    let count = tr.ta("register-count", [("n", page.total.into())]);
    view! {
        {head(tr, trail, page.register.words(tr).into_any(), Some(page.register.lead(tr)))}
        <p class="actions">
            <a class="button" href=staff::register_item(tr.locale, code, "new")>{page.register.add(tr)}</a>
            {import}
        </p>
        {find}
        <section class="stack" aria-label=page.register.words(tr)>
            <p class="hint">{count}</p>
            {none}
            <ul class="list">{page.rows.iter().map(|of| row(tr, of)).collect_view()}</ul>
            {next}
        </section>
    }
    .into_any()
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
fn titled(tr: Tr, register: Register, item: &str, of: &PerLocale<String>) -> AnyView {
    let first = of.best(tr.locale).map(|(locale, _)| locale);
    let others = of.iter().filter(|(locale, _)| Some(*locale) != first).map(|(locale, name)| {
        view! { " " <span class="also-called">{lang::inline(tr, locale, name)}</span> }
    });
    let href = staff::register_item(tr.locale, register.code(), item);
    view! { <h2 class="item-title"><a href=href>{lang::name(tr, of)}</a>{others.collect_view()}</h2> }.into_any()
}

fn row(tr: Tr, of: &Row) -> AnyView {
    let (title, meta) = match of {
        Row::Legislature(ordinal, period) => {
            let name = tr.legislature(*ordinal);
            let href = staff::register_item(tr.locale, Register::Legislatures.code(), &ordinal.to_string());
            (view! { <h2 class="item-title"><a href=href>{name}</a></h2> }.into_any(), lang::period(tr, *period))
        }
        Row::Group(slug, name, kind, chamber) => {
            let chamber = chamber.map_or_else(|| tr.t("rule-both-chambers"), |chamber| tr.chamber(chamber));
            let meta = view! { <span>{tr.group_kind(*kind)}</span> " " <span>{chamber}</span> }.into_any();
            (titled(tr, Register::Groups, slug, name), meta)
        }
        Row::Member(slug, name, chamber, group) => {
            let group = (!group.is_empty()).then(|| view! { <span>{lang::name(tr, group)}</span> });
            let chamber = chamber.map(|chamber| view! { <span>{tr.chamber(chamber)}</span> " " });
            (titled(tr, Register::Members, slug, name), (chamber, group).into_any())
        }
        Row::Ministry(slug, name, current, successors) => {
            let former = (!current).then(|| tag(Tone::Plain, tr.t("ministry-former")));
            let became = (!successors.is_empty()).then(|| {
                view! { <span>{tr.t("succession-to")} " " {lang::joined(tr, successors.iter().map(|name| lang::name(tr, name)))}</span> }
            });
            (titled(tr, Register::Ministries, slug, name), (former, " ", became).into_any())
        }
        Row::Theme(slug, name, count) => {
            let count = tr.ta("theme-questions", [("n", (*count).into())]);
            (titled(tr, Register::Themes, slug, name), view! { <span>{count}</span> }.into_any())
        }
        Row::Holiday(on, name, source) => {
            let meta = view! {
                <span>{lang::day(tr, *on)}</span> " " <span>{tr.t("source")} {tr.t("colon")} " " {lang::name(tr, source)}</span>
            };
            (titled(tr, Register::Holidays, &on.to_string(), name), meta.into_any())
        }
        Row::Rule(rule) => {
            let chamber = rule.chamber.map_or_else(|| tr.t("rule-both-chambers"), |chamber| tr.chamber(chamber));
            let title = tr.ta("rule-version", [("version", rule.version.into())]);
            let meta = view! {
                <span>{chamber}</span> " " <span>{lang::period(tr, rule.validity)}</span> " " <span>{rule_sentence(tr, rule)}</span>
                " " <span>{tr.t("source")} {tr.t("colon")} " " {lang::name(tr, &rule.source)}</span>
            };
            (view! { <h2 class="item-title">{title}</h2> }.into_any(), meta.into_any())
        }
    };
    view! { <li class="item">{title}<p class="meta">{meta}</p></li> }.into_any()
}
