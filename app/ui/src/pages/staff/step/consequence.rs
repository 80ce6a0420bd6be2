//! What a correction would change of what readers count by, seen before it is made.

use chrono::NaiveDate;
use jawab_domain::{
    PerLocale, Standing, Status,
    lifecycle::{CorrectionKind, Rectified},
};
use leptos::prelude::*;

use super::{QuestionStep, StepPage};
use crate::{
    catalogue::Tr,
    parts::{lang, tags},
};

/// A day as it is, and as it would be.
pub type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// What a correction would change: each as it is, and as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequence {
    /// The day that is put right, where one is.
    pub day: Option<Days>,
    /// The status.
    pub status: (Status, Status),
    /// The due date.
    pub due_on: Days,
    /// The due date of each ministry, by its name, where there are several and it moves.
    pub due_of: Vec<(PerLocale<String>, Days)>,
    /// Where it stands today.
    pub standing: (Standing, Standing),
    /// Whether a second person must confirm it.
    pub needs_second: bool,
    /// How many other questions the same answer is for, whose dates follow.
    pub others: u64,
    /// What was seen, to be sent along: something else must be seen anew.
    pub shown: String,
}

/// What the button says: that it is done, or that it is asked for, and of an annulment what it is of; of a document, that everybody will see
/// it.
pub(super) fn button(tr: Tr, page: &StepPage) -> Option<String> {
    if let (QuestionStep::ConfirmCorrection, Some(what)) = (page.step, page.undone(tr)) {
        return Some(tr.ta("step-confirm-undoing-button", [("what", what.into())]));
    }
    if page.step == QuestionStep::Attach && page.choices.public {
        return Some(tr.t("step-attach-publish"));
    }
    let kind = page.step.correction()?;
    let needs_second = page.choices.consequence.as_ref()?.needs_second;
    let of = Rectified { what: kind, before: None, after: None, ended: Some(page.question.status) };
    Some(match (tr.undone(&of), needs_second) {
        (Some(what), true) => tr.ta("step-ask-undoing", [("what", what.into())]),
        (Some(what), false) => tr.ta("step-undo", [("what", what.into())]),
        (None, true) => tr.t("step-ask-correction"),
        (None, false) => tr.t("step-correct"),
    })
}

pub(super) fn view(tr: Tr, page: &StepPage, of: &Consequence) -> AnyView {
    let kind = page.question.kind;
    let corrects = page.step.correction().or_else(|| page.choices.correction_asked.as_ref().map(|asked| asked.what.what));
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
                    {row(tr.t("filter-standing"), standing(of.status.0, of.standing.0), standing(of.status.1, of.standing.1))}
                </tbody>
            </table>
            {others}
            {second}
        </section>
    }
    .into_any()
}
