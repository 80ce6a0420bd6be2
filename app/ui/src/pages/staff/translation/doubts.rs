//! What to look at again: all of it before the form, each beside its field, and the box that sets it aside.

use fluent::FluentValue;
use jawab_domain::translation::Doubt;
use leptos::prelude::*;

use super::{Piece, TranslationPage};
use crate::{
    catalogue::Tr,
    parts::{
        form::{self, Choice, Field, checkboxes},
        lang,
    },
};

/// The id of what stands beside a field.
pub(super) fn id(field: &str) -> String {
    format!("f-{field}-doubts")
}

/// Everything to look at again, with links to the fields; nothing where nothing is.
pub(super) fn all(tr: Tr, page: &TranslationPage) -> Option<AnyView> {
    page.anyway.as_ref()?;
    let lines = page.pieces.iter().flat_map(|piece| piece.doubts.iter().map(move |doubt| (piece, doubt))).map(|(piece, doubt)| {
        let href = format!("#{}", form::id(&piece.field(doubt.paragraph().unwrap_or(1))));
        let which = doubt.paragraph().filter(|_| piece.rows > 1).map(|n| (tr.t("comma"), " ", place(tr, piece.span(n))));
        view! { <li><a href=href>{piece.label(tr)}{which}</a> {tr.t("colon")} " " {words(tr, piece, doubt)}</li> }
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

/// Which paragraphs something is about.
fn place(tr: Tr, (from, to): (usize, usize)) -> String {
    if from == to {
        tr.ta("doubt-paragraph", [("n", from.to_string().into())])
    } else {
        tr.ta("doubt-paragraphs", [("from", from.to_string().into()), ("to", to.to_string().into())])
    }
}

/// What to look at again in one field.
pub(super) fn beside(tr: Tr, of: &Piece, row: usize) -> Option<AnyView> {
    let doubts: Vec<&Doubt> = of.doubts.iter().filter(|doubt| doubt.paragraph() == Some(row)).collect();
    let lines = doubts.iter().map(|doubt| view! { <p>{words(tr, of, doubt)}</p> }).collect_view();
    (!doubts.is_empty()).then(|| view! { <div class="notice" id=id(&of.field(row))>{lines}</div> }.into_any())
}

/// The box that sets aside what is shown.
pub(super) fn anyway(tr: Tr, page: &TranslationPage) -> Option<AnyView> {
    let shown = page.anyway.clone()?;
    let field = Field::new("anyway", tr.t("doubts-title"));
    Some(checkboxes(tr, &page.state, field, vec![Choice::new(shown, tr.t("doubts-anyway"))]))
}

fn words(tr: Tr, piece: &Piece, doubt: &Doubt) -> AnyView {
    match doubt {
        Doubt::Count { source, target } => {
            let counts = [("source", source.to_string().into()), ("target", target.to_string().into())];
            tr.ta("doubt-count", counts).into_any()
        }
        Doubt::Empty { paragraph } => {
            let (from, to) = piece.span(*paragraph);
            if from == to { tr.t("doubt-empty").into_any() } else { tr.t("doubt-empty-several").into_any() }
        }
        Doubt::Figures { missing, added, .. } => {
            let count = |of: &[String]| [("n", FluentValue::from(of.len() as u64))];
            let gone = (!missing.is_empty())
                .then(|| view! { <span>{tr.ta("doubt-missing", count(missing))} " " {written(tr, missing)} ". "</span> });
            let more =
                (!added.is_empty()).then(|| view! { <span>{tr.ta("doubt-added", count(added))} " " {written(tr, added)} "."</span> });
            (gone, more).into_any()
        }
    }
}

/// Figures as they are written: from left to right, but for dates in Arabic words.
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
