//! Passkeys as a second factor.

use jawab_domain::{
    Chamber,
    access::{Actor, ActorId, Mandate},
};
use jawab_tests::{Client, Page, TestApp, apply, authenticator::Authenticator, both_databases, client::PASSWORD};

const NEW: &str = "/fr/staff/account/passkeys/new";
const STEP: &str = "/fr/staff/sign-in/code";

/// Adds the key of an authenticator; returns the page that follows.
async fn add(client: &Client, authenticator: &Authenticator) -> Page {
    let page = client.get(NEW).await;
    let form = client.form_in(&page, None).fill("name", "Téléphone").fill("current-password", PASSWORD);
    form.fill("passkey", &authenticator.make(&page)).submit().await
}

/// Signs in with a password in a new browser; returns the browser and the page that asks for the passkey.
async fn first_step(app: &TestApp, address: &str) -> (Client, Page) {
    let browser = app.visitor();
    let page = browser.sign_in(address, PASSWORD).await;
    assert_eq!((page.status.as_u16(), page.all("main leptos-island").len()), (200, 1), "{}", page.text());
    assert!(browser.cookie("__Host-jawab").is_none(), "nobody is in yet");
    (browser, page)
}

/// Submits the response to a page's challenge.
async fn answer(browser: &Client, page: &Page, response: &str) -> Page {
    browser.form_in(page, None).fill("passkey", response).submit().await
}

/// Checks that a page refuses with this text.
fn refuses(page: &Page, words: &str) {
    let said = page.texts(".error-summary").concat();
    assert!(page.status == 422 && said.contains(words), "{}: {said} / {}", page.status, page.text());
}

#[apply(both_databases)]
async fn one_is_added_with_the_password_and_signs_in(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let thief = app.visitor();
    assert_eq!(thief.sign_in(&clerk.address, PASSWORD).await.status, 303);
    let mut telephone = Authenticator::new("telephone");
    let page = thief.get(NEW).await;
    let form = thief.form_in(&page, None).fill("name", "").fill("current-password", "autre chose enfin");
    let refused = form.fill("passkey", &telephone.make(&page)).submit().await;
    assert_eq!(refused.attributes(".error-summary a", "href"), ["#f-current-password", "#f-name"]);
    let again = thief.form_in(&refused, None);
    assert!(!again.value("passkey").is_empty(), "the authenticator made its key already, and is not asked again");
    assert_eq!(app.number("SELECT COUNT(*) FROM passkey").await, 0);
    assert_eq!(add(&clerk, &telephone).await.texts(".codes li").len(), 10, "recovery codes come with the first factor");
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 200, "this session goes on");
    assert_eq!(thief.get_once("/fr/staff/account").await.status, 303, "the others have ended");
    let account = clerk.get("/fr/staff/account").await;
    assert!(account.text().contains("Téléphone") && account.text().contains("Pas encore utilisée"), "{}", account.text());

    app.set_clock("2026-11-21T12:30:00Z");
    let (browser, page) = first_step(&app, &clerk.address).await;
    assert!(page.text().contains("Sans JavaScript") && page.text().contains("Code de secours"), "{}", page.text());
    let page = answer(&browser, &page, &telephone.sign(&page)).await;
    assert_eq!((page.status.as_u16(), page.all(".account").len()), (200, 1), "the work begins: {}", page.text());
    assert!(!clerk.get("/fr/staff/account").await.text().contains("Pas encore utilisée"));
    let second = add(&clerk, &Authenticator::new("security key")).await;
    assert!(second.texts(".flash").concat().contains("ajoutée"), "no new recovery codes: {}", second.text());
    let noted = app.strings("SELECT action FROM audit WHERE action LIKE 'account.passkey%' ORDER BY id").await;
    assert_eq!(noted, ["account.passkey_added", "account.passkey_added"]);
    let mail_texts = app.strings("SELECT body FROM mail WHERE body LIKE '%clé d’accès a été ajoutée%'").await;
    assert_eq!(mail_texts.len(), 2);
}

#[apply(both_databases)]
async fn one_is_enough_for_who_must_have_a_second_factor(app: TestApp) {
    let administrator = app.staff(Mandate::Administrator).await;
    let led = administrator.get("/fr/staff/accounts").await;
    assert_eq!(led.address, "/fr/staff/account/second-factor");
    assert_eq!(led.all(&format!("main a[href='{NEW}']")).len(), 1, "a passkey is offered");
    assert_eq!(add(&administrator, &Authenticator::new("telephone")).await.texts(".codes li").len(), 10);
    let list = administrator.get("/fr/staff/accounts").await;
    assert_eq!(list.address, "/fr/staff/accounts");
    assert!(list.text().contains("Deux étapes"), "{}", list.text());
}

#[apply(both_databases)]
async fn an_answer_from_another_site_is_refused(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let mut telephone = Authenticator::new("telephone");
    refuses(&add(&clerk, &telephone.elsewhere()).await, "n’a pas pu être vérifiée");
    let _ = add(&clerk, &telephone).await;
    let (browser, page) = first_step(&app, &clerk.address).await;
    let refused = answer(&browser, &page, &telephone.elsewhere().sign(&page)).await;
    refuses(&refused, "n’a pas pu être vérifiée");
    assert_eq!(answer(&browser, &refused, &telephone.sign(&refused)).await.status, 200);
}

#[apply(both_databases)]
async fn an_answer_serves_once(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let mut telephone = Authenticator::new("telephone");
    let asked = clerk.get(NEW).await;
    let made = telephone.make(&asked);
    let send = async || {
        let form = clerk.form_in(&asked, None).fill("name", "Téléphone").fill("current-password", PASSWORD);
        form.fill("passkey", &made).submit().await
    };
    assert_eq!(send().await.status, 200);
    refuses(&send().await, "n’est plus valable");
    refuses(&add(&clerk, &telephone).await, "déjà enregistrée");

    let (browser, page) = first_step(&app, &clerk.address).await;
    let signed = telephone.sign(&page);
    assert_eq!(answer(&browser, &page, &signed).await.status, 200);
    assert!(answer(&browser, &page, &signed).await.text().contains("Trop de temps"), "the half session is used up");
    let (thief, page_of_thief) = first_step(&app, &clerk.address).await;
    refuses(&answer(&thief, &page, &signed).await, "n’est plus valable");
    refuses(&answer(&thief, &page_of_thief, &signed).await, "n’est plus valable");
    assert_eq!(answer(&thief, &page_of_thief, &telephone.sign(&page_of_thief)).await.status, 200);
}

#[apply(both_databases)]
async fn an_answer_may_come_too_late(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let mut telephone = Authenticator::new("telephone");
    let page = clerk.get(NEW).await;
    let late = clerk.form_in(&page, None).fill("name", "Téléphone").fill("current-password", PASSWORD);
    let late = late.fill("passkey", &telephone.make(&page));
    app.set_clock("2026-11-21T10:05:01Z");
    refuses(&late.submit().await, "n’est plus valable");
    let _ = add(&clerk, &telephone).await;
    let (browser, page) = first_step(&app, &clerk.address).await;
    app.set_clock("2026-11-21T10:10:02Z");
    let refused = answer(&browser, &page, &telephone.sign(&page)).await;
    refuses(&refused, "n’est plus valable");
    assert_eq!(answer(&browser, &refused, &telephone.sign(&refused)).await.status, 200, "asked anew, it serves");
}

#[apply(both_databases)]
async fn a_copy_of_a_passkey_is_refused(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let mut telephone = Authenticator::new("telephone");
    let _ = add(&clerk, &telephone).await;
    let mut copy = telephone.clone();
    telephone.counter = 6;
    let (browser, page) = first_step(&app, &clerk.address).await;
    assert_eq!(answer(&browser, &page, &telephone.sign(&page)).await.status, 200);
    for counter in [0, 5, 6] {
        copy.counter = counter;
        let (browser, page) = first_step(&app, &clerk.address).await;
        refuses(&answer(&browser, &page, &copy.sign(&page)).await, "une copie");
    }
    let (browser, page) = first_step(&app, &clerk.address).await;
    assert_eq!(answer(&browser, &page, &telephone.sign(&page)).await.status, 200, "the true one still serves");
}

#[apply(both_databases)]
async fn the_passkey_of_somebody_else_is_refused(app: TestApp) {
    let (clerk, other) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let (mut telephone, mut others) = (Authenticator::new("telephone"), Authenticator::new("other telephone"));
    let (_, _) = (add(&clerk, &telephone).await, add(&other, &others).await);
    refuses(&add(&other, &telephone).await, "déjà enregistrée");
    let (browser, page) = first_step(&app, &clerk.address).await;
    let refused = answer(&browser, &page, &others.sign(&page)).await;
    refuses(&refused, "n’est pas l’une de celles");
    let nonsense = answer(&browser, &refused, r#"{"id":"AAAAAAAAAAAAAAAAAAAAAA"}"#).await;
    refuses(&nonsense, "n’a pas pu être vérifiée");
    assert_eq!(answer(&browser, &nonsense, &telephone.sign(&nonsense)).await.status, 200);
    let traces = app.number("SELECT COUNT(*) FROM audit WHERE action = 'session.code_refused'").await;
    assert_eq!(traces, 2, "both attempts left a trace");
}

#[apply(both_databases)]
async fn giving_up_is_no_attempt(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let mut telephone = Authenticator::new("telephone");
    let _ = add(&clerk, &telephone).await;
    let (browser, mut page) = first_step(&app, &clerk.address).await;
    for _ in 0..7 {
        page = answer(&browser, &page, r#"{"error":"NotAllowedError"}"#).await;
        refuses(&page, "annulée");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM audit WHERE action = 'session.code_refused'").await, 0);
    let page = browser.get(STEP).await;
    assert_eq!(answer(&browser, &page, &telephone.sign(&page)).await.status, 200);
    let page = clerk.get(NEW).await;
    let form = clerk.form_in(&page, None).fill("name", "Le même").fill("current-password", PASSWORD);
    refuses(&form.fill("passkey", r#"{"error":"InvalidStateError"}"#).submit().await, "déjà enregistrée");
}

#[apply(both_databases)]
async fn it_is_removed_with_the_password_only(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let codes = add(&clerk, &Authenticator::new("telephone")).await.texts(".codes li");
    let _ = add(&clerk, &Authenticator::new("security key")).await;
    let (browser, _) = first_step(&app, &clerk.address).await;
    assert_eq!(browser.follow(browser.post(STEP, &[("code", &codes[0])]).await).await.status, 200, "a recovery code serves");
    let links = clerk.get("/fr/staff/account").await.attributes("main a[href$='/remove']", "href");
    assert_eq!(links.len(), 2);
    let remove = async |link: &str, password: &str| clerk.form(link).await.fill("current-password", password).submit().await;
    refuses(&remove(&links[0], "autre chose enfin").await, "mot de passe");
    let other = app.clerk(Chamber::Councillors).await;
    assert_eq!(other.post(&links[0], &[("current-password", PASSWORD)]).await.status, 404, "nobody removes another's");
    let last = "la vérification en deux étapes est retirée avec elle";
    assert!(!clerk.get(&links[0]).await.text().contains(last), "another is left");
    assert!(remove(&links[0], PASSWORD).await.texts(".flash").concat().contains("clé d’accès est retirée"));
    assert_eq!(browser.get_once("/fr/staff/account").await.status, 303, "other sessions have ended");
    assert_eq!(app.number("SELECT COUNT(*) FROM recovery_code").await, 10, "a factor is left");
    assert!(clerk.get(&links[1]).await.text().contains(last), "it is said before");
    assert!(remove(&links[1], PASSWORD).await.texts(".flash").concat().contains("deux étapes est retirée"));
    assert_eq!(app.number("SELECT COUNT(*) FROM recovery_code").await, 0);
    assert_eq!(app.visitor().sign_in(&clerk.address, PASSWORD).await.status, 303, "the password alone opens");
    let mail_texts = app.strings("SELECT body FROM mail ORDER BY id").await;
    assert!(mail_texts.iter().any(|mail| mail.contains("Une clé d’accès a été retirée")), "{mail_texts:#?}");
    assert!(mail_texts.last().unwrap().contains("deux étapes de votre compte a été retirée"), "{mail_texts:#?}");
}

#[apply(both_databases)]
async fn a_wrong_recovery_code_is_not_told_to_wait_for_another(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let _ = add(&clerk, &Authenticator::new("telephone")).await;
    let (browser, _) = first_step(&app, &clerk.address).await;
    refuses(&browser.post(STEP, &[("code", "7K2M-QX4P-HN3A")]).await, "Ce code de secours n’est pas le bon");
    let failures = app.number("SELECT COUNT(*) FROM audit WHERE action = 'session.code_refused'").await;
    refuses(&browser.post(STEP, &[("code", " ")]).await, "Ce champ est nécessaire");
    assert_eq!(app.number("SELECT COUNT(*) FROM audit WHERE action = 'session.code_refused'").await, failures, "nothing was tried");
}

#[apply(both_databases)]
async fn the_last_factor_stays_with_who_must_have_one(app: TestApp) {
    let administrator = app.administrator().await;
    let _ = add(&administrator, &Authenticator::new("telephone")).await;
    let account = administrator.get("/fr/staff/account").await;
    let link = account.attributes("main a[href$='/remove']", "href").remove(0);
    let codes = administrator.post("/fr/staff/account/second-factor/remove", &[("current-password", PASSWORD)]).await;
    assert_eq!(codes.status, 303, "the passkey is left: {}", codes.text());
    let account = administrator.get("/fr/staff/account").await;
    assert!(account.texts(".flash").concat().contains("code à six chiffres est retiré"), "{}", account.text());
    assert!(account.all("main a[href$='/remove']").is_empty() && account.text().contains("Votre fonction exige"));
    assert_eq!(administrator.post(&link, &[("current-password", PASSWORD)]).await.status, 403);
    assert_eq!(app.number("SELECT COUNT(*) FROM passkey").await, 1);
    let mail_texts = app.strings("SELECT body FROM mail ORDER BY id").await;
    assert!(mail_texts.last().unwrap().contains("une clé d’accès y reste"), "{mail_texts:#?}");
}

#[apply(both_databases)]
async fn a_new_password_by_link_leaves_it_in_place(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let mut telephone = Authenticator::new("telephone");
    let _ = add(&clerk, &telephone).await;
    let link = app.app.accounts.new_link(&app.system_actor(), clerk.account).await.unwrap();
    let browser = app.visitor();
    let form = browser.form(&format!("/fr/staff/links/{}", link.text())).await;
    let page = form.fill("password", "une autre phrase longue").fill("password-again", "une autre phrase longue").submit().await;
    assert!(browser.cookie("__Host-jawab").is_none(), "the link alone opens nothing");
    let page = browser.form_to(STEP, "/sign-in/code").await.fill("passkey", &telephone.sign(&page)).submit().await;
    refuses(&page, "n’est plus valable");
    assert_eq!(answer(&browser, &page, &telephone.sign(&page)).await.status, 200);
}

#[apply(both_databases)]
async fn two_administrators_remove_it_with_the_rest(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let _ = add(&clerk, &Authenticator::new("telephone")).await;
    let person = |of: &Client| Actor { id: ActorId::Account(of.account), name: "Samira".into(), mandate: Mandate::Administrator };
    let (one, other) = (person(&app.administrator().await), person(&app.administrator().await));
    app.app.accounts.ask_factor_removal(&one, clerk.account).await.unwrap();
    assert_eq!(app.number("SELECT COUNT(*) FROM passkey").await, 1, "one alone takes nothing away");
    app.app.accounts.confirm_factor_removal(&other, clerk.account).await.unwrap();
    assert_eq!(app.number("SELECT COUNT(*) FROM passkey").await, 0);
    assert_eq!(app.visitor().sign_in(&clerk.address, PASSWORD).await.status, 303, "the password alone opens");
}

#[apply(both_databases)]
async fn another_server_of_the_database_takes_the_answer(mut app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let mut telephone = Authenticator::new("telephone");
    let _ = add(&clerk, &telephone).await;
    let (browser, page) = first_step(&app, &clerk.address).await;
    let sealed = browser.form_in(&page, None).value("passkey-asked");
    let url = app.url().to_owned();
    app.use_database_at(&url).await;
    let elsewhere = app.visitor();
    elsewhere.set_cookie("__Host-jawab-step", &browser.cookie("__Host-jawab-step").unwrap());
    let signed = telephone.sign(&page);
    let page = elsewhere.post(STEP, &[("passkey-asked", &sealed), ("passkey", &signed)]).await;
    assert_eq!(page.status, 303, "{}", page.text());
}

#[apply(both_databases)]
async fn a_site_that_cannot_serve_them_says_so(mut app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let codes = add(&clerk, &Authenticator::new("telephone")).await.texts(".codes li");
    app.use_address("http://192.0.2.1:8080");
    let browser = app.visitor();
    let page = browser.sign_in(&clerk.address, PASSWORD).await;
    assert!(page.all("leptos-island").is_empty() && page.text().contains("Code de secours"), "{}", page.text());
    let page = browser.form_in(&page, None).fill("code", &codes[0]).submit().await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(browser.get("/fr/staff/account").await.text().contains("ne peuvent pas servir"));
    let page = browser.get(NEW).await;
    assert!(page.text().contains("ne peuvent pas servir") && page.all("main form").is_empty(), "{}", page.text());
    let sent = [("name", "x"), ("current-password", PASSWORD), ("passkey", "{}")];
    assert_eq!(browser.post(NEW, &sent).await.status, 403);
}

#[apply(both_databases)]
async fn a_site_opened_under_another_name_says_where_they_serve(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let codes = add(&clerk, &Authenticator::new("telephone")).await.texts(".codes li");
    let browser = app.visitor().at_host("www.jawab.test");
    let leads_there = |page: &Page| {
        assert!(page.all("main leptos-island").is_empty(), "no button is offered: {}", page.text());
        assert_eq!(page.attributes("main .notice a", "href"), ["https://jawab.test"], "{}", page.text());
    };
    let page = browser.sign_in(&clerk.address, PASSWORD).await;
    leads_there(&page);
    let page = browser.form_in(&page, None).fill("code", &codes[0]).submit().await;
    assert_eq!(page.status, 200, "a code serves: {}", page.text());
    for (locale, says) in [("fr", "adresse publique du site"), ("ar", "العنوان العمومي للموقع")] {
        for path in ["account", "account/passkeys/new"] {
            let page = browser.get(&format!("/{locale}/staff/{path}")).await;
            leads_there(&page);
            assert!(page.text().contains(says), "{}", page.text());
        }
    }
    assert!(browser.get(NEW).await.all("main form").is_empty());
    assert!(clerk.get(NEW).await.all("main .notice").is_empty(), "under its own name nothing of the kind is said");
}
