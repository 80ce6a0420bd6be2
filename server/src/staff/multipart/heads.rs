//! The heads of a form's parts, each of which ends before long. Whoever reads the parts (`multer`) looks for the end of a head through
//! all it holds, each time that more of the body comes: a head without an end would cost the square of its length.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
};

use axum::body::Body;
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame};

/// Most bytes of a part's head, and of what stands before it: several times what browsers send.
pub(super) const HEAD_MOST: usize = 8 * 1024;
/// Bytes that are handed on at once while the end of a head is looked for.
const PIECE: usize = 2 * 1024;
/// There is no limit within a part.
const NO_LIMIT: usize = usize::MAX;

/// How many bytes of a body may still be handed on before the head that is looked for must have ended.
#[derive(Debug, Clone)]
pub(super) struct Heads(Arc<AtomicUsize>);

impl Default for Heads {
    fn default() -> Self {
        Self(Arc::new(AtomicUsize::new(NO_LIMIT)))
    }
}

impl Heads {
    /// The next head is looked for.
    pub(super) fn begin(&self) {
        self.0.store(HEAD_MOST, Ordering::Relaxed);
    }

    /// It was found.
    pub(super) fn end(&self) {
        self.0.store(NO_LIMIT, Ordering::Relaxed);
    }

    /// A body of which no more is handed on before what came was looked at: while a head is looked for little, and where that does not
    /// end, nothing.
    pub(super) fn body(&self, body: Body) -> Body {
        Body::new(Pieces { body, heads: self.clone(), rest: Bytes::new(), handed_on: false })
    }
}

struct Pieces {
    body: Body,
    heads: Heads,
    /// What has come and was not handed on yet.
    rest: Bytes,
    /// A piece was handed on, which is to be looked at before there is another one.
    handed_on: bool,
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = self.get_mut();
        if std::mem::take(&mut this.handed_on) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let left = this.heads.0.load(Ordering::Relaxed);
        if this.rest.is_empty() {
            match ready!(Pin::new(&mut this.body).poll_frame(cx)).map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(bytes))) => this.rest = bytes,
                Some(Ok(Err(frame))) => return Poll::Ready(Some(Ok(frame))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        this.handed_on = true;
        if left == NO_LIMIT {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut this.rest)))));
        }
        if left == 0 {
            return Poll::Ready(Some(Err(axum::Error::new("the head of a part does not end"))));
        }
        let piece = this.rest.split_to(this.rest.len().min(PIECE).min(left));
        this.heads.0.store(left - piece.len(), Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }
}

#[cfg(test)]
mod tests {
    use axum::{
        extract::{FromRequest as _, Multipart, Request},
        http::header,
    };
    use futures::{StreamExt as _, stream};

    use super::*;

    /// Reads a form that comes in segments of so many bytes: the lengths of its parts, and how much of its body was read.
    async fn read(form: &str, segment: usize) -> (Result<Vec<usize>, String>, usize) {
        let taken = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&taken);
        let segments: Vec<Bytes> = form.as_bytes().chunks(segment).map(Bytes::copy_from_slice).collect();
        let sent = stream::iter(segments).map(move |segment| {
            counted.fetch_add(segment.len(), Ordering::Relaxed);
            Ok::<_, axum::Error>(segment)
        });
        let heads = Heads::default();
        let request = Request::builder().header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
        let request = request.body(heads.body(Body::from_stream(sent))).unwrap();
        let mut parts = Multipart::from_request(request, &()).await.unwrap();
        let mut lengths = Vec::new();
        let read = loop {
            heads.begin();
            let part = parts.next_field().await;
            heads.end();
            match part {
                Ok(Some(part)) => match part.bytes().await {
                    Ok(bytes) => lengths.push(bytes.len()),
                    Err(error) => break Err(error.body_text()),
                },
                Ok(None) => break Ok(lengths),
                Err(error) => break Err(error.body_text()),
            }
        };
        (read, taken.load(Ordering::Relaxed))
    }

    fn part(name: usize, value: usize) -> String {
        format!("--b\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n{}\r\n", "n".repeat(name), "v".repeat(value))
    }

    #[tokio::test]
    async fn forms_are_read_as_they_are_sent_however_they_come() {
        let form = [part(1, 0), part(HEAD_MOST - 200, 300_000), part(9, 5), part(9, 1_000_000)].concat() + "--b--\r\n";
        for segment in [37, 4_096, 100_000, usize::MAX] {
            assert_eq!(read(&form, segment).await.0, Ok(vec![0, 300_000, 5, 1_000_000]), "{segment}");
        }
    }

    #[tokio::test]
    async fn a_head_that_does_not_end_is_read_no_further() {
        let endless = 2_000_000;
        for form in [part(endless, 5) + "--b--\r\n", "x".repeat(endless) + &part(1, 5) + "--b--\r\n", part(1, 5) + &part(endless, 5)] {
            let (read, taken) = read(&form, 1_024).await;
            assert!(read.is_err() && taken < 4 * HEAD_MOST, "{taken} bytes were read: {read:?}");
        }
    }
}
