//! Ministries: renamed, merged, split; nothing of their past is lost.

use axum::http::Method;
use jawab_domain::{Chamber, access::Scope};
use jawab_tests::{
    TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

use super::{Dated, address, faults, one, twice};

async fn load(app: &TestApp) {
    let question = |n: i32, on: &str, ministry| {
        record(&format!("t:{n}"), json!({ "legislature": 11, "number": n, "deposited_on": on, "transmitted_on": on, "ministry": ministry }))
    };
    app.load(&[
        question(1, "2026-09-01", ministries::health()),
        question(2, "2026-11-10", ministries::health()),
        question(3, "2026-11-10", ministries::education()),
        record(
            "t:4",
            json!({ "legislature": 11, "number": 4, "deposited_on": "2026-11-10", "transmitted_on": "2026-11-10",
                    "ministries": [ministries::health(), ministries::education()] }),
        ),
    ])
    .await;
}

#[apply(both_databases)]
async fn a_new_name_leaves_the_old_one_to_the_questions_of_its_time(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    let at = address(&app, "ministries", "Santé et Protection sociale").await;
    let form = administrator.form(&at).await.fill("name-fr", "Santé publique").fill("name-ar", "الصحة العمومية").on("from", "2026-10-01");
    let page = form.submit().await;
    assert_eq!((page.status.as_u16(), page.texts(".flash")), (200, vec!["Enregistré.".to_owned()]), "{}", page.text());
    app.index().await;
    let old = app.get("/fr/questions/representatives/11/1").await.text();
    assert!(old.contains("Santé et Protection sociale"), "{old}");
    let new = app.get("/fr/questions/representatives/11/2").await.text();
    assert!(new.contains("Santé publique") && !new.contains("Santé et Protection sociale"), "{new}");
    let slug = at.rsplit('/').next().unwrap();
    let body = app.get(&format!("/fr/ministries/{slug}")).await;
    assert_eq!(body.texts("h1"), ["Santé publique"]);
    assert!(body.text().contains("jusqu’au 30 septembre 2026"), "{}", body.text());
    assert_eq!(app.get(&format!("/fr/questions?ministry={slug}")).await.subjects().len(), 3);
    let again = administrator.form(&at).await.fill("name-fr", "Santé").on("from", "2026-10-01").send().await;
    assert_eq!(faults(&again), ["from"], "before the present name began");
    let later = administrator.form(&at).await.fill("name-fr", "Santé").on("from", "2026-12-01").send().await;
    assert_eq!(faults(&later), ["from"]);
    let taken = administrator.form(&at).await.fill("name-fr", "éducation nationale").on("from", "2026-11-01").send().await;
    assert_eq!(faults(&taken), ["name"]);
}

#[apply(both_databases)]
async fn a_merger_leads_old_links_on_and_takes_open_work_along(app: TestApp) {
    load(&app).await;
    let id = async |name: &str| app.number(&format!("SELECT ministry_id FROM ministry_name WHERE name = '{name}'")).await;
    let (health, education) = (id("Santé et Protection sociale").await, id("Éducation nationale").await);
    let agent = app.agent(&[health]).await;
    let code = app.code("t:2").await;
    let slug_of = async |id: i64| one(&app, &format!("SELECT slug FROM ministry WHERE id = {id}")).await;
    let (old, new) = (slug_of(health).await, slug_of(education).await);
    let draft = agent.form_to(&format!("/fr/staff/answers/{code}/{old}"), "/draft").await;
    assert_eq!(draft.fill("text-fr", "Projet.").send().await.status, 303);
    let interior = one(&app, "SELECT CAST(MIN(id) AS TEXT) FROM ministry").await.parse::<i64>().unwrap();
    let elsewhere = if interior == health { education } else { interior };
    app.execute(&format!(
        "INSERT INTO transfer_request (question_id, from_ministry_id, to_ministry_id, reason, asked_by, asked_at) \
         SELECT id, {health}, {elsewhere}, 'Compétence', 'account:1', created_at FROM question WHERE source_id = 't:2'"
    ))
    .await;
    let administrator = app.administrator().await;
    let at = format!("/fr/staff/reference/ministries/{old}/succession");
    assert_eq!(faults(&administrator.form(&at).await.fill("kind", "merged").on("on", "2026-11-20").send().await), ["to"]);
    let form = administrator.form("/fr/staff/reference/ministries/new").await.fill("name-fr", "Culture").on("from", "2026-11-19");
    assert_eq!(form.send().await.status, 303);
    let both = administrator.form(&at).await.fill("kind", "merged").fill("to", &new).tick("to", "culture").fill("reason", "Décret");
    let both = both.on("on", "2026-11-20").send().await;
    assert_eq!(faults(&both), ["to"]);
    assert!(both.text().contains("n’en choisissez qu’un, ou choisissez la scission"), "{}", both.text());
    assert!(both.text().contains("l’historique de chaque question qui change de département"), "{}", both.text());
    let merged = administrator.form(&at).await.fill("kind", "merged").fill("to", &new).fill("open", &new).on("on", "2026-11-20");
    let shown = merged.fill("reason", "Décret de nomination").enter().await;
    let said = shown.texts(".effect li");
    assert!(said.len() == 2 && said[0].starts_with("3 questions en cours passent"), "{said:?}: {}", shown.text());
    let _ = administrator.form_in(&shown, None).enter().await;
    assert_eq!(app.number("SELECT COUNT(*) FROM ministry_succession").await, 0, "Enter moves nothing");
    let other = administrator.form_in(&shown, None).on("on", "2026-11-19").press("confirm").await;
    assert_eq!(other.texts(".effect li").len(), 2, "nor is something else done than what was shown: {}", other.text());
    assert!(other.texts(".error-summary[role=alert] li").concat().starts_with("Les effets ne seraient plus"), "{}", other.text());
    twice(&administrator, &at, |form| {
        let form = form.fill("kind", "merged").fill("to", &new).fill("open", &new).on("on", "2026-11-20");
        form.fill("reason", "Décret de nomination")
    })
    .await;
    app.index().await;
    assert_eq!(app.number("SELECT COUNT(*) FROM ministry_succession").await, 1);
    for (path, locale) in [("/fr/ministries/", "fr"), ("/ar/ministries/", "ar")] {
        let page = app.get(&format!("{path}{old}")).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.attributes(".notice a", "href"), [format!("/{locale}/ministries/{new}")]);
    }
    assert_eq!(app.get(&format!("/fr/questions?ministry={old}")).await.subjects().len(), 3, "what it ever had");
    assert_eq!(app.get(&format!("/fr/questions?ministry={new}")).await.subjects().len(), 4);
    assert!(app.get_json(&format!("/api/v1/questions?ministry={old}")).await["questions"].as_array().is_some_and(|all| all.len() == 3));
    let open = "SELECT COUNT(*) FROM attribution WHERE until IS NULL AND ministry_id = ";
    assert_eq!((app.number(&format!("{open}{health}")).await, app.number(&format!("{open}{education}")).await), (0, 4));
    assert_eq!(app.number("SELECT COUNT(*) FROM attribution WHERE due_on = '2026-11-30' AND until IS NULL").await, 3, "the clock goes on");
    let answer = agent.get(&format!("/fr/staff/answers/{code}/{new}")).await;
    assert_eq!(answer.status, 200, "the agent goes along: {}", answer.text());
    assert!(answer.body.contains("Projet."), "and so does the draft");
    let asked = app.strings("SELECT COALESCE(decision, 'open') FROM transfer_request").await;
    let wanted = if elsewhere == education { "granted" } else { "open" };
    assert_eq!(asked, [wanted], "what the ministry asked for is the successor's wish, or has come true");
    let kinds = app.strings(&format!("SELECT kind FROM event WHERE question_id = {} ORDER BY id", app.id("t:2").await)).await;
    assert_eq!(kinds.last().unwrap(), "transferred");
    let at = format!("/fr/staff/reference/ministries/{new}/succession");
    let page = administrator.get(&at).await;
    assert_eq!(page.attributes("input[name=to]", "value"), ["culture"], "what is no more is not on offer");
    let form = administrator.form_in(&page, None);
    let (once, version) = (form.value("once"), form.value("version"));
    let fields = [("do", "check"), ("once", &*once), ("version", &*version), ("kind", "replaced"), ("to", &*old), ("reason", "Retour")];
    for (day, is_gone) in [("21", true), ("19", false)] {
        let back = [fields.as_slice(), &[("on-day", day), ("on-month", "11"), ("on-year", "2026")]].concat();
        let back = administrator.post(&at, &back).await;
        assert_eq!(faults(&back), ["to"], "nothing becomes what it came from");
        assert_eq!(back.text().contains("n’existe plus depuis le 20 novembre 2026"), is_gone, "{day}: {}", back.text());
    }
}

/// Health is split on 20 November.
async fn split(app: &TestApp) {
    let administrator = app.administrator().await;
    for name in ["Santé", "Protection sociale"] {
        administrator.form("/fr/staff/reference/ministries/new").await.fill("name-fr", name).on("from", "2026-11-20").submit().await;
    }
    let at = format!("{}/succession", address(app, "ministries", "Santé et Protection sociale").await);
    let form = administrator.form(&at).await.fill("kind", "split").fill("to", "sante").tick("to", "protection-sociale");
    let shown = form.on("on", "2026-11-20").fill("reason", "Décret").submit().await;
    let page = administrator.form_in(&shown, None).press("confirm").await;
    assert_eq!(page.texts(".flash").len(), 1, "{}", page.text());
}

#[apply(both_databases)]
async fn what_is_no_more_is_offered_nowhere_and_names_what_it_became(app: TestApp) {
    const NAME: &str = "Santé et Protection sociale";
    const ENDED: &str = "Le département « Santé et Protection sociale » n’existe plus depuis le 20 novembre 2026. \
                         Choisissez ce qu’il est devenu (Santé, Protection sociale), ou corrigez la date.";
    load(&app).await;
    let clerk = app.clerk(Chamber::Representatives).await;
    let at = format!("/fr/staff/questions/{}/transfer", app.code("t:3").await);
    let asked = clerk.form(&at).await.fill("to-q", NAME).fill("reason", "Compétence").submit().await;
    assert_eq!(asked.all("main button[value=confirm]").len(), 1, "{}", asked.text());
    split(&app).await;
    let late = clerk.form_in(&asked, None).press("confirm").await;
    assert!(late.status == 422 && late.text().contains(ENDED), "not even where it was to be confirmed: {}", late.text());
    let found = clerk.form(&at).await.fill("to-q", NAME).press("to:find").await;
    assert!(found.all("input[name=to]").is_empty() && found.text().contains(ENDED), "{}", found.text());
    let refused = clerk.form(&at).await.fill("to-q", NAME).fill("reason", "Compétence").submit().await;
    assert_eq!((faults(&refused), refused.text().matches(ENDED).count()), (vec!["to".to_owned()], 2), "{}", refused.text());
    // On a day before its end it was there: it is offered, and shown with its end.
    let found = clerk.form(&at).await.fill("to-q", NAME).on("on", "2026-11-19").press("to:find").await;
    assert_eq!(found.texts(".picks small"), ["n’existe plus depuis le 20 novembre 2026"]);
    let right = clerk.form_in(&found, None).fill("reason", "Compétence").submit().await;
    assert_eq!((right.status.as_u16(), right.all("main button[value=confirm]").len()), (200, 1), "{}", right.text());
    let late = clerk.form_in(&found, None).on("on", "2026-11-21").fill("reason", "Compétence").submit().await;
    assert!(late.status == 422 && late.text().contains(ENDED), "{}", late.text());

    let new = clerk.form("/fr/staff/questions/new").await.fill("subject-fr", "Objet").fill("ministries-q", NAME);
    let page = new.press("ministries:find").await;
    assert!(page.all("input[name=ministries]").is_empty() && page.text().contains(ENDED), "{}", page.text());
    let page = clerk.form_in(&page, None).on("deposited", "2026-11-19").press("ministries:find").await;
    assert_eq!(page.attributes("input[name=ministries][checked]", "value"), ["sante-et-protection-sociale"]);
    let sent = clerk.form_in(&page, None).press("deposit-transmit").await;
    assert!(sent.status == 422 && sent.text().contains(ENDED), "it would be transmitted today: {}", sent.text());

    let agent = app.agent(&[app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Éducation nationale'").await]).await;
    let wish = agent.form_to(&format!("/fr/staff/answers/{}/education-nationale", app.code("t:3").await), "/transfer").await;
    let page = wish.fill("to-q", NAME).fill("reason", "Pas à nous.").submit().await;
    assert!(page.status == 422 && page.text().contains(ENDED), "{}", page.text());

    let token = format!("Bearer {}", app.token(Scope::Import, Some(Chamber::Representatives)).await);
    let body = json!({ "chamber": "representatives", "subject": { "fr": "Objet" }, "ministries": ["sante-et-protection-sociale"] });
    let headers: [(&str, &[u8]); 4] =
        [("authorization", token.as_bytes()), ("host", b"jawab.test"), ("idempotency-key", b"a"), ("accept-language", b"fr")];
    let page = app.send_body(Method::POST, "/api/v1/questions", &headers, body.to_string().into_bytes()).await;
    assert_eq!((page.status.as_u16(), &page.json()["errors"][0]["pointer"]), (422, &json!("/ministries/0")), "{}", page.body);
    assert_eq!(app.number("SELECT COUNT(*) FROM question").await, 4);
    // What is imported is history.
    app.load(&[record("t:5", json!({ "legislature": 11, "number": 5, "transmitted_on": "2026-11-21", "ministry": ministries::health() }))])
        .await;
    assert_eq!(app.number("SELECT COUNT(*) FROM question").await, 5);
    app.index().await;
}

#[apply(both_databases)]
async fn a_split_leaves_open_questions_where_they_are(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    for name in ["Santé", "Protection sociale"] {
        let page =
            administrator.form("/fr/staff/reference/ministries/new").await.fill("name-fr", name).on("from", "2026-11-20").submit().await;
        assert_eq!(page.status, 200, "{}", page.text());
    }
    let at = format!("{}/succession", address(&app, "ministries", "Santé et Protection sociale").await);
    let form = administrator.form(&at).await.fill("kind", "split").fill("to", "sante").on("on", "2026-11-20").fill("reason", "Décret");
    assert_eq!(faults(&form.send().await), ["to"], "one is no split");
    let form = administrator.form(&at).await.fill("kind", "split").fill("to", "sante").tick("to", "protection-sociale");
    let shown = form.on("on", "2026-11-20").fill("reason", "Décret").submit().await;
    assert!(shown.texts(".effect li")[0].ends_with("questions en cours restent où elles sont."), "{}", shown.text());
    let page = administrator.form_in(&shown, None).press("confirm").await;
    assert_eq!(page.texts(".flash").len(), 1, "{}", page.text());
    app.index().await;
    let old = app.get("/fr/ministries/sante-et-protection-sociale").await;
    let mut leads = old.attributes(".notice a", "href");
    leads.sort();
    assert_eq!(leads, ["/fr/ministries/protection-sociale", "/fr/ministries/sante"]);
    assert_eq!(app.number("SELECT COUNT(*) FROM attribution WHERE until IS NOT NULL").await, 0);
    let list = app.get("/fr/ministries").await;
    assert!(list.text().contains("Santé et Protection sociale ancien"), "{}", list.text());
}

#[apply(both_databases)]
async fn two_renamings_at_once_do_not_overwrite_each_other(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    let at = address(&app, "ministries", "Éducation nationale").await;
    let (mine, theirs) = (administrator.form(&at).await, administrator.form(&at).await);
    assert_eq!(theirs.fill("name-fr", "La leur").on("from", "2026-11-20").send().await.status, 303);
    let conflict = mine.fill("name-fr", "La mienne").on("from", "2026-11-21").send().await;
    assert_eq!(conflict.status, 409);
    let shown = conflict.texts(".theirs");
    assert!(shown[0].starts_with("La leur") && shown[1].starts_with("La mienne"), "{shown:?}");
    let form = administrator.form_in(&conflict, None);
    assert_eq!((form.value("name-fr"), form.value("from-day")), ("La mienne".into(), "21".into()), "nothing typed is lost");
    assert_eq!(form.send().await.status, 303);
    let names = app.strings("SELECT name FROM ministry_name WHERE locale = 'fr' AND ministry_id IN (SELECT ministry_id FROM ministry_name WHERE name = 'La leur') ORDER BY id").await;
    assert_eq!(names, ["Éducation nationale", "La leur", "La mienne"]);
    app.index().await;
}

#[apply(both_databases)]
async fn a_name_is_corrected_within_its_days(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    let at = address(&app, "ministries", "Éducation nationale").await;
    assert_eq!(administrator.form(&at).await.fill("name-fr", "Éducation").on("from", "2026-11-01").send().await.status, 303);
    let id = app.number("SELECT id FROM ministry_name WHERE name = 'Éducation'").await;
    let name = format!("{at}/names/{id}");
    let overlapping = administrator.form(&name).await.on("from", "2026-10-01").send().await;
    assert_eq!(faults(&overlapping), ["from"]);
    let page = administrator.form(&name).await.fill("name", "Éducation et Sports").submit().await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("Éducation et Sports"));
    app.index().await;
    let question = app.get("/fr/questions/representatives/11/3").await.text();
    assert!(question.contains("Éducation et Sports"), "{question}");
}
