//! An end is not dated before what it follows; and who is slower than a colleague is told how the question stands now.

use jawab_domain::{Chamber, lifecycle::CorrectionKind};
use jawab_service::work::CorrectionInput;
use jawab_tests::{TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::referred;
use crate::{
    staff::reference::Dated as _,
    work::desk::{Desk, clerk, day},
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
async fn an_end_says_what_it_closes_and_blocks_no_way_back(desk: Desk) {
    let kept = desk.pending("Sujet").await;
    let wish = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-03")), answer: None, referral: None };
    let mut turn = desk.turn(&clerk()).await;
    assert!(turn.rectify(desk.seen(kept.id).await, &wish, "Lettre du bureau").await.unwrap().waits);
    turn.commit().await.unwrap();
    let (one, two) = (desk.app.clerk(Chamber::Councillors).await, desk.app.clerk(Chamber::Councillors).await);
    let at = format!("/fr/staff/questions/{}", kept.code);
    for step in ["withdraw", "convert"] {
        let asked = one.form(&format!("{at}/{step}")).await.fill("reason", "Demande").submit().await;
        let says = asked.texts(".effect li").join(" | ");
        for said in [
            "Santé : sa réponse, qui attend votre décision, redevient un projet.",
            "Santé : sa demande de réattribution est close.",
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
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM correction_request").await, 0);
    assert_eq!(desk.events(kept.id).await.last().unwrap(), "pending_closed");
    assert!(two.get("/fr/staff/chamber").await.all("section[aria-labelledby=waits-corrections] li h3").is_empty());
    let page = one.get(&at).await.text();
    assert!(page.contains("Annuler un retrait enregistré par erreur") && page.contains("Rectifier la date de fin"), "{page}");
    let undone = one.form(&format!("{at}/undo-end")).await.fill("reason", "Mauvaise question").press("go").await;
    assert_eq!(undone.texts(".flash").len(), 1, "{}", undone.text());
    two.form(&format!("{at}/confirm-correction")).await.press("go").await;
    let now =
        desk.one("SELECT status || ' ' || CAST(transmitted_on AS TEXT) FROM question WHERE status <> 'draft' AND number IS NOT NULL").await;
    assert_eq!((now.as_str(), desk.app.number("SELECT COUNT(*) FROM correction_request").await), ("transmitted 2026-11-04", 0));
    let mut turn = desk.turn(&clerk()).await;
    assert!(turn.rectify(desk.seen(kept.id).await, &wish, "Lettre du bureau").await.unwrap().waits, "it can be asked for again");
    turn.commit().await.unwrap();
    desk.app.index().await;
}

#[apply(both_databases)]
async fn what_a_colleague_did_meanwhile_is_told(app: TestApp) {
    let mut deposited = referred("a", 1, "2026-11-01", &ministries::health());
    deposited.as_object_mut().unwrap().remove("transmitted_on");
    app.load(&[deposited]).await;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let at = format!("/fr/staff/questions/{}/transmit", app.code("a").await);
    let form = one.form(&at).await.on("on", "2026-11-20");
    let asked = one.form(&at).await.on("on", "2026-11-20").submit().await;
    assert_eq!(asked.all("main button[value=confirm]").len(), 1, "{}", asked.text());
    let _ = two.form(&at).await.on("on", "2026-11-19").confirm().await;
    for late in [form.send().await, one.form_in(&asked, None).press("confirm").await] {
        assert_eq!(late.status, 409, "{}", late.text());
        assert!(late.text().contains("L’état actuel de la question ne le permet pas : Transmise au Gouvernement"), "{}", late.text());
        assert!(late.texts(".typed").contains(&"20 novembre 2026".to_owned()), "what was typed is there: {}", late.text());
        assert!(late.all("main button[value=go], main button[value=confirm]").is_empty(), "and nothing is left to be done");
    }
    assert_eq!(app.strings("SELECT CAST(transmitted_on AS TEXT) FROM question").await, ["2026-11-19"]);
    app.index().await;
}
