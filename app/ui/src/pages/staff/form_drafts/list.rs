//! The list of the user's form drafts. It is the way to a draft whose form no longer has a page, as for an answer whose question
//! was transferred.

use chrono::NaiveDate;
use jawab_domain::{PerLocale, QuestionNumber};
use leptos::prelude::*;

use super::{about, discard};
use crate::{
    catalogue::Tr,
    components::lang,
    links,
    pages::staff::{
        form_drafts::FormDraft,
        unsaved_fields::{self, UnsavedField},
    },
};

/// The kind of form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormDraftKind {
    /// A new question.
    New,
    /// An existing question.
    Question,
    /// A ministry's answer in preparation.
    Answer,
    /// A ministry's answer that the Chamber records.
    Recorded,
    /// The correction of a published answer.
    Correction,
    /// A translation.
    Translation,
}

/// What can be done with a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormDraftAction {
    /// Resume it in its form.
    Resume,
    /// Read it at this address, because its form no longer has a page.
    Read(String),
    /// Only discard it, because its author has another mandate now.
    Closed,
}

/// The question of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftQuestion {
    /// The number, if it has one.
    pub number: Option<QuestionNumber>,
    /// The subject; empty if it has none.
    pub subject: PerLocale<String>,
}

/// A draft in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedFormDraft {
    /// The kind of form.
    pub kind: FormDraftKind,
    /// The question of the form, if the user may see it.
    pub question: Option<DraftQuestion>,
    /// The draft.
    pub draft: FormDraft,
    /// What can be done with it.
    pub action: FormDraftAction,
}

/// The list of drafts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormDraftsPage {
    /// The drafts, newest first.
    pub drafts: Vec<ListedFormDraft>,
    /// The fields of a draft, for copying.
    pub read: Vec<UnsavedField>,
    /// The maximum number of drafts.
    pub most: u64,
    /// The number of days for which drafts are kept.
    pub days: u64,
}

impl FormDraftKind {
    fn label(self, tr: Tr) -> String {
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

pub(in super::super) fn view(tr: Tr, today: NaiveDate, page: &FormDraftsPage) -> AnyView {
    let drafts = if page.drafts.is_empty() {
        view! { <p>{tr.t("kept-list-none")}</p> }.into_any()
    } else {
        let drafts = page.drafts.iter().enumerate().map(|(n, listed)| item(tr, today, listed, n + 1)).collect_view();
        view! { <ul class="list copies">{drafts}</ul> }.into_any()
    };
    let (most, days) = (tr.ta("kept-list-most", [("n", page.most.into())]), tr.ta("kept-list-days", [("n", page.days.into())]));
    view! {
        <header class="heading"><h1>{tr.t("kept-list-title")}</h1> <p class="hint">{most} " " {days}</p></header>
        {unsaved_fields::view(tr, &page.read)}
        {drafts}
    }
    .into_any()
}

fn item(tr: Tr, today: NaiveDate, listed: &ListedFormDraft, n: usize) -> AnyView {
    let id = format!("copy-{n}");
    let action = match &listed.action {
        FormDraftAction::Resume => Some((listed.draft.resume.clone(), tr.t("kept-take-up"), None)),
        FormDraftAction::Read(address) => Some((address.clone(), tr.t("kept-read"), Some(tr.t("kept-gone")))),
        FormDraftAction::Closed => None,
    };
    let action = action.map(|(href, words, why)| {
        let why = why.map(|why| view! { <p class="hint">{why}</p> });
        view! { {why} <div class="actions"><a class="button other" href=href aria-describedby=id.clone()>{words}</a></div> }
    });
    view! {
        <li class="item stack">
            <p id=id>
                <span class="hint">{listed.kind.label(tr)}</span> " · " {listed.question.as_ref().map(|of| question(tr, of))}
                {about(tr, today, &listed.draft, None)}
            </p>
            {action}
            {discard(tr, &listed.draft, true)}
        </li>
    }
    .into_any()
}

/// The subject and the number of a question.
fn question(tr: Tr, of: &DraftQuestion) -> AnyView {
    let subject = if of.subject.is_empty() { tr.t("no-subject").into_any() } else { lang::name(tr, &of.subject) };
    let number = of.number.map(|number| (" (", tr.number_of(number), ")"));
    view! { <span>{subject} {number}</span> " · " }.into_any()
}

/// The notice about the number of drafts, with a link to the list; `None` if there are none.
pub(in super::super) fn waiting(tr: Tr, n: u64) -> Option<AnyView> {
    (n > 0).then(|| {
        let words = tr.ta("kept-waiting", [("n", n.into())]);
        view! { <p class="notice">{words} " " <a href=links::staff::form_drafts(tr.locale)>{tr.t("kept-list-open")}</a></p> }.into_any()
    })
}
