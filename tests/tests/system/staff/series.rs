//! Series of numbers that a mistaken number moved on.

use jawab_tests::{Client, Page, TestApp, apply, both_databases};

use super::legal_acts::{clerk, whole};

const NEW: &str = "/fr/staff/questions/new";

/// Deposits a question without a number; returns the number that it gets.
async fn number_of_next(clerk: &Client, app: &TestApp) -> i64 {
    let page = whole(clerk, NEW, "").await.press("deposit").await;
    assert_eq!(page.texts(".flash"), ["La question est déposée."], "{}", page.text());
    app.number("SELECT CAST(number AS BIGINT) FROM question ORDER BY id DESC LIMIT 1").await
}

/// Deposits a question under a number far above the others, from which the series continues; returns its address.
async fn move_series(clerk: &Client, number: &str) -> String {
    let confirmation = whole(clerk, NEW, number).await.press("deposit").await;
    let page = clerk.form_in(&confirmation, None).fill("series", "moves").press("confirm").await;
    assert_eq!(page.texts(".flash"), ["La question est déposée."], "{}", page.text());
    page.address
}

/// What is asked once a question gets another number.
async fn renumber(clerk: &Client, work: &str, number: &str) -> Page {
    let confirmation = clerk.form(&format!("{work}/edit")).await.fill("number", number).submit().await;
    assert!(!confirmation.all(".effect").is_empty(), "{}", confirmation.text());
    confirmation
}

#[apply(both_databases)]
async fn a_series_moved_by_mistake_is_brought_back_where_that_is_ticked(app: TestApp) {
    let clerk = clerk(&app).await;
    let _ = whole(&clerk, NEW, "2120").await.press("deposit").await;
    let work = move_series(&clerk, "21210").await;
    let confirmation = renumber(&clerk, &work.replace("/fr/", "/ar/"), "2121").await;
    assert!(confirmation.text().contains("بلغ الترقيم التلقائي 21210") && confirmation.text().contains("تستأنف الأرقام الموالية بعد 2121"));
    let confirmation = renumber(&clerk, &work, "2121").await;
    let said = confirmation.text();
    assert!(said.contains("La numérotation automatique en est à 21210") && said.contains("reprennent après 2121"), "{said}");
    let _ = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(number_of_next(&clerk, &app).await, 21_211, "nobody asked for it");
    let last = app.strings("SELECT code FROM question ORDER BY id DESC LIMIT 1").await.remove(0);
    let confirmation = renumber(&clerk, &format!("/fr/staff/questions/{last}"), "2122").await;
    let page = clerk.form_in(&confirmation, None).fill("series", "back").press("confirm").await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert_eq!(number_of_next(&clerk, &app).await, 2123);
    app.index().await;
}

#[apply(both_databases)]
async fn the_series_of_a_published_question_is_brought_back_at_a_later_correction(app: TestApp) {
    let clerk = clerk(&app).await;
    let _ = whole(&clerk, NEW, "2120").await.press("deposit").await;
    let confirmation = whole(&clerk, NEW, "21210").await.press("deposit-transmit").await;
    let work = clerk.form_in(&confirmation, None).fill("series", "moves").press("confirm-publish").await.address;
    assert_eq!(app.strings("SELECT publication FROM question WHERE number = 21210").await, ["published"]);
    let renumbered = async |number: &str, back: bool| {
        let form = clerk.form(&format!("{work}/edit")).await.fill("reason", "Registre du bureau").fill("number", number);
        let confirmation = form.submit().await;
        let said = confirmation.text();
        assert!(
            said.contains("La numérotation automatique en est à 21210") && said.contains(&format!("reprennent après {number}")),
            "{said}"
        );
        let form = clerk.form_in(&confirmation, None);
        let page = if back { form.fill("series", "back") } else { form }.press("confirm").await;
        assert_eq!(page.status, 200, "{}", page.text());
    };
    renumbered("2121", false).await;
    renumbered("2122", true).await;
    assert_eq!(app.strings("SELECT CAST(number AS TEXT) FROM excluded_number").await, ["21210"], "2121 is a former number like any other");
    assert_eq!(number_of_next(&clerk, &app).await, 2123);
    app.index().await;
}

#[apply(both_databases)]
async fn no_number_given_by_hand_ends_a_series(app: TestApp) {
    let clerk = clerk(&app).await;
    let _ = whole(&clerk, NEW, "2120").await.press("deposit").await;
    let confirmation = whole(&clerk, NEW, "999999").await.press("deposit").await;
    assert!(confirmation.text().contains("vous avez indiqué 999999, qui est bien plus grand"), "{}", confirmation.text());
    assert!(confirmation.all("main form [name=series]").is_empty(), "{}", confirmation.text());
    let page = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(page.texts(".flash"), ["La question est déposée."], "{}", page.text());
    assert_eq!(number_of_next(&clerk, &app).await, 2121);
    // As an earlier version of the program could leave it.
    app.execute("UPDATE numbering SET last_number = 999999").await;
    assert!(clerk.get(NEW).await.texts("#f-number-hint").concat().contains("2122, à titre indicatif"));
    assert_eq!(number_of_next(&clerk, &app).await, 2122);
    app.index().await;
}
