//! Checks records: every problem of a record is found at once, with the field at fault.

use std::path::Path;

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Chamber, PerLocale, Status, TextRole, question::QuestionKind, text::Provenance};

use super::{
    draft::{Answer, Draft, Text},
    raw,
    report::Problem,
};
use crate::work::MOST_ITEMS;

mod dates;
mod parts;
mod problems;

use problems::Problems;

/// Problems or notes, each with the field it concerns.
pub type Found = Vec<(String, Problem)>;

/// Checks records.
pub struct Checker<'a> {
    /// Where files named in records are looked for.
    pub folder: &'a Path,
    /// What `today` means in dates; none: dates are always absolute.
    pub relative_to: Option<NaiveDate>,
}

impl Checker<'_> {
    /// Checks a record; gives it with notes of what was mended.
    ///
    /// # Errors
    /// Every problem found, with its field.
    pub fn check(&self, mut record: raw::Record) -> Result<(Draft, Found), Found> {
        let mut problems = Problems::default();
        let p = &mut problems;
        let source_id = record.source_id.as_deref().and_then(|id| p.title("source_id", id));
        if source_id.is_none() && p.found.is_empty() {
            p.add("source_id", Problem::Missing);
        }
        bound(p, &mut record);
        check_reference(p, &record);
        let dates = Dates {
            deposited_on: self.date(p, "deposited_on", record.deposited_on),
            transmitted_on: self.date(p, "transmitted_on", record.transmitted_on),
            answered_on: self.date(p, "answered_on", record.answered_on),
            ended_on: self.date(p, "ended_on", record.ended_on),
        };
        // What is known from the press alone is a report of it, unless the record says otherwise.
        let from_press = !record.press.is_empty() && record.number.is_none();
        let role = if from_press { TextRole::PressReport } else { TextRole::Unspecified };
        let text = self.texts(p, "text", record.text, |_| role);
        // A subject or sub-question is what the question's own text in that language is.
        let role = |locale| text.get(locale).map_or(role, |text: &Text| text.role);
        let mut subject = PerLocale::default();
        for (locale, body) in p.titles("subject", record.subject).iter() {
            let role = record.subject_roles.get(locale).copied().unwrap_or_else(|| role(locale));
            subject.set(locale, Text { body: body.clone(), role, provenance: Provenance::default(), review: None });
        }
        if subject.is_empty() && text.is_empty() {
            p.add("subject", Problem::Missing);
        }
        let sub_questions = each(record.sub_questions, |n, texts| {
            let field = format!("sub_questions[{n}]");
            let texts = self.texts(p, &field, texts, role);
            if texts.is_empty() {
                p.add(field, Problem::Missing);
            }
            Some(texts)
        });
        let minister = p.titles("office_holder", record.office_holder.unwrap_or_default());
        let answers = record.answer.into_iter().chain(record.answers);
        let answers = each(answers, |n, answer| Some(self.answer(p, n, answer, &minister, sub_questions.len())));
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

/// The days that a record states.
struct Dates {
    deposited_on: Option<NaiveDate>,
    transmitted_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
}

/// Checks the items of a list, each with its place; those that come to nothing are dropped.
fn each<T, U>(items: impl IntoIterator<Item = T>, mut check: impl FnMut(usize, T) -> Option<U>) -> Vec<U> {
    items.into_iter().enumerate().filter_map(|(n, item)| check(n, item)).collect()
}

/// Refuses lists that no question has, as the API does, and leaves of them what is looked at: each item takes time within the change that
/// saves the record, and makes the page of the question longer.
fn bound(p: &mut Problems, record: &mut raw::Record) {
    fn list<T>(p: &mut Problems, field: &str, items: &mut Vec<T>) {
        if items.len() > MOST_ITEMS {
            p.add(field, Problem::TooMany(MOST_ITEMS));
            items.truncate(MOST_ITEMS);
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
        p.add("legislature", Problem::NotAllowed(error.to_string()));
    }
    if let Some(Err(error)) = record.number.map(jawab_domain::QuestionNumber::try_from) {
        p.add("number", Problem::NotAllowed(error.to_string()));
    }
    if record.number.is_some() && record.legislature.is_none() {
        p.add("legislature", Problem::NotAllowed("a number needs its legislature: numbers restart with each".into()));
    }
}

/// The status, stated or seen from dates and answers, and the day of the answer that settled the question.
fn outcome(p: &mut Problems, stated: Option<Status>, dates: &Dates, answers: &[Answer], ministries: usize) -> (Status, Option<NaiveDate>) {
    let finals: Vec<&Answer> = answers.iter().filter(|answer| answer.kind == AnswerKind::Final).collect();
    // One answer settles the question of several ministries only if it names none of them.
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
        p.add("status", Problem::NotAllowed("a draft is not imported".into()));
    }
    if dates.answered_on.is_some() && status != Status::Answered {
        p.add("answered_on", Problem::NotAllowed(format!("a question that is {status} has no day of answer")));
    }
    if dates.ended_on.is_some() && !status.has_ended() {
        p.add("ended_on", Problem::NotAllowed(format!("a question that is {status} has no day of end")));
    }
    let last = || finals.iter().map(|answer| answer.date).collect::<Option<Vec<_>>>()?.into_iter().max();
    (status, dates.answered_on.or_else(last).filter(|_| status == Status::Answered))
}
