//! Checks the order of the dates of a record.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind,
    lifecycle::{Bound, Milestone},
};

use super::problems::Problems;
use crate::import::{
    draft::{Answer, Draft},
    report::RecordProblem,
};

/// Reports every date before a date that it must follow.
pub fn check_order_of_dates(p: &mut Problems, draft: &Draft) {
    let before = |deferred: Option<NaiveDate>, earlier: Option<NaiveDate>| matches!((deferred, earlier), (Some(l), Some(e)) if l < e);
    if before(draft.transmitted_on, draft.deposited_on) {
        p.add("transmitted_on", RecordProblem::Before("deposited_on".into()));
    }
    let started = [("transmitted_on", draft.transmitted_on), ("deposited_on", draft.deposited_on)];
    let started = started.into_iter().find(|(_, day)| day.is_some());
    let too_early = |date| started.filter(|(_, day)| before(date, *day)).map(|(field, _)| RecordProblem::Before(field.into()));
    if let Some(problem) = too_early(draft.answered_on) {
        p.add("answered_on", problem);
    }
    if let Some(act) = draft.state().act_after_end() {
        p.add("ended_on", RecordProblem::Before(field_of(draft, act)));
    }
    for (n, answer) in draft.answers.iter().enumerate() {
        if let Some(problem) = too_early(answer.date) {
            p.add(format!("answers[{n}].date"), problem);
        }
        let corrected = answer.corrects.and_then(|c| draft.answers.get(c.checked_sub(1)?)).and_then(|a| a.date);
        if before(answer.date, corrected) {
            p.add(format!("answers[{n}].date"), RecordProblem::Before("the answer it corrects".into()));
        }
    }
    for (n, pair) in draft.transfers.windows(2).enumerate() {
        if let [earlier, deferred] = pair
            && before(deferred.on, earlier.on)
        {
            p.add(format!("transfers[{}].on", n + 1), RecordProblem::Before("the transfer above it".into()));
        }
    }
    for (n, transfer) in draft.transfers.iter().enumerate() {
        if before(transfer.on, draft.transmitted_on) {
            p.add(format!("transfers[{n}].on"), RecordProblem::Before("transmitted_on".into()));
        }
    }
}

/// The field of a date in the record.
fn field_of(draft: &Draft, (day, what): Bound) -> String {
    let on = Some(day);
    match what {
        Milestone::Deposit => "deposited_on".into(),
        Milestone::Answer => {
            let is_same_answer = |answer: &Answer| answer.date == on && answer.kind != AnswerKind::Correction;
            let place = draft.answers.iter().position(is_same_answer).unwrap_or_default();
            format!("answers[{place}].date")
        }
        Milestone::Referral | Milestone::Transfer => {
            let place = draft.transfers.iter().position(|transfer| transfer.on == on).unwrap_or_default();
            format!("transfers[{place}].on")
        }
        _ => "transmitted_on".into(),
    }
}
