//! A user's own settings: what changes nothing writes no audit entry, and nobody fills the record by changing them back and
//! forth.

use jawab_domain::Chamber;
use jawab_tests::{
    Client, TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

const LANGUAGE: &str = "/fr/staff/account/language";
const MAIL: &str = "/fr/staff/board/notices/mail";
const CALENDAR: &str = "/fr/staff/board/notices/calendar";

/// Agents of a ministry.
async fn agents<const N: usize>(app: &TestApp) -> [Client; N] {
    app.load(&[record("a", json!({ "ministry": ministries::health() }))]).await;
    let ministry = app.number("SELECT MIN(id) FROM ministry").await;
    let mut all = Vec::new();
    for _ in 0..N {
        all.push(app.agent(&[ministry]).await);
    }
    all.try_into().unwrap_or_else(|_| panic!("as many as are asked for"))
}

async fn lines(app: &TestApp) -> Vec<String> {
    let of = "action LIKE 'digest.%' OR action LIKE 'calendar.%' OR action = 'account.language_changed'";
    app.strings(&format!("SELECT action FROM audit WHERE {of} ORDER BY id")).await
}

async fn language(who: &Client, locale: &str) -> u16 {
    who.post(LANGUAGE, &[("locale", locale)]).await.status.as_u16()
}

async fn mail(who: &Client, wanted: &str) -> u16 {
    who.post(MAIL, &[("wanted", wanted)]).await.status.as_u16()
}

#[apply(both_databases)]
async fn a_setting_that_is_so_already_leaves_no_line(app: TestApp) {
    let [agent] = agents(&app).await;
    let now = app.strings(&format!("SELECT locale FROM account WHERE id = {}", agent.account)).await.remove(0);
    let wanted =
        if app.number(&format!("SELECT COUNT(*) FROM account WHERE id = {} AND digest", agent.account)).await == 1 { "yes" } else { "no" };
    for _ in 0..3 {
        assert_eq!((language(&agent, &now).await, mail(&agent, wanted).await), (303, 303));
        assert_eq!(agent.post("/fr/staff/board/notices/revoke", &[]).await.status, 303, "there is none to take away");
    }
    assert_eq!(lines(&app).await, Vec::<String>::new());
    let said = agent.get("/fr/staff/board/notices").await;
    assert_eq!(said.texts(".flash").len(), 1, "it is said that nothing was changed: {}", said.text());
    let (other, unwanted) = (if now == "fr" { "ar" } else { "fr" }, if wanted == "yes" { "no" } else { "yes" });
    assert_eq!((language(&agent, other).await, mail(&agent, unwanted).await), (303, 303));
    let action = if unwanted == "yes" { "digest.started" } else { "digest.stopped" };
    assert_eq!(lines(&app).await, ["account.language_changed", action]);
}

#[apply(both_databases)]
async fn settings_are_not_changed_back_and_forth_for_ever(app: TestApp) {
    let [agent, colleague] = agents(&app).await;
    let mut refused = 0;
    for n in 0..30 {
        let locale = if n % 2 == 0 { "ar" } else { "fr" };
        refused += u32::from([language(&agent, locale).await, language(&agent, "ar").await, language(&agent, "fr").await].contains(&429));
    }
    assert!(refused > 0 && lines(&app).await.len() == 20, "{refused}: {}", lines(&app).await.len());
    let once = agent.form_to("/fr/staff/board/notices", "/calendar").await.value("once");
    assert_eq!(agent.post(CALENDAR, &[("once", &once)]).await.status, 429, "of all settings together");
    let digest = async |now: &str| app.execute(&format!("UPDATE account SET digest = {now} WHERE id = {}", agent.account)).await;
    digest("FALSE").await;
    assert_eq!(mail(&agent, "yes").await, 429);
    digest("TRUE").await;
    assert_eq!(mail(&agent, "no").await, 303, "to stop what one gets is never refused");
    assert!(
        [language(&colleague, "ar").await, language(&colleague, "fr").await].iter().all(|status| *status == 303),
        "everybody has their own"
    );
    app.set_clock("2026-11-21T11:30:00Z");
    let now = app.strings(&format!("SELECT locale FROM account WHERE id = {}", agent.account)).await.remove(0);
    assert_eq!(language(&agent, if now == "fr" { "ar" } else { "fr" }).await, 303, "in the next hour");
}

#[apply(both_databases)]
async fn an_account_that_is_saved_as_it_is_leaves_no_line(app: TestApp) {
    let (administrator, clerk) = (app.administrator().await, app.clerk(Chamber::Councillors).await);
    let code = app.strings(&format!("SELECT code FROM account WHERE id = {}", clerk.account)).await.remove(0);
    let save = async || administrator.form_to(&format!("/fr/staff/accounts/{code}"), &format!("/accounts/{code}")).await.submit().await;
    let before = app.number(&format!("SELECT version FROM account WHERE id = {}", clerk.account)).await;
    let _ = save().await;
    assert_eq!(app.number("SELECT COUNT(*) FROM audit WHERE action = 'account.changed'").await, 0);
    assert_eq!(app.number(&format!("SELECT version FROM account WHERE id = {}", clerk.account)).await, before);
}
