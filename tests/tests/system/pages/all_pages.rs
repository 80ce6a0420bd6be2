//! What holds for every page.

use jawab_tests::{Page, TestApp, apply, both_databases};

use super::{ADDRESSES, full};

fn assert_whole(page: &Page, locale: &str) {
    let address = &page.address;
    let root = page.html.root_element();
    assert_eq!(root.attr("lang"), Some(locale), "{address}");
    assert_eq!(root.attr("dir"), Some(if locale == "ar" { "rtl" } else { "ltr" }), "{address}");
    assert_eq!(page.header("content-language"), locale, "{address}");
    assert!(page.header("content-type").starts_with("text/html; charset=utf-8"), "{address}");
    assert!(page.body.starts_with("<!DOCTYPE html>"), "{address}");
    assert!(!page.one("h1").text().collect::<String>().trim().is_empty(), "{address}");
    assert!(!page.texts("head > title")[0].is_empty(), "{address}");
    assert!(!page.attributes("meta[name=description]", "content")[0].is_empty(), "{address}");
    assert_eq!(page.all("main#main").len(), 1, "{address}");
    assert_eq!(page.attributes("a.skip", "href"), ["#main"], "{address}");
    let mut ids = page.attributes("[id]", "id");
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "{address}: an id is there twice");
    for label in page.attributes("label[for]", "for") {
        assert!(ids.contains(&label), "{address}: a label for nothing: {label}");
    }
}

#[apply(both_databases)]
async fn every_page_is_whole_in_both_languages(app: TestApp) {
    app.load(&[full()]).await;
    for locale in ["ar", "fr"] {
        for address in
            ADDRESSES.into_iter().chain(["/accessibility", "/questions/councillors/11/12?texts=ar", "/questions?from=2026-01-01&lang=ar"])
        {
            let page = app.get(&format!("/{locale}{address}")).await;
            assert_eq!(page.status, 200, "/{locale}{address}");
            assert_whole(&page, locale);
            for (selector, attribute) in [("a[href^='/']", "href"), ("form[action^='/']", "action")] {
                for href in page.attributes(selector, attribute) {
                    let status = app.get(href.split('#').next().unwrap()).await.status;
                    assert!(status == 200 || status == 308, "/{locale}{address} leads to {href}: {status}");
                }
            }
        }
    }
}

#[apply(both_databases)]
async fn what_is_not_there_is_said_in_the_readers_language(app: TestApp) {
    for path in [
        "nothing",
        "questions/0000000000",
        "questions/councillors/11/5",
        "questions/senate/11/5",
        "ministries/nowhere",
        "members/nobody",
        "search/x",
    ] {
        for locale in ["ar", "fr"] {
            let page = app.get(&format!("/{locale}/{path}")).await;
            assert_eq!(page.status, 404, "{}", page.address);
            assert_whole(&page, locale);
            assert!(page.attributes("main a", "href").contains(&format!("/{locale}/questions")), "there are ways on");
        }
    }
    let page = app.get_with("/nothing", &[("accept-language", b"fr")]).await;
    assert_whole(&page, "fr");
    assert_whole(&app.get("/nothing").await, "ar");
}

#[apply(both_databases)]
async fn the_root_leads_to_the_readers_language(app: TestApp) {
    for (accepted, home) in [("fr-FR,fr;q=0.9", "/fr"), ("ar-MA", "/ar"), ("en, fr;q=0.5", "/fr"), ("de", "/ar"), ("", "/ar")] {
        let page = app.get_with("/", &[("accept-language", accepted.as_bytes())]).await;
        assert_eq!((page.status.as_u16(), page.header("location")), (303, home), "{accepted}");
        assert_eq!(page.header("vary"), "accept-language");
    }
}
