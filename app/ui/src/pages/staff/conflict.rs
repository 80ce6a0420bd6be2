//! A concurrent change. Fields that both users changed are shown side by side, and the user's own version can be edited and sent.
//! No input is lost, and no other change of the colleague is undone.

use jawab_domain::Locale;
use leptos::prelude::*;

use super::head;
use crate::{
    catalogue::Tr,
    components::{
        form::{Weight, actions, button, form, hidden},
        text::text,
        text_area::{self, Editable},
    },
    form::{ACTION, ENTER, FormState, IDEMPOTENCY_KEY, Post, VERSION},
    model::{ActorName, QuestionRow},
};

/// The action that saves the user's own version over the other one.
pub use super::question_form::SAVE;
/// The hidden fields with the names of the fields that both users changed.
pub const BOTH: &str = "both";
/// The action that gives up the user's own version of these fields and keeps all other input.
pub const THEIRS: &str = "theirs";

/// A conflict between two versions of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictPage {
    /// The question, as it is now.
    pub question: QuestionRow,
    /// The target of the form, with the version that it is now based on.
    pub post: Post,
    /// Everything that was typed.
    pub state: FormState,
    /// The fields that both users changed to different values. The other fields were merged.
    pub fields: Vec<ConflictField>,
    /// The author of the other change.
    pub who: ActorName,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictField {
    /// The field name.
    pub name: String,
    /// The label of the field.
    pub label: String,
    /// The language of its content, if it is a text.
    pub locale: Option<Locale>,
    /// The saved value.
    pub theirs: String,
    /// The label of the user's own choice, if it is not a text to edit here.
    pub chosen: Option<String>,
}

pub(super) fn title(tr: Tr, page: &ConflictPage) -> String {
    head::title(tr, tr.t("conflict-title"), &page.question)
}

#[component]
pub(super) fn Conflict(tr: Tr, page: ConflictPage) -> impl IntoView {
    let who = [("who", tr.actor_name(&page.who).into())];
    let own = page.who == ActorName::CurrentUser;
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

/// The fields that both users changed, side by side. Hidden fields carry their names and all other input.
pub(super) fn compared(tr: Tr, state: &FormState, fields: &[ConflictField]) -> AnyView {
    let edited = |name: &str| fields.iter().any(|field| field.name == name && field.chosen.is_none());
    let carried = state.pairs().iter().filter(|(name, _)| !edited(name) && !matches!(name.as_str(), IDEMPOTENCY_KEY | VERSION | ACTION));
    let carried = carried.map(|(name, value)| hidden(name, value.clone())).collect_view();
    let both = fields.iter().map(|field| hidden(BOTH, field.name.clone())).collect_view();
    (both, carried, fields.iter().map(|of| field(tr, state, of)).collect_view()).into_any()
}

/// After the user chose the saved version: the notice that nothing is saved yet, and the fields that still differ.
pub(super) fn unsaved(tr: Tr, fields: Option<&[String]>) -> Option<AnyView> {
    let words = match fields? {
        [] => tr.t("conflict-nothing-left"),
        fields => tr.ta("conflict-unsaved", [("fields", fields.join(&format!("{} ", tr.t("comma"))).into())]),
    };
    Some(view! { <p class="notice" role="alert">{words}</p> }.into_any())
}

/// A field with both versions.
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
