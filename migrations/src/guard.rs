//! Guards: the triggers that keep what is append-only as it was written. What each one is, is said in one place, so that a database can
//! be asked whether it still has them as they were made.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// A trigger that refuses an operation on rows for which a condition holds.
#[derive(Debug, Clone)]
pub struct Guard {
    /// Its name; on `PostgreSQL` its function's, too.
    pub name: &'static str,
    /// `UPDATE` or `DELETE`.
    on: &'static str,
    table: &'static str,
    /// A condition over `OLD` (and `NEW`, for updates); empty: always.
    when: String,
    /// What the refusal says.
    message: &'static str,
}

impl Guard {
    /// With this name, against `UPDATE` or `DELETE` on a table where a condition over `OLD` and `NEW` holds (an empty one always
    /// does), saying this.
    pub(crate) fn new(name: &'static str, on: &'static str, table: &'static str, when: impl Into<String>, message: &'static str) -> Self {
        Self { name, on, table, when: when.into(), message }
    }

    /// What creates the trigger. Both databases tell it as it is here, but for blanks.
    #[must_use]
    pub fn trigger(&self, backend: DbBackend) -> String {
        let Self { name, on, table, when, message } = self;
        if backend == DbBackend::Postgres {
            return format!("CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()");
        }
        let when = if when.is_empty() { String::new() } else { format!("WHEN {}", when.replace("IS DISTINCT FROM", "IS NOT")) };
        format!("CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW {when} BEGIN SELECT RAISE(ABORT, '{message}'); END")
    }

    /// The body of the trigger's function, in PL/pgSQL; only `PostgreSQL` has one.
    #[must_use]
    pub fn body(&self) -> String {
        let condition = if self.when.is_empty() { "TRUE" } else { self.when.as_str() };
        let passes = if self.on == "DELETE" { "OLD" } else { "NEW" };
        format!(" BEGIN IF {condition} THEN RAISE EXCEPTION '{}'; END IF; RETURN {passes}; END ", self.message)
    }

    /// Puts it into the database, in the place of the one of its name.
    async fn put(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let Self { name, table, .. } = self;
        let (connection, backend) = (manager.get_connection(), manager.get_database_backend());
        if backend == DbBackend::Postgres {
            connection.execute_unprepared(&format!("DROP TRIGGER IF EXISTS {name} ON {table}")).await?;
            connection.execute_unprepared(&format!("DROP FUNCTION IF EXISTS {name}()")).await?;
            let body = self.body();
            connection.execute_unprepared(&format!("CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")).await?;
        } else {
            connection.execute_unprepared(&format!("DROP TRIGGER IF EXISTS {name}")).await?;
        }
        connection.execute_unprepared(&self.trigger(backend)).await?;
        Ok(())
    }
}

/// Puts guards into the database, each in the place of the one of its name.
pub(crate) async fn put(manager: &SchemaManager<'_>, guards: Vec<Guard>) -> Result<(), DbErr> {
    for guard in guards {
        guard.put(manager).await?;
    }
    Ok(())
}
