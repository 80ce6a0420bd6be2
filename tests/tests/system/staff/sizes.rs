//! Forms and bodies with more in them than is taken.

use jawab_domain::Chamber;
use jawab_tests::{Client, TestApp, apply, both_databases, records::social_media};

const MEBIBYTE: usize = 1 << 20;

/// A clerk, and the address of the form that attaches a document to a question.
async fn attaching(app: &TestApp) -> (Client, String) {
    app.load(&[social_media()]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let code = app.strings("SELECT code FROM question").await.remove(0);
    (clerk, format!("/fr/staff/questions/{code}/attach"))
}

#[apply(both_databases)]
async fn a_file_that_is_too_large_leaves_the_rest_of_the_form(app: TestApp) {
    let (clerk, address) = attaching(&app).await;
    let form = clerk.form(&address).await;
    let (once, version) = (form.value("once"), form.value("version"));
    let file = "x".repeat(20 * MEBIBYTE + 1);
    // Wherever the title stands in the form.
    for title in [2, 3] {
        let mut fields = vec![("once", once.as_str(), None), ("version", &version, None), ("file", &file, Some("l.pdf"))];
        fields.insert(title, ("title", "Lettre du ministre", None));
        let page = clerk.post_files(&address, &fields).await;
        assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-file".to_owned()]));
        assert!(page.text().contains("20\u{a0}Mio au plus") || page.text().contains("20 Mio au plus"), "{}", page.text());
        assert_eq!(clerk.form_in(&page, None).value("title"), "Lettre du ministre");
    }
}

#[apply(both_databases)]
async fn a_form_that_is_too_large_says_how_large_it_may_be_and_leads_back(app: TestApp) {
    let (clerk, address) = attaching(&app).await;
    let edit = address.replace("/attach", "/edit");
    let referer = format!("https://jawab.test{edit}");
    let headers = [("sec-fetch-site", "same-origin"), ("referer", referer.as_str())];
    let page = clerk.post_with(&edit, &[("text-fr", &"x".repeat(3 * MEBIBYTE))], &headers).await;
    assert_eq!(page.status, 413);
    assert!(page.text().contains("2 Mio"), "{}", page.text());
    assert!(page.attributes("main a", "href").contains(&edit), "{}", page.text());
}

#[apply(both_databases)]
async fn a_form_has_no_more_fields_than_forms_have(app: TestApp) {
    let (clerk, address) = attaching(&app).await;
    let many = vec![("title", "x", None); 20_000];
    for address in [address.as_str(), "/fr/staff/questions/new"] {
        assert_eq!(clerk.post_files(address, &many).await.status, 400, "{address}");
        let files = vec![("file", "x", Some("l.pdf")); 5_000];
        assert_eq!(clerk.post_files(address, &files).await.status, 400, "{address}");
    }
    let many = vec![("title", "x"); 20_000];
    assert_eq!(clerk.post_with(&address, &many, &[("sec-fetch-site", "same-origin")]).await.status, 400);
}
