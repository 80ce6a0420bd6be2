//! Hidden questions, and the pending requests to hide or show one, for administrators.

use leptos::prelude::*;

use super::chamber::{QueueItem, SharedInviterConfirmation, shared_inviter_confirmations, to_be};
use crate::{
    catalogue::Tr,
    components::{item, lang, text::text},
};

/// Hidden questions and pending requests, of both Chambers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HidingsPage {
    /// The pending requests, oldest first.
    pub asked: Vec<QueueItem>,
    /// The hidden questions, latest first.
    pub hidden: Vec<QueueItem>,
    /// Recent two-person acts by two accounts of the same inviter.
    pub shared_inviter_confirmations: Vec<SharedInviterConfirmation>,
}

pub(super) fn view(tr: Tr, page: &HidingsPage) -> AnyView {
    view! {
        <header class="heading"><h1>{tr.t("hidings-title")}</h1> <p class="hint">{tr.t("hidings-lead")}</p></header>
        {shared_inviter_confirmations(tr, &page.shared_inviter_confirmations)}
        <div class="waits">
            {list(tr, "asked", tr.t("waits-hidings"), &page.asked)}
            {list(tr, "hidden", tr.t("tab-hidden"), &page.hidden)}
        </div>
    }
    .into_any()
}

fn list(tr: Tr, id: &'static str, title: String, all: &[QueueItem]) -> AnyView {
    let none = all.is_empty().then(|| view! { <p class="hint">{tr.t("lane-empty")}</p> });
    let count = tr.number(all.len() as u64);
    view! {
        <section class="card waits-list" aria-labelledby=id>
            <h2 id=id>{title} " " <span class="lane-count">{count}</span></h2>
            {none}
            <ul>{all.iter().map(|of| one(tr, of)).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn one(tr: Tr, of: &QueueItem) -> AnyView {
    let (locale, subject) = of.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    let since = of.since.map(|on| view! { <span>{tr.t("waits-since-request")} " " {lang::day(tr, on)}</span> });
    let who = of.who.clone().map(|who| view! { <span><bdi>{who}</bdi></span> });
    let reason = of.reason.clone().map(|why| view! { <p class="meta"><q dir="auto">{why}</q></p> });
    view! {
        <li>
            <h3 lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())><a href=of.link.clone()>{text(locale, &subject)}</a></h3>
            <p class="meta">{item::number(tr, &of.address)} {since} {who}</p>
            {to_be(tr, of)}
            {reason}
        </li>
    }
    .into_any()
}
