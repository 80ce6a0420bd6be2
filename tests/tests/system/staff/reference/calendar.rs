//! Holidays and rules: the deadlines that are shown to move are those that move.

use jawab_tests::{
    Client, Page, TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

use super::{Dated, faults, one};

const NEW: &str = "/fr/staff/reference/holidays/new";

/// Questions under a rule of five working days: three open, one of them late already, and one answered.
async fn load(app: &TestApp) {
    app.execute("UPDATE deadline_rule SET counting = 'working', days = 5").await;
    let question = |n: i32, on: &str, more: serde_json::Value| {
        let mut fields =
            json!({ "legislature": 11, "number": n, "deposited_on": on, "transmitted_on": on, "ministry": ministries::health() });
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        record(&format!("t:{n}"), fields)
    };
    app.load(&[
        question(1, "2026-11-19", json!({})),
        question(2, "2026-11-20", json!({ "subject": { "ar": "سؤال عن الأجل" } })),
        question(3, "2026-10-01", json!({})),
        question(4, "2026-11-19", json!({ "answer": { "date": "2026-11-20", "texts": { "fr": "Oui." } } })),
    ])
    .await;
}

async fn dues(app: &TestApp) -> Vec<String> {
    app.strings("SELECT CAST(due_on AS TEXT) FROM question ORDER BY number").await
}

async fn preview(client: &Client, day: &str) -> Page {
    let form = client.form(NEW).await.on("on", day).fill("name-fr", "Jour décrété").fill("source-fr", "Décret");
    form.press("check").await
}

#[apply(both_databases)]
async fn a_holiday_moves_exactly_what_was_shown(app: TestApp) {
    load(&app).await;
    let before = dues(&app).await;
    assert_eq!(before, ["2026-11-26", "2026-11-27", "2026-10-08", "2026-11-26"]);
    let administrator = app.administrator().await;
    let shown = preview(&administrator, "2026-11-24").await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    assert_eq!(dues(&app).await, before, "a preview moves nothing");
    assert_eq!(app.number("SELECT COUNT(*) FROM holiday WHERE on_day = '2026-11-24'").await, 0);
    let text = shown.text();
    assert!(text.contains("2 échéances changeraient, pour 2 questions en cours."), "{text}");
    let times = shown.attributes(".list .item time", "datetime");
    assert_eq!(times, ["2026-11-26", "2026-11-27", "2026-11-27", "2026-11-30"], "{text}");
    let without = administrator.form_in(&shown, None).send().await;
    assert_eq!(faults(&without), ["why"], "those who are affected are told why");
    let long = administrator.form_in(&without, None).fill("why", &"a".repeat(1_001)).send().await;
    assert!(faults(&long) == ["why"] && long.text().contains("Le texte est trop long"), "{}", long.text());
    let form = administrator.form_in(&without, None).fill("why", "Décret du 20 novembre");
    let once = form.value("once");
    let done = form.submit().await;
    assert_eq!((done.status.as_u16(), done.texts(".flash")), (200, vec!["Enregistré.".to_owned()]), "{}", done.text());
    assert_eq!(dues(&app).await, ["2026-11-27", "2026-11-30", "2026-10-08", "2026-11-26"]);
    let parts = app.strings("SELECT CAST(due_on AS TEXT) FROM attribution ORDER BY question_id").await;
    assert_eq!(parts, dues(&app).await);
    app.index().await;
    let events = "SELECT reason FROM event WHERE kind = 'deadline_moved' ORDER BY question_id";
    assert_eq!(app.strings(events).await, ["Décret du 20 novembre"; 2]);
    let page = app.get("/fr/questions/representatives/11/1").await;
    assert!(page.text().contains("27 novembre 2026") && page.text().contains("Jour décrété"), "{}", page.text());
    assert!(page.text().contains("5 jours ouvrables après la transmission"), "{}", page.text());
    let arabic = app.get("/ar/questions/representatives/11/1").await;
    assert!(arabic.text().contains("5 أيام عمل بعد تاريخ الإحالة"), "{}", arabic.text());
    let clerk = app.clerk(jawab_domain::Chamber::Representatives).await;
    for number in [1, 2] {
        let code = one(&app, &format!("SELECT code FROM question WHERE number = {number}")).await;
        let history = clerk.get(&format!("/fr/staff/questions/{code}/history")).await;
        assert!(history.text().contains("Échéance déplacée") && history.text().contains("Décret du 20 novembre"), "{}", history.text());
    }
    let again = administrator.form_in(&without, None).fill("why", "Décret du 20 novembre").fill("once", &once).send().await;
    assert_eq!(again.status, 303, "the second post of the same form leads where the first did");
    assert_eq!(app.strings(events).await.len(), 2);
}

#[apply(both_databases)]
async fn what_changed_meanwhile_is_shown_anew(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    let shown = preview(&administrator, "2026-11-24").await;
    app.load(&[record(
        "t:5",
        json!({ "legislature": 11, "number": 5, "deposited_on": "2026-11-20", "transmitted_on": "2026-11-20", "ministry": ministries::education() }),
    )])
    .await;
    let anew = administrator.form_in(&shown, None).fill("why", "Décret").send().await;
    assert_eq!(anew.status, 409);
    assert!(anew.text().contains("3 échéances changeraient") && anew.text().contains("la situation a changé"), "{}", anew.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM holiday WHERE on_day = '2026-11-24'").await, 0, "nothing was saved");
    let done = administrator.form_in(&anew, None).fill("why", "Décret").submit().await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM event WHERE kind = 'deadline_moved'").await, 3);
    app.index().await;
}

#[apply(both_databases)]
async fn a_new_version_of_the_rule_ends_the_one_before(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    let form = administrator.form("/fr/staff/reference/rules/new").await;
    assert_eq!((form.value("days"), form.value("counting")), ("5".into(), "working".into()), "as the latest is");
    let form = form.on("from", "2026-11-20").fill("days", "10").fill("source-fr", "Loi organique");
    let shown = form.press("check").await;
    assert_eq!(shown.attributes(".list .item time", "datetime"), ["2026-11-27", "2026-12-04"], "{}", shown.text());
    let done = administrator.form_in(&shown, None).fill("why", "Loi organique").submit().await;
    assert_eq!(done.status, 200, "{}", done.text());
    app.index().await;
    assert_eq!(dues(&app).await, ["2026-11-26", "2026-12-04", "2026-10-08", "2026-11-26"], "a question keeps the rule of its time");
    let rules = "SELECT CAST(version AS TEXT) || ' ' || COALESCE(CAST(valid_to AS TEXT), '-') FROM deadline_rule ORDER BY version";
    assert_eq!(app.strings(rules).await, ["1 2026-11-19", "2 -"]);
    assert_eq!(
        one(&app, "SELECT CAST(r.version AS TEXT) FROM question q JOIN deadline_rule r ON r.id = q.deadline_rule_id WHERE number = 2")
            .await,
        "2"
    );
    let early = administrator.form("/fr/staff/reference/rules/new").await.on("from", "2026-11-20").press("check").await;
    assert_eq!(faults(&early), ["from"]);
    let mut never = administrator.form("/fr/staff/reference/rules/new").await.on("from", "2026-12-01").fill("weekend", "1");
    for day in 2..=7 {
        never = never.tick("weekend", &day.to_string());
    }
    assert_eq!(faults(&never.press("check").await), ["weekend"]);
}

#[apply(both_databases)]
async fn a_version_of_the_rule_is_corrected_by_another_in_its_place(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    let list = "/fr/staff/reference/rules";
    let form = administrator.form(&format!("{list}/new")).await.on("from", "2026-11-20").fill("days", "10");
    let shown = form.fill("source-fr", "Loi organique").press("check").await;
    let said = "Enregistrer et déplacer 1 échéance";
    assert_eq!(shown.texts("main form .actions button")[0], said, "the button names the act");
    let done = administrator.form_in(&shown, None).fill("why", "Loi organique").submit().await;
    let at = format!("{list}/2");
    assert!(done.attributes(".list a", "href").contains(&at), "{}", done.text());
    let form = administrator.form(&at).await;
    assert_eq!((form.value("days"), form.has("from-day")), ("10".into(), false), "its Chambers and its first day stay");
    let shown = form.fill("days", "5").press("check").await;
    assert_eq!(shown.attributes(".list .item time", "datetime"), ["2026-12-04", "2026-11-27"], "{}", shown.text());
    assert_eq!(shown.texts("main form .actions button")[0], said);
    assert_eq!(dues(&app).await[1], "2026-12-04", "a preview moves nothing");
    let done = administrator.form_in(&shown, None).fill("why", "Erreur de saisie").submit().await;
    assert_eq!(done.texts(".flash"), ["Enregistré."], "{}", done.text());
    app.index().await;
    assert_eq!(dues(&app).await, ["2026-11-26", "2026-11-27", "2026-10-08", "2026-11-26"]);
    let of = "SELECT CAST(r.version AS TEXT) FROM question q JOIN deadline_rule r ON r.id = q.deadline_rule_id WHERE number = 2";
    assert_eq!(one(&app, of).await, "3");
    assert!(done.text().contains("Remplacée par la version 3.") && !done.attributes(".list a", "href").contains(&at), "{}", done.text());
    assert_eq!(administrator.get_once(&at).await.status, 404, "what was corrected is corrected in the version that took its place");
    assert_eq!(administrator.form(&format!("{list}/3")).await.value("days"), "5");
}

#[apply(both_databases)]
async fn the_first_version_of_the_rule_is_corrected_though_it_has_no_first_day(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    let list = "/fr/staff/reference/rules";
    let page = administrator.get(&format!("{list}/1")).await;
    assert!(page.text().contains("Les deux Chambres, quelle que soit la date de transmission"), "{}", page.text());
    let shown = administrator.form_in(&page, None).fill("days", "10").press("check").await;
    assert_eq!(shown.texts("main form .actions button")[0], "Enregistrer et déplacer 3 échéances", "{}", shown.text());
    let done = administrator.form_in(&shown, None).fill("why", "Erreur de saisie").submit().await;
    assert_eq!(done.texts(".flash"), ["Enregistré."], "{}", done.text());
    app.index().await;
    assert_eq!(dues(&app).await, ["2026-12-03", "2026-12-04", "2026-10-15", "2026-11-26"], "what was answered keeps its deadline");
    assert_eq!(app.number("SELECT COUNT(*) FROM deadline_rule WHERE valid_from IS NULL AND valid_to IS NULL").await, 2);
    assert_eq!(administrator.get_once(&format!("{list}/1")).await.status, 404);

    let undated = administrator.form(&format!("{list}/new")).await.press("check").await;
    assert_eq!(faults(&undated), ["from"], "a version that follows begins on a day");
}

#[apply(both_databases)]
async fn a_corrected_version_is_shown_with_the_days_that_it_keeps(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    let list = "/fr/staff/reference/rules";
    let form = administrator.form(&format!("{list}/new")).await.on("from", "2026-11-20").fill("days", "10");
    let shown = form.fill("source-fr", "Loi organique").press("check").await;
    administrator.form_in(&shown, None).fill("why", "Loi organique").submit().await;
    let days = "jusqu’au 19 novembre 2026";
    let page = administrator.get(&format!("{list}/1")).await;
    assert!(page.text().contains(&format!("Les deux Chambres, {days}")), "{}", page.text());
    let form = administrator.form_in(&page, None).fill("days", "7");
    let again = form.fill("source-fr", "").fill("source-ar", "").press("check").await;
    assert!(again.status == 422 && again.text().contains(days), "{}", again.text());
    let form = administrator.form_in(&again, None).fill("source-fr", "Loi organique");
    let shown = form.press("check").await;
    assert!(shown.texts("#effect").concat().contains(days), "{}", shown.text());
    let done = administrator.form_in(&shown, None).fill("why", "Erreur de saisie").submit().await;
    assert_eq!(done.texts(".flash"), ["Enregistré."], "{}", done.text());
    app.index().await;
    let rules = "SELECT CAST(version AS TEXT) || ' ' || COALESCE(CAST(valid_to AS TEXT), '-') FROM deadline_rule ORDER BY version";
    assert_eq!(app.strings(rules).await, ["1 2026-11-19", "2 -", "3 2026-11-19"]);
}

#[apply(both_databases)]
async fn a_holiday_is_moved_and_taken_away(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    let shown = preview(&administrator, "2026-11-24").await;
    assert_eq!(administrator.form_in(&shown, None).fill("why", "Décret").submit().await.status, 200);
    app.index().await;
    let at = "/fr/staff/reference/holidays/2026-11-24";
    let moved = administrator.form(at).await.on("on", "2026-11-27").press("check").await;
    assert!(moved.text().contains("au lieu du 24 novembre 2026"), "{}", moved.text());
    assert_eq!(moved.attributes(".list .item time", "datetime"), ["2026-11-27", "2026-11-26"], "{}", moved.text());
    let back = administrator.form_in(&moved, None).press("back").await;
    assert_eq!(administrator.form_in(&back, None).value("on-day"), "27", "what was typed is still there");
    let shown = administrator.form(at).await.press("remove").await;
    assert!(shown.text().contains("Supprimer un jour férié"), "{}", shown.text());
    let shown = administrator.form_in(&shown, None).fill("why", "Décret").enter().await;
    assert!(shown.text().contains("Supprimer un jour férié"), "Enter in the reason shows it again: {}", shown.text());
    assert_eq!(administrator.form_in(&shown, None).value("why"), "Décret");
    let form = administrator.form_in(&shown, None).fill("why", "Décret retiré");
    let once = form.value("once");
    assert_eq!(form.send().await.status, 303);
    assert_eq!(dues(&app).await, ["2026-11-26", "2026-11-27", "2026-10-08", "2026-11-26"]);
    let again = administrator.form_in(&shown, None).fill("why", "Décret retiré").fill("once", &once).send().await;
    assert_eq!(again.status, 303, "gone, and yet the second post is answered as the first");
    assert_eq!(administrator.get_once(at).await.status, 404);
    app.index().await;
}

#[apply(both_databases)]
async fn a_calendar_that_moves_nothing_says_so(app: TestApp) {
    app.load(&[record("t:1", json!({ "deposited_on": "2026-11-19", "transmitted_on": "2026-11-19", "ministry": ministries::health() }))])
        .await;
    let administrator = app.administrator().await;
    let shown = preview(&administrator, "2026-11-24").await;
    assert!(shown.text().contains("Aucune échéance en cours ne changerait."), "{}", shown.text());
    assert_eq!(administrator.form_in(&shown, None).submit().await.status, 200, "then no reason is asked for");
    let taken = preview(&administrator, "2026-11-24").await;
    assert_eq!(faults(&taken), ["on"]);
    let unsourced = administrator.form(NEW).await.on("on", "2026-11-25").fill("name-ar", "عطلة").press("check").await;
    assert_eq!(faults(&unsourced), ["source"]);
}
