//! Facts, attribution and history, beside the texts.

use leptos::prelude::*;

use super::{AttributionLine, HistoryLine, QuestionPage};
use crate::{catalogue::Tr, parts::lang};

/// The cards beside the texts.
pub(super) fn side(tr: Tr, page: &QuestionPage) -> AnyView {
    (facts(tr, page), attributions(tr, &page.attributions), history(tr, &page.history)).into_any()
}

fn facts(tr: Tr, page: &QuestionPage) -> AnyView {
    let address = &page.address;
    let number = address.number.map_or_else(|| lang::unknown(tr), lang::ltr);
    let chamber = address.chamber.map_or_else(|| lang::unknown(tr), |chamber| tr.chamber(chamber).into_any());
    let legislature = address.legislature.map_or_else(|| lang::unknown(tr), |legislature| tr.legislature(legislature).into_any());
    let mut groups: Vec<_> = page.authors.iter().filter_map(|author| author.group.as_ref()).collect();
    groups.dedup();
    let groups =
        groups.into_iter().map(|(kind, name)| if name.is_empty() { tr.group_kind(*kind).into_any() } else { lang::name(tr, name) });
    let groups = groups.collect::<Vec<_>>();
    let themes = page.themes.iter().map(|theme| lang::theme(tr, theme)).collect::<Vec<_>>();
    view! {
        <section class="card" aria-labelledby="facts">
            <h2 class="visually-hidden" id="facts">{tr.t("facts")}</h2>
            <dl class="facts">
                {fact(tr.t("fact-number"), number)}
                {fact(tr.t("filter-chamber"), chamber)}
                {fact(tr.t("fact-legislature"), legislature)}
                {fact(tr.t("fact-deposited"), lang::day_or_unknown(tr, page.deposited_on))}
                {fact(tr.t("fact-transmitted"), lang::day_or_unknown(tr, page.transmitted_on))}
                {(!groups.is_empty()).then(|| fact(tr.t("filter-group"), lang::joined(tr, groups)))}
                {(!themes.is_empty()).then(|| fact(tr.t("fact-themes"), lang::joined(tr, themes)))}
            </dl>
        </section>
    }
    .into_any()
}

fn fact(term: String, value: AnyView) -> AnyView {
    view! { <div><dt>{term}</dt><dd>{value}</dd></div> }.into_any()
}

/// The attribution history, where it is more than one ministry from the start.
fn attributions(tr: Tr, lines: &[AttributionLine]) -> Option<AnyView> {
    (lines.len() > 1).then(|| {
        let line = |line: &AttributionLine| {
            let period = jawab_domain::people::Period { from: line.since, to: line.until };
            view! { <li>{lang::ministry(tr, &line.ministry)} <span class="when">{lang::period(tr, period)}</span></li> }
        };
        view! {
            <section class="card" aria-labelledby="attributions">
                <header><h2 id="attributions">{tr.t("attributions")}</h2></header>
                <ol class="steps">{lines.iter().map(line).collect_view()}</ol>
            </section>
        }
        .into_any()
    })
}

fn history(tr: Tr, lines: &[HistoryLine]) -> Option<AnyView> {
    let line = |line: &HistoryLine| {
        let ministry = line.ministry.as_ref().map(|ministry| (tr.t("colon"), " ", lang::name(tr, ministry)));
        let what = line.rectified.as_ref().map_or_else(|| tr.event(line.kind), |(of, _)| tr.rectified(of));
        let why = line.rectified.as_ref().and_then(|(_, why)| why.clone());
        let why = why
            .map(|why| view! { <p class="why"><span class="hint">{tr.t("step-reason")} {tr.t("colon")}</span> " " <bdi>{why}</bdi></p> });
        view! { <li><span class="when">{lang::day_or_unknown(tr, line.on)}</span> {what} {ministry} {why}</li> }
    };
    let public = lines.iter().filter(|line| line.kind.is_public()).map(line).collect_view();
    (!public.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="history">
                <header><h2 id="history">{tr.t("history")}</h2></header>
                <ol class="steps">{public}</ol>
            </section>
        }
        .into_any()
    })
}
