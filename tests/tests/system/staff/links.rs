//! Single-use links.

use jawab_domain::{Chamber, access::Mandate};
use jawab_tests::{TestApp, apply, both_databases, client::PASSWORD};

fn at(token: &str) -> String {
    format!("/fr/staff/links/{token}")
}

#[apply(both_databases)]
async fn an_invitation_opens_once(app: TestApp) {
    let (invited, address) = app.invite(Mandate::Clerk(Chamber::Representatives)).await;
    let link = at(invited.token.text());
    let browser = app.visitor();
    for _ in 0..3 {
        assert_eq!(browser.get(&link).await.status, 200, "looking does not use it");
    }
    let form = browser.form(&link).await;
    assert_eq!(form.value("Nom et prénom"), "Amina Zahraoui");
    let page = form.fill("name", "Amina  Zahraoui Benjelloun").fill("password", PASSWORD).fill("password-again", PASSWORD).submit().await;
    assert_eq!(page.address, "/fr/staff/account/second-factor", "the second factor is offered");
    assert!(browser.get("/fr/staff/account").await.text().contains("Amina Zahraoui Benjelloun"));
    for client in [&browser, &app.visitor()] {
        let gone = client.get(&link).await;
        assert_eq!(gone.status, 404);
        assert!(gone.text().contains("ne peut plus servir"));
        let fields = [("name", "Autre"), ("password", "une autre phrase longue"), ("password-again", "une autre phrase longue")];
        assert_eq!(client.post(&link, &fields).await.status, 404);
    }
    assert_eq!(app.visitor().sign_in(&address, PASSWORD).await.status, 303);
}

#[apply(both_databases)]
async fn an_invitation_ends_after_three_days(app: TestApp) {
    let (invited, _) = app.invite(Mandate::Administrator).await;
    app.set_clock("2026-11-24T09:59:59Z");
    assert_eq!(app.visitor().get(&at(invited.token.text())).await.status, 200);
    app.set_clock("2026-11-24T10:00:00Z");
    assert_eq!(app.visitor().get(&at(invited.token.text())).await.status, 404);
    assert_eq!(app.visitor().get(&at("AAAA")).await.status, 404);
}

#[apply(both_databases)]
async fn a_weak_password_is_refused_with_its_reason(app: TestApp) {
    let (invited, _) = app.invite(Mandate::Clerk(Chamber::Representatives)).await;
    let browser = app.visitor();
    let link = at(invited.token.text());
    for (password, again, field, said) in [
        ("court", "court", "password", "trop court"),
        ("Motdepasse2026!", "Motdepasse2026!", "password", "parmi les premiers"),
        ("amina au parc bleu", "amina au parc bleu", "password", "contient votre nom"),
        (PASSWORD, "trois chats gris mangent", "password-again", "ne sont pas les mêmes"),
    ] {
        let page = browser.form(&link).await.fill("password", password).fill("password-again", again).submit().await;
        assert_eq!(page.status, 422, "{password}");
        assert!(page.texts(".error-summary").concat().contains(said), "{password}: {:?}", page.texts(".error-summary"));
        assert_eq!(page.attributes(".error-summary a", "href"), [format!("#f-{field}")]);
        assert!(page.attributes("input[type=password]", "value").is_empty(), "a password is never shown");
    }
    let nameless = browser.form(&link).await.fill("name", " ").fill("password", PASSWORD).fill("password-again", PASSWORD).submit().await;
    assert_eq!((nameless.status.as_u16(), nameless.attributes(".error-summary a", "href")), (422, vec!["#f-name".to_owned()]));
}

#[apply(both_databases)]
async fn a_new_link_sets_a_new_password_and_voids_the_old_link(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let system_actor = app.system_actor();
    let first = app.app.accounts.new_link(&system_actor, clerk.account).await.unwrap();
    let second = app.app.accounts.new_link(&system_actor, clerk.account).await.unwrap();
    assert_eq!(app.visitor().get(&at(first.text())).await.status, 404);
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 200, "a link alone changes nothing");
    let browser = app.visitor();
    let form = browser.form(&at(second.text())).await;
    let page = form.fill("password", "une autre phrase longue").fill("password-again", "une autre phrase longue").submit().await;
    assert_eq!(page.status, 200);
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 303, "older sessions have ended");
    assert_eq!(app.visitor().sign_in(&clerk.address, PASSWORD).await.status, 422);
    assert_eq!(app.visitor().sign_in(&clerk.address, "une autre phrase longue").await.status, 303);
}

#[apply(both_databases)]
async fn two_at_once_use_a_link_once(app: TestApp) {
    let (invited, _) = app.invite(Mandate::Clerk(Chamber::Representatives)).await;
    let link = at(invited.token.text());
    let fields = [("name", "Amina"), ("password", PASSWORD), ("password-again", PASSWORD)];
    let (one, other) = (app.visitor(), app.visitor());
    let (one, other) = tokio::join!(one.post(&link, &fields), other.post(&link, &fields));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404]);
}
