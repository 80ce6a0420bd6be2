//! Validates records. All problems of a record are found together, each with its field.

use std::path::Path;

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Chamber, PerLocale, Status, TextRole, question::QuestionKind, text::Provenance, validation::Problem};

use super::{
    draft::{Answer, Draft, Text, last_final_day},
    raw,
    report::RecordProblem,
};
use crate::use_cases::MAX_ITEMS;

mod dates;
mod parts;
mod problems;

use problems::Problems;

/// The first date before a date that it must follow, with its field.
pub fn order_problem(draft: &Draft) -> Option<(String, RecordProblem)> {
    let mut problems = Problems::default();
    dates::check_order_of_dates(&mut problems, draft);
    problems.found.into_iter().next()
}

/// Problems or notes, each with its field.
pub type FieldProblems = Vec<(String, RecordProblem)>;

/// Validates records.
pub struct Checker<'a> {
    /// The folder of the files named in records.
    pub folder: &'a Path,
    /// The day of the import: no record has a later one.
    pub today: NaiveDate,
    /// What `today` means in dates; `None`: dates are always absolute.
    pub relative_to: Option<NaiveDate>,
}

impl Checker<'_> {
    /// Validates a record. Returns the draft and notes on repaired values.
    ///
    /// # Errors
    /// Every problem, with its field.
    pub fn check(&self, mut record: raw::Record) -> Result<(Draft, FieldProblems), FieldProblems> {
        let mut problems = Problems::default();
        let p = &mut problems;
        let source_id = record.source_id.as_deref().and_then(|id| p.title("source_id", id));
        if source_id.is_none() {
            p.missing("source_id");
        }
        let asked = record.sub_questions.len();
        limit_lists(p, &mut record);
        check_reference(p, &record);
        let dates = Dates {
            deposited_on: self.date(p, "deposited_on", record.deposited_on),
            transmitted_on: self.date(p, "transmitted_on", record.transmitted_on),
            answered_on: self.date(p, "answered_on", record.answered_on),
            ended_on: self.date(p, "ended_on", record.ended_on),
        };
        // A question known only from the press has a report as its text, unless the record says otherwise.
        let from_press = !record.press.is_empty() && record.number.is_none();
        let role = if from_press { TextRole::PressReport } else { TextRole::Unspecified };
        let text = self.texts(p, "text", record.text, |_| role);
        // A subject or sub-question has the role of the question's text in that language.
        let role = |locale| text.get(locale).map_or(role, |text: &Text| text.role);
        let mut subject = PerLocale::default();
        for (locale, body) in p.titles("subject", record.subject).iter() {
            let role = record.subject_roles.get(locale).copied().unwrap_or_else(|| role(locale));
            subject.set(locale, Text { body: body.clone(), role, provenance: Provenance::default(), review: None });
        }
        if subject.is_empty() && text.is_empty() && !p.is_found("text") {
            p.missing("subject");
        }
        let sub_questions = each(record.sub_questions, |n, texts| {
            let field = format!("sub_questions[{n}]");
            let texts = self.texts(p, &field, texts, role);
            if texts.is_empty() {
                p.missing(&field);
            }
            Some(texts)
        });
        let minister = p.titles("office_holder", record.office_holder.unwrap_or_default());
        let answers = record.answer.into_iter().chain(record.answers);
        let answers = each(answers, |n, answer| Some(self.answer(p, n, answer, &minister, asked)));
        let ministries = record.ministry.into_iter().chain(record.ministries);
        let ministries = each(ministries, |n, name| Some(p.titles(&format!("ministries[{n}]"), name)).filter(|name| !name.is_empty()));
        let (status, answered_on) = outcome(p, record.status, &dates, &answers, ministries.len());
        let draft = Draft {
            source_id: source_id.unwrap_or_default(),
            kind: record.kind.unwrap_or(QuestionKind::Written),
            chamber: record.chamber.unwrap_or(Chamber::Representatives),
            legislature: record.legislature,
            number: record.number,
            status,
            deposited_on: dates.deposited_on,
            transmitted_on: dates.transmitted_on,
            answered_on,
            ended_on: dates.ended_on,
            authors: each(record.authors, |n, author| parts::check_author(p, n, author)),
            ministries,
            transfers: each(record.transfers, |n, transfer| Some(self.transfer(p, n, transfer))),
            themes: each(record.themes, |n, name| Some(p.titles(&format!("themes[{n}]"), name)).filter(|name| !name.is_empty())),
            subject,
            sub_questions,
            answers,
            press: each(record.press, |n, press| Some(self.press(p, n, press))),
            links: record.links.into_iter().map(|link| (link.kind, link.to)).collect(),
            text,
        };
        dates::check_order_of_dates(p, &draft);
        if problems.found.is_empty() { Ok((draft, problems.notes)) } else { Err(problems.found) }
    }
}

/// The dates of a record.
struct Dates {
    deposited_on: Option<NaiveDate>,
    transmitted_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
}

/// Validates the items of a list, each with its index; items without a result are dropped.
fn each<T, U>(items: impl IntoIterator<Item = T>, mut check: impl FnMut(usize, T) -> Option<U>) -> Vec<U> {
    items.into_iter().enumerate().filter_map(|(n, item)| check(n, item)).collect()
}

/// Rejects lists that are too long, as the API does, and truncates them for the validation: each item takes time in the change that
/// saves the record, and makes the page of the question longer.
fn limit_lists(p: &mut Problems, record: &mut raw::Record) {
    fn list<T>(p: &mut Problems, field: &str, items: &mut Vec<T>) {
        if items.len() > MAX_ITEMS {
            p.add(field, Problem::TooMany { most: MAX_ITEMS });
            items.truncate(MAX_ITEMS);
        }
    }
    list(p, "authors", &mut record.authors);
    list(p, "ministries", &mut record.ministries);
    list(p, "transfers", &mut record.transfers);
    list(p, "themes", &mut record.themes);
    list(p, "sub_questions", &mut record.sub_questions);
    list(p, "answers", &mut record.answers);
    list(p, "press", &mut record.press);
    list(p, "links", &mut record.links);
}

fn check_reference(p: &mut Problems, record: &raw::Record) {
    if record.chamber.is_none() {
        p.add("chamber", Problem::Missing);
    }
    if let Some(Err(error)) = record.legislature.map(jawab_domain::Legislature::try_from) {
        p.add("legislature", RecordProblem::NotAllowed(error.to_string()));
    }
    if let Some(Err(error)) = record.number.map(jawab_domain::QuestionNumber::try_from) {
        p.add("number", RecordProblem::NotAllowed(error.to_string()));
    }
    if record.number.is_some() && record.legislature.is_none() {
        p.add("legislature", RecordProblem::NotAllowed("a number needs its legislature: numbers restart with each".into()));
    }
}

/// The status, stated or inferred from dates and answers, and the date of the answer that settled the question.
fn outcome(p: &mut Problems, stated: Option<Status>, dates: &Dates, answers: &[Answer], ministries: usize) -> (Status, Option<NaiveDate>) {
    let finals: Vec<&Answer> = answers.iter().filter(|answer| answer.kind == AnswerKind::Final).collect();
    // One answer settles the question for several ministries only if it names no ministry.
    let wanted = if finals.iter().any(|answer| answer.ministry.is_none()) { 1 } else { ministries };
    let seen = if dates.answered_on.is_some() || (!finals.is_empty() && finals.len() >= wanted) {
        Status::Answered
    } else if dates.transmitted_on.is_some() {
        Status::Transmitted
    } else {
        Status::Deposited
    };
    let status = stated.unwrap_or(seen);
    if status == Status::Draft {
        p.add("status", RecordProblem::NotAllowed("a draft is not imported".into()));
    }
    if dates.answered_on.is_some() && status != Status::Answered {
        p.add("answered_on", RecordProblem::NotAllowed(format!("a question that is {status} has no day of answer")));
    }
    if dates.ended_on.is_some() && !status.has_ended() {
        p.add("ended_on", RecordProblem::NotAllowed(format!("a question that is {status} has no day of end")));
    }
    (status, dates.answered_on.or_else(|| last_final_day(answers)).filter(|_| status == Status::Answered))
}
