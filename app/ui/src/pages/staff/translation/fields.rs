//! The fields about the translation: its role, source, the reason of the change, and the review.

use jawab_domain::{TextRole, text::TextPart};
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

/// The label of a field in the error summary.
#[must_use]
pub fn label(tr: Tr, field: &str, pieces: &[TranslationText]) -> String {
    let name = field.rsplit_once('-').map_or(field, |(name, _)| name);
    if let Some(piece) = pieces.iter().find(|piece| piece.name == name) {
        return piece.label(tr);
    }
    match field {
        "role" => tr.t("question-form-role"),
        "document" => tr.t("translation-document"),
        "page" => tr.t("translation-page"),
        "url" => tr.t("translation-url"),
        "source" => tr.t("translation-date"),
        "reason" => tr.t("question-form-correction"),
        "reviewed" => tr.t("translation-review"),
        _ => match name {
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
    let review = checkboxes(tr, &page.state, Field::new("reviewed", tr.t("translation-review")).optional(), reviewed);
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

/// The reason of the change, if readers saw the text.
fn reason(tr: Tr, page: &TranslationPage) -> Option<AnyView> {
    let changes = |piece: &TranslationText| !piece.fixed && piece.saved.is_some();
    (page.wants_reason && page.pieces.iter().any(changes)).then(|| {
        let field = Field::new("reason", tr.t("question-form-correction")).hint(tr.t("translation-reason-hint")).optional();
        input(tr, &page.state, field, Input::Text)
    })
}
