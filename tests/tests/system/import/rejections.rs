//! Invalid records are reported with line, field and reason; the rest is imported.

use jawab_domain::validation::Problem;
use jawab_service::import::{ImportError, RecordProblem};
use jawab_tests::{
    TestApp, apply, both_databases,
    records::{lines, ministries, record},
};
use serde_json::{Value, json};

use super::{counts, rejected};

/// Invalid records: the problem, its field, a word of the reason.
fn at_fault() -> Vec<(Value, &'static str, &'static str)> {
    let dated = |deposited: &str, transmitted: &str| json!({ "deposited_on": deposited, "transmitted_on": transmitted });
    vec![
        (record("x1", json!({ "deposited_on": "2026-02-30" })), "deposited_on", "2026-02-30"),
        (record("x2", json!({ "deposited_on": "2/11/2026" })), "deposited_on", "no date"),
        (record("x3", json!({ "deposited_on": "today-3" })), "deposited_on", "no date"),
        (record("x41", json!({ "deposited_on": "2026-11-22" })), "deposited_on", "after 2026-11-21"),
        (record("x4", json!({ "deposited_on": "-999-01-01" })), "deposited_on", "no date"),
        (record("x5", json!({ "deposited_on": "2026- 1- 1" })), "deposited_on", "no date"),
        (record("x6", json!({ "colour": "red" })), "", "colour"),
        (record("x7", json!({ "chamber": null })), "chamber", "must have"),
        (record("x8", json!({ "chamber": "senate" })), "", "senate"),
        (record("x9", json!({ "subject": {} })), "subject", "must have"),
        (record("x10", json!({ "source_id": "  " })), "source_id", "must have"),
        (record("x11", json!({ "number": 3 })), "legislature", "restart"),
        (record("x12", json!({ "number": 0, "legislature": 11 })), "number", "999999"),
        (record("x13", json!({ "legislature": 100 })), "legislature", "99"),
        (record("x14", json!({ "number": 7, "legislature": 11 })), "number", "another question"),
        (record("x15", dated("2026-11-05", "2026-11-04")), "transmitted_on", "before deposited_on"),
        (record("x16", json!({ "status": "draft" })), "status", "draft"),
        (record("x17", json!({ "text": { "fr": "a\u{0}b" } })), "text.fr", "NUL"),
        (record("x18", json!({ "subject": { "fr": "a\u{0}b" } })), "subject.fr", "NUL"),
        (record("x19", json!({ "subject": { "fr": "é".repeat(1_001) } })), "subject.fr", "1000"),
        (record("x20", json!({ "text": { "fr": "é".repeat(200_001) } })), "text.fr", "200000"),
        (record("x21", json!({ "links": [{ "kind": "renews", "to": "nowhere" }] })), "links[0].to", "nowhere"),
        (record("x22", json!({ "links": [{ "kind": "renews", "to": "a\u{0}" }] })), "links[0].to", "no record"),
        (record("x23", json!({ "links": [{ "kind": "renews", "to": "x23" }] })), "links[0].to", "x23"),
        (record("x24", json!({ "answers": [{ "kind": "correction", "texts": { "fr": "a" } }] })), "answers[0].corrects", "must have"),
        (record("x25", json!({ "answers": [{ "kind": "correction", "corrects": 3 }] })), "answers[0].corrects", "earlier answer"),
        (record("x26", json!({ "answers": [{ "also_answers": ["nowhere"] }] })), "answers[0].also_answers[0]", "nowhere"),
        (record("x27", json!({ "answer": { "covers_sub_questions": { "1": "partly" } } })), "answers[0].covers_sub_questions", "\"1\""),
        (record("x28", json!({ "transmitted_on": "2026-11-04", "answer": { "date": "2026-11-03" } })), "answers[0].date", "before"),
        (record("x29", json!({ "press": [{ "url": "javascript:alert(1)" }] })), "press[0].url", "https://"),
        (record("x30", json!({ "press": [{ "file": "../secret" }] })), "press[0].file", "secret"),
        (record("x31", json!({ "press": [{ "sha256": "beef" }] })), "press[0].sha256", "64"),
        (record("x32", json!({ "sub_questions": [{ "fr": "a" }, {}] })), "sub_questions[1]", "must have"),
        (record("x33", json!({ "transfers": [{ "from": {}, "to": { "fr": "Santé" } }] })), "transfers[0]", "must have"),
        (record("x34", json!({ "subject": { "zz": "a" } })), "", "zz"),
        (record("x35", json!({ "deposited_on": "2026-11-04", "answer": { "date": "2026-11-03" } })), "answers[0].date", "deposited_on"),
        (record("x38", json!({ "authors": vec![json!({ "name": { "fr": "A" } }); 101] })), "authors", "at most 100"),
        (record("x39", json!({ "sub_questions": vec![json!({ "fr": "Q" }); 101] })), "sub_questions", "at most 100"),
        // One character that expands to eighteen letters for search.
        (record("x36", json!({ "text": { "ar": "ﷺ".repeat(200_000 / 18 + 1) } })), "text.ar", "200000"),
        (record("x37", json!({ "subject": { "ar": "ﷺ".repeat(1_000 / 18 + 1) } })), "subject.ar", "1000"),
    ]
}

#[apply(both_databases)]
async fn each_record_at_fault_is_named_and_the_rest_goes_in(app: TestApp) {
    app.load(&[record("seven", json!({ "number": 7, "legislature": 11 }))]).await;
    let mut file = Vec::new();
    let faults = at_fault();
    for (n, (fault, ..)) in faults.iter().enumerate() {
        file.extend([fault.clone(), record(&format!("good{n}"), json!({}))]);
    }
    let report = app.import(&lines(&file)).await;
    app.index().await;
    assert_eq!(report.created, faults.len() as u64);
    for (n, (fault, field, reason)) in faults.iter().enumerate() {
        let line = 2 * n as u64 + 1;
        let said: Vec<_> = report.reasons.first().iter().filter(|rejection| rejection.line == line).collect();
        assert!(!said.is_empty(), "line {line} went in: {fault}");
        let named = said.iter().any(|rejection| rejection.field == *field && rejection.problem.to_string().contains(reason));
        assert!(named, "line {line}, {field}, {reason}: {said:?}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM question WHERE source_id LIKE 'x%'").await, 0);
}

#[apply(both_databases)]
async fn every_problem_of_a_record_is_told_at_once(app: TestApp) {
    let fault = record("x", json!({ "chamber": null, "deposited_on": "?", "legislature": 0, "subject": {} }));
    let report = app.import(&lines(&[fault])).await;
    let mut fields: Vec<_> = report.reasons.first().iter().map(|rejection| rejection.field.as_str()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["chamber", "deposited_on", "legislature", "subject"]);
    assert!(report.reasons.first().iter().all(|rejection| rejection.to_string().starts_with("line 1 (x): ")), "{:?}", report.reasons);
}

#[apply(both_databases)]
async fn days_that_have_not_come_are_refused(app: TestApp) {
    let dated = |on: &str| {
        let fields = json!({
            "status": "answered", "deposited_on": on, "transmitted_on": on, "answered_on": on, "ministry": ministries::health(),
            "transfers": [{ "from": ministries::secretariat(), "to": ministries::health(), "on": on }],
            "answer": { "date": on, "texts": { "fr": "Oui." } }, "press": [{ "title": "Article", "date": on }],
        });
        record("x", fields)
    };
    let report = app.import(&lines(&[dated("2062-11-21"), record("good", json!({}))])).await;
    assert_eq!(counts(&report), [1, 0, 0, 0, 1], "{report:?}");
    let problem = RecordProblem::Invalid(Problem::TooLate("2026-11-21".parse().unwrap()));
    let mut fields: Vec<_> = rejected(&report);
    fields.sort_unstable_by_key(|(_, field, _)| *field);
    let expected = ["answered_on", "answers[0].date", "deposited_on", "press[0].date", "transfers[0].on", "transmitted_on"];
    assert_eq!(fields, expected.map(|field| (1, field, &problem)), "each day, and nothing else");
    assert_eq!(counts(&app.import(&lines(&[dated("2026-11-21")])).await), [1, 0, 0, 0, 0], "today has come");
    app.index().await;
}

#[apply(both_databases)]
async fn records_are_counted_and_each_reason_is_told_once(app: TestApp) {
    let nul = json!({ "fr": "a\u{0}b" });
    let faults = [
        (record("x1", json!({ "subject": {}, "text": nul })), vec!["text.fr"]),
        (record("x2", json!({ "sub_questions": [nul] })), vec!["sub_questions[0].fr"]),
        (record("x3", json!({ "transfers": [{ "from": nul, "to": ministries::health() }] })), vec!["transfers[0].from.fr"]),
        (record("x4", json!({ "chamber": null, "deposited_on": "?" })), vec!["chamber", "deposited_on"]),
    ];
    let report = app.import(&lines(&faults.each_ref().map(|(fault, _)| fault.clone()))).await;
    assert_eq!(counts(&report), [0, 0, 0, 0, 4], "{report:?}");
    for (line, (_, expected)) in (1_u64..).zip(&faults) {
        let reasons: Vec<_> = rejected(&report).into_iter().filter(|(of, ..)| *of == line).map(|(_, field, _)| field).collect();
        assert_eq!(reasons, *expected, "line {line}");
    }
}

#[apply(both_databases)]
async fn lines_that_are_no_records_are_named(app: TestApp) {
    let good = record("good", json!({}));
    let file = format!("{{\"source_id\": \"cut\n{good}\n\n[1, 2]\n{{\"source_id\": \"\\ud800\"}}\n{}\n", "{\"a\":".repeat(500));
    let report = app.import(&file).await;
    app.index().await;
    assert_eq!(report.created, 1);
    assert_eq!(report.reasons.first().iter().map(|rejection| rejection.line).collect::<Vec<_>>(), [1, 4, 5, 6]);
    assert!(report.reasons.first().iter().all(|rejection| matches!(rejection.problem, RecordProblem::NotARecord(_))));
}

#[apply(both_databases)]
async fn a_file_full_of_faults_is_counted(app: TestApp) {
    let report = app.import(&format!("{}\n{}", record("good", json!({})), "{\n".repeat(1_200))).await;
    app.index().await;
    assert_eq!((report.created, report.rejected), (1, 1_200));
    let first_rejections: Vec<_> = report.reasons.first().iter().map(|rejection| rejection.line).collect();
    assert_eq!(first_rejections, (2..=1_001).collect::<Vec<u64>>(), "the first are kept, the others counted");
}

#[apply(both_databases)]
async fn a_file_that_is_no_text_is_refused_whole(app: TestApp) {
    let outcome = app.run_import(&app.import_of(&b"{\"source_id\": \"\xff\"}\n"[..])).await;
    assert!(matches!(outcome, Err(ImportError::NotUtf8(_))), "{outcome:?}");
    let outcome = app.run_import(&app.import_of("numéro;objet\n1;a\n")).await;
    assert!(matches!(outcome, Err(ImportError::NoMapping)), "{outcome:?}");
}
