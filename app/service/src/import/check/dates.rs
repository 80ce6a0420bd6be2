//! Whether the dates of a record can follow each other.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind,
    lifecycle::{Bound, Milestone},
};

use super::problems::Problems;
use crate::import::{
    draft::{Answer, Draft},
    report::Problem,
};

/// Notes every date that lies before one it must follow.
pub fn check_order_of_dates(p: &mut Problems, draft: &Draft) {
    let before = |later: Option<NaiveDate>, earlier: Option<NaiveDate>| matches!((later, earlier), (Some(l), Some(e)) if l < e);
    if before(draft.transmitted_on, draft.deposited_on) {
        p.add("transmitted_on", Problem::Before("deposited_on".into()));
    }
    let started = [("transmitted_on", draft.transmitted_on), ("deposited_on", draft.deposited_on)];
    let started = started.into_iter().find(|(_, day)| day.is_some());
    let too_early = |date| started.filter(|(_, day)| before(date, *day)).map(|(field, _)| Problem::Before(field.into()));
    if let Some(problem) = too_early(draft.answered_on) {
        p.add("answered_on", problem);
    }
    if let Some(act) = draft.state().act_after_end() {
        p.add("ended_on", Problem::Before(field_of(draft, act)));
    }
    for (n, answer) in draft.answers.iter().enumerate() {
        if let Some(problem) = too_early(answer.date) {
            p.add(format!("answers[{n}].date"), problem);
        }
        let corrected = answer.corrects.and_then(|c| draft.answers.get(c.checked_sub(1)?)).and_then(|a| a.date);
        if before(answer.date, corrected) {
            p.add(format!("answers[{n}].date"), Problem::Before("the answer it corrects".into()));
        }
    }
    for (n, pair) in draft.transfers.windows(2).enumerate() {
        if let [earlier, later] = pair
            && before(later.on, earlier.on)
        {
            p.add(format!("transfers[{}].on", n + 1), Problem::Before("the transfer above it".into()));
        }
    }
    for (n, transfer) in draft.transfers.iter().enumerate() {
        if before(transfer.on, draft.transmitted_on) {
            p.add(format!("transfers[{n}].on"), Problem::Before("transmitted_on".into()));
        }
    }
}

/// Where a record says what was on a day.
fn field_of(draft: &Draft, (day, what): Bound) -> String {
    let on = Some(day);
    match what {
        Milestone::Deposit => "deposited_on".into(),
        Milestone::Answer => {
            let is_it = |answer: &Answer| answer.date == on && answer.kind != AnswerKind::Correction;
            let place = draft.answers.iter().position(is_it).unwrap_or_default();
            format!("answers[{place}].date")
        }
        Milestone::Referral | Milestone::Transfer => {
            let place = draft.transfers.iter().position(|transfer| transfer.on == on).unwrap_or_default();
            format!("transfers[{place}].on")
        }
        _ => "transmitted_on".into(),
    }
}
