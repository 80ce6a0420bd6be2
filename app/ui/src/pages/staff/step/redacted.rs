//! The preview of a redaction: each sentence with the name, and the other places where it occurs.

use leptos::prelude::*;

use super::{AFTER, NEXT, Occurrence, Redaction};
use crate::{
    catalogue::Tr,
    components::{form::hidden, text::text},
    form::SHOWN,
    model::TextSegment,
};

pub(super) fn view(tr: Tr, of: &Redaction) -> AnyView {
    let hits = of.hits();
    let earlier = (of.earlier > 0).then(|| view! { <p class="hint">{tr.ta("step-redacted-earlier", [("n", of.earlier.into())])}</p> });
    let goes_on = of.goes_on_after.is_some().then(|| view! { <p><b>{tr.t("step-redacted-goes-on")}</b></p> });
    let none = match (hits, &of.after, &of.goes_on_after) {
        (0, None, None) => Some(tr.t("step-redacted-none")),
        (0, Some(_), None) => Some(tr.t("step-redacted-over")),
        _ => None,
    };
    let elsewhere = (!of.elsewhere.is_empty()).then(|| {
        view! {
            <h4>{tr.t("step-redacted-elsewhere")}</h4>
            <p class="hint">{tr.t("step-redacted-elsewhere-hint")}</p>
            {standing(tr, &of.elsewhere, false)}
        }
    });
    view! {
        <section class="card" aria-labelledby="redacted">
            <h3 id="redacted">{tr.t("step-redacted")}</h3>
            <p role="status"><b>{tr.ta("step-redacted-hits", [("n", hits.into())])}</b></p>
            {none.map(|words| view! { <p>{words}</p> })}
            {standing(tr, &of.texts, true)}
            {earlier}
            {elsewhere}
            {goes_on}
            {hidden(SHOWN, of.shown.clone())}
            {of.after.clone().map(|after| hidden(AFTER, after))}
            {of.goes_on_after.clone().map(|next| hidden(NEXT, next))}
        </section>
    }
    .into_any()
}

/// `goes`: whether the name is taken out of these places.
fn standing(tr: Tr, all: &[Occurrence], goes: bool) -> AnyView {
    let one = |of: &Occurrence| {
        let (lang, dir) = (of.locale.map(jawab_domain::Locale::code), of.locale.map_or("auto", jawab_domain::Locale::dir));
        let sentences =
            of.sentences.iter().map(|parts| view! { <li lang=lang dir=dir>{sentence(tr, of, parts, goes)}</li> }).collect_view();
        let place = match &of.link {
            Some(href) => view! { <a href=href.clone() target="_blank" rel="noopener">{of.place.clone()}</a> }.into_any(),
            None => of.place.clone().into_any(),
        };
        view! { <li><b>{place}</b> <ul>{sentences}</ul></li> }
    };
    (!all.is_empty()).then(|| view! { <ul class="bullets">{all.iter().map(one).collect_view()}</ul> }).into_any()
}

/// A name that goes is struck through; one that stays is only found by its mark.
fn sentence(tr: Tr, of: &Occurrence, parts: &[TextSegment], goes: bool) -> AnyView {
    let part = |part: &TextSegment| {
        let words = text(of.locale.unwrap_or(tr.locale), &part.text);
        match (part.marked, goes) {
            (true, true) => view! { <mark class="redacted">{words}</mark> }.into_any(),
            (true, false) => view! { <mark>{words}</mark> }.into_any(),
            (false, _) => words,
        }
    };
    parts.iter().map(part).collect_view().into_any()
}
