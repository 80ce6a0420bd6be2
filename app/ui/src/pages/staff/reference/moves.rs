//! The deadlines that a holiday or a rule would move: each question, from which day to which.

use jawab_domain::{DeadlineRule, field::FieldName};
use leptos::prelude::*;

use super::{
    BACK, CONFIRM, CalendarWhat, MoveRow, MovesPage,
    frame::{carried, changed, head, question},
    holidays, rules,
};
use crate::{
    catalogue::Tr,
    components::{
        deadline::{rule_period, rule_sentence},
        form::{Field, Input, Weight, actions, button, form, hidden, input, summary},
        lang,
    },
    form::{ENTER, SHOWN},
    links,
};

pub(super) fn view(tr: Tr, page: MovesPage) -> AnyView {
    let is_rule = matches!(page.what, CalendarWhat::Rule(_) | CalendarWhat::CorrectedRule(..));
    let register = if is_rule { &rules::REGISTER } else { &holidays::REGISTER };
    let (deadlines, questions) = page.total;
    let outcome = if deadlines == 0 {
        tr.t("moves-none")
    } else {
        format!("{} {}", tr.ta("moves-deadlines", [("n", deadlines.into())]), tr.ta("moves-questions", [("n", questions.into())]))
    };
    let more = deadlines.saturating_sub(page.rows.len() as u64);
    let more = (more > 0).then(|| view! { <p class="hint">{tr.ta("preview-more", [("n", more.into())])}</p> });
    let list = (!page.rows.is_empty()).then(|| list(tr, &page.rows));
    let wrong = summary(tr, &page.state, |_| tr.t("step-reason"));
    let reason = Field::new(FieldName::MovesReason.form(), tr.t("step-reason")).hint(tr.t("lapse-reason-hint"));
    let reason = (deadlines > 0).then(|| view! { <div class="form-section">{input(tr, &page.state, reason, Input::Text)}</div> });
    let print = hidden(SHOWN, page.shown.to_string());
    let confirm = match &page.what {
        CalendarWhat::Removed(..) => tr.t("reference-remove"),
        _ if deadlines > 0 => tr.ta("moves-confirm-moving", [("n", deadlines.into())]),
        _ if is_rule => tr.t("moves-confirm-rule"),
        _ => tr.t("moves-confirm-holiday"),
    };
    let buttons = (button(Weight::Main, CONFIRM, confirm), button(Weight::Other, BACK, tr.t("preview-back")));
    let mut state = page.state.clone();
    state.clear(FieldName::MovesReason.form());
    let body = (print, carried(&state), reason, actions(tr, buttons, Some(links::staff::register(tr.locale, register.code))));
    view! {
        {head(tr, register.trail(tr), tr.t("moves-title").into_any(), None)}
        {changed(tr, page.changed)}
        {wrong}
        <section class="card effect" aria-labelledby="effect">
            <h2 id="effect">{what(tr, &page.what)}</h2>
            <p>{outcome}</p>
        </section>
        {list}
        {more}
        {form(page.post, ENTER, body)}
    }
    .into_any()
}

fn what(tr: Tr, of: &CalendarWhat) -> AnyView {
    match of {
        CalendarWhat::Added(on, name) => {
            view! { {tr.t("holiday-new")} {tr.t("colon")} " " {lang::name(tr, name)} {tr.t("comma")} " " {lang::day(tr, *on)} }.into_any()
        }
        CalendarWhat::Edited(before, on, name) => {
            let instead = (before != on).then(|| view! { " (" {tr.t("moves-instead-of")} " " {lang::day(tr, *before)} ")" });
            view! { {lang::name(tr, name)} {tr.t("comma")} " " {lang::day(tr, *on)} {instead} }.into_any()
        }
        CalendarWhat::Removed(on, name) => {
            view! { {tr.t("holiday-removed")} {tr.t("colon")} " " {lang::name(tr, name)} {tr.t("comma")} " " {lang::day(tr, *on)} }
                .into_any()
        }
        CalendarWhat::Rule(rule) => version(tr, rule),
        CalendarWhat::CorrectedRule(corrects, rule) => {
            (tr.ta("rule-correct", [("version", corrects.to_string().into())]), tr.t("colon"), " ", version(tr, rule)).into_any()
        }
    }
}

fn version(tr: Tr, rule: &DeadlineRule) -> AnyView {
    let version = tr.ta("rule-version", [("version", rule.version.into())]);
    view! { {version} {tr.t("comma")} " " {rule_period(tr, rule.validity)} {tr.t("colon")} " " {rule_sentence(tr, rule)} }.into_any()
}

fn list(tr: Tr, rows: &[MoveRow]) -> AnyView {
    let row = |of: &MoveRow| {
        let days = view! {
            <span>{lang::name(tr, &of.ministry)}</span> " "
            <span>{tr.t("moves-from")} {tr.t("colon")} " " {lang::day_or_unknown(tr, of.from)}</span> " "
            <b>{tr.t("moves-to")} {tr.t("colon")} " " {lang::day_or_unknown(tr, of.to)}</b>
        };
        question(tr, &of.question, days.into_any())
    };
    view! {
        <section class="stack" aria-labelledby="moving">
            <h2 id="moving">{tr.t("lapse-list")}</h2>
            <ul class="list">{rows.iter().map(row).collect_view()}</ul>
        </section>
    }
    .into_any()
}
