//! The rows that hang on questions, loaded together.

use std::collections::{BTreeMap, BTreeSet};

use jawab_domain::Locale;
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, sea_query::ExprTrait as _};

use super::{Link, Named, Names};
use crate::{StoreError, Viewer, entity::*, viewer::answers_visible_to};

/// The rows that hang on some questions, by question.
pub struct Parts {
    pub texts: BTreeMap<i64, Vec<text::Model>>,
    pub sub_questions: BTreeMap<i64, Vec<sub_question::Model>>,
    pub sub_question_texts: BTreeMap<i64, Vec<text::Model>>,
    pub authors: BTreeMap<i64, Vec<author::Model>>,
    pub attributions: BTreeMap<i64, Vec<attribution::Model>>,
    pub answers: BTreeMap<i64, Vec<answer::Model>>,
    pub answer_texts: BTreeMap<i64, Vec<text::Model>>,
    pub answer_questions: BTreeMap<i64, Vec<i64>>,
    pub coverage: BTreeMap<i64, Vec<answer_coverage::Model>>,
    pub press: BTreeMap<i64, Vec<press_citation::Model>>,
    pub links: BTreeMap<i64, Vec<Link>>,
    pub themes: BTreeMap<i64, Vec<Named>>,
    pub events: BTreeMap<i64, Vec<event::Model>>,
    pub languages: BTreeMap<i64, Vec<Locale>>,
    pub genders: BTreeMap<i64, Option<String>>,
    pub members: Names,
    pub groups: Names,
    pub ministries: Names,
}

fn by<T>(rows: Vec<T>, key: impl Fn(&T) -> i64) -> BTreeMap<i64, Vec<T>> {
    let mut map: BTreeMap<i64, Vec<T>> = BTreeMap::new();
    for row in rows {
        map.entry(key(&row)).or_default().push(row);
    }
    map
}

impl Parts {
    /// Loads the rows of these questions.
    pub async fn load(db: &impl ConnectionTrait, viewer: Viewer, ids: &[i64]) -> Result<Self, StoreError> {
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
        let (answers, answer_ids) = Self::answers(db, viewer, ids).await?;
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

    /// The answers of each question, and the identity of every answer among them.
    async fn answers(
        db: &impl ConnectionTrait,
        viewer: Viewer,
        ids: &[i64],
    ) -> Result<(BTreeMap<i64, Vec<answer::Model>>, Vec<i64>), StoreError> {
        let edges = answer_question::Entity::find()
            .filter(answer_question::COLUMN.question_id.is_in(ids.iter().copied()))
            .order_by_asc(answer_question::COLUMN.position)
            .order_by_asc(answer_question::COLUMN.answer_id)
            .all(db)
            .await?;
        if edges.is_empty() {
            return Ok((BTreeMap::new(), Vec::new()));
        }
        let wanted: BTreeSet<i64> = edges.iter().map(|edge| edge.answer_id).collect();
        let seen = answer::Entity::find().filter(answer::COLUMN.id.is_in(wanted)).filter(answers_visible_to(viewer)).all(db).await?;
        let rows: BTreeMap<i64, answer::Model> = seen.into_iter().map(|row| (row.id, row)).collect();
        let mut by_question: BTreeMap<i64, Vec<answer::Model>> = BTreeMap::new();
        for edge in edges {
            if let Some(row) = rows.get(&edge.answer_id) {
                by_question.entry(edge.question_id).or_default().push(row.clone());
            }
        }
        Ok((by_question, rows.into_keys().collect()))
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

    async fn themes(db: &impl ConnectionTrait, ids: &[i64]) -> Result<BTreeMap<i64, Vec<Named>>, StoreError> {
        let edges = question_theme::Entity::find().filter(question_theme::COLUMN.question_id.is_in(ids.iter().copied())).all(db).await?;
        let wanted: BTreeSet<i64> = edges.iter().map(|edge| edge.theme_id).collect();
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        let names = Names::themes(db, Some(&wanted)).await?;
        let mut themes: BTreeMap<i64, Vec<Named>> = BTreeMap::new();
        for edge in edges {
            themes.entry(edge.question_id).or_default().extend(names.on(edge.theme_id, None));
        }
        Ok(themes)
    }
}
