//! The queues of a clerk.

use chrono::NaiveDate;
use jawab_domain::{PerLocale, Publication, lifecycle::CorrectionRecord};
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{lang, text::text},
    links,
    model::{Linked, QuestionAddress},
};

/// A queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueKind {
    /// Submitted answers.
    Answers,
    /// Transfer requests.
    Transfers,
    /// Requests to hide a question, or to show it again.
    Hidings,
    /// Corrections that await confirmation.
    Corrections,
    /// Deposited questions that are not transmitted yet.
    Deposited,
    /// Transmitted questions that are not public.
    Unpublished,
    /// Drafts.
    Drafts,
}

impl QueueKind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Answers, Self::Transfers, Self::Hidings, Self::Corrections, Self::Deposited, Self::Unpublished, Self::Drafts];

    /// The value in the address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Transfers => "transfers",
            Self::Hidings => "hidings",
            Self::Corrections => "corrections",
            Self::Deposited => "deposited",
            Self::Unpublished => "unpublished",
            Self::Drafts => "drafts",
        }
    }

    /// Parses the value.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.code() == code)
    }

    fn label(self, tr: Tr) -> String {
        match self {
            Self::Answers => tr.t("waits-answers"),
            Self::Transfers => tr.t("waits-transfers"),
            Self::Hidings => tr.t("waits-hidings"),
            Self::Corrections => tr.t("waits-corrections"),
            Self::Deposited => tr.t("waits-deposited"),
            Self::Unpublished => tr.t("waits-unpublished"),
            Self::Drafts => tr.t("waits-drafts"),
        }
    }
}

/// A queue with items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// The kind of queue.
    pub what: QueueKind,
    /// The number of items.
    pub total: u64,
    /// The first items, or one page of them.
    pub items: Vec<QueueItem>,
}

/// An item of a queue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueItem {
    /// The question.
    pub address: QuestionAddress,
    /// Its subject.
    pub subject: PerLocale<String>,
    /// The address where it is processed.
    pub link: String,
    /// The ministry concerned.
    pub ministry: Option<Linked>,
    /// The target ministry.
    pub other: Option<Linked>,
    /// The day since which it waits.
    pub since: Option<NaiveDate>,
    /// The person who made the request.
    pub who: Option<String>,
    /// The requested correction, and its ministry, if only one is concerned.
    pub correction: Option<(CorrectionRecord, Option<PerLocale<String>>)>,
    /// The requested publication state, for requests to hide or show a question.
    pub to_be: Option<Publication>,
    /// The reason.
    pub reason: Option<String>,
    /// The ministry's due date.
    pub due_on: Option<NaiveDate>,
}

pub(super) fn list(tr: Tr, of: &Queue, alone: bool) -> AnyView {
    let id = format!("waits-{}", of.what.code());
    let rest = of.total > of.items.len() as u64 && !alone;
    let all = rest.then(|| {
        let href = links::with_query(&links::staff::chamber(tr.locale), &[("list", of.what.code())]);
        view! { <p class="more"><a href=href>{tr.ta("lane-all", [("n", of.total.into())])}</a></p> }
    });
    let back = alone.then(|| view! { <p class="more"><a href=links::staff::chamber(tr.locale)>{tr.t("lane-back")}</a></p> });
    let items = of.items.iter().map(|waits| one(tr, of.what, waits)).collect_view();
    view! {
        <section class="card waits-list" aria-labelledby=id>
            <h2 id=id.clone()>{of.what.label(tr)} " " <span class="lane-count">{tr.number(of.total)}</span></h2>
            {back}
            {(of.total == 0).then(|| view! { <p class="hint">{tr.t("lane-empty")}</p> })}
            <ul>{items}</ul>
            {all}
        </section>
    }
    .into_any()
}

/// "To be hidden" or "to be shown again", if either is requested.
pub(in super::super) fn to_be(tr: Tr, of: &QueueItem) -> Option<AnyView> {
    let words = match of.to_be? {
        Publication::Hidden => tr.t("step-hide"),
        Publication::Published | Publication::Unpublished => tr.t("step-unhide"),
    };
    Some(view! { <p class="meta"><b>{words}</b></p> }.into_any())
}

fn one(tr: Tr, what: QueueKind, of: &QueueItem) -> AnyView {
    let (locale, subject) = of.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    let number = of.address.number.map(|number| view! { <span class="nowrap">{tr.t("number-sign")} " " {lang::ltr(number)}</span> });
    let since = of.since.map(|on| {
        let words = match what {
            QueueKind::Answers => tr.t("waits-since-answer"),
            QueueKind::Transfers | QueueKind::Hidings | QueueKind::Corrections => tr.t("waits-since-request"),
            QueueKind::Deposited => tr.t("waits-since-deposit"),
            QueueKind::Unpublished => tr.t("waits-since-transmission"),
            QueueKind::Drafts => tr.t("waits-since-draft"),
        };
        view! { <span>{words} " " {lang::day(tr, on)}</span> }
    });
    let ministry = of.ministry.as_ref().map(|from| {
        let way = of.other.as_ref().map(|to| ((tr.t("waits-from"), " "), (" ", tr.t("waits-to"), " ", lang::name(tr, &to.name))));
        let (before, after) = way.unzip();
        view! { <span>{before} {lang::name(tr, &from.name)} {after}</span> }
    });
    let due = of.due_on.map(|on| view! { <span>{tr.t("due-on")} " " {lang::day(tr, on)}</span> });
    let who = of.who.clone().map(|who| view! { <span><bdi>{who}</bdi></span> });
    let correction = of.correction.as_ref().map(|(what, ministry)| {
        let ministry = ministry.as_ref().map(|name| (tr.t("colon"), " ", lang::name(tr, name)));
        view! { <p class="meta"><b>{tr.correction(what)}</b> {ministry}</p> }
    });
    let reason = of.reason.clone().map(|why| view! { <p class="meta"><q dir="auto">{why}</q></p> });
    view! {
        <li>
            <h3 lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())><a href=of.link.clone()>{text(locale, &subject)}</a></h3>
            <p class="meta">{number} {ministry} {since} {due} {who}</p>
            {to_be(tr, of)}
            {correction}
            {reason}
        </li>
    }
    .into_any()
}
