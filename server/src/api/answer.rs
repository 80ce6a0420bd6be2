//! An answer of the API: JSON that knows itself by a tag, so that who has it already is told so in one line.

use axum::{
    body::Bytes,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{
    error::AppError,
    negotiation::{has_already, vary_by_coding},
};

/// Answers with JSON, or with 304 where the tags that the sender knows (`If-None-Match`) have this one. The tag is of all that is
/// said; of a question it begins with its version, by which changes say what they saw (`If-Match`).
pub(super) fn answer(known: &[String], version: Option<i64>, said: &impl Serialize) -> Result<Response, AppError> {
    let body = written(said)?;
    let tag = tag(version, &body);
    let value = HeaderValue::from_str(&tag).map_err(|error| AppError::Internal(error.to_string()))?;
    if has_already(known, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [vary_by_coding(), (header::ETAG, value)]).into_response());
    }
    let headers = [(header::ETAG, value), (header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
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
    fn what_is_known_is_not_said_again() {
        let of = |known: &str| answer(&[known.to_owned()], Some(7), &"x").map(|response| response.status().as_u16()).ok();
        let tag = tag(Some(7), b"\"x\"");
        assert!(tag.starts_with("\"7-") && answer(&[], None, &"x").is_ok_and(|response| response.status() == 200));
        for known in [tag.clone(), format!("\"a\", W/{tag}"), "*".into()] {
            assert_eq!(of(&known), Some(304), "{known}");
        }
        for known in ["\"7\"", "\"8-00\"", ""] {
            assert_eq!(of(known), Some(200), "{known}");
        }
    }
}
