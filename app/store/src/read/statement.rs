//! One query for everything of questions: a row per question, with each of its parts as JSON. The number of questions and of their parts
//! does not change the number of queries.

use jawab_domain::Reference;
use sea_orm::{
    ConnectionTrait, DbBackend, QueryResult,
    sea_query::{Expr, Func, IntoTableRef, Query, SelectStatement, SimpleExpr},
};
use serde::de::DeserializeOwned;

use super::parts::{Part, QuestionColumns};
use crate::{StoreError, Viewer, answers_visible_to, entity::*, owed, visible_to};

/// The questions to load.
#[derive(Clone, Copy)]
pub enum Which<'a> {
    /// By identity.
    Ids(&'a [i64]),
    /// By current reference.
    Reference(Reference),
    /// By code.
    Code(&'a str),
}

impl Which<'_> {
    /// Adds the condition to a select.
    fn narrow(self, select: &mut SelectStatement, backend: DbBackend) {
        if !matches!((self, backend), (Self::Ids([_, _, ..]), DbBackend::Sqlite)) {
            select.from(question::Entity);
        }
        match self {
            Self::Ids([id]) => select.and_where(question::COLUMN.id.eq(*id)),
            // One parameter for any number of identities, so that the statement is prepared once.
            Self::Ids(ids) => {
                let ids = serde_json::Value::from(ids).to_string();
                match backend {
                    // The join order matters: SQLite would otherwise scan all published questions to find twenty.
                    DbBackend::Sqlite => select
                        .from_function(Func::cust("json_each").arg(ids), "wanted")
                        .cross_join(question::Entity)
                        .and_where(Expr::cust("question.id = wanted.value")),
                    _ => select.and_where(Expr::cust_with_values(
                        "question.id IN (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($1 AS JSON)))",
                        [ids],
                    )),
                }
            }
            Self::Reference(Reference { chamber, legislature, number }) => select
                .and_where(question::COLUMN.chamber.eq(chamber.code()))
                .and_where(question::COLUMN.legislature.eq(i32::from(legislature)))
                .and_where(question::COLUMN.number.eq(i32::from(number))),
            Self::Code(code) => select.and_where(question::COLUMN.code.eq(code)),
        };
    }
}

/// The query for questions that a viewer may see.
pub struct Statement {
    backend: DbBackend,
    viewer: Viewer,
    select: SelectStatement,
}

impl Statement {
    /// Starts with the own columns of the questions.
    pub fn new(backend: DbBackend, viewer: Viewer, which: Which<'_>) -> Self {
        let mut select = Query::select();
        which.narrow(&mut select, backend);
        select.and_where(visible_to(viewer));
        let own = fields::<QuestionColumns>(backend);
        select.expr(Expr::cust(match backend {
            DbBackend::Postgres => format!("CAST(json_build_array({own}) AS TEXT)"),
            _ => format!("json_array({own})"),
        }));
        Self { backend, viewer, select }
    }

    /// Adds the rows of a table that match a condition.
    pub fn rows<P: Part>(&mut self, table: impl IntoTableRef, condition: &'static str) {
        let mut rows = self.collected::<P>();
        rows.from(table).and_where(Expr::cust(condition));
        self.select.expr(SimpleExpr::from(rows));
    }

    /// Adds the rows that belong to the answers that the viewer may see.
    pub fn of_answers<P: Part>(&mut self, join: impl FnOnce(&mut SelectStatement)) {
        let mut rows = self.collected::<P>();
        rows.from(answer_question::Entity)
            .inner_join(answer::Entity, Expr::cust("answer.id = answer_question.answer_id"))
            .and_where(Expr::cust("answer_question.question_id = question.id"))
            .and_where(answers_visible_to(self.viewer));
        join(&mut rows);
        self.select.expr(SimpleExpr::from(rows));
    }

    /// Builds the statement for a database.
    #[cfg(test)]
    pub fn build(&self, backend: DbBackend) -> sea_orm::Statement {
        backend.build(&self.select)
    }

    /// Executes the query.
    pub async fn ask(self, db: &impl ConnectionTrait) -> Result<Vec<QueryResult>, StoreError> {
        Ok(db.query_all(&self.select).await?)
    }

    /// A select of rows as a JSON array of arrays.
    fn collected<P: Part>(&self) -> SelectStatement {
        let fields = fields::<P>(self.backend);
        Query::select()
            .expr(Expr::cust(match self.backend {
                DbBackend::Postgres => format!("CAST(COALESCE(json_agg(json_build_array({fields})), '[]') AS TEXT)"),
                _ => format!("json_group_array(json_array({fields}))"),
            }))
            .take()
    }
}

fn fields<P: Part>(backend: DbBackend) -> String {
    let json = if backend == DbBackend::Postgres { "" } else { "json" };
    P::FIELDS.join(", ").replace("{json}", json).replace("{annulled}", &owed::annulled("answer"))
}

/// Reads the columns of a row one after the other.
pub struct Columns<'a> {
    row: &'a QueryResult,
    next: usize,
}

impl<'a> Columns<'a> {
    /// Starts at the first column.
    pub const fn new(row: &'a QueryResult) -> Self {
        Self { row, next: 0 }
    }

    /// Reads the next column.
    pub fn next<T: DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        let json: String = self.row.try_get_by_index(self.next)?;
        self.next += 1;
        Ok(serde_json::from_str(&json)?)
    }
}
