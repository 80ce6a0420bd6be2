//! Checks records: every problem of a record is found at once, with the field at fault.

use std::path::Path;

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Chamber, PerLocale, Status, TextRole, question::QuestionKind, text::Provenance};

use super::{
    draft::{Answer, Draft, Text},
    raw,
    report::Problem,
};

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
    pub fn check(&self, record: raw::Record) -> Result<(Draft, Found), Found> {
        let mut problems = Problems::default();
        let p = &mut problems;
        let source_id = record.source_id.as_deref().and_then(|id| p.title("source_id", id));
        if source_id.is_none() && p.found.is_empty() {
            p.add("source_id", Problem::Missing);
        }
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
        if record.status == Some(Status::Draft) {
            p.add("status", Problem::NotAllowed("a draft is not imported".into()));
        }
        let deposited_on = self.date(p, "deposited_on", record.deposited_on);
        let transmitted_on = self.date(p, "transmitted_on", record.transmitted_on);
        let ended_on = self.date(p, "ended_on", record.ended_on);
        let answered_on = self.date(p, "answered_on", record.answered_on);

        let from_press = !record.press.is_empty() && record.number.is_none();
        let role = if from_press { TextRole::PressReport } else { TextRole::Unspecified };
        let mut subject = PerLocale::default();
        for (locale, body) in p.titles("subject", record.subject).iter() {
            let role = record.subject_roles.get(locale).copied().unwrap_or(role);
            subject.set(locale, Text { body: body.clone(), role, provenance: Provenance::default(), review: None });
        }
        let text = self.texts(p, "text", record.text, role);
        if subject.is_empty() && text.is_empty() {
            p.add("subject", Problem::Missing);
        }
        let sub_questions: Vec<_> = record
            .sub_questions
            .into_iter()
            .enumerate()
            .map(|(n, texts)| self.texts(p, &format!("sub_questions[{n}]"), texts, role))
            .collect();
        if let Some(n) = sub_questions.iter().position(PerLocale::is_empty) {
            p.add(format!("sub_questions[{n}]"), Problem::Missing);
        }
        let minister = p.titles("office_holder", record.office_holder.unwrap_or_default());
        let answers: Vec<_> = record
            .answer
            .into_iter()
            .chain(record.answers)
            .enumerate()
            .map(|(n, answer)| self.answer(p, n, answer, &minister, sub_questions.len()))
            .collect();
        for (n, answer) in answers.iter().enumerate() {
            if answer.kind == AnswerKind::Correction && answer.corrects.is_none() {
                p.add(format!("answers[{n}].corrects"), Problem::Missing);
            }
        }
        let ministries: Vec<_> = record
            .ministry
            .into_iter()
            .chain(record.ministries)
            .enumerate()
            .map(|(n, name)| p.titles(&format!("ministries[{n}]"), name))
            .filter(|name| !name.is_empty())
            .collect();
        let transfers = record.transfers.into_iter().enumerate().map(|(n, transfer)| self.transfer(p, n, transfer)).collect();
        let authors = record.authors.into_iter().enumerate().filter_map(|(n, author)| parts::check_author(p, n, author)).collect();
        let themes =
            record.themes.into_iter().enumerate().map(|(n, t)| p.titles(&format!("themes[{n}]"), t)).filter(|t| !t.is_empty()).collect();
        let press = record.press.into_iter().enumerate().map(|(n, press)| self.press(p, n, press)).collect();
        let links = record.links.into_iter().map(|link| (link.kind, link.to)).collect();

        let finals = answers.iter().filter(|a| a.kind == AnswerKind::Final).count();
        let status = record.status.unwrap_or(if finals > 0 && finals >= finals_wanted(&answers, ministries.len()) {
            Status::Answered
        } else if transmitted_on.is_some() {
            Status::Transmitted
        } else {
            Status::Deposited
        });
        let answered_on = answered_on
            .or_else(|| {
                answers.iter().filter(|a| a.kind == AnswerKind::Final).map(|a| a.date).collect::<Option<Vec<_>>>()?.into_iter().max()
            })
            .filter(|_| status == Status::Answered);
        let draft = Draft {
            source_id: source_id.unwrap_or_default(),
            kind: record.kind.unwrap_or(QuestionKind::Written),
            chamber: record.chamber.unwrap_or(Chamber::Representatives),
            legislature: record.legislature,
            number: record.number,
            status,
            deposited_on,
            transmitted_on,
            answered_on,
            ended_on,
            authors,
            ministries,
            transfers,
            themes,
            subject,
            text,
            sub_questions,
            answers,
            press,
            links,
        };
        dates::check_order_of_dates(p, &draft);
        if problems.found.is_empty() { Ok((draft, problems.notes)) } else { Err(problems.found) }
    }
}

/// How many final answers settle a question of so many ministries: one each, or one that names none of them.
fn finals_wanted(answers: &[Answer], ministries: usize) -> usize {
    let joint = answers.iter().any(|a| a.kind == AnswerKind::Final && a.ministry.is_none());
    if joint { 1 } else { ministries }
}
