//! Without results, the page says what was searched and what to do.

use jawab_tests::{TestApp, apply, both_databases, hostile::escape, records::record};
use serde_json::json;

use super::search;

#[apply(both_databases)]
async fn what_was_searched_is_told_in_its_parts(app: TestApp) {
    for locale in ["ar", "fr"] {
        let page = search(&app, locale, "zorglub où «eau potable» -gaz").await;
        assert_eq!(page.texts(".searched dd"), ["zorglub", "eau potable", "gaz"], "{locale}");
        assert_eq!(page.texts(".searched dt").len(), 3, "{locale}");
    }
}

#[apply(both_databases)]
async fn near_spellings_are_written_as_texts_write_them(app: TestApp) {
    let hospital = record("a", json!({ "subject": { "ar": "تأخر بناء المستشفى", "fr": "Retard de l’hôpital" } }));
    app.load(&[hospital, record("b", json!({ "subject": { "fr": "Pêche à Agadir" }, "chamber": "councillors" }))]).await;
    for (typed, offered) in [("hoptil", "hôpital"), ("المتسسفى", "المستشفى")] {
        let page = app.get(&format!("/fr/search?q={}&chamber=councillors", escape(&format!("{typed} ")))).await;
        assert_eq!(page.texts(".near a"), [offered], "{typed}");
        let found = app.get_json(&format!("/api/v1/search?q={}&chamber=councillors", escape(&format!("{typed} ")))).await;
        assert_eq!(found["near"], json!([offered]), "{typed}");
        assert_eq!(search(&app, "fr", offered).await.subjects().len(), 1, "what is offered finds something");
    }
}

#[apply(both_databases)]
async fn each_filter_can_be_dropped_and_says_what_that_gives(app: TestApp) {
    let of = |id: &str, fields| record(id, fields);
    app.load(&[
        of("a", json!({ "subject": { "fr": "Barrages du Nord" }, "chamber": "councillors", "themes": [{ "fr": "Eau" }] })),
        of("b", json!({ "subject": { "fr": "Barrages du Sud" }, "chamber": "councillors", "themes": [{ "fr": "Eau" }] })),
        of("c", json!({ "subject": { "fr": "Barrages de l’Est" }, "themes": [{ "fr": "Travaux" }] })),
        of("d", json!({ "subject": { "fr": "Phares" } })),
    ])
    .await;
    let page = app.get("/fr/search?q=barrages&chamber=representatives&theme=eau&sort=due").await;
    assert!(page.subjects().is_empty());
    let numbers: Vec<String> = page.texts(".less .n");
    assert_eq!(numbers, ["2 résultats", "1 résultat", "3 résultats"]);
    let links = page.attributes(".less a", "href");
    for (link, expected) in links.iter().zip([2, 1, 3]) {
        assert_eq!(app.get(link).await.subjects().len(), expected, "{link}");
    }
    assert_eq!(app.get("/fr/search?q=introuvable").await.all(".less").len(), 0, "there is no filter to drop");
}

#[apply(both_databases)]
async fn the_api_tells_what_else_was_searched(app: TestApp) {
    app.load(&[record("a", json!({ "subject": { "ar": "تأخر بناء المستشفى" } }))]).await;
    let found = app.get_json("/api/v1/search?q=h%C3%B4pital&lang=fr").await;
    assert_eq!(found["also_searched"][0]["lang"], "ar");
    assert!(!found["also_searched"][0]["text"].as_str().unwrap().is_empty());
    assert_eq!(found["near"], json!([]));
}

#[apply(both_databases)]
async fn a_page_after_the_last_says_so(app: TestApp) {
    app.load(&[record("a", json!({ "subject": { "fr": "Barrages" } }))]).await;
    let page = app.get("/fr/search?q=barrages&page=4").await;
    assert_eq!(page.status, 200);
    assert!(page.attributes(".empty a", "href").contains(&"/fr/search?q=barrages".to_owned()), "the first page is offered");
    assert!(page.all(".searched").is_empty(), "it is not said that nothing was found");
}
