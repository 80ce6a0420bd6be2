//! One text: its paragraphs, each beside its field.

use jawab_domain::{
    Locale,
    text::{LocalizedText, TextPart, paragraphs},
};
use leptos::prelude::*;

use super::{Piece, TranslationPage, doubts};
use crate::{
    catalogue::Tr,
    parts::{form, lang, tags, text::text, text_area},
};

pub(super) fn view(tr: Tr, page: &TranslationPage, of: &Piece) -> AnyView {
    let id = format!("piece-{}", of.name);
    let pairs = if of.fixed { settled(tr, of) } else { (1..=of.rows).map(|row| pair(tr, page, of, row)).collect_view().into_any() };
    let theirs = of.theirs.as_ref().map(|theirs| {
        view! {
            <div class="ask">
                <h3 class="h3">{tr.t("conflict-theirs")}</h3>
                <p class="theirs" lang=page.into.code() dir=page.into.dir()>{text(page.into, theirs)}</p>
            </div>
        }
    });
    view! {
        <section class="form-section piece" aria-labelledby=id>
            <h2 id=id.clone()>{of.label(tr)}</h2>
            {state(tr, of)}
            {theirs}
            {pairs}
        </section>
    }
    .into_any()
}

/// What the texts are, and who read the translation over.
fn state(tr: Tr, of: &Piece) -> AnyView {
    let source = of.source.as_ref().map(|source| view! { <span>{tr.language(source.locale)} " " {tags::role(tr, source.role)}</span> });
    let saved = of.saved.as_ref().map(|saved| {
        let review = saved.review.as_ref().map_or_else(
            || tr.t("not-reviewed").into_any(),
            |review| {
                (tr.t("reviewed-by"), " ", view! { <bdi>{review.by.clone()}</bdi> }, tr.t("comma"), " ", lang::day(tr, review.on))
                    .into_any()
            },
        );
        view! { <span>{tr.language(saved.locale)} " " {tags::role(tr, saved.role)} " " {review}</span> }
    });
    let hint = (of.fixed && of.part == TextPart::Answer).then(|| view! { <p class="hint">{tr.t("translation-published")}</p> });
    view! { <p class="meta">{source} {saved}</p> {hint} }.into_any()
}

/// Texts that are there for good, paragraph by paragraph.
fn settled(tr: Tr, of: &Piece) -> AnyView {
    let side = |text: Option<&LocalizedText>| text.map(|text| (text.locale, paragraphs(&text.body).map(str::to_owned).collect::<Vec<_>>()));
    let (source, saved) = (side(of.source.as_ref()), side(of.saved.as_ref()));
    let rows = [&source, &saved].into_iter().flatten().map(|(_, all)| all.len()).max().unwrap_or_default();
    let cell = |side: &Option<(Locale, Vec<String>)>, n: usize| {
        let (locale, paragraph) = side.as_ref().map(|(locale, all)| (*locale, all.get(n).cloned().unwrap_or_default()))?;
        Some(view! { <p class="theirs" lang=locale.code() dir=locale.dir()>{text(locale, &paragraph)}</p> })
    };
    let rows = (0..rows).map(|n| view! { <div class="sides">{cell(&source, n)} {cell(&saved, n)}</div> }).collect_view();
    let label = tr.t("translation-side-by-side");
    view! { <div class="pairs" role="group" aria-label=label>{rows}</div> }.into_any()
}

/// A paragraph beside its field.
fn pair(tr: Tr, page: &TranslationPage, of: &Piece, row: usize) -> AnyView {
    let named = |locale: Locale| match of.rows {
        0 | 1 => tr.language(locale),
        _ => tr.ta("translation-paragraph", [("language", tr.language(locale).into()), ("n", row.to_string().into())]),
    };
    let source = of.source.as_ref().map(|source| {
        let paragraph = paragraphs(&source.body).nth(row - 1).unwrap_or_default();
        view! {
            <div class="ask">
                <h3>{named(source.locale)}</h3>
                <p class="theirs" lang=source.locale.code() dir=source.locale.dir()>{text(source.locale, paragraph)}</p>
            </div>
        }
    });
    let name = of.field(row);
    let doubted = of.doubts.iter().any(|doubt| doubt.paragraph() == Some(row));
    let described_by = [form::described_by(&name, false, &page.state), doubted.then(|| doubts::id(&name))];
    let described_by = described_by.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let area = text_area::Editable {
        id: form::id(&name),
        value: page.state.get(&name),
        language: Some(page.into),
        rows: if of.part == TextPart::Subject { 2 } else { 4 },
        wrong: page.state.problem(&name).is_some(),
        described_by: (!described_by.is_empty()).then_some(described_by),
        name: name.clone(),
    };
    view! {
        <div class="compare">
            {source}
            <div class=form::block_class(&name, &page.state)>
                <label for=form::id(&name)>{named(page.into)}</label>
                {form::notes(tr, &name, None, &page.state)}
                {text_area::editable(area)}
                {doubts::beside(tr, of, row)}
            </div>
        </div>
    }
    .into_any()
}
