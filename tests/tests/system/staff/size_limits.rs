//! Forms and bodies beyond the size limits.

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
    // Wherever the title is in the form.
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

#[apply(both_databases)]
async fn names_of_fields_are_counted(app: TestApp) {
    let (clerk, address) = attaching(&app).await;
    let field = |name: &str| format!("{name}-ar");
    let (long, longer) = (field(&"n".repeat(7 * 1024)), field(&"n".repeat(20 * MEBIBYTE)));
    let full: Vec<_> = vec![(long.as_str(), "", None); 2 * MEBIBYTE / long.len() + 1];
    for (who, address) in [(&clerk, address.as_str()), (&clerk, "/fr/staff/questions/new"), (&app.visitor(), "/fr/staff/questions/new")] {
        let page = who.post_files(address, &[(&longer, "x", None)]).await;
        assert_eq!((page.status.as_u16(), page.body.len() < MEBIBYTE), (400, true), "the head of a part: {address}");
        assert_eq!(who.post_files(address, &full).await.status, 413, "names in all: {address}");
    }
    for who in [&clerk, &app.visitor()] {
        assert_eq!(who.post("/fr/staff/questions/new", &[(&longer, "x")]).await.status, 413);
    }
}

/// In a multipart form an Arabic letter takes two bytes; in the form that the sign-in page carries it takes six.
#[apply(both_databases)]
async fn what_the_way_in_cannot_carry_is_shown(app: TestApp) {
    let typed = |letters: usize| "س".repeat(letters);
    for (letters, status) in [(100_000, 401), (400_000, 413)] {
        let text = typed(letters);
        let page = app.visitor().post_files("/fr/staff/questions/new", &[("text-ar", &text, None)]).await;
        assert_eq!(page.status, status, "{letters}");
        assert_eq!(page.texts(".typed").contains(&text), status == 413, "{letters}");
        assert_eq!(page.all("input[name=kept]").len(), usize::from(status == 401), "{letters}");
    }
}
