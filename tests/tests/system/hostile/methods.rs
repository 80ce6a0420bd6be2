//! The public site is read-only.

use axum::http::Method;
use jawab_tests::{TestApp, apply, both_databases};

use super::{assert_sound, one_question};

#[apply(both_databases)]
async fn other_methods_are_refused_in_the_readers_language(app: TestApp) {
    one_question(&app).await;
    let paths = [
        "/",
        "/ar",
        "/fr/questions",
        "/ar/questions/representatives/11/1",
        "/fr/search",
        "/ar/search/suggest",
        "/fr/members",
        "/robots.txt",
    ];
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::from_bytes(b"BREW").unwrap()] {
        for path in paths.iter().chain(&["/api/v1/ministries", "/api/v1/search", "/api/v1/openapi.json", "/healthz"]) {
            let page = app.send(method.clone(), path, &[]).await;
            assert_eq!(page.status, 405, "{method} {path}");
            assert_sound(&page);
        }
        assert_eq!(app.send(method.clone(), "/fr/nothing", &[]).await.status, 404, "{method}");
    }
}

#[apply(both_databases)]
async fn what_asks_for_heads_gets_heads(app: TestApp) {
    one_question(&app).await;
    for path in ["/fr", "/ar/questions", "/api/v1/questions", "/fr/questions/representatives/11/1"] {
        let page = app.send(Method::HEAD, path, &[]).await;
        assert_eq!((page.status.as_u16(), page.bytes.len()), (200, 0), "{path}");
    }
}
