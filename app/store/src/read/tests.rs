//! Tests of the query plan of SQLite.

use jawab_domain::Reference;
use sea_orm::{ConnectionTrait as _, DbBackend};

use super::{
    assemble::Parts,
    row::RowParts,
    statement::{Statement, Which},
};
use crate::{Database, Viewer};

/// The query plan of a statement.
async fn steps(database: &Database, statement: Statement) -> Vec<String> {
    let mut statement = statement.build(DbBackend::Sqlite);
    statement.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
    let rows = database.reader().query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect()
}

#[tokio::test]
async fn no_table_is_gone_through_for_what_an_index_finds() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::connect(&format!("sqlite:{}", folder.path().join("a.sqlite").display())).await.unwrap();
    database.migrate().await.unwrap();
    let reference: Reference = "councillors/11/1".parse().unwrap();
    for which in [Which::Ids(&[1]), Which::Ids(&[1, 2, 3]), Which::Reference(reference), Which::Code("abc")] {
        for statement in [Parts::ask, RowParts::ask].map(|ask| ask(DbBackend::Sqlite, Viewer::Public, which)) {
            let steps = steps(&database, statement).await;
            let gone_through: Vec<_> = steps.iter().filter(|step| step.starts_with("SCAN") && !step.contains("wanted")).collect();
            assert!(gone_through.is_empty(), "{gone_through:?}");
            let all_published = steps.iter().any(|step| step.ends_with("(publication=?)"));
            assert!(!all_published, "{steps:?}");
        }
    }
}
