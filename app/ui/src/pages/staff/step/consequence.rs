//! The preview of a correction: the status, dates and standing before and after.

use chrono::NaiveDate;
use jawab_domain::{
    PerLocale, Standing, Status,
    lifecycle::{CorrectionKind, CorrectionRecord},
};
use leptos::prelude::*;

use super::{QuestionStep, StepPage};
use crate::{
    catalogue::Tr,
    components::{lang, tags},
};

/// A day before and after.
pub type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// The effect of a correction: each value before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequence {
    /// The corrected day, if the correction changes one.
    pub day: Option<Days>,
    /// The status.
    pub status: (Status, Status),
    /// The due date.
    pub due_on: Days,
    /// The due date of each ministry by name, if there are several and it changes.
    pub due_of: Vec<(PerLocale<String>, Days)>,
    /// Each ministry by name that will owe an answer (`true`) or no longer owe one, and the due date of that answer, if known.
    pub owed_by: Vec<(PerLocale<String>, bool, Option<NaiveDate>)>,
    /// The standing today.
    pub standing: (Standing, Standing),
    /// Whether a second person must confirm the correction.
    pub needs_second: bool,
    /// The number of other questions with the same answer, whose dates change too.
    pub others: u64,
    /// A fingerprint of the preview, which is sent along. If the effect changes, it is shown again.
    pub shown: String,
}

/// The label of the button: performing or requesting the correction, the act that an annulment annuls, or that a document will be
/// public.
pub(super) fn button(tr: Tr, page: &StepPage) -> Option<String> {
    if let (QuestionStep::ConfirmCorrection, Some(what)) = (page.step, page.undone(tr)) {
        return Some(tr.ta("step-confirm-undoing-button", [("what", what.into())]));
    }
    if page.step == QuestionStep::Attach && page.choices.public {
        return Some(tr.t("step-attach-publish"));
    }
    let kind = page.step.correction()?;
    let needs_second = page.choices.consequence.as_ref()?.needs_second;
    let of = CorrectionRecord { what: kind, before: None, after: None, ended: Some(page.question.status) };
    Some(match (tr.undone(&of), needs_second) {
        (Some(what), true) => tr.ta("step-ask-undoing", [("what", what.into())]),
        (Some(what), false) => tr.ta("step-undo", [("what", what.into())]),
        (None, true) => tr.t("step-ask-correction"),
        (None, false) => tr.t("step-correct"),
    })
}

pub(super) fn view(tr: Tr, page: &StepPage, of: &Consequence) -> AnyView {
    let kind = page.question.kind;
    let corrects = page.step.correction().or_else(|| page.choices.pending_correction.as_ref().map(|asked| asked.what.what));
    let (title, then, waits) = if corrects.is_some_and(CorrectionKind::undoes) {
        (tr.t("consequence-undoing-title"), tr.t("consequence-undone"), tr.t("consequence-undoing-second"))
    } else {
        (tr.t("consequence-title"), tr.t("consequence-then"), tr.t("consequence-second"))
    };
    let day_name = corrects.and_then(QuestionStep::that_corrects).unwrap_or(page.step).day(tr);
    let day = |on: Option<NaiveDate>| on.map_or_else(|| tr.t("consequence-none").into_any(), |on| lang::day(tr, on).into_any());
    let row = |name: String, before: AnyView, after: AnyView| {
        view! { <tr><th scope="row">{name}</th><td>{before}</td><td>{after}</td></tr> }.into_any()
    };
    let standing = |status: Status, standing: Standing| tags::standing(tr, kind, status, standing);
    let day_row = of.day.map(|(before, after)| row(day_name, day(before), day(after)));
    let due_of = of.due_of.iter().map(|(ministry, due)| {
        let name = format!("{}{} {}", tr.t("consequence-due"), tr.t("colon"), tr.plain(ministry));
        row(name, day(due.0), day(due.1))
    });
    let owed_by = of.owed_by.iter().map(|(ministry, owes, due_on)| {
        let name = format!("{}{} {}", tr.t("consequence-owed"), tr.t("colon"), tr.plain(ministry));
        let owed = due_on.map_or_else(|| tr.t("consequence-owed-undated").into_any(), |on| lang::day(tr, on).into_any());
        if *owes { row(name, day(None), owed) } else { row(name, owed, day(None)) }
    });
    let second = of.needs_second.then(|| view! { <p class="notice">{waits}</p> });
    let others = (of.others > 0).then(|| view! { <p>{tr.ta("consequence-others", [("n", of.others.into())])}</p> });
    view! {
        <section class="card" aria-labelledby="consequence">
            <h2 id="consequence">{title}</h2>
            <table class="compared">
                <thead><tr><td></td><th scope="col">{tr.t("consequence-now")}</th><th scope="col">{then}</th></tr></thead>
                <tbody>
                    {day_row}
                    {row(tr.t("filter-status"), tr.status(of.status.0).into_any(), tr.status(of.status.1).into_any())}
                    {row(tr.t("consequence-due"), day(of.due_on.0), day(of.due_on.1))}
                    {due_of.collect_view()}
                    {owed_by.collect_view()}
                    {row(tr.t("filter-standing"), standing(of.status.0, of.standing.0), standing(of.status.1, of.standing.1))}
                </tbody>
            </table>
            {others}
            {second}
        </section>
    }
    .into_any()
}
