//! Legislatures, groups and themes.

use jawab_tests::{
    TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

use super::{Dated, address, faults, twice};

#[apply(both_databases)]
async fn legislatures_do_not_overlap(app: TestApp) {
    let administrator = app.administrator().await;
    let new = "/fr/staff/reference/legislatures/new";
    let add = async |ordinal: &str, from: &str, to: &str| {
        let form = administrator.form(new).await.fill("ordinal", ordinal).on("begins", from);
        if to.is_empty() { form.send().await } else { form.on("ends", to).send().await }
    };
    assert_eq!(faults(&administrator.form(new).await.send().await), ["ordinal", "begins"]);
    assert_eq!(add("11", "2021-10-08", "").await.status, 303);
    assert_eq!(faults(&add("11", "2026-10-09", "").await), ["ordinal"]);
    assert_eq!(faults(&add("12", "2026-10-09", "").await), ["begins"], "the eleventh has no end yet");
    assert_eq!(faults(&add("10", "2016-10-14", "2016-10-01").await), ["ends"]);
    let at = "/fr/staff/reference/legislatures/11";
    let (mine, theirs) = (administrator.form(at).await, administrator.form(at).await);
    assert_eq!(theirs.on("ends", "2026-09-30").send().await.status, 303);
    let conflict = mine.on("ends", "2026-10-08").send().await;
    assert_eq!(conflict.status, 409);
    assert!(conflict.texts(".theirs").contains(&"30 septembre 2026".to_owned()), "{:?}", conflict.texts(".theirs"));
    assert_eq!(administrator.form_in(&conflict, None).send().await.status, 303, "seen, it may be saved");
    assert_eq!(add("12", "2026-10-09", "").await.status, 303);
    assert_eq!(app.number("SELECT COUNT(*) FROM audit WHERE action LIKE 'legislature.%'").await, 4);
}

#[apply(both_databases)]
async fn a_last_day_before_which_not_all_questions_were_deposited_is_asked_about(app: TestApp) {
    let question = |n: i32, on: &str| record(&format!("t:{n}"), json!({ "legislature": 11, "number": n, "deposited_on": on }));
    app.load(&[question(1, "2026-09-01"), question(2, "2026-10-02"), question(3, "2026-11-10")]).await;
    let administrator = app.administrator().await;
    let form = administrator.form("/fr/staff/reference/legislatures/new").await.fill("ordinal", "11").on("begins", "2021-10-08");
    assert_eq!(form.send().await.status, 303);
    let at = "/fr/staff/reference/legislatures/11";
    let form = administrator.form(at).await;
    assert!(!form.has("outside"));
    let asked = form.on("ends", "2026-10-01").send().await;
    assert_eq!(faults(&asked), ["outside"]);
    assert!(asked.text().contains("2 questions de cette législature ont été déposées en dehors de ces jours"), "{}", asked.text());
    // One more meanwhile is asked about anew.
    app.load(&[question(4, "2026-11-11")]).await;
    let anew = administrator.form_in(&asked, None).fill("outside", "2").send().await;
    assert!(anew.status == 422 && anew.text().contains("3 questions de cette législature"), "{}", anew.text());
    assert!(anew.all("input[name=outside][checked]").is_empty(), "{}", anew.text());
    assert_eq!(administrator.form_in(&anew, None).fill("outside", "3").send().await.status, 303);
    // What is outside already is no news.
    assert_eq!(administrator.form(at).await.on("begins", "2021-10-07").send().await.status, 303);
    assert_eq!(faults(&administrator.form(at).await.on("ends", "2026-08-31").send().await), ["outside"]);
    app.index().await;
}

#[apply(both_databases)]
async fn a_group_is_renamed_with_its_questions(app: TestApp) {
    let authors = json!([{ "name": { "fr": "Ali Un" }, "group": { "fr": "Groupe A" } }]);
    app.load(&[record("t:1", json!({ "authors": authors, "legislature": 11, "number": 1 }))]).await;
    let administrator = app.administrator().await;
    let at = address(&app, "groups", "Groupe A").await;
    let entered = administrator.form(&at).await.fill("name-fr", "Groupe de l’Avenir").enter().await;
    assert_eq!(administrator.form_in(&entered, None).value("name-fr"), "Groupe de l’Avenir", "Enter shows the form again");
    assert!(app.strings("SELECT name FROM political_group_name").await.iter().all(|name| name == "Groupe A"), "and renames nothing");
    twice(&administrator, &at, |form| {
        form.fill("name-fr", "Groupe de l’Avenir").fill("name-ar", "فريق المستقبل").fill("kind", "groupement")
    })
    .await;
    app.index().await;
    let member = app.get("/fr/members/ali-un").await.text();
    assert!(member.contains("Groupe de l’Avenir"), "{member}");
    assert_eq!(app.strings("SELECT kind FROM political_group").await, ["groupement"]);
    let same =
        administrator.form("/fr/staff/reference/groups/new").await.fill("name-fr", "groupe de l'avenir").fill("chamber", "representatives");
    assert_eq!(faults(&same.send().await), ["name"]);
    let other =
        administrator.form("/fr/staff/reference/groups/new").await.fill("name-fr", "Groupe de l’Avenir").fill("chamber", "councillors");
    assert_eq!(other.send().await.status, 303, "the other Chamber may have one of that name");
}

#[apply(both_databases)]
async fn a_merged_theme_leads_on(app: TestApp) {
    let theme =
        |n: i32, themes: serde_json::Value| record(&format!("t:{n}"), json!({ "themes": themes, "ministry": ministries::health() }));
    app.load(&[
        theme(1, json!([{ "fr": "Écoles" }])),
        theme(2, json!([{ "fr": "Écoles" }, { "fr": "Éducation" }])),
        theme(3, json!([{ "fr": "Éducation" }])),
    ])
    .await;
    let administrator = app.administrator().await;
    let at = "/fr/staff/reference/themes/ecoles/merge";
    let entered = administrator.form(at).await.fill("into", "education").enter().await;
    assert_eq!((entered.status.as_u16(), app.number("SELECT COUNT(*) FROM theme").await), (200, 2), "Enter merges nothing");
    let shown = administrator.form(at).await.fill("into", "education").submit().await;
    assert!(shown.text().contains("2 questions passent au thème"), "{}", shown.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM theme").await, 2, "what a merger does is shown first");
    app.load(&[theme(5, json!([{ "fr": "Écoles" }]))]).await;
    let other = administrator.form_in(&shown, None).press("confirm").await;
    assert!(other.texts(".error-summary[role=alert] li").concat().starts_with("Les effets ne seraient plus"), "{}", other.text());
    assert!(other.text().contains("3 questions passent au thème"), "{}", other.text());
    twice(&administrator, at, |form| form.fill("into", "education")).await;
    app.index().await;
    for slug in ["ecoles", "education"] {
        assert_eq!(app.get(&format!("/fr/questions?theme={slug}")).await.subjects().len(), 4, "{slug}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM theme").await, 1);
    app.load(&[theme(4, json!([{ "fr": "écoles" }]))]).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM theme").await, 1, "imports know the theme by its old name");
    assert_eq!(administrator.get_once("/fr/staff/reference/themes/ecoles").await.status, 404);
}

#[apply(both_databases)]
async fn imports_know_a_theme_by_every_name_that_it_had(app: TestApp) {
    let theme =
        |n: i32, names: serde_json::Value| record(&format!("t:{n}"), json!({ "themes": [names], "ministry": ministries::health() }));
    let (both, other) = (json!({ "ar": "الطرق", "fr": "Routes" }), json!({ "ar": "النقل", "fr": "Transport" }));
    app.load(&[theme(1, both), theme(2, other)]).await;
    let administrator = app.administrator().await;
    let at = "/fr/staff/reference/themes/routes";
    twice(&administrator, at, |form| form.fill("name-fr", "Voirie").fill("name-ar", "المسالك")).await;
    twice(&administrator, &format!("{at}/merge"), |form| form.fill("into", "transport")).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM theme").await, 1);
    let names = [json!({ "ar": "الطرق" }), json!({ "fr": "Routes" }), json!({ "ar": "المسالك" }), json!({ "fr": "Voirie" })];
    for (n, names) in (3..).zip(names) {
        app.load(&[theme(n, names.clone())]).await;
        assert_eq!(app.number("SELECT COUNT(*) FROM theme").await, 1, "{names}");
    }
    app.index().await;
    assert_eq!(app.get("/fr/questions?theme=transport").await.subjects().len(), 6);
}

#[apply(both_databases)]
async fn each_register_is_listed_in_both_languages(app: TestApp) {
    let authors = json!([{ "name": { "fr": "Ali Un" }, "group": { "fr": "Groupe A" } }]);
    app.load(&[record("t:1", json!({ "authors": authors, "themes": [{ "ar": "الماء" }], "ministry": ministries::health() }))]).await;
    app.execute("INSERT INTO legislature (ordinal, begins_on) VALUES (11, '2021-10-08')").await;
    let administrator = app.administrator().await;
    for locale in ["ar", "fr"] {
        let index = administrator.get(&format!("/{locale}/staff/reference")).await;
        let links = index.attributes(".list .item a", "href");
        assert_eq!(links.len(), 8, "{links:?}");
        for link in links {
            let page = administrator.get(&link).await;
            assert_eq!(page.status, 200, "{link}");
            for entry in page.attributes("main a[href*='/staff/reference/']", "href") {
                assert_eq!(administrator.get(&entry).await.status, 200, "{entry}");
            }
        }
    }
    let found = administrator.get("/fr/staff/reference/members?q=ALI").await;
    assert_eq!(found.all(".list .item").len(), 1);
    assert_eq!(administrator.get("/fr/staff/reference/members?q=nobody").await.all(".list .item").len(), 0);
}
