//! Request bodies.

use axum::http::Method;
use jawab_tests::{TestApp, apply, both_databases};

use super::assert_sound;

#[apply(both_databases)]
async fn a_request_that_claims_a_huge_body_is_answered(app: TestApp) {
    for (name, value) in [("content-length", "99999999999"), ("transfer-encoding", "chunked"), ("expect", "100-continue")] {
        let page = app.send(Method::GET, "/fr", &[(name, value.as_bytes())]).await;
        assert_eq!(page.status, 200, "{name}");
        assert_sound(&page);
    }
}
