//! What a Chamber is told when it would decide on an answer that is already decided or cannot be accepted.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::ministries};

use super::{
    judging::{accepting, submitted, us},
    referred,
};

/// A question with a submitted answer, with other fields filled in: the address where it is judged, and two clerks.
async fn set_up(app: &TestApp, fields: &[(&str, &str)]) -> (String, Client, Client) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    let judge = submitted(app, &us(app).await, "a", fields).await;
    (judge, app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await)
}

/// The message about an answer that is already decided: there is no button.
fn refusal(page: &Page) -> String {
    assert_eq!((page.status.as_u16(), page.all("main button").len()), (409, 0), "{}", page.text());
    page.texts(".error-summary").concat()
}

/// How many answers are published.
async fn published(app: &TestApp) -> i64 {
    app.number("SELECT COUNT(*) FROM answer WHERE published_at IS NOT NULL").await
}

fn faults(page: &Page) -> Vec<String> {
    page.attributes(".error-summary a", "href")
}

#[apply(both_databases)]
async fn who_decides_after_a_colleague_is_told_who_decided_what(app: TestApp) {
    let health = ministries::health();
    app.load(&[referred("a", 1, "2026-11-10", &health), referred("b", 2, "2026-11-10", &health), referred("c", 3, "2026-11-10", &health)])
        .await;
    let (us, one, two) = (us(&app).await, app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let (accepted, returned) = ("a déjà accepté la réponse de ce département", "a déjà renvoyé la réponse au département");
    for (question, kind, act, said) in
        [("a", "final", "accept", accepted), ("b", "holding", "accept", accepted), ("c", "final", "return", returned)]
    {
        let judge = submitted(&app, &us, question, &[("kind", kind)]).await;
        let (form, confirmation) = (one.form_to(&judge, "/judge").await.fill("reason", "Le point 2."), accepting(&one, &judge).await);
        if act == "accept" {
            two.confirm(accepting(&two, &judge).await).await;
        } else {
            two.form_to(&judge, "/judge").await.fill("reason", "À revoir").press("return").await;
        }
        let late = [form.send_by("return").await, one.form_in(&confirmation, None).send_by("confirm").await];
        assert_eq!(late[0].texts(".typed"), ["Le point 2."], "nothing typed is lost");
        for late in &late {
            let message = refusal(late);
            assert!(
                message.contains("Votre décision n’a pas été enregistrée.") && message.contains("Amina Zahraoui"),
                "{question}: {message}"
            );
            assert!(message.contains(said), "{question}: {message}");
        }
    }
    assert_eq!(published(&app).await, 2);
    app.index().await;
}

#[apply(both_databases)]
async fn who_accepts_an_answer_to_a_question_that_ended_is_told_so(app: TestApp) {
    let (judge, one, two) = set_up(&app, &[]).await;
    let confirmation = accepting(&one, &judge).await;
    let convert = two.form(&format!("/fr/staff/questions/{}/convert", app.code("a").await)).await.fill("reason", "Demande");
    assert_eq!(convert.confirm().await.texts(".flash").len(), 1);
    let message = refusal(&one.form_in(&confirmation, None).send_by("confirm").await);
    assert!(message.contains("n’a pas été enregistrée") && message.contains("a pris fin entre-temps"), "{message}");
    assert_eq!(published(&app).await, 0);
    app.index().await;
}

#[apply(both_databases)]
async fn an_answer_is_not_accepted_while_a_reason_to_return_it_is_given(app: TestApp) {
    let (judge, clerk, _) = set_up(&app, &[]).await;
    for act in ["accept", "confirm"] {
        let page = clerk.form_to(&judge, "/judge").await.fill("reason", "Le point 2 manque.").send_by(act).await;
        assert_eq!((page.status.as_u16(), faults(&page)), (422, vec!["#f-reason".to_owned()]), "{act}: {}", page.text());
        assert_eq!(clerk.form_in(&page, Some("/judge")).value("reason"), "Le point 2 manque.", "{act}");
    }
    assert_eq!(published(&app).await, 0);
    let confirmation = clerk.form_to(&judge, "/judge").await.fill("reason", " ").press("accept").await;
    assert_eq!(confirmation.all("main button[value=confirm]").len(), 1, "{}", confirmation.text());
}

#[apply(both_databases)]
async fn an_answer_of_a_day_before_its_ministry_had_the_question_is_not_offered_for_confirmation(app: TestApp) {
    let dated = [("answered-day", "12"), ("answered-month", "11"), ("answered-year", "2026")];
    let (judge, clerk, _) = set_up(&app, &dated).await;
    let page = clerk.get(&judge).await;
    assert!(page.text().contains("La réponse est datée du 12 novembre 2026."), "{}", page.text());
    let confirmation = accepting(&clerk, &judge).await;
    assert_eq!(confirmation.all("main button[value=confirm]").len(), 1, "{}", confirmation.text());
    // The day was corrected since.
    app.execute("UPDATE question SET transmitted_on = '2026-11-15'").await;
    app.execute("UPDATE attribution SET since = '2026-11-15'").await;
    let refused =
        [clerk.form_to(&judge, "/judge").await.send_by("accept").await, clerk.form_in(&confirmation, None).send_by("confirm").await];
    for page in refused {
        assert_eq!((page.status.as_u16(), page.all("main button[value=confirm]").len()), (422, 0), "{}", page.text());
        let said = page.texts(".error-summary").concat();
        assert!(said.contains("12 novembre 2026, mais le département n’a été saisi de la question que le 15 novembre 2026"), "{said}");
    }
    assert_eq!(published(&app).await, 0);
}

#[apply(both_databases)]
async fn an_answer_that_was_taken_back_and_sent_again_is_read_again(app: TestApp) {
    let (judge, clerk, _) = set_up(&app, &[]).await;
    let page = clerk.get(&judge).await;
    let confirmation = accepting(&clerk, &judge).await;
    let ministry = us(&app).await;
    ministry.form_to(judge.trim_end_matches("/judge"), "/recall").await.submit().await;
    assert_eq!(submitted(&app, &ministry, "a", &[("text-fr", "Non.")]).await, judge);
    for late in [
        clerk.form_in(&page, Some("/judge")).send_by("accept").await,
        clerk.form_in(&page, Some("/judge")).fill("reason", "Le point 2.").send_by("return").await,
        clerk.form_in(&confirmation, None).send_by("confirm").await,
    ] {
        let said = late.texts(".error-summary").concat();
        assert_eq!(late.status, 409, "{}", late.text());
        assert!(said.contains("Le département a modifié sa réponse entre-temps") && !said.contains("La question a changé"), "{said}");
        assert!(late.text().contains("Non."), "{}", late.text());
    }
    assert_eq!(published(&app).await, 0);
    app.index().await;
}
