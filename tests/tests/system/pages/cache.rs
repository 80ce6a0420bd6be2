//! Pages are kept, and never stale.

use jawab_tests::{TestApp, on_both_databases, records::record};
use serde_json::json;

on_both_databases!(
    a_page_that_has_not_changed_is_not_sent_again,
    after_a_change_every_page_is_fresh,
    each_address_has_its_own_page,
    pages_are_compressed
);

async fn a_page_that_has_not_changed_is_not_sent_again(app: TestApp) {
    app.load(&[record("a", json!({}))]).await;
    for address in ["/fr", "/ar/questions", "/fr/ministries", "/ar/rule"] {
        let first = app.get(address).await;
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty(), "{address}");
        for known in [tag.clone(), format!("\"other\", {tag}")] {
            let again = app.get_with(address, &[("if-none-match", known.as_bytes())]).await;
            assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0), "{address}");
            assert_eq!(again.header("etag"), tag);
        }
        assert_eq!(app.get_with(address, &[("if-none-match", b"\"other\"")]).await.status, 200, "{address}");
        assert_eq!(first.header("cache-control"), "no-cache", "browsers ask each time");
        assert_eq!(app.get(address).await.bytes, first.bytes, "kept or rendered anew, it is the same page");
    }
}

async fn after_a_change_every_page_is_fresh(app: TestApp) {
    let subject =
        |text: &str| record("a", json!({ "legislature": 11, "number": 1, "subject": { "fr": text }, "ministry": { "fr": "Santé" } }));
    app.load(&[subject("Avant")]).await;
    let addresses = ["/fr", "/fr/questions", "/fr/questions/representatives/11/1", "/fr/ministries/sante"];
    let mut tags = Vec::new();
    for address in addresses {
        let page = app.get(address).await;
        assert!(page.text().contains("Avant"), "{address}");
        tags.push(page.header("etag").to_owned());
    }
    app.load(&[subject("Après")]).await;
    for (address, tag) in addresses.iter().zip(tags) {
        let page = app.get_with(address, &[("if-none-match", tag.as_bytes())]).await;
        assert_eq!(page.status, 200, "{address}");
        assert!(page.text().contains("Après") && !page.text().contains("Avant"), "{address}");
    }
}

async fn each_address_has_its_own_page(app: TestApp) {
    app.load(&[record("a", json!({ "chamber": "councillors" })), record("b", json!({}))]).await;
    for _ in 0..2 {
        assert_eq!(app.get("/fr/questions?chamber=councillors").await.subjects(), ["Sujet a"]);
        assert_eq!(app.get("/fr/questions?chamber=representatives").await.subjects(), ["Sujet b"]);
        assert_eq!(app.get("/ar/questions?chamber=councillors").await.html.root_element().attr("lang"), Some("ar"));
    }
}

async fn pages_are_compressed(app: TestApp) {
    let plain = app.get("/fr/rule").await;
    for encoding in ["br", "gzip"] {
        let page = app.get_with("/fr/rule", &[("accept-encoding", encoding.as_bytes())]).await;
        assert_eq!(page.header("content-encoding"), encoding);
        assert!(page.bytes.len() * 3 < plain.bytes.len(), "{encoding}: {} of {}", page.bytes.len(), plain.bytes.len());
        assert!(page.header("vary").contains("accept-encoding"));
    }
}
