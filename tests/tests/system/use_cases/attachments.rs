//! Attached documents.

use std::{
    fs::File,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use jawab_domain::access::{ActorId, Mandate};
use jawab_service::{Attachments, attachments::Document};
use jawab_tests::{apply, both_databases};
use serde_json::json;

use super::{
    api::{Program, program},
    staff_app::{StaffApp, clerk, colleague},
};

pub fn pdf(pages: usize) -> Vec<u8> {
    let kids: String = (3..3 + pages).map(|page| format!("{page} 0 R ")).collect();
    let leaves: String = (3..3 + pages).map(|page| format!("{page} 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n")).collect();
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [{kids}] /Count {pages} >>\nendobj\n\
         {leaves}trailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n"
    )
    .into_bytes()
}

async fn attach(staff: &StaffApp, code: &str, version: i64, key: &str, title: &str, file: Vec<u8>) -> jawab_tests::Page {
    attach_by(&program(staff).await, (code, version), key, title, file).await
}

async fn attach_by(program: &Program<'_>, (code, version): (&str, i64), key: &str, title: &str, file: Vec<u8>) -> jawab_tests::Page {
    let etag = format!("\"{version}\"");
    let headers = [("content-type", "application/pdf"), ("idempotency-key", key), ("if-match", etag.as_str()), ("accept-language", "fr")];
    program.send(&format!("/api/v1/questions/{code}/attachments?title={title}"), &headers, file).await
}

#[apply(both_databases)]
async fn a_document_is_attached_and_served_safely(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let (program, of) = (program(&staff).await, (saved.code.as_str(), saved.version));
    let title = "Lettre%20%D8%B1%D8%B3%D8%A7%D9%84%D8%A9%20%22%2F..%2F";
    let page = attach_by(&program, of, "a", title, pdf(2)).await;
    assert_eq!(page.status, 201, "{}", page.body);
    let response = page.json();
    assert_eq!((&response["pages"], &response["size"]), (&json!(2), &json!(pdf(2).len())));
    let address = response["url"].as_str().unwrap().strip_prefix("https://jawab.test").unwrap().to_owned();
    let served = staff.app.get(&address).await;
    assert_eq!((served.status.as_u16(), served.bytes.as_ref()), (200, pdf(2).as_slice()));
    assert_eq!((served.header("content-type"), served.header("x-content-type-options")), ("application/pdf", "nosniff"));
    assert_eq!(served.header("content-security-policy"), "default-src 'none'; sandbox");
    let tag = format!("\"{}\"", response["sha256"].as_str().unwrap());
    assert_eq!(served.header("etag"), tag);
    for (known, status) in [(tag.as_str(), 304), (&*format!("\"x\", W/{tag}"), 304), ("\"x\"", 200)] {
        let again = staff.app.get_with(&address, &[("if-none-match", known.as_bytes())]).await;
        assert_eq!((again.status.as_u16(), again.header("etag"), again.bytes.is_empty()), (status, &*tag, status == 304), "{known}");
        assert_eq!(again.header("cache-control"), "private, no-cache", "{known}");
    }
    // A document of this format does not compress, and is sent as it is.
    let packed = staff.app.get_with(&address, &[("accept-encoding", b"br, gzip")]).await;
    assert_eq!((packed.header("content-encoding"), &packed.bytes), ("", &served.bytes));
    let disposition = served.header("content-disposition");
    assert!(disposition.starts_with("attachment; ") && disposition.contains("%D8%B1") && !disposition.contains("%2F"), "{disposition}");
    // The same document only once; repeating the request does nothing, and is told the same.
    let again = attach_by(&program, of, "a", title, pdf(2)).await;
    assert_eq!((again.status, again.header("etag"), &again.body), (page.status, page.header("etag"), &page.body));
    let version = staff.reloaded(&saved).await.version;
    assert_eq!(page.header("etag"), format!("\"{version}\""));
    let twice = attach(&staff, &saved.code, version, "b", "Encore", pdf(2)).await;
    assert_eq!((twice.status.as_u16(), &twice.json()["errors"][0]["pointer"]), (422, &json!("/file")));
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM attachment").await, 1);
    assert_eq!(staff.events(saved.id).await.last().unwrap(), "attached");
    staff.app.index().await;
}

#[apply(both_databases)]
async fn what_is_no_pdf_is_refused(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let html = b"<html><script>alert(1)</script></html>".to_vec();
    for (file, status) in [(html, 422), (Vec::new(), 422), (pdf(501), 422), (vec![b' '; 20 * 1024 * 1024 + 1], 413)] {
        let page = attach(&staff, &saved.code, saved.version, "a", "Lettre", file).await;
        assert_eq!(page.status, status, "{}", page.body);
    }
    let headers = [("content-type", "application/json"), ("idempotency-key", "b"), ("if-match", "*")];
    let address = format!("/api/v1/questions/{}/attachments?title=Lettre", saved.code);
    assert_eq!(program(&staff).await.send(&address, &headers, pdf(1)).await.status, 415);
    let untitled = attach(&staff, &saved.code, saved.version, "a", "", pdf(1)).await;
    assert_eq!(untitled.json()["errors"][0]["pointer"], "/title");
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM attachment").await, 0);
}

#[apply(both_databases)]
async fn a_document_is_as_visible_as_what_has_it(staff: StaffApp) {
    let saved = staff.log("Brouillon").await;
    let page = attach(&staff, &saved.code, saved.version, "a", "Lettre", pdf(1)).await;
    let address = page.json()["url"].as_str().unwrap().strip_prefix("https://jawab.test").unwrap().to_owned();
    let ours = staff.app.clerk(jawab_domain::Chamber::Councillors).await;
    let theirs = staff.app.clerk(jawab_domain::Chamber::Representatives).await;
    let agent = staff.app.staff(Mandate::MinistryAgent(vec![staff.health])).await;
    let see = async |public: u16, own: u16, other: u16, ministry: u16| {
        assert_eq!(staff.app.get(&address).await.status, public);
        let saved = ours.get_once(&address).await;
        let cached = if public == 200 { "private, no-cache" } else { "no-store" };
        assert_eq!((saved.status.as_u16(), saved.header("cache-control")), (own, cached), "what is not public stays in no cache");
        assert_eq!(theirs.get_once(&address).await.status, other);
        assert_eq!(agent.get_once(&address).await.status, ministry);
    };
    see(404, 200, 404, 404).await;
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.deposit(staff.reloaded(&saved).await.expected(), Default::default()).await.unwrap();
    let saved = unit.transmit(saved.expected(), Default::default()).await.unwrap();
    unit.commit().await.unwrap();
    see(404, 200, 404, 200).await;
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.publish(saved.expected()).await.unwrap();
    let saved = unit.ask_hiding(saved.expected(), "Plainte").await.unwrap();
    unit.commit().await.unwrap();
    see(200, 200, 200, 200).await;
    let mut unit = staff.begin(&colleague()).await;
    unit.confirm_hiding(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    see(404, 200, 404, 200).await;
    assert_eq!(staff.app.get_with(&address, &[("if-none-match", b"*")]).await.status, 404, "what is hidden is not even known");
    assert_eq!(staff.app.get(&format!("/attachments/{}/x.pdf", "0".repeat(64))).await.status, 404);
    staff.app.index().await;
}

/// Requests the withdrawal of a document.
async fn withdraw(program: &Program<'_>, code: &str, key: &str, sha256: &str, body: serde_json::Value) -> jawab_tests::Page {
    let headers = [("content-type", "application/json"), ("idempotency-key", key), ("if-match", "*"), ("accept-language", "fr")];
    let address = format!("/api/v1/questions/{code}/attachments/{sha256}/withdraw");
    program.send(&address, &headers, body.to_string().into_bytes()).await
}

#[apply(both_databases)]
async fn a_document_that_was_attached_by_mistake_is_served_no_longer(staff: StaffApp) {
    let (saved, other) = (staff.published("Sujet").await, staff.published("Autre sujet").await);
    let response = attach(&staff, &saved.code, saved.version, "a", "Lettre", pdf(1)).await.json();
    assert_eq!(attach(&staff, &other.code, other.version, "b", "Lettre", pdf(1)).await.status, 201, "the same file");
    let (sha256, tag) = (response["sha256"].as_str().unwrap(), format!("\"{}\"", response["sha256"].as_str().unwrap()));
    let address = format!("/attachments/{sha256}/document.pdf");
    let program = program(&staff).await;
    let silent = withdraw(&program, &saved.code, "c", sha256, json!({ "reason": " " })).await;
    assert_eq!((silent.status.as_u16(), &silent.json()["errors"][0]["pointer"]), (422, &json!("/reason")), "{}", silent.body);
    let why = json!({ "reason": "Erreur de dossier" });
    for _ in 0..2 {
        let done = withdraw(&program, &saved.code, "d", sha256, why.clone()).await;
        assert_eq!(done.status, 200, "sent twice it is told the same: {}", done.body);
        assert!(!done.body.contains(sha256), "{}", done.body);
    }
    assert_eq!(staff.events(saved.id).await.iter().filter(|kind| *kind == "document_withdrawn").count(), 1);
    assert_eq!(staff.one("SELECT reason FROM event WHERE kind = 'document_withdrawn'").await, "Erreur de dossier");
    assert_eq!(staff.app.get(&address).await.status, 200, "another question has the same file");
    assert_eq!(withdraw(&program, &saved.code, "e", sha256, why.clone()).await.status, 404);
    assert_eq!(withdraw(&program, &other.code, "f", sha256, why).await.status, 200);
    for known in [b"\"x\"".as_slice(), tag.as_bytes(), b"*".as_slice()] {
        assert_eq!(staff.app.get_with(&address, &[("if-none-match", known)]).await.status, 404, "a copy is not even confirmed");
    }
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM attachment").await, 0);
    let version = staff.reloaded(&saved).await.version;
    assert_eq!(attach(&staff, &saved.code, version, "g", "Bonne", pdf(2)).await.status, 201, "another takes its place");
    staff.app.index().await;
}

#[apply(both_databases)]
async fn the_record_of_a_question_names_its_documents_and_those_of_its_answers(staff: StaffApp) {
    let answer = staff.answered("Sujet").await;
    let program = program(&staff).await;
    let (code, address) = (&answer.question.code, format!("/api/v1/questions/{}", answer.question.code));
    assert_eq!(staff.app.get_json(&address).await["attachments"], json!([]));
    let mut attached = Vec::new();
    for (key, of, pages) in [("a", String::new(), 2), ("b", format!("&answer={}", answer.code), 1)] {
        let headers = [("content-type", "application/pdf"), ("idempotency-key", key), ("if-match", "*")];
        let sent = program.send(&format!("/api/v1/questions/{code}/attachments?title=Annexe{of}"), &headers, pdf(pages)).await;
        attached.push(sent.json());
    }
    let named = |n: usize, answer: Option<&str>| {
        let (sha256, url, pages, size) = (&attached[n]["sha256"], &attached[n]["url"], &attached[n]["pages"], &attached[n]["size"]);
        json!({
            "title": "Annexe", "answer": answer, "media_type": "application/pdf", "pages": pages, "size": size, "sha256": sha256, "url": url,
        })
    };
    assert_eq!(staff.app.get_json(&address).await["attachments"], json!([named(0, None), named(1, Some(&answer.code))]));
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_document_of_an_answer_is_withdrawn_likewise(staff: StaffApp) {
    let answer = staff.answered("Sujet").await;
    let program = program(&staff).await;
    let headers = [("content-type", "application/pdf"), ("idempotency-key", "a"), ("if-match", "*")];
    let address = format!("/api/v1/questions/{}/attachments?title=Annexe&answer={}", answer.question.code, answer.code);
    let response = program.send(&address, &headers, pdf(1)).await.json();
    let sha256 = response["sha256"].as_str().unwrap();
    assert_eq!(staff.app.get(&format!("/attachments/{sha256}/x.pdf")).await.status, 200);
    let why = |answer: Option<&str>| json!({ "reason": "Erreur", "answer": answer });
    assert_eq!(withdraw(&program, &answer.question.code, "b", sha256, why(None)).await.status, 404, "the question itself has none");
    assert_eq!(withdraw(&program, &answer.question.code, "c", sha256, why(Some(&answer.code))).await.status, 200);
    assert_eq!(staff.app.get(&format!("/attachments/{sha256}/x.pdf")).await.status, 404);
    assert_eq!(staff.events(answer.question.id).await.last().unwrap(), "document_withdrawn");
    staff.app.index().await;
}

#[apply(both_databases)]
async fn what_is_refused_leaves_no_file(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let store = &staff.app.app.attachments;
    let sha256 = store.inspect(ActorId::Jawab, pdf(3).into()).await.unwrap().sha256().to_owned();
    for (key, code, version, title, status) in
        [("a", saved.code.as_str(), 99, "Lettre", 412), ("b", "nothing", 1, "Lettre", 404), ("c", &saved.code, saved.version, "", 422)]
    {
        let page = attach(&staff, code, version, key, title, pdf(3)).await;
        assert_eq!(page.status, status, "{}", page.body);
        assert_eq!(store.reinspect(ActorId::Jawab, &sha256).await.unwrap(), None, "{status}");
    }
    assert_eq!(attach(&staff, &saved.code, saved.version, "d", "Lettre", pdf(3)).await.status, 201);
    assert!(store.reinspect(ActorId::Jawab, &sha256).await.unwrap().is_some());
    staff.app.index().await;
}

/// The path of a document in a folder.
fn place(folder: &Path, document: &Document) -> PathBuf {
    folder.join(&document.sha256()[..2]).join(document.sha256())
}

/// Sets the time of a document far back.
fn age(folder: &Path, document: &Document) {
    let long_ago = SystemTime::now() - Duration::from_secs(25 * 60 * 60);
    File::open(place(folder, document)).unwrap().set_modified(long_ago).unwrap();
}

#[apply(both_databases)]
async fn files_that_nothing_names_are_removed_after_a_day(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let folder = tempfile::tempdir().unwrap();
    let (folder, db) = (folder.path(), staff.app.app.database.reader());
    let store = Attachments::in_folder(folder).unwrap();
    let mut documents = Vec::new();
    for pages in 1..=4 {
        let document = store.inspect(ActorId::Jawab, pdf(pages).into()).await.unwrap();
        store.store(&document).await.unwrap();
        documents.push(document);
    }
    let [named, unnamed, young, again] = documents.as_slice() else { panic!("four documents") };
    [named, unnamed, again].iter().for_each(|document| age(folder, document));
    assert_eq!(store.sweep(db).await.unwrap(), 0, "a database without any document is thought to be another one");
    let mut unit = staff.begin(&super::staff_app::clerk()).await;
    unit.attach(saved.expected(), None, "Lettre", named).await.unwrap();
    unit.commit().await.unwrap();
    store.store(again).await.unwrap();
    assert_eq!(store.sweep(db).await.unwrap(), 1);
    let there = [named, unnamed, young, again].map(|document| place(folder, document).exists());
    assert_eq!(there, [true, false, true, true]);
    store.store(unnamed).await.unwrap();
    assert!(store.reinspect(ActorId::Jawab, unnamed.sha256()).await.unwrap().is_some(), "it can be kept again");
    staff.app.index().await;
}
