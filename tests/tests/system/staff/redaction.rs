//! A citizen's name is redacted in every form, in all texts at once, as whole words only; it is shown in its sentences before,
//! with the other places where it occurs.

use jawab_domain::Chamber;
use jawab_tests::{
    Client, Page, TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

const TEXT_FR: &str =
    "Mme Salma Idrissi se plaint. Salma\u{a0}Idrissi vit à Salé, SALMA IDRISSI et\nSalma\nIdrissi, salma  idrissi. Un autre.";
const TEXT_AR: &str = "تشتكي سَلْمَى الإِدْرِيسِي. كتبت ســلمى الإدريسي ووصلتنا رسالة لسلمى الادريسي.";

async fn start(app: &TestApp, text_fr: &str) -> (Client, String, i64) {
    let mut question = record(
        "a",
        json!({
            "chamber": "councillors", "legislature": 11, "number": 7, "deposited_on": "2026-11-01", "transmitted_on": "2026-11-04",
            "ministry": ministries::health(),
            "subject": { "fr": "Le cas d’Idrissi (Salma Idrissi)", "ar": "قضية سلمى الإدريسي" },
            "text": { "fr": text_fr, "ar": TEXT_AR },
            "sub_questions": [{ "fr": "Où vit He\u{301}le\u{300}ne Lai\u{308}di ?" }, { "fr": "Que dit Salma Idrissi ?" }],
            "press": [{ "lang": "fr", "title": "L’affaire Salma Idrissi", "outlet": "La Gazette" }],
        }),
    );
    question["answer"] = json!({ "date": "2026-11-10", "texts": { "fr": "Salma Idrissi a été reçue.", "ar": "استقبلت سلمى الإدريسي." } });
    app.load(&[question]).await;
    let work = format!("/fr/staff/questions/{}", app.code("a").await);
    (app.clerk(Chamber::Councillors).await, work, app.id("a").await)
}

async fn looked(clerk: &Client, work: &str, names: &str) -> Page {
    let form = clerk.form(&format!("{work}/redact")).await.fill("words", names).fill("reason", "Demande de la personne");
    form.press("check").await
}

#[apply(both_databases)]
async fn every_form_of_a_name_goes_from_every_text_at_once(app: TestApp) {
    let (clerk, work, _) = start(&app, TEXT_FR).await;
    // The former text of a correction is kept, without the name.
    let edit =
        clerk.form(&format!("{work}/edit")).await.fill("text-fr", &format!("{TEXT_FR} Salma Idrissi encore.")).fill("reason", "Ajout");
    let page = edit.confirm().await;
    assert_eq!(page.status, 200, "{}", page.text());
    // A colleague has begun to edit it, and will continue.
    let colleague = app.clerk(Chamber::Councillors).await;
    let begun_edit = colleague.form(&format!("{work}/edit")).await.fill("subject-fr", "Le cas de SALMA IDRISSI").press("keep").await;
    assert_eq!(begun_edit.texts(".flash").len(), 1, "{}", begun_edit.text());
    let form = format!("translation:{}:fr", app.code("a").await);
    let by = format!("{}.s1", app.account_code(colleague.account).await);
    let fields = [("kept-form", form.as_str()), ("kept-by", by.as_str()), ("document", "Lettre de Salma Idrissi")];
    let stored = colleague.post("/fr/staff/kept", &fields).await;
    assert_eq!(stored.status, 204, "{}", stored.text());
    let page = looked(&clerk, &work, "Salma Idrissi\r\nسلمى الإدريسي\nHélène Laïdi").await;
    let page = clerk.form_in(&page, None).press("go").await;
    assert_eq!(page.texts(".flash"), ["Le nom est occulté dans le texte publié."], "{}", page.text());
    app.index().await;
    let history_lines = app.get("/fr/questions/councillors/11/7").await.texts("section[aria-labelledby=history] li");
    assert_eq!(
        history_lines.iter().filter(|line| line.contains("Données personnelles occultées")).count(),
        1,
        "readers are told once: {history_lines:?}"
    );
    for locale in ["fr", "ar"] {
        let body = app.get(&format!("/{locale}/questions/councillors/11/7")).await.text();
        let (body, _) = body.split_once("L’affaire").unwrap_or((&body, ""));
        for form in ["Salma", "SALMA", "salma", "Hélène", "He\u{301}l", "سلمى", "سَلْمَى", "ســلمى", "الإدريسي", "الادريسي"]
        {
            assert!(!body.contains(form), "{locale}: {form} in {body}");
        }
    }
    let left = app.strings("SELECT body FROM text ORDER BY id").await.join(" ");
    assert!(left.contains("Le cas d’Idrissi ([…])") && left.contains("رسالة ل[…]"), "what is no form of it stays: {left}");
    for table in ["text", "earlier_text"] {
        let left = app.strings(&format!("SELECT body FROM {table}")).await.join(" ");
        assert!(!left.to_lowercase().contains("salma") && !left.contains("سلمى"), "{table}: {left}");
    }
    assert_eq!(
        app.number("SELECT COUNT(*) FROM redaction WHERE passage IS NOT NULL OR place IS NOT NULL").await,
        0,
        "nothing is kept of it"
    );
    let stored = app.strings("SELECT CAST(fields AS TEXT) FROM form_draft").await.concat();
    assert!(
        stored.contains("Le cas de […]") && !stored.to_lowercase().contains("idrissi de"),
        "what was typed is kept without it: {stored}"
    );
    assert!(stored.contains("Lettre de […]"), "in whatever form: {stored}");
    let again = looked(&clerk, &work, "Salma Idrissi").await;
    assert!(again.text().contains("0 occurrence à occulter"), "{}", again.text());
}

#[apply(both_databases)]
async fn a_name_is_never_cut_out_of_another_word(app: TestApp) {
    let (clerk, work, id) = start(&app, "Ali Tahiri demande l'Alimentation, d’Ali et d’Aliénor.").await;
    let page = looked(&clerk, &work, "Ali").await;
    assert_eq!(page.texts("mark.redacted"), ["Ali", "Ali"]);
    let _ = clerk.form_in(&page, None).press("go").await;
    app.index().await;
    let body = app.strings(&format!("SELECT body FROM text WHERE question_id = {id} AND part = 'question' AND locale = 'fr'")).await;
    assert_eq!(body, ["[…] Tahiri demande l'Alimentation, d’[…] et d’Aliénor."]);
}

#[apply(both_databases)]
async fn what_would_go_is_shown_in_its_sentence_with_where_else_it_stands(app: TestApp) {
    let (clerk, work, _) = start(&app, TEXT_FR).await;
    app.load(&[record("b", json!({ "chamber": "councillors", "subject": { "fr": "Suite du cas de Salma Idrissi" } }))]).await;
    let other = app.id("b").await;
    app.execute(&format!(
        "INSERT INTO question_link (from_id, to_id, kind) SELECT id, {other}, 'grouped_with' FROM question WHERE source_id = 'a'"
    ))
    .await;
    let page = looked(&clerk, &work, "Salma Idrissi").await;
    let shown = page.texts("section[aria-labelledby=redacted] li li");
    assert!(shown.contains(&"Mme Salma Idrissi se plaint.".to_owned()), "{shown:?}");
    assert!(page.text().contains("8 occurrences à occulter"), "{}", page.text());
    let places = page.texts("section[aria-labelledby=redacted] li > b");
    for place in [
        "Sous-question 2 (français)",
        "Réponse 1 (français)",
        "Articles de presse sur la question",
        "Question liée : Suite du cas de Salma Idrissi",
    ] {
        assert!(places.contains(&place.to_owned()), "{place}: {places:?}");
    }
    // Redacting one text, the form says which others have it too.
    let form = clerk.form(&format!("{work}/redact")).await;
    let (value, _) = clerk
        .get(&format!("{work}/redact"))
        .await
        .all("#f-text option")
        .iter()
        .find_map(|option| {
            let name = option.text().collect::<String>();
            name.starts_with("Sous-question 2").then(|| (option.attr("value").unwrap_or_default().to_owned(), name))
        })
        .unwrap();
    let page = form.fill("text", &value).fill("words", "Salma Idrissi").fill("reason", "Demande").press("check").await;
    assert!(page.text().contains("1 occurrence à occulter") && page.text().contains("Le nom figure aussi ailleurs"), "{}", page.text());
    assert_eq!(page.texts("mark.redacted").len(), 1, "what stays is not shown as going: {}", page.text());
    assert!(!page.texts("mark:not(.redacted)").is_empty(), "it is marked plainly");
    let arabic = looked(&clerk, &work.replace("/fr/", "/ar/"), "سلمى الإدريسي").await;
    assert!(arabic.text().contains("مواضع للحذف"), "{}", arabic.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_family_name_before_the_given_one_is_found_shown_and_taken_out(app: TestApp) {
    let (clerk, work, id) = start(&app, "Dossier de IDRISSI Salma. Mme Salma Idrissi attend.").await;
    let page = looked(&clerk, &work, "Salma Idrissi\nسلمى الإدريسي").await;
    let shown = page.texts("section[aria-labelledby=redacted] li li");
    for sentence in ["Dossier de IDRISSI Salma.", "Mme Salma Idrissi attend."] {
        assert!(shown.contains(&sentence.to_owned()), "{sentence}: {shown:?}");
    }
    assert!(page.texts("mark.redacted").contains(&"IDRISSI Salma".to_owned()));
    let done = clerk.form_in(&page, None).press("go").await;
    assert_eq!(done.texts(".flash").len(), 1, "{}", done.text());
    app.index().await;
    let body = app.strings(&format!("SELECT body FROM text WHERE question_id = {id} AND part = 'question' AND locale = 'fr'")).await;
    assert_eq!(body, ["Dossier de […]. Mme […] attend."]);
    // The counts on the page of the question are texts.
    let redacted = app.number(&format!("SELECT COUNT(DISTINCT text_id) FROM redaction WHERE question_id = {id}")).await;
    assert!(clerk.get(&work).await.text().contains(&format!("{redacted} textes où un nom est occulté")));
    let arabic = clerk.get(&work.replacen("/fr/", "/ar/", 1)).await.text();
    assert!(redacted > 2 && arabic.contains(&format!("{redacted} نصوص حذف منها اسم")), "{arabic}");
}

#[apply(both_databases)]
async fn nothing_found_is_said(app: TestApp) {
    let (clerk, work, _) = start(&app, TEXT_FR).await;
    let page = looked(&clerk, &work, "Personne Inconnue").await;
    assert!(page.text().contains("0 occurrence à occulter") && page.all("main button[value=go]").is_empty(), "{}", page.text());
    let page = looked(&clerk, &work.replace("/fr/", "/ar/"), "لا أحد").await;
    assert!(page.text().contains("لا يوجد أي موضع للحذف"), "{}", page.text());
    let empty = clerk.form(&format!("{work}/redact")).await.press("check").await;
    assert_eq!(empty.attributes(".error-summary a", "href"), ["#f-words"]);
    app.index().await;
}

#[apply(both_databases)]
async fn nothing_else_is_taken_out_than_what_was_shown(app: TestApp) {
    let (clerk, work, _) = start(&app, TEXT_FR).await;
    let form = clerk.form(&format!("{work}/redact")).await.fill("words", "Salma Idrissi").fill("reason", "Demande");
    let page = form.press("go").await;
    assert_eq!(page.all("main button[value=go]").len(), 1, "it is shown first: {}", page.text());
    let page = clerk.form_in(&page, None).fill("words", "Idrissi").press("go").await;
    assert_eq!(app.number("SELECT COUNT(*) FROM redaction").await, 0, "{}", page.text());
    assert!(page.texts(".error-summary[role=alert] li").concat().starts_with("Les effets ne seraient plus"), "{}", page.text());
    app.execute("UPDATE question SET version = version + 1").await;
    let page = clerk.form_in(&page, None).press("go").await;
    assert_eq!((page.status.as_u16(), app.number("SELECT COUNT(*) FROM redaction").await), (409, 0));
    app.index().await;
}

#[apply(both_databases)]
async fn the_reason_does_not_tell_the_name(app: TestApp) {
    let (clerk, work, _) = start(&app, TEXT_FR).await;
    let form = clerk.form(&format!("{work}/redact")).await.fill("words", "Salma Idrissi").fill("reason", "Demande de SALMA  Idrissi");
    let page = form.press("check").await;
    let page = clerk.form_in(&page, None).press("go").await;
    assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-reason".to_owned()]), "{}", page.text());
    assert!(page.text().contains("écrivez-le sans le nom à occulter"), "{}", page.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM redaction").await, 0);
    let page = clerk.form_in(&page, None).fill("reason", "Demande de la personne").press("go").await;
    assert_eq!(page.texts(".flash").len(), 1, "{}", page.text());
    let sql = "SELECT COALESCE(reason, '') FROM event UNION ALL SELECT reason FROM redaction UNION ALL SELECT data FROM audit";
    let history_lines = app.strings(sql).await;
    assert!(!history_lines.concat().to_lowercase().contains("idrissi"), "{history_lines:?}");
    app.index().await;
}

#[apply(both_databases)]
async fn as_many_names_are_taken_out_of_as_many_places_as_goes_at_once(app: TestApp) {
    let (clerk, work, _) = start(&app, &"Ali ".repeat(2_001)).await;
    let (many, long, letters) = (vec!["Salma Idrissi"; 51].join("\n"), "salma ".repeat(21), "x".repeat(2_001));
    for (names, french, arabic) in [
        (many.as_str(), "La liste est trop longue : 50 éléments au plus", "50 عنصرا على الأكثر"),
        (long.as_str(), "Un nom est trop long : 20 mots au plus", "20 كلمة على الأكثر"),
        (letters.as_str(), "Le texte est trop long : 2 000 caractères au plus", "حرف على الأكثر"),
        ("Ali", "Ces noms figurent à trop d’endroits", "ترد هذه الأسماء في مواضع كثيرة"),
    ] {
        for (work, said) in [(work.clone(), french), (work.replace("/fr/", "/ar/"), arabic)] {
            let page = looked(&clerk, &work, names).await;
            let plain = page.text().replace(['\u{a0}', '\u{202f}'], " ");
            assert!(page.status == 422 && plain.contains(said), "{said}: {plain}");
            assert_eq!(page.attributes(".error-summary a", "href"), ["#f-words"], "{plain}");
            assert!(page.all("main button[value=go]").is_empty(), "nothing is taken out that was not shown");
        }
    }
    // Nor is it in a form's record of what was shown.
    let form = clerk.form(&format!("{work}/redact")).await;
    let (once, version) = (form.value("once"), form.value("version"));
    let fields = [("do", "go"), ("once", &*once), ("version", &*version), ("words", "Ali"), ("shown", "\nAli"), ("reason", "Demande")];
    let page = clerk.post(&format!("{work}/redact"), &fields).await;
    assert!(page.status == 422 && page.text().contains("Ces noms figurent à trop d’endroits"), "{}", page.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM redaction").await, 0);
    app.index().await;
}
