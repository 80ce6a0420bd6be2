//! An answer of the API: JSON with its tag.

use axum::{
    body::Bytes,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::error::AppError;

/// Answers with JSON. Its tag is of all that is said; of a question it begins with its version, by which changes say what they saw
/// (`If-Match`).
pub(super) fn answer(version: Option<i64>, said: &impl Serialize) -> Result<Response, AppError> {
    let body = written(said)?;
    let tag = HeaderValue::from_str(&tag(version, &body)).map_err(|error| AppError::Internal(error.to_string()))?;
    let headers = [(header::ETAG, tag), (header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    Ok((headers, Bytes::from(body)).into_response())
}

/// An answer as it is sent.
pub(super) fn written(said: &impl Serialize) -> Result<Vec<u8>, AppError> {
    serde_json::to_vec(said).map_err(|error| AppError::Internal(error.to_string()))
}

/// The tag of an answer.
pub(super) fn tag(version: Option<i64>, body: &[u8]) -> String {
    let hash: String = Sha256::digest(body).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    version.map_or_else(|| format!("W/\"{hash}\""), |version| format!("\"{version}-{hash}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_of_a_question_begins_with_its_version() {
        assert!(tag(Some(7), b"\"x\"").starts_with("\"7-"));
        assert!(tag(None, b"\"x\"").starts_with("W/\""));
        let said = answer(Some(7), &"x").unwrap();
        assert_eq!(said.headers().get(header::ETAG).unwrap().to_str().unwrap(), tag(Some(7), b"\"x\""));
    }
}
