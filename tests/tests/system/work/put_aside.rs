//! Nothing that a ministry saved is lost by an act of somebody else: it is put aside, where nobody reads it, and there again where the
//! ministry owes an answer again.

use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::work::{AnswerInput, CorrectionInput, Kept, KeptWork, SeenWork, Transfer, Transmit};
use jawab_tests::{Client, apply, both_databases};

use super::desk::{Desk, agent, clerk};
use crate::staff::reference::Dated as _;

const DRAFT: &str = "Un coquelicot.";

/// How far a ministry's work on a question has come, whose it is, and what is written.
async fn work(desk: &Desk, id: i64, ministry: i64) -> String {
    let of = "w.state || ' ' || COALESCE(CAST(w.assigned_to AS TEXT), '-') || ' ' || COALESCE(t.body, '-')";
    let from = "ministry_work w LEFT JOIN text t ON t.answer_id = w.answer_id";
    desk.one(&format!("SELECT {of} FROM {from} WHERE w.question_id = {id} AND w.ministry_id = {ministry}")).await
}

/// Somebody of Health has written an answer that nobody else knows of.
async fn begun(desk: &Desk, kept: &Kept, us: &Client, also: Vec<i64>) -> KeptWork {
    let seen = SeenWork { question: kept.id, ministry: desk.health, version: 0 };
    let mut turn = desk.turn(&agent(desk.health)).await;
    let given = turn.assign(&[seen], Some(us.account), None).await.unwrap().remove(0);
    let input = AnswerInput { also, ..desk.answer(AnswerKind::Final, DRAFT) };
    let drafted = turn.draft_answer(given.seen(), &input).await.unwrap();
    turn.commit().await.unwrap();
    drafted
}

async fn hand_over(desk: &Desk, drafted: KeptWork) -> KeptWork {
    let mut turn = desk.turn(&agent(desk.health)).await;
    let cleared = turn.clear_answer(drafted.seen()).await.unwrap();
    let done = turn.submit_answer(cleared.seen()).await.unwrap();
    turn.commit().await.unwrap();
    done
}

async fn transfer(desk: &Desk, id: i64, from: i64, to: i64) {
    let mut turn = desk.turn(&clerk()).await;
    let how = Transfer { on: None, from, to, reason: "Compétence".into() };
    turn.transfer(desk.seen(id).await, how).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
}

fn page_of(kept: &Kept, ministry: &str) -> String {
    format!("/fr/staff/answers/{}/{ministry}", kept.code)
}

#[apply(both_databases)]
async fn what_was_written_for_a_question_is_there_when_it_comes_back(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let us = desk.app.agent(&[desk.health]).await;
    begun(&desk, &kept, &us, Vec::new()).await;
    let (ours, own) = (page_of(&kept, "sante"), format!("drafted {} {DRAFT}", us.account));
    let one = desk.app.clerk(Chamber::Councillors).await;
    let at = format!("/fr/staff/questions/{}", kept.code);
    let asked = one.form(&format!("{at}/transfer")).await.fill("to-q", "Éducation").fill("reason", "Compétence").submit().await;
    let said =
        "Santé : une réponse y est en préparation. Elle est mise de côté, sans que personne ne la lise ; le département la retrouvera";
    assert!(asked.texts(".effect li").concat().contains(said), "{}", asked.text());
    one.form_in(&asked, None).press("confirm").await;
    desk.app.index().await;

    assert_eq!(work(&desk, kept.id, desk.health).await, own, "put aside as it is");
    assert_eq!(us.get(&ours).await.status, 404);
    assert!(!us.get("/fr/staff/board").await.text().contains("Sujet"), "it is owed no more");
    let education = desk.one(&format!("SELECT slug FROM ministry WHERE id = {}", desk.education)).await;
    let others = desk.app.agent(&[desk.education]).await;
    for page in [others.get(&page_of(&kept, &education)).await, one.get(&at).await, one.get(&format!("{at}/history")).await] {
        assert!(page.status == 200 && !page.text().contains(DRAFT), "{}", page.text());
    }

    transfer(&desk, kept.id, desk.education, desk.health).await;
    assert_eq!(work(&desk, kept.id, desk.health).await, own);
    let page = us.get(&ours).await;
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), DRAFT);
    assert!(page.all(".notice[role=note]").is_empty(), "nothing befell it: {}", page.text());
    desk.app.index().await;
}

#[apply(both_databases)]
async fn what_was_handed_over_comes_back_as_a_draft_and_the_ministry_is_told(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let us = desk.app.agent(&[desk.health]).await;
    let drafted = begun(&desk, &kept, &us, Vec::new()).await;
    hand_over(&desk, drafted).await;
    let own = format!("drafted {} {DRAFT}", us.account);
    transfer(&desk, kept.id, desk.health, desk.education).await;
    assert_eq!(work(&desk, kept.id, desk.health).await, own, "the Chamber has nothing to judge");
    assert_eq!(desk.events(kept.id).await.last().unwrap(), "pending_closed");
    transfer(&desk, kept.id, desk.education, desk.health).await;
    let page = us.get(&page_of(&kept, "sante")).await;
    let told = page.texts(".notice[role=note]").concat();
    assert!(told.contains("elle vous revient") && told.ends_with("elle est à valider et à envoyer de nouveau à la Chambre."), "{told}");
    assert!(us.get("/ar/staff/board").await.text().contains("عاد السؤال إلى قطاعكم"));
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), DRAFT);
    desk.app.index().await;
}

#[apply(both_databases)]
async fn an_answer_for_others_too_goes_on_for_those(desk: Desk) {
    let (one, two) = (desk.published("Un").await, desk.published("Deux").await);
    let us = desk.app.agent(&[desk.health]).await;
    begun(&desk, &one, &us, vec![two.id]).await;
    transfer(&desk, one.id, desk.health, desk.education).await;
    assert_eq!(work(&desk, one.id, desk.health).await, format!("assigned {} -", us.account));
    assert_eq!(work(&desk, two.id, desk.health).await, format!("drafted - {DRAFT}"));
}

/// The Chamber accepts what a ministry handed over; the questions that it answers then.
async fn accepted(desk: &Desk, done: KeptWork) -> Vec<String> {
    let mut turn = desk.turn(&clerk()).await;
    turn.publish_answer(desk.seen(done.question).await, done.answer.unwrap(), None, done.version).await.unwrap();
    turn.commit().await.unwrap();
    let of = "answer_question q JOIN answer n ON n.id = q.answer_id WHERE n.published_at IS NOT NULL";
    desk.app.strings(&format!("SELECT CAST(q.question_id AS TEXT) FROM {of}")).await
}

#[apply(both_databases)]
async fn an_answer_goes_its_way_without_a_question_to_which_none_is_owed_any_more(desk: Desk) {
    let (one, two) = (desk.transmitted("Un").await, desk.transmitted("Deux").await);
    let us = desk.app.agent(&[desk.health]).await;
    let drafted = begun(&desk, &one, &us, vec![two.id]).await;
    // Both lapsed, and one came back alone: its work names the answer as before.
    desk.app.execute(&format!("UPDATE question SET status = 'lapsed', due_on = NULL, version = version + 1 WHERE id = {}", two.id)).await;
    let done = hand_over(&desk, drafted).await;
    assert_eq!(work(&desk, two.id, desk.health).await, "received - -");
    assert_eq!(accepted(&desk, done).await, [one.id.to_string()]);
}

#[apply(both_databases)]
async fn a_transmission_that_is_undone_and_made_again_finds_what_was_written(desk: Desk) {
    let kept = desk.transmitted("Sujet").await;
    let us = desk.app.agent(&[desk.health]).await;
    begun(&desk, &kept, &us, Vec::new()).await;
    let never = CorrectionInput { kind: CorrectionKind::NotTransmitted, on: None, answer: None, referral: None };
    let mut turn = desk.turn(&clerk()).await;
    let undone = turn.rectify(desk.seen(kept.id).await, &never, "Erreur").await.unwrap();
    turn.transmit(undone.question.seen(), Transmit { on: None, to: Vec::new() }).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(work(&desk, kept.id, desk.health).await, format!("drafted {} {DRAFT}", us.account));
    assert_eq!(us.form_in(&us.get(&page_of(&kept, "sante")).await, Some("/draft")).value("text-fr"), DRAFT);
}

#[apply(both_databases)]
async fn an_answer_that_the_chamber_recorded_by_mistake_gives_the_draft_back(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let us = desk.app.agent(&[desk.health]).await;
    begun(&desk, &kept, &us, Vec::new()).await;
    let (ours, own) = (page_of(&kept, "sante"), format!("drafted {} {DRAFT}", us.account));
    let one = desk.app.clerk(Chamber::Councillors).await;
    let form = one.form(&format!("{ours}/record")).await.fill("text-fr", "Sur papier.").on("answered", "2026-11-21");
    let asked = form.submit().await;
    let said = "Santé : une réponse y est en préparation. Elle est mise de côté, sans que personne ne la lise ; le département la retrouvera si celle";
    assert!(asked.texts(".effect li").concat().contains(said), "{}", asked.text());
    one.form_in(&asked, None).press("confirm").await;
    desk.app.index().await;
    assert_eq!(work(&desk, kept.id, desk.health).await, own);
    let page = us.get(&ours).await.text();
    assert!(page.contains("Sur papier.") && !page.contains(DRAFT), "{page}");

    let answer = desk.app.number("SELECT id FROM answer WHERE published_at IS NOT NULL").await;
    let none = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    desk.put_right_by_two(kept.id, &none, "Erreur de saisie").await.unwrap();
    assert_eq!(work(&desk, kept.id, desk.health).await, own);
    let page = us.get(&ours).await;
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), DRAFT);
    let told = page.texts(".notice[role=note]").concat();
    assert!(told.starts_with("La réponse du 21 novembre 2026, que la Chambre avait enregistrée au nom de votre département"), "{told}");
    let board = us.get("/ar/staff/board").await;
    let note = "ألغي الجواب المؤرخ في 21 نونبر 2026، المسجل باسم قطاعكم من لدن المجلس: Erreur de saisie";
    assert_eq!(board.texts(".ticket .ticket-note"), [note]);
    desk.app.index().await;
}

#[apply(both_databases)]
async fn an_answer_recorded_for_several_questions_gives_the_draft_for_them_back(desk: Desk) {
    let (one, two) = (desk.published("Un").await, desk.published("Deux").await);
    let us = desk.app.agent(&[desk.health]).await;
    begun(&desk, &one, &us, vec![two.id]).await;
    let mut turn = desk.turn(&clerk()).await;
    let input = AnswerInput { also: vec![two.id], ..desk.answer(AnswerKind::Final, "Sur papier.") };
    let answer = turn.record_answer(desk.seen(one.id).await, desk.health, &input).await.unwrap().id;
    turn.commit().await.unwrap();
    let none = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    desk.put_right_by_two(one.id, &none, "Erreur de saisie").await.unwrap();
    assert_eq!(work(&desk, one.id, desk.health).await, format!("drafted {} {DRAFT}", us.account));
    assert_eq!(work(&desk, two.id, desk.health).await, format!("drafted - {DRAFT}"));
}

#[apply(both_databases)]
async fn what_a_ministry_wrote_goes_on_at_the_one_that_it_becomes(desk: Desk) {
    // With Health alone; with both; and one that Health had, which is with Education now.
    let (alone, both, away) = (desk.published("Un").await, desk.published("Deux").await, desk.published("Trois").await);
    let us = desk.app.agent(&[desk.health]).await;
    for kept in [&alone, &both, &away] {
        begun(&desk, kept, &us, Vec::new()).await;
    }
    let mut turn = desk.turn(&clerk()).await;
    turn.add_ministry(desk.seen(both.id).await, desk.education, None, "Aussi").await.unwrap();
    turn.commit().await.unwrap();
    transfer(&desk, away.id, desk.health, desk.education).await;
    desk.merged().await;
    for kept in [&alone, &both, &away] {
        let own = format!("drafted {} {DRAFT}", us.account);
        assert_eq!(work(&desk, kept.id, desk.education).await, own, "{}", kept.code);
    }
    let written = "SELECT CAST(ministry_id AS TEXT) FROM answer";
    assert_eq!(desk.app.strings(written).await, vec![desk.education.to_string(); 3]);
}

#[apply(both_databases)]
async fn of_two_answers_of_ministries_that_become_one_none_is_deleted(desk: Desk) {
    let (now, before) = (desk.published("Un").await, desk.published("Deux").await);
    let us = desk.app.agent(&[desk.health]).await;
    let theirs = async |kept: &Kept| {
        let mut turn = desk.turn(&agent(desk.education)).await;
        let seen = SeenWork { question: kept.id, ministry: desk.education, version: 0 };
        turn.draft_answer(seen, &desk.answer(AnswerKind::Final, "Une pivoine.")).await.unwrap();
        turn.commit().await.unwrap();
    };
    // One that both have, and one that Education had and Health has.
    let mut turn = desk.turn(&clerk()).await;
    turn.add_ministry(desk.seen(now.id).await, desk.education, None, "Aussi").await.unwrap();
    turn.commit().await.unwrap();
    transfer(&desk, before.id, desk.health, desk.education).await;
    theirs(&now).await;
    theirs(&before).await;
    transfer(&desk, before.id, desk.education, desk.health).await;
    let drafted = begun(&desk, &now, &us, Vec::new()).await;
    hand_over(&desk, drafted).await;
    let mut turn = desk.turn(&agent(desk.health)).await;
    let seen = SeenWork { question: before.id, ministry: desk.health, version: 0 };
    turn.draft_answer(seen, &desk.answer(AnswerKind::Final, DRAFT)).await.unwrap();
    turn.commit().await.unwrap();
    desk.merged().await;
    assert_eq!(work(&desk, now.id, desk.education).await, "drafted - Une pivoine.");
    assert_eq!(work(&desk, now.id, desk.health).await, format!("drafted {} {DRAFT}", us.account), "taken back, and put aside");
    assert_eq!(work(&desk, before.id, desk.education).await, format!("drafted - {DRAFT}"), "what it has now goes on");
    assert_eq!(work(&desk, before.id, desk.health).await, "drafted - Une pivoine.");
}

#[apply(both_databases)]
async fn an_answer_for_several_goes_on_for_what_its_ministry_alone_had(desk: Desk) {
    let (alone, both) = (desk.published("Un").await, desk.published("Deux").await);
    let us = desk.app.agent(&[desk.health]).await;
    let drafted = begun(&desk, &alone, &us, vec![both.id]).await;
    hand_over(&desk, drafted).await;
    let mut turn = desk.turn(&clerk()).await;
    turn.add_ministry(desk.seen(both.id).await, desk.education, None, "Aussi").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&agent(desk.education)).await;
    let theirs = |question: i64, version: i64| SeenWork { question, ministry: desk.education, version };
    turn.draft_answer(theirs(both.id, 0), &desk.answer(AnswerKind::Final, "Une pivoine.")).await.unwrap();
    turn.commit().await.unwrap();
    desk.merged().await;
    assert_eq!(work(&desk, alone.id, desk.education).await, format!("submitted {} {DRAFT}", us.account));
    assert_eq!(work(&desk, both.id, desk.education).await, "drafted - Une pivoine.");
    assert_eq!(work(&desk, both.id, desk.health).await, "received - -", "no answer is for a question that it was put aside for");

    // Nothing keeps it: it can be taken back, handed over again and accepted.
    let version =
        desk.app.number(&format!("SELECT version FROM ministry_work WHERE question_id = {} AND answer_id IS NOT NULL", alone.id)).await;
    let mut turn = desk.turn(&agent(desk.education)).await;
    let recalled = turn.recall_answer(theirs(alone.id, version)).await.unwrap();
    let done = turn.submit_answer(recalled.seen()).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(accepted(&desk, done).await, [alone.id.to_string()]);
    assert_eq!(work(&desk, both.id, desk.education).await, "drafted - Une pivoine.");
    desk.app.index().await;
}
