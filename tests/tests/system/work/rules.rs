//! The rule of a question is that of the day of its transmission, as the rules are now, whatever was noted of it before.

use jawab_domain::{Chamber, PerLocale, calendar::Weekend, deadline::Counting, lifecycle::CorrectionKind};
use jawab_service::work::{
    CorrectionInput, Deposit, Ending, Kept, Transfer, Transmit, moves_print,
    reference::{CalendarChange, Item, RuleInput, print_of},
};
use jawab_tests::{apply, both_databases};

use super::desk::{Desk, administrator, clerk, colleague, day};

/// A question that nobody reads yet, transmitted on a day.
async fn transmitted(desk: &Desk, subject: &str, on: &str) -> Kept {
    let kept = desk.deposited(subject).await;
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.transmit(kept.seen(), Transmit { on: Some(day(on)), to: Vec::new() }).await.unwrap();
    turn.commit().await.unwrap();
    kept
}

/// A new version of the rule, in force from a day on; how many deadlines it moved.
async fn new_rule(desk: &Desk, from: &str, days: i32, restarts_on_transfer: bool) -> usize {
    let seen = print_of(desk.app.app.database.reader(), Item::Rules).await.unwrap();
    let input = RuleInput {
        chamber: None,
        days,
        counting: Counting::Calendar,
        roll_forward: false,
        restarts_on_transfer,
        weekend: Weekend::SATURDAY_SUNDAY,
        from: day(from),
        source: PerLocale { ar: None, fr: Some("Loi organique".into()) },
    };
    let (ledger, change) = (desk.app.app.ledger().await.unwrap(), CalendarChange::NewRule(seen, input));
    let shown = desk.work.calendar_preview(&administrator(), &ledger, &change).await.unwrap();
    let mut turn = desk.turn(&administrator()).await;
    let moved = turn.change_calendar(&change, moves_print(&shown), "Loi organique").await.unwrap();
    turn.commit().await.unwrap();
    moved.len()
}

/// When a question is due, and by which version of the rule.
async fn due(desk: &Desk, id: i64) -> String {
    let of = "CAST(q.due_on AS TEXT) || ' ' || CAST(r.version AS TEXT) FROM question q JOIN deadline_rule r ON r.id = q.deadline_rule_id";
    desk.one(&format!("SELECT {of} WHERE q.id = {id}")).await
}

#[apply(both_databases)]
async fn an_end_that_is_undone_leaves_the_deadline_that_the_rules_give_now(desk: Desk) {
    let (open, ended) = (transmitted(&desk, "Ouverte", "2026-11-10").await, transmitted(&desk, "Retirée", "2026-11-10").await);
    assert_eq!(due(&desk, ended.id).await, "2026-11-30 1");
    let mut turn = desk.turn(&clerk()).await;
    turn.withdraw(ended.seen(), Some(day("2026-11-15")), "Mauvaise question").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(new_rule(&desk, "2026-11-01", 10, false).await, 1);
    assert_eq!(due(&desk, open.id).await, "2026-11-20 2");
    let wish = CorrectionInput { kind: CorrectionKind::NotEnded, on: None, answer: None, referral: None };
    let preview = desk.work.correction_preview(&clerk(), ended.id, &wish).await.unwrap();
    assert_eq!(preview.due_on.1, Some(day("2026-11-20")));
    let mut turn = desk.turn(&clerk()).await;
    turn.rectify(desk.seen(ended.id).await, &wish, "Mauvaise question").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(due(&desk, ended.id).await, due(&desk, open.id).await, "as if it had never ended");
    let mut turn = desk.turn(&administrator()).await;
    assert_eq!(turn.moving().await.unwrap(), [], "and nothing is left to be moved");
}

#[apply(both_databases)]
async fn a_transfer_follows_a_new_rule_that_moved_no_date(desk: Desk) {
    let kept = transmitted(&desk, "Sujet", "2026-11-04").await;
    let before = transmitted(&desk, "D’avant", "2026-11-02").await;
    assert_eq!(new_rule(&desk, "2026-11-03", 20, true).await, 0);
    assert_eq!([due(&desk, kept.id).await, due(&desk, before.id).await], ["2026-11-24 2", "2026-11-22 1"]);
    for (kept, expected) in [(&kept, "2026-11-10 2026-11-30"), (&before, "2026-11-02 2026-11-22")] {
        let how = Transfer { on: Some(day("2026-11-10")), from: desk.health, to: desk.education, reason: "Compétence".into() };
        let mut turn = desk.turn(&clerk()).await;
        turn.transfer(desk.seen(kept.id).await, how).await.unwrap();
        turn.commit().await.unwrap();
        let part = "SELECT CAST(clock_from AS TEXT) || ' ' || CAST(due_on AS TEXT) FROM attribution WHERE until IS NULL AND question_id =";
        assert_eq!(desk.one(&format!("{part} {}", kept.id)).await, expected);
    }
}

#[apply(both_databases)]
async fn a_lapse_that_is_undone_leaves_the_rule_that_holds_now(desk: Desk) {
    let (moved, same) =
        (transmitted(&desk, "Échéance déplacée", "2026-11-10").await, transmitted(&desk, "Même échéance", "2026-11-04").await);
    let mut turn = desk.turn(&clerk()).await;
    let other = turn.log(desk.question("Déposée")).await.unwrap();
    turn.deposit(other.seen(), Deposit { on: Some(day("2026-11-04")), ..Deposit::default() }).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-12')").await;
    let ending = Ending { chamber: Chamber::Councillors, legislature: 11, on: day("2026-11-12") };
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.ask_lapse(ending, 3, "Fin de la législature").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    turn.confirm_lapse(asked, 3).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(new_rule(&desk, "2026-11-03", 20, true).await + new_rule(&desk, "2026-11-09", 10, true).await, 0, "nothing is open");
    let mut turn = desk.turn(&clerk()).await;
    assert_eq!(turn.undo_lapse(asked, "Mauvaise Chambre").await.unwrap().restored, 3);
    turn.commit().await.unwrap();
    assert_eq!([due(&desk, moved.id).await, due(&desk, same.id).await], ["2026-11-20 3", "2026-11-24 2"]);
    desk.app.index().await;
}
