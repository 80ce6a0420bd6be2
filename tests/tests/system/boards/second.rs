//! What one person asked for and another decides: why not is never lost, and a page on which nothing is left to be done says so as it is
//! opened.

use jawab_domain::Chamber;
use jawab_service::work::Kept;
use jawab_tests::{Client, Page, apply, both_databases};

use crate::{
    staff::reference::Dated as _,
    work::desk::{Desk, agent},
};

/// Where a question is worked at.
fn at(kept: &Kept) -> String {
    format!("/fr/staff/questions/{}", kept.code)
}

/// Asks for a question to be hidden, and for another day of its transmission.
async fn asks(who: &Client, at: &str) {
    let asked = who.form(&format!("{at}/hide")).await.fill("reason", "Plainte").submit().await;
    assert_eq!(asked.texts(".flash").len(), 1, "{}", asked.text());
    let form = who.form(&format!("{at}/correct-transmission")).await.on("on", "2026-11-03").fill("reason", "Lettre");
    let asked = who.form_in(&form.press("check").await, None).press("go").await;
    assert_eq!(asked.texts(".flash").len(), 1, "{}", asked.text());
}

/// The ministry asks for a question to go elsewhere; which wish it is.
async fn wishes(desk: &Desk, kept: &Kept) -> i64 {
    let mut turn = desk.turn(&agent(desk.health)).await;
    let request = turn.ask_transfer(kept.id, desk.health, desk.education, "Pas à nous").await.unwrap();
    turn.commit().await.unwrap();
    request
}

/// A page on which nothing is to be done: it says why, and there is nothing to press.
fn closed(page: &Page, why: &str) {
    assert_eq!((page.status.as_u16(), page.all("main button, .effect").len()), (409, 0), "{}: {}", page.address, page.text());
    assert!(page.texts(".error-summary").concat().contains(why), "{}: {}", page.address, page.text());
}

/// The same of a form that was sent.
fn too_late(page: &Page, why: &str) {
    assert_eq!((page.status.as_u16(), page.all("button[value=go], button[value=drop], .effect").len()), (409, 0), "{}", page.text());
    assert!(page.texts(".error-summary").concat().contains(why), "{}", page.text());
}

const NOTHING: &str = "Personne ne l’a demandé, ou la décision est déjà prise.";

#[apply(both_databases)]
async fn why_not_is_never_thrown_away_with_the_act_done_all_the_same(desk: Desk) {
    let app = &desk.app;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let kept = desk.published("Sujet").await;
    asks(&one, &at(&kept)).await;
    let transfer = format!("decide-transfer?request={}", wishes(&desk, &kept).await);
    for step in ["confirm-hiding", "confirm-correction", transfer.as_str()] {
        let before = desk.events(kept.id).await;
        for (locale, words) in [
            ("fr", "Un motif de refus est écrit : effacez-le pour confirmer, ou refusez la demande."),
            ("ar", "كتب سبب للرفض: المرجو حذفه"),
        ] {
            let address = format!("{}/{step}", at(&kept).replace("/fr/", &format!("/{locale}/")));
            let page = two.form(&address).await.fill("reason", "Aucune preuve.").press("go").await;
            assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-reason".to_owned()]), "{step}");
            assert!(page.texts(".error-summary").concat().contains(words), "{step}: {}", page.text());
            assert_eq!(two.form_in(&page, None).value("reason"), "Aucune preuve.", "{step}");
            assert_eq!(desk.events(kept.id).await, before, "{step}: nothing is done");
        }
        let refused = two.form(&format!("{}/{step}", at(&kept))).await.fill("reason", "Aucune preuve.").press("drop").await;
        assert_eq!(refused.texts(".flash").len(), 1, "{step}: {}", refused.text());
        let told = format!("SELECT reason FROM event WHERE question_id = {} ORDER BY id DESC LIMIT 1", kept.id);
        assert_eq!(desk.one(&told).await, "Aucune preuve.", "{step}");
    }
    app.index().await;
}

#[apply(both_databases)]
async fn a_page_on_which_nothing_is_left_to_be_done_says_so_as_it_is_opened(desk: Desk) {
    let app = &desk.app;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let (kept, draft) = (desk.published("Sujet").await, desk.log("Brouillon").await);
    let open = async |who: &Client, step: &str| who.get(&format!("{}/{step}", at(&kept))).await;

    // Nobody asked for anything, and nothing is there to be taken back.
    let wishes_of = ["confirm-hiding", "drop-hiding", "confirm-correction", "drop-correction", "decide-transfer"];
    for step in wishes_of.into_iter().chain(["decide-transfer?request=1", "decide-transfer?request=x"]) {
        closed(&open(&one, step).await, NOTHING);
    }
    closed(&open(&one, "unlink").await, "Cette question n’a aucun lien qui puisse être supprimé ici.");
    closed(&one.get(&format!("{}/detach", at(&draft))).await, "Aucun document n’est joint à cette question.");
    let arabic = at(&kept).replace("/fr/", "/ar/");
    closed(&one.get(&format!("{arabic}/confirm-hiding")).await, "لم يتقدم أحد بهذا الطلب، أو سبق البت فيه.");

    // Whoever asked does not decide, and nobody else takes it back or asks again.
    asks(&one, &at(&kept)).await;
    for step in ["confirm-hiding", "confirm-correction"] {
        closed(&open(&one, step).await, "Une autre personne que celle qui l’a demandé doit le confirmer.");
    }
    for step in ["drop-hiding", "drop-correction"] {
        closed(&open(&two, step).await, "elle seule peut retirer sa demande");
        assert_eq!(open(&one, step).await.all(".effect").len(), 1, "{step}");
    }
    closed(&open(&two, "hide").await, "Le masquage de cette question est déjà demandé");
    closed(&open(&two, "correct-transmission").await, "Une autre rectification de cette question attend une décision.");
    let offered = two.get(&at(&kept)).await.attributes("main a", "href");
    for step in ["hide", "drop-hiding", "drop-correction", "correct-transmission", "unlink"] {
        assert!(!offered.iter().any(|link| link.ends_with(&format!("/{step}"))), "{step}: {offered:?}");
    }

    // What was open is closed by what somebody else does.
    let (hiding, correction) = (open(&two, "confirm-hiding").await, open(&two, "confirm-correction").await);
    assert_eq!([&hiding, &correction].map(|page| (page.status.as_u16(), page.all(".effect").len())), [(200, 1); 2]);
    one.form(&format!("{}/drop-hiding", at(&kept))).await.submit().await;
    one.form(&format!("{}/withdraw", at(&kept))).await.fill("reason", "Demande").confirm().await;
    for (step, page) in [("confirm-hiding", hiding), ("confirm-correction", correction)] {
        closed(&open(&two, step).await, NOTHING);
        let late = two.form_in(&page, None).fill("reason", "Aucune preuve.").press("drop").await;
        too_late(&late, NOTHING);
        assert!(late.texts(".typed").contains(&"Aucune preuve.".to_owned()), "what was typed is there: {}", late.text());
    }

    let other = desk.published("Autre sujet").await;
    let decide = format!("{}/decide-transfer?request={}", at(&other), wishes(&desk, &other).await);
    let page = two.get(&decide).await;
    one.form(&decide).await.fill("reason", "C’est à vous").press("drop").await;
    closed(&two.get(&decide).await, NOTHING);
    too_late(&two.form_in(&page, None).press("go").await, NOTHING);
    app.index().await;
}
