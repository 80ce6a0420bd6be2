//! Ministries, groups and members: the content of their pages, and their questions.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, Legislature, PerLocale,
    people::{Gender, Period, Succession},
};
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::{
    StoreError,
    entity::{member, ministry_succession, seat},
    read::{Named, Names, per_locale},
};

/// The questions of a person or a body, as counted on its page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QuestionCounts {
    /// The questions that they asked, or that were ever referred to them.
    pub questions: i64,
    /// The answered ones among them (for a ministry: answered by it).
    pub answered: i64,
    /// The overdue ones among them (for a ministry: by its own due date, while it has the question).
    pub overdue: i64,
}

/// The successions of a ministry: how, predecessor, successor, and the day.
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

/// A seat on the page of a member.
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
    /// The period of the seat.
    pub period: Period,
}

/// The gender and the seats of a member.
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

/// The Chamber and group of each member's latest seat. A seat without a group hides no other of the same Chamber and legislature.
pub async fn latest_seats(db: &impl ConnectionTrait) -> Result<BTreeMap<i64, (Chamber, Option<i64>)>, StoreError> {
    let rows = seat::Entity::find().order_by_asc(seat::COLUMN.legislature).order_by_asc(seat::COLUMN.id).all(db).await?;
    let mut latest: BTreeMap<i64, crate::rows::Seat> = BTreeMap::new();
    for row in rows {
        let hides_a_group = |known: &crate::rows::Seat| {
            row.political_group_id.is_none() && (&known.chamber, known.legislature) == (&row.chamber, row.legislature)
        };
        if !latest.get(&row.member_id).is_some_and(hides_a_group) {
            latest.insert(row.member_id, row);
        }
    }
    latest.into_iter().map(|(member, row)| Ok((member, (row.chamber.parse()?, row.political_group_id)))).collect()
}
