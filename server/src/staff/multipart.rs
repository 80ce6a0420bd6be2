//! Forms that carry files: read part by part, with no more fields than a form has and no more of a file than is taken. What is
//! too large is read past, so that the form can be shown again with all that was typed.

use axum::{
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, multipart::Field, multipart::MultipartError},
    http::{StatusCode, header},
};
use bytes::Bytes;
use jawab_service::attachments::SIZE_MOST;
use jawab_ui::pages::error::BadRequest;

use crate::{App, error::AppError};

/// Most fields of a form: several times what the largest has.
pub const FIELDS_MOST: usize = 2_000;
/// Most bytes of a form without its files.
const TYPED_MOST: usize = 4 * 1024 * 1024;
/// Most bytes that are read of a form, its files included.
const SENT_MOST: usize = 64 * 1024 * 1024;

/// A form that was sent with files.
#[derive(Debug, Default)]
pub struct Parts {
    /// Its fields, in their order.
    pub fields: Vec<(String, String)>,
    /// Its file; of several the last.
    pub file: File,
}

/// A file that was sent with a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum File {
    /// None was.
    #[default]
    None,
    /// Its bytes.
    Whole(Bytes),
    /// It is larger than is taken.
    TooLarge,
}

/// Whether a request carries such a form.
pub fn is_multipart(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("multipart/form-data")
}

/// Reads a form with a file of so many bytes at most.
///
/// # Errors
/// When it is garbled, or has more than forms have.
pub async fn read(mut request: Request, app: &App, file_most: usize) -> Result<Parts, AppError> {
    DefaultBodyLimit::max(SENT_MOST).apply(&mut request);
    let mut sent = Multipart::from_request(request, app).await.map_err(|_| garbled())?;
    let (mut parts, mut typed) = (Parts::default(), 0);
    while let Some(part) = sent.next_field().await.map_err(refused)? {
        if parts.fields.len() >= FIELDS_MOST {
            return Err(garbled());
        }
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            parts.file = bytes(part, file_most).await?.map_or(File::TooLarge, File::Whole);
            continue;
        }
        let most = TYPED_MOST.saturating_sub(typed);
        let value = bytes(part, most).await?.ok_or(AppError::TooLarge { most: TYPED_MOST })?;
        typed += value.len();
        let value = String::from_utf8(value.into()).map_err(|_| garbled())?;
        if name.contains('\0') || value.contains('\0') {
            return Err(garbled());
        }
        parts.fields.push((name, value));
    }
    Ok(parts)
}

/// The bytes of a part; none if they are more, which are read past.
async fn bytes(mut part: Field<'_>, most: usize) -> Result<Option<Bytes>, AppError> {
    let mut bytes = Vec::new();
    let mut size = 0_usize;
    while let Some(chunk) = part.chunk().await.map_err(refused)? {
        size = size.saturating_add(chunk.len());
        if size <= most {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok((size <= most).then(|| bytes.into()))
}

const fn garbled() -> AppError {
    AppError::BadRequest(BadRequest::Form)
}

fn refused(error: MultipartError) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { AppError::TooLarge { most: SIZE_MOST } } else { garbled() }
}
