//! The cards beside the texts: facts, attribution and history.

use jawab_domain::Status;
use leptos::prelude::*;

use super::{AttributionLine, HistoryLine, QuestionPage};
use crate::{
    catalogue::Tr,
    components::{corrected_by, lang},
};

/// The cards beside the texts.
pub(super) fn side(tr: Tr, page: &QuestionPage) -> AnyView {
    (facts(tr, page), attributions(tr, &page.attributions), history(tr, &page.history)).into_any()
}

fn facts(tr: Tr, page: &QuestionPage) -> AnyView {
    let address = &page.address;
    let draft = page.status == Status::Draft;
    // The number in a draft is only proposed.
    let number_label = if draft && address.number.is_some() { tr.t("fact-number-proposed") } else { tr.t("fact-number") };
    let dated = draft && page.deposited_on.is_some();
    let deposited_label = if dated { tr.t("fact-deposited-drafted") } else { tr.t("fact-deposited") };
    let number = there(tr, address.number.map(lang::ltr), draft.then(|| tr.t("number-not-yet")));
    let deposited = there(tr, page.deposited_on.map(|on| lang::day(tr, on)), draft.then(|| tr.t("not-deposited-yet")));
    let transmitted = there(tr, page.transmitted_on.map(|on| lang::day(tr, on)), untransmitted(tr, page.status));
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
                {fact(number_label, number)}
                {fact(tr.t("filter-chamber"), chamber)}
                {fact(tr.t("fact-legislature"), legislature)}
                {fact(deposited_label, deposited)}
                {fact(tr.t("fact-transmitted"), transmitted)}
                {(!groups.is_empty()).then(|| fact(tr.t("filter-group"), lang::joined(tr, groups)))}
                {(!themes.is_empty()).then(|| fact(tr.t("fact-themes"), lang::joined(tr, themes)))}
            </dl>
        </section>
    }
    .into_any()
}

/// A value, or why there is none, or "unknown".
fn there(tr: Tr, value: Option<AnyView>, why_not: Option<String>) -> AnyView {
    value.unwrap_or_else(|| why_not.map_or_else(|| lang::unknown(tr), lang::missing))
}

/// Why a question with this status has no day of transmission; `None` if it was transmitted.
fn untransmitted(tr: Tr, status: Status) -> Option<String> {
    match status {
        Status::Draft | Status::Deposited => Some(tr.t("not-transmitted-yet")),
        Status::Withdrawn | Status::Lapsed | Status::Converted => Some(tr.t("no-transmission-recorded")),
        Status::Transmitted | Status::Answered => None,
    }
}

fn fact(term: String, value: AnyView) -> AnyView {
    view! { <div><dt>{term}</dt><dd>{value}</dd></div> }.into_any()
}

/// The attribution history, unless a single ministry had the question from the start.
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
        let ministry = lang::event_ministries(tr, line.ministry.as_slice(), line.instead_of.as_ref());
        let event = || line.text_change.map_or_else(|| tr.event(line.kind), |change| tr.text_change(change));
        let what = line.correction.as_ref().map_or_else(event, |(of, _)| tr.correction(of));
        let why = line.correction.as_ref().and_then(|(_, why)| why.clone());
        let why = why
            .map(|why| view! { <p class="why"><span class="hint">{tr.t("step-reason")} {tr.t("colon")}</span> " " <bdi>{why}</bdi></p> });
        let (stands, moved) = (line.corrected_by.undone_by.is_none(), line.corrected_by.moved_by.is_some());
        // The text of a correction names two days. The day of the event itself is the day of the correction.
        let corrects = line.correction.is_some();
        view! {
            <li id=corrected_by::id(line.nth)>
                <span class="when">{corrected_by::struck_through(corrects || (stands && !moved), lang::day_or_unknown(tr, line.on))}</span>
                " "
                {corrected_by::struck_through(stands && !(corrects && moved), (what, ministry))}
                " "
                {corrected_by::mark(tr, line.corrected_by, |_| String::new())}
                {why}
            </li>
        }
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
