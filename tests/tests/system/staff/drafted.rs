//! Drafts: the form of a new question that is sent once more after one was made of it makes no other one silently, and one that is not
//! wanted is deleted.

use jawab_domain::Chamber;
use jawab_tests::{Page, TestApp, apply, both_databases};

use super::acts::dated;

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
    // The page as the browser kept it, and as it is when the browser asks for it anew.
    let anew = clerk.get(&page.address).await;
    for back in [&page, &anew] {
        let same = clerk.form_in(back, None).fill("subject-fr", "Objet").press("save").await;
        assert_eq!((same.address.as_str(), drafts(&app).await), (draft.as_str(), vec!["Objet".to_owned()]));
    }
    for (back, words) in [(&page, "Objet précis"), (&anew, "Objet corrigé")] {
        let asked = clerk.form_in(back, None).fill("subject-fr", words).press("save").await;
        assert_eq!((asked_about(&asked), drafts(&app).await.len()), (draft.clone(), 1));
        // Back in the form it is asked about again.
        let form = clerk.form_in(&asked, None).press("back").await;
        assert_eq!(clerk.form_in(&form, None).value("subject-fr"), words);
        let asked = clerk.form_in(&form, None).press("save").await;
        assert_eq!((asked_about(&asked), drafts(&app).await.len()), (draft.clone(), 1));
        let changed = clerk.form_in(&asked, None).press("confirm").await;
        assert_eq!((changed.address.as_str(), drafts(&app).await), (draft.as_str(), vec![words.to_owned()]));
    }
    // Nor does a button that deposits make another one.
    for back in [&page, &anew] {
        let form = clerk.form_in(back, None).fill("subject-fr", "Objet").fill("text-fr", "Texte").fill("number", "77");
        let asked = dated(form, "deposited", ["3", "11", "2026"]).press("deposit").await;
        assert_eq!((asked_about(&asked), drafts(&app).await.len()), (draft.clone(), 1), "{}", asked.text());
    }
    // Somebody may have changed it since it was asked about.
    let asked = clerk.form_in(&anew, None).fill("subject-fr", "Objet dépassé").press("save").await;
    clerk.form(&format!("{draft}/edit")).await.fill("subject-fr", "Objet récent").press("save").await;
    let again = clerk.form_in(&asked, None).press("confirm").await;
    assert_eq!((again.status.as_u16(), asked_about(&again), drafts(&app).await), (409, draft, vec!["Objet récent".to_owned()]));

    let other = clerk.form_in(&again, None).press("another").await;
    assert_eq!((other.status.as_u16(), drafts(&app).await), (200, vec!["Objet récent".to_owned(), "Objet dépassé".to_owned()]));
    // A new page is a new question, whatever its words.
    let _ = clerk.form(NEW).await.fill("subject-fr", "Objet récent").press("save").await;
    assert_eq!(drafts(&app).await.len(), 3);
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
    for table in ["text", "sub_question", "author", "attribution", "press_citation"] {
        assert_eq!(app.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
    assert_eq!(app.strings("SELECT kind FROM event ORDER BY id").await, ["logged", "draft_deleted"]);
    assert_eq!(app.strings("SELECT action FROM audit WHERE action = 'question.draft_deleted'").await.len(), 1);

    // Its number is free, and what was deposited is no draft.
    let other = made("Autre").await;
    app.execute("UPDATE question SET status = 'deposited', deposited_on = '2026-11-02' WHERE number = 7").await;
    assert_eq!(clerk.get(&format!("{other}/delete-draft")).await.status, 409);
    assert!(!clerk.get(&other).await.attributes("main a", "href").iter().any(|link| link.ends_with("/delete-draft")));
    app.index().await;
}
