//! Pages are cached, and never stale.

use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

#[apply(both_databases)]
async fn a_page_that_has_not_changed_is_not_sent_again(app: TestApp) {
    app.load(&[record("a", json!({}))]).await;
    for address in ["/fr", "/ar/questions", "/fr/ministries", "/ar/rule"] {
        let first = app.get(address).await;
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty(), "{address}");
        for known in [tag.clone(), format!("\"other\", {tag}")] {
            let again = app.get_with(address, &[("if-none-match", known.as_bytes())]).await;
            assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0), "{address}");
            assert_eq!((again.header("etag"), again.header("vary")), (tag.as_str(), first.header("vary")));
            assert_eq!(first.header("vary"), "accept-encoding", "{address}");
        }
        assert_eq!(app.get_with(address, &[("if-none-match", b"\"other\"")]).await.status, 200, "{address}");
        assert_eq!(first.header("cache-control"), "no-cache", "browsers ask each time");
        assert_eq!(app.get(address).await.bytes, first.bytes, "kept or rendered anew, it is the same page");
    }
}

#[apply(both_databases)]
async fn what_the_browser_has_is_known_however_it_says_so(app: TestApp) {
    let tag = app.get("/fr/rule").await.header("etag").to_owned();
    let strong = tag.trim_start_matches("W/").to_owned();
    let listed = format!("\"a\",{tag}");
    for lines in
        [vec!["*"], vec![strong.as_str()], vec![listed.as_str()], vec!["\"a\"", tag.as_str()], vec!["W/\"a\", \"b\"", strong.as_str()]]
    {
        let headers: Vec<(&str, &[u8])> = lines.iter().map(|line| ("if-none-match", line.as_bytes())).collect();
        assert_eq!(app.get_with("/fr/rule", &headers).await.status, 304, "{lines:?}");
    }
    for line in [strong.trim_matches('"'), "W/\"a\"", "\"*\""] {
        assert_eq!(app.get_with("/fr/rule", &[("if-none-match", line.as_bytes())]).await.status, 200, "{line}");
    }
}

#[apply(both_databases)]
async fn a_tag_knows_the_settings_of_the_page(mut app: TestApp) {
    let tag = app.get("/fr/about").await.header("etag").to_owned();
    let other = app.get("/fr/rule").await.header("etag").to_owned();
    assert_ne!(tag, other, "two pages");
    app.use_address("https://ailleurs.test");
    let again = app.get_with("/fr/about", &[("if-none-match", tag.as_bytes())]).await;
    assert_eq!(again.status, 200);
    assert!(again.body.contains("https://ailleurs.test/fr/about"));
}

#[apply(both_databases)]
async fn parameters_of_others_are_no_part_of_an_address(app: TestApp) {
    app.load(&[record("a", json!({ "legislature": 11, "number": 1 }))]).await;
    for (asked, known) in [
        ("/fr?fbclid=abc", "/fr"),
        ("/fr/questions?utm_source=wa&chamber=representatives&fbclid=abc", "/fr/questions?chamber=representatives"),
        ("/fr/questions/representatives/11/1?gclid=x&texts=both", "/fr/questions/representatives/11/1?texts=both"),
        ("/fr/search?fbclid=abc&q=sujet", "/fr/search?q=sujet"),
        ("/fr/members?q=x&utm_medium=social", "/fr/members?q=x"),
        ("/fr/nothing?fbclid=abc", "/fr/nothing"),
    ] {
        let page = app.get(asked).await;
        assert!(!page.body.contains("clid=") && !page.body.contains("utm_"), "{asked}");
        assert_eq!(page.bytes.len(), app.get(known).await.bytes.len(), "{asked} is {known}");
    }
}

#[apply(both_databases)]
async fn the_language_wanted_most_is_led_to(app: TestApp) {
    for (wanted, to) in [("ar;q=0.1, fr;q=0.9", "/fr"), ("arn, fr;q=0.2", "/fr"), ("fro", "/ar"), ("fr;q=0", "/ar"), ("", "/ar")] {
        assert_eq!(app.get_with("/", &[("accept-language", wanted.as_bytes())]).await.header("location"), to, "{wanted}");
    }
}

#[apply(both_databases)]
async fn a_draft_leaves_pages_as_they_are(app: TestApp) {
    app.load(&[record("a", json!({ "ministry": { "fr": "Santé" } }))]).await;
    let before = app.app.database.state().await.unwrap();
    app.execute("INSERT INTO question (code, kind, chamber, status, publication, created_at, updated_at) \
                 VALUES ('brouillon', 'written', 'councillors', 'draft', 'unpublished', '2026-11-21 10:00:00+00:00', '2026-11-21 10:00:00+00:00')").await;
    let after = app.app.database.state().await.unwrap();
    assert!(after.generation > before.generation && after.public == before.public && after.reference == before.reference);
    // An import that changes nothing does not count as a change.
    app.load(&[record("a", json!({ "ministry": { "fr": "Santé" } }))]).await;
    assert_eq!(app.app.database.state().await.unwrap(), after);
}

#[apply(both_databases)]
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

#[apply(both_databases)]
async fn each_address_has_its_own_page(app: TestApp) {
    app.load(&[record("a", json!({ "chamber": "councillors" })), record("b", json!({}))]).await;
    for _ in 0..2 {
        assert_eq!(app.get("/fr/questions?chamber=councillors").await.subjects(), ["Sujet a"]);
        assert_eq!(app.get("/fr/questions?chamber=representatives").await.subjects(), ["Sujet b"]);
        assert_eq!(app.get("/ar/questions?chamber=councillors").await.html.root_element().attr("lang"), Some("ar"));
    }
}

#[apply(both_databases)]
async fn pages_are_compressed(app: TestApp) {
    let plain = app.get("/fr/rule").await;
    for encoding in ["br", "gzip"] {
        let page = app.get_with("/fr/rule", &[("accept-encoding", encoding.as_bytes())]).await;
        assert_eq!(page.header("content-encoding"), encoding);
        assert!(page.bytes.len() * 3 < plain.bytes.len(), "{encoding}: {} of {}", page.bytes.len(), plain.bytes.len());
        assert!(page.header("vary").contains("accept-encoding"));
    }
}
