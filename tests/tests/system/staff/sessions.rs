//! Sessions: how they begin, and how they end.

use std::time::{Duration, Instant};

use jawab_domain::{
    Chamber,
    access::{Mandate, Scope},
};
use jawab_tests::{
    TestApp, apply, both_databases,
    client::PASSWORD,
    records::{ministries, record},
};
use serde_json::json;

use super::two_administrators::person;

const SESSION: &str = "__Host-jawab";

#[apply(both_databases)]
async fn a_session_is_new_at_each_signing_in(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let browser = app.visitor();
    browser.set_cookie(SESSION, "planted");
    assert_eq!(browser.sign_in(&clerk.address, PASSWORD).await.status, 303);
    let first = browser.cookie(SESSION).unwrap();
    assert_ne!(first, "planted");
    let attacker = app.visitor();
    attacker.set_cookie(SESSION, "planted");
    assert_eq!(attacker.get_once("/fr/staff/account").await.status, 303);
    assert_eq!(browser.sign_in(&clerk.address, PASSWORD).await.status, 303);
    assert_ne!(browser.cookie(SESSION).unwrap(), first);
    attacker.set_cookie(SESSION, &first);
    assert_eq!(attacker.get_once("/fr/staff/account").await.status, 303, "the token of before is void");
    let stored = app.strings("SELECT token_sha256 FROM session").await;
    assert!(!stored.contains(&first) && stored.iter().all(|hash| hash.len() == 64));
}

#[apply(both_databases)]
async fn cookies_are_bound_to_the_site(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let page = app.visitor().sign_in(&clerk.address, PASSWORD).await;
    let cookies: Vec<&str> = page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in cookies {
        assert!(cookie.starts_with("__Host-jawab"), "{cookie}");
        for attribute in ["; Path=/;", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}

#[apply(both_databases)]
async fn a_session_ends_when_idle_and_in_any_case_after_a_week(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    for hour in ["21T21:59", "22T09:00", "22T20:00", "23T07:00", "23T18:00", "24T05:00", "24T16:00", "25T03:00"] {
        app.set_clock(&format!("2026-11-{hour}:00Z"));
        assert_eq!(clerk.get_once("/fr/staff/account").await.status, 200, "{hour}");
    }
    app.set_clock("2026-11-25T15:00:00Z");
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 303, "twelve hours idle");
    assert_eq!(clerk.sign_in(&clerk.address, PASSWORD).await.status, 303);
    for day in 25..=32 {
        for hour in ["04", "15", "23"] {
            let date = if day <= 30 { format!("2026-11-{day}") } else { format!("2026-12-0{}", day - 30) };
            if format!("{date}T{hour}").as_str() > "2026-11-25T15" && format!("{date}T{hour}").as_str() < "2026-12-02T15" {
                app.set_clock(&format!("{date}T{hour}:00:00Z"));
                assert_eq!(clerk.get_once("/fr/staff/account").await.status, 200, "{date} {hour}");
            }
        }
    }
    app.set_clock("2026-12-02T15:00:00Z");
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 303, "seven days in all");
}

/// How many sessions and tokens have a recorded use after their creation.
async fn noted(app: &TestApp) -> (i64, i64) {
    let sessions = app.number("SELECT COUNT(*) FROM session WHERE seen_at > started_at").await;
    (sessions, app.number("SELECT COUNT(*) FROM api_token WHERE last_used_on IS NOT NULL").await)
}

#[apply(both_databases)]
async fn whoever_only_reads_waits_for_nobody_who_writes(app: TestApp) {
    app.load(&[record("a", json!({ "chamber": "councillors", "legislature": 11, "number": 1, "ministry": ministries::health() }))]).await;
    let health = app.number("SELECT MIN(id) FROM ministry").await;
    let (clerk, agent) = (app.clerk(Chamber::Councillors).await, app.agent(&[health]).await);
    let authorization = format!("Bearer {}", app.token(Scope::Read, None).await);
    let edit = format!("/fr/staff/questions/{}/edit", app.code("a").await);
    let read = async || {
        let mut longest = Duration::ZERO;
        for n in 0..3 {
            let began = Instant::now();
            let page = match n {
                0 => clerk.get_once(&edit).await,
                1 => agent.get_once("/fr/staff/board").await,
                _ => app.get_with("/api/v1/questions", &[("authorization", authorization.as_bytes())]).await,
            };
            assert_eq!(page.status, 200, "{}: {}", page.address, page.text());
            longest = longest.max(began.elapsed());
        }
        longest
    };
    assert!(clerk.get_once(&edit).await.status == 200 && agent.get_once("/fr/staff/board").await.status == 200);
    assert_eq!(noted(&app).await, (0, 0), "not at every request");
    app.set_clock("2026-11-21T10:06:00Z");
    let held = app.hold_writers("UPDATE session SET browser = browser").await;
    let longest = read().await;
    assert!(longest < Duration::from_secs(2), "as long as a writer is waited for: {longest:?}");
    assert_eq!(noted(&app).await.0, 0, "what is held is passed over");
    held.release().await;
    read().await;
    assert_eq!(noted(&app).await, (2, 1), "it is noted by the next request");
}

#[apply(both_databases)]
async fn signing_out_ends_the_session_itself(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let token = clerk.cookie(SESSION).unwrap();
    let page = clerk.follow(clerk.post("/fr/staff/sign-out", &[]).await).await;
    assert!(page.texts(".flash").concat().contains("déconnecté") && clerk.cookie(SESSION).is_none());
    clerk.set_cookie(SESSION, &token);
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 303);
    assert_eq!(app.number("SELECT COUNT(*) FROM session").await, 0);
}

#[apply(both_databases)]
async fn one_signs_out_elsewhere_and_everywhere(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (office, lost) = (app.visitor(), app.visitor());
    for browser in [&office, &lost] {
        assert_eq!(browser.sign_in(&clerk.address, PASSWORD).await.status, 303);
    }
    let page = clerk.get("/fr/staff/account").await;
    assert_eq!(page.texts(".list .item b"), ["Firefox · Linux"; 3]);
    assert_eq!(page.all("button[formaction*='/sessions/'][formaction$='/end']").len(), 2, "not this one");
    let newest = app.number("SELECT MAX(id) FROM session").await;
    let end = format!("/fr/staff/account/sessions/{newest}/end");
    for without in [&[][..], &[("session-password", "autre chose enfin")]] {
        let refused = clerk.post(&end, without).await;
        assert_eq!(refused.attributes(".error-summary a", "href"), ["#f-session-password"], "{}", refused.text());
        assert_eq!(lost.get_once("/fr/staff/account").await.status, 200);
    }
    let guess = [("session-password", "autre chose enfin")];
    let own = app.number("SELECT MIN(id) FROM session").await;
    for _ in 0..8 {
        let refused = lost.post(&format!("/fr/staff/account/sessions/{own}/end"), &guess).await;
        assert!([422, 429].contains(&refused.status.as_u16()), "{}", refused.text());
    }
    let password = [("session-password", PASSWORD)];
    assert_eq!(clerk.post(&end, &password).await.status, 303, "who guesses in one session slows nobody down in another");
    assert_eq!(lost.get_once("/fr/staff/account").await.status, 303);
    assert_eq!(office.get_once("/fr/staff/account").await.status, 200);
    let stranger = app.clerk(Chamber::Councillors).await;
    let his = app.number(&format!("SELECT MAX(id) FROM session WHERE account_id = {}", clerk.account)).await;
    let _ = stranger.post(&format!("/fr/staff/account/sessions/{his}/end"), &password).await;
    assert_eq!(office.get_once("/fr/staff/account").await.status, 200, "only one's own sessions");
    assert_eq!(clerk.post("/fr/staff/account/sessions/end", &[]).await.status, 422);
    assert_eq!(clerk.form_to("/fr/staff/account", "/sessions/end").await.fill("session-password", PASSWORD).send().await.status, 303);
    for browser in [&office, &clerk] {
        assert_eq!(browser.get_once("/fr/staff/account").await.status, 303);
    }
}

#[apply(both_databases)]
async fn disabling_an_account_ends_its_sessions_at_once(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let administrator = app.administrator().await;
    let code = app.strings(&format!("SELECT code FROM account WHERE id = {}", clerk.account)).await.remove(0);
    let page = administrator.form_to(&format!("/fr/staff/accounts/{code}/disable"), "/disable").await.submit().await;
    assert!(page.texts(".flash").concat().contains("désactivé"));
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 303);
    assert_eq!(clerk.sign_in(&clerk.address, PASSWORD).await.status, 422);
    let page = administrator.form_to(&format!("/fr/staff/accounts/{code}"), "/enable").await.submit().await;
    assert!(page.texts(".flash").concat().contains("réactivé"));
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 303, "the old session stays ended");
    assert_eq!(clerk.sign_in(&clerk.address, PASSWORD).await.status, 303);
}

#[apply(both_databases)]
async fn a_new_mandate_ends_the_sessions(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let administrator = app.administrator().await;
    let code = app.strings(&format!("SELECT code FROM account WHERE id = {}", clerk.account)).await.remove(0);
    let at = format!("/fr/staff/accounts/{code}");
    assert_eq!(administrator.form(&at).await.fill("name", "Amina B.").submit().await.status, 200);
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 200, "a new name does not");
    assert_eq!(administrator.form(&at).await.fill("chamber", "representatives").submit().await.status, 200);
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 303);
}

#[apply(both_databases)]
async fn a_new_password_is_measured_in_letters_before_anything_else(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let link = app.app.accounts.new_link(&app.system_actor(), clerk.account).await.unwrap();
    // Eighteen letters each.
    let long = "ﷺ".repeat(1_000);
    let own = clerk.form("/fr/staff/account/password").await.fill("current-password", PASSWORD);
    let by_link = app.visitor();
    let by_link = by_link.form(&format!("/fr/staff/links/{}", link.text())).await;
    for form in [own, by_link] {
        let began = Instant::now();
        let refused = form.fill("password", &long).fill("password-again", &long).submit().await;
        assert_eq!((refused.status.as_u16(), refused.attributes(".error-summary a", "href")), (422, vec!["#f-password".to_owned()]));
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    }
}

#[apply(both_databases)]
async fn a_new_password_ends_the_other_sessions(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let other = app.visitor();
    assert_eq!(other.sign_in(&clerk.address, PASSWORD).await.status, 303);
    let form = clerk.form("/fr/staff/account/password").await;
    let refused = form
        .fill("current-password", "pas celui-ci du tout")
        .fill("password", "une autre phrase longue")
        .fill("password-again", "une autre phrase longue")
        .submit()
        .await;
    assert_eq!((refused.status.as_u16(), refused.attributes(".error-summary a", "href")), (422, vec!["#f-current-password".to_owned()]));
    let administrator = app.administrator().await;
    let link = app.app.accounts.new_link(&person(&administrator, Mandate::Administrator), clerk.account).await.unwrap();
    let at = format!("/fr/staff/links/{}", link.text());
    assert_eq!(app.get(&at).await.status, 200);
    let before = clerk.cookie(SESSION);
    let form = clerk.form_in(&refused, None).fill("current-password", PASSWORD).fill("password", "une autre phrase longue");
    let page = form.fill("password-again", "une autre phrase longue").submit().await;
    assert!(page.texts(".flash").concat().contains("mot de passe est changé"));
    assert_ne!(clerk.cookie(SESSION), before);
    assert_eq!(app.get(&at).await.status, 404, "a link that somebody made meanwhile opens nothing");
    assert_eq!(other.get_once("/fr/staff/account").await.status, 303);
}

#[apply(both_databases)]
async fn readers_get_no_cookie(app: TestApp) {
    for address in ["/fr", "/ar/questions", "/fr/search?q=a", "/fr/staff/sign-in", "/api/v1/questions"] {
        assert_eq!(app.get(address).await.header("set-cookie"), "", "{address}");
    }
}

#[apply(both_databases)]
async fn an_administrator_ends_the_sessions_of_another(app: TestApp) {
    let (clerk, other) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let administrator = app.administrator().await;
    let code = app.strings(&format!("SELECT code FROM account WHERE id = {}", clerk.account)).await.remove(0);
    let page = administrator.form_to(&format!("/fr/staff/accounts/{code}"), "/end-sessions").await.submit().await;
    assert!(page.texts(".flash").concat().contains("terminées"), "{}", page.text());
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 303);
    for left in [&other, &administrator] {
        assert_eq!(left.get_once("/fr/staff/account").await.status, 200, "nobody else's");
    }
    assert_eq!(clerk.sign_in(&clerk.address, PASSWORD).await.status, 303, "the account is as it was");
    let noted = "SELECT COUNT(*) FROM audit WHERE action = 'session.all_ended'";
    assert_eq!(app.number(noted).await, 1);
}

#[apply(both_databases)]
async fn a_browser_is_known_by_a_token_of_ours_only(app: TestApp) {
    const BROWSER: &str = "__Host-jawab-browser";
    let clerk = app.clerk(Chamber::Councillors).await;
    let browser = app.visitor();
    browser.set_cookie(BROWSER, "FIXEDBROWSER");
    assert_eq!(browser.sign_in(&clerk.address, PASSWORD).await.status, 303);
    let token = browser.cookie(BROWSER).unwrap();
    assert_ne!(token, "FIXEDBROWSER", "a token that somebody else put there is not taken");
    assert_eq!(browser.sign_in(&clerk.address, PASSWORD).await.status, 303);
    assert_eq!(browser.cookie(BROWSER).unwrap(), token, "one that the account knows stays");
    let other = app.clerk(Chamber::Councillors).await;
    assert_eq!(browser.sign_in(&other.address, PASSWORD).await.status, 303);
    assert_ne!(browser.cookie(BROWSER).unwrap(), token, "another account does not know it");
}
