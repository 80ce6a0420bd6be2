//! One text: its paragraphs, each beside its field.

use jawab_domain::{
    Locale,
    text::{LocalizedText, TextPart, paragraphs, paragraphs_by},
};
use leptos::prelude::*;

use super::{TranslationPage, TranslationText, doubts};
use crate::{
    catalogue::Tr,
    components::{form, lang, tags, text::text, text_area},
};

pub(super) fn view(tr: Tr, page: &TranslationPage, of: &TranslationText) -> AnyView {
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

/// The roles of the texts, and the reviewer of the translation.
fn state(tr: Tr, of: &TranslationText) -> AnyView {
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
    view! { <p class="meta">{source} {saved}</p> {hint} {uneven(tr, of)} }.into_any()
}

/// The notice that the saved translation has more or fewer paragraphs than the source, so that they do not all stand side by side.
fn uneven(tr: Tr, of: &TranslationText) -> Option<AnyView> {
    let (source, saved) = (of.source.as_ref()?, of.saved.as_ref()?);
    let [source, target] = [source, saved].map(|text| paragraphs(&text.body).count());
    let counts = [("source", source.to_string().into()), ("target", target.to_string().into())];
    (source != target).then(|| view! { <p class="hint">{tr.ta("doubt-count", counts)} " " {tr.t("translation-uneven")}</p> }.into_any())
}

/// A text in its language, split by field.
type Side = Option<(Locale, Vec<String>)>;

fn side(of: &TranslationText, text: Option<&LocalizedText>) -> Side {
    text.map(|text| (text.locale, paragraphs_by(&text.body, of.together)))
}

/// Final texts, paragraph by paragraph.
fn settled(tr: Tr, of: &TranslationText) -> AnyView {
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
fn pairs(tr: Tr, page: &TranslationPage, of: &TranslationText) -> AnyView {
    let source = side(of, of.source.as_ref());
    let beside = |row: usize| source.as_ref().map(|(locale, all)| (*locale, all.get(row - 1).map_or("", String::as_str)));
    (1..=of.rows).map(|row| pair(tr, page, of, (row, beside(row)))).collect_view().into_any()
}

/// The label of one side of a field.
fn named(tr: Tr, of: &TranslationText, row: usize, locale: Locale) -> String {
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

/// A field beside its source.
fn pair(tr: Tr, page: &TranslationPage, of: &TranslationText, (row, source): (usize, Option<(Locale, &str)>)) -> AnyView {
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
