//! Acts that one person requests and another decides: the reason of a refusal is never lost, and a page on which nothing is left
//! to be done says so when opened.

use jawab_domain::Chamber;
use jawab_service::use_cases::SavedQuestion;
use jawab_tests::{Client, Page, apply, both_databases};

use crate::{
    staff::reference::Dated as _,
    use_cases::staff_app::{StaffApp, agent},
};

/// The work page of a question.
fn at(saved: &SavedQuestion) -> String {
    format!("/fr/staff/questions/{}", saved.code)
}

/// Requests that a question be hidden, and that its day of transmission be corrected.
async fn request_acts(who: &Client, at: &str) {
    let requested = who.form(&format!("{at}/hide")).await.fill("reason", "Plainte").submit().await;
    assert_eq!(requested.texts(".flash").len(), 1, "{}", requested.text());
    let form = who.form(&format!("{at}/correct-transmission")).await.on("on", "2026-11-03").fill("reason", "Lettre");
    let requested = who.form_in(&form.press("check").await, None).press("go").await;
    assert_eq!(requested.texts(".flash").len(), 1, "{}", requested.text());
}

/// The ministry requests a transfer; returns the id of the request.
async fn request_transfer(staff: &StaffApp, saved: &SavedQuestion) -> i64 {
    let mut unit = staff.begin(&agent(staff.health)).await;
    let request = unit.ask_transfer(saved.id, staff.health, staff.education, "Pas à nous").await.unwrap();
    unit.commit().await.unwrap();
    request
}

/// A page on which nothing can be done: it says why, and has no button.
fn assert_closed(page: &Page, why: &str) {
    assert_eq!((page.status.as_u16(), page.all("main button, .effect").len()), (409, 0), "{}: {}", page.address, page.text());
    assert!(page.texts(".error-summary").concat().contains(why), "{}: {}", page.address, page.text());
}

/// The same for a form that was sent.
fn assert_too_late(page: &Page, why: &str) {
    assert_eq!((page.status.as_u16(), page.all("button[value=go], button[value=drop], .effect").len()), (409, 0), "{}", page.text());
    assert!(page.texts(".error-summary").concat().contains(why), "{}", page.text());
}

const NOTHING: &str = "Personne ne l’a demandé, ou la décision est déjà prise.";

#[apply(both_databases)]
async fn why_not_is_never_thrown_away_with_the_act_done_all_the_same(staff: StaffApp) {
    let app = &staff.app;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let saved = staff.published("Sujet").await;
    request_acts(&one, &at(&saved)).await;
    let transfer = format!("decide-transfer?request={}", request_transfer(&staff, &saved).await);
    for step in ["confirm-hiding", "confirm-correction", transfer.as_str()] {
        let before = staff.events(saved.id).await;
        for (locale, words) in [
            ("fr", "Un motif de refus est écrit : effacez-le pour confirmer, ou refusez la demande."),
            ("ar", "كتب سبب للرفض: المرجو حذفه"),
        ] {
            let address = format!("{}/{step}", at(&saved).replace("/fr/", &format!("/{locale}/")));
            let page = two.form(&address).await.fill("reason", "Aucune preuve.").press("go").await;
            assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-reason".to_owned()]), "{step}");
            assert!(page.texts(".error-summary").concat().contains(words), "{step}: {}", page.text());
            assert_eq!(two.form_in(&page, None).value("reason"), "Aucune preuve.", "{step}");
            assert_eq!(staff.events(saved.id).await, before, "{step}: nothing is done");
        }
        let refused = two.form(&format!("{}/{step}", at(&saved))).await.fill("reason", "Aucune preuve.").press("drop").await;
        assert_eq!(refused.texts(".flash").len(), 1, "{step}: {}", refused.text());
        let sql = format!("SELECT reason FROM event WHERE question_id = {} ORDER BY id DESC LIMIT 1", saved.id);
        assert_eq!(staff.one(&sql).await, "Aucune preuve.", "{step}");
    }
    app.index().await;
}

#[apply(both_databases)]
async fn a_page_on_which_nothing_is_left_to_be_done_says_so_as_it_is_opened(staff: StaffApp) {
    let app = &staff.app;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let (saved, draft) = (staff.published("Sujet").await, staff.log("Brouillon").await);
    let open = async |who: &Client, step: &str| who.get(&format!("{}/{step}", at(&saved))).await;

    // Nobody requested anything, so nothing can be withdrawn.
    let wishes_of = ["confirm-hiding", "drop-hiding", "confirm-correction", "drop-correction", "decide-transfer"];
    for step in wishes_of.into_iter().chain(["decide-transfer?request=1", "decide-transfer?request=x"]) {
        assert_closed(&open(&one, step).await, NOTHING);
    }
    assert_closed(&open(&one, "unlink").await, "Cette question n’a aucun lien qui puisse être supprimé ici.");
    assert_closed(&one.get(&format!("{}/detach", at(&draft))).await, "Aucun document n’est joint à cette question.");
    let arabic = at(&saved).replace("/fr/", "/ar/");
    assert_closed(&one.get(&format!("{arabic}/confirm-hiding")).await, "لم يتقدم أحد بهذا الطلب، أو سبق البت فيه.");

    // The requester does not decide, and nobody else withdraws the request or repeats it.
    request_acts(&one, &at(&saved)).await;
    for step in ["confirm-hiding", "confirm-correction"] {
        assert_closed(&open(&one, step).await, "Une autre personne que celle qui l’a demandé doit le confirmer.");
    }
    for step in ["drop-hiding", "drop-correction"] {
        assert_closed(&open(&two, step).await, "elle seule peut retirer sa demande");
        assert_eq!(open(&one, step).await.all(".effect").len(), 1, "{step}");
    }
    assert_closed(&open(&two, "hide").await, "Le masquage de cette question est déjà demandé");
    assert_closed(&open(&two, "correct-transmission").await, "Une autre rectification de cette question attend une décision.");
    let offered = two.get(&at(&saved)).await.attributes("main a", "href");
    for step in ["hide", "drop-hiding", "drop-correction", "correct-transmission", "unlink"] {
        assert!(!offered.iter().any(|link| link.ends_with(&format!("/{step}"))), "{step}: {offered:?}");
    }

    // An open page is closed by another user's act.
    let (hiding, correction) = (open(&two, "confirm-hiding").await, open(&two, "confirm-correction").await);
    assert_eq!([&hiding, &correction].map(|page| (page.status.as_u16(), page.all(".effect").len())), [(200, 1); 2]);
    one.form(&format!("{}/drop-hiding", at(&saved))).await.submit().await;
    one.form(&format!("{}/withdraw", at(&saved))).await.fill("reason", "Demande").confirm().await;
    for (step, page) in [("confirm-hiding", hiding), ("confirm-correction", correction)] {
        assert_closed(&open(&two, step).await, NOTHING);
        let late = two.form_in(&page, None).fill("reason", "Aucune preuve.").press("drop").await;
        assert_too_late(&late, NOTHING);
        assert!(late.texts(".typed").contains(&"Aucune preuve.".to_owned()), "what was typed is there: {}", late.text());
    }

    let other = staff.published("Autre sujet").await;
    let decide = format!("{}/decide-transfer?request={}", at(&other), request_transfer(&staff, &other).await);
    let page = two.get(&decide).await;
    one.form(&decide).await.fill("reason", "C’est à vous").press("drop").await;
    assert_closed(&two.get(&decide).await, NOTHING);
    assert_too_late(&two.form_in(&page, None).press("go").await, NOTHING);
    app.index().await;
}
