//! Tokens of programs.

use jawab_domain::{Chamber, access::Scope};
use jawab_tests::{TestApp, on_both_databases};

on_both_databases!(a_token_is_shown_once_and_works_until_revoked, a_wrong_token_is_told_so);

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
    let nameless = administrator.post("/fr/staff/tokens", &[("name", ""), ("scope", "read")]).await;
    assert_eq!((nameless.status.as_u16(), nameless.attributes(".error-summary a", "href")), (422, vec!["#f-name".to_owned()]));
}

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
