//! Answers, from the ministry's desk to the public.

use jawab_domain::{AnswerKind, Chamber, Coverage, lifecycle::Refusal, preparation::WorkState};
use jawab_service::{
    UseCaseError,
    work::{AnswerInput, FieldError, Kept, KeptWork, Problem, SeenWork, Transfer},
};
use jawab_store::{Viewer, read, works};
use jawab_tests::{
    Backend, apply, both_databases,
    records::{lines, record},
};
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::json;

use super::desk::{Desk, agent, clerk, colleague, day, french};

#[apply(both_databases)]
async fn an_answer_is_for_questions_of_one_chamber(desk: Desk) {
    let (one, other) = (desk.published("Un").await, desk.published("Deux").await);
    desk.app.execute(&format!("UPDATE question SET chamber = 'representatives' WHERE id = {}", other.id)).await;
    let input = AnswerInput { also: vec![other.id], ..desk.answer(AnswerKind::Final, "Aux deux.") };
    let mut turn = desk.turn(&agent(desk.health)).await;
    let refused = turn.draft_answer(work(&desk, &one), &input).await;
    assert!(matches!(&refused, Err(UseCaseError::Invalid(faults)) if faults[0].field == "also"), "{refused:?}");
}

#[apply(both_databases)]
async fn an_answer_is_returned_or_published_and_never_both(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let done = submitted(&desk, &kept, &desk.answer(AnswerKind::Final, "Oui.")).await;
    let (seen, answer, work) = (desk.seen(kept.id).await, done.answer.unwrap(), desk.work.clone());
    let read = done.seen().version;
    let publish = tokio::spawn(async move {
        let mut turn = work.begin(&clerk()).await?;
        turn.publish_answer(seen, answer, None, read).await?;
        turn.commit().await
    });
    let (seen, work) = (done.seen(), desk.work.clone());
    let give_back = tokio::spawn(async move {
        let mut turn = work.begin(&colleague()).await?;
        turn.return_answer(seen, "À revoir").await?;
        turn.commit().await
    });
    let (published, returned) = (publish.await.unwrap(), give_back.await.unwrap());
    assert!(published.is_ok() != returned.is_ok(), "{published:?} {returned:?}");
    let expected = if published.is_ok() { ("answered", "submitted") } else { ("transmitted", "drafted") };
    let found =
        (desk.one(&format!("SELECT status FROM question WHERE id = {}", kept.id)).await, desk.one("SELECT state FROM ministry_work").await);
    assert_eq!((found.0.as_str(), found.1.as_str()), expected);
    desk.app.index().await;
}

#[apply(both_databases)]
async fn an_answer_is_taken_back_or_published_and_never_both(desk: Desk) {
    for kind in [AnswerKind::Final, AnswerKind::Holding] {
        let kept = desk.published("Sujet").await;
        let done = submitted(&desk, &kept, &desk.answer(kind, "Oui.")).await;
        let (seen, answer, work, read) = (desk.seen(kept.id).await, done.answer.unwrap(), desk.work.clone(), done.version);
        let publish = tokio::spawn(async move {
            let mut turn = work.begin(&clerk()).await?;
            turn.publish_answer(seen, answer, None, read).await?;
            turn.commit().await
        });
        let (seen, work, health) = (done.seen(), desk.work.clone(), desk.health);
        let recall = tokio::spawn(async move {
            let mut turn = work.begin(&agent(health)).await?;
            turn.recall_answer(seen).await?;
            turn.commit().await
        });
        let (published, recalled) = (publish.await.unwrap(), recall.await.unwrap());
        assert!(published.is_ok() != recalled.is_ok(), "{published:?} {recalled:?}");
        let counted = desk.app.number(&format!("SELECT COUNT(*) FROM answer WHERE id = {answer} AND published_at IS NOT NULL")).await;
        assert_eq!(counted, i64::from(published.is_ok()));
        let state = desk.one(&format!("SELECT state FROM ministry_work WHERE question_id = {}", kept.id)).await;
        assert_eq!(state == "cleared", recalled.is_ok(), "{state}");
        // Afterwards nothing of either is left to be done.
        let mut turn = desk.turn(&agent(desk.health)).await;
        assert!(turn.recall_answer(done.seen()).await.is_err());
        drop(turn);
        desk.app.index().await;
    }
}

/// PostgreSQL alone lets two write at once.
#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_ministry_answers_a_question_while_an_import_writes_it() {
    jawab_tests::run(Backend::Postgresql, async |desk: Desk| {
        let asked = |text: &str| {
            let fields =
                json!({ "chamber": "councillors", "transmitted_on": "2026-11-04", "ministry": { "fr": "Santé" }, "text": { "fr": text } });
            lines(&[record("a", fields)])
        };
        assert_eq!(desk.app.import(&asked("Avant.")).await.created, 1);
        // The import has taken the question when it comes here, where it waits for somebody else.
        desk.app
            .execute(
                "CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS \
                 $$BEGIN PERFORM pg_advisory_xact_lock(777); RETURN NULL; END$$",
            )
            .await;
        desk.app.execute("CREATE TRIGGER wait_here BEFORE DELETE ON author FOR EACH STATEMENT EXECUTE FUNCTION wait_here()").await;
        let somebody = desk.app.hold("SELECT pg_advisory_xact_lock(777)").await;
        let import = desk.app.import_of(asked("Après."));
        let (database, clock) = (desk.app.app.database.clone(), desk.app.app.clock.clone());
        let imported = tokio::spawn(async move { import.run(&database, &clock, |_| {}).await });
        desk.app.until_waiting(1).await;
        let (question, ministry) = (desk.app.id("a").await, desk.health);
        let mut turn = desk.turn(&agent(ministry)).await;
        let begun = SeenWork { question, ministry, version: 0 };
        turn.draft_answer(begun, &desk.answer(AnswerKind::Final, "Oui.")).await.unwrap();
        turn.commit().await.unwrap();
        somebody.release().await;
        assert_eq!(imported.await.unwrap().unwrap().updated, 1);
        desk.app.index().await;
    });
}

fn work(desk: &Desk, kept: &Kept) -> SeenWork {
    SeenWork { question: kept.id, ministry: desk.health, version: 0 }
}

async fn submitted(desk: &Desk, kept: &Kept, input: &AnswerInput) -> KeptWork {
    let mut turn = desk.turn(&agent(desk.health)).await;
    let drafted = turn.draft_answer(work(desk, kept), input).await.unwrap();
    let cleared = turn.clear_answer(drafted.seen()).await.unwrap();
    let submitted = turn.submit_answer(cleared.seen()).await.unwrap();
    turn.commit().await.unwrap();
    submitted
}

async fn public(desk: &Desk, kept: &Kept) -> serde_json::Value {
    desk.app.index().await;
    desk.app.get_json(&format!("/api/v1/questions/{}", kept.code)).await
}

#[apply(both_databases)]
async fn an_answer_goes_from_the_ministry_to_the_public(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let subs = desk.app.number(&format!("SELECT MIN(id) FROM sub_question WHERE question_id = {}", kept.id)).await;
    let input = AnswerInput { coverage: vec![(subs, Coverage::Partly)], ..desk.answer(AnswerKind::Final, "Oui, bientôt.") };
    let done = submitted(&desk, &kept, &input).await;
    assert!(public(&desk, &kept).await["answers"].as_array().unwrap().is_empty(), "not before the Chamber publishes it");
    // The Chamber takes three days: the ministry answered on the day it submitted.
    desk.app.set_clock("2026-11-24T10:00:00Z");
    let mut turn = desk.turn(&clerk()).await;
    turn.publish_answer(desk.seen(kept.id).await, done.answer.unwrap(), None, done.seen().version).await.unwrap();
    turn.commit().await.unwrap();
    let told = public(&desk, &kept).await;
    assert_eq!((&told["status"], &told["answered_on"]), (&"answered".into(), &"2026-11-21".into()));
    assert_eq!(told["answers"][0]["texts"][0]["body"], "Oui, bientôt.");
    assert!(told.to_string().contains("partly"), "{told}");
    assert_eq!(desk.events(kept.id).await, ["logged", "deposited", "transmitted", "published", "answer_submitted", "answered"]);
    assert_eq!(
        desk.app.strings("SELECT DISTINCT action FROM audit WHERE action LIKE 'answer.%' ORDER BY 1").await,
        ["answer.cleared", "answer.drafted"]
    );
}

#[apply(both_databases)]
async fn one_answer_settles_several_questions(desk: Desk) {
    let (one, two, three) = (desk.published("Un").await, desk.published("Deux").await, desk.published("Trois").await);
    let input = AnswerInput { also: vec![three.id, two.id], ..desk.answer(AnswerKind::Final, "À tous.") };
    let done = submitted(&desk, &one, &input).await;
    let states = desk.app.strings("SELECT state FROM ministry_work ORDER BY question_id").await;
    assert_eq!(states, ["submitted", "submitted", "submitted"]);
    // One of them was withdrawn meanwhile: the answer is for the others.
    let mut turn = desk.turn(&clerk()).await;
    turn.withdraw(desk.seen(three.id).await, None, "Demande").await.unwrap();
    let read = works::of(turn.db(), one.id, desk.health).await.unwrap().unwrap().version;
    turn.publish_answer(desk.seen(one.id).await, done.answer.unwrap(), None, read).await.unwrap();
    let sql = "SELECT CAST(question_id AS TEXT) AS id FROM answer_question ORDER BY question_id";
    let rows = turn.db().query_all_raw(Statement::from_string(turn.db().get_database_backend(), sql)).await.unwrap();
    let left: Vec<String> = rows.iter().map(|row| row.try_get("", "id").unwrap()).collect();
    assert_eq!(left, [one.id.to_string(), two.id.to_string()]);
    drop(turn);
    let mut turn = desk.turn(&clerk()).await;
    let read = works::of(turn.db(), two.id, desk.health).await.unwrap().unwrap().version;
    turn.publish_answer(desk.seen(two.id).await, done.answer.unwrap(), None, read).await.unwrap();
    turn.commit().await.unwrap();
    for kept in [&one, &two, &three] {
        let told = public(&desk, kept).await;
        assert_eq!((&told["status"], &told["answers"][0]["texts"][0]["body"]), (&"answered".into(), &"À tous.".into()));
        assert_eq!(desk.events(kept.id).await.last().unwrap(), "answered");
    }
}

#[apply(both_databases)]
async fn a_holding_answer_leaves_the_clock_running(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let held = submitted(&desk, &kept, &desk.answer(AnswerKind::Holding, "Plus tard.")).await;
    let mut turn = desk.turn(&clerk()).await;
    turn.publish_answer(desk.seen(kept.id).await, held.answer.unwrap(), None, held.seen().version).await.unwrap();
    turn.commit().await.unwrap();
    let told = public(&desk, &kept).await;
    assert_eq!((&told["status"], &told["due_on"]), (&"transmitted".into(), &"2026-11-24".into()));
    let version = desk.app.number("SELECT version FROM ministry_work").await;
    let mut turn = desk.turn(&agent(desk.health)).await;
    let drafted = turn.draft_answer(SeenWork { version, ..work(&desk, &kept) }, &desk.answer(AnswerKind::Final, "Voici.")).await.unwrap();
    assert_ne!(drafted.answer, held.answer);
}

#[apply(both_databases)]
async fn a_list_that_is_too_long_is_refused_as_a_whole(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let input = AnswerInput { coverage: vec![(0, Coverage::Partly); 3_000], ..desk.answer(AnswerKind::Final, "Oui.") };
    let mut turn = desk.turn(&agent(desk.health)).await;
    let refused = turn.draft_answer(work(&desk, &kept), &input).await;
    assert!(matches!(&refused, Err(UseCaseError::Invalid(faults)) if faults.len() == 1 && faults[0].field == "coverage"), "{refused:?}");
}

#[apply(both_databases)]
async fn what_is_published_is_what_was_read(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let read = submitted(&desk, &kept, &desk.answer(AnswerKind::Final, "Oui.")).await;
    // While the Chamber reads it, it is returned, and comes back with another text.
    let mut turn = desk.turn(&clerk()).await;
    let returned = turn.return_answer(read.seen(), "À revoir").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&agent(desk.health)).await;
    let drafted = turn.draft_answer(returned.seen(), &desk.answer(AnswerKind::Final, "Non.")).await.unwrap();
    let cleared = turn.clear_answer(drafted.seen()).await.unwrap();
    let again = turn.submit_answer(cleared.seen()).await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&clerk()).await;
    let late = turn.publish_answer(desk.seen(kept.id).await, again.answer.unwrap(), None, read.seen().version).await;
    assert!(matches!(late, Err(UseCaseError::Conflict { current }) if current == again.seen().version), "{late:?}");
    drop(turn);
    let mut turn = desk.turn(&clerk()).await;
    turn.publish_answer(desk.seen(kept.id).await, again.answer.unwrap(), None, again.seen().version).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(public(&desk, &kept).await["answers"][0]["texts"][0]["body"], "Non.");
}

#[apply(both_databases)]
async fn a_returned_answer_is_the_ministrys_again(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let done = submitted(&desk, &kept, &desk.answer(AnswerKind::Final, "Oui.")).await;
    let mut turn = desk.turn(&agent(desk.health)).await;
    let late = turn.draft_answer(done.seen(), &desk.answer(AnswerKind::Final, "Non.")).await;
    assert!(matches!(late, Err(UseCaseError::Refused(Refusal::WrongWorkState(WorkState::Submitted)))), "{late:?}");
    drop(turn);
    let mut turn = desk.turn(&clerk()).await;
    let returned = turn.return_answer(done.seen(), "Le point 2 manque").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.one("SELECT returned_reason FROM ministry_work").await, "Le point 2 manque");
    let mut turn = desk.turn(&clerk()).await;
    let refused = turn.publish_answer(desk.seen(kept.id).await, done.answer.unwrap(), None, done.seen().version).await;
    assert!(matches!(refused, Err(UseCaseError::Refused(Refusal::WrongWorkState(WorkState::Drafted)))), "{refused:?}");
    drop(turn);
    let mut turn = desk.turn(&agent(desk.health)).await;
    let drafted = turn.draft_answer(returned.seen(), &desk.answer(AnswerKind::Final, "Non.")).await.unwrap();
    assert_eq!(drafted.answer, done.answer, "the same answer goes on");
    turn.commit().await.unwrap();
    assert_eq!(desk.app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["Non."]);
}

#[apply(both_databases)]
async fn colleagues_do_not_overwrite_each_other(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&agent(desk.health)).await;
    turn.draft_answer(work(&desk, &kept), &desk.answer(AnswerKind::Final, "La mienne.")).await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&agent(desk.health)).await;
    let second = turn.draft_answer(work(&desk, &kept), &desk.answer(AnswerKind::Final, "La sienne.")).await;
    assert!(matches!(second, Err(UseCaseError::Conflict { current: 1 })), "{second:?}");
    drop(turn);
    assert_eq!(desk.app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["La mienne."]);
}

#[apply(both_databases)]
async fn questions_are_given_only_to_the_ministrys_own(desk: Desk) {
    let (one, two) = (desk.published("Un").await, desk.published("Deux").await);
    for (id, ministry) in [(70, desk.health), (71, desk.education)] {
        desk.app
            .execute(&format!(
                "INSERT INTO account (id, code, address, address_key, name, locale, role, created_at) \
                 VALUES ({id}, 'c{id}', 'a{id}@example.ma', 'a{id}', 'Agent {id}', 'fr', 'ministry_agent', '2026-11-01 00:00:00+00:00')"
            ))
            .await;
        desk.app.execute(&format!("INSERT INTO account_ministry (account_id, ministry_id) VALUES ({id}, {ministry})")).await;
    }
    let works = [work(&desk, &one), work(&desk, &two)];
    let wrong = desk.turn(&agent(desk.health)).await.assign(&works, Some(71), None).await;
    let Err(UseCaseError::Invalid(fields)) = wrong else { panic!("{wrong:?}") };
    assert_eq!(fields, [FieldError { field: "to".into(), problem: Problem::NotOfMinistry }]);
    let mut turn = desk.turn(&agent(desk.health)).await;
    turn.assign(&works, Some(70), Some(day("2026-11-20"))).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(
        desk.app
            .number("SELECT COUNT(*) FROM ministry_work WHERE state = 'assigned' AND assigned_to = 70 AND internal_due_on = '2026-11-20'")
            .await,
        2
    );
}

#[apply(both_databases)]
async fn a_correction_stands_beside_what_it_corrects(desk: Desk) {
    let answer = desk.answered("Sujet").await;
    let kept = answer.question.clone();
    let mut turn = desk.turn(&clerk()).await;
    let correction = AnswerInput { texts: french("Non, pardon."), ..desk.answer(AnswerKind::Final, "") };
    turn.correct_answer(desk.seen(kept.id).await, answer.id, &correction).await.unwrap();
    turn.commit().await.unwrap();
    let told = public(&desk, &kept).await;
    let bodies: Vec<_> = told["answers"].as_array().unwrap().iter().map(|answer| answer["texts"][0]["body"].as_str().unwrap()).collect();
    assert_eq!(bodies, ["Oui.", "Non, pardon."]);
    assert_eq!(told["answers"][1]["kind"], "correction");
    assert_eq!(desk.events(kept.id).await.last().unwrap(), "corrected");
    assert_eq!(desk.app.number("SELECT corrects_id FROM answer WHERE kind = 'correction'").await, answer.id);
}

#[apply(both_databases)]
async fn an_answer_on_paper_counts_and_a_draft_stays_beside_it(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&agent(desk.health)).await;
    turn.draft_answer(work(&desk, &kept), &desk.answer(AnswerKind::Final, "Un projet.")).await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&super::desk::program()).await;
    turn.record_answer(desk.seen(kept.id).await, desk.health, &desk.answer(AnswerKind::Final, "Sur papier.")).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.app.strings("SELECT body FROM text WHERE part = 'answer' ORDER BY id").await, ["Un projet.", "Sur papier."]);
    assert_eq!(public(&desk, &kept).await["answers"].as_array().unwrap().len(), 1, "one that nobody handed over is nobody else’s to read");
    assert_eq!(desk.app.strings("SELECT state FROM ministry_work").await, ["drafted"]);
    desk.app.index().await;
}

#[apply(both_databases)]
async fn an_answer_that_nobody_handed_over_is_shown_to_nobody(desk: Desk) {
    let kept = desk.published("Sujet").await;
    submitted(&desk, &kept, &desk.answer(AnswerKind::Final, "Un projet.")).await;
    let shown = async || {
        let viewers = [Viewer::Clerk(Chamber::Councillors), Viewer::Operator, Viewer::Public];
        let mut counts = Vec::new();
        for viewer in viewers {
            let record = read::one(desk.app.app.database.reader(), viewer, kept.id).await.unwrap().unwrap();
            counts.push(record.answers.len());
        }
        counts
    };
    assert_eq!(shown().await, [1, 1, 0]);
    desk.app.execute("DELETE FROM ministry_work").await;
    assert_eq!(shown().await, [0; 3]);
}

#[apply(both_databases)]
async fn two_answers_to_the_same_questions_do_not_wait_for_each_other_in_a_ring(desk: Desk) {
    for n in 0..8 {
        let both = [desk.transmitted(&format!("Un {n}")).await.id, desk.transmitted(&format!("Deux {n}")).await.id];
        let written = |question: i64, other: i64| {
            let (work, ministry) = (desk.work.clone(), desk.health);
            let input = AnswerInput { also: vec![other], ..desk.answer(AnswerKind::Final, "Aux deux.") };
            tokio::spawn(async move {
                let mut turn = work.begin(&agent(ministry)).await?;
                turn.draft_answer(SeenWork { question, ministry, version: 0 }, &input).await?;
                turn.commit().await
            })
        };
        let (one, other) = (written(both[0], both[1]), written(both[1], both[0]));
        let mut done = [one.await.unwrap(), other.await.unwrap()];
        done.sort_by_key(Result::is_err);
        assert!(matches!(done, [Ok(()), Err(UseCaseError::Conflict { .. })]), "{done:?}");
    }
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM answer").await, 8);
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn what_is_written_while_a_question_leaves_is_waited_for_and_kept() {
    jawab_tests::run(Backend::Postgresql, async |desk: Desk| {
        let kept = desk.transmitted("Sujet").await;
        let mut turn = desk.turn(&agent(desk.health)).await;
        let begun = turn.assign(&[work(&desk, &kept)], None, Some(day("2026-11-20"))).await.unwrap().remove(0);
        turn.commit().await.unwrap();
        let mut turn = desk.turn(&agent(desk.health)).await;
        turn.draft_answer(begun.seen(), &desk.answer(AnswerKind::Final, "Un projet.")).await.unwrap();
        let how = Transfer { on: None, from: desk.health, to: desk.education, reason: "Compétence".into() };
        let (seen, work) = (desk.seen(kept.id).await, desk.work.clone());
        let leaves = tokio::spawn(async move {
            let mut turn = work.begin(&clerk()).await?;
            turn.transfer(seen, how).await?;
            turn.commit().await
        });
        while desk.app.waiting().await == 0 {
            assert!(!leaves.is_finished(), "it waits for what is being written");
        }
        turn.commit().await.unwrap();
        leaves.await.unwrap().unwrap();
        assert_eq!(desk.app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["Un projet."]);
        assert_eq!(desk.app.strings("SELECT state FROM ministry_work").await, ["drafted"]);
    });
}
