//! Guards: the triggers that protect append-only rows. Each is defined in one place, so that a database can be checked for having them
//! unchanged.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// A trigger that refuses an operation on rows that match a condition.
#[derive(Debug, Clone)]
pub struct Guard {
    /// Its name, on `PostgreSQL` also that of its function.
    pub name: &'static str,
    /// `UPDATE` or `DELETE`.
    on: &'static str,
    table: &'static str,
    /// A condition on `OLD` (and `NEW` for updates). An empty one matches always.
    when: String,
    /// The error message.
    message: &'static str,
}

impl Guard {
    /// A guard with this name against `UPDATE` or `DELETE` on a table, with a condition on `OLD` and `NEW` (an empty one matches always)
    /// and an error message.
    pub(crate) fn new(name: &'static str, on: &'static str, table: &'static str, when: impl Into<String>, message: &'static str) -> Self {
        Self { name, on, table, when: when.into(), message }
    }

    /// The statement that creates the trigger. Both databases return it unchanged except for white space.
    #[must_use]
    pub fn trigger(&self, backend: DbBackend) -> String {
        let Self { name, on, table, when, message } = self;
        if backend == DbBackend::Postgres {
            return format!("CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()");
        }
        let when = if when.is_empty() { String::new() } else { format!("WHEN {}", when.replace("IS DISTINCT FROM", "IS NOT")) };
        format!("CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW {when} BEGIN SELECT RAISE(ABORT, '{message}'); END")
    }

    /// The body of the function of the trigger in PL/pgSQL; `PostgreSQL` only.
    #[must_use]
    pub fn body(&self) -> String {
        let condition = if self.when.is_empty() { "TRUE" } else { self.when.as_str() };
        let passes = if self.on == "DELETE" { "OLD" } else { "NEW" };
        format!(" BEGIN IF {condition} THEN RAISE EXCEPTION '{}'; END IF; RETURN {passes}; END ", self.message)
    }

    /// Creates it, replacing one with the same name.
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

/// Creates guards, each replacing one with the same name.
pub(crate) async fn put(manager: &SchemaManager<'_>, guards: Vec<Guard>) -> Result<(), DbErr> {
    for guard in guards {
        guard.put(manager).await?;
    }
    Ok(())
}
