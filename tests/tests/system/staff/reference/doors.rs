//! Who may keep reference data: administrators.

use axum::http::Method;
use jawab_domain::{Chamber, access::Act};
use jawab_server::routes::{Needs, table};
use jawab_tests::{
    TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

#[apply(both_databases)]
async fn nobody_else_keeps_reference_data(app: TestApp) {
    app.load(&[record("t:1", json!({ "ministry": ministries::health() }))]).await;
    let ministry = app.number("SELECT id FROM ministry").await;
    let slug = app.strings("SELECT slug FROM ministry").await.remove(0);
    let others = [app.clerk(Chamber::Representatives).await, app.agent(&[ministry]).await];
    let mut doors = 0;
    for (method, path, needs) in table().into_iter().filter(|(_, path, _)| path.contains("/staff/reference")) {
        assert_eq!(needs, Needs::Act(Act::KeepReferenceData), "{path}");
        let path = path.replace("{slug}", &slug).replace("{ordinal}", "11").replace("{day}", "2026-11-18").replace("{id}", "1");
        for other in &others {
            let page = if method == Method::GET { other.get_once(&path).await } else { other.post(&path, &[("version", "0")]).await };
            assert_eq!(page.status, 403, "{method} {path}");
        }
        doors += 1;
    }
    assert!(doors > 80, "{doors}");
    let page = app.visitor().get_once("/fr/staff/reference").await;
    assert!(page.header("location").contains("/fr/staff/sign-in"), "{}", page.header("location"));
}
