//! No act of another user discards what a ministry saved: it is suspended, readable by nobody, and restored when the ministry
//! owes an answer again.

use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::use_cases::{
    AnswerInput, CorrectionInput, ExpectedWorkVersion, InternalDeadline, SavedQuestion, SavedWork, Transfer, Transmit,
};
use jawab_tests::{Client, apply, both_databases};

use super::staff_app::{StaffApp, agent, clerk};
use crate::staff::reference::Dated as _;

pub(super) const DRAFT: &str = "Un coquelicot.";

/// The state of a ministry's work on a question, its owner, and its text.
pub(super) async fn work(staff: &StaffApp, id: i64, ministry: i64) -> String {
    let of = "w.state || ' ' || COALESCE(CAST(w.assigned_to AS TEXT), '-') || ' ' || COALESCE(t.body, '-')";
    let from = "ministry_work w LEFT JOIN text t ON t.answer_id = w.answer_id";
    staff.one(&format!("SELECT {of} FROM {from} WHERE w.question_id = {id} AND w.ministry_id = {ministry}")).await
}

/// An agent of Health has written an answer that nobody else knows of.
pub(super) async fn write_draft(staff: &StaffApp, saved: &SavedQuestion, us: &Client, also: Vec<i64>) -> SavedWork {
    let seen = ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 };
    let mut unit = staff.begin(&agent(staff.health)).await;
    let given = unit.assign(&[seen], Some(us.account), InternalDeadline::Unchanged).await.unwrap().remove(0);
    let input = AnswerInput { also, ..staff.answer(AnswerKind::Final, DRAFT) };
    let drafted = unit.draft_answer(given.expected(), &input).await.unwrap();
    unit.commit().await.unwrap();
    drafted
}

pub(super) async fn hand_over(staff: &StaffApp, drafted: SavedWork) -> SavedWork {
    let mut unit = staff.begin(&agent(staff.health)).await;
    let cleared = unit.clear_answer(drafted.expected()).await.unwrap();
    let done = unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
    done
}

async fn transfer(staff: &StaffApp, id: i64, from: i64, to: i64) {
    let mut unit = staff.begin(&clerk()).await;
    let how = Transfer { on: None, from, to, reason: "Compétence".into() };
    unit.transfer(staff.expected_version(id).await, how).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
}

pub(super) fn page_of(saved: &SavedQuestion, ministry: &str) -> String {
    format!("/fr/staff/answers/{}/{ministry}", saved.code)
}

#[apply(both_databases)]
async fn what_was_written_for_a_question_is_there_when_it_comes_back(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let us = staff.app.agent(&[staff.health]).await;
    write_draft(&staff, &saved, &us, Vec::new()).await;
    let (ours, own) = (page_of(&saved, "sante"), format!("drafted {} {DRAFT}", us.account));
    let one = staff.app.clerk(Chamber::Councillors).await;
    let at = format!("/fr/staff/questions/{}", saved.code);
    let confirmation = one.form(&format!("{at}/transfer")).await.fill("to-q", "Éducation").fill("reason", "Compétence").submit().await;
    let said =
        "Santé : une réponse y est en préparation. Elle est mise de côté, sans que personne ne la lise ; le département la retrouvera";
    assert!(confirmation.texts(".effect li").concat().contains(said), "{}", confirmation.text());
    one.form_in(&confirmation, None).press("confirm").await;
    staff.app.index().await;

    assert_eq!(work(&staff, saved.id, staff.health).await, own, "put aside as it is");
    assert_eq!(us.get(&ours).await.status, 404);
    let board = us.get("/fr/staff/board").await;
    assert_eq!(board.texts(".ticket h3"), board.texts("section[aria-labelledby=lane-ended] .ticket h3"), "it is owed no more");
    assert_eq!(board.texts(".ticket .ticket-note"), ["Réattribuée à : Éducation"]);
    let education = staff.one(&format!("SELECT slug FROM ministry WHERE id = {}", staff.education)).await;
    let others = staff.app.agent(&[staff.education]).await;
    for page in [others.get(&page_of(&saved, &education)).await, one.get(&at).await, one.get(&format!("{at}/history")).await] {
        assert!(page.status == 200 && !page.text().contains(DRAFT), "{}", page.text());
    }

    transfer(&staff, saved.id, staff.education, staff.health).await;
    assert_eq!(work(&staff, saved.id, staff.health).await, own);
    let page = us.get(&ours).await;
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), DRAFT);
    assert!(page.all(".notice[role=note]").is_empty(), "nothing befell it: {}", page.text());
    staff.app.index().await;
}

#[apply(both_databases)]
async fn what_was_handed_over_comes_back_as_a_draft_and_the_ministry_is_told(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let us = staff.app.agent(&[staff.health]).await;
    let drafted = write_draft(&staff, &saved, &us, Vec::new()).await;
    hand_over(&staff, drafted).await;
    let own = format!("drafted {} {DRAFT}", us.account);
    transfer(&staff, saved.id, staff.health, staff.education).await;
    assert_eq!(work(&staff, saved.id, staff.health).await, own, "the Chamber has nothing to judge");
    assert_eq!(staff.events(saved.id).await.last().unwrap(), "pending_closed");
    transfer(&staff, saved.id, staff.education, staff.health).await;
    let page = us.get(&page_of(&saved, "sante")).await;
    let notice = page.texts(".notice[role=note]").concat();
    assert!(
        notice.contains("elle vous revient") && notice.ends_with("elle est à valider et à envoyer de nouveau à la Chambre."),
        "{notice}"
    );
    assert!(us.get("/ar/staff/board").await.text().contains("عاد السؤال إلى قطاعكم"));
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), DRAFT);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn an_answer_for_others_too_goes_on_for_those(staff: StaffApp) {
    let (one, two) = (staff.published("Un").await, staff.published("Deux").await);
    let us = staff.app.agent(&[staff.health]).await;
    write_draft(&staff, &one, &us, vec![two.id]).await;
    transfer(&staff, one.id, staff.health, staff.education).await;
    assert_eq!(work(&staff, one.id, staff.health).await, format!("assigned {} -", us.account));
    assert_eq!(work(&staff, two.id, staff.health).await, format!("drafted - {DRAFT}"));
}

/// The Chamber accepts a submitted answer; returns the questions that it answers then.
async fn accepted(staff: &StaffApp, done: SavedWork) -> Vec<String> {
    let mut unit = staff.begin(&clerk()).await;
    unit.publish_answer(staff.expected_version(done.question).await, done.answer.unwrap(), None, done.version).await.unwrap();
    unit.commit().await.unwrap();
    let of = "answer_question q JOIN answer n ON n.id = q.answer_id WHERE n.published_at IS NOT NULL";
    staff.app.strings(&format!("SELECT CAST(q.question_id AS TEXT) FROM {of}")).await
}

#[apply(both_databases)]
async fn an_answer_goes_its_way_without_a_question_to_which_none_is_owed_any_more(staff: StaffApp) {
    let (one, two) = (staff.transmitted("Un").await, staff.transmitted("Deux").await);
    let us = staff.app.agent(&[staff.health]).await;
    let drafted = write_draft(&staff, &one, &us, vec![two.id]).await;
    // Both lapsed, and one was restored: its work names the answer as before.
    staff.app.execute(&format!("UPDATE question SET status = 'lapsed', due_on = NULL, version = version + 1 WHERE id = {}", two.id)).await;
    let done = hand_over(&staff, drafted).await;
    assert_eq!(work(&staff, two.id, staff.health).await, "received - -");
    assert_eq!(accepted(&staff, done).await, [one.id.to_string()]);
}

#[apply(both_databases)]
async fn a_transmission_that_is_undone_and_made_again_finds_what_was_written(staff: StaffApp) {
    let saved = staff.transmitted("Sujet").await;
    let us = staff.app.agent(&[staff.health]).await;
    write_draft(&staff, &saved, &us, Vec::new()).await;
    let never = CorrectionInput { kind: CorrectionKind::NotTransmitted, on: None, answer: None, referral: None };
    let mut unit = staff.begin(&clerk()).await;
    let undone = unit.correct_record(staff.expected_version(saved.id).await, &never, "Erreur").await.unwrap();
    unit.transmit(undone.question.expected(), Transmit { on: None, to: Vec::new() }).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(work(&staff, saved.id, staff.health).await, format!("drafted {} {DRAFT}", us.account));
    assert_eq!(us.form_in(&us.get(&page_of(&saved, "sante")).await, Some("/draft")).value("text-fr"), DRAFT);
}

#[apply(both_databases)]
async fn an_answer_that_the_chamber_recorded_by_mistake_gives_the_draft_back(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let us = staff.app.agent(&[staff.health]).await;
    write_draft(&staff, &saved, &us, Vec::new()).await;
    let (ours, own) = (page_of(&saved, "sante"), format!("drafted {} {DRAFT}", us.account));
    let one = staff.app.clerk(Chamber::Councillors).await;
    let form = one.form(&format!("{ours}/record")).await.fill("text-fr", "Sur papier.").on("answered", "2026-11-21");
    let confirmation = form.submit().await;
    let said = "Santé : une réponse y est en préparation. Elle est mise de côté, sans que personne ne la lise ; le département la retrouvera si celle";
    assert!(confirmation.texts(".effect li").concat().contains(said), "{}", confirmation.text());
    one.form_in(&confirmation, None).press("confirm").await;
    staff.app.index().await;
    assert_eq!(work(&staff, saved.id, staff.health).await, own);
    let page = us.get(&ours).await.text();
    assert!(page.contains("Sur papier.") && !page.contains(DRAFT), "{page}");

    let answer = staff.app.number("SELECT id FROM answer WHERE published_at IS NOT NULL").await;
    let none = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    staff.corrected_by_two(saved.id, &none, "Erreur de saisie").await.unwrap();
    assert_eq!(work(&staff, saved.id, staff.health).await, own);
    let page = us.get(&ours).await;
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), DRAFT);
    let notice = page.texts(".notice[role=note]").concat();
    assert!(notice.starts_with("La réponse du 21 novembre 2026, que la Chambre avait enregistrée au nom de votre département"), "{notice}");
    let board = us.get("/ar/staff/board").await;
    let note = "ألغي الجواب المؤرخ في 21 نونبر 2026، المسجل باسم قطاعكم من لدن المجلس: Erreur de saisie";
    assert_eq!(board.texts(".ticket .ticket-note"), [note]);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn an_answer_recorded_for_several_questions_gives_the_draft_for_them_back(staff: StaffApp) {
    let (one, two) = (staff.published("Un").await, staff.published("Deux").await);
    let us = staff.app.agent(&[staff.health]).await;
    write_draft(&staff, &one, &us, vec![two.id]).await;
    let mut unit = staff.begin(&clerk()).await;
    let input = AnswerInput { also: vec![two.id], ..staff.answer(AnswerKind::Final, "Sur papier.") };
    let answer = unit.record_answer(staff.expected_version(one.id).await, staff.health, &input).await.unwrap().id;
    unit.commit().await.unwrap();
    let none = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    staff.corrected_by_two(one.id, &none, "Erreur de saisie").await.unwrap();
    assert_eq!(work(&staff, one.id, staff.health).await, format!("drafted {} {DRAFT}", us.account));
    assert_eq!(work(&staff, two.id, staff.health).await, format!("drafted - {DRAFT}"));
}

#[apply(both_databases)]
async fn what_a_ministry_wrote_goes_on_at_the_one_that_it_becomes(staff: StaffApp) {
    // With Health alone; with both; and one that Health had, which is with Education now.
    let (alone, both, away) = (staff.published("Un").await, staff.published("Deux").await, staff.published("Trois").await);
    let us = staff.app.agent(&[staff.health]).await;
    for saved in [&alone, &both, &away] {
        write_draft(&staff, saved, &us, Vec::new()).await;
    }
    let mut unit = staff.begin(&clerk()).await;
    unit.add_ministry(staff.expected_version(both.id).await, staff.education, None, "Aussi").await.unwrap();
    unit.commit().await.unwrap();
    transfer(&staff, away.id, staff.health, staff.education).await;
    staff.merged().await;
    for saved in [&alone, &both, &away] {
        let own = format!("drafted {} {DRAFT}", us.account);
        assert_eq!(work(&staff, saved.id, staff.education).await, own, "{}", saved.code);
    }
    let written = "SELECT CAST(ministry_id AS TEXT) FROM answer";
    assert_eq!(staff.app.strings(written).await, vec![staff.education.to_string(); 3]);
}

#[apply(both_databases)]
async fn of_two_answers_of_ministries_that_become_one_none_is_deleted(staff: StaffApp) {
    let (now, before) = (staff.published("Un").await, staff.published("Deux").await);
    let us = staff.app.agent(&[staff.health]).await;
    let theirs = async |saved: &SavedQuestion| {
        let mut unit = staff.begin(&agent(staff.education)).await;
        let seen = ExpectedWorkVersion { question: saved.id, ministry: staff.education, version: 0 };
        unit.draft_answer(seen, &staff.answer(AnswerKind::Final, "Une pivoine.")).await.unwrap();
        unit.commit().await.unwrap();
    };
    // One that both have, and one that Education had and Health has.
    let mut unit = staff.begin(&clerk()).await;
    unit.add_ministry(staff.expected_version(now.id).await, staff.education, None, "Aussi").await.unwrap();
    unit.commit().await.unwrap();
    transfer(&staff, before.id, staff.health, staff.education).await;
    theirs(&now).await;
    theirs(&before).await;
    transfer(&staff, before.id, staff.education, staff.health).await;
    let drafted = write_draft(&staff, &now, &us, Vec::new()).await;
    hand_over(&staff, drafted).await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    let seen = ExpectedWorkVersion { question: before.id, ministry: staff.health, version: 0 };
    unit.draft_answer(seen, &staff.answer(AnswerKind::Final, DRAFT)).await.unwrap();
    unit.commit().await.unwrap();
    staff.merged().await;
    assert_eq!(work(&staff, now.id, staff.education).await, "drafted - Une pivoine.");
    assert_eq!(work(&staff, now.id, staff.health).await, format!("drafted {} {DRAFT}", us.account), "taken back, and put aside");
    assert_eq!(work(&staff, before.id, staff.education).await, format!("drafted - {DRAFT}"), "what it has now goes on");
    assert_eq!(work(&staff, before.id, staff.health).await, "drafted - Une pivoine.");
}

#[apply(both_databases)]
async fn an_answer_for_several_goes_on_for_what_its_ministry_alone_had(staff: StaffApp) {
    let (alone, both) = (staff.published("Un").await, staff.published("Deux").await);
    let us = staff.app.agent(&[staff.health]).await;
    let drafted = write_draft(&staff, &alone, &us, vec![both.id]).await;
    hand_over(&staff, drafted).await;
    let mut unit = staff.begin(&clerk()).await;
    unit.add_ministry(staff.expected_version(both.id).await, staff.education, None, "Aussi").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&agent(staff.education)).await;
    let theirs = |question: i64, version: i64| ExpectedWorkVersion { question, ministry: staff.education, version };
    unit.draft_answer(theirs(both.id, 0), &staff.answer(AnswerKind::Final, "Une pivoine.")).await.unwrap();
    unit.commit().await.unwrap();
    staff.merged().await;
    assert_eq!(work(&staff, alone.id, staff.education).await, format!("submitted {} {DRAFT}", us.account));
    assert_eq!(work(&staff, both.id, staff.education).await, "drafted - Une pivoine.");
    assert_eq!(work(&staff, both.id, staff.health).await, "received - -", "no answer is for a question that it was put aside for");

    // Nothing blocks it: it can be recalled, submitted again and accepted.
    let version =
        staff.app.number(&format!("SELECT version FROM ministry_work WHERE question_id = {} AND answer_id IS NOT NULL", alone.id)).await;
    let mut unit = staff.begin(&agent(staff.education)).await;
    let recalled = unit.recall_answer(theirs(alone.id, version)).await.unwrap();
    let done = unit.submit_answer(recalled.expected()).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(accepted(&staff, done).await, [alone.id.to_string()]);
    assert_eq!(work(&staff, both.id, staff.education).await, "drafted - Une pivoine.");
    staff.app.index().await;
}
