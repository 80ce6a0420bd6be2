//! Whether the dates of a record can follow each other.

use chrono::NaiveDate;

use super::problems::Problems;
use crate::import::{draft::Draft, report::Problem};

/// Notes every date that lies before one it must follow.
pub fn check_order_of_dates(p: &mut Problems, draft: &Draft) {
    let before = |later: Option<NaiveDate>, earlier: Option<NaiveDate>| matches!((later, earlier), (Some(l), Some(e)) if l < e);
    if before(draft.transmitted_on, draft.deposited_on) {
        p.add("transmitted_on", Problem::Before("deposited_on"));
    }
    for (field, date) in [("answered_on", draft.answered_on), ("ended_on", draft.ended_on)] {
        if before(date, draft.transmitted_on) {
            p.add(field, Problem::Before("transmitted_on"));
        } else if before(date, draft.deposited_on) {
            p.add(field, Problem::Before("deposited_on"));
        }
    }
    for (n, answer) in draft.answers.iter().enumerate() {
        if before(answer.date, draft.transmitted_on.or(draft.deposited_on)) {
            p.add(format!("answers[{n}].date"), Problem::Before("transmitted_on"));
        }
        let corrected = answer.corrects.and_then(|c| draft.answers.get(c.checked_sub(1)?)).and_then(|a| a.date);
        if before(answer.date, corrected) {
            p.add(format!("answers[{n}].date"), Problem::Before("the answer it corrects"));
        }
    }
    for (n, pair) in draft.transfers.windows(2).enumerate() {
        if let [earlier, later] = pair
            && before(later.on, earlier.on)
        {
            p.add(format!("transfers[{}].on", n + 1), Problem::Before("the transfer above it"));
        }
    }
    for (n, transfer) in draft.transfers.iter().enumerate() {
        if before(transfer.on, draft.transmitted_on) {
            p.add(format!("transfers[{n}].on"), Problem::Before("transmitted_on"));
        }
    }
}
