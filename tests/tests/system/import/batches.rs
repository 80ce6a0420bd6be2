//! Related records in one batch: a lookup or write for many of them at once gives the same result as for each alone.

use jawab_domain::validation::Problem;
use jawab_service::import::RecordProblem;
use jawab_tests::{
    TestApp, apply, both_databases,
    records::{lines, ministries, record},
};
use serde_json::{Value, json};

use super::{counts, rejected};

/// A record whose people are all new.
fn new_people(source_id: &str, fields: Value) -> Value {
    let mut record = record(
        source_id,
        json!({
            "legislature": 11,
            "ministry": { "fr": "Un ministère neuf" },
            "themes": [{ "fr": "Un thème neuf" }],
            "authors": [{ "name": { "fr": "Une Nouvelle" }, "group": { "fr": "Un groupe neuf" } }],
        }),
    );
    record.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    record
}

fn linked(to: &str) -> Value {
    json!([{ "kind": "renews", "to": to }])
}

#[apply(both_databases)]
async fn whom_several_records_name_is_made_once_though_the_first_is_refused(app: TestApp) {
    let mut file = vec![new_people("refused", json!({ "links": linked("nowhere") }))];
    // More than a batch: the second one finds the people that the first created.
    file.extend((0..300).map(|n| new_people(&format!("r{n}"), json!({}))));
    let report = app.import(&lines(&file)).await;
    app.index().await;
    assert_eq!(rejected(&report), [(1, "links[0].to", &RecordProblem::UnknownRecord("nowhere".into()))]);
    for table in ["ministry", "ministry_name", "political_group", "member", "member_name", "seat", "theme"] {
        assert_eq!(app.number(&format!("SELECT COUNT(*) FROM {table}")).await, 1, "{table}");
    }
    for table in ["author", "attribution", "question_theme", "question_language"] {
        assert_eq!(app.number(&format!("SELECT COUNT(*) FROM {table}")).await, 300, "{table}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM event WHERE kind = 'imported'").await, 300);
}

#[apply(both_databases)]
async fn a_number_is_of_the_first_record_that_goes_in(app: TestApp) {
    let numbered = |id: &str, number: i32, to: &str| {
        let links = if to.is_empty() { json!([]) } else { linked(to) };
        record(id, json!({ "legislature": 11, "number": number, "links": links }))
    };
    let report =
        app.import(&lines(&[numbered("x", 7, "nowhere"), numbered("a", 7, ""), numbered("b", 7, ""), numbered("c", 8, "a")])).await;
    let (nowhere, taken) = (RecordProblem::UnknownRecord("nowhere".into()), RecordProblem::Invalid(Problem::Taken));
    assert_eq!(rejected(&report), [(1, "links[0].to", &nowhere), (3, "number", &taken)]);
    assert_eq!(report.created, 2, "a link leads to a record above it in the batch");

    // A record that moves keeps its old number, also for later ones in the batch, and has its new one.
    let report = app.import(&lines(&[numbered("a", 9, ""), numbered("d", 7, ""), numbered("e", 9, ""), numbered("c", 8, "d")])).await;
    app.index().await;
    let unknown = RecordProblem::UnknownRecord("d".into());
    assert_eq!(rejected(&report), [(2, "number", &taken), (3, "number", &taken), (4, "links[0].to", &unknown)]);
    assert_eq!((report.created, report.updated), (0, 1));
}

#[apply(both_databases)]
async fn a_question_that_two_records_of_a_batch_change_has_everything_once(app: TestApp) {
    let version = |id: &str, subject: &str| new_people(id, json!({ "transmitted_on": "2026-11-02", "subject": { "fr": subject } }));
    // The second is stored under the id that the third has by itself.
    let report = app.load(&[version("a", "Un"), version("a", "Deux"), version("a#2", "Trois")]).await;
    assert_eq!(counts(&report), [2, 1, 0, 0, 0]);
    let of =
        |what: &str, from: &str| format!("SELECT {what} FROM {from} WHERE question_id = (SELECT id FROM question WHERE source_id = 'a#2')");
    assert_eq!(app.strings(&format!("{} ORDER BY id", of("kind", "event"))).await, ["transmitted", "imported", "import_updated"]);
    assert_eq!(app.strings(&of("body", "text")).await, ["Trois"]);
    for table in ["author", "question_language"] {
        assert_eq!(app.number(&of("COUNT(*)", table)).await, 1, "{table}");
    }
    assert_eq!(app.strings(&of("need", "text_need")).await, ["missing"]);
}

#[apply(both_databases)]
async fn an_answer_of_the_record_above_is_told_before_the_update(app: TestApp) {
    let fields = |subject: &str| json!({ "transmitted_on": "2026-11-02", "ministry": ministries::health(), "subject": { "fr": subject } });
    app.load(&[record("a", fields("Un objet"))]).await;
    let mut answering = record("b", fields("Un autre"));
    answering["answer"] = json!({ "date": "2026-11-10", "texts": { "fr": "Oui." }, "also_answers": ["a"] });
    let report = app.load(&[answering, record("a", fields("Un objet revu"))]).await;
    assert_eq!(counts(&report), [1, 1, 0, 0, 0]);
    let kinds = format!("SELECT kind FROM event WHERE question_id = {} ORDER BY id", app.id("a").await);
    assert_eq!(app.strings(&kinds).await, ["transmitted", "imported", "answered", "import_updated"]);
    assert_eq!(app.strings("SELECT status FROM question ORDER BY id").await, ["answered", "answered"]);
}
