//! Deadlines that move with the rule and the holidays, previewed before.

use chrono::NaiveDate;
use jawab_domain::{Chamber, PerLocale};
use jawab_service::use_cases::{
    deadline_preview, moves_fingerprint,
    registers::{CalendarChange, HolidayInput},
};
use jawab_tests::{
    Backend, apply, both_databases,
    records::{lines, record},
};
use serde_json::json;

use super::staff_app::{StaffApp, administrator, clerk, day};

#[apply(both_databases)]
async fn a_holiday_moves_open_deadlines_as_the_preview_said(staff: StaffApp) {
    staff.app.execute("UPDATE deadline_rule SET counting = 'working', days = 5").await;
    let (open, done) = (staff.published("Un").await, staff.answered("Deux").await);
    let due = async |id: i64| staff.one(&format!("SELECT CAST(due_on AS TEXT) FROM question WHERE id = {id}")).await;
    // Wednesday the 4th; the 6th is already a holiday.
    assert_eq!(due(open.id).await, "2026-11-12");
    let named = |name: &str| PerLocale { ar: None, fr: Some(name.to_owned()) };
    let new = HolidayInput { on: day("2026-11-10"), name: named("Jour décrété"), source: named("Décret") };
    let (ledger, change) = (staff.app.app.ledger().await.unwrap(), CalendarChange::AddHoliday(new));
    let preview = staff.use_cases.calendar_preview(&administrator(), &ledger, &change).await.unwrap();
    let moves: Vec<_> = preview.iter().map(|moved| (moved.question, moved.ministry, moved.from, moved.to)).collect();
    assert_eq!(moves, [(open.id, staff.health, Some(day("2026-11-12")), Some(day("2026-11-13")))]);
    assert_eq!(due(open.id).await, "2026-11-12", "a preview moves nothing");
    assert!(staff.use_cases.calendar_preview(&clerk(), &ledger, &change).await.is_err());
    staff
        .app
        .execute("INSERT INTO holiday (on_day, name, source) VALUES ('2026-11-10', '{\"fr\":\"Jour décrété\"}', '{\"fr\":\"Décret\"}')")
        .await;
    let mut unit = staff.begin(&administrator()).await;
    assert_eq!(unit.move_deadlines("Jour férié décrété").await.unwrap(), preview);
    unit.commit().await.unwrap();
    assert_eq!((due(open.id).await.as_str(), due(done.question.id).await.as_str()), ("2026-11-13", "2026-11-12"));
    assert_eq!(staff.events(open.id).await.last().unwrap(), "deadline_moved");
    assert_eq!(staff.begin(&administrator()).await.move_deadlines("Encore").await.unwrap(), []);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_deadline_is_known_before_transmission(staff: StaffApp) {
    let calendar = staff.use_cases.calendar().await.unwrap();
    let on: NaiveDate = day("2026-11-04");
    let preview = deadline_preview(&calendar, Chamber::Councillors, on, &[staff.health, staff.education]).unwrap();
    assert_eq!((preview.deadline.due_on, preview.ministries.len()), (day("2026-11-24"), 2));
    assert_eq!(preview.deadline.days.len(), 21);
    let saved = staff.transmitted("Sujet").await;
    assert_eq!(staff.one(&format!("SELECT CAST(due_on AS TEXT) FROM question WHERE id = {}", saved.id)).await, "2026-11-24");
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn an_import_goes_by_the_calendar_that_is_being_changed_when_it_begins() {
    jawab_tests::run(Backend::Postgresql, async |staff: StaffApp| {
        staff.app.execute("UPDATE deadline_rule SET counting = 'working', days = 5").await;
        let named = |name: &str| PerLocale { ar: None, fr: Some(name.to_owned()) };
        let new = HolidayInput { on: day("2026-11-10"), name: named("Jour décrété"), source: named("Décret") };
        let mut unit = staff.begin(&administrator()).await;
        unit.change_calendar(&CalendarChange::AddHoliday(new), moves_fingerprint(&[]), "Décret").await.unwrap();
        let fields = json!({ "chamber": "councillors", "transmitted_on": "2026-11-04", "ministry": { "fr": "Santé" } });
        let import = staff.app.import_of(lines(&[record("a", fields)]));
        let (database, clock) = (staff.app.app.database.clone(), staff.app.app.clock.clone());
        let imported = tokio::spawn(async move { import.run(&database, &clock, |_| {}).await });
        staff.app.until_waiting(1).await;
        unit.commit().await.unwrap();
        assert_eq!(imported.await.unwrap().unwrap().created, 1);
        assert_eq!(staff.one("SELECT CAST(due_on AS TEXT) FROM question WHERE source_id = 'a'").await, "2026-11-13");
        staff.app.index().await;
    });
}
