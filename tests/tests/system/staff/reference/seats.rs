//! Members and their seats.

use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

use super::{Dated, faults};

#[apply(both_databases)]
async fn overlapping_seats_are_refused(app: TestApp) {
    app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (10, '2016-10-14', '2021-09-07'), (11, '2021-10-08', NULL)")
        .await;
    let administrator = app.administrator().await;
    let page =
        administrator.form("/fr/staff/reference/members/new").await.fill("name-ar", "سلمى الإدريسي").fill("name-fr", "Salma El Idrissi");
    let page = page.fill("gender", "f").submit().await;
    assert_eq!(page.status, 200, "{}", page.text());
    let at = "/fr/staff/reference/members/salma-el-idrissi";
    let seat = async |from: &str, to: &str, legislature: &str| {
        let mut form = administrator.form(&format!("{at}/seats/new")).await.fill("chamber", "councillors").fill("legislature", legislature);
        form = if from.is_empty() { form } else { form.on("held_from", from) };
        form = if to.is_empty() { form } else { form.on("held_to", to) };
        form.send().await
    };
    assert_eq!(seat("2021-10-08", "2024-06-30", "11").await.status, 303);
    assert_eq!(faults(&seat("2024-06-30", "", "11").await), ["held_from"], "both sit on the last day");
    assert_eq!(faults(&seat("", "", "11").await), ["held_from"], "a seat without days is held all through the legislature");
    assert_eq!(faults(&seat("2024-08-01", "2024-07-01", "11").await), ["held_to"]);
    assert_eq!(seat("2024-07-01", "", "11").await.status, 303);
    assert_eq!(seat("", "", "10").await.status, 303);
    assert_eq!(app.number("SELECT COUNT(*) FROM seat").await, 3);
    let id = app.number("SELECT id FROM seat WHERE legislature = 10").await;
    let first = app.number("SELECT id FROM seat WHERE held_to = '2024-06-30'").await;
    let edit = administrator.form(&format!("{at}/seats/{first}")).await.on("held_to", "2024-07-02").send().await;
    assert_eq!(faults(&edit), ["held_from"]);
    let asked = administrator.form(&format!("{at}/seats/{id}")).await.press("remove").await;
    let removed = administrator.form_in(&asked, None).press("confirm").await;
    assert_eq!((removed.status.as_u16(), app.number("SELECT COUNT(*) FROM seat").await), (200, 2));
    let shown = app.get("/fr/members/salma-el-idrissi").await.text();
    assert!(shown.contains("du 8 octobre 2021 au 30 juin 2024") && shown.contains("depuis le 1er juillet 2024"), "{shown}");
}

#[apply(both_databases)]
async fn what_a_seat_leaves_behind_is_shown_before_it_is_taken_away(app: TestApp) {
    let authors = json!([{ "name": { "fr": "Ali Un" }, "group": { "fr": "Groupe A" } }]);
    let asked = |n: i32| json!({ "authors": authors, "legislature": 11, "number": n, "deposited_on": "2026-11-20" });
    app.load(&[record("t:1", asked(1)), record("t:2", asked(2))]).await;
    let administrator = app.administrator().await;
    let id = app.number("SELECT id FROM seat").await;
    let at = format!("/fr/staff/reference/members/ali-un/seats/{id}");
    let shown = administrator.form(&at).await.press("remove").await;
    assert!(shown.text().contains("2 questions de ce membre, déposées pendant ce siège"), "{}", shown.text());
    assert!(shown.text().contains("Ce membre n’aura plus aucun siège enregistré"), "{}", shown.text());
    let again = administrator.form_in(&shown, None).enter().await;
    assert!(again.text().contains("2 questions de ce membre"), "Enter shows it again: {}", again.text());
    let back = administrator.form_in(&shown, None).press("back").await;
    assert_eq!(administrator.form_in(&back, None).value("legislature"), "11", "what the form held is still there");
    assert_eq!(app.number("SELECT COUNT(*) FROM seat").await, 1, "nothing is taken away yet");

    app.load(&[record("t:3", asked(3))]).await;
    let more = administrator.form_in(&shown, None).send_by("confirm").await;
    assert_eq!(more.status, 409, "{}", more.text());
    assert!(more.text().contains("3 questions de ce membre"), "what was shown is no longer so: {}", more.text());
    let form = administrator.form_in(&more, None);
    let once = form.value("once");
    let done = form.press("confirm").await;
    assert_eq!(done.texts(".flash"), ["Le siège est supprimé. Les questions gardent le groupe enregistré avec elles."], "{}", done.text());
    let twice = administrator.form_in(&more, None).fill("once", &once).press("confirm").await;
    assert_eq!(twice.texts(".flash").len(), 1, "the second post is answered as the first: {}", twice.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM seat").await, 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM author WHERE political_group_id IS NOT NULL").await, 3, "questions keep their group");
    app.index().await;
}

#[apply(both_databases)]
async fn a_seat_that_is_recorded_twice_leaves_nothing_behind(app: TestApp) {
    app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', NULL)").await;
    let authors = json!([{ "name": { "fr": "Ali Un" }, "group": { "fr": "Groupe A" } }]);
    let asked = |n: i32, on: &str| json!({ "authors": authors, "legislature": 11, "number": n, "deposited_on": on });
    app.load(&[record("t:1", asked(1, "2026-11-18")), record("t:2", asked(2, "2026-11-19")), record("t:3", asked(3, "2026-11-20"))]).await;
    let id = app.number("SELECT id FROM seat").await;
    let copied = "INSERT INTO seat (member_id, chamber, legislature, district) SELECT member_id, chamber, legislature, district FROM seat";
    app.execute(copied).await;
    let administrator = app.administrator().await;
    let at = format!("/fr/staff/reference/members/ali-un/seats/{id}");
    let removal = async || administrator.form(&at).await.press("remove").await.texts(".effect li");
    let none = "Cette suppression ne laisse aucune question de ce membre sans siège enregistré.";
    let gone = "La page publique du membre ne montrera plus ce siège.";
    assert_eq!(removal().await, [none, gone], "the other seat has the same days");

    // The other seat has fewer days, and then none of this Chamber.
    app.execute(&format!("UPDATE seat SET held_from = '2026-11-20' WHERE id <> {id}")).await;
    let said = removal().await;
    assert!(said[0].starts_with("2 questions de ce membre"), "{said:?}");
    assert!(said[1].starts_with("À ces dates, ce membre ne pourra plus être l’auteur"), "{said:?}");
    app.execute("UPDATE question SET status = 'draft', publication = 'unpublished', deposited_on = NULL WHERE number = 1").await;
    assert!(removal().await[0].starts_with("1 question de ce membre"), "a draft is not asked yet");
    app.execute(&format!("UPDATE seat SET held_from = NULL, held_to = '2026-11-18' WHERE id <> {id}")).await;
    let said = removal().await;
    assert!(said[0].starts_with("2 questions de ce membre") && said[1].starts_with("À ces dates"), "{said:?}");
    app.execute(&format!("UPDATE seat SET chamber = 'councillors', held_from = '2021-01-01', held_to = '2021-10-07' WHERE id <> {id}"))
        .await;
    let said = removal().await;
    assert!(said[0].starts_with("2 questions de ce membre") && said[1].starts_with("À ces dates"), "{said:?}");
}

#[apply(both_databases)]
async fn a_namesake_is_added_only_on_purpose(app: TestApp) {
    let administrator = app.administrator().await;
    let add = async |fr: &str| {
        administrator.form("/fr/staff/reference/members/new").await.fill("name-ar", "محمد حماني").fill("name-fr", fr).send().await
    };
    assert_eq!(add("Mohamed Hammani").await.status, 303);
    let other = add("Mohammed Hamani").await;
    assert_eq!(faults(&other), ["namesake"]);
    let form = administrator.form_in(&other, None);
    assert_eq!(form.value("name-fr"), "Mohammed Hamani");
    assert_eq!(form.tick("namesake", "yes").send().await.status, 303);
    assert_eq!(app.number("SELECT COUNT(*) FROM member").await, 2);
    assert_eq!(faults(&administrator.form("/fr/staff/reference/members/new").await.send().await), ["name"]);
    let hostile = administrator.form("/fr/staff/reference/members/new").await.fill("name-fr", "Nom \u{202E}renversé").send().await;
    assert_eq!(faults(&hostile), ["name-fr"]);
    let script = administrator.form("/fr/staff/reference/members/new").await.fill("name-fr", "<script>alert(1)</script>").submit().await;
    assert_eq!(script.status, 200);
    assert!(!script.body.contains("<script>alert") && script.text().contains("<script>alert(1)</script>"));
}

#[apply(both_databases)]
async fn a_member_is_renamed_everywhere(app: TestApp) {
    let authors = serde_json::json!({ "authors": [{ "name": { "fr": "Ali Un" } }], "legislature": 11, "number": 1 });
    app.load(&[jawab_tests::records::record("t:1", authors)]).await;
    let administrator = app.administrator().await;
    let at = "/fr/staff/reference/members/ali-un";
    let page = administrator.form(at).await.fill("name-fr", "Ali Premier").fill("name-ar", "علي الأول").submit().await;
    assert_eq!(page.status, 200, "{}", page.text());
    app.index().await;
    assert!(app.get("/fr/questions/representatives/11/1").await.text().contains("Ali Premier"));
    assert_eq!(app.get("/fr/members/ali-un").await.texts("h1"), ["Ali Premier"], "the address stays");
    assert_eq!(app.get("/fr/search?q=%D8%A7%D9%84%D8%A3%D9%88%D9%84").await.subjects().len(), 1, "the index has heard of it");
}
