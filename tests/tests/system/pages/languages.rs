//! Two languages, neither preferred.

use jawab_tests::{TestApp, apply, both_databases, records::record};
use scraper::ElementRef;
use serde_json::json;

use super::{ADDRESSES, full};

#[apply(both_databases)]
async fn the_switch_leads_to_the_same_page(app: TestApp) {
    app.load(&[full()]).await;
    for address in ADDRESSES {
        for (locale, other) in [("ar", "fr"), ("fr", "ar")] {
            let page = app.get(&format!("/{locale}{address}")).await;
            let there = format!("/{other}{address}");
            let switch = page.one(".lang a");
            assert_eq!(switch.attr("href"), Some(there.as_str()), "{}", page.address);
            assert_eq!(switch.attr("lang"), Some(other));
            assert_eq!(app.get(&there).await.html.root_element().attr("lang"), Some(other));
            let alternates = page.attributes("link[rel=alternate]", "href");
            assert!(alternates.contains(&format!("https://jawab.test{there}")), "{alternates:?}");
            assert_eq!(page.attributes("link[rel=canonical]", "href"), [format!("https://jawab.test/{locale}{address}")]);
        }
    }
}

/// The language of an element: its own, or that of an ancestor.
fn language<'a>(element: ElementRef<'a>) -> Option<(&'a str, &'a str)> {
    let of =
        std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap)).find(|element| element.attr("lang").is_some())?;
    Some((of.attr("lang")?, of.attr("dir").unwrap_or_default()))
}

#[apply(both_databases)]
async fn texts_of_the_other_language_say_so(app: TestApp) {
    app.load(&[full()]).await;
    for locale in ["ar", "fr"] {
        let page = app.get(&format!("/{locale}/questions/councillors/11/12")).await;
        for (text, expected) in [
            ("السيد الوزير، متى يصل الماء؟", ("ar", "rtl")),
            ("Quand ?", ("fr", "ltr")),
            ("كيف؟", ("ar", "rtl")),
            ("Le dossier est à l’étude.", ("fr", "ltr")),
            ("المدارس بلا ماء", ("ar", "rtl")),
            ("L’eau dans les écoles", ("fr", "ltr")),
            ("الماء في المدارس", ("ar", "rtl")),
        ] {
            let holding: Vec<_> = page
                .all("main *")
                .into_iter()
                .filter(|element| element.children().any(|child| child.value().as_text().is_some_and(|own| own.contains(text))))
                .collect();
            assert!(!holding.is_empty(), "{locale}: {text} is not shown");
            for element in holding {
                assert_eq!(language(element), Some(expected), "{locale}: {text}");
            }
        }
    }
}

#[apply(both_databases)]
async fn nothing_is_hidden_for_lack_of_a_translation(app: TestApp) {
    app.load(&[record("a", json!({ "subject": { "fr": "Seulement en français" }, "ministry": { "fr": "Santé" }, "authors": [{ "name": { "fr": "Ali Baba" } }] }))]).await;
    for address in ["/ar", "/ar/questions", "/ar/search?q=fran%C3%A7ais", "/ar/ministries/sante", "/ar/members/ali-baba"] {
        let page = app.get(address).await;
        let subject = page.all(".item h3").into_iter().next().unwrap_or_else(|| panic!("{address} lists nothing"));
        assert_eq!((subject.attr("lang"), subject.attr("dir")), (Some("fr"), Some("ltr")), "{address}");
        assert_eq!(subject.text().collect::<String>(), "Seulement en français");
    }
    for (list, name) in [("/ar/ministries", "Santé"), ("/ar/members", "Ali Baba")] {
        let page = app.get(list).await;
        let named = page.all("bdi[lang=fr][dir=ltr]").into_iter().any(|bdi| bdi.text().collect::<String>() == name);
        assert!(named, "{list}");
    }
}
