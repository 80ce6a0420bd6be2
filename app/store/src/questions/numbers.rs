//! Official numbers: the series of each Chamber and legislature, numbers that stand apart from it, and references that questions once had.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jawab_domain::Chamber;
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

/// The largest numbers of a Chamber `$1` and a legislature `$2`, of questions and of what leads to them. What a draft has is no
/// number yet, and numbers that stand apart do not count.
const LARGEST_KNOWN: &str = "SELECT (SELECT q.number FROM question q WHERE q.chamber = $1 AND q.legislature = $2 \
     AND q.number IS NOT NULL AND q.status <> 'draft' AND NOT EXISTS (SELECT 1 FROM number_apart a WHERE a.chamber = q.chamber \
     AND a.legislature = q.legislature AND a.number = q.number) ORDER BY q.number DESC LIMIT 1) \
     UNION ALL SELECT (SELECT r.number FROM reference_alias r WHERE r.chamber = $1 AND r.legislature = $2 \
     AND NOT EXISTS (SELECT 1 FROM number_apart a WHERE a.chamber = r.chamber AND a.legislature = r.legislature AND a.number = r.number) \
     ORDER BY r.number DESC LIMIT 1)";

/// A number in its series: the Chamber, by its code, the legislature, the number.
pub type Numbered = (String, i32, i32);

/// Which question has each of some numbers, or where none has it had it.
pub async fn holders(db: &impl Connection, numbers: &[Numbered]) -> Result<HashMap<Numbered, i64>, StoreError> {
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

/// Whether another question than `own` has a number, or had it.
pub async fn is_taken(db: &impl Connection, own: Option<i64>, chamber: Chamber, legislature: i32, number: i32) -> Result<bool, StoreError> {
    let holders = holders(db, &[(chamber.code().to_owned(), legislature, number)]).await?;
    Ok(holders.values().any(|id| Some(*id) != own))
}

/// A question’s old reference keeps leading to it, where another one takes its place: the Chamber, by its code, the legislature, the number.
pub async fn keep_old(db: &impl Connection, before: &rows::Question, after: (&str, Option<i32>, Option<i32>)) -> Result<(), StoreError> {
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

/// The last number of a series, as far as it is known.
pub async fn last(db: &impl Connection, chamber: Chamber, legislature: i32) -> Result<Option<i32>, StoreError> {
    let sql = format!(
        "SELECT MAX(n) AS n FROM (SELECT last_number AS n FROM numbering WHERE chamber = $1 AND legislature = $2 \
         UNION ALL {LARGEST_KNOWN}) AS known"
    );
    let values = [chamber.code().into(), legislature.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let last = row.map(|row| row.try_get::<Option<i32>>("", "n")).transpose()?.flatten();
    Ok(last.filter(|last| *last > 0))
}

/// Takes the next number of a series, which goes on from the largest number known and leaves out what is taken already. Others
/// wait for this change to end, so that no number is left out and none is given twice.
pub async fn take_next(db: &impl Connection, chamber: Chamber, legislature: i32) -> Result<i32, StoreError> {
    raise(db, chamber, legislature, 0).await?;
    loop {
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

/// Brings a series up to a number that was given by hand, or at least to the largest one known.
pub async fn raise(db: &impl Connection, chamber: Chamber, legislature: i32, number: i32) -> Result<(), StoreError> {
    let new = numbering::ActiveModel { chamber: Set(chamber.code().into()), legislature: Set(legislature), last_number: Set(0) };
    let there = OnConflict::columns([numbering::Column::Chamber, numbering::Column::Legislature]).do_nothing().to_owned();
    numbering::Entity::insert(new).on_conflict(there).exec_without_returning(db).await?;
    // Read by the statement that holds the row: what a change that ended just before gave is seen.
    let sql = format!(
        "UPDATE numbering SET last_number = (SELECT MAX(n) FROM (SELECT numbering.last_number AS n \
         UNION ALL SELECT CAST($3 AS INTEGER) UNION ALL {LARGEST_KNOWN}) AS known) WHERE chamber = $1 AND legislature = $2"
    );
    execute(db, &sql, [chamber.code().into(), legislature.into(), number.into()]).await?;
    Ok(())
}

/// Leaves a number out of the series, which goes on from the others.
pub async fn set_apart(db: &impl Connection, chamber: Chamber, legislature: i32, number: i32) -> Result<(), StoreError> {
    let sql = "INSERT INTO number_apart (chamber, legislature, number) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    execute(db, sql, [chamber.code().into(), legislature.into(), number.into()]).await?;
    Ok(())
}
