//! One text: its paragraphs, each beside its field.

use jawab_domain::{
    Locale,
    text::{LocalizedText, TextPart, paragraphs_by},
};
use leptos::prelude::*;

use super::{Piece, TranslationPage, doubts};
use crate::{
    catalogue::Tr,
    parts::{form, lang, tags, text::text, text_area},
};

pub(super) fn view(tr: Tr, page: &TranslationPage, of: &Piece) -> AnyView {
    let id = format!("piece-{}", of.name);
    let pairs = if of.fixed { settled(tr, of) } else { pairs(tr, page, of) };
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

/// A text in its language, field by field.
type Side = Option<(Locale, Vec<String>)>;

fn side(of: &Piece, text: Option<&LocalizedText>) -> Side {
    text.map(|text| (text.locale, paragraphs_by(&text.body, of.together)))
}

/// Texts that are there for good, paragraph by paragraph.
fn settled(tr: Tr, of: &Piece) -> AnyView {
    let (source, saved) = (side(of, of.source.as_ref()), side(of, of.saved.as_ref()));
    let rows = [&source, &saved].into_iter().flatten().map(|(_, all)| all.len()).max().unwrap_or_default();
    let cell = |side: &Side, n: usize| {
        let (locale, some) = side.as_ref().map(|(locale, all)| (*locale, all.get(n).map_or("", String::as_str)))?;
        Some(view! { <p class="theirs" lang=locale.code() dir=locale.dir()>{text(locale, some)}</p> })
    };
    let rows = (0..rows).map(|n| view! { <div class="sides">{cell(&source, n)} {cell(&saved, n)}</div> }).collect_view();
    let label = tr.t("translation-side-by-side");
    view! { <div class="pairs" role="group" aria-label=label>{rows}</div> }.into_any()
}

/// The source beside the fields.
fn pairs(tr: Tr, page: &TranslationPage, of: &Piece) -> AnyView {
    let source = side(of, of.source.as_ref());
    let beside = |row: usize| source.as_ref().map(|(locale, all)| (*locale, all.get(row - 1).map_or("", String::as_str)));
    (1..=of.rows).map(|row| pair(tr, page, of, (row, beside(row)))).collect_view().into_any()
}

/// What the two sides of a field are called.
fn named(tr: Tr, of: &Piece, row: usize, locale: Locale) -> String {
    let language = tr.language(locale);
    match of.span(row) {
        _ if of.rows <= 1 => language,
        (from, to) if from == to => tr.ta("translation-paragraph", [("language", language.into()), ("n", from.to_string().into())]),
        (from, to) => {
            let span = [("language", language.into()), ("from", from.to_string().into()), ("to", to.to_string().into())];
            tr.ta("translation-paragraphs", span)
        }
    }
}

/// A field beside what it is translated from.
fn pair(tr: Tr, page: &TranslationPage, of: &Piece, (row, source): (usize, Option<(Locale, &str)>)) -> AnyView {
    let named = |locale: Locale| named(tr, of, row, locale);
    let source = source.map(|(locale, some)| {
        view! {
            <div class="ask">
                <h3>{named(locale)}</h3>
                <p class="theirs" lang=locale.code() dir=locale.dir()>{text(locale, some)}</p>
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
