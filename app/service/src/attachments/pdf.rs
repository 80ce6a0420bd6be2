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
    match Pdf::new(Arc::new(file)) {
        Ok(pdf) if pdf.pages().is_empty() => Err(Problem::NotAPdf),
        Ok(pdf) => Ok(pdf.pages().len()),
        Err(LoadPdfError::Decryption(_)) => Err(Problem::Encrypted),
        Err(LoadPdfError::Invalid) => Err(Problem::NotAPdf),
    }
}

#[cfg(test)]
pub(super) mod tests;
