//! Inspects a PDF no more than is needed to accept or reject it: whether it is a PDF, opens without a password, and how many pages it
//! has.
//!
//! The parser is `hayro-syntax`. It reads object streams and cross-reference streams, repairs broken tables, and opens files that are
//! restricted only by an owner's password. Nothing is rendered or executed. The cost is bounded from outside: see [`super::inspector`].

use std::sync::Arc;

use bytes::Bytes;
use hayro_syntax::{LoadPdfError, Pdf};

use crate::use_cases::Problem;

/// How far into a file its header may be, as in other readers.
const MAX_HEADER_OFFSET: usize = 1024;

/// The number of pages of a PDF.
///
/// # Errors
/// [`Problem::NotAPdf`] if it is not a PDF or has no page, [`Problem::Encrypted`] if it does not open without a password.
pub fn pages(file: Bytes) -> Result<usize, Problem> {
    let start = file.get(..file.len().min(MAX_HEADER_OFFSET)).unwrap_or_default();
    if !start.windows(5).any(|window| window == b"%PDF-") {
        return Err(Problem::NotAPdf);
    }
    match count_pages(file.clone()) {
        Err(Problem::NotAPdf) => without_stream_blanks(&file).map_or(Err(Problem::NotAPdf), count_pages),
        told => told,
    }
}

fn count_pages(file: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<usize, Problem> {
    match Pdf::new(Arc::new(file)) {
        Ok(pdf) if pdf.pages().is_empty() => Err(Problem::NotAPdf),
        Ok(pdf) => Ok(pdf.pages().len()),
        Err(LoadPdfError::Decryption(_)) => Err(Problem::Encrypted),
        Err(LoadPdfError::Invalid) => Err(Problem::NotAPdf),
    }
}

/// The file as the parser accepts it, if it differs: blanks between the word `stream` and the end of its line, which the format forbids
/// and some programs write, are moved before the word. All positions stay the same.
fn without_stream_blanks(file: &[u8]) -> Option<Vec<u8>> {
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
