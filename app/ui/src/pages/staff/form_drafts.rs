//! Form drafts: input that was never sent. It is saved under the identity in the form, and offered above the form when its author
//! comes back.

use chrono::NaiveDate;
use jawab_domain::PerLocale;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{
        form::{self, Weight, hidden},
        lang,
    },
    islands::{CompanionTexts, FormCompanion},
    links,
};

mod list;

pub use list::{DraftQuestion, FormDraftAction, FormDraftKind, FormDraftsPage, ListedFormDraft};
pub(super) use list::{view, waiting};

/// The field with the identity of the form.
pub const FORM: &str = "kept-form";
/// The field with the author and the rendering of the form. A different person may be signed in when the draft arrives.
pub const BY: &str = "kept-by";
/// The field with a fingerprint of the saved state. A draft equal to it need not be saved.
pub const SAVED: &str = "kept-was";
/// The field with the draft that the form was filled from, and a fingerprint of its content.
pub const FROM: &str = "kept-from";
/// The parameter and field with the code of a draft: the rendering that wrote it.
pub const COPY: &str = "kept";
/// The field that says that a draft is discarded from the list of all drafts.
pub const LIST: &str = "kept-list";
/// The action of the button that saves the form as a draft.
pub const KEEP: &str = "keep";
/// The placeholder of the time in texts that the browser completes.
const TIME: &str = "00:00";

/// The identity of the draft of a page's form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormDraftContext {
    /// The identity of the form; empty if it is not saved as a draft.
    pub form: String,
    /// The account and the rendering of the form, by their codes.
    pub by: String,
    /// The draft that it was filled from: its rendering and a fingerprint of its content; empty if there is none.
    pub from: String,
    /// A fingerprint of the saved state.
    pub saved: String,
    /// Whether drafts are saved, while the user types and by a button. Not for forms that can no longer be sent.
    pub open: bool,
}

/// A form draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDraft {
    /// The subject, or the beginning of the text; empty if there is neither.
    pub subject: PerLocale<String>,
    /// The day on which it was saved, in Morocco.
    pub on: NaiveDate,
    /// The time of day, as `14:05`.
    pub at: String,
    /// The identity of the form.
    pub form: String,
    /// The code of the rendering of the form that wrote it.
    pub rendering: String,
    /// The address that opens the draft.
    pub resume: String,
    /// The address that discards it; a POST.
    pub discard: String,
}

/// Why a form could not be saved as a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormDraftError {
    /// The maximum number of drafts is reached.
    Full,
    /// The database cannot save it now.
    Busy,
    /// The signed-in user is not the author of the form, or the page is from before a new sign-in.
    Stranger,
}

/// The notice above a form with drafts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormDraftOffer {
    /// The drafts of other renderings of the form, newest first.
    pub drafts: Vec<FormDraft>,
    /// Why the shown input is not saved as a draft.
    pub not_saved: Option<FormDraftError>,
    /// Whether the draft that the address asks for does not exist, as after another page was filled from it.
    pub gone: bool,
}

impl FormDraftError {
    fn message(self, tr: Tr) -> AnyView {
        match self {
            Self::Full => {
                view! { {tr.t("kept-full")} " " <a href=links::staff::form_drafts(tr.locale)>{tr.t("kept-list-title")}</a> }.into_any()
            }
            Self::Busy => tr.t("kept-busy").into_any(),
            Self::Stranger => tr.t("kept-stranger").into_any(),
        }
    }
}

/// The notice above a form: that the draft asked for is gone, or that its input is not saved, if so, and the drafts to resume or discard. `nameless` is the label of a
/// draft without subject and text, for pages that do not name their object.
pub(super) fn offer(
    tr: Tr,
    today: NaiveDate,
    offer: &FormDraftOffer,
    draft_context: &FormDraftContext,
    nameless: Option<String>,
) -> Option<AnyView> {
    let gone = offer.gone.then(|| view! { <p class="notice" role="status">{tr.t("kept-copy-gone")}</p> });
    let not_saved = offer.not_saved.map(|why| view! { <p class="notice" role="alert">{why.message(tr)}</p> });
    let drafts = (!offer.drafts.is_empty()).then(|| {
        let title = match offer.drafts.len() {
            1 => tr.t("kept-title"),
            n => tr.ta("kept-title-several", [("n", n.into())]),
        };
        let (text, resume) =
            if draft_context.open { (tr.t("kept-text"), tr.t("kept-take-up")) } else { (tr.t("kept-text-over"), tr.t("kept-read")) };
        let drafts = offer.drafts.iter().enumerate().map(|(n, of)| {
            let id = format!("kept-{}", n + 1);
            let resume = view! { <a class="button" href=of.resume.clone() aria-describedby=id.clone()>{resume.clone()}</a> };
            let about = about(tr, today, of, nameless.clone());
            view! { <li class="stack"><p id=id>{about}</p> <div class="actions">{resume}</div> {discard(tr, of, false)}</li> }
        });
        view! {
            <section class="card kept" aria-labelledby="kept">
                <h2 id="kept">{title}</h2>
                <p>{text}</p>
                <ul class="copies">{drafts.collect_view()}</ul>
            </section>
        }
    });
    (gone.is_some() || not_saved.is_some() || drafts.is_some()).then(|| (gone, not_saved, drafts).into_any())
}

/// The subject of a draft, and when it was saved.
fn about(tr: Tr, today: NaiveDate, of: &FormDraft, nameless: Option<String>) -> AnyView {
    let subject = if of.subject.is_empty() { nameless.map(|words| words.into_any()) } else { Some(lang::name(tr, &of.subject)) };
    let subject = subject.map(|subject| view! { <b>{subject}</b> " · " });
    let at = ("time", of.at.clone().into());
    let moment = if of.on == today { tr.ta("kept-at", [at]) } else { tr.ta("kept-on", [("date", tr.date(of.on).into()), at]) };
    (subject, moment).into_any()
}

/// The form that discards a draft. It takes two steps, because it cannot be undone. `list`: the draft is discarded from the list
/// of all drafts.
fn discard(tr: Tr, of: &FormDraft, list: bool) -> AnyView {
    view! {
        <details class="change">
            <summary>{tr.t("kept-discard-ask")}</summary>
            <p>{tr.t("kept-discard-lasting")}</p>
            <form method="post" action=of.discard.clone()>
                {hidden(FORM, of.form.clone())}
                {hidden(COPY, of.rendering.clone())}
                {list.then(|| hidden(LIST, "1".into()))}
                <button class=Weight::Destructive.class() type="submit">{tr.t("kept-discard")}</button>
            </form>
        </details>
    }
    .into_any()
}

/// The companion of a form; `None` if the form is not saved as a draft. `live` is the id of the part that is refreshed while the
/// user types; empty if there is none.
pub(super) fn companion(tr: Tr, draft_context: &FormDraftContext, live: &str) -> Option<AnyView> {
    (!draft_context.form.is_empty()).then(|| {
        let island = draft_context.open.then(|| {
            let (keep, live) = (links::staff::save_form_draft(tr.locale), live.to_owned());
            view! { <FormCompanion keep live texts=texts(tr) /> }
        });
        let fields = [(FORM, &draft_context.form), (BY, &draft_context.by), (SAVED, &draft_context.saved)]
            .map(|(name, value)| hidden(name, value.clone()));
        let from = (!draft_context.from.is_empty()).then(|| hidden(FROM, draft_context.from.clone()));
        (fields.collect_view(), from, island).into_any()
    })
}

/// The companion's texts.
fn texts(tr: Tr) -> CompanionTexts {
    let time = || [("time", TIME.into())];
    CompanionTexts {
        kept: tr.t("question-form-kept"),
        again: tr.t("kept-again"),
        time: TIME.into(),
        failing: tr.ta("kept-failing", time()),
        signed_out: tr.ta("kept-signed-out", time()),
        refused: tr.ta("kept-refused", time()),
        full: tr.ta("kept-full-since", time()),
        sign_in: (tr.t("kept-sign-in"), links::staff::sign_in(tr.locale)),
        list: (tr.t("kept-list-open"), links::staff::form_drafts(tr.locale)),
    }
}

/// The button that saves the draft without scripts.
pub(super) fn button(tr: Tr, draft_context: &FormDraftContext) -> Option<AnyView> {
    let keeps = draft_context.open && !draft_context.form.is_empty();
    keeps.then(|| form::button(Weight::Other, KEEP, tr.t("question-form-keep")))
}
