//! A name in the reasons of what was done goes as it goes from texts; the history and the record still hold together.

use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::{
    UseCaseError,
    redaction::{Looked, Names, Wanted, look},
    work::{AnswerInput, CorrectionInput, Kept, KeptWork, Seen, SeenWork},
};
use jawab_store::{
    audit::{Verified, seal_events, verify, verify_events},
    kept_form,
    reasons::{self, At},
};
use jawab_tests::{Aside, apply, both_databases, redact};

use super::desk::{Desk, agent, clerk, colleague, day};

const NAME: &str = "Karim Inconnu";

/// A published question whose day of transmission was put right by two, for a reason that names a citizen.
async fn corrected(desk: &Desk) -> Kept {
    let kept = desk.published("Sujet").await;
    let input = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-03")), answer: None, referral: None };
    let mut turn = desk.turn(&clerk()).await;
    turn.rectify(desk.seen(kept.id).await, &input, &format!("Courrier de {NAME}, reçu le 3.")).await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    turn.confirm_correction(desk.seen(kept.id).await).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    kept
}

async fn public(desk: &Desk, kept: &Kept) -> String {
    let led = desk.app.get(&format!("/fr/questions/{}", kept.code)).await;
    desk.app.get(led.header("location")).await.text()
}

async fn seal(desk: &Desk, at: &str) {
    desk.app.set_clock(at);
    assert!(seal_events(&desk.app.app.database, desk.app.app.clock.now()).await.unwrap() > 0);
}

#[apply(both_databases)]
async fn a_name_in_a_reason_goes_with_those_in_texts_and_the_seals_hold(desk: Desk) {
    let kept = corrected(&desk).await;
    assert!(public(&desk, &kept).await.contains(&format!("Courrier de {NAME}")), "readers are told why");
    seal(&desk, "2026-11-21T12:00:00Z").await;
    let (client, work) = (desk.app.clerk(Chamber::Councillors).await, format!("/fr/staff/questions/{}", kept.code));
    let form = client.form(&format!("{work}/redact")).await.fill("words", NAME).fill("reason", "Demande de la personne");
    let page = form.press("check").await;
    let places = page.texts("section[aria-labelledby=redacted] li > b");
    let of_reasons: Vec<_> = places.iter().filter(|place| place.starts_with("Motif")).collect();
    assert_eq!(of_reasons, ["Motif que lisent les lecteurs"], "once, though it was asked for and confirmed: {places:?}");
    let page = client.form_in(&page, None).press("go").await;
    assert_eq!(page.texts(".flash").len(), 1, "{}", page.text());
    desk.app.index().await;

    let told = public(&desk, &kept).await;
    assert!(told.contains("Courrier de […], reçu le 3.") && !told.contains("Karim"), "{told}");
    let history = client.get(&format!("{work}/history")).await.text();
    assert!(history.contains("Courrier de […], reçu le 3.") && !history.contains("Karim"), "{history}");
    for table in ["event", "redaction", "redacted_reason"] {
        let column = if table == "redacted_reason" { "passage" } else { "reason" };
        assert_eq!(desk.app.number(&format!("SELECT COUNT(*) FROM {table} WHERE {column} LIKE '%Karim%'")).await, 0, "{table}");
    }
    let record = desk.app.administrator().await.get(&format!("/fr/staff/audit?subject=question:{}", kept.id)).await.text();
    assert!(record.contains("[…]") && !record.contains("Karim"), "{record}");

    let db = desk.app.app.database.reader();
    assert!(matches!(verify(db).await.unwrap(), Verified::Whole { .. }));
    assert_eq!(verify_events(db).await.unwrap().broken, None, "a seal holds of what was redacted since");
    seal(&desk, "2026-11-21T14:00:00Z").await;
    assert_eq!(verify_events(db).await.unwrap().broken, None, "and so does one of what was redacted before");
    for change in ["reason = 'autre'", "reason = NULL", "kind = 'held'", "reason = reason || ' […]'"] {
        let refused = desk.app.refused(&format!("UPDATE event SET {change} WHERE reason IS NOT NULL")).await;
        assert!(refused.contains("append-only"), "{change}: {refused}");
    }
    assert!(desk.app.refused("DELETE FROM redacted_reason").await.contains("kept as it was made"));
}

#[apply(both_databases)]
async fn a_reason_that_waits_for_a_second_person_is_redacted_too(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.ask_hiding(desk.seen(kept.id).await, &format!("{NAME} le demande")).await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    redact(&mut turn, desk.seen(kept.id).await, None, NAME, "Citoyen nommé").await.unwrap();
    turn.commit().await.unwrap();
    for (table, column) in [("hiding_request", "reason"), ("event", "reason"), ("text", "body")] {
        let left = desk.app.number(&format!("SELECT COUNT(*) FROM {table} WHERE {column} LIKE '%{NAME}%'")).await;
        assert_eq!(left, 0, "{table}");
    }
    assert_eq!(desk.one("SELECT reason FROM hiding_request").await, "[…] le demande");
    desk.app.index().await;
}

#[apply(both_databases)]
async fn names_are_looked_for_while_others_write_and_what_they_type_is_looked_through_again(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let colleague = desk.app.clerk(Chamber::Councillors).await;
    let begun = colleague.form(&format!("/fr/staff/questions/{}/edit", kept.code)).await;
    let asked = colleague.form(&format!("/fr/staff/questions/{}/redact", kept.code)).await.fill("words", NAME).fill("reason", "Demande");
    let held = desk.app.hold_writers("SELECT 1").await;
    let looked = looked(&desk, kept.id).await;
    assert!(!looked.is_empty(), "it waits for nobody who writes");
    let page = asked.press("check").await;
    assert!(page.status == 200 && !page.texts("mark.redacted").is_empty(), "nor does what is shown: {}", page.text());
    held.release().await;

    let page = begun.fill("subject-fr", &format!("Le cas de {NAME}")).press("keep").await;
    assert_eq!(page.status, 200, "{}", page.text());
    let seen = desk.seen(kept.id).await;
    must_look_again(&desk, seen, &looked).await;
    let mut turn = desk.turn(&clerk()).await;
    redact(&mut turn, seen, None, NAME, "Citoyen nommé").await.unwrap();
    turn.commit().await.unwrap();
    let kept = desk.app.strings("SELECT CAST(fields AS TEXT) FROM kept_form").await.concat();
    assert!(kept.contains("Le cas de […]") && !kept.contains(NAME), "{kept}");
    desk.app.index().await;
}

/// Everything of a question and its forms, looked through for the name.
async fn looked(desk: &Desk, question: i64) -> Looked {
    let db = desk.app.app.database.reader();
    let wanted = Wanted { question, names: Names::new([NAME]).unwrap(), only: None, after: 0 };
    look(db, &Aside, wanted).await.unwrap().with_kept(db, &Aside).await.unwrap()
}

/// What was looked through is no longer what is there, though the question is at the same version.
async fn must_look_again(desk: &Desk, seen: Seen, looked: &Looked) {
    let mut turn = desk.turn(&clerk()).await;
    let stale = turn.redact(seen, looked, "Citoyen nommé").await;
    assert!(matches!(stale, Err(UseCaseError::Conflict { current }) if current == seen.version), "{stale:?}");
}

/// A ministry hands its draft to the Chamber.
async fn submitted(desk: &Desk, draft: &KeptWork) -> KeptWork {
    let mut turn = desk.turn(&agent(desk.health)).await;
    let cleared = turn.clear_answer(draft.seen()).await.unwrap();
    let kept = turn.submit_answer(cleared.seen()).await.unwrap();
    turn.commit().await.unwrap();
    kept
}

/// The Chamber hands it back.
async fn returned(desk: &Desk, submitted: &KeptWork, why: &str) -> KeptWork {
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.return_answer(submitted.seen(), why).await.unwrap();
    turn.commit().await.unwrap();
    kept
}

#[apply(both_databases)]
async fn a_reason_that_went_or_was_written_since_the_look_is_looked_at_again(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&agent(desk.health)).await;
    let begun = SeenWork { question: kept.id, ministry: desk.health, version: 0 };
    let draft = turn.draft_answer(begun, &desk.answer(AnswerKind::Final, "Projet.")).await.unwrap();
    turn.commit().await.unwrap();
    let work = submitted(&desk, &draft).await;
    let work = returned(&desk, &work, &format!("{NAME} n’y est pour rien")).await;
    let (seen, before) = (desk.seen(kept.id).await, looked(&desk, kept.id).await);
    let reasons = async || desk.app.strings("SELECT returned_reason FROM ministry_work").await;

    let work = submitted(&desk, &work).await;
    must_look_again(&desk, seen, &before).await;
    assert_eq!(reasons().await, [""], "what was taken back with the answer does not come back");
    let between = looked(&desk, kept.id).await;
    let newer = format!("{NAME} attend encore");
    returned(&desk, &work, &newer).await;
    for stale in [&before, &between] {
        must_look_again(&desk, seen, stale).await;
        assert_eq!(reasons().await, [newer.as_str()], "nothing older is put in its place");
    }
    let turn = desk.turn(&clerk()).await;
    let put = reasons::set(turn.db(), kept.id, At::Returned(desk.health), ("ce qui se lisait", "autre chose")).await.unwrap();
    assert!(!put, "a reason is changed only as it was read");
    drop(turn);

    let mut turn = desk.turn(&clerk()).await;
    redact(&mut turn, seen, None, NAME, "Citoyen nommé").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(reasons().await, ["[…] attend encore"]);
    assert_eq!(desk.app.number(&format!("SELECT COUNT(*) FROM event WHERE reason LIKE '%{NAME}%'")).await, 0);
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_reminder_is_redacted_with_what_the_history_tells_of_it(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.remind(kept.id, desk.health, Some(&format!("{NAME} attend"))).await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&clerk()).await;
    redact(&mut turn, desk.seen(kept.id).await, None, NAME, "Citoyen nommé").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.one("SELECT note FROM ministry_reminder").await, "[…] attend");
    assert_eq!(desk.one("SELECT reason FROM event WHERE kind = 'reminded'").await, "[…] attend");
    desk.app.index().await;
}

#[apply(both_databases)]
async fn what_was_typed_since_the_look_stays_and_what_was_thrown_away_stays_away(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let colleague = desk.app.clerk(Chamber::Councillors).await;
    let form = format!("translation:{}:fr", kept.code);
    let by = format!("{}.s1", desk.app.account_code(colleague.account).await);
    let keep = async |words: &str| {
        let fields = [("kept-form", form.as_str()), ("kept-by", by.as_str()), ("document", words)];
        let kept = colleague.post("/fr/staff/kept", &fields).await;
        assert_eq!(kept.status, 204, "{}", kept.text());
    };
    keep(&format!("Lettre de {NAME}")).await;
    let (seen, before) = (desk.seen(kept.id).await, looked(&desk, kept.id).await);
    keep(&format!("Lettre de {NAME} au ministre")).await;
    must_look_again(&desk, seen, &before).await;
    let one = before.kept.first().unwrap();
    let turn = desk.turn(&clerk()).await;
    let put = kept_form::replace(turn.db(), one.account, &one.name, (&one.before, one.after.as_ref().unwrap())).await.unwrap();
    assert!(!put, "a form is changed only as it was read");
    drop(turn);
    let fields = desk.one("SELECT fields FROM kept_form").await;
    assert!(fields.contains(&format!("Lettre de {NAME} au ministre")), "{fields}");

    let looked = looked(&desk, kept.id).await;
    desk.app.execute("DELETE FROM kept_form").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.redact(seen, &looked, "Citoyen nommé").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM kept_form").await, 0, "it is not offered again");
    assert_eq!(desk.app.number(&format!("SELECT COUNT(*) FROM text WHERE body LIKE '%{NAME}%'")).await, 0);
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_reason_that_is_told_of_several_questions_is_redacted_of_each(desk: Desk) {
    let (kept, other) = (desk.published("Un").await, desk.published("Deux").await);
    let mut turn = desk.turn(&agent(desk.health)).await;
    let begun = SeenWork { question: kept.id, ministry: desk.health, version: 0 };
    let input = AnswerInput { also: vec![other.id], ..desk.answer(AnswerKind::Final, "Aux deux.") };
    let draft = turn.draft_answer(begun, &input).await.unwrap();
    turn.commit().await.unwrap();
    let work = submitted(&desk, &draft).await;
    returned(&desk, &work, &format!("{NAME} attend")).await;
    seal(&desk, "2026-11-21T12:00:00Z").await;
    let mut turn = desk.turn(&clerk()).await;
    redact(&mut turn, desk.seen(kept.id).await, None, NAME, "Citoyen nommé").await.unwrap();
    turn.commit().await.unwrap();
    for (reasons, left) in [
        ("SELECT reason FROM event WHERE kind = 'answer_returned'", "[…] attend"),
        ("SELECT returned_reason FROM ministry_work", "[…] attend"),
    ] {
        assert_eq!(desk.app.strings(reasons).await, [left; 2], "{reasons}");
    }
    assert_eq!(desk.events(other.id).await.pop().as_deref(), Some("redacted"), "readers of the other are told too");
    assert_eq!(verify_events(desk.app.app.database.reader()).await.unwrap().broken, None);
    desk.app.index().await;
}
