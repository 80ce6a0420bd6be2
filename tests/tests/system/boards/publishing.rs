//! Answers that a Chamber publishes itself: answers on paper, and corrections.

use jawab_domain::Chamber;
use jawab_tests::{Client, Form, TestApp, apply, both_databases, records::ministries};

use super::{agent, lane, ministry, referred, slug};

/// A question referred to a ministry, its clerk, and the address of the ministry's answers.
async fn set_up(app: &TestApp) -> (Client, i64, String) {
    app.load(&[referred("a", 1, "2026-11-01", &ministries::health())]).await;
    let id = ministry(app, &ministries::health()).await;
    let here = format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(app, id).await);
    (app.clerk(Chamber::Councillors).await, id, here)
}

async fn record(clerk: &Client, here: &str, text: &str) {
    record_in(clerk.form_to(&format!("{here}/record"), "/record").await, text).await;
}

/// The same, in an open form.
async fn record_in(form: Form<'_>, text: &str) {
    let form = form
        .fill("text-fr", text)
        .fill("kind", "final")
        .fill("answered-day", "20")
        .fill("answered-month", "11")
        .fill("answered-year", "2026");
    let page = form.confirm().await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
}

#[apply(both_databases)]
async fn a_paper_is_published_and_corrected(app: TestApp) {
    let (clerk, id, here) = set_up(&app).await;
    let work = format!("/fr/staff/questions/{}", app.code("a").await);
    assert_eq!(clerk.get(&work).await.attributes("a[href$='/record']", "href"), [format!("{here}/record")]);
    let empty = clerk.form_to(&format!("{here}/record"), "/record").await.send().await;
    assert_eq!(empty.status, 422);
    assert_eq!(empty.attributes(".error-summary a", "href"), ["#f-text", "#f-answered"], "{}", empty.text());
    // Continuing from the returned page restores its draft.
    record_in(clerk.form_in(&empty, Some("/record")), "Le plan est prêt.").await;
    assert_eq!(lane(&agent(&app, &[id]).await.get("/fr/staff/board").await, "answered"), ["Sujet a"]);
    assert_eq!(clerk.get(&format!("{here}/record")).await.status, 404, "the ministry owes nothing more");

    let correct = clerk.get(&work).await.attributes("a[href*='/correct/']", "href").concat();
    let form = clerk.form_to(&correct, &correct).await;
    assert_eq!(form.value("text-fr"), "Le plan est prêt.", "a correction begins with what it corrects");
    let early = clerk.form_to(&correct, &correct).await.fill("answered-day", "19").send().await;
    assert_eq!((early.status.as_u16(), early.attributes(".error-summary a", "href")), (422, vec!["#f-answered".to_owned()]));
    let day = form.value("answered-day");
    let again = clerk.form_in(&early, Some(&correct)).fill("answered-day", &day).fill("text-fr", "Le plan est en préparation.");
    let page = again.confirm().await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
    app.index().await;
    let public = app.get("/fr/questions/councillors/11/1").await.text();
    for said in ["Le plan est prêt.", "Le plan est en préparation.", "Ce texte rectifie la réponse du 20 novembre 2026"] {
        assert!(public.contains(said), "{said}: {public}");
    }
    assert_eq!(clerk.get(&correct).await.status, 404, "it is corrected: only the correction can be");
    assert_eq!(clerk.get(&work).await.all("a[href*='/correct/']").len(), 1);
}

#[apply(both_databases)]
async fn who_may_publish(app: TestApp) {
    let (clerk, id, here) = set_up(&app).await;
    let path = format!("{here}/record");
    assert_eq!(agent(&app, &[id]).await.get(&path).await.status, 403, "a ministry publishes nothing");
    assert_eq!(app.clerk(Chamber::Representatives).await.get(&path).await.status, 404);
    let form = clerk.form_to(&path, "/record").await;
    let fields = [("do", "confirm"), ("once", &*form.value("once")), ("version", &*form.value("version"))].map(|(n, v)| (n, v.to_owned()));
    let more = [("kind", "final"), ("text-fr", "Oui."), ("answered-day", "20"), ("answered-month", "11"), ("answered-year", "2026")];
    let all: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).chain(more).collect();
    let confirmation = clerk.post(&path, &all).await;
    assert_eq!(confirmation.status, 422, "what nobody was shown is asked about: {}", confirmation.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM answer").await, 0);
    for _ in 0..3 {
        assert_eq!(clerk.form_in(&confirmation, Some("/record")).send_by("confirm").await.status, 303);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM answer").await, 1, "sent thrice, published once");
    app.index().await;
}

#[apply(both_databases)]
async fn a_change_meanwhile_is_told(app: TestApp) {
    let (clerk, _, here) = set_up(&app).await;
    let late = clerk.form_to(&format!("{here}/record"), "/record").await.fill("text-fr", "Écrit par une autre personne.");
    record(&clerk, &here, "Le plan est prêt.").await;
    let correct =
        clerk.get(&format!("/fr/staff/questions/{}", app.code("a").await)).await.attributes("a[href*='/correct/']", "href").concat();
    let form = clerk.form_to(&correct, &correct).await.fill("text-fr", "Le plan est en préparation.");
    let late = late.send().await;
    assert_eq!((late.status.as_u16(), late.all("main button[value=go]").len()), (409, 0), "{}", late.text());
    assert!(late.texts(".error-summary").concat().contains("Rien n’est enregistré"), "{}", late.text());
    assert_eq!(clerk.form_in(&late, Some("/record")).value("text-fr"), "Écrit par une autre personne.", "who was slower loses nothing");
    app.execute("UPDATE question SET version = version + 1").await;
    let conflict = form.send().await;
    assert_eq!(conflict.status, 409);
    let again = clerk.form_in(&conflict, Some(&correct));
    assert_eq!(again.value("text-fr"), "Le plan est en préparation.", "nothing typed is lost");
    assert!(again.confirm().await.all(".error-summary").is_empty());
    app.index().await;
}

#[apply(both_databases)]
async fn who_corrects_after_a_colleague_is_led_to_the_correction(app: TestApp) {
    let (clerk, _, here) = set_up(&app).await;
    record(&clerk, &here, "Le plan est prêt.").await;
    let work = format!("/fr/staff/questions/{}", app.code("a").await);
    let correct = clerk.get(&work).await.attributes("a[href*='/correct/']", "href").concat();
    let late = clerk.form_to(&correct, &correct).await.fill("text-fr", "La deuxième.");
    let first = clerk.form_to(&correct, &correct).await.fill("text-fr", "La première.").confirm().await;
    assert!(first.all(".error-summary").is_empty(), "{}", first.text());
    let late = late.send().await;
    let said = late.texts(".error-summary").concat();
    assert_eq!((late.status.as_u16(), late.all("main button[value=go]").len()), (409, 0), "{}", late.text());
    assert!(said.contains("un rectificatif de cette réponse a été enregistré") && !said.contains("ci-dessus"), "{said}");
    assert_eq!(clerk.form_in(&late, Some(&correct)).value("text-fr"), "La deuxième.", "who was slower loses nothing");
    let next = late.attributes("main a.button[href*='/correct/']", "href");
    let on = clerk.form_to(&next.concat(), &next.concat()).await;
    assert_eq!((next.len(), on.value("text-fr").as_str()), (1, "La première."));
    app.index().await;
}
