//! What was typed into a form and never sent: kept by what stands in the form, and offered above it when its author comes back.

use chrono::NaiveDate;
use jawab_domain::PerLocale;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    islands::FormCompanion,
    links,
    parts::{
        form::{self, Weight, hidden},
        lang,
    },
};

/// The field that names the form which is kept.
pub const FORM: &str = "kept-form";
/// The field that says who fills it, and in which showing: whoever is signed in when it arrives may be somebody else.
pub const BY: &str = "kept-by";
/// What the button asks for that keeps the form as it stands, to go on later.
pub const KEEP: &str = "keep";

/// How the form of a page is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptAs {
    /// Under which name; empty where it is not kept, as beside an offer under the same name, which it would replace.
    pub form: String,
    /// The account that fills it, and which showing of the form it is, by their codes.
    pub by: String,
    /// Whether it is kept while somebody types, and by a button. What can no longer be sent is not.
    pub open: bool,
}

/// A version of a form that was kept but never sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What it is about: its subject, or the beginning of its text; nothing where neither is there yet.
    pub subject: PerLocale<String>,
    /// The day it was kept, in Morocco.
    pub on: NaiveDate,
    /// The time of day, as `14:05`.
    pub at: String,
    /// The name under which it is kept.
    pub form: String,
    /// Where it is taken up again.
    pub take_up: String,
    /// Where it is thrown away; a POST.
    pub discard: String,
}

/// A version that was kept but never sent: take it up, or throw it away. `nameless` is said of one that has neither subject nor text yet,
/// where the page does not say what it is about. Where the form below it is not kept meanwhile, it says so.
pub(super) fn offer(tr: Tr, today: NaiveDate, (kept, kept_as): (&Kept, &KeptAs), nameless: Option<String>) -> AnyView {
    let beside = kept_as.form.is_empty().then(|| view! { <p class="hint">{tr.t("kept-beside")}</p> });
    let subject = if kept.subject.is_empty() { nameless.map(|words| words.into_any()) } else { Some(lang::name(tr, &kept.subject)) };
    let subject = subject.map(|subject| view! { <p><b>{subject}</b></p> });
    // Thrown away, it cannot be brought back: never at one press.
    view! {
        <section class="card kept" aria-labelledby="kept">
            <h2 id="kept">{tr.t("kept-title")}</h2>
            {subject}
            <p>{tr.t("kept-text")} " " {moment(tr, today, kept)} "."</p>
            {beside}
            <div class="actions"><a class="button" href=kept.take_up.clone()>{tr.t("kept-take-up")}</a></div>
            <details class="change">
                <summary>{tr.t("kept-discard-ask")}</summary>
                <p>{tr.t("kept-discard-lasting")}</p>
                <form method="post" action=kept.discard.clone()>
                    {hidden(FORM, kept.form.clone())}<button class=Weight::Grave.class() type="submit">{tr.t("kept-discard")}</button></form>
            </details>
        </section>
    }
    .into_any()
}

/// A day, or its time where it is today.
fn moment(tr: Tr, today: NaiveDate, kept: &Kept) -> AnyView {
    if kept.on == today { lang::ltr(&kept.at) } else { (tr.date(kept.on), " ", lang::ltr(&kept.at)).into_any() }
}

/// What stands in a form that is kept; nothing where it is not. `live` is the part of the page that is shown anew while somebody types, by
/// its id; empty where there is none.
pub(super) fn companion(tr: Tr, kept_as: &KeptAs, live: &str) -> Option<AnyView> {
    (!kept_as.form.is_empty()).then(|| {
        let island = kept_as.open.then(|| {
            let (keep, live) = (links::staff::kept_form(tr.locale), live.to_owned());
            view! { <FormCompanion keep live kept=tr.t("question-form-kept") /> }
        });
        (hidden(FORM, kept_as.form.clone()), hidden(BY, kept_as.by.clone()), island).into_any()
    })
}

/// The button that keeps the form without scripts.
pub(super) fn button(tr: Tr, kept_as: &KeptAs) -> Option<AnyView> {
    let keeps = kept_as.open && !kept_as.form.is_empty();
    keeps.then(|| form::button(Weight::Other, KEEP, tr.t("question-form-keep")))
}
