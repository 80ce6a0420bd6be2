//! Who prepares an answer and by when, inside the ministry: nothing of it is lost, and who left is named.

use jawab_tests::{TestApp, apply, both_databases, records::ministries};

use super::{agent, ministry, referred, slug};
use crate::staff::reference::Dated as _;

/// The internal deadlines, in the order of the questions.
const DAYS: &str = "SELECT COALESCE(CAST(internal_due_on AS TEXT), '-') FROM ministry_work ORDER BY question_id";

#[apply(both_databases)]
async fn assigning_many_leaves_internal_deadlines_unless_a_day_is_given(app: TestApp) {
    let health = ministries::health();
    app.load(&[referred("a", 1, "2026-11-10", &health), referred("b", 2, "2026-11-12", &health)]).await;
    let id = ministry(&app, &health).await;
    let (us, other) = (agent(&app, &[id]).await, agent(&app, &[id]).await);
    let (me, them) = (app.account_code(us.account).await, app.account_code(other.account).await);
    let (a, b, slug) = (app.code("a").await, app.code("b").await, slug(&app, id).await);
    let at = format!("/fr/staff/answers/{a}/{slug}");
    us.form_to(&at, "/assign").await.fill("assigned", &me).on("internal", "2026-11-25").submit().await;

    let to_them = async |day: Option<&str>| {
        let form = us.form_to("/fr/staff/board", "/assign").await.fill("part", &format!("{a}:{slug}")).tick("part", &format!("{b}:{slug}"));
        let form = form.fill("assigned", &them);
        let form = if let Some(day) = day { form.on("internal", day) } else { form };
        us.follow(form.send().await).await
    };
    let done = to_them(None).await;
    assert_eq!(done.texts(".flash"), ["L’attribution est enregistrée."], "{}", done.text());
    assert_eq!(app.strings(DAYS).await, ["2026-11-25", "-"], "what is left empty takes nothing away");
    assert_eq!(app.number(&format!("SELECT COUNT(*) FROM ministry_work WHERE assigned_to = {}", other.account)).await, 2);
    let told = us.get(&at).await.texts("section[aria-labelledby=assign] li");
    assert!(told.len() == 2 && told.iter().all(|line| line.ends_with("Échéance interne : 25 novembre 2026")), "{told:?}");

    let past = to_them(Some("2026-11-20")).await;
    assert_eq!((past.status.as_u16(), past.attributes(".error-summary a", "href")), (422, vec!["#f-internal".to_owned()]));
    assert!(past.text().contains("ne peut pas précéder le 21 novembre 2026"), "{}", past.text());
    assert_eq!(app.strings(DAYS).await, ["2026-11-25", "-"]);

    let late = to_them(Some("2026-12-15")).await;
    assert!(late.texts(".flash").concat().contains("postérieure à l’échéance légale"), "{}", late.text());
    assert_eq!(late.text().matches("(après l’échéance légale)").count(), 2, "{}", late.text());
    let page = us.get(&at).await;
    let warning = "L’échéance interne, le 15 décembre 2026, est postérieure à l’échéance légale du 30 novembre 2026.";
    assert!(page.texts(".notice").contains(&warning.to_owned()), "{}", page.text());
    let arabic = us.get(&at.replace("/fr/", "/ar/")).await;
    assert!(arabic.texts(".notice").concat().contains("يقع بعد الأجل القانوني"), "{}", arabic.text());
}

#[apply(both_databases)]
async fn a_passed_internal_deadline_stays_until_it_is_emptied(app: TestApp) {
    let health = ministries::health();
    app.load(&[referred("a", 1, "2026-11-10", &health)]).await;
    let id = ministry(&app, &health).await;
    let us = agent(&app, &[id]).await;
    let (me, at) = (app.account_code(us.account).await, format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(&app, id).await));
    let past = us.form_to(&at, "/assign").await.fill("assigned", &me).on("internal", "2001-01-01").send().await;
    assert_eq!((past.status.as_u16(), past.attributes(".error-summary a", "href")), (422, vec!["#f-internal".to_owned()]));
    us.form_to(&at, "/assign").await.fill("assigned", &me).on("internal", "2026-11-22").submit().await;
    app.set_clock("2026-11-24T10:00:00Z");
    let later = agent(&app, &[id]).await;
    let them = app.account_code(later.account).await;
    let page = later.form_to(&at, "/assign").await.fill("assigned", &them).submit().await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
    assert_eq!(app.strings(DAYS).await, ["2026-11-22"], "who else prepares it changes no day");
    let form = later.form_to(&at, "/assign").await.fill("internal-day", "").fill("internal-month", "").fill("internal-year", "");
    let page = form.submit().await;
    assert_eq!(app.strings(DAYS).await, ["-"]);
    let told = page.texts("section[aria-labelledby=assign] li");
    assert!(told[0].ends_with("Sans échéance interne") && told[1].ends_with("Échéance interne : 22 novembre 2026"), "{told:?}");
}

#[apply(both_databases)]
async fn who_left_the_ministry_is_named_with_what_they_were_given(app: TestApp) {
    let (health, secretariat) = (ministries::health(), ministries::secretariat());
    app.load(&[referred("a", 1, "2026-11-10", &health), referred("b", 2, "2026-11-10", &secretariat)]).await;
    let (id, elsewhere) = (ministry(&app, &health).await, ministry(&app, &secretariat).await);
    let (us, them, administrator) = (agent(&app, &[id]).await, agent(&app, &[id]).await, app.administrator().await);
    let at = format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(&app, id).await);
    let code = app.account_code(them.account).await;
    us.form_to(&at, "/assign").await.fill("assigned", &code).submit().await;

    let account = format!("/fr/staff/accounts/{code}");
    for address in [account.clone(), format!("{account}/disable")] {
        let page = administrator.get(&address).await;
        assert!(page.text().contains("1 question en attente de réponse est attribuée à cette personne"), "{address}: {}", page.text());
    }
    let ours = administrator.get(&format!("/fr/staff/accounts/{}", app.account_code(us.account).await)).await;
    assert!(!ours.text().contains("en attente de réponse"), "{}", ours.text());

    let named = async |expected: bool| {
        for address in [at.as_str(), "/fr/staff/board", "/fr/staff/board.csv"] {
            let page = us.get(address).await;
            assert_eq!(page.body.contains("(ne travaille plus pour ce département)"), expected, "{address}: {}", page.body);
        }
    };
    named(false).await;
    let moved = administrator.form(&account).await.untick("ministries").tick("ministries", &elsewhere.to_string()).submit().await;
    assert!(moved.all(".error-summary").is_empty(), "{}", moved.text());
    named(true).await;
    app.execute(&format!("UPDATE account_ministry SET ministry_id = {id} WHERE account_id = {}", them.account)).await;
    named(false).await;
    app.execute(&format!("UPDATE account SET disabled_at = created_at WHERE id = {}", them.account)).await;
    named(true).await;
}
