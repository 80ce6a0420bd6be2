//! A ministry that answered on an unknown day owes nothing, wherever that is shown; until its answer no longer counts.

use std::collections::BTreeMap;

use jawab_domain::{
    AnswerKind, Chamber,
    board::Lane,
    lifecycle::{CorrectionKind, Refusal},
    people::Succession,
};
use jawab_service::{
    UseCaseError,
    use_cases::{
        CorrectionInput, ExpectedWorkVersion,
        registers::{Item, SuccessionInput, fingerprint_of},
    },
};
use jawab_store::{
    Viewer, board,
    ledger::{BoardFilter, BoardScope, running_clocks},
    rules,
};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::json;

use super::staff_app::{StaffApp, administrator, agent, clerk, colleague, day};

/// A question of both ministries, overdue by now, which the first answered on an unknown day. There is a third ministry as well.
async fn answered_some_day(staff: &StaffApp) -> i64 {
    staff.app.execute("UPDATE deadline_rule SET counting = 'working', days = 5").await;
    let (health, education) = (json!({ "fr": "Santé" }), json!({ "fr": "Éducation" }));
    let fields = json!({
        "chamber": "councillors", "legislature": 11, "number": 901, "deposited_on": "2026-11-02", "transmitted_on": "2026-11-04",
        "ministries": [health, education], "answers": [{ "kind": "final", "ministry": health, "texts": { "fr": "Oui." } }],
    });
    let other = json!({ "ministry": { "fr": "Culture" }, "legislature": 10 });
    staff.app.load(&[record("a", fields), record("culture", other)]).await;
    let id = staff.app.id("a").await;
    let now = format!("SELECT status || ' ' || CAST(due_on AS TEXT) FROM question WHERE id = {id}");
    assert_eq!(staff.one(&now).await, "transmitted 2026-11-12");
    id
}

#[apply(both_databases)]
async fn who_answered_on_an_unknown_day_is_never_late(staff: StaffApp) {
    let id = answered_some_day(&staff).await;
    let (ledger, today, db) = (staff.app.app.ledger().await.unwrap(), staff.app.today(), staff.app.app.database.reader());
    let shares = ledger.ministry_shares(None, today);
    let share = |ministry: i64| (shares[&ministry].answered, shares[&ministry].overdue);
    assert_eq!([share(staff.health), share(staff.education)], [(1, 0), (0, 1)]);
    let rates = ledger.rates(Chamber::Councillors, None, today);
    assert_eq!((rates[&staff.health].answered, rates[&staff.health].overdue, rates[&staff.education].overdue), (1, 0, 1));
    let filters = board::Filters::default();
    let lanes = |ministry: i64| {
        let whose = BoardScope::Ministries(vec![ministry]);
        ledger.lanes(BoardFilter { whose: &whose, filters: &filters, with_words: None }, today)
    };
    assert_eq!([lanes(staff.health), lanes(staff.education)], [BTreeMap::new(), BTreeMap::from([(Lane::Overdue, 1)])]);
    for (ministry, answered, lane) in [(staff.health, true, None), (staff.education, false, Some(Lane::Overdue))] {
        let part = board::find_item(db, Viewer::Clerk(Chamber::Councillors), today, id, ministry).await.unwrap().unwrap();
        assert_eq!((part.answered, part.answered_on, part.lane), (answered, None, lane));
    }
    let calendar = rules::calendar(db).await.unwrap();
    let running = running_clocks(db, &calendar).await.unwrap();
    assert_eq!(running.iter().map(|clock| clock.ministry).collect::<Vec<_>>(), [staff.education]);
    assert!(ledger.running_clocks(&calendar).eq(running));
    let us = staff.app.agent(&[staff.health]).await;
    assert!(!us.get("/fr/staff/board").await.text().contains("Sujet a"));
    let page = us.get(&format!("/fr/staff/answers/{}/sante", staff.app.code("a").await)).await;
    assert!(page.status == 200 && page.all("main textarea").is_empty(), "there is nothing to write: {}", page.text());
}

#[apply(both_databases)]
async fn no_holiday_moves_what_was_answered(staff: StaffApp) {
    let id = answered_some_day(&staff).await;
    // It was due before the other one.
    staff
        .app
        .execute(&format!("UPDATE attribution SET due_on = '2026-11-09' WHERE question_id = {id} AND ministry_id = {}", staff.health))
        .await;
    staff
        .app
        .execute("INSERT INTO holiday (on_day, name, source) VALUES ('2026-11-10', '{\"fr\":\"Jour décrété\"}', '{\"fr\":\"Décret\"}')")
        .await;
    let mut unit = staff.begin(&administrator()).await;
    let moved = unit.move_deadlines("Jour férié décrété").await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let moves: Vec<_> = moved.iter().map(|one| (one.ministry, one.from, one.to)).collect();
    assert_eq!(moves, [(staff.education, Some(day("2026-11-12")), Some(day("2026-11-13")))]);
    let due = format!("SELECT CAST(due_on AS TEXT) FROM attribution WHERE question_id = {id} ORDER BY position");
    assert_eq!(staff.app.strings(&due).await, ["2026-11-09", "2026-11-13"]);
    assert_eq!(staff.one(&format!("SELECT CAST(due_on AS TEXT) FROM question WHERE id = {id}")).await, "2026-11-13");
    assert_eq!(staff.events(id).await.iter().filter(|kind| *kind == "deadline_moved").count(), 1, "nobody else is told of a move");
}

#[apply(both_databases)]
async fn who_owes_nothing_prepares_nothing_and_is_reminded_of_nothing(staff: StaffApp) {
    let id = answered_some_day(&staff).await;
    let seen = ExpectedWorkVersion { question: id, ministry: staff.health, version: 0 };
    let theirs = |refused: &Result<(), UseCaseError>| matches!(refused, Err(UseCaseError::Refused(Refusal::NotTheirs)));
    let mut unit = staff.begin(&agent(staff.health)).await;
    let drafted = unit.draft_answer(seen, &staff.answer(AnswerKind::Final, "Encore.")).await.map(drop);
    assert!(theirs(&drafted), "{drafted:?}");
    drop(unit);
    let mut unit = staff.begin(&agent(staff.health)).await;
    let requested = unit.ask_transfer(id, staff.health, staff.education, "Pas à nous").await.map(drop);
    assert!(theirs(&requested), "{requested:?}");
    drop(unit);
    let mut unit = staff.begin(&clerk()).await;
    let reminded = unit.remind(id, staff.health, None).await;
    assert!(theirs(&reminded), "{reminded:?}");
    unit.remind(id, staff.education, None).await.unwrap();
}

#[apply(both_databases)]
async fn a_ministry_that_answered_becomes_another(staff: StaffApp) {
    let id = answered_some_day(&staff).await;
    let culture = staff.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    for (ministry, moves) in [(staff.health, 0), (staff.education, 1)] {
        let input = SuccessionInput {
            kind: Succession::Replaced,
            on: day("2026-11-20"),
            to: vec![culture],
            open_to: Some(culture),
            ends: true,
            reason: "Décret".into(),
        };
        let seen = fingerprint_of(staff.app.app.database.reader(), Item::Ministry(ministry)).await.unwrap();
        assert_eq!(staff.use_cases.succession_preview(&administrator(), ministry, &input).await.unwrap(), moves);
        let mut unit = staff.begin(&administrator()).await;
        assert_eq!(unit.succeed_ministry(ministry, seen, &input).await.unwrap(), moves);
        unit.commit().await.unwrap();
    }
    staff.app.index().await;
    let has = format!("SELECT CAST(ministry_id AS TEXT) FROM attribution WHERE question_id = {id} AND until IS NULL ORDER BY position");
    assert_eq!(staff.app.strings(&has).await, [staff.health, culture].map(|id| id.to_string()), "what is settled stays where it was");
}

#[apply(both_databases)]
async fn an_answer_that_was_annulled_is_owed_again(staff: StaffApp) {
    let id = answered_some_day(&staff).await;
    let answer = staff.app.number("SELECT id FROM answer").await;
    let correction = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.correct_record(staff.expected_version(id).await, &correction, "D’une autre question").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    unit.confirm_correction(requested.question.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let ledger = staff.app.app.ledger().await.unwrap();
    let shares = ledger.ministry_shares(None, staff.app.today());
    assert_eq!((shares[&staff.health].answered, shares[&staff.health].overdue), (0, 1));
    let db = staff.app.app.database.reader();
    let calendar = rules::calendar(db).await.unwrap();
    let running = running_clocks(db, &calendar).await.unwrap();
    assert!(running.len() == 2 && ledger.running_clocks(&calendar).eq(running));
    let mut unit = staff.begin(&agent(staff.health)).await;
    let seen = ExpectedWorkVersion { question: id, ministry: staff.health, version: 0 };
    unit.draft_answer(seen, &staff.answer(AnswerKind::Final, "De celle-ci.")).await.unwrap();
}
