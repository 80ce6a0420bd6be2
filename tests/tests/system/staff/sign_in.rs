//! Signing in with a password, and rate limiting.

use jawab_domain::Chamber;
use jawab_tests::{Page, TestApp, apply, both_databases, client::PASSWORD};

#[apply(both_databases)]
async fn a_good_password_opens_and_a_bad_one_does_not(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let browser = app.visitor();
    let refused = browser.sign_in(&clerk.address, "trois chats gris mangent").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Adresse ou mot de passe incorrect") && browser.cookie("__Host-jawab").is_none());
    assert_eq!(refused.attributes("#f-address", "value"), [clerk.address.as_str()], "what was typed stays");
    assert!(!refused.body.contains("mangent"), "but for the password");
    let form = browser.form("/fr/staff/sign-in").await;
    let page = form.fill("Adresse électronique", &clerk.address.to_uppercase()).fill("Mot de passe", PASSWORD).submit().await;
    assert_eq!((page.status.as_u16(), page.address.as_str()), (200, "/fr/staff/chamber"), "a clerk's work begins");
    let page = browser.get("/fr/staff/account").await;
    assert_eq!((page.header("cache-control"), page.header("x-robots-tag")), ("no-store", "noindex"));
    assert!(!page.attributes("meta[name=robots]", "content").is_empty());
    assert!(page.text().contains(&clerk.address));
}

/// A response without what differs by request.
fn shape(page: &Page, address: &str) -> String {
    page.body.replace(address, "ADDRESS")
}

#[apply(both_databases)]
async fn an_unknown_address_is_answered_like_a_known_one(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let disabled = app.clerk(Chamber::Councillors).await;
    app.app.accounts.disable(&app.system_actor(), disabled.account).await.unwrap();
    let (_, invited) = app.invite(jawab_domain::access::Mandate::Administrator).await;
    let mut shapes = Vec::new();
    for (address, password) in [
        (clerk.address.as_str(), "trois chats gris mangent"),
        ("nobody@example.ma", PASSWORD),
        (disabled.address.as_str(), PASSWORD),
        (invited.as_str(), ""),
        ("", ""),
    ] {
        let page = app.visitor().sign_in(address, password).await;
        assert_eq!((page.status.as_u16(), page.headers.get("set-cookie")), (422, None), "{address}");
        if !address.is_empty() {
            shapes.push(shape(&page, address));
        }
    }
    shapes.dedup();
    assert_eq!(shapes.len(), 1, "the answers differ");
    for _ in 0..5 {
        app.visitor().sign_in("nobody@example.ma", "trois chats gris mangent").await;
    }
    assert_eq!(app.visitor().sign_in("nobody@example.ma", "x").await.status, 429, "unknown addresses are slowed down too");
}

#[apply(both_databases)]
async fn guessing_is_slowed_down_but_never_locks_anybody_out(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    for _ in 0..5 {
        assert_eq!(app.visitor().sign_in(&clerk.address, "trois chats gris mangent").await.status, 422);
    }
    let slowed = app.visitor().sign_in(&clerk.address, PASSWORD).await;
    assert_eq!((slowed.status.as_u16(), slowed.header("retry-after")), (429, "2"), "even the right password waits");
    assert!(slowed.text().contains("2 secondes"), "{}", slowed.text());
    app.set_clock("2026-11-21T10:00:02Z");
    assert_eq!(app.visitor().sign_in(&clerk.address, "trois chats gris mangent").await.status, 422);
    let slowed = app.visitor().sign_in(&clerk.address, PASSWORD).await;
    assert_eq!((slowed.status.as_u16(), slowed.header("retry-after")), (429, "4"), "the delay grows");
    app.set_clock("2026-11-21T10:00:06Z");
    assert_eq!(app.visitor().sign_in(&clerk.address, PASSWORD).await.status, 303, "and then it opens");
    assert_eq!(app.visitor().sign_in(&clerk.address, "trois chats gris mangent").await.status, 422, "and the count begins anew");
}

#[apply(both_databases)]
async fn a_browser_known_from_before_is_not_slowed_down_by_strangers(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let _ = clerk.form_to("/fr/staff/account", "/staff/account/language").await;
    assert_eq!(clerk.post("/fr/staff/sign-out", &[]).await.status, 303);
    for _ in 0..8 {
        let _ = app.visitor().sign_in(&clerk.address, "trois chats gris mangent").await;
    }
    assert_eq!(app.visitor().sign_in(&clerk.address, PASSWORD).await.status, 429);
    assert_eq!(clerk.sign_in(&clerk.address, PASSWORD).await.status, 303);
    let other = app.clerk(Chamber::Councillors).await;
    for _ in 0..8 {
        let _ = app.visitor().sign_in(&other.address, "trois chats gris mangent").await;
    }
    assert_eq!(clerk.sign_in(&other.address, PASSWORD).await.status, 429, "another's browser is a stranger");
}

#[apply(both_databases)]
async fn strangers_are_led_to_the_way_in_and_back(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let browser = app.visitor();
    let led = browser.get("/ar/staff/account?x=1").await;
    assert_eq!((led.status.as_u16(), led.header("content-language")), (200, "ar"));
    let page = browser.form_in(&led, None).fill("address", &clerk.address).fill("password", PASSWORD).submit().await;
    assert_eq!((page.status.as_u16(), page.address.as_str()), (200, "/ar/staff/account?x=1"));
    assert_eq!(browser.get("/fr/staff/sign-in").await.address, "/fr/staff/chamber", "who is in goes on");
}

#[apply(both_databases)]
async fn nobody_is_led_to_another_site(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    // Nor to URLs that only accept forms.
    let forms = ["/fr/staff/sign-out", "/fr/staff/kept/discard"];
    for then in
        ["https://evil.example/", "//evil.example/fr/staff", "/fr/staff//evil.example", "javascript:alert(1)"].into_iter().chain(forms)
    {
        let fields = [("address", clerk.address.as_str()), ("password", PASSWORD), ("then", then)];
        let page = app.visitor().post("/fr/staff/sign-in", &fields).await;
        assert_eq!((page.status.as_u16(), page.header("location")), (303, "/fr/staff"), "{then}");
    }
}
