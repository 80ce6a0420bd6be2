//! One-time codes and recovery codes.

use jawab_domain::Chamber;
use jawab_service::accounts::totp;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, client::PASSWORD};

fn code(app: &TestApp, secret: &str, steps: i64) -> String {
    totp::code(secret, totp::step_at(app.app.clock.now_millis()) + steps).unwrap()
}

/// A wrong code.
fn wrong(app: &TestApp, secret: &str) -> String {
    let right: Vec<String> = (-1..=1).map(|steps| code(app, secret, steps)).collect();
    (0..4).map(|n| format!("{n:06}")).find(|code| !right.contains(code)).unwrap()
}

/// Enables the second factor; returns the secret and the recovery codes.
async fn set(app: &TestApp, client: &Client) -> (String, Vec<String>) {
    let form = client.form("/fr/staff/account/second-factor").await;
    let secret = form.value("secret");
    let page = form.fill("code", &code(app, &secret, 0)).fill("current-password", PASSWORD).submit().await;
    (secret, page.texts(".codes li"))
}

/// Signs in with a password in a new browser; returns the browser and the page that asks for the code.
async fn first_step(app: &TestApp, address: &str) -> (Client, Page) {
    let browser = app.visitor();
    let page = browser.sign_in(address, PASSWORD).await;
    assert_eq!((page.status.as_u16(), page.all("input[autocomplete=one-time-code]").len()), (200, 1));
    assert!(browser.cookie("__Host-jawab").is_none(), "nobody is in yet");
    (browser, page)
}

#[apply(both_databases)]
async fn an_administrator_cannot_work_without_it(app: TestApp) {
    let administrator = app.staff(jawab_domain::access::Mandate::Administrator).await;
    let page = administrator.get("/fr/staff/accounts").await;
    assert_eq!(page.address, "/fr/staff/account/second-factor");
    assert!(page.text().contains("Votre fonction l’exige"));
    assert_eq!(page.all("svg.square-code path").len(), 1);
    assert!(page.text().contains("otpauth://totp/Jawab:"));
    let own = administrator.get("/fr/staff/account").await.text();
    assert!(own.contains("n’est pas en place, et votre fonction l’exige") && !own.contains("recommandée"), "{own}");
    // A form opened before the second factor was required.
    let refused = administrator.post("/fr/staff/tokens", &[("name", "Passerelle"), ("scope", "read")]).await;
    assert_eq!((refused.status.as_u16(), refused.texts(".typed")), (403, vec!["Passerelle".to_owned()]), "{}", refused.text());
    assert!(refused.attributes("main a", "href").contains(&"/fr/staff/account/second-factor".to_owned()), "{}", refused.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM api_token").await, 0);
    let (_, codes) = set(&app, &administrator).await;
    assert_eq!(codes.len(), 10);
    assert_eq!(administrator.get("/fr/staff/accounts").await.address, "/fr/staff/accounts");
}

#[apply(both_databases)]
async fn a_code_is_asked_for_and_is_taken_once(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let form = clerk.form("/fr/staff/account/second-factor").await;
    let secret = form.value("secret");
    let refused = form.fill("code", &wrong(&app, &secret)).fill("current-password", PASSWORD).submit().await;
    assert_eq!(refused.status, 422);
    assert_eq!(clerk.form_in(&refused, None).value("secret"), secret, "the authenticator need not be set up again");
    assert_eq!(app.number("SELECT COUNT(*) FROM account WHERE totp_secret IS NOT NULL").await, 0);
    let (secret, _) = set(&app, &clerk).await;
    let (browser, page) = first_step(&app, &clerk.address).await;
    let replayed = browser.form_in(&page, None).fill("code", &code(&app, &secret, 0)).submit().await;
    assert_eq!(replayed.status, 422, "the code by which it was set was used");
    app.set_clock("2026-11-21T10:00:30Z");
    let fresh = code(&app, &secret, 0);
    let page = browser.form_in(&replayed, None).fill("code", &fresh).submit().await;
    assert_eq!((page.status.as_u16(), page.all(".account").len()), (200, 1), "the work begins");
    let (browser, page) = first_step(&app, &clerk.address).await;
    assert_eq!(browser.form_in(&page, None).fill("code", &fresh).submit().await.status, 422, "a code opens once");
    assert_eq!(app.visitor().post("/fr/staff/sign-in/code", &[("code", &code(&app, &secret, 1))]).await.status, 422);
}

#[apply(both_databases)]
async fn a_recovery_code_opens_once(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (_, codes) = set(&app, &clerk).await;
    for (typed, status) in [(codes[3].to_lowercase().replace('-', " "), 200), (codes[3].clone(), 422), (codes[4].clone(), 200)] {
        let (browser, page) = first_step(&app, &clerk.address).await;
        assert_eq!(browser.form_in(&page, None).fill("code", &typed).submit().await.status, status, "{typed}");
    }
    assert!(clerk.get("/fr/staff/account").await.text().contains("8 codes de secours"));
    let stored = app.strings("SELECT code_sha256 FROM recovery_code").await;
    assert!(codes.iter().all(|code| !stored.contains(code)));
    let page = clerk.form_to("/fr/staff/account", "recovery-codes").await.fill("current-password", PASSWORD).submit().await;
    assert_eq!(page.texts(".codes li").len(), 10);
    let (browser, page) = first_step(&app, &clerk.address).await;
    assert_eq!(browser.form_in(&page, None).fill("code", &codes[5]).submit().await.status, 422, "old codes are void");
}

#[apply(both_databases)]
async fn guessing_codes_is_slowed_down(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (secret, _) = set(&app, &clerk).await;
    let (browser, page) = first_step(&app, &clerk.address).await;
    let guess = wrong(&app, &secret);
    for _ in 0..5 {
        assert_eq!(browser.form_in(&page, None).fill("code", &guess).submit().await.status, 422);
    }
    let slowed = browser.form_in(&page, None).fill("code", &guess).submit().await;
    assert_eq!((slowed.status.as_u16(), slowed.header("retry-after")), (429, "2"));
    let (other, page) = first_step(&app, &clerk.address).await;
    assert_eq!(other.form_in(&page, None).fill("code", &guess).submit().await.status, 429, "in every browser");
    app.set_clock("2026-11-21T10:00:30Z");
    assert_eq!(other.form_in(&page, None).fill("code", &code(&app, &secret, 0)).submit().await.status, 200);
}

#[apply(both_databases)]
async fn the_second_step_ends_after_ten_minutes(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (secret, _) = set(&app, &clerk).await;
    let (browser, page) = first_step(&app, &clerk.address).await;
    app.set_clock("2026-11-21T10:10:00Z");
    let over = browser.form_in(&page, None).fill("code", &code(&app, &secret, 0)).submit().await;
    assert_eq!(over.status, 422);
    assert!(over.text().contains("Trop de temps") && over.all("input[type=password]").len() == 1);
}

#[apply(both_databases)]
async fn the_second_step_is_not_over_because_the_database_fails(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (secret, _) = set(&app, &clerk).await;
    let (browser, page) = first_step(&app, &clerk.address).await;
    app.set_clock("2026-11-21T10:00:30Z");
    app.execute("ALTER TABLE one_use_link RENAME TO out_of_reach").await;
    let failed = browser.form_in(&page, None).fill("code", &code(&app, &secret, 0)).submit().await;
    assert!(failed.status.is_server_error(), "{}: {}", failed.status, failed.text());
    app.execute("ALTER TABLE out_of_reach RENAME TO one_use_link").await;
    assert_eq!(browser.form_in(&page, None).fill("code", &code(&app, &secret, 0)).submit().await.status, 200, "it goes on");
}

#[apply(both_databases)]
async fn it_is_replaced_and_removed_with_the_password_only(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (old, _) = set(&app, &clerk).await;
    let form = clerk.form("/fr/staff/account/second-factor").await;
    let new = form.value("secret");
    assert_ne!(old, new);
    app.set_clock("2026-11-21T10:01:00Z");
    let refused = form.fill("code", &code(&app, &new, 0)).fill("current-password", "autre chose enfin").submit().await;
    assert_eq!((refused.status.as_u16(), refused.attributes(".error-summary a", "href")), (422, vec!["#f-current-password".to_owned()]));
    let form = clerk.form_in(&refused, None).fill("code", &code(&app, &new, 0)).fill("current-password", PASSWORD);
    assert_eq!(form.submit().await.texts(".codes li").len(), 10);
    let (browser, page) = first_step(&app, &clerk.address).await;
    app.set_clock("2026-11-21T10:01:30Z");
    assert_eq!(browser.form_in(&page, None).fill("code", &code(&app, &new, 0)).submit().await.status, 200, "the new one opens");
    let remove = async |password| clerk.post("/fr/staff/account/second-factor/remove", &[("current-password", password)]).await;
    assert_eq!(remove("autre chose enfin").await.status, 422);
    assert_eq!(remove(PASSWORD).await.status, 303);
    assert_eq!(app.visitor().sign_in(&clerk.address, PASSWORD).await.status, 303);
    let administrator = app.administrator().await;
    let page = administrator.post("/fr/staff/account/second-factor/remove", &[("current-password", PASSWORD)]).await;
    assert_eq!(page.status, 403, "administrators keep theirs");
}

#[apply(both_databases)]
async fn the_first_one_asks_for_the_password_and_ends_other_sessions(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let thief = app.visitor();
    assert_eq!(thief.sign_in(&clerk.address, PASSWORD).await.status, 303);
    let form = thief.form("/fr/staff/account/second-factor").await;
    let secret = form.value("secret");
    let refused = form.fill("code", &code(&app, &secret, 0)).fill("current-password", "autre chose enfin").submit().await;
    assert_eq!((refused.status.as_u16(), refused.attributes(".error-summary a", "href")), (422, vec!["#f-current-password".to_owned()]));
    assert_eq!(app.number("SELECT COUNT(*) FROM account WHERE totp_secret IS NOT NULL").await, 0);
    let _ = set(&app, &clerk).await;
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 200, "this session goes on");
    assert_eq!(thief.get_once("/fr/staff/account").await.status, 303, "the others have ended");
}

#[apply(both_databases)]
async fn a_new_password_by_link_leaves_it_in_place(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (secret, codes) = set(&app, &clerk).await;
    let link = app.app.accounts.new_link(&app.system_actor(), clerk.account).await.unwrap();
    let browser = app.visitor();
    let form = browser.form(&format!("/fr/staff/links/{}", link.text())).await;
    let page = form.fill("password", "une autre phrase longue").fill("password-again", "une autre phrase longue").submit().await;
    assert_eq!((page.status.as_u16(), page.all("input[autocomplete=one-time-code]").len()), (200, 1), "{}", page.text());
    assert!(browser.cookie("__Host-jawab").is_none(), "the link alone opens nothing");
    assert_eq!(browser.get_once("/fr/staff/account").await.status, 303);
    assert_eq!(browser.form_in(&page, None).fill("code", &wrong(&app, &secret)).submit().await.status, 422);
    app.set_clock("2026-11-21T10:00:30Z");
    assert_eq!(browser.form_in(&page, None).fill("code", &code(&app, &secret, 0)).submit().await.status, 200);
    assert!(browser.get("/fr/staff/account").await.text().contains("en place"));
    let other = app.visitor();
    let page = other.sign_in(&clerk.address, "une autre phrase longue").await;
    assert_eq!(other.form_in(&page, None).fill("code", &codes[0]).submit().await.status, 200, "recovery codes stay too");
}

#[apply(both_databases)]
async fn it_is_asked_of_whom_the_site_says(mut app: TestApp) {
    use jawab_domain::access::SecondFactorFor;
    app.ask_second_factor_of(SecondFactorFor::Clerks);
    let clerk = app.clerk(Chamber::Councillors).await;
    let led = clerk.get("/fr/staff/questions").await;
    assert_eq!(led.address, "/fr/staff/account/second-factor", "{}", led.text());
    let _ = set(&app, &clerk).await;
    assert_eq!(clerk.get("/fr/staff/questions").await.address, "/fr/staff/questions");
    let account = clerk.get("/fr/staff/account").await;
    assert!(!account.body.contains("second-factor/remove"), "it is not offered to remove it");
    let page = clerk.post("/fr/staff/account/second-factor/remove", &[("current-password", PASSWORD)]).await;
    assert_eq!(page.status, 403, "clerks keep theirs");
    app.load(&[jawab_tests::records::record("a", serde_json::json!({ "ministry": jawab_tests::records::ministries::health() }))]).await;
    let ministry: i64 = app.number("SELECT MIN(id) FROM ministry").await;
    assert_eq!(app.agent(&[ministry]).await.get("/fr/staff/board").await.address, "/fr/staff/board", "agents need none");
    app.ask_second_factor_of(SecondFactorFor::Everyone);
    assert_eq!(app.agent(&[ministry]).await.get("/fr/staff/board").await.address, "/fr/staff/account/second-factor");
}

#[apply(both_databases)]
async fn who_lacks_it_sees_what_everybody_sees(app: TestApp) {
    let administrator = app.staff(jawab_domain::access::Mandate::Administrator).await;
    let token = administrator.cookie("__Host-jawab").unwrap();
    let viewer = async || app.app.accounts.signed_in(&token).await.unwrap().unwrap().viewer;
    assert_eq!(viewer().await, jawab_store::Viewer::Public, "documents of hidden questions are not among it");
    let _ = set(&app, &administrator).await;
    assert_eq!(viewer().await, jawab_store::Viewer::Operator);
}

#[apply(both_databases)]
async fn its_secret_is_kept_sealed(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (secret, _) = set(&app, &clerk).await;
    let stored = app.strings("SELECT totp_secret FROM account").await.remove(0);
    assert!(stored.starts_with("sealed.") && !stored.contains(&secret), "{stored}");
    // As stored by an older version.
    app.execute(&format!("UPDATE account SET totp_secret = '{secret}'")).await;
    assert_eq!(app.app.accounts.seal_secrets().await.unwrap(), 1);
    let again = app.strings("SELECT totp_secret FROM account").await.remove(0);
    assert!(again.starts_with("sealed.") && again != stored);
    assert_eq!(app.app.accounts.seal_secrets().await.unwrap(), 0, "nothing is left to do");
    app.set_clock("2026-11-21T10:00:30Z");
    let (browser, page) = first_step(&app, &clerk.address).await;
    assert_eq!(browser.form_in(&page, None).fill("code", &code(&app, &secret, 0)).submit().await.status, 200);
    // Another account's encrypted secret cannot be decrypted here.
    let other = app.clerk(Chamber::Councillors).await;
    app.execute(&format!("UPDATE account SET totp_secret = '{again}' WHERE id = {}", other.account)).await;
    let (browser, page) = first_step(&app, &other.address).await;
    assert_eq!(browser.form_in(&page, None).fill("code", &code(&app, &secret, 0)).submit().await.status, 500);
}

#[apply(both_databases)]
async fn old_recovery_codes_still_serve_and_are_told_apart(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (_, codes) = set(&app, &clerk).await;
    assert!(codes.iter().all(|code| code.len() == 29), "{codes:?}");
    assert!(!clerk.get("/fr/staff/account").await.text().contains("ancien modèle"));
    app.execute("UPDATE recovery_code SET short = TRUE").await;
    assert!(clerk.get("/fr/staff/account").await.text().contains("ancien modèle"));
    let (browser, page) = first_step(&app, &clerk.address).await;
    assert_eq!(browser.form_in(&page, None).fill("code", &codes[0]).submit().await.status, 200, "they still serve");
    let page = clerk.form_to("/fr/staff/account", "recovery-codes").await.fill("current-password", PASSWORD).submit().await;
    let fresh = page.texts(".codes li");
    assert!(!clerk.get("/fr/staff/account").await.text().contains("ancien modèle"));
    let (browser, page) = first_step(&app, &clerk.address).await;
    assert_eq!(browser.form_in(&page, None).fill("code", &fresh[0]).submit().await.status, 200);
}
