//! A ministry is told what befell its answer from outside, where it comes back to it: on the card, and on the page of the answer.

use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::work::{CorrectionInput, Ending, SeenWork};
use jawab_tests::{Page, apply, both_databases};

use super::lane;
use crate::work::desk::{Desk, agent, clerk, colleague, day};

const WHY: &str = "Elle répond à une autre question";

/// The ministry writes an answer, agrees to it and hands it over; its identity.
async fn hand_over(desk: &Desk, id: i64, body: &str) -> i64 {
    let of = format!("SELECT COALESCE(MAX(version), 0) FROM ministry_work WHERE question_id = {id} AND ministry_id = {}", desk.health);
    let seen = SeenWork { question: id, ministry: desk.health, version: desk.app.number(&of).await };
    let mut turn = desk.turn(&agent(desk.health)).await;
    let drafted = turn.draft_answer(seen, &desk.answer(AnswerKind::Final, body)).await.unwrap();
    let cleared = turn.clear_answer(drafted.seen()).await.unwrap();
    turn.submit_answer(cleared.seen()).await.unwrap();
    turn.commit().await.unwrap();
    drafted.answer.unwrap()
}

fn notes(page: &Page) -> Vec<String> {
    page.texts(".ticket .ticket-note")
}

#[apply(both_databases)]
async fn a_ministry_whose_answer_was_annulled_is_told_so_and_why(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let answer = hand_over(&desk, kept.id, "Un coquelicot.").await;
    let mut turn = desk.turn(&clerk()).await;
    let read = desk.app.number(&format!("SELECT version FROM ministry_work WHERE question_id = {}", kept.id)).await;
    turn.publish_answer(desk.seen(kept.id).await, answer, None, read).await.unwrap();
    turn.commit().await.unwrap();
    let us = desk.app.agent(&[desk.health]).await;
    let at = format!("/fr/staff/answers/{}/sante", kept.code);
    assert!(notes(&us.get("/fr/staff/board").await).is_empty());
    let wish = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.rectify(desk.seen(kept.id).await, &wish, WHY).await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    turn.confirm_correction(asked.question.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;

    assert_eq!(notes(&us.get("/fr/staff/board").await), [format!("Réponse du 21 novembre 2026 annulée par la Chambre : {WHY}")]);
    assert_eq!(notes(&us.get("/ar/staff/board").await), [format!("ألغى المجلس جوابكم المؤرخ في 21 نونبر 2026: {WHY}")]);
    let page = us.get(&at).await;
    let told = page.texts(".notice[role=note]").concat();
    assert!(told.starts_with("La réponse du 21 novembre 2026 a été annulée") && told.ends_with(WHY), "{told}");
    assert!(page.text().contains("Un coquelicot."), "it can be read beside: {}", page.text());
    hand_over(&desk, kept.id, "Une pivoine.").await;
    assert!(notes(&us.get("/fr/staff/board").await).is_empty(), "another one was handed over");
    assert!(us.get(&at).await.all(".notice[role=note]").is_empty());
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_ministry_whose_question_lapsed_keeps_its_answer_and_is_told_to_send_it_again(desk: Desk) {
    let kept = desk.transmitted("Sujet").await;
    hand_over(&desk, kept.id, "Un coquelicot.").await;
    let us = desk.app.agent(&[desk.health]).await;
    let at = format!("/fr/staff/answers/{}/sante", kept.code);
    desk.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-05')").await;
    let ending = Ending { chamber: Chamber::Councillors, legislature: 11, on: day("2026-11-10") };
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.ask_lapse(ending, 1, "Fin de la législature").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    turn.confirm_lapse(asked, 1).await.unwrap();
    turn.commit().await.unwrap();

    let board = us.get("/fr/staff/board").await;
    assert_eq!(lane(&board, "ended"), ["Sujet"], "its card does not vanish: {}", board.text());
    assert_eq!(notes(&board), ["Procédure close le 10 novembre 2026. Votre réponse est redevenue un projet."]);
    let page = us.get(&at).await;
    assert!(page.text().contains("la procédure est close depuis le 10 novembre 2026"), "{}", page.text());
    assert!(page.text().contains("son texte est conservé ci-dessous") && page.text().contains("Un coquelicot."), "{}", page.text());
    assert!(page.all("main textarea").is_empty(), "it is there to be read");

    let mut turn = desk.turn(&clerk()).await;
    turn.undo_lapse(asked, "Mauvaise Chambre").await.unwrap();
    turn.commit().await.unwrap();
    let board = us.get("/fr/staff/board").await;
    assert!(lane(&board, "ended").is_empty());
    assert_eq!(notes(&board), ["De nouveau ouverte : votre réponse est à valider et à envoyer de nouveau."]);
    let page = us.get(&at).await;
    let told = page.texts(".notice[role=note]").concat();
    assert!(told.ends_with("elle est à valider et à envoyer de nouveau à la Chambre."), "{told}");
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), "Un coquelicot.");
    us.form_to(&at, "/clear").await.submit().await;
    us.form_to(&at, "/submit").await.confirm().await;
    assert!(notes(&us.get("/fr/staff/board").await).is_empty());
    desk.app.set_clock("2026-12-22T10:00:00Z");
    let us = desk.app.agent(&[desk.health]).await;
    assert!(lane(&us.get("/fr/staff/board").await, "ended").is_empty());
    desk.app.index().await;
}

#[apply(both_databases)]
async fn what_ended_stays_on_the_board_for_a_month(desk: Desk) {
    let (kept, never) = (desk.transmitted("Retirée").await, desk.deposited("Jamais transmise").await);
    for id in [kept.id, never.id] {
        let mut turn = desk.turn(&clerk()).await;
        turn.withdraw(desk.seen(id).await, Some(day("2026-11-20")), "Demande").await.unwrap();
        turn.commit().await.unwrap();
    }
    let us = desk.app.agent(&[desk.health]).await;
    assert_eq!(lane(&us.get("/fr/staff/board").await, "ended"), ["Retirée"]);
    for (now, there) in [("2026-12-20T10:00:00Z", 1), ("2026-12-21T10:00:00Z", 0)] {
        desk.app.set_clock(now);
        let us = desk.app.agent(&[desk.health]).await;
        assert_eq!(lane(&us.get("/fr/staff/board").await, "ended").len(), there, "{now}");
    }
    desk.app.index().await;
}
