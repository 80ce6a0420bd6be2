//! A hidden question is shown nowhere.

use jawab_tests::{
    TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

/// A text of the hidden question only.
const SECRET: &str = "Confidentiel";

fn secret() -> serde_json::Value {
    record(
        "secret",
        json!({
            "legislature": 11, "number": 2, "deposited_on": "2026-10-01", "transmitted_on": "2026-10-02", "ministry": ministries::health(),
            "authors": [{ "name": { "fr": "Ali Baba" }, "group": { "fr": "Groupe A" } }],
            "subject": { "fr": format!("{SECRET} objet"), "ar": format!("{SECRET} موضوع") }, "text": { "fr": format!("{SECRET} texte") },
        }),
    )
}

async fn load(app: &TestApp) {
    let seen = json!({
        "legislature": 11, "number": 1, "deposited_on": "2026-10-01", "transmitted_on": "2026-10-02", "ministry": ministries::health(),
        "authors": [{ "name": { "fr": "Ali Baba" }, "group": { "fr": "Groupe A" } }], "links": [{ "kind": "renews", "to": "secret" }],
        "answer": { "date": "2026-10-09", "texts": { "fr": "Oui." }, "also_answers": ["secret"] },
    });
    app.load(&[record("before", json!({ "number": 3, "legislature": 11 })), secret(), record("seen", seen)]).await;
    // Also under a former reference.
    app.load(&[{
        let mut moved = secret();
        moved["number"] = json!(4);
        moved
    }])
    .await;
}

/// Every URL that could show the text.
const ADDRESSES: [&str; 15] = [
    "/fr",
    "/fr/questions",
    "/fr/questions?standing=overdue",
    "/fr/questions?member=ali-baba",
    "/fr/questions?sort=due",
    "/fr/questions?sort=answered",
    "/fr/questions/representatives/11/1",
    "/fr/ministries/sante-et-protection-sociale",
    "/fr/members/ali-baba",
    "/fr/overdue",
    "/fr/search?ministry=sante-et-protection-sociale",
    "/fr/search/suggest?q=confid",
    "/api/v1/questions",
    "/api/v1/search?q=objet",
    "/api/v1/questions/representatives/11/1",
];

#[apply(both_databases)]
async fn a_hidden_question_is_nowhere_to_be_seen(app: TestApp) {
    load(&app).await;
    let code = app.code("secret").await;
    let by_address = [
        "/fr/questions/representatives/11/4".to_owned(),
        "/ar/questions/representatives/11/4".to_owned(),
        "/fr/questions/representatives/11/2".to_owned(),
        format!("/fr/questions/{code}"),
        "/api/v1/questions/representatives/11/4".to_owned(),
        "/api/v1/questions/representatives/11/2".to_owned(),
        format!("/api/v1/questions/{code}"),
    ];
    let mut shown = 0;
    for address in ADDRESSES {
        shown += usize::from(app.get(address).await.body.contains(SECRET));
    }
    assert!(shown > 10, "before it is hidden it is everywhere, but was seen {shown} times only");
    app.hide("secret").await;
    for address in ADDRESSES {
        for address in [address.to_owned(), address.replacen("/fr", "/ar", 1)] {
            let page = app.get(&address).await;
            assert_eq!(page.status, 200, "{address}");
            assert!(!page.body.contains(SECRET) && !page.body.contains(&code), "{address} shows it");
        }
    }
    for address in by_address {
        let page = app.get(&address).await;
        assert_eq!(page.status, 404, "{address}");
        assert!(!page.body.contains(SECRET), "{address}");
    }
    assert_eq!(app.get_json("/api/v1/questions").await["total"], 2);
    let found = app.get_json("/api/v1/search?chamber=representatives").await;
    assert_eq!((&found["total"], &found["facets"]["chamber"]["representatives"]), (&json!(2), &json!(2)));
    assert_eq!(found["facets"]["member"]["ali-baba"], 1);
    for list in ["/api/v1/ministries", "/api/v1/members"] {
        assert_eq!(app.get_json(list).await["items"][0]["questions"], 1, "{list}");
        assert_eq!(app.get_json(list).await["items"][0]["overdue"], 0, "{list}");
    }
    assert_eq!(app.get_json(&format!("/api/v1/search?q={SECRET}")).await["total"], 0);
}

#[apply(both_databases)]
async fn a_hidden_question_is_not_indexed_anew(app: TestApp) {
    load(&app).await;
    app.hide("secret").await;
    assert_eq!(app.app.indexer().reindex(|_, _| {}).await.unwrap().added, 2);
    assert_eq!(app.get_json(&format!("/api/v1/search?q={SECRET}")).await["total"], 0);
    assert_eq!(app.app.engine.versions().await.unwrap().len(), 2);
}

#[apply(both_databases)]
async fn a_hidden_question_stays_hidden_when_imported_again(app: TestApp) {
    load(&app).await;
    app.hide("secret").await;
    let mut changed = secret();
    changed["subject"]["fr"] = json!(format!("{SECRET} encore"));
    assert_eq!(app.load(&[changed]).await.updated, 1);
    assert_eq!(app.get("/fr/questions/representatives/11/2").await.status, 404);
    assert_eq!(app.get_json(&format!("/api/v1/search?q={SECRET}")).await["total"], 0);
}
