//! The doubts of a translation: a list before the form, each beside its field, and the checkbox that dismisses them.

use fluent::FluentValue;
use jawab_domain::{Locale, field::FieldName, translation::TranslationWarning};
use leptos::prelude::*;

use super::{TranslationPage, TranslationText};
use crate::{
    catalogue::Tr,
    components::{
        form::{self, Choice, Field, checkboxes},
        lang,
    },
};

/// The HTML id of the doubts beside a field.
pub(super) fn id(field: &str) -> String {
    format!("f-{field}-doubts")
}

/// All doubts, with links to the fields; `None` if there are none.
pub(super) fn all(tr: Tr, page: &TranslationPage) -> Option<AnyView> {
    page.anyway.as_ref()?;
    let lines = page.pieces.iter().flat_map(|piece| piece.doubts.iter().map(move |doubt| (piece, doubt))).map(|(piece, doubt)| {
        let href = format!("#{}", form::id(&piece.field(doubt.paragraph().unwrap_or(1))));
        let which = doubt.paragraph().filter(|_| piece.rows > 1).map(|n| (tr.t("comma"), " ", place(tr, piece.span(n))));
        view! { <li><a href=href>{piece.label(tr)}{which}</a> {tr.t("colon")} " " {warning_text(tr, piece, doubt)}</li> }
    });
    Some(
        view! {
            <div class="error-summary doubts" role="alert" tabindex="-1" aria-labelledby="doubts">
                <h2 id="doubts">{tr.t("doubts-title")}</h2>
                <p>{tr.t("doubts-lead")}</p>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
        .into_any(),
    )
}

/// The paragraphs concerned.
fn place(tr: Tr, (from, to): (usize, usize)) -> String {
    if from == to {
        tr.ta("doubt-paragraph", [("n", from.to_string().into())])
    } else {
        tr.ta("doubt-paragraphs", [("from", from.to_string().into()), ("to", to.to_string().into())])
    }
}

/// The doubts about one field.
pub(super) fn beside(tr: Tr, of: &TranslationText, row: usize) -> Option<AnyView> {
    let doubts: Vec<&TranslationWarning> = of.doubts.iter().filter(|doubt| doubt.paragraph() == Some(row)).collect();
    let lines = doubts.iter().map(|doubt| view! { <p>{warning_text(tr, of, doubt)}</p> }).collect_view();
    (!doubts.is_empty()).then(|| view! { <div class="notice" id=id(&of.field(row))>{lines}</div> }.into_any())
}

/// The checkbox that dismisses the shown doubts.
pub(super) fn anyway(tr: Tr, page: &TranslationPage) -> Option<AnyView> {
    let shown = page.anyway.clone()?;
    let field = Field::labelled(tr, FieldName::Anyway);
    Some(checkboxes(tr, &page.state, field, vec![Choice::new(shown, tr.t("doubts-anyway"))]))
}

fn warning_text(tr: Tr, piece: &TranslationText, doubt: &TranslationWarning) -> AnyView {
    match doubt {
        TranslationWarning::Count { source, target } => {
            let counts = [("source", source.to_string().into()), ("target", target.to_string().into())];
            tr.ta("doubt-count", counts).into_any()
        }
        TranslationWarning::Empty { paragraph } => {
            let (from, to) = piece.span(*paragraph);
            if from == to { tr.t("doubt-empty").into_any() } else { tr.t("doubt-empty-several").into_any() }
        }
        TranslationWarning::OtherScript(Locale::Ar) => tr.t("doubt-script-ar").into_any(),
        TranslationWarning::OtherScript(Locale::Fr) => tr.t("doubt-script-fr").into_any(),
        TranslationWarning::Figures { missing, added, .. } => {
            let count = |of: &[String]| [("n", FluentValue::from(of.len() as u64))];
            let gone = (!missing.is_empty())
                .then(|| view! { <span>{tr.ta("doubt-missing", count(missing))} " " {written(tr, missing)} ". "</span> });
            let more =
                (!added.is_empty()).then(|| view! { <span>{tr.ta("doubt-added", count(added))} " " {written(tr, added)} "."</span> });
            (gone, more).into_any()
        }
    }
}

/// Figures, written from left to right. Dates in Arabic words are an exception.
fn written(tr: Tr, figures: &[String]) -> AnyView {
    let one = |figure: &String| {
        if figure.chars().any(char::is_alphabetic) {
            view! { <bdi dir="auto">{figure.clone()}</bdi> }.into_any()
        } else {
            lang::ltr(figure)
        }
    };
    lang::joined(tr, figures.iter().map(one))
}
