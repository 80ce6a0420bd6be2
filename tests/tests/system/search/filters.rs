//! Filters, facets, order and pages of a search.

use std::collections::BTreeSet;

use jawab_tests::{
    TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::{Value, json};

/// Thirty questions on water: every third of the councillors, every second on health, every fifth answered.
fn thirty() -> Vec<Value> {
    let one = |n: u32| {
        let mut fields = json!({
            "subject": { "fr": format!("Eau, dossier {n}") }, "deposited_on": format!("2026-10-{n:02}"), "transmitted_on": format!("2026-10-{n:02}"),
            "chamber": if n.is_multiple_of(3) { "councillors" } else { "representatives" },
            "ministry": if n.is_multiple_of(2) { ministries::health() } else { ministries::education() },
            "themes": if n <= 7 { json!([{ "fr": "Oasis", "ar": "الواحات" }, { "fr": "Sécheresse" }]) } else { json!([]) },
            "authors": [{ "name": { "fr": if n <= 10 { "Ali Un" } else { "Omar Deux" } }, "group": { "fr": if n <= 10 { "Groupe A" } else { "Groupe B" } } }],
        });
        if n.is_multiple_of(5) {
            fields["answer"] = json!({ "date": "2026-10-31", "texts": { "ar": "ماء" } });
        }
        record(&format!("w{n:02}"), fields)
    };
    (1..=30).map(one).collect()
}

async fn total(app: &TestApp, query: &str) -> u64 {
    app.get_json(&format!("/api/v1/search?q=eau&{query}")).await["total"].as_u64().unwrap()
}

#[apply(both_databases)]
async fn a_search_is_narrowed_by_each_filter(app: TestApp) {
    app.load(&thirty()).await;
    for (query, expected) in [
        ("", 30),
        ("chamber=councillors", 10),
        ("ministry=sante-et-protection-sociale", 15),
        ("member=ali-un", 10),
        ("group=groupe-b", 20),
        ("theme=oasis", 7),
        ("theme=secheresse&chamber=councillors", 2),
        ("status=answered", 6),
        ("language=ar", 6),
        ("language=fr", 30),
        ("language=", 30),
        ("status=transmitted", 24),
        ("from=2026-10-05&to=2026-10-09", 5),
        ("chamber=councillors&ministry=sante-et-protection-sociale&status=transmitted", 4),
        ("chamber=councillors&member=nobody-there", 0),
    ] {
        if query.contains("nobody") {
            assert_eq!(app.get(&format!("/api/v1/search?q=eau&{query}")).await.status, 422);
        } else {
            assert_eq!(total(&app, query).await, expected, "{query}");
        }
    }
    // Due twenty days after the transmission; today is 21 November.
    for (standing, expected) in [("overdue", 24), ("answered_on_time", 4), ("answered_late", 2)] {
        let listed = app.get_json(&format!("/api/v1/questions?standing={standing}")).await["total"].as_u64().unwrap();
        assert_eq!(total(&app, &format!("standing={standing}")).await, listed, "{standing}");
        assert_eq!(listed, expected, "{standing}");
    }
    let in_arabic = app.get("/fr/search?q=eau&lang=ar").await;
    assert_eq!(in_arabic.texts(".chips a").len(), 2, "the filter can be removed, alone or with all");
    assert!(in_arabic.texts("h2#count")[0].contains('6'), "{:?}", in_arabic.texts("h2#count"));
}

#[apply(both_databases)]
async fn facets_sum_up_what_was_found(app: TestApp) {
    app.load(&thirty()).await;
    for query in ["q=eau", "q=eau&chamber=councillors", "q=dossier&ministry=education-nationale"] {
        let found = app.get_json(&format!("/api/v1/search?{query}")).await;
        let sum = |facet: &str| found["facets"][facet].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum::<u64>();
        for facet in ["chamber", "status", "standing", "ministry", "group", "member"] {
            assert_eq!(sum(facet), found["total"].as_u64().unwrap(), "{query}: {facet}: {}", found["facets"][facet]);
        }
        for (value, count) in found["facets"]["ministry"].as_object().unwrap() {
            let others = query.split("&ministry=").next().unwrap();
            let narrowed = app.get_json(&format!("/api/v1/search?{others}&ministry={value}")).await;
            assert_eq!(narrowed["total"], *count, "{query}: {value}");
        }
    }
}

#[apply(both_databases)]
async fn the_facet_of_languages_counts_what_its_filter_finds(app: TestApp) {
    app.load(&thirty()).await;
    for filters in ["", "&chamber=councillors", "&lang=fr&theme=oasis"] {
        let found = app.get_json(&format!("/api/v1/search?q=eau{filters}")).await;
        let counts = found["facets"]["language"].as_object().unwrap();
        assert_eq!(counts.keys().collect::<Vec<_>>(), ["ar", "fr"], "{filters}");
        for (language, count) in counts {
            let narrowed = app.get_json(&format!("/api/v1/search?q=eau{filters}&language={language}")).await;
            assert_eq!(narrowed["total"], *count, "{filters}: {language}");
        }
    }
    let of_ministries = app.get_json("/api/v1/search/facets/ministry?q=eau&language=ar").await;
    let sum: u64 = of_ministries["values"].as_array().unwrap().iter().map(|value| value["count"].as_u64().unwrap()).sum();
    assert_eq!(sum, 6, "the values of a facet are narrowed likewise");
    for query in ["language=en", "language=ar&language=fr"] {
        let refused = app.get(&format!("/api/v1/search?q=eau&{query}")).await;
        assert_eq!((refused.status.as_u16(), refused.json()["parameter"].as_str()), (422, Some("language")), "{query}");
    }
    let description = app.get_json("/api/v1/openapi.json").await;
    let documented = description["paths"]["/api/v1/search"]["get"]["parameters"].as_array().unwrap();
    let language = documented.iter().find(|parameter| parameter["name"] == "language").unwrap();
    assert_eq!(language["schema"]["enum"], json!(["ar", "fr", ""]));
}

#[apply(both_databases)]
async fn a_search_can_be_ordered_by_each_date(app: TestApp) {
    app.load(&thirty()).await;
    let subjects = async |sort: &str| app.get(&format!("/fr/search?q=eau&sort={sort}")).await.subjects();
    assert_eq!(subjects("deposited").await[..2], ["Eau, dossier 30", "Eau, dossier 29"]);
    // Every fifth is answered, all on one day: those have no due date any more, and among them the newest deposit comes first.
    assert_eq!(subjects("due").await[..5], [1, 2, 3, 4, 6].map(|n| format!("Eau, dossier {n}")));
    assert_eq!(subjects("answered").await[..7], [30, 25, 20, 15, 10, 5, 29].map(|n| format!("Eau, dossier {n}")));
    let page = app.get("/fr/search?q=eau&sort=due").await;
    assert_eq!(page.attributes(".choice a[aria-current=true]", "href"), ["/fr/search?q=eau&sort=due"]);
    assert_eq!(page.all(".choice a").len(), 4);
    let found = app.get_json("/api/v1/search?q=eau&sort=date&per_page=100").await;
    let days: Vec<_> = found["hits"].as_array().unwrap().iter().map(|hit| hit["deposited_on"].as_str().unwrap()).collect();
    assert_eq!(days.len(), 30);
    assert!(days.is_sorted_by(|a, b| a > b), "{days:?}");
}

#[apply(both_databases)]
async fn pages_of_results_show_everything_once(app: TestApp) {
    app.load(&thirty()).await;
    let mut address = "/fr/search?q=eau".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = app.get(&address).await;
        seen.extend(page.subjects());
        match page.attributes("nav.pages a[rel=next]", "href").pop() {
            Some(next) => address = next,
            None => break,
        }
    }
    assert_eq!(seen.len(), 30);
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>().len(), 30);
    let beyond = app.get("/fr/search?q=eau&page=9").await;
    assert_eq!((beyond.status.as_u16(), beyond.subjects().len()), (200, 0));
}

#[apply(both_databases)]
async fn a_filter_that_cannot_be_used_is_said(app: TestApp) {
    app.load(&thirty()).await;
    for query in ["chamber=x", "ministry=x", "from=x", "page=0", "page=1001", "status=draft", "sort=x", "theme=x"] {
        let page = app.get(&format!("/fr/search?q=eau&{query}")).await;
        assert_eq!((page.status.as_u16(), page.subjects().len()), (422, 0), "{query}");
        assert_eq!(page.attributes("input[name=q]", "value").first().unwrap(), "eau", "what was typed is kept");
    }
}
