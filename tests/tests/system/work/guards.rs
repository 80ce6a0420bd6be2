//! What the database itself allows of redactions, and nothing beside.

use jawab_domain::AnswerKind;
use jawab_service::{
    UseCaseError,
    work::{QuestionInput, SeenWork},
};
use jawab_tests::{apply, both_databases, redact};

use super::desk::{Desk, agent, clerk, french};

const NAME: &str = "Karim Inconnu";

async fn holders(desk: &Desk) -> i64 {
    let mut all = 0;
    for (table, column) in [("text", "body"), ("earlier_text", "body"), ("redaction", "passage"), ("event", "data"), ("audit", "data")] {
        all += desk.app.number(&format!("SELECT COUNT(*) FROM {table} WHERE CAST({column} AS TEXT) LIKE '%{NAME}%'")).await;
    }
    all
}

#[apply(both_databases)]
async fn a_redaction_takes_a_name_out_everywhere_and_visibly(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let text = desk.app.number(&format!("SELECT id FROM text WHERE question_id = {} AND part = 'question'", kept.id)).await;
    // What the text read before it was corrected has the name too.
    let mut turn = desk.turn(&clerk()).await;
    let input = QuestionInput { text: french("Karim Inconnu habite là."), ..desk.form(&kept, "Sujet").await };
    turn.edit(kept.seen(), input, Some("Erreur de saisie")).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(holders(&desk).await, 2);
    let mut turn = desk.turn(&clerk()).await;
    redact(&mut turn, desk.seen(kept.id).await, Some(text), NAME, "Citoyen nommé").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(holders(&desk).await, 0);
    assert_eq!(desk.one(&format!("SELECT body FROM text WHERE id = {text}")).await, "[…] habite là.");
    assert_eq!(desk.one(&format!("SELECT reviewed_by FROM text WHERE id = {text}")).await, "", "nobody read it over");
    assert_eq!(desk.one("SELECT body FROM earlier_text").await, "Le texte nomme […]. […] habite ici.");
    desk.app.index().await;
    let page = desk.app.get(&format!("/fr/questions/{}", kept.code)).await;
    let page = desk.app.get(page.header("location")).await;
    assert!(page.text().contains("[…] habite là.") && !page.body.contains("Karim"), "{}", page.text());
    let mut turn = desk.turn(&clerk()).await;
    let again = redact(&mut turn, desk.seen(kept.id).await, Some(text), NAME, "Citoyen nommé").await;
    assert!(matches!(again, Err(UseCaseError::Invalid(_))), "{again:?}");
}

#[apply(both_databases)]
async fn a_published_answer_can_be_redacted_and_nothing_else(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    let answer = desk.answer(jawab_domain::AnswerKind::Final, "Monsieur Karim Inconnu a reçu sa réponse.");
    turn.record_answer(kept.seen(), desk.health, &answer).await.unwrap();
    turn.commit().await.unwrap();
    let text = desk.app.number("SELECT id FROM text WHERE part = 'answer'").await;
    let mut turn = desk.turn(&clerk()).await;
    redact(&mut turn, desk.seen(kept.id).await, Some(text), NAME, "Citoyen nommé").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.one(&format!("SELECT body FROM text WHERE id = {text}")).await, "Monsieur […] a reçu sa réponse.");
    for edit in ["body = 'x'", "role = 'original', body = body || ''", "provenance = '{\"page\":\"1\"}'", "locale = 'ar'"] {
        let edit = if edit.starts_with("role") { "role = 'unspecified'" } else { edit };
        assert!(desk.app.refused(&format!("UPDATE text SET {edit} WHERE id = {text}")).await.contains("never edited"), "{edit}");
    }
    assert!(desk.app.refused(&format!("DELETE FROM text WHERE id = {text}")).await.contains("never edited"));
    assert!(desk.app.refused("UPDATE redaction SET reason = 'autre'").await.contains("kept as it was made"));
    assert!(
        desk.app.refused("UPDATE redaction SET passage = 'reçu', place = 1, open_until_commit = 0").await.contains("kept as it was made")
    );
    assert!(desk.app.refused("DELETE FROM redaction").await.contains("kept as it was made"));
    desk.app.index().await;
}

const OPEN: &str = "INSERT INTO redaction \
    (text_id, question_id, reason, body_sha256, redacted_by, redacted_at, passage, place, open_until_commit) \
    SELECT t.id, q.question_id, 'x', 'y', 'account:1', a.created_at, 'Oui', 1, 0 \
    FROM text t JOIN answer a ON a.id = t.answer_id JOIN answer_question q ON q.answer_id = a.id";

#[apply(both_databases)]
async fn an_open_redaction_does_not_outlive_its_change(desk: Desk) {
    desk.answered("Sujet").await;
    use sea_orm::ConnectionTrait as _;
    let change = desk.app.app.database.change().await.unwrap();
    change.connection().execute_unprepared(OPEN).await.unwrap();
    let refused = change.commit().await.unwrap_err().to_string().to_lowercase();
    assert!(refused.contains("foreign key"), "{refused}");
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM redaction").await, 0);
    desk.app.refused("INSERT INTO never (id) VALUES (0)").await;
    desk.app.refused(&OPEN.replace(", 0 FROM", ", NULL FROM")).await;
}

#[apply(both_databases)]
async fn a_redaction_replaces_its_passage_by_the_mark_alone(desk: Desk) {
    desk.answered("Sujet").await;
    use sea_orm::ConnectionTrait as _;
    for (body, taken) in [("Non.", false), ("[…]. Et plus.", false), ("", false), ("[…].", true)] {
        let change = desk.app.app.database.change().await.unwrap();
        change.connection().execute_unprepared(OPEN).await.unwrap();
        let sql = format!("UPDATE text SET body = '{body}' WHERE part = 'answer'");
        assert_eq!(change.connection().execute_unprepared(&sql).await.is_ok(), taken, "{body}");
        change.rollback().await.unwrap();
    }
    // A passage stands where the redaction says, or nowhere.
    for place in ["0", "2", "-1", "40"] {
        let change = desk.app.app.database.change().await.unwrap();
        change.connection().execute_unprepared(&OPEN.replace("'Oui', 1, 0", &format!("'Oui', {place}, 0"))).await.unwrap();
        assert!(change.connection().execute_unprepared("UPDATE text SET body = '[…].' WHERE part = 'answer'").await.is_err(), "{place}");
        change.rollback().await.unwrap();
    }
}

#[apply(both_databases)]
async fn what_was_published_of_an_answer_stays(desk: Desk) {
    let answer = desk.answered("Sujet").await;
    let sub = desk.app.number("SELECT MIN(id) FROM sub_question").await;
    desk.app
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
        assert!(desk.app.refused(edit).await.contains("never edited"), "{edit}");
    }
    assert!(desk.app.refused("UPDATE question SET status = 'gone'").await.to_lowercase().contains("check"));
}

#[apply(both_databases)]
async fn what_a_ministry_prepares_is_nobody_elses_to_touch(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let work = SeenWork { question: kept.id, ministry: desk.health, version: 0 };
    let mut turn = desk.turn(&agent(desk.health)).await;
    turn.draft_answer(work, &desk.answer(AnswerKind::Final, "Karim Inconnu le sait.")).await.unwrap();
    turn.commit().await.unwrap();
    let text = desk.app.number("SELECT id FROM text WHERE answer_id IS NOT NULL").await;
    // Whether the passage is there or not, the answer is the same.
    for passage in [NAME, "Personne"] {
        let redacted = redact(&mut desk.turn(&clerk()).await, kept.seen(), Some(text), passage, "Citoyen nommé").await;
        assert!(matches!(redacted, Err(UseCaseError::NotFound)), "{redacted:?}");
    }
    let reviewed = desk.turn(&clerk()).await.review_text(kept.seen(), text).await;
    assert!(matches!(reviewed, Err(UseCaseError::NotFound)), "{reviewed:?}");
    assert_eq!(desk.one(&format!("SELECT body FROM text WHERE id = {text}")).await, "Karim Inconnu le sait.");
}
