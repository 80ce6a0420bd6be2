//! Likely duplicates of what is being typed.

use jawab_domain::{Locale, PerLocale};
use jawab_service::duplicates::{Duplicate, likely_duplicates};
use jawab_tests::{TestApp, on_both_databases, records::record};
use serde_json::json;

on_both_databases!(a_duplicate_is_found_in_either_language_with_its_answer, what_the_public_may_not_see_is_no_duplicate);

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
    likely_duplicates(app.app.engine.as_ref(), &app.app.database, app.today(), &typed, except).await.unwrap()
}

fn sources(found: &[Duplicate]) -> Vec<&str> {
    found.iter().filter_map(|one| one.record.source_id.as_deref()).collect()
}

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

async fn what_the_public_may_not_see_is_no_duplicate(app: TestApp) {
    load(&app).await;
    app.hide_unindexed("eau").await;
    assert_eq!(sources(&find(&app, Locale::Fr, "Pénurie d’eau potable en milieu rural", None).await), ["vieux"]);
    app.index().await;
}
