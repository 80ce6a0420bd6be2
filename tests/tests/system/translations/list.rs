//! What the desk lists, for whom, and in which order.

use jawab_domain::Chamber;
use jawab_tests::{TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::{counted, french, listed};

#[apply(both_databases)]
async fn each_kind_of_need_is_counted_and_narrowed_to(app: TestApp) {
    let translated = |id: &str, number: i32, role: &str| {
        let mut record = french(id, number, &format!("2026-10-0{number}"));
        record["subject"]["ar"] = json!(format!("موضوع {id}"));
        record["subject_roles"]["ar"] = json!(role);
        record["text"]["ar"] = json!({ "body": "نص", "provenance": role });
        record
    };
    let mut answered = translated("answered", 5, "original");
    answered["transmitted_on"] = json!("2026-10-06");
    answered["ministry"] = ministries::health();
    answered["answer"] = json!({ "date": "2026-10-10", "texts": { "ar": { "body": "نعم.", "provenance": "original" } } });
    app.load(&[
        french("lacking", 1, "2026-10-01"),
        translated("machine", 2, "machine_translation"),
        translated("press", 3, "press_report"),
        translated("official", 4, "official_translation"),
        answered,
    ])
    .await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let all = clerk.get("/fr/staff/desk").await;
    assert_eq!(listed(&all), ["Sujet lacking", "Sujet machine", "Sujet press", "Sujet official", "Sujet answered"], "the oldest first");
    assert_eq!(counted(&all), ["2", "1", "1", "1"], "{}", all.text());
    for (query, expected) in [
        ("need=missing", vec!["Sujet lacking", "Sujet answered"]),
        ("need=machine", vec!["Sujet machine"]),
        ("need=unofficial", vec!["Sujet press"]),
        ("need=unreviewed", vec!["Sujet official"]),
        ("into=fr", vec!["Sujet answered"]),
        ("about=answer", vec!["Sujet answered"]),
        ("q=LACK", vec!["Sujet lacking"]),
        ("need=machine&into=fr", vec![]),
    ] {
        assert_eq!(listed(&clerk.get(&format!("/fr/staff/desk?{query}")).await), expected, "{query}");
    }
    let arabic = clerk.get("/ar/staff/desk?need=machine").await;
    assert_eq!(
        (listed(&arabic), counted(&arabic)),
        (vec!["موضوع machine".to_owned()], vec!["2".into(), "1".into(), "1".into(), "1".into()])
    );
}

#[apply(both_databases)]
async fn the_most_read_come_first_when_asked_for(app: TestApp) {
    app.load(&[french("old", 1, "2026-09-01"), french("read", 2, "2026-10-01"), french("new", 3, "2026-11-01")]).await;
    let generation = app.app.database.generation().await.unwrap();
    for _ in 0..3 {
        assert_eq!(app.get("/fr/questions/councillors/11/2").await.status, 200);
    }
    assert_eq!(app.get("/ar/questions/councillors/11/3").await.status, 200);
    assert_eq!(app.get("/fr/questions/councillors/11/99").await.status, 404);
    assert_eq!(app.number("SELECT COUNT(*) FROM question_view_count").await, 0, "no reader waits for a write");
    app.app.view_counter.write().await.unwrap();
    assert_eq!(app.get("/fr/questions/councillors/11/2").await.status, 200);
    app.app.view_counter.write().await.unwrap();
    assert_eq!(app.app.database.generation().await.unwrap(), generation, "pages stay in the cache");
    let clerk = app.clerk(Chamber::Councillors).await;
    assert_eq!(listed(&clerk.get("/fr/staff/desk").await), ["Sujet old", "Sujet read", "Sujet new"]);
    let read = clerk.get("/fr/staff/desk?order=read").await;
    assert_eq!(listed(&read), ["Sujet read", "Sujet new", "Sujet old"]);
    assert!(read.text().contains("4 lectures"), "{}", read.text());
}

#[apply(both_databases)]
async fn only_clerks_see_the_desk_and_only_their_chambers(app: TestApp) {
    let mut question = french("a", 1, "2026-10-01");
    question["transmitted_on"] = json!("2026-10-02");
    question["ministry"] = ministries::health();
    app.load(&[question]).await;
    let (own, other) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Representatives).await);
    let ministry = app.number("SELECT ministry_id FROM attribution").await;
    let agent = app.agent(&[ministry]).await;
    let editor = format!("/fr/staff/desk/{}/ar", app.code("a").await);
    assert_eq!(own.get(&editor).await.status, 200);
    assert!(own.get("/fr/staff").await.body.contains("href=\"/fr/staff/desk\""), "it is in the menu");
    let theirs = other.get("/fr/staff/desk").await;
    assert!(listed(&theirs).is_empty() && counted(&theirs).iter().all(|n| n == "0"), "{}", theirs.text());
    let fields = [("subject-1", "موضوع"), ("role", "official_translation"), ("version", "1")];
    assert_eq!((other.get(&editor).await.status.as_u16(), other.post(&editor, &fields).await.status.as_u16()), (404, 404));
    assert_eq!((agent.get("/fr/staff/desk").await.status.as_u16(), agent.get(&editor).await.status.as_u16()), (403, 403));
    assert_eq!(agent.post(&editor, &fields).await.status, 403);
    assert_eq!(own.get(&format!("{}en", editor.trim_end_matches("ar"))).await.status, 404);
    assert_eq!(own.get(&format!("{editor}/answers/nothing")).await.status, 404);
    assert_eq!(app.number("SELECT COUNT(*) FROM text WHERE locale = 'ar'").await, 0);
}

#[apply(both_databases)]
async fn many_texts_come_page_by_page(app: TestApp) {
    let all: Vec<_> = (1..=60).map(|n| french(&format!("n{n}"), n, "2026-10-01")).collect();
    app.load(&all).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let first = clerk.get("/fr/staff/desk?need=missing").await;
    assert_eq!((listed(&first).len(), counted(&first)[0].as_str()), (25, "60"));
    let last = clerk.get("/fr/staff/desk?need=missing&page=3").await;
    assert_eq!(listed(&last).len(), 10);
    let next = first.attributes("nav.pages a[rel=next]", "href");
    assert_eq!(next, ["/fr/staff/desk?need=missing&page=2"]);
}
