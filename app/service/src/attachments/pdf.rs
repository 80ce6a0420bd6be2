//! A look into a PDF, no more than is needed to take or refuse it: is it one, can everybody open it, how many pages has it.
//!
//! The reading is left to `hayro-syntax`, which reads object streams and cross-reference streams, mends broken tables, and opens
//! what only an owner's password restricts. Nothing is rendered or run. What a file can cost is bounded from outside: see
//! [`super::inspector`].

use std::sync::Arc;

use bytes::Bytes;
use hayro_syntax::{LoadPdfError, Pdf};

use crate::work::Problem;

/// How far into a file its first line may stand, as other readers have it.
const HEADER_WITHIN: usize = 1024;

/// How many pages a PDF has.
///
/// # Errors
/// [`Problem::NotAPdf`] where it is none or has no page, [`Problem::Encrypted`] where it does not open without a password.
pub fn pages(file: Bytes) -> Result<usize, Problem> {
    let start = file.get(..file.len().min(HEADER_WITHIN)).unwrap_or_default();
    if !start.windows(5).any(|window| window == b"%PDF-") {
        return Err(Problem::NotAPdf);
    }
    match counted(file.clone()) {
        Err(Problem::NotAPdf) => loosened(&file).map_or(Err(Problem::NotAPdf), counted),
        told => told,
    }
}

fn counted(file: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<usize, Problem> {
    match Pdf::new(Arc::new(file)) {
        Ok(pdf) if pdf.pages().is_empty() => Err(Problem::NotAPdf),
        Ok(pdf) => Ok(pdf.pages().len()),
        Err(LoadPdfError::Decryption(_)) => Err(Problem::Encrypted),
        Err(LoadPdfError::Invalid) => Err(Problem::NotAPdf),
    }
}

/// The same file as the reader takes it, if that is another: blanks between the word `stream` and the end of its line, which the
/// format does not allow and some programs write, put before the word. Nothing changes its place.
fn loosened(file: &[u8]) -> Option<Vec<u8>> {
    const WORD: &[u8] = b"stream";
    let mut changed: Option<Vec<u8>> = None;
    for (at, _) in file.windows(WORD.len()).enumerate().filter(|(_, window)| *window == WORD) {
        let (before, after) = (file.get(..at)?, file.get(at + WORD.len()..)?);
        let blanks = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let ends_line = after.get(blanks).is_some_and(|byte| matches!(byte, b'\r' | b'\n'));
        if blanks > 0 && ends_line && before.trim_ascii_end().ends_with(b">>") {
            let bytes = changed.get_or_insert_with(|| file.to_vec());
            bytes.get_mut(at..at + WORD.len() + blanks)?.rotate_right(blanks);
        }
    }
    changed
}

#[cfg(test)]
pub(super) mod tests;
