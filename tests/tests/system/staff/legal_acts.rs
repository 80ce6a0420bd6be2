//! A legal act is never an accident: each has its own button, the Enter key does none, and an act that starts a deadline, ends a
//! question or publishes it states its consequence before it is done.

use jawab_domain::{AnswerKind, Chamber, Locale, PerLocale, TextRole, access::Mandate};
use jawab_service::use_cases::{AnswerInput, ExpectedWorkVersion, TextInput};
use jawab_tests::{
    Client, Form, Page, TestApp, apply, both_databases,
    records::{ministries, record, social_media},
};
use serde_json::json;

const NEW_FR: &str = "/fr/staff/questions/new";

/// A clerk of the councillors, with a member, two ministries and the days of the legislature.
pub(super) async fn clerk(app: &TestApp) -> Client {
    app.load(&[social_media(), record("t:sante", json!({ "chamber": "councillors", "ministry": ministries::health() }))]).await;
    app.execute("INSERT INTO legislature (ordinal, begins_on) VALUES (11, '2021-10-08')").await;
    app.clerk(Chamber::Councillors).await
}

/// A date in the fields of a form.
pub(super) fn dated<'a>(form: Form<'a>, name: &str, [day, month, year]: [&str; 3]) -> Form<'a> {
    form.fill(&format!("{name}-day"), day).fill(&format!("{name}-month"), month).fill(&format!("{name}-year"), year)
}

/// The form of a new question with everything in it, both days included.
pub(super) async fn whole<'a>(clerk: &'a Client, address: &str, number: &str) -> Form<'a> {
    filled(clerk.form(address).await, number)
}

/// The same, for a form that was loaded before.
fn filled<'a>(form: Form<'a>, number: &str) -> Form<'a> {
    let form = form.fill("subject-fr", "Objet").fill("subject-ar", "موضوع").fill("legislature", "11");
    let form = form.fill("authors-q", "Mustapha Dahmani").fill("ministries-q", "Secrétariat général du gouvernement");
    let form = form.fill("number", number);
    dated(dated(form, "deposited", ["1", "11", "2026"]), "transmitted", ["4", "11", "2026"])
}

/// The acts that depend only on the state of the question; the rest depends on what is pending or attached.
const ACTS: &[&str] = &[
    "deposit",
    "transmit",
    "publish",
    "transfer",
    "add-ministry",
    "link",
    "renew",
    "convert",
    "withdraw",
    "correct-transmission",
    "undo-transmission",
    "correct-referral",
    "undo-referral",
    "correct-answer",
    "undo-answer",
    "correct-end",
    "undo-end",
    "attach",
    "delete-draft",
];

pub(super) async fn statuses(app: &TestApp) -> Vec<String> {
    app.strings("SELECT status || '/' || publication FROM question WHERE source_id IS NULL ORDER BY id").await
}

/// The consequences that a page states.
fn consequences(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.text());
    page.texts(".effect li")
}

/// The labels of a confirmation's buttons.
fn buttons(page: &Page) -> Vec<String> {
    page.texts("main form .actions button")
}

#[apply(both_databases)]
async fn saving_a_draft_saves_a_draft_whatever_is_filled_in(app: TestApp) {
    let clerk = clerk(&app).await;
    let page = whole(&clerk, NEW_FR, "2125").await.press("save").await;
    assert_eq!(
        page.texts(".flash"),
        ["Le brouillon est enregistré. Rien n’est transmis : la date de transmission sera demandée à ce moment-là."]
    );
    assert_eq!(statuses(&app).await, ["draft/unpublished"]);
    assert_eq!(app.number("SELECT COUNT(*) FROM numbering").await, 0, "a draft takes no number from the series");
    let work = page.address.clone();
    let page = clerk.form(&format!("{work}/edit")).await.press("deposit").await;
    assert_eq!(
        (page.texts(".flash"), statuses(&app).await),
        (vec!["La question est déposée.".to_owned()], vec!["deposited/unpublished".to_owned()])
    );
    let page = clerk.get(NEW_FR).await;
    let labels = page.texts("main form .actions button");
    assert_eq!(
        labels[..3],
        ["Enregistrer le brouillon", "Déposer", "Déposer et transmettre : le délai court à partir du 21 novembre 2026"]
    );
    let page = clerk.get("/ar/staff/questions/new").await;
    let labels = page.texts("main form .actions button");
    assert_eq!(labels[..2], ["حفظ المسودة", "إيداع"]);
    assert!(labels[2].starts_with("إيداع وإحالة: يحسب الأجل ابتداء من"), "{labels:?}");
    app.index().await;
}

#[apply(both_databases)]
async fn enter_looks_or_saves_a_draft_and_is_never_an_act(app: TestApp) {
    let clerk = clerk(&app).await;
    let page = whole(&clerk, NEW_FR, "2125").await.enter().await;
    assert_eq!(page.all("input[name=authors][checked]").len(), 1, "with a whole name typed, Enter looks for it: {}", page.text());
    assert!(statuses(&app).await.is_empty());
    let page = clerk.form_in(&page, None).enter().await;
    assert_eq!(statuses(&app).await, ["draft/unpublished"], "else it saves the draft: {}", page.text());
    let work = page.address.clone();
    let page = clerk.form(&format!("{work}/deposit")).await.enter().await;
    assert_eq!((page.status.as_u16(), statuses(&app).await), (200, vec!["draft/unpublished".to_owned()]));
    let _ = clerk.form(&format!("{work}/deposit")).await.confirm().await;
    let page = clerk.form(&format!("{work}/transmit")).await.enter().await;
    assert_eq!((buttons(&page).len(), statuses(&app).await), (3, vec!["deposited/unpublished".to_owned()]), "it is asked about");
    let page = clerk.form_in(&page, None).enter().await;
    assert_eq!(statuses(&app).await, ["deposited/unpublished"], "and Enter does not answer: {}", page.text());
    let _ = clerk.form(&format!("{work}/transmit")).await.confirm().await;
    let _ = clerk.form(&format!("{work}/publish")).await.submit().await;
    let before = app.number("SELECT version FROM question WHERE status = 'transmitted' AND publication = 'published'").await;
    let form = clerk.form(&format!("{work}/edit")).await.fill("subject-fr", "Autre objet").fill("reason", "Erreur");
    let page = form.enter().await;
    assert_eq!(clerk.form_in(&page, None).value("subject-fr"), "Autre objet", "of what is public, Enter saves nothing and loses nothing");
    assert_eq!(app.number("SELECT version FROM question WHERE status = 'transmitted' AND publication = 'published'").await, before);
    app.index().await;
}

#[apply(both_databases)]
async fn working_days_are_called_so(app: TestApp) {
    app.execute("UPDATE deadline_rule SET counting = 'working'").await;
    let clerk = clerk(&app).await;
    for (new, said) in [(NEW_FR, "20 jours ouvrables, selon"), ("/ar/staff/questions/new", "20 يوم عمل وفق")] {
        let page = whole(&clerk, new, "2125").await.press("deposit-transmit").await;
        assert!(consequences(&page).concat().contains(said), "{}", page.text());
    }
    app.index().await;
}

#[apply(both_databases)]
async fn a_transmission_says_its_consequence_in_both_languages(app: TestApp) {
    let clerk = clerk(&app).await;
    let page = whole(&clerk, NEW_FR, "2125").await.press("deposit-transmit").await;
    assert_eq!(
        consequences(&page),
        [
            "La question est déposée le 1er novembre 2026 (11e législature) sous le numéro 2125.",
            "Le délai de réponse court à partir du 4 novembre 2026 pour : Secrétariat général du gouvernement",
            "La réponse est due au plus tard le mardi 24 novembre 2026 : 20 jours, selon la lecture que ce site fait de l’article 100 de la Constitution.",
            "La question n’a pas de texte : le public n’en lira que l’objet.",
            "La question n’est pas publiée : le public n’en voit rien ; les départements concernés et la Chambre la voient.",
        ]
    );
    assert_eq!(buttons(&page), ["Déposer et transmettre", "Déposer, transmettre et publier", "Revenir au formulaire"]);
    assert!(statuses(&app).await.is_empty(), "nothing is done yet");
    let arabic = whole(&clerk, "/ar/staff/questions/new", "2125").await.press("deposit-transmit").await;
    let said = consequences(&arabic).concat();
    for words in ["يحسب أجل الجواب ابتداء من", "الأمانة العامة للحكومة", "وفق قراءة هذا الموقع", "لا يرى العموم منه شيئا"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(buttons(&arabic), ["إيداع وإحالة", "إيداع وإحالة ونشر", "الرجوع إلى الاستمارة"]);
    assert_eq!(clerk.get(&arabic.address).await.status, 200);
    assert!(statuses(&app).await.is_empty(), "a GET does nothing");
    let early = dated(whole(&clerk, NEW_FR, "2125").await, "transmitted", ["31", "10", "2026"]).press("deposit-transmit").await;
    assert_eq!((early.status.as_u16(), early.attributes(".error-summary a", "href")), (422, vec!["#f-transmitted".to_owned()]));
    assert!(early.text().contains("ne peut pas précéder le dépôt de la question, le 1er novembre 2026"), "{}", early.text());
    let bare = clerk.form(NEW_FR).await.fill("legislature", "11").press("deposit-transmit").await;
    assert_eq!(bare.attributes(".error-summary a", "href"), ["#f-subject", "#f-authors", "#f-ministries"], "{}", bare.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_confirmation_keeps_what_was_typed_and_what_was_seen(app: TestApp) {
    let clerk = clerk(&app).await;
    let confirmation = whole(&clerk, NEW_FR, "2125").await.fill("text-ar", "نص\n\nثان").press("deposit-transmit").await;
    let back = clerk.form_in(&confirmation, None).press("back").await;
    let form = clerk.form_in(&back, None);
    assert_eq!(
        (form.value("text-ar").replace("\r\n", "\n").trim().to_owned(), form.value("transmitted-day")),
        ("نص\n\nثان".into(), "4".into())
    );
    let draft = clerk.form_in(&confirmation, None).press("back").await;
    let work = clerk.form_in(&draft, None).press("save").await.address;
    // A concurrent change is a conflict, for the form and for a step.
    let edited = dated(clerk.form(&format!("{work}/edit")).await, "transmitted", ["4", "11", "2026"]).press("deposit-transmit").await;
    assert_eq!(buttons(&edited).len(), 3, "{}", edited.text());
    app.execute("UPDATE question SET version = version + 1").await;
    let conflict = clerk.form_in(&edited, None).press("confirm").await;
    assert_eq!((conflict.status.as_u16(), statuses(&app).await), (409, vec!["draft/unpublished".to_owned()]), "{}", conflict.text());
    let _ = clerk.form(&format!("{work}/deposit")).await.confirm().await;
    let confirmation = clerk.form(&format!("{work}/transmit")).await.submit().await;
    app.execute("UPDATE question SET version = version + 1").await;
    let conflict = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!((conflict.status.as_u16(), statuses(&app).await), (409, vec!["deposited/unpublished".to_owned()]), "{}", conflict.text());
    let done = clerk.form_in(&conflict, None).confirm().await;
    assert_eq!(statuses(&app).await, ["transmitted/unpublished"], "looked at again: {}", done.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_day_is_said_and_stays_the_one_that_was_shown(app: TestApp) {
    app.set_clock("2026-11-21T23:50:00Z");
    let clerk = clerk(&app).await;
    let form = clerk.form(NEW_FR).await;
    let proposed = ["day", "month", "year"].map(|part| form.value(&format!("deposited-{part}")));
    assert_eq!(proposed, ["21", "11", "2026"]);
    for press in ["deposit", "deposit-transmit"] {
        let page = dated(whole(&clerk, NEW_FR, "7").await, "deposited", ["", "", ""]).press(press).await;
        let faults = page.attributes(".error-summary a", "href");
        assert_eq!((page.status.as_u16(), faults), (422, vec!["#f-deposited".to_owned()]), "{press}: {}", page.text());
    }
    let form = dated(whole(&clerk, NEW_FR, "7").await, "transmitted", ["", "", ""]);
    let form_asked = dated(form, "deposited", ["21", "11", "2026"]).press("deposit-transmit").await;
    let work = whole(&clerk, NEW_FR, "8").await.press("deposit").await.address;
    let silent = dated(clerk.form(&format!("{work}/transmit")).await, "on", ["", "", ""]).submit().await;
    assert_eq!((silent.status.as_u16(), silent.attributes(".error-summary a", "href")), (422, vec!["#f-on".to_owned()]));
    let step_asked = clerk.form(&format!("{work}/transmit")).await.submit().await;
    for confirmation in [&form_asked, &step_asked] {
        assert!(consequences(confirmation).concat().contains("à partir du 21 novembre 2026"), "{}", confirmation.text());
    }
    app.set_clock("2026-11-22T00:10:00Z");
    for confirmation in [&form_asked, &step_asked] {
        let done = clerk.form_in(confirmation, None).press("confirm").await;
        assert_eq!(done.texts(".flash").len(), 1, "{}", done.text());
    }
    let days =
        "SELECT CAST(deposited_on AS TEXT) || ' ' || CAST(transmitted_on AS TEXT) FROM question WHERE source_id IS NULL ORDER BY number";
    assert_eq!(app.strings(days).await, ["2026-11-21 2026-11-21", "2026-11-01 2026-11-21"]);
    app.index().await;
}

#[apply(both_databases)]
async fn a_question_is_transmitted_and_published_in_one_confirmation(app: TestApp) {
    let clerk = clerk(&app).await;
    let confirmation = whole(&clerk, NEW_FR, "7").await.press("deposit-transmit").await;
    let page = clerk.form_in(&confirmation, None).press("confirm-publish").await;
    assert_eq!(page.texts(".flash"), ["La question est transmise au Gouvernement et publiée : le délai court."], "{}", page.text());
    app.index().await;
    assert_eq!(app.get("/fr/questions/councillors/11/7").await.status, 200);
    let work = whole(&clerk, NEW_FR, "8").await.press("deposit").await.address;
    let confirmation = clerk.form(&format!("{work}/transmit")).await.submit().await;
    assert_eq!(buttons(&confirmation), ["Transmettre au Gouvernement", "Transmettre et publier", "Revenir au formulaire"]);
    let _ = clerk.form_in(&confirmation, None).press("confirm-publish").await;
    app.index().await;
    assert_eq!(app.get("/ar/questions/councillors/11/8").await.status, 200);
}

/// A published question, and its work page.
async fn published(app: &TestApp, clerk: &Client, number: &str) -> String {
    let confirmation = whole(clerk, NEW_FR, number).await.press("deposit-transmit").await;
    let work = clerk.form_in(&confirmation, None).press("confirm-publish").await.address;
    app.index().await;
    work
}

#[apply(both_databases)]
async fn an_end_is_confirmed(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = published(&app, &clerk, "7").await;
    let french = work.clone();
    let arabic = work.replace("/fr/", "/ar/");
    let confirmation = clerk.form(&format!("{french}/withdraw")).await.fill("reason", "Demande de l’auteur").submit().await;
    assert_eq!(
        consequences(&confirmation),
        [
            "La procédure prend fin le 21 novembre 2026 sans réponse.",
            "Le délai cesse de courir.",
            "Motif : Demande de l’auteur",
            "Le texte reste public, avec la mention de cette fin."
        ]
    );
    let early = dated(clerk.form(&format!("{french}/withdraw")).await, "on", ["3", "11", "2026"]).fill("reason", "Demande").submit().await;
    assert_eq!(early.attributes(".error-summary a", "href"), ["#f-on"]);
    assert!(
        early.text().contains("ne peut pas précéder la transmission de la question au Gouvernement, le 4 novembre 2026"),
        "{}",
        early.text()
    );
    let confirmation = clerk.form(&format!("{arabic}/convert")).await.fill("reason", "طلب صاحبه").submit().await;
    assert_eq!((consequences(&confirmation).len(), statuses(&app).await), (4, vec!["transmitted/published".to_owned()]));
    let confirmation = clerk.form(&format!("{french}/transfer")).await;
    let confirmation = confirmation.fill("to-q", "Santé et Protection sociale").fill("reason", "Compétence").submit().await;
    let said = consequences(&confirmation);
    assert!(said[0].contains("Secrétariat général du gouvernement à : Santé et Protection sociale"), "{said:?}");
    assert_eq!(said[1], "L’échéance reste la même : 24 novembre 2026.");
    let confirmation = clerk
        .form(&format!("{french}/add-ministry"))
        .await
        .fill("to-q", "Santé et Protection sociale")
        .fill("reason", "Aussi")
        .submit()
        .await;
    assert!(consequences(&confirmation)[1].contains("vendredi 11 décembre 2026 : 20 jours"), "{}", confirmation.text());
    let page = clerk.form(&format!("{arabic}/convert")).await.fill("reason", "طلب صاحبه").confirm().await;
    assert_eq!((page.texts(".flash").len(), statuses(&app).await), (1, vec!["converted/published".to_owned()]));
    app.index().await;
}

#[apply(both_databases)]
async fn an_answer_to_an_unpublished_question_says_so(app: TestApp) {
    let clerk = clerk(&app).await;
    let confirmation = whole(&clerk, NEW_FR, "7").await.press("deposit-transmit").await;
    let work = clerk.form_in(&confirmation, None).press("confirm").await.address;
    let code = work.rsplit('/').next().unwrap().to_owned();
    let record = clerk.get(&work).await.attributes("a[href$='/record']", "href").concat();
    let form = || async {
        let form = clerk.form_to(&record, "/record").await.fill("text-fr", "Oui.").fill("kind", "holding");
        dated(form, "answered", ["20", "11", "2026"])
    };
    let confirmation = form().await.submit().await;
    let said = consequences(&confirmation);
    assert!(
        said.iter().any(|line| line.contains("Le public ne verra pas cette réponse tant que la question n’est pas publiée")),
        "{said:?}"
    );
    assert!(said.iter().any(|line| line.contains("C’est une réponse d’attente")), "{said:?}");
    assert_eq!(confirmation.attributes(".effect a", "href"), [format!("/fr/staff/questions/{code}/publish")], "the act is beside it");
    let page = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(page.texts(".flash"), ["La réponse est enregistrée. Le public ne la verra que dans les questions publiées."]);
    let early = dated(form().await, "answered", ["3", "11", "2026"]).submit().await;
    assert_eq!(early.attributes(".error-summary a", "href"), ["#f-answered"], "{}", early.text());
    let confirmation = form().await.fill("kind", "final").submit().await;
    let page = clerk.form_in(&confirmation, None).press("confirm-publish").await;
    assert_eq!(page.texts(".flash"), ["La réponse est publiée."], "{}", page.text());
    app.index().await;
    let public = app.get("/fr/questions/councillors/11/7").await;
    assert!(public.status == 200 && public.text().contains("Oui."), "both in one act: {}", public.text());
}

#[apply(both_databases)]
async fn an_answer_publishes_all_the_questions_that_it_answers(app: TestApp) {
    let clerk = clerk(&app).await;
    let mut works = Vec::new();
    for number in ["7", "8"] {
        let confirmation = whole(&clerk, NEW_FR, number).await.press("deposit-transmit").await;
        works.push(clerk.form_in(&confirmation, None).press("confirm").await.address);
    }
    let ministry = app.number("SELECT MIN(ministry_id) FROM ministry_name WHERE name = 'Secrétariat général du gouvernement'").await;
    let ids = app.strings("SELECT CAST(id AS TEXT) FROM question WHERE source_id IS NULL ORDER BY id").await;
    let ids: Vec<i64> = ids.iter().map(|id| id.parse().unwrap()).collect();
    let agent = super::two_administrators::person(&app.agent(&[ministry]).await, Mandate::MinistryAgent(vec![ministry]));
    let texts = [(Locale::Fr, TextInput::new(TextRole::Original, "Oui."))].into_iter().collect();
    let (kind, minister, coverage) = (AnswerKind::Final, PerLocale::default(), Vec::new());
    let input = AnswerInput { kind, minister, answered_on: None, texts, also: vec![ids[1]], coverage };
    let mut unit = app.app.use_cases().begin(&agent).await.unwrap();
    let drafted = unit.draft_answer(ExpectedWorkVersion { question: ids[0], ministry, version: 0 }, &input).await.unwrap();
    let cleared = unit.clear_answer(drafted.expected()).await.unwrap();
    unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
    let judge = clerk.get(&works[0]).await.attributes("a[href$='/judge']", "href").concat();
    let confirmation = clerk.form_to(&judge, "/judge").await.press("accept").await;
    let unseen = works.iter().map(|work| format!("{work}/publish")).collect::<Vec<_>>();
    assert_eq!(confirmation.attributes(".effect a", "href"), unseen, "both are named: {}", confirmation.text());
    assert!(consequences(&confirmation).iter().any(|line| line.starts_with("Pour 2 questions")), "{}", confirmation.text());
    assert_eq!(buttons(&confirmation)[1], "Publier la réponse et les 2 questions non publiées");
    assert!(
        confirmation.text().contains("« Publier la réponse et les 2 questions non publiées » :"),
        "the button is named: {}",
        confirmation.text()
    );
    let _ = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(statuses(&app).await, ["answered/unpublished"; 2]);
    // The first is published alone, and its answer corrected for both.
    let _ = clerk.form(&unseen[0]).await.submit().await;
    let correct = clerk.get(&works[0]).await.attributes("a[href*='/correct/']", "href").concat();
    let confirmation = clerk.form_to(&correct, &correct).await.fill("text-fr", "Oui, en 2027.").submit().await;
    assert_eq!(confirmation.attributes(".effect a", "href"), unseen[1..], "{}", confirmation.text());
    assert_eq!(buttons(&confirmation)[..2], ["Publier un rectificatif", "Publier la réponse et la question"]);
    let page = clerk.form_in(&confirmation, None).press("confirm-publish").await;
    assert_eq!((page.texts(".flash").len(), statuses(&app).await), (1, vec!["answered/published".to_owned(); 2]), "{}", page.text());
    app.index().await;
    for number in ["7", "8"] {
        let public = app.get(&format!("/fr/questions/councillors/11/{number}")).await;
        assert!(public.status == 200 && public.text().contains("Oui, en 2027."), "{number}: {}", public.text());
    }
}

#[apply(both_databases)]
async fn what_is_transmitted_and_not_published_waits_on_the_board(app: TestApp) {
    let clerk = clerk(&app).await;
    let waits = |page: &Page| page.texts("section[aria-labelledby=waits-unpublished] li h3");
    assert!(waits(&clerk.get("/fr/staff/chamber").await).is_empty());
    let confirmation = whole(&clerk, NEW_FR, "7").await.press("deposit-transmit").await;
    let work = clerk.form_in(&confirmation, None).press("confirm").await.address;
    let board = clerk.get("/ar/staff/chamber").await;
    assert_eq!((waits(&board), board.texts("#waits-unpublished")), (vec!["موضوع".to_owned()], vec!["محالة غير منشورة 1".to_owned()]));
    assert_eq!(clerk.get("/fr/staff/chamber?list=unpublished").await.attributes(".waits-list li a", "href"), [work.as_str()]);
    let _ = clerk.form(&format!("{work}/publish")).await.submit().await;
    assert!(waits(&clerk.get("/fr/staff/chamber").await).is_empty());
    app.index().await;
}

#[apply(both_databases)]
async fn an_act_that_is_sent_twice_is_done_once(app: TestApp) {
    let clerk = clerk(&app).await;
    let confirmation = whole(&clerk, NEW_FR, "7").await.press("deposit-transmit").await;
    let (first, again) =
        (clerk.form_in(&confirmation, None).press("confirm").await, clerk.form_in(&confirmation, None).press("confirm").await);
    assert_eq!((first.address.clone(), again.status.as_u16()), (again.address.clone(), 200), "{}", again.text());
    assert_eq!(statuses(&app).await, ["transmitted/unpublished"]);
    let form = clerk.get(&format!("{}/publish", first.address)).await;
    let (first, again) = (clerk.form_in(&form, None).submit().await, clerk.form_in(&form, None).submit().await);
    assert_eq!((first.texts(".flash").len(), again.status.as_u16(), again.all(".error-summary").len()), (1, 200, 0), "{}", again.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_form_sent_again_after_its_confirmation_leads_to_its_question(app: TestApp) {
    let clerk = clerk(&app).await;
    let got = clerk.get(NEW_FR).await;
    let send = || filled(clerk.form_in(&got, None), "7").press("deposit-transmit");
    // Confirmation, back to the form, and confirmation again: still one form.
    let back = clerk.form_in(&send().await, None).press("back").await;
    let confirmation = clerk.form_in(&back, None).press("deposit-transmit").await;
    let made = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(statuses(&app).await, ["transmitted/unpublished"], "{}", made.text());
    let again = send().await;
    assert_eq!((again.status.as_u16(), &again.address), (200, &made.address), "{}", again.text());
    assert!(clerk.get(NEW_FR).await.all(".kept").is_empty(), "what was carried out is no unfinished form");
    let other = filled(clerk.form_in(&got, None), "").fill("subject-fr", "Autre objet").press("deposit-transmit").await;
    assert!(other.texts(".error-summary").concat().contains("a déjà été envoyé avec un autre contenu"), "{}", other.text());
    assert_eq!((other.status.as_u16(), clerk.form_in(&other, None).value("subject-fr")), (422, "Autre objet".into()));
    assert_eq!(statuses(&app).await, ["transmitted/unpublished"]);
    let confirmation = clerk.form_in(&other, None).press("deposit-transmit").await;
    let _ = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(statuses(&app).await, ["transmitted/unpublished"; 2], "pressed again, it is another question");

    let draft = whole(&clerk, NEW_FR, "").await.press("save").await.address;
    let got = clerk.get(&format!("{draft}/edit")).await;
    let confirmation = clerk.form_in(&got, None).press("deposit").await;
    assert_eq!(confirmation.address, draft, "nothing to be asked about: {}", confirmation.text());
    let again = clerk.form_in(&got, None).press("deposit").await;
    assert_eq!((again.status.as_u16(), &again.address), (200, &draft), "{}", again.text());
    assert_eq!(statuses(&app).await.last().map(String::as_str), Some("deposited/unpublished"));
    app.index().await;
}

#[apply(both_databases)]
async fn a_legislature_that_is_not_recorded_is_refused(app: TestApp) {
    let clerk = clerk(&app).await;
    for press in ["save", "deposit", "deposit-transmit"] {
        for (address, words) in [(NEW_FR, "Cette législature n’est pas enregistrée"), ("/ar/staff/questions/new", "غير مسجلة")]
        {
            let page = whole(&clerk, address, "7").await.fill("legislature", "12").press(press).await;
            let faults = page.attributes(".error-summary a", "href");
            assert_eq!((page.status.as_u16(), faults), (422, vec!["#f-legislature".to_owned()]), "{press}");
            assert!(page.text().contains(words), "{press}: {}", page.text());
        }
    }
    assert!(statuses(&app).await.is_empty());
    let draft = whole(&clerk, NEW_FR, "8").await.press("save").await.address;
    let page = clerk.form(&format!("{draft}/deposit")).await.fill("legislature", "10").submit().await;
    assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-legislature".to_owned()]));

    let work = published(&app, &clerk, "7").await;
    let edit = || async { clerk.form(&format!("{work}/edit")).await.fill("legislature", "12").fill("reason", "Erreur") };
    let page = edit().await.submit().await;
    assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-legislature".to_owned()]));
    // Once it is recorded it can be corrected to, and the history says from what.
    app.execute("INSERT INTO legislature (ordinal, begins_on) VALUES (12, '2026-10-09')").await;
    let page = edit().await.confirm().await;
    assert_eq!(page.status, 200, "{}", page.text());
    let history = clerk.get(&format!("{work}/history")).await.text();
    for words in ["question n° 7, 12e législature", "question n° 7, 11e législature"] {
        assert!(history.contains(words), "{words}: {history}");
    }
    app.index().await;
}

#[apply(both_databases)]
async fn a_deadline_that_has_passed_is_said_before_it_begins(app: TestApp) {
    let clerk = clerk(&app).await;
    let long_ago = || async {
        let form = dated(whole(&clerk, NEW_FR, "7").await, "deposited", ["1", "3", "2024"]);
        dated(form, "transmitted", ["1", "3", "2024"])
    };
    let said = consequences(&long_ago().await.press("deposit-transmit").await).concat();
    assert!(said.contains("jeudi 21 mars 2024") && said.contains("déjà passée depuis 975 jours"), "{said}");
    let work = long_ago().await.press("deposit").await.address.replace("/fr/", "/ar/");
    let confirmation = dated(clerk.form(&format!("{work}/transmit")).await, "on", ["1", "3", "2024"]).submit().await;
    assert!(consequences(&confirmation).concat().contains("وقد انقضى هذا الأجل منذ 975 يوما"), "{}", confirmation.text());
    app.index().await;
}

#[apply(both_databases)]
async fn the_number_that_is_next_is_said_before_it_is_given(app: TestApp) {
    let clerk = clerk(&app).await;
    let _ = whole(&clerk, NEW_FR, "2125").await.press("deposit").await;
    let said = "2126, à titre indicatif";
    assert!(clerk.get(NEW_FR).await.texts("#f-number-hint").concat().contains(said));
    let confirmation = whole(&clerk, NEW_FR, "").await.press("deposit-transmit").await;
    assert!(consequences(&confirmation)[0].contains(said), "{}", confirmation.text());
    let work = whole(&clerk, NEW_FR, "").await.press("save").await.address;
    assert!(clerk.get(&format!("{work}/deposit")).await.texts("#f-number-hint").concat().contains(said));
    let arabic = format!("{}/deposit", work.replace("/fr/", "/ar/"));
    assert!(clerk.get(&arabic).await.texts("#f-number-hint").concat().contains("2126 على سبيل الإشارة"));
    // A number that another question has is omitted, as it will be.
    let _ = whole(&clerk, NEW_FR, "2126").await.press("save").await;
    assert!(clerk.get(NEW_FR).await.texts("#f-number-hint").concat().contains("2127, à titre indicatif"));
    assert_eq!(number_of_next(&clerk, &app).await, 2127);
    app.index().await;
}

async fn number_of_next(clerk: &Client, app: &TestApp) -> i64 {
    let page = whole(clerk, NEW_FR, "").await.press("deposit").await;
    assert_eq!(page.texts(".flash"), ["La question est déposée."], "{}", page.text());
    app.number("SELECT CAST(number AS BIGINT) FROM question ORDER BY id DESC LIMIT 1").await
}

#[apply(both_databases)]
async fn a_number_far_from_the_last_one_is_asked_about(app: TestApp) {
    let clerk = clerk(&app).await;
    let _ = whole(&clerk, NEW_FR, "2125").await.press("deposit").await;
    assert_eq!(statuses(&app).await, ["deposited/unpublished"], "the first number known is far from none");
    let _ = whole(&clerk, NEW_FR, "99999").await.press("save").await;
    assert_eq!(number_of_next(&clerk, &app).await, 2126, "what a draft says moves no series");
    let confirmation = whole(&clerk, NEW_FR, "99998").await.press("deposit").await;
    assert!(consequences(&confirmation)[1].contains("Le dernier numéro est 2126 ; vous avez indiqué 99998."), "{}", confirmation.text());
    assert_eq!(consequences(&confirmation)[2], "La question n’est ni publiée ni transmise : seule la Chambre la voit.");
    let page = clerk.form_in(&confirmation, None).press("confirm").await;
    assert!(page.text().contains("99998"), "{}", page.text());
    assert_eq!(number_of_next(&clerk, &app).await, 2127, "one number moves nobody else’s");
    let work = whole(&clerk, NEW_FR, "").await.press("save").await.address;
    let confirmation = clerk.form(&format!("{work}/deposit")).await.fill("number", "5000").submit().await;
    assert!(confirmation.text().contains("Le dernier numéro est 2127"), "{}", confirmation.text());
    let page = clerk.form_in(&confirmation, None).fill("series", "moves").press("confirm").await;
    assert_eq!(page.texts(".flash"), ["La question est déposée."], "{}", page.text());
    assert_eq!(number_of_next(&clerk, &app).await, 5001, "unless that is meant");
    let confirmation = clerk.form(&format!("{work}/edit")).await.fill("number", "90000").submit().await;
    assert!(confirmation.text().contains("Le dernier numéro est 5001"), "a corrected number too: {}", confirmation.text());
    let _ = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(number_of_next(&clerk, &app).await, 5002);
    let near = whole(&clerk, NEW_FR, "5102").await.press("deposit").await;
    assert_eq!(near.texts(".flash"), ["La question est déposée."], "a hundred further is no question: {}", near.text());
    let confirmation = whole(&clerk, NEW_FR, "5203").await.press("deposit").await;
    assert!(consequences(&confirmation)[1].contains("Le dernier numéro est 5102 ; vous avez indiqué 5203."), "{}", confirmation.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_number_far_below_the_last_one_is_asked_about_and_moves_nothing(app: TestApp) {
    let clerk = clerk(&app).await;
    let _ = whole(&clerk, NEW_FR, "2125").await.press("deposit").await;
    for (address, words) in [
        (NEW_FR, "Le dernier numéro est 2125 ; vous avez indiqué 212, qui est bien plus petit. Est-ce bien ce numéro ?"),
        ("/ar/staff/questions/new", "وهو أصغر منه بكثير. هل هذا هو الرقم الصحيح؟"),
    ] {
        let confirmation = whole(&clerk, address, "212").await.press("deposit").await;
        assert!(consequences(&confirmation)[1].contains(words), "{}", confirmation.text());
        assert!(confirmation.all("main form [name=series]").is_empty(), "there is nothing to be moved: {}", confirmation.text());
    }
    assert_eq!(statuses(&app).await, ["deposited/unpublished"], "nothing is done yet");
    let confirmation = whole(&clerk, NEW_FR, "212").await.press("deposit").await;
    let page = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(page.texts(".flash"), ["La question est déposée."], "{}", page.text());
    assert_eq!(number_of_next(&clerk, &app).await, 2126, "the series goes on from the others");
    let work = whole(&clerk, NEW_FR, "").await.press("save").await.address;
    let confirmation = clerk.form(&format!("{work}/deposit")).await.fill("number", "2025").submit().await;
    assert!(consequences(&confirmation)[1].contains("Le dernier numéro est 2126 ; vous avez indiqué 2025"), "{}", confirmation.text());
    let _ = clerk.form_in(&confirmation, None).press("confirm").await;
    let confirmation = clerk.form(&format!("{work}/edit")).await.fill("number", "205").submit().await;
    assert!(consequences(&confirmation)[0].contains("vous avez indiqué 205"), "a corrected number too: {}", confirmation.text());
    let _ = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(number_of_next(&clerk, &app).await, 2127);
    assert_eq!(app.number("SELECT COUNT(*) FROM excluded_number").await, 0);
    let near = whole(&clerk, NEW_FR, "2027").await.press("deposit").await;
    assert_eq!(near.texts(".flash"), ["La question est déposée."], "a hundred below is no question: {}", near.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_deposit_still_to_come_is_not_shown_to_be_confirmed(app: TestApp) {
    let clerk = clerk(&app).await;
    let _ = whole(&clerk, NEW_FR, "2125").await.press("deposit").await;
    let work = whole(&clerk, NEW_FR, "").await.press("save").await.address;
    for number in ["", "99998"] {
        let form = clerk.form(&format!("{work}/deposit")).await.fill("number", number);
        let page = dated(form, "on", ["22", "11", "2026"]).submit().await;
        let faults = page.attributes(".error-summary a", "href");
        assert_eq!((page.status.as_u16(), faults), (422, vec!["#f-on".to_owned()]), "{number}: {}", page.text());
        assert!(page.text().contains("postérieure au 21 novembre 2026"), "{number}: {}", page.text());
    }
    assert_eq!(statuses(&app).await, ["deposited/unpublished", "draft/unpublished"]);
    app.index().await;
}

#[apply(both_databases)]
async fn days_and_numbers_are_read_or_explained(app: TestApp) {
    let clerk = clerk(&app).await;
    let form = whole(&clerk, NEW_FR, "٢١٢٥").await;
    let confirmation = dated(form, "deposited", ["٢", "11", "٢٠٢٦"]).press("deposit-transmit").await;
    assert!(
        consequences(&confirmation)[0].contains("2 novembre 2026") && consequences(&confirmation)[0].contains("2125"),
        "{}",
        confirmation.text()
    );
    let short = dated(whole(&clerk, NEW_FR, "1").await, "deposited", ["2", "11", "26"]).press("save").await;
    assert_eq!(short.attributes(".error-summary a", "href"), ["#f-deposited"]);
    assert!(short.text().contains("Écrivez l’année en quatre chiffres"), "{}", short.text());
    for press in ["save", "deposit", "deposit-transmit"] {
        let before = dated(whole(&clerk, NEW_FR, "1").await, "deposited", ["27", "11", "2016"]).press(press).await;
        assert_eq!(
            (before.status.as_u16(), before.attributes(".error-summary a", "href")),
            (422, vec!["#f-deposited".to_owned()]),
            "{press}"
        );
        assert!(before.text().contains("qui commence le 8 octobre 2021"), "{}", before.text());
    }
    app.execute("UPDATE legislature SET ends_on = '2026-11-03'").await;
    let work = dated(whole(&clerk, NEW_FR, "1").await, "deposited", ["", "", ""]).press("save").await.address;
    let after = dated(clerk.form(&format!("{work}/deposit")).await, "on", ["4", "11", "2026"]).submit().await;
    assert!(after.text().contains("du 8 octobre 2021 au 3 novembre 2026"), "{}", after.text());
    assert_eq!(after.attributes(".error-summary a", "href"), ["#f-on"]);
    assert_eq!(statuses(&app).await, ["draft/unpublished"]);
    app.index().await;
}

#[apply(both_databases)]
async fn the_page_of_an_act_that_the_state_does_not_allow_says_so_and_offers_nothing(app: TestApp) {
    let clerk = clerk(&app).await;
    let of = |number: i32, fields: serde_json::Value| {
        let mut of = record(&format!("t:{number}"), json!({ "chamber": "councillors", "legislature": 11, "number": number }));
        let fields = fields.as_object().cloned().unwrap_or_default();
        of.as_object_mut().unwrap().extend(fields);
        of
    };
    let sent = json!({ "deposited_on": "2026-09-01", "transmitted_on": "2026-09-03", "ministry": ministries::health() });
    let with = |more: serde_json::Value| {
        let mut fields = sent.clone();
        fields.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
        fields
    };
    app.load(&[
        of(701, json!({ "deposited_on": "2026-09-01" })),
        of(702, sent.clone()),
        of(703, with(json!({ "answers": [{ "kind": "final", "date": "2026-09-10", "texts": { "fr": "Oui." } }] }))),
        of(704, with(json!({ "status": "withdrawn", "ended_on": "2026-09-12" }))),
    ])
    .await;
    let _ = whole(&clerk, NEW_FR, "2125").await.press("save").await;
    let mut found = [0, 0];
    for code in app.strings("SELECT code FROM question ORDER BY id").await {
        let at = format!("/fr/staff/questions/{code}");
        let offered = clerk.get(&at).await.attributes("main a", "href");
        for step in ACTS {
            let page = clerk.get(&format!("{at}/{step}")).await;
            let offered = offered.iter().any(|link| link.ends_with(&format!("/{step}")));
            assert_eq!(page.status, if offered { 200 } else { 409 }, "{at}/{step}: {}", page.text());
            found[usize::from(offered)] += 1;
            if !offered {
                assert!(page.all("main form button, .effect").is_empty(), "{at}/{step}: {}", page.text());
                assert_eq!(page.texts(".error-summary h2"), ["Ce n’est pas possible maintenant"], "{}", page.text());
            }
        }
    }
    assert!(found.iter().all(|count| *count > 20), "{found:?}");
}

#[apply(both_databases)]
async fn a_question_is_published_once_it_is_said_whom_it_is_for(app: TestApp) {
    let clerk = clerk(&app).await;
    let form = clerk.form(NEW_FR).await.fill("subject-fr", "Objet").fill("legislature", "11").fill("authors-q", "Mustapha Dahmani");
    let page = dated(form, "deposited", ["1", "11", "2026"]).press("deposit").await;
    assert_eq!(statuses(&app).await, ["deposited/unpublished"], "a deposit may leave that open: {}", page.text());
    let work = page.address.clone();
    let edit = clerk.get(&format!("{work}/edit")).await;
    assert!(
        edit.texts("legend").iter().any(|one| one.contains("Départements destinataires") && one.contains("(facultatif)")),
        "{}",
        edit.text()
    );
    let asked = clerk.get(&format!("{work}/publish")).await.texts(".effect").concat();
    for lacking in ["La question n’a pas de texte", "La question n’a pas de département destinataire"] {
        assert!(asked.contains(lacking), "{lacking}: {asked}");
    }
    let refused = clerk.form(&format!("{work}/publish")).await.submit().await;
    assert_eq!((refused.status.as_u16(), statuses(&app).await), (422, vec!["deposited/unpublished".to_owned()]), "{}", refused.text());
    assert!(refused.texts(".error-summary").concat().contains("n’a pas encore de département destinataire"), "{}", refused.text());
    let ended = clerk.form(&format!("{work}/withdraw")).await.fill("reason", "Demande").submit().await;
    assert!(consequences(&ended).concat().contains("seule la Chambre la voit"), "nobody else does: {}", ended.text());
    let form = clerk.form(&format!("{work}/edit")).await.fill("ministries-q", "Secrétariat général du gouvernement");
    let _ = form.fill("text-fr", "Texte.").submit().await;
    let whole = clerk.get(&format!("{work}/publish")).await.texts(".effect").concat();
    assert!(!whole.contains("La question n’a pas de"), "{whole}");
    let _ = clerk.form(&format!("{work}/publish")).await.submit().await;
    assert_eq!(statuses(&app).await, ["deposited/published"]);
    app.index().await;
}
