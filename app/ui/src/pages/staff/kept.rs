//! What was typed into a form and never sent: kept by what stands in the form, and offered above it when its author comes back.

use chrono::NaiveDate;
use jawab_domain::PerLocale;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    islands::{CompanionTexts, FormCompanion},
    links,
    parts::{
        form::{self, Weight, hidden},
        lang,
    },
};

mod list;

pub use list::{KeptOf, KeptPage, Listed, Way};
pub(super) use list::{view, waiting};

/// The field that names the form which is kept.
pub const FORM: &str = "kept-form";
/// The field that says who fills it, and in which showing: whoever is signed in when it arrives may be somebody else.
pub const BY: &str = "kept-by";
/// The field that says what is saved of it, as a print: what holds the same need not be kept.
pub const SAVED: &str = "kept-was";
/// The parameter and the field that name a copy, by the code of the showing that wrote it.
pub const COPY: &str = "kept";
/// The field that says that a copy is thrown away from the list of all.
pub const LIST: &str = "kept-list";
/// What the button asks for that keeps the form as it stands, to go on later.
pub const KEEP: &str = "keep";
/// What stands for the time in a sentence that the browser says.
const TIME: &str = "00:00";

/// How the form of a page is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptAs {
    /// Under which name; empty where it is not kept.
    pub form: String,
    /// The account that fills it, and which showing of the form it is, by their codes.
    pub by: String,
    /// A print of what is saved of it.
    pub saved: String,
    /// Whether it is kept while somebody types, and by a button. What can no longer be sent is not.
    pub open: bool,
}

/// A copy of a form that was kept but never sent.
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
    /// The code of the showing that wrote it.
    pub copy: String,
    /// Where it is taken up again.
    pub take_up: String,
    /// Where it is thrown away; a POST.
    pub discard: String,
}

/// Why a form that was sent to be shown again, or to be kept, is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unheld {
    /// As many are kept as may be.
    Full,
    /// The database cannot take it now.
    Busy,
    /// Somebody else is signed in than filled it, or its page is from before.
    Stranger,
}

/// What stands above a form that is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// The copies that other showings of it wrote, the newest first.
    pub copies: Vec<Kept>,
    /// Why what the page shows is not kept.
    pub unheld: Option<Unheld>,
}

impl Unheld {
    fn words(self, tr: Tr) -> AnyView {
        match self {
            Self::Full => {
                view! { {tr.t("kept-full")} " " <a href=links::staff::kept_list(tr.locale)>{tr.t("kept-list-title")}</a> }.into_any()
            }
            Self::Busy => tr.t("kept-busy").into_any(),
            Self::Stranger => tr.t("kept-stranger").into_any(),
        }
    }
}

/// What stands above a form: that it is not kept, where it is not; and the copies that were kept but never sent, to be taken up or thrown
/// away. `nameless` is said of one that has neither subject nor text yet, where the page does not say what it is about.
pub(super) fn offer(tr: Tr, today: NaiveDate, offer: &Offer, kept_as: &KeptAs, nameless: Option<String>) -> Option<AnyView> {
    let unheld = offer.unheld.map(|why| view! { <p class="notice" role="alert">{why.words(tr)}</p> });
    let copies = (!offer.copies.is_empty()).then(|| {
        let title = match offer.copies.len() {
            1 => tr.t("kept-title"),
            n => tr.ta("kept-title-several", [("n", n.into())]),
        };
        let (text, take_up) =
            if kept_as.open { (tr.t("kept-text"), tr.t("kept-take-up")) } else { (tr.t("kept-text-over"), tr.t("kept-read")) };
        let copies = offer.copies.iter().enumerate().map(|(n, of)| {
            let id = format!("kept-{}", n + 1);
            let take_up = view! { <a class="button" href=of.take_up.clone() aria-describedby=id.clone()>{take_up.clone()}</a> };
            let about = about(tr, today, of, nameless.clone());
            view! { <li class="stack"><p id=id>{about}</p> <div class="actions">{take_up}</div> {discard(tr, of, false)}</li> }
        });
        view! {
            <section class="card kept" aria-labelledby="kept">
                <h2 id="kept">{title}</h2>
                <p>{text}</p>
                <ul class="copies">{copies.collect_view()}</ul>
            </section>
        }
    });
    (unheld.is_some() || copies.is_some()).then(|| (unheld, copies).into_any())
}

/// What a copy is about, and when it was kept.
fn about(tr: Tr, today: NaiveDate, of: &Kept, nameless: Option<String>) -> AnyView {
    let subject = if of.subject.is_empty() { nameless.map(|words| words.into_any()) } else { Some(lang::name(tr, &of.subject)) };
    let subject = subject.map(|subject| view! { <b>{subject}</b> " · " });
    let at = ("time", of.at.clone().into());
    let moment = if of.on == today { tr.ta("kept-at", [at]) } else { tr.ta("kept-on", [("date", tr.date(of.on).into()), at]) };
    (subject, moment).into_any()
}

/// Throws a copy away. That cannot be brought back: never at one press. `list` says that it is thrown away from the list of all.
fn discard(tr: Tr, of: &Kept, list: bool) -> AnyView {
    view! {
        <details class="change">
            <summary>{tr.t("kept-discard-ask")}</summary>
            <p>{tr.t("kept-discard-lasting")}</p>
            <form method="post" action=of.discard.clone()>
                {hidden(FORM, of.form.clone())}
                {hidden(COPY, of.copy.clone())}
                {list.then(|| hidden(LIST, "1".into()))}
                <button class=Weight::Grave.class() type="submit">{tr.t("kept-discard")}</button>
            </form>
        </details>
    }
    .into_any()
}

/// What stands in a form that is kept; nothing where it is not. `live` is the part of the page that is shown anew while somebody types, by
/// its id; empty where there is none.
pub(super) fn companion(tr: Tr, kept_as: &KeptAs, live: &str) -> Option<AnyView> {
    (!kept_as.form.is_empty()).then(|| {
        let island = kept_as.open.then(|| {
            let (keep, live) = (links::staff::kept_form(tr.locale), live.to_owned());
            view! { <FormCompanion keep live texts=texts(tr) /> }
        });
        let fields = [(FORM, &kept_as.form), (BY, &kept_as.by), (SAVED, &kept_as.saved)].map(|(name, value)| hidden(name, value.clone()));
        (fields.collect_view(), island).into_any()
    })
}

/// What the page says while somebody types.
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
        list: (tr.t("kept-list-open"), links::staff::kept_list(tr.locale)),
    }
}

/// The button that keeps the form without scripts.
pub(super) fn button(tr: Tr, kept_as: &KeptAs) -> Option<AnyView> {
    let keeps = kept_as.open && !kept_as.form.is_empty();
    keeps.then(|| form::button(Weight::Other, KEEP, tr.t("question-form-keep")))
}
