//! A ministry that received a question by mistake is removed again, and the ministry that a transfer took it from has it as
//! before.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Chamber, Status,
    lifecycle::{CorrectionKind, EventKind, Refusal},
};
use jawab_service::{
    FieldError, Problem, UseCaseError,
    use_cases::{CorrectionInput, CorrectionPreview, ExpectedWorkVersion, SavedQuestion, Transfer, UseCaseResult},
};
use jawab_tests::{apply, both_databases};
use serde_json::json;

use super::staff_app::{StaffApp, agent, clerk, colleague, day};

const WHY: &str = "Erreur de saisie";

fn never(referral: i32) -> CorrectionInput {
    CorrectionInput { kind: CorrectionKind::NotReferred, on: None, answer: None, referral: Some(referral) }
}

async fn transfer(staff: &StaffApp, id: i64, from: i64, to: i64) {
    let mut unit = staff.begin(&clerk()).await;
    let how = Transfer { on: Some(day("2026-11-10")), from, to, reason: "Compétence".into() };
    unit.transfer(staff.expected_version(id).await, how).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
}

async fn add(staff: &StaffApp, id: i64) {
    let mut unit = staff.begin(&clerk()).await;
    unit.add_ministry(staff.expected_version(id).await, staff.education, Some(day("2026-11-10")), "Aussi").await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
}

/// Requests as one clerk and confirms as another.
async fn by_two(staff: &StaffApp, id: i64, referral: i32) -> UseCaseResult<SavedQuestion> {
    staff.corrected_by_two(id, &never(referral), WHY).await
}

/// Who begins or ceases to owe an answer, and by when.
fn owed(preview: &CorrectionPreview) -> Vec<(i64, bool, Option<NaiveDate>)> {
    preview.owed_by.iter().map(|of| (of.ministry, of.owes, of.due_on)).collect()
}

/// How many questions the other ministry has for readers.
async fn counted(staff: &StaffApp) -> Option<i64> {
    let ledger = staff.app.app.ledger().await.unwrap();
    ledger.ministry_shares(None, staff.app.today()).get(&staff.education).map(|share| share.questions)
}

async fn parts(staff: &StaffApp, id: i64) -> Vec<String> {
    let of = "CAST(ministry_id AS TEXT) || ' ' || CAST(clock_from AS TEXT) || ' ' || CAST(due_on AS TEXT) || ' ' || COALESCE(CAST(until AS TEXT), '-')";
    staff.app.strings(&format!("SELECT {of} FROM attribution WHERE question_id = {id} ORDER BY position")).await
}

#[apply(both_databases)]
async fn it_is_said_which_ministry_owes_an_answer_again(staff: StaffApp) {
    let saved = staff.transmitted("Sujet").await;
    transfer(&staff, saved.id, staff.health, staff.education).await;
    let preview = staff.use_cases.correction_preview(&clerk(), saved.id, &never(2)).await.unwrap();
    let due = Some(day("2026-11-24"));
    assert_eq!(owed(&preview), [(staff.health, true, due), (staff.education, false, due)]);

    let saved = staff.transmitted("Aux deux").await;
    add(&staff, saved.id).await;
    let mut unit = staff.begin(&clerk()).await;
    let seen = staff.expected_version(saved.id).await;
    unit.record_answer(seen, staff.health, &staff.answer(AnswerKind::Final, "Oui.")).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let answer = staff.app.number("SELECT MAX(id) FROM answer").await;
    let input = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(answer), referral: None };
    let preview = staff.use_cases.correction_preview(&clerk(), saved.id, &input).await.unwrap();
    assert_eq!(preview.status, (Status::Transmitted, Status::Transmitted), "the other one owes its own still");
    assert_eq!(owed(&preview), [(staff.health, true, due)]);
    let one = staff.app.clerk(Chamber::Councillors).await;
    let page = one.get(&format!("/fr/staff/questions/{}/undo-answer", saved.code)).await;
    let mut codes = page.attributes("input[name=answer], select[name=answer] option", "value");
    codes.retain(|code| !code.is_empty());
    let page = one.form_in(&page, None).fill("answer", &codes[0]).fill("reason", WHY).press("check").await;
    let rows = page.texts(".compared tbody tr");
    let said = |row: &String| row.starts_with("Réponse attendue : Santé") && row.ends_with("24 novembre 2026");
    assert!(rows.iter().any(said), "{rows:?}");
}

#[apply(both_databases)]
async fn a_ministry_that_was_added_by_mistake_owes_nothing_and_the_public_is_told(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let before =
        (parts(&staff, saved.id).await, staff.one(&format!("SELECT CAST(due_on AS TEXT) FROM question WHERE id = {}", saved.id)).await);
    let counted_before = counted(&staff).await;
    add(&staff, saved.id).await;
    assert_ne!(counted(&staff).await, counted_before);
    let preview = staff.use_cases.correction_preview(&clerk(), saved.id, &never(2)).await.unwrap();
    assert!(preview.needs_second && preview.due_of.is_empty() && preview.due_on.0 == preview.due_on.1, "{preview:?}");
    assert_eq!(owed(&preview), [(staff.education, false, Some(day("2026-11-30")))], "it is said who owes nothing any more");
    by_two(&staff, saved.id, 2).await.unwrap();
    let due = staff.one(&format!("SELECT CAST(due_on AS TEXT) FROM question WHERE id = {}", saved.id)).await;
    assert_eq!((parts(&staff, saved.id).await, due), before);

    let shown = staff.use_cases.history(&clerk(), saved.id).await.unwrap().pop().unwrap();
    assert_eq!((shown.kind, shown.reason.as_deref()), (EventKind::ReferralUndone, Some(WHY)));
    assert_eq!((&shown.data["ministry"], &shown.data["before"]), (&json!(staff.education), &json!("2026-11-10")));
    let page = staff.app.get("/fr/questions/councillors/11/1").await;
    assert_eq!(page.texts(".steps s"), ["10 novembre 2026", "Transmise à un département de plus"], "it is no fact any more");
    assert_eq!(page.texts(".put-right"), ["Annulation ultérieure"]);
    assert!(page.text().contains("Annulation de la saisine du 10 novembre 2026"), "{}", page.text());
    assert!(staff.app.get("/ar/questions/councillors/11/1").await.text().contains("إلغاء الإحالة على القطاع (10 نونبر 2026)"));
    let shown = staff.app.get_json("/api/v1/questions/councillors/11/1").await;
    assert_eq!(shown["attributions"].as_array().unwrap().len(), 1);
    assert_eq!(counted(&staff).await, counted_before, "nothing is counted against it");

    // It may receive it properly afterwards, and be removed once more.
    add(&staff, saved.id).await;
    assert_eq!(parts(&staff, saved.id).await.len(), 2);
    by_two(&staff, saved.id, 2).await.unwrap();
    assert_eq!(parts(&staff, saved.id).await, before.0);
}

#[apply(both_databases)]
async fn a_transfer_that_was_a_mistake_gives_the_question_back_with_its_clock_and_its_draft(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let before = parts(&staff, saved.id).await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    let seen = ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 };
    let drafted = unit.draft_answer(seen, &staff.answer(AnswerKind::Final, "Un coquelicot.")).await.unwrap();
    let cleared = unit.clear_answer(drafted.expected()).await.unwrap();
    unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
    transfer(&staff, saved.id, staff.health, staff.education).await;
    by_two(&staff, saved.id, 2).await.unwrap();
    assert_eq!(parts(&staff, saved.id).await, before);
    let shown = staff.use_cases.history(&clerk(), saved.id).await.unwrap().pop().unwrap();
    assert_eq!((&shown.data["ministry"], &shown.data["from"]), (&json!(staff.education), &json!(staff.health)));
    let us = staff.app.agent(&[staff.health]).await;
    let page = us.get(&format!("/fr/staff/answers/{}/sante", saved.code)).await;
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), "Un coquelicot.");
    assert!(page.texts(".notice[role=note]").concat().contains("elle vous revient"), "{}", page.text());
    let page = staff.app.get("/fr/questions/councillors/11/1").await;
    assert_eq!(page.texts(".steps s").len(), 2, "{}", page.text());

    // Of two, the later first.
    transfer(&staff, saved.id, staff.health, staff.education).await;
    transfer(&staff, saved.id, staff.education, staff.health).await;
    let passed_on = by_two(&staff, saved.id, 2).await;
    assert!(matches!(passed_on, Err(UseCaseError::Refused(Refusal::NotTheirs))), "{passed_on:?}");
    by_two(&staff, saved.id, 3).await.unwrap();
    by_two(&staff, saved.id, 2).await.unwrap();
    assert_eq!(parts(&staff, saved.id).await, before);
}

#[apply(both_databases)]
async fn a_ministry_that_was_taken_out_is_told_that_its_answer_went_back_once_it_is_asked_in_earnest(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    transfer(&staff, saved.id, staff.health, staff.education).await;
    let mut unit = staff.begin(&agent(staff.education)).await;
    let seen = ExpectedWorkVersion { question: saved.id, ministry: staff.education, version: 0 };
    let drafted = unit.draft_answer(seen, &staff.answer(AnswerKind::Final, "Une pivoine.")).await.unwrap();
    let cleared = unit.clear_answer(drafted.expected()).await.unwrap();
    unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
    by_two(&staff, saved.id, 2).await.unwrap();
    transfer(&staff, saved.id, staff.health, staff.education).await;
    let slug = staff.one(&format!("SELECT slug FROM ministry WHERE id = {}", staff.education)).await;
    let us = staff.app.agent(&[staff.education]).await;
    let page = us.get(&format!("/fr/staff/answers/{}/{slug}", saved.code)).await;
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), "Une pivoine.");
    let notice = page.texts(".notice[role=note]").concat();
    assert!(
        notice.contains("elle vous revient") && notice.ends_with("elle est à valider et à envoyer de nouveau à la Chambre."),
        "{notice}"
    );
}

/// An imported question that Education has, and that Health answered before, on this day or an unknown one.
async fn answered_before_it_went_on(staff: &StaffApp, name: &str, number: i32, on: Option<&str>) -> i64 {
    let (health, education) = (json!({ "fr": "Santé" }), json!({ "fr": "Éducation" }));
    let mut answer = json!({ "kind": "final", "ministry": health, "texts": { "fr": "Oui." } });
    if let Some(on) = on {
        answer["date"] = json!(on);
    }
    let fields = json!({
        "chamber": "councillors", "legislature": 11, "number": number, "status": "transmitted", "deposited_on": "2026-11-02",
        "transmitted_on": "2026-11-04", "ministries": [education], "answers": [answer],
        "transfers": [{ "from": health, "to": education, "on": "2026-11-10" }],
    });
    staff.app.load(&[jawab_tests::records::record(name, fields)]).await;
    staff.app.id(name).await
}

#[apply(both_databases)]
async fn a_question_that_goes_back_to_whoever_answered_it_is_answered(staff: StaffApp) {
    let is = async |id: i64| {
        let of = "status || ' ' || COALESCE(CAST(answered_on AS TEXT), '-')";
        let part = "SELECT COALESCE(CAST(answered_on AS TEXT), '-') FROM attribution WHERE until IS NULL AND question_id =";
        (staff.one(&format!("SELECT {of} FROM question WHERE id = {id}")).await, staff.one(&format!("{part} {id}")).await)
    };
    let days = [("a", 901, Some("2026-11-06")), ("b", 902, None), ("c", 903, Some("2026-11-06")), ("d", 904, None)];
    for (name, number, on) in days {
        let id = answered_before_it_went_on(&staff, name, number, on).await;
        assert_eq!(is(id).await, ("transmitted -".into(), "-".into()), "{name}");
        if number < 903 {
            let preview = staff.use_cases.correction_preview(&clerk(), id, &never(2)).await.unwrap();
            assert_eq!(preview.status, (Status::Transmitted, Status::Answered), "{name}");
            by_two(&staff, id, 2).await.unwrap();
        } else {
            transfer(&staff, id, staff.education, staff.health).await;
        }
        let on = on.unwrap_or("-");
        assert_eq!(is(id).await, (format!("answered {on}"), on.to_owned()), "{name}: it is late for nobody");
    }
    let us = staff.app.agent(&[staff.health]).await;
    assert!(!us.get("/fr/staff/board").await.text().contains("Sujet b"), "nothing is owed");
}

#[apply(both_databases)]
async fn what_was_added_on_the_day_of_a_transfer_took_nothing_from_anybody(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    add(&staff, saved.id).await;
    staff.app.load(&[jawab_tests::records::record("c", json!({ "ministry": { "fr": "Culture" }, "legislature": 10 }))]).await;
    let culture = staff.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    transfer(&staff, saved.id, staff.health, culture).await;
    by_two(&staff, saved.id, 2).await.unwrap();
    let has = format!("SELECT CAST(ministry_id AS TEXT) FROM attribution WHERE question_id = {} AND until IS NULL", saved.id);
    assert_eq!(staff.app.strings(&has).await, [culture.to_string()], "it does not go back to the one that it was transferred from");
}

#[apply(both_databases)]
async fn a_clerk_annuls_a_referral_on_a_page_of_its_own(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let (one, two) = (staff.app.clerk(Chamber::Councillors).await, staff.app.clerk(Chamber::Councillors).await);
    let at = format!("/fr/staff/questions/{}", saved.code);
    assert_eq!(one.get(&format!("{at}/undo-referral")).await.status, 409, "it came with the transmission");
    add(&staff, saved.id).await;
    let offered = one.get(&at).await.attributes("main a", "href");
    assert!(offered.iter().any(|link| link.ends_with("/undo-referral")), "{offered:?}");
    let form = one.form(&format!("{at}/undo-referral")).await;
    let requested = form.fill("reason", WHY).press("go").await;
    assert_eq!(requested.texts(".flash").len(), 1, "{}", requested.text());
    assert_eq!(parts(&staff, saved.id).await.len(), 2, "it waits for a second person");
    let waits = two.get("/fr/staff/chamber").await.text();
    assert!(waits.contains("Annulation de la saisine du 10 novembre 2026"), "{waits}");
    let done = two.form(&format!("{at}/confirm-correction")).await.press("go").await;
    assert!(done.texts(".flash").concat().starts_with("L’annulation de la saisine est enregistrée"), "{}", done.text());
    assert_eq!(parts(&staff, saved.id).await.len(), 1);
    let history = one.get(&format!("/ar/staff/questions/{}/history", saved.code)).await;
    assert!(history.text().contains("إلغاء إحالة على قطاع سُجّلت خطأً"), "{}", history.text());
    staff.app.index().await;
}

#[apply(both_databases)]
async fn what_a_ministry_that_ended_handed_on_is_not_lost_with_its_successor(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    add(&staff, saved.id).await;
    staff.app.load(&[jawab_tests::records::record("c", json!({ "ministry": { "fr": "Culture" }, "legislature": 10 }))]).await;
    let culture = staff.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.add_ministry(staff.expected_version(saved.id).await, culture, Some(day("2026-11-10")), "Aussi").await.unwrap();
    unit.commit().await.unwrap();
    // The history mentions Health last, whose part ends after Education's began.
    staff.merged().await;
    let before = parts(&staff, saved.id).await;
    let refused = by_two(&staff, saved.id, 2).await;
    assert!(matches!(refused, Err(UseCaseError::Refused(Refusal::NotTheirs))), "{refused:?}");
    assert_eq!(parts(&staff, saved.id).await, before);
    by_two(&staff, saved.id, 3).await.unwrap();
}

#[apply(both_databases)]
async fn no_question_goes_back_to_a_ministry_that_is_no_more(staff: StaffApp) {
    let gone = |outcome: Result<(), UseCaseError>| match outcome {
        Err(UseCaseError::Invalid(faults)) => match faults.as_slice() {
            [FieldError { field, problem: Problem::MinistryEnded { since, .. } }] => (field.to_string(), *since),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let ended = ("referral".to_owned(), day("2026-11-20"));
    let (moved, waits) = (staff.published("Un").await, staff.published("Deux").await);
    transfer(&staff, waits.id, staff.health, staff.education).await;
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.correct_record(staff.expected_version(waits.id).await, &never(2), WHY).await.unwrap();
    assert!(requested.waits);
    unit.commit().await.unwrap();
    staff.merged().await;
    assert_eq!(gone(staff.use_cases.correction_preview(&clerk(), moved.id, &never(2)).await.map(drop)), ended);
    assert_eq!(gone(by_two(&staff, moved.id, 2).await.map(drop)), ended);
    let mut unit = staff.begin(&colleague()).await;
    assert_eq!(gone(unit.confirm_correction(staff.expected_version(waits.id).await).await.map(drop)), ended);
    drop(unit);
    for id in [moved.id, waits.id] {
        let open = format!("SELECT CAST(ministry_id AS TEXT) FROM attribution WHERE question_id = {id} AND until IS NULL");
        assert_eq!(staff.app.strings(&open).await, [staff.education.to_string()]);
    }
}
