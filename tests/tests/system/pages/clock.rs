//! Standings change with the day, without any write.

use jawab_tests::{
    TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

async fn due_today(app: &TestApp) {
    app.load(&[record("a", json!({ "legislature": 11, "number": 1, "transmitted_on": "2026-11-01", "ministry": ministries::health() }))])
        .await;
}

async fn standing(app: &TestApp) -> (String, Option<i64>) {
    let question = app.get_json("/api/v1/questions/representatives/11/1").await;
    let standing = question["standing"].as_str().unwrap().to_owned();
    for kind in ["overdue", "due_today", "due_soon", "on_time"] {
        let there = u64::from(kind == standing);
        assert_eq!(app.get_json(&format!("/api/v1/questions?standing={kind}")).await["total"], there, "list: {kind}");
        assert_eq!(app.get_json(&format!("/api/v1/search?q=sujet&standing={kind}")).await["total"], there, "search: {kind}");
    }
    (standing, question["standing_days"].as_i64())
}

#[apply(both_databases)]
async fn a_question_becomes_overdue_overnight(app: TestApp) {
    due_today(&app).await;
    let generation = app.app.database.generation().await.unwrap();
    let mut tags = Vec::new();
    for (now, expected) in [
        ("2026-11-15T10:00:00Z", ("on_time", Some(6))),
        ("2026-11-16T10:00:00Z", ("due_soon", Some(5))),
        ("2026-11-20T10:00:00Z", ("due_soon", Some(1))),
        ("2026-11-21T10:00:00Z", ("due_today", Some(0))),
        ("2026-11-22T10:00:00Z", ("overdue", Some(1))),
        ("2026-12-21T10:00:00Z", ("overdue", Some(30))),
    ] {
        app.set_clock(now);
        let (kind, days) = standing(&app).await;
        assert_eq!((kind.as_str(), days), expected, "{now}");
        let page = app.get("/fr/questions/representatives/11/1").await;
        tags.push((page.header("etag").to_owned(), page.texts("main .tag").concat()));
        let overdue = app.get("/fr/overdue").await.texts("main .list .item h3");
        assert_eq!(overdue.len(), usize::from(kind == "overdue"), "{now}");
    }
    tags.dedup_by(|a, b| a == b);
    assert_eq!(tags.len(), 6, "each day's page is another: {tags:?}");
    assert_eq!(app.app.database.generation().await.unwrap(), generation, "nothing was written");
}

#[apply(both_databases)]
async fn the_day_turns_at_midnight_in_morocco(app: TestApp) {
    due_today(&app).await;
    app.set_clock("2026-11-21T23:59:59Z");
    assert_eq!(standing(&app).await.0, "due_today");
    app.set_clock("2026-11-22T00:00:00Z");
    assert_eq!(standing(&app).await.0, "overdue");
}

#[apply(both_databases)]
async fn a_deadline_that_cannot_be_counted_says_what_is_not_known(app: TestApp) {
    let of = |number: u32, fields: serde_json::Value| {
        let mut record = record(&number.to_string(), json!({ "legislature": 11, "number": number, "status": "transmitted" }));
        record.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        record
    };
    app.load(&[of(1, json!({ "transmitted_on": "2026-11-01" })), of(2, json!({ "ministry": ministries::health() })), of(3, json!({}))])
        .await;
    for (number, french, arabic) in [
        (1, "Le département saisi n’est pas connu", "القطاع الذي أحيل عليه السؤال غير معروف"),
        (2, "La date de transmission n’est pas connue", "تاريخ الإحالة غير معروف"),
        (3, "La date de transmission n’est pas connue", "تاريخ الإحالة غير معروف"),
    ] {
        for (locale, words) in [("fr", french), ("ar", arabic)] {
            let said = app.get(&format!("/{locale}/questions/representatives/11/{number}")).await.texts(".deadline").concat();
            assert!(said.contains(words), "{number}: {said}");
        }
    }
}
