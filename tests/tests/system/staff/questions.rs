//! A clerk's day: a question is logged in one language, translated, deposited, transmitted and published; and no input is ever
//! lost.

use jawab_domain::Chamber;
use jawab_tests::{
    Client, Form, Page, TestApp, apply, both_databases, hostile,
    records::{ministries, record, social_media},
};
use serde_json::json;

const SUBJECT_AR: &str = "الإطار القانوني لاستعمال منصات التواصل الاجتماعي من طرف الإدارات العمومية";
const SUBJECT_FR: &str = "Cadre juridique de l’utilisation des plateformes de réseaux sociaux par les administrations publiques";
/// The label of the subject's field.
const SUBJECT: &str = "Objet de la question (français)";
const NEW_AR: &str = "/ar/staff/questions/new";
const NEW_FR: &str = "/fr/staff/questions/new";

/// A clerk of the councillors, with a member and a ministry.
async fn clerk(app: &TestApp) -> Client {
    app.load(&[social_media(), record("t:sante", json!({ "chamber": "representatives", "ministry": ministries::health() }))]).await;
    app.clerk(Chamber::Councillors).await
}

/// The work page that a response redirected to.
fn work_page(page: &Page) -> String {
    assert_eq!(page.status, 200, "{}", page.text());
    page.address.clone()
}

/// Logs a question of the known author to the known ministry, in French; returns its work page.
async fn logged(clerk: &Client, subject: &str) -> String {
    let found = clerk.form(NEW_FR).await.fill("subject-fr", subject).fill("authors-q", "Dahmani").press("authors:find").await;
    let found = clerk.form_in(&found, None).fill("authors", "mustapha-dahmani").fill("authors-q", "");
    let found = found.fill("ministries-q", "Secrétariat général du gouvernement");
    work_page(&found.fill("legislature", "11").submit().await)
}

/// Takes a step with the form as it is, and confirms it.
async fn step(clerk: &Client, work: &str, step: &str) -> Page {
    clerk.form(&format!("{work}/{step}")).await.confirm().await
}

#[apply(both_databases)]
async fn what_stands_for_anything_in_a_pattern_stands_for_itself(app: TestApp) {
    let about = |id: &str, subject: &str| record(id, json!({ "chamber": "councillors", "subject": { "fr": subject } }));
    app.load(&[about("a", "Hausse de 100 % des prix"), about("b", "Autre objet"), about("c", "Le champ nom_complet")]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    for (typed, found) in [("%25", "Hausse"), ("nom_c", "complet"), ("m_c", "complet"), ("OBJET", "Autre")] {
        let mut listed = clerk.get(&format!("/fr/staff/questions?q={typed}")).await.texts("main li");
        listed.retain(|line| line.contains("Chambre des conseillers"));
        assert!(listed.len() == 1 && listed[0].contains(found), "{typed}: {listed:?}");
    }
    let form = clerk.form(&format!("/fr/staff/questions/{}/link", app.code("a").await)).await;
    let page = form.fill("question-q", &"a".repeat(60_000)).press("question:find").await;
    assert_eq!(page.status, 200, "{}", page.text());
}

#[apply(both_databases)]
async fn a_question_is_logged_in_arabic_and_goes_to_the_government(app: TestApp) {
    let clerk = clerk(&app).await;
    let page = clerk.form(NEW_AR).await.fill("subject-ar", SUBJECT_AR).fill("authors-q", "الدحماني").press("authors:find").await;
    let found = clerk.form_in(&page, None).fill("authors", "mustapha-dahmani").fill("authors-q", "");
    let page = found.fill("ministries-q", "الأمانة العامة للحكومة").press("ministries:find").await;
    assert_eq!(page.texts(".picks b"), ["المصطفى الدحماني", "الأمانة العامة للحكومة"]);
    let form = clerk
        .form_in(&page, None)
        .fill("text-ar", "تلجأ العديد من الإدارات.\r\n\r\nفما هو الإطار؟")
        .fill("sub-1-ar", "ما هو الإطار التشريعي؟");
    let work = work_page(&form.fill("legislature", "11").submit().await);
    let page = clerk.get(&work).await;
    assert_eq!(page.texts(".work-state .tag"), ["غير منشور", "ينقصه النص الفرنسي"]);
    assert_eq!(page.texts(".next > .button"), ["إيداع السؤال"]);

    let french = clerk.form(&format!("{work}/edit")).await.fill("subject-fr", SUBJECT_FR).fill("role-fr", "official_translation");
    let page = french.fill("sub-1-fr", "Quel est le cadre législatif ?").submit().await;
    assert_eq!(page.texts(".work-state .tag"), ["غير منشور"]);
    let page = step(&clerk, &work, "deposit").await;
    assert_eq!(
        (page.texts(".flash"), page.texts(".next > .button")),
        (vec!["تم إيداع السؤال.".to_owned()], vec!["إحالة السؤال على الحكومة".to_owned()])
    );
    let form = clerk.get(&format!("{work}/transmit")).await;
    assert!(form.one(".deadline").text().collect::<String>().contains("11 دجنبر 2026"), "twenty days after 21 November: {}", form.text());
    let page = step(&clerk, &work, "transmit").await;
    assert!(page.one("#deadline").parent().is_some() && page.text().contains("11 دجنبر 2026"), "{}", page.text());
    assert_eq!(app.get(&work.replace("/staff", "")).await.status, 404, "nothing public before it is published");
    let _ = step(&clerk, &work, "publish").await;
    app.index().await;
    let public = app.get("/fr/questions/councillors/11/1").await;
    assert_eq!((public.status.as_u16(), public.texts("h1").concat()), (200, SUBJECT_FR.to_owned()));
    let history = clerk.get(&format!("{work}/history")).await;
    assert_eq!(history.all(".history > li").len(), 5);
    assert!(history.texts(".history .who").iter().all(|who| who == "Amina Zahraoui"));
    app.index().await;
}

#[apply(both_databases)]
async fn the_same_in_french_at_once(app: TestApp) {
    let clerk = clerk(&app).await;
    let form = clerk.form(NEW_FR).await.fill("subject-fr", SUBJECT_FR).fill("authors-q", "Mustapha Dahmani");
    let form = form.fill("ministries-q", "secretariat general du gouvernement").fill("legislature", "11").fill("number", "1234");
    let form = form.fill("deposited-day", "15").fill("deposited-month", "10").fill("deposited-year", "2026");
    let form = form.fill("transmitted-day", "20").fill("transmitted-month", "10").fill("transmitted-year", "2026");
    let page = clerk.confirm(form.press("deposit-transmit").await).await;
    assert_eq!(page.texts(".flash"), ["La question est transmise au Gouvernement : le délai court."], "{}", page.text());
    assert!(page.text().contains("9 novembre 2026") && page.text().contains("1234"), "{}", page.text());
    app.index().await;
}

#[apply(both_databases)]
async fn the_ministries_of_a_transmitted_question_do_not_change_in_its_form(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = logged(&clerk, "Les départements").await;
    let edit = format!("{work}/edit");
    assert!(clerk.get(&edit).await.texts("main button").contains(&"Chercher".to_owned()), "a draft goes to whoever it names");
    let _ = step(&clerk, &work, "deposit").await;
    let _ = step(&clerk, &work, "transmit").await;
    let page = clerk.get(&edit).await;
    assert_eq!(page.all("input[name=ministries-q]").len(), 0, "{}", page.text());
    let fixed = "La question a été transmise : ses départements ne se changent pas dans ce formulaire.";
    assert_eq!(page.texts("#f-ministries-hint"), [fixed]);
    let ways = ["transfer", "add-ministry"].map(|step| format!("{work}/{step}"));
    assert_eq!(page.attributes("#f-ministries a", "href"), ways);
    let before = app.strings("SELECT kind FROM event ORDER BY id").await;
    let of = "SELECT ministry_id FROM ministry_name WHERE name = 'Santé et Protection sociale'";
    let other = app.strings(&format!("SELECT slug FROM ministry WHERE id IN ({of})")).await.remove(0);
    let sent = clerk.form(&edit).await.fill("ministries", &other).fill("subject-fr", "Autre objet").submit().await;
    assert_eq!(sent.status, 422, "{}", sent.text());
    assert!(sent.texts(".error-summary li").concat().contains("ne se changent plus dans ce formulaire"), "{}", sent.text());
    assert_eq!(sent.attributes("input[name=ministries]", "value"), clerk.get(&edit).await.attributes("input[name=ministries]", "value"));
    assert_eq!(app.strings("SELECT kind FROM event ORDER BY id").await, before, "nothing is saved of it");
    let page = clerk.form_in(&sent, None).submit().await;
    assert_eq!(page.texts(".flash").len(), 1, "what was typed beside it stays and can be saved: {}", page.text());
    app.index().await;
}

#[apply(both_databases)]
async fn what_is_wrong_is_said_and_what_was_typed_stays(app: TestApp) {
    let clerk = clerk(&app).await;
    let form = clerk
        .form(NEW_FR)
        .await
        .fill("subject-fr", "Objet")
        .fill("text-ar", "نص")
        .fill("number", "12x")
        .fill("legislature", "11")
        .fill("authors-q", "Personne");
    let form = form
        .fill("transmitted-day", "31")
        .fill("transmitted-month", "2")
        .fill("transmitted-year", "2026")
        .fill("press-1-url", "nulle part");
    let page = form.submit().await;
    assert_eq!(page.status, 422);
    let summary = page.attributes(".error-summary a", "href");
    assert_eq!(summary, ["#f-authors", "#f-number", "#f-press-1-url"], "a draft keeps no day of transmission");
    for link in summary {
        assert_eq!(page.all(&link).len(), 1, "{link} leads to a field");
    }
    let again = clerk.form_in(&page, None);
    for (name, value) in [
        ("subject-fr", "Objet"),
        ("text-ar", "نص"),
        ("number", "12x"),
        ("authors-q", "Personne"),
        ("transmitted-day", "31"),
        ("press-1-url", "nulle part"),
    ] {
        assert_eq!(again.value(name), value, "{name}");
    }
    let page = again
        .fill("number", "12")
        .fill("authors-q", "")
        .fill("transmitted-day", "")
        .fill("transmitted-month", "")
        .fill("transmitted-year", "")
        .submit()
        .await;
    assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-press-1-url".to_owned()]));
    let page = clerk.form_in(&page, None).fill("press-1-url", "https://example.ma/a").submit().await;
    let work = work_page(&page);
    let page = step(&clerk, &work, "deposit").await;
    assert_eq!(page.status, 422, "without an author there is no deposit: {}", page.text());
    app.index().await;
}

#[apply(both_databases)]
async fn sub_questions_are_added_moved_and_removed(app: TestApp) {
    let clerk = clerk(&app).await;
    let page = clerk.form(NEW_FR).await.fill("sub-1-fr", "Un").press("sub:add").await;
    let page = clerk.form_in(&page, None).fill("sub-2-fr", "Deux").press("sub:add").await;
    let page = clerk.form_in(&page, None).fill("sub-3-ar", "ثلاثة").press("sub:up:3").await;
    let page = clerk.form_in(&page, None).press("sub:remove:1").await;
    let form = clerk.form_in(&page, None);
    assert_eq!((form.value("sub-1-ar"), form.value("sub-2-fr")), ("ثلاثة".into(), "Deux".into()));
    let _ = form.fill("subject-fr", "Objet").submit().await;
    let texts = app.strings("SELECT t.body FROM text t JOIN sub_question s ON s.id = t.sub_question_id JOIN question q ON q.id = s.question_id WHERE q.status = 'draft' ORDER BY s.position").await;
    assert_eq!(texts, ["ثلاثة", "Deux"]);
    app.index().await;
}

#[apply(both_databases)]
async fn a_name_is_picked_in_either_script(app: TestApp) {
    let clerk = clerk(&app).await;
    for words in ["dahmani", "الدحماني", "Mustapha D", "المصطفي"] {
        let page = clerk.form(NEW_FR).await.fill("authors-q", words).press("authors:find").await;
        assert_eq!(page.all("input[name=authors]").len(), 1, "{words}");
        assert!(page.all("input[name=authors][checked]").is_empty(), "a part of a name ticks nobody: {words}");
    }
    let page = clerk.form(NEW_FR).await.fill("authors-q", "mustapha dahmani").press("authors:find").await;
    assert_eq!(page.attributes("input[name=authors][checked]", "value"), ["mustapha-dahmani"], "a whole name does");
    let page = clerk.form(NEW_AR).await.fill("authors-q", "زيد بن لا أحد").press("authors:find").await;
    assert_eq!((page.texts("[role=status]").concat(), page.all("input[name=authors]").len()), (
        "لا يوجد بهذا الاسم أي عضو في مجلسكم يوم الإيداع. المرجو مراجعة الكتابة والتاريخ؛ وإذا لم يكن العضو مسجلا، فالمرجو طلب إضافته من إدارة الموقع.".into(), 0));
    app.index().await;
}

#[apply(both_databases)]
async fn of_two_who_edit_one_wins_and_the_other_sees_both(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = logged(&clerk, "Premier objet").await;
    let other = app.clerk(Chamber::Councillors).await;
    let mine = clerk.form(&format!("{work}/edit")).await.fill("subject-fr", "Mon objet").fill("text-fr", "Mon texte");
    let _ = other.form(&format!("{work}/edit")).await.fill("subject-fr", "Leur objet").submit().await;
    let page = mine.send().await;
    assert_eq!(page.status, 409);
    assert!(page.texts(".theirs").contains(&"Leur objet".to_owned()), "{}", page.text());
    let both = clerk.form_in(&page, None);
    assert_eq!((both.value("subject-fr"), both.value("text-fr")), ("Mon objet".into(), "Mon texte".into()));
    let page = both.submit().await;
    assert_eq!((page.status.as_u16(), page.texts("h1")), (200, vec!["Mon objet".to_owned()]));
    app.index().await;
}

#[apply(both_databases)]
async fn what_only_one_of_two_changed_is_kept_without_asking(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = logged(&clerk, "Premier objet").await;
    let other = app.clerk(Chamber::Councillors).await;
    let edit = format!("{work}/edit");
    let mine = clerk.form(&edit).await.fill("subject-fr", "Mon objet").fill("text-ar", "نصي");
    let theirs = other.form(&edit).await.fill("subject-fr", "Leur objet").fill("text-fr", "Leur texte").fill("number", "77");
    let _ = theirs.submit().await;
    let page = mine.send().await;
    assert_eq!((page.status.as_u16(), page.texts(".theirs")), (409, vec!["Leur objet".to_owned()]), "{}", page.text());
    let discarded = clerk.form_in(&page, None).press("theirs").await;
    let notice = discarded.texts("main .notice").concat();
    assert!(notice.contains("Rien n’est encore enregistré") && !notice.contains("Objet"), "what still differs is named: {notice}");
    let form = clerk.form_in(&discarded, None);
    let left = ["subject-fr", "text-ar", "text-fr", "number"].map(|name| form.value(name));
    assert_eq!(left, ["Leur objet", "نصي", "Leur texte", "77"], "what both changed is given up, and nothing else");
    let page = clerk.form_in(&page, None).submit().await;
    let text = page.text();
    assert!(["Mon objet", "نصي", "Leur texte"].iter().all(|words| text.contains(words)), "{text}");
    let number = "SELECT CAST(number AS BIGINT) FROM question WHERE status = 'draft'";
    assert_eq!(app.number(number).await, 77);

    let mine = clerk.form(&edit).await.fill("number", "78");
    let _ = other.form(&edit).await.fill("text-fr", "Leur autre texte").submit().await;
    let page = mine.send().await;
    assert_eq!((page.status.as_u16(), page.all(".theirs").len()), (409, 0), "{}", page.text());
    assert!(page.text().contains("a modifié d’autres champs de cette question"), "{}", page.text());
    assert!(page.all("main button[value=theirs]").is_empty(), "there is nothing to give up");
    let page = clerk.form_in(&page, None).submit().await;
    assert!(page.text().contains("Leur autre texte"), "{}", page.text());
    assert_eq!(app.number(number).await, 78);
    app.index().await;
}

#[apply(both_databases)]
async fn another_day_of_deposit_wants_a_reason(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = logged(&clerk, "Objet").await;
    let _ = step(&clerk, &work, "deposit").await;
    let page = clerk.form(&format!("{work}/edit")).await.fill("deposited-day", "20").submit().await;
    assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-reason".to_owned()]));
    let page = clerk.form_in(&page, None).fill("reason", "Registre du bureau").submit().await;
    assert_eq!(page.texts(".flash").len(), 1, "{}", page.text());
    let history = clerk.get(&format!("{work}/history")).await.text();
    assert!(history.contains("Rectification de la date de dépôt : 20 novembre 2026 au lieu du 21 novembre 2026"), "{history}");
    assert!(history.contains("Registre du bureau"), "{history}");
    app.index().await;
}

/// A form without the day of deposit.
fn emptied(form: Form<'_>) -> Form<'_> {
    form.fill("deposited-day", "").fill("deposited-month", "").fill("deposited-year", "")
}

#[apply(both_databases)]
async fn a_day_of_deposit_is_not_taken_away_but_from_a_draft(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = published(&clerk, "Objet").await;
    let before = app.number("SELECT COUNT(*) FROM event").await;
    let page = emptied(clerk.form(&format!("{work}/edit")).await).fill("reason", "Erreur").submit().await;
    assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-deposited".to_owned()]));
    assert_eq!(app.number("SELECT COUNT(*) FROM event").await, before);
    let draft = logged(&clerk, "Brouillon").await;
    let page = emptied(clerk.form(&format!("{draft}/edit")).await).submit().await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM question WHERE status = 'draft' AND deposited_on IS NULL").await, 1);
    app.index().await;
}

#[apply(both_databases)]
async fn a_form_sent_twice_makes_one_question(app: TestApp) {
    let clerk = clerk(&app).await;
    let page = clerk.get(NEW_FR).await;
    let first = clerk.form_in(&page, None).fill("subject-fr", "Une fois").send().await;
    let second = clerk.form_in(&page, None).fill("subject-fr", "Une fois").send().await;
    assert_eq!((first.status.as_u16(), first.header("location")), (303, second.header("location")));
    assert_eq!(app.number("SELECT COUNT(*) FROM question WHERE status = 'draft'").await, 1);
    let changed = clerk.form_in(&page, None).fill("subject-fr", "Autre chose").send().await;
    assert_eq!((changed.status.as_u16(), clerk.form_in(&changed, None).value("subject-fr")), (200, "Autre chose".into()));
    assert_eq!(app.number("SELECT COUNT(*) FROM question WHERE status = 'draft'").await, 1, "whether another one is meant is asked");
    app.index().await;
}

#[apply(both_databases)]
async fn what_is_kept_is_offered_again(app: TestApp) {
    let clerk = clerk(&app).await;
    let _ = clerk.form(NEW_AR).await.fill("subject-ar", "موضوع لم يكتمل").fill("number", "لا").press("keep").await;
    let page = clerk.get(NEW_AR).await;
    assert_eq!(clerk.form_in(&page, Some("/new")).value("subject-ar"), "", "it is offered, not forced");
    assert!(page.texts(".kept").concat().contains("موضوع لم يكتمل"), "it says what it is about");
    assert_eq!(page.all(".kept details form").len(), 1, "it is never thrown away at one press");
    let restored = clerk.get(&page.attributes(".kept a.button", "href").concat()).await;
    let form = clerk.form_in(&restored, None);
    assert_eq!((form.value("subject-ar"), form.value("number")), ("موضوع لم يكتمل".into(), "لا".into()));
    let _ = form.fill("number", "").submit().await;
    assert!(clerk.get(NEW_AR).await.all(".kept").is_empty(), "what was sent is kept no longer");
    let refused = clerk.form(NEW_FR).await.fill("subject-fr", "Presque fini").fill("number", "non").submit().await;
    assert_eq!((refused.status.as_u16(), clerk.get(NEW_FR).await.all(".kept").len()), (422, 1), "what was refused is kept as well");
    let by = format!("{}.s1", app.account_code(clerk.account).await);
    let fields = [("kept-form", "question:new-a1"), ("kept-by", by.as_str()), ("subject-fr", "Encore")];
    let silent = clerk.post("/fr/staff/kept", &fields).await;
    assert_eq!(silent.status, 204);
    let mut unfinished = Vec::new();
    for left in [2, 1] {
        let page = clerk.get(NEW_FR).await;
        assert_eq!((page.all(".kept").len(), page.all(".kept li").len()), (1, left), "all of them are offered: {}", page.text());
        let one = page.attributes(".kept a.button", "href").remove(0);
        let restored = clerk.get(&one).await;
        unfinished.push(clerk.form_in(&restored, Some("/questions/new")).value("subject-fr"));
        assert_eq!(restored.all(".kept li").len(), left - 1, "the others stay on offer: {}", restored.text());
        let _ = clerk.form_to(NEW_FR, "/kept/discard").await.submit().await;
    }
    unfinished.sort();
    assert_eq!(unfinished, ["Encore", "Presque fini"], "one does not replace the other");
    assert!(clerk.get(NEW_FR).await.all(".kept").is_empty());
    assert!(app.clerk(Chamber::Councillors).await.get(NEW_FR).await.all(".kept").is_empty(), "another's is not shown");
    app.index().await;
}

/// A published question; returns its work page.
async fn published(clerk: &Client, subject: &str) -> String {
    let work = logged(clerk, subject).await;
    for what in ["deposit", "transmit", "publish"] {
        let page = step(clerk, &work, what).await;
        assert_eq!(page.all(".flash").len(), 1, "{what}: {}", page.text());
    }
    work
}

#[apply(both_databases)]
async fn hiding_takes_two(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = published(&clerk, "Question à masquer").await;
    app.index().await;
    assert_eq!(clerk.form(&format!("{work}/hide")).await.submit().await.status, 422, "a reason is wanted");
    let _ = clerk.form(&format!("{work}/hide")).await.fill("reason", "Données d’un enfant").submit().await;
    assert!(clerk.get(&work).await.texts(".waiting").concat().contains("Données d’un enfant"));
    let own = clerk.get(&format!("{work}/confirm-hiding")).await;
    assert_eq!(own.status, 409, "not by the same person");
    let second = app.clerk(Chamber::Councillors).await;
    let page = step(&second, &work, "confirm-hiding").await;
    app.index().await;
    assert_eq!(page.texts(".work-state .tag.red"), ["Masquée au public"]);
    assert_eq!(app.get("/fr/questions/councillors/11/1").await.status, 404);
    let page = clerk.get(&format!("{work}/unhide")).await;
    for said in ["Masquage demandé par Amina Zahraoui : Données d’un enfant", "Masquage confirmé par Amina Zahraoui, 21 novembre 2026"]
    {
        assert!(page.texts(".effect").concat().contains(said), "{}", page.text());
    }
    assert_eq!(clerk.form_in(&page, None).submit().await.status, 422, "a reason is wanted");
    let page = clerk.form_in(&page, None).fill("reason", "Noms occultés").submit().await;
    assert_eq!(page.texts(".flash").len(), 1, "{}", page.text());
    assert!(clerk.get(&format!("{work}/history")).await.text().contains("Noms occultés"));
    app.index().await;
    assert_eq!(app.get("/fr/questions/councillors/11/1").await.status, 404, "what two hid, one does not show again");
    assert_eq!(clerk.get(&format!("{work}/confirm-unhiding")).await.status, 409, "not by the same person");
    assert_eq!(second.get(&format!("{work}/unhide")).await.status, 409, "it is asked for already");
    let listed = second.get("/fr/staff/chamber").await.texts("section[aria-labelledby=waits-hidings] li").concat();
    assert!(listed.contains("Publier de nouveau") && listed.contains("Noms occultés"), "{listed}");
    let page = second.get(&format!("{work}/confirm-unhiding")).await;
    for said in ["Données d’un enfant", "Nouvelle publication demandée par Amina Zahraoui : Noms occultés"] {
        assert!(page.texts(".effect").concat().contains(said), "{}", page.text());
    }
    let refused = second.form_in(&page, None).fill("reason", "Pas tous").press("drop").await;
    assert!(refused.texts(".flash").concat().contains("reste masquée"), "{}", refused.text());
    let _ = clerk.form(&format!("{work}/unhide")).await.fill("reason", "Tous occultés").submit().await;
    let back = clerk.form(&format!("{work}/drop-unhiding")).await.submit().await;
    assert!(back.texts(".flash").concat().contains("Votre demande est retirée"), "{}", back.text());
    let _ = clerk.form(&format!("{work}/unhide")).await.fill("reason", "Tous occultés").submit().await;
    let page = step(&second, &work, "confirm-unhiding").await;
    app.index().await;
    assert_eq!((page.status.as_u16(), app.get("/fr/questions/councillors/11/1").await.status.as_u16()), (200, 200));
    app.index().await;
}

#[apply(both_databases)]
async fn what_was_added_by_mistake_is_taken_back(app: TestApp) {
    let clerk = clerk(&app).await;
    let (work, other) = (logged(&clerk, "Accès à l’eau").await, logged(&clerk, "Eau potable").await);
    let _ = step(&clerk, &other, "deposit").await;
    let here = clerk.get(&work).await;
    assert!(!here.body.contains("/unlink") && !here.body.contains("/detach"), "there is nothing to take back");
    let id = app.number("SELECT MAX(id) FROM question").await;
    let found =
        clerk.form(&format!("{work}/link")).await.fill("kind", "grouped_with").fill("question-q", "potable").press("question:find").await;
    let linked = clerk.form_in(&found, None).fill("kind", "grouped_with").fill("question", &id.to_string()).submit().await;
    assert!(linked.body.contains("/unlink"), "{}", linked.text());
    // From the other side too: it is the same relation.
    let form = clerk.get(&format!("{other}/unlink")).await;
    assert!(form.text().contains("Accès à l’eau"), "{}", form.text());
    let nothing = clerk.form_in(&form, None).send().await;
    assert_eq!(nothing.attributes(".error-summary a", "href"), ["#f-relation"], "{}", nothing.text());
    let value = form.attributes("input[name=relation]", "value").remove(0);
    let page = clerk.form_in(&form, None).fill("relation", &value).submit().await;
    assert_eq!(page.texts(".flash"), ["Les deux questions ne sont plus liées."]);
    assert_eq!(app.number("SELECT COUNT(*) FROM question_link").await, 0);

    let form = clerk.form(&format!("{work}/attach")).await;
    let (once, version) = (form.value("once"), form.value("version"));
    let pdf = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
               3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n";
    let fields = [("once", once.as_str(), None), ("version", &version, None), ("title", "Lettre", None), ("file", pdf, Some("l.pdf"))];
    let attached = clerk.follow(clerk.post_files(&format!("{work}/attach"), &fields).await).await;
    assert!(attached.body.contains("/detach"), "{}", attached.text());
    let form = clerk.get(&format!("{work}/detach")).await;
    let value = form.attributes("input[name=document]", "value").remove(0);
    let page = clerk.form_in(&form, None).fill("document", &value).submit().await;
    assert_eq!(page.texts(".flash"), ["Le fichier joint est retiré."], "{}", page.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM attachment").await, 0);
    app.index().await;
}

#[apply(both_databases)]
async fn a_published_text_changes_only_with_a_reason(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = published(&clerk, "Cadre juridique des réseaux").await;
    let edit = format!("{work}/edit");
    let page = clerk.form(&edit).await.fill("subject-fr", "Cadre législatif des réseaux").submit().await;
    assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-reason".to_owned()]));
    let confirmation = clerk.form_in(&page, None).fill("reason", "Erreur de frappe").submit().await;
    assert_eq!(
        confirmation.texts(".effect > ul > li")[1..],
        ["Motif : Erreur de frappe", "La question est publique : tout le monde le voit aussitôt."]
    );
    let values = ["Actuellement : Cadre juridique des réseaux", "Après rectification : Cadre législatif des réseaux"];
    assert_eq!(
        (confirmation.texts(".effect li b"), confirmation.texts(".effect li li")),
        (vec![SUBJECT.to_owned()], values.map(str::to_owned).to_vec())
    );
    assert_eq!(confirmation.texts("main form .actions button")[0], "Enregistrer et publier les modifications");
    assert!(!app.get("/fr/questions").await.text().contains("Cadre législatif"), "nothing is published before that");
    let page = clerk.confirm(confirmation).await;
    assert_eq!(page.texts("h1"), ["Cadre législatif des réseaux"]);
    let history = clerk.get(&format!("{work}/history")).await;
    assert_eq!((history.texts(".change del"), history.texts(".change ins")), (vec!["juridique".to_owned()], vec!["législatif".to_owned()]));
    let form = clerk.form(&format!("{work}/redact")).await.fill("words", "réseaux").fill("reason", "Nom d’une personne");
    let page = form.press("check").await;
    assert_eq!(page.texts("mark.redacted"), ["réseaux"]);
    let page = clerk.form_in(&page, None).submit().await;
    assert!(!page.texts("h1").concat().contains("réseaux"), "{}", page.text());
    app.index().await;
    app.index().await;
}

#[apply(both_databases)]
async fn the_confirmation_of_an_edit_names_all_that_changes(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = published(&clerk, "Accès à l’eau").await;
    let edit = format!("{work}/edit");
    let form = clerk.form(&edit).await.fill("text-fr", &"Très long. ".repeat(40)).fill("role-fr", "official_translation");
    let form = form.fill("press-1-outlet", "Le Journal").fill("press-1-language", "fr").fill("reason", "Registre");
    let confirmation = form.submit().await;
    let says = confirmation.texts(".effect > ul > li");
    assert!(says.contains(&"Texte de la question (français) : texte modifié".to_owned()), "a long text is named: {says:?}");
    let values = confirmation.texts(".effect li li");
    for said in ["vide", "Le Journal", "français", "Traduction officielle"] {
        assert!(values.iter().any(|line| line.ends_with(&format!(" : {said}"))), "{said}: {values:?}");
    }
    assert!(!confirmation.texts(".effect li b").contains(&SUBJECT.to_owned()), "nothing else: {says:?}");
    let none = clerk.form(&edit).await.fill("reason", "Registre").submit().await;
    assert_eq!(none.texts(".effect > ul > li")[0], "Aucun champ n’est modifié.", "{}", none.text());
    app.index().await;
}

#[apply(both_databases)]
async fn hostile_words_stay_words(app: TestApp) {
    let clerk = clerk(&app).await;
    // A body with NUL is not a valid form, and is refused as such; the input is shown.
    let garbled = clerk.form(NEW_FR).await.fill("text-fr", "Le texte\0 de la question").press("save").await;
    let typed = garbled.texts(".typed");
    assert!(garbled.status == 400 && typed.contains(&"Le texte de la question".to_owned()), "{typed:?}: {}", garbled.text());
    for bad in hostile::texts().into_iter().filter(|text| !text.contains('\0')) {
        let form = clerk.form(NEW_FR).await.fill("subject-fr", &bad).fill("text-ar", &bad).fill("sub-1-fr", &bad).fill("number", &bad);
        let form = form.fill("authors-q", &bad).fill("press-1-title", &bad).fill("press-1-url", &bad).fill("transmitted-day", &bad);
        let page = form.submit().await;
        assert_eq!((page.status.as_u16(), page.all("main script, [onerror], [onload], [onclick]").len()), (422, 0), "{bad}: {}", page.body);
        let again = clerk.form_in(&page, None);
        let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
        assert_eq!(lines(&again.value("text-ar")), lines(&bad), "kept as typed");
        let _ = again.press("keep").await;
        let draft_page = clerk.get(&clerk.get(NEW_FR).await.attributes(".kept a.button", "href").remove(0)).await;
        assert_eq!((draft_page.status.as_u16(), draft_page.all("main script").len()), (200, 0));
    }
    app.index().await;
}

#[apply(both_databases)]
async fn others_do_not_come_in(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = logged(&clerk, "Brouillon").await;
    let other = app.clerk(Chamber::Representatives).await;
    let agent = app.agent(&[1]).await;
    for path in ["", "/edit", "/history", "/deposit"] {
        assert_eq!(other.get(&format!("{work}{path}")).await.status, 404, "{path}: a draft of another Chamber is not there");
    }
    assert_eq!(agent.get(&work).await.status, 404);
    assert_eq!(agent.get(NEW_FR).await.status, 403);
    let deposited = clerk.form(&format!("{work}/deposit")).await;
    let _ = deposited.submit().await;
    let visitor = app.visitor().get_once(&work).await;
    assert!(visitor.status == 303 && visitor.header("location").contains("sign-in"));
    app.index().await;
}
