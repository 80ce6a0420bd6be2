//! Corrections of wrong records: by whom, when, and their consequences.

use jawab_domain::{
    AnswerKind, Chamber, Status,
    lifecycle::{CorrectionKind, EventKind, Refusal},
};
use jawab_service::{
    UseCaseError,
    import::RecordProblem::Annulled,
    use_cases::{AnswerInput, CorrectionInput, ExpectedWorkVersion, QuestionInput, SavedQuestion, Transfer, Transmit, UseCaseResult},
};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::json;

use super::staff_app::{StaffApp, agent, clerk, colleague, day, other_clerk, program};

#[apply(both_databases)]
async fn what_is_known_of_an_answer_by_its_day_alone_stays(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    staff
        .app
        .execute(&format!("UPDATE question SET status = 'answered', answered_on = '2026-11-12', answer_order = 1 WHERE id = {}", saved.id))
        .await;
    let late = by_two(&staff, saved.id, &at(CorrectionKind::Transmitted, Some("2026-11-13"))).await;
    assert!(matches!(late, Err(UseCaseError::Refused(Refusal::TooLate(on))) if on == day("2026-11-12")), "{late:?}");
    by_two(&staff, saved.id, &at(CorrectionKind::Transmitted, Some("2026-11-03"))).await.unwrap();
    assert_eq!(facts(&staff, saved.id).await, "answered 2026-11-03 2026-11-23 2026-11-12 -");
}

#[apply(both_databases)]
async fn readers_are_told_the_days_as_they_were_put_right(staff: StaffApp) {
    let saved = staff.deposited("Sujet").await;
    let (input, _) = staff.use_cases.question_input(&clerk(), saved.id).await.unwrap();
    let mut unit = staff.begin(&clerk()).await;
    let input = QuestionInput { deposited_on: Some(day("2026-11-01")), ..input };
    let saved = unit.edit(saved.expected(), input, Some("Registre du bureau")).await.unwrap();
    let saved = unit.transmit(saved.expected(), Transmit { on: Some(day("2026-11-04")), to: Vec::new() }).await.unwrap();
    unit.publish(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let led = staff.app.get(&format!("/fr/questions/{}", saved.code)).await;
    let page = staff.app.get(led.header("location")).await;
    let shown = page.texts("section[aria-labelledby=history] li");
    assert!(shown.len() == 2 && shown[0].starts_with("1er novembre 2026"), "{shown:?}");
}

#[apply(both_databases)]
async fn a_deposit_lies_before_what_followed_it(staff: StaffApp) {
    let saved = staff.deposited("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.withdraw(saved.expected(), Some(day("2026-11-05")), "Demande").await.unwrap();
    unit.commit().await.unwrap();
    let (input, _) = staff.use_cases.question_input(&clerk(), saved.id).await.unwrap();
    let moved = |on: &str| QuestionInput { deposited_on: Some(day(on)), ..input.clone() };
    let mut unit = staff.begin(&clerk()).await;
    let late = unit.edit(saved.expected(), moved("2026-11-06"), Some("Erreur")).await;
    assert!(matches!(&late, Err(UseCaseError::Invalid(faults)) if faults[0].field.to_string() == "deposited_on"), "{late:?}");
    drop(unit);
    let mut unit = staff.begin(&clerk()).await;
    unit.edit(saved.expected(), moved("2026-11-04"), Some("Erreur")).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(staff.one(&format!("SELECT CAST(deposited_on AS TEXT) FROM question WHERE id = {}", saved.id)).await, "2026-11-04");
}

#[apply(both_databases)]
async fn a_day_of_deposit_is_put_right_with_a_reason(staff: StaffApp) {
    let moved = async |saved: &SavedQuestion, on: &str, why: Option<&str>| {
        let (input, _) = staff.use_cases.question_input(&clerk(), saved.id).await.unwrap();
        let mut unit = staff.begin(&clerk()).await;
        let saved = unit.edit(saved.expected(), QuestionInput { deposited_on: Some(day(on)), ..input }, why).await?;
        unit.commit().await?;
        Ok::<SavedQuestion, UseCaseError>(saved)
    };
    let draft = moved(&staff.log("Brouillon").await, "2026-11-01", None).await.unwrap();
    let draft = moved(&draft, "2026-11-02", None).await.unwrap();
    assert_eq!(staff.events(draft.id).await, ["logged", "edited", "edited"], "a draft is free");
    let saved = staff.deposited("Sujet").await;
    let silent = moved(&saved, "2026-11-01", None).await;
    assert!(matches!(&silent, Err(UseCaseError::Invalid(faults)) if faults[0].field.to_string() == "reason"), "{silent:?}");
    let same = moved(&staff.reloaded(&saved).await, "2026-11-02", None).await.unwrap();
    moved(&same, "2026-11-01", Some("Registre du bureau")).await.unwrap();
    let shown = staff.use_cases.history(&clerk(), saved.id).await.unwrap().pop().unwrap();
    assert_eq!((shown.kind, shown.reason.as_deref()), (EventKind::DateCorrected, Some("Registre du bureau")));
    assert_eq!((&shown.data["before"], &shown.data["after"]), (&"2026-11-02".into(), &"2026-11-01".into()));
    staff.app.index().await;
}

#[apply(both_databases)]
async fn what_was_not_transmitted_is_with_no_ministry(staff: StaffApp) {
    let saved = staff.deposited("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    let to = vec![staff.health, staff.education];
    let saved = unit.transmit(saved.expected(), Transmit { on: Some(day("2026-11-04")), to }).await.unwrap();
    unit.publish(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let public = "/fr/questions/councillors/11/1";
    assert_eq!(staff.app.get(public).await.all("#attributions").len(), 1);
    by_two(&staff, saved.id, &at(CorrectionKind::NotTransmitted, None)).await.unwrap();
    let page = staff.app.get(public).await;
    assert!(page.all("#attributions").is_empty(), "{}", page.text());
    assert!(page.text().contains("Adressée à : Santé, Éducation") && page.text().contains("le délai n’a pas commencé"), "{}", page.text());
    let shown = staff.app.get_json("/api/v1/questions/councillors/11/1").await;
    assert_eq!((&shown["attributions"], &shown["due_on"]), (&json!([]), &json!(null)));

    // Wherever it went since, it is addressed to the ministry of before.
    let saved = staff.published("Autre sujet").await;
    transfer(&staff, &saved, "2026-11-10").await;
    by_two(&staff, saved.id, &at(CorrectionKind::NotTransmitted, None)).await.unwrap();
    let meant = format!("SELECT CAST(ministry_id AS TEXT) FROM attribution WHERE question_id = {}", saved.id);
    assert_eq!(staff.app.strings(&meant).await, [staff.health.to_string()]);
    let page = staff.app.get("/fr/questions/councillors/11/2").await.text();
    assert!(page.contains("Réattribuée à un autre département : Éducation"), "who had it is still told: {page}");
}

#[apply(both_databases)]
async fn what_was_put_right_is_struck_through_and_leads_to_the_line_that_says_so(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    by_two(&staff, saved.id, &at(CorrectionKind::Transmitted, Some("2026-11-03"))).await.unwrap();
    let public = "/fr/questions/councillors/11/1";
    let page = staff.app.get(public).await;
    assert_eq!(page.texts(".steps s"), ["4 novembre 2026"], "the day alone");
    assert_eq!(page.texts(".put-right"), ["Rectification ultérieure de la date"]);
    let rectified = "Rectification de la date de transmission : 3 novembre 2026 au lieu du 4 novembre 2026";
    let by = page.attributes(".put-right", "href").concat();
    assert!(page.texts(&by).concat().contains(rectified), "{by}: {}", page.text());
    by_two(&staff, saved.id, &at(CorrectionKind::NotTransmitted, None)).await.unwrap();
    let page = staff.app.get(public).await;
    assert_eq!(page.texts(".steps s"), ["4 novembre 2026", "Transmise au Gouvernement", rectified]);
    assert_eq!(page.texts(".put-right"), ["Annulation ultérieure"; 2]);
    let by = page.attributes(".put-right", "href").remove(0);
    assert!(page.texts(&by).concat().contains("Annulation de la transmission"), "{by}: {}", page.text());
    assert_eq!(staff.app.get("/ar/questions/councillors/11/1").await.texts(".put-right"), ["ألغي لاحقا"; 2]);
    let page = staff.app.clerk(Chamber::Councillors).await.get(&format!("/fr/staff/questions/{}/history", saved.code)).await;
    let struck_texts = ["Date rectifiée", rectified, "Transmise au Gouvernement : Santé", "4 novembre 2026"];
    assert_eq!(page.texts(".history s"), struck_texts, "the latest first");
    assert_eq!(page.texts(".put-right"), ["Annulation ultérieure"; 2]);
}

fn at(kind: CorrectionKind, on: Option<&str>) -> CorrectionInput {
    CorrectionInput { kind, on: on.map(day), answer: None, referral: None }
}

/// The second part of a question was received on another day.
fn second(on: &str) -> CorrectionInput {
    CorrectionInput { referral: Some(2), ..at(CorrectionKind::Referred, Some(on)) }
}

async fn transfer(staff: &StaffApp, saved: &SavedQuestion, on: &str) -> SavedQuestion {
    let mut unit = staff.begin(&clerk()).await;
    let how = Transfer { on: Some(day(on)), from: staff.health, to: staff.education, reason: "Compétence".into() };
    let saved = unit.transfer(saved.expected(), how).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    saved
}

async fn facts(staff: &StaffApp, id: i64) -> String {
    let of = "status || ' ' || COALESCE(CAST(transmitted_on AS TEXT), '-') || ' ' || COALESCE(CAST(due_on AS TEXT), '-') || ' ' \
              || COALESCE(CAST(answered_on AS TEXT), '-') || ' ' || COALESCE(CAST(ended_on AS TEXT), '-')";
    staff.one(&format!("SELECT {of} FROM question WHERE id = {id}")).await
}

async fn parts(staff: &StaffApp, id: i64) -> Vec<String> {
    let of = "COALESCE(CAST(since AS TEXT), '-') || ' ' || COALESCE(CAST(clock_from AS TEXT), '-') || ' ' || COALESCE(CAST(due_on AS TEXT), '-')";
    staff.app.strings(&format!("SELECT {of} FROM attribution WHERE question_id = {id} ORDER BY position")).await
}

/// Requests as one clerk and confirms as another.
async fn by_two(staff: &StaffApp, id: i64, input: &CorrectionInput) -> UseCaseResult<SavedQuestion> {
    staff.corrected_by_two(id, input, "Lettre du bureau").await
}

#[apply(both_databases)]
async fn a_transmission_moves_with_its_deadlines_and_tells_why(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    transfer(&staff, &saved, "2026-11-10").await;
    assert_eq!(facts(&staff, saved.id).await, "transmitted 2026-11-04 2026-11-24 - -");
    by_two(&staff, saved.id, &at(CorrectionKind::Transmitted, Some("2026-11-02"))).await.unwrap();
    assert_eq!(facts(&staff, saved.id).await, "transmitted 2026-11-02 2026-11-22 - -");
    assert_eq!(parts(&staff, saved.id).await, ["2026-11-02 2026-11-02 2026-11-22", "2026-11-10 2026-11-02 2026-11-22"]);
    assert_eq!(staff.events(saved.id).await[5..], ["correction_asked", "date_corrected"]);
    let history = staff.use_cases.history(&clerk(), saved.id).await.unwrap();
    let shown = &history[6];
    assert_eq!((shown.actor.as_str(), shown.reason.as_deref()), ("account:2", Some("Lettre du bureau")));
    assert_eq!((&shown.data["before"], &shown.data["after"]), (&"2026-11-04".into(), &"2026-11-02".into()));
    assert_eq!(shown.data["asked_by"], "account:1");
    for (locale, said) in [
        ("fr", "Rectification de la date de transmission : 2 novembre 2026 au lieu du 4 novembre 2026"),
        ("ar", "تصحيح تاريخ الإحالة: 2 نونبر 2026 بدل 4 نونبر 2026"),
    ] {
        let page = staff.app.get(&format!("/{locale}/questions/councillors/11/1")).await.text();
        assert!(page.contains(said) && page.contains("Lettre du bureau"), "{page}");
    }
    let listed = staff.app.get_json("/api/v1/questions").await;
    assert_eq!(listed["questions"][0]["due_on"], "2026-11-22");
    let early = by_two(&staff, saved.id, &at(CorrectionKind::Transmitted, Some("2026-11-01"))).await;
    assert!(matches!(early, Err(UseCaseError::Refused(Refusal::TooEarly(_)))), "{early:?}");
    let late = by_two(&staff, saved.id, &at(CorrectionKind::Transmitted, Some("2026-11-11"))).await;
    assert!(matches!(late, Err(UseCaseError::Refused(Refusal::TooLate(_)))), "{late:?}");
    let future = by_two(&staff, saved.id, &at(CorrectionKind::Transmitted, Some("2026-12-01"))).await;
    assert!(matches!(future, Err(UseCaseError::Invalid(_))), "{future:?}");
}

#[apply(both_databases)]
async fn a_transfer_moves_with_the_clock_that_it_began(staff: StaffApp) {
    staff.app.execute("UPDATE deadline_rule SET restarts_on_transfer = TRUE").await;
    let saved = staff.published("Sujet").await;
    transfer(&staff, &saved, "2026-11-10").await;
    assert_eq!(parts(&staff, saved.id).await, ["2026-11-04 2026-11-04 2026-11-24", "2026-11-10 2026-11-10 2026-11-30"]);
    let preview = staff.use_cases.correction_preview(&clerk(), saved.id, &second("2026-11-08")).await.unwrap();
    assert_eq!((preview.due_on, preview.needs_second), ((Some(day("2026-11-30")), Some(day("2026-11-28"))), true));
    by_two(&staff, saved.id, &second("2026-11-08")).await.unwrap();
    assert_eq!(parts(&staff, saved.id).await, ["2026-11-04 2026-11-04 2026-11-24", "2026-11-08 2026-11-08 2026-11-28"]);
    assert_eq!(left(&staff, saved.id).await, "2026-11-08");
    assert_eq!(facts(&staff, saved.id).await, "transmitted 2026-11-04 2026-11-28 - -");
    assert_eq!(staff.app.get_json("/api/v1/questions").await["questions"][0]["due_on"], "2026-11-28");
    let history = staff.use_cases.history(&clerk(), saved.id).await.unwrap();
    let shown = history.last().unwrap();
    assert_eq!((shown.actor.as_str(), shown.reason.as_deref()), ("account:2", Some("Lettre du bureau")));
    assert_eq!((&shown.data["what"], &shown.data["ministry"]), (&"referred".into(), &staff.education.into()));
    assert_eq!((&shown.data["before"], &shown.data["after"]), (&"2026-11-10".into(), &"2026-11-08".into()));
    for (locale, said) in [
        ("fr", "Rectification de la date de saisine du département : 8 novembre 2026 au lieu du 10 novembre 2026 : Éducation"),
        ("ar", "تصحيح تاريخ الإحالة على القطاع: 8 نونبر 2026 بدل 10 نونبر 2026: Éducation"),
    ] {
        let page = staff.app.get(&format!("/{locale}/questions/councillors/11/1")).await.text();
        assert!(page.contains(said) && page.contains("Lettre du bureau"), "{page}");
    }
    // On the day of transmission and back: the rule shows that the deadline was not kept.
    for on in ["2026-11-04", "2026-11-10"] {
        by_two(&staff, saved.id, &second(on)).await.unwrap();
        assert_eq!(parts(&staff, saved.id).await[1].split(' ').take(2).collect::<Vec<_>>(), [on, on]);
    }
    let page = staff.app.get("/fr/questions/councillors/11/1").await.text();
    assert!(page.contains("Réattribuée à un autre département : Éducation"), "{page}");
}

/// The day until which the first ministry has a question.
async fn left(staff: &StaffApp, id: i64) -> String {
    staff.one(&format!("SELECT COALESCE(CAST(until AS TEXT), '-') FROM attribution WHERE question_id = {id} AND position = 1")).await
}

#[apply(both_databases)]
async fn a_clock_that_a_transfer_kept_is_kept(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    transfer(&staff, &saved, "2026-11-10").await;
    for on in ["2026-11-12", "2026-11-04", "2026-11-07"] {
        by_two(&staff, saved.id, &second(on)).await.unwrap();
        let second = format!("{on} 2026-11-04 2026-11-24");
        assert_eq!(parts(&staff, saved.id).await, ["2026-11-04 2026-11-04 2026-11-24", &second]);
        assert_eq!(left(&staff, saved.id).await, on);
    }
    assert_eq!(facts(&staff, saved.id).await, "transmitted 2026-11-04 2026-11-24 - -");
}

#[apply(both_databases)]
async fn a_ministry_that_was_added_received_it_on_another_day(staff: StaffApp) {
    let saved = staff.transmitted("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.add_ministry(saved.expected(), staff.education, Some(day("2026-11-10")), "Aussi").await.unwrap();
    unit.commit().await.unwrap();
    let preview = staff.use_cases.correction_preview(&clerk(), saved.id, &second("2026-11-06")).await.unwrap();
    assert_eq!(preview.due_on, (Some(day("2026-11-24")), Some(day("2026-11-24"))), "the question is due as before");
    assert_eq!(preview.due_of, [(staff.education, (Some(day("2026-11-30")), Some(day("2026-11-26"))))]);
    let mut unit = staff.begin(&clerk()).await;
    let done = unit.correct_record(saved.expected(), &second("2026-11-06"), "Lettre").await.unwrap();
    unit.commit().await.unwrap();
    assert!(!done.waits, "nobody has read it");
    assert_eq!(parts(&staff, saved.id).await, ["2026-11-04 2026-11-04 2026-11-24", "2026-11-06 2026-11-06 2026-11-26"]);
    assert_eq!((left(&staff, saved.id).await.as_str(), staff.events(saved.id).await.last().unwrap().as_str()), ("-", "date_corrected"));
}

#[apply(both_databases)]
async fn a_referral_lies_between_the_one_before_and_what_followed(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    transfer(&staff, &saved, "2026-11-10").await;
    let refused = async |on: &str| match by_two(&staff, saved.id, &second(on)).await {
        Err(UseCaseError::Refused(refusal)) => refusal,
        other => panic!("{on}: {other:?}"),
    };
    assert_eq!(refused("2026-11-03").await, Refusal::TooEarly(day("2026-11-04")));
    assert_eq!(refused("2026-11-10").await, Refusal::SameDay);
    let mut unit = staff.begin(&clerk()).await;
    let answer = AnswerInput { answered_on: Some(day("2026-11-15")), ..staff.answer(AnswerKind::Final, "Oui.") };
    unit.record_answer(staff.expected_version(saved.id).await, staff.education, &answer).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(refused("2026-11-16").await, Refusal::TooLate(day("2026-11-15")));
    let future = by_two(&staff, saved.id, &second("2026-12-01")).await;
    assert!(matches!(future, Err(UseCaseError::Invalid(_))), "{future:?}");
    let first = CorrectionInput { referral: Some(1), ..second("2026-11-05") };
    let first = by_two(&staff, saved.id, &first).await;
    assert!(matches!(first, Err(UseCaseError::Refused(Refusal::CameFirst))), "{first:?}");
    for none in [None, Some(3)] {
        let none = by_two(&staff, saved.id, &CorrectionInput { referral: none, ..second("2026-11-05") }).await;
        assert!(matches!(none, Err(UseCaseError::Invalid(_))), "{none:?}");
    }
    by_two(&staff, saved.id, &second("2026-11-15")).await.unwrap();
    assert_eq!(facts(&staff, saved.id).await, "answered 2026-11-04 2026-11-24 2026-11-15 -");
}

#[apply(both_databases)]
async fn one_asks_and_another_confirms_or_drops(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let wish = at(CorrectionKind::Transmitted, Some("2026-11-03"));
    for actor in [other_clerk(), agent(staff.health), program()] {
        let outcome = staff.begin(&actor).await.correct_record(saved.expected(), &wish, "Lettre").await;
        assert!(matches!(outcome, Err(UseCaseError::Forbidden)), "{actor:?}: {outcome:?}");
    }
    let silent = staff.begin(&clerk()).await.correct_record(saved.expected(), &wish, " ").await;
    assert!(matches!(silent, Err(UseCaseError::Invalid(_))), "{silent:?}");
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.correct_record(saved.expected(), &wish, "Lettre").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!((requested.waits, facts(&staff, saved.id).await.as_str()), (true, "transmitted 2026-11-04 2026-11-24 - -"));
    let own = staff.begin(&clerk()).await.confirm_correction(requested.question.expected()).await;
    assert!(matches!(own, Err(UseCaseError::Refused(Refusal::SamePerson))), "{own:?}");
    let second = staff.begin(&colleague()).await.correct_record(requested.question.expected(), &wish, "Lettre").await;
    assert!(matches!(second, Err(UseCaseError::Refused(Refusal::CorrectionPending))), "{second:?}");
    let stale = staff.begin(&colleague()).await.confirm_correction(saved.expected()).await;
    assert!(matches!(stale, Err(UseCaseError::Conflict { .. })), "{stale:?}");
    let unsaid = staff.begin(&colleague()).await.drop_correction(requested.question.expected(), "").await;
    assert!(matches!(unsaid, Err(UseCaseError::Invalid(_))), "{unsaid:?}");
    let mut unit = staff.begin(&clerk()).await;
    let back = unit.drop_correction(requested.question.expected(), "").await.unwrap();
    unit.commit().await.unwrap();
    let gone = staff.begin(&colleague()).await.confirm_correction(back.expected()).await;
    assert!(matches!(gone, Err(UseCaseError::Refused(Refusal::NothingAsked))), "{gone:?}");
    assert_eq!(staff.events(saved.id).await[4..], ["correction_asked", "correction_dropped"]);
    let history = staff.use_cases.history(&clerk(), saved.id).await.unwrap();
    let dropped = &history.last().unwrap().data;
    assert_eq!((&dropped["before"], &dropped["own"]), (&"2026-11-04".into(), &true.into()), "{dropped}");
    assert_eq!(facts(&staff, saved.id).await, "transmitted 2026-11-04 2026-11-24 - -");
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_draft_of_the_day_is_put_right_by_one(staff: StaffApp) {
    let saved = staff.transmitted("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    let done = unit.correct_record(saved.expected(), &at(CorrectionKind::Transmitted, Some("2026-11-05")), "Lettre").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!((done.waits, facts(&staff, saved.id).await.as_str()), (false, "transmitted 2026-11-05 2026-11-25 - -"));
    let mut unit = staff.begin(&clerk()).await;
    unit.publish(done.question.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let page = staff.app.get("/fr/questions/councillors/11/1").await.text();
    assert!(!page.contains("Rectification de la date") && page.contains("25 novembre 2026"), "nobody read the other day: {page}");
}

#[apply(both_databases)]
async fn what_was_not_transmitted_is_deposited_again(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    by_two(&staff, saved.id, &at(CorrectionKind::NotTransmitted, None)).await.unwrap();
    assert_eq!(facts(&staff, saved.id).await, "deposited - - - -");
    assert_eq!(parts(&staff, saved.id).await, ["- - -"]);
    let page = staff.app.get("/fr/questions/councillors/11/1").await.text();
    assert!(page.contains("Annulation de la transmission du 4 novembre 2026"), "{page}");
    let mut unit = staff.begin(&clerk()).await;
    unit.transmit(staff.expected_version(saved.id).await, jawab_service::use_cases::Transmit { on: Some(day("2026-11-09")), to: vec![] })
        .await
        .unwrap();
    unit.commit().await.unwrap();
    assert_eq!(facts(&staff, saved.id).await, "transmitted 2026-11-09 2026-11-29 - -");
    staff.app.index().await;
    let answered = staff.answered("Répondue").await.question;
    let never = by_two(&staff, answered.id, &at(CorrectionKind::NotTransmitted, None)).await;
    assert!(matches!(never, Err(UseCaseError::Refused(Refusal::WrongStatus(Status::Answered)))), "{never:?}");
}

#[apply(both_databases)]
async fn every_end_can_be_undone(staff: StaffApp) {
    for (n, end) in ["withdraw", "convert", "lapsed long ago"].into_iter().enumerate() {
        let saved = if n == 1 { staff.deposited(end).await } else { staff.transmitted(end).await };
        let before = (facts(&staff, saved.id).await, parts(&staff, saved.id).await);
        let mut unit = staff.begin(&clerk()).await;
        let saved = unit.publish(saved.expected()).await.unwrap();
        match end {
            "withdraw" => drop(unit.withdraw(saved.expected(), Some(day("2026-11-20")), "Demande").await.unwrap()),
            "convert" => drop(unit.convert_to_oral(saved.expected(), Some(day("2026-11-20")), Some("Séance")).await.unwrap()),
            _ => {}
        }
        unit.commit().await.unwrap();
        if end == "lapsed long ago" {
            let set = "status = 'lapsed', ended_on = '2026-11-20', due_on = NULL, version = version + 1";
            staff.app.execute(&format!("UPDATE question SET {set} WHERE id = {}", saved.id)).await;
        }
        let moved = at(CorrectionKind::Ended, Some("2026-11-19"));
        let mut unit = staff.begin(&clerk()).await;
        assert!(!unit.correct_record(staff.expected_version(saved.id).await, &moved, "Lettre").await.unwrap().waits, "no deadline moves");
        unit.commit().await.unwrap();
        assert!(facts(&staff, saved.id).await.ends_with("2026-11-19"));
        by_two(&staff, saved.id, &at(CorrectionKind::NotEnded, None)).await.unwrap();
        assert_eq!((facts(&staff, saved.id).await, parts(&staff, saved.id).await), before, "{end}");
    }
    let page = staff.app.get("/fr/questions/councillors/11/1").await.text();
    assert!(page.contains("Annulation du retrait du 19 novembre 2026"), "{page}");
    assert_eq!(staff.app.get_json("/api/v1/questions?standing=closed").await["total"], 0);
}

#[apply(both_databases)]
async fn an_answers_day_changes_and_nothing_else_of_it(staff: StaffApp) {
    let answer = staff.answered("Sujet").await;
    let id = answer.question.id;
    assert!(facts(&staff, id).await.contains("2026-11-24 2026-11-21"));
    let wish = CorrectionInput { answer: Some(answer.id), ..at(CorrectionKind::Answered, Some("2026-11-18")) };
    by_two(&staff, id, &wish).await.unwrap();
    assert_eq!(facts(&staff, id).await, "answered 2026-11-04 2026-11-24 2026-11-18 -");
    assert_eq!(staff.one(&format!("SELECT CAST(answered_on AS TEXT) FROM answer WHERE id = {}", answer.id)).await, "2026-11-18");
    let page = staff.app.get("/fr/questions/councillors/11/1").await.text();
    assert!(page.contains("Rectification de la date de la réponse : 18 novembre 2026 au lieu du 21 novembre 2026"), "{page}");
    let of = format!("WHERE id = {}", answer.id);
    for set in ["answered_on = '2026-11-19'", "answered_on = NULL", "kind = 'holding'", "published_at = NULL"] {
        let said = staff.app.refused(&format!("UPDATE answer SET {set} {of}")).await;
        assert!(said.contains("a published answer is never edited"), "{said}");
    }
    let open = |after: &str| {
        format!(
            "INSERT INTO answer_day_correction (answer_id, day_before, day_after, reason, corrected_by, corrected_at, open_until_commit) \
             VALUES ({}, '2026-11-18', '{after}', 'x', 'x', '2026-11-21 10:00:00+00:00', 0)",
            answer.id
        )
    };
    let other = staff.app.refused(&format!("{}; UPDATE answer SET answered_on = '2026-11-17' {of}", open("2026-11-19"))).await;
    assert!(other.contains("a published answer is never edited"), "{other}");
    let more = format!("{}; UPDATE answer SET answered_on = '2026-11-19', ministry_id = {} {of}", open("2026-11-19"), staff.education);
    assert!(staff.app.refused(&more).await.contains("a published answer is never edited"));
    let change = staff.app.app.database.change().await.unwrap();
    sea_orm::ConnectionTrait::execute_unprepared(change.connection(), &open("2026-11-19")).await.unwrap();
    assert!(change.commit().await.is_err(), "an open correction does not outlive its change");
    let saved = staff.app.refused("UPDATE answer_day_correction SET reason = 'y'").await;
    assert!(saved.contains("kept as it was made"), "{saved}");
    assert!(staff.app.refused("DELETE FROM answer_day_correction").await.contains("kept as it was made"));
}

#[apply(both_databases)]
async fn an_answer_to_several_questions_has_one_day(staff: StaffApp) {
    let (one, two) = (staff.published("Un").await, staff.transmitted("Deux").await);
    let mut unit = staff.begin(&clerk()).await;
    let answer = jawab_service::use_cases::AnswerInput { also: vec![two.id], ..staff.answer(AnswerKind::Final, "Oui.") };
    let answer = unit.record_answer(one.expected(), staff.health, &answer).await.unwrap();
    unit.commit().await.unwrap();
    let wish = CorrectionInput { answer: Some(answer.id), ..at(CorrectionKind::Answered, Some("2026-11-18")) };
    // One of them is public, so requesting from the other needs two people as well.
    by_two(&staff, two.id, &wish).await.unwrap();
    for id in [one.id, two.id] {
        assert_eq!(facts(&staff, id).await, "answered 2026-11-04 2026-11-24 2026-11-18 -");
        assert_eq!(staff.events(id).await.last().unwrap(), "date_corrected");
    }
}

/// An answer was recorded by mistake.
fn none(answer: i64) -> CorrectionInput {
    CorrectionInput { answer: Some(answer), ..at(CorrectionKind::NotAnswered, None) }
}

#[apply(both_databases)]
async fn what_was_answered_by_mistake_is_owed_again(staff: StaffApp) {
    let answer = staff.answered("Sujet").await;
    let id = answer.question.id;
    let preview = staff.use_cases.correction_preview(&clerk(), id, &none(answer.id)).await.unwrap();
    assert_eq!((preview.status, preview.needs_second), ((Status::Answered, Status::Transmitted), true));
    assert_eq!((preview.day, preview.due_on), ((Some(day("2026-11-21")), None), (Some(day("2026-11-24")), Some(day("2026-11-24")))));
    let generation = staff.app.app.database.state().await.unwrap().public;
    by_two(&staff, id, &none(answer.id)).await.unwrap();
    assert!(staff.app.app.database.state().await.unwrap().public > generation, "readers see it");
    assert_eq!(facts(&staff, id).await, "transmitted 2026-11-04 2026-11-24 - -");
    let owed = format!("SELECT COUNT(*) FROM attribution WHERE question_id = {id} AND answered_on IS NULL AND due_on = '2026-11-24'");
    assert_eq!(staff.app.number(&owed).await, 1);
    assert_eq!(staff.app.number(&format!("SELECT CAST(answer_order AS BIGINT) FROM question WHERE id = {id}")).await, 0);
    assert_eq!(staff.events(id).await[5..], ["correction_asked", "answer_undone"]);
    let history = staff.use_cases.history(&clerk(), id).await.unwrap();
    let shown = history.last().unwrap();
    assert_eq!((shown.actor.as_str(), shown.reason.as_deref()), ("account:2", Some("Lettre du bureau")));
    assert_eq!((&shown.data["what"], &shown.data["answer"]), (&"not_answered".into(), &answer.id.into()));
    assert_eq!((&shown.data["before"], &shown.data["ministry"]), (&"2026-11-21".into(), &staff.health.into()));
    let shown = staff.app.get_json("/api/v1/questions/councillors/11/1").await;
    assert_eq!((&shown["status"], &shown["answers"][0]["annulled"]), (&"transmitted".into(), &true.into()));
    assert_eq!(shown["answers"][0]["texts"][0]["body"], "Oui.", "it stays readable");

    let moved = CorrectionInput { answer: Some(answer.id), ..at(CorrectionKind::Answered, Some("2026-11-18")) };
    for again in [moved, none(answer.id)] {
        let again = by_two(&staff, id, &again).await;
        assert!(matches!(&again, Err(UseCaseError::Invalid(faults)) if faults[0].field.to_string() == "answer"), "{again:?}");
    }
    let better = staff.answer(AnswerKind::Final, "Non.");
    let corrected = staff.begin(&clerk()).await.correct_answer(staff.expected_version(id).await, answer.id, &better).await;
    assert!(matches!(corrected, Err(UseCaseError::Refused(Refusal::NothingToCorrect))), "{corrected:?}");
    let edited = staff.app.refused(&format!("UPDATE answer SET published_at = NULL WHERE id = {}", answer.id)).await;
    assert!(edited.contains("a published answer is never edited"), "{edited}");
    for sql in ["DELETE FROM annulled_answer", "UPDATE annulled_answer SET annulled_at = '2026-11-01 10:00:00+00:00'"] {
        assert!(staff.app.refused(sql).await.contains("kept as it was made"));
    }
    let mut unit = staff.begin(&clerk()).await;
    unit.record_answer(staff.expected_version(id).await, staff.health, &better).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(facts(&staff, id).await, "answered 2026-11-04 2026-11-24 2026-11-21 -");
    let shown = staff.app.get_json("/api/v1/questions/councillors/11/1").await;
    let annulled: Vec<_> = shown["answers"].as_array().unwrap().iter().map(|answer| answer["annulled"].as_bool().unwrap()).collect();
    assert_eq!(annulled, [true, false]);
}

#[apply(both_databases)]
async fn a_ministry_answers_anew_what_was_answered_by_mistake(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let first = handed_over(&staff, saved.id, 0, "D’une autre question.").await;
    by_two(&staff, saved.id, &none(first)).await.unwrap();
    let work = "SELECT state || ' ' || COALESCE(CAST(answer_id AS TEXT), '-') || ' ' || COALESCE(CAST(submitted_on AS TEXT), '-') FROM ministry_work";
    assert_eq!(staff.one(work).await, "received - -", "it is the ministry's again");
    let version = staff.app.number("SELECT version FROM ministry_work").await;
    let second = handed_over(&staff, saved.id, version, "De celle-ci.").await;
    assert_ne!(first, second);
    assert_eq!(facts(&staff, saved.id).await, "answered 2026-11-04 2026-11-24 2026-11-21 -");
}

/// The ministry writes and submits an answer, and the Chamber publishes it.
async fn handed_over(staff: &StaffApp, question: i64, version: i64, body: &str) -> i64 {
    let mut unit = staff.begin(&agent(staff.health)).await;
    let seen = ExpectedWorkVersion { question, ministry: staff.health, version };
    let drafted = unit.draft_answer(seen, &staff.answer(AnswerKind::Final, body)).await.unwrap();
    let cleared = unit.clear_answer(drafted.expected()).await.unwrap();
    let submitted = unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&clerk()).await;
    let read = submitted.expected().version;
    let published = unit.publish_answer(staff.expected_version(question).await, drafted.answer.unwrap(), None, read).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    published.id
}

#[apply(both_databases)]
async fn an_answer_to_several_questions_is_annulled_for_all(staff: StaffApp) {
    let (one, two) = (staff.published("Un").await, staff.transmitted("Deux").await);
    let mut unit = staff.begin(&clerk()).await;
    let answer = AnswerInput { also: vec![two.id], ..staff.answer(AnswerKind::Final, "Oui.") };
    let answer = unit.record_answer(one.expected(), staff.health, &answer).await.unwrap();
    unit.commit().await.unwrap();
    by_two(&staff, two.id, &none(answer.id)).await.unwrap();
    for id in [one.id, two.id] {
        assert_eq!(facts(&staff, id).await, "transmitted 2026-11-04 2026-11-24 - -");
        assert_eq!(staff.events(id).await.last().unwrap(), "answer_undone");
    }
    let mut unit = staff.begin(&clerk()).await;
    unit.record_answer(staff.expected_version(one.id).await, staff.health, &staff.answer(AnswerKind::Final, "À une seule.")).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert!(facts(&staff, one.id).await.starts_with("answered") && facts(&staff, two.id).await.starts_with("transmitted"));
}

#[apply(both_databases)]
async fn a_correction_is_annulled_before_what_it_corrects(staff: StaffApp) {
    let answer = staff.answered("Sujet").await;
    let id = answer.question.id;
    let mut unit = staff.begin(&clerk()).await;
    let correction =
        unit.correct_answer(staff.expected_version(id).await, answer.id, &staff.answer(AnswerKind::Final, "Non.")).await.unwrap();
    unit.commit().await.unwrap();
    let first = by_two(&staff, id, &none(answer.id)).await;
    assert!(matches!(first, Err(UseCaseError::Refused(Refusal::AnswerCorrected))), "{first:?}");
    by_two(&staff, id, &none(correction.id)).await.unwrap();
    assert_eq!(facts(&staff, id).await, "answered 2026-11-04 2026-11-24 2026-11-21 -", "what it corrected stands");
    by_two(&staff, id, &none(answer.id)).await.unwrap();
    assert_eq!(facts(&staff, id).await, "transmitted 2026-11-04 2026-11-24 - -");
}

#[apply(both_databases)]
async fn no_import_answers_by_an_annulled_answer(staff: StaffApp) {
    let of = |id: &str, more: serde_json::Value| {
        let mut fields = json!({ "chamber": "councillors", "transmitted_on": "2026-11-02", "ministry": { "fr": "Santé" } });
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        record(id, fields)
    };
    let by = |text: &str| json!({ "date": "2026-11-10", "texts": { "fr": text }, "also_answers": ["b"] });
    let b = of("b", json!({}));
    let a = of("a", json!({ "answer": by("Un texte.") }));
    staff.app.load(&[b.clone(), a.clone()]).await;
    let (id, other) = (staff.app.id("a").await, staff.app.id("b").await);
    assert!(facts(&staff, other).await.starts_with("answered"));
    let answer = staff.app.number("SELECT id FROM answer").await;
    by_two(&staff, id, &none(answer)).await.unwrap();
    let owed = "transmitted 2026-11-02 2026-11-22 - -";
    assert_eq!(staff.app.load(&[b, a]).await.unchanged, 2);
    // The source changes elsewhere, and says when the other one was answered.
    let changed = [
        of("b", json!({ "answered_on": "2026-11-10" })),
        of("a", json!({ "answer": by("Un texte."), "subject": { "fr": "Un objet revu" } })),
    ];
    for (updated, unchanged) in [(2, 0), (0, 2)] {
        let report = staff.app.load(&changed).await;
        assert_eq!((report.updated, report.unchanged), (updated, unchanged));
        let noted = report.notes.first().iter().any(|note| (note.field.as_str(), &note.problem) == ("answers[0]", &Annulled));
        assert_eq!(noted, updated > 0, "{:?}", report.notes);
        assert_eq!((facts(&staff, id).await.as_str(), facts(&staff, other).await.as_str()), (owed, owed));
    }
    staff.app.load(&[of("a", json!({}))]).await;
    assert_eq!((facts(&staff, id).await.as_str(), staff.app.number("SELECT COUNT(*) FROM answer").await), (owed, 1));
    staff.app.load(&[of("a", json!({ "answer": by("Le bon texte.") }))]).await;
    for id in [id, other] {
        assert_eq!(facts(&staff, id).await, "answered 2026-11-02 2026-11-22 2026-11-10 -", "another answer is another");
    }
}

#[apply(both_databases)]
async fn an_end_closes_what_was_pending(staff: StaffApp) {
    let saved = staff.pending("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.withdraw(staff.expected_version(saved.id).await, None, "Demande").await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(staff.events(saved.id).await[6..], ["withdrawn", "pending_closed"]);
    let waiting = staff.app.number("SELECT COUNT(*) FROM transfer_request WHERE decision IS NULL").await;
    assert_eq!((waiting, staff.one("SELECT state FROM ministry_work").await.as_str()), (0, "drafted"));
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM text WHERE body = 'Projet.'").await, 1, "what was written stays");
    by_two(&staff, saved.id, &at(CorrectionKind::NotEnded, None)).await.unwrap();
    let waiting = staff.app.number("SELECT COUNT(*) FROM transfer_request WHERE decision IS NULL").await;
    assert_eq!((waiting, staff.one("SELECT state FROM ministry_work").await.as_str()), (0, "drafted"), "nothing comes back by itself");
    let mut unit = staff.begin(&agent(staff.health)).await;
    unit.ask_transfer(saved.id, staff.health, staff.education, "Toujours pas").await.unwrap();
    unit.commit().await.unwrap();
}

#[apply(both_databases)]
async fn a_correction_that_is_possible_no_longer_is_closed(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.correct_record(saved.expected(), &at(CorrectionKind::NotTransmitted, None), "Erreur").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&clerk()).await;
    unit.record_answer(staff.expected_version(saved.id).await, staff.health, &staff.answer(AnswerKind::Holding, "Plus tard."))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM correction_request").await, 0);
    assert_eq!(staff.events(saved.id).await.last().unwrap(), "pending_closed");
    let moved = CorrectionInput { ..at(CorrectionKind::Transmitted, Some("2026-11-03")) };
    by_two(&staff, saved.id, &moved).await.unwrap();
}

#[apply(both_databases)]
async fn a_rule_of_another_day_is_the_rule_of_that_day(staff: StaffApp) {
    staff.app.execute("UPDATE deadline_rule SET valid_from = '2026-11-04' WHERE version = (SELECT MAX(version) FROM deadline_rule)").await;
    let newest = staff.app.number("SELECT id FROM deadline_rule WHERE version = (SELECT MAX(version) FROM deadline_rule)").await;
    let saved = staff.published("Sujet").await;
    assert_eq!(staff.app.number(&format!("SELECT deadline_rule_id FROM question WHERE id = {}", saved.id)).await, newest);
    by_two(&staff, saved.id, &at(CorrectionKind::Transmitted, Some("2026-11-03"))).await.unwrap();
    let rules = staff.app.number(&format!("SELECT COUNT(*) FROM question WHERE id = {} AND deadline_rule_id = {newest}", saved.id)).await;
    assert_eq!((rules, facts(&staff, saved.id).await.as_str()), (0, "transmitted 2026-11-03 - - -"), "no rule is known of that day");
}
