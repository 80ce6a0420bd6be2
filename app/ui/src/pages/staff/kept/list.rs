//! All that an account keeps of forms that were never sent. It is the way to a copy whose form's page is not to be found any more, as of an
//! answer whose question went to another ministry.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{about, discard};
use crate::{
    catalogue::Tr,
    links,
    pages::staff::{
        kept::Kept,
        unkept::{self, Unkept},
    },
};

/// The form that a copy is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptOf {
    /// Of a new question.
    New,
    /// Of a question that is there.
    Question,
    /// Of an answer that a ministry prepares.
    Answer,
    /// Of a ministry's answer that the Chamber records.
    Recorded,
    /// Of the correction of a published answer.
    Correction,
    /// Of a translation.
    Translation,
}

/// What can be done with a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// To take it up in its form.
    TakeUp,
    /// To read it, at this address: its form is not to be found any more.
    Read(String),
    /// To throw it away: whoever keeps it has another mandate by now.
    Closed,
}

/// A copy in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Of which form.
    pub of: KeptOf,
    /// The copy.
    pub copy: Kept,
    /// What can be done with it.
    pub way: Way,
}

/// All that an account keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptPage {
    /// The copies, the newest first.
    pub copies: Vec<Listed>,
    /// What one of them holds, to be copied.
    pub read: Vec<Unkept>,
    /// How many may be kept at once.
    pub most: u64,
    /// For how many days.
    pub days: u64,
}

impl KeptOf {
    fn words(self, tr: Tr) -> String {
        match self {
            Self::New => tr.t("kept-of-new"),
            Self::Question => tr.t("kept-of-question"),
            Self::Answer => tr.t("kept-of-answer"),
            Self::Recorded => tr.t("kept-of-recorded"),
            Self::Correction => tr.t("kept-of-correction"),
            Self::Translation => tr.t("kept-of-translation"),
        }
    }
}

pub(in super::super) fn view(tr: Tr, today: NaiveDate, page: &KeptPage) -> AnyView {
    let copies = if page.copies.is_empty() {
        view! { <p>{tr.t("kept-list-none")}</p> }.into_any()
    } else {
        let copies = page.copies.iter().enumerate().map(|(n, of)| listed(tr, today, of, n + 1)).collect_view();
        view! { <ul class="list copies">{copies}</ul> }.into_any()
    };
    let limits = [("n", page.most.into()), ("days", page.days.into())];
    view! {
        <header class="heading"><h1>{tr.t("kept-list-title")}</h1> <p class="hint">{tr.ta("kept-list-lead", limits)}</p></header>
        {unkept::view(tr, &page.read)}
        {copies}
    }
    .into_any()
}

fn listed(tr: Tr, today: NaiveDate, of: &Listed, n: usize) -> AnyView {
    let id = format!("copy-{n}");
    let way = match &of.way {
        Way::TakeUp => Some((of.copy.take_up.clone(), tr.t("kept-take-up"), None)),
        Way::Read(address) => Some((address.clone(), tr.t("kept-read"), Some(tr.t("kept-gone")))),
        Way::Closed => None,
    };
    let way = way.map(|(href, words, why)| {
        let why = why.map(|why| view! { <p class="hint">{why}</p> });
        view! { {why} <div class="actions"><a class="button other" href=href aria-describedby=id.clone()>{words}</a></div> }
    });
    view! {
        <li class="item stack">
            <p id=id><span class="hint">{of.of.words(tr)}</span> " · " {about(tr, today, &of.copy, None)}</p>
            {way}
            {discard(tr, &of.copy, true)}
        </li>
    }
    .into_any()
}

/// That an account keeps so many copies of forms, with the way to them; nothing where there is none.
pub(in super::super) fn waiting(tr: Tr, n: u64) -> Option<AnyView> {
    (n > 0).then(|| {
        let words = tr.ta("kept-waiting", [("n", n.into())]);
        view! { <p class="notice">{words} " " <a href=links::staff::kept_list(tr.locale)>{tr.t("kept-list-open")}</a></p> }.into_any()
    })
}
