//! The path of an answer: due in twenty days, assigned, drafted in Arabic, cleared, submitted, returned, submitted again,
//! published.

use jawab_domain::Chamber;
use jawab_tests::{TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::{agent, covers, lane, ministry, referred, slug};

const TEXT: &str = "يندرج الجواب ضمن المخطط التشريعي.\n\n<script>alert(1)</script> المرسوم رقم 2.22.431.";

#[apply(both_databases)]
async fn an_answer_goes_from_the_board_to_the_public(app: TestApp) {
    let health = ministries::health();
    let mut question = referred("a", 1234, "2026-11-21", &health);
    question["sub_questions"] = json!([{ "ar": "ما هو النص؟" }, { "ar": "متى ينشر؟" }]);
    app.load(&[question, referred("b", 1235, "2026-11-20", &health)]).await;
    let id = ministry(&app, &health).await;
    let (us, clerk) = (agent(&app, &[id]).await, app.clerk(Chamber::Councillors).await);
    let (code, ministry) = (app.code("a").await, slug(&app, id).await);
    let me = app.strings(&format!("SELECT code FROM account WHERE id = {}", us.account)).await.remove(0);
    let here = format!("/ar/staff/answers/{code}/{ministry}");

    let board = us.get("/ar/staff/board").await;
    assert_eq!(lane(&board, "later"), ["موضوع b", "موضوع a"]);
    let page = us.get(&here).await;
    assert!(page.text().contains("بقي 20 يوما") && page.text().contains("11 دجنبر 2026"), "{}", page.text());
    assert_eq!(page.all(".reckoned li.counted").len(), 20, "the deadline explains itself");
    assert_eq!(page.texts("[aria-current=step]"), ["ورد على القطاع"]);

    let page = us.form_to(&here, "/assign").await.fill("assigned", &me).submit().await;
    assert_eq!(page.texts("[aria-current=step]"), ["مسند"], "{}", page.text());
    let [which, when] = [covers(&app, "ما هو النص؟").await, covers(&app, "متى ينشر؟").await];
    let form = us.form_to(&here, "/draft").await.fill("text-ar", TEXT).fill(&which, "answered").fill(&when, "partly");
    let page = form.fill("minister-ar", "خالد آيت الطالب").submit().await;
    assert_eq!(page.texts("[aria-current=step]"), ["قيد التحرير"], "{}", page.text());
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-ar").trim(), TEXT);
    assert!(!page.body.contains("<script>alert(1)"));
    assert_eq!(clerk.get(&format!("{here}/judge")).await.status, 404, "what is not submitted is the ministry's own");
    us.form_to(&here, "/clear").await.submit().await;
    let page = us.form_to(&here, "/submit").await.confirm().await;
    assert_eq!(page.texts("[aria-current=step]"), ["أرسل إلى المجلس"], "{}", page.text());
    assert!(page.all("form textarea").is_empty(), "it is out of the ministry's hands");
    let said = page.texts("p.notice").concat();
    assert!(said.contains("متى كان السؤال منشورا. أرسل الجواب إلى المجلس في ") && said.ends_with("2026."), "{said}");
    assert_eq!(lane(&us.get("/ar/staff/board").await, "waiting"), ["موضوع a"]);

    let judge = format!("{here}/judge");
    assert_eq!(us.get(&judge).await.status, 403, "nobody judges their own answer");
    assert_eq!(app.clerk(Chamber::Representatives).await.get(&judge).await.status, 404);
    assert_eq!(clerk.get("/ar/staff/chamber").await.texts("section[aria-labelledby=waits-answers] li h3"), ["موضوع a"]);
    let empty = clerk.form_to(&judge, "/judge").await.fill("reason", " ").press("return").await;
    assert_eq!(empty.status, 422);
    let page = clerk.form_to(&judge, "/judge").await.fill("reason", "المرجو ذكر تاريخ النشر.").press("return").await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());

    let page = us.get(&here).await;
    assert!(page.text().contains("المرجو ذكر تاريخ النشر."), "{}", page.text());
    let form = us.form_in(&page, Some("/draft"));
    form.fill("text-ar", "نشر المرسوم في 1 نونبر 2026.").submit().await;
    us.form_to(&here, "/clear").await.submit().await;
    us.form_to(&here, "/submit").await.confirm().await;
    let page = clerk.confirm(clerk.form_to(&judge, "/judge").await.press("accept").await).await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
    app.index().await;

    let public = app.get("/ar/questions/councillors/11/1234").await;
    assert!(public.text().contains("نشر المرسوم في 1 نونبر 2026.") && public.text().contains("خالد آيت الطالب"), "{}", public.text());
    assert!(public.text().contains("أجيب عن 1 من 2"), "{}", public.text());
    assert!(!public.text().contains("المخطط التشريعي"), "what was returned stays unpublished");
    assert_eq!(lane(&us.get("/ar/staff/board").await, "answered"), ["موضوع a"]);
    assert_eq!(us.get(&here).await.status, 200);
    assert_eq!(clerk.get(&judge).await.status, 404, "judged");
    let events = app
        .strings("SELECT kind FROM event WHERE kind IN ('assigned', 'answer_submitted', 'answer_returned', 'answered') ORDER BY id")
        .await;
    assert_eq!(events, ["assigned", "answer_submitted", "answer_returned", "answer_submitted", "answered"]);
}

#[apply(both_databases)]
async fn a_colleagues_words_are_not_overwritten(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-20", &ministries::health())]).await;
    let id = ministry(&app, &ministries::health()).await;
    let (one, two) = (agent(&app, &[id]).await, agent(&app, &[id]).await);
    let here = format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(&app, id).await);
    let (first, second) = (one.form_to(&here, "/draft").await, two.form_to(&here, "/draft").await);
    assert_eq!(first.fill("text-fr", "De la première.").submit().await.status, 200);
    let conflict = second.fill("text-fr", "De la seconde.").fill("minister-fr", "Khalid").send().await;
    assert_eq!(conflict.status, 409);
    assert!(conflict.text().contains("De la première."), "{}", conflict.text());
    let form = two.form_in(&conflict, Some("/draft"));
    assert_eq!(
        (form.value("text-fr"), form.value("minister-fr")),
        ("De la seconde.".to_owned(), "Khalid".to_owned()),
        "nothing typed is lost"
    );
    let page = form.fill("text-fr", "Des deux.").submit().await;
    assert_eq!(two.form_in(&page, Some("/draft")).value("text-fr"), "Des deux.");
}

#[apply(both_databases)]
async fn a_ministry_asks_for_a_question_to_go_elsewhere(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-20", &ministries::health()), referred("b", 2, "2026-11-20", &ministries::secretariat())]).await;
    let id = ministry(&app, &ministries::health()).await;
    let us = agent(&app, &[id]).await;
    let here = format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(&app, id).await);
    let empty = us.form_to(&here, "/transfer").await.send().await;
    assert_eq!(empty.attributes(".error-summary a", "href"), ["#f-to", "#f-reason"], "{}", empty.text());
    let form =
        us.form_to(&here, "/transfer").await.fill("to-q", "الأمانة العامة للحكومة").fill("reason", "Le Secrétariat général est compétent.");
    let page = form.submit().await;
    assert!(page.text().contains("Le Secrétariat général est compétent."), "{}", page.text());
    let board = us.get("/fr/staff/board").await;
    assert_eq!((lane(&board, "later"), lane(&board, "waiting")), (vec!["Sujet a".to_owned()], Vec::new()), "it still owes the answer");
    let clerk = app.clerk(Chamber::Councillors).await;
    let waits = clerk.get("/fr/staff/chamber").await;
    assert_eq!(waits.texts("section[aria-labelledby=waits-transfers] q"), ["Le Secrétariat général est compétent."]);
}

#[apply(both_databases)]
async fn what_is_sent_twice_is_done_once(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-20", &ministries::health())]).await;
    let id = ministry(&app, &ministries::health()).await;
    let us = agent(&app, &[id]).await;
    let here = format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(&app, id).await);
    let form = us.form_to(&here, "/draft").await;
    let (once, version) = (form.value("once"), form.value("version"));
    let fields = [("do", "save"), ("once", &once), ("version", &version), ("kind", "final"), ("text-fr", "Oui."), ("original", "fr")];
    for _ in 0..3 {
        assert_eq!(us.post(&format!("{here}/draft"), &fields).await.status, 303);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM answer").await, 1);
    assert_eq!(app.number("SELECT version FROM ministry_work").await, 1);
}
