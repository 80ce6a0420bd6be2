//! What is shown before something is done: a fingerprint of it, by which it is known again, why a day is too early, and what to look at
//! again.

use std::fmt::Debug;

use chrono::NaiveDate;
use jawab_domain::{
    Locale,
    text::{TextPart, is_in_other_script},
    validation::Problem,
};
use jawab_store::{read::QuestionRecord, works::Prepared};
use jawab_ui::{
    form::FormProblem,
    model::{Linked, QuestionRow},
    pages::staff::confirm::Consequence,
};
use sha2::{Digest as _, Sha256};

/// A fingerprint of what a page says that an act brings about, or stands on.
pub fn fingerprint(says: &(impl Debug + ?Sized)) -> String {
    format!("{:x}", Sha256::digest(format!("{says:?}"))).chars().take(16).collect()
}

/// What is said of a day before another one: what happened that day is named.
pub fn too_early(record: &QuestionRecord, day: NaiveDate) -> FormProblem {
    let on = Some(day);
    if record.transmitted_on == on {
        FormProblem::BeforeTransmission(day)
    } else if record.deposited_on == on {
        FormProblem::BeforeDeposit(day)
    } else if record.answers.iter().any(|answer| answer.stands() && answer.answered_on == on) {
        FormProblem::BeforeAnswer(day)
    } else if record.attributions.iter().any(|part| part.since == on || part.until == on) {
        FormProblem::BeforeReferral(day)
    } else {
        Problem::TooEarly(day).into()
    }
}

/// What becomes of an answer that a ministry has begun once it is owed no longer: it continues for other questions, or is suspended.
pub fn unowed_answer_consequence(of: Prepared, ministry: Linked, put_aside: impl FnOnce(Linked, bool) -> Consequence) -> Consequence {
    match of {
        Prepared { for_others: true, handed_over: true, .. } => Consequence::AnswerTakenBack { ministry, for_others: true },
        Prepared { for_others: true, .. } => Consequence::AnswerLeaves(ministry),
        Prepared { handed_over, .. } => put_aside(ministry, handed_over),
    }
}

/// What is said where the day on an answer is in time and that of its submission is not. The day on the answer counts, and it is typed: so
/// whoever decides sees both.
pub fn submitted_late(on: NaiveDate, submitted: NaiveDate, due: Option<NaiveDate>, of: Option<QuestionRow>) -> Option<Consequence> {
    let due = due.filter(|due| on <= *due && *due < submitted)?;
    Some(Consequence::SubmittedLate { on, submitted, due, of })
}

/// The texts that are written in another script than that of their language, each part and language once: somebody may have typed them
/// into the wrong field.
pub fn other_scripts<'a>(texts: impl Iterator<Item = (TextPart, Locale, &'a str)>) -> Vec<Consequence> {
    let mut says = Vec::new();
    for (part, locale, _) in texts.filter(|(_, locale, body)| is_in_other_script(*locale, body)) {
        let said = Consequence::OtherScript { part, locale };
        if !says.contains(&said) {
            says.push(said);
        }
    }
    says
}

/// The same of a saved question.
pub fn other_scripts_of(record: &QuestionRecord) -> Vec<Consequence> {
    let own = [(TextPart::Subject, &record.subject), (TextPart::Question, &record.text)];
    let subs = record.sub_questions.iter().map(|sub| (TextPart::SubQuestion, &sub.texts));
    let texts = own.into_iter().chain(subs);
    other_scripts(texts.flat_map(|(part, texts)| texts.iter().map(move |(locale, text)| (part, locale, text.body.as_str()))))
}
