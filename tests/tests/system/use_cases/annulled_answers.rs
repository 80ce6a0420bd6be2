//! Annulled answers: annulled before anybody outside could read it, an answer stays unpublished; afterwards it stays readable,
//! and its history says what happened.

use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::use_cases::{AnswerInput, CorrectionInput};
use jawab_store::{Viewer, answers_visible_to};
use jawab_tests::{TestApp, apply, both_databases};
use sea_orm::{ConnectionTrait as _, sea_query::Query};

use super::staff_app::{StaffApp, clerk, colleague};

const WHY: &str = "Lettre du bureau";

/// Records an answer of the ministry; returns its id.
async fn record(staff: &StaffApp, id: i64, body: &str, also: Vec<i64>) -> i64 {
    let mut unit = staff.begin(&clerk()).await;
    let input = AnswerInput { also, ..staff.answer(AnswerKind::Final, body) };
    let answer = unit.record_answer(staff.expected_version(id).await, staff.health, &input).await.unwrap();
    unit.commit().await.unwrap();
    answer.id
}

/// Annuls an answer recorded by mistake; returns whether a second person had to confirm that.
async fn annul(staff: &StaffApp, id: i64, answer: i64) -> bool {
    let correction = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.correct_record(staff.expected_version(id).await, &correction, WHY).await.unwrap();
    unit.commit().await.unwrap();
    if requested.waits {
        let mut unit = staff.begin(&colleague()).await;
        unit.confirm_correction(requested.question.expected()).await.unwrap();
        unit.commit().await.unwrap();
    }
    requested.waits
}

async fn publish(staff: &StaffApp, id: i64) {
    let mut unit = staff.begin(&clerk()).await;
    unit.publish(staff.expected_version(id).await).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
}

async fn hide(staff: &StaffApp, id: i64) {
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.ask_hiding(staff.expected_version(id).await, "Plainte").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    unit.confirm_hiding(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
}

async fn unhide(staff: &StaffApp, id: i64) {
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.ask_unhiding(staff.expected_version(id).await, "Retirée").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    unit.confirm_unhiding(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
}

/// The bodies of the public answers, and whether each was annulled.
async fn public_answers(app: &TestApp, number: i32) -> Vec<(String, bool)> {
    let response = app.get_json(&format!("/api/v1/questions/councillors/11/{number}")).await;
    let one = |answer: &serde_json::Value| (answer["texts"][0]["body"].as_str().unwrap().to_owned(), answer["annulled"].as_bool().unwrap());
    response["answers"].as_array().unwrap().iter().map(one).collect()
}

/// The lines of the public history about answers, and how many days and words in it are struck through.
async fn lines(app: &TestApp, number: i32) -> (Vec<String>, usize) {
    let page = app.get(&format!("/fr/questions/councillors/11/{number}")).await;
    let lines = page.texts("[aria-labelledby=history] li").into_iter().filter(|line| line.contains("éponse")).collect();
    (lines, page.all("[aria-labelledby=history] li s").len())
}

#[apply(both_databases)]
async fn what_was_annulled_before_anybody_outside_could_read_it_stays_out(staff: StaffApp) {
    let saved = staff.transmitted("Sujet").await;
    let first = record(&staff, saved.id, "Un coquelicot.", Vec::new()).await;
    assert!(!annul(&staff, saved.id, first).await);
    record(&staff, saved.id, "Une pivoine.", Vec::new()).await;
    publish(&staff, saved.id).await;
    for locale in ["fr", "ar"] {
        let page = staff.app.get(&format!("/{locale}/questions/councillors/11/1")).await;
        assert!(page.body.contains("Une pivoine."), "{}", page.text());
        let unread = ["coquelicot", WHY].iter().any(|unread| page.body.contains(unread));
        assert!(!unread && page.all(".answer .notice").is_empty(), "{locale}: {}", page.text());
    }
    let (given, struck) = lines(&staff.app, 1).await;
    assert!(given.len() == 1 && given[0].contains("Réponse reçue") && struck == 0, "{given:?}");
    assert_eq!(public_answers(&staff.app, 1).await, [("Une pivoine.".to_owned(), false)]);
    assert_eq!(staff.app.get_json("/api/v1/search?q=coquelicot").await["total"], 0);
    // Staff who could read it then can still.
    let (clerk, us) = (staff.app.clerk(Chamber::Councillors).await, staff.app.agent(&[staff.health]).await);
    let work = format!("/fr/staff/questions/{}", saved.code);
    for page in [clerk.get(&work).await, us.get(&format!("/fr/staff/answers/{}/sante", saved.code)).await] {
        assert!(page.text().contains("Un coquelicot.") && page.text().contains("Réponse annulée"), "{}: {}", page.address, page.text());
    }
    assert!(clerk.get(&format!("{work}/history")).await.text().contains(WHY));
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM annulled_answer WHERE NOT was_read").await, 1);
}

#[apply(both_databases)]
async fn what_was_annulled_while_its_question_was_hidden_is_told_by_whether_it_could_be_read_before(staff: StaffApp) {
    let (before, after) = (staff.published("Un").await, staff.published("Deux").await);
    hide(&staff, before.id).await;
    staff.app.set_clock("2026-11-21T10:01:00Z");
    let unread = record(&staff, before.id, "Un coquelicot.", Vec::new()).await;
    let read = record(&staff, after.id, "Une pivoine.", Vec::new()).await;
    hide(&staff, after.id).await;
    for (id, answer) in [(before.id, unread), (after.id, read)] {
        assert!(annul(&staff, id, answer).await, "readers may count by it");
        unhide(&staff, id).await;
    }
    assert!(public_answers(&staff.app, 1).await.is_empty());
    assert_eq!(public_answers(&staff.app, 2).await, [("Une pivoine.".to_owned(), true)]);
}

#[apply(both_databases)]
async fn what_could_be_read_at_another_question_is_told_with_what_became_of_it(staff: StaffApp) {
    let (public, other) = (staff.published("Un").await, staff.transmitted("Deux").await);
    let shared = record(&staff, public.id, "Un coquelicot.", vec![other.id]).await;
    annul(&staff, other.id, shared).await;
    record(&staff, other.id, "Une pivoine.", Vec::new()).await;
    publish(&staff, other.id).await;
    assert_eq!(public_answers(&staff.app, 1).await, [("Un coquelicot.".to_owned(), true)]);
    assert_eq!(public_answers(&staff.app, 2).await, [("Une pivoine.".to_owned(), false), ("Un coquelicot.".to_owned(), true)]);
    let (given, struck) = lines(&staff.app, 2).await;
    assert!(given.len() == 3 && struck == 2, "the first is struck through, and a line says by what: {given:?}");
    let page = staff.app.get("/fr/questions/councillors/11/2").await.text();
    assert!(page.contains("Réponse annulée") && page.contains(WHY), "{page}");
}

#[apply(both_databases)]
async fn whom_a_question_is_only_meant_for_could_not_read_what_was_annulled(staff: StaffApp) {
    let saved = staff.transmitted("Sujet").await;
    let answer = record(&staff, saved.id, "Un coquelicot.", Vec::new()).await;
    assert!(!annul(&staff, saved.id, answer).await);
    let (id, education) = (saved.id, staff.education);
    staff.app.execute(&format!("INSERT INTO attribution (question_id, position, ministry_id) VALUES ({id}, 2, {education})")).await;
    let them = Viewer::Agent(staff.app.agent(&[education]).await.account);
    let seen = async || {
        let visible = Query::select().column("id").from("answer").and_where(answers_visible_to(them)).to_owned();
        staff.app.app.database.reader().query_all(&visible).await.unwrap().len()
    };
    assert_eq!(seen().await, 1, "it received the question");
    staff.app.execute(&format!("UPDATE question SET status = 'deposited', transmitted_on = NULL, due_on = NULL WHERE id = {id}")).await;
    assert_eq!(seen().await, 0);
}
