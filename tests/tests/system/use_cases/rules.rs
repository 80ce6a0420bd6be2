//! The rule of a question is that of the day of its transmission, by the current rules, whatever was recorded of it before.

use jawab_domain::{Chamber, PerLocale, calendar::Weekend, deadline::Counting, lifecycle::CorrectionKind};
use jawab_service::use_cases::{
    CorrectionInput, Deposit, LegislatureEnd, SavedQuestion, Transfer, Transmit, moves_fingerprint,
    registers::{CalendarChange, Item, RuleInput, fingerprint_of},
};
use jawab_tests::{apply, both_databases};

use super::staff_app::{StaffApp, administrator, clerk, colleague, day};

/// An unpublished question, transmitted on a day.
async fn transmitted(staff: &StaffApp, subject: &str, on: &str) -> SavedQuestion {
    let saved = staff.deposited(subject).await;
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.transmit(saved.expected(), Transmit { on: Some(day(on)), to: Vec::new() }).await.unwrap();
    unit.commit().await.unwrap();
    saved
}

/// A new version of the rule, in force from a day on; returns how many deadlines it moved.
async fn new_rule(staff: &StaffApp, from: &str, days: i32, restarts_on_transfer: bool) -> usize {
    let seen = fingerprint_of(staff.app.app.database.reader(), Item::Rules).await.unwrap();
    let input = RuleInput {
        chamber: None,
        days,
        counting: Counting::Calendar,
        roll_forward: false,
        restarts_on_transfer,
        weekend: Weekend::SATURDAY_SUNDAY,
        from: Some(day(from)),
        source: PerLocale { ar: None, fr: Some("Loi organique".into()) },
    };
    let (ledger, change) = (staff.app.app.ledger().await.unwrap(), CalendarChange::NewRule(seen, input));
    let shown = staff.use_cases.calendar_preview(&administrator(), &ledger, &change).await.unwrap();
    let mut unit = staff.begin(&administrator()).await;
    let moved = unit.change_calendar(&change, moves_fingerprint(&shown), "Loi organique").await.unwrap();
    unit.commit().await.unwrap();
    moved.len()
}

/// The due date of a question, and the version of its rule.
async fn due(staff: &StaffApp, id: i64) -> String {
    let of = "CAST(q.due_on AS TEXT) || ' ' || CAST(r.version AS TEXT) FROM question q JOIN deadline_rule r ON r.id = q.deadline_rule_id";
    staff.one(&format!("SELECT {of} WHERE q.id = {id}")).await
}

#[apply(both_databases)]
async fn an_end_that_is_undone_leaves_the_deadline_that_the_rules_give_now(staff: StaffApp) {
    let (open, ended) = (transmitted(&staff, "Ouverte", "2026-11-10").await, transmitted(&staff, "Retirée", "2026-11-10").await);
    assert_eq!(due(&staff, ended.id).await, "2026-11-30 1");
    let mut unit = staff.begin(&clerk()).await;
    unit.withdraw(ended.expected(), Some(day("2026-11-15")), "Mauvaise question").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(new_rule(&staff, "2026-11-01", 10, false).await, 1);
    assert_eq!(due(&staff, open.id).await, "2026-11-20 2");
    let correction = CorrectionInput { kind: CorrectionKind::NotEnded, on: None, answer: None, referral: None };
    let preview = staff.use_cases.correction_preview(&clerk(), ended.id, &correction).await.unwrap();
    assert_eq!(preview.due_on.1, Some(day("2026-11-20")));
    let mut unit = staff.begin(&clerk()).await;
    unit.rectify(staff.expected_version(ended.id).await, &correction, "Mauvaise question").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(due(&staff, ended.id).await, due(&staff, open.id).await, "as if it had never ended");
    let mut unit = staff.begin(&administrator()).await;
    assert_eq!(unit.moved_deadlines().await.unwrap(), [], "and nothing is left to be moved");
}

#[apply(both_databases)]
async fn a_transfer_follows_a_new_rule_that_moved_no_date(staff: StaffApp) {
    let saved = transmitted(&staff, "Sujet", "2026-11-04").await;
    let before = transmitted(&staff, "D’avant", "2026-11-02").await;
    assert_eq!(new_rule(&staff, "2026-11-03", 20, true).await, 0);
    assert_eq!([due(&staff, saved.id).await, due(&staff, before.id).await], ["2026-11-24 2", "2026-11-22 1"]);
    for (saved, expected) in [(&saved, "2026-11-10 2026-11-30"), (&before, "2026-11-02 2026-11-22")] {
        let how = Transfer { on: Some(day("2026-11-10")), from: staff.health, to: staff.education, reason: "Compétence".into() };
        let mut unit = staff.begin(&clerk()).await;
        unit.transfer(staff.expected_version(saved.id).await, how).await.unwrap();
        unit.commit().await.unwrap();
        let part = "SELECT CAST(clock_from AS TEXT) || ' ' || CAST(due_on AS TEXT) FROM attribution WHERE until IS NULL AND question_id =";
        assert_eq!(staff.one(&format!("{part} {}", saved.id)).await, expected);
    }
}

#[apply(both_databases)]
async fn a_lapse_that_is_undone_leaves_the_rule_that_holds_now(staff: StaffApp) {
    let (moved, same) =
        (transmitted(&staff, "Échéance déplacée", "2026-11-10").await, transmitted(&staff, "Même échéance", "2026-11-04").await);
    let mut unit = staff.begin(&clerk()).await;
    let other = unit.log(staff.question("Déposée")).await.unwrap();
    unit.deposit(other.expected(), Deposit { on: Some(day("2026-11-04")), ..Deposit::default() }).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-12')").await;
    let ending = LegislatureEnd { chamber: Chamber::Councillors, legislature: 11, on: day("2026-11-12") };
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.ask_lapse(ending, 3, "Fin de la législature").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    unit.confirm_lapse(requested, 3).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(new_rule(&staff, "2026-11-03", 20, true).await + new_rule(&staff, "2026-11-09", 10, true).await, 0, "nothing is open");
    let mut unit = staff.begin(&clerk()).await;
    assert_eq!(unit.undo_lapse(requested, "Mauvaise Chambre").await.unwrap().restored, 3);
    unit.commit().await.unwrap();
    assert_eq!([due(&staff, moved.id).await, due(&staff, same.id).await], ["2026-11-20 3", "2026-11-24 2"]);
    staff.app.index().await;
}
