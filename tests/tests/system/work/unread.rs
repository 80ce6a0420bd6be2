//! An answer that was annulled: before anybody outside could read it, it stays out; afterwards it stays readable, and its history says
//! what became of it.

use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::work::{AnswerInput, CorrectionInput};
use jawab_store::{Viewer, answers_visible_to};
use jawab_tests::{TestApp, apply, both_databases};
use sea_orm::{ConnectionTrait as _, sea_query::Query};

use super::desk::{Desk, clerk, colleague};

const WHY: &str = "Lettre du bureau";

/// Records an answer of the ministry; its identity.
async fn record(desk: &Desk, id: i64, body: &str, also: Vec<i64>) -> i64 {
    let mut turn = desk.turn(&clerk()).await;
    let input = AnswerInput { also, ..desk.answer(AnswerKind::Final, body) };
    let answer = turn.record_answer(desk.seen(id).await, desk.health, &input).await.unwrap();
    turn.commit().await.unwrap();
    answer.id
}

/// An answer was recorded by mistake; whether a second person had to confirm that.
async fn annul(desk: &Desk, id: i64, answer: i64) -> bool {
    let wish = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.rectify(desk.seen(id).await, &wish, WHY).await.unwrap();
    turn.commit().await.unwrap();
    if asked.waits {
        let mut turn = desk.turn(&colleague()).await;
        turn.confirm_correction(asked.question.seen()).await.unwrap();
        turn.commit().await.unwrap();
    }
    asked.waits
}

async fn publish(desk: &Desk, id: i64) {
    let mut turn = desk.turn(&clerk()).await;
    turn.publish(desk.seen(id).await).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
}

async fn hide(desk: &Desk, id: i64) {
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.ask_hiding(desk.seen(id).await, "Plainte").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    turn.confirm_hiding(kept.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
}

async fn unhide(desk: &Desk, id: i64) {
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.ask_unhiding(desk.seen(id).await, "Retirée").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    turn.confirm_unhiding(kept.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
}

/// The bodies of the answers that the public is told of, and whether each was annulled.
async fn told(app: &TestApp, number: i32) -> Vec<(String, bool)> {
    let told = app.get_json(&format!("/api/v1/questions/councillors/11/{number}")).await;
    let one = |answer: &serde_json::Value| (answer["texts"][0]["body"].as_str().unwrap().to_owned(), answer["annulled"].as_bool().unwrap());
    told["answers"].as_array().unwrap().iter().map(one).collect()
}

/// The lines of the public history that tell of answers, and how many days and words in it are struck through.
async fn lines(app: &TestApp, number: i32) -> (Vec<String>, usize) {
    let page = app.get(&format!("/fr/questions/councillors/11/{number}")).await;
    let lines = page.texts("[aria-labelledby=history] li").into_iter().filter(|line| line.contains("éponse")).collect();
    (lines, page.all("[aria-labelledby=history] li s").len())
}

#[apply(both_databases)]
async fn what_was_annulled_before_anybody_outside_could_read_it_stays_out(desk: Desk) {
    let kept = desk.transmitted("Sujet").await;
    let first = record(&desk, kept.id, "Un coquelicot.", Vec::new()).await;
    assert!(!annul(&desk, kept.id, first).await);
    record(&desk, kept.id, "Une pivoine.", Vec::new()).await;
    publish(&desk, kept.id).await;
    for locale in ["fr", "ar"] {
        let page = desk.app.get(&format!("/{locale}/questions/councillors/11/1")).await;
        assert!(page.body.contains("Une pivoine."), "{}", page.text());
        let unread = ["coquelicot", WHY].iter().any(|unread| page.body.contains(unread));
        assert!(!unread && page.all(".answer .notice").is_empty(), "{locale}: {}", page.text());
    }
    let (given, struck) = lines(&desk.app, 1).await;
    assert!(given.len() == 1 && given[0].contains("Réponse reçue") && struck == 0, "{given:?}");
    assert_eq!(told(&desk.app, 1).await, [("Une pivoine.".to_owned(), false)]);
    assert_eq!(desk.app.get_json("/api/v1/search?q=coquelicot").await["total"], 0);
    // Staff who could read it then can still.
    let (clerk, us) = (desk.app.clerk(Chamber::Councillors).await, desk.app.agent(&[desk.health]).await);
    let work = format!("/fr/staff/questions/{}", kept.code);
    for page in [clerk.get(&work).await, us.get(&format!("/fr/staff/answers/{}/sante", kept.code)).await] {
        assert!(page.text().contains("Un coquelicot.") && page.text().contains("Réponse annulée"), "{}: {}", page.address, page.text());
    }
    assert!(clerk.get(&format!("{work}/history")).await.text().contains(WHY));
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM annulled_answer WHERE NOT was_read").await, 1);
}

#[apply(both_databases)]
async fn what_was_annulled_while_its_question_was_hidden_is_told_by_whether_it_could_be_read_before(desk: Desk) {
    let (before, after) = (desk.published("Un").await, desk.published("Deux").await);
    hide(&desk, before.id).await;
    desk.app.set_clock("2026-11-21T10:01:00Z");
    let unread = record(&desk, before.id, "Un coquelicot.", Vec::new()).await;
    let read = record(&desk, after.id, "Une pivoine.", Vec::new()).await;
    hide(&desk, after.id).await;
    for (id, answer) in [(before.id, unread), (after.id, read)] {
        assert!(annul(&desk, id, answer).await, "readers may count by it");
        unhide(&desk, id).await;
    }
    assert!(told(&desk.app, 1).await.is_empty());
    assert_eq!(told(&desk.app, 2).await, [("Une pivoine.".to_owned(), true)]);
}

#[apply(both_databases)]
async fn what_could_be_read_at_another_question_is_told_with_what_became_of_it(desk: Desk) {
    let (public, other) = (desk.published("Un").await, desk.transmitted("Deux").await);
    let shared = record(&desk, public.id, "Un coquelicot.", vec![other.id]).await;
    annul(&desk, other.id, shared).await;
    record(&desk, other.id, "Une pivoine.", Vec::new()).await;
    publish(&desk, other.id).await;
    assert_eq!(told(&desk.app, 1).await, [("Un coquelicot.".to_owned(), true)]);
    assert_eq!(told(&desk.app, 2).await, [("Une pivoine.".to_owned(), false), ("Un coquelicot.".to_owned(), true)]);
    let (given, struck) = lines(&desk.app, 2).await;
    assert!(given.len() == 3 && struck == 2, "the first is struck through, and a line says by what: {given:?}");
    let page = desk.app.get("/fr/questions/councillors/11/2").await.text();
    assert!(page.contains("Réponse annulée") && page.contains(WHY), "{page}");
}

#[apply(both_databases)]
async fn whom_a_question_is_only_meant_for_could_not_read_what_was_annulled(desk: Desk) {
    let kept = desk.transmitted("Sujet").await;
    let answer = record(&desk, kept.id, "Un coquelicot.", Vec::new()).await;
    assert!(!annul(&desk, kept.id, answer).await);
    let (id, education) = (kept.id, desk.education);
    desk.app.execute(&format!("INSERT INTO attribution (question_id, position, ministry_id) VALUES ({id}, 2, {education})")).await;
    let them = Viewer::Agent(desk.app.agent(&[education]).await.account);
    let seen = async || {
        let visible = Query::select().column("id").from("answer").and_where(answers_visible_to(them)).to_owned();
        desk.app.app.database.reader().query_all(&visible).await.unwrap().len()
    };
    assert_eq!(seen().await, 1, "it received the question");
    desk.app.execute(&format!("UPDATE question SET status = 'deposited', transmitted_on = NULL, due_on = NULL WHERE id = {id}")).await;
    assert_eq!(seen().await, 0);
}
