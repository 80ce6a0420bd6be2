//! Changes of several questions or works take their locks in one order, and never wait for one another in a circle. SQLite has one
//! writer.

use jawab_domain::AnswerKind;
use jawab_service::use_cases::{AnswerInput, Deposit, ExpectedWorkVersion, Transfer};
use jawab_tests::{
    Backend,
    records::{lines, record},
};
use serde_json::{Value, json};

use super::staff_app::{StaffApp, agent, clerk};

/// Locks the work on the first of the questions.
const FIRST_WORK: &str = "SELECT 1 FROM ministry_work WHERE question_id = (SELECT MIN(question_id) FROM ministry_work) FOR UPDATE";
/// Fails if somebody has locked the work on the last of them.
const LAST_WORK_IS_FREE: &str =
    "SELECT 1 FROM ministry_work WHERE question_id = (SELECT MAX(question_id) FROM ministry_work) FOR UPDATE NOWAIT";
/// Fails if somebody has locked any work.
const WORKS_ARE_FREE: &str = "SELECT 1 FROM ministry_work FOR UPDATE NOWAIT";
/// Locks the last of the questions.
const LAST_QUESTION: &str = "UPDATE question SET updated_at = updated_at WHERE id = (SELECT MAX(question_id) FROM ministry_work)";

/// Health has written one answer to both questions, and cleared it.
async fn answered_together(staff: &StaffApp, one: i64, two: i64) {
    let mut unit = staff.begin(&agent(staff.health)).await;
    let input = AnswerInput { also: vec![two], ..staff.answer(AnswerKind::Final, "Aux deux.") };
    let drafted = unit.draft_answer(ExpectedWorkVersion { question: one, ministry: staff.health, version: 0 }, &input).await.unwrap();
    unit.clear_answer(drafted.expected()).await.unwrap();
    unit.commit().await.unwrap();
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_transfer_waits_for_the_works_of_an_answer_in_the_order_of_their_questions() {
    jawab_tests::run(Backend::Postgresql, async |staff: StaffApp| {
        let (one, two) = (staff.published("Un").await, staff.published("Deux").await);
        answered_together(&staff, one.id, two.id).await;
        let somebody = staff.app.hold(FIRST_WORK).await;
        let how = Transfer { on: None, from: staff.health, to: staff.education, reason: "Compétence".into() };
        let (use_cases, seen) = (staff.use_cases.clone(), staff.expected_version(two.id).await);
        let transferred = tokio::spawn(async move {
            let mut unit = use_cases.begin(&clerk()).await?;
            unit.transfer(seen, how).await?;
            unit.commit().await
        });
        staff.app.until_waiting(1).await;
        staff.app.hold(LAST_WORK_IS_FREE).await.release().await;
        somebody.release().await;
        transferred.await.unwrap().unwrap();
        staff.app.index().await;
    });
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_succession_waits_for_all_questions_before_it_takes_any_work() {
    jawab_tests::run(Backend::Postgresql, async |staff: StaffApp| {
        let (one, two) = (staff.published("Un").await, staff.published("Deux").await);
        answered_together(&staff, one.id, two.id).await;
        let somebody = staff.app.hold(LAST_QUESTION).await;
        let waits = async {
            staff.app.until_waiting(1).await;
            staff.app.hold(WORKS_ARE_FREE).await.release().await;
            somebody.release().await;
        };
        tokio::join!(staff.merged(), waits);
        assert_eq!(staff.app.number(&format!("SELECT COUNT(*) FROM ministry_work WHERE ministry_id = {}", staff.education)).await, 2);
    });
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn an_import_waits_for_all_questions_of_its_records_before_it_takes_any_work() {
    jawab_tests::run(Backend::Postgresql, async |staff: StaffApp| {
        let asked = |more: Value| {
            let transmitted = json!({ "chamber": "councillors", "transmitted_on": "2026-11-04", "ministry": { "fr": "Santé" } });
            let one = |source_id: &str| {
                let mut one = record(source_id, transmitted.clone());
                one.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                one
            };
            lines(&[one("a"), one("b")])
        };
        assert_eq!(staff.app.import(&asked(json!({}))).await.created, 2);
        answered_together(&staff, staff.app.id("a").await, staff.app.id("b").await).await;
        let somebody = staff.app.hold(LAST_QUESTION).await;
        let withdrawn = staff.app.import_of(asked(json!({ "status": "withdrawn", "ended_on": "2026-11-20" })));
        let (database, clock) = (staff.app.app.database.clone(), staff.app.app.clock.clone());
        let imported = tokio::spawn(async move { withdrawn.run(&database, &clock, |_| {}).await });
        staff.app.until_waiting(1).await;
        staff.app.hold(WORKS_ARE_FREE).await.release().await;
        somebody.release().await;
        assert_eq!(imported.await.unwrap().unwrap().updated, 2);
        let cleared = "SELECT COUNT(*) FROM ministry_work WHERE state = 'cleared'";
        assert_eq!(staff.app.number(cleared).await, 0, "what was pending is closed");
        staff.app.index().await;
    });
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_series_is_not_brought_back_below_a_number_that_was_taken_meanwhile() {
    jawab_tests::run(Backend::Postgresql, async |staff: StaffApp| {
        let (mistaken, next) = (staff.log("Un").await, staff.log("Deux").await);
        let mut unit = staff.begin(&clerk()).await;
        let far = Deposit { number: Some(21_210), moves_series: true, ..Deposit::default() };
        unit.deposit(mistaken.expected(), far).await.unwrap();
        unit.commit().await.unwrap();
        // As after the correction of a published question.
        staff.app.execute("UPDATE question SET number = 2121 WHERE number = 21210").await;
        let former = "INSERT INTO reference_alias (chamber, legislature, number, question_id) \
                      SELECT chamber, legislature, 21210, id FROM question WHERE number = 2121";
        staff.app.execute(former).await;
        let ((taken, is_taken), (release, released)) = (tokio::sync::oneshot::channel(), tokio::sync::oneshot::channel::<()>());
        let (use_cases, seen) = (staff.use_cases.clone(), next.expected());
        let deposited = tokio::spawn(async move {
            let mut unit = use_cases.begin(&clerk()).await.unwrap();
            unit.deposit(seen, Deposit::default()).await.unwrap();
            taken.send(()).unwrap();
            released.await.unwrap();
            unit.commit().await.unwrap();
        });
        is_taken.await.unwrap();
        let (use_cases, id) = (staff.use_cases.clone(), mistaken.id);
        let back = tokio::spawn(async move {
            let mut unit = use_cases.begin(&clerk()).await.unwrap();
            unit.bring_series_back(id).await.unwrap();
            unit.commit().await.unwrap();
        });
        staff.app.until_waiting(1).await;
        release.send(()).unwrap();
        deposited.await.unwrap();
        back.await.unwrap();
        assert_eq!(
            staff.app.number("SELECT CAST(last_number AS BIGINT) FROM numbering").await,
            21_211,
            "a question has that number by now"
        );
    });
}
