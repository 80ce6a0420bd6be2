//! Deposit, with the official number: given by hand, or the next of its Chamber and legislature.

use jawab_domain::{access::Act, lifecycle::Command};
use jawab_store::entity::{author, legislature, numbering, question, text};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Statement,
    sea_query::OnConflict,
};
use serde_json::json;

use super::{
    Deposit, Kept, Outcome, Problem, Seen, Turn, UseCaseError,
    check::Checks,
    held::{Held, Told},
    texts::Owner,
};

impl Turn {
    /// Deposits a draft at its Chamber.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is no draft; [`UseCaseError::Invalid`] where it lacks a subject, an author or a
    /// legislature, or its number is taken.
    pub async fn deposit(&mut self, seen: Seen, how: Deposit) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::KeepQuestion).await?;
        let on = self.day("on", how.on.or(held.row.deposited_on))?;
        // Decided before a number is taken from the series.
        held.state.decide(Command::Deposit { on })?;
        self.must_be_whole(&held).await?;
        let (legislature, number) = self.numbered(&held, &how, on).await?;
        let row = question::Model { legislature: Some(legislature), number: Some(number), ..held.row.clone() };
        self.save_row(&mut held, row).await?;
        let authors = author::Entity::find().filter(author::COLUMN.question_id.eq(held.id())).order_by_asc(author::COLUMN.position);
        let members: Vec<i64> = authors.all(self.db()).await?.into_iter().map(|author| author.member_id).collect();
        self.write_authors(&held.row, &members, on, &Default::default()).await?;
        let told = Told { on: Some(on), reason: None, data: json!({ "legislature": legislature, "number": number }) };
        self.decide(&mut held, Command::Deposit { on }, told).await?;
        self.kept(held.id()).await
    }

    async fn must_be_whole(&self, held: &Held) -> Outcome<()> {
        let mut checks = Checks::default();
        if text::Entity::find().filter(Owner::Subject(held.id()).condition()).one(self.db()).await?.is_none() {
            checks.add("subject", Problem::Missing);
        }
        if author::Entity::find().filter(author::COLUMN.question_id.eq(held.id())).one(self.db()).await?.is_none() {
            checks.add("authors", Problem::Missing);
        }
        checks.done()
    }

    /// The legislature and the number of a deposit.
    async fn numbered(&self, held: &Held, how: &Deposit, on: chrono::NaiveDate) -> Outcome<(i32, i32)> {
        let legislature = match how.legislature.or(held.row.legislature) {
            Some(legislature) => legislature,
            None => self.legislature_of(on).await?.ok_or_else(|| UseCaseError::field("legislature", Problem::NoLegislature))?,
        };
        let mut checks = Checks::default();
        checks.within("legislature", Some(legislature), 1, 99);
        checks.within("number", how.number, 1, 999_999);
        checks.done()?;
        let chamber = held.chamber.code();
        let Some(number) = how.number.or(held.row.number) else { return Ok((legislature, self.next_number(chamber, legislature).await?)) };
        if self.number_is_taken(Some(held.id()), chamber, legislature, number).await? {
            return Err(UseCaseError::field("number", Problem::Taken));
        }
        self.raise_series(chamber, legislature, number).await?;
        Ok((legislature, number))
    }

    pub(super) async fn legislature_of(&self, on: chrono::NaiveDate) -> Outcome<Option<i32>> {
        let row = legislature::Entity::find()
            .filter(legislature::COLUMN.begins_on.lte(on))
            .filter(Condition::any().add(legislature::Column::EndsOn.is_null()).add(legislature::COLUMN.ends_on.gte(on)))
            .order_by_desc(legislature::COLUMN.ordinal)
            .one(self.db())
            .await?;
        Ok(row.map(|row| row.ordinal))
    }

    /// Takes the next number of a series, which goes on from the largest number known. Others wait for this change to end,
    /// so that no number is left out and none is given twice.
    async fn next_number(&self, chamber: &str, legislature: i32) -> Outcome<i32> {
        self.raise_series(chamber, legislature, 0).await?;
        let sql = "UPDATE numbering SET last_number = last_number + 1 WHERE chamber = $1 AND legislature = $2 RETURNING last_number";
        let statement = Statement::from_sql_and_values(self.db().get_database_backend(), sql, [chamber.into(), legislature.into()]);
        let row = self.db().query_one_raw(statement).await?.ok_or(UseCaseError::NotFound)?;
        Ok(row.try_get("", "last_number")?)
    }

    /// Brings a series up to a number that was given by hand, or at least to the largest one known.
    async fn raise_series(&self, chamber: &str, legislature: i32, number: i32) -> Outcome<()> {
        let new = numbering::ActiveModel { chamber: Set(chamber.into()), legislature: Set(legislature), last_number: Set(0) };
        let there = OnConflict::columns([numbering::Column::Chamber, numbering::Column::Legislature]).do_nothing().to_owned();
        numbering::Entity::insert(new).on_conflict(there).exec_without_returning(self.db()).await?;
        // Read by the statement that holds the row: what a change that ended just before gave is seen.
        let sql = "UPDATE numbering SET last_number = (SELECT MAX(n) FROM (SELECT numbering.last_number AS n \
                   UNION ALL SELECT CAST($3 AS INTEGER) UNION ALL SELECT MAX(number) FROM question WHERE chamber = $1 AND legislature = $2 \
                   UNION ALL SELECT MAX(number) FROM reference_alias WHERE chamber = $1 AND legislature = $2) AS known) \
                   WHERE chamber = $1 AND legislature = $2";
        let values = [chamber.into(), legislature.into(), number.into()];
        self.db().execute_raw(Statement::from_sql_and_values(self.db().get_database_backend(), sql, values)).await?;
        Ok(())
    }
}
