//! The rule of a question is that of the day of its transmission, by the current rules, whatever was recorded of it before.

use jawab_domain::{
    AnswerKind, Chamber, PerLocale,
    calendar::Weekend,
    deadline::{ClockStart, Counting},
    lifecycle::CorrectionKind,
};
use jawab_service::use_cases::{
    AnswerInput, CorrectionInput, Deposit, LegislatureEnd, SavedQuestion, Transfer, Transmit, moves_fingerprint,
    registers::{CalendarChange, Item, RuleInput, fingerprint_of},
};
use jawab_store::{Viewer, board};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::json;

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
    change_calendar(staff, CalendarChange::NewRule(seen, rule(from, days, restarts_on_transfer))).await
}

/// Corrects a version of the rule that is in force from a day on; returns how many deadlines that moved.
async fn corrected_rule(staff: &StaffApp, version: i32, from: &str, days: i32, restarts_on_transfer: bool) -> usize {
    let seen = fingerprint_of(staff.app.app.database.reader(), Item::Rules).await.unwrap();
    change_calendar(staff, CalendarChange::CorrectRule(seen, version, rule(from, days, restarts_on_transfer))).await
}

fn rule(from: &str, days: i32, restarts_on_transfer: bool) -> RuleInput {
    RuleInput {
        chamber: None,
        days,
        counting: Counting::Calendar,
        roll_forward: false,
        restarts_on_transfer,
        weekend: Weekend::SATURDAY_SUNDAY,
        from: Some(day(from)),
        source: PerLocale { ar: None, fr: Some("Loi organique".into()) },
    }
}

/// Makes a change as its preview says; returns how many deadlines it moved.
async fn change_calendar(staff: &StaffApp, change: CalendarChange) -> usize {
    let ledger = staff.app.app.ledger().await.unwrap();
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
    unit.correct_record(staff.expected_version(ended.id).await, &correction, "Mauvaise question").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(due(&staff, ended.id).await, due(&staff, open.id).await, "as if it had never ended");
    let mut unit = staff.begin(&administrator()).await;
    assert_eq!(unit.moved_deadlines().await.unwrap(), [], "and nothing is left to be moved");
}

/// From Health to Education.
async fn transfer(staff: &StaffApp, id: i64, on: &str) {
    let how = Transfer { on: Some(day(on)), from: staff.health, to: staff.education, reason: "Compétence".into() };
    let mut unit = staff.begin(&clerk()).await;
    unit.transfer(staff.expected_version(id).await, how).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
}

/// Since when the clocks of the ministries that have a question run, and until when.
async fn clocks(staff: &StaffApp, id: i64) -> Vec<String> {
    let days = "SELECT CAST(clock_from AS TEXT) || ' ' || CAST(due_on AS TEXT) FROM attribution";
    staff.app.strings(&format!("{days} WHERE until IS NULL AND question_id = {id} ORDER BY position")).await
}

#[apply(both_databases)]
async fn an_end_that_is_undone_leaves_the_deadline_of_a_published_answer(staff: StaffApp) {
    let saved = staff.deposited("Aux deux").await;
    let mut unit = staff.begin(&clerk()).await;
    let to = vec![staff.health, staff.education];
    let saved = unit.transmit(saved.expected(), Transmit { on: Some(day("2026-11-04")), to }).await.unwrap();
    let saved = unit.publish(saved.expected()).await.unwrap();
    let answer = AnswerInput { answered_on: Some(day("2026-11-16")), ..staff.answer(AnswerKind::Final, "Oui.") };
    unit.record_answer(saved.expected(), staff.health, &answer).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&clerk()).await;
    unit.withdraw(staff.expected_version(saved.id).await, Some(day("2026-11-18")), "Mauvaise question").await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(new_rule(&staff, "2026-11-01", 10, false).await, 0, "nothing is open");
    let undone = CorrectionInput { kind: CorrectionKind::NotEnded, on: None, answer: None, referral: None };
    let preview = staff.use_cases.correction_preview(&clerk(), saved.id, &undone).await.unwrap();
    assert!(preview.due_of.is_empty(), "the answer that was given is due as before: {preview:?}");
    let owed: Vec<_> = preview.owed_by.iter().map(|of| (of.ministry, of.owes, of.due_on)).collect();
    assert_eq!(owed, [(staff.education, true, Some(day("2026-11-14")))]);
    staff.corrected_by_two(saved.id, &undone, "Mauvaise question").await.unwrap();
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-04 2026-11-24", "2026-11-04 2026-11-14"]);
    assert_eq!(due(&staff, saved.id).await, "2026-11-14 2");
    let page = staff.app.get("/fr/questions/councillors/11/1").await;
    let said =
        ["Répondue le 16 novembre 2026. Le délai expirait le 24 novembre 2026.", "Le délai a expiré le 14 novembre 2026, sans réponse."];
    assert_eq!(page.texts(".owed .due"), said);
    let owed = page.texts(".owed");
    assert!(
        owed[0].contains("Version 1 de la règle") && owed[1].contains("Version 2 de la règle"),
        "each by the rule that gave it: {owed:?}"
    );

    // The day of transmission is corrected: the answer is due by the rule that applied to it.
    let moved = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-05")), answer: None, referral: None };
    staff.corrected_by_two(saved.id, &moved, "Lettre").await.unwrap();
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-05 2026-11-25", "2026-11-05 2026-11-15"]);
}

#[apply(both_databases)]
async fn a_corrected_rule_says_whether_transfers_before_it_opened_a_new_deadline(staff: StaffApp) {
    assert_eq!(new_rule(&staff, "2026-11-03", 20, true).await, 0);
    let saved = transmitted(&staff, "Sujet", "2026-11-04").await;
    transfer(&staff, saved.id, "2026-11-10").await;
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-10 2026-11-30"]);
    assert_eq!(corrected_rule(&staff, 2, "2026-11-03", 15, false).await, 1);
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-04 2026-11-19"], "from the transmission");
    assert_eq!(due(&staff, saved.id).await, "2026-11-19 3");
    assert_eq!(corrected_rule(&staff, 3, "2026-11-03", 15, true).await, 1, "its clause alone moves the deadline");
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-10 2026-11-25"]);
    assert_eq!(corrected_rule(&staff, 4, "2026-11-03", 21, false).await, 0, "another start and the same end");
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-04 2026-11-25"]);
    assert_eq!(staff.events(saved.id).await.iter().filter(|kind| *kind == "deadline_moved").count(), 2);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_successor_keeps_the_clock_whatever_the_rule_says_of_transfers(staff: StaffApp) {
    assert_eq!(new_rule(&staff, "2026-11-03", 20, false).await, 0);
    let saved = transmitted(&staff, "Sujet", "2026-11-04").await;
    staff.merged().await;
    assert_eq!(corrected_rule(&staff, 2, "2026-11-03", 20, true).await, 0);
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-04 2026-11-24"]);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_deadline_is_explained_from_what_it_is_counted_from(staff: StaffApp) {
    assert_eq!(new_rule(&staff, "2026-11-03", 20, true).await, 0);
    let saved = staff.published("Sujet").await;
    let at = |locale: &str| format!("/{locale}/questions/councillors/11/1");
    let page = staff.app.get(&at("fr")).await.text();
    assert!(page.contains("20 jours après la transmission,") && page.contains("jour de la transmission, non compté"), "{page}");
    transfer(&staff, saved.id, "2026-11-10").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.add_ministry(staff.expected_version(saved.id).await, staff.health, Some(day("2026-11-12")), "Aussi").await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let owed = staff.app.get(&at("fr")).await.texts(".owed");
    assert!(owed[0].contains("20 jours après la réattribution,"), "{owed:?}");
    assert!(owed[0].contains("jour de la réattribution, non compté"), "{owed:?}");
    assert!(owed[1].contains("20 jours après la saisine d’un département de plus,"), "{owed:?}");
    assert!(owed[1].contains("jour de la saisine d’un département de plus, non compté"), "{owed:?}");
    let owed = staff.app.get(&at("ar")).await.texts(".owed");
    assert!(
        owed[0].contains("20 يوما بعد تاريخ تغيير الجهة المحال عليها،") && owed[0].contains("يوم تغيير الجهة المحال عليها، لا يحسب"),
        "{owed:?}"
    );
    assert!(
        owed[1].contains("20 يوما بعد تاريخ الإحالة على جهة إضافية،") && owed[1].contains("يوم الإحالة على جهة إضافية، لا يحسب"),
        "{owed:?}"
    );

    // The transfer keeps the clock now, which the transmission started.
    assert_eq!(corrected_rule(&staff, 2, "2026-11-03", 20, false).await, 1);
    let owed = staff.app.get(&at("fr")).await.texts(".owed");
    assert!(owed[0].contains("jour de la transmission, non compté") && owed[1].contains("jour de la saisine"), "{owed:?}");
    staff.app.index().await;
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

/// A third ministry.
async fn culture(staff: &StaffApp) -> i64 {
    staff.app.load(&[record("culture", json!({ "ministry": { "fr": "Culture" }, "legislature": 10 }))]).await;
    staff.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await
}

#[apply(both_databases)]
async fn a_ministry_that_was_added_takes_no_clock_from_one_that_left_that_day(staff: StaffApp) {
    assert_eq!(new_rule(&staff, "2026-11-03", 20, true).await, 0);
    let (culture, saved) = (culture(&staff).await, staff.published("Sujet").await);
    let mut unit = staff.begin(&clerk()).await;
    unit.add_ministry(saved.expected(), culture, Some(day("2026-11-10")), "Aussi").await.unwrap();
    unit.commit().await.unwrap();
    transfer(&staff, saved.id, "2026-11-10").await;
    let number = staff.app.number(&format!("SELECT CAST(number AS BIGINT) FROM question WHERE id = {}", saved.id)).await;
    let owed = staff.app.get(&format!("/fr/questions/councillors/11/{number}")).await.texts(".owed");
    assert!(owed[0].contains("jour de la saisine d’un département de plus") && owed[1].contains("jour de la réattribution"), "{owed:?}");
    for (ministry, started_by) in [(culture, ClockStart::Addition), (staff.education, ClockStart::Transfer)] {
        let (db, viewer) = (staff.app.app.database.reader(), Viewer::Clerk(Chamber::Councillors));
        let part = board::find_item(db, viewer, staff.app.today(), saved.id, ministry).await.unwrap().unwrap();
        assert_eq!(part.started_by, started_by, "as the page says");
    }
    assert_eq!(corrected_rule(&staff, 2, "2026-11-03", 20, false).await, 0, "none that the days do not tell of");
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-10 2026-11-30"; 2]);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn an_answer_that_is_owed_again_counts_from_where_the_rule_in_force_says(staff: StaffApp) {
    assert_eq!(new_rule(&staff, "2026-11-03", 20, true).await, 0);
    let (culture, saved) = (culture(&staff).await, staff.deposited("Aux deux").await);
    let mut unit = staff.begin(&clerk()).await;
    let to = vec![staff.health, culture];
    let saved = unit.transmit(saved.expected(), Transmit { on: Some(day("2026-11-04")), to }).await.unwrap();
    unit.publish(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    transfer(&staff, saved.id, "2026-11-10").await;
    let answer = AnswerInput { answered_on: Some(day("2026-11-16")), ..staff.answer(AnswerKind::Final, "Oui.") };
    let mut unit = staff.begin(&clerk()).await;
    unit.record_answer(staff.expected_version(saved.id).await, staff.education, &answer).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(corrected_rule(&staff, 2, "2026-11-03", 20, false).await, 0, "what was answered stays");
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-04 2026-11-24", "2026-11-10 2026-11-30"]);
    let answer = staff.app.number("SELECT id FROM answer").await;
    let annulled = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    staff.corrected_by_two(saved.id, &annulled, "D’une autre question").await.unwrap();
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-04 2026-11-24"; 2], "as of one that never answered");
}

#[apply(both_databases)]
async fn an_answer_moves_by_the_rule_of_its_time_whatever_holiday_came_since(staff: StaffApp) {
    staff.app.execute("UPDATE deadline_rule SET counting = 'working', days = 5").await;
    let saved = staff.published("Sujet").await;
    let answer = AnswerInput { answered_on: Some(day("2026-11-11")), ..staff.answer(AnswerKind::Final, "Oui.") };
    let mut unit = staff.begin(&clerk()).await;
    unit.record_answer(saved.expected(), staff.health, &answer).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(new_rule(&staff, "2026-11-01", 15, false).await, 0, "nothing is open");
    staff
        .app
        .execute("INSERT INTO holiday (on_day, name, source) VALUES ('2026-11-10', '{\"fr\":\"Jour décrété\"}', '{\"fr\":\"Décret\"}')")
        .await;
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-04 2026-11-12"]);
    let moved = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-05")), answer: None, referral: None };
    staff.corrected_by_two(saved.id, &moved, "Lettre").await.unwrap();
    assert_eq!(clocks(&staff, saved.id).await, ["2026-11-05 2026-11-16"], "five working days");
}
