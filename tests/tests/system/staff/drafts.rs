//! Drafts: sending the form of a new question again after a draft was created from it creates no second one silently, and an
//! unwanted draft is deleted.

use jawab_domain::{Chamber, question::LinkKind};
use jawab_service::use_cases::{LinkInput, PressInput, QuestionInput};
use jawab_tests::{Page, TestApp, apply, both_databases};

use super::legal_acts::dated;
use crate::use_cases::staff_app::{StaffApp, clerk};

const NEW: &str = "/fr/staff/questions/new";

async fn drafts(app: &TestApp) -> Vec<String> {
    let of = "FROM text t JOIN question q ON q.id = t.question_id WHERE t.part = 'subject' AND q.status = 'draft' ORDER BY q.id";
    app.strings(&format!("SELECT t.body {of}")).await
}

/// The draft that a page asks about.
fn asked_about(page: &Page) -> String {
    assert!(page.texts(".effect li").concat().starts_with("Un brouillon a déjà été enregistré"), "{}", page.text());
    page.attributes(".effect li a", "href").concat()
}

#[apply(both_databases)]
async fn whoever_goes_back_to_the_form_of_a_draft_is_asked_which_one_is_meant(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let page = clerk.get(NEW).await;
    assert!(page.address.starts_with(&format!("{NEW}?form=")), "its address names its showing: {}", page.address);
    let draft = clerk.form_in(&page, None).fill("subject-fr", "Objet").press("save").await.address;
    // The page as cached by the browser, and as requested again.
    let anew = clerk.get(&page.address).await;
    for back in [&page, &anew] {
        let same = clerk.form_in(back, None).fill("subject-fr", "Objet").press("save").await;
        assert_eq!((same.address.as_str(), drafts(&app).await), (draft.as_str(), vec!["Objet".to_owned()]));
    }
    for (back, words) in [(&page, "Objet précis"), (&anew, "Objet corrigé")] {
        let confirmation = clerk.form_in(back, None).fill("subject-fr", words).press("save").await;
        assert_eq!((asked_about(&confirmation), drafts(&app).await.len()), (draft.clone(), 1));
        // Back in the form, the confirmation is shown again.
        let form = clerk.form_in(&confirmation, None).press("back").await;
        assert_eq!(clerk.form_in(&form, None).value("subject-fr"), words);
        let confirmation = clerk.form_in(&form, None).press("save").await;
        assert_eq!((asked_about(&confirmation), drafts(&app).await.len()), (draft.clone(), 1));
        let changed = clerk.form_in(&confirmation, None).press("confirm").await;
        assert_eq!((changed.address.as_str(), drafts(&app).await), (draft.as_str(), vec![words.to_owned()]));
    }
    // Nor does a button that deposits create another one.
    for back in [&page, &anew] {
        let form = clerk.form_in(back, None).fill("subject-fr", "Objet").fill("text-fr", "Texte").fill("number", "77");
        let confirmation = dated(form, "deposited", ["3", "11", "2026"]).press("deposit").await;
        assert_eq!((asked_about(&confirmation), drafts(&app).await.len()), (draft.clone(), 1), "{}", confirmation.text());
    }
    // Another user may have changed it since it was asked about.
    let confirmation = clerk.form_in(&anew, None).fill("subject-fr", "Objet dépassé").press("save").await;
    clerk.form(&format!("{draft}/edit")).await.fill("subject-fr", "Objet récent").press("save").await;
    let again = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!((again.status.as_u16(), asked_about(&again), drafts(&app).await), (409, draft, vec!["Objet récent".to_owned()]));

    let other = clerk.form_in(&again, None).press("another").await;
    assert_eq!((other.status.as_u16(), drafts(&app).await), (200, vec!["Objet récent".to_owned(), "Objet dépassé".to_owned()]));
    // A new page is a new question, whatever its text.
    let _ = clerk.form(NEW).await.fill("subject-fr", "Objet récent").press("save").await;
    assert_eq!(drafts(&app).await.len(), 3);
    app.index().await;
}

#[apply(both_databases)]
async fn whoever_goes_back_to_a_copy_that_was_taken_up_is_asked_which_draft_is_meant(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    assert_eq!(clerk.form(NEW).await.fill("subject-fr", "Objet").keep().await.status, 204);
    let page = clerk.get(&clerk.get(NEW).await.attributes(".kept a.button", "href").concat()).await;
    assert!(page.address.contains("?kept=") && page.address.contains("&form="), "its address names both: {}", page.address);
    assert_eq!(clerk.form_in(&page, None).value("subject-fr"), "Objet");
    let draft = clerk.form_in(&page, None).press("save").await.address;
    assert_eq!(drafts(&app).await, ["Objet"]);
    // The page as cached by the browser, and as requested again, which the browser fills again.
    let anew = clerk.get(&page.address).await;
    assert!(!clerk.form_in(&anew, None).value("made").is_empty(), "{}", anew.text());
    for back in [&page, &anew] {
        let confirmation = clerk.form_in(back, None).fill("subject-fr", "Objet corrigé").press("save").await;
        assert_eq!((asked_about(&confirmation), drafts(&app).await.len()), (draft.clone(), 1));
    }
    app.index().await;
}

#[apply(both_databases)]
async fn of_a_copy_that_is_gone_the_page_says_so_and_offers_what_goes_on_from_it(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    assert_eq!(clerk.form(NEW).await.fill("subject-fr", "Objet").keep().await.status, 204);
    let page = clerk.get(&clerk.get(NEW).await.attributes(".kept a.button", "href").concat()).await;
    assert!(!page.text().contains("n’existe plus"), "{}", page.text());
    assert_eq!(clerk.form_in(&page, None).fill("subject-fr", "Objet précis").keep().await.status, 204);
    let again = clerk.get(&page.address).await;
    assert!(again.texts("main .notice").concat().contains("n’existe plus"), "{}", again.text());
    assert!(again.texts(".kept").concat().contains("Objet précis"), "{}", again.text());
    app.index().await;
}

#[apply(both_databases)]
async fn what_is_sent_again_as_it_was_is_nowhere_offered_as_unfinished(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let page = clerk.get(NEW).await;
    let draft = clerk.form_in(&page, None).fill("subject-fr", "Objet").press("save").await.address;
    let anew = clerk.get(&page.address).await;
    let saved = clerk.form_in(&anew, None).fill("subject-fr", "Objet").keep().await;
    assert_eq!((saved.status.as_u16(), clerk.get(NEW).await.all(".kept").len()), (204, 1), "{}", saved.text());
    let same = clerk.form_in(&anew, None).fill("subject-fr", "Objet").press("save").await;
    assert_eq!((same.address, drafts(&app).await.len()), (draft, 1));
    assert!(clerk.get(NEW).await.all(".kept").is_empty(), "it is saved");
    app.index().await;
}

#[apply(both_databases)]
async fn a_draft_is_deleted_with_all_that_is_in_it_and_its_history_stays(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let made = async |words: &str| {
        let form =
            clerk.form(NEW).await.fill("subject-fr", words).fill("sub-1-fr", "Combien ?").fill("legislature", "11").fill("number", "7");
        form.press("save").await.address
    };
    let draft = made("Brouillon de trop").await;
    let page = clerk.get(&draft).await;
    assert!(page.texts("main a").iter().any(|link| link == "Supprimer le brouillon…"), "{}", page.text());
    let form = clerk.form(&format!("{draft}/delete-draft")).await;
    let entered = form.enter().await;
    assert_eq!((entered.status.as_u16(), drafts(&app).await.len()), (200, 1), "the Enter key deletes nothing");
    let page = clerk.get(&format!("{draft}/delete-draft")).await;
    assert!(page.text().contains("le public ne l’a jamais vue"), "{}", page.text());
    for _sent in 0..2 {
        let done = clerk.form_in(&page, None).press("go").await;
        assert_eq!(done.texts(".flash"), ["Le brouillon est supprimé."], "{}", done.text());
        assert!(done.address.ends_with("/fr/staff/questions"), "{}", done.address);
    }
    for gone in [draft.clone(), format!("{draft}/edit"), format!("{draft}/history"), format!("{draft}/delete-draft")] {
        assert_eq!(clerk.get(&gone).await.status, 404, "{gone}");
    }
    for list in ["/fr/staff/questions", "/fr/staff/questions?tab=drafts", "/fr/staff/chamber"] {
        assert!(!clerk.get(list).await.text().contains("Brouillon de trop"), "{list}");
    }
    assert_eq!(app.strings("SELECT kind FROM event ORDER BY id").await, ["logged", "draft_deleted"]);
    assert_eq!(app.strings("SELECT action FROM audit WHERE action = 'question.draft_deleted'").await.len(), 1);

    // Its number is free, and a deposited question is no draft.
    let other = made("Autre").await;
    app.execute("UPDATE question SET status = 'deposited', deposited_on = '2026-11-02' WHERE number = 7").await;
    assert_eq!(clerk.get(&format!("{other}/delete-draft")).await.status, 409);
    assert!(!clerk.get(&other).await.attributes("main a", "href").iter().any(|link| link.ends_with("/delete-draft")));
    app.index().await;
}

#[apply(both_databases)]
async fn nothing_that_was_in_a_deleted_draft_is_left(staff: StaffApp) {
    let other = staff.published("Autre").await;
    let theme = staff.app.number("SELECT id FROM theme").await;
    let press = PressInput { title: Some("Un article".into()), outlet: Some("Un journal".into()), ..PressInput::default() };
    let links = vec![LinkInput { kind: LinkKind::Repeats, to: other.id }];
    let mut unit = staff.begin(&clerk()).await;
    let draft = unit.log(QuestionInput { themes: vec![theme], press: vec![press], links, ..staff.question("De trop") }).await.unwrap();
    unit.commit().await.unwrap();
    let id = draft.id;
    staff.app.execute(&format!("INSERT INTO question_link (from_id, kind, to_id) VALUES ({}, 'renews', {id})", other.id)).await;
    staff.app.execute(&format!("INSERT INTO reference_alias VALUES ('councillors', 11, 77, {id})")).await;
    let columns = "question_id, sha256, media_type, size_bytes, pages, title, created_at";
    let row = format!("{id}, '{}', 'application/pdf', 1, 1, 'Un document', '2026-11-21T10:00:00Z'", "0".repeat(64));
    staff.app.execute(&format!("INSERT INTO attachment ({columns}) VALUES ({row})")).await;
    let subs = format!("SELECT id FROM sub_question WHERE question_id = {id}");
    let left = async || {
        let mut left = Vec::new();
        for (table, of) in [
            ("text", format!("question_id = {id} OR sub_question_id IN ({subs})")),
            ("sub_question", format!("question_id = {id}")),
            ("author", format!("question_id = {id}")),
            ("attribution", format!("question_id = {id}")),
            ("question_theme", format!("question_id = {id}")),
            ("question_link", format!("from_id = {id}")),
            ("question_link", format!("to_id = {id}")),
            ("press_citation", format!("question_id = {id}")),
            ("attachment", format!("question_id = {id}")),
            ("question_language", format!("question_id = {id}")),
            ("reference_alias", format!("question_id = {id}")),
            ("text_need", format!("question_id = {id}")),
        ] {
            if staff.app.number(&format!("SELECT COUNT(*) FROM {table} WHERE {of}")).await > 0 {
                left.push(table);
            }
        }
        left
    };
    assert_eq!(left().await.len(), 12, "the draft has something of all: {:?}", left().await);
    let mut unit = staff.begin(&clerk()).await;
    unit.delete_draft(draft.expected()).await.unwrap();
    unit.commit().await.unwrap();
    assert!(left().await.is_empty(), "{:?}", left().await);
    staff.app.index().await;
}
