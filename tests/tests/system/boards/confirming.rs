//! An answer is published as its confirmation said: with its consequences, and with the questions as they were visible then.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::ministries};

use super::{
    judging::{accepting, us},
    ministry, referred, slug,
};

const EDITED: &str = "Une question non publiée que vise cette réponse a changé entre-temps";
const OTHERWISE: &str = "Les effets ne seraient plus ceux qui étaient affichés";

/// An answer submitted for two questions, neither of them public; returns the address where it is judged.
async fn set_up(app: &TestApp, us: &Client) -> String {
    let at = format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(app, ministry(app, &ministries::health()).await).await);
    let found = us.form_to(&at, "/draft").await.fill("also-q", "2").press("also:find").await;
    us.form_in(&found, Some("/draft")).fill("text-fr", "Oui.").fill("also-q", "").tick("also", &app.code("b").await).submit().await;
    us.form_to(&at, "/clear").await.submit().await;
    us.form_to(&at, "/submit").await.confirm().await;
    app.execute("UPDATE question SET publication = 'unpublished'").await;
    format!("{at}/judge")
}

/// Another user changes a question.
async fn change(app: &TestApp, source_id: &str, set: &str) {
    app.execute(&format!("UPDATE question SET version = version + 1{set} WHERE source_id = '{source_id}'")).await;
}

/// The message of an act that was not done and is confirmed anew.
fn refusal(page: &Page) -> String {
    assert_eq!((page.status.as_u16(), page.all("main button[value=confirm]").len()), (422, 1), "{}", page.text());
    page.texts(".error-summary").concat()
}

/// How many answers and how many questions are published.
async fn published(app: &TestApp) -> [i64; 2] {
    let answers = app.number("SELECT COUNT(*) FROM answer WHERE published_at IS NOT NULL").await;
    [answers, app.number("SELECT COUNT(*) FROM question WHERE publication = 'published'").await]
}

#[apply(both_databases)]
async fn a_question_that_was_changed_is_not_published_with_its_answer_unseen(app: TestApp) {
    let health = ministries::health();
    app.load(&[referred("a", 1, "2026-11-10", &health), referred("b", 2, "2026-11-10", &health)]).await;
    let (us, clerk) = (us(&app).await, app.clerk(Chamber::Councillors).await);
    let judge = set_up(&app, &us).await;
    for (changed, press) in [("a", "confirm-publish"), ("b", "confirm-publish"), ("b", "confirm")] {
        let confirmation = accepting(&clerk, &judge).await;
        change(&app, changed, "").await;
        let said = refusal(&clerk.form_in(&confirmation, None).press(press).await);
        assert!(said.contains(EDITED), "{changed} {press}: {said}");
        assert_eq!(published(&app).await, [0, 0], "{changed} {press}");
    }
    // The confirmation said that nobody would see the answer.
    let confirmation = accepting(&clerk, &judge).await;
    change(&app, "a", ", publication = 'published'").await;
    let page = clerk.form_in(&confirmation, None).press("confirm").await;
    assert!(refusal(&page).contains(OTHERWISE), "{}", page.text());
    assert_eq!(published(&app).await, [0, 1]);
    let done = clerk.form_in(&page, None).press("confirm").await;
    assert_eq!((done.texts(".flash").len(), published(&app).await), (1, [1, 1]), "shown anew, it is done: {}", done.text());

    let work = format!("/fr/staff/questions/{}", app.code("a").await);
    let correct = clerk.get(&work).await.attributes("a[href*='/correct/']", "href").concat();
    let confirmation = clerk.form_to(&correct, &correct).await.fill("text-fr", "Oui, en 2027.").submit().await;
    change(&app, "b", "").await;
    let page = clerk.form_in(&confirmation, None).press("confirm-publish").await;
    assert!(refusal(&page).contains(EDITED), "{}", page.text());
    assert_eq!(published(&app).await, [1, 1]);
    let done = clerk.form_in(&page, None).press("confirm-publish").await;
    assert_eq!((done.texts(".flash").len(), published(&app).await), (1, [2, 2]), "{}", done.text());
    app.index().await;
}
