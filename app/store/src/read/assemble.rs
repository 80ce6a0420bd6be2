//! Assembles records: the parts of their query, and the result.

use chrono::NaiveDate;
use jawab_domain::{
    PerLocale,
    lifecycle::EventKind,
    text::{LocalizedText, Review, TextChange, TextPart},
};
use sea_orm::{DbBackend, QueryResult, sea_query::Expr};

use super::{
    Answer, Attribution, Author, Document, Event, EventSubjects, Link, PressCitation, QuestionRecord, SubQuestion,
    naming::{NeededNames, ResolvedNames},
    parts::{self, QuestionColumns},
    statement::{Columns, Statement, Which},
};
use crate::{StoreError, Viewer, entity::*};

/// The result of the query for a question.
pub struct Parts {
    own: QuestionColumns,
    texts: Vec<parts::Text>,
    sub_questions: Vec<parts::SubQuestion>,
    sub_question_texts: Vec<parts::Text>,
    authors: Vec<parts::Author>,
    attributions: Vec<parts::Attribution>,
    answers: Vec<parts::Answer>,
    answer_texts: Vec<parts::Text>,
    answered: Vec<parts::Answered>,
    addressed: Vec<parts::Addressed>,
    press: Vec<parts::Press>,
    links: Vec<parts::Link>,
    themes: Vec<parts::Theme>,
    events: Vec<parts::Event>,
    languages: Vec<parts::Language>,
    documents: Vec<parts::Document>,
    answer_documents: Vec<parts::Document>,
}

impl Parts {
    /// Builds the query for questions. The columns are in the order of [`Self::read`].
    pub fn ask(backend: DbBackend, viewer: Viewer, which: Which<'_>) -> Statement {
        let mut all = Statement::new(backend, viewer, which);
        all.rows::<parts::Text>(text::Entity, "text.question_id = question.id");
        all.rows::<parts::SubQuestion>(sub_question::Entity, "sub_question.question_id = question.id");
        let of_sub_questions = "text.sub_question_id IN (SELECT s.id FROM sub_question s WHERE s.question_id = question.id)";
        all.rows::<parts::Text>(text::Entity, of_sub_questions);
        all.rows::<parts::Author>(author::Entity, "author.question_id = question.id");
        all.rows::<parts::Attribution>(attribution::Entity, "attribution.question_id = question.id");
        all.of_answers::<parts::Answer>(|_| {});
        all.of_answers::<parts::Text>(|rows| {
            rows.inner_join(text::Entity, Expr::cust("text.answer_id = answer.id"));
        });
        all.of_answers::<parts::Answered>(|rows| {
            rows.join_as(sea_orm::JoinType::InnerJoin, answer_question::Entity, "every", Expr::cust("every.answer_id = answer.id"));
        });
        all.of_answers::<parts::Addressed>(|rows| {
            rows.inner_join(answer_coverage::Entity, Expr::cust("answer_coverage.answer_id = answer.id"));
        });
        all.rows::<parts::Press>(press_citation::Entity, "press_citation.question_id = question.id");
        all.rows::<parts::Link>(question_link::Entity, "question_link.from_id = question.id OR question_link.to_id = question.id");
        all.rows::<parts::Theme>(question_theme::Entity, "question_theme.question_id = question.id");
        all.rows::<parts::Event>(event::Entity, "event.question_id = question.id");
        all.rows::<parts::Language>(question_language::Entity, "question_language.question_id = question.id");
        all.rows::<parts::Document>(attachment::Entity, "attachment.question_id = question.id");
        all.of_answers::<parts::Document>(|rows| {
            rows.inner_join(attachment::Entity, Expr::cust("attachment.answer_id = answer.id"));
        });
        all
    }

    /// Reads a row of the query.
    pub fn read(row: &QueryResult) -> Result<Self, StoreError> {
        let mut columns = Columns::new(row);
        let mut parts = Self {
            own: columns.next()?,
            texts: columns.next()?,
            sub_questions: columns.next()?,
            sub_question_texts: columns.next()?,
            authors: columns.next()?,
            attributions: columns.next()?,
            answers: columns.next()?,
            answer_texts: columns.next()?,
            answered: columns.next()?,
            addressed: columns.next()?,
            press: columns.next()?,
            links: columns.next()?,
            themes: columns.next()?,
            events: columns.next()?,
            languages: columns.next()?,
            documents: columns.next()?,
            answer_documents: columns.next()?,
        };
        parts.sub_questions.sort_by_key(|row| row.position);
        parts.authors.sort_by_key(|row| row.position);
        parts.attributions.sort_by_key(|row| row.position);
        parts.answers.sort_by_key(|row| (row.position, row.id));
        parts.press.sort_by_key(|row| row.position);
        parts.events.sort_by_key(|row| row.id);
        parts.languages.sort_by_key(|row| row.locale);
        // Sorted, because the databases return these rows in no fixed order.
        parts.answered.sort_by_key(|row| row.question);
        parts.addressed.sort_by_key(|row| row.sub_question);
        parts.links.sort_by_key(|row| (row.from != parts.own.id, row.kind, row.from, row.to));
        parts.themes.sort_by_key(|row| row.id);
        parts.documents.sort_by_key(|row| row.id);
        parts.answer_documents.sort_by_key(|row| row.id);
        Ok(parts)
    }

    /// Collects the identities whose names the record shows.
    pub fn collect_names(&self, wanted: &mut NeededNames) {
        wanted.members.extend(self.authors.iter().map(|row| row.member));
        wanted.groups.extend(self.authors.iter().filter_map(|row| row.group));
        wanted.ministries.extend(self.attributions.iter().map(|row| row.ministry));
        wanted.ministries.extend(self.answers.iter().filter_map(|row| row.ministry));
        wanted.themes.extend(self.themes.iter().map(|row| row.id));
    }

    /// Builds the record.
    pub fn into_record(self, names: &ResolvedNames<'_>) -> QuestionRecord {
        let QuestionColumns { id, .. } = self.own;
        let day = self.own.day();
        let (mut subject, mut own_text) = (PerLocale::default(), PerLocale::default());
        for text in self.texts {
            let place = if text.part == TextPart::Subject { &mut subject } else { &mut own_text };
            place.set(text.locale, localized(text));
        }
        let mut answers = OfAnswers { texts: self.answer_texts, questions: self.answered, coverage: self.addressed };
        QuestionRecord {
            sub_questions: sub_questions(self.sub_questions, self.sub_question_texts),
            authors: self.authors.iter().filter_map(|row| author(row, names)).collect(),
            attributions: self.attributions.into_iter().filter_map(|row| attribution(row, day, names)).collect(),
            answers: self.answers.into_iter().map(|row| answers.answer(row, day, names)).collect(),
            press: self.press.into_iter().map(citation).collect(),
            links: self.links.iter().map(|row| link(row, id)).collect(),
            themes: self.themes.iter().filter_map(|row| names.theme(row.id)).collect(),
            events: self.events.into_iter().map(happened).collect(),
            languages: self.languages.iter().map(|row| row.locale).collect(),
            documents: self.documents.into_iter().chain(self.answer_documents).map(document).collect(),
            id,
            code: self.own.code,
            version: self.own.version,
            kind: self.own.kind,
            chamber: self.own.chamber,
            legislature: self.own.legislature,
            number: self.own.number,
            status: self.own.status,
            publication: self.own.publication,
            deposited_on: self.own.deposited_on,
            transmitted_on: self.own.transmitted_on,
            answered_on: self.own.answered_on,
            ended_on: self.own.ended_on,
            due_on: self.own.due_on,
            rule: self.own.rule,
            source_id: self.own.source_id,
            subject,
            text: own_text,
        }
    }
}

fn author(row: &parts::Author, names: &ResolvedNames<'_>) -> Option<Author> {
    let group = row.group.and_then(|group| names.group(group));
    Some(Author { member: names.member(row.member)?, gender: names.gender(row.member), group })
}

fn attribution(row: parts::Attribution, day: Option<NaiveDate>, names: &ResolvedNames<'_>) -> Option<Attribution> {
    Some(Attribution {
        position: row.position,
        ministry: names.ministry(row.ministry, row.since.or(day))?,
        since: row.since,
        clock_from: row.clock_from,
        until: row.until,
        due_on: row.due_on,
        answered_on: row.answered_on,
        reason: row.reason,
    })
}

fn sub_questions(rows: Vec<parts::SubQuestion>, mut texts: Vec<parts::Text>) -> Vec<SubQuestion> {
    rows.into_iter().map(|row| SubQuestion { id: row.id, position: row.position, texts: texts_of(&mut texts, row.id) }).collect()
}

/// The parts of the answers to a question.
struct OfAnswers {
    texts: Vec<parts::Text>,
    questions: Vec<parts::Answered>,
    coverage: Vec<parts::Addressed>,
}

impl OfAnswers {
    fn answer(&mut self, row: parts::Answer, day: Option<NaiveDate>, names: &ResolvedNames<'_>) -> Answer {
        let addressed = self.coverage.iter().filter(|of| of.answer == row.id);
        Answer {
            ministry: row.ministry.and_then(|ministry| names.ministry(ministry, row.answered_on.or(day))),
            texts: texts_of(&mut self.texts, row.id),
            coverage: addressed.map(|of| (of.sub_question, of.coverage)).collect(),
            questions: self.questions.iter().filter(|of| of.answer == row.id).map(|of| of.question).collect(),
            id: row.id,
            code: row.code,
            kind: row.kind,
            minister: row.minister,
            answered_on: row.answered_on,
            corrects: row.corrects,
            published: row.published != 0,
            annulled: row.annulled != 0,
        }
    }
}

/// Removes the texts of a sub-question or an answer from the list.
fn texts_of(texts: &mut Vec<parts::Text>, id: i64) -> PerLocale<LocalizedText> {
    texts.extract_if(.., |text| text.of == Some(id)).map(|text| (text.locale, localized(text))).collect()
}

fn localized(row: parts::Text) -> LocalizedText {
    LocalizedText {
        locale: row.locale,
        role: row.role,
        body: row.body,
        provenance: row.provenance,
        entered_by: row.entered_by,
        review: row.reviewed_by.zip(row.reviewed_on).map(|(by, on)| Review { by, on }),
    }
}

fn link(row: &parts::Link, id: i64) -> Link {
    let outgoing = row.from == id;
    Link { kind: row.kind, outgoing, question: if outgoing { row.to } else { row.from } }
}

fn citation(row: parts::Press) -> PressCitation {
    PressCitation {
        locale: row.locale,
        title: row.title,
        outlet: row.outlet,
        published_on: row.published_on,
        url: row.url,
        sha256: row.sha256,
    }
}

fn happened(row: parts::Event) -> Event {
    let EventSubjects { ministry, from, answer, correction, text_change } = EventSubjects::from_data(row.kind, row.data);
    Event { kind: row.kind, on: row.on, actor: row.actor, reason: row.reason, ministry, from, correction, answer, text_change }
}

impl EventSubjects {
    /// Reads the data of a row of the history.
    #[must_use]
    pub fn from_data(kind: EventKind, data: serde_json::Value) -> Self {
        let answer = data.get("answer").and_then(serde_json::Value::as_i64);
        // A transfer concerns its target.
        let ministry = ["to", "ministry"].iter().find_map(|name| data.get(name)?.as_i64());
        let moves =
            matches!(kind, EventKind::Transferred | EventKind::TransferAsked | EventKind::TransferRefused | EventKind::TransferWithdrawn);
        let from = data.get("from").filter(|_| moves).and_then(serde_json::Value::as_i64);
        let text_change = (kind == EventKind::TextCorrected).then(|| text_change(&data));
        let correction = kind.is_correction().then(|| serde_json::from_value(data).ok()).flatten();
        Self { ministry, from, answer, correction, text_change }
    }
}

/// What the correction of a text changed, from its data: only of another wording the earlier one is kept.
fn text_change(data: &serde_json::Value) -> TextChange {
    if data.get("earlier_text").is_some() {
        TextChange::Wording
    } else if data.get("role") == data.get("role_before") {
        TextChange::Source
    } else {
        TextChange::Role
    }
}

fn document(row: parts::Document) -> Document {
    Document {
        id: row.id,
        answer: row.answer,
        title: row.title,
        media_type: row.media_type,
        pages: row.pages,
        size_bytes: row.size_bytes,
        sha256: row.sha256,
    }
}
