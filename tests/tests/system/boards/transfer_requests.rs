//! An act on a question does what its page said: if the consequences changed, they are shown first.

use jawab_domain::{AnswerKind, Chamber};
use jawab_service::use_cases::{ExpectedWorkVersion, SavedQuestion};
use jawab_store::{Viewer, board};
use jawab_tests::{Client, Page, apply, both_databases};

use crate::{
    staff::reference::Dated as _,
    use_cases::staff_app::{self, StaffApp, agent},
};

/// The ministry requests a transfer; returns the address where it is decided.
async fn request_transfer(staff: &StaffApp, saved: &SavedQuestion, locale: &str) -> String {
    let mut unit = staff.begin(&agent(staff.health)).await;
    let request = unit.ask_transfer(saved.id, staff.health, staff.education, "Pas à nous").await.unwrap();
    unit.commit().await.unwrap();
    format!("/{locale}/staff/questions/{}/decide-transfer?request={request}", saved.code)
}

/// The ministry submits its answer to the Chamber.
async fn submitted(staff: &StaffApp, saved: &SavedQuestion) {
    let mut unit = staff.begin(&agent(staff.health)).await;
    let begun_work = ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 };
    let draft = unit.draft_answer(begun_work, &staff.answer(AnswerKind::Final, "Oui.")).await.unwrap();
    let cleared = unit.clear_answer(draft.expected()).await.unwrap();
    unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
}

/// The deadline of the ministry that has the question.
async fn due(staff: &StaffApp, saved: &SavedQuestion) -> String {
    staff.one(&format!("SELECT CAST(due_on AS TEXT) FROM attribution WHERE question_id = {} AND until IS NULL", saved.id)).await
}

/// The consequences that a page states.
fn effect(page: &Page) -> String {
    page.texts(".effect").concat()
}

/// A page that shows changed consequences before it does anything.
fn shown_again(page: &Page, words: &str) {
    assert_eq!(page.status, 422, "{}", page.text());
    assert!(page.texts(".error-summary").concat().contains(words), "{}", page.text());
}

fn done(page: &Page) {
    assert_eq!((page.status.as_u16(), page.texts(".flash").len()), (200, 1), "{}", page.text());
}

async fn clerk(staff: &StaffApp) -> Client {
    staff.app.clerk(Chamber::Councillors).await
}

const FRENCH: &str = "Les effets ne seraient plus ceux qui étaient affichés";
const ARABIC: &str = "لم تعد الآثار هي التي كانت معروضة";

#[apply(both_databases)]
async fn a_wish_granted_for_another_day_says_the_new_due_date_first(staff: StaffApp) {
    staff.app.execute("UPDATE deadline_rule SET restarts_on_transfer = TRUE").await;
    let clerk = clerk(&staff).await;
    for (locale, today, that_day, words) in
        [("fr", "vendredi 11 décembre 2026", "lundi 30 novembre 2026", FRENCH), ("ar", "11 دجنبر 2026", "30 نونبر 2026", ARABIC)]
    {
        let saved = staff.published(&format!("Sujet {locale}")).await;
        let page = clerk.get(&request_transfer(&staff, &saved, locale).await).await;
        assert!(effect(&page).contains(today), "{}", page.text());
        let again = clerk.form_in(&page, None).on("on", "2026-11-10").submit().await;
        shown_again(&again, words);
        assert!(effect(&again).contains(that_day) && !effect(&again).contains(today), "{}", again.text());
        assert_eq!(clerk.form_in(&again, None).value("on-day"), "10", "what was typed stays");
        assert_eq!(
            (staff.events(saved.id).await.last().unwrap().as_str(), due(&staff, &saved).await.as_str()),
            ("transfer_asked", "2026-11-24")
        );
        let granted = clerk.form_in(&again, None).submit().await;
        done(&granted);
        assert_eq!(
            (staff.events(saved.id).await.last().unwrap().as_str(), due(&staff, &saved).await.as_str()),
            ("transferred", "2026-11-30")
        );
        done(&clerk.form_in(&again, None).submit().await);
    }
    // For the day that was shown it is granted at once, and refused whatever the day.
    let saved = staff.published("Autre sujet").await;
    let at = request_transfer(&staff, &saved, "fr").await;
    let refused = clerk.form(&at).await.on("on", "2026-11-10").fill("reason", "C’est à vous").press("drop").await;
    assert!(refused.status == 200 && staff.events(saved.id).await.ends_with(&["transfer_refused".to_owned()]), "{}", refused.text());
    done(&clerk.form(&request_transfer(&staff, &saved, "fr").await).await.submit().await);
    assert_eq!(due(&staff, &saved).await, "2026-12-11");
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_wish_is_granted_for_the_day_that_its_page_says(staff: StaffApp) {
    let (clerk, saved) = (clerk(&staff).await, staff.published("Sujet").await);
    let at = request_transfer(&staff, &saved, "fr").await;
    // The full statement for a transfer that the Chamber makes on its own.
    let said = effect(&clerk.get(&at).await);
    for words in [
        "Le 21 novembre 2026, la question passe de : Santé à : Éducation",
        "L’échéance reste la même : 24 novembre 2026.",
        "La question est publique : tout le monde le voit aussitôt.",
        "ce qu’il préparait pour cette seule question est mis de côté",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let late = clerk.form(&at).await.on("on", "2026-11-22").submit().await;
    assert_eq!((late.status.as_u16(), late.attributes(".error-summary a", "href")), (422, vec!["#f-on".to_owned()]), "{}", late.text());
    let again = clerk.form(&at).await.on("on", "2026-11-10").submit().await;
    shown_again(&again, FRENCH);
    assert!(effect(&again).contains("Le 10 novembre 2026, la question passe de : Santé"), "{}", again.text());
    done(&clerk.form_in(&again, None).submit().await);
    assert_eq!(due(&staff, &saved).await, "2026-11-24");
    staff.app.index().await;
}

#[apply(both_databases)]
async fn an_answer_handed_in_meanwhile_is_not_dropped_unseen(staff: StaffApp) {
    let clerk = clerk(&staff).await;
    let saved = staff.published("Sujet").await;
    let page = clerk.get(&request_transfer(&staff, &saved, "fr").await).await;
    submitted(&staff, &saved).await;
    let again = clerk.form_in(&page, None).submit().await;
    shown_again(&again, FRENCH);
    assert!(
        effect(&again).contains("Santé : sa réponse, qui attend votre décision, redevient un projet. Il est mis de côté"),
        "{}",
        again.text()
    );
    done(&clerk.form_in(&again, None).submit().await);

    let saved = staff.published("Autre sujet").await;
    let confirmation = clerk.form(&format!("/ar/staff/questions/{}/withdraw", saved.code)).await.fill("reason", "طلب صاحبه").submit().await;
    submitted(&staff, &saved).await;
    let again = clerk.form_in(&confirmation, None).press("confirm").await;
    shown_again(&again, ARABIC);
    assert!(effect(&again).contains("جوابه الذي ينتظر قراركم يعود مشروعا."), "{}", again.text());
    assert_eq!(staff.events(saved.id).await.last().unwrap(), "answer_submitted");
    let withdrawn = clerk.form_in(&again, None).press("confirm").await;
    done(&withdrawn);
    assert_eq!(
        (withdrawn.address.as_str(), staff.events(saved.id).await.contains(&"withdrawn".to_owned())),
        (format!("/ar/staff/questions/{}", saved.code).as_str(), true)
    );
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_refusal_is_told_until_the_ministry_hands_an_answer_over(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let refused = async || {
        let (db, viewer) = (staff.app.app.database.reader(), Viewer::Clerk(Chamber::Councillors));
        let part = board::find_item(db, viewer, staff.app.today(), saved.id, staff.health).await.unwrap().unwrap();
        part.transfer_refused.map(|refused| refused.reason)
    };
    let at = request_transfer(&staff, &saved, "fr").await;
    clerk(&staff).await.form(&at).await.fill("reason", "C’est à vous").press("drop").await;
    assert_eq!(refused().await.as_deref(), Some("C’est à vous"));
    submitted(&staff, &saved).await;
    assert_eq!(refused().await, None);
    let version = staff.app.number(&format!("SELECT version FROM ministry_work WHERE question_id = {}", saved.id)).await;
    let mut unit = staff.begin(&staff_app::clerk()).await;
    let seen = ExpectedWorkVersion { question: saved.id, ministry: staff.health, version };
    unit.return_answer(seen, "À revoir").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(refused().await, None, "the answer that was returned is what is asked for now");
    staff.app.index().await;
}
