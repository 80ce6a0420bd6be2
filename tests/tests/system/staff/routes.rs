//! Every URL with every role: the list says who may, and everybody else cannot.

use std::collections::BTreeMap;

use axum::http::Method;
use jawab_domain::{
    Chamber,
    access::{Act, Mandate, Place, Scope},
};
use jawab_server::routes::{Needs, table};
use jawab_tests::{
    Client, Page, TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

/// A role and its permissions, from the list of mandates, which the domain tests separately.
struct Role {
    name: &'static str,
    mandate: Option<Mandate>,
    client: Client,
    token: Option<String>,
}

async fn everybody(app: &TestApp) -> Vec<Role> {
    let ids = app.strings("SELECT CAST(id AS TEXT) FROM ministry ORDER BY id").await;
    let ministry = |n: usize| vec![ids[n].parse::<i64>().unwrap()];
    let person = |name, mandate: Mandate, client| Role { name, mandate: Some(mandate), client, token: None };
    let mut all = vec![
        Role { name: "anybody", mandate: None, client: app.visitor(), token: None },
        person("administrator", Mandate::Administrator, app.administrator().await),
        person("clerk of the councillors", Mandate::Clerk(Chamber::Councillors), app.clerk(Chamber::Councillors).await),
        person("clerk of the representatives", Mandate::Clerk(Chamber::Representatives), app.clerk(Chamber::Representatives).await),
        person("agent of the ministry", Mandate::MinistryAgent(ministry(0)), app.agent(&ministry(0)).await),
        person("agent of another ministry", Mandate::MinistryAgent(ministry(1)), app.agent(&ministry(1)).await),
    ];
    for (name, scope) in [("reading program", Scope::Read), ("importing program", Scope::Import)] {
        let token = app.token(scope, None).await;
        all.push(Role { name, mandate: Some(Mandate::Program(scope, None)), client: app.visitor(), token: Some(token) });
    }
    all
}

/// A value for each placeholder. Add new ones here.
async fn samples(app: &TestApp) -> BTreeMap<&'static str, String> {
    let (invited, _) = app.invite(Mandate::Clerk(Chamber::Councillors)).await;
    BTreeMap::from([
        ("{code}", invited.code),
        ("{token}", "nothing".to_owned()),
        ("{id}", "999999".to_owned()),
        ("{hash}", "0".to_owned()),
        ("{*name}", "jawab.css".to_owned()),
        ("{sha256}", "0".repeat(64)),
        ("{name}", "document.pdf".to_owned()),
        ("{facet}", "member".to_owned()),
        ("{chamber}", "representatives".to_owned()),
        ("{legislature}", "11".to_owned()),
        ("{number}", "1".to_owned()),
        ("{answer}", "999999".to_owned()),
        ("{step}", "deposit".to_owned()),
        ("{slug}", "nobody".to_owned()),
        ("{ministry}", "nobody".to_owned()),
        ("{name}", "nothing.ics".to_owned()),
        ("{facet}", "ministry".to_owned()),
        ("{ordinal}", "11".to_owned()),
        ("{day}", "2026-11-18".to_owned()),
        ("{into}", "fr".to_owned()),
        ("{version}", "999999".to_owned()),
    ])
}

fn filled(path: &str, samples: &BTreeMap<&'static str, String>) -> String {
    let parts = path.split('/').map(|part| {
        if part.starts_with('{') { samples.get(part).unwrap_or_else(|| panic!("{path}: add a sample for {part}")).as_str() } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Whether a response denies access.
fn closed(page: &Page) -> bool {
    let led_in = page.status == 303 && page.header("location").contains("/staff/sign-in?");
    led_in || matches!(page.status.as_u16(), 401 | 403)
}

async fn ask(app: &TestApp, role: &Role, method: &Method, path: &str) -> Page {
    match (&role.token, method) {
        (Some(token), _) => {
            app.send(method.clone(), path, &[("authorization", format!("Bearer {token}").as_bytes()), ("host", b"jawab.test")]).await
        }
        (None, &Method::GET) => role.client.get_once(path).await,
        (None, _) => role.client.post(path, &[]).await,
    }
}

/// URLs that are allowed to a role but lead to a use case that refuses: administrators cannot remove their second factor.
const REFUSED_INSIDE: [(&str, &str); 1] = [("administrator", "/second-factor/remove")];

/// URLs that would end the session of the request.
const LAST: [&str; 2] = ["/sign-out", "/sessions/end"];

#[apply(both_databases)]
async fn every_address_asks_everybody_what_the_list_says(app: TestApp) {
    app.load(&[
        record("a", json!({ "legislature": 11, "number": 1, "ministry": ministries::health() })),
        record("b", json!({ "ministry": ministries::education() })),
    ])
    .await;
    let (roles, samples) = (everybody(&app).await, samples(&app).await);
    let mut cells = 0;
    for (method, path, needs) in table() {
        if LAST.iter().any(|end| path.ends_with(end)) {
            continue;
        }
        for role in &roles {
            let inside = REFUSED_INSIDE.iter().any(|(who, end)| *who == role.name && path.ends_with(end));
            let may = allowed(&path, needs, role) && !inside;
            let page = ask(&app, role, &method, &filled(&path, &samples)).await;
            assert_eq!(!closed(&page), may, "{} {method} {path} ({needs:?}): {} {}", role.name, page.status, page.header("location"));
            assert!(!page.status.is_server_error(), "{} {method} {path}: {}", role.name, page.status);
            cells += 1;
        }
    }
    assert!(cells >= 300, "{cells} cells");
    for role in &roles {
        for end in ["/fr/staff/sign-out", "/fr/staff/account/sessions/end"] {
            let page = ask(&app, role, &Method::POST, end).await;
            let person = role.token.is_none() && role.mandate.is_some() && end.ends_with("out");
            assert_eq!(!closed(&page), person, "{} {end}: {}", role.name, page.status);
        }
    }
    app.index().await;
}

/// The pages whose reading is itself written into the audit record, before they are shown.
const RECORDED: [&str; 2] = ["/fr/staff/accounts", "/fr/staff/audit"];

#[apply(both_databases)]
async fn no_page_opens_a_change(app: TestApp) {
    app.load(&[
        record("a", json!({ "chamber": "councillors", "legislature": 11, "number": 1, "ministry": ministries::health() })),
        record("b", json!({ "ministry": ministries::education() })),
    ])
    .await;
    let (roles, mut samples) = (everybody(&app).await, samples(&app).await);
    let is_page = |(method, path, _): &(Method, String, Needs)| {
        *method == Method::GET && !path.starts_with("/ar") && !RECORDED.contains(&path.as_str())
    };
    let pages: Vec<String> = table().into_iter().filter(is_page).map(|(_, path, _)| path).collect();
    let mut addresses: Vec<String> = pages.iter().map(|path| filled(path, &samples)).collect();
    let slug = app.strings("SELECT slug FROM ministry ORDER BY id").await.remove(0);
    samples.extend([
        ("{code}", app.code("a").await),
        ("{slug}", slug.clone()),
        ("{ministry}", slug),
        ("{chamber}", "councillors".to_owned()),
    ]);
    addresses.extend(pages.iter().map(|path| filled(path, &samples)));
    for step in ["transmit", "transfer", "withdraw", "hide", "redact", "link", "correct-transmission"] {
        samples.insert("{step}", step.to_owned());
        addresses.extend(pages.iter().filter(|path| path.contains("{step}")).map(|path| filled(path, &samples)));
    }
    let held = app.hold_writers("SELECT 1").await;
    for path in &addresses {
        for role in &roles {
            let page = ask(&app, role, &Method::GET, path).await;
            assert!(!page.status.is_server_error(), "{} GET {path} waits for a writer, or fails: {}", role.name, page.status);
        }
    }
    held.release().await;
}

fn allowed(path: &str, needs: Needs, role: &Role) -> bool {
    let person = role.token.is_none();
    let api = path.starts_with("/api/");
    let mandate = role.mandate.as_ref().filter(|_| person != api);
    match needs {
        Needs::Nothing => true,
        Needs::SignIn => mandate.is_some(),
        Needs::Act(act) => mandate.is_some_and(|mandate| mandate.allows(act, Place::default())),
    }
}

#[test]
fn the_browser_tests_know_every_page_of_the_staff() {
    let pages = table().into_iter().filter(|(method, ..)| *method == Method::GET);
    let pages = pages.filter_map(|(_, path, _)| path.strip_prefix("/ar").map(str::to_owned)).filter(|path| path.starts_with("/staff"));
    let pages: std::collections::BTreeSet<String> = pages.collect();
    let known: Vec<&str> = include_str!("../../../browser/lib/staff_routes.txt").lines().collect();
    assert_eq!(pages.into_iter().collect::<Vec<_>>(), known, "tests/browser/lib/staff_routes.txt lists them, in this order");
}

#[test]
fn no_address_is_outside_the_list() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src");
    let mut files = vec![folder];
    let mut elsewhere = Vec::new();
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            let source = std::fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let count = [".route(", ".route_service(", ".nest_service("].iter().map(|call| source.matches(call).count()).sum::<usize>();
            elsewhere.extend(std::iter::repeat_n(name, count));
        }
    }
    assert_eq!(elsewhere, ["routes.rs"], "routes are made from the list alone");
}

#[test]
fn every_page_of_staff_asks_something() {
    let open = ["/staff/sign-in", "/staff/sign-in/code", "/staff/links/{token}", "/staff/mail/{token}"];
    for (method, path, needs) in table() {
        let Some(staff) = path.strip_prefix("/ar") else { continue };
        if staff.starts_with("/staff") && !open.contains(&staff) {
            assert_ne!(needs, Needs::Nothing, "{method} {path}");
        }
        assert!(method == Method::GET || staff.starts_with("/staff"), "{method} {path}: the public site only reads");
    }
    assert!(table().iter().any(|(.., needs)| *needs == Needs::Act(Act::ReadAudit)));
}
