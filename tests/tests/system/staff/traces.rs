//! What is refused leaves traces, and strangers cannot flood them.

use jawab_domain::Chamber;
use jawab_service::traces::Refused;
use jawab_store::audit::{Verified, verify};
use jawab_tests::{TestApp, apply, both_databases, client::PASSWORD};
use serde_json::{Value, json};

async fn recorded(app: &TestApp, action: &str) -> Vec<Value> {
    let lines = app.strings(&format!("SELECT data FROM audit WHERE action = '{action}' ORDER BY id")).await;
    lines.iter().map(|data| serde_json::from_str(data).unwrap()).collect()
}

#[apply(both_databases)]
async fn failed_sign_ins_are_recorded_with_network_and_browser_up_to_a_share(mut app: TestApp) {
    app.use_proxy("x-forwarded-for");
    let clerk = app.clerk(Chamber::Councillors).await;
    let attempt = async |address: &str, password: &str| {
        let headers = [("x-forwarded-for", "10.0.0.1, ::ffff:198.51.100.7")];
        app.visitor().post_with("/fr/staff/sign-in", &[("address", address), ("password", password)], &headers).await
    };
    for n in 0..30 {
        assert_eq!(attempt(&format!("nobody{n}@example.ma"), "trois chats gris mangent").await.status, 422);
    }
    let from = json!({ "network": "198.51.100.7", "browser": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0" });
    assert_eq!(recorded(&app, "session.refused").await, vec![from.clone(); 10]);
    for _ in 0..5 {
        assert_eq!(attempt(&clerk.address, "trois chats gris mangent").await.status, 422);
    }
    assert_eq!(attempt(&clerk.address, PASSWORD).await.status, 429);
    assert_eq!(recorded(&app, "session.slowed").await, std::slice::from_ref(&from));
    app.set_clock("2026-11-21T11:00:00Z");
    app.app.accounts.tell_unsaid(false).await.unwrap();
    assert_eq!(recorded(&app, "session.refused").await.last(), Some(&json!({ "network": "198.51.100.7", "count": 25 })));
    assert_eq!(attempt(&clerk.address, PASSWORD).await.status, 303);
    assert_eq!(recorded(&app, "session.started").await.last(), Some(&from));
    assert!(matches!(verify(app.app.database.reader()).await.unwrap(), Verified::Whole { .. }));
}

#[apply(both_databases)]
async fn refused_access_is_counted_by_network(mut app: TestApp) {
    app.use_proxy("x-real-ip");
    let clerk = app.clerk(Chamber::Councillors).await;
    let lines = app.number("SELECT COUNT(*) FROM audit").await;
    for n in 0..12 {
        let network = format!("198.51.100.{}", n % 2);
        let from = [("x-real-ip", network.as_str())];
        assert_eq!(clerk.post_with("/fr/staff/tokens", &[], &from).await.status, 403);
        let foreign = [("x-real-ip", network.as_str()), ("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
        assert_eq!(clerk.post_with("/fr/staff/sign-out", &[], &foreign).await.status, 403);
    }
    let traces = app.app.accounts.traces();
    let now = app.app.clock.now_millis();
    for what in [Refused::Forbidden, Refused::ForeignForm] {
        let left = (0..20).filter(|_| traces.count(what, Some("198.51.100.1"), now)).count();
        assert_eq!(left, 4, "six were counted already: {what:?}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM audit").await, lines, "the record is for what changes and who comes");
}
