//! A name in the reasons of acts is redacted as in texts; the history and the record stay consistent.

use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::{
    UseCaseError,
    compute_pool::{ComputePool, Queue},
    redaction::{NameQuery, NameSearch, Names, find_names},
    use_cases::{AnswerInput, CorrectionInput, ExpectedVersion, ExpectedWorkVersion, SavedQuestion, SavedWork},
};
use jawab_store::{
    audit::{Verified, seal_events, verify, verify_events},
    form_drafts,
    reasons::{self, ReasonPlace},
};
use jawab_tests::{apply, both_databases, redact};

use super::staff_app::{StaffApp, agent, clerk, colleague, day};

const NAME: &str = "Karim Inconnu";

/// A published question whose day of transmission was corrected by two people, with a reason that names a citizen.
async fn corrected(staff: &StaffApp) -> SavedQuestion {
    let saved = staff.published("Sujet").await;
    let input = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-03")), answer: None, referral: None };
    let mut unit = staff.begin(&clerk()).await;
    unit.correct_record(staff.expected_version(saved.id).await, &input, &format!("Courrier de {NAME}, reçu le 3.")).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    unit.confirm_correction(staff.expected_version(saved.id).await).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    saved
}

async fn public(staff: &StaffApp, saved: &SavedQuestion) -> String {
    let led = staff.app.get(&format!("/fr/questions/{}", saved.code)).await;
    staff.app.get(led.header("location")).await.text()
}

async fn seal(staff: &StaffApp, at: &str) {
    staff.app.set_clock(at);
    assert!(seal_events(&staff.app.app.database, staff.app.app.clock.now()).await.unwrap() > 0);
}

#[apply(both_databases)]
async fn a_name_in_a_reason_goes_with_those_in_texts_and_the_seals_hold(staff: StaffApp) {
    let saved = corrected(&staff).await;
    assert!(public(&staff, &saved).await.contains(&format!("Courrier de {NAME}")), "readers are told why");
    seal(&staff, "2026-11-21T12:00:00Z").await;
    let (client, work) = (staff.app.clerk(Chamber::Councillors).await, format!("/fr/staff/questions/{}", saved.code));
    let form = client.form(&format!("{work}/redact")).await.fill("words", NAME).fill("reason", "Demande de la personne");
    let page = form.press("check").await;
    let places = page.texts("section[aria-labelledby=redacted] li > b");
    let of_reasons: Vec<_> = places.iter().filter(|place| place.starts_with("Motif")).collect();
    assert_eq!(of_reasons, ["Motif que lisent les lecteurs"], "once, though it was asked for and confirmed: {places:?}");
    let page = client.form_in(&page, None).press("go").await;
    assert_eq!(page.texts(".flash").len(), 1, "{}", page.text());
    staff.app.index().await;

    let public_text = public(&staff, &saved).await;
    assert!(public_text.contains("Courrier de […], reçu le 3.") && !public_text.contains("Karim"), "{public_text}");
    let history = client.get(&format!("{work}/history")).await.text();
    assert!(history.contains("Courrier de […], reçu le 3.") && !history.contains("Karim"), "{history}");
    for table in ["event", "redaction", "redacted_reason"] {
        let column = if table == "redacted_reason" { "passage" } else { "reason" };
        assert_eq!(staff.app.number(&format!("SELECT COUNT(*) FROM {table} WHERE {column} LIKE '%Karim%'")).await, 0, "{table}");
    }
    let record = staff.app.administrator().await.get(&format!("/fr/staff/audit?subject=question:{}", saved.id)).await.text();
    assert!(record.contains("[…]") && !record.contains("Karim"), "{record}");

    let db = staff.app.app.database.reader();
    assert!(matches!(verify(db).await.unwrap(), Verified::Whole { .. }));
    assert_eq!(verify_events(db).await.unwrap().broken, None, "a seal holds of what was redacted since");
    seal(&staff, "2026-11-21T14:00:00Z").await;
    assert_eq!(verify_events(db).await.unwrap().broken, None, "and so does one of what was redacted before");
    for change in ["reason = 'autre'", "reason = NULL", "kind = 'held'", "reason = reason || ' […]'"] {
        let refused = staff.app.refused(&format!("UPDATE event SET {change} WHERE reason IS NOT NULL")).await;
        assert!(refused.contains("append-only"), "{change}: {refused}");
    }
    assert!(staff.app.refused("DELETE FROM redacted_reason").await.contains("kept as it was made"));
}

#[apply(both_databases)]
async fn a_reason_that_waits_for_a_second_person_is_redacted_too(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.ask_hiding(staff.expected_version(saved.id).await, &format!("{NAME} le demande")).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    redact(&mut unit, staff.expected_version(saved.id).await, None, NAME, "Citoyen nommé").await.unwrap();
    unit.commit().await.unwrap();
    for (table, column) in [("hiding_request", "reason"), ("event", "reason"), ("text", "body")] {
        let left = staff.app.number(&format!("SELECT COUNT(*) FROM {table} WHERE {column} LIKE '%{NAME}%'")).await;
        assert_eq!(left, 0, "{table}");
    }
    assert_eq!(staff.one("SELECT reason FROM hiding_request").await, "[…] le demande");
    staff.app.index().await;
}

#[apply(both_databases)]
async fn names_are_looked_for_while_others_write_and_what_they_type_is_looked_through_again(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let colleague = staff.app.clerk(Chamber::Councillors).await;
    let begun_work = colleague.form(&format!("/fr/staff/questions/{}/edit", saved.code)).await;
    let asked = colleague.form(&format!("/fr/staff/questions/{}/redact", saved.code)).await.fill("words", NAME).fill("reason", "Demande");
    let held = staff.app.hold_writers("SELECT 1").await;
    let looked = looked(&staff, saved.id).await;
    assert!(!looked.is_empty(), "it waits for nobody who writes");
    let page = asked.press("check").await;
    assert!(page.status == 200 && !page.texts("mark.redacted").is_empty(), "nor does what is shown: {}", page.text());
    held.release().await;

    let page = begun_work.fill("subject-fr", &format!("Le cas de {NAME}")).press("keep").await;
    assert_eq!(page.status, 200, "{}", page.text());
    let seen = staff.expected_version(saved.id).await;
    must_look_again(&staff, seen, &looked).await;
    let mut unit = staff.begin(&clerk()).await;
    redact(&mut unit, seen, None, NAME, "Citoyen nommé").await.unwrap();
    unit.commit().await.unwrap();
    let saved = staff.app.strings("SELECT CAST(fields AS TEXT) FROM form_draft").await.concat();
    assert!(saved.contains("Le cas de […]") && !saved.contains(NAME), "{saved}");
    staff.app.index().await;
}

/// Everything of a question and its form drafts, searched for the name.
async fn looked(staff: &StaffApp, question: i64) -> NameSearch {
    let db = staff.app.app.database.reader();
    let wanted = NameQuery { question, names: Names::new([NAME]).unwrap(), only: None, after: 0 };
    let (pool, queue) = (ComputePool::default(), Queue::Anonymous);
    find_names(db, &pool, queue, wanted).await.unwrap().with_form_drafts(db, &pool, queue).await.unwrap()
}

/// A redaction after this preview is refused because the texts have changed, though the question has the same version.
async fn must_look_again(staff: &StaffApp, seen: ExpectedVersion, looked: &NameSearch) {
    let mut unit = staff.begin(&clerk()).await;
    let stale = unit.redact(seen, looked, "Citoyen nommé").await;
    assert!(matches!(stale, Err(UseCaseError::Conflict { current }) if current == seen.version), "{stale:?}");
}

/// A ministry submits its draft to the Chamber.
async fn submitted(staff: &StaffApp, draft: &SavedWork) -> SavedWork {
    let mut unit = staff.begin(&agent(staff.health)).await;
    let cleared = unit.clear_answer(draft.expected()).await.unwrap();
    let saved = unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
    saved
}

/// The Chamber returns it.
async fn returned(staff: &StaffApp, submitted: &SavedWork, why: &str) -> SavedWork {
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.return_answer(submitted.expected(), why).await.unwrap();
    unit.commit().await.unwrap();
    saved
}

#[apply(both_databases)]
async fn a_reason_that_went_or_was_written_since_the_look_is_looked_at_again(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    let begun_work = ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 };
    let draft = unit.draft_answer(begun_work, &staff.answer(AnswerKind::Final, "Projet.")).await.unwrap();
    unit.commit().await.unwrap();
    let work = submitted(&staff, &draft).await;
    let work = returned(&staff, &work, &format!("{NAME} n’y est pour rien")).await;
    let (seen, before) = (staff.expected_version(saved.id).await, looked(&staff, saved.id).await);
    let reasons = async || staff.app.strings("SELECT returned_reason FROM ministry_work").await;

    let work = submitted(&staff, &work).await;
    must_look_again(&staff, seen, &before).await;
    assert_eq!(reasons().await, [""], "what was taken back with the answer does not come back");
    let between = looked(&staff, saved.id).await;
    let newer = format!("{NAME} attend encore");
    returned(&staff, &work, &newer).await;
    for stale in [&before, &between] {
        must_look_again(&staff, seen, stale).await;
        assert_eq!(reasons().await, [newer.as_str()], "nothing older is put in its place");
    }
    let unit = staff.begin(&clerk()).await;
    let put = reasons::set(unit.db(), saved.id, ReasonPlace::Returned(staff.health), ("ce qui se lisait", "autre chose")).await.unwrap();
    assert!(!put, "a reason is changed only as it was read");
    drop(unit);

    let mut unit = staff.begin(&clerk()).await;
    redact(&mut unit, seen, None, NAME, "Citoyen nommé").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(reasons().await, ["[…] attend encore"]);
    assert_eq!(staff.app.number(&format!("SELECT COUNT(*) FROM event WHERE reason LIKE '%{NAME}%'")).await, 0);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_reminder_is_redacted_with_what_the_history_tells_of_it(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.remind(saved.id, staff.health, Some(&format!("{NAME} attend"))).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&clerk()).await;
    redact(&mut unit, staff.expected_version(saved.id).await, None, NAME, "Citoyen nommé").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.one("SELECT note FROM ministry_reminder").await, "[…] attend");
    assert_eq!(staff.one("SELECT reason FROM event WHERE kind = 'reminded'").await, "[…] attend");
    staff.app.index().await;
}

#[apply(both_databases)]
async fn what_was_typed_since_the_look_stays_and_what_was_thrown_away_stays_away(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let colleague = staff.app.clerk(Chamber::Councillors).await;
    let form = format!("translation:{}:fr", saved.code);
    let by = format!("{}.s1", staff.app.account_code(colleague.account).await);
    let keep = async |words: &str| {
        let fields = [("kept-form", form.as_str()), ("kept-by", by.as_str()), ("document", words)];
        let saved = colleague.post("/fr/staff/kept", &fields).await;
        assert_eq!(saved.status, 204, "{}", saved.text());
    };
    keep(&format!("Lettre de {NAME}")).await;
    let (seen, before) = (staff.expected_version(saved.id).await, looked(&staff, saved.id).await);
    keep(&format!("Lettre de {NAME} au ministre")).await;
    must_look_again(&staff, seen, &before).await;
    let one = before.form_drafts.first().unwrap();
    let unit = staff.begin(&clerk()).await;
    let put = form_drafts::replace(unit.db(), &one.of, one.after.as_ref().unwrap()).await.unwrap();
    assert!(!put, "a form is changed only as it was read");
    drop(unit);
    let fields = staff.one("SELECT fields FROM form_draft").await;
    assert!(fields.contains(&format!("Lettre de {NAME} au ministre")), "{fields}");

    let looked = looked(&staff, saved.id).await;
    staff.app.execute("DELETE FROM form_draft").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.redact(seen, &looked, "Citoyen nommé").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM form_draft").await, 0, "it is not offered again");
    assert_eq!(staff.app.number(&format!("SELECT COUNT(*) FROM text WHERE body LIKE '%{NAME}%'")).await, 0);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_reason_that_is_told_of_several_questions_is_redacted_of_each(staff: StaffApp) {
    let (saved, other) = (staff.published("Un").await, staff.published("Deux").await);
    let mut unit = staff.begin(&agent(staff.health)).await;
    let begun_work = ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 };
    let input = AnswerInput { also: vec![other.id], ..staff.answer(AnswerKind::Final, "Aux deux.") };
    let draft = unit.draft_answer(begun_work, &input).await.unwrap();
    unit.commit().await.unwrap();
    let work = submitted(&staff, &draft).await;
    returned(&staff, &work, &format!("{NAME} attend")).await;
    seal(&staff, "2026-11-21T12:00:00Z").await;
    let mut unit = staff.begin(&clerk()).await;
    redact(&mut unit, staff.expected_version(saved.id).await, None, NAME, "Citoyen nommé").await.unwrap();
    unit.commit().await.unwrap();
    for (reasons, left) in [
        ("SELECT reason FROM event WHERE kind = 'answer_returned'", "[…] attend"),
        ("SELECT returned_reason FROM ministry_work", "[…] attend"),
    ] {
        assert_eq!(staff.app.strings(reasons).await, [left; 2], "{reasons}");
    }
    assert_eq!(staff.events(other.id).await.pop().as_deref(), Some("redacted"), "readers of the other are told too");
    assert_eq!(verify_events(staff.app.app.database.reader()).await.unwrap().broken, None);
    staff.app.index().await;
}
