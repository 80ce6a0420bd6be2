//! PDF files, written byte by byte.

use std::io::Write as _;

use super::*;

mod encrypted;

fn look(file: Vec<u8>) -> Result<usize, Problem> {
    pages(file.into())
}

/// The objects of a file with so many pages, from the second on: the page tree, and the pages.
fn tree(pages: usize) -> Vec<(usize, String)> {
    let kids: String = (3..3 + pages).map(|page| format!("{page} 0 R ")).collect();
    let root = (2, format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>"));
    std::iter::once(root).chain((3..3 + pages).map(|page| (page, "<< /Type /Page /Parent 2 0 R >>".to_owned()))).collect()
}

/// A file of unpacked objects with a cross-reference table.
pub(super) fn written(objects: &[(usize, String)], trailer: &str) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = String::new();
    for (number, object) in objects {
        table += &format!("{number} 1\n{:010} 00000 n \n", file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    file += &format!("xref\n{table}trailer\n<< /Root 1 0 R /Size 9999 {trailer} >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

fn catalogue(more: &str) -> (usize, String) {
    (1, format!("<< /Type /Catalog /Pages 2 0 R {more} >>"))
}

/// A file with so many pages, of unpacked objects.
pub fn plain(pages: usize) -> Vec<u8> {
    written(&[vec![catalogue("")], tree(pages)].concat(), "")
}

/// The same with all objects packed into one stream, without a cross-reference table; `after` follows the word `stream`.
pub fn packed(pages: usize, after: &str) -> Vec<u8> {
    stream_of(&[vec![catalogue("")], tree(pages)].concat(), after)
}

fn stream_of(objects: &[(usize, String)], after: &str) -> Vec<u8> {
    let (mut index, mut body) = (String::new(), String::new());
    for (number, object) in objects {
        index += &format!("{number} {} ", body.len());
        body += &format!("{object} ");
    }
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zlib.write_all(format!("{index}{body}").as_bytes()).unwrap();
    let packed = zlib.finish().unwrap();
    let (count, first) = (objects.len(), index.len());
    let mut file = format!(
        "%PDF-1.5\n9000 0 obj\n<< /Type /ObjStm /N {count} /First {first} /Filter /FlateDecode /Length {} >>\nstream{after}",
        packed.len()
    )
    .into_bytes();
    file.extend(packed);
    file.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF");
    file
}

#[test]
fn keywords_inside_names_and_strings_are_ignored() {
    let font = (800, "<< /Type /Font /BaseFont /BitstreamCharter >>".to_owned());
    let title = (801, "<< /Title (Livestream du 3 mars endstream endobj 7 0 obj) >>".to_owned());
    for first in [font, title] {
        assert_eq!(look(written(&[vec![first.clone(), catalogue("")], tree(2)].concat(), "")), Ok(2), "{first:?}");
        let locked = written(&[vec![first, catalogue("")], tree(2)].concat(), encrypted::LOCKED);
        assert_eq!(look(locked), Err(Problem::Encrypted));
    }
}

#[test]
fn blanks_after_the_word_stream_are_accepted() {
    for after in ["\n", "\r\n", "\r", " \r\n", "  \n"] {
        assert_eq!(look(packed(4, after)), Ok(4), "{after:?}");
    }
}

#[test]
fn a_broken_table_is_repaired() {
    let text = String::from_utf8(plain(3)).unwrap();
    let moved = text.replace("%PDF-1.4\n", "%PDF-1.4\n% a line that the table does not know of\n");
    assert_eq!(look(moved.into_bytes()), Ok(3));
    assert_eq!(look(text.replace("startxref", "startxrfe").into_bytes()), Ok(3));
}

#[test]
fn pages_are_counted_whatever_the_file_claims() {
    let text = String::from_utf8(plain(3)).unwrap();
    assert_eq!(look(text.replace("/Count 3", "/Count 999999").into_bytes()), Ok(3));
}

#[test]
fn costly_files_end_with_an_answer() {
    let nodes = [b"%PDF-1.4\n".to_vec(), b"/Pages".repeat(200_000), b"\n%%EOF".to_vec()].concat();
    assert_eq!(look(nodes), Err(Problem::NotAPdf));
    let small = stream_of(&[(1, "/Pages".repeat(70_000))], "\n");
    assert!(small.len() < 2_000, "{}", small.len());
    assert_eq!(look(small), Err(Problem::NotAPdf));
    let ring =
        written(&[catalogue(""), (2, "<< /Type /Pages /Kids [2 0 R 3 0 R] >>".into()), (3, "<< /Type /Pages /Kids [2 0 R] >>".into())], "");
    assert_eq!(look(ring), Err(Problem::NotAPdf));
}
