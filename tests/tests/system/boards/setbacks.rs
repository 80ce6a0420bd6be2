//! A ministry is told of others' acts on its answer when it returns to it: on the card, and on the page of the answer.

use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::use_cases::{CorrectionInput, ExpectedWorkVersion, LegislatureEnd};
use jawab_tests::{Page, apply, both_databases};

use super::lane;
use crate::use_cases::staff_app::{StaffApp, agent, clerk, colleague, day};

const WHY: &str = "Elle répond à une autre question";

/// The ministry writes an answer, clears it and submits it; returns its id.
async fn hand_over(staff: &StaffApp, id: i64, body: &str) -> i64 {
    let of = format!("SELECT COALESCE(MAX(version), 0) FROM ministry_work WHERE question_id = {id} AND ministry_id = {}", staff.health);
    let seen = ExpectedWorkVersion { question: id, ministry: staff.health, version: staff.app.number(&of).await };
    let mut unit = staff.begin(&agent(staff.health)).await;
    let drafted = unit.draft_answer(seen, &staff.answer(AnswerKind::Final, body)).await.unwrap();
    let cleared = unit.clear_answer(drafted.expected()).await.unwrap();
    unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
    drafted.answer.unwrap()
}

fn notes(page: &Page) -> Vec<String> {
    page.texts(".ticket .ticket-note")
}

#[apply(both_databases)]
async fn a_ministry_whose_answer_was_annulled_is_told_so_and_why(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let answer = hand_over(&staff, saved.id, "Un coquelicot.").await;
    let mut unit = staff.begin(&clerk()).await;
    let read = staff.app.number(&format!("SELECT version FROM ministry_work WHERE question_id = {}", saved.id)).await;
    unit.publish_answer(staff.expected_version(saved.id).await, answer, None, read).await.unwrap();
    unit.commit().await.unwrap();
    let us = staff.app.agent(&[staff.health]).await;
    let at = format!("/fr/staff/answers/{}/sante", saved.code);
    assert!(notes(&us.get("/fr/staff/board").await).is_empty());
    let correction = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.correct_record(staff.expected_version(saved.id).await, &correction, WHY).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    unit.confirm_correction(requested.question.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;

    assert_eq!(notes(&us.get("/fr/staff/board").await), [format!("Réponse du 21 novembre 2026 annulée par la Chambre : {WHY}")]);
    assert_eq!(notes(&us.get("/ar/staff/board").await), [format!("ألغى المجلس جوابكم المؤرخ في 21 نونبر 2026: {WHY}")]);
    let page = us.get(&at).await;
    let notice = page.texts(".notice[role=note]").concat();
    assert!(notice.starts_with("La réponse du 21 novembre 2026 a été annulée") && notice.ends_with(WHY), "{notice}");
    assert!(page.text().contains("Un coquelicot."), "it can be read beside: {}", page.text());
    hand_over(&staff, saved.id, "Une pivoine.").await;
    assert!(notes(&us.get("/fr/staff/board").await).is_empty(), "another one was handed over");
    assert!(us.get(&at).await.all(".notice[role=note]").is_empty());
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_ministry_whose_question_lapsed_keeps_its_answer_and_is_told_to_send_it_again(staff: StaffApp) {
    let saved = staff.transmitted("Sujet").await;
    hand_over(&staff, saved.id, "Un coquelicot.").await;
    let us = staff.app.agent(&[staff.health]).await;
    let at = format!("/fr/staff/answers/{}/sante", saved.code);
    staff.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-05')").await;
    let ending = LegislatureEnd { chamber: Chamber::Councillors, legislature: 11, on: day("2026-11-10") };
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.ask_lapse(ending, 1, "Fin de la législature").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    unit.confirm_lapse(requested, 1).await.unwrap();
    unit.commit().await.unwrap();

    let board = us.get("/fr/staff/board").await;
    assert_eq!(lane(&board, "ended"), ["Sujet"], "its card does not vanish: {}", board.text());
    assert_eq!(notes(&board), ["Procédure close le 10 novembre 2026. Votre réponse est redevenue un projet."]);
    let page = us.get(&at).await;
    assert!(page.text().contains("la procédure est close depuis le 10 novembre 2026"), "{}", page.text());
    assert!(page.text().contains("son texte est conservé ci-dessous") && page.text().contains("Un coquelicot."), "{}", page.text());
    assert!(page.all("main textarea").is_empty(), "it is there to be read");

    let mut unit = staff.begin(&clerk()).await;
    unit.undo_lapse(requested, "Mauvaise Chambre").await.unwrap();
    unit.commit().await.unwrap();
    let board = us.get("/fr/staff/board").await;
    assert!(lane(&board, "ended").is_empty());
    assert_eq!(notes(&board), ["De nouveau ouverte : votre réponse est à valider et à envoyer de nouveau."]);
    let page = us.get(&at).await;
    let notice = page.texts(".notice[role=note]").concat();
    assert!(notice.ends_with("elle est à valider et à envoyer de nouveau à la Chambre."), "{notice}");
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), "Un coquelicot.");
    us.form_to(&at, "/clear").await.submit().await;
    us.form_to(&at, "/submit").await.confirm().await;
    assert!(notes(&us.get("/fr/staff/board").await).is_empty());
    staff.app.set_clock("2026-12-22T10:00:00Z");
    let us = staff.app.agent(&[staff.health]).await;
    assert!(lane(&us.get("/fr/staff/board").await, "ended").is_empty());
    staff.app.index().await;
}

#[apply(both_databases)]
async fn what_ended_stays_on_the_board_for_a_month(staff: StaffApp) {
    let (saved, never) = (staff.transmitted("Retirée").await, staff.deposited("Jamais transmise").await);
    for id in [saved.id, never.id] {
        let mut unit = staff.begin(&clerk()).await;
        unit.withdraw(staff.expected_version(id).await, Some(day("2026-11-20")), "Demande").await.unwrap();
        unit.commit().await.unwrap();
    }
    let us = staff.app.agent(&[staff.health]).await;
    assert_eq!(lane(&us.get("/fr/staff/board").await, "ended"), ["Retirée"]);
    for (now, there) in [("2026-12-20T10:00:00Z", 1), ("2026-12-21T10:00:00Z", 0)] {
        staff.app.set_clock(now);
        let us = staff.app.agent(&[staff.health]).await;
        assert_eq!(lane(&us.get("/fr/staff/board").await, "ended").len(), there, "{now}");
    }
    staff.app.index().await;
}
