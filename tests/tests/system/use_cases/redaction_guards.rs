//! What the database itself allows of redactions, and nothing else.

use jawab_domain::AnswerKind;
use jawab_service::{
    UseCaseError,
    use_cases::{ExpectedWorkVersion, QuestionInput},
};
use jawab_tests::{apply, both_databases, redact};

use super::staff_app::{StaffApp, agent, clerk, french};

const NAME: &str = "Karim Inconnu";

async fn holders(staff: &StaffApp) -> i64 {
    let mut all = 0;
    for (table, column) in [("text", "body"), ("earlier_text", "body"), ("redaction", "passage"), ("event", "data"), ("audit", "data")] {
        all += staff.app.number(&format!("SELECT COUNT(*) FROM {table} WHERE CAST({column} AS TEXT) LIKE '%{NAME}%'")).await;
    }
    all
}

#[apply(both_databases)]
async fn a_redaction_takes_a_name_out_everywhere_and_visibly(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let text = staff.app.number(&format!("SELECT id FROM text WHERE question_id = {} AND part = 'question'", saved.id)).await;
    // The text before the correction has the name too.
    let mut unit = staff.begin(&clerk()).await;
    let input = QuestionInput { text: french("Karim Inconnu habite là."), ..staff.form(&saved, "Sujet").await };
    unit.edit(saved.expected(), input, Some("Erreur de saisie")).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(holders(&staff).await, 2);
    let mut unit = staff.begin(&clerk()).await;
    redact(&mut unit, staff.expected_version(saved.id).await, Some(text), NAME, "Citoyen nommé").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(holders(&staff).await, 0);
    assert_eq!(staff.one(&format!("SELECT body FROM text WHERE id = {text}")).await, "[…] habite là.");
    assert_eq!(staff.one(&format!("SELECT reviewed_by FROM text WHERE id = {text}")).await, "", "nobody read it over");
    assert_eq!(staff.one("SELECT body FROM earlier_text").await, "Le texte nomme […]. […] habite ici.");
    staff.app.index().await;
    let page = staff.app.get(&format!("/fr/questions/{}", saved.code)).await;
    let page = staff.app.get(page.header("location")).await;
    assert!(page.text().contains("[…] habite là.") && !page.body.contains("Karim"), "{}", page.text());
    let mut unit = staff.begin(&clerk()).await;
    let again = redact(&mut unit, staff.expected_version(saved.id).await, Some(text), NAME, "Citoyen nommé").await;
    assert!(matches!(again, Err(UseCaseError::Invalid(_))), "{again:?}");
}

#[apply(both_databases)]
async fn a_published_answer_can_be_redacted_and_nothing_else(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    let answer = staff.answer(jawab_domain::AnswerKind::Final, "Monsieur Karim Inconnu a reçu sa réponse.");
    unit.record_answer(saved.expected(), staff.health, &answer).await.unwrap();
    unit.commit().await.unwrap();
    let text = staff.app.number("SELECT id FROM text WHERE part = 'answer'").await;
    let mut unit = staff.begin(&clerk()).await;
    redact(&mut unit, staff.expected_version(saved.id).await, Some(text), NAME, "Citoyen nommé").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.one(&format!("SELECT body FROM text WHERE id = {text}")).await, "Monsieur […] a reçu sa réponse.");
    for edit in ["body = 'x'", "role = 'original', body = body || ''", "provenance = '{\"page\":\"1\"}'", "locale = 'ar'"] {
        let edit = if edit.starts_with("role") { "role = 'unspecified'" } else { edit };
        assert!(staff.app.refused(&format!("UPDATE text SET {edit} WHERE id = {text}")).await.contains("never edited"), "{edit}");
    }
    assert!(staff.app.refused(&format!("DELETE FROM text WHERE id = {text}")).await.contains("never edited"));
    assert!(staff.app.refused("UPDATE redaction SET reason = 'autre'").await.contains("kept as it was made"));
    assert!(
        staff.app.refused("UPDATE redaction SET passage = 'reçu', place = 1, open_until_commit = 0").await.contains("kept as it was made")
    );
    assert!(staff.app.refused("DELETE FROM redaction").await.contains("kept as it was made"));
    staff.app.index().await;
}

const OPEN: &str = "INSERT INTO redaction \
    (text_id, question_id, reason, body_sha256, redacted_by, redacted_at, passage, place, open_until_commit) \
    SELECT t.id, q.question_id, 'x', 'y', 'account:1', a.created_at, 'Oui', 1, 0 \
    FROM text t JOIN answer a ON a.id = t.answer_id JOIN answer_question q ON q.answer_id = a.id";

#[apply(both_databases)]
async fn an_open_redaction_does_not_outlive_its_change(staff: StaffApp) {
    staff.answered("Sujet").await;
    use sea_orm::ConnectionTrait as _;
    let change = staff.app.app.database.change().await.unwrap();
    change.connection().execute_unprepared(OPEN).await.unwrap();
    let refused = change.commit().await.unwrap_err().to_string().to_lowercase();
    assert!(refused.contains("foreign key"), "{refused}");
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM redaction").await, 0);
    staff.app.refused("INSERT INTO never (id) VALUES (0)").await;
    staff.app.refused(&OPEN.replace(", 0 FROM", ", NULL FROM")).await;
}

#[apply(both_databases)]
async fn a_redaction_replaces_its_passage_by_the_mark_alone(staff: StaffApp) {
    staff.answered("Sujet").await;
    use sea_orm::ConnectionTrait as _;
    for (body, taken) in [("Non.", false), ("[…]. Et plus.", false), ("", false), ("[…].", true)] {
        let change = staff.app.app.database.change().await.unwrap();
        change.connection().execute_unprepared(OPEN).await.unwrap();
        let sql = format!("UPDATE text SET body = '{body}' WHERE part = 'answer'");
        assert_eq!(change.connection().execute_unprepared(&sql).await.is_ok(), taken, "{body}");
        change.rollback().await.unwrap();
    }
    // A passage is at the place that the redaction says, or nowhere.
    for place in ["0", "2", "-1", "40"] {
        let change = staff.app.app.database.change().await.unwrap();
        change.connection().execute_unprepared(&OPEN.replace("'Oui', 1, 0", &format!("'Oui', {place}, 0"))).await.unwrap();
        assert!(change.connection().execute_unprepared("UPDATE text SET body = '[…].' WHERE part = 'answer'").await.is_err(), "{place}");
        change.rollback().await.unwrap();
    }
}

#[apply(both_databases)]
async fn what_was_published_of_an_answer_stays(staff: StaffApp) {
    let answer = staff.answered("Sujet").await;
    let sub = staff.app.number("SELECT MIN(id) FROM sub_question").await;
    staff
        .app
        .execute(&format!("INSERT INTO answer_coverage (answer_id, sub_question_id, coverage) VALUES ({}, {sub}, 'partly')", answer.id))
        .await;
    for edit in [
        "UPDATE answer_coverage SET coverage = 'answered'",
        "DELETE FROM answer_coverage",
        "UPDATE answer_question SET position = 9",
        "DELETE FROM answer_question",
        "UPDATE answer SET minister = '{}'",
        "DELETE FROM answer",
    ] {
        assert!(staff.app.refused(edit).await.contains("never edited"), "{edit}");
    }
    assert!(staff.app.refused("UPDATE question SET status = 'gone'").await.to_lowercase().contains("check"));
}

#[apply(both_databases)]
async fn what_a_ministry_prepares_is_nobody_elses_to_touch(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let work = ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 };
    let mut unit = staff.begin(&agent(staff.health)).await;
    unit.draft_answer(work, &staff.answer(AnswerKind::Final, "Karim Inconnu le sait.")).await.unwrap();
    unit.commit().await.unwrap();
    let text = staff.app.number("SELECT id FROM text WHERE answer_id IS NOT NULL").await;
    // Whether the passage exists or not, the response is the same.
    for passage in [NAME, "Personne"] {
        let redacted = redact(&mut staff.begin(&clerk()).await, saved.expected(), Some(text), passage, "Citoyen nommé").await;
        assert!(matches!(redacted, Err(UseCaseError::NotFound)), "{redacted:?}");
    }
    let reviewed = staff.begin(&clerk()).await.review_text(saved.expected(), text).await;
    assert!(matches!(reviewed, Err(UseCaseError::NotFound)), "{reviewed:?}");
    assert_eq!(staff.one(&format!("SELECT body FROM text WHERE id = {text}")).await, "Karim Inconnu le sait.");
}
