//! Compression of what gets smaller by it, around everything else.

use axum::{http::StatusCode, response::Response};
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
};

/// The status that an answer was made with.
#[derive(Debug, Clone, Copy)]
pub(super) struct MadeWith(pub(super) StatusCode);

/// Compresses answers by the coding that is wanted most.
pub fn layer() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(shrinks())
}

/// What gets smaller when it is compressed: not pictures, fonts and documents, whose formats do that themselves.
pub(super) fn shrinks() -> impl Predicate {
    let (font, document) = (NotForContentType::const_new("font/"), NotForContentType::const_new("application/pdf"));
    DefaultPredicate::new().and(font).and(document)
}

/// Gives an answer the status back that it was made with. Where a request refuses every coding and even to be answered without one
/// (`identity;q=0`), the layer that compresses calls the whole answer, tag and all, 406. Sent without a coding it is what it was, and
/// worth more to whoever asked so by mistake.
pub async fn as_made(mut response: Response) -> Response {
    if response.status() == StatusCode::NOT_ACCEPTABLE
        && let Some(MadeWith(status)) = response.extensions_mut().remove()
    {
        *response.status_mut() = status;
    }
    response
}
