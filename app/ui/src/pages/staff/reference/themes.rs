//! Themes, and their mergers.

use super::{CONFIRM, prelude::*};
use crate::{components::form::hidden, form::SHOWN};

/// What a merger does.
#[derive(Debug, Clone, PartialEq)]
pub struct MergerEffect {
    /// How many questions the theme has.
    pub questions: u64,
    /// The theme that they go to.
    pub into: PerLocale<String>,
    /// What is shown, so that nothing else is done.
    pub shown: String,
}

/// The register.
pub static REGISTER: Register =
    Register::new("themes", |tr| tr.t("register-themes"), |tr| tr.t("register-themes-lead"), |tr| tr.t("theme-new"));

/// The form of an entry.
pub static FORM: EditForm = EditForm { after: merger, ..EditForm::new(&REGISTER, |ask| vec![ask.names(ask.tr.t("reference-name"))]) };

/// The form that merges a theme into another.
pub static MERGER: EditForm = EditForm {
    below: true,
    heading: |tr, _| tr.t("theme-merge"),
    lead: |tr| Some(tr.t("theme-merge-lead")),
    shown_first: true,
    grave: |tr, page| matches!(page.aside, Aside::Merger(_)).then(|| (CONFIRM, tr.t("theme-merge-confirm"))),
    before: effect,
    ..EditForm::new(&REGISTER, |ask| {
        let into = Field::new(FieldName::Into.form(), ask.tr.t("theme-into"));
        vec![(into, Ask::Of(Some(ask.tr.t("board-choose")), ask.picks()))]
    })
};

/// A theme: slug, name, questions.
#[derive(Debug)]
pub struct Theme(pub String, pub PerLocale<String>, pub u64);

impl Listed for Theme {
    fn row(&self, tr: Tr) -> (AnyView, AnyView) {
        let Self(slug, name, questions) = self;
        let count = tr.ta("theme-questions", [("n", (*questions).into())]);
        (titled(tr, &REGISTER, slug, name), view! { <span>{count}</span> }.into_any())
    }
}

fn merger(tr: Tr, page: &EditPage) -> Option<AnyView> {
    let href = links::register_step(tr.locale, REGISTER.code, &page.item, "merge");
    (!page.new).then(|| view! { <p><a href=href>{tr.t("theme-merge")}</a></p> }.into_any())
}

/// What a merger would do, to be confirmed.
fn effect(tr: Tr, page: &EditPage) -> Option<AnyView> {
    let Aside::Merger(of) = &page.aside else { return None };
    let into = lang::name(tr, &of.into);
    let questions = if of.questions == 0 {
        view! { {tr.t("theme-merge-none")} " " <b>{into}</b> }.into_any()
    } else {
        view! { {tr.ta("theme-merge-moves", [("n", of.questions.into())])} " " <b>{into}</b> }.into_any()
    };
    let effect = view! {
        <section class="card effect" aria-labelledby="effect">
            <h2 id="effect">{tr.t("step-effect")}</h2>
            <ul class="bullets"><li>{questions}</li><li>{tr.t("theme-merge-gone")}</li></ul>
            <p class="hint">{tr.t("confirm-not-yet")}</p>
        </section>
        {hidden(SHOWN, of.shown.clone())}
    };
    Some(effect.into_any())
}
