//! A wrong day of transmission, seen, corrected by two people, and updated everywhere: board, calendar, table, lists, search,
//! history.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::{agent, lane, ministry, referred};
use crate::staff::reference::Dated as _;

/// A published question recorded as transmitted on 23 November 2026, five days late.
async fn wrong(app: &TestApp) -> String {
    app.set_clock("2026-11-28T10:00:00Z");
    app.load(&[referred("a", 1234, "2026-11-23", &ministries::health())]).await;
    format!("/fr/staff/questions/{}", app.code("a").await)
}

/// Requests another day of transmission, having seen its consequence.
async fn ask(clerk: &Client, work: &str, on: &str) -> Page {
    let form = clerk.form(&format!("{work}/correct-transmission")).await.on("on", on);
    let seen = form.fill("reason", "Lettre du 20 novembre").press("check").await;
    assert_eq!(seen.status, 200, "{}", seen.text());
    clerk.form_in(&seen, None).press("go").await
}

#[apply(both_databases)]
async fn a_day_that_cannot_be_is_told_between_which_days_it_lies_and_why(app: TestApp) {
    let work = wrong(&app).await;
    let one = app.clerk(Chamber::Councillors).await;
    let at = format!("{work}/correct-transmission");
    let said = "entre le 1er septembre 2026 (dépôt de la question) et le 28 novembre 2026 (aujourd’hui)";
    assert!(one.get(&at).await.text().contains(said), "before anything is typed");
    for on in ["2026-08-31", "2026-11-29"] {
        let page = one.form(&at).await.on("on", on).fill("reason", "Lettre").press("check").await;
        assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-on".to_owned()]), "{on}");
        assert!(page.texts("#f-on-error").concat().contains(said), "{on}: {}", page.text());
        assert!(page.texts(".error-summary li").concat().starts_with("Date de transmission :"), "as the field is called: {}", page.text());
    }
    // A missing reason does not discard the consequence that was seen.
    let seen = one.form(&at).await.on("on", "2026-11-20").press("check").await;
    let silent = one.form_in(&seen, None).press("go").await;
    assert_eq!((silent.status.as_u16(), silent.attributes(".error-summary a", "href")), (422, vec!["#f-reason".to_owned()]));
    assert_eq!(silent.texts(".compared"), seen.texts(".compared"), "{}", silent.text());
    assert_eq!(silent.texts(".compared tbody th")[0], "Date de transmission");
    let requested = one.form_in(&silent, None).fill("reason", "Lettre").press("go").await;
    assert_eq!(requested.texts(".flash").len(), 1, "at once, as nothing else is asked for: {}", requested.text());
    let mut answered = referred("b", 1235, "2026-10-01", &ministries::secretariat());
    answered["answers"] = json!([{ "kind": "final", "date": "2026-10-22", "texts": { "fr": "Oui." } }]);
    app.load(&[answered]).await;
    for (locale, said) in [
        ("fr", "entre le 1er septembre 2026 (dépôt de la question) et le 22 octobre 2026 (réponse d’un département)"),
        ("ar", "بين 1 شتنبر 2026 (إيداع السؤال) و22 أكتوبر 2026 (جواب أحد القطاعات)"),
    ] {
        let page = one.get(&format!("/{locale}/staff/questions/{}/correct-transmission", app.code("b").await)).await;
        assert!(page.text().contains(said), "{}", page.text());
    }
}

#[apply(both_databases)]
async fn a_transmission_may_be_of_the_day_of_the_next_referral_and_no_day_left_is_said(app: TestApp) {
    let work = wrong(&app).await;
    let mut same = referred("b", 1235, "2026-11-23", &ministries::secretariat());
    same["deposited_on"] = "2026-11-23".into();
    app.load(&[same]).await;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let adds = async |work: &str, ministry: &str, on: &str| {
        let form = one.form(&format!("{work}/add-ministry")).await.fill("to-q", ministry).on("on", on);
        let done = form.fill("reason", "Concernée aussi").confirm().await;
        assert_eq!(done.texts(".flash").len(), 1, "{}", done.text());
    };
    adds(&work, "الأمانة العامة للحكومة", "2026-11-26").await;
    let said = "et le 26 novembre 2026 (saisine d’un département)";
    let page = one.get(&format!("{work}/correct-transmission")).await;
    assert!(page.text().contains(said), "{}", page.text());
    let requested = ask(&one, &work, "2026-11-26").await;
    assert_eq!(requested.texts(".flash").len(), 1, "{}", requested.text());
    two.form(&format!("{work}/confirm-correction")).await.press("go").await;
    let days = "SELECT COALESCE(CAST(since AS TEXT), '') || ' ' || CAST(clock_from AS TEXT) FROM attribution a \
                JOIN question q ON q.id = a.question_id WHERE q.source_id = 'a' ORDER BY position";
    assert!(app.strings(days).await.iter().all(|days| days.ends_with("2026-11-26")), "{:?}", app.strings(days).await);
    // And back to the original day.
    ask(&one, &work, "2026-11-23").await;
    two.form(&format!("{work}/confirm-correction")).await.press("go").await;
    assert_eq!(app.strings(days).await[1], "2026-11-26 2026-11-26");

    let other = format!("/fr/staff/questions/{}", app.code("b").await);
    adds(&other, "Santé et Protection sociale", "2026-11-23").await;
    let said = "Aucune autre date n’est possible entre le 23 novembre 2026 (dépôt de la question) et le 23 novembre 2026 (saisine d’un \
                département) : rectifiez d’abord";
    let at = format!("{other}/correct-transmission");
    let page = one.get(&at).await;
    assert!(page.text().contains(said), "{}", page.text());
    let page = one.form(&at).await.on("on", "2026-11-24").fill("reason", "Lettre").press("check").await;
    assert!(page.status == 422 && page.texts("#f-on-error").concat().contains(said), "{}", page.text());
    app.index().await;
}

async fn calendar_of(us: &Client) -> String {
    let page = us.form_to("/fr/staff/board/notices", "/calendar").await.submit().await;
    let address = page.one("#calendar-address").text().collect::<String>();
    address.strip_prefix("https://jawab.test").expect("a whole address").to_owned()
}

#[apply(both_databases)]
async fn a_wrong_day_is_put_right_by_two_and_everything_follows(app: TestApp) {
    let work = wrong(&app).await;
    let id = ministry(&app, &ministries::health()).await;
    let (one, two, us) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await, agent(&app, &[id]).await);
    let calendar = calendar_of(&us).await;
    assert!(app.get(&calendar).await.body.contains("DTSTART;VALUE=DATE:20261213"));

    let form = one.form(&format!("{work}/correct-transmission")).await;
    let unseen = form.on("on", "2026-11-05").fill("reason", "Lettre du 20 novembre").press("go").await;
    let text = unseen.text();
    assert!(text.contains("Conséquence") && text.contains("13 décembre 2026") && text.contains("25 novembre 2026"), "{text}");
    assert!(text.contains("Hors délai de 3 jours"), "{text}");
    assert_eq!(app.number("SELECT COUNT(*) FROM correction_request").await, 0, "what was not seen is not done");
    let other = one.form_in(&unseen, None).on("on", "2026-11-20").press("go").await;
    assert_eq!(app.number("SELECT COUNT(*) FROM correction_request").await, 0, "nor is something else");
    assert!(unseen.all(".error-summary").is_empty(), "nothing was shown before");
    let told = |page: &Page| page.texts(".error-summary[role=alert] li");
    let said = "Les effets ne seraient plus ceux qui étaient affichés : lisez-les ci-dessous tels qu’ils seraient maintenant.";
    assert_eq!((other.status.as_u16(), told(&other)), (422, vec![said.to_owned()]), "{}", other.text());
    assert!(
        other.text().contains("10 décembre 2026") && other.text().contains("utilisez « Demander la rectification de la date »"),
        "{}",
        other.text()
    );
    let arabic = one.form(&format!("{}/correct-transmission", work.replace("/fr/", "/ar/"))).await.on("on", "2026-11-05");
    let arabic = arabic.fill("reason", "رسالة").press("check").await;
    let arabic = one.form_in(&arabic, None).on("on", "2026-11-20").press("go").await;
    assert_eq!(told(&arabic), ["لم تعد الآثار هي التي كانت معروضة: المرجو الاطلاع أدناه على ما ستكون عليه الآن."], "{}", arabic.text());
    let form = one.form_in(&other, None);
    let (once, shown) = (form.value("once"), form.value("shown"));
    let requested = form.press("go").await;
    assert_eq!(requested.texts(".flash").len(), 1, "{}", requested.text());
    assert!(requested.text().contains("Retirer ma demande de rectification"), "{}", requested.text());
    let again = one.form_in(&other, None).fill("once", &once).fill("shown", &shown).press("go").await;
    assert_eq!((again.status.as_u16(), app.number("SELECT COUNT(*) FROM correction_request").await), (200, 1));

    let list = "section[aria-labelledby=waits-corrections] li h3";
    assert!(one.get("/fr/staff/chamber").await.all(list).is_empty(), "it waits for another");
    assert_eq!(two.get("/fr/staff/chamber").await.texts(list), ["Sujet a"]);
    assert!(app.clerk(Chamber::Representatives).await.get(&format!("{work}/confirm-correction")).await.status != 200);
    let own = one.get(&format!("{work}/confirm-correction")).await;
    assert!(own.status == 409 && own.text().contains("Une autre personne"), "{}", own.text());
    assert!(app.get("/fr/questions/councillors/11/1234").await.text().contains("13 décembre 2026"), "nothing moved yet");
    let silent = two.form(&format!("{work}/confirm-correction")).await.press("drop").await;
    assert_eq!(silent.status, 422, "{}", silent.text());
    let page = two.get(&format!("{work}/confirm-correction")).await;
    assert!(page.text().contains("10 décembre 2026") && page.text().contains("Lettre du 20 novembre"), "{}", page.text());
    let done = two.form_in(&page, None).press("go").await;
    assert!(done.text().contains("La rectification est enregistrée"), "{}", done.text());
    let late = two.form_in(&page, None).fill("once", "another").press("go").await;
    assert_eq!(late.status, 409, "{}", late.text());
    app.index().await;

    let public = app.get("/fr/questions/councillors/11/1234").await.text();
    assert!(public.contains("10 décembre 2026") && public.contains("20 novembre 2026 au lieu du 23 novembre 2026"), "{public}");
    assert!(app.get(&calendar).await.body.contains("DTSTART;VALUE=DATE:20261210"));
    assert!(us.get("/fr/staff/board.csv").await.body.contains("2026-12-10"));
    assert!(us.get("/fr/staff/board").await.text().contains("12 jours"));
    assert_eq!(app.get_json("/api/v1/questions").await["questions"][0]["due_on"], "2026-12-10");
    let history = two.get(&format!("{work}/history")).await.text();
    assert!(history.contains("Rectification demandée") && history.contains("au lieu du 23 novembre 2026"), "{history}");
    app.set_clock("2026-12-11T10:00:00Z");
    for list in ["/fr/questions?standing=overdue", "/fr/search?standing=overdue"] {
        assert_eq!(app.get(list).await.subjects(), ["Sujet a"], "{list}");
    }
    assert_eq!(lane(&agent(&app, &[id]).await.get("/fr/staff/board").await, "overdue"), ["Sujet a"]);
}

#[apply(both_databases)]
async fn a_ministry_that_received_it_on_another_day_has_another_deadline(app: TestApp) {
    let work = wrong(&app).await;
    app.load(&[referred("b", 1235, "2026-11-23", &ministries::secretariat())]).await;
    let id = ministry(&app, &ministries::secretariat()).await;
    let (one, two, us) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await, agent(&app, &[id]).await);
    assert!(!one.get(&work).await.text().contains("Rectifier la date de saisine"), "it was referred to one ministry alone");
    let form = one.form(&format!("{work}/add-ministry")).await.fill("to-q", "الأمانة العامة للحكومة").on("on", "2026-11-27");
    form.fill("reason", "Concernée aussi").confirm().await;
    let calendar = calendar_of(&us).await;
    assert!(app.get(&calendar).await.body.contains("DTSTART;VALUE=DATE:20261217"));
    assert!(one.get(&work).await.text().contains("Rectifier la date de saisine d’un département"));

    let form = one.form(&format!("{work}/correct-referral")).await;
    assert_eq!(form.value("referral"), "2", "there is one alone");
    let seen = form.on("on", "2026-11-24").fill("reason", "Lettre du 24 novembre").press("check").await;
    let text = seen.text();
    assert!(text.contains("Secrétariat général du gouvernement, 27 novembre 2026"), "{text}");
    assert!(text.contains("17 décembre 2026") && text.contains("14 décembre 2026"), "the deadline of that ministry is shown: {text}");
    let early = one.form_in(&seen, None).on("on", "2026-11-20").press("go").await;
    assert!(early.status == 422 && early.text().contains("transmission"), "{}", early.text());
    let requested = one.form_in(&seen, None).press("go").await;
    assert_eq!(requested.texts(".flash").len(), 1, "{}", requested.text());
    let said = "Rectification de la date de saisine du département : 24 novembre 2026 au lieu du 27 novembre 2026 : \
                Secrétariat général du gouvernement";
    let page = two.get(&format!("{work}/confirm-correction")).await;
    assert!(page.text().contains(said) && two.get(&work).await.text().contains(said), "{}", page.text());
    two.form_in(&page, None).press("go").await;
    app.index().await;

    assert!(app.get("/fr/questions/councillors/11/1234").await.text().contains(said));
    assert!(two.get(&format!("{work}/history")).await.text().contains("24 novembre 2026 au lieu du 27 novembre 2026"));
    assert!(app.get(&calendar).await.body.contains("DTSTART;VALUE=DATE:20261214"));
    assert!(us.get("/fr/staff/board.csv").await.body.contains("2026-12-14"));
    app.set_clock("2026-12-15T10:00:00Z");
    assert_eq!(lane(&agent(&app, &[id]).await.get("/fr/staff/board").await, "overdue"), ["Sujet b", "Sujet a"]);
}

#[apply(both_databases)]
async fn whoever_asked_takes_it_back(app: TestApp) {
    let work = wrong(&app).await;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    assert_eq!(ask(&one, &work, "2026-11-20").await.status, 200);
    let back = one.form(&format!("{work}/drop-correction")).await.submit().await;
    assert!(back.text().contains("Votre demande est retirée"), "{}", back.text());
    assert!(two.get("/fr/staff/chamber").await.all("section[aria-labelledby=waits-corrections] li h3").is_empty());
    let hide = one.form(&format!("{work}/hide")).await.fill("reason", "Plainte").submit().await;
    assert!(hide.text().contains("Retirer ma demande de masquage") && !hide.text().contains("Confirmer le masquage"), "{}", hide.text());
    let hidings = "section[aria-labelledby=waits-hidings] li h3";
    assert!(one.get("/fr/staff/chamber").await.all(hidings).is_empty());
    assert_eq!(two.get("/fr/staff/chamber").await.texts(hidings), ["Sujet a"]);
    assert_eq!(two.get(&format!("{work}/drop-hiding")).await.status, 409, "it is another's");
    one.form(&format!("{work}/drop-hiding")).await.submit().await;
    assert!(two.get("/fr/staff/chamber").await.all(hidings).is_empty());
    app.index().await;
}

#[apply(both_databases)]
async fn an_end_recorded_by_mistake_is_undone(app: TestApp) {
    let work = wrong(&app).await;
    app.load(&[referred("b", 1235, "2026-11-23", &ministries::secretariat())]).await;
    let id = ministry(&app, &ministries::health()).await;
    let (one, two, us) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await, agent(&app, &[id]).await);
    let here = work.replace("/questions/", "/answers/") + "/" + &super::slug(&app, id).await;
    let request_sent =
        us.form_to(&here, "/transfer").await.fill("to-q", "الأمانة العامة للحكومة").fill("reason", "Pas à nous.").submit().await;
    let listed = "section[aria-labelledby=waits-transfers] li h3";
    assert_eq!(one.get("/fr/staff/chamber").await.texts(listed), ["Sujet a"], "{}", request_sent.text());
    one.form(&format!("{work}/withdraw")).await.fill("reason", "Demande de l’auteur").confirm().await;
    assert!(one.get("/fr/staff/chamber").await.all(listed).is_empty(), "only what can be decided is listed");
    app.index().await;
    assert_eq!(app.get_json("/api/v1/questions?status=withdrawn").await["total"], 1);
    let page = one.get(&format!("{work}/undo-end")).await;
    assert!(page.text().contains("n’est pas rétabli"), "what must be asked again is said: {}", page.text());
    let page = one.form_in(&page, None).fill("reason", "Mauvaise question").press("go").await;
    assert_eq!(page.texts(".flash").len(), 1, "{}", page.text());
    two.form(&format!("{work}/confirm-correction")).await.press("go").await;
    app.index().await;
    let public = app.get("/fr/questions/councillors/11/1234").await.text();
    assert!(public.contains("13 décembre 2026") && public.contains("Annulation du retrait"), "{public}");
    assert_eq!(app.get_json("/api/v1/questions?status=transmitted").await["total"], 2);
}

#[apply(both_databases)]
async fn an_answer_of_another_day_is_put_right(app: TestApp) {
    let mut answered = referred("a", 1234, "2026-10-01", &ministries::health());
    answered["answers"] = json!([{ "kind": "final", "date": "2026-10-22", "texts": { "fr": "Oui." } }]);
    app.load(&[answered]).await;
    let work = format!("/fr/staff/questions/{}", app.code("a").await);
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let form = one.form(&format!("{work}/correct-answer")).await.on("on", "2026-10-20").fill("reason", "Reçue le 20");
    let seen = form.press("check").await;
    assert!(seen.text().contains("Répondue dans le délai"), "{}", seen.text());
    one.form_in(&seen, None).press("go").await;
    two.form(&format!("{work}/confirm-correction")).await.press("go").await;
    app.index().await;
    assert_eq!(app.get_json("/api/v1/questions?standing=answered_on_time").await["total"], 1);
    let public = app.get("/fr/questions/councillors/11/1234").await.text();
    assert!(public.contains("20 octobre 2026 au lieu du 22 octobre 2026"), "{public}");
}

#[apply(both_databases)]
async fn an_answer_recorded_by_mistake_is_annulled(app: TestApp) {
    app.set_clock("2026-12-02T10:00:00Z");
    let mut answered = referred("a", 1234, "2026-11-10", &ministries::health());
    answered["answers"] = json!([{ "kind": "final", "date": "2026-11-18", "texts": { "fr": "Un coquelicot." } }]);
    app.load(&[answered]).await;
    let work = format!("/fr/staff/questions/{}", app.code("a").await);
    let id = ministry(&app, &ministries::health()).await;
    let (one, two, us) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await, agent(&app, &[id]).await);
    let found = async || app.get_json("/api/v1/search?q=coquelicot").await["total"].clone();
    assert_eq!((found().await, lane(&us.get("/fr/staff/board").await, "overdue").len()), (json!(1), 0));
    assert!(one.get(&work).await.text().contains("Annuler une réponse enregistrée par erreur"));
    let page = one.get(&format!("{work}/undo-answer")).await;
    assert!(page.text().contains("Conséquence") && page.text().contains("Hors délai de 2 jours"), "{}", page.text());
    let silent = one.form_in(&page, None).press("go").await;
    assert_eq!((silent.status.as_u16(), app.number("SELECT COUNT(*) FROM correction_request").await), (422, 0));
    assert_eq!(silent.all(".compared, button[value=go]").len(), 2, "what it would change is there still: {}", silent.text());
    let requested = one.form_in(&page, None).fill("reason", "Elle répond à une autre question").press("go").await;
    assert_eq!(requested.texts(".flash").len(), 1, "{}", requested.text());
    let page = two.get(&format!("{work}/confirm-correction")).await;
    let said = "Annulation de la réponse du 18 novembre 2026";
    assert!(page.text().contains(said) && page.text().contains("Elle répond à une autre question"), "{}", page.text());
    two.form_in(&page, None).press("go").await;
    app.index().await;

    for (locale, words) in [
        ("fr", ["Réponse annulée : elle avait été enregistrée par erreur.", said, "Cette question n’a pas encore reçu de réponse."]),
        ("ar", ["جواب ملغى: كان قد سُجّل خطأً.", "إلغاء الجواب (18 نونبر 2026)", "لم يجب عن هذا السؤال بعد."]),
    ] {
        let page = app.get(&format!("/{locale}/questions/councillors/11/1234")).await.text();
        assert!(page.contains("Un coquelicot.") && page.contains("Elle répond à une autre question"), "{page}");
        assert!(words.iter().all(|words| page.contains(words)), "{page}");
    }
    for list in ["/fr/questions?standing=overdue", "/fr/search?standing=overdue"] {
        assert_eq!(app.get(list).await.subjects(), ["Sujet a"], "{list}");
    }
    assert_eq!((found().await, lane(&us.get("/fr/staff/board").await, "overdue")), (json!(0), vec!["Sujet a".to_owned()]));
    for page in [app.get("/fr/questions/councillors/11/1234").await, one.get(&work).await] {
        let notice = page.texts(".answer .notice").concat();
        assert!(notice.ends_with("Motif : Elle répond à une autre question"), "the note says why: {notice}");
        assert!(page.all(".answer > header .tag.green").is_empty(), "what counts no more is not shown as an answer");
    }
    let page = one.get(&work).await.text();
    assert!(page.contains("Réponse annulée") && !page.contains("Annuler une réponse enregistrée par erreur"), "{page}");
    assert!(two.get(&format!("{work}/history")).await.text().contains(said));
}
