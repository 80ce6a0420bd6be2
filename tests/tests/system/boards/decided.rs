//! What a Chamber is told that would decide on an answer: where nothing is left to be decided, and where it cannot be accepted.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::ministries};

use super::{
    judging::{accepting, submitted, us},
    referred,
};

/// A question with a submitted answer, with what else is filled in: where it is judged, and two clerks.
async fn begun(app: &TestApp, fields: &[(&str, &str)]) -> (String, Client, Client) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    let judge = submitted(app, &us(app).await, "a", fields).await;
    (judge, app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await)
}

/// What a page says of an answer that nothing is left to be decided of: there is nothing to press.
fn told(page: &Page) -> String {
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
        let (form, asked) = (one.form_to(&judge, "/judge").await.fill("reason", "Le point 2."), accepting(&one, &judge).await);
        if act == "accept" {
            two.confirm(accepting(&two, &judge).await).await;
        } else {
            two.form_to(&judge, "/judge").await.fill("reason", "À revoir").press("return").await;
        }
        let late = [form.send_by("return").await, one.form_in(&asked, None).send_by("confirm").await];
        assert_eq!(late[0].texts(".typed"), ["Le point 2."], "nothing typed is lost");
        for late in &late {
            let told = told(late);
            assert!(told.contains("Votre décision n’a pas été enregistrée.") && told.contains("Amina Zahraoui"), "{question}: {told}");
            assert!(told.contains(said), "{question}: {told}");
        }
    }
    assert_eq!(published(&app).await, 2);
    app.index().await;
}

#[apply(both_databases)]
async fn who_accepts_an_answer_to_a_question_that_ended_is_told_so(app: TestApp) {
    let (judge, one, two) = begun(&app, &[]).await;
    let asked = accepting(&one, &judge).await;
    let convert = two.form(&format!("/fr/staff/questions/{}/convert", app.code("a").await)).await.fill("reason", "Demande");
    assert_eq!(convert.confirm().await.texts(".flash").len(), 1);
    let told = told(&one.form_in(&asked, None).send_by("confirm").await);
    assert!(told.contains("n’a pas été enregistrée") && told.contains("a pris fin entre-temps"), "{told}");
    assert_eq!(published(&app).await, 0);
    app.index().await;
}

#[apply(both_databases)]
async fn an_answer_is_not_accepted_while_a_reason_to_return_it_is_given(app: TestApp) {
    let (judge, clerk, _) = begun(&app, &[]).await;
    for act in ["accept", "confirm"] {
        let page = clerk.form_to(&judge, "/judge").await.fill("reason", "Le point 2 manque.").send_by(act).await;
        assert_eq!((page.status.as_u16(), faults(&page)), (422, vec!["#f-reason".to_owned()]), "{act}: {}", page.text());
        assert_eq!(clerk.form_in(&page, Some("/judge")).value("reason"), "Le point 2 manque.", "{act}");
    }
    assert_eq!(published(&app).await, 0);
    let asked = clerk.form_to(&judge, "/judge").await.fill("reason", " ").press("accept").await;
    assert_eq!(asked.all("main button[value=confirm]").len(), 1, "{}", asked.text());
}

#[apply(both_databases)]
async fn an_answer_of_a_day_before_its_ministry_had_the_question_is_not_offered_for_confirmation(app: TestApp) {
    let dated = [("answered-day", "12"), ("answered-month", "11"), ("answered-year", "2026")];
    let (judge, clerk, _) = begun(&app, &dated).await;
    let page = clerk.get(&judge).await;
    assert!(page.text().contains("La réponse est datée du 12 novembre 2026."), "{}", page.text());
    let asked = accepting(&clerk, &judge).await;
    assert_eq!(asked.all("main button[value=confirm]").len(), 1, "{}", asked.text());
    // The day was put right since.
    app.execute("UPDATE question SET transmitted_on = '2026-11-15'").await;
    app.execute("UPDATE attribution SET since = '2026-11-15'").await;
    let refused = [clerk.form_to(&judge, "/judge").await.send_by("accept").await, clerk.form_in(&asked, None).send_by("confirm").await];
    for page in refused {
        assert_eq!((page.status.as_u16(), page.all("main button[value=confirm]").len()), (422, 0), "{}", page.text());
        let said = page.texts(".error-summary").concat();
        assert!(said.contains("12 novembre 2026, mais le département n’a été saisi de la question que le 15 novembre 2026"), "{said}");
    }
    assert_eq!(published(&app).await, 0);
}
