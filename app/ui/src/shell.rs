//! The layout of every page: head, header, menu, footer.

use jawab_domain::Locale;
use leptos::prelude::*;

use crate::{catalogue::Tr, document::PageContext, links};

pub mod staff;

use staff::{StaffFrame, StaffSection};

/// The menu entry that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The home page.
    Home,
    /// The list of questions.
    Questions,
    /// The overdue questions.
    Overdue,
    /// The ministries.
    Ministries,
    /// The members.
    Members,
    /// The deadline rule.
    Rule,
    /// No menu entry.
    Other,
}

/// What the frame needs to know about a page.
pub struct Frame {
    /// The title as plain text; empty for the home page.
    pub title: String,
    /// One sentence about the page, for search engines.
    pub description: String,
    /// The menu entry that the page belongs to.
    pub section: Section,
    /// Whether search engines may index the page.
    pub indexed: bool,
}

/// The whole document around a page.
#[component]
pub(crate) fn Shell(cx: PageContext, frame: Frame, staff: Option<(StaffFrame, StaffSection)>, children: Children) -> impl IntoView {
    let tr = Tr::new(cx.locale);
    let top = match &staff {
        Some((staff, section)) => staff::header(tr, &cx, staff, *section),
        None => header(tr, &cx, frame.section),
    };
    let flash = staff.as_ref().and_then(|(staff, _)| staff::flash(tr, staff));
    view! {
        <html lang=cx.locale.code() dir=cx.locale.dir()>
            {head(tr, &cx, &frame, staff.is_some())}
            <body>
                <a class="skip" href="#main">{tr.t("skip-link")}</a>
                {top}
                <main id="main" class="wrap">{flash}{children()}</main>
                {footer(tr)}
            </body>
        </html>
    }
}

fn head(tr: Tr, cx: &PageContext, frame: &Frame, staff: bool) -> AnyView {
    let title = if frame.title.is_empty() { tr.t("home-title") } else { format!("{} · {}", frame.title, tr.t("site-name")) };
    let absolute = |path: String| format!("{}{path}", cx.public_url.trim_end_matches('/'));
    let alternates = Locale::ALL
        .iter()
        .map(|locale| {
            view! { <link rel="alternate" hreflang=locale.code() href=absolute(links::switch(&cx.path_and_query, *locale)) /> }
        })
        .collect_view();
    let assets = cx.assets.clone().map(|assets| {
        let own = staff.then(|| view! { <link rel="stylesheet" href=format!("{assets}/staff.css") /> });
        view! {
            <link rel="stylesheet" href=format!("{assets}/jawab.css") />
            {own}
            <link rel="icon" type="image/svg+xml" href=format!("{assets}/icon.svg") />
            <script type="module" src=format!("{assets}/boot.js")></script>
        }
    });
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <title>{title}</title>
            <meta name="description" content=frame.description.clone() />
            {(!frame.indexed).then(|| view! { <meta name="robots" content="noindex" /> })}
            <link rel="canonical" href=absolute(links::switch(&cx.path_and_query, cx.locale)) />
            {alternates}
            {assets}
        </head>
    }
    .into_any()
}

fn header(tr: Tr, cx: &PageContext, section: Section) -> AnyView {
    view! {
        <header class="top">
            {cx.demonstration.then(|| view! { <p class="banner">{tr.t("demonstration-banner")}</p> })}
            <div class="wrap">
                <a class="brand" href=links::home(tr.locale) aria-current=(section == Section::Home).then_some("page")>
                    {brand(tr)}
                    <small>{tr.t("site-tagline")}</small>
                </a>
                <nav class="nav nav-wide" aria-label=tr.t("menu")>{menu(tr, section)}</nav>
                <div class="lang">{tr.locale.others().map(|other| switch(cx, other)).collect_view()}</div>
                <details class="nav-narrow">
                    <summary>{tr.t("menu")}</summary>
                    <nav class="nav" aria-label=tr.t("menu-narrow")>{menu(tr, section)}</nav>
                </details>
            </div>
        </header>
    }
    .into_any()
}

/// The name of the product: always in Arabic script, and also in the reader's script if that differs.
fn brand(tr: Tr) -> AnyView {
    let arabic = view! { <span lang="ar" dir="rtl">"جواب"</span> };
    match tr.locale {
        Locale::Ar => arabic.into_any(),
        Locale::Fr => (arabic, view! { <span>{tr.t("site-name")}</span> }).into_any(),
    }
}

fn switch(cx: &PageContext, other: Locale) -> AnyView {
    let href = links::switch(&cx.path_and_query, other);
    view! {
        <a lang=other.code() dir=other.dir() hreflang=other.code() rel="alternate" href=href>
            {other.own_name()}
        </a>
    }
    .into_any()
}

fn menu(tr: Tr, section: Section) -> AnyView {
    let entries = [
        (Section::Questions, links::questions(tr.locale), tr.t("menu-questions")),
        (Section::Overdue, links::overdue(tr.locale), tr.t("menu-overdue")),
        (Section::Ministries, links::ministries(tr.locale), tr.t("menu-ministries")),
        (Section::Members, links::members(tr.locale), tr.t("menu-members")),
        (Section::Rule, links::rule(tr.locale), tr.t("menu-rule")),
    ];
    let entry = |(of, href, text): (Section, String, String)| {
        view! { <li><a href=href aria-current=(of == section).then_some("true")>{text}</a></li> }
    };
    view! { <ul>{entries.into_iter().map(entry).collect_view()}</ul> }.into_any()
}

fn footer(tr: Tr) -> AnyView {
    let entries = [
        (links::about(tr.locale), tr.t("footer-about")),
        (links::rule(tr.locale), tr.t("menu-rule")),
        (links::search_help(tr.locale), tr.t("footer-search-help")),
        (links::accessibility(tr.locale), tr.t("footer-accessibility")),
    ];
    let entry = |(href, text): (String, String)| view! { <li><a href=href>{text}</a></li> };
    view! {
        <footer class="foot">
            <div class="wrap">
                <p>{tr.t("footer-sentence")}</p>
                <ul>{entries.into_iter().map(entry).collect_view()}</ul>
            </div>
        </footer>
    }
    .into_any()
}

/// The breadcrumb links from the home page.
pub fn breadcrumbs(tr: Tr, steps: Vec<(String, String)>) -> AnyView {
    trail(tr, std::iter::once((links::home(tr.locale), tr.t("breadcrumb-home"))).chain(steps))
}

fn trail(tr: Tr, steps: impl Iterator<Item = (String, String)>) -> AnyView {
    let step = |(href, text): (String, String)| view! { <li><a href=href>{text}</a></li> };
    view! { <nav class="crumbs" aria-label=tr.t("breadcrumbs")><ol>{steps.map(step).collect_view()}</ol></nav> }.into_any()
}
