//! An end date cannot precede what it follows; and a user whose colleague was faster is told the question's current state.

use jawab_domain::{Chamber, lifecycle::CorrectionKind};
use jawab_service::use_cases::CorrectionInput;
use jawab_tests::{TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::referred;
use crate::{
    staff::reference::Dated as _,
    use_cases::staff_app::{StaffApp, clerk, day},
};

#[apply(both_databases)]
async fn an_end_is_dated_after_what_it_follows(app: TestApp) {
    let mut held = referred("a", 1, "2026-11-01", &ministries::health());
    held["answers"] = json!([{ "kind": "holding", "date": "2026-11-10", "texts": { "fr": "Bientôt." } }]);
    app.load(&[held, referred("b", 2, "2026-11-01", &ministries::secretariat())]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let work = format!("/fr/staff/questions/{}", app.code("a").await);
    let ended =
        async |step: &str, on: &str| clerk.form(&format!("{work}/{step}")).await.fill("reason", "Demande").on("on", on).submit().await;
    for step in ["withdraw", "convert"] {
        let early = ended(step, "2026-11-09").await;
        assert_eq!((early.status.as_u16(), early.attributes(".error-summary a", "href")), (422, vec!["#f-on".to_owned()]), "{step}");
        let said = "ne peut pas précéder la réponse du département, datée du 10 novembre 2026";
        assert!(early.text().contains(said), "{}", early.text());
        assert_eq!(clerk.form_in(&early, None).value("reason"), "Demande", "{step}");
        assert!(!ended(step, "2026-11-10").await.all("main button[value=confirm]").is_empty(), "{step}");
    }
    let add = clerk.form(&format!("{work}/add-ministry")).await.fill("to-q", "الأمانة العامة للحكومة").on("on", "2026-11-15");
    add.fill("reason", "Aussi").confirm().await;
    let early = ended("withdraw", "2026-11-14").await;
    assert!(early.status == 422 && early.text().contains("saisine d’un autre département, le 15 novembre 2026"), "{}", early.text());
    let done = clerk.confirm(ended("withdraw", "2026-11-15").await).await;
    assert_eq!(done.texts(".flash").len(), 1, "{}", done.text());
    let early = clerk.form(&format!("{work}/correct-end")).await.on("on", "2026-11-14").fill("reason", "Erreur").press("check").await;
    assert_eq!((early.status.as_u16(), early.attributes(".error-summary a", "href")), (422, vec!["#f-on".to_owned()]), "{}", early.text());
    app.index().await;
}

#[apply(both_databases)]
async fn what_ended_leads_to_its_form_and_a_day_without_room_to_the_days_beside_it(staff: StaffApp) {
    let saved = staff.transmitted("Sujet").await;
    staff.app.execute(&format!("UPDATE question SET deposited_on = '2026-11-04' WHERE id = {}", saved.id)).await;
    let mut unit = staff.begin(&clerk()).await;
    unit.withdraw(staff.expected_version(saved.id).await, Some(day("2026-11-04")), "Demande").await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let one = staff.app.clerk(Chamber::Councillors).await;
    let work = format!("/fr/staff/questions/{}", saved.code);
    let edit = format!("{work}/edit");
    assert!(one.get(&work).await.attributes(".steps-on a", "href").contains(&edit));
    let page = one.get(&format!("{work}/correct-transmission")).await;
    assert!(page.text().contains("rectifiez d’abord celle de ces deux dates qui est inexacte"), "{}", page.text());
    let links = page.attributes("main form a", "href");
    assert!(links.contains(&edit) && links.contains(&format!("{work}/correct-end")), "{links:?}");
    let saved = one.form(&edit).await.fill("subject-fr", "Sujet corrigé").submit().await;
    assert_eq!(saved.texts(".flash").len(), 1, "{}", saved.text());
    staff.app.index().await;
}

#[apply(both_databases)]
async fn another_day_of_deposit_says_which_correction_it_closes(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let correction = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-03")), answer: None, referral: None };
    let mut unit = staff.begin(&clerk()).await;
    assert!(unit.correct_record(staff.expected_version(saved.id).await, &correction, "Lettre du bureau").await.unwrap().waits);
    unit.commit().await.unwrap();
    staff.app.index().await;
    let one = staff.app.clerk(Chamber::Councillors).await;
    let edit = format!("/fr/staff/questions/{}/edit", saved.code);
    let said = "La rectification qui attend une décision est close :";
    for (on, closes) in [("2026-11-03", false), ("2026-11-04", true)] {
        let confirmation = one.form(&edit).await.on("deposited", on).fill("reason", "Registre").submit().await;
        let says = confirmation.texts(".effect > ul > li").concat();
        assert_eq!(says.contains(said), closes, "{on}: {says}");
    }
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM correction_request").await, 1, "nothing is done yet");
}

#[apply(both_databases)]
async fn another_ministry_and_an_answer_say_which_correction_they_close(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let correction = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-12")), answer: None, referral: None };
    let mut unit = staff.begin(&clerk()).await;
    assert!(unit.correct_record(staff.expected_version(saved.id).await, &correction, "Lettre du bureau").await.unwrap().waits);
    unit.commit().await.unwrap();
    staff.app.index().await;
    let one = staff.app.clerk(Chamber::Councillors).await;
    let at = format!("/fr/staff/questions/{}", saved.code);
    let record = format!("/fr/staff/answers/{}/sante/record", saved.code);
    let said = "La rectification qui attend une décision est close :";
    for (on, closes) in [("2026-11-12", false), ("2026-11-11", true)] {
        let form = one.form(&format!("{at}/add-ministry")).await.fill("to-q", "Éducation").on("on", on).fill("reason", "Aussi");
        let added = form.submit().await;
        let other = staff.app.clerk(Chamber::Councillors).await;
        let answered = other.form(&record).await.fill("text-fr", "Sur papier.").on("answered", on).submit().await;
        for confirmation in [added, answered] {
            let says = confirmation.texts(".effect li").join(" | ");
            assert!(!says.is_empty(), "{on}: {}", confirmation.text());
            assert_eq!((says.contains(said), says.contains("Lettre du bureau")), (closes, closes), "{on}: {says}");
        }
    }
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM correction_request").await, 1, "nothing is done yet");

    one.form(&record).await.fill("text-fr", "Sur papier.").on("answered", "2026-11-11").confirm().await;
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM correction_request").await, 0, "as was said");
    staff.app.index().await;
}

#[apply(both_databases)]
async fn an_end_says_what_it_closes_and_blocks_no_way_back(staff: StaffApp) {
    let saved = staff.pending("Sujet").await;
    let correction = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-03")), answer: None, referral: None };
    let mut unit = staff.begin(&clerk()).await;
    assert!(unit.correct_record(staff.expected_version(saved.id).await, &correction, "Lettre du bureau").await.unwrap().waits);
    unit.commit().await.unwrap();
    let (one, two) = (staff.app.clerk(Chamber::Councillors).await, staff.app.clerk(Chamber::Councillors).await);
    let at = format!("/fr/staff/questions/{}", saved.code);
    for step in ["withdraw", "convert"] {
        let confirmation = one.form(&format!("{at}/{step}")).await.fill("reason", "Demande").submit().await;
        let says = confirmation.texts(".effect li").join(" | ");
        for said in [
            "Santé : sa réponse, qui attend votre décision, redevient un projet.",
            "Santé : sa demande de réattribution, qui attend la décision de la Chambre, est close. Département demandé : Éducation",
            "La rectification qui attend une décision est close :",
            "Lettre du bureau",
        ] {
            assert!(says.contains(said), "{step}: {says}");
        }
    }
    let form = one.form(&format!("{at}/transfer")).await.fill("to-q", "Éducation").fill("reason", "Compétence");
    let dropped = form.submit().await.text();
    assert!(dropped.contains("Santé : sa réponse, qui attend votre décision, redevient un projet. Il est mis de côté"), "{dropped}");

    one.form(&format!("{at}/withdraw")).await.fill("reason", "Demande").confirm().await;
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM correction_request").await, 0);
    assert_eq!(staff.events(saved.id).await.last().unwrap(), "pending_closed");
    assert!(two.get("/fr/staff/chamber").await.all("section[aria-labelledby=waits-corrections] li h3").is_empty());
    let page = one.get(&at).await.text();
    assert!(page.contains("Annuler un retrait enregistré par erreur") && page.contains("Rectifier la date de fin"), "{page}");
    let undone = one.form(&format!("{at}/undo-end")).await.fill("reason", "Mauvaise question").press("go").await;
    assert_eq!(undone.texts(".flash").len(), 1, "{}", undone.text());
    two.form(&format!("{at}/confirm-correction")).await.press("go").await;
    let now = staff
        .one("SELECT status || ' ' || CAST(transmitted_on AS TEXT) FROM question WHERE status <> 'draft' AND number IS NOT NULL")
        .await;
    assert_eq!((now.as_str(), staff.app.number("SELECT COUNT(*) FROM correction_request").await), ("transmitted 2026-11-04", 0));
    let mut unit = staff.begin(&clerk()).await;
    assert!(
        unit.correct_record(staff.expected_version(saved.id).await, &correction, "Lettre du bureau").await.unwrap().waits,
        "it can be asked for again"
    );
    unit.commit().await.unwrap();
    staff.app.index().await;
}

#[apply(both_databases)]
async fn what_a_colleague_did_meanwhile_is_told(app: TestApp) {
    let mut deposited = referred("a", 1, "2026-11-01", &ministries::health());
    deposited.as_object_mut().unwrap().remove("transmitted_on");
    app.load(&[deposited]).await;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let at = format!("/fr/staff/questions/{}/transmit", app.code("a").await);
    let form = one.form(&at).await.on("on", "2026-11-20");
    let confirmation = one.form(&at).await.on("on", "2026-11-20").submit().await;
    assert_eq!(confirmation.all("main button[value=confirm]").len(), 1, "{}", confirmation.text());
    let _ = two.form(&at).await.on("on", "2026-11-19").confirm().await;
    for late in [form.send().await, one.form_in(&confirmation, None).press("confirm").await] {
        assert_eq!(late.status, 409, "{}", late.text());
        assert!(late.text().contains("L’état actuel de la question ne le permet pas : Transmise au Gouvernement"), "{}", late.text());
        assert!(late.texts(".typed").contains(&"20 novembre 2026".to_owned()), "what was typed is there: {}", late.text());
        assert!(late.all("main button[value=go], main button[value=confirm]").is_empty(), "and nothing is left to be done");
    }
    assert_eq!(app.strings("SELECT CAST(transmitted_on AS TEXT) FROM question").await, ["2026-11-19"]);
    app.index().await;
}
