//! The fields about the translation: its role, source, the reason of the change, and the review.

use jawab_domain::{
    TextRole,
    field::{FieldName, FieldPath},
    text::TextPart,
};
use leptos::prelude::*;

use super::{TranslationPage, TranslationText};
use crate::{
    catalogue::Tr,
    components::form::{Choice, Field, Input, checkboxes, date, input, radios, section},
};

/// The roles that a translation can have.
pub const ROLES: [TextRole; 4] =
    [TextRole::OfficialTranslation, TextRole::UnofficialTranslation, TextRole::MachineTranslation, TextRole::PressReport];

/// The prefix of a sub-question's field names, before its identity. The sub-question may move in the meantime.
pub const SUB: &str = "sub-";

/// The fields about the translation.
const FIELDS: [FieldName; 7] = [
    FieldName::Role,
    FieldName::SourceDocument,
    FieldName::SourcePage,
    FieldName::SourceUrl,
    FieldName::SourceDate,
    FieldName::Reason,
    FieldName::Reviewed,
];

/// The label of a field in the error summary.
#[must_use]
pub fn label(tr: Tr, field: &str, pieces: &[TranslationText]) -> String {
    let name = field.rsplit_once('-').map_or(field, |(name, _)| name);
    if let Some(piece) = pieces.iter().find(|piece| piece.name == name) {
        return piece.label(tr);
    }
    match FieldPath::from_form(field, &FIELDS).map(|of| of.name) {
        Some(FieldName::Reason) => tr.t("question-form-correction"),
        Some(of) => tr.field(of),
        None => match name {
            "subject" => tr.text_part(TextPart::Subject),
            "question" => tr.text_part(TextPart::Question),
            "answer" => tr.text_part(TextPart::Answer),
            _ if name.starts_with(SUB) => tr.text_part(TextPart::SubQuestion),
            _ => String::new(),
        },
    }
}

pub(super) fn about(tr: Tr, page: &TranslationPage) -> AnyView {
    let open = page.pieces.iter().any(|piece| !piece.fixed);
    let reviewed = vec![Choice::new("yes", tr.t("translation-reviewed")).hint(tr.t("translation-reviewed-hint"))];
    let fields = open.then(|| (theirs(tr, page), role(tr, page), source(tr, page), reason(tr, page)));
    let review = checkboxes(tr, &page.state, Field::labelled(tr, FieldName::Reviewed).optional(), reviewed);
    section(tr.t("translation-about"), None, (fields, review))
}

/// What somebody else changed in these fields. The user's own values are in the fields below.
fn theirs(tr: Tr, page: &TranslationPage) -> AnyView {
    let one = |(label, words): &(String, String)| {
        let words = if words.is_empty() { tr.t("conflict-empty") } else { words.clone() };
        view! {
            <div class="ask">
                <h3 class="h3">{label.clone()} {tr.t("comma")} " " {tr.t("conflict-theirs")}</h3>
                <p class="theirs" dir="auto">{words}</p>
            </div>
        }
    };
    page.theirs.iter().map(one).collect_view().into_any()
}

fn role(tr: Tr, page: &TranslationPage) -> AnyView {
    let choices = ROLES.iter().map(|role| Choice::new(role.code(), tr.role(*role))).collect();
    radios(tr, &page.state, Field::labelled(tr, FieldName::Role).hint(tr.t("translation-role-hint")), choices)
}

fn source(tr: Tr, page: &TranslationPage) -> AnyView {
    let state = &page.state;
    view! {
        <div class="bulk-fields">
            {input(tr, state, Field::labelled(tr, FieldName::SourceDocument).optional(), Input::Text)}
            {input(tr, state, Field::labelled(tr, FieldName::SourcePage).optional(), Input::Text)}
            {input(tr, state, Field::labelled(tr, FieldName::SourceUrl).optional(), Input::Web)}
            {date(tr, state, Field::labelled(tr, FieldName::SourceDate).optional())}
        </div>
    }
    .into_any()
}

/// The reason of the change, if readers saw the text.
fn reason(tr: Tr, page: &TranslationPage) -> Option<AnyView> {
    let changes = |piece: &TranslationText| !piece.fixed && piece.saved.is_some();
    (page.wants_reason && page.pieces.iter().any(changes)).then(|| {
        let field = Field::new(FieldName::Reason.form(), tr.t("question-form-correction")).hint(tr.t("translation-reason-hint")).optional();
        input(tr, &page.state, field, Input::Text)
    })
}
