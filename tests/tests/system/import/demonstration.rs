//! The demonstration that `serve --demo` loads.

use jawab_domain::StandingKind;
use jawab_service::import::Import;
use jawab_tests::{TestApp, apply, both_databases, records::DEMONSTRATION};

use super::counts;

async fn import(app: &TestApp) -> [u64; 5] {
    let import = Import { relative_to: Some(app.today()), ..app.import_of(DEMONSTRATION) };
    let report = app.run_import(&import).await.unwrap();
    assert!(report.rejected == 0 && report.notes.is_empty(), "{report:?}");
    app.index().await;
    counts(&report)
}

#[apply(both_databases)]
async fn the_demonstration_goes_in_whole(app: TestApp) {
    let records = DEMONSTRATION.lines().count() as u64;
    assert_eq!(import(&app).await, [records, 0, 0, 0, 0]);
    let api = app.get_json("/api/v1/questions").await;
    assert_eq!(api["total"], records);
    for question in api["questions"].as_array().unwrap() {
        for address in [&question["url"]["ar"], &question["url"]["fr"]] {
            let path = address.as_str().unwrap().strip_prefix("https://jawab.test").unwrap();
            assert_eq!(app.get(path).await.status, 200, "{path}");
        }
    }
    for home in ["/ar", "/fr"] {
        assert_eq!(app.get(home).await.all(".banner").len(), 1, "the page says that all of it is invented");
    }
}

#[apply(both_databases)]
async fn the_demonstration_shows_every_standing(app: TestApp) {
    import(&app).await;
    let mut all = 0;
    for kind in StandingKind::ALL {
        let total = app.get_json(&format!("/api/v1/questions?standing={kind}")).await["total"].as_u64().unwrap();
        assert!(total > 0 || *kind == StandingKind::Answered, "{kind}");
        all += total;
    }
    assert_eq!(all, app.get_json("/api/v1/questions").await["total"], "every question stands somewhere, and in one place only");
}

#[apply(both_databases)]
async fn the_same_file_twice_changes_nothing(app: TestApp) {
    let [created, ..] = import(&app).await;
    let before = app.app.database.generation().await.unwrap();
    let versions = app.number("SELECT CAST(SUM(version) AS BIGINT) FROM question").await;
    let events = app.number("SELECT COUNT(*) FROM event").await;
    assert_eq!(import(&app).await, [0, 0, created, 0, 0]);
    assert_eq!(app.app.database.generation().await.unwrap(), before, "readers keep their cached pages");
    assert_eq!(app.number("SELECT COUNT(*) FROM event").await, events);
    assert_eq!(app.number("SELECT CAST(SUM(version) AS BIGINT) FROM question").await, versions);
}
