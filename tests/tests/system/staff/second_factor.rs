//! One-time codes and recovery codes.

use jawab_domain::Chamber;
use jawab_service::accounts::totp;
use jawab_tests::{Client, Page, TestApp, client::PASSWORD, on_both_databases};

on_both_databases!(
    an_administrator_cannot_work_without_it,
    a_code_is_asked_for_and_is_taken_once,
    a_recovery_code_opens_once,
    guessing_codes_is_slowed_down,
    the_second_step_ends_after_ten_minutes,
    it_is_replaced_and_removed_with_the_password_only,
    a_new_password_by_link_takes_it_away,
);

fn code(app: &TestApp, secret: &str, steps: i64) -> String {
    totp::code(secret, totp::step_at(app.app.clock.now_millis()) + steps).unwrap()
}

/// A wrong code.
fn wrong(app: &TestApp, secret: &str) -> String {
    let right: Vec<String> = (-1..=1).map(|steps| code(app, secret, steps)).collect();
    (0..4).map(|n| format!("{n:06}")).find(|code| !right.contains(code)).unwrap()
}

/// Sets the second factor; gives the secret and the recovery codes.
async fn set(app: &TestApp, client: &Client) -> (String, Vec<String>) {
    let form = client.form("/fr/staff/account/second-factor").await;
    let secret = form.value("secret");
    let page = form.fill("code", &code(app, &secret, 0)).submit().await;
    (secret, page.texts(".codes li"))
}

/// Signs in with a password in a new browser; gives the browser and the page that asks for the code.
async fn first_step(app: &TestApp, address: &str) -> (Client, Page) {
    let browser = app.visitor();
    let page = browser.sign_in(address, PASSWORD).await;
    assert_eq!((page.status.as_u16(), page.all("input[autocomplete=one-time-code]").len()), (200, 1));
    assert!(browser.cookie("__Host-jawab").is_none(), "nobody is in yet");
    (browser, page)
}

async fn an_administrator_cannot_work_without_it(app: TestApp) {
    let administrator = app.staff(jawab_domain::access::Mandate::Administrator).await;
    let page = administrator.get("/fr/staff/accounts").await;
    assert_eq!(page.address, "/fr/staff/account/second-factor");
    assert!(page.text().contains("nécessaire pour administrer"));
    assert_eq!(page.all("svg.square-code path").len(), 1);
    assert!(page.text().contains("otpauth://totp/Jawab:"));
    assert_eq!(administrator.post("/fr/staff/tokens", &[("name", "x"), ("scope", "read")]).await.status, 303);
    assert_eq!(app.number("SELECT COUNT(*) FROM api_token").await, 0);
    let (_, codes) = set(&app, &administrator).await;
    assert_eq!(codes.len(), 10);
    assert_eq!(administrator.get("/fr/staff/accounts").await.address, "/fr/staff/accounts");
}

async fn a_code_is_asked_for_and_is_taken_once(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let form = clerk.form("/fr/staff/account/second-factor").await;
    let secret = form.value("secret");
    let refused = form.fill("code", &wrong(&app, &secret)).submit().await;
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

async fn a_recovery_code_opens_once(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (_, codes) = set(&app, &clerk).await;
    for (typed, status) in [(codes[3].to_lowercase().replace('-', " "), 200), (codes[3].clone(), 422), (codes[4].clone(), 200)] {
        let (browser, page) = first_step(&app, &clerk.address).await;
        assert_eq!(browser.form_in(&page, None).fill("code", &typed).submit().await.status, status, "{typed}");
    }
    assert!(clerk.get("/fr/staff/account").await.text().contains("8 codes de secours"));
    let kept = app.strings("SELECT code_sha256 FROM recovery_code").await;
    assert!(codes.iter().all(|code| !kept.contains(code)));
    let page = clerk.form_to("/fr/staff/account", "recovery-codes").await.fill("current-password", PASSWORD).submit().await;
    assert_eq!(page.texts(".codes li").len(), 10);
    let (browser, page) = first_step(&app, &clerk.address).await;
    assert_eq!(browser.form_in(&page, None).fill("code", &codes[5]).submit().await.status, 422, "old codes are void");
}

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

async fn the_second_step_ends_after_ten_minutes(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (secret, _) = set(&app, &clerk).await;
    let (browser, page) = first_step(&app, &clerk.address).await;
    app.set_clock("2026-11-21T10:10:00Z");
    let over = browser.form_in(&page, None).fill("code", &code(&app, &secret, 0)).submit().await;
    assert_eq!(over.status, 422);
    assert!(over.text().contains("Trop de temps") && over.all("input[type=password]").len() == 1);
}

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
    assert_eq!(app.strings("SELECT totp_secret FROM account").await, [new]);
    let remove = async |password| clerk.post("/fr/staff/account/second-factor/remove", &[("current-password", password)]).await;
    assert_eq!(remove("autre chose enfin").await.status, 422);
    assert_eq!(remove(PASSWORD).await.status, 303);
    assert_eq!(app.visitor().sign_in(&clerk.address, PASSWORD).await.status, 303);
    let administrator = app.administrator().await;
    let page = administrator.post("/fr/staff/account/second-factor/remove", &[("current-password", PASSWORD)]).await;
    assert_eq!(page.status, 403, "administrators keep theirs");
}

async fn a_new_password_by_link_takes_it_away(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let _ = set(&app, &clerk).await;
    let link = app.app.accounts.new_link(&app.keeper(), clerk.account).await.unwrap();
    let browser = app.visitor();
    let form = browser.form(&format!("/fr/staff/links/{}", link.text())).await;
    assert_eq!(form.fill("password", PASSWORD).fill("password-again", PASSWORD).submit().await.status, 200);
    assert_eq!(app.visitor().sign_in(&clerk.address, PASSWORD).await.status, 303);
}
