//! An interrupted import continues where it stopped.

use jawab_service::import::Import;
use jawab_tests::{
    TestApp, apply, both_databases,
    records::{lines, record},
};
use serde_json::json;

use super::counts;

fn file(records: usize) -> String {
    lines(&(1..=records).map(|n| record(&format!("r{n:04}"), json!({ "number": n, "legislature": 11 }))).collect::<Vec<_>>())
}

#[apply(both_databases)]
async fn a_stopped_import_goes_on_where_it_stopped(app: TestApp) {
    let whole = file(600);
    let report = app.import(&whole).await;
    assert_eq!(counts(&report), [600, 0, 0, 0, 0]);
    // As if the program had been stopped after the first two batches.
    app.execute("UPDATE import_run SET finished = FALSE, lines_done = 500").await;
    assert_eq!(counts(&app.import(&whole).await), [0, 0, 100, 0, 0], "only the rest is read");
    assert_eq!(counts(&app.import(&whole).await), [0, 0, 600, 0, 0], "now it is finished: from the start again");
    app.index().await;
    assert_eq!(app.get_json("/api/v1/questions").await["total"], 600);
}

#[apply(both_databases)]
async fn an_import_can_be_told_where_to_begin(app: TestApp) {
    let report = app.run_import(&Import { from_line: Some(8), ..app.import_of(file(10)) }).await.unwrap();
    app.index().await;
    assert_eq!(counts(&report), [3, 0, 0, 0, 0]);
    assert_eq!(app.strings("SELECT source_id FROM question ORDER BY id").await, ["r0008", "r0009", "r0010"]);
}

#[apply(both_databases)]
async fn one_database_error_takes_back_one_record_only(app: TestApp) {
    let transfers = json!([
        { "from": { "fr": "A" }, "to": { "fr": "B" }, "on": "2026-11-10" },
        { "from": { "fr": "B" }, "to": { "fr": "C" }, "on": "2026-11-05" },
    ]);
    let impossible = record("x", json!({ "transmitted_on": "2026-11-01", "transfers": transfers, "ministry": { "fr": "C" } }));
    let good = |id: &str| record(id, json!({ "ministry": { "fr": "C" } }));
    let report = app.import(&lines(&[good("a"), impossible, good("b")])).await;
    app.index().await;
    assert_eq!(report.created, 2);
    let [rejection] = report.reasons.first() else { panic!("{report:?}") };
    assert_eq!((rejection.line, rejection.source_id.as_deref()), (2, Some("x")));
    assert_eq!(app.strings("SELECT name FROM ministry_name ORDER BY id").await, ["C"], "nothing of the refused record is left");
}
