//! What a change says of itself: whether the public sees it, whether names changed, whether something was taken away.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Chamber, Locale, PerLocale};
use jawab_service::work::{
    Ending, SeenWork,
    reference::{CalendarChange, HolidayInput, RosterInput},
};
use jawab_store::{SiteState, changes};
use jawab_tests::{apply, both_databases, records};
use serde_json::json;
use tokio::sync::Notify;

use super::desk::{Desk, administrator, agent, clerk, colleague};

async fn state(desk: &Desk) -> SiteState {
    desk.app.app.database.state().await.unwrap()
}

/// Those of some questions of which the public sees something else than before.
async fn shown(desk: &Desk, ids: &[i64], before: SiteState) -> Vec<i64> {
    let mut all: Vec<i64> =
        changes::shown_since(desk.app.app.database.reader(), ids, before.generation).await.unwrap().into_iter().collect();
    all.sort_unstable();
    all
}

#[apply(both_databases)]
async fn what_staff_alone_see_is_no_change_for_the_public(desk: Desk) {
    let published = desk.published("Public").await;
    let before = state(&desk).await;
    let page = desk.app.get("/fr").await;
    desk.log("Brouillon").await;
    desk.transmitted("Transmise sans être publiée").await;
    let mut turn = desk.turn(&agent(desk.health)).await;
    let seen = SeenWork { question: published.id, ministry: desk.health, version: 0 };
    turn.draft_answer(seen, &desk.answer(AnswerKind::Final, "Projet de réponse.")).await.unwrap();
    turn.commit().await.unwrap();
    let after = state(&desk).await;
    assert!(after.generation > before.generation, "staff see it");
    assert_eq!((after.public, after.reference, after.retraction), (before.public, before.reference, before.retraction));
    assert_eq!(shown(&desk, &[published.id], before).await, [0; 0]);
    assert_eq!(desk.app.get("/fr").await.bytes, page.bytes);
}

#[apply(both_databases)]
async fn what_the_public_sees_is_told_of_its_question(desk: Desk) {
    let (one, other) = (desk.published("Une").await, desk.published("Autre").await);
    let before = state(&desk).await;
    let mut turn = desk.turn(&clerk()).await;
    turn.record_answer(one.seen(), desk.health, &desk.answer(AnswerKind::Final, "Oui.")).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    let after = state(&desk).await;
    assert_eq!((after.public, after.reference, after.retraction), (after.generation, before.reference, before.retraction));
    assert_eq!(shown(&desk, &[one.id, other.id], before).await, [one.id]);
}

#[apply(both_databases)]
async fn what_is_taken_away_is_told_apart(desk: Desk) {
    let kept = desk.published("À cacher").await;
    let before = state(&desk).await;
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.ask_hiding(kept.seen(), "Nom d’un tiers").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(state(&desk).await.retraction, before.retraction, "asking takes nothing away");
    let mut turn = desk.turn(&colleague()).await;
    turn.confirm_hiding(asked.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    let after = state(&desk).await;
    assert_eq!((after.public, after.retraction), (after.generation, after.generation));
    assert_eq!(shown(&desk, &[kept.id], before).await, [kept.id]);
}

#[apply(both_databases)]
async fn a_related_question_that_is_published_changes_those_that_name_it(desk: Desk) {
    let (named, names) = (desk.transmitted("Nommée").await, desk.published("Nomme").await);
    desk.app.execute(&format!("INSERT INTO question_link (from_id, kind, to_id) VALUES ({}, 'renews', {})", names.id, named.id)).await;
    let before = state(&desk).await;
    let mut turn = desk.turn(&clerk()).await;
    turn.publish(named.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert_eq!(shown(&desk, &[named.id, names.id], before).await, [named.id, names.id]);
}

#[apply(both_databases)]
async fn names_are_told_apart(desk: Desk) {
    let before = state(&desk).await;
    desk.app
        .execute("INSERT INTO holiday (on_day, name, source) VALUES ('2027-12-30', '{\"fr\":\"Fête\"}', '{\"fr\":\"Invention\"}')")
        .await;
    let after = state(&desk).await;
    assert_eq!((after.public, after.reference, after.retraction), (after.generation, after.generation, before.retraction));
}

/// On SQLite a look that took the lock would wait for the writer for half a minute.
#[apply(both_databases)]
async fn looking_at_what_a_change_would_do_waits_for_no_writer(desk: Desk) {
    let kept = desk.published("Ouverte").await;
    desk.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-20')").await;
    let (database, begun, done) = (desk.app.app.database.clone(), Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (tell, wait) = (Arc::clone(&begun), Arc::clone(&done));
    let writer = tokio::spawn(async move {
        let writing = database.change().await.unwrap();
        tell.notify_one();
        wait.notified().await;
        writing.rollback().await.unwrap();
    });
    begun.notified().await;
    let (work, ledger) = (&desk.work, desk.app.app.ledger().await.unwrap());
    let name: PerLocale<String> = [(Locale::Fr, "Fête".to_owned())].into_iter().collect();
    let on: NaiveDate = "2026-11-17".parse().unwrap();
    let change = CalendarChange::AddHoliday(HolidayInput { on, name: name.clone(), source: name });
    work.calendar_preview(&administrator(), &ledger, &change).await.unwrap();
    let ending = Ending { chamber: Chamber::Councillors, legislature: 11, on: desk.app.today() };
    work.lapse_preview(&clerk(), ending).await.unwrap();
    work.question_input(&clerk(), kept.id).await.unwrap();
    let (file, choices) = ("name_fr\nQuelqu’un\n".into(), BTreeMap::new());
    let roster = RosterInput { file, chamber: Chamber::Councillors, legislature: 11, from: None, choices };
    work.roster(&administrator(), &roster).await.unwrap();
    let mut import = desk.app.import_of(records::lines(&[records::record("essai", json!({}))]));
    import.dry_run = true;
    assert_eq!(desk.app.run_import(&import).await.unwrap().created, 1);
    done.notify_one();
    writer.await.unwrap();
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM question WHERE source_id = 'essai'").await, 0);
}
