//! Deadlines that move with the rule and the holidays, seen before they do.

use chrono::NaiveDate;
use jawab_domain::{Chamber, PerLocale};
use jawab_service::work::{
    deadline_preview, moves_print,
    reference::{CalendarChange, HolidayInput},
};
use jawab_tests::{
    Backend, apply, both_databases,
    records::{lines, record},
};
use serde_json::json;

use super::desk::{Desk, administrator, clerk, day};

#[apply(both_databases)]
async fn a_holiday_moves_open_deadlines_as_the_preview_said(desk: Desk) {
    desk.app.execute("UPDATE deadline_rule SET counting = 'working', days = 5").await;
    let (open, done) = (desk.published("Un").await, desk.answered("Deux").await);
    let due = async |id: i64| desk.one(&format!("SELECT CAST(due_on AS TEXT) FROM question WHERE id = {id}")).await;
    // Wednesday the 4th; the 6th is a holiday already.
    assert_eq!(due(open.id).await, "2026-11-12");
    let named = |name: &str| PerLocale { ar: None, fr: Some(name.to_owned()) };
    let new = HolidayInput { on: day("2026-11-10"), name: named("Jour décrété"), source: named("Décret") };
    let (ledger, change) = (desk.app.app.ledger().await.unwrap(), CalendarChange::AddHoliday(new));
    let preview = desk.work.calendar_preview(&administrator(), &ledger, &change).await.unwrap();
    let moves: Vec<_> = preview.iter().map(|moved| (moved.question, moved.ministry, moved.from, moved.to)).collect();
    assert_eq!(moves, [(open.id, desk.health, Some(day("2026-11-12")), Some(day("2026-11-13")))]);
    assert_eq!(due(open.id).await, "2026-11-12", "a preview moves nothing");
    assert!(desk.work.calendar_preview(&clerk(), &ledger, &change).await.is_err());
    desk.app
        .execute("INSERT INTO holiday (on_day, name, source) VALUES ('2026-11-10', '{\"fr\":\"Jour décrété\"}', '{\"fr\":\"Décret\"}')")
        .await;
    let mut turn = desk.turn(&administrator()).await;
    assert_eq!(turn.move_deadlines("Jour férié décrété").await.unwrap(), preview);
    turn.commit().await.unwrap();
    assert_eq!((due(open.id).await.as_str(), due(done.question.id).await.as_str()), ("2026-11-13", "2026-11-12"));
    assert_eq!(desk.events(open.id).await.last().unwrap(), "deadline_moved");
    assert_eq!(desk.turn(&administrator()).await.move_deadlines("Encore").await.unwrap(), []);
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_deadline_is_known_before_transmission(desk: Desk) {
    let calendar = desk.work.calendar().await.unwrap();
    let on: NaiveDate = day("2026-11-04");
    let preview = deadline_preview(&calendar, Chamber::Councillors, on, &[desk.health, desk.education]).unwrap();
    assert_eq!((preview.deadline.due_on, preview.ministries.len()), (day("2026-11-24"), 2));
    assert_eq!(preview.deadline.days.len(), 21);
    let kept = desk.transmitted("Sujet").await;
    assert_eq!(desk.one(&format!("SELECT CAST(due_on AS TEXT) FROM question WHERE id = {}", kept.id)).await, "2026-11-24");
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn an_import_goes_by_the_calendar_that_is_being_changed_when_it_begins() {
    jawab_tests::run(Backend::Postgresql, async |desk: Desk| {
        desk.app.execute("UPDATE deadline_rule SET counting = 'working', days = 5").await;
        let named = |name: &str| PerLocale { ar: None, fr: Some(name.to_owned()) };
        let new = HolidayInput { on: day("2026-11-10"), name: named("Jour décrété"), source: named("Décret") };
        let mut turn = desk.turn(&administrator()).await;
        turn.change_calendar(&CalendarChange::AddHoliday(new), moves_print(&[]), "Décret").await.unwrap();
        let fields = json!({ "chamber": "councillors", "transmitted_on": "2026-11-04", "ministry": { "fr": "Santé" } });
        let import = desk.app.import_of(lines(&[record("a", fields)]));
        let (database, clock) = (desk.app.app.database.clone(), desk.app.app.clock.clone());
        let imported = tokio::spawn(async move { import.run(&database, &clock, |_| {}).await });
        desk.app.until_waiting(1).await;
        turn.commit().await.unwrap();
        assert_eq!(imported.await.unwrap().unwrap().created, 1);
        assert_eq!(desk.one("SELECT CAST(due_on AS TEXT) FROM question WHERE source_id = 'a'").await, "2026-11-13");
        desk.app.index().await;
    });
}
