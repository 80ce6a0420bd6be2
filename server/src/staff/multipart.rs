//! Forms that carry files: read part by part, with no more fields than a form has, no larger heads than parts have
//! (`multipart/heads.rs`) and no more of a file than is taken. What is too large is read past, so that the form can be shown again with
//! all that was typed.

use axum::{
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, multipart::Field, multipart::MultipartError},
    http::{StatusCode, header},
};
use bytes::Bytes;
use jawab_service::attachments::MAX_DOCUMENT_BYTES;
use jawab_ui::pages::error::BadRequest;

use super::{
    form_body::{MAX_FIELDS, MAX_FORM_BYTES, is_text},
    posted::filled_by,
    typed_fields::TypedFields,
};
use crate::{
    App,
    access::{anonymous_bodies::Share, identity::Sender},
    error::AppError,
};

mod heads;

use heads::{HEAD_MOST, Heads};

/// Most bytes that are read of a form, its files included, of somebody signed in: so far past the largest document that of one that is
/// too large, as scans are, the form itself can say so. No more than a document and what was typed is held of it.
const SENT_MOST: usize = 64 * 1024 * 1024;
/// Most bytes that are read of a form of anybody else: of a document as large as is taken, all that was typed around it.
const STRANGERS_MOST: usize = MAX_DOCUMENT_BYTES + 2 * MAX_FORM_BYTES;

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

/// Reads a form with a file of so many bytes at most. What was typed is kept as it comes: a file after it may come too slowly.
///
/// # Errors
/// When it is garbled, has more than forms have, or was sent by whoever was shut out meanwhile or did not fill it.
pub async fn read(mut request: Request, app: &App, file_most: usize) -> Result<Parts, AppError> {
    let (sender, typed) = (Sender::of(&request), TypedFields::of(&request));
    let share = request.extensions().get::<Share>().cloned();
    DefaultBodyLimit::max(if sender.is_known() { SENT_MOST } else { STRANGERS_MOST }).apply(&mut request);
    let heads = Heads::default();
    let request = request.map(|body| heads.body(body));
    let mut sent = Multipart::from_request(request, app).await.map_err(|_| garbled())?;
    let (mut parts, mut size, mut count, mut text) = (Parts::default(), 0, 0, true);
    loop {
        heads.begin();
        let part = sent.next_field().await.map_err(refused)?;
        heads.end();
        let Some(part) = part else { break };
        count += 1;
        let head: usize = part.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        if count > MAX_FIELDS || head > HEAD_MOST {
            return Err(garbled());
        }
        let name = part.name().unwrap_or_default().to_owned();
        size += name.len();
        if size > MAX_FORM_BYTES {
            return Err(AppError::TooLarge { most: MAX_FORM_BYTES });
        }
        if part.file_name().is_some() {
            parts.file = bytes(part, file_most, share.as_ref()).await?.map_or(File::TooLarge, File::Whole);
            continue;
        }
        let value = bytes(part, MAX_FORM_BYTES - size, share.as_ref()).await?.ok_or(AppError::TooLarge { most: MAX_FORM_BYTES })?;
        size += value.len();
        let value = String::from_utf8(value.into()).map_err(|_| garbled())?;
        let mut field = (name, value);
        text &= is_text(&field);
        field.1.retain(|c| c != '\0');
        parts.fields.push(field);
        typed.keep(parts.fields.last());
    }
    // What holds no text is no form, but what was typed around that is shown, to be copied.
    if !text {
        return Err(garbled());
    }
    sender.is_still_admitted(app).await?;
    sender.has_filled(filled_by(&parts.fields))?;
    Ok(parts)
}

/// The bytes of a part; none if they are more, which are read past.
async fn bytes(mut part: Field<'_>, most: usize, share: Option<&Share>) -> Result<Option<Bytes>, AppError> {
    let mut bytes = Vec::new();
    let mut size = 0_usize;
    while let Some(chunk) = part.chunk().await.map_err(refused)? {
        size = size.saturating_add(chunk.len());
        if size <= most {
            bytes.extend_from_slice(&chunk);
            continue;
        }
        if let Some(share) = share {
            share.give_back(bytes.len() + chunk.len());
        }
        bytes = Vec::new();
    }
    Ok((size <= most).then(|| bytes.into()))
}

const fn garbled() -> AppError {
    AppError::BadRequest(BadRequest::Form)
}

fn refused(error: MultipartError) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { AppError::TooLarge { most: MAX_DOCUMENT_BYTES } } else { garbled() }
}
