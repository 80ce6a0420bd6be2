//! What was recorded wrongly is put right: by whom, when, and what follows from it.

use jawab_domain::{
    AnswerKind, Chamber, Status,
    lifecycle::{CorrectionKind, EventKind, Refusal},
};
use jawab_service::{
    UseCaseError,
    import::Problem::Annulled,
    work::{AnswerInput, CorrectionInput, Kept, Outcome, QuestionInput, SeenWork, Transfer, Transmit},
};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::json;

use super::desk::{Desk, agent, clerk, colleague, day, other_clerk, program};

#[apply(both_databases)]
async fn what_is_known_of_an_answer_by_its_day_alone_stays(desk: Desk) {
    let kept = desk.published("Sujet").await;
    desk.app
        .execute(&format!("UPDATE question SET status = 'answered', answered_on = '2026-11-12', answer_order = 1 WHERE id = {}", kept.id))
        .await;
    let late = by_two(&desk, kept.id, &at(CorrectionKind::Transmitted, Some("2026-11-13"))).await;
    assert!(matches!(late, Err(UseCaseError::Refused(Refusal::TooLate(on))) if on == day("2026-11-12")), "{late:?}");
    by_two(&desk, kept.id, &at(CorrectionKind::Transmitted, Some("2026-11-03"))).await.unwrap();
    assert_eq!(facts(&desk, kept.id).await, "answered 2026-11-03 2026-11-23 2026-11-12 -");
}

#[apply(both_databases)]
async fn readers_are_told_the_days_as_they_were_put_right(desk: Desk) {
    let kept = desk.deposited("Sujet").await;
    let (input, _) = desk.work.question_input(&clerk(), kept.id).await.unwrap();
    let mut turn = desk.turn(&clerk()).await;
    let input = QuestionInput { deposited_on: Some(day("2026-11-01")), ..input };
    let kept = turn.edit(kept.seen(), input, Some("Registre du bureau")).await.unwrap();
    let kept = turn.transmit(kept.seen(), Transmit { on: Some(day("2026-11-04")), to: Vec::new() }).await.unwrap();
    turn.publish(kept.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    let led = desk.app.get(&format!("/fr/questions/{}", kept.code)).await;
    let page = desk.app.get(led.header("location")).await;
    let told = page.texts("section[aria-labelledby=history] li");
    assert!(told.len() == 2 && told[0].starts_with("1er novembre 2026"), "{told:?}");
}

#[apply(both_databases)]
async fn a_deposit_lies_before_what_followed_it(desk: Desk) {
    let kept = desk.deposited("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.withdraw(kept.seen(), Some(day("2026-11-05")), "Demande").await.unwrap();
    turn.commit().await.unwrap();
    let (input, _) = desk.work.question_input(&clerk(), kept.id).await.unwrap();
    let moved = |on: &str| QuestionInput { deposited_on: Some(day(on)), ..input.clone() };
    let mut turn = desk.turn(&clerk()).await;
    let late = turn.edit(kept.seen(), moved("2026-11-06"), Some("Erreur")).await;
    assert!(matches!(&late, Err(UseCaseError::Invalid(faults)) if faults[0].field == "deposited_on"), "{late:?}");
    drop(turn);
    let mut turn = desk.turn(&clerk()).await;
    turn.edit(kept.seen(), moved("2026-11-04"), Some("Erreur")).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert_eq!(desk.one(&format!("SELECT CAST(deposited_on AS TEXT) FROM question WHERE id = {}", kept.id)).await, "2026-11-04");
}

#[apply(both_databases)]
async fn a_day_of_deposit_is_put_right_with_a_reason(desk: Desk) {
    let moved = async |kept: &Kept, on: &str, why: Option<&str>| {
        let (input, _) = desk.work.question_input(&clerk(), kept.id).await.unwrap();
        let mut turn = desk.turn(&clerk()).await;
        let kept = turn.edit(kept.seen(), QuestionInput { deposited_on: Some(day(on)), ..input }, why).await?;
        turn.commit().await?;
        Ok::<Kept, UseCaseError>(kept)
    };
    let draft = moved(&desk.log("Brouillon").await, "2026-11-01", None).await.unwrap();
    let draft = moved(&draft, "2026-11-02", None).await.unwrap();
    assert_eq!(desk.events(draft.id).await, ["logged", "edited", "edited"], "a draft is free");
    let kept = desk.deposited("Sujet").await;
    let silent = moved(&kept, "2026-11-01", None).await;
    assert!(matches!(&silent, Err(UseCaseError::Invalid(faults)) if faults[0].field == "reason"), "{silent:?}");
    let same = moved(&desk.again(&kept).await, "2026-11-02", None).await.unwrap();
    moved(&same, "2026-11-01", Some("Registre du bureau")).await.unwrap();
    let told = desk.work.history(&clerk(), kept.id).await.unwrap().pop().unwrap();
    assert_eq!((told.kind, told.reason.as_deref()), (EventKind::DateCorrected, Some("Registre du bureau")));
    assert_eq!((&told.data["before"], &told.data["after"]), (&"2026-11-02".into(), &"2026-11-01".into()));
    desk.app.index().await;
}

#[apply(both_databases)]
async fn what_was_not_transmitted_is_with_no_ministry(desk: Desk) {
    let kept = desk.deposited("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    let to = vec![desk.health, desk.education];
    let kept = turn.transmit(kept.seen(), Transmit { on: Some(day("2026-11-04")), to }).await.unwrap();
    turn.publish(kept.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    let public = "/fr/questions/councillors/11/1";
    assert_eq!(desk.app.get(public).await.all("#attributions").len(), 1);
    by_two(&desk, kept.id, &at(CorrectionKind::NotTransmitted, None)).await.unwrap();
    let page = desk.app.get(public).await;
    assert!(page.all("#attributions").is_empty(), "{}", page.text());
    assert!(page.text().contains("Adressée à : Santé, Éducation") && page.text().contains("le délai n’a pas commencé"), "{}", page.text());
    let told = desk.app.get_json("/api/v1/questions/councillors/11/1").await;
    assert_eq!((&told["attributions"], &told["due_on"]), (&json!([]), &json!(null)));

    // Wherever it went since, it is meant for whom it was before.
    let kept = desk.published("Autre sujet").await;
    transfer(&desk, &kept, "2026-11-10").await;
    by_two(&desk, kept.id, &at(CorrectionKind::NotTransmitted, None)).await.unwrap();
    let meant = format!("SELECT CAST(ministry_id AS TEXT) FROM attribution WHERE question_id = {}", kept.id);
    assert_eq!(desk.app.strings(&meant).await, [desk.health.to_string()]);
    let page = desk.app.get("/fr/questions/councillors/11/2").await.text();
    assert!(page.contains("Réattribuée à un autre département : Éducation"), "who had it is still told: {page}");
}

#[apply(both_databases)]
async fn what_was_put_right_is_struck_through_and_leads_to_the_line_that_says_so(desk: Desk) {
    let kept = desk.published("Sujet").await;
    by_two(&desk, kept.id, &at(CorrectionKind::Transmitted, Some("2026-11-03"))).await.unwrap();
    let public = "/fr/questions/councillors/11/1";
    let page = desk.app.get(public).await;
    assert_eq!(page.texts(".steps s"), ["4 novembre 2026"], "the day alone");
    assert_eq!(page.texts(".put-right"), ["Rectification ultérieure de la date"]);
    let rectified = "Rectification de la date de transmission : 3 novembre 2026 au lieu du 4 novembre 2026";
    let by = page.attributes(".put-right", "href").concat();
    assert!(page.texts(&by).concat().contains(rectified), "{by}: {}", page.text());
    by_two(&desk, kept.id, &at(CorrectionKind::NotTransmitted, None)).await.unwrap();
    let page = desk.app.get(public).await;
    assert_eq!(page.texts(".steps s"), ["4 novembre 2026", "Transmise au Gouvernement", rectified]);
    assert_eq!(page.texts(".put-right"), ["Annulation ultérieure"; 2]);
    let by = page.attributes(".put-right", "href").remove(0);
    assert!(page.texts(&by).concat().contains("Annulation de la transmission"), "{by}: {}", page.text());
    assert_eq!(desk.app.get("/ar/questions/councillors/11/1").await.texts(".put-right"), ["ألغي لاحقا"; 2]);
    let page = desk.app.clerk(Chamber::Councillors).await.get(&format!("/fr/staff/questions/{}/history", kept.code)).await;
    let struck = ["Date rectifiée", rectified, "Transmise au Gouvernement : Santé", "4 novembre 2026"];
    assert_eq!(page.texts(".history s"), struck, "the latest first");
    assert_eq!(page.texts(".put-right"), ["Annulation ultérieure"; 2]);
}

fn at(kind: CorrectionKind, on: Option<&str>) -> CorrectionInput {
    CorrectionInput { kind, on: on.map(day), answer: None, referral: None }
}

/// The second part of a question came on another day.
fn second(on: &str) -> CorrectionInput {
    CorrectionInput { referral: Some(2), ..at(CorrectionKind::Referred, Some(on)) }
}

async fn transfer(desk: &Desk, kept: &Kept, on: &str) -> Kept {
    let mut turn = desk.turn(&clerk()).await;
    let how = Transfer { on: Some(day(on)), from: desk.health, to: desk.education, reason: "Compétence".into() };
    let kept = turn.transfer(kept.seen(), how).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    kept
}

async fn facts(desk: &Desk, id: i64) -> String {
    let of = "status || ' ' || COALESCE(CAST(transmitted_on AS TEXT), '-') || ' ' || COALESCE(CAST(due_on AS TEXT), '-') || ' ' \
              || COALESCE(CAST(answered_on AS TEXT), '-') || ' ' || COALESCE(CAST(ended_on AS TEXT), '-')";
    desk.one(&format!("SELECT {of} FROM question WHERE id = {id}")).await
}

async fn parts(desk: &Desk, id: i64) -> Vec<String> {
    let of = "COALESCE(CAST(since AS TEXT), '-') || ' ' || COALESCE(CAST(clock_from AS TEXT), '-') || ' ' || COALESCE(CAST(due_on AS TEXT), '-')";
    desk.app.strings(&format!("SELECT {of} FROM attribution WHERE question_id = {id} ORDER BY position")).await
}

/// Asks as one clerk and confirms as another.
async fn by_two(desk: &Desk, id: i64, input: &CorrectionInput) -> Outcome<Kept> {
    desk.put_right_by_two(id, input, "Lettre du bureau").await
}

#[apply(both_databases)]
async fn a_transmission_moves_with_its_deadlines_and_tells_why(desk: Desk) {
    let kept = desk.published("Sujet").await;
    transfer(&desk, &kept, "2026-11-10").await;
    assert_eq!(facts(&desk, kept.id).await, "transmitted 2026-11-04 2026-11-24 - -");
    by_two(&desk, kept.id, &at(CorrectionKind::Transmitted, Some("2026-11-02"))).await.unwrap();
    assert_eq!(facts(&desk, kept.id).await, "transmitted 2026-11-02 2026-11-22 - -");
    assert_eq!(parts(&desk, kept.id).await, ["2026-11-02 2026-11-02 2026-11-22", "2026-11-10 2026-11-02 2026-11-22"]);
    assert_eq!(desk.events(kept.id).await[5..], ["correction_asked", "date_corrected"]);
    let history = desk.work.history(&clerk(), kept.id).await.unwrap();
    let told = &history[6];
    assert_eq!((told.actor.as_str(), told.reason.as_deref()), ("account:2", Some("Lettre du bureau")));
    assert_eq!((&told.data["before"], &told.data["after"]), (&"2026-11-04".into(), &"2026-11-02".into()));
    assert_eq!(told.data["asked_by"], "account:1");
    for (locale, said) in [
        ("fr", "Rectification de la date de transmission : 2 novembre 2026 au lieu du 4 novembre 2026"),
        ("ar", "تصحيح تاريخ الإحالة: 2 نونبر 2026 بدل 4 نونبر 2026"),
    ] {
        let page = desk.app.get(&format!("/{locale}/questions/councillors/11/1")).await.text();
        assert!(page.contains(said) && page.contains("Lettre du bureau"), "{page}");
    }
    let listed = desk.app.get_json("/api/v1/questions").await;
    assert_eq!(listed["questions"][0]["due_on"], "2026-11-22");
    let early = by_two(&desk, kept.id, &at(CorrectionKind::Transmitted, Some("2026-11-01"))).await;
    assert!(matches!(early, Err(UseCaseError::Refused(Refusal::TooEarly(_)))), "{early:?}");
    let late = by_two(&desk, kept.id, &at(CorrectionKind::Transmitted, Some("2026-11-11"))).await;
    assert!(matches!(late, Err(UseCaseError::Refused(Refusal::TooLate(_)))), "{late:?}");
    let future = by_two(&desk, kept.id, &at(CorrectionKind::Transmitted, Some("2026-12-01"))).await;
    assert!(matches!(future, Err(UseCaseError::Invalid(_))), "{future:?}");
}

#[apply(both_databases)]
async fn a_transfer_moves_with_the_clock_that_it_began(desk: Desk) {
    desk.app.execute("UPDATE deadline_rule SET restarts_on_transfer = TRUE").await;
    let kept = desk.published("Sujet").await;
    transfer(&desk, &kept, "2026-11-10").await;
    assert_eq!(parts(&desk, kept.id).await, ["2026-11-04 2026-11-04 2026-11-24", "2026-11-10 2026-11-10 2026-11-30"]);
    let preview = desk.work.correction_preview(&clerk(), kept.id, &second("2026-11-08")).await.unwrap();
    assert_eq!((preview.due_on, preview.needs_second), ((Some(day("2026-11-30")), Some(day("2026-11-28"))), true));
    by_two(&desk, kept.id, &second("2026-11-08")).await.unwrap();
    assert_eq!(parts(&desk, kept.id).await, ["2026-11-04 2026-11-04 2026-11-24", "2026-11-08 2026-11-08 2026-11-28"]);
    assert_eq!(left(&desk, kept.id).await, "2026-11-08");
    assert_eq!(facts(&desk, kept.id).await, "transmitted 2026-11-04 2026-11-28 - -");
    assert_eq!(desk.app.get_json("/api/v1/questions").await["questions"][0]["due_on"], "2026-11-28");
    let history = desk.work.history(&clerk(), kept.id).await.unwrap();
    let told = history.last().unwrap();
    assert_eq!((told.actor.as_str(), told.reason.as_deref()), ("account:2", Some("Lettre du bureau")));
    assert_eq!((&told.data["what"], &told.data["ministry"]), (&"referred".into(), &desk.education.into()));
    assert_eq!((&told.data["before"], &told.data["after"]), (&"2026-11-10".into(), &"2026-11-08".into()));
    for (locale, said) in [
        ("fr", "Rectification de la date de saisine du département : 8 novembre 2026 au lieu du 10 novembre 2026 : Éducation"),
        ("ar", "تصحيح تاريخ الإحالة على القطاع: 8 نونبر 2026 بدل 10 نونبر 2026: Éducation"),
    ] {
        let page = desk.app.get(&format!("/{locale}/questions/councillors/11/1")).await.text();
        assert!(page.contains(said) && page.contains("Lettre du bureau"), "{page}");
    }
    // On the day of transmission and back: the rule tells that the clock was not kept.
    for on in ["2026-11-04", "2026-11-10"] {
        by_two(&desk, kept.id, &second(on)).await.unwrap();
        assert_eq!(parts(&desk, kept.id).await[1].split(' ').take(2).collect::<Vec<_>>(), [on, on]);
    }
    let page = desk.app.get("/fr/questions/councillors/11/1").await.text();
    assert!(page.contains("Réattribuée à un autre département : Éducation"), "{page}");
}

/// The day until which the first ministry has a question.
async fn left(desk: &Desk, id: i64) -> String {
    desk.one(&format!("SELECT COALESCE(CAST(until AS TEXT), '-') FROM attribution WHERE question_id = {id} AND position = 1")).await
}

#[apply(both_databases)]
async fn a_clock_that_a_transfer_kept_is_kept(desk: Desk) {
    let kept = desk.published("Sujet").await;
    transfer(&desk, &kept, "2026-11-10").await;
    for on in ["2026-11-12", "2026-11-04", "2026-11-07"] {
        by_two(&desk, kept.id, &second(on)).await.unwrap();
        let second = format!("{on} 2026-11-04 2026-11-24");
        assert_eq!(parts(&desk, kept.id).await, ["2026-11-04 2026-11-04 2026-11-24", &second]);
        assert_eq!(left(&desk, kept.id).await, on);
    }
    assert_eq!(facts(&desk, kept.id).await, "transmitted 2026-11-04 2026-11-24 - -");
}

#[apply(both_databases)]
async fn a_ministry_that_was_added_received_it_on_another_day(desk: Desk) {
    let kept = desk.transmitted("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.add_ministry(kept.seen(), desk.education, Some(day("2026-11-10")), "Aussi").await.unwrap();
    turn.commit().await.unwrap();
    let preview = desk.work.correction_preview(&clerk(), kept.id, &second("2026-11-06")).await.unwrap();
    assert_eq!(preview.due_on, (Some(day("2026-11-24")), Some(day("2026-11-24"))), "the question is due as before");
    assert_eq!(preview.due_of, [(desk.education, (Some(day("2026-11-30")), Some(day("2026-11-26"))))]);
    let mut turn = desk.turn(&clerk()).await;
    let done = turn.rectify(kept.seen(), &second("2026-11-06"), "Lettre").await.unwrap();
    turn.commit().await.unwrap();
    assert!(!done.waits, "nobody has read it");
    assert_eq!(parts(&desk, kept.id).await, ["2026-11-04 2026-11-04 2026-11-24", "2026-11-06 2026-11-06 2026-11-26"]);
    assert_eq!((left(&desk, kept.id).await.as_str(), desk.events(kept.id).await.last().unwrap().as_str()), ("-", "date_corrected"));
}

#[apply(both_databases)]
async fn a_referral_lies_between_the_one_before_and_what_followed(desk: Desk) {
    let kept = desk.published("Sujet").await;
    transfer(&desk, &kept, "2026-11-10").await;
    let refused = async |on: &str| match by_two(&desk, kept.id, &second(on)).await {
        Err(UseCaseError::Refused(refusal)) => refusal,
        other => panic!("{on}: {other:?}"),
    };
    assert_eq!(refused("2026-11-03").await, Refusal::TooEarly(day("2026-11-04")));
    assert_eq!(refused("2026-11-10").await, Refusal::SameDay);
    let mut turn = desk.turn(&clerk()).await;
    let answer = AnswerInput { answered_on: Some(day("2026-11-15")), ..desk.answer(AnswerKind::Final, "Oui.") };
    turn.record_answer(desk.seen(kept.id).await, desk.education, &answer).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(refused("2026-11-16").await, Refusal::TooLate(day("2026-11-15")));
    let future = by_two(&desk, kept.id, &second("2026-12-01")).await;
    assert!(matches!(future, Err(UseCaseError::Invalid(_))), "{future:?}");
    let first = CorrectionInput { referral: Some(1), ..second("2026-11-05") };
    let first = by_two(&desk, kept.id, &first).await;
    assert!(matches!(first, Err(UseCaseError::Refused(Refusal::CameFirst))), "{first:?}");
    for none in [None, Some(3)] {
        let none = by_two(&desk, kept.id, &CorrectionInput { referral: none, ..second("2026-11-05") }).await;
        assert!(matches!(none, Err(UseCaseError::Invalid(_))), "{none:?}");
    }
    by_two(&desk, kept.id, &second("2026-11-15")).await.unwrap();
    assert_eq!(facts(&desk, kept.id).await, "answered 2026-11-04 2026-11-24 2026-11-15 -");
}

#[apply(both_databases)]
async fn one_asks_and_another_confirms_or_drops(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let wish = at(CorrectionKind::Transmitted, Some("2026-11-03"));
    for actor in [other_clerk(), agent(desk.health), program()] {
        let outcome = desk.turn(&actor).await.rectify(kept.seen(), &wish, "Lettre").await;
        assert!(matches!(outcome, Err(UseCaseError::Forbidden)), "{actor:?}: {outcome:?}");
    }
    let silent = desk.turn(&clerk()).await.rectify(kept.seen(), &wish, " ").await;
    assert!(matches!(silent, Err(UseCaseError::Invalid(_))), "{silent:?}");
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.rectify(kept.seen(), &wish, "Lettre").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!((asked.waits, facts(&desk, kept.id).await.as_str()), (true, "transmitted 2026-11-04 2026-11-24 - -"));
    let own = desk.turn(&clerk()).await.confirm_correction(asked.question.seen()).await;
    assert!(matches!(own, Err(UseCaseError::Refused(Refusal::SamePerson))), "{own:?}");
    let second = desk.turn(&colleague()).await.rectify(asked.question.seen(), &wish, "Lettre").await;
    assert!(matches!(second, Err(UseCaseError::Refused(Refusal::CorrectionPending))), "{second:?}");
    let stale = desk.turn(&colleague()).await.confirm_correction(kept.seen()).await;
    assert!(matches!(stale, Err(UseCaseError::Conflict { .. })), "{stale:?}");
    let unsaid = desk.turn(&colleague()).await.drop_correction(asked.question.seen(), "").await;
    assert!(matches!(unsaid, Err(UseCaseError::Invalid(_))), "{unsaid:?}");
    let mut turn = desk.turn(&clerk()).await;
    let back = turn.drop_correction(asked.question.seen(), "").await.unwrap();
    turn.commit().await.unwrap();
    let gone = desk.turn(&colleague()).await.confirm_correction(back.seen()).await;
    assert!(matches!(gone, Err(UseCaseError::Refused(Refusal::NothingAsked))), "{gone:?}");
    assert_eq!(desk.events(kept.id).await[4..], ["correction_asked", "correction_dropped"]);
    let history = desk.work.history(&clerk(), kept.id).await.unwrap();
    let dropped = &history.last().unwrap().data;
    assert_eq!((&dropped["before"], &dropped["own"]), (&"2026-11-04".into(), &true.into()), "{dropped}");
    assert_eq!(facts(&desk, kept.id).await, "transmitted 2026-11-04 2026-11-24 - -");
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_draft_of_the_day_is_put_right_by_one(desk: Desk) {
    let kept = desk.transmitted("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    let done = turn.rectify(kept.seen(), &at(CorrectionKind::Transmitted, Some("2026-11-05")), "Lettre").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!((done.waits, facts(&desk, kept.id).await.as_str()), (false, "transmitted 2026-11-05 2026-11-25 - -"));
    let mut turn = desk.turn(&clerk()).await;
    turn.publish(done.question.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    let page = desk.app.get("/fr/questions/councillors/11/1").await.text();
    assert!(!page.contains("Rectification de la date") && page.contains("25 novembre 2026"), "nobody read the other day: {page}");
}

#[apply(both_databases)]
async fn what_was_not_transmitted_is_deposited_again(desk: Desk) {
    let kept = desk.published("Sujet").await;
    by_two(&desk, kept.id, &at(CorrectionKind::NotTransmitted, None)).await.unwrap();
    assert_eq!(facts(&desk, kept.id).await, "deposited - - - -");
    assert_eq!(parts(&desk, kept.id).await, ["- - -"]);
    let page = desk.app.get("/fr/questions/councillors/11/1").await.text();
    assert!(page.contains("Annulation de la transmission du 4 novembre 2026"), "{page}");
    let mut turn = desk.turn(&clerk()).await;
    turn.transmit(desk.seen(kept.id).await, jawab_service::work::Transmit { on: Some(day("2026-11-09")), to: vec![] }).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(facts(&desk, kept.id).await, "transmitted 2026-11-09 2026-11-29 - -");
    desk.app.index().await;
    let answered = desk.answered("Répondue").await.question;
    let never = by_two(&desk, answered.id, &at(CorrectionKind::NotTransmitted, None)).await;
    assert!(matches!(never, Err(UseCaseError::Refused(Refusal::WrongStatus(Status::Answered)))), "{never:?}");
}

#[apply(both_databases)]
async fn every_end_can_be_undone(desk: Desk) {
    for (n, end) in ["withdraw", "convert", "lapsed long ago"].into_iter().enumerate() {
        let kept = if n == 1 { desk.deposited(end).await } else { desk.transmitted(end).await };
        let before = (facts(&desk, kept.id).await, parts(&desk, kept.id).await);
        let mut turn = desk.turn(&clerk()).await;
        let kept = turn.publish(kept.seen()).await.unwrap();
        match end {
            "withdraw" => drop(turn.withdraw(kept.seen(), Some(day("2026-11-20")), "Demande").await.unwrap()),
            "convert" => drop(turn.convert_to_oral(kept.seen(), Some(day("2026-11-20")), Some("Séance")).await.unwrap()),
            _ => {}
        }
        turn.commit().await.unwrap();
        if end == "lapsed long ago" {
            let set = "status = 'lapsed', ended_on = '2026-11-20', due_on = NULL, version = version + 1";
            desk.app.execute(&format!("UPDATE question SET {set} WHERE id = {}", kept.id)).await;
        }
        let moved = at(CorrectionKind::Ended, Some("2026-11-19"));
        let mut turn = desk.turn(&clerk()).await;
        assert!(!turn.rectify(desk.seen(kept.id).await, &moved, "Lettre").await.unwrap().waits, "no deadline moves");
        turn.commit().await.unwrap();
        assert!(facts(&desk, kept.id).await.ends_with("2026-11-19"));
        by_two(&desk, kept.id, &at(CorrectionKind::NotEnded, None)).await.unwrap();
        assert_eq!((facts(&desk, kept.id).await, parts(&desk, kept.id).await), before, "{end}");
    }
    let page = desk.app.get("/fr/questions/councillors/11/1").await.text();
    assert!(page.contains("Annulation du retrait du 19 novembre 2026"), "{page}");
    assert_eq!(desk.app.get_json("/api/v1/questions?standing=closed").await["total"], 0);
}

#[apply(both_databases)]
async fn an_answers_day_changes_and_nothing_else_of_it(desk: Desk) {
    let answer = desk.answered("Sujet").await;
    let id = answer.question.id;
    assert!(facts(&desk, id).await.contains("2026-11-24 2026-11-21"));
    let wish = CorrectionInput { answer: Some(answer.id), ..at(CorrectionKind::Answered, Some("2026-11-18")) };
    by_two(&desk, id, &wish).await.unwrap();
    assert_eq!(facts(&desk, id).await, "answered 2026-11-04 2026-11-24 2026-11-18 -");
    assert_eq!(desk.one(&format!("SELECT CAST(answered_on AS TEXT) FROM answer WHERE id = {}", answer.id)).await, "2026-11-18");
    let page = desk.app.get("/fr/questions/councillors/11/1").await.text();
    assert!(page.contains("Rectification de la date de la réponse : 18 novembre 2026 au lieu du 21 novembre 2026"), "{page}");
    let of = format!("WHERE id = {}", answer.id);
    for set in ["answered_on = '2026-11-19'", "answered_on = NULL", "kind = 'holding'", "published_at = NULL"] {
        let said = desk.app.refused(&format!("UPDATE answer SET {set} {of}")).await;
        assert!(said.contains("a published answer is never edited"), "{said}");
    }
    let open = |after: &str| {
        format!(
            "INSERT INTO answer_day_correction (answer_id, day_before, day_after, reason, corrected_by, corrected_at, open_until_commit) \
             VALUES ({}, '2026-11-18', '{after}', 'x', 'x', '2026-11-21 10:00:00+00:00', 0)",
            answer.id
        )
    };
    let other = desk.app.refused(&format!("{}; UPDATE answer SET answered_on = '2026-11-17' {of}", open("2026-11-19"))).await;
    assert!(other.contains("a published answer is never edited"), "{other}");
    let more = format!("{}; UPDATE answer SET answered_on = '2026-11-19', ministry_id = {} {of}", open("2026-11-19"), desk.education);
    assert!(desk.app.refused(&more).await.contains("a published answer is never edited"));
    let change = desk.app.app.database.change().await.unwrap();
    sea_orm::ConnectionTrait::execute_unprepared(change.connection(), &open("2026-11-19")).await.unwrap();
    assert!(change.commit().await.is_err(), "an open correction does not outlive its change");
    let kept = desk.app.refused("UPDATE answer_day_correction SET reason = 'y'").await;
    assert!(kept.contains("kept as it was made"), "{kept}");
    assert!(desk.app.refused("DELETE FROM answer_day_correction").await.contains("kept as it was made"));
}

#[apply(both_databases)]
async fn an_answer_to_several_questions_has_one_day(desk: Desk) {
    let (one, two) = (desk.published("Un").await, desk.transmitted("Deux").await);
    let mut turn = desk.turn(&clerk()).await;
    let answer = jawab_service::work::AnswerInput { also: vec![two.id], ..desk.answer(AnswerKind::Final, "Oui.") };
    let answer = turn.record_answer(one.seen(), desk.health, &answer).await.unwrap();
    turn.commit().await.unwrap();
    let wish = CorrectionInput { answer: Some(answer.id), ..at(CorrectionKind::Answered, Some("2026-11-18")) };
    // One of them is public, so asking from the other takes two as well.
    by_two(&desk, two.id, &wish).await.unwrap();
    for id in [one.id, two.id] {
        assert_eq!(facts(&desk, id).await, "answered 2026-11-04 2026-11-24 2026-11-18 -");
        assert_eq!(desk.events(id).await.last().unwrap(), "date_corrected");
    }
}

/// An answer was recorded by mistake.
fn none(answer: i64) -> CorrectionInput {
    CorrectionInput { answer: Some(answer), ..at(CorrectionKind::NotAnswered, None) }
}

#[apply(both_databases)]
async fn what_was_answered_by_mistake_is_owed_again(desk: Desk) {
    let answer = desk.answered("Sujet").await;
    let id = answer.question.id;
    let preview = desk.work.correction_preview(&clerk(), id, &none(answer.id)).await.unwrap();
    assert_eq!((preview.status, preview.needs_second), ((Status::Answered, Status::Transmitted), true));
    assert_eq!((preview.day, preview.due_on), ((Some(day("2026-11-21")), None), (Some(day("2026-11-24")), Some(day("2026-11-24")))));
    let generation = desk.app.app.database.state().await.unwrap().public;
    by_two(&desk, id, &none(answer.id)).await.unwrap();
    assert!(desk.app.app.database.state().await.unwrap().public > generation, "readers see it");
    assert_eq!(facts(&desk, id).await, "transmitted 2026-11-04 2026-11-24 - -");
    let owed = format!("SELECT COUNT(*) FROM attribution WHERE question_id = {id} AND answered_on IS NULL AND due_on = '2026-11-24'");
    assert_eq!(desk.app.number(&owed).await, 1);
    assert_eq!(desk.app.number(&format!("SELECT CAST(answer_order AS BIGINT) FROM question WHERE id = {id}")).await, 0);
    assert_eq!(desk.events(id).await[5..], ["correction_asked", "answer_undone"]);
    let history = desk.work.history(&clerk(), id).await.unwrap();
    let told = history.last().unwrap();
    assert_eq!((told.actor.as_str(), told.reason.as_deref()), ("account:2", Some("Lettre du bureau")));
    assert_eq!((&told.data["what"], &told.data["answer"]), (&"not_answered".into(), &answer.id.into()));
    assert_eq!((&told.data["before"], &told.data["ministry"]), (&"2026-11-21".into(), &desk.health.into()));
    let told = desk.app.get_json("/api/v1/questions/councillors/11/1").await;
    assert_eq!((&told["status"], &told["answers"][0]["annulled"]), (&"transmitted".into(), &true.into()));
    assert_eq!(told["answers"][0]["texts"][0]["body"], "Oui.", "it stays readable");

    let moved = CorrectionInput { answer: Some(answer.id), ..at(CorrectionKind::Answered, Some("2026-11-18")) };
    for again in [moved, none(answer.id)] {
        let again = by_two(&desk, id, &again).await;
        assert!(matches!(&again, Err(UseCaseError::Invalid(faults)) if faults[0].field == "answer"), "{again:?}");
    }
    let better = desk.answer(AnswerKind::Final, "Non.");
    let corrected = desk.turn(&clerk()).await.correct_answer(desk.seen(id).await, answer.id, &better).await;
    assert!(matches!(corrected, Err(UseCaseError::Refused(Refusal::NothingToCorrect))), "{corrected:?}");
    let edited = desk.app.refused(&format!("UPDATE answer SET published_at = NULL WHERE id = {}", answer.id)).await;
    assert!(edited.contains("a published answer is never edited"), "{edited}");
    for sql in ["DELETE FROM annulled_answer", "UPDATE annulled_answer SET annulled_at = '2026-11-01 10:00:00+00:00'"] {
        assert!(desk.app.refused(sql).await.contains("kept as it was made"));
    }
    let mut turn = desk.turn(&clerk()).await;
    turn.record_answer(desk.seen(id).await, desk.health, &better).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert_eq!(facts(&desk, id).await, "answered 2026-11-04 2026-11-24 2026-11-21 -");
    let told = desk.app.get_json("/api/v1/questions/councillors/11/1").await;
    let annulled: Vec<_> = told["answers"].as_array().unwrap().iter().map(|answer| answer["annulled"].as_bool().unwrap()).collect();
    assert_eq!(annulled, [true, false]);
}

#[apply(both_databases)]
async fn a_ministry_answers_anew_what_was_answered_by_mistake(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let first = handed_over(&desk, kept.id, 0, "D’une autre question.").await;
    by_two(&desk, kept.id, &none(first)).await.unwrap();
    let work = "SELECT state || ' ' || COALESCE(CAST(answer_id AS TEXT), '-') || ' ' || COALESCE(CAST(submitted_on AS TEXT), '-') FROM ministry_work";
    assert_eq!(desk.one(work).await, "received - -", "it is the ministry's again");
    let version = desk.app.number("SELECT version FROM ministry_work").await;
    let second = handed_over(&desk, kept.id, version, "De celle-ci.").await;
    assert_ne!(first, second);
    assert_eq!(facts(&desk, kept.id).await, "answered 2026-11-04 2026-11-24 2026-11-21 -");
}

/// The ministry writes and hands over an answer, and the Chamber publishes it.
async fn handed_over(desk: &Desk, question: i64, version: i64, body: &str) -> i64 {
    let mut turn = desk.turn(&agent(desk.health)).await;
    let seen = SeenWork { question, ministry: desk.health, version };
    let drafted = turn.draft_answer(seen, &desk.answer(AnswerKind::Final, body)).await.unwrap();
    let cleared = turn.clear_answer(drafted.seen()).await.unwrap();
    let submitted = turn.submit_answer(cleared.seen()).await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&clerk()).await;
    let read = submitted.seen().version;
    let published = turn.publish_answer(desk.seen(question).await, drafted.answer.unwrap(), None, read).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    published.id
}

#[apply(both_databases)]
async fn an_answer_to_several_questions_is_annulled_for_all(desk: Desk) {
    let (one, two) = (desk.published("Un").await, desk.transmitted("Deux").await);
    let mut turn = desk.turn(&clerk()).await;
    let answer = AnswerInput { also: vec![two.id], ..desk.answer(AnswerKind::Final, "Oui.") };
    let answer = turn.record_answer(one.seen(), desk.health, &answer).await.unwrap();
    turn.commit().await.unwrap();
    by_two(&desk, two.id, &none(answer.id)).await.unwrap();
    for id in [one.id, two.id] {
        assert_eq!(facts(&desk, id).await, "transmitted 2026-11-04 2026-11-24 - -");
        assert_eq!(desk.events(id).await.last().unwrap(), "answer_undone");
    }
    let mut turn = desk.turn(&clerk()).await;
    turn.record_answer(desk.seen(one.id).await, desk.health, &desk.answer(AnswerKind::Final, "À une seule.")).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert!(facts(&desk, one.id).await.starts_with("answered") && facts(&desk, two.id).await.starts_with("transmitted"));
}

#[apply(both_databases)]
async fn a_correction_is_annulled_before_what_it_corrects(desk: Desk) {
    let answer = desk.answered("Sujet").await;
    let id = answer.question.id;
    let mut turn = desk.turn(&clerk()).await;
    let correction = turn.correct_answer(desk.seen(id).await, answer.id, &desk.answer(AnswerKind::Final, "Non.")).await.unwrap();
    turn.commit().await.unwrap();
    let first = by_two(&desk, id, &none(answer.id)).await;
    assert!(matches!(first, Err(UseCaseError::Refused(Refusal::AnswerCorrected))), "{first:?}");
    by_two(&desk, id, &none(correction.id)).await.unwrap();
    assert_eq!(facts(&desk, id).await, "answered 2026-11-04 2026-11-24 2026-11-21 -", "what it corrected stands");
    by_two(&desk, id, &none(answer.id)).await.unwrap();
    assert_eq!(facts(&desk, id).await, "transmitted 2026-11-04 2026-11-24 - -");
}

#[apply(both_databases)]
async fn no_import_answers_by_an_annulled_answer(desk: Desk) {
    let of = |id: &str, more: serde_json::Value| {
        let mut fields = json!({ "chamber": "councillors", "transmitted_on": "2026-11-02", "ministry": { "fr": "Santé" } });
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        record(id, fields)
    };
    let by = |text: &str| json!({ "date": "2026-11-10", "texts": { "fr": text }, "also_answers": ["b"] });
    let b = of("b", json!({}));
    let a = of("a", json!({ "answer": by("Un texte.") }));
    desk.app.load(&[b.clone(), a.clone()]).await;
    let (id, other) = (desk.app.id("a").await, desk.app.id("b").await);
    assert!(facts(&desk, other).await.starts_with("answered"));
    let answer = desk.app.number("SELECT id FROM answer").await;
    by_two(&desk, id, &none(answer)).await.unwrap();
    let owed = "transmitted 2026-11-02 2026-11-22 - -";
    assert_eq!(desk.app.load(&[b, a]).await.unchanged, 2);
    // The source changes otherwise, and says of the other one when it was answered.
    let changed = [
        of("b", json!({ "answered_on": "2026-11-10" })),
        of("a", json!({ "answer": by("Un texte."), "subject": { "fr": "Un objet revu" } })),
    ];
    for (updated, unchanged) in [(2, 0), (0, 2)] {
        let report = desk.app.load(&changed).await;
        assert_eq!((report.updated, report.unchanged), (updated, unchanged));
        let noted = report.notes.kept().iter().any(|note| (note.field.as_str(), &note.problem) == ("answers[0]", &Annulled));
        assert_eq!(noted, updated > 0, "{:?}", report.notes);
        assert_eq!((facts(&desk, id).await.as_str(), facts(&desk, other).await.as_str()), (owed, owed));
    }
    desk.app.load(&[of("a", json!({}))]).await;
    assert_eq!((facts(&desk, id).await.as_str(), desk.app.number("SELECT COUNT(*) FROM answer").await), (owed, 1));
    desk.app.load(&[of("a", json!({ "answer": by("Le bon texte.") }))]).await;
    for id in [id, other] {
        assert_eq!(facts(&desk, id).await, "answered 2026-11-02 2026-11-22 2026-11-10 -", "another answer is another");
    }
}

#[apply(both_databases)]
async fn an_end_closes_what_was_pending(desk: Desk) {
    let kept = desk.pending("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.withdraw(desk.seen(kept.id).await, None, "Demande").await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert_eq!(desk.events(kept.id).await[6..], ["withdrawn", "pending_closed"]);
    let waiting = desk.app.number("SELECT COUNT(*) FROM transfer_request WHERE decision IS NULL").await;
    assert_eq!((waiting, desk.one("SELECT state FROM ministry_work").await.as_str()), (0, "drafted"));
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM text WHERE body = 'Projet.'").await, 1, "what was written stays");
    by_two(&desk, kept.id, &at(CorrectionKind::NotEnded, None)).await.unwrap();
    let waiting = desk.app.number("SELECT COUNT(*) FROM transfer_request WHERE decision IS NULL").await;
    assert_eq!((waiting, desk.one("SELECT state FROM ministry_work").await.as_str()), (0, "drafted"), "nothing comes back by itself");
    let mut turn = desk.turn(&agent(desk.health)).await;
    turn.ask_transfer(kept.id, desk.health, desk.education, "Toujours pas").await.unwrap();
    turn.commit().await.unwrap();
}

#[apply(both_databases)]
async fn a_correction_that_is_possible_no_longer_is_closed(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.rectify(kept.seen(), &at(CorrectionKind::NotTransmitted, None), "Erreur").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&clerk()).await;
    turn.record_answer(desk.seen(kept.id).await, desk.health, &desk.answer(AnswerKind::Holding, "Plus tard.")).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM correction_request").await, 0);
    assert_eq!(desk.events(kept.id).await.last().unwrap(), "pending_closed");
    let moved = CorrectionInput { ..at(CorrectionKind::Transmitted, Some("2026-11-03")) };
    by_two(&desk, kept.id, &moved).await.unwrap();
}

#[apply(both_databases)]
async fn a_rule_of_another_day_is_the_rule_of_that_day(desk: Desk) {
    desk.app.execute("UPDATE deadline_rule SET valid_from = '2026-11-04' WHERE version = (SELECT MAX(version) FROM deadline_rule)").await;
    let newest = desk.app.number("SELECT id FROM deadline_rule WHERE version = (SELECT MAX(version) FROM deadline_rule)").await;
    let kept = desk.published("Sujet").await;
    assert_eq!(desk.app.number(&format!("SELECT deadline_rule_id FROM question WHERE id = {}", kept.id)).await, newest);
    by_two(&desk, kept.id, &at(CorrectionKind::Transmitted, Some("2026-11-03"))).await.unwrap();
    let rules = desk.app.number(&format!("SELECT COUNT(*) FROM question WHERE id = {} AND deadline_rule_id = {newest}", kept.id)).await;
    assert_eq!((rules, facts(&desk, kept.id).await.as_str()), (0, "transmitted 2026-11-03 - - -"), "no rule is known of that day");
}
