//! Themes, and their mergers.

use super::{SAVE, prelude::*};

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
    grave: |tr, _| Some((SAVE, tr.t("theme-merge"))),
    ..EditForm::new(&REGISTER, |ask| {
        let into = Field::new("into", ask.tr.t("theme-into"));
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
