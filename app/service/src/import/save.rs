//! Writes a checked record: the same transaction holds its rows, its events and the outbox.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{AnswerKind, Locale, PerLocale, Status, deadline::rule_for, lifecycle::EventKind, people::Gender, text::TextPart};
use jawab_store::{StoreError, entity::*, list::OrderKeys, outbox, rules::Calendar};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;

use super::{
    draft::{Answer, Draft, Text},
    people::People,
    report::Problem,
};

/// What saving a record came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    Created(i64),
    Updated(i64),
    Unchanged(i64),
}

/// Why a record could not be saved.
#[derive(Debug)]
pub enum SaveError {
    /// The record is at fault: its field, and why.
    Record(String, Problem),
    /// The database failed.
    Store(StoreError),
}

impl<E: Into<StoreError>> From<E> for SaveError {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

/// Saves records within one change.
pub struct Saver<'a, C> {
    pub db: &'a C,
    pub people: &'a mut People,
    pub calendar: &'a Calendar,
    pub now: DateTime<Utc>,
    pub actor: &'a str,
}

/// A ministry's part, ready to be stored.
struct Part {
    ministry: i64,
    since: Option<NaiveDate>,
    clock_from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    answered: bool,
    reason: Option<String>,
}

impl<C: ConnectionTrait> Saver<'_, C> {
    /// Creates or updates the question of a draft.
    pub async fn save(&mut self, draft: &Draft) -> Result<Saved, SaveError> {
        let hash = draft.hash();
        let known = question::Entity::find().filter(question::COLUMN.source_id.eq(draft.source_id.as_str())).one(self.db).await?;
        if let Some(row) = &known
            && row.source_hash.as_deref() == Some(hash.as_str())
        {
            return Ok(Saved::Unchanged(row.id));
        }
        self.check_number(draft, known.as_ref().map(|row| row.id)).await?;
        let answer_ministries = self.answer_ministries(draft).await?;
        let parts = self.parts(draft, &answer_ministries).await?;
        let row = self.question(draft, hash, &parts, known.as_ref());
        let id = match &known {
            Some(before) => {
                self.keep_old_reference(before, &row).await?;
                self.clear(before.id).await?;
                row.update(self.db).await?.id
            }
            None => row.insert(self.db).await?.id,
        };
        self.attributions(id, &parts).await?;
        self.authors(id, draft).await?;
        self.texts(id, draft).await?;
        let sub_questions = self.sub_questions(id, draft).await?;
        let new_answers = self.answers(id, draft, &answer_ministries, &sub_questions).await?;
        self.themes_press_links(id, draft).await?;
        self.languages(id, draft).await?;
        self.events(id, draft, known.is_none(), &new_answers).await?;
        outbox::enqueue(self.db, outbox::INDEX_QUESTION, id).await?;
        Ok(if known.is_some() { Saved::Updated(id) } else { Saved::Created(id) })
    }

    async fn check_number(&self, draft: &Draft, own: Option<i64>) -> Result<(), SaveError> {
        let (Some(legislature), Some(number)) = (draft.legislature, draft.number) else { return Ok(()) };
        let other = question::Entity::find()
            .filter(question::COLUMN.chamber.eq(draft.chamber.code()))
            .filter(question::COLUMN.legislature.eq(legislature))
            .filter(question::COLUMN.number.eq(number))
            .one(self.db)
            .await?;
        match other {
            Some(row) if Some(row.id) != own => Err(SaveError::Record("number".into(), Problem::NumberTaken)),
            _ => Ok(()),
        }
    }

    /// A question's old reference keeps leading to it.
    async fn keep_old_reference(&self, before: &question::Model, after: &question::ActiveModel) -> Result<(), StoreError> {
        let (Some(legislature), Some(number)) = (before.legislature, before.number) else { return Ok(()) };
        let same = after.chamber.as_ref() == &before.chamber
            && after.legislature.as_ref() == &before.legislature
            && after.number.as_ref() == &before.number;
        if same {
            return Ok(());
        }
        let alias = reference_alias::ActiveModel {
            chamber: Set(before.chamber.clone()),
            legislature: Set(legislature),
            number: Set(number),
            question_id: Set(before.id),
        };
        let on_conflict = sea_orm::sea_query::OnConflict::columns([
            reference_alias::Column::Chamber,
            reference_alias::Column::Legislature,
            reference_alias::Column::Number,
        ])
        .update_column(reference_alias::Column::QuestionId)
        .to_owned();
        reference_alias::Entity::insert(alias).on_conflict(on_conflict).exec_without_returning(self.db).await?;
        Ok(())
    }

    /// Whose each answer is: the ministry it names, or the only one.
    async fn answer_ministries(&mut self, draft: &Draft) -> Result<Vec<Option<i64>>, SaveError> {
        let mut all = Vec::new();
        for answer in &draft.answers {
            all.push(match &answer.ministry {
                Some(names) => Some(self.people.ministry(self.db, names).await?),
                None if draft.ministries.len() == 1 => match draft.ministries.first() {
                    Some(names) => Some(self.people.ministry(self.db, names).await?),
                    None => None,
                },
                None => None,
            });
        }
        Ok(all)
    }

    /// Each ministry's part: those transferred away first, then those it is with now, each with its own clock.
    async fn parts(&mut self, draft: &Draft, answer_ministries: &[Option<i64>]) -> Result<Vec<Part>, SaveError> {
        let start = draft.transmitted_on;
        let rule = start.and_then(|day| rule_for(&self.calendar.rules, draft.chamber, day)).filter(|_| draft.kind.has_deadline());
        let due = |clock: Option<NaiveDate>| clock.and_then(|day| rule?.due_on(day, &self.calendar.holidays).ok());
        let mut parts: Vec<Part> = Vec::new();
        let new = |ministry, since: Option<NaiveDate>, clock_from: Option<NaiveDate>, reason| Part {
            ministry,
            since,
            clock_from,
            until: None,
            due_on: due(clock_from),
            answered_on: None,
            answered: false,
            reason,
        };
        for transfer in &draft.transfers {
            let from = self.people.ministry(self.db, &transfer.from).await?;
            let to = self.people.ministry(self.db, &transfer.to).await?;
            let clock = if rule.is_some_and(|rule| rule.restarts_on_transfer) { transfer.on } else { start };
            match parts.iter_mut().find(|part| part.ministry == from && part.until.is_none()) {
                Some(part) => part.until = transfer.on,
                None => parts.push(Part { until: transfer.on.or(start), ..new(from, start, start, None) }),
            }
            parts.push(new(to, transfer.on, clock, transfer.reason.clone()));
        }
        for names in &draft.ministries {
            let ministry = self.people.ministry(self.db, names).await?;
            if !parts.iter().any(|part| part.ministry == ministry && part.until.is_none()) {
                parts.push(new(ministry, start, start, None));
            }
        }
        for (answer, ministry) in draft.answers.iter().zip(answer_ministries).filter(|(answer, _)| answer.kind == AnswerKind::Final) {
            for part in parts.iter_mut().filter(|part| part.until.is_none() && ministry.is_none_or(|id| id == part.ministry)) {
                part.answered = true;
                part.answered_on = answer.date;
            }
        }
        Ok(parts)
    }

    fn question(&self, draft: &Draft, hash: String, parts: &[Part], before: Option<&question::Model>) -> question::ActiveModel {
        let current = || parts.iter().filter(|part| part.until.is_none());
        let due_on = match draft.status {
            Status::Transmitted => current().filter(|part| !part.answered).filter_map(|part| part.due_on).min(),
            Status::Answered => current().filter_map(|part| part.due_on).max(),
            _ => None,
        };
        let open_due = due_on.filter(|_| draft.status == Status::Transmitted);
        let keys = OrderKeys::of(draft.deposited_on, open_due, draft.answered_on);
        let rule =
            draft.transmitted_on.and_then(|day| rule_for(&self.calendar.rules, draft.chamber, day)).filter(|_| draft.kind.has_deadline());
        question::ActiveModel {
            id: before.map_or(NotSet, |row| sea_orm::ActiveValue::Unchanged(row.id)),
            code: before.map_or_else(|| Set(new_code()), |row| sea_orm::ActiveValue::Unchanged(row.code.clone())),
            version: Set(before.map_or(1, |row| row.version + 1)),
            kind: Set(draft.kind.code().into()),
            chamber: Set(draft.chamber.code().into()),
            legislature: Set(draft.legislature),
            number: Set(draft.number),
            status: Set(draft.status.code().into()),
            publication: before.map_or_else(|| Set("published".into()), |row| sea_orm::ActiveValue::Unchanged(row.publication.clone())),
            hidden_reason: before.map_or(Set(None), |row| sea_orm::ActiveValue::Unchanged(row.hidden_reason.clone())),
            deposited_on: Set(draft.deposited_on),
            transmitted_on: Set(draft.transmitted_on),
            answered_on: Set(draft.answered_on),
            ended_on: Set(draft.ended_on),
            due_on: Set(due_on),
            deadline_rule_id: Set(rule.map(|rule| rule.id)),
            deposit_order: Set(keys.deposit),
            due_order: Set(keys.due),
            answer_order: Set(keys.answer),
            source_id: Set(Some(draft.source_id.clone())),
            source_hash: Set(Some(hash)),
            created_at: before.map_or(Set(self.now), |row| sea_orm::ActiveValue::Unchanged(row.created_at)),
            updated_at: Set(self.now),
        }
    }

    /// Removes what an update writes anew. Answers and history stay.
    async fn clear(&self, id: i64) -> Result<(), StoreError> {
        author::Entity::delete_many().filter(author::COLUMN.question_id.eq(id)).exec(self.db).await?;
        attribution::Entity::delete_many().filter(attribution::COLUMN.question_id.eq(id)).exec(self.db).await?;
        text::Entity::delete_many().filter(text::COLUMN.question_id.eq(id)).exec(self.db).await?;
        question_theme::Entity::delete_many().filter(question_theme::COLUMN.question_id.eq(id)).exec(self.db).await?;
        press_citation::Entity::delete_many().filter(press_citation::COLUMN.question_id.eq(id)).exec(self.db).await?;
        question_link::Entity::delete_many().filter(question_link::COLUMN.from_id.eq(id)).exec(self.db).await?;
        question_language::Entity::delete_many().filter(question_language::COLUMN.question_id.eq(id)).exec(self.db).await?;
        Ok(())
    }

    async fn attributions(&self, id: i64, parts: &[Part]) -> Result<(), StoreError> {
        let rows = (1..).zip(parts).map(|(position, part)| attribution::ActiveModel {
            id: NotSet,
            question_id: Set(id),
            position: Set(position),
            ministry_id: Set(part.ministry),
            since: Set(part.since),
            clock_from: Set(part.clock_from),
            until: Set(part.until),
            due_on: Set(part.due_on),
            answered_on: Set(part.answered_on),
            reason: Set(part.reason.clone()),
        });
        insert_all(self.db, rows.collect::<Vec<_>>()).await
    }

    async fn authors(&mut self, id: i64, draft: &Draft) -> Result<(), StoreError> {
        let mut rows: Vec<author::ActiveModel> = Vec::new();
        let mut seen = BTreeSet::new();
        for author in &draft.authors {
            let gender: Option<Gender> = author.gender;
            let member = self.people.member(self.db, &author.name, gender).await?;
            let group = self.people.group(self.db, &author.group, draft.chamber).await?;
            self.people.seat(self.db, member, draft.chamber, draft.legislature, group, &author.district).await?;
            if seen.insert(member) {
                rows.push(author::ActiveModel {
                    question_id: Set(id),
                    position: Set(i32::try_from(rows.len() + 1).unwrap_or(i32::MAX)),
                    member_id: Set(member),
                    political_group_id: Set(group),
                });
            }
        }
        insert_all(self.db, rows).await
    }

    async fn texts(&self, id: i64, draft: &Draft) -> Result<(), StoreError> {
        let mut rows = Vec::new();
        for (part, texts) in [(TextPart::Subject, &draft.subject), (TextPart::Question, &draft.text)] {
            rows.extend(
                texts.iter().map(|(locale, text)| text::ActiveModel { question_id: Set(Some(id)), ..self.text(part, locale, text) }),
            );
        }
        insert_all(self.db, rows).await
    }

    fn text(&self, part: TextPart, locale: Locale, text: &Text) -> text::ActiveModel {
        text::ActiveModel {
            id: NotSet,
            part: Set(part.code().into()),
            question_id: Set(None),
            sub_question_id: Set(None),
            answer_id: Set(None),
            locale: Set(locale.code().into()),
            role: Set(text.role.code().into()),
            body: Set(text.body.clone()),
            provenance: Set(json!(text.provenance)),
            entered_by: Set(Some(self.actor.into())),
            reviewed_by: Set(text.review.as_ref().map(|review| review.by.clone())),
            reviewed_on: Set(text.review.as_ref().map(|review| review.on)),
            created_at: Set(self.now),
        }
    }

    /// Writes the sub-questions; gives their identities in order. Those there already keep theirs.
    async fn sub_questions(&self, id: i64, draft: &Draft) -> Result<Vec<i64>, SaveError> {
        let known = sub_question::Entity::find()
            .filter(sub_question::COLUMN.question_id.eq(id))
            .order_by_asc(sub_question::COLUMN.position)
            .all(self.db)
            .await?;
        if known.len() > draft.sub_questions.len() {
            let surplus: Vec<i64> = known.iter().skip(draft.sub_questions.len()).map(|row| row.id).collect();
            let assessed =
                answer_coverage::Entity::find().filter(answer_coverage::COLUMN.sub_question_id.is_in(surplus.clone())).one(self.db).await?;
            if assessed.is_some() {
                return Err(SaveError::Record("sub_questions".into(), Problem::PublishedAnswer));
            }
            text::Entity::delete_many().filter(text::COLUMN.sub_question_id.is_in(surplus.clone())).exec(self.db).await?;
            sub_question::Entity::delete_many().filter(sub_question::COLUMN.id.is_in(surplus)).exec(self.db).await?;
        }
        let mut ids = Vec::new();
        for (n, texts) in draft.sub_questions.iter().enumerate() {
            let sub_id = match known.get(n) {
                Some(row) => {
                    text::Entity::delete_many().filter(text::COLUMN.sub_question_id.eq(row.id)).exec(self.db).await?;
                    row.id
                }
                None => {
                    let position = Set(i32::try_from(n + 1).unwrap_or(i32::MAX));
                    sub_question::ActiveModel { id: NotSet, question_id: Set(id), position }.insert(self.db).await?.id
                }
            };
            let rows = texts.iter().map(|(locale, text)| text::ActiveModel {
                sub_question_id: Set(Some(sub_id)),
                ..self.text(TextPart::SubQuestion, locale, text)
            });
            insert_all(self.db, rows.collect::<Vec<_>>()).await?;
            ids.push(sub_id);
        }
        Ok(ids)
    }

    /// Adds the answers that are new; gives their kinds and days. Those published already must read the same.
    async fn answers(
        &self,
        id: i64,
        draft: &Draft,
        ministries: &[Option<i64>],
        sub_questions: &[i64],
    ) -> Result<Vec<(AnswerKind, Option<NaiveDate>)>, SaveError> {
        let edges = answer_question::Entity::find()
            .filter(answer_question::COLUMN.question_id.eq(id))
            .order_by_asc(answer_question::COLUMN.position)
            .all(self.db)
            .await?;
        // Answers that reached this question through another one's record are not in this record's list.
        let mut own = Vec::new();
        for edge in edges {
            let shared = answer_question::Entity::find()
                .filter(answer_question::COLUMN.answer_id.eq(edge.answer_id))
                .order_by_asc(answer_question::COLUMN.position)
                .one(self.db)
                .await?;
            if shared.is_none_or(|first| first.question_id == id) {
                own.push(edge.answer_id);
            }
        }
        let mut ids: Vec<i64> = Vec::new();
        let mut new = Vec::new();
        for (n, (answer, ministry)) in draft.answers.iter().zip(ministries).enumerate() {
            if let Some(known) = own.get(n) {
                self.same_answer(*known, n, answer).await?;
                ids.push(*known);
                continue;
            }
            let answer_id = self.answer(id, n, answer, *ministry, &ids).await?;
            let coverage = answer.coverage.iter().filter_map(|(position, coverage)| {
                Some(answer_coverage::ActiveModel {
                    answer_id: Set(answer_id),
                    sub_question_id: Set(*sub_questions.get(position.checked_sub(1)?)?),
                    coverage: Set(coverage.code().into()),
                })
            });
            insert_all(self.db, coverage.collect::<Vec<_>>()).await?;
            ids.push(answer_id);
            new.push((answer.kind, answer.date));
        }
        Ok(new)
    }

    async fn answer(&self, id: i64, n: usize, answer: &Answer, ministry: Option<i64>, earlier: &[i64]) -> Result<i64, SaveError> {
        let row = answer::ActiveModel {
            id: NotSet,
            code: Set(new_code()),
            kind: Set(answer.kind.code().into()),
            ministry_id: Set(ministry),
            minister: Set(json!(answer.minister)),
            answered_on: Set(answer.date),
            corrects_id: Set(answer.corrects.and_then(|c| earlier.get(c.checked_sub(1)?).copied())),
            published_at: Set(Some(self.now)),
            created_at: Set(self.now),
        };
        let answer_id = row.insert(self.db).await?.id;
        let texts = answer
            .texts
            .iter()
            .map(|(locale, text)| text::ActiveModel { answer_id: Set(Some(answer_id)), ..self.text(TextPart::Answer, locale, text) });
        insert_all(self.db, texts.collect::<Vec<_>>()).await?;
        let mut questions = vec![id];
        for (m, source_id) in answer.also_answers.iter().enumerate() {
            let other = self.by_source(source_id).await?;
            let other = other
                .ok_or_else(|| SaveError::Record(format!("answers[{n}].also_answers[{m}]"), Problem::UnknownRecord(source_id.clone())))?;
            outbox::enqueue(self.db, outbox::INDEX_QUESTION, other).await?;
            questions.push(other);
        }
        let edges = (1..).zip(questions).map(|(position, question_id)| answer_question::ActiveModel {
            answer_id: Set(answer_id),
            question_id: Set(question_id),
            position: Set(position),
        });
        insert_all(self.db, edges.collect::<Vec<_>>()).await?;
        Ok(answer_id)
    }

    /// A published answer may gain a text in a language it lacked; nothing else of it changes.
    async fn same_answer(&self, known: i64, n: usize, answer: &Answer) -> Result<(), SaveError> {
        let edited = || SaveError::Record(format!("answers[{n}]"), Problem::PublishedAnswer);
        let row = answer::Entity::find_by_id(known).one(self.db).await?.ok_or_else(edited)?;
        if row.kind != answer.kind.code() || row.answered_on != answer.date {
            return Err(edited());
        }
        let texts = text::Entity::find().filter(text::COLUMN.answer_id.eq(known)).all(self.db).await?;
        let texts: HashMap<&str, &text::Model> = texts.iter().map(|text| (text.locale.as_str(), text)).collect();
        if texts.keys().any(|locale| locale.parse().is_ok_and(|locale: Locale| answer.texts.get(locale).is_none())) {
            return Err(edited());
        }
        for (locale, text) in answer.texts.iter() {
            match texts.get(locale.code()) {
                Some(known) if known.body == text.body && known.role == text.role.code() => {}
                Some(_) => return Err(edited()),
                None => {
                    let row = text::ActiveModel { answer_id: Set(Some(known)), ..self.text(TextPart::Answer, locale, text) };
                    row.insert(self.db).await?;
                }
            }
        }
        Ok(())
    }

    async fn by_source(&self, source_id: &str) -> Result<Option<i64>, StoreError> {
        Ok(question::Entity::find().filter(question::COLUMN.source_id.eq(source_id)).one(self.db).await?.map(|row| row.id))
    }

    async fn themes_press_links(&mut self, id: i64, draft: &Draft) -> Result<(), SaveError> {
        let mut themes = BTreeSet::new();
        for names in &draft.themes {
            themes.insert(self.people.theme(self.db, names).await?);
        }
        let themes = themes.into_iter().map(|theme_id| question_theme::ActiveModel { question_id: Set(id), theme_id: Set(theme_id) });
        insert_all(self.db, themes.collect::<Vec<_>>()).await?;
        let press = (1..).zip(&draft.press).map(|(position, press)| press_citation::ActiveModel {
            id: NotSet,
            question_id: Set(id),
            position: Set(position),
            locale: Set(press.lang.map(|locale| locale.code().into())),
            title: Set(press.title.clone()),
            outlet: Set(press.outlet.clone()),
            published_on: Set(press.date),
            url: Set(press.url.clone()),
            sha256: Set(press.sha256.clone()),
        });
        insert_all(self.db, press.collect::<Vec<_>>()).await?;
        let mut links = BTreeMap::new();
        for (n, (kind, source_id)) in draft.links.iter().enumerate() {
            match self.by_source(source_id).await? {
                Some(other) if other != id => {
                    links.insert((kind.code(), other), ());
                }
                _ => return Err(SaveError::Record(format!("links[{n}].to"), Problem::UnknownRecord(source_id.clone()))),
            }
        }
        let links = links.into_keys().map(|(kind, other)| question_link::ActiveModel {
            from_id: Set(id),
            kind: Set(kind.into()),
            to_id: Set(other),
        });
        Ok(insert_all(self.db, links.collect::<Vec<_>>()).await?)
    }

    async fn languages(&self, id: i64, draft: &Draft) -> Result<(), StoreError> {
        let texts =
            [&draft.subject, &draft.text].into_iter().chain(&draft.sub_questions).chain(draft.answers.iter().map(|answer| &answer.texts));
        let locales: BTreeSet<Locale> =
            texts.flat_map(|texts: &PerLocale<Text>| texts.iter().map(|(locale, _)| locale).collect::<Vec<_>>()).collect();
        let rows =
            locales.into_iter().map(|locale| question_language::ActiveModel { question_id: Set(id), locale: Set(locale.code().into()) });
        insert_all(self.db, rows.collect::<Vec<_>>()).await
    }

    async fn events(
        &self,
        id: i64,
        draft: &Draft,
        created: bool,
        new_answers: &[(AnswerKind, Option<NaiveDate>)],
    ) -> Result<(), StoreError> {
        let mut events: Vec<(EventKind, Option<NaiveDate>)> = Vec::new();
        if created {
            events.extend(draft.deposited_on.map(|on| (EventKind::Deposited, Some(on))));
            events.extend(draft.transmitted_on.map(|on| (EventKind::Transmitted, Some(on))));
            events.extend(draft.transfers.iter().map(|transfer| (EventKind::Transferred, transfer.on)));
        }
        events.extend(new_answers.iter().map(|(kind, on)| {
            let kind = match kind {
                AnswerKind::Holding => EventKind::Held,
                AnswerKind::Final => EventKind::Answered,
                AnswerKind::Correction => EventKind::Corrected,
            };
            (kind, *on)
        }));
        if created {
            match draft.status {
                Status::Withdrawn => events.push((EventKind::Withdrawn, draft.ended_on)),
                Status::Lapsed => events.push((EventKind::Lapsed, draft.ended_on)),
                _ => {}
            }
        }
        events.sort_by_key(|(_, on)| *on);
        events.push((if created { EventKind::Imported } else { EventKind::ImportUpdated }, None));
        let rows = events.into_iter().map(|(kind, on)| event::ActiveModel {
            id: NotSet,
            question_id: Set(id),
            kind: Set(kind.code().into()),
            occurred_on: Set(on),
            recorded_at: Set(self.now),
            actor: Set(self.actor.into()),
            reason: Set(None),
            data: Set(json!({ "source_id": draft.source_id })),
        });
        insert_all(self.db, rows.collect::<Vec<_>>()).await
    }
}

/// Inserts rows in one statement; none is no statement.
async fn insert_all<A>(db: &impl ConnectionTrait, rows: Vec<A>) -> Result<(), StoreError>
where
    A: sea_orm::ActiveModelTrait,
{
    if !rows.is_empty() {
        A::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// A new opaque public code: ten characters of an alphabet without look-alikes, fifty random bits.
pub fn new_code() -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bits = uuid::Uuid::new_v4().as_u128();
    let mut code = String::with_capacity(10);
    for _ in 0..10 {
        code.extend(ALPHABET.get((bits & 31) as usize).map(|byte| char::from(*byte)));
        // Version and variant bits of the UUID lie between bits 62 and 80: only the lowest fifty are used.
        bits >>= 5;
    }
    code
}
