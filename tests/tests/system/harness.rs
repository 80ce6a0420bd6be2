//! The tests' own rules.

use jawab_tests::{Backend, TestApp, records::record, run};
use serde_json::json;

#[test]
#[should_panic(expected = "the outbox still holds work")]
fn a_test_that_leaves_work_in_the_outbox_fails() {
    run(Backend::Sqlite, async |app: TestApp| {
        app.import(&record("a", json!({})).to_string()).await;
    });
}
