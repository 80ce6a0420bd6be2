//! Search results and how they are shown.

use jawab_tests::{
    TestApp, apply, both_databases,
    records::{ministries, record, social_media},
};
use serde_json::json;

use super::search;

#[apply(both_databases)]
async fn the_five_searches_find_the_question(app: TestApp) {
    let other = record("other", json!({ "subject": { "ar": "صيانة الطرق القروية", "fr": "Entretien des routes rurales" } }));
    app.load(&[social_media(), other]).await;
    for text in ["شبكات التواصل", "للإدارات العمومية", "reseaux sociaux", "Dahmani", "الدحماني"] {
        for locale in ["ar", "fr"] {
            let page = search(&app, locale, text).await;
            assert_eq!(page.subjects().len(), 1, "{text} in {locale}");
            let expected = if locale == "ar" { "القواعد القانونية" } else { "Règles de droit" };
            assert!(page.subjects()[0].starts_with(expected), "{text} in {locale}: {:?}", page.subjects());
        }
    }
}

#[apply(both_databases)]
async fn phrases_hold_words_together_and_minus_leaves_out(app: TestApp) {
    let subjects = ["Eau potable à Tata", "Eau non potable à Zagora", "Eau de pluie"];
    let all: Vec<_> = subjects.iter().map(|subject| record(subject, json!({ "subject": { "fr": subject } }))).collect();
    app.load(&all).await;
    for (text, mut expected) in [
        ("eau", vec![0, 1, 2]),
        ("eau potable", vec![0, 1]),
        ("\"eau potable\"", vec![0]),
        ("« eau potable »", vec![0]),
        ("eau -potable", vec![2]),
        ("eau -\"eau potable\"", vec![1, 2]),
        ("-eau", vec![]),
        ("introuvable", vec![]),
    ] {
        let mut found = search(&app, "fr", text).await.subjects();
        found.sort();
        expected.sort_by_key(|n| subjects[*n]);
        assert_eq!(found, expected.iter().map(|n| subjects[*n]).collect::<Vec<_>>(), "{text}");
    }
}

#[apply(both_databases)]
async fn what_was_found_is_marked_in_its_own_language(app: TestApp) {
    let french_only = record("sea", json!({ "subject": { "fr": "La mer" }, "text": { "fr": "Combien de goélettes mouillent au port ?" } }));
    let arabic_only = record("port", json!({ "subject": { "ar": "الموانئ" }, "text": { "ar": "متى ترسو الشخاتير بالميناء؟" } }));
    app.load(&[social_media(), french_only, arabic_only]).await;
    let page = search(&app, "ar", "goelettes").await;
    let snippet = page.one(".snippet");
    assert_eq!((snippet.attr("lang"), snippet.attr("dir")), (Some("fr"), Some("ltr")));
    assert_eq!(page.texts(".snippet mark"), ["goélettes"]);
    let page = search(&app, "fr", "الشخاتير").await;
    assert_eq!(page.texts(".snippet mark"), ["الشخاتير"]);
    assert_eq!(page.attributes(".snippet", "dir"), ["rtl"]);
    // A hit by translation is also shown in the reader's language.
    let page = search(&app, "ar", "publicité").await;
    assert_eq!(page.texts(".snippet mark"), ["الإشهار"]);
    let page = search(&app, "fr", "reseaux").await;
    assert_eq!(page.texts("h3 mark"), ["réseaux"]);
    // And a name is, among the fields that matched.
    for (locale, name) in [("ar", "الدحماني"), ("fr", "Dahmani")] {
        assert_eq!(search(&app, locale, name).await.texts(".meta bdi mark"), [name]);
    }
}

#[apply(both_databases)]
async fn a_changed_question_is_found_as_it_reads_now(app: TestApp) {
    app.load(&[record("a", json!({ "subject": { "fr": "Barrages" } }))]).await;
    assert_eq!(search(&app, "fr", "barrages").await.subjects(), ["Barrages"]);
    app.load(&[record("a", json!({ "subject": { "fr": "Phares" } }))]).await;
    assert!(search(&app, "fr", "barrages").await.subjects().is_empty());
    assert_eq!(search(&app, "fr", "phares").await.subjects(), ["Phares"]);
}

#[apply(both_databases)]
async fn suggestions_name_questions_ministries_and_members(app: TestApp) {
    let other = record("other", json!({ "ministry": ministries::health(), "subject": { "fr": "Secrets de santé" } }));
    app.load(&[social_media(), other]).await;
    let kinds = async |address: &str| {
        let found = app.get_json(address).await;
        let all = found["suggestions"].as_array().unwrap().clone();
        for one in &all {
            assert_eq!(app.get(one["url"].as_str().unwrap()).await.status, 200, "{one}");
        }
        all.iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds("/fr/search/suggest?q=sec").await, ["ministry", "question"]);
    assert_eq!(kinds("/fr/search/suggest?q=dah").await.first().unwrap(), "member");
    assert_eq!(kinds("/ar/search/suggest?q=%D8%AF%D8%AD%D9%85").await.first().unwrap(), "member", "the article may be left out");
    assert!(kinds("/fr/search/suggest?q=d").await.is_empty(), "one letter is too little");
    assert!(kinds("/fr/search/suggest").await.is_empty());
}
