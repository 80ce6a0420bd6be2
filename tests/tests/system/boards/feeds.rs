//! Downloads and subscriptions: tables without formulas, calendars that any program reads.

use icalendar::{Calendar, Component as _, DatePerhapsTime};
use jawab_domain::access::SecondFactorFor;
use jawab_tests::{Client, TestApp, apply, both_databases, client::PASSWORD, records::ministries};
use serde_json::json;

use super::{agent, ministry, referred, speaks};

#[apply(both_databases)]
async fn no_cell_of_the_table_is_a_formula(app: TestApp) {
    let mut question = referred("a", 1, "2026-11-01", &ministries::health());
    question["subject"] = json!({ "fr": "=HYPERLINK(\"http://x\"); \"b\"", "ar": "@SUM(A1), ؛" });
    app.load(&[question]).await;
    let us = agent(&app, &[ministry(&app, &ministries::health()).await]).await;
    let table = us.get("/fr/staff/board.csv").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert!(table.header("content-disposition").starts_with("attachment") && table.header("cache-control").contains("no-store"));
    let text = table.body.strip_prefix('\u{feff}').expect("it says that it is UTF-8");
    // The format that spreadsheets in Morocco read, in either language.
    let heading = "Chambre;Législature;Numéro;Objet (en arabe);Objet (en français);Département ministériel;";
    assert!(text.starts_with(heading), "{text}");
    assert!(text.contains(";\"'=HYPERLINK(\"\"http://x\"\"); \"\"b\"\"\";") && text.contains(";'@SUM(A1), ؛;"), "{text}");
    let arabic = us.get("/ar/staff/board.csv").await;
    assert!(arabic.body.starts_with('\u{feff}') && arabic.body.lines().next().unwrap().split(';').count() == 17, "{}", arabic.body);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(true).from_reader(text.as_bytes());
    let heading = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |name: &str| rows[0].get(heading.iter().position(|head| head == name).unwrap()).unwrap().to_owned();
    assert_eq!(
        (rows.len(), cell("Objet (en français)").as_str(), cell("Objet (en arabe)").as_str()),
        (1, "'=HYPERLINK(\"http://x\"); \"b\"", "'@SUM(A1), ؛")
    );
    assert_eq!((cell("Échéance").as_str(), cell("Reçue par le département le").as_str()), ("2026-11-21", "2026-11-01"));
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
}

/// The calendar's name in programs.
fn calendar_name(feed: &str) -> Option<String> {
    let calendar: Calendar = feed.parse().expect("a calendar");
    let names = ["NAME", "X-WR-CALNAME"].map(|key| calendar.property_value(key).map(str::to_owned));
    assert_eq!(names[0], names[1]);
    names[0].clone()
}

/// Creates a calendar, and returns its URL.
async fn subscribe(us: &Client) -> String {
    let page = us.form_to("/fr/staff/board/notices", "/calendar").await.submit().await;
    let address = page.one("#calendar-address").text().collect::<String>();
    assert!(!us.get("/fr/staff/board/notices").await.body.contains(&address), "it is shown once");
    address.strip_prefix("https://jawab.test").expect("a whole address").to_owned()
}

#[apply(both_databases)]
async fn a_calendar_is_read_back_as_it_was_meant(app: TestApp) {
    let health = ministries::health();
    let mut question = referred("a", 1234, "2026-11-10", &health);
    question["subject"] = json!({ "ar": "توزيع الأدوية؛ السعر, والجودة\\n في القرى" });
    app.load(&[question, referred("done", 5, "2026-10-01", &ministries::secretariat())]).await;
    let id = ministry(&app, &health).await;
    let us = agent(&app, &[id]).await;
    speaks(&app, &us, "ar").await;
    let question = app.id("a").await;
    app.execute(&format!(
        "INSERT INTO ministry_work (question_id, ministry_id, version, state, assigned_to, internal_due_on) \
         VALUES ({question}, {id}, 3, 'assigned', {}, '2026-11-25')",
        us.account
    ))
    .await;
    let address = subscribe(&us).await;
    let feed = app.get(&address).await;
    assert_eq!((feed.status.as_u16(), feed.header("content-type")), (200, "text/calendar; charset=utf-8"));
    assert!(feed.body.split("\r\n").all(|line| line.len() <= 75), "{}", feed.body);
    assert_eq!((feed.header("content-language"), calendar_name(&feed.body)), ("ar", Some("جواب: آجال الأجوبة".to_owned())));
    assert!(feed.body.contains("PRODID:-//Jawab//Jawab//EN\r\n") && feed.body.matches("PRODID").count() == 1, "{}", feed.body);
    // An event must not end at or before its start.
    assert!(feed.body.contains("DTSTART;VALUE=DATE:") && !feed.body.contains("DTEND"), "{}", feed.body);
    let calendar: Calendar = feed.body.parse().expect("a calendar");
    let mut events: Vec<_> = calendar.events().collect();
    events.sort_by_key(|event| event.get_uid().map(str::to_owned));
    let code = app.code("a").await;
    let ministry = super::slug(&app, id).await;
    let uids: Vec<_> = events.iter().map(|event| event.get_uid().unwrap().to_owned()).collect();
    assert_eq!(uids, [format!("due-{code}-{ministry}@jawab.test"), format!("internal-{code}-{ministry}@jawab.test")]);
    let days = ["2026-11-30", "2026-11-25"].map(|day| Some(DatePerhapsTime::Date(day.parse().unwrap())));
    assert_eq!(events.iter().map(|event| event.get_start()).collect::<Vec<_>>(), days);
    assert_eq!(events[0].get_summary(), Some("أجل الجواب: توزيع الأدوية؛ السعر, والجودة\\n في القرى"));
    let description = events[0].get_description().unwrap();
    for said in ["ينتهي الأجل بنهاية يوم 30 نونبر 2026", "20 يوما", "\u{2066}1234\u{2069}", "الفصل 100"] {
        assert!(description.contains(said), "{said}: {description}");
    }
    let sequence = |feed: &str| feed.lines().find_map(|line| line.strip_prefix("SEQUENCE:")?.trim().parse::<i64>().ok()).unwrap();
    app.execute("UPDATE ministry_work SET version = version + 1").await;
    assert_eq!(sequence(&app.get(&address).await.body), sequence(&feed.body) + 1);
}

#[apply(both_databases)]
async fn a_calendar_is_gone_once_it_is_revoked_replaced_or_its_owner_is_disabled(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    let us = agent(&app, &[ministry(&app, &ministries::health()).await]).await;
    let unknown = app.get("/feeds/calendar/0000000000000000000000000000000000000000000000000000000000000000.ics").await;
    let first = subscribe(&us).await;
    assert_eq!(app.get(&first).await.status, 200);
    let second = subscribe(&us).await;
    assert_eq!((app.get(&first).await.status.as_u16(), app.get(&second).await.status.as_u16()), (404, 200));
    let page = us.form_to("/fr/staff/board/notices", "/revoke").await.submit().await;
    assert_eq!(page.status, 200, "{}", page.body);
    let revoked = app.get(&second).await;
    assert_eq!((revoked.status, &revoked.body), (unknown.status, &unknown.body), "no difference from one that never was");
    let third = subscribe(&us).await;
    app.execute(&format!("UPDATE account SET disabled_at = created_at WHERE id = {}", us.account)).await;
    assert_eq!(app.get(&third).await.status, 404);
    assert_eq!(app.get(third.strip_suffix(".ics").unwrap()).await.status, 404);
    let token = third.rsplit('/').next().unwrap().trim_end_matches(".ics");
    assert_eq!(app.number(&format!("SELECT COUNT(*) FROM calendar_feed WHERE token_sha256 = '{token}'")).await, 0, "only its hash is kept");
}

#[apply(both_databases)]
async fn a_calendar_ends_with_the_mandate_that_it_was_made_under(app: TestApp) {
    let (health, secretariat) = (ministries::health(), ministries::secretariat());
    app.load(&[referred("a", 1, "2026-11-10", &health), referred("b", 2, "2026-11-10", &secretariat)]).await;
    let (here, elsewhere) = (ministry(&app, &health).await, ministry(&app, &secretariat).await);
    let (us, administrator) = (agent(&app, &[here]).await, app.administrator().await);
    let account = format!("/fr/staff/accounts/{}", app.account_code(us.account).await);
    let first = subscribe(&us).await;
    assert!(administrator.get(&account).await.text().contains("révoque l’adresse de son calendrier"));
    administrator.form(&account).await.untick("ministries").tick("ministries", &elsewhere.to_string()).submit().await;
    assert_eq!(app.get(&first).await.status, 404, "it serves no other ministry");
    assert_eq!(us.sign_in(&us.address, PASSWORD).await.status, 303);
    let notices = us.get("/fr/staff/board/notices").await.text();
    assert!(notices.contains("cesse de fonctionner dès que vos départements changent") && !notices.contains("Vous avez un calendrier"));
    let second = subscribe(&us).await;
    assert!(app.get(&second).await.body.contains("Sujet b"));
    let asked = administrator.get(&format!("{account}/disable")).await;
    assert_eq!(administrator.form_in(&asked, Some("/disable")).send().await.status, 303);
    assert_eq!(administrator.form_to(&account, "/enable").await.send().await.status, 303);
    assert_eq!(app.get(&second).await.status, 404, "it does not come back");
    assert_eq!(app.number("SELECT COUNT(*) FROM audit WHERE action = 'calendar.revoked'").await, 2);
}

#[apply(both_databases)]
async fn a_calendar_waits_for_the_second_factor_asked_of_its_owner(mut app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    let us = agent(&app, &[ministry(&app, &ministries::health()).await]).await;
    let address = subscribe(&us).await;
    app.ask_second_factor_of(SecondFactorFor::Clerks);
    assert_eq!(app.get(&address).await.status, 200, "agents need none");
    app.ask_second_factor_of(SecondFactorFor::Everyone);
    assert_eq!(app.get(&address).await.status, 404);
    app.execute(&format!("UPDATE account SET totp_secret = 'sealed.x' WHERE id = {}", us.account)).await;
    let feed = app.get(&address).await;
    assert!(feed.status == 200 && feed.body.contains("Sujet a"), "{}", feed.body);
}

#[apply(both_databases)]
async fn a_form_sent_twice_makes_one_calendar(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    let us = agent(&app, &[ministry(&app, &ministries::health()).await]).await;
    let once = us.form_to("/fr/staff/board/notices", "/calendar").await.value("once");
    let send = async || us.post("/fr/staff/board/notices/calendar", &[("once", &once)]).await;
    let addresses = [send().await, send().await].map(|page| page.one("#calendar-address").text().collect::<String>());
    assert_eq!(addresses[0], addresses[1], "whoever clicks twice has the address that works");
    assert_eq!(app.get(addresses[0].strip_prefix("https://jawab.test").unwrap()).await.status, 200);
    assert_eq!(app.number("SELECT COUNT(*) FROM audit WHERE action = 'calendar.made'").await, 1);
    subscribe(&us).await;
    let late = send().await;
    assert_eq!((late.status.as_u16(), late.all("#calendar-address").len()), (200, 0), "the address was replaced since");
}
