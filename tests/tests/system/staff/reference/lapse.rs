//! The end of a legislature.

use jawab_domain::Chamber;
use jawab_tests::{
    TestApp, on_both_databases,
    records::{ministries, record},
};
use serde_json::json;

use super::{Dated, faults};

on_both_databases!(what_lapses_is_what_was_shown, a_clerk_ends_only_the_own_chamber);

async fn load(app: &TestApp) {
    let question = |n: i32, legislature: i32, chamber: &str, transmitted: Option<&str>, deposited: &str| {
        let fields = json!({ "legislature": legislature, "number": n, "chamber": chamber, "deposited_on": deposited,
                             "transmitted_on": transmitted, "ministry": ministries::health() });
        record(&format!("t:{chamber}:{legislature}:{n}"), fields)
    };
    let all = [
        question(1, 11, "representatives", Some("2026-09-02"), "2026-09-01"),
        question(2, 11, "representatives", None, "2026-09-01"),
        question(3, 11, "representatives", Some("2026-11-10"), "2026-09-01"),
        question(4, 12, "representatives", Some("2026-09-02"), "2026-09-01"),
        question(1, 11, "councillors", Some("2026-09-02"), "2026-09-01"),
    ];
    app.load(&all).await;
}

async fn what_lapses_is_what_was_shown(app: TestApp) {
    load(&app).await;
    let administrator = app.administrator().await;
    let form =
        administrator.form("/fr/staff/lapse").await.fill("chamber", "representatives").fill("legislature", "11").on("on", "2026-10-01");
    assert_eq!(faults(&form.press("check").await), ["reason"]);
    let form =
        administrator.form("/fr/staff/lapse").await.fill("chamber", "representatives").fill("legislature", "11").on("on", "2026-10-01");
    let shown = form.fill("reason", "Fin de la législature").press("check").await;
    let text = shown.text();
    assert!(text.contains("1 question transmise et sans réponse") && text.contains("1 question déposée"), "{text}");
    assert!(text.contains("1 question ouverte resterait telle quelle"), "{text}");
    assert_eq!(shown.all(".list .item").len(), 2, "{text}");
    let lapsed = "SELECT COUNT(*) FROM question WHERE status = 'lapsed'";
    assert_eq!(app.number(lapsed).await, 0);
    app.execute("UPDATE question SET status = 'withdrawn', ended_on = '2026-09-30', due_on = NULL, version = version + 1 WHERE number = 2")
        .await;
    let anew = administrator.form_in(&shown, None).press("confirm").await;
    assert_eq!(anew.status, 409, "{}", anew.text());
    assert_eq!(app.number(lapsed).await, 0, "nothing lapses that was not shown so");
    let form = administrator.form_in(&anew, None);
    let once = form.value("once");
    let done = form.press("confirm").await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert!(done.text().contains("Les questions sont devenues caduques"));
    assert_eq!(administrator.form_in(&anew, None).fill("once", &once).press("confirm").await.status, 200);
    assert_eq!(app.strings("SELECT source_id FROM question WHERE status = 'lapsed'").await, ["t:representatives:11:1"]);
    app.index().await;
    assert!(app.get("/fr/questions/representatives/11/1").await.text().contains("caduque"));
}

async fn a_clerk_ends_only_the_own_chamber(app: TestApp) {
    load(&app).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let form = clerk.form("/fr/staff/lapse").await.fill("legislature", "11").on("on", "2026-10-01").fill("reason", "Fin");
    assert_eq!(form.value("chamber"), "councillors");
    let shown = form.press("check").await;
    assert_eq!(shown.all(".list .item").len(), 1, "{}", shown.text());
    let other = clerk.form("/fr/staff/lapse").await.fill("legislature", "11").on("on", "2026-10-01").fill("reason", "Fin");
    assert_eq!(other.fill("chamber", "representatives").press("check").await.status, 403);
    let forged = clerk.form_in(&shown, None).fill("chamber", "representatives").fill("shown", "2").press("confirm").await;
    assert_eq!(forged.status, 403);
    assert_eq!(app.number("SELECT COUNT(*) FROM question WHERE status = 'lapsed'").await, 0);
}
