//! What is said of the translation itself: what it is, where it comes from, why it changes, and that it was read over.

use jawab_domain::TextRole;
use leptos::prelude::*;

use super::{Piece, TranslationPage};
use crate::{
    catalogue::Tr,
    parts::form::{Choice, Field, Input, checkboxes, date, input, radios, section},
};

/// What a translation can be.
pub const ROLES: [TextRole; 4] =
    [TextRole::OfficialTranslation, TextRole::UnofficialTranslation, TextRole::MachineTranslation, TextRole::PressReport];

/// What a field is called in the error summary.
pub(super) fn label(tr: Tr, page: &TranslationPage, field: &str) -> String {
    match field {
        "role" => tr.t("question-form-role"),
        "document" => tr.t("translation-document"),
        "page" => tr.t("translation-page"),
        "url" => tr.t("translation-url"),
        "source" => tr.t("translation-date"),
        "reason" => tr.t("question-form-correction"),
        "reviewed" => tr.t("translation-review"),
        _ => {
            let piece = field.rsplit_once('-').and_then(|(name, _)| page.pieces.iter().find(|piece| piece.name == name));
            piece.map(|piece| piece.label(tr)).unwrap_or_default()
        }
    }
}

pub(super) fn about(tr: Tr, page: &TranslationPage) -> AnyView {
    let open = page.pieces.iter().any(|piece| !piece.fixed);
    let reviewed = vec![Choice::new("yes", tr.t("translation-reviewed")).hint(tr.t("translation-reviewed-hint"))];
    let fields = open.then(|| (role(tr, page), source(tr, page), reason(tr, page)));
    let review = checkboxes(tr, &page.state, Field::new("reviewed", tr.t("translation-review")).optional(), reviewed);
    section(tr.t("translation-about"), None, (fields, review))
}

fn role(tr: Tr, page: &TranslationPage) -> AnyView {
    let choices = ROLES.iter().map(|role| Choice::new(role.code(), tr.role(*role))).collect();
    radios(tr, &page.state, Field::new("role", tr.t("question-form-role")).hint(tr.t("translation-role-hint")), choices)
}

fn source(tr: Tr, page: &TranslationPage) -> AnyView {
    let state = &page.state;
    view! {
        <div class="bulk-fields">
            {input(tr, state, Field::new("document", tr.t("translation-document")).optional(), Input::Text)}
            {input(tr, state, Field::new("page", tr.t("translation-page")).optional(), Input::Text)}
            {input(tr, state, Field::new("url", tr.t("translation-url")).optional(), Input::Web)}
            {date(tr, state, Field::new("source", tr.t("translation-date")).optional())}
        </div>
    }
    .into_any()
}

/// Why it changes: asked where something that readers saw can change.
fn reason(tr: Tr, page: &TranslationPage) -> Option<AnyView> {
    let changes = |piece: &Piece| !piece.fixed && piece.saved.is_some();
    (page.wants_reason && page.pieces.iter().any(changes)).then(|| {
        let field = Field::new("reason", tr.t("question-form-correction")).hint(tr.t("translation-reason-hint")).optional();
        input(tr, &page.state, field, Input::Text)
    })
}
