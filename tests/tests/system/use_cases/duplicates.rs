//! Likely duplicates of what is being typed.

use jawab_domain::{Chamber, Locale, PerLocale};
use jawab_service::duplicates::{Duplicate, likely_duplicates};
use jawab_store::Viewer;
use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

use super::staff_app::StaffApp;

async fn load(app: &TestApp) {
    let answer = |on: &str| json!({ "texts": { "fr": "Oui." }, "date": on });
    app.load(&[
        record(
            "eau",
            json!({ "subject": { "ar": "ندرة الماء الصالح للشرب في العالم القروي", "fr": "Pénurie d’eau potable en milieu rural" },
            "transmitted_on": "2026-09-01", "ministry": { "fr": "Eau" }, "answer": answer("2026-10-01") }),
        ),
        record(
            "vieux",
            json!({ "subject": { "fr": "Pénurie d’eau potable en montagne" },
            "transmitted_on": "2025-01-01", "ministry": { "fr": "Eau" }, "answer": answer("2025-02-01") }),
        ),
        record("route", json!({ "subject": { "fr": "Entretien des routes nationales" } })),
    ])
    .await;
}

async fn find(app: &TestApp, locale: Locale, typed: &str, except: Option<i64>) -> Vec<Duplicate> {
    let typed: PerLocale<String> = [(locale, typed.to_owned())].into_iter().collect();
    likely_duplicates(app.app.engine.as_ref(), &app.app.database, Viewer::Public, app.today(), &typed, except).await.unwrap()
}

fn sources(found: &[Duplicate]) -> Vec<&str> {
    found.iter().filter_map(|one| one.record.source_id.as_deref()).collect()
}

#[apply(both_databases)]
async fn a_duplicate_is_found_in_either_language_with_its_answer(app: TestApp) {
    load(&app).await;
    let french = find(&app, Locale::Fr, "La pénurie d’eau potable dans le milieu rural -", None).await;
    assert_eq!(sources(&french), ["eau", "vieux"]);
    assert!(french[0].similarity > 0.9 && french[0].similarity > french[1].similarity, "{french:?}");
    assert_eq!((french[0].answered_within_six_months, french[1].answered_within_six_months), (true, false));
    let arabic = find(&app, Locale::Ar, "مشكل ندرة الماء الصالح للشرب بالعالم القروي", None).await;
    assert_eq!(sources(&arabic), ["eau"]);
    assert_eq!(sources(&find(&app, Locale::Fr, "Entretien des routes", None).await), ["route"]);
    assert_eq!(find(&app, Locale::Fr, "Le la les -\"\" ", None).await, []);
    assert_eq!(find(&app, Locale::Fr, "Recrutement des enseignants de musique", None).await, []);
    let own = app.id("eau").await;
    assert_eq!(sources(&find(&app, Locale::Fr, "Pénurie d’eau potable en milieu rural", Some(own)).await), ["vieux"]);
}

#[apply(both_databases)]
async fn a_long_text_in_one_language_hides_none_in_the_other(app: TestApp) {
    let text = json!({ "ar": "كلمة ".repeat(2_000), "fr": "Recrutement des enseignants de musique andalouse." });
    let asked = json!({ "fr": { "body": "Horaires du conservatoire municipal de musique ?", "provenance": "original" } });
    app.load(&[record("long", json!({ "subject": { "ar": "موضوع" }, "text": text, "sub_questions": [asked] }))]).await;
    for typed in ["Recrutement d’enseignants de musique andalouse", "Horaires du conservatoire municipal"] {
        assert_eq!(sources(&find(&app, Locale::Fr, typed, None).await), ["long"], "{typed}");
    }
}

#[apply(both_databases)]
async fn what_the_public_may_not_see_is_no_duplicate(app: TestApp) {
    load(&app).await;
    app.hide_unindexed("eau").await;
    assert_eq!(sources(&find(&app, Locale::Fr, "Pénurie d’eau potable en milieu rural", None).await), ["vieux"]);
    app.index().await;
}

#[apply(both_databases)]
async fn a_clerk_is_told_of_the_chambers_own_drafts(staff: StaffApp) {
    let typed: PerLocale<String> = [(Locale::Fr, "Pénurie d’eau potable en montagne".to_owned())].into_iter().collect();
    let draft = staff.log("La pénurie d’eau potable à la montagne").await;
    let transmitted = staff.transmitted("Eau potable : la pénurie en montagne").await;
    staff.log("Entretien des routes nationales").await;
    let find = async |viewer: Viewer, except: Option<i64>| {
        let (app, today) = (&staff.app.app, staff.app.today());
        let found = likely_duplicates(app.engine.as_ref(), &app.database, viewer, today, &typed, except).await.unwrap();
        found.iter().map(|one| one.record.id).collect::<Vec<_>>()
    };
    assert_eq!(find(Viewer::Clerk(Chamber::Councillors), None).await, [transmitted.id, draft.id]);
    assert_eq!(find(Viewer::Clerk(Chamber::Councillors), Some(draft.id)).await, [transmitted.id], "never itself");
    for viewer in [Viewer::Clerk(Chamber::Representatives), Viewer::Public] {
        assert!(find(viewer, None).await.is_empty(), "{viewer:?}");
    }
    let clerk = staff.app.clerk(Chamber::Councillors).await;
    let page = clerk.form("/fr/staff/questions/new").await.fill("subject-fr", "Pénurie d’eau potable en montagne").press("check").await;
    assert_eq!(
        page.attributes(".duplicates h3 a", "href"),
        [&transmitted.code, &draft.code].map(|code| format!("/fr/staff/questions/{code}"))
    );
    assert_eq!(page.texts(".duplicates .tag").iter().filter(|tag| *tag == "Non publiée").count(), 1, "{}", page.text());
    let other = staff.app.clerk(Chamber::Representatives).await;
    let page = other.form("/fr/staff/questions/new").await.fill("subject-fr", "Pénurie d’eau potable en montagne").press("check").await;
    assert!(page.all(".duplicates").is_empty());
    staff.app.index().await;
}
