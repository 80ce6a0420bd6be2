//! What the database refuses, whoever writes.

use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

mod answers;
mod rows;

#[apply(both_databases)]
async fn the_schema_is_complete(app: TestApp) {
    assert_eq!(app.app.database.pending_migrations().await.unwrap(), 0);
    app.app.database.migrate().await.expect("migrating again changes nothing");
    assert_eq!(app.number("SELECT COUNT(*) FROM deadline_rule").await, 1);
    assert!(app.number("SELECT COUNT(*) FROM holiday").await > 40);
    assert_eq!(app.get("/readyz").await.status, 200);
}

#[apply(both_databases)]
async fn the_history_is_append_only(app: TestApp) {
    app.load(&[record("a", json!({ "deposited_on": "2026-11-02" }))]).await;
    assert!(app.refused("UPDATE event SET reason = 'x'").await.contains("append-only"));
    assert!(app.refused("DELETE FROM event").await.contains("append-only"));
    assert_eq!(app.strings("SELECT kind FROM event ORDER BY id").await, ["deposited", "imported"]);
}

#[apply(both_databases)]
async fn a_number_is_unique_within_chamber_and_legislature(app: TestApp) {
    let numbered =
        |id: &str, chamber: &str, legislature: i32| record(id, json!({ "chamber": chamber, "legislature": legislature, "number": 7 }));
    let all = [numbered("a", "representatives", 11), numbered("b", "representatives", 10), numbered("c", "councillors", 11)];
    assert_eq!(app.load(&all).await.created, 3);
    app.refused("UPDATE question SET legislature = 11 WHERE source_id = 'b'").await;
    app.refused("UPDATE question SET chamber = 'representatives' WHERE source_id = 'c'").await;
}
