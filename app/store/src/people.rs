//! Ministries, groups and members: their pages, and their share of questions.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, Legislature, PerLocale,
    people::{Gender, Period, Succession},
};
use sea_orm::{ConnectionTrait, EntityTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _, Statement, Value};

use crate::{
    StoreError, Viewer,
    entity::{member, ministry_succession, seat},
    read::{Named, Names, per_locale},
};

/// A person's or body's share of questions, as its page defines it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromQueryResult)]
pub struct Share {
    id: i64,
    /// The questions asked by them, or ever referred to them.
    pub questions: i64,
    /// Those among them that are answered (for a ministry: by it).
    pub answered: i64,
    /// Those among them whose due date has passed without an answer (for a ministry: its own due date, while it still
    /// has the question).
    pub overdue: i64,
}

/// The ministries a ministry came from and became: how, predecessor, successor, and the day.
///
/// # Errors
/// When the database cannot be read.
pub async fn successions(db: &impl ConnectionTrait, id: i64) -> Result<Vec<(Succession, i64, i64, Option<NaiveDate>)>, StoreError> {
    let rows = ministry_succession::Entity::find()
        .filter(
            sea_orm::Condition::any()
                .add(ministry_succession::COLUMN.predecessor_id.eq(id))
                .add(ministry_succession::COLUMN.successor_id.eq(id)),
        )
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok((row.kind.parse()?, row.predecessor_id, row.successor_id, row.on_day))).collect()
}

/// A seat as a member's page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatRecord {
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature, if known.
    pub legislature: Option<Legislature>,
    /// The group, if known.
    pub group: Option<Named>,
    /// The constituency, if known.
    pub district: PerLocale<String>,
    /// When it was held.
    pub period: Period,
}

/// A member's seats and gender.
///
/// # Errors
/// When the database cannot be read.
pub async fn seats(db: &impl ConnectionTrait, id: i64) -> Result<(Option<Gender>, Vec<SeatRecord>), StoreError> {
    let gender = member::Entity::find_by_id(id).one(db).await?.and_then(|row| row.gender).map(|code| code.parse()).transpose()?;
    let rows = seat::Entity::find().filter(seat::COLUMN.member_id.eq(id)).order_by_asc(seat::COLUMN.id).all(db).await?;
    let ids = rows.iter().filter_map(|row| row.political_group_id).collect();
    let groups = Names::groups(db, Some(&ids)).await?;
    let seats = rows
        .into_iter()
        .map(|row| {
            Ok(SeatRecord {
                chamber: row.chamber.parse()?,
                legislature: row.legislature.map(TryInto::try_into).transpose()?,
                group: row.political_group_id.and_then(|id| groups.on(id, None)),
                district: per_locale(row.district)?,
                period: Period { from: row.held_from, to: row.held_to },
            })
        })
        .collect::<Result<_, StoreError>>()?;
    Ok((gender, seats))
}

/// The Chamber and group of each member's latest seat.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest_seats(db: &impl ConnectionTrait) -> Result<BTreeMap<i64, (Chamber, Option<i64>)>, StoreError> {
    let rows = seat::Entity::find().order_by_asc(seat::COLUMN.legislature).order_by_asc(seat::COLUMN.id).all(db).await?;
    rows.into_iter().map(|row| Ok((row.member_id, (row.chamber.parse()?, row.political_group_id)))).collect()
}

/// What a viewer counts, in SQL: shares are the public's, whoever looks at them, or the program's own.
const fn visible(viewer: Viewer) -> &'static str {
    match viewer {
        Viewer::Public | Viewer::Clerk(_) | Viewer::Agent(_) => "q.publication = 'published'",
        Viewer::Operator => "TRUE",
    }
}

/// Each ministry's share, by identity; of one ministry only, if given.
///
/// # Errors
/// When the database cannot be read.
pub async fn ministry_shares(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    only: Option<i64>,
    today: NaiveDate,
) -> Result<BTreeMap<i64, Share>, StoreError> {
    let sql = format!(
        "SELECT a.ministry_id AS id, COUNT(DISTINCT q.id) AS questions, \
         COUNT(DISTINCT CASE WHEN q.status = 'answered' AND a.until IS NULL OR a.answered_on IS NOT NULL THEN q.id END) AS answered, \
         COUNT(DISTINCT CASE WHEN q.status = 'transmitted' AND a.until IS NULL AND a.answered_on IS NULL AND a.due_on < $1 THEN q.id END) AS overdue \
         FROM attribution a JOIN question q ON q.id = a.question_id WHERE {} {} GROUP BY a.ministry_id",
        visible(viewer),
        only.map_or("", |_| "AND a.ministry_id = $2"),
    );
    shares(db, &sql, only, today).await
}

/// Each member's share, by identity; of one member only, if given.
///
/// # Errors
/// When the database cannot be read.
pub async fn member_shares(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    only: Option<i64>,
    today: NaiveDate,
) -> Result<BTreeMap<i64, Share>, StoreError> {
    let sql = format!(
        "SELECT a.member_id AS id, COUNT(*) AS questions, \
         COUNT(CASE WHEN q.status = 'answered' THEN 1 END) AS answered, \
         COUNT(CASE WHEN q.status = 'transmitted' AND q.due_on < $1 THEN 1 END) AS overdue \
         FROM author a JOIN question q ON q.id = a.question_id WHERE {} {} GROUP BY a.member_id",
        visible(viewer),
        only.map_or("", |_| "AND a.member_id = $2"),
    );
    shares(db, &sql, only, today).await
}

async fn shares(db: &impl ConnectionTrait, sql: &str, only: Option<i64>, today: NaiveDate) -> Result<BTreeMap<i64, Share>, StoreError> {
    let values: Vec<Value> = std::iter::once(today.into()).chain(only.map(Into::into)).collect();
    let rows = Share::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    Ok(rows.into_iter().map(|share| (share.id, share)).collect())
}
