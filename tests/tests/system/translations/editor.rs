//! How a text is translated: added, replaced, reviewed, and confirmed where it is doubtful.

use jawab_domain::{AnswerKind, Chamber};
use jawab_service::use_cases::AnswerInput;
use jawab_tests::{TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::{counted, french, listed, sub};
use crate::use_cases::staff_app::{StaffApp, clerk};

#[apply(both_databases)]
async fn what_lacks_a_language_is_gone_once_it_is_translated(app: TestApp) {
    let mut question = french("a", 1, "2026-10-01");
    question["sub_questions"] = json!([{ "fr": { "body": "Quand ?", "provenance": "original" } }]);
    app.load(&[question]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let list = clerk.get("/fr/staff/desk").await;
    assert_eq!(listed(&list), ["Sujet a"]);
    assert!(list.text().contains("À traduire : 3 textes"), "{}", list.text());
    let editor = list.attributes(".desk-list .item-title a", "href").remove(0);
    let page = clerk.get(&editor).await;
    assert_eq!(page.attributes(".piece textarea", "dir"), ["rtl"; 4], "each paragraph beside its own field");
    assert_eq!(page.attributes(".piece .theirs", "lang"), ["fr"; 4]);
    let nothing = clerk.form(&editor).await.fill("subject-1", "موضوع").send().await;
    assert_eq!((nothing.status.as_u16(), nothing.attributes(".error-summary a", "href")), (422, vec!["#f-role".to_owned()]));
    let entered = clerk.form_in(&nothing, None).fill("role", "official_translation").enter().await;
    assert_eq!(app.number("SELECT COUNT(*) FROM text WHERE locale = 'ar'").await, 0, "Enter in a field publishes nothing");
    assert!(entered.text().contains("tout le monde le voit aussitôt"), "{}", entered.text());
    let form = clerk.form_in(&entered, None);
    assert_eq!(form.value("subject-1"), "موضوع", "what was typed is kept");
    let form = form.fill("question-1", "صدر القانون 09.08 سنة ٢٠٠٩.").fill("question-2", "كم عدد الحالات من 1234؟");
    let form = form.fill(&sub(&app, "Quand ?").await, "متى؟");
    let form =
        form.fill("role", "official_translation").fill("document", "Bulletin").fill("page", "12").fill("url", "https://example.ma/b");
    let form = form.fill("source-day", "2").fill("source-month", "10").fill("source-year", "2026").fill("reviewed", "yes");
    let confirmation = form.send().await;
    assert_eq!(
        confirmation.texts(".effect li")[..3],
        [
            "3 textes en arabe sont enregistrés et publiés.",
            "Votre relecture de 3 textes est notée à votre nom.",
            "La question est publique : tout le monde le voit aussitôt.",
        ]
    );
    assert_eq!(confirmation.texts("main form .actions button")[0], "Enregistrer et publier la traduction");
    assert_eq!(app.number("SELECT COUNT(*) FROM text WHERE locale = 'ar'").await, 0, "nothing is published before that");
    let back = clerk.form_in(&confirmation, None).press("back").await;
    assert_eq!(clerk.form_in(&back, None).value("subject-1"), "موضوع", "the way back loses nothing");
    let done = clerk.confirm(confirmation).await;
    assert!(listed(&done).is_empty() && done.text().contains("La traduction est enregistrée et publiée."), "{}", done.text());
    app.index().await;
    let public = app.get("/ar/questions/councillors/11/1").await;
    assert!(["صدر القانون", "متى؟", "راجعه"].iter().all(|said| public.text().contains(said)), "{}", public.text());
    let stored = app.strings("SELECT role || ' ' || reviewed_on || ' ' || CAST(provenance AS TEXT) FROM text WHERE locale = 'ar'").await;
    assert!(stored.len() == 3 && stored.iter().all(|one| one.starts_with("official_translation 2026-11-21")), "{stored:?}");
    assert!(stored.iter().all(|one| one.contains("Bulletin") && one.contains("2026-10-02")), "{stored:?}");
}

#[apply(both_databases)]
async fn a_machines_text_gives_way_to_a_persons(app: TestApp) {
    let mut question = french("a", 1, "2026-10-01");
    question["subject"]["ar"] = json!("موضوع آلي");
    question["subject_roles"]["ar"] = json!("machine_translation");
    question["text"]["ar"] = json!({ "body": "القانون 09.08 سنة 2009.\n\nكم من 1234؟", "provenance": "machine_translation" });
    app.load(&[question]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    assert_eq!(counted(&clerk.get("/fr/staff/desk").await), ["0", "1", "0", "0"]);
    let editor = format!("/fr/staff/desk/{}/ar", app.code("a").await);
    let form = clerk.form(&editor).await;
    assert_eq!((form.value("subject-1").as_str(), form.value("question-2").as_str()), ("موضوع آلي", "كم من 1234؟"));
    let unexplained = form.fill("subject-1", "موضوع أدق").fill("role", "unofficial_translation").send().await;
    assert_eq!(unexplained.attributes(".error-summary a", "href"), ["#f-reason"], "what readers saw is explained: {}", unexplained.text());
    let form = clerk.form_in(&unexplained, None).fill("reason", "Traduction revue par une personne.");
    let page = form.confirm().await;
    assert_eq!(counted(&page), ["0", "0", "1", "0"], "{}", page.text());
    assert_eq!(app.strings("SELECT DISTINCT role FROM text WHERE locale = 'ar'").await, ["unofficial_translation"]);
    assert_eq!(app.strings("SELECT body FROM earlier_text").await, ["موضوع آلي"], "what it read before is kept");
    let page = clerk.form(&editor).await.fill("reviewed", "yes").confirm().await;
    assert_eq!((listed(&page).len(), counted(&page)), (0, vec!["0".to_owned(); 4]));
    app.index().await;
}

#[apply(both_databases)]
async fn a_published_answer_gains_its_french_and_keeps_its_arabic(app: TestApp) {
    let mut question = french("a", 1, "2026-10-01");
    question["transmitted_on"] = json!("2026-10-03");
    question["ministry"] = ministries::health();
    question["answer"] = json!({ "date": "2026-10-10", "texts": { "ar": { "body": "نعم، في 8 مارس 2027.", "provenance": "original" } } });
    app.load(&[question]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let list = clerk.get("/fr/staff/desk?about=answer").await;
    let editor = list.attributes(".desk-list .item-title a", "href").remove(0);
    let form = clerk.form(&editor).await.fill("answer-1", "Oui, le 8 mars 2027.").fill("role", "unofficial_translation");
    let page = form.confirm().await;
    assert!(page.text().contains("La traduction est enregistrée et publiée."), "{}", page.text());
    app.index().await;
    let public = app.get("/fr/questions/councillors/11/1").await;
    assert!(public.text().contains("Oui, le 8 mars 2027.") && public.text().contains("نعم، في 8 مارس 2027."), "{}", public.text());
    assert_eq!(app.strings("SELECT body FROM text WHERE answer_id IS NOT NULL AND locale = 'ar'").await, ["نعم، في 8 مارس 2027."]);
    let page = clerk.get(&editor).await;
    assert!(page.all(".piece textarea").is_empty(), "it is published: it can be read over, not changed");
    let page = clerk.form_in(&page, None).fill("reviewed", "yes").confirm().await;
    assert!(!page.body.contains("/answers/"), "{}", page.text());
    assert_eq!(app.strings("SELECT kind FROM event WHERE kind LIKE 'text%' ORDER BY id").await, ["text_added", "text_reviewed"]);
    app.index().await;
}

#[apply(both_databases)]
async fn what_is_doubtful_is_asked_about_and_can_be_meant(app: TestApp) {
    app.load(&[french("a", 1, "2026-10-01")]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let editor = format!("/fr/staff/desk/{}/ar", app.code("a").await);
    let form = clerk.form(&editor).await.fill("question-1", "صدر القانون 09.09 سنة 2009.").fill("role", "official_translation");
    let confirmation = form.send().await;
    assert_eq!(confirmation.status, 422);
    let doubts = confirmation.texts(".doubts li");
    assert_eq!(doubts.len(), 2, "{doubts:?}");
    assert!(doubts[0].contains("09-08") && doubts[0].contains("09.09") && doubts[1].contains("Rien n’est écrit en regard"), "{doubts:?}");
    assert_eq!(confirmation.attributes(".doubts li a", "href"), ["#f-question-1", "#f-question-2"]);
    let form = clerk.form_in(&confirmation, None);
    assert_eq!(form.value("question-1"), "صدر القانون 09.09 سنة 2009.");
    let meant = confirmation.attributes("input[name=anyway]", "value").remove(0);
    let other = form.fill("anyway", &meant).fill("question-2", "كم من 99؟").send().await;
    assert_eq!(other.status, 422, "what was set aside was another doubt: {}", other.text());
    let meant = other.attributes("input[name=anyway]", "value").remove(0);
    let page = clerk.form_in(&other, None).fill("anyway", &meant).confirm().await;
    assert!(page.text().contains("La traduction est enregistrée et publiée."), "{}", page.text());
    let again = clerk.form(&editor).await.fill("question-1", "واحد 09.08 و2009\n\nاثنان").fill("reason", "Précision").send().await;
    assert!(again.texts(".doubts li").iter().any(|one| one.contains("2 dans la source, 3 dans la traduction")), "{}", again.text());
    app.index().await;
}

#[apply(both_databases)]
async fn two_translators_lose_nothing(app: TestApp) {
    app.load(&[french("a", 1, "2026-10-01")]).await;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let editor = format!("/fr/staff/desk/{}/ar", app.code("a").await);
    let (first, second) = (one.form(&editor).await, two.form(&editor).await);
    let page = first.fill("subject-1", "موضوع الأولى").fill("role", "official_translation").confirm().await;
    assert!(page.text().contains("La traduction est enregistrée et publiée."), "{}", page.text());
    let second = second.fill("subject-1", "موضوع الثانية").fill("role", "unofficial_translation").fill("document", "Le mien");
    let conflict = second.send().await;
    assert_eq!(conflict.status, 409);
    let said = conflict.texts(".error-summary").concat();
    assert!(said.contains("Amina Zahraoui") && said.contains("a modifié la question pendant votre saisie"), "{said}");
    let theirs = conflict.texts(".theirs");
    for said in ["موضوع الأولى", "Traduction officielle", "(vide)"] {
        assert!(theirs.contains(&said.to_owned()), "nothing is overwritten unseen: {theirs:?}");
    }
    let form = two.form_in(&conflict, None);
    assert_eq!(
        [form.value("subject-1"), form.value("document"), form.value("role")],
        ["موضوع الثانية", "Le mien", "unofficial_translation"]
    );
    let page = form.fill("subject-1", "موضوعهما").fill("reason", "Accord").confirm().await;
    assert!(page.text().contains("La traduction est enregistrée et publiée."), "{}", page.text());
    assert_eq!(app.strings("SELECT body FROM text WHERE locale = 'ar'").await, ["موضوعهما"]);
    app.index().await;
}

#[apply(both_databases)]
async fn what_was_set_aside_is_asked_about_anew_where_somebody_else_was_faster(app: TestApp) {
    app.load(&[french("a", 1, "2026-10-01")]).await;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let editor = format!("/fr/staff/desk/{}/ar", app.code("a").await);
    let form = two.form(&editor).await.fill("question-1", "صدر القانون 09.09 سنة 2009.").fill("role", "official_translation");
    let doubtful = form.send().await;
    let meant = doubtful.attributes("input[name=anyway]", "value").remove(0);
    let form = one.form(&editor).await.fill("question-1", "صدر القانون 09.08 سنة ٢٠٠٩.").fill("question-2", "كم عدد الحالات من 1234؟");
    let page = form.fill("role", "official_translation").confirm().await;
    assert!(page.text().contains("La traduction est enregistrée et publiée."), "{}", page.text());
    let conflict = two.form_in(&doubtful, None).fill("anyway", &meant).send().await;
    assert_eq!((conflict.status.as_u16(), conflict.all("input[name=anyway]").len()), (409, 1), "{}", conflict.text());
    assert!(conflict.all("input[name=anyway][checked]").is_empty(), "{}", conflict.text());
    let again = two.form_in(&conflict, None).fill("reason", "Mieux").send().await;
    assert_eq!(again.status, 422, "{}", again.text());
    assert!(app.strings("SELECT body FROM text WHERE locale = 'ar'").await.concat().contains("09.08"), "nothing was replaced");
    app.index().await;
}

#[apply(both_databases)]
async fn a_sub_question_that_is_moved_meanwhile_keeps_its_translation(app: TestApp) {
    let mut question = french("a", 1, "2026-10-01");
    let original = |words: &str| json!({ "fr": { "body": words, "provenance": "original" } });
    question["sub_questions"] = json!([original("Combien ?"), original("Quand ?")]);
    app.load(&[question]).await;
    let (clerk, other, code) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await, app.code("a").await);
    let editor = format!("/fr/staff/desk/{code}/ar");
    let [many, when] = [sub(&app, "Combien ?").await, sub(&app, "Quand ?").await];
    let form = clerk.form(&editor).await.fill(&many, "كم؟").fill(&when, "متى؟").fill("role", "official_translation");

    let moved = other.form(&format!("/fr/staff/questions/{code}/edit")).await.press("sub:up:2").await;
    let done = other.form_in(&moved, None).fill("reason", "Registre du bureau").confirm().await;
    assert_eq!((done.status.as_u16(), done.texts(".flash").len()), (200, 1), "{}", done.text());

    let conflict = form.send().await;
    assert_eq!(conflict.status, 409, "{}", conflict.text());
    let form = clerk.form_in(&conflict, None);
    assert_eq!([&many, &when].map(|name| form.value(name)), ["كم؟", "متى؟"]);
    let done = form.confirm().await;
    assert!(done.text().contains("La traduction est enregistrée et publiée."), "{}", done.text());
    let sides = "SELECT f.body || ' ' || a.body FROM text f JOIN text a ON a.sub_question_id = f.sub_question_id AND a.locale = 'ar'";
    let sides = format!("{sides} JOIN sub_question s ON s.id = f.sub_question_id WHERE f.locale = 'fr' ORDER BY s.position");
    assert_eq!(app.strings(&sides).await, ["Quand ? متى؟", "Combien ? كم؟"]);

    // An invalid field is identified by its position, whatever its name.
    let emptied = clerk.form(&editor).await.fill(&many, "").fill("reason", "Précision").send().await;
    let named = format!("#f-{many}");
    assert_eq!((emptied.status.as_u16(), emptied.attributes(".error-summary a", "href")), (422, vec![named]), "{}", emptied.text());
    assert!(emptied.texts(".error-summary").concat().contains("Sous-question 2"), "{}", emptied.text());
    app.index().await;
}

#[apply(both_databases)]
async fn what_was_typed_for_a_sub_question_that_is_gone_is_shown(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let page = clerk.form("/fr/staff/questions/new").await.fill("subject-fr", "Objet").fill("sub-1-fr", "Combien ?").press("sub:add").await;
    let page = clerk.form_in(&page, None).fill("sub-2-fr", "Quand ?").confirm().await;
    let edit = format!("{}/edit", page.address);
    let code = app.strings("SELECT code FROM question").await.remove(0);
    let when = sub(&app, "Quand ?").await;
    let form = clerk.form(&format!("/fr/staff/desk/{code}/ar")).await.fill(&when, "متى؟").fill("role", "official_translation");
    let less = clerk.form(&edit).await.press("sub:remove:2").await;
    clerk.form_in(&less, None).confirm().await;
    let response = form.send().await;
    assert_eq!((response.status.as_u16(), response.texts(".typed")), (409, vec!["متى؟".to_owned()]), "{}", response.text());
    assert!(response.texts("[aria-labelledby=typed] h3").concat().contains("Sous-question"), "{}", response.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM text WHERE locale = 'ar'").await, 0);
    app.index().await;
}

#[apply(both_databases)]
async fn what_is_sent_twice_is_kept_once(app: TestApp) {
    app.load(&[french("a", 1, "2026-10-01")]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let editor = format!("/fr/staff/desk/{}/ar", app.code("a").await);
    let form = clerk.form(&editor).await;
    let (once, version) = (form.value("once"), form.value("version"));
    let fields = [("do", "confirm"), ("once", &*once), ("version", &*version), ("subject-1", "موضوع"), ("role", "official_translation")];
    for _ in 0..3 {
        assert_eq!(clerk.post(&editor, &fields).await.status, 303);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM event WHERE kind = 'text_added'").await, 1);
    app.index().await;
}

#[apply(both_databases)]
async fn a_script_in_a_text_never_runs(app: TestApp) {
    let mut question = french("a", 1, "2026-10-01");
    question["subject"]["fr"] = json!("<script>alert(1)</script>");
    app.load(&[question]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let editor = format!("/ar/staff/desk/{}/ar", app.code("a").await);
    let evil = "</textarea><script>alert(2)</script>";
    let form = clerk.form(&editor).await.fill("subject-1", evil).fill("document", "\"><script>alert(3)</script>");
    let doubtful = form.fill("role", "official_translation").send().await;
    let meant = doubtful.attributes("input[name=anyway]", "value").remove(0);
    clerk.form_in(&doubtful, None).fill("anyway", &meant).confirm().await;
    let pages = [clerk.get("/ar/staff/desk").await, clerk.get(&editor).await, doubtful];
    for page in &pages {
        assert!(!page.body.contains("<script>alert"), "{}", page.address);
    }
    assert_eq!(clerk.form_in(&pages[1], None).value("subject-1"), evil);
    app.index().await;
}

/// Each paragraph of a text has its own field, as long as the form can be sent. Beyond that limit, several share one, and nothing
/// of them is lost.
#[apply(both_databases)]
async fn a_text_of_tens_of_thousands_of_paragraphs_is_translated_in_one_form(app: TestApp) {
    const PARAGRAPHS: usize = 66_000;
    let mut question = french("a", 1, "2026-10-01");
    question["text"]["fr"]["body"] = json!(vec!["a"; PARAGRAPHS].join("\n\n"));
    app.load(&[question]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let editor = format!("/fr/staff/desk/{}/ar", app.code("a").await);
    let page = clerk.get(&editor).await;
    let fields = page.all(".piece textarea").len();
    assert!(page.status == 200 && fields <= 400 && page.body.len() < 2_000_000, "{fields} fields, {} bytes", page.body.len());
    assert!(page.texts(".piece label").contains(&"arabe, paragraphes 1 à 256".to_owned()), "{:?}", page.texts(".piece label").get(..3));
    let mut form = clerk.form_in(&page, None).fill("subject-1", "موضوع").fill("role", "official_translation");
    for row in 1..fields {
        let from = (row - 1) * 256;
        form = form.fill(&format!("question-{row}"), &vec!["ب"; (PARAGRAPHS - from).min(256)].join("\r\n\r\n"));
    }
    let done = form.confirm().await;
    assert!(done.text().contains("La traduction est enregistrée et publiée."), "{}", done.texts(".error-summary").concat());
    let stored = app.strings("SELECT body FROM text WHERE locale = 'ar' AND part = 'question'").await.concat();
    assert!(stored == vec!["ب"; PARAGRAPHS].join("\n\n"), "{} bytes", stored.len());
    // It is shown again so that it can be sent again.
    let again = clerk.form(&editor).await;
    assert_eq!(again.value("question-1").split("\n\n").count(), 256);
    let again = again.fill("question-1", "ج").fill("reason", "Précision").send().await;
    assert!(again.texts(".doubts li").iter().any(|one| one.contains("dans la source")), "{}", again.texts(".doubts").concat());
    app.index().await;
}

#[apply(both_databases)]
async fn a_translation_of_an_answer_is_confirmed_where_readers_of_another_question_see_it(staff: StaffApp) {
    let (unseen, public) = (staff.transmitted("Un").await, staff.published("Deux").await);
    let input = AnswerInput { also: vec![public.id], ..staff.answer(AnswerKind::Final, "Aux deux.") };
    let mut unit = staff.begin(&clerk()).await;
    unit.record_answer(staff.expected_version(unseen.id).await, staff.health, &input).await.unwrap();
    unit.commit().await.unwrap();
    let clerk = staff.app.clerk(Chamber::Councillors).await;
    let code = staff.app.strings("SELECT code FROM answer").await.remove(0);
    let editor = format!("/fr/staff/desk/{}/ar/answers/{code}", unseen.code);
    let form = clerk.form(&editor).await.fill("answer-1", "للاثنين.").fill("role", "unofficial_translation");
    let confirmation = form.submit().await;
    assert_eq!(
        (confirmation.all("[name=do][value=confirm]").len(), staff.app.number("SELECT COUNT(*) FROM text WHERE locale = 'ar'").await),
        (1, 0)
    );
    let done = clerk.confirm(confirmation).await;
    assert!(done.text().contains("La traduction est enregistrée et publiée."), "{}", done.text());
    staff.app.index().await;
}
