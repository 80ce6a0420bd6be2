//! The seats of members over time.

use chrono::NaiveDate;
use jawab_domain::{Status, people::Period};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::NotSet, ColumnTrait as _, Condition, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _,
};

use crate::{
    Connection, StoreError,
    entity::{author, question, seat},
    rows,
};

/// All seats.
pub async fn all(db: &impl Connection) -> Result<Vec<rows::Seat>, StoreError> {
    Ok(seat::Entity::find().all(db).await?)
}

/// The seats of members.
pub async fn of_members(db: &impl Connection, members: &[i64]) -> Result<Vec<rows::Seat>, StoreError> {
    let theirs = seat::Entity::find().filter(seat::COLUMN.member_id.is_in(members.iter().copied()));
    Ok(theirs.order_by_asc(seat::COLUMN.id).all(db).await?)
}

/// Loads a seat.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Seat>, StoreError> {
    Ok(seat::Entity::find_by_id(id).one(db).await?)
}

/// Adds a seat and returns its new identity; the one in the row is ignored.
pub async fn insert(db: &impl Connection, row: rows::Seat) -> Result<i64, StoreError> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(db).await?.id)
}

/// Updates a seat.
pub async fn update(db: &impl Connection, row: rows::Seat) -> Result<(), StoreError> {
    row.into_active_model().reset_all().update_without_returning(db).await?;
    Ok(())
}

/// Deletes a seat.
pub async fn delete(db: &impl Connection, id: i64) -> Result<(), StoreError> {
    seat::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// The days of deposit of the questions that the member of a seat asked in its Chamber within `days`. Where neither these nor the day of a
/// question's deposit say so, its legislature does. Drafts are not asked yet.
pub async fn days_of_questions(db: &impl Connection, seat: &rows::Seat, days: Period) -> Result<Vec<Option<NaiveDate>>, StoreError> {
    let theirs =
        author::Entity::find().select_only().column(author::Column::QuestionId).filter(author::COLUMN.member_id.eq(seat.member_id));
    let after = days.from.map(|from| question::COLUMN.deposited_on.gte(from));
    let within = Condition::all().add_option(after).add_option(days.to.map(|to| question::COLUMN.deposited_on.lte(to)));
    let of_legislature = seat.legislature.map(|ordinal| question::COLUMN.legislature.eq(ordinal));
    let time = match (days == Period::default(), of_legislature) {
        (true, of_legislature) => Condition::all().add_option(of_legislature),
        (false, None) => within,
        (false, Some(same)) => {
            let undated = Condition::all().add(question::Column::DepositedOn.is_null()).add(same);
            Condition::any().add(within).add(undated)
        }
    };
    let asked = question::Entity::find()
        .select_only()
        .column(question::Column::DepositedOn)
        .filter(question::Column::Id.in_subquery(theirs.into_query()))
        .filter(question::COLUMN.chamber.eq(seat.chamber.as_str()))
        .filter(question::COLUMN.status.ne(Status::Draft.code()))
        .filter(time);
    Ok(asked.into_tuple().all(db).await?)
}
