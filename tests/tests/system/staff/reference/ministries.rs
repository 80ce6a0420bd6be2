//! Ministries: renamed, merged, split; nothing of their past is lost.

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
    let merged = administrator.form(&at).await.fill("kind", "merged").fill("to", &new).fill("open", &new).on("on", "2026-11-20");
    let shown = merged.fill("reason", "Décret de nomination").enter().await;
    let said = shown.texts(".effect li");
    assert!(said.len() == 2 && said[0].starts_with("3 questions en cours passent"), "{said:?}: {}", shown.text());
    let _ = administrator.form_in(&shown, None).enter().await;
    assert_eq!(app.number("SELECT COUNT(*) FROM ministry_succession").await, 0, "Enter moves nothing");
    let other = administrator.form_in(&shown, None).on("on", "2026-11-19").press("confirm").await;
    assert_eq!(other.texts(".effect li").len(), 2, "nor is something else done than what was shown: {}", other.text());
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
    let back = administrator.form(&format!("/fr/staff/reference/ministries/{new}/succession")).await;
    let back = back.fill("kind", "replaced").fill("to", &old).on("on", "2026-11-21").fill("reason", "Retour").send().await;
    assert_eq!(faults(&back), ["to"], "nothing becomes what it came from");
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
