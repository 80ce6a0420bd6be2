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
/// What the button asks for that keeps the form as it stands, to go on later.
pub const KEEP: &str = "keep";

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
/// where the page does not say what it is about.
pub(super) fn offer(tr: Tr, today: NaiveDate, kept: &Kept, nameless: Option<String>) -> AnyView {
    let subject = if kept.subject.is_empty() { nameless.map(|words| words.into_any()) } else { Some(lang::name(tr, &kept.subject)) };
    let subject = subject.map(|subject| view! { <p><b>{subject}</b></p> });
    // Thrown away, it cannot be brought back: never at one press.
    view! {
        <section class="card kept" aria-labelledby="kept">
            <h2 id="kept">{tr.t("kept-title")}</h2>
            {subject}
            <p>{tr.t("kept-text")} " " {moment(tr, today, kept)} "."</p>
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

/// What stands in a form that is kept under a name while somebody types; nothing where it is not kept. `live` is the part of the page that
/// is shown anew meanwhile, by its id; empty where there is none.
pub(super) fn companion(tr: Tr, kept_as: &str, live: &str) -> Option<AnyView> {
    (!kept_as.is_empty()).then(|| {
        let (keep, live) = (links::staff::kept_form(tr.locale), live.to_owned());
        view! { {hidden(FORM, kept_as.to_owned())} <FormCompanion keep live kept=tr.t("question-form-kept") /> }.into_any()
    })
}

/// The button that keeps the form without scripts.
pub(super) fn button(tr: Tr) -> AnyView {
    form::button(Weight::Other, KEEP, tr.t("question-form-keep"))
}
