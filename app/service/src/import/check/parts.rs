//! Validates the parts of a record: texts, answers, transfers, citations, authors.

use std::path::Path;

use chrono::{Days, NaiveDate};
use jawab_domain::{
    AnswerKind, Locale, PerLocale, TextRole,
    calendar::has_come,
    text::{Provenance, Review, clean_body},
    validation::Problem,
};
use sha2::{Digest as _, Sha256};

use super::{Checker, problems::Problems};
use crate::import::{
    draft::{Answer, Author, Press, Text, Transfer},
    raw,
    report::RecordProblem,
};

impl Checker<'_> {
    pub(super) fn date(&self, p: &mut Problems, field: &str, raw: Option<String>) -> Option<NaiveDate> {
        let raw = raw.map(|raw| raw.trim().to_owned()).filter(|raw| !raw.is_empty())?;
        let Some(date) = self.parse_date(&raw) else {
            p.add(field, RecordProblem::NotADate(raw));
            return None;
        };
        if !has_come(date, self.today) {
            p.add(field, Problem::TooLate(self.today));
            return None;
        }
        Some(date)
    }

    fn parse_date(&self, raw: &str) -> Option<NaiveDate> {
        if let (Some(today), Some(offset)) = (self.relative_to, raw.strip_prefix("today")) {
            return match offset.split_at_checked(1) {
                None => Some(today),
                Some(("-", days)) => today.checked_sub_days(Days::new(days.parse().ok()?)),
                Some(_) => None,
            };
        }
        // Chrono also accepts signs and blanks in the places of digits.
        let plain = raw.len() == 10 && raw.bytes().enumerate().all(|(at, byte)| matches!(at, 4 | 7) || byte.is_ascii_digit());
        plain.then(|| NaiveDate::parse_from_str(raw, "%Y-%m-%d").ok()).flatten()
    }

    pub(super) fn texts(
        &self,
        p: &mut Problems,
        field: &str,
        raw: PerLocale<raw::Text>,
        role: impl Fn(Locale) -> TextRole,
    ) -> PerLocale<Text> {
        let mut texts = PerLocale::default();
        for (locale, raw) in raw.iter() {
            if let Some(text) = self.text(p, &format!("{field}.{locale}"), raw.clone(), role(locale)) {
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
            Err(Problem::Missing) => return None,
            Err(problem) => {
                p.add(field, problem);
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

    pub(super) fn answer(
        &self,
        p: &mut Problems,
        n: usize,
        raw: raw::Answer,
        office_holder: &PerLocale<String>,
        sub_questions: usize,
    ) -> Answer {
        let field = format!("answers[{n}]");
        let mut coverage = Vec::new();
        for (key, value) in raw.covers_sub_questions {
            match key.parse::<usize>() {
                Ok(position) if (1..=sub_questions).contains(&position) => coverage.push((position, value)),
                _ => p.add(format!("{field}.covers_sub_questions"), RecordProblem::NotAllowed(format!("there is no sub-question {key:?}"))),
            }
        }
        if let Some(corrects) = raw.corrects
            && !(1..=n).contains(&corrects)
        {
            p.add(
                format!("{field}.corrects"),
                RecordProblem::NotAllowed("a correction names an earlier answer by its place in the list, from 1".into()),
            );
        }
        let kind = raw.kind.unwrap_or(AnswerKind::Final);
        if kind == AnswerKind::Correction && raw.corrects.is_none() {
            p.add(format!("{field}.corrects"), Problem::Missing);
        }
        if kind != AnswerKind::Correction && raw.corrects.is_some() {
            p.add(format!("{field}.corrects"), RecordProblem::NotAllowed("only a correction corrects".into()));
        }
        Answer {
            kind,
            date: self.date(p, &format!("{field}.date"), raw.date),
            ministry: raw.ministry.map(|name| p.titles(&format!("{field}.ministry"), name)).filter(|name| !name.is_empty()),
            minister: raw.minister.map_or_else(|| office_holder.clone(), |name| p.titles(&format!("{field}.minister"), name)),
            texts: self.texts(p, &format!("{field}.texts"), raw.texts, |_| raw.provenance.unwrap_or(TextRole::Unspecified)),
            coverage,
            corrects: raw.corrects,
            also_answers: raw.also_answers,
        }
    }

    pub(super) fn transfer(&self, p: &mut Problems, n: usize, raw: raw::Transfer) -> Transfer {
        let field = format!("transfers[{n}]");
        let transfer = Transfer {
            from: p.titles(&format!("{field}.from"), raw.from),
            to: p.titles(&format!("{field}.to"), raw.to),
            on: self.date(p, &format!("{field}.on"), raw.on),
            reason: p.optional_title(&format!("{field}.reason"), raw.reason),
        };
        if transfer.from.is_empty() || transfer.to.is_empty() {
            p.missing(&field);
        }
        transfer
    }

    pub(super) fn press(&self, p: &mut Problems, n: usize, raw: raw::Press) -> Press {
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

    /// The hash of an article's file beside the imported one. The citation stores the hash, never the text.
    fn file_hash(&self, p: &mut Problems, field: &str, name: String) -> Option<String> {
        let plain = Path::new(&name).file_name().is_some_and(|plain| plain == name.as_str());
        match std::fs::read(self.folder.join(&name)).ok().filter(|_| plain) {
            Some(bytes) => Some(format!("{:x}", Sha256::digest(bytes))),
            None => {
                p.add(format!("{field}.file"), RecordProblem::NoFile(name));
                None
            }
        }
    }
}

/// An author, if there is a name.
pub fn check_author(p: &mut Problems, n: usize, raw: raw::Author) -> Option<Author> {
    let field = format!("authors[{n}]");
    let author = Author {
        name: p.titles(&format!("{field}.name"), raw.name),
        gender: raw.gender,
        group: p.titles(&format!("{field}.group"), raw.group),
        district: p.titles(&format!("{field}.district"), raw.district),
    };
    (!author.name.is_empty()).then_some(author)
}
