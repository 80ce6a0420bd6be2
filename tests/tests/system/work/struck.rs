//! A correction strikes through the line that it puts right, and no other that tells of the same day.

use jawab_domain::lifecycle::CorrectionKind;
use jawab_service::work::CorrectionInput;
use jawab_tests::{apply, both_databases, records::record};
use serde_json::json;

use super::desk::{Desk, clerk, colleague, day};

#[apply(both_databases)]
async fn of_imported_answers_of_one_day_only_the_one_that_was_put_right_is_struck_through(desk: Desk) {
    let answer = |kind: &str| json!({ "kind": kind, "date": "2026-11-09", "texts": { "fr": "Réponse inventée." } });
    let answers = json!([answer("holding"), answer("holding"), answer("final")]);
    let fields = json!({ "chamber": "councillors", "legislature": 11, "number": 7, "transmitted_on": "2026-11-04",
                         "ministry": { "fr": "Santé" }, "answers": answers });
    desk.app.load(&[record("t:struck", fields)]).await;
    let id = desk.app.id("t:struck").await;
    let of = format!("SELECT CAST(answer_id AS TEXT) FROM answer_question WHERE question_id = {id} ORDER BY answer_id");
    let answers: Vec<i64> = desk.app.strings(&of).await.iter().map(|id| id.parse().unwrap()).collect();
    let put_right = async |kind, answer, on: Option<&str>| {
        let input = CorrectionInput { kind, on: on.map(day), answer: Some(answer), referral: None };
        let mut turn = desk.turn(&clerk()).await;
        let asked = turn.rectify(desk.seen(id).await, &input, "Lettre du bureau").await.unwrap();
        turn.commit().await.unwrap();
        let mut turn = desk.turn(&colleague()).await;
        turn.confirm_correction(asked.question.seen()).await.unwrap();
        turn.commit().await.unwrap();
        desk.app.index().await;
        desk.app.get("/fr/questions/councillors/11/7").await
    };

    let page = put_right(CorrectionKind::NotAnswered, answers[2], None).await;
    let struck = page.texts("section[aria-labelledby=history] s");
    assert!(struck.len() == 2 && struck[0] == "9 novembre 2026" && struck[1].starts_with("Réponse reçue"), "{struck:?}");
    assert!(struck[1].ends_with("Santé"), "whose it was: {struck:?}");
    assert_eq!(page.texts(".put-right"), ["Annulation ultérieure"]);

    let page = put_right(CorrectionKind::Answered, answers[1], Some("2026-11-08")).await;
    assert_eq!(page.texts(".put-right"), ["Rectification ultérieure de la date", "Annulation ultérieure"]);
    let page = put_right(CorrectionKind::NotAnswered, answers[1], None).await;
    assert_eq!(page.texts(".put-right"), ["Annulation ultérieure"; 3], "with the line that put its day right");
    let held = page.texts("section[aria-labelledby=history] li").into_iter().filter(|line| line.contains("Réponse d’attente reçue"));
    let marked: Vec<bool> = held.map(|line| line.contains("Annulation ultérieure")).collect();
    assert_eq!(marked, [false, true], "the second alone");
}

#[apply(both_databases)]
async fn a_day_that_was_put_right_and_that_the_source_says_again_is_told_again(desk: Desk) {
    let of = |on: &str, subject: &str| {
        let fields = json!({ "chamber": "councillors", "deposited_on": "2026-11-02", "transmitted_on": on, "ministry": { "fr": "Santé" },
                             "subject": { "fr": subject } });
        record("t:again", fields)
    };
    desk.app.load(&[of("2026-11-04", "Un")]).await;
    let id = desk.app.id("t:again").await;
    let input = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-03")), answer: None, referral: None };
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.rectify(desk.seen(id).await, &input, "Lettre du bureau").await.unwrap();
    turn.commit().await.unwrap();
    if asked.waits {
        let mut turn = desk.turn(&colleague()).await;
        turn.confirm_correction(asked.question.seen()).await.unwrap();
        turn.commit().await.unwrap();
    }
    let told = async || {
        let of = format!("SELECT CAST(occurred_on AS TEXT) FROM event WHERE kind = 'transmitted' AND question_id = {id} ORDER BY id");
        let now = desk.one(&format!("SELECT CAST(transmitted_on AS TEXT) FROM question WHERE id = {id}")).await;
        (desk.app.strings(&of).await, now)
    };
    desk.app.load(&[of("2026-11-03", "Deux")]).await;
    assert_eq!(told().await, (vec!["2026-11-04".to_owned()], "2026-11-03".to_owned()), "the correction tells it");
    desk.app.load(&[of("2026-11-04", "Trois")]).await;
    assert_eq!(told().await, (vec!["2026-11-04".to_owned(); 2], "2026-11-04".to_owned()), "the line that was put right tells it no more");
}
