//! Documents are inspected by a separate process, which ends whatever it is given.

use std::{io::Write as _, path::PathBuf, process::Stdio};

use flate2::{Compress, Compression, FlushCompress};
use jawab_tests::{
    apply, both_databases,
    process::{Answer, Program, Server},
    records::record,
};
use serde_json::{Value, json};

/// The process's output for a file.
fn look(program: &Program, file: &[u8]) -> String {
    let mut command = program.command(&["inspect-pdf"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    // It may end before it has read everything.
    drop(child.stdin.take().expect("an input").write_all(file));
    let output = child.wait_with_output().expect("it ends");
    String::from_utf8(output.stdout).expect("it prints text").trim().to_owned()
}

/// A file of one page whose objects are compressed, followed by so many MiB of zeros.
fn packed(zeros: usize) -> Vec<u8> {
    let objects = ["<< /Type /Catalog /Pages 2 0 R >> ", "<< /Type /Pages /Kids [3 0 R] /Count 1 >> ", "<< /Type /Page /Parent 2 0 R >> "];
    let at = |n: usize| objects.iter().take(n).map(|object| object.len()).sum::<usize>();
    let index = format!("1 0 2 {} 3 {} ", at(1), at(2));
    // Each part is compressed separately, so that one of zeros can be repeated; the checksum at the end is omitted.
    let deflated = |bytes: &[u8]| {
        let mut part = Vec::with_capacity(bytes.len() + 1024);
        Compress::new(Compression::fast(), false).compress_vec(bytes, &mut part, FlushCompress::Full).expect("it can be packed");
        part
    };
    let mut stream = [&[0x78, 0x01][..], &deflated(format!("{index}{}", objects.concat()).as_bytes())].concat();
    stream.extend(deflated(&vec![0; 1 << 20]).repeat(zeros));
    stream.extend([0x03, 0x00]);
    let head = format!(
        "%PDF-1.5\n9 0 obj\n<< /Type /ObjStm /N 3 /First {} /Filter /FlateDecode /Length {} >>\nstream\n",
        index.len(),
        stream.len()
    );
    let end = "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 10 >>\nstartxref\n0\n%%EOF\n";
    [head.as_bytes(), &stream, end.as_bytes()].concat()
}

#[apply(both_databases)]
async fn a_process_looks_into_a_document_and_ends(program: Program) {
    for _ in 0..40 {
        assert_eq!(look(&program, &packed(0)), "1", "whatever the machine does meanwhile");
    }
    let bomb = packed(2_000);
    assert!(bomb.len() < 16 << 20, "{} bytes that become two thousand MiB", bomb.len());
    assert!(["", "not a PDF"].contains(&look(&program, &bomb).as_str()), "it is out of memory before it is done");
    let endless = [b"%PDF-1.4\n".repeat(100_000), b"1 0 obj << /Kids [".repeat(500_000)].concat();
    assert!(["", "not a PDF"].contains(&look(&program, &endless).as_str()));
}

/// A document of one page, uncompressed.
const PAGE: &str = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
    3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n";

/// Attaches a document to a question; returns its URL and its file.
pub(super) async fn attached(program: &Program, server: &Server) -> (String, PathBuf) {
    let question = format!("{}\n", record("a", json!({ "chamber": "councillors" })));
    let _ = program.succeed(&["import", &program.file("a.jsonl", &question)]);
    let authorization = format!("Bearer {}", program.token().await);
    let response_json = |answer: &Answer| serde_json::from_str::<Value>(&answer.body).unwrap();
    let id = server.json("/api/v1/questions")["questions"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/questions/{id}");
    let etag = server.send("GET", &path, &[("Authorization", &authorization)], "").header("etag").unwrap().to_owned();
    let headers = [("Authorization", &*authorization), ("Content-Type", "application/pdf"), ("Idempotency-Key", "a"), ("If-Match", &*etag)];
    let attached = server.send("POST", &format!("{path}/attachments?title=Lettre"), &headers, PAGE);
    assert_eq!(attached.status, 201, "{}", attached.body);
    let sha256 = response_json(&attached)["sha256"].as_str().unwrap().to_owned();
    (format!("/attachments/{sha256}/document.pdf"), program.folder().join("attachments").join(&sha256[..2]).join(&sha256))
}

#[apply(both_databases)]
async fn a_document_whose_file_is_missing_is_not_found_and_logged(program: Program) {
    let server = program.serve(&[]);
    let (address, file) = attached(&program, &server).await;
    assert_eq!(server.get(&address), (200, PAGE.to_owned()));
    std::fs::remove_file(&file).unwrap();
    assert_eq!(server.get(&address).0, 404);
    let log = std::fs::read_to_string(program.folder().join("log")).unwrap();
    let sha256 = file.file_name().unwrap().to_str().unwrap();
    assert!(log.lines().any(|line| line.contains("ERROR") && line.contains(sha256) && line.contains("is missing")), "{log}");
}
