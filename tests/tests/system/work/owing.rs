//! A ministry that answered on a day that nobody knows owes nothing, wherever that is asked; until its answer counts no more.

use std::collections::BTreeMap;

use jawab_domain::{
    AnswerKind, Chamber,
    board::Lane,
    lifecycle::{CorrectionKind, Refusal},
    people::Succession,
};
use jawab_service::{
    UseCaseError,
    work::{
        CorrectionInput, SeenWork,
        reference::{Item, SuccessionInput, print_of},
    },
};
use jawab_store::{
    Viewer, board,
    ledger::{Narrowed, Whose, running_clocks},
};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::json;

use super::desk::{Desk, administrator, agent, clerk, colleague, day};

/// A question of both ministries, late by now, of which the first gave its answer on some day. A third ministry is there as well.
async fn answered_some_day(desk: &Desk) -> i64 {
    desk.app.execute("UPDATE deadline_rule SET counting = 'working', days = 5").await;
    let (health, education) = (json!({ "fr": "Santé" }), json!({ "fr": "Éducation" }));
    let fields = json!({
        "chamber": "councillors", "legislature": 11, "number": 901, "deposited_on": "2026-11-02", "transmitted_on": "2026-11-04",
        "ministries": [health, education], "answers": [{ "kind": "final", "ministry": health, "texts": { "fr": "Oui." } }],
    });
    let other = json!({ "ministry": { "fr": "Culture" }, "legislature": 10 });
    desk.app.load(&[record("a", fields), record("culture", other)]).await;
    let id = desk.app.id("a").await;
    let now = format!("SELECT status || ' ' || CAST(due_on AS TEXT) FROM question WHERE id = {id}");
    assert_eq!(desk.one(&now).await, "transmitted 2026-11-12");
    id
}

#[apply(both_databases)]
async fn who_answered_on_an_unknown_day_is_never_late(desk: Desk) {
    let id = answered_some_day(&desk).await;
    let (ledger, today, db) = (desk.app.app.ledger().await.unwrap(), desk.app.today(), desk.app.app.database.reader());
    let shares = ledger.ministry_shares(None, today);
    let share = |ministry: i64| (shares[&ministry].answered, shares[&ministry].overdue);
    assert_eq!([share(desk.health), share(desk.education)], [(1, 0), (0, 1)]);
    let rates = ledger.rates(Chamber::Councillors, None, today);
    assert_eq!((rates[&desk.health].answered, rates[&desk.health].overdue, rates[&desk.education].overdue), (1, 0, 1));
    let filters = board::Filters::default();
    let lanes = |ministry: i64| {
        let whose = Whose::Ministries(vec![ministry]);
        ledger.lanes(Narrowed { whose: &whose, filters: &filters, with_words: None }, today)
    };
    assert_eq!([lanes(desk.health), lanes(desk.education)], [BTreeMap::new(), BTreeMap::from([(Lane::Overdue, 1)])]);
    for (ministry, answered, lane) in [(desk.health, true, None), (desk.education, false, Some(Lane::Overdue))] {
        let part = board::one_part(db, Viewer::Clerk(Chamber::Councillors), today, id, ministry).await.unwrap().unwrap();
        assert_eq!((part.answered, part.answered_on, part.lane), (answered, None, lane));
    }
    let running = running_clocks(db).await.unwrap();
    assert_eq!(running.iter().map(|clock| clock.ministry).collect::<Vec<_>>(), [desk.education]);
    assert!(ledger.running_clocks().eq(running));
    let us = desk.app.agent(&[desk.health]).await;
    assert!(!us.get("/fr/staff/board").await.text().contains("Sujet a"));
    let page = us.get(&format!("/fr/staff/answers/{}/sante", desk.app.code("a").await)).await;
    assert!(page.status == 200 && page.all("main textarea").is_empty(), "there is nothing to write: {}", page.text());
}

#[apply(both_databases)]
async fn no_holiday_moves_what_was_answered(desk: Desk) {
    let id = answered_some_day(&desk).await;
    // It was due before the other one.
    desk.app
        .execute(&format!("UPDATE attribution SET due_on = '2026-11-09' WHERE question_id = {id} AND ministry_id = {}", desk.health))
        .await;
    desk.app
        .execute("INSERT INTO holiday (on_day, name, source) VALUES ('2026-11-10', '{\"fr\":\"Jour décrété\"}', '{\"fr\":\"Décret\"}')")
        .await;
    let mut turn = desk.turn(&administrator()).await;
    let moved = turn.move_deadlines("Jour férié décrété").await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    let moves: Vec<_> = moved.iter().map(|one| (one.ministry, one.from, one.to)).collect();
    assert_eq!(moves, [(desk.education, Some(day("2026-11-12")), Some(day("2026-11-13")))]);
    let due = format!("SELECT CAST(due_on AS TEXT) FROM attribution WHERE question_id = {id} ORDER BY position");
    assert_eq!(desk.app.strings(&due).await, ["2026-11-09", "2026-11-13"]);
    assert_eq!(desk.one(&format!("SELECT CAST(due_on AS TEXT) FROM question WHERE id = {id}")).await, "2026-11-13");
    assert_eq!(desk.events(id).await.iter().filter(|kind| *kind == "deadline_moved").count(), 1, "nobody else is told of a move");
}

#[apply(both_databases)]
async fn who_owes_nothing_prepares_nothing_and_is_reminded_of_nothing(desk: Desk) {
    let id = answered_some_day(&desk).await;
    let seen = SeenWork { question: id, ministry: desk.health, version: 0 };
    let theirs = |refused: &Result<(), UseCaseError>| matches!(refused, Err(UseCaseError::Refused(Refusal::NotTheirs)));
    let mut turn = desk.turn(&agent(desk.health)).await;
    let drafted = turn.draft_answer(seen, &desk.answer(AnswerKind::Final, "Encore.")).await.map(drop);
    assert!(theirs(&drafted), "{drafted:?}");
    drop(turn);
    let mut turn = desk.turn(&agent(desk.health)).await;
    let asked = turn.ask_transfer(id, desk.health, desk.education, "Pas à nous").await.map(drop);
    assert!(theirs(&asked), "{asked:?}");
    drop(turn);
    let mut turn = desk.turn(&clerk()).await;
    let reminded = turn.remind(id, desk.health, None).await;
    assert!(theirs(&reminded), "{reminded:?}");
    turn.remind(id, desk.education, None).await.unwrap();
}

#[apply(both_databases)]
async fn a_ministry_that_answered_becomes_another(desk: Desk) {
    let id = answered_some_day(&desk).await;
    let culture = desk.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    for (ministry, moves) in [(desk.health, 0), (desk.education, 1)] {
        let input = SuccessionInput {
            kind: Succession::Replaced,
            on: day("2026-11-20"),
            to: vec![culture],
            open_to: Some(culture),
            ends: true,
            reason: "Décret".into(),
        };
        let seen = print_of(desk.app.app.database.reader(), Item::Ministry(ministry)).await.unwrap();
        assert_eq!(desk.work.succession_preview(&administrator(), ministry, &input).await.unwrap(), moves);
        let mut turn = desk.turn(&administrator()).await;
        assert_eq!(turn.succeed_ministry(ministry, seen, &input).await.unwrap(), moves);
        turn.commit().await.unwrap();
    }
    desk.app.index().await;
    let has = format!("SELECT CAST(ministry_id AS TEXT) FROM attribution WHERE question_id = {id} AND until IS NULL ORDER BY position");
    assert_eq!(desk.app.strings(&has).await, [desk.health, culture].map(|id| id.to_string()), "what is settled stays where it was");
}

#[apply(both_databases)]
async fn an_answer_that_was_annulled_is_owed_again(desk: Desk) {
    let id = answered_some_day(&desk).await;
    let answer = desk.app.number("SELECT id FROM answer").await;
    let wish = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.rectify(desk.seen(id).await, &wish, "D’une autre question").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    turn.confirm_correction(asked.question.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    let ledger = desk.app.app.ledger().await.unwrap();
    let shares = ledger.ministry_shares(None, desk.app.today());
    assert_eq!((shares[&desk.health].answered, shares[&desk.health].overdue), (0, 1));
    let running = running_clocks(desk.app.app.database.reader()).await.unwrap();
    assert!(running.len() == 2 && ledger.running_clocks().eq(running));
    let mut turn = desk.turn(&agent(desk.health)).await;
    let seen = SeenWork { question: id, ministry: desk.health, version: 0 };
    turn.draft_answer(seen, &desk.answer(AnswerKind::Final, "De celle-ci.")).await.unwrap();
}
