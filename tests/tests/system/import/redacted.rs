//! A name redacted in a text does not come back with the next import.

use jawab_domain::{
    Chamber, TextRole,
    access::{Actor, ActorId, Mandate},
};
use jawab_service::{
    import::RecordProblem,
    use_cases::{ExpectedVersion, TextInput},
};
use jawab_tests::{
    TestApp, apply, both_databases,
    records::{ministries, record},
    redact as taken_out,
};
use serde_json::{Value, json};

use super::counts;

const NAME: &str = "Karim Inconnu";

fn question(deposited_on: &str, about: &str) -> Value {
    record(
        "a",
        json!({
            "deposited_on": deposited_on, "transmitted_on": "2026-11-04", "ministry": ministries::health(),
            "subject": { "fr": "Un objet", "ar": about },
            "text": { "fr": format!("{NAME} habite {about}."), "ar": format!("يسكن {about}") },
            "sub_questions": [{ "fr": format!("Où habite {NAME} ?"), "ar": "أين؟" }],
            "answer": { "date": "2026-11-10", "texts": { "fr": format!("{NAME} habite là.") } },
        }),
    )
}

async fn redact(app: &TestApp) {
    let question = app.id("a").await;
    for text in app.strings(&format!("SELECT CAST(id AS TEXT) FROM text WHERE body LIKE '%{NAME}%'")).await {
        let seen = ExpectedVersion { question, version: app.number("SELECT version FROM question").await };
        let mut unit = app.app.use_cases().begin(&clerk()).await.unwrap();
        taken_out(&mut unit, seen, Some(text.parse().unwrap()), NAME, "Citoyen nommé").await.unwrap();
        unit.commit().await.unwrap();
    }
    app.index().await;
}

#[apply(both_databases)]
async fn a_redaction_outlasts_imports(app: TestApp) {
    app.load(&[question("2026-11-01", "ici")]).await;
    redact(&app).await;
    for (n, (deposited_on, about)) in [("2026-11-02", "ici"), ("2026-11-03", "ailleurs")].into_iter().enumerate() {
        let report = app.load(&[question(deposited_on, about)]).await;
        assert_eq!(counts(&report), [0, 1, 0, 0, 0], "{n}");
        let noted: Vec<_> = report.notes.first().iter().map(|note| (note.line, note.field.as_str(), &note.problem)).collect();
        let fields = ["text.fr", "sub_questions[0].fr", "answers[0].texts.fr"];
        assert_eq!(noted, fields.map(|field| (1, field, &RecordProblem::Redacted)), "{n}");
        assert_eq!(app.number(&format!("SELECT COUNT(*) FROM text WHERE body LIKE '%{NAME}%'")).await, 0, "{n}");
        let response = app.get_json(&format!("/api/v1/questions/{}", app.code("a").await)).await;
        assert_eq!(
            (&response["deposited_on"], &response["subject"]["ar"]),
            (&json!(deposited_on), &json!(about)),
            "the rest is taken over"
        );
        assert_eq!(response["texts"][1]["body"], "[…] habite ici.");
        assert!(
            !response.to_string().contains("Karim") && response["sub_questions"][0]["texts"].as_array().unwrap().len() == 2,
            "{response}"
        );
    }
    assert_eq!(counts(&app.load(&[question("2026-11-03", "ailleurs")]).await), [0, 0, 1, 0, 0]);
}

fn clerk() -> Actor {
    Actor { id: ActorId::Account(1), name: "Amina".into(), mandate: Mandate::Clerk(Chamber::Representatives) }
}

/// A clerk rewords a text of a question, or redacts the name everywhere, former versions included.
async fn change(app: &TestApp, source_id: &str, text: Option<(i64, &str)>) {
    let question = app.id(source_id).await;
    let seen = ExpectedVersion { question, version: app.number(&format!("SELECT version FROM question WHERE id = {question}")).await };
    let mut unit = app.app.use_cases().begin(&clerk()).await.unwrap();
    match text {
        Some((id, body)) => {
            let input = TextInput::new(TextRole::Original, body);
            unit.change_text(seen, id, &input, Some("Autres mots")).await.unwrap()
        }
        None => taken_out(&mut unit, seen, None, NAME, "Citoyen nommé").await.unwrap(),
    };
    unit.commit().await.unwrap();
    app.index().await;
}

/// A sub-question is reworded, and then the name in it is redacted.
async fn edited(app: &TestApp, other_words: &str) {
    let named = format!("Où habite {NAME} ?");
    app.load(&[asking("", &[&named])]).await;
    let text = app.number("SELECT id FROM text WHERE sub_question_id IS NOT NULL").await;
    change(app, "a", Some((text, other_words))).await;
    change(app, "a", None).await;
    let stands = other_words.replace(NAME, "[…]");
    let (response, noted) = imported(app, asking("", &["Quand ?", &named])).await;
    assert_eq!((response, noted), (vec!["Quand ?".to_owned(), stands.clone()], vec!["sub_questions[1].fr".to_owned()]));
    // Texts without the name are not confidential: they may appear anywhere.
    let (response, noted) = imported(app, asking("Où habite cet homme ?", &[&named])).await;
    assert_eq!((response, noted), (vec![stands], vec!["sub_questions[0].fr".to_owned()]));
}

#[apply(both_databases)]
async fn a_text_that_was_edited_before_it_was_redacted_is_known_by_all_that_it_read(app: TestApp) {
    edited(&app, &format!("Où habite-t-il, {NAME} ?")).await;
}

#[apply(both_databases)]
async fn a_text_out_of_which_the_name_was_edited_is_known_by_what_it_read_with_it(app: TestApp) {
    edited(&app, "Où habite cet homme ?").await;
}

#[apply(both_databases)]
async fn a_name_taken_out_of_an_answer_stays_out_of_every_question_that_it_answers(app: TestApp) {
    let named = format!("{NAME} habite ici.");
    let mut answered = asking("", &["Quand ?"]);
    answered["answer"] = json!({ "date": "2026-11-10", "also_answers": ["b"], "texts": { "fr": named, "ar": "نعم" } });
    let mut other = asking("Un autre texte.", &[]);
    other["source_id"] = json!("b");
    app.load(&[other, answered.clone()]).await;
    change(&app, "b", None).await;
    answered["text"] = json!({ "fr": named });
    assert_eq!(imported(&app, answered).await.1, ["text.fr", "answers[0].texts.fr"]);
}

/// A question whose text may be missing, with sub-questions in French.
fn asking(text: &str, sub_questions: &[&str]) -> Value {
    let mut record =
        record("a", json!({ "transmitted_on": "2026-11-04", "ministry": ministries::health(), "subject": { "fr": "Un objet" } }));
    if !text.is_empty() {
        record["text"] = json!({ "fr": text });
    }
    record["sub_questions"] = sub_questions.iter().map(|body| json!({ "fr": body })).collect();
    record
}

/// The sub-questions in order, and the fields that the report lists as already having a text.
async fn imported(app: &TestApp, record: Value) -> (Vec<String>, Vec<String>) {
    let report = app.load(&[record]).await;
    assert_eq!(counts(&report), [0, 1, 0, 0, 0]);
    assert!(report.notes.first().iter().all(|note| note.problem == RecordProblem::Redacted));
    assert_eq!(app.number(&format!("SELECT COUNT(*) FROM text WHERE body LIKE '%{NAME}%'")).await, 0);
    let response = app.strings("SELECT t.body FROM sub_question s LEFT JOIN text t ON t.sub_question_id = s.id ORDER BY s.position").await;
    (response, report.notes.first().iter().map(|note| note.field.clone()).collect())
}

#[apply(both_databases)]
async fn a_redacted_sub_question_is_known_again_wherever_the_source_has_it(app: TestApp) {
    let named = format!("Où habite {NAME} ?");
    app.load(&[asking("", &[&named])]).await;
    redact(&app).await;
    let id = app.number("SELECT id FROM sub_question").await;
    let before = (vec!["Quand ?".to_owned(), "Où habite […] ?".to_owned()], vec!["sub_questions[1].fr".to_owned()]);
    assert_eq!(imported(&app, asking("", &["Quand ?", &named])).await, before);
    assert_eq!(app.number("SELECT id FROM sub_question ORDER BY position DESC LIMIT 1").await, id, "its identity is the one it had");

    // One that the source removed and adds again is gone, and stays so.
    assert_eq!(imported(&app, asking("", &["Quand ?"])).await, (vec!["Quand ?".to_owned()], Vec::new()));
    let after = (vec!["Quand ?".to_owned(), "Pourquoi ?".to_owned()], vec!["sub_questions[1].fr".to_owned()]);
    assert_eq!(imported(&app, asking("", &["Quand ?", &named, "Pourquoi ?"])).await, after);
}

#[apply(both_databases)]
async fn a_redacted_text_that_moved_to_another_part_stays_away(app: TestApp) {
    let named = format!("{NAME} habite ici.");
    app.load(&[asking(&named, &["Quand ?"])]).await;
    redact(&app).await;
    let (response, noted) = imported(&app, asking("", &["Quand ?", &named])).await;
    assert_eq!((response, noted), (vec!["Quand ?".to_owned()], vec!["sub_questions[1].fr".to_owned()]));
    let mut record = asking("", &["Quand ?"]);
    record["subject"] = json!({ "fr": named, "ar": "موضوع" });
    record["answer"] = json!({ "date": "2026-11-10", "texts": { "fr": named, "ar": "نعم" } });
    assert_eq!(imported(&app, record).await.1, ["subject.fr", "answers[0].texts.fr"]);
}
