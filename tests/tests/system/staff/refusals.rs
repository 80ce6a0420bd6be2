//! Refusals are recorded, and anonymous clients cannot flood the record.

use axum::http::Method;
use jawab_domain::{Chamber, access::Scope};
use jawab_service::refusals::RefusalKind;
use jawab_store::audit::{Verified, verify};
use jawab_tests::{
    Client, TestApp, apply, both_databases,
    client::PASSWORD,
    records::{ministries, record},
};
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
    app.app.accounts.write_unwritten_counts(false).await.unwrap();
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
    for what in [RefusalKind::Forbidden, RefusalKind::CrossSiteForm] {
        assert_eq!(left(&app, what, "198.51.100.1"), 4, "six were counted already: {what:?}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM audit").await, lines, "the record is for what changes and who comes");
}

/// How many more refusals of a kind are recorded for a network.
fn left(app: &TestApp, what: RefusalKind, network: &str) -> usize {
    let (refusals, now) = (app.app.accounts.refusal_log(), app.app.clock.now_millis());
    (0..20).filter(|_| refusals.count(what, Some(network), now)).count()
}

/// The status of a response to a client of a network.
async fn status_of(app: &TestApp, address: &str, network: &str, who: Option<&(&str, String)>) -> u16 {
    let mut headers: Vec<(&str, &[u8])> = vec![("host", b"jawab.test"), ("x-real-ip", network.as_bytes())];
    headers.extend(who.map(|(name, value)| (*name, value.as_bytes())));
    app.get_with(address, &headers).await.status.as_u16()
}

#[apply(both_databases)]
async fn what_is_not_there_for_people_and_programs_is_counted(mut app: TestApp) {
    app.use_proxy("x-real-ip");
    app.load(&[record("a", json!({ "ministry": ministries::health() })), record("b", json!({ "ministry": ministries::education() }))])
        .await;
    app.hide("a").await;
    let (code, ministries) = (app.code("a").await, app.strings("SELECT slug FROM ministry ORDER BY id").await);
    let others = app.number("SELECT MAX(id) FROM ministry").await;
    let cookie = |who: &Client| ("cookie", format!("__Host-jawab={}", who.cookie("__Host-jawab").unwrap()));
    let (clerk, agent) = (cookie(&app.clerk(Chamber::Councillors).await), cookie(&app.agent(&[others]).await));
    let program = ("authorization", format!("Bearer {}", app.token(Scope::Read, None).await));
    let document = format!("/attachments/{}/document.pdf", "0".repeat(64));
    let question = format!("/api/v1/questions/{code}");
    let lines = app.number("SELECT COUNT(*) FROM audit").await;
    for (address, who) in [
        (&format!("/fr/staff/questions/{code}"), &clerk),
        (&format!("/fr/staff/answers/{code}/{}", ministries[0]), &agent),
        (&document, &clerk),
        (&question, &program),
        (&"/api/v1/questions/representatives/11/999".to_owned(), &program),
    ] {
        assert_eq!(status_of(&app, address, "198.51.100.1", Some(who)).await, 404, "{address}");
    }
    assert_eq!(left(&app, RefusalKind::Unseen, "198.51.100.1"), 5, "five were counted already");
    for address in [&document, &question, &format!("/fr/questions/{code}")] {
        assert_eq!(status_of(&app, address, "198.51.100.2", None).await, 404, "{address}");
    }
    assert_eq!(left(&app, RefusalKind::Unseen, "198.51.100.2"), 10, "strangers find what is public, and often mistype");
    assert_eq!(app.number("SELECT COUNT(*) FROM audit").await, lines, "the record is for what changes and who comes");
}

#[apply(both_databases)]
async fn refused_tokens_are_counted_by_network(mut app: TestApp) {
    app.use_proxy("x-real-ip");
    let revoked = app.token(Scope::Import, None).await;
    app.execute("UPDATE api_token SET revoked_at = created_at").await;
    let lines = app.number("SELECT COUNT(*) FROM audit").await;
    for wrong in ["Bearer x", "Basic eDp5", &format!("Bearer {revoked}")] {
        let who = ("authorization", wrong.to_owned());
        assert_eq!(status_of(&app, "/api/v1/questions", "198.51.100.1", Some(&who)).await, 401, "{wrong}");
    }
    let headers: [(&str, &[u8]); 2] = [("host", b"jawab.test"), ("x-real-ip", b"198.51.100.1")];
    assert_eq!(app.send(Method::POST, "/api/v1/questions", &headers).await.status, 401, "without any");
    assert_eq!(left(&app, RefusalKind::Token, "198.51.100.1"), 6, "four were counted already");
    assert_eq!(left(&app, RefusalKind::Token, "198.51.100.2"), 10);
    assert_eq!(app.number("SELECT COUNT(*) FROM audit").await, lines);
}
