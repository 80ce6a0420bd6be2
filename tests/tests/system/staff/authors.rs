//! Who may be an author: members who sit in the clerk's own Chamber on the day of deposit. A part of a name ticks nobody.

use axum::http::Method;
use jawab_domain::{Chamber, access::Scope};
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::record};
use serde_json::{Value, json};

const NEW: &str = "/fr/staff/questions/new";

fn authored_record(source_id: &str, chamber: &str, ar: &str, fr: &str, group: &str) -> Value {
    let ministry = json!({ "ar": "الانتقال الرقمي وإصلاح الإدارة", "fr": "Transition numérique et Réforme de l’administration" });
    let mut author = json!({ "name": { "ar": ar, "fr": fr } });
    if !group.is_empty() {
        author["group"] = json!({ "fr": group, "ar": format!("فريق {group}") });
    }
    record(source_id, json!({ "chamber": chamber, "legislature": 11, "authors": [author], "ministry": ministry }))
}

/// A clerk of the councillors, with members of both Chambers and one without a known seat.
async fn clerk(app: &TestApp) -> Client {
    app.load(&[
        authored_record("a", "councillors", "المصطفى الدحماني", "Mustapha Dahmani", "Horizon"),
        authored_record("b", "representatives", "رشيد أوشن", "Rachid Ouchen", "Atlas"),
        authored_record("c", "councillors", "رشيد العلمي", "Rachid El Alami", ""),
    ])
    .await;
    app.execute("INSERT INTO legislature (ordinal, begins_on) VALUES (11, '2021-10-08')").await;
    app.execute("INSERT INTO member (slug) VALUES ('nouveau-rachidi')").await;
    app.execute(
        "INSERT INTO member_name (member_id, locale, name, name_key) SELECT id, 'fr', 'Nouveau Rachidi', 'nouveau rachidi' FROM member \
         WHERE slug = 'nouveau-rachidi'",
    )
    .await;
    // Names added directly to the database are read with its next change.
    let clerk = app.clerk(Chamber::Councillors).await;
    app.load(&[record("d", json!({ "chamber": "councillors" }))]).await;
    clerk
}

fn offered(page: &Page) -> Vec<String> {
    page.attributes("input[name=authors]", "value")
}

#[apply(both_databases)]
async fn only_members_of_the_chamber_are_offered(app: TestApp) {
    let clerk = clerk(&app).await;
    let page = clerk.form(NEW).await.fill("authors-q", "rachid").press("authors:find").await;
    assert_eq!(offered(&page), ["rachid-el-alami", "nouveau-rachidi"], "and whoever’s seat is unknown: {}", page.text());
    assert!(page.all("input[name=authors][checked]").is_empty());
    assert_eq!(page.texts(".picks small"), ["Chambre des conseillers", "siège inconnu"]);
    let names = page.attributes("#f-authors-names option", "value");
    assert!(names.contains(&"Mustapha Dahmani".to_owned()) && !names.contains(&"Rachid Ouchen".to_owned()), "{names:?}");
    let page = clerk.form("/ar/staff/questions/new").await.fill("authors-q", "دحماني").press("authors:find").await;
    assert_eq!(page.texts(".picks small"), ["مجلس المستشارين · فريق Horizon"], "Chamber and group beside the name");
    // Found by a part of the name and ticked, with the text left in the search: the ticked member is meant.
    let found = clerk.form(NEW).await.fill("subject-fr", "Objet").fill("authors-q", "Dahmani").press("authors:find").await;
    let saved = clerk.form_in(&found, None).tick("authors", "mustapha-dahmani").press("save").await;
    assert_eq!(saved.texts(".flash").len(), 1, "{}", saved.text());
    let other = app.clerk(Chamber::Representatives).await;
    let page = other.form(NEW).await.fill("authors-q", "rachid").press("authors:find").await;
    assert_eq!(offered(&page), ["rachid-ouchen", "nouveau-rachidi"]);
    let page = clerk.form(NEW).await.fill("subject-fr", "Objet").fill("authors-q", "Rachid Ouchen").press("save").await;
    assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-authors".to_owned()]));
    assert!(page.text().contains("Rachid Ouchen ne siège pas à cette Chambre à la date du 21 novembre 2026"), "{}", page.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_search_says_of_whoever_is_there_and_sits_elsewhere_that_they_do(app: TestApp) {
    let clerk = clerk(&app).await;
    let said = "Rachid Ouchen ne siège pas à cette Chambre à la date du 21 novembre 2026 : retirez ce nom, ou corrigez la date de dépôt.";
    for words in ["Rachid Ouchen", "ouchen"] {
        let found = clerk.form(NEW).await.fill("subject-fr", "Objet").fill("authors-q", words).press("authors:find").await;
        assert_eq!((offered(&found), found.texts(".find [role=status]")), (Vec::new(), vec![said.to_owned()]), "{words}");
        let saved = clerk.form_in(&found, None).press("save").await;
        assert_eq!((saved.status.as_u16(), saved.text().matches(said).count()), (422, 2), "{words}: {}", saved.text());
    }
    let found = clerk.form("/ar/staff/questions/new").await.fill("authors-q", "أوشن").press("authors:find").await;
    let said = found.texts(".find [role=status]");
    assert!(said.len() == 1 && said[0].starts_with("لا يوجد في هذا المجلس مقعد باسم رشيد أوشن في 21 نونبر 2026"), "{said:?}");
    // Others who match are enough, unless a member's name is exactly the text.
    let found = clerk.form(NEW).await.fill("authors-q", "rachid").press("authors:find").await;
    assert!(found.texts(".find [role=status]").is_empty(), "{}", found.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_deposit_by_somebody_seated_elsewhere_is_refused(app: TestApp) {
    let clerk = clerk(&app).await;
    let form = || async { clerk.form(NEW).await.fill("subject-fr", "Objet").fill("legislature", "11") };
    for (slug, taken) in [("rachid-el-alami", true), ("nouveau-rachidi", true), ("rachid-ouchen", false)] {
        // A value that the form does not offer, as a script would send it.
        let page = form().await.fill("authors-q", "").fill("subject-fr", slug);
        let once = page.value("once");
        let fields = [("do", "deposit"), ("once", &*once), ("subject-fr", slug), ("legislature", "11"), ("authors", slug)];
        let today = [("deposited-day", "21"), ("deposited-month", "11"), ("deposited-year", "2026")];
        let fields = [fields.as_slice(), &today].concat();
        let answer = clerk.post(NEW, &fields).await;
        assert_eq!(answer.status.as_u16(), if taken { 303 } else { 422 }, "{slug}: {}", answer.text());
    }
    // A seat that has ended, for the form of the deposit.
    let page = form().await.fill("authors-q", "Mustapha Dahmani").press("save").await;
    let work = page.address.clone();
    let member = app.number("SELECT id FROM member WHERE slug = 'mustapha-dahmani'").await;
    app.execute(&format!("UPDATE seat SET held_to = '2026-11-10' WHERE member_id = {member}")).await;
    let refused = clerk.form(&format!("{work}/deposit")).await.submit().await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Mustapha Dahmani ne siège pas à cette Chambre à la date du 21 novembre 2026"), "{}", refused.text());
    let refused = clerk.form(&format!("{}/deposit", work.replacen("/fr/", "/ar/", 1))).await.submit().await;
    assert!(refused.text().contains("مقعد باسم المصطفى الدحماني في 21 نونبر 2026"), "{}", refused.text());
    let form = clerk.form(&format!("{work}/deposit")).await.fill("on-day", "10").fill("on-month", "11").fill("on-year", "2026");
    assert_eq!(form.submit().await.texts(".flash"), ["La question est déposée."], "the day of deposit counts");
    app.index().await;
}

#[apply(both_databases)]
async fn a_program_is_told_which_author_it_is(app: TestApp) {
    let _ = clerk(&app).await;
    let token = format!("Bearer {}", app.token(Scope::Import, Some(Chamber::Councillors)).await);
    let send = async |key: &str, body: Value| {
        let headers: [(&str, &[u8]); 4] =
            [("authorization", token.as_bytes()), ("host", b"jawab.test"), ("idempotency-key", key.as_bytes()), ("accept-language", b"fr")];
        app.send_body(Method::POST, "/api/v1/questions", &headers, body.to_string().into_bytes()).await
    };
    let body = json!({ "chamber": "councillors", "legislature": 11, "subject": { "fr": "Objet" }, "authors": ["mustapha-dahmani", "rachid-ouchen"] });
    let page = send("a", body).await;
    assert_eq!((page.status.as_u16(), &page.json()["errors"][0]["pointer"]), (422, &json!("/authors/1")), "{}", page.body);
    assert!(page.json()["errors"][0]["detail"].as_str().unwrap().contains("Rachid Ouchen ne siège pas"), "{}", page.body);
    let body = json!({
        "chamber": "councillors", "legislature": 11, "subject": { "fr": "Objet" }, "authors": ["mustapha-dahmani"],
        "deposit": { "on": "2016-11-27" },
    });
    let page = send("b", body).await;
    assert_eq!((page.status.as_u16(), &page.json()["errors"][0]["pointer"]), (422, &json!("/deposit/on")), "{}", page.body);
    app.index().await;
}

#[apply(both_databases)]
async fn names_are_found_however_they_are_typed(app: TestApp) {
    let clerk = clerk(&app).await;
    for words in ["دحماني", "دحماني مصطفى", "الدحماني المصطفى", "dahmani mustapha", "DAHM", "Dahmani, Mustapha"]
    {
        let page = clerk.form(NEW).await.fill("authors-q", words).press("authors:find").await;
        assert_eq!(offered(&page), ["mustapha-dahmani"], "{words}: {}", page.text());
    }
    for words in ["رقمي", "إصلاح الانتقال", "numerique transition", "reforme administration"] {
        let page = clerk.form(NEW).await.fill("ministries-q", words).press("ministries:find").await;
        assert_eq!(page.all("input[name=ministries]").len(), 1, "{words}: {}", page.text());
    }
    app.index().await;
}

#[apply(both_databases)]
async fn nobody_is_ticked_by_a_part_of_a_name(app: TestApp) {
    let clerk = clerk(&app).await;
    for (press, status) in [("authors:find", 200), ("enter", 200), ("save", 422), ("deposit", 422)] {
        let page = clerk.form(NEW).await.fill("subject-fr", "Objet").fill("authors-q", "dahmani").press(press).await;
        assert_eq!((page.status.as_u16(), offered(&page)), (status, vec!["mustapha-dahmani".to_owned()]), "{press}");
        assert!(page.all("input[name=authors][checked]").is_empty(), "{press}");
        let said = page.text().contains("Un nom ressemble à ce que vous avez écrit : cochez-le si c’est le bon.");
        assert_eq!(said, status == 422, "{press}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM question WHERE status = 'draft'").await, 0);
    app.index().await;
}

#[apply(both_databases)]
async fn nobody_found_says_what_to_do(app: TestApp) {
    let clerk = clerk(&app).await;
    let page = clerk.form(NEW).await.fill("authors-q", "Personne").fill("ministries-q", "Rien").press("enter").await;
    let said = page.texts(".find [role=status]");
    assert!(said.len() == 2 && said.iter().all(|words| words.contains("demandez à l’administration du site de l’ajouter")), "{said:?}");
    app.index().await;
}
