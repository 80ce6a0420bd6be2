//! Questions as rows of lists: only what a row shows is loaded.

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, Legislature, Locale, PerLocale, Publication, QuestionNumber, Reference, Status,
    question::QuestionKind,
    text::{LocalizedText, TextPart},
};
use sea_orm::{DbBackend, QueryResult};

use super::{
    Named, QuestionRecord,
    naming::{NeededNames, ResolvedNames},
    parts::{self, QuestionColumns},
    statement::{Columns, Statement, Which},
};
use crate::{StoreError, Viewer, entity::*};

/// A question in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its internal identity; never shown.
    pub id: i64,
    /// Its opaque public code.
    pub code: String,
    /// Its procedure.
    pub kind: QuestionKind,
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature, if known.
    pub legislature: Option<Legislature>,
    /// The official number, if known.
    pub number: Option<QuestionNumber>,
    /// Its status.
    pub status: Status,
    /// Its publication.
    pub publication: Publication,
    /// The day of deposit, if known.
    pub deposited_on: Option<NaiveDate>,
    /// The relevant due date, as in the record.
    pub due_on: Option<NaiveDate>,
    /// The day of the last final answer, if known.
    pub answered_on: Option<NaiveDate>,
    /// The subject.
    pub subject: PerLocale<String>,
    /// Its text, if it has no subject.
    pub text: PerLocale<String>,
    /// The authors, in order.
    pub authors: Vec<Named>,
    /// The ministries it is with now, oldest first.
    pub ministries: Vec<Named>,
    /// The languages in which it has a text.
    pub languages: Vec<Locale>,
}

impl Row {
    /// The public reference, if every part of it is known.
    #[must_use]
    pub fn reference(&self) -> Option<Reference> {
        Some(Reference { chamber: self.chamber, legislature: self.legislature?, number: self.number? })
    }
}

impl From<&QuestionRecord> for Row {
    fn from(record: &QuestionRecord) -> Self {
        let bodies = |texts: &PerLocale<LocalizedText>| texts.iter().map(|(locale, text)| (locale, text.body.clone())).collect();
        Self {
            id: record.id,
            code: record.code.clone(),
            kind: record.kind,
            chamber: record.chamber,
            legislature: record.legislature,
            number: record.number,
            status: record.status,
            publication: record.publication,
            deposited_on: record.deposited_on,
            due_on: record.due_on,
            answered_on: record.answered_on,
            subject: bodies(&record.subject),
            text: if record.subject.is_empty() { bodies(&record.text) } else { PerLocale::default() },
            authors: record.authors.iter().map(|author| author.member.clone()).collect(),
            ministries: record.ministries().map(|part| part.ministry.clone()).collect(),
            languages: record.languages.clone(),
        }
    }
}

/// The result of the query for a row.
pub struct RowParts {
    own: QuestionColumns,
    titles: Vec<parts::Title>,
    authors: Vec<parts::Author>,
    attributions: Vec<parts::Attribution>,
    languages: Vec<parts::Language>,
}

impl RowParts {
    /// Builds the query for rows. The columns are in the order of [`Self::read`].
    pub fn ask(backend: DbBackend, viewer: Viewer, which: Which<'_>) -> Statement {
        let mut all = Statement::new(backend, viewer, which);
        let title = "text.question_id = question.id AND (text.part = 'subject' OR NOT EXISTS \
                     (SELECT 1 FROM text s WHERE s.question_id = question.id AND s.part = 'subject'))";
        all.rows::<parts::Title>(text::Entity, title);
        all.rows::<parts::Author>(author::Entity, "author.question_id = question.id");
        all.rows::<parts::Attribution>(attribution::Entity, "attribution.question_id = question.id AND attribution.until IS NULL");
        all.rows::<parts::Language>(question_language::Entity, "question_language.question_id = question.id");
        all
    }

    /// Reads a row of the query.
    pub fn read(row: &QueryResult) -> Result<Self, StoreError> {
        let mut columns = Columns::new(row);
        let mut parts = Self {
            own: columns.next()?,
            titles: columns.next()?,
            authors: columns.next()?,
            attributions: columns.next()?,
            languages: columns.next()?,
        };
        parts.authors.sort_by_key(|row| row.position);
        parts.attributions.sort_by_key(|row| row.position);
        parts.languages.sort_by_key(|row| row.locale);
        Ok(parts)
    }

    /// Collects the identities whose names the row shows.
    pub fn collect_names(&self, wanted: &mut NeededNames) {
        wanted.members.extend(self.authors.iter().map(|row| row.member));
        wanted.ministries.extend(self.attributions.iter().map(|row| row.ministry));
    }

    /// Builds the row.
    pub fn into_row(self, names: &ResolvedNames<'_>) -> Row {
        let day = self.own.day();
        let (mut subject, mut text) = (PerLocale::default(), PerLocale::default());
        for title in self.titles {
            let place = if title.part == TextPart::Subject { &mut subject } else { &mut text };
            place.set(title.locale, title.body);
        }
        Row {
            authors: self.authors.iter().filter_map(|row| names.member(row.member)).collect(),
            ministries: self.attributions.iter().filter_map(|row| names.ministry(row.ministry, row.since.or(day))).collect(),
            languages: self.languages.iter().map(|row| row.locale).collect(),
            id: self.own.id,
            code: self.own.code,
            kind: self.own.kind,
            chamber: self.own.chamber,
            legislature: self.own.legislature,
            number: self.own.number,
            status: self.own.status,
            publication: self.own.publication,
            deposited_on: self.own.deposited_on,
            due_on: self.own.due_on,
            answered_on: self.own.answered_on,
            subject,
            text,
        }
    }
}
