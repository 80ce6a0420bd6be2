//! The end of a legislature: after its last day, by two, undone within a day.

use jawab_domain::Chamber;
use jawab_tests::{
    Client, Page, TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

use super::{Dated, faults};

const ALL: &str = "SELECT COUNT(*) FROM question WHERE status = 'lapsed'";

async fn load(app: &TestApp) {
    let question = |n: i32, legislature: i32, chamber: &str, transmitted: Option<&str>, deposited: &str| {
        let fields = json!({ "legislature": legislature, "number": n, "chamber": chamber, "deposited_on": deposited,
                             "transmitted_on": transmitted, "ministry": ministries::health() });
        record(&format!("t:{chamber}:{legislature}:{n}"), fields)
    };
    let mut elsewhere = question(4, 12, "representatives", Some("2026-09-02"), "2026-09-01");
    elsewhere["ministry"] = ministries::secretariat();
    let all = [
        question(1, 11, "representatives", Some("2026-09-02"), "2026-09-01"),
        question(2, 11, "representatives", None, "2026-09-01"),
        question(3, 11, "representatives", Some("2026-11-10"), "2026-09-01"),
        elsewhere,
        question(1, 11, "councillors", Some("2026-09-02"), "2026-09-01"),
    ];
    app.load(&all).await;
}

/// Says when the eleventh legislature ended.
async fn ends(app: &TestApp, on: &str) {
    let row = format!("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', {on})");
    app.execute(&format!("{row} ON CONFLICT (ordinal) DO UPDATE SET ends_on = {on}")).await;
}

async fn check(who: &Client, reason: &str) -> Page {
    let form = who.form("/fr/staff/lapse").await.fill("chamber", "representatives").fill("legislature", "11").on("on", "2026-10-01");
    form.fill("reason", reason).press("check").await
}

/// Asks for the end of the representatives' questions; the address of what waits.
async fn asked(app: &TestApp, who: &Client) -> String {
    let shown = check(who, "Fin de la législature").await;
    let done = who.form_in(&shown, None).press("confirm").await;
    assert!(done.text().contains("La demande est enregistrée"), "{}", done.text());
    format!("/fr/staff/lapse/{}", app.number("SELECT MAX(id) FROM legislature_lapse").await)
}

#[apply(both_databases)]
async fn nothing_lapses_before_the_last_day(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    ends(&app, "NULL").await;
    let unknown = check(&administrator, "Fin").await;
    assert_eq!(faults(&unknown), ["legislature"]);
    assert!(unknown.text().contains("n’est pas enregistré"), "{}", unknown.text());
    ends(&app, "'2026-11-21'").await;
    assert!(check(&administrator, "Fin").await.text().contains("dure jusqu’au 21 novembre 2026"));
    ends(&app, "'2026-10-02'").await;
    assert_eq!(faults(&check(&administrator, "Fin").await), ["on"]);
    ends(&app, "'2026-10-01'").await;
    assert_eq!(faults(&check(&administrator, "").await), ["reason"]);
    assert_eq!(check(&administrator, "Fin").await.status, 200);
    let clerk = app.clerk(Chamber::Representatives).await;
    assert!(!clerk.get("/fr/staff/questions").await.body.contains("/staff/lapse"), "it is not beside a new question");
}

#[apply(both_databases)]
async fn what_lapses_is_what_two_have_seen(app: TestApp) {
    load(&app).await;
    ends(&app, "'2026-10-01'").await;
    let (administrator, clerk) = (app.administrator().await, app.clerk(Chamber::Representatives).await);
    let shown = check(&administrator, "Fin de la législature").await;
    let text = shown.text();
    assert!(text.contains("1 question transmise et sans réponse") && text.contains("1 question déposée"), "{text}");
    assert!(text.contains("1 question ouverte resterait telle quelle"), "{text}");
    assert!(text.contains("les demandes de réattribution et de rectification de ces questions sont closes"), "{text}");
    let (lapsing, staying) = (shown.texts("[aria-labelledby=lapsing] h3"), shown.texts("[aria-labelledby=staying] h3"));
    assert_eq!((lapsing.len(), staying), (2, vec!["Sujet t:representatives:11:3".to_owned()]), "{text}");
    let links = shown.attributes("[aria-labelledby=staying] h3 a", "href");
    assert_eq!(links, [format!("/fr/staff/questions/{}", app.code("t:representatives:11:3").await)]);
    app.execute("UPDATE question SET status = 'withdrawn', ended_on = '2026-09-30', due_on = NULL, version = version + 1 WHERE number = 2")
        .await;
    let anew = administrator.form_in(&shown, None).press("confirm").await;
    assert_eq!(anew.status, 409, "{}", anew.text());
    let form = administrator.form_in(&anew, None);
    let once = form.value("once");
    assert_eq!(form.press("confirm").await.status, 200);
    assert_eq!(administrator.form_in(&anew, None).fill("once", &once).press("confirm").await.status, 200);
    assert_eq!((app.number("SELECT COUNT(*) FROM legislature_lapse").await, app.number(ALL).await), (1, 0), "one person ends nothing");
    let at = format!("/fr/staff/lapse/{}", app.number("SELECT id FROM legislature_lapse").await);
    let own = administrator.get(&at).await;
    assert!(own.text().contains("Retirer ma demande") && own.all("input[name=typed]").is_empty(), "{}", own.text());
    let forged = [("do", "confirm"), ("once", "x"), ("shown", "1"), ("typed", "1")];
    assert_eq!(administrator.post(&at, &forged).await.status, 422);
    assert!(clerk.get("/fr/staff/chamber").await.text().contains("attend votre décision"));
    assert_eq!(app.clerk(Chamber::Councillors).await.get(&at).await.status, 404);
    let page = clerk.get(&at).await;
    assert_eq!(page.texts("[aria-labelledby=staying] h3"), ["Sujet t:representatives:11:3"], "{}", page.text());
    let form = clerk.form_in(&page, None);
    assert_eq!(faults(&form.fill("typed", "12").press("confirm").await), ["typed"]);
    let why_not = clerk.form(&at).await.fill("typed", "1").fill("reason", "La session continue.").press("confirm").await;
    assert_eq!((faults(&why_not), clerk.form_in(&why_not, None).value("reason")), (vec!["reason".into()], "La session continue.".into()));
    assert!(why_not.text().contains("Un motif de refus est écrit"), "{}", why_not.text());
    assert_eq!(app.number(ALL).await, 0);
    let page = clerk.get(&at).await;
    let form = clerk.form_in(&page, None).fill("typed", " ١");
    let once = form.value("once");
    let done = form.press("confirm").await;
    assert!(done.text().contains("Les questions sont devenues caduques"), "{}", done.text());
    assert_eq!(clerk.form_in(&page, None).fill("typed", " ١").fill("once", &once).press("confirm").await.status, 200, "once");
    assert_eq!(app.strings("SELECT source_id FROM question WHERE status = 'lapsed'").await, ["t:representatives:11:1"]);
    app.index().await;
    assert!(app.get("/fr/questions/representatives/11/1").await.text().contains("caduque"));
}

#[apply(both_databases)]
async fn nothing_lapses_before_what_happened_to_it(app: TestApp) {
    load(&app).await;
    let held = |n: i32, on: &str| {
        let answers = json!([{ "kind": "holding", "date": on, "texts": { "fr": "Bientôt." } }]);
        let fields = json!({ "legislature": 11, "number": n, "deposited_on": "2026-09-01", "transmitted_on": "2026-09-02",
                             "ministry": ministries::health(), "answers": answers });
        record(&format!("t:held:{n}"), fields)
    };
    app.load(&[held(5, "2026-10-01"), held(6, "2026-10-02")]).await;
    ends(&app, "'2026-10-01'").await;
    let (one, two) = (app.clerk(Chamber::Representatives).await, app.clerk(Chamber::Representatives).await);
    let shown = check(&one, "Fin de la législature").await.text();
    assert!(shown.contains("2 questions transmises") && shown.contains("2 questions ouvertes resteraient telles quelles"), "{shown}");
    let at = asked(&app, &one).await;
    two.form(&at).await.fill("typed", "3").press("confirm").await;
    let open = app.strings("SELECT source_id FROM question WHERE status = 'transmitted' AND chamber = 'representatives' ORDER BY 1").await;
    assert_eq!((app.number(ALL).await, open.concat()), (3, "t:held:6t:representatives:11:3t:representatives:12:4".into()));
    app.index().await;
}

#[apply(both_databases)]
async fn a_lapse_is_undone_within_a_day_but_for_what_was_touched(app: TestApp) {
    load(&app).await;
    ends(&app, "'2026-10-01'").await;
    let (one, two) = (app.clerk(Chamber::Representatives).await, app.clerk(Chamber::Representatives).await);
    let of = "SELECT source_id || ' ' || status || ' ' || COALESCE(CAST(due_on AS TEXT), '-') || ' ' || CAST(due_order AS TEXT) \
              || ' ' || COALESCE(CAST(ended_on AS TEXT), '-') FROM question ORDER BY id";
    let before = app.strings(of).await;
    let ministry = app.number("SELECT ministry_id FROM attribution WHERE due_on IS NOT NULL ORDER BY id").await;
    let other = app.number(&format!("SELECT MAX(id) FROM ministry WHERE id <> {ministry}")).await;
    let first = app.id("t:representatives:11:1").await;
    app.execute(&format!(
        "INSERT INTO transfer_request (question_id, from_ministry_id, to_ministry_id, reason, asked_by, asked_at) \
         VALUES ({first}, {ministry}, {other}, 'Pas à nous', 'account:9', '2026-11-20 10:00:00+00:00')"
    ))
    .await;
    app.execute(&format!(
        "INSERT INTO correction_request (question_id, kind, on_day, reason, asked_by, asked_at) \
         VALUES ({first}, 'transmitted', '2026-09-03', 'Lettre', 'account:9', '2026-11-20 10:00:00+00:00')"
    ))
    .await;
    let at = asked(&app, &one).await;
    two.form(&at).await.fill("typed", "2").press("confirm").await;
    assert_eq!((app.number(ALL).await, app.number("SELECT COUNT(*) FROM transfer_request WHERE decision IS NULL").await), (2, 0));
    assert_eq!(app.number("SELECT COUNT(*) FROM correction_request").await, 0, "nothing stands in the way of undoing one alone");
    assert_eq!(app.number(&format!("SELECT COUNT(*) FROM event WHERE kind = 'pending_closed' AND question_id = {first}")).await, 1);
    let page = one.get(&at).await;
    assert!(page.text().contains("sont à redemander"), "{}", page.text());
    for page in [&page, &one.get("/fr/staff/lapse").await] {
        assert!(page.text().contains("d’un seul geste jusqu’au 22 novembre 2026 à 10:00."), "{}", page.text());
    }
    assert_eq!(page.texts("h1"), ["Annuler une caducité de fin de législature"]);
    assert_eq!(faults(&one.form_in(&page, None).press("undo").await), ["reason"]);
    let done = one.form_in(&page, None).fill("reason", "Mauvaise Chambre").press("undo").await;
    assert!(done.text().contains("de nouveau telles qu’elles étaient"), "{}", done.text());
    app.index().await;
    assert_eq!(app.strings(of).await, before);
    assert_eq!(app.number("SELECT COUNT(*) FROM transfer_request WHERE decision IS NULL").await, 0, "it is to be asked again");
    assert!(app.get("/fr/questions/representatives/11/1").await.text().contains("Annulation de la caducité"));
    assert_eq!(app.get_json("/api/v1/questions?status=lapsed").await["total"], 0);
    for page in [one.get(&at).await, two.get("/fr/staff/lapse").await] {
        let said = ["Caducité annulée par", "21 novembre 2026 10:00", "Mauvaise Chambre"];
        assert!(page.status == 200 && said.iter().all(|said| page.text().contains(said)), "{}", page.text());
    }
    assert!(one.get(&at).await.all("main form.form").is_empty(), "it is done");
    let again = one.post(&at, &[("do", "undo"), ("once", "z"), ("reason", "Encore")]).await;
    assert_eq!((again.status.as_u16(), app.number(ALL).await), (422, 0), "{}", again.text());

    let at = asked(&app, &one).await;
    two.form(&at).await.fill("typed", "2").press("confirm").await;
    app.execute("UPDATE question SET version = version + 1 WHERE source_id = 't:representatives:11:2'").await;
    let page = one.get(&at).await;
    assert_eq!(page.texts(".effect p b")[0], "1 question", "{}", page.text());
    let left = "1 question, modifiée depuis ou dont une rectification est demandée, resterait telle quelle.";
    assert!(page.text().contains(left), "{}", page.text());
    assert_eq!(page.all("section[aria-labelledby=left] li").len(), 1, "it is named: {}", page.text());
    let done = one.form(&at).await.fill("reason", "Mauvaise Chambre").press("undo").await;
    assert!(done.texts(".flash").concat().contains("sauf celles qui avaient été modifiées depuis"), "{}", done.text());
    assert_eq!(app.strings("SELECT source_id FROM question WHERE status = 'lapsed'").await, ["t:representatives:11:2"]);
    app.index().await;

    let at = asked(&app, &one).await;
    two.form(&at).await.fill("typed", "1").press("confirm").await;
    app.index().await;
    app.set_clock("2026-11-22T10:00:01Z");
    let (one, late) = (app.clerk(Chamber::Representatives).await, [("do", "undo"), ("once", "y"), ("reason", "Trop tard")]);
    let refused = one.post(&at, &late).await;
    assert!(refused.status == 422 && refused.text().contains("Plus d’un jour est passé"), "{}", refused.text());
    assert!(one.get(&at).await.text().contains("elle ne peut plus être annulée d’un seul geste"), "it is shown all the same");
    assert_eq!(app.number(ALL).await, 2);
}

#[apply(both_databases)]
async fn what_changed_since_it_was_asked_for_is_said(app: TestApp) {
    load(&app).await;
    ends(&app, "'2026-10-01'").await;
    let (one, two) = (app.clerk(Chamber::Representatives).await, app.clerk(Chamber::Representatives).await);
    let at = asked(&app, &one).await;
    assert!(!two.get(&at).await.text().contains("La demande en comptait"));
    let second = "WHERE source_id = 't:representatives:11:2'";
    app.execute(&format!("UPDATE question SET status = 'withdrawn', ended_on = '2026-09-30', version = version + 1 {second}")).await;
    let said = "La demande en comptait 2 : il y en a maintenant 1 de moins.";
    let page = two.get(&at).await;
    for page in [&two.get("/fr/staff/lapse").await, &one.get(&at).await, &page] {
        assert!(page.text().contains(said) && page.text().contains("1 question"), "{}", page.text());
    }
    // What changes after it was shown is shown anew before anything ends.
    app.execute(&format!("UPDATE question SET status = 'deposited', ended_on = NULL, version = version + 1 {second}")).await;
    let anew = two.form_in(&page, None).fill("typed", "1").press("confirm").await;
    assert_eq!((anew.status.as_u16(), app.number(ALL).await), (409, 0), "{}", anew.text());
    assert!(anew.text().contains("2 questions") && !anew.text().contains("La demande en comptait"), "{}", anew.text());
    // Nor is a number asked for that is right no longer.
    app.execute(&format!("UPDATE question SET status = 'withdrawn', ended_on = '2026-09-30', version = version + 1 {second}")).await;
    let fewer = two.form_in(&anew, None).fill("typed", "1").press("confirm").await;
    assert_eq!((fewer.status.as_u16(), fewer.all(".error-summary").len(), app.number(ALL).await), (409, 0, 0), "{}", fewer.text());
    let form = two.form_in(&fewer, None);
    assert_eq!((form.value("shown"), form.value("typed")), ("1".into(), String::new()));
    assert_eq!(faults(&form.fill("typed", "2").press("confirm").await), ["typed"]);
    two.form_in(&fewer, None).fill("typed", "1").press("confirm").await;
    assert_eq!(app.number(ALL).await, 1);
    app.index().await;
}

#[apply(both_databases)]
async fn the_two_who_let_it_happen_are_told_that_it_was_undone(app: TestApp) {
    load(&app).await;
    ends(&app, "'2026-10-01'").await;
    let mut three = Vec::new();
    for _ in 0..3 {
        three.push(app.clerk(Chamber::Representatives).await);
    }
    let [one, two, other] = three.as_slice() else { panic!("three of them") };
    let undo = async |who: &Client| {
        let at = asked(&app, one).await;
        two.form(&at).await.fill("typed", "2").press("confirm").await;
        app.execute("DELETE FROM mail").await;
        let page = who.get(&at).await;
        assert!(page.text().contains("2 questions"), "{}", page.text());
        who.form_in(&page, None).fill("reason", "Mauvaise Chambre").press("undo").await;
        app.strings("SELECT address || ' ' || body FROM mail ORDER BY address").await
    };
    let told = undo(other).await;
    assert!(told.len() == 2 && [one, two].iter().all(|who| told.iter().any(|mail| mail.starts_with(&who.address))), "{told:?}");
    for words in ["Amina Zahraoui", "Mauvaise Chambre", "2 questions sont de nouveau telles qu’elles étaient."] {
        assert!(told.iter().all(|mail| mail.contains(words)), "{words}: {told:?}");
    }
    let noted = app.strings("SELECT data FROM audit WHERE action = 'legislature.lapse_undone'").await.concat();
    for who in [one, two] {
        assert!(noted.contains(&format!("\"account:{}\"", who.account)), "{noted}");
    }
    let told = undo(two).await;
    assert!(told.len() == 1 && told[0].starts_with(&one.address), "nobody is told of their own act: {told:?}");
    app.index().await;
}

#[apply(both_databases)]
async fn a_clerk_ends_only_the_own_chamber(app: TestApp) {
    load(&app).await;
    ends(&app, "'2026-10-01'").await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let form = clerk.form("/fr/staff/lapse").await.fill("legislature", "11").on("on", "2026-10-01").fill("reason", "Fin");
    assert_eq!(form.value("chamber"), "councillors");
    let shown = form.press("check").await;
    assert_eq!(shown.all(".list .item").len(), 1, "{}", shown.text());
    let other = clerk.form("/fr/staff/lapse").await.fill("legislature", "11").on("on", "2026-10-01").fill("reason", "Fin");
    assert_eq!(other.fill("chamber", "representatives").press("check").await.status, 403);
    let forged = clerk.form_in(&shown, None).fill("chamber", "representatives").fill("shown", "2").press("confirm").await;
    assert_eq!(forged.status, 403);
    assert_eq!(app.number("SELECT COUNT(*) FROM legislature_lapse").await, 0);
}
