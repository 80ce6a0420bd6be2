use std::io::Write as _;

use super::*;

/// A PDF of so many pages, its objects written openly.
fn plain(pages: usize) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count {pages} >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n"
    )
    .into_bytes()
}

/// The same, its objects packed.
fn packed(pages: usize, padding: usize) -> Vec<u8> {
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zlib.write_all(format!("1 0 2 40 << /Type /Catalog /Pages 2 0 R >> << /Type /Pages /Kids [3 0 R] /Count {pages} >>").as_bytes())
        .unwrap();
    for _ in 0..padding {
        zlib.write_all(&[b' '; 1 << 20]).unwrap();
    }
    let stream = zlib.finish().unwrap();
    let mut file = format!("%PDF-1.5\n5 0 obj\n<< /Type /ObjStm /N 2 /First 8 /Filter /FlateDecode /Length {} >>\nstream\n", stream.len())
        .into_bytes();
    file.extend(stream);
    file.extend(b"\nendstream\nendobj\nstartxref\n9\n%%EOF");
    file
}

fn check(file: Vec<u8>) -> Result<i32, Problem> {
    Document::check(file.into()).map(|document| document.pages())
}

#[test]
fn pages_are_counted_whether_packed_or_not() {
    assert_eq!(check(plain(3)), Ok(3));
    assert_eq!(check(packed(17, 0)), Ok(17));
    assert_eq!(check(plain(PAGES_MOST)), Ok(500));
    assert_eq!(check(plain(501)), Err(Problem::TooManyPages { most: 500 }));
    assert_eq!(check(packed(501, 0)), Err(Problem::TooManyPages { most: 500 }));
}

#[test]
fn what_is_no_plain_pdf_is_refused() {
    assert_eq!(check(Vec::new()), Err(Problem::NotAPdf));
    assert_eq!(check(b"<html><script>alert(1)</script>".to_vec()), Err(Problem::NotAPdf));
    assert_eq!(check(b"%PDF-1.4\nnothing\n%%EOF".to_vec()), Err(Problem::NotAPdf));
    let broken_off = plain(3).into_iter().take(80).collect();
    assert_eq!(check(broken_off), Err(Problem::NotAPdf));
    let encrypted = String::from_utf8(plain(3)).unwrap().replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 9 0 R");
    assert_eq!(check(encrypted.into_bytes()), Err(Problem::Encrypted));
    assert_eq!(check(vec![b' '; SIZE_MOST + 1]), Err(Problem::TooLarge { most: SIZE_MOST }));
}

#[test]
fn a_file_that_unpacks_to_far_more_is_refused() {
    let bomb = packed(3, 80);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    assert_eq!(check(bomb), Err(Problem::NotAPdf));
}

#[tokio::test]
async fn a_document_is_kept_once_and_found_by_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    let store = Attachments::in_folder(&folder.path().join("attachments")).unwrap();
    let document = Document::check(plain(1).into()).unwrap();
    store.keep(&document).await.unwrap();
    store.keep(&document).await.unwrap();
    assert_eq!(store.get(document.sha256()).await.unwrap().unwrap(), plain(1));
    assert_eq!(store.get(&"0".repeat(64)).await.unwrap(), None);
}

#[tokio::test]
async fn what_a_failure_left_is_replaced_and_nothing_lies_beside() {
    let folder = tempfile::tempdir().unwrap();
    let store = Attachments::in_folder(folder.path()).unwrap();
    let document = Document::check(plain(1).into()).unwrap();
    let shelf = folder.path().join(&document.sha256()[..2]);
    std::fs::create_dir(&shelf).unwrap();
    std::fs::write(shelf.join(document.sha256()), b"").unwrap();
    let both = tokio::join!(store.keep(&document), store.keep(&document));
    assert!(both.0.is_ok() && both.1.is_ok(), "{both:?}");
    assert_eq!(store.get(document.sha256()).await.unwrap().unwrap(), plain(1));
    assert_eq!(std::fs::read_dir(&shelf).unwrap().count(), 1);
}

#[tokio::test]
async fn a_folder_that_takes_nothing_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let store = Attachments::in_folder(folder.path()).unwrap();
    let document = Document::check(plain(1).into()).unwrap();
    std::fs::write(folder.path().join(&document.sha256()[..2]), b"no folder").unwrap();
    assert!(matches!(store.keep(&document).await, Err(AttachmentError::Folder(_))));
}
