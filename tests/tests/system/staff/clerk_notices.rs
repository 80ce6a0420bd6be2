//! Messages to a clerk: who acted first, and when; what a draft only proposes; what an edit changed.

use jawab_domain::Chamber;
use jawab_tests::{Client, TestApp, apply, both_databases};

use super::legal_acts::{clerk, dated, statuses, whole};

const NEW: &str = "/fr/staff/questions/new";
const NO_DAY: [&str; 3] = ["31", "11", "2026"];

/// Deposits a question; returns its work page.
async fn deposited(clerk: &Client, number: &str) -> String {
    whole(clerk, NEW, number).await.press("deposit").await.address
}

#[apply(both_databases)]
async fn an_impossible_day_names_no_other_and_keeps_no_draft_back(app: TestApp) {
    let clerk = clerk(&app).await;
    let page = dated(whole(&clerk, NEW, "2125").await, "transmitted", NO_DAY).press("deposit-transmit").await;
    assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-transmitted".to_owned()]));
    assert_eq!(page.texts("main form .actions button")[2], "Déposer et transmettre");
    assert!(page.all("#preview").is_empty(), "nor has it a deadline: {}", page.text());
    assert!(statuses(&app).await.is_empty());
    let page = dated(whole(&clerk, NEW, "2125").await, "transmitted", NO_DAY).press("save").await;
    assert!(page.texts(".flash").concat().starts_with("Le brouillon est enregistré. Rien n’est transmis"), "{}", page.text());
    assert_eq!(statuses(&app).await, ["draft/unpublished"], "a draft does not keep that day");
    let step = clerk.form(&format!("{}/deposit", page.address)).await.submit().await.address;
    let page = dated(clerk.form(&format!("{step}/transmit")).await, "on", NO_DAY).submit().await;
    assert_eq!((page.status.as_u16(), page.all("#preview").len()), (422, 0), "{}", page.text());
    app.index().await;
}

#[apply(both_databases)]
async fn whoever_comes_second_is_told_who_came_first(app: TestApp) {
    let (one, two) = (clerk(&app).await, app.clerk(Chamber::Councillors).await);
    let at = format!("{}/transmit", deposited(&one, "2125").await);
    let (first, second, again) = (one.form(&at).await, two.form(&at).await, one.form(&at).await);
    let _ = dated(first, "on", ["20", "11", "2026"]).confirm().await;
    let page = second.submit().await;
    assert_eq!((page.status.as_u16(), page.all("main form.form").len()), (409, 0), "{}", page.text());
    let shown = page.texts(".error-summary").concat().replace(['\u{2068}', '\u{2069}'], "");
    for words in [
        "Transmise au Gouvernement : enregistré par Amina Zahraoui le 21 novembre 2026 à ",
        "Date : 20 novembre 2026",
        "Département saisi : Secrétariat général du gouvernement",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(page.texts(".typed").iter().any(|typed| typed == "Secrétariat général du gouvernement"), "{}", page.text());
    let own = again.submit().await.texts(".error-summary").concat();
    assert!(own.contains("enregistré par vous-même"), "{own}");
    app.index().await;
}

#[apply(both_databases)]
async fn a_conflict_with_oneself_says_so(app: TestApp) {
    let clerk = clerk(&app).await;
    let edit = format!("{}/edit", deposited(&clerk, "2125").await);
    let (here, there, apart) = (clerk.form(&edit).await, clerk.form(&edit).await, clerk.form(&edit).await);
    let _ = there.fill("subject-fr", "Là").submit().await;
    let page = here.fill("subject-fr", "Ici").send().await;
    let own = "Vous avez vous-même modifié les mêmes champs depuis le début de cette saisie";
    assert!(page.status == 409 && page.text().contains(own) && !page.text().contains("Amina Zahraoui a modifié"), "{}", page.text());
    let page = apart.fill("text-fr", "Texte").send().await;
    assert!(
        page.status == 409 && page.text().contains("d’autres champs de cette question depuis le début de cette saisie"),
        "{}",
        page.text()
    );
    app.index().await;
}

#[apply(both_databases)]
async fn enter_on_a_confirmation_leads_back_to_the_form(app: TestApp) {
    let clerk = clerk(&app).await;
    let confirmation = whole(&clerk, NEW, "2125").await.press("deposit-transmit").await;
    let back = clerk.form_in(&confirmation, None).enter().await;
    assert!(statuses(&app).await.is_empty(), "nothing is saved: {}", back.text());
    assert_eq!(clerk.form_in(&back, None).value("transmitted-day"), "4", "and nothing is lost");
    let work = deposited(&clerk, "2125").await;
    let confirmation = clerk.form(&format!("{work}/withdraw")).await.fill("reason", "Demande").submit().await;
    let back = clerk.form_in(&confirmation, None).enter().await;
    assert_eq!((back.all("main button[value=confirm]").len(), clerk.form_in(&back, None).value("reason")), (0, "Demande".into()));
    app.index().await;
}

#[apply(both_databases)]
async fn what_a_draft_proposes_is_no_fact(app: TestApp) {
    let clerk = clerk(&app).await;
    let page = whole(&clerk, NEW, "99999").await.press("save").await;
    let facts = page.texts(".facts dt");
    assert!(
        facts.contains(&"Numéro proposé".to_owned()) && facts.contains(&"Date de dépôt indiquée dans le brouillon".to_owned()),
        "{facts:?}"
    );
    assert!(page.text().contains("numéro proposé : 99999") && !page.text().contains("n° 99999"), "{}", page.text());
    assert!(!page.texts("title").concat().contains("99999"), "{:?}", page.texts("title"));
    let work = clerk.form(&format!("{}/deposit", page.address)).await.submit().await;
    let facts = work.texts(".facts dt");
    assert!(facts.contains(&"Date de dépôt".to_owned()) && work.text().contains("n° 99999"), "{}", work.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_ministry_that_is_not_addressed_is_asked_about(app: TestApp) {
    let clerk = clerk(&app).await;
    let at = format!("{}/transmit", deposited(&clerk, "2125").await);
    let page = clerk.get(&at).await;
    let buttons = page.texts("main form .actions button");
    assert_eq!(buttons, ["Continuer : lire les effets avant de confirmer"], "one button alone leads on");
    let form = clerk.form_in(&page, None).untick("ministries").fill("ministries-q", "Santé et Protection sociale");
    let confirmation = form.submit().await;
    let says = confirmation.texts(".effect li");
    assert!(says[0].ends_with("et lui sera transmise : Santé et Protection sociale"), "{says:?}");
    let left = "La question est adressée à ce département et ne lui sera pas transmise : Secrétariat général du gouvernement";
    assert_eq!(says[1], left);
    let usual = clerk.form(&at).await.submit().await.texts(".effect li");
    assert!(usual.iter().all(|line| !line.contains("adressée")), "{usual:?}");
    app.index().await;
}

#[apply(both_databases)]
async fn the_history_names_the_fields_that_an_edit_changed(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = deposited(&clerk, "2125").await;
    let _ = clerk.form(&format!("{work}/edit")).await.fill("subject-fr", "Autre objet").fill("text-fr", "Texte").submit().await;
    let shown = clerk.get(&format!("{work}/history")).await.texts(".history li")[0].clone();
    assert!(shown.contains("Champs modifiés : Objet de la question, Texte de la question"), "{shown}");
    let _ = clerk.form(&format!("{work}/publish")).await.submit().await;
    let form = clerk.form(&format!("{work}/edit")).await.fill("subject-fr", "Objet corrigé").fill("press-1-title", "Article");
    let _ = form.fill("reason", "Erreur").confirm().await;
    let shown = clerk.get(&format!("{work}/history")).await.texts(".history li").concat();
    assert!(shown.contains("Champs modifiés : Articles de presse sur la question"), "told beside the correction: {shown}");
    app.index().await;
}
