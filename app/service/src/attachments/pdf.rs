//! A look into a PDF, no more than is needed to take or refuse it: is it one, is it encrypted, how many pages does it say
//! it has. Nothing is rendered or run, and no more is unpacked than a set amount, whatever the file claims.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use crate::work::Problem;

/// How far into a file its first line may stand, as other readers have it.
const HEADER_WITHIN: usize = 1024;
/// Most bytes unpacked from the packed parts of a file that may hold page counts, in all.
const UNPACKED_MOST: u64 = 64 * 1024 * 1024;

/// How many pages a PDF says it has.
///
/// # Errors
/// [`Problem::NotAPdf`] where it is none or no page can be counted, [`Problem::Encrypted`] where it is encrypted.
pub fn pages(file: &[u8]) -> Result<usize, Problem> {
    let start = file.get(..file.len().min(HEADER_WITHIN)).unwrap_or_default();
    if find(start, b"%PDF-").is_none() || rfind(file, b"%%EOF").is_none() {
        return Err(Problem::NotAPdf);
    }
    let mut open = Vec::new();
    let mut packed = Vec::new();
    part(file, &mut open, &mut packed);
    if has_name(&open, b"/Encrypt") {
        return Err(Problem::Encrypted);
    }
    let mut most = counted(&open);
    let mut left = UNPACKED_MOST;
    for stream in packed {
        let mut unpacked = Vec::new();
        // A stream that is broken off still gives what came before.
        let read = ZlibDecoder::new(stream).take(left).read_to_end(&mut unpacked);
        left = left.saturating_sub(unpacked.len() as u64);
        if read.is_ok() || !unpacked.is_empty() {
            most = most.max(counted(&unpacked));
        }
        if left == 0 {
            return Err(Problem::NotAPdf);
        }
    }
    if most == 0 { Err(Problem::NotAPdf) } else { Ok(most) }
}

/// Parts a file into what is written openly, and the streams that hold packed objects.
fn part<'a>(file: &'a [u8], open: &mut Vec<u8>, packed: &mut Vec<&'a [u8]>) {
    let mut rest = file;
    while let Some(at) = find(rest, b"stream") {
        let (before, after) = rest.split_at(at);
        open.extend_from_slice(before);
        let after = after.get(b"stream".len()..).unwrap_or_default();
        let body = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        let Some(end) = find(body, b"endstream") else { return };
        let dictionary = before.get(before.len().saturating_sub(512)..).unwrap_or_default();
        let dictionary = dictionary.get(rfind(dictionary, b"obj").unwrap_or_default()..).unwrap_or_default();
        if find(dictionary, b"/ObjStm").is_some() {
            packed.push(body.get(..end).unwrap_or_default());
        }
        rest = body.get(end + b"endstream".len()..).unwrap_or_default();
    }
    open.extend_from_slice(rest);
}

/// The largest count of a node of the tree of pages: that of its root.
fn counted(objects: &[u8]) -> usize {
    let mut most = 0;
    let mut rest = objects;
    while let Some(at) = find(rest, b"/Pages") {
        let after = rest.get(at + b"/Pages".len()..).unwrap_or_default();
        // The node's dictionary: back to where it opens, and on to where its object ends.
        let from = rest.get(..at).and_then(|before| rfind(before, b"obj").or_else(|| rfind(before, b"<<"))).unwrap_or_default();
        let to = find(after, b"endobj").unwrap_or(after.len().min(4096)).min(1 << 20);
        let node = [rest.get(from..at).unwrap_or_default(), after.get(..to).unwrap_or_default()];
        most = node.into_iter().filter_map(count_in).fold(most, usize::max);
        rest = after;
    }
    most
}

/// The number after `/Count`.
fn count_in(node: &[u8]) -> Option<usize> {
    let after = node.get(find(node, b"/Count")? + b"/Count".len()..)?;
    let digits: Vec<u8> =
        after.iter().skip_while(|byte| byte.is_ascii_whitespace()).take_while(|byte| byte.is_ascii_digit()).copied().collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

/// Whether a name stands there, and not merely a longer one that begins so.
fn has_name(text: &[u8], name: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = find(rest, name) {
        rest = rest.get(at + name.len()..).unwrap_or_default();
        if !rest.first().is_some_and(u8::is_ascii_alphanumeric) {
            return true;
        }
    }
    false
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

fn rfind(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).rposition(|window| window == what)
}
