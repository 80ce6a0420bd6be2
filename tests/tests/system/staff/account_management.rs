//! Administrators manage accounts.

use jawab_domain::{Chamber, access::Mandate};
use jawab_tests::{
    TestApp, apply, both_databases,
    client::PASSWORD,
    records::{ministries, record},
};
use serde_json::json;

#[apply(both_databases)]
async fn an_invitation_is_shown_once_and_opens(app: TestApp) {
    let administrator = app.administrator().await;
    let form = administrator.form("/ar/staff/accounts/new").await;
    let form = form.fill("address", " Nora@Example.ma ").fill("name", "نورة العلوي").fill("role", "clerk").fill("chamber", "councillors");
    let made = form.submit().await;
    let links = made.texts("textarea");
    assert_eq!(links.len(), 2, "{}", made.body);
    let (arabic, french) = (links[0].strip_prefix("https://jawab.test").unwrap(), links[1].strip_prefix("https://jawab.test").unwrap());
    assert!(arabic.starts_with("/ar/staff/links/") && french.starts_with("/fr/staff/links/"));
    assert!(app.visitor().get(french).await.text().contains("Nora@Example.ma"));
    let list = administrator.get("/fr/staff/accounts").await;
    assert!(list.text().contains("نورة العلوي") && list.text().contains("Invitation en attente"));
    assert!(!list.body.contains(french.rsplit('/').next().unwrap()));
    let stored = app.strings("SELECT token_sha256 FROM one_use_link").await;
    assert!(!stored.iter().any(|hash| french.contains(hash)));
}

#[apply(both_databases)]
async fn what_is_wrong_with_an_invitation_is_told(app: TestApp) {
    let administrator = app.administrator().await;
    let sent = async |fields: &[(&'static str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        administrator.post("/fr/staff/accounts/new", &fields).await
    };
    let fields = |address: &str, role: &str| {
        vec![("address", address.to_owned()), ("name", "Nora".to_owned()), ("locale", "fr".to_owned()), ("role", role.to_owned())]
    };
    for (given, at) in [
        (fields("", "administrator"), "#f-address"),
        (fields("nora", "administrator"), "#f-address"),
        (fields("a b@c.ma", "administrator"), "#f-address"),
        (fields(&administrator.address.to_uppercase(), "administrator"), "#f-address"),
        (fields("nora@example.ma", ""), "#f-role"),
        (fields("nora@example.ma", "clerk"), "#f-chamber"),
        (fields("nora@example.ma", "ministry_agent"), "#f-ministries"),
        (
            vec![
                ("address", "n@example.ma".into()),
                ("name", " \u{200b}".into()),
                ("locale", "fr".into()),
                ("role", "administrator".into()),
            ],
            "#f-name",
        ),
    ] {
        let page = sent(&given).await;
        assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec![at.to_owned()]), "{given:?}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM account").await, 1);
}

#[apply(both_databases)]
async fn an_account_changed_meanwhile_is_not_overwritten(app: TestApp) {
    let administrator = app.administrator().await;
    let (invited, _) = app.invite(Mandate::Clerk(Chamber::Councillors)).await;
    let at = format!("/fr/staff/accounts/{}", invited.code);
    let (mine, theirs) = (administrator.form(&at).await, administrator.form(&at).await);
    assert_eq!(theirs.fill("name", "Le leur").submit().await.status, 200);
    let conflict = mine.fill("name", "Le mien").send().await;
    assert_eq!(conflict.status, 409);
    assert!(conflict.text().contains("Le leur"));
    let form = administrator.form_in(&conflict, Some(&at));
    assert_eq!(form.value("name"), "Le mien", "nothing typed is lost");
    assert_eq!(form.submit().await.status, 200);
    assert!(app.strings("SELECT name FROM account").await.contains(&"Le mien".to_owned()));
}

#[apply(both_databases)]
async fn the_last_administrator_stays(app: TestApp) {
    let administrator = app.administrator().await;
    let code = app.strings("SELECT code FROM account").await.remove(0);
    let at = format!("/fr/staff/accounts/{code}");
    let refused = administrator.form(&at).await.fill("role", "clerk").fill("chamber", "councillors").submit().await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("dernier compte d’administration"));
    let disable = format!("{at}/disable");
    let other = app.administrator().await;
    let own = administrator.get(&at).await;
    assert!(own.all(&format!("a[href='{disable}']")).is_empty() && own.text().contains("votre propre compte"), "{}", own.text());
    let own = administrator.get(&disable).await;
    assert!(own.all("main form").is_empty() && own.text().contains("votre propre compte"), "{}", own.text());
    let refused = administrator.post(&disable, &[]).await;
    assert!(refused.status == 422 && refused.text().contains("votre propre compte"), "{}", refused.text());
    assert_eq!(administrator.get_once("/fr/staff/accounts").await.status, 200);
    let page = other.get(&at).await;
    assert!(page.all("main form[action$='/disable']").is_empty(), "one click disables nobody: {}", page.text());
    let page = other.get(&page.attributes("main a[href$='/disable']", "href").remove(0)).await;
    assert!(page.text().contains("déconnectée aussitôt"), "{}", page.text());
    assert_eq!(other.form_in(&page, Some("/disable")).send().await.status, 303);
    assert_eq!(administrator.get_once("/fr/staff/accounts").await.status, 303);
    assert_eq!(other.get_once("/fr/staff/accounts").await.status, 200);
}

#[apply(both_databases)]
async fn a_name_with_invisible_direction_controls_is_told_so(app: TestApp) {
    let administrator = app.administrator().await;
    for control in ['\u{202E}', '\u{2066}'] {
        let name = format!("Samira{control}Bennis");
        let account = administrator.form("/fr/staff/accounts/new").await.fill("address", "s@example.ma").fill("name", &name);
        let account = account.fill("role", "clerk").fill("chamber", "councillors");
        let token = administrator.form("/fr/staff/tokens").await.fill("name", &name).fill("scope", "read");
        let passkey = administrator.form("/fr/staff/account/passkeys/new").await.fill("name", &name).fill("current-password", PASSWORD);
        for form in [account, token, passkey] {
            let page = form.send().await;
            let said = page.texts(".error-summary").concat();
            assert!(page.status == 422 && said.contains("caractères invisibles"), "{control:?}: {said} / {}", page.text());
        }
    }
}

#[apply(both_databases)]
async fn an_agent_has_ministries(app: TestApp) {
    app.load(&[record("a", json!({ "ministry": ministries::health() })), record("b", json!({ "ministry": ministries::education() }))])
        .await;
    let ids = app.strings("SELECT CAST(id AS TEXT) FROM ministry ORDER BY id").await;
    let administrator = app.administrator().await;
    for unseen in ["agent\u{200b}@example.ma", "аgent@example.ma", "agent@exаmple.ma", "é@example.ma"] {
        let form = administrator.form("/fr/staff/accounts/new").await.fill("address", unseen).fill("name", "يوسف");
        let page = form.fill("role", "clerk").fill("chamber", "councillors").submit().await;
        assert_eq!(page.attributes(".error-summary a", "href"), ["#f-address"], "{unseen:?}: {}", page.text());
    }
    let form = administrator.form("/fr/staff/accounts/new").await.fill("address", "agent@example.ma").fill("name", "يوسف");
    let form = form.fill("role", "ministry_agent").tick("ministries", &ids[0]).tick("ministries", &ids[1]);
    assert_eq!(form.submit().await.texts("textarea").len(), 2);
    let list = administrator.get("/fr/staff/accounts").await.text();
    assert!(list.contains("Santé et Protection sociale") && list.contains("Éducation nationale"), "{list}");
    let agent = app.agent(&[ids[0].parse().unwrap()]).await;
    assert!(agent.get("/ar/staff/account").await.texts(".brand").concat().contains("الصحة والحماية الاجتماعية"));
}

#[apply(both_databases)]
async fn others_see_nothing_of_it(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    for address in ["/fr/staff/accounts", "/ar/staff/accounts/new", "/fr/staff/tokens", "/fr/staff/audit"] {
        let page = clerk.get_once(address).await;
        assert_eq!((page.status.as_u16(), page.all(".account").len()), (403, 1), "{address}: in the staff's frame");
    }
    let before = app.number("SELECT COUNT(*) FROM account").await;
    let fields = [("address", "n@example.ma"), ("name", "N"), ("locale", "fr"), ("role", "administrator")];
    assert_eq!(clerk.post("/fr/staff/accounts/new", &fields).await.status, 403);
    assert_eq!(app.number("SELECT COUNT(*) FROM account").await, before);
}
