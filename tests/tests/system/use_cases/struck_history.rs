//! A correction strikes through the history line that it corrects, and no other line of the same day.

use jawab_domain::lifecycle::CorrectionKind;
use jawab_service::use_cases::CorrectionInput;
use jawab_tests::{apply, both_databases, records::record};
use serde_json::json;

use super::staff_app::{StaffApp, clerk, colleague, day};

#[apply(both_databases)]
async fn of_imported_answers_of_one_day_only_the_one_that_was_put_right_is_struck_through(staff: StaffApp) {
    let answer = |kind: &str| json!({ "kind": kind, "date": "2026-11-09", "texts": { "fr": "Réponse inventée." } });
    let answers = json!([answer("holding"), answer("holding"), answer("final")]);
    let fields = json!({ "chamber": "councillors", "legislature": 11, "number": 7, "transmitted_on": "2026-11-04",
                         "ministry": { "fr": "Santé" }, "answers": answers });
    staff.app.load(&[record("t:struck", fields)]).await;
    let id = staff.app.id("t:struck").await;
    let of = format!("SELECT CAST(answer_id AS TEXT) FROM answer_question WHERE question_id = {id} ORDER BY answer_id");
    let answers: Vec<i64> = staff.app.strings(&of).await.iter().map(|id| id.parse().unwrap()).collect();
    let corrected_by = async |kind, answer, on: Option<&str>| {
        let input = CorrectionInput { kind, on: on.map(day), answer: Some(answer), referral: None };
        let mut unit = staff.begin(&clerk()).await;
        let requested = unit.correct_record(staff.expected_version(id).await, &input, "Lettre du bureau").await.unwrap();
        unit.commit().await.unwrap();
        let mut unit = staff.begin(&colleague()).await;
        unit.confirm_correction(requested.question.expected()).await.unwrap();
        unit.commit().await.unwrap();
        staff.app.index().await;
        staff.app.get("/fr/questions/councillors/11/7").await
    };

    let page = corrected_by(CorrectionKind::NotAnswered, answers[2], None).await;
    let struck_texts = page.texts("section[aria-labelledby=history] s");
    assert!(
        struck_texts.len() == 2 && struck_texts[0] == "9 novembre 2026" && struck_texts[1].starts_with("Réponse reçue"),
        "{struck_texts:?}"
    );
    assert!(struck_texts[1].ends_with("Santé"), "whose it was: {struck_texts:?}");
    assert_eq!(page.texts(".put-right"), ["Annulation ultérieure"]);

    let page = corrected_by(CorrectionKind::Answered, answers[1], Some("2026-11-08")).await;
    assert_eq!(page.texts(".put-right"), ["Rectification ultérieure de la date", "Annulation ultérieure"]);
    let page = corrected_by(CorrectionKind::NotAnswered, answers[1], None).await;
    assert_eq!(page.texts(".put-right"), ["Annulation ultérieure"; 3], "with the line that put its day right");
    let held = page.texts("section[aria-labelledby=history] li").into_iter().filter(|line| line.contains("Réponse d’attente reçue"));
    let marked: Vec<bool> = held.map(|line| line.contains("Annulation ultérieure")).collect();
    assert_eq!(marked, [false, true], "the second alone");
}

#[apply(both_databases)]
async fn a_day_that_was_put_right_and_that_the_source_says_again_is_told_again(staff: StaffApp) {
    let of = |on: &str, subject: &str| {
        let fields = json!({ "chamber": "councillors", "deposited_on": "2026-11-02", "transmitted_on": on, "ministry": { "fr": "Santé" },
                             "subject": { "fr": subject } });
        record("t:again", fields)
    };
    staff.app.load(&[of("2026-11-04", "Un")]).await;
    let id = staff.app.id("t:again").await;
    let input = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-03")), answer: None, referral: None };
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.correct_record(staff.expected_version(id).await, &input, "Lettre du bureau").await.unwrap();
    unit.commit().await.unwrap();
    if requested.waits {
        let mut unit = staff.begin(&colleague()).await;
        unit.confirm_correction(requested.question.expected()).await.unwrap();
        unit.commit().await.unwrap();
    }
    let transmission_days = async || {
        let of = format!("SELECT CAST(occurred_on AS TEXT) FROM event WHERE kind = 'transmitted' AND question_id = {id} ORDER BY id");
        let now = staff.one(&format!("SELECT CAST(transmitted_on AS TEXT) FROM question WHERE id = {id}")).await;
        (staff.app.strings(&of).await, now)
    };
    staff.app.load(&[of("2026-11-03", "Deux")]).await;
    assert_eq!(transmission_days().await, (vec!["2026-11-04".to_owned()], "2026-11-03".to_owned()), "the correction tells it");
    staff.app.load(&[of("2026-11-04", "Trois")]).await;
    assert_eq!(
        transmission_days().await,
        (vec!["2026-11-04".to_owned(); 2], "2026-11-04".to_owned()),
        "the line that was put right tells it no more"
    );
}
