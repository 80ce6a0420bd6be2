//! Searches beyond the maximum length.

use jawab_search::analysis::MAX_READ_LETTERS;
use jawab_tests::{Page, TestApp, apply, both_databases, hostile::escape, records::record};
use serde_json::{Value, json};

use super::search;

/// Each is one character that expands to eighteen letters.
fn blessings() -> String {
    escape(&"ﷺ".repeat(1_000))
}

fn notice(page: &Page) -> String {
    page.texts("main .notice").concat()
}

#[apply(both_databases)]
async fn what_is_too_long_is_refused_in_words(app: TestApp) {
    for text in [blessings(), "a".repeat(5_000), "a".repeat(65)] {
        for (locale, words) in [("fr", "au plus"), ("ar", "المرجو")] {
            let page = app.get(&format!("/{locale}/search?q={text}")).await;
            assert_eq!(page.status, 422, "{}", page.text());
            let message = notice(&page);
            assert!(message.contains(words) || text.len() == 65 && !message.is_empty(), "{message}");
        }
        assert_eq!(app.get(&format!("/fr/search/suggest?q={text}")).await.json()["suggestions"].as_array().unwrap().len(), 0);
        for (address, parameter) in
            [("/api/v1/search?q=", "q"), ("/api/v1/search/facets/member?in=", "in"), ("/api/v1/search/facets/theme?q=", "q")]
        {
            let page = app.get_with(&format!("{address}{text}"), &[("accept-language", b"fr")]).await;
            assert_eq!((page.status.as_u16(), page.json()["parameter"].as_str()), (422, Some(parameter)), "{}", page.body);
            assert!(page.json()["detail"].as_str().unwrap().contains("recherche"), "{}", page.body);
        }
    }
}

#[apply(both_databases)]
async fn signs_without_a_word_find_nothing_and_are_told_so(app: TestApp) {
    app.load(&[record("a", json!({}))]).await;
    for text in ["👨", "\"\"", "ـــ", "- «»"] {
        for (locale, words) in [("fr", "aucun mot"), ("ar", "أي كلمة")] {
            for filters in ["", "&chamber=representatives"] {
                let page = app.get(&format!("/{locale}/search?q={}{filters}", escape(text))).await;
                assert_eq!((page.status.as_u16(), page.subjects().len()), (422, 0), "{text}: {}", page.text());
                assert!(notice(&page).contains(words), "{text}: {}", page.text());
            }
            let address = format!("/api/v1/search?q={}", escape(text));
            let page = app.get_with(&address, &[("accept-language", locale.as_bytes())]).await;
            assert_eq!((page.status.as_u16(), page.json()["parameter"].as_str()), (422, Some("q")), "{text}: {}", page.body);
            assert!(page.json()["detail"].as_str().unwrap().contains(words), "{text}: {}", page.body);
        }
    }
    assert_eq!(app.get_json("/api/v1/search").await["total"], 1, "without any text all match");
    assert_eq!(search(&app, "fr", "-zorglub").await.subjects().len(), 1, "an exclusion has a word");
}

#[apply(both_databases)]
async fn of_many_words_the_first_are_searched(app: TestApp) {
    let words: Vec<String> = (0..70).map(|n| format!("m{n}")).collect();
    let page = search(&app, "fr", &words.join(" ")).await;
    assert!(notice(&page).contains("64"), "{}", page.text());
    let refused = app.get(&format!("/api/v1/search?q={}", escape(&words.join(" ")))).await;
    assert_eq!((refused.status.as_u16(), refused.json()["parameter"].as_str()), (422, Some("q")));
    assert!(notice(&search(&app, "fr", &words[..64].join(" ")).await).is_empty());
}

#[apply(both_databases)]
async fn of_long_texts_the_beginning_is_marked(app: TestApp) {
    let long = "ﷺ ".repeat(MAX_READ_LETTERS / 19 + 1);
    let text = |text: String| json!({ "text": { "fr": text } });
    app.load(&[record("early", text(format!("Une ligature {long}"))), record("late", text(format!("{long} ligature")))]).await;
    let found = app.get_json("/api/v1/search?q=ligature&lang=fr").await;
    let of = |found: &Value| (found["subject"]["fr"].as_str().unwrap().to_owned(), found["snippet"].as_array().unwrap().len() > 1);
    let mut hits: Vec<_> = found["hits"].as_array().unwrap().iter().map(of).collect();
    hits.sort();
    assert_eq!(hits, [("Sujet early".to_owned(), true), ("Sujet late".to_owned(), false)]);
    assert_eq!(search(&app, "fr", "ligature").await.texts("mark"), ["ligature"]);
}

#[apply(both_databases)]
async fn an_address_has_an_end(app: TestApp) {
    for (address, way) in [("/fr/search?q=", "fr"), ("/ar/questions?after=", "ar")] {
        let page = app.get(&format!("{address}{}", "a".repeat(33_000))).await;
        assert_eq!((page.status.as_u16(), page.header("content-language")), (414, way));
    }
    let page = app.get(&format!("/api/v1/search?{}", "q=a&".repeat(9_000))).await;
    assert_eq!((page.status.as_u16(), page.json()["type"].as_str()), (414, Some("address-too-long")));
}
