//! Content from elsewhere: press citations and related questions.

use leptos::prelude::*;

use super::{Attachment, PressCitation, RelatedQuestion, texts};
use crate::{
    catalogue::Tr,
    components::{item, lang, tags},
};

/// The press citations, marked as such.
pub(super) fn press(tr: Tr, citations: &[PressCitation]) -> Option<AnyView> {
    (!citations.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="press">
                <header>
                    <h2 id="press">{tr.t("press-title")}</h2>
                    {tags::tag(tags::Tone::Amber, tr.t("role-press-report"))}
                </header>
                <ul class="press">{citations.iter().map(|one| citation(tr, one)).collect_view()}</ul>
                <p class="hint">{tr.t("press-note")}</p>
            </section>
        }
        .into_any()
    })
}

fn citation(tr: Tr, one: &PressCitation) -> AnyView {
    let title = one.title.clone().or_else(|| one.url.clone()).unwrap_or_else(|| tr.t("press-untitled"));
    let title = match &one.url {
        Some(address) => texts::outside_link(address, &title),
        None => view! { <bdi>{title}</bdi> }.into_any(),
    };
    let other = one.title.as_ref().and(one.locale).and_then(|locale| lang::foreign(tr, locale));
    let outlet = one.outlet.clone().map_or_else(|| tr.t("press-outlet-unknown").into_any(), |name| view! { <bdi>{name}</bdi> }.into_any());
    view! {
        <li>
            <p class="press-name" lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{title}</p>
            <p class="meta">
                <span>{outlet}</span>
                {one.date.map(|date| view! { <span>{lang::day(tr, date)}</span> })}
                {one.locale.map(|locale| view! { <span>{tr.language(locale)}</span> })}
            </p>
        </li>
    }
    .into_any()
}

/// The related questions, each with the kind of relation.
pub(super) fn questions(tr: Tr, related: &[RelatedQuestion]) -> Option<AnyView> {
    let one = |of: &RelatedQuestion| {
        let how = tags::tag(tags::Tone::Plain, tr.link_kind(of.kind, of.incoming));
        view! { <li class="item"><p>{how}</p> {item::heading(tr, &of.question, None)} {item::meta(tr, &of.question, Vec::new())}</li> }
    };
    (!related.is_empty()).then(|| {
        view! {
            <section class="related" aria-labelledby="related">
                <h2 id="related">{tr.t("related-title")}</h2>
                <ul class="list">{related.iter().map(one).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// The documents of the question and of its answers.
pub(super) fn documents(tr: Tr, all: &[Attachment]) -> Option<AnyView> {
    let one = |of: &Attachment| {
        view! {
            <li>
                <a href=of.link.clone()><bdi>{of.title.clone()}</bdi></a>
                " " <span class="hint">"PDF" {tr.t("comma")} " " {tr.ta("attachment-pages", [("n", of.pages.into())])} {tr.t("comma")} " " {tr.ta("attachment-kibibytes", [("n", of.kibibytes.into())])}</span>
            </li>
        }
    };
    (!all.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="attachments">
                <header><h2 id="attachments">{tr.t("attachments-title")}</h2></header>
                <ul class="bullets">{all.iter().map(one).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}
