//! Official numbers: the series of each Chamber and legislature, numbers outside the series, and former references of questions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jawab_domain::{Chamber, QuestionNumber};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QuerySelect as _, Statement,
    sea_query::OnConflict,
};

use crate::{
    Connection, StoreError,
    entity::{numbering, question, reference_alias},
    rows,
    sql::execute,
};

/// A query of the largest numbers of a Chamber `$1` and a legislature `$2`, of questions and of former references, other than
/// those of one question. Drafts have no official number, and numbers outside the series do not count.
fn largest_known(except: i64) -> String {
    let most = QuestionNumber::MAX_IN_SERIES;
    format!(
        "SELECT (SELECT q.number FROM question q WHERE q.chamber = $1 AND q.legislature = $2 \
         AND q.number <= {most} AND q.id <> {except} AND q.status <> 'draft' AND NOT EXISTS (SELECT 1 FROM excluded_number a \
         WHERE a.chamber = q.chamber AND a.legislature = q.legislature AND a.number = q.number) ORDER BY q.number DESC LIMIT 1) \
         UNION ALL SELECT (SELECT r.number FROM reference_alias r WHERE r.chamber = $1 AND r.legislature = $2 \
         AND r.number <= {most} AND r.question_id <> {except} AND NOT EXISTS (SELECT 1 FROM excluded_number a \
         WHERE a.chamber = r.chamber AND a.legislature = r.legislature AND a.number = r.number) ORDER BY r.number DESC LIMIT 1)"
    )
}

/// The last number of a row of `numbering`. A series at the end of all numbers goes on from the largest known one instead.
fn reached() -> String {
    format!("SELECT CASE WHEN numbering.last_number >= {} THEN 0 ELSE numbering.last_number END AS n", QuestionNumber::MAX)
}

/// A number in its series: the code of the Chamber, the legislature, the number.
pub type SeriesNumber = (String, i32, i32);

/// The question that has each of these numbers or, if none has it, had it.
pub async fn holders(db: &impl Connection, numbers: &[SeriesNumber]) -> Result<HashMap<SeriesNumber, i64>, StoreError> {
    let mut series: BTreeMap<(&str, i32), BTreeSet<i32>> = BTreeMap::new();
    for (chamber, legislature, number) in numbers {
        series.entry((chamber.as_str(), *legislature)).or_default().insert(*number);
    }
    let mut holders = HashMap::new();
    for ((chamber, legislature), numbers) in series {
        let had = reference_alias::Entity::find()
            .filter(reference_alias::COLUMN.chamber.eq(chamber))
            .filter(reference_alias::COLUMN.legislature.eq(legislature))
            .filter(reference_alias::COLUMN.number.is_in(numbers.iter().copied()))
            .all(db)
            .await?;
        holders.extend(had.into_iter().map(|row| ((row.chamber, row.legislature, row.number), row.question_id)));
        let has: Vec<(i64, Option<i32>)> = question::Entity::find()
            .select_only()
            .columns([question::Column::Id, question::Column::Number])
            .filter(question::COLUMN.chamber.eq(chamber))
            .filter(question::COLUMN.legislature.eq(legislature))
            .filter(question::COLUMN.number.is_in(numbers.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        holders.extend(has.into_iter().filter_map(|(id, number)| Some(((chamber.to_owned(), legislature, number?), id))));
    }
    Ok(holders)
}

/// Whether a question other than `own` has or had a number.
pub async fn is_taken(db: &impl Connection, own: Option<i64>, chamber: Chamber, legislature: i32, number: i32) -> Result<bool, StoreError> {
    let holders = holders(db, &[(chamber.code().to_owned(), legislature, number)]).await?;
    Ok(holders.values().any(|id| Some(*id) != own))
}

/// Keeps the former reference of a question as an alias after a change: the code of the Chamber, the legislature, the number.
pub async fn add_alias(db: &impl Connection, before: &rows::Question, after: (&str, Option<i32>, Option<i32>)) -> Result<(), StoreError> {
    let (Some(legislature), Some(number)) = (before.legislature, before.number) else { return Ok(()) };
    if (before.chamber.as_str(), before.legislature, before.number) == after {
        return Ok(());
    }
    let alias = rows::ReferenceAlias { chamber: before.chamber.clone(), legislature, number, question_id: before.id };
    let reference = [reference_alias::Column::Chamber, reference_alias::Column::Legislature, reference_alias::Column::Number];
    let on_conflict = OnConflict::columns(reference).update_column(reference_alias::Column::QuestionId).to_owned();
    let alias = alias.into_active_model().reset_all();
    reference_alias::Entity::insert(alias).on_conflict(on_conflict).exec_without_returning(db).await?;
    Ok(())
}

/// The last known number of a series.
pub async fn last(db: &impl Connection, chamber: Chamber, legislature: i32) -> Result<Option<i32>, StoreError> {
    let sql = format!(
        "SELECT MAX(n) AS n FROM ({} FROM numbering WHERE chamber = $1 AND legislature = $2 UNION ALL {}) AS known",
        reached(),
        largest_known(0)
    );
    Ok(largest(db, sql, chamber, legislature).await?.filter(|last| *last > 0))
}

/// The largest known number of a series other than those that one question has or had; 0 if there is none.
pub async fn largest_except(db: &impl Connection, chamber: Chamber, legislature: i32, except: i64) -> Result<i32, StoreError> {
    let sql = format!("SELECT MAX(n) AS n FROM (SELECT 0 AS n UNION ALL {}) AS known", largest_known(except));
    Ok(largest(db, sql, chamber, legislature).await?.unwrap_or_default())
}

async fn largest(db: &impl Connection, sql: String, chamber: Chamber, legislature: i32) -> Result<Option<i32>, StoreError> {
    let values = [chamber.code().into(), legislature.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(row.map(|row| row.try_get::<Option<i32>>("", "n")).transpose()?.flatten())
}

/// Takes the next free number of a series, which continues from the largest known one. The series is locked until the transaction ends, so
/// that no number is left out or given twice.
pub async fn allocate_next(db: &impl Connection, chamber: Chamber, legislature: i32) -> Result<i32, StoreError> {
    loop {
        advance_to(db, chamber, legislature, 0).await?;
        let sql = "UPDATE numbering SET last_number = last_number + 1 WHERE chamber = $1 AND legislature = $2 RETURNING last_number";
        let values = [chamber.code().into(), legislature.into()];
        let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
        let row = row.ok_or_else(|| StoreError::Unreadable(format!("numbering of {chamber}/{legislature}")))?;
        let number = row.try_get("", "last_number")?;
        if !is_taken(db, None, chamber, legislature, number).await? {
            return Ok(number);
        }
    }
}

/// Locks a series until the transaction ends. What is read of it comes in a later statement: on PostgreSQL the subqueries of a statement
/// that waits for a lock still see what was there before the wait.
async fn lock(db: &impl Connection, chamber: Chamber, legislature: i32) -> Result<(), StoreError> {
    let new = numbering::ActiveModel { chamber: Set(chamber.code().into()), legislature: Set(legislature), last_number: Set(0) };
    let there = OnConflict::columns([numbering::Column::Chamber, numbering::Column::Legislature]).do_nothing().to_owned();
    numbering::Entity::insert(new).on_conflict(there).exec_without_returning(db).await?;
    let sql = "UPDATE numbering SET last_number = last_number WHERE chamber = $1 AND legislature = $2";
    execute(db, sql, [chamber.code().into(), legislature.into()]).await?;
    Ok(())
}

/// Advances a series to a number that was given by hand, or at least to the largest known one. A number above
/// [`QuestionNumber::MAX_IN_SERIES`] does not advance it.
pub async fn advance_to(db: &impl Connection, chamber: Chamber, legislature: i32, number: i32) -> Result<(), StoreError> {
    lock(db, chamber, legislature).await?;
    let sql = format!(
        "UPDATE numbering SET last_number = (SELECT MAX(n) FROM ({} UNION ALL SELECT CAST($3 AS INTEGER) UNION ALL {}) AS known) \
         WHERE chamber = $1 AND legislature = $2",
        reached(),
        largest_known(0)
    );
    let number = if number > QuestionNumber::MAX_IN_SERIES { 0 } else { number };
    execute(db, &sql, [chamber.code().into(), legislature.into(), number.into()]).await?;
    Ok(())
}

/// Brings a series back to the largest known number, once the number of a question that moved it by mistake was corrected to `number`. The
/// former numbers of the question above that are outside the series from then on.
pub async fn bring_back(
    db: &impl Connection,
    chamber: Chamber,
    legislature: i32,
    (question, number): (i64, i32),
) -> Result<(), StoreError> {
    lock(db, chamber, legislature).await?;
    let to = largest_except(db, chamber, legislature, question).await?.max(number);
    let sql = "INSERT INTO excluded_number (chamber, legislature, number) SELECT r.chamber, r.legislature, r.number FROM reference_alias r \
               WHERE r.chamber = $1 AND r.legislature = $2 AND r.question_id = $3 AND r.number > $4 ON CONFLICT DO NOTHING";
    execute(db, sql, [chamber.code().into(), legislature.into(), question.into(), to.into()]).await?;
    let sql = format!(
        "UPDATE numbering SET last_number = (SELECT MAX(n) FROM (SELECT 0 AS n UNION ALL {}) AS known) WHERE chamber = $1 AND legislature = $2",
        largest_known(0)
    );
    execute(db, &sql, [chamber.code().into(), legislature.into()]).await?;
    Ok(())
}

/// Marks a number as outside the series.
pub async fn exclude(db: &impl Connection, chamber: Chamber, legislature: i32, number: i32) -> Result<(), StoreError> {
    let sql = "INSERT INTO excluded_number (chamber, legislature, number) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    execute(db, sql, [chamber.code().into(), legislature.into(), number.into()]).await?;
    Ok(())
}
