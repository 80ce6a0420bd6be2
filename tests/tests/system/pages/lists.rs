//! Lists, filtered and sorted.

use jawab_tests::{
    Page, TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::{Value, json};

/// Eight questions, each with another standing on 21 November 2026.
fn eight() -> Vec<Value> {
    let member = |name: &str, group: &str| json!([{ "name": { "fr": name }, "group": { "fr": group } }]);
    let (health, education) = (ministries::health(), ministries::education());
    let answered = |on: &str| json!({ "date": on, "texts": { "ar": "جواب" } });
    vec![
        record(
            "overdue",
            json!({ "deposited_on": "2026-10-01", "transmitted_on": "2026-10-02", "ministry": health, "authors": member("Ali Un", "Groupe A") }),
        ),
        record(
            "today",
            json!({ "deposited_on": "2026-10-30", "transmitted_on": "2026-11-01", "ministry": health, "authors": member("Ali Un", "Groupe A") }),
        ),
        record(
            "soon",
            json!({ "themes": [{ "fr": "Écoles", "ar": "المدارس" }], "deposited_on": "2026-11-02", "transmitted_on": "2026-11-06", "ministry": education, "authors": member("Omar Deux", "Groupe B") }),
        ),
        record(
            "ontime",
            json!({ "themes": [{ "fr": "Écoles", "ar": "المدارس" }, { "fr": "Forêts" }], "deposited_on": "2026-11-15", "transmitted_on": "2026-11-16", "ministries": [education, health], "chamber": "councillors" }),
        ),
        record("waiting", json!({ "deposited_on": "2026-11-18", "chamber": "councillors", "subject": { "ar": "سؤال" } })),
        record(
            "intime",
            json!({ "deposited_on": "2026-09-01", "transmitted_on": "2026-09-02", "ministry": health, "answer": answered("2026-09-22") }),
        ),
        record(
            "late",
            json!({ "deposited_on": "2026-08-01", "transmitted_on": "2026-08-02", "ministry": education, "answer": answered("2026-10-10") }),
        ),
        record("gone", json!({ "status": "withdrawn", "ended_on": "2026-11-01", "authors": member("Omar Deux", "Groupe B") })),
    ]
}

/// The questions of a page, by the last word of their subject.
fn listed(page: &Page) -> Vec<String> {
    page.subjects().iter().map(|subject| subject.rsplit(' ').next().unwrap().replace("سؤال", "waiting")).collect()
}

#[apply(both_databases)]
async fn each_filter_gives_exactly_its_questions(app: TestApp) {
    app.load(&eight()).await;
    for (query, expected) in [
        ("", "gone intime late ontime overdue soon today waiting"),
        ("chamber=councillors", "ontime waiting"),
        ("chamber=representatives", "gone intime late overdue soon today"),
        ("ministry=sante-et-protection-sociale", "intime ontime overdue today"),
        ("ministry=education-nationale", "late ontime soon"),
        ("group=groupe-a", "overdue today"),
        ("member=omar-deux", "gone soon"),
        ("theme=ecoles", "ontime soon"),
        ("theme=forets&chamber=councillors", "ontime"),
        ("status=deposited", "waiting"),
        ("status=transmitted", "ontime overdue soon today"),
        ("status=answered", "intime late"),
        ("status=withdrawn", "gone"),
        ("status=lapsed", ""),
        ("standing=overdue", "overdue"),
        ("standing=due_today", "today"),
        ("standing=due_soon", "soon"),
        ("standing=on_time", "ontime"),
        ("standing=not_started", "waiting"),
        ("standing=answered_on_time", "intime"),
        ("standing=answered_late", "late"),
        ("standing=closed", "gone"),
        ("from=2026-11-02", "ontime soon waiting"),
        ("to=2026-09-01", "intime late"),
        ("from=2026-10-01&to=2026-10-30", "overdue today"),
        ("lang=ar", "intime late waiting"),
        ("chamber=representatives&ministry=education-nationale&status=answered", "late"),
        ("chamber=&ministry=&status=&lang=&unknown=x", "gone intime late ontime overdue soon today waiting"),
    ] {
        for locale in ["ar", "fr"] {
            let page = app.get(&format!("/{locale}/questions?{query}")).await;
            let mut found = listed(&page);
            found.sort();
            assert_eq!((page.status.as_u16(), found.join(" ")), (200, expected.to_owned()), "{locale}: {query}");
        }
        let counted = app.get_json(&format!("/api/v1/questions?{query}")).await["total"].as_u64().unwrap();
        assert_eq!(counted, expected.split_whitespace().count() as u64, "{query}");
    }
}

#[apply(both_databases)]
async fn each_order_orders(app: TestApp) {
    app.load(&eight()).await;
    for (query, expected) in [
        ("", "waiting ontime soon today overdue intime late gone"),
        ("sort=deposited", "waiting ontime soon today overdue intime late gone"),
        ("sort=due&status=transmitted", "overdue today soon ontime"),
        ("sort=answered&status=answered", "late intime"),
    ] {
        assert_eq!(listed(&app.get(&format!("/fr/questions?{query}")).await).join(" "), expected, "{query}");
    }
    assert_eq!(
        listed(&app.get("/fr/questions?sort=due").await)[..4].join(" "),
        "overdue today soon ontime",
        "what has no due date comes last"
    );
    assert_eq!(listed(&app.get("/fr/questions?sort=answered").await)[..2].join(" "), "late intime");
}

#[apply(both_databases)]
async fn a_period_that_ends_before_it_begins_is_told_so(app: TestApp) {
    app.load(&eight()).await;
    for path in ["questions", "search"] {
        for (locale, words) in [("fr", "La date de fin précède la date de début"), ("ar", "تاريخ النهاية يسبق تاريخ البداية")]
        {
            let page = app.get(&format!("/{locale}/{path}?from=2026-12-01&to=2026-01-01")).await;
            let said = page.texts(".empty").concat();
            assert!(page.status == 422 && said.contains(words) && !said.contains("illisible"), "{path}: {said}");
        }
        let said = app.get(&format!("/fr/{path}?from=x&to=2026-01-01")).await.texts(".empty").concat();
        assert!(said.contains("illisible"), "{path}: {said}");
    }
}

#[apply(both_databases)]
async fn filters_that_cannot_be_used_are_said(app: TestApp) {
    app.load(&eight()).await;
    for query in [
        "chamber=x",
        "ministry=x",
        "group=x",
        "member=x",
        "theme=x",
        "sort=relevance",
        "status=draft",
        "standing=x",
        "from=x",
        "to=2026-02-30",
        "lang=zz",
        "sort=x",
    ] {
        let page = app.get(&format!("/fr/questions?{query}")).await;
        assert_eq!((page.status.as_u16(), page.subjects().len()), (422, 0), "{query}");
    }
    assert_eq!(app.get("/fr/questions?from=2026-02-02&to=2026-02-01").await.status, 422);
    assert_eq!(app.get("/fr/questions?after=x").await.status, 400);
    // A page number beyond the last page is valid.
    for far in ["-1", "0--9223372036854775808", "2147483647-9223372036854775807"] {
        let status = app.get(&format!("/fr/questions?after={far}")).await.status.as_u16();
        assert!([200, 400].contains(&status), "{far}: {status}");
    }
}

#[apply(both_databases)]
async fn bodies_count_their_questions(app: TestApp) {
    app.load(&eight()).await;
    let counts = async |list: &str, slug: &str| {
        let all = app.get_json(list).await;
        let one = all["items"].as_array().unwrap().iter().find(|one| one["slug"] == slug).unwrap().clone();
        ["questions", "answered", "overdue"].map(|count| one[count].as_i64().unwrap())
    };
    assert_eq!(counts("/api/v1/ministries", "sante-et-protection-sociale").await, [4, 1, 1]);
    assert_eq!(counts("/api/v1/ministries", "education-nationale").await, [3, 1, 0]);
    assert_eq!(counts("/api/v1/members", "ali-un").await, [2, 0, 1]);
    assert_eq!(counts("/api/v1/members", "omar-deux").await, [2, 0, 0]);
}
