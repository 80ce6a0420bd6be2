//! Brings the rows of questions together: a fixed number of queries, however many questions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jawab_domain::{Locale, PerLocale, Reference, text::LocalizedText, text::Review};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, sea_query::ExprTrait as _};

use super::{Answer, Attribution, Author, Event, Link, Named, Names, PressCitation, QuestionRecord, SubQuestion, per_locale};
use crate::{StoreError, Viewer, entity::*, visible_to};

/// The question of a reference, or of a reference it once had.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(db: &impl ConnectionTrait, viewer: Viewer, reference: Reference) -> Result<Option<i64>, StoreError> {
    let (legislature, number) = (i32::from(reference.legislature), i32::from(reference.number));
    let current = question::Entity::find()
        .filter(question::COLUMN.chamber.eq(reference.chamber.code()))
        .filter(question::COLUMN.legislature.eq(legislature))
        .filter(question::COLUMN.number.eq(number))
        .filter(visible_to(viewer))
        .one(db)
        .await?;
    if let Some(row) = current {
        return Ok(Some(row.id));
    }
    let Some(alias) = reference_alias::Entity::find_by_id((reference.chamber.code().to_owned(), legislature, number)).one(db).await? else {
        return Ok(None);
    };
    let row = question::Entity::find_by_id(alias.question_id).filter(visible_to(viewer)).one(db).await?;
    Ok(row.map(|row| row.id))
}

/// The question of an opaque public code.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_code(db: &impl ConnectionTrait, viewer: Viewer, code: &str) -> Result<Option<i64>, StoreError> {
    let row = question::Entity::find().filter(question::COLUMN.code.eq(code)).filter(visible_to(viewer)).one(db).await?;
    Ok(row.map(|row| row.id))
}

/// One question.
///
/// # Errors
/// When the database cannot be read.
pub async fn one(db: &impl ConnectionTrait, viewer: Viewer, id: i64) -> Result<Option<QuestionRecord>, StoreError> {
    Ok(load(db, viewer, &[id]).await?.pop())
}

/// The questions of these identities that the viewer may see, in the order given.
///
/// # Errors
/// When the database cannot be read, or holds what cannot be understood.
pub async fn load(db: &impl ConnectionTrait, viewer: Viewer, ids: &[i64]) -> Result<Vec<QuestionRecord>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = question::Entity::find().filter(question::COLUMN.id.is_in(ids.iter().copied())).filter(visible_to(viewer)).all(db).await?;
    let ids_seen: Vec<i64> = rows.iter().map(|row| row.id).collect();
    if ids_seen.is_empty() {
        return Ok(Vec::new());
    }
    let mut parts = Parts::load(db, viewer, &ids_seen).await?;
    let mut records = HashMap::new();
    for row in rows {
        records.insert(row.id, parts.record(row)?);
    }
    Ok(ids.iter().filter_map(|id| records.remove(id)).collect())
}

/// The rows that hang on some questions, by question.
struct Parts {
    texts: BTreeMap<i64, Vec<text::Model>>,
    sub_questions: BTreeMap<i64, Vec<sub_question::Model>>,
    sub_question_texts: BTreeMap<i64, Vec<text::Model>>,
    authors: BTreeMap<i64, Vec<author::Model>>,
    attributions: BTreeMap<i64, Vec<attribution::Model>>,
    answers: BTreeMap<i64, Vec<answer::Model>>,
    answer_texts: BTreeMap<i64, Vec<text::Model>>,
    answer_questions: BTreeMap<i64, Vec<i64>>,
    coverage: BTreeMap<i64, Vec<answer_coverage::Model>>,
    press: BTreeMap<i64, Vec<press_citation::Model>>,
    links: BTreeMap<i64, Vec<Link>>,
    themes: BTreeMap<i64, Vec<PerLocale<String>>>,
    events: BTreeMap<i64, Vec<event::Model>>,
    languages: BTreeMap<i64, Vec<Locale>>,
    genders: BTreeMap<i64, Option<String>>,
    members: Names,
    groups: Names,
    ministries: Names,
}

fn by<T>(rows: Vec<T>, key: impl Fn(&T) -> i64) -> BTreeMap<i64, Vec<T>> {
    let mut map: BTreeMap<i64, Vec<T>> = BTreeMap::new();
    for row in rows {
        map.entry(key(&row)).or_default().push(row);
    }
    map
}

impl Parts {
    async fn load(db: &impl ConnectionTrait, viewer: Viewer, ids: &[i64]) -> Result<Self, StoreError> {
        let of = || ids.iter().copied();
        let texts = text::Entity::find().filter(text::COLUMN.question_id.is_in(of())).all(db).await?;
        let sub_questions = sub_question::Entity::find()
            .filter(sub_question::COLUMN.question_id.is_in(of()))
            .order_by_asc(sub_question::COLUMN.position)
            .all(db)
            .await?;
        let subs: Vec<i64> = sub_questions.iter().map(|row| row.id).collect();
        let sub_question_texts = if subs.is_empty() {
            Vec::new()
        } else {
            text::Entity::find().filter(text::COLUMN.sub_question_id.is_in(subs)).all(db).await?
        };
        let authors =
            author::Entity::find().filter(author::COLUMN.question_id.is_in(of())).order_by_asc(author::COLUMN.position).all(db).await?;
        let attributions = attribution::Entity::find()
            .filter(attribution::COLUMN.question_id.is_in(of()))
            .order_by_asc(attribution::COLUMN.position)
            .all(db)
            .await?;
        let (answers, answer_rows) = Self::answers(db, viewer, ids).await?;
        let answer_ids: Vec<i64> = answer_rows.keys().copied().collect();
        let (mut answer_texts, mut coverage, mut answer_questions) = (Vec::new(), Vec::new(), BTreeMap::new());
        if !answer_ids.is_empty() {
            answer_texts = text::Entity::find().filter(text::COLUMN.answer_id.is_in(answer_ids.iter().copied())).all(db).await?;
            coverage =
                answer_coverage::Entity::find().filter(answer_coverage::COLUMN.answer_id.is_in(answer_ids.iter().copied())).all(db).await?;
            let all = answer_question::Entity::find().filter(answer_question::COLUMN.answer_id.is_in(answer_ids)).all(db).await?;
            answer_questions =
                by(all, |row| row.answer_id).into_iter().map(|(id, rows)| (id, rows.iter().map(|r| r.question_id).collect())).collect();
        }
        let press = press_citation::Entity::find()
            .filter(press_citation::COLUMN.question_id.is_in(of()))
            .order_by_asc(press_citation::COLUMN.position)
            .all(db)
            .await?;
        let events = event::Entity::find().filter(event::COLUMN.question_id.is_in(of())).order_by_asc(event::COLUMN.id).all(db).await?;
        let mut languages: BTreeMap<i64, Vec<Locale>> = BTreeMap::new();
        for row in question_language::Entity::find().filter(question_language::COLUMN.question_id.is_in(of())).all(db).await? {
            languages.entry(row.question_id).or_default().push(row.locale.parse()?);
        }
        languages.values_mut().for_each(|locales| locales.sort());
        let member_ids: BTreeSet<i64> = authors.iter().map(|row| row.member_id).collect();
        let group_ids: BTreeSet<i64> = authors.iter().filter_map(|row| row.political_group_id).collect();
        let ministry_ids: BTreeSet<i64> = attributions
            .iter()
            .map(|row| row.ministry_id)
            .chain(answers.values().flatten().filter_map(|row: &answer::Model| row.ministry_id))
            .collect();
        let genders = if member_ids.is_empty() {
            Vec::new()
        } else {
            member::Entity::find().filter(member::COLUMN.id.is_in(member_ids.iter().copied())).all(db).await?
        };
        Ok(Self {
            texts: by(texts, |row| row.question_id.unwrap_or_default()),
            sub_questions: by(sub_questions, |row| row.question_id),
            sub_question_texts: by(sub_question_texts, |row| row.sub_question_id.unwrap_or_default()),
            authors: by(authors, |row| row.question_id),
            attributions: by(attributions, |row| row.question_id),
            answers,
            answer_texts: by(answer_texts, |row| row.answer_id.unwrap_or_default()),
            answer_questions,
            coverage: by(coverage, |row| row.answer_id),
            press: by(press, |row| row.question_id),
            links: Self::links(db, ids).await?,
            themes: Self::themes(db, ids).await?,
            events: by(events, |row| row.question_id),
            languages,
            genders: genders.into_iter().map(|row| (row.id, row.gender)).collect(),
            members: if member_ids.is_empty() { Names::default() } else { Names::members(db, Some(&member_ids)).await? },
            groups: if group_ids.is_empty() { Names::default() } else { Names::groups(db, Some(&group_ids)).await? },
            ministries: if ministry_ids.is_empty() { Names::default() } else { Names::ministries(db, Some(&ministry_ids)).await? },
        })
    }

    /// The answers of each question, and every answer among them by identity.
    async fn answers(
        db: &impl ConnectionTrait,
        viewer: Viewer,
        ids: &[i64],
    ) -> Result<(BTreeMap<i64, Vec<answer::Model>>, BTreeMap<i64, ()>), StoreError> {
        let edges = answer_question::Entity::find()
            .filter(answer_question::COLUMN.question_id.is_in(ids.iter().copied()))
            .order_by_asc(answer_question::COLUMN.position)
            .all(db)
            .await?;
        if edges.is_empty() {
            return Ok((BTreeMap::new(), BTreeMap::new()));
        }
        let wanted: BTreeSet<i64> = edges.iter().map(|edge| edge.answer_id).collect();
        let mut query = answer::Entity::find().filter(answer::COLUMN.id.is_in(wanted));
        if viewer == Viewer::Public {
            query = query.filter(answer::Column::PublishedAt.is_not_null());
        }
        let rows: BTreeMap<i64, answer::Model> = query.all(db).await?.into_iter().map(|row| (row.id, row)).collect();
        let mut by_question: BTreeMap<i64, Vec<answer::Model>> = BTreeMap::new();
        for edge in edges {
            if let Some(row) = rows.get(&edge.answer_id) {
                by_question.entry(edge.question_id).or_default().push(row.clone());
            }
        }
        Ok((by_question, rows.into_keys().map(|id| (id, ())).collect()))
    }

    async fn links(db: &impl ConnectionTrait, ids: &[i64]) -> Result<BTreeMap<i64, Vec<Link>>, StoreError> {
        let rows = question_link::Entity::find()
            .filter(question_link::COLUMN.from_id.is_in(ids.iter().copied()).or(question_link::COLUMN.to_id.is_in(ids.iter().copied())))
            .all(db)
            .await?;
        let mut links: BTreeMap<i64, Vec<Link>> = BTreeMap::new();
        for row in rows {
            let kind = row.kind.parse()?;
            links.entry(row.from_id).or_default().push(Link { kind, outgoing: true, question: row.to_id });
            links.entry(row.to_id).or_default().push(Link { kind, outgoing: false, question: row.from_id });
        }
        Ok(links)
    }

    async fn themes(db: &impl ConnectionTrait, ids: &[i64]) -> Result<BTreeMap<i64, Vec<PerLocale<String>>>, StoreError> {
        let edges = question_theme::Entity::find().filter(question_theme::COLUMN.question_id.is_in(ids.iter().copied())).all(db).await?;
        let wanted: BTreeSet<i64> = edges.iter().map(|edge| edge.theme_id).collect();
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        let rows = theme::Entity::find().filter(theme::COLUMN.id.is_in(wanted)).all(db).await?;
        let names = rows.into_iter().map(|row| Ok((row.id, per_locale(row.name)?))).collect::<Result<BTreeMap<_, _>, StoreError>>()?;
        let mut themes: BTreeMap<i64, Vec<PerLocale<String>>> = BTreeMap::new();
        for edge in edges {
            themes.entry(edge.question_id).or_default().extend(names.get(&edge.theme_id).cloned());
        }
        Ok(themes)
    }

    fn record(&mut self, row: question::Model) -> Result<QuestionRecord, StoreError> {
        let id = row.id;
        let day = row.transmitted_on.or(row.deposited_on).or(row.answered_on);
        let (mut subject, mut own_text) = (PerLocale::default(), PerLocale::default());
        for text in self.texts.remove(&id).unwrap_or_default() {
            let place = if text.part == "subject" { &mut subject } else { &mut own_text };
            let text = localized(text)?;
            place.set(text.locale, text);
        }
        Ok(QuestionRecord {
            id,
            code: row.code,
            version: row.version,
            kind: row.kind.parse()?,
            chamber: row.chamber.parse()?,
            legislature: row.legislature.map(TryInto::try_into).transpose()?,
            number: row.number.map(TryInto::try_into).transpose()?,
            status: row.status.parse()?,
            publication: row.publication.parse()?,
            deposited_on: row.deposited_on,
            transmitted_on: row.transmitted_on,
            answered_on: row.answered_on,
            ended_on: row.ended_on,
            due_on: row.due_on,
            rule: row.deadline_rule_id,
            source_id: row.source_id,
            subject,
            text: own_text,
            sub_questions: self.sub_questions(id)?,
            authors: self.authors(id)?,
            attributions: self.attributions(id, day),
            answers: self.answers_of(id, day)?,
            press: self.press.remove(&id).unwrap_or_default().into_iter().map(citation).collect::<Result<_, _>>()?,
            links: self.links.remove(&id).unwrap_or_default(),
            themes: self.themes.remove(&id).unwrap_or_default(),
            events: self.events.remove(&id).unwrap_or_default().into_iter().map(happened).collect::<Result<_, _>>()?,
            languages: self.languages.remove(&id).unwrap_or_default(),
        })
    }

    fn sub_questions(&mut self, id: i64) -> Result<Vec<SubQuestion>, StoreError> {
        let rows = self.sub_questions.remove(&id).unwrap_or_default();
        rows.into_iter()
            .map(|row| Ok(SubQuestion { id: row.id, position: row.position, texts: texts(self.sub_question_texts.remove(&row.id))? }))
            .collect()
    }

    fn authors(&mut self, id: i64) -> Result<Vec<Author>, StoreError> {
        let mut authors = Vec::new();
        for row in self.authors.remove(&id).unwrap_or_default() {
            let Some(member) = self.members.on(row.member_id, None) else { continue };
            let gender = self.genders.get(&row.member_id).cloned().flatten().map(|code| code.parse()).transpose()?;
            authors.push(Author { member, gender, group: row.political_group_id.and_then(|group| self.groups.on(group, None)) });
        }
        Ok(authors)
    }

    fn attributions(&mut self, id: i64, day: Option<chrono::NaiveDate>) -> Vec<Attribution> {
        let rows = self.attributions.remove(&id).unwrap_or_default();
        rows.into_iter()
            .filter_map(|row| {
                Some(Attribution {
                    ministry: self.ministry(row.ministry_id, row.since.or(day))?,
                    since: row.since,
                    clock_from: row.clock_from,
                    until: row.until,
                    due_on: row.due_on,
                    answered_on: row.answered_on,
                    reason: row.reason,
                })
            })
            .collect()
    }

    fn ministry(&self, id: i64, day: Option<chrono::NaiveDate>) -> Option<Named> {
        self.ministries.on(id, day)
    }

    fn answers_of(&self, id: i64, day: Option<chrono::NaiveDate>) -> Result<Vec<Answer>, StoreError> {
        let rows = self.answers.get(&id).map_or(&[][..], Vec::as_slice);
        rows.iter()
            .map(|row| {
                let coverage = self.coverage.get(&row.id).map_or(&[][..], Vec::as_slice);
                Ok(Answer {
                    id: row.id,
                    code: row.code.clone(),
                    kind: row.kind.parse()?,
                    ministry: row.ministry_id.and_then(|ministry| self.ministry(ministry, row.answered_on.or(day))),
                    minister: per_locale(row.minister.clone())?,
                    answered_on: row.answered_on,
                    corrects: row.corrects_id,
                    published: row.published_at.is_some(),
                    texts: texts(self.answer_texts.get(&row.id).cloned())?,
                    coverage: coverage.iter().map(|c| Ok((c.sub_question_id, c.coverage.parse()?))).collect::<Result<_, StoreError>>()?,
                    questions: self.answer_questions.get(&row.id).cloned().unwrap_or_default(),
                })
            })
            .collect()
    }
}

fn texts(rows: Option<Vec<text::Model>>) -> Result<PerLocale<LocalizedText>, StoreError> {
    rows.unwrap_or_default().into_iter().map(|row| localized(row).map(|text| (text.locale, text))).collect()
}

fn localized(row: text::Model) -> Result<LocalizedText, StoreError> {
    Ok(LocalizedText {
        locale: row.locale.parse()?,
        role: row.role.parse()?,
        body: row.body,
        provenance: serde_json::from_value(row.provenance)?,
        entered_by: row.entered_by,
        review: row.reviewed_by.zip(row.reviewed_on).map(|(by, on)| Review { by, on }),
    })
}

fn citation(row: press_citation::Model) -> Result<PressCitation, StoreError> {
    Ok(PressCitation {
        locale: row.locale.map(|code| code.parse()).transpose()?,
        title: row.title,
        outlet: row.outlet,
        published_on: row.published_on,
        url: row.url,
        sha256: row.sha256,
    })
}

fn happened(row: event::Model) -> Result<Event, StoreError> {
    Ok(Event { kind: row.kind.parse()?, on: row.occurred_on, actor: row.actor, reason: row.reason })
}
