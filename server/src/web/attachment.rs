//! Attached documents, to be downloaded where a question or an answer that one may see has them.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use jawab_store::{Viewer, attachments};

use crate::{
    App,
    access::identity::{Known, identify},
    error::AppError,
    page_request::PageRequest,
};

/// What a document may do in a browser: nothing.
const POLICY: &str = "default-src 'none'; sandbox";

/// A document by the hash of its bytes, which is its tag as well; the name in the address is for people.
pub async fn attachment(State(app): State<App>, request: PageRequest, headers: HeaderMap) -> Result<Response, AppError> {
    let sha256 = request.param("sha256")?;
    let db = app.database.reader();
    let (row, cached) = match attachments::visible(db, Viewer::Public, sha256).await? {
        Some(row) => (row, "private, no-cache"),
        // What is not public stays on no disk but ours.
        None => {
            let who = identify(&app, &headers, false).await?;
            let viewer = who.as_ref().map_or(Viewer::Public, |who| who.viewer);
            let Some(row) = attachments::visible(db, viewer, sha256).await? else {
                return Ok(Known::with(who.as_ref(), AppError::NotFound.into_response()));
            };
            (row, "no-store")
        }
    };
    let mut response_headers = HeaderMap::new();
    let tag = format!("\"{sha256}\"");
    let named = format!("attachment; filename=\"document.pdf\"; filename*=UTF-8''{}", encoded(&row.title));
    for (name, value) in [
        (header::CONTENT_TYPE, row.media_type.as_str()),
        (header::CONTENT_DISPOSITION, &named),
        (header::CACHE_CONTROL, cached),
        (header::ETAG, &tag),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response_headers.insert(name, value);
        }
    }
    let Some((size, pieces)) = app.attachments.read(sha256).await? else {
        tracing::error!(sha256, "the file of an attachment is missing: put it back from a backup");
        return Err(AppError::NotFound);
    };
    response_headers.insert(header::CONTENT_LENGTH, size.into());
    Ok((response_headers, Body::from_stream(pieces)).into_response())
}

/// A title as a file's name, as RFC 6266 has it.
fn encoded(title: &str) -> String {
    let name: String = title.chars().map(|c| if "/\\:*?\"<>|".contains(c) { '-' } else { c }).take(120).collect();
    percent_encoding::utf8_percent_encode(&format!("{name}.pdf"), percent_encoding::NON_ALPHANUMERIC).to_string()
}
