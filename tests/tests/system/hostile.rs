//! Hostile input: never a server error, never foreign markup, always a response in the reader's language.

use jawab_tests::{Page, TestApp, records::record};
use serde_json::json;

mod bodies;
mod methods;
mod records;
mod requests;

/// A question to attack.
async fn one_question(app: &TestApp) {
    let fields = json!({
        "legislature": 11, "number": 1, "transmitted_on": "2026-11-10", "ministry": { "fr": "Santé" },
        "authors": [{ "name": { "fr": "Ali Baba" }, "group": { "fr": "Groupe" } }]
    });
    app.load(&[record("a", fields)]).await;
}

/// What holds for every response.
fn assert_sound(page: &Page) {
    let what = format!("{} → {}", page.address.chars().take(300).collect::<String>(), page.status);
    assert!(!page.status.is_server_error(), "{what}: {}", page.body);
    for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "x-request-id"] {
        assert!(!page.header(name).is_empty(), "{what}: no {name}");
    }
    assert!(page.header("set-cookie").is_empty(), "{what}: a header was split");
    let kind = page.header("content-type");
    if kind.starts_with("text/html") {
        assert_only_our_markup(page, &what);
    } else if page.address.starts_with("/api/") && page.status.is_client_error() {
        assert_eq!(kind, "application/problem+json", "{what}");
        let problem = page.json();
        assert_eq!(problem["status"], page.status.as_u16(), "{what}");
        assert!(!problem["title"].as_str().unwrap().is_empty(), "{what}");
    } else if page.status.is_redirection() {
        let to = page.header("location");
        assert!(page.status == 304 || to.starts_with("/ar") || to.starts_with("/fr"), "{what}: leads to {to}");
    } else {
        assert!(kind.starts_with("application/json") || kind.starts_with("text/plain"), "{what}: {kind}");
    }
}

/// A whole page in the language of its URL, with no element or attribute that could run anything.
fn assert_only_our_markup(page: &Page, what: &str) {
    let root = page.html.root_element();
    let language = root.attr("lang").unwrap_or_default();
    if let Some(of) = ["ar", "fr"].into_iter().find(|of| page.address.starts_with(&format!("/{of}/"))) {
        assert_eq!(language, of, "{what}");
    }
    assert_eq!(root.attr("dir"), Some(if language == "ar" { "rtl" } else { "ltr" }), "{what}");
    assert_eq!(page.all("h1").len(), 1, "{what}");
    assert!(!page.texts("title").concat().is_empty(), "{what}");
    for element in page.all("*") {
        let name = element.value().name();
        let foreign = ["script", "style", "img", "svg", "iframe", "object", "embed", "math", "base", "frame", "audio", "video"];
        assert!(!foreign.contains(&name), "{what}: <{name}>");
        for (attribute, value) in element.value().attrs() {
            assert!(
                !attribute.starts_with("on") && !["style", "srcdoc", "autofocus", "formaction"].contains(&attribute),
                "{what}: {attribute}={value}"
            );
            let leads = ["href", "src", "action"].contains(&attribute);
            let safe = ["/", "#", "https://", "http://"].iter().any(|begin| value.starts_with(begin)) && !value.starts_with("//");
            assert!(!leads || safe, "{what}: {attribute}={value}");
        }
    }
}
