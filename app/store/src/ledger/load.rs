//! Loads the ledger.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::BitOr,
};

use chrono::NaiveDate;
use jawab_domain::{
    Locale,
    preparation::WorkState,
    translation::{Need, TextOwner},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use super::{Author, Entry, Offsets, Page, Part, Question, bit, desk, narrow_id};
use crate::{StoreError, id_list, owed, questions::deleted::stands};

#[derive(FromQueryResult)]
struct QuestionRow {
    id: i64,
    chamber: String,
    kind: String,
    status: String,
    publication: String,
    deposited_on: Option<NaiveDate>,
    transmitted_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
struct PartRow {
    id: i64,
    question_id: i64,
    ministry_id: i64,
    since: Option<NaiveDate>,
    clock_from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    answered: i32,
    state: Option<String>,
    assigned_to: Option<i64>,
}

/// The largest identity of a question.
pub(super) async fn last(db: &impl ConnectionTrait) -> Result<Option<i64>, StoreError> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), "SELECT MAX(id) AS last FROM question")).await?;
    Ok(row.map(|row| row.try_get("", "last")).transpose()?.flatten())
}

/// Loads these questions.
pub(super) async fn some(db: &impl ConnectionTrait, ids: &BTreeSet<i64>) -> Result<Page, StoreError> {
    let ids = id_list(ids);
    load(db, |id| format!("{id} IN ({ids})")).await
}

/// Loads the questions of a range of identities, without the last.
pub(super) async fn range(db: &impl ConnectionTrait, from: i64, to: i64) -> Result<Page, StoreError> {
    load(db, |id| format!("{id} >= {from} AND {id} < {to}")).await
}

/// Loads the questions whose identity is among some.
async fn load(db: &impl ConnectionTrait, among: impl Fn(&str) -> String) -> Result<Page, StoreError> {
    let backend = db.get_database_backend();
    let sql = format!(
        "SELECT id, chamber, kind, status, publication, deposited_on, transmitted_on, answered_on, ended_on, due_on FROM question \
         WHERE {} AND {} ORDER BY id",
        among("id"),
        stands("question")
    );
    let rows = QuestionRow::find_by_statement(Statement::from_string(backend, sql)).all(db).await?;
    let mut parts = parts(db, &among("a.question_id")).await?;
    let of_question = among("question_id");
    let sql = format!("SELECT question_id, member_id, political_group_id FROM author WHERE {of_question} ORDER BY question_id, position");
    let mut authors: BTreeMap<i64, Vec<Author>> = BTreeMap::new();
    for row in db.query_all_raw(Statement::from_string(backend, sql)).await? {
        let group = row.try_get::<Option<i64>>("", "political_group_id")?.map(narrow_id).transpose()?;
        let author = Author { member: narrow_id(row.try_get("", "member_id")?)?, group };
        authors.entry(row.try_get("", "question_id")?).or_default().push(author);
    }
    let sql = format!("SELECT question_id, theme_id FROM question_theme WHERE {of_question} ORDER BY question_id");
    let mut themes: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
    for row in db.query_all_raw(Statement::from_string(backend, sql)).await? {
        themes.entry(row.try_get("", "question_id")?).or_default().push(narrow_id(row.try_get("", "theme_id")?)?);
    }
    let languages = languages(db, &of_question).await?;
    let needs = needs(db, &of_question).await?;
    let mut page = Page::default();
    for row in rows {
        let id = row.id;
        let (languages, needs) = (languages.get(&id).copied().unwrap_or_default(), needs.get(&id).copied().unwrap_or_default());
        let entry = entry(row, languages, needs)?;
        let (parts, authors, themes) =
            (parts.remove(&id).unwrap_or_default(), authors.remove(&id).unwrap_or_default(), themes.remove(&id).unwrap_or_default());
        page.push(Question { entry: &entry, parts: &parts, authors: &authors, themes: &themes });
    }
    Ok(page)
}

fn entry(row: QuestionRow, languages: u8, needs: u16) -> Result<Entry, StoreError> {
    Ok(Entry {
        id: row.id,
        chamber: row.chamber.parse()?,
        kind: row.kind.parse()?,
        status: row.status.parse()?,
        publication: row.publication.parse()?,
        deposited_on: row.deposited_on,
        transmitted_on: row.transmitted_on,
        answered_on: row.answered_on,
        ended_on: row.ended_on,
        due_on: row.due_on,
        languages,
        needs,
        offsets: Offsets::default(),
    })
}

/// Loads the parts of questions, each with the work of its ministry.
async fn parts(db: &impl ConnectionTrait, among: &str) -> Result<BTreeMap<i64, Vec<Part>>, StoreError> {
    let sql = format!(
        "SELECT a.id, a.question_id, a.ministry_id, a.since, a.clock_from, a.until, a.due_on, a.answered_on, w.state, w.assigned_to, \
         CASE WHEN a.until IS NULL AND {} THEN 1 ELSE 0 END AS answered FROM attribution a \
         LEFT JOIN ministry_work w ON w.question_id = a.question_id AND w.ministry_id = a.ministry_id \
         WHERE {among} ORDER BY a.question_id, a.position",
        owed::answered("a")
    );
    let mut parts: BTreeMap<i64, Vec<Part>> = BTreeMap::new();
    for row in PartRow::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await? {
        let part = Part {
            id: narrow_id(row.id)?,
            ministry: narrow_id(row.ministry_id)?,
            since: row.since,
            clock_from: row.clock_from,
            until: row.until,
            due_on: row.due_on,
            answered_on: row.answered_on,
            answered: row.answered != 0,
            assigned_to: row.assigned_to.map(narrow_id).transpose()?,
            state: row.state.map_or(Ok(WorkState::Received), |code| code.parse())?,
        };
        parts.entry(row.question_id).or_default().push(part);
    }
    Ok(parts)
}

async fn languages(db: &impl ConnectionTrait, among: &str) -> Result<BTreeMap<i64, u8>, StoreError> {
    let sql = format!("SELECT question_id, locale FROM question_language WHERE {among}");
    let mut languages = BTreeMap::new();
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await? {
        set(&mut languages, row.try_get("", "question_id")?, bit(row.try_get::<String>("", "locale")?.parse()?));
    }
    Ok(languages)
}

async fn needs(db: &impl ConnectionTrait, among: &str) -> Result<BTreeMap<i64, u16>, StoreError> {
    let sql = format!("SELECT question_id, locale, about, need FROM text_need WHERE {among}");
    let mut needs = BTreeMap::new();
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await? {
        let locale: Locale = row.try_get::<String>("", "locale")?.parse()?;
        let (about, need): (TextOwner, Need) = (row.try_get::<String>("", "about")?.parse()?, row.try_get::<String>("", "need")?.parse()?);
        set(&mut needs, row.try_get("", "question_id")?, desk::bit(locale, about, need));
    }
    Ok(needs)
}

fn set<B: BitOr<Output = B> + Copy + Default>(bits: &mut BTreeMap<i64, B>, id: i64, bit: B) {
    let held = bits.entry(id).or_default();
    *held = *held | bit;
}
