//! The deadline rule: Article 100, how the site counts, the versions of the rule, the holidays.

use chrono::NaiveDate;
use jawab_domain::{DeadlineRule, PerLocale, deadline::corrected_by};
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{
        deadline::{rule_period, rule_sentence},
        lang,
    },
    shell::{Frame, Section},
};

/// The content of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RulePage {
    /// Every version of the rule, newest first.
    pub rules: Vec<DeadlineRule>,
    /// The holidays, by day.
    pub holidays: Vec<HolidayLine>,
}

/// A holiday with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayLine {
    /// The day.
    pub on: NaiveDate,
    /// The name of the holiday.
    pub name: PerLocale<String>,
    /// The source, if recorded.
    pub source: Option<String>,
}

/// The frame of the page.
pub(super) fn frame(tr: Tr) -> Frame {
    Frame { title: tr.t("rule-title"), description: tr.t("rule-lead"), section: Section::Rule, indexed: true }
}

/// The rule explained.
#[component]
pub(crate) fn Rule(tr: Tr, page: RulePage) -> impl IntoView {
    view! {
        <article class="prose">
            <h1>{tr.t("rule-title")}</h1>
            <p class="lead">{tr.t("rule-lead")}</p>
            <h2>{tr.t("rule-article-heading")}</h2>
            <p>{tr.t("rule-article-1")}</p>
            <p>{tr.t("rule-article-2")}</p>
            <h2>{tr.t("rule-count-heading")}</h2>
            <ul class="bullets">
                <li>{tr.t("rule-count-start")}</li>
                <li>{tr.t("rule-count-overdue")}</li>
                <li>{tr.t("rule-count-holding")}</li>
                <li>{tr.t("rule-count-transfer")}</li>
                <li>{tr.t("rule-count-several")}</li>
                <li>{tr.t("rule-count-unknown")}</li>
            </ul>
            <h2>{tr.t("rule-unsettled-heading")}</h2>
            <p>{tr.t("rule-unsettled")}</p>
            <h2>{tr.t("rule-versions-heading")}</h2>
            <ul class="versions">{page.rules.iter().map(|rule| version(tr, rule, corrected_by(&page.rules, rule))).collect_view()}</ul>
            <h2>{tr.t("holidays-heading")}</h2>
            <p>{tr.t("holidays-lead")}</p>
            {holidays(tr, &page.holidays)}
        </article>
    }
}

fn version(tr: Tr, rule: &DeadlineRule, corrected_by: Option<i32>) -> AnyView {
    let chamber = rule.chamber.map_or_else(|| tr.t("rule-both-chambers"), |chamber| tr.chamber(chamber));
    view! {
        <li class="card">
            <h3>{tr.ta("rule-version", [("version", rule.version.into())])}</h3>
            <p class="meta"><span>{chamber}</span> <span>{rule_period(tr, rule.validity)}</span></p>
            {corrected_by.map(|by| view! { <p><b>{tr.ta("rule-corrected", [("version", by.to_string().into())])}</b></p> })}
            <p>{rule_sentence(tr, rule)}</p>
            <p class="hint">{tr.t("source")} {tr.t("colon")} " " {lang::name(tr, &rule.source)}</p>
        </li>
    }
    .into_any()
}

fn holidays(tr: Tr, days: &[HolidayLine]) -> AnyView {
    if days.is_empty() {
        return view! { <p class="hint">{tr.t("holidays-none")}</p> }.into_any();
    }
    let row = |day: &HolidayLine| {
        let source = day.source.clone().map_or_else(|| lang::unknown(tr), |source| view! { <bdi>{source}</bdi> }.into_any());
        view! { <tr><th scope="row">{lang::day(tr, day.on)}</th><td>{lang::name(tr, &day.name)}</td><td>{source}</td></tr> }
    };
    view! {
        <table class="figures words">
            <caption class="visually-hidden">{tr.t("holidays-heading")}</caption>
            <thead>
                <tr>
                    <th scope="col">{tr.t("holiday-day")}</th>
                    <th scope="col">{tr.t("holiday-name")}</th>
                    <th scope="col">{tr.t("source")}</th>
                </tr>
            </thead>
            <tbody>{days.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
