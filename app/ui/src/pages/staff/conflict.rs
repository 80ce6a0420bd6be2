//! Somebody else changed it in the meantime: where both changed the same, theirs and yours side by side, yours still to be edited and
//! sent. Nothing typed is lost, and nothing of theirs that was not touched here is undone.

use jawab_domain::Locale;
use leptos::prelude::*;

use super::head;
use crate::{
    catalogue::Tr,
    form::{ENTER, FormState, Post},
    model::{QuestionRow, Somebody},
    parts::{
        form::{Weight, actions, button, form, hidden},
        text::text,
        text_area::{self, Editable},
    },
};

/// What the form asks for that sends one's own version over theirs: the same as saving.
pub use super::question_form::SAVE;
/// The unseen fields that name what both have changed.
pub const BOTH: &str = "both";
/// What the button asks for that gives up what both have changed, and goes on with everything else that was typed.
pub const THEIRS: &str = "theirs";

/// A conflict between two versions of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictPage {
    /// Which question, as it is now.
    pub question: QuestionRow,
    /// Where one's own version goes, with the version it is now based on.
    pub post: Post,
    /// Everything that was typed.
    pub state: FormState,
    /// The fields that both changed, each otherwise. The others are as whoever changed them has them.
    pub fields: Vec<ConflictField>,
    /// Who changed it.
    pub who: Somebody,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictField {
    /// Its name in the form.
    pub name: String,
    /// What it is, in the reader's words.
    pub label: String,
    /// The language of what is in it, if it is a text.
    pub locale: Option<Locale>,
    /// What is saved now.
    pub theirs: String,
    /// What was chosen instead, in words, where it is no text to be edited here.
    pub chosen: Option<String>,
}

pub(super) fn title(tr: Tr, page: &ConflictPage) -> String {
    head::title(tr, tr.t("conflict-title"), &page.question)
}

/// A conflict between two versions of a question.
#[component]
pub(super) fn Conflict(tr: Tr, page: ConflictPage) -> impl IntoView {
    let who = [("who", tr.somebody(&page.who).into())];
    let own = page.who == Somebody::Oneself;
    let compared = compared(tr, &page.state, &page.fields);
    let apart = page.fields.is_empty();
    let text = match (apart, own) {
        (true, true) => tr.t("conflict-apart-own"),
        (true, false) => tr.ta("conflict-apart", who),
        (false, true) => tr.t("conflict-text-own"),
        (false, false) => tr.ta("conflict-text", who),
    };
    let save = if apart { tr.t("conflict-keep-both") } else { tr.t("conflict-keep-mine") };
    let mine = button(Weight::Main, SAVE, save);
    let take = (!apart).then(|| button(Weight::Other, THEIRS, tr.t("conflict-take-theirs")));
    view! {
        {head::head(tr, tr.t("conflict-title"), &page.question)}
        <div class="error-summary" role="alert" tabindex="-1"><p>{text}</p></div>
        {form(page.post.clone(), ENTER, (compared, actions(tr, (mine, take), None)))}
    }
}

/// The fields that both changed, side by side; their names and everything else that was typed go along unseen.
pub(super) fn compared(tr: Tr, state: &FormState, fields: &[ConflictField]) -> AnyView {
    let edited = |name: &str| fields.iter().any(|field| field.name == name && field.chosen.is_none());
    let carried = state.pairs().iter().filter(|(name, _)| !edited(name) && !matches!(name.as_str(), "once" | "version" | "do"));
    let carried = carried.map(|(name, value)| hidden(name, value.clone())).collect_view();
    let both = fields.iter().map(|field| hidden(BOTH, field.name.clone())).collect_view();
    (both, carried, fields.iter().map(|of| field(tr, state, of)).collect_view()).into_any()
}

/// After what is saved was chosen: that nothing is saved yet, and which fields still differ from it.
pub(super) fn unsaved(tr: Tr, fields: Option<&[String]>) -> Option<AnyView> {
    let words = match fields? {
        [] => tr.t("conflict-nothing-left"),
        fields => tr.ta("conflict-unsaved", [("fields", fields.join(&format!("{} ", tr.t("comma"))).into())]),
    };
    Some(view! { <p class="notice" role="alert">{words}</p> }.into_any())
}

/// A field, theirs beside one's own.
fn field(tr: Tr, state: &FormState, of: &ConflictField) -> AnyView {
    let (code, dir) = (of.locale.map(Locale::code), of.locale.map_or("auto", Locale::dir));
    let id = format!("f-{}", of.name);
    let yours = Editable {
        id: id.clone(),
        name: of.name.clone(),
        value: state.get(&of.name),
        language: of.locale,
        rows: 5,
        wrong: false,
        described_by: None,
    };
    let said = |words: &str| if words.is_empty() { tr.t("conflict-empty").into_any() } else { text(of.locale.unwrap_or(tr.locale), words) };
    let theirs = said(&of.theirs);
    let yours = match &of.chosen {
        Some(chosen) => view! { <h3>{tr.t("conflict-yours")}</h3> <p class="theirs" dir="auto">{said(chosen)}</p> }.into_any(),
        None => view! { <label for=id>{tr.t("conflict-yours")}</label> {text_area::editable(yours)} }.into_any(),
    };
    view! {
        <section class="form-section">
            <h2>{of.label.clone()}</h2>
            <div class="compare">
                <div class="ask">
                    <h3>{tr.t("conflict-theirs")}</h3>
                    <p class="theirs" lang=code dir=dir>{theirs}</p>
                </div>
                <div class="ask">
                    {yours}
                </div>
            </div>
        </section>
    }
    .into_any()
}
