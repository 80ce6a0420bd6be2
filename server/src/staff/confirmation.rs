//! What is shown before something is done: a print of it, by which it is known again, and why a day is too early.

use std::fmt::Debug;

use chrono::NaiveDate;
use jawab_store::{read::QuestionRecord, works::Prepared};
use jawab_ui::{form::Problem, model::Linked, pages::staff::confirm::Consequence};
use sha2::{Digest as _, Sha256};

/// A print of what a page says that an act brings about, or stands on.
pub fn print(says: &(impl Debug + ?Sized)) -> String {
    format!("{:x}", Sha256::digest(format!("{says:?}"))).chars().take(16).collect()
}

/// What is said of a day before another one: what happened that day is named.
pub fn too_early(record: &QuestionRecord, day: NaiveDate) -> Problem {
    let on = Some(day);
    if record.transmitted_on == on {
        Problem::BeforeTransmission(day)
    } else if record.deposited_on == on {
        Problem::BeforeDeposit(day)
    } else if record.answers.iter().any(|answer| answer.stands() && answer.answered_on == on) {
        Problem::BeforeAnswer(day)
    } else if record.attributions.iter().any(|part| part.since == on || part.until == on) {
        Problem::BeforeReferral(day)
    } else {
        Problem::Before(day)
    }
}

/// What becomes of an answer that a ministry has begun once it is owed no longer: it continues for other questions, or is suspended.
pub fn no_longer_owed(of: Prepared, ministry: Linked, put_aside: impl FnOnce(Linked, bool) -> Consequence) -> Consequence {
    match of {
        Prepared { for_others: true, handed_over: true, .. } => Consequence::AnswerTakenBack { ministry, for_others: true },
        Prepared { for_others: true, .. } => Consequence::AnswerLeaves(ministry),
        Prepared { handed_over, .. } => put_aside(ministry, handed_over),
    }
}
