//! Records whose every text is hostile are displayed as text, and run nothing.

use jawab_tests::{
    TestApp, apply, both_databases,
    hostile::{escape, texts},
    records::{lines, record},
};
use serde_json::{Value, json};

use super::assert_sound;

/// A record with the same text in every field.
fn saying(n: usize, text: &str) -> Value {
    let both = json!({ "ar": text, "fr": text });
    let source = json!({ "document": text, "page": text });
    let full = json!({ "body": text, "source": source, "reviewed": { "by": text, "on": "2026-11-20" } });
    record(
        &format!("h{n}"),
        json!({
            "legislature": 11, "number": n + 1, "deposited_on": "2026-11-01", "transmitted_on": "2026-11-02",
            "subject": both, "text": { "ar": full, "fr": full }, "sub_questions": [both], "themes": [both],
            "authors": [{ "name": both, "group": both, "district": both }], "ministries": [both],
            "transfers": [{ "from": { "fr": "Avant" }, "to": both, "on": "2026-11-03", "reason": text }],
            "answer": { "date": "2026-11-10", "minister": both, "texts": { "ar": full } },
            "press": [{ "lang": "fr", "title": text, "outlet": text, "url": "https://example.org/\"><script>" }],
        }),
    )
}

async fn load(app: &TestApp) -> Vec<(usize, String)> {
    let all: Vec<(usize, String)> = texts().into_iter().enumerate().collect();
    let report = app.import(&lines(&all.iter().map(|(n, text)| saying(*n, text)).collect::<Vec<_>>())).await;
    app.index().await;
    let taken = |n: usize| !report.reasons.first().iter().any(|rejection| rejection.line == n as u64 + 1);
    let taken: Vec<_> = all.into_iter().filter(|(n, _)| taken(*n)).collect();
    assert!(taken.len() > 60, "only {} went in: {:?}", taken.len(), report.reasons);
    taken
}

#[apply(both_databases)]
async fn hostile_texts_are_shown_and_do_nothing(app: TestApp) {
    for (n, text) in load(&app).await {
        let french = app.get(&format!("/fr/questions/representatives/11/{}", n + 1)).await;
        assert_eq!(french.status, 200);
        assert_sound(&french);
        assert_sound(&app.get(&format!("/ar/questions/representatives/11/{}", n + 1)).await);
        if let Some(line) = text.lines().next().filter(|line| line.bytes().all(|byte| (b' '..0x7f).contains(&byte)) && !line.contains("  "))
        {
            assert!(french.texts("h1").concat().contains(line.trim()), "{line}");
        }
    }
    for list in [
        "/fr",
        "/ar",
        "/fr/questions",
        "/ar/questions?sort=due",
        "/fr/ministries",
        "/ar/members",
        "/ar/overdue",
        "/fr/search?chamber=representatives",
    ] {
        assert_sound(&app.get(list).await);
    }
    let people = [("ministries", app.get_json("/api/v1/ministries").await), ("members", app.get_json("/api/v1/members").await)];
    for (sort, listed) in people {
        for one in listed["items"].as_array().unwrap() {
            let page = app.get(&format!("/fr/{sort}/{}", escape(one["slug"].as_str().unwrap()))).await;
            assert_eq!(page.status, 200);
            assert_sound(&page);
        }
    }
}

#[apply(both_databases)]
async fn hostile_texts_are_found_and_marked(app: TestApp) {
    load(&app).await;
    for search in ["alert", "script", "\"DROP TABLE\"", "passwd", "onerror", "hello", "evil.example"] {
        let page = app.get(&format!("/fr/search?q={}", escape(search))).await;
        assert_sound(&page);
        assert!(!page.all("mark").is_empty(), "{search}");
    }
    let suggestions = app.get_json("/fr/search/suggest?q=alert").await;
    assert!(!suggestions["suggestions"].as_array().unwrap().is_empty());
}
