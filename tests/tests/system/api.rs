//! The JSON API.

use std::collections::BTreeSet;

use jawab_server::routes::table;
use jawab_tests::{
    TestApp, apply, both_databases,
    records::{ministries, record, social_media},
};
use serde_json::{Value, json};

fn keys(object: &Value) -> BTreeSet<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

/// The documented properties of a schema, including those of its `allOf` schemas.
fn documented<'a>(description: &'a Value, name: &str) -> BTreeSet<&'a str> {
    let schema = &description["components"]["schemas"][name];
    let parts = schema["allOf"].as_array().map_or_else(|| vec![schema], |parts| parts.iter().collect());
    let of = |part: &'a Value| match part["$ref"].as_str() {
        Some(other) => documented(description, other.rsplit('/').next().unwrap()),
        None => keys(&part["properties"]),
    };
    parts.into_iter().flat_map(of).collect()
}

#[apply(both_databases)]
async fn the_description_lists_exactly_the_routes(app: TestApp) {
    app.load(&[record("a", json!({ "legislature": 11, "number": 1 }))]).await;
    let code = app.code("a").await;
    let description = app.get_json("/api/v1/openapi.json").await;
    let of_router: BTreeSet<(String, String)> = table()
        .into_iter()
        .filter(|(_, path, _)| path.starts_with("/api/v1/") && path != "/api/v1/openapi.json")
        .map(|(method, path, _)| (method.to_string().to_lowercase(), path))
        .collect();
    let listed: BTreeSet<(String, String)> = keys(&description["paths"])
        .into_iter()
        .flat_map(|path| {
            keys(&description["paths"][path]).into_iter().map(move |method| (method.to_owned(), path.replace("{id}", "{code}")))
        })
        .collect();
    assert_eq!(listed, of_router);
    for (_, path) in listed.iter().filter(|(method, _)| method == "get") {
        let address = path
            .replace("{code}", &code)
            .replace("{chamber}", "representatives")
            .replace("{legislature}", "11")
            .replace("{number}", "1")
            .replace("{facet}", "member");
        assert_eq!(app.get(&address).await.status, 200, "{address}");
    }
}

#[apply(both_databases)]
async fn a_search_has_the_documented_fields(app: TestApp) {
    app.load(&[social_media()]).await;
    let description = app.get_json("/api/v1/openapi.json").await;
    let found = app.get_json("/api/v1/search?q=publicit%C3%A9&lang=fr").await;
    assert_eq!(keys(&found), documented(&description, "SearchResults"));
    assert_eq!(found["engine"], "embedded");
    assert_eq!(found["total"], 1);
    let hit = &found["hits"][0];
    assert_eq!(keys(hit), documented(&description, "Hit"));
    // The French sub-question has the word, the Arabic answer its translation.
    assert_eq!(hit["found_in"], json!(["question", "answer"]));
    let marked: Vec<_> = hit["snippet"].as_array().unwrap().iter().filter(|part| part["mark"] == true).collect();
    assert!(marked.iter().any(|part| part["text"] == "publicité" && part["lang"] == "fr"), "{hit}");
    let facets = BTreeSet::from(["chamber", "group", "language", "member", "ministry", "standing", "status", "theme"]);
    assert_eq!(keys(&found["facets"]), facets);
}

#[apply(both_databases)]
async fn a_question_is_told_whole(app: TestApp) {
    app.load(&[social_media()]).await;
    let description = app.get_json("/api/v1/openapi.json").await;
    let question = app.get_json(&format!("/api/v1/questions/{}", app.code("t:reseaux").await)).await;
    assert_eq!(keys(&question), documented(&description, "Question"));
    assert_eq!(question["authors"][0]["name"], json!({ "ar": "المصطفى الدحماني", "fr": "Mustapha Dahmani" }));
    assert_eq!(question["answers"][0]["minister"]["fr"], "Mohamed Hajoui");
    assert_eq!(question["sub_questions"].as_array().unwrap().len(), 3);
    assert_eq!(question["press"][0]["outlet"], "La Gazette inventée");
    assert!(!question.to_string().contains("\"version\""), "what is internal stays so");
}

#[apply(both_databases)]
async fn the_list_pages_through_everything(app: TestApp) {
    let all: Vec<_> =
        (0..230).map(|n| record(&format!("r{n:03}"), json!({ "deposited_on": "2026-11-02", "ministry": ministries::health() }))).collect();
    app.load(&all).await;
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = app.get_json(&format!("/api/v1/questions?after={after}")).await;
        assert_eq!(page["total"], 230);
        seen.extend(page["questions"].as_array().unwrap().iter().map(|question| question["source_id"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(seen.len(), 230);
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>().len(), 230);
}

#[apply(both_databases)]
async fn a_reversed_period_and_a_repeated_parameter_are_told_as_such(app: TestApp) {
    for (address, french, arabic) in [
        ("/api/v1/questions?from=2026-12-01&to=2026-01-01", "précède", "يسبق"),
        ("/api/v1/search?q=eau&from=2026-12-01&to=2026-01-01", "précède", "يسبق"),
        ("/api/v1/questions?status=answered&status=answered", "plusieurs fois", "أكثر من مرة"),
    ] {
        for (language, words) in [("fr", french), ("ar", arabic)] {
            let page = app.get_with(address, &[("accept-language", language.as_bytes())]).await;
            let detail = page.json()["detail"].as_str().unwrap().to_owned();
            assert!(page.status == 422 && detail.contains(words), "{address}: {detail}");
        }
    }
}

#[apply(both_databases)]
async fn problems_say_what_is_wrong_in_the_readers_language(app: TestApp) {
    for (address, status, parameter) in [
        ("/api/v1/questions/nothing", 404, None),
        ("/api/v1/questions/councillors/11/4", 404, None),
        ("/api/v1/questions/councillors/x/4", 404, None),
        ("/api/v1/nothing", 404, None),
        ("/api/v1/questions?chamber=x", 422, Some("chamber")),
        ("/api/v1/questions?ministry=x", 422, Some("ministry")),
        ("/api/v1/questions?from=2026-13-01", 422, Some("from")),
        ("/api/v1/questions?after=x", 422, Some("after")),
        ("/api/v1/questions?theme=x", 422, Some("theme")),
        ("/api/v1/questions?sort=relevance", 422, Some("sort")),
        ("/api/v1/search?sort=x", 422, Some("sort")),
        ("/api/v1/search?per_page=101", 422, Some("per_page")),
        ("/api/v1/search/facets/status", 422, Some("facet")),
        ("/api/v1/search/facets/member?status=x", 422, Some("status")),
        ("/api/v1/search?page=0", 422, Some("page")),
        ("/api/v1/search?page=9999999", 422, Some("page")),
        ("/api/v1/questions?from=2026-11-02&to=2026-11-01", 422, Some("to")),
        ("/api/v1/questions?status=answered&status=transmitted", 422, Some("status")),
        ("/api/v1/search?per_page=101&per_page=", 422, Some("per_page")),
        ("/api/v1/search/facets/member?in=a&q=&in=b", 422, Some("in")),
        ("/api/v1/search?q=%FF", 400, None),
        ("/api/v1/search?q=a%00", 400, None),
    ] {
        let (arabic, french) = (app.get(address).await, app.get_with(address, &[("accept-language", b"fr-MA,fr;q=0.9")]).await);
        for (page, language) in [(&arabic, "ar"), (&french, "fr")] {
            assert_eq!(page.status, status, "{address}");
            assert_eq!(page.header("content-type"), "application/problem+json", "{address}");
            assert_eq!(page.header("content-language"), language, "{address}");
            assert_eq!((&page.json()["status"], &page.json()["parameter"]), (&json!(status), &json!(parameter)), "{address}");
        }
        assert_ne!(arabic.json()["title"], french.json()["title"], "{address}");
        assert_eq!(arabic.json()["type"], french.json()["type"], "{address}");
    }
}
