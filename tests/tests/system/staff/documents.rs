//! Documents on the clerk's pages: public ones are confirmed first, and those attached by mistake are withdrawn.

use jawab_domain::{Chamber, access::Mandate};
use jawab_tests::{
    Client, Page, TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::json;

const PDF: &str = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
    3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n";

/// A clerk, and the work page of a public question.
async fn set_up(app: &TestApp) -> (Client, String) {
    app.load(&[record("a", json!({ "chamber": "councillors", "legislature": 11, "number": 1 }))]).await;
    (app.clerk(Chamber::Councillors).await, format!("/fr/staff/questions/{}", app.code("a").await))
}

/// Sends the form of a document.
async fn sent(clerk: &Client, work: &str, title: &str) -> Page {
    let at = format!("{work}/attach");
    let form = clerk.form(&at).await;
    let (once, version) = (form.value("once"), form.value("version"));
    let fields = [("once", once.as_str(), None), ("version", &version, None), ("do", "go", None), ("title", title, None)];
    let fields: Vec<_> = fields.into_iter().chain([("file", PDF, Some("l.pdf"))]).collect();
    clerk.post_files(&at, &fields).await
}

/// What a form says whose file is to be chosen again.
const AGAIN: &str = "Le navigateur n’a pas gardé le fichier : choisissez-le de nouveau.";

async fn attached(app: &TestApp) -> i64 {
    app.number("SELECT COUNT(*) FROM attachment").await
}

#[apply(both_databases)]
async fn a_document_that_everybody_will_see_is_confirmed_first(app: TestApp) {
    let (clerk, work) = set_up(&app).await;
    let form = clerk.get(&format!("{work}/attach")).await;
    assert_eq!(form.texts("main form .actions button"), ["Joindre et publier"], "{}", form.text());
    let confirmation = sent(&clerk, &work, "Lettre").await;
    assert_eq!(
        confirmation.texts(".effect li"),
        [
            "Lettre : PDF, 1 page, 1 Kio",
            "La question est publique : tout le monde le voit aussitôt.",
            "Joint par erreur, le document pourra être retiré avec un motif ; qui l’a téléchargé en garde sa copie.",
        ],
        "{}",
        confirmation.text()
    );
    assert_eq!(attached(&app).await, 0, "nothing is attached before that");
    // The back button and the Enter key lead to the form with its input.
    for back in [clerk.form_in(&confirmation, None).press("back").await, clerk.form_in(&confirmation, None).enter().await] {
        assert_eq!((back.status.as_u16(), clerk.form_in(&back, None).value("title")), (200, "Lettre".into()), "{}", back.text());
        assert!(back.texts("main .notice").concat().contains(AGAIN), "{}", back.text());
    }
    assert_eq!(attached(&app).await, 0);
    let done = clerk.confirm(confirmation).await;
    assert_eq!((done.texts(".flash"), attached(&app).await), (vec!["Le fichier est joint.".to_owned()], 1), "{}", done.text());
    // A named document that was never stored is asked for again.
    let confirmation = sent(&clerk, &work, "Autre").await;
    assert_eq!(confirmation.attributes(".error-summary a", "href"), ["#f-file"], "it is there already: {}", confirmation.text());
    let form = clerk.form(&format!("{work}/attach")).await;
    let (once, version) = (form.value("once"), form.value("version"));
    for hash in ["0".repeat(64), "../keys".into(), String::new()] {
        let fields = [("once", once.as_str()), ("version", &version), ("do", "confirm"), ("title", "Autre"), ("sha256", &hash)];
        let page = clerk.post(&format!("{work}/attach"), &fields).await;
        assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-file".to_owned()]), "{hash}");
    }
    assert_eq!(attached(&app).await, 1);
    app.index().await;
}

#[apply(both_databases)]
async fn a_file_that_the_browser_does_not_keep_is_to_be_chosen_again(app: TestApp) {
    let (clerk, work) = set_up(&app).await;
    let at = format!("{work}/attach");
    assert!(clerk.get(&at).await.all("main .notice").is_empty());
    let form = clerk.form(&at).await;
    let (once, version) = (form.value("once"), form.value("version"));
    // The Enter key in the title, and a title that is refused.
    let long = "a".repeat(2_000);
    for (act, title, status) in [("enter", "Lettre", 200), ("go", long.as_str(), 422)] {
        let fields = [("once", once.as_str(), None), ("version", &version, None), ("do", act, None), ("title", title, None)];
        let with_file: Vec<_> = fields.into_iter().chain([("file", PDF, Some("l.pdf"))]).collect();
        let page = clerk.post_files(&at, &with_file).await;
        assert_eq!((page.status.as_u16(), page.texts("main .notice")), (status, vec![AGAIN.to_owned()]), "{act}: {}", page.text());
    }
    // Where none was chosen, none is to be chosen again.
    let fields = [("once", once.as_str(), None), ("version", &version, None), ("do", "enter", None), ("file", "", Some(""))];
    assert!(clerk.post_files(&at, &fields).await.all("main .notice").is_empty());
    assert_eq!(attached(&app).await, 0);
    app.index().await;
}

#[apply(both_databases)]
async fn what_nobody_sees_yet_is_attached_at_once(app: TestApp) {
    let (clerk, work) = set_up(&app).await;
    app.execute("UPDATE question SET publication = 'unpublished'").await;
    let form = clerk.get(&format!("{work}/attach")).await;
    assert_eq!(form.texts("main form .actions button"), ["Joindre un document"], "{}", form.text());
    let done = clerk.follow(sent(&clerk, &work, "Lettre").await).await;
    assert_eq!((done.texts(".flash").len(), attached(&app).await), (1, 1), "{}", done.text());
    app.index().await;
}

#[apply(both_databases)]
async fn what_is_refused_is_said_before_it_is_confirmed(app: TestApp) {
    let (clerk, work) = set_up(&app).await;
    let untitled = sent(&clerk, &work, "").await;
    assert_eq!((untitled.status.as_u16(), untitled.attributes(".error-summary a", "href")), (422, vec!["#f-title".to_owned()]));
    let confirmation = sent(&clerk, &work, "Lettre").await;
    app.execute("UPDATE question SET version = version + 1").await;
    let late = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!((late.status.as_u16(), clerk.form_in(&late, None).value("title")), (409, "Lettre".into()), "{}", late.text());
    assert_eq!(attached(&app).await, 0);
    app.index().await;
}

#[apply(both_databases)]
async fn a_document_that_was_attached_by_mistake_is_withdrawn_with_a_reason(app: TestApp) {
    let (clerk, work) = set_up(&app).await;
    assert!(!clerk.get(&work).await.body.contains("/withdraw-document"), "there is nothing to withdraw");
    clerk.confirm(sent(&clerk, &work, "Lettre du cabinet").await).await;
    let public = app.get("/fr/questions/councillors/11/1").await;
    let address = public.attributes("a[href^='/attachments/']", "href").concat();
    assert_eq!(app.get(&address).await.status, 200);
    assert!(clerk.get(&work).await.body.contains("/withdraw-document"));
    assert_eq!(clerk.get(&format!("{work}/detach")).await.status, 409, "what was published is not taken off without a word");
    let form = clerk.get(&format!("{work}/withdraw-document")).await;
    assert!(form.text().contains("Lettre du cabinet"), "{}", form.text());
    let value = form.attributes("input[name=document]", "value").remove(0);
    let silent = clerk.form_in(&form, None).fill("document", &value).send().await;
    assert_eq!((silent.status.as_u16(), silent.attributes(".error-summary a", "href")), (422, vec!["#f-reason".to_owned()]));
    let page = clerk.form_in(&silent, None).fill("reason", "Celle d’un autre dossier").submit().await;
    assert_eq!(page.texts(".flash"), ["Le document est retiré et n’est plus accessible."], "{}", page.text());
    assert_eq!((app.get(&address).await.status.as_u16(), clerk.get_once(&address).await.status.as_u16()), (404, 404));
    assert!(app.get("/fr/questions/councillors/11/1").await.all("a[href^='/attachments/']").is_empty());
    let history = clerk.get(&format!("{work}/history")).await.text();
    assert!(history.contains("Document retiré, joint par erreur") && history.contains("Celle d’un autre dossier"), "{history}");
    // The right one takes its place.
    let done = clerk.confirm(sent(&clerk, &work, "La bonne lettre").await).await;
    assert_eq!((done.texts(".flash").len(), app.get(&address).await.status.as_u16()), (1, 200), "{}", done.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_ministry_reads_the_documents_of_its_question_and_learns_whether_readers_see_it(app: TestApp) {
    let asked = |number: i32, of: serde_json::Value| {
        let days = ("2026-11-19", "2026-11-20");
        json!({
            "chamber": "councillors", "legislature": 11, "number": number, "deposited_on": days.0, "transmitted_on": days.1, "ministry": of,
        })
    };
    app.load(&[record("a", asked(1, ministries::health())), record("b", asked(2, ministries::education()))]).await;
    let (clerk, code) = (app.clerk(Chamber::Councillors).await, app.code("a").await);
    clerk.confirm(sent(&clerk, &format!("/fr/staff/questions/{code}"), "Lettre").await).await;
    let with = async |question: &str| {
        let of =
            format!("SELECT ministry_id FROM attribution WHERE question_id = (SELECT id FROM question WHERE source_id = '{question}')");
        app.number(&of).await
    };
    let (ours, others) = (with("a").await, with("b").await);
    let agent = app.staff(Mandate::MinistryAgent(vec![ours])).await;
    let slug = app.strings(&format!("SELECT slug FROM ministry WHERE id = {ours}")).await.remove(0);
    let (at, public) = (format!("/fr/staff/answers/{code}/{slug}"), "/fr/questions/councillors/11/1");
    let page = agent.get(&at).await;
    assert_eq!(page.texts("section[aria-labelledby=attachments] a"), ["Lettre"], "{}", page.text());
    assert_eq!(page.attributes("main .heading a", "href"), [public], "{}", page.text());
    assert!(!page.text().contains("masquée au public"), "{}", page.text());

    app.hide("a").await;
    let page = agent.get(&at).await;
    assert!(page.text().contains("Cette question est masquée au public."), "{}", page.text());
    assert!(page.attributes("main .heading a", "href").is_empty(), "it has no public page: {}", page.text());
    let document = page.attributes("section[aria-labelledby=attachments] a", "href").remove(0);
    let other = app.staff(Mandate::MinistryAgent(vec![others])).await;
    let seen = [agent.get(&document).await.status.as_u16(), other.get(&document).await.status.as_u16()];
    assert_eq!((seen, app.get(&document).await.status.as_u16()), ([200, 404], 404));
    app.index().await;
}
