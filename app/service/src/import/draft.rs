//! A record that was checked: everything in it can be stored. Every problem of a record is found at once.

use std::path::Path;

use chrono::{Days, NaiveDate};
use jawab_domain::{
    AnswerKind, Chamber, Coverage, Locale, PerLocale, Status, TextRole,
    people::Gender,
    question::{LinkKind, QuestionKind},
    text::{Provenance, Review, TextError, clean_body, clean_title, is_direction_control},
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{raw, report::Problem};

/// A checked record. Its serialised form is what repeated imports compare.
#[derive(Debug, Clone, Serialize)]
pub struct Draft {
    pub source_id: String,
    pub kind: QuestionKind,
    pub chamber: Chamber,
    pub legislature: Option<i32>,
    pub number: Option<i32>,
    pub status: Status,
    pub deposited_on: Option<NaiveDate>,
    pub transmitted_on: Option<NaiveDate>,
    pub answered_on: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    pub authors: Vec<Author>,
    pub ministries: Vec<PerLocale<String>>,
    pub transfers: Vec<Transfer>,
    pub themes: Vec<PerLocale<String>>,
    pub subject: PerLocale<Text>,
    pub text: PerLocale<Text>,
    pub sub_questions: Vec<PerLocale<Text>>,
    pub answers: Vec<Answer>,
    pub press: Vec<Press>,
    pub links: Vec<(LinkKind, String)>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Author {
    pub name: PerLocale<String>,
    pub gender: Option<Gender>,
    pub group: PerLocale<String>,
    pub district: PerLocale<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Transfer {
    pub from: PerLocale<String>,
    pub to: PerLocale<String>,
    pub on: Option<NaiveDate>,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    pub body: String,
    pub role: TextRole,
    pub provenance: Provenance,
    pub review: Option<Review>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    pub kind: AnswerKind,
    pub date: Option<NaiveDate>,
    pub ministry: Option<PerLocale<String>>,
    pub minister: PerLocale<String>,
    pub texts: PerLocale<Text>,
    pub coverage: Vec<(usize, Coverage)>,
    pub corrects: Option<usize>,
    pub also_answers: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Press {
    pub lang: Option<Locale>,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub date: Option<NaiveDate>,
    pub url: Option<String>,
    pub sha256: Option<String>,
}

impl Draft {
    /// The hash by which a repeated import sees that nothing changed.
    pub fn hash(&self) -> String {
        let json = serde_json::to_vec(self).unwrap_or_default();
        format!("{:x}", Sha256::digest(json))
    }
}

/// Checks records.
pub struct Checker<'a> {
    /// Where files named in records are looked for.
    pub folder: &'a Path,
    /// What `today` means in dates; none: dates are always absolute.
    pub relative_to: Option<NaiveDate>,
}

/// The problems of a record, with the fields at fault.
#[derive(Default)]
struct Problems {
    found: Vec<(String, Problem)>,
    notes: Vec<(String, Problem)>,
}

impl Problems {
    fn add(&mut self, field: impl Into<String>, problem: Problem) {
        self.found.push((field.into(), problem));
    }

    fn title(&mut self, field: &str, raw: &str) -> Option<String> {
        match clean_title(raw) {
            Ok(title) => Some(title),
            Err(TextError::Empty) => None,
            // A source's stray direction controls are no reason to refuse a record; they go, and the report says so.
            Err(error @ TextError::DirectionControls) => {
                self.notes.push((field.to_owned(), Problem::Text(error)));
                self.title(field, &raw.replace(is_direction_control, ""))
            }
            Err(error) => {
                self.add(field, Problem::Text(error));
                None
            }
        }
    }

    fn titles(&mut self, field: &str, raw: PerLocale<String>) -> PerLocale<String> {
        let mut clean = PerLocale::default();
        for (locale, value) in raw.iter() {
            if let Some(title) = self.title(&format!("{field}.{locale}"), value) {
                clean.set(locale, title);
            }
        }
        clean
    }

    fn optional_title(&mut self, field: &str, raw: Option<String>) -> Option<String> {
        raw.and_then(|raw| self.title(field, &raw))
    }

    fn sha256(&mut self, field: &str, raw: Option<String>) -> Option<String> {
        let hash = raw?.to_ascii_lowercase();
        if hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Some(hash);
        }
        self.add(field, Problem::NotAllowed("a SHA-256 has 64 hexadecimal digits".into()));
        None
    }

    fn url(&mut self, field: &str, raw: Option<String>) -> Option<String> {
        let url = raw.map(|raw| raw.trim().to_owned()).filter(|url| !url.is_empty())?;
        let plain = url.len() <= 2_000 && !url.chars().any(|c| c.is_control() || c.is_whitespace() || is_direction_control(c));
        if plain && (url.starts_with("https://") || url.starts_with("http://")) {
            return Some(url);
        }
        self.add(field, Problem::NotAllowed("an address begins with https:// or http:// and has no spaces".into()));
        None
    }
}

impl Checker<'_> {
    /// Checks a record; gives it with notes of what was mended.
    ///
    /// # Errors
    /// Every problem found, with its field.
    pub fn check(&self, record: raw::Record) -> Result<(Draft, Vec<(String, Problem)>), Vec<(String, Problem)>> {
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
        let authors = record.authors.into_iter().enumerate().filter_map(|(n, author)| check_author(p, n, author)).collect();
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
        check_order_of_dates(p, &draft);
        if problems.found.is_empty() { Ok((draft, problems.notes)) } else { Err(problems.found) }
    }

    fn date(&self, p: &mut Problems, field: &str, raw: Option<String>) -> Option<NaiveDate> {
        let raw = raw.map(|raw| raw.trim().to_owned()).filter(|raw| !raw.is_empty())?;
        let date = self.parse_date(&raw);
        if date.is_none() {
            p.add(field, Problem::NotADate(raw));
        }
        date
    }

    fn parse_date(&self, raw: &str) -> Option<NaiveDate> {
        if let (Some(today), Some(offset)) = (self.relative_to, raw.strip_prefix("today")) {
            return match offset.split_at_checked(1) {
                None => Some(today),
                Some(("-", days)) => today.checked_sub_days(Days::new(days.parse().ok()?)),
                Some(("+", days)) => today.checked_add_days(Days::new(days.parse().ok()?)),
                Some(_) => None,
            };
        }
        (raw.len() == 10).then(|| NaiveDate::parse_from_str(raw, "%Y-%m-%d").ok()).flatten()
    }

    fn texts(&self, p: &mut Problems, field: &str, raw: PerLocale<raw::Text>, default_role: TextRole) -> PerLocale<Text> {
        let mut texts = PerLocale::default();
        for (locale, raw) in raw.iter() {
            if let Some(text) = self.text(p, &format!("{field}.{locale}"), raw.clone(), default_role) {
                texts.set(locale, text);
            }
        }
        texts
    }

    fn text(&self, p: &mut Problems, field: &str, raw: raw::Text, default_role: TextRole) -> Option<Text> {
        let full = match raw {
            raw::Text::Bare(body) => raw::FullText { body, ..Default::default() },
            raw::Text::Full(full) => full,
        };
        let body = match clean_body(&full.body) {
            Ok(body) => body,
            Err(TextError::Empty) => return None,
            Err(error) => {
                p.add(field, Problem::Text(error));
                return None;
            }
        };
        let provenance = Provenance {
            document: p.optional_title(&format!("{field}.source.document"), full.source.document),
            page: p.optional_title(&format!("{field}.source.page"), full.source.page),
            url: p.url(&format!("{field}.source.url"), full.source.url),
            date: self.date(p, &format!("{field}.source.date"), full.source.date),
            sha256: p.sha256(&format!("{field}.source.sha256"), full.source.sha256),
        };
        let review = full.reviewed.and_then(|review| {
            let by = p.title(&format!("{field}.reviewed.by"), &review.by);
            let on = self.date(p, &format!("{field}.reviewed.on"), Some(review.on));
            by.zip(on).map(|(by, on)| Review { by, on })
        });
        Some(Text { body, role: full.provenance.unwrap_or(default_role), provenance, review })
    }

    fn answer(&self, p: &mut Problems, n: usize, raw: raw::Answer, office_holder: &PerLocale<String>, sub_questions: usize) -> Answer {
        let field = format!("answers[{n}]");
        let mut coverage = Vec::new();
        for (key, value) in raw.covers_sub_questions {
            match key.parse::<usize>() {
                Ok(position) if (1..=sub_questions).contains(&position) => coverage.push((position, value)),
                _ => p.add(format!("{field}.covers_sub_questions"), Problem::NotAllowed(format!("there is no sub-question {key:?}"))),
            }
        }
        if let Some(corrects) = raw.corrects
            && !(1..=n).contains(&corrects)
        {
            p.add(
                format!("{field}.corrects"),
                Problem::NotAllowed("a correction names an earlier answer by its place in the list, from 1".into()),
            );
        }
        let kind = raw.kind.unwrap_or(AnswerKind::Final);
        if kind != AnswerKind::Correction && raw.corrects.is_some() {
            p.add(format!("{field}.corrects"), Problem::NotAllowed("only a correction corrects".into()));
        }
        Answer {
            kind,
            date: self.date(p, &format!("{field}.date"), raw.date),
            ministry: raw.ministry.map(|name| p.titles(&format!("{field}.ministry"), name)).filter(|name| !name.is_empty()),
            minister: raw.minister.map_or_else(|| office_holder.clone(), |name| p.titles(&format!("{field}.minister"), name)),
            texts: self.texts(p, &format!("{field}.texts"), raw.texts, raw.provenance.unwrap_or(TextRole::Unspecified)),
            coverage,
            corrects: raw.corrects,
            also_answers: raw.also_answers,
        }
    }

    fn transfer(&self, p: &mut Problems, n: usize, raw: raw::Transfer) -> Transfer {
        let field = format!("transfers[{n}]");
        let transfer = Transfer {
            from: p.titles(&format!("{field}.from"), raw.from),
            to: p.titles(&format!("{field}.to"), raw.to),
            on: self.date(p, &format!("{field}.on"), raw.on),
            reason: p.optional_title(&format!("{field}.reason"), raw.reason),
        };
        if transfer.from.is_empty() || transfer.to.is_empty() {
            p.add(field, Problem::Missing);
        }
        transfer
    }

    fn press(&self, p: &mut Problems, n: usize, raw: raw::Press) -> Press {
        let field = format!("press[{n}]");
        let sha256 = p.sha256(&format!("{field}.sha256"), raw.sha256).or_else(|| self.file_hash(p, &field, raw.file?));
        Press {
            lang: raw.lang,
            title: p.optional_title(&format!("{field}.title"), raw.title),
            outlet: p.optional_title(&format!("{field}.outlet"), raw.outlet),
            date: self.date(p, &format!("{field}.date"), raw.date),
            url: p.url(&format!("{field}.url"), raw.url),
            sha256,
        }
    }

    /// The hash of an article's file beside the imported one: the citation keeps it, never the text.
    fn file_hash(&self, p: &mut Problems, field: &str, name: String) -> Option<String> {
        let plain = Path::new(&name).file_name().is_some_and(|plain| plain == name.as_str());
        match std::fs::read(self.folder.join(&name)).ok().filter(|_| plain) {
            Some(bytes) => Some(format!("{:x}", Sha256::digest(bytes))),
            None => {
                p.add(format!("{field}.file"), Problem::NoFile(name));
                None
            }
        }
    }
}

/// How many final answers settle a question of so many ministries: one each, or one that names none of them.
fn finals_wanted(answers: &[Answer], ministries: usize) -> usize {
    let joint = answers.iter().any(|a| a.kind == AnswerKind::Final && a.ministry.is_none());
    if joint { 1 } else { ministries }
}

fn check_author(p: &mut Problems, n: usize, raw: raw::Author) -> Option<Author> {
    let field = format!("authors[{n}]");
    let author = Author {
        name: p.titles(&format!("{field}.name"), raw.name),
        gender: raw.gender,
        group: p.titles(&format!("{field}.group"), raw.group),
        district: p.titles(&format!("{field}.district"), raw.district),
    };
    (!author.name.is_empty()).then_some(author)
}

fn check_order_of_dates(p: &mut Problems, draft: &Draft) {
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
    for (n, transfer) in draft.transfers.iter().enumerate() {
        if before(transfer.on, draft.transmitted_on) {
            p.add(format!("transfers[{n}].on"), Problem::Before("transmitted_on"));
        }
    }
}
