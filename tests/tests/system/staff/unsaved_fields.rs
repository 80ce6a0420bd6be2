//! If the target of a form is gone, or its user lost the permission, the input is shown to be copied.

use jawab_domain::Chamber;
use jawab_tests::{
    Page, TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

const GONE: &str = "موضوع هذه الاستمارة لم يعد موجودا";

fn shown(page: &Page) -> (u16, String, Vec<String>) {
    assert_eq!(page.all(".account").len(), 1, "in the staff's frame: {}", page.text());
    (page.status.as_u16(), page.texts("h1").concat(), page.texts(".typed"))
}

#[apply(both_databases)]
async fn what_was_typed_for_a_theme_that_was_merged_is_shown(app: TestApp) {
    app.load(&[record("t:1", json!({ "themes": [{ "fr": "Écoles" }, { "fr": "Éducation" }] }))]).await;
    let (one, two) = (app.administrator().await, app.administrator().await);
    let form = one.form("/ar/staff/reference/themes/ecoles").await.fill("name-ar", "المدارس").fill("name-fr", "Écoles publiques");
    let preview = two.form("/fr/staff/reference/themes/ecoles/merge").await.fill("into", "education").submit().await;
    let merged = two.form_in(&preview, None).send_by("confirm").await;
    assert_eq!(merged.status, 303, "{}", merged.text());
    let gone = form.send().await;
    assert_eq!(shown(&gone), (404, GONE.to_owned(), vec!["المدارس".to_owned(), "Écoles publiques".to_owned()]), "{}", gone.text());
    assert_eq!(gone.texts("[aria-labelledby=typed] h3"), ["بالعربية", "بالفرنسية"]);
    app.index().await;
}

/// A form's URL, its fields, and the expected text.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str]);

#[apply(both_databases)]
async fn every_form_shows_what_was_typed_where_its_object_is_gone(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let day = [("on-day", "4"), ("on-month", "11"), ("on-year", "2026")];
    let step = [[("version", "1"), ("reason", "طلب صاحب السؤال")].as_slice(), &day].concat();
    let cases: [Case<'_>; 5] = [
        ("questions/nothing/withdraw", &step, &["طلب صاحب السؤال", "4 نونبر 2026"]),
        (
            "questions/nothing/edit",
            &[("version", "1"), ("role-ar", "original"), ("subject-ar", "موضوع"), ("sub-1-fr", "Un ?"), ("authors-q", "خدوج")],
            &["موضوع", "Un ?", "خدوج"],
        ),
        (
            "desk/nothing/fr",
            &[("role", "press_report"), ("subject-1", "Objet"), ("document", "الجريدة الرسمية")],
            &["Objet", "الجريدة الرسمية"],
        ),
        ("answers/nothing/nobody/record", &[("kind", "final"), ("text-ar", "نعم"), ("original", "ar")], &["جواب", "نعم"]),
        ("answers/nothing/nobody/judge", &[("version", "1"), ("reason", "ناقص"), ("do", "return")], &["ناقص"]),
    ];
    for (address, fields, typed) in cases {
        let page = clerk.post(&format!("/ar/staff/{address}"), fields).await;
        assert_eq!(shown(&page), (404, GONE.to_owned(), typed.iter().map(|words| (*words).to_owned()).collect()), "{address}");
        assert_eq!(clerk.get(&format!("/ar/staff/{address}")).await.all(".typed").len(), 0, "{address}");
    }
    let files = [("version", "1", None), ("title", "Lettre « رسالة »", None), ("file", "x", Some("lettre.pdf"))];
    let page = clerk.post_files("/ar/staff/questions/nothing/attach", &files).await;
    assert_eq!(shown(&page), (404, GONE.to_owned(), vec!["Lettre « رسالة »".to_owned()]), "{}", page.text());
}

#[apply(both_databases)]
async fn what_was_typed_by_somebody_who_may_not_is_shown_without_secrets(app: TestApp) {
    app.load(&[record("a", json!({ "ministry": ministries::health() }))]).await;
    let agent = app.agent(&[app.number("SELECT id FROM ministry").await]).await;
    let fields = [("subject-fr", "Les <b>puits</b>"), ("current-password", "hush"), ("code", "hush")];
    let page = agent.post("/fr/staff/questions/new", &fields).await;
    assert_eq!(shown(&page), (403, "Accès refusé".to_owned(), vec!["Les <b>puits</b>".to_owned()]), "{}", page.text());
    assert!(!page.body.contains("hush"), "{}", page.body);
}
