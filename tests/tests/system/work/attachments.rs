//! Attached documents.

use jawab_domain::access::Mandate;
use jawab_tests::{apply, both_databases};
use serde_json::json;

use super::{
    api::program,
    desk::{Desk, clerk, colleague},
};

fn pdf(pages: usize) -> Vec<u8> {
    let kids: String = (3..3 + pages).map(|page| format!("{page} 0 R ")).collect();
    let leaves: String = (3..3 + pages).map(|page| format!("{page} 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n")).collect();
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [{kids}] /Count {pages} >>\nendobj\n\
         {leaves}trailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n"
    )
    .into_bytes()
}

async fn attach(desk: &Desk, code: &str, version: i64, key: &str, title: &str, file: Vec<u8>) -> jawab_tests::Page {
    let program = program(desk).await;
    let etag = format!("\"{version}\"");
    let headers = [("content-type", "application/pdf"), ("idempotency-key", key), ("if-match", etag.as_str()), ("accept-language", "fr")];
    program.send(&format!("/api/v1/questions/{code}/attachments?title={title}"), &headers, file).await
}

#[apply(both_databases)]
async fn a_document_is_attached_and_served_safely(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let page = attach(&desk, &kept.code, kept.version, "a", "Lettre%20%D8%B1%D8%B3%D8%A7%D9%84%D8%A9%20%22%2F..%2F", pdf(2)).await;
    assert_eq!(page.status, 201, "{}", page.body);
    let told = page.json();
    assert_eq!((&told["pages"], &told["size"]), (&json!(2), &json!(pdf(2).len())));
    let address = told["url"].as_str().unwrap().strip_prefix("https://jawab.test").unwrap().to_owned();
    let served = desk.app.get(&address).await;
    assert_eq!((served.status.as_u16(), served.bytes.as_ref()), (200, pdf(2).as_slice()));
    assert_eq!((served.header("content-type"), served.header("x-content-type-options")), ("application/pdf", "nosniff"));
    assert_eq!(served.header("content-security-policy"), "default-src 'none'; sandbox");
    let tag = format!("\"{}\"", told["sha256"].as_str().unwrap());
    assert_eq!(served.header("etag"), tag);
    for (known, status) in [(tag.as_str(), 304), (&*format!("\"x\", W/{tag}"), 304), ("\"x\"", 200)] {
        let again = desk.app.get_with(&address, &[("if-none-match", known.as_bytes())]).await;
        assert_eq!((again.status.as_u16(), again.header("etag"), again.bytes.is_empty()), (status, &*tag, status == 304), "{known}");
        assert_eq!(again.header("cache-control"), "private, no-cache", "{known}");
    }
    // A document of this format gets no smaller, and is sent as it is.
    let packed = desk.app.get_with(&address, &[("accept-encoding", b"br, gzip")]).await;
    assert_eq!((packed.header("content-encoding"), &packed.bytes), ("", &served.bytes));
    let disposition = served.header("content-disposition");
    assert!(disposition.starts_with("attachment; ") && disposition.contains("%D8%B1") && !disposition.contains("%2F"), "{disposition}");
    // The same document once only; what is sent again does nothing again.
    let version = desk.again(&kept).await.version;
    let twice = attach(&desk, &kept.code, version, "b", "Encore", pdf(2)).await;
    assert_eq!((twice.status.as_u16(), &twice.json()["errors"][0]["pointer"]), (422, &json!("/file")));
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM attachment").await, 1);
    assert_eq!(desk.events(kept.id).await.last().unwrap(), "attached");
    desk.app.index().await;
}

#[apply(both_databases)]
async fn what_is_no_pdf_is_refused(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let html = b"<html><script>alert(1)</script></html>".to_vec();
    for (file, status) in [(html, 422), (Vec::new(), 422), (pdf(501), 422), (vec![b' '; 20 * 1024 * 1024 + 1], 413)] {
        let page = attach(&desk, &kept.code, kept.version, "a", "Lettre", file).await;
        assert_eq!(page.status, status, "{}", page.body);
    }
    let headers = [("content-type", "application/json"), ("idempotency-key", "b"), ("if-match", "*")];
    let address = format!("/api/v1/questions/{}/attachments?title=Lettre", kept.code);
    assert_eq!(program(&desk).await.send(&address, &headers, pdf(1)).await.status, 415);
    let untitled = attach(&desk, &kept.code, kept.version, "a", "", pdf(1)).await;
    assert_eq!(untitled.json()["errors"][0]["pointer"], "/title");
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM attachment").await, 0);
}

#[apply(both_databases)]
async fn a_document_is_as_visible_as_what_has_it(desk: Desk) {
    let kept = desk.log("Brouillon").await;
    let page = attach(&desk, &kept.code, kept.version, "a", "Lettre", pdf(1)).await;
    let address = page.json()["url"].as_str().unwrap().strip_prefix("https://jawab.test").unwrap().to_owned();
    let ours = desk.app.clerk(jawab_domain::Chamber::Councillors).await;
    let theirs = desk.app.clerk(jawab_domain::Chamber::Representatives).await;
    let agent = desk.app.staff(Mandate::MinistryAgent(vec![desk.health])).await;
    let see = async |public: u16, own: u16, other: u16, ministry: u16| {
        assert_eq!(desk.app.get(&address).await.status, public);
        let kept = ours.get_once(&address).await;
        let cached = if public == 200 { "private, no-cache" } else { "no-store" };
        assert_eq!((kept.status.as_u16(), kept.header("cache-control")), (own, cached), "what is not public stays in no cache");
        assert_eq!(theirs.get_once(&address).await.status, other);
        assert_eq!(agent.get_once(&address).await.status, ministry);
    };
    see(404, 200, 404, 404).await;
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.deposit(desk.again(&kept).await.seen(), Default::default()).await.unwrap();
    let kept = turn.transmit(kept.seen(), Default::default()).await.unwrap();
    turn.commit().await.unwrap();
    see(404, 200, 404, 200).await;
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.publish(kept.seen()).await.unwrap();
    let kept = turn.ask_hiding(kept.seen(), "Plainte").await.unwrap();
    turn.commit().await.unwrap();
    see(200, 200, 200, 200).await;
    let mut turn = desk.turn(&colleague()).await;
    turn.confirm_hiding(kept.seen()).await.unwrap();
    turn.commit().await.unwrap();
    see(404, 200, 404, 200).await;
    assert_eq!(desk.app.get_with(&address, &[("if-none-match", b"*")]).await.status, 404, "what is hidden is not even known");
    assert_eq!(desk.app.get(&format!("/attachments/{}/x.pdf", "0".repeat(64))).await.status, 404);
    desk.app.index().await;
}
