//! An end date is after everything that it follows, as in staff use cases: in its own record, and in records of others.

use jawab_service::import::RecordProblem;
use jawab_tests::{
    TestApp, apply, both_databases,
    records::{lines, record},
};
use serde_json::{Value, json};

use super::{counts, rejected};

/// A question of two ministries that ended, of which one had answered.
fn ended(source_id: &str, status: &str, fields: Value) -> Value {
    let mut record = record(
        source_id,
        json!({
            "status": status, "deposited_on": "2026-09-28", "transmitted_on": "2026-10-01", "ended_on": "2026-10-05",
            "ministries": [{ "fr": "Santé" }, { "fr": "Éducation" }],
            "transfers": [{ "from": { "fr": "Intérieur" }, "to": { "fr": "Santé" }, "on": "2026-10-04" }],
            "answers": [
                { "ministry": { "fr": "Santé" }, "date": "2026-10-05", "texts": { "fr": "Oui." } },
                { "kind": "correction", "corrects": 1, "ministry": { "fr": "Santé" }, "date": "2026-10-20", "texts": { "fr": "Non." } },
            ],
        }),
    );
    record.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    record
}

#[apply(both_databases)]
async fn an_end_that_comes_last_goes_in(app: TestApp) {
    let all = ["withdrawn", "converted", "lapsed"].map(|status| ended(status, status, json!({})));
    assert_eq!(counts(&app.load(&all).await), [3, 0, 0, 0, 0], "on the day of the answer, with a correction after it");
    assert_eq!(counts(&app.load(&all).await), [0, 0, 3, 0, 0]);
}

#[apply(both_databases)]
async fn an_end_before_what_it_follows_is_refused(app: TestApp) {
    for status in ["withdrawn", "converted", "lapsed"] {
        let early = |source_id, on: &str, answers: Value| ended(source_id, status, json!({ "ended_on": on, "answers": answers }));
        let answers = json!([{ "kind": "holding", "date": "2026-10-02" }, { "ministry": { "fr": "Santé" }, "date": "2026-10-07" }]);
        let file = [
            early("a", "2026-10-06", answers),
            early("b", "2026-10-03", json!([])),
            ended("c", status, json!({ "ended_on": "2026-09-30", "transfers": [], "answers": [] })),
            ended("d", status, json!({ "ended_on": "2026-09-20", "transmitted_on": null, "transfers": [], "answers": [] })),
        ];
        let report = app.import(&lines(&file)).await;
        let before =
            ["answers[1].date", "transfers[0].on", "transmitted_on", "deposited_on"].map(|field| RecordProblem::Before(field.into()));
        let expected: Vec<_> = (1_u64..).zip(&before).map(|(line, problem)| (line, "ended_on", problem)).collect();
        assert_eq!(rejected(&report), expected, "{status}");
        let said = report.reasons.first()[0].to_string();
        assert_eq!(said, "line 1 (a): ended_on: this date lies before answers[1].date");
    }
    let open = record("e", json!({ "transmitted_on": "2026-10-01", "ended_on": "2026-10-05" }));
    let report = app.import(&lines(&[open])).await;
    let refused = RecordProblem::NotAllowed("a question that is transmitted has no day of end".into());
    assert_eq!(rejected(&report), [(1, "ended_on", &refused)]);
    assert_eq!(app.number("SELECT COUNT(*) FROM question").await, 0);
}

#[apply(both_databases)]
async fn an_answer_of_another_record_comes_before_the_end(app: TestApp) {
    let alone = |on: &str| ended("a", "withdrawn", json!({ "ended_on": on, "answers": [] }));
    let answering = |kind: &str, on: &str| {
        let answer = json!({ "kind": kind, "date": on, "texts": { "fr": "Oui." }, "also_answers": ["a"] });
        record("b", json!({ "transmitted_on": "2026-10-01", "ministry": { "fr": "Santé" }, "answer": answer }))
    };
    app.load(&[alone("2026-10-05")]).await;
    for kind in ["final", "holding"] {
        let report = app.import(&lines(&[answering(kind, "2026-10-06")])).await;
        let ended = RecordProblem::EndedBefore("2026-10-05".parse().unwrap());
        assert_eq!(rejected(&report), [(1, "answers[0].also_answers[0]", &ended)], "{kind}");
    }
    assert_eq!(counts(&app.load(&[answering("final", "2026-10-05")]).await), [1, 0, 0, 0, 0]);
    // The source moves the end date to before the answer that exists by now.
    let report = app.import(&lines(&[alone("2026-10-04")])).await;
    let before = RecordProblem::Before("an answer that another record gives".into());
    assert_eq!(rejected(&report), [(1, "ended_on", &before)]);
    assert_eq!(counts(&app.load(&[alone("2026-10-08")]).await), [0, 1, 0, 0, 0]);
    assert_eq!(app.strings("SELECT CAST(ended_on AS TEXT) FROM question WHERE source_id = 'a'").await, ["2026-10-08"]);
}
