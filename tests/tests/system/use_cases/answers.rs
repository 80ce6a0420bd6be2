//! Answers, from the ministry's desk to the public.

use jawab_domain::{AnswerKind, Chamber, Coverage, field::FieldName, lifecycle::Refusal, preparation::WorkState};
use jawab_service::{
    UseCaseError,
    use_cases::{AnswerInput, ExpectedWorkVersion, FieldError, InternalDeadline, Problem, SavedQuestion, SavedWork, Transfer},
};
use jawab_store::{Viewer, read, works};
use jawab_tests::{
    Backend, apply, both_databases,
    records::{lines, record},
};
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::json;

use super::staff_app::{StaffApp, agent, clerk, colleague, day, french};

#[apply(both_databases)]
async fn an_answer_is_for_questions_of_one_chamber(staff: StaffApp) {
    let (one, other) = (staff.published("Un").await, staff.published("Deux").await);
    staff.app.execute(&format!("UPDATE question SET chamber = 'representatives' WHERE id = {}", other.id)).await;
    let input = AnswerInput { also: vec![other.id], ..staff.answer(AnswerKind::Final, "Aux deux.") };
    let mut unit = staff.begin(&agent(staff.health)).await;
    let refused = unit.draft_answer(work(&staff, &one), &input).await;
    assert!(matches!(&refused, Err(UseCaseError::Invalid(faults)) if faults[0].field.to_string() == "also"), "{refused:?}");
}

#[apply(both_databases)]
async fn an_answer_is_returned_or_published_and_never_both(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let done = submitted(&staff, &saved, &staff.answer(AnswerKind::Final, "Oui.")).await;
    let (seen, answer, work) = (staff.expected_version(saved.id).await, done.answer.unwrap(), staff.use_cases.clone());
    let read = done.expected().version;
    let publish = tokio::spawn(async move {
        let mut unit = work.begin(&clerk()).await?;
        unit.publish_answer(seen, answer, None, read).await?;
        unit.commit().await
    });
    let (seen, work) = (done.expected(), staff.use_cases.clone());
    let give_back = tokio::spawn(async move {
        let mut unit = work.begin(&colleague()).await?;
        unit.return_answer(seen, "À revoir").await?;
        unit.commit().await
    });
    let (published, returned) = (publish.await.unwrap(), give_back.await.unwrap());
    assert!(published.is_ok() != returned.is_ok(), "{published:?} {returned:?}");
    let expected = if published.is_ok() { ("answered", "submitted") } else { ("transmitted", "drafted") };
    let found = (
        staff.one(&format!("SELECT status FROM question WHERE id = {}", saved.id)).await,
        staff.one("SELECT state FROM ministry_work").await,
    );
    assert_eq!((found.0.as_str(), found.1.as_str()), expected);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn an_answer_is_taken_back_or_published_and_never_both(staff: StaffApp) {
    for kind in [AnswerKind::Final, AnswerKind::Holding] {
        let saved = staff.published("Sujet").await;
        let done = submitted(&staff, &saved, &staff.answer(kind, "Oui.")).await;
        let (seen, answer, work, read) =
            (staff.expected_version(saved.id).await, done.answer.unwrap(), staff.use_cases.clone(), done.version);
        let publish = tokio::spawn(async move {
            let mut unit = work.begin(&clerk()).await?;
            unit.publish_answer(seen, answer, None, read).await?;
            unit.commit().await
        });
        let (seen, work, health) = (done.expected(), staff.use_cases.clone(), staff.health);
        let recall = tokio::spawn(async move {
            let mut unit = work.begin(&agent(health)).await?;
            unit.recall_answer(seen).await?;
            unit.commit().await
        });
        let (published, recalled) = (publish.await.unwrap(), recall.await.unwrap());
        assert!(published.is_ok() != recalled.is_ok(), "{published:?} {recalled:?}");
        let counted = staff.app.number(&format!("SELECT COUNT(*) FROM answer WHERE id = {answer} AND published_at IS NOT NULL")).await;
        assert_eq!(counted, i64::from(published.is_ok()));
        let state = staff.one(&format!("SELECT state FROM ministry_work WHERE question_id = {}", saved.id)).await;
        assert_eq!(state == "cleared", recalled.is_ok(), "{state}");
        // Afterwards neither is pending any more.
        let mut unit = staff.begin(&agent(staff.health)).await;
        assert!(unit.recall_answer(done.expected()).await.is_err());
        drop(unit);
        staff.app.index().await;
    }
}

/// Only PostgreSQL has two concurrent writers.
#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_ministry_answers_a_question_while_an_import_writes_it() {
    jawab_tests::run(Backend::Postgresql, async |staff: StaffApp| {
        let asked = |text: &str| {
            let fields =
                json!({ "chamber": "councillors", "transmitted_on": "2026-11-04", "ministry": { "fr": "Santé" }, "text": { "fr": text } });
            lines(&[record("a", fields)])
        };
        assert_eq!(staff.app.import(&asked("Avant.")).await.created, 1);
        // The import has locked the question at this point, and waits for another lock.
        staff
            .app
            .execute(
                "CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS \
                 $$BEGIN PERFORM pg_advisory_xact_lock(777); RETURN NULL; END$$",
            )
            .await;
        staff.app.execute("CREATE TRIGGER wait_here BEFORE DELETE ON author FOR EACH STATEMENT EXECUTE FUNCTION wait_here()").await;
        let somebody = staff.app.hold("SELECT pg_advisory_xact_lock(777)").await;
        let import = staff.app.import_of(asked("Après."));
        let (database, clock) = (staff.app.app.database.clone(), staff.app.app.clock.clone());
        let imported = tokio::spawn(async move { import.run(&database, &clock, |_| {}).await });
        staff.app.until_waiting(1).await;
        let (question, ministry) = (staff.app.id("a").await, staff.health);
        let mut unit = staff.begin(&agent(ministry)).await;
        let begun_work = ExpectedWorkVersion { question, ministry, version: 0 };
        unit.draft_answer(begun_work, &staff.answer(AnswerKind::Final, "Oui.")).await.unwrap();
        unit.commit().await.unwrap();
        somebody.release().await;
        assert_eq!(imported.await.unwrap().unwrap().updated, 1);
        staff.app.index().await;
    });
}

fn work(staff: &StaffApp, saved: &SavedQuestion) -> ExpectedWorkVersion {
    ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 }
}

async fn submitted(staff: &StaffApp, saved: &SavedQuestion, input: &AnswerInput) -> SavedWork {
    let mut unit = staff.begin(&agent(staff.health)).await;
    let drafted = unit.draft_answer(work(staff, saved), input).await.unwrap();
    let cleared = unit.clear_answer(drafted.expected()).await.unwrap();
    let submitted = unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
    submitted
}

async fn public(staff: &StaffApp, saved: &SavedQuestion) -> serde_json::Value {
    staff.app.index().await;
    staff.app.get_json(&format!("/api/v1/questions/{}", saved.code)).await
}

#[apply(both_databases)]
async fn an_answer_goes_from_the_ministry_to_the_public(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let subs = staff.app.number(&format!("SELECT MIN(id) FROM sub_question WHERE question_id = {}", saved.id)).await;
    let input = AnswerInput { coverage: vec![(subs, Coverage::Partly)], ..staff.answer(AnswerKind::Final, "Oui, bientôt.") };
    let done = submitted(&staff, &saved, &input).await;
    assert!(public(&staff, &saved).await["answers"].as_array().unwrap().is_empty(), "not before the Chamber publishes it");
    // The Chamber takes three days: the ministry answered on the day it submitted.
    staff.app.set_clock("2026-11-24T10:00:00Z");
    let mut unit = staff.begin(&clerk()).await;
    unit.publish_answer(staff.expected_version(saved.id).await, done.answer.unwrap(), None, done.expected().version).await.unwrap();
    unit.commit().await.unwrap();
    let response = public(&staff, &saved).await;
    assert_eq!((&response["status"], &response["answered_on"]), (&"answered".into(), &"2026-11-21".into()));
    assert_eq!(response["answers"][0]["texts"][0]["body"], "Oui, bientôt.");
    assert!(response.to_string().contains("partly"), "{response}");
    assert_eq!(staff.events(saved.id).await, ["logged", "deposited", "transmitted", "published", "answer_submitted", "answered"]);
    assert_eq!(
        staff.app.strings("SELECT DISTINCT action FROM audit WHERE action LIKE 'answer.%' ORDER BY 1").await,
        ["answer.cleared", "answer.drafted"]
    );
}

#[apply(both_databases)]
async fn one_answer_settles_several_questions(staff: StaffApp) {
    let (one, two, three) = (staff.published("Un").await, staff.published("Deux").await, staff.published("Trois").await);
    let input = AnswerInput { also: vec![three.id, two.id], ..staff.answer(AnswerKind::Final, "À tous.") };
    let done = submitted(&staff, &one, &input).await;
    let states = staff.app.strings("SELECT state FROM ministry_work ORDER BY question_id").await;
    assert_eq!(states, ["submitted", "submitted", "submitted"]);
    // One of them was withdrawn meanwhile: the answer is for the others.
    let mut unit = staff.begin(&clerk()).await;
    unit.withdraw(staff.expected_version(three.id).await, None, "Demande").await.unwrap();
    let read = works::find(unit.db(), one.id, staff.health).await.unwrap().unwrap().version;
    unit.publish_answer(staff.expected_version(one.id).await, done.answer.unwrap(), None, read).await.unwrap();
    let sql = "SELECT CAST(question_id AS TEXT) AS id FROM answer_question ORDER BY question_id";
    let rows = unit.db().query_all_raw(Statement::from_string(unit.db().get_database_backend(), sql)).await.unwrap();
    let left: Vec<String> = rows.iter().map(|row| row.try_get("", "id").unwrap()).collect();
    assert_eq!(left, [one.id.to_string(), two.id.to_string()]);
    drop(unit);
    let mut unit = staff.begin(&clerk()).await;
    let read = works::find(unit.db(), two.id, staff.health).await.unwrap().unwrap().version;
    unit.publish_answer(staff.expected_version(two.id).await, done.answer.unwrap(), None, read).await.unwrap();
    unit.commit().await.unwrap();
    for saved in [&one, &two, &three] {
        let response = public(&staff, saved).await;
        assert_eq!((&response["status"], &response["answers"][0]["texts"][0]["body"]), (&"answered".into(), &"À tous.".into()));
        assert_eq!(staff.events(saved.id).await.last().unwrap(), "answered");
    }
}

#[apply(both_databases)]
async fn a_holding_answer_leaves_the_clock_running(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let held = submitted(&staff, &saved, &staff.answer(AnswerKind::Holding, "Plus tard.")).await;
    let mut unit = staff.begin(&clerk()).await;
    unit.publish_answer(staff.expected_version(saved.id).await, held.answer.unwrap(), None, held.expected().version).await.unwrap();
    unit.commit().await.unwrap();
    let response = public(&staff, &saved).await;
    assert_eq!((&response["status"], &response["due_on"]), (&"transmitted".into(), &"2026-11-24".into()));
    let version = staff.app.number("SELECT version FROM ministry_work").await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    let drafted = unit
        .draft_answer(ExpectedWorkVersion { version, ..work(&staff, &saved) }, &staff.answer(AnswerKind::Final, "Voici."))
        .await
        .unwrap();
    assert_ne!(drafted.answer, held.answer);
}

#[apply(both_databases)]
async fn a_list_that_is_too_long_is_refused_as_a_whole(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let input = AnswerInput { coverage: vec![(0, Coverage::Partly); 3_000], ..staff.answer(AnswerKind::Final, "Oui.") };
    let mut unit = staff.begin(&agent(staff.health)).await;
    let refused = unit.draft_answer(work(&staff, &saved), &input).await;
    assert!(
        matches!(&refused, Err(UseCaseError::Invalid(faults)) if faults.len() == 1 && faults[0].field.to_string() == "coverage"),
        "{refused:?}"
    );
}

#[apply(both_databases)]
async fn what_is_published_is_what_was_read(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let read = submitted(&staff, &saved, &staff.answer(AnswerKind::Final, "Oui.")).await;
    // While the Chamber reads it, it is returned, and submitted with another text.
    let mut unit = staff.begin(&clerk()).await;
    let returned = unit.return_answer(read.expected(), "À revoir").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&agent(staff.health)).await;
    let drafted = unit.draft_answer(returned.expected(), &staff.answer(AnswerKind::Final, "Non.")).await.unwrap();
    let cleared = unit.clear_answer(drafted.expected()).await.unwrap();
    let again = unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&clerk()).await;
    let late = unit.publish_answer(staff.expected_version(saved.id).await, again.answer.unwrap(), None, read.expected().version).await;
    assert!(matches!(late, Err(UseCaseError::Conflict { current }) if current == again.expected().version), "{late:?}");
    drop(unit);
    let mut unit = staff.begin(&clerk()).await;
    unit.publish_answer(staff.expected_version(saved.id).await, again.answer.unwrap(), None, again.expected().version).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(public(&staff, &saved).await["answers"][0]["texts"][0]["body"], "Non.");
}

#[apply(both_databases)]
async fn a_returned_answer_is_the_ministrys_again(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let done = submitted(&staff, &saved, &staff.answer(AnswerKind::Final, "Oui.")).await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    let late = unit.draft_answer(done.expected(), &staff.answer(AnswerKind::Final, "Non.")).await;
    assert!(matches!(late, Err(UseCaseError::Refused(Refusal::WrongWorkState(WorkState::Submitted)))), "{late:?}");
    drop(unit);
    let mut unit = staff.begin(&clerk()).await;
    let returned = unit.return_answer(done.expected(), "Le point 2 manque").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.one("SELECT returned_reason FROM ministry_work").await, "Le point 2 manque");
    let mut unit = staff.begin(&clerk()).await;
    let refused = unit.publish_answer(staff.expected_version(saved.id).await, done.answer.unwrap(), None, done.expected().version).await;
    assert!(matches!(refused, Err(UseCaseError::Refused(Refusal::WrongWorkState(WorkState::Drafted)))), "{refused:?}");
    drop(unit);
    let mut unit = staff.begin(&agent(staff.health)).await;
    let drafted = unit.draft_answer(returned.expected(), &staff.answer(AnswerKind::Final, "Non.")).await.unwrap();
    assert_eq!(drafted.answer, done.answer, "the same answer goes on");
    unit.commit().await.unwrap();
    assert_eq!(staff.app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["Non."]);
}

#[apply(both_databases)]
async fn colleagues_do_not_overwrite_each_other(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    unit.draft_answer(work(&staff, &saved), &staff.answer(AnswerKind::Final, "La mienne.")).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&agent(staff.health)).await;
    let second = unit.draft_answer(work(&staff, &saved), &staff.answer(AnswerKind::Final, "La sienne.")).await;
    assert!(matches!(second, Err(UseCaseError::Conflict { current: 1 })), "{second:?}");
    drop(unit);
    assert_eq!(staff.app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["La mienne."]);
}

#[apply(both_databases)]
async fn questions_are_given_only_to_the_ministrys_own(staff: StaffApp) {
    let (one, two) = (staff.published("Un").await, staff.published("Deux").await);
    for (id, ministry) in [(70, staff.health), (71, staff.education)] {
        staff
            .app
            .execute(&format!(
                "INSERT INTO account (id, code, address, address_key, name, locale, role, created_at) \
                 VALUES ({id}, 'c{id}', 'a{id}@example.ma', 'a{id}', 'Agent {id}', 'fr', 'ministry_agent', '2026-11-01 00:00:00+00:00')"
            ))
            .await;
        staff.app.execute(&format!("INSERT INTO account_ministry (account_id, ministry_id) VALUES ({id}, {ministry})")).await;
    }
    let works = [work(&staff, &one), work(&staff, &two)];
    let wrong = staff.begin(&agent(staff.health)).await.assign(&works, Some(71), InternalDeadline::Unchanged).await;
    let Err(UseCaseError::Invalid(fields)) = wrong else { panic!("{wrong:?}") };
    assert_eq!(fields, [FieldError { field: FieldName::Assignee.into(), problem: Problem::NotOfMinistry }]);
    let mut unit = staff.begin(&agent(staff.health)).await;
    unit.assign(&works, Some(70), InternalDeadline::On(day("2026-11-25"))).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(
        staff
            .app
            .number("SELECT COUNT(*) FROM ministry_work WHERE state = 'assigned' AND assigned_to = 70 AND internal_due_on = '2026-11-25'")
            .await,
        2
    );
}

#[apply(both_databases)]
async fn a_correction_stands_beside_what_it_corrects(staff: StaffApp) {
    let answer = staff.answered("Sujet").await;
    let saved = answer.question.clone();
    let mut unit = staff.begin(&clerk()).await;
    let correction = AnswerInput { texts: french("Non, pardon."), ..staff.answer(AnswerKind::Final, "") };
    unit.correct_answer(staff.expected_version(saved.id).await, answer.id, &correction).await.unwrap();
    unit.commit().await.unwrap();
    let response = public(&staff, &saved).await;
    let bodies: Vec<_> =
        response["answers"].as_array().unwrap().iter().map(|answer| answer["texts"][0]["body"].as_str().unwrap()).collect();
    assert_eq!(bodies, ["Oui.", "Non, pardon."]);
    assert_eq!(response["answers"][1]["kind"], "correction");
    assert_eq!(staff.events(saved.id).await.last().unwrap(), "corrected");
    assert_eq!(staff.app.number("SELECT corrects_id FROM answer WHERE kind = 'correction'").await, answer.id);
}

#[apply(both_databases)]
async fn an_answer_on_paper_counts_and_a_draft_stays_beside_it(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    unit.draft_answer(work(&staff, &saved), &staff.answer(AnswerKind::Final, "Un projet.")).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&super::staff_app::program()).await;
    unit.record_answer(staff.expected_version(saved.id).await, staff.health, &staff.answer(AnswerKind::Final, "Sur papier."))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.app.strings("SELECT body FROM text WHERE part = 'answer' ORDER BY id").await, ["Un projet.", "Sur papier."]);
    assert_eq!(
        public(&staff, &saved).await["answers"].as_array().unwrap().len(),
        1,
        "one that nobody handed over is nobody else’s to read"
    );
    assert_eq!(staff.app.strings("SELECT state FROM ministry_work").await, ["drafted"]);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn an_answer_that_nobody_handed_over_is_shown_to_nobody(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    submitted(&staff, &saved, &staff.answer(AnswerKind::Final, "Un projet.")).await;
    let shown = async || {
        let viewers = [Viewer::Clerk(Chamber::Councillors), Viewer::Operator, Viewer::Public];
        let mut counts = Vec::new();
        for viewer in viewers {
            let record = read::load_one(staff.app.app.database.reader(), viewer, saved.id).await.unwrap().unwrap();
            counts.push(record.answers.len());
        }
        counts
    };
    assert_eq!(shown().await, [1, 1, 0]);
    staff.app.execute("DELETE FROM ministry_work").await;
    assert_eq!(shown().await, [0; 3]);
}

#[apply(both_databases)]
async fn two_answers_to_the_same_questions_do_not_wait_for_each_other_in_a_ring(staff: StaffApp) {
    for n in 0..8 {
        let both = [staff.transmitted(&format!("Un {n}")).await.id, staff.transmitted(&format!("Deux {n}")).await.id];
        let written = |question: i64, other: i64| {
            let (work, ministry) = (staff.use_cases.clone(), staff.health);
            let input = AnswerInput { also: vec![other], ..staff.answer(AnswerKind::Final, "Aux deux.") };
            tokio::spawn(async move {
                let mut unit = work.begin(&agent(ministry)).await?;
                unit.draft_answer(ExpectedWorkVersion { question, ministry, version: 0 }, &input).await?;
                unit.commit().await
            })
        };
        let (one, other) = (written(both[0], both[1]), written(both[1], both[0]));
        let mut done = [one.await.unwrap(), other.await.unwrap()];
        done.sort_by_key(Result::is_err);
        assert!(matches!(done, [Ok(()), Err(UseCaseError::Conflict { .. })]), "{done:?}");
    }
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM answer").await, 8);
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn what_is_written_while_a_question_leaves_is_waited_for_and_kept() {
    jawab_tests::run(Backend::Postgresql, async |staff: StaffApp| {
        let saved = staff.transmitted("Sujet").await;
        let mut unit = staff.begin(&agent(staff.health)).await;
        let begun_work = unit.assign(&[work(&staff, &saved)], None, InternalDeadline::On(day("2026-11-25"))).await.unwrap().remove(0);
        unit.commit().await.unwrap();
        let mut unit = staff.begin(&agent(staff.health)).await;
        unit.draft_answer(begun_work.expected(), &staff.answer(AnswerKind::Final, "Un projet.")).await.unwrap();
        let how = Transfer { on: None, from: staff.health, to: staff.education, reason: "Compétence".into() };
        let (seen, work) = (staff.expected_version(saved.id).await, staff.use_cases.clone());
        let leaves = tokio::spawn(async move {
            let mut unit = work.begin(&clerk()).await?;
            unit.transfer(seen, how).await?;
            unit.commit().await
        });
        while staff.app.waiting().await == 0 {
            assert!(!leaves.is_finished(), "it waits for what is being written");
        }
        unit.commit().await.unwrap();
        leaves.await.unwrap().unwrap();
        assert_eq!(staff.app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["Un projet."]);
        assert_eq!(staff.app.strings("SELECT state FROM ministry_work").await, ["drafted"]);
    });
}
