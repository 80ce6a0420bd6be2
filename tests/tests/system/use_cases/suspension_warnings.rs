//! Before a user suspends a ministry’s answer, or takes a question out of it, the confirmation says so.

use jawab_domain::Chamber;
use jawab_service::use_cases::SavedQuestion;
use jawab_tests::{apply, both_databases};

use super::{
    staff_app::{StaffApp, agent},
    suspended_answers::{DRAFT, hand_over, page_of, work, write_draft},
};
use crate::staff::reference::Dated as _;

/// A clerk records an answer on paper to one question alone. Returns what the confirmation says.
async fn recorded(staff: &StaffApp, saved: &SavedQuestion) -> String {
    let one = staff.app.clerk(Chamber::Councillors).await;
    let form = one.form(&format!("{}/record", page_of(saved, "sante"))).await;
    let confirmation = form.fill("text-fr", "Sur papier.").on("answered", "2026-11-21").submit().await;
    one.form_in(&confirmation, None).press("confirm").await;
    staff.app.index().await;
    confirmation.texts(".effect li").concat()
}

#[apply(both_databases)]
async fn whoever_records_an_answer_on_paper_is_told_what_becomes_of_the_one_that_is_prepared(staff: StaffApp) {
    let us = staff.app.agent(&[staff.health]).await;
    let waits = "sa réponse, qui attend votre décision, redevient un projet. Il est mis de côté";

    let alone = staff.published("Seule").await;
    hand_over(&staff, write_draft(&staff, &alone, &us, Vec::new()).await).await;
    let said = recorded(&staff, &alone).await;
    assert!(said.contains(waits) && said.contains("à valider et à envoyer de nouveau"), "{said}");
    assert_eq!(work(&staff, alone.id, staff.health).await, format!("drafted {} {DRAFT}", us.account));

    let (one, two) = (staff.published("Un").await, staff.published("Deux").await);
    write_draft(&staff, &one, &us, vec![two.id]).await;
    let said = recorded(&staff, &one).await;
    assert!(said.contains("Elle ne vaut plus que pour les autres questions.") && !said.contains("de côté"), "{said}");
    assert_eq!(work(&staff, one.id, staff.health).await, format!("assigned {} -", us.account), "nothing is there if it is annulled");
    assert_eq!(work(&staff, two.id, staff.health).await, format!("drafted - {DRAFT}"));

    let (one, two) = (staff.published("Trois").await, staff.published("Quatre").await);
    hand_over(&staff, write_draft(&staff, &one, &us, vec![two.id]).await).await;
    let said = recorded(&staff, &one).await;
    assert!(said.contains("sa réponse, qui attend votre décision, ne vaut plus que pour les autres questions."), "{said}");
    assert_eq!(work(&staff, two.id, staff.health).await, format!("submitted - {DRAFT}"));
}

#[apply(both_databases)]
async fn an_answer_that_others_are_owed_no_more_is_put_aside_and_the_page_says_so(staff: StaffApp) {
    let (one, two) = (staff.transmitted("Un").await, staff.transmitted("Deux").await);
    let us = staff.app.agent(&[staff.health]).await;
    hand_over(&staff, write_draft(&staff, &one, &us, vec![two.id]).await).await;
    staff.app.execute(&format!("UPDATE question SET status = 'lapsed', due_on = NULL, version = version + 1 WHERE id = {}", two.id)).await;
    let clerk = staff.app.clerk(Chamber::Councillors).await;
    let form = clerk.form(&format!("/fr/staff/questions/{}/transfer", one.code)).await;
    let confirmation = form.fill("to-q", "Éducation").fill("reason", "Compétence").submit().await;
    let said = confirmation.texts(".effect li").concat();
    assert!(said.contains("sa réponse, qui attend votre décision, redevient un projet. Il est mis de côté"), "{said}");
    clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(work(&staff, one.id, staff.health).await, format!("drafted {} {DRAFT}", us.account));
    staff.app.index().await;
}

#[apply(both_databases)]
async fn whoever_hands_an_answer_over_is_told_which_questions_it_leaves(staff: StaffApp) {
    let (one, two) = (staff.transmitted("Un").await, staff.transmitted("Deux").await);
    let us = staff.app.agent(&[staff.health]).await;
    let drafted = write_draft(&staff, &one, &us, vec![two.id]).await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    unit.clear_answer(drafted.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.execute(&format!("UPDATE question SET status = 'lapsed', due_on = NULL, version = version + 1 WHERE id = {}", two.id)).await;
    let confirmation = us.form_to(&page_of(&one, "sante"), "/submit").await.submit().await;
    let said = confirmation.texts(".effect li").concat();
    assert!(said.contains("La réponse est envoyée à la Chambre pour une question."), "{said}");
    assert!(said.contains("Elle ne vaut plus pour une question,") && confirmation.texts(".effect li li") == ["Deux"], "{said}");
    us.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(work(&staff, one.id, staff.health).await, format!("submitted {} {DRAFT}", us.account));
    assert_eq!(work(&staff, two.id, staff.health).await, "received - -");
    staff.app.index().await;
}
