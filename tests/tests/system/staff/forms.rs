//! Forms sent by another site, and forms sent after the session ended.

use jawab_domain::Chamber;
use jawab_tests::{
    TestApp, apply, both_databases,
    client::PASSWORD,
    records::{ministries, record},
};
use serde_json::json;

#[apply(both_databases)]
async fn what_other_sites_send_is_refused(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let fields = [("locale", "ar")];
    let foreign: [&[(&str, &str)]; 6] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        // Which line a proxy in between would use is unknown.
        &[("origin", "https://jawab.test"), ("origin", "https://evil.example")],
        &[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
    ];
    for headers in foreign {
        let page = clerk.post_with("/fr/staff/account/language", &fields, headers).await;
        assert_eq!((page.status.as_u16(), page.header("content-language")), (403, "fr"), "{headers:?}");
        let said = (page.texts("h1").concat(), page.attributes("main .bullets a", "href").remove(0));
        assert_eq!(said, ("Formulaire refusé".to_owned(), "/fr/staff/account".to_owned()), "{headers:?}: {}", page.text());
        let way_in = [("address", clerk.address.as_str()), ("password", PASSWORD)];
        assert_eq!(app.visitor().post_with("/fr/staff/sign-in", &way_in, headers).await.status, 403, "{headers:?}");
    }
    assert_eq!(app.strings("SELECT locale FROM account").await, ["fr"]);
    for headers in [&[("origin", "https://jawab.test")][..], &[("sec-fetch-site", "same-origin")], &[]] {
        assert_eq!(clerk.post_with("/fr/staff/account/language", &fields, headers).await.status, 303, "{headers:?}");
    }
    assert_eq!(app.strings("SELECT locale FROM account").await, ["ar"]);
}

#[apply(both_databases)]
async fn what_lacks_the_code_of_its_form_is_not_said_to_have_been_sent_before(app: TestApp) {
    app.load(&[record("a", json!({ "chamber": "councillors" }))]).await;
    app.execute("UPDATE question SET publication = 'unpublished'").await;
    let (clerk, administrator) = (app.clerk(Chamber::Councillors).await, app.administrator().await);
    let version = app.number("SELECT version FROM question").await.to_string();
    let publish = format!("/fr/staff/questions/{}/publish", app.code("a").await);
    let new = [("do", "save"), ("subject-fr", "Objet")];
    let theme = [("name-fr", "Pêche"), ("name-ar", "الصيد البحري"), ("version", "0")];
    for (who, address, fields) in [
        (&clerk, publish.as_str(), &[("version", version.as_str())][..]),
        (&clerk, "/fr/staff/questions/new", &new[..]),
        (&administrator, "/fr/staff/reference/themes/new", &theme[..]),
    ] {
        let refused = who.post(address, fields).await;
        let said = refused.text();
        assert!(refused.status == 400 && !said.contains("a déjà été envoyé"), "{address}: {} {said}", refused.status);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM question WHERE publication = 'published'").await, 0);
    app.index().await;
}

#[apply(both_databases)]
async fn what_was_typed_outlives_the_session(app: TestApp) {
    let administrator = app.administrator().await;
    let form = administrator.form("/fr/staff/accounts/new").await;
    let form = form.fill("address", "nouvelle@example.ma").fill("name", "نورة <b>العلوي</b> & \"fille\"").fill("role", "clerk");
    app.set_clock("2026-11-22T22:00:00Z");
    let sign_in_page = form.fill("chamber", "councillors").send().await;
    assert_eq!(sign_in_page.status, 401);
    assert!(sign_in_page.text().contains("Rien de ce que vous avez saisi n’est perdu"));
    let wrong = administrator.form_in(&sign_in_page, None).fill("address", &administrator.address).fill("password", "x").submit().await;
    assert_eq!(wrong.status, 422);
    let code_page = administrator.form_in(&wrong, None).fill("password", PASSWORD).submit().await;
    let code = jawab_service::accounts::totp::code(
        administrator.totp_secret.as_deref().unwrap(),
        jawab_service::accounts::totp::step_at(app.app.clock.now_millis()),
    );
    let resume = administrator.form_in(&code_page, None).fill("code", &code.unwrap()).submit().await;
    assert_eq!(resume.status, 200);
    assert!(resume.text().contains("نورة <b>العلوي</b> & \"fille\""), "{}", resume.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM account").await, 1, "nothing is sent by itself");
    let again = administrator.form_in(&resume, Some("/accounts/new")).send().await;
    assert_eq!(again.status, 200);
    let form = administrator.form_in(&again, Some("/accounts/new"));
    let shown = [form.value("address"), form.value("name"), form.value("role"), form.value("chamber")];
    assert_eq!(shown, ["nouvelle@example.ma", "نورة <b>العلوي</b> & \"fille\"", "clerk", "councillors"]);
    assert_eq!(app.number("SELECT COUNT(*) FROM account").await, 1, "still nothing");
    assert!(form.send().await.text().contains("Lien créé"));
}

#[apply(both_databases)]
async fn a_long_text_outlives_the_session(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    // Each letter is six bytes when sent: nearly the maximum size of a form.
    let text = "س".repeat(330_000);
    let form = clerk.form("/ar/staff/questions/new").await.fill("text-ar", &text);
    app.set_clock("2026-11-22T22:00:00Z");
    let sign_in_page = form.press("save").await;
    assert_eq!(sign_in_page.status, 401, "{}", sign_in_page.text());
    let resume = clerk.form_in(&sign_in_page, None).fill("address", &clerk.address).fill("password", PASSWORD).submit().await;
    let again = clerk.form_in(&resume, Some("/questions/new")).press("resume").await;
    assert!(clerk.form_in(&again, None).value("text-ar") == text, "{}", again.status);
}

#[apply(both_databases)]
async fn what_nobody_typed_is_not_shown_after_the_session(app: TestApp) {
    app.load(&[record("a", json!({ "chamber": "councillors" }))]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let form = clerk.form(&format!("/fr/staff/questions/{}/edit", app.code("a").await)).await.fill("subject-fr", "Un autre objet");
    let was = form.value("was");
    assert!(was.contains(' '), "{was}");
    app.set_clock("2026-11-22T22:00:00Z");
    let sign_in_page = form.press("save").await;
    let resume = clerk.form_in(&sign_in_page, None).fill("address", &clerk.address).fill("password", PASSWORD).submit().await;
    let typed = resume.texts(".typed");
    assert!(typed.contains(&"Un autre objet".to_owned()) && !typed.contains(&was), "{typed:?}");
    assert_eq!(clerk.form_in(&resume, Some("/edit")).value("was"), was, "it goes along unseen");
    // Without input, no empty box is shown.
    app.set_clock("2026-11-24T22:00:00Z");
    let here = format!("/fr/staff/questions/{}/publish", app.code("a").await);
    let sign_in_page = clerk.post(&here, &[("once", "x"), ("version", "1"), ("do", "go")]).await;
    let resume = clerk.form_in(&sign_in_page, None).fill("address", &clerk.address).fill("password", PASSWORD).submit().await;
    assert_eq!(resume.all("button[value=resume]").len(), 2, "the button, and the one that Enter presses: {}", resume.text());
    assert!(resume.all("main .card").is_empty(), "{}", resume.text());
    app.index().await;
}

#[apply(both_databases)]
async fn what_was_typed_beside_a_file_outlives_the_session(app: TestApp) {
    app.load(&[record("a", json!({ "chamber": "councillors" }))]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let here = format!("/fr/staff/questions/{}/attach", app.code("a").await);
    let (once, version) = (clerk.form(&here).await.value("once"), "1");
    app.set_clock("2026-11-22T22:00:00Z");
    let file = "x".repeat(3 * 1024 * 1024);
    let fields = [("once", once.as_str(), None), ("version", version, None), ("title", "Lettre « رسالة »", None)];
    let sent: Vec<_> = fields.into_iter().chain([("file", file.as_str(), Some("lettre.pdf"))]).collect();
    let sign_in_page = clerk.post_files(&here, &sent).await;
    assert_eq!(sign_in_page.status, 401, "{}", sign_in_page.text());
    let resume = clerk.form_in(&sign_in_page, None).fill("address", &clerk.address).fill("password", PASSWORD).submit().await;
    assert_eq!(resume.texts(".typed"), ["Lettre « رسالة »"], "{}", resume.text());
    let again = clerk.form_in(&resume, Some("/attach")).press("resume").await;
    assert_eq!((again.status.as_u16(), again.all("input[type=file]").len()), (200, 1), "{}", again.text());
    assert_eq!(clerk.form_in(&again, Some("/attach")).value("title"), "Lettre « رسالة »");
    assert_eq!(app.number("SELECT COUNT(*) FROM attachment").await, 0, "nothing is sent by itself");
    app.index().await;
}

#[apply(both_databases)]
async fn a_garbled_form_is_told_so(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    assert_eq!(clerk.post("/fr/staff/account/language", &[("locale", "xx")]).await.status, 400);
    assert_eq!(clerk.post("/fr/staff/account/language", &[]).await.status, 400);
    assert_eq!(clerk.post("/fr/staff/account/language", &[("locale", "a\0r")]).await.status, 400);
}

#[apply(both_databases)]
async fn who_signed_in_again_in_another_tab_gets_the_form_back_with_nothing_asked(app: TestApp) {
    let (clerk, other) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let form = clerk.form("/fr/staff/questions/new").await.fill("subject-fr", "Un objet");
    app.set_clock("2026-11-22T22:00:00Z");
    let sign_in_page = form.press("save").await;
    assert_eq!(sign_in_page.status, 401, "{}", sign_in_page.text());
    // Nobody has signed in.
    let nobody = clerk.form_in(&sign_in_page, None).press("elsewhere").await;
    assert_eq!((nobody.status.as_u16(), nobody.all("button[value=resume]").len()), (422, 0), "{}", nobody.text());
    assert!(nobody.text().contains("Aucune session n’est ouverte dans ce navigateur"), "{}", nobody.text());

    // Another user has signed in: the form is not theirs.
    assert_eq!(clerk.sign_in(&other.address, PASSWORD).await.status, 303);
    for how in ["elsewhere", "sign-in"] {
        let refused = clerk.form_in(&nobody, None).press(how).await;
        assert_eq!((refused.status.as_u16(), refused.all("button[value=resume]").len()), (422, 0), "{how}: {}", refused.text());
    }

    // The same user has signed in, as by a link.
    assert_eq!(clerk.sign_in(&clerk.address, PASSWORD).await.status, 303);
    let session = clerk.cookie("__Host-jawab");
    for how in ["elsewhere", "sign-in"] {
        let resume = clerk.form_in(&nobody, None).press(how).await;
        assert_eq!(resume.status, 200, "{how}: {}", resume.text());
        let again = clerk.form_in(&resume, Some("/questions/new")).press("resume").await;
        assert_eq!(clerk.form_in(&again, Some("/questions/new")).value("subject-fr"), "Un objet", "{how}");
    }
    let questions = app.number("SELECT COUNT(*) FROM question").await;
    assert_eq!((clerk.cookie("__Host-jawab"), questions), (session, 0), "nothing else is done");
    // Without a form, sign-in continues to its destination.
    let on = clerk.post("/fr/staff/sign-in", &[("then", "/fr/staff/account")]).await;
    assert_eq!((on.status.as_u16(), on.header("location")), (303, "/fr/staff/account"));
}

#[apply(both_databases)]
async fn a_form_that_outlives_its_session_is_shown_to_nobody_but_whoever_filled_it(app: TestApp) {
    app.load(&[record("a", json!({ "chamber": "councillors" }))]).await;
    let (clerk, other) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let typed = "Un mot pour moi seul";
    let forms = [
        (format!("/fr/staff/questions/{}/hide", app.code("a").await), "reason", "2026-11-22T22:00:00Z"),
        ("/fr/staff/questions/new".to_owned(), "subject-fr", "2026-11-24T22:00:00Z"),
    ];
    for (address, field, later) in forms {
        assert_eq!(clerk.sign_in(&clerk.address, PASSWORD).await.status, 303);
        let form = clerk.form(&address).await.fill(field, typed);
        app.set_clock(later);
        let sign_in_page = form.send().await;
        assert_eq!(sign_in_page.status, 401, "{address}: {}", sign_in_page.text());
        let sign_in = async |page: &jawab_tests::Page, who: &str| {
            clerk.form_in(page, None).fill("address", who).fill("password", PASSWORD).submit().await
        };
        let theirs = sign_in(&sign_in_page, &other.address).await;
        assert_eq!((theirs.status.as_u16(), theirs.all("button[value=resume]").len()), (409, 0), "{address}: {}", theirs.text());
        assert!(theirs.text().contains("rempli avec un autre compte") && !theirs.body.contains(typed), "{address}: {}", theirs.text());
        assert_eq!(theirs.attributes("main a.button", "href"), ["/fr/staff"], "{address}");
        assert!(clerk.get("/fr/staff/account").await.body.contains(&other.address), "{address}: another account is signed in");
        // Its author finds it again.
        let resume = sign_in(&theirs, &clerk.address).await;
        assert_eq!(resume.status, 200, "{address}: {}", resume.text());
        let again = clerk.form_in(&resume, None).press("resume").await;
        assert_eq!(clerk.form_in(&again, Some(address.rsplit('/').next().unwrap())).value(field), typed, "{address}");
    }
    app.index().await;
}

#[apply(both_databases)]
async fn a_form_does_nothing_for_whoever_signed_in_where_somebody_else_had_filled_it(app: TestApp) {
    app.load(&[record("a", json!({ "chamber": "councillors", "ministry": ministries::health() }))]).await;
    let (clerk, other) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let agent = app.agent(&[app.number("SELECT id FROM ministry").await]).await;
    let typed = "Un mot pour moi seul";
    let work = format!("/fr/staff/questions/{}", app.code("a").await);
    // The agent may send none of them.
    for (address, field, by) in [
        ("/fr/staff/questions/new".to_owned(), "subject-fr", &other),
        (format!("{work}/hide"), "reason", &other),
        (format!("{work}/attach"), "title", &other),
        ("/fr/staff/questions/new".to_owned(), "subject-fr", &agent),
    ] {
        assert_eq!(clerk.sign_in(&clerk.address, PASSWORD).await.status, 303);
        let form = clerk.form(&address).await.fill(field, typed);
        // In another tab of the browser.
        assert_eq!(clerk.sign_in(&by.address, PASSWORD).await.status, 303);
        let refused = form.send().await;
        assert_eq!((refused.status.as_u16(), refused.all("button[value=resume]").len()), (409, 0), "{address}: {}", refused.text());
        assert!(refused.text().contains("rempli avec un autre compte") && !refused.body.contains(typed), "{address}: {}", refused.text());
        let done = app.number("SELECT (SELECT COUNT(*) FROM question) + (SELECT COUNT(*) FROM attachment)").await;
        assert_eq!((done, app.number("SELECT COUNT(*) FROM form_draft").await), (1, 0), "{address}");
        assert_eq!(app.number("SELECT COUNT(*) FROM question WHERE publication = 'published'").await, 1, "{address}");
        // Its author finds it again.
        let resume = clerk.form_in(&refused, None).fill("address", &clerk.address).fill("password", PASSWORD).submit().await;
        assert_eq!(resume.status, 200, "{address}: {}", resume.text());
        let again = clerk.form_in(&resume, None).press("resume").await;
        assert_eq!(clerk.form_in(&again, Some(address.rsplit('/').next().unwrap())).value(field), typed, "{address}");
        app.execute("DELETE FROM form_draft").await;
    }
    app.index().await;
}
