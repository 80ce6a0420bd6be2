//! API tokens.

use jawab_domain::{Chamber, access::Scope};
use jawab_tests::{TestApp, apply, both_databases};

#[apply(both_databases)]
async fn a_token_is_shown_once_and_works_until_revoked(app: TestApp) {
    let administrator = app.administrator().await;
    let form = administrator.form("/fr/staff/tokens").await.fill("name", "Passerelle du Parlement").fill("scope", "import");
    let made = form.fill("chamber", "councillors").submit().await;
    let token = made.texts("textarea").concat();
    assert_eq!(token.len(), 43, "{}", made.body);
    let list = administrator.get("/fr/staff/tokens").await;
    assert!(list.text().contains("Passerelle du Parlement") && list.text().contains("Jamais utilisé") && !list.body.contains(&token));
    let who = app.app.accounts.program(&token).await.unwrap().unwrap();
    assert_eq!(who.actor.mandate, jawab_domain::access::Mandate::Program(Scope::Import, Some(Chamber::Councillors)));
    assert!(administrator.get("/fr/staff/tokens").await.text().contains("21 novembre 2026"));
    let revoked = administrator.form_to("/fr/staff/tokens", "/revoke").await.submit().await;
    assert!(revoked.texts(".flash").concat().contains("révoqué"));
    assert!(app.app.accounts.program(&token).await.unwrap().is_none());
    assert!(!app.strings("SELECT data FROM audit").await.concat().contains(&token));
    let nameless = administrator.post("/fr/staff/tokens", &[("name", ""), ("scope", "read"), ("once", "k")]).await;
    assert_eq!((nameless.status.as_u16(), nameless.attributes(".error-summary a", "href")), (422, vec!["#f-name".to_owned()]));
}

#[apply(both_databases)]
async fn a_form_sent_again_issues_nothing_again(app: TestApp) {
    let administrator = app.administrator().await;
    let once = administrator.form("/fr/staff/tokens").await.value("once");
    let send = async |name: &str| administrator.post("/fr/staff/tokens", &[("once", &once), ("name", name), ("scope", "read")]).await;
    let (first, again) = (send("Passerelle").await, send("Passerelle").await);
    let token = first.texts("textarea").concat();
    assert_eq!((token.len(), again.texts("textarea").concat()), (43, token.clone()), "{}", again.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM api_token").await, 1);
    let other = send("Autre").await;
    assert_eq!((other.status.as_u16(), other.all(".error-summary").len()), (422, 1), "{}", other.text());
    let elsewhere = app.administrator().await;
    let theirs = elsewhere.post("/fr/staff/tokens", &[("once", &once), ("name", "Passerelle"), ("scope", "read")]).await;
    assert_ne!(theirs.texts("textarea").concat(), token, "a code gives no other session the token");
    let stored = app.strings("SELECT answer FROM idempotency_key").await.concat()
        + &app.strings("SELECT token_sha256 FROM api_token").await.concat();
    assert!(!stored.contains(&token));
    administrator.form_to("/fr/staff/tokens", "/revoke").await.submit().await;
    app.execute("UPDATE api_token SET revoked_at = created_at").await;
    let late = send("Passerelle").await;
    assert_eq!((late.status.as_u16(), late.header("location")), (303, "/fr/staff/tokens"), "what is revoked is not shown as if it worked");
}

#[apply(both_databases)]
async fn a_wrong_token_is_told_so(app: TestApp) {
    let token = app.token(Scope::Read, None).await;
    let ask = async |authorization: &str| app.get_with("/api/v1/questions", &[("authorization", authorization.as_bytes())]).await;
    assert_eq!(ask(&format!("Bearer {token}")).await.status, 200);
    for wrong in ["Bearer x", "Basic eDp5", "Bearer ", "\u{e9}"] {
        let page = ask(wrong).await;
        assert_eq!((page.status.as_u16(), page.header("www-authenticate")), (401, "Bearer"), "{wrong}");
        assert_eq!(page.header("content-type"), "application/problem+json", "{wrong}");
    }
}
