//! What is done to a question is what its page said: where something else would follow by now, that is shown first.

use jawab_domain::{AnswerKind, Chamber};
use jawab_service::work::{Kept, SeenWork};
use jawab_tests::{Client, Page, apply, both_databases};

use crate::{
    staff::reference::Dated as _,
    work::desk::{Desk, agent},
};

/// The ministry asks for a question to go elsewhere; where that is decided.
async fn wished(desk: &Desk, kept: &Kept, locale: &str) -> String {
    let mut turn = desk.turn(&agent(desk.health)).await;
    let request = turn.ask_transfer(kept.id, desk.health, desk.education, "Pas à nous").await.unwrap();
    turn.commit().await.unwrap();
    format!("/{locale}/staff/questions/{}/decide-transfer?request={request}", kept.code)
}

/// The ministry hands its answer to the Chamber.
async fn submitted(desk: &Desk, kept: &Kept) {
    let mut turn = desk.turn(&agent(desk.health)).await;
    let begun = SeenWork { question: kept.id, ministry: desk.health, version: 0 };
    let draft = turn.draft_answer(begun, &desk.answer(AnswerKind::Final, "Oui.")).await.unwrap();
    let cleared = turn.clear_answer(draft.seen()).await.unwrap();
    turn.submit_answer(cleared.seen()).await.unwrap();
    turn.commit().await.unwrap();
}

/// By when whoever has a question answers.
async fn due(desk: &Desk, kept: &Kept) -> String {
    desk.one(&format!("SELECT CAST(due_on AS TEXT) FROM attribution WHERE question_id = {} AND until IS NULL", kept.id)).await
}

/// What a page says would happen.
fn effect(page: &Page) -> String {
    page.texts(".effect").concat()
}

/// A page that shows something else than was seen before it does anything.
fn shown_again(page: &Page, words: &str) {
    assert_eq!(page.status, 422, "{}", page.text());
    assert!(page.texts(".error-summary").concat().contains(words), "{}", page.text());
}

fn done(page: &Page) {
    assert_eq!((page.status.as_u16(), page.texts(".flash").len()), (200, 1), "{}", page.text());
}

async fn clerk(desk: &Desk) -> Client {
    desk.app.clerk(Chamber::Councillors).await
}

const FRENCH: &str = "Les effets ne seraient plus ceux qui étaient affichés";
const ARABIC: &str = "لم تعد الآثار هي التي كانت معروضة";

#[apply(both_databases)]
async fn a_wish_granted_for_another_day_says_the_new_due_date_first(desk: Desk) {
    desk.app.execute("UPDATE deadline_rule SET restarts_on_transfer = TRUE").await;
    let clerk = clerk(&desk).await;
    for (locale, today, that_day, words) in
        [("fr", "vendredi 11 décembre 2026", "lundi 30 novembre 2026", FRENCH), ("ar", "11 دجنبر 2026", "30 نونبر 2026", ARABIC)]
    {
        let kept = desk.published(&format!("Sujet {locale}")).await;
        let page = clerk.get(&wished(&desk, &kept, locale).await).await;
        assert!(effect(&page).contains(today), "{}", page.text());
        let again = clerk.form_in(&page, None).on("on", "2026-11-10").submit().await;
        shown_again(&again, words);
        assert!(effect(&again).contains(that_day) && !effect(&again).contains(today), "{}", again.text());
        assert_eq!(clerk.form_in(&again, None).value("on-day"), "10", "what was typed stays");
        assert_eq!(
            (desk.events(kept.id).await.last().unwrap().as_str(), due(&desk, &kept).await.as_str()),
            ("transfer_asked", "2026-11-24")
        );
        let granted = clerk.form_in(&again, None).submit().await;
        done(&granted);
        assert_eq!((desk.events(kept.id).await.last().unwrap().as_str(), due(&desk, &kept).await.as_str()), ("transferred", "2026-11-30"));
        done(&clerk.form_in(&again, None).submit().await);
    }
    // Of the day that was shown it is granted at once, and refused whatever the day.
    let kept = desk.published("Autre sujet").await;
    let at = wished(&desk, &kept, "fr").await;
    let refused = clerk.form(&at).await.on("on", "2026-11-10").fill("reason", "C’est à vous").press("drop").await;
    assert!(refused.status == 200 && desk.events(kept.id).await.ends_with(&["transfer_refused".to_owned()]), "{}", refused.text());
    done(&clerk.form(&wished(&desk, &kept, "fr").await).await.submit().await);
    assert_eq!(due(&desk, &kept).await, "2026-12-11");
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_wish_is_granted_for_the_day_that_its_page_says(desk: Desk) {
    let (clerk, kept) = (clerk(&desk).await, desk.published("Sujet").await);
    let at = wished(&desk, &kept, "fr").await;
    // All that is said of a transfer which the Chamber makes of its own.
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
    assert_eq!(due(&desk, &kept).await, "2026-11-24");
    desk.app.index().await;
}

#[apply(both_databases)]
async fn an_answer_handed_in_meanwhile_is_not_dropped_unseen(desk: Desk) {
    let clerk = clerk(&desk).await;
    let kept = desk.published("Sujet").await;
    let page = clerk.get(&wished(&desk, &kept, "fr").await).await;
    submitted(&desk, &kept).await;
    let again = clerk.form_in(&page, None).submit().await;
    shown_again(&again, FRENCH);
    assert!(
        effect(&again).contains("Santé : sa réponse, qui attend votre décision, redevient un projet. Il est mis de côté"),
        "{}",
        again.text()
    );
    done(&clerk.form_in(&again, None).submit().await);

    let kept = desk.published("Autre sujet").await;
    let asked = clerk.form(&format!("/ar/staff/questions/{}/withdraw", kept.code)).await.fill("reason", "طلب صاحبه").submit().await;
    submitted(&desk, &kept).await;
    let again = clerk.form_in(&asked, None).press("confirm").await;
    shown_again(&again, ARABIC);
    assert!(effect(&again).contains("جوابه الذي ينتظر قراركم يعود مشروعا."), "{}", again.text());
    assert_eq!(desk.events(kept.id).await.last().unwrap(), "answer_submitted");
    let withdrawn = clerk.form_in(&again, None).press("confirm").await;
    done(&withdrawn);
    assert_eq!(
        (withdrawn.address.as_str(), desk.events(kept.id).await.contains(&"withdrawn".to_owned())),
        (format!("/ar/staff/questions/{}", kept.code).as_str(), true)
    );
    desk.app.index().await;
}
