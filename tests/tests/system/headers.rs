//! The headers of every response.

use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

/// One URL of each kind, errors included.
const ADDRESSES: [&str; 22] = [
    "/",
    "/robots.txt",
    "/healthz",
    "/readyz",
    "/ar",
    "/fr",
    "/fr/questions",
    "/ar/questions?chamber=x",
    "/fr/questions/representatives/11/1",
    "/fr/questions?after=x",
    "/ar/search",
    "/fr/search?q=sujet",
    "/fr/search/suggest?q=sujet",
    "/ar/search/help",
    "/fr/ministries",
    "/ar/members",
    "/fr/overdue",
    "/ar/rule",
    "/fr/about",
    "/ar/accessibility",
    "/nothing",
    "/assets/0/jawab.css",
];

async fn one_question(app: &TestApp) {
    app.load(&[record("a", json!({ "legislature": 11, "number": 1, "transmitted_on": "2026-11-10", "ministry": { "fr": "Santé" } }))])
        .await;
}

#[apply(both_databases)]
async fn every_answer_has_the_security_headers(app: TestApp) {
    one_question(&app).await;
    for address in ADDRESSES.iter().chain(&["/api/v1/questions", "/api/v1/search?q=a", "/api/v1/nothing", "/api/v1/openapi.json"]) {
        let page = app.get(address).await;
        let policy = page.header("content-security-policy");
        for said in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval';",
            "style-src 'self';",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(said), "{address}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{address}: {policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ] {
            assert_eq!(page.header(name), value, "{address}");
        }
        assert!(!page.header("cache-control").is_empty() && !page.header("x-request-id").is_empty(), "{address}");
    }
}

#[apply(both_databases)]
async fn whoever_refuses_every_coding_is_answered_without_one(app: TestApp) {
    one_question(&app).await;
    for refused in ["identity;q=0", "*;q=0", "gzip;q=0, br;q=0, identity;q=0"] {
        let accept = ("accept-encoding", refused.as_bytes());
        for (address, status) in [("/", 303), ("/fr", 200), ("/nothing", 404), ("/api/v1/questions", 200)] {
            let page = app.get_with(address, &[accept]).await;
            assert_eq!((page.status.as_u16(), page.header("content-encoding")), (status, ""), "{address}, {refused}");
        }
        let page = app.get_with("/fr", &[accept]).await;
        let again = app.get_with("/fr", &[accept, ("if-none-match", page.header("etag").as_bytes())]).await;
        assert!(page.body.contains("</html>") && again.status == 304, "{refused}");
    }
}

#[apply(both_databases)]
async fn no_page_has_inline_scripts_or_styles(app: TestApp) {
    one_question(&app).await;
    for address in ADDRESSES {
        let page = app.get(address).await;
        if page.header("content-type").starts_with("text/html") {
            assert!(page.all("style, [style], script:not([src])").is_empty(), "{address}");
            for element in page.all("*") {
                assert!(element.value().attrs().all(|(name, _)| !name.starts_with("on")), "{address}: {element:?}");
            }
        }
    }
}

#[apply(both_databases)]
async fn robots_are_kept_from_searches(app: TestApp) {
    let robots = app.get("/robots.txt").await;
    assert!(robots.header("content-type").starts_with("text/plain"));
    assert!(robots.body.contains("Disallow: /fr/search") && robots.body.contains("Disallow: /ar/search"));
}
