//! A change's description of itself: whether the public sees it, whether names changed, whether something was removed.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Chamber, Locale, PerLocale};
use jawab_service::use_cases::{
    ExpectedWorkVersion, LegislatureEnd,
    registers::{CalendarChange, HolidayInput, RosterInput},
};
use jawab_store::{SiteState, changes};
use jawab_tests::{apply, both_databases, records};
use serde_json::json;
use tokio::sync::Notify;

use super::staff_app::{StaffApp, administrator, agent, clerk, colleague};

async fn state(staff: &StaffApp) -> SiteState {
    staff.app.app.database.state().await.unwrap()
}

/// Those of some questions whose public view changed.
async fn shown(staff: &StaffApp, ids: &[i64], before: SiteState) -> Vec<i64> {
    let mut all: Vec<i64> =
        changes::publicly_changed_since(staff.app.app.database.reader(), ids, before.generation).await.unwrap().into_iter().collect();
    all.sort_unstable();
    all
}

#[apply(both_databases)]
async fn what_staff_alone_see_is_no_change_for_the_public(staff: StaffApp) {
    let published = staff.published("Public").await;
    let before = state(&staff).await;
    let page = staff.app.get("/fr").await;
    staff.log("Brouillon").await;
    staff.transmitted("Transmise sans être publiée").await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    let seen = ExpectedWorkVersion { question: published.id, ministry: staff.health, version: 0 };
    unit.draft_answer(seen, &staff.answer(AnswerKind::Final, "Projet de réponse.")).await.unwrap();
    unit.commit().await.unwrap();
    let after = state(&staff).await;
    assert!(after.generation > before.generation, "staff see it");
    assert_eq!((after.public, after.reference, after.retraction), (before.public, before.reference, before.retraction));
    assert_eq!(shown(&staff, &[published.id], before).await, [0; 0]);
    assert_eq!(staff.app.get("/fr").await.bytes, page.bytes);
}

#[apply(both_databases)]
async fn what_the_public_sees_is_told_of_its_question(staff: StaffApp) {
    let (one, other) = (staff.published("Une").await, staff.published("Autre").await);
    let before = state(&staff).await;
    let mut unit = staff.begin(&clerk()).await;
    unit.record_answer(one.expected(), staff.health, &staff.answer(AnswerKind::Final, "Oui.")).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let after = state(&staff).await;
    assert_eq!((after.public, after.reference, after.retraction), (after.generation, before.reference, before.retraction));
    assert_eq!(shown(&staff, &[one.id, other.id], before).await, [one.id]);
}

#[apply(both_databases)]
async fn what_is_taken_away_is_told_apart(staff: StaffApp) {
    let saved = staff.published("À cacher").await;
    let before = state(&staff).await;
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.ask_hiding(saved.expected(), "Nom d’un tiers").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(state(&staff).await.retraction, before.retraction, "asking takes nothing away");
    let mut unit = staff.begin(&colleague()).await;
    unit.confirm_hiding(requested.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let after = state(&staff).await;
    assert_eq!((after.public, after.retraction), (after.generation, after.generation));
    assert_eq!(shown(&staff, &[saved.id], before).await, [saved.id]);
}

#[apply(both_databases)]
async fn a_related_question_that_is_published_changes_those_that_name_it(staff: StaffApp) {
    let (named, names) = (staff.transmitted("Nommée").await, staff.published("Nomme").await);
    staff.app.execute(&format!("INSERT INTO question_link (from_id, kind, to_id) VALUES ({}, 'renews', {})", names.id, named.id)).await;
    let before = state(&staff).await;
    let mut unit = staff.begin(&clerk()).await;
    unit.publish(named.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(shown(&staff, &[named.id, names.id], before).await, [named.id, names.id]);
}

#[apply(both_databases)]
async fn names_are_told_apart(staff: StaffApp) {
    let before = state(&staff).await;
    staff
        .app
        .execute("INSERT INTO holiday (on_day, name, source) VALUES ('2027-12-30', '{\"fr\":\"Fête\"}', '{\"fr\":\"Invention\"}')")
        .await;
    let after = state(&staff).await;
    assert_eq!((after.public, after.reference, after.retraction), (after.generation, after.generation, before.retraction));
}

/// On SQLite a preview that took the lock would wait for the writer for half a minute.
#[apply(both_databases)]
async fn looking_at_what_a_change_would_do_waits_for_no_writer(staff: StaffApp) {
    let saved = staff.published("Ouverte").await;
    staff.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-20')").await;
    let (database, begun, done) = (staff.app.app.database.clone(), Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (tell, wait) = (Arc::clone(&begun), Arc::clone(&done));
    let writer = tokio::spawn(async move {
        let writing = database.change().await.unwrap();
        tell.notify_one();
        wait.notified().await;
        writing.rollback().await.unwrap();
    });
    begun.notified().await;
    let (work, ledger) = (&staff.use_cases, staff.app.app.ledger().await.unwrap());
    let name: PerLocale<String> = [(Locale::Fr, "Fête".to_owned())].into_iter().collect();
    let on: NaiveDate = "2026-11-17".parse().unwrap();
    let change = CalendarChange::AddHoliday(HolidayInput { on, name: name.clone(), source: name });
    work.calendar_preview(&administrator(), &ledger, &change).await.unwrap();
    let ending = LegislatureEnd { chamber: Chamber::Councillors, legislature: 11, on: staff.app.today() };
    work.lapse_preview(&clerk(), ending).await.unwrap();
    work.question_input(&clerk(), saved.id).await.unwrap();
    let (file, choices) = ("name_fr\nQuelqu’un\n".into(), BTreeMap::new());
    let roster = RosterInput { file, chamber: Chamber::Councillors, legislature: 11, from: None, choices };
    work.roster(&administrator(), &roster).await.unwrap();
    let mut import = staff.app.import_of(records::lines(&[records::record("essai", json!({}))]));
    import.dry_run = true;
    assert_eq!(staff.app.run_import(&import).await.unwrap().created, 1);
    done.notify_one();
    writer.await.unwrap();
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM question WHERE source_id = 'essai'").await, 0);
}
