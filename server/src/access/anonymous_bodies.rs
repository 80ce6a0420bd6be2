//! How much of the memory the bodies of strangers take: of requests whose sender is not, or not yet, known. Anybody can send them, as
//! slowly as a body may come, and read what they are answered as slowly.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bytes of each body for which there is room in any case, as many as a connection keeps anyway: the ways in have fewer, and almost all
/// forms whose session has ended.
const EACH: usize = 64 * 1024;
/// Bytes beyond those of all such bodies together. What is made of them, to be answered, takes a few times as many.
const TOGETHER: usize = 64 * 1024 * 1024;

/// The room that bodies of strangers share.
#[derive(Debug)]
pub struct AnonymousBodies(Arc<Semaphore>);

impl Default for AnonymousBodies {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(TOGETHER)))
    }
}

impl AnonymousBodies {
    /// The share of a request of which nothing was read yet.
    pub(crate) fn share(&self) -> Share {
        let (room, permit) = (Arc::clone(&self.0), None);
        Share(Arc::new(Mutex::new(Taken { room, permit, bytes: 0, known: false, refused: false })))
    }
}

/// What a request takes of the room, until it is answered and the answer is sent; goes with the request.
#[derive(Debug, Clone)]
pub(crate) struct Share(Arc<Mutex<Taken>>);

#[derive(Debug)]
struct Taken {
    room: Arc<Semaphore>,
    /// Bytes that are held.
    bytes: usize,
    /// For as many of them as are beyond [`EACH`].
    permit: Option<OwnedSemaphorePermit>,
    /// It is known who sends it.
    known: bool,
    /// There was no room for all of it.
    refused: bool,
}

impl Share {
    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// It is known from now on who sends it: the rest is no stranger's.
    pub(crate) fn admit(&self) {
        self.taken().known = true;
    }

    /// Whether there was no room for all of it.
    pub(crate) fn was_refused(&self) -> bool {
        self.taken().refused
    }

    /// Takes room for so many bytes more; whether there is any.
    fn take(&self, bytes: usize) -> bool {
        let mut guard = self.taken();
        let taken = &mut *guard;
        if taken.known {
            return true;
        }
        let before = taken.bytes.saturating_sub(EACH);
        taken.bytes = taken.bytes.saturating_add(bytes);
        let more = taken.bytes.saturating_sub(EACH) - before;
        if more == 0 {
            return true;
        }
        let permit = u32::try_from(more).ok().and_then(|more| Arc::clone(&taken.room).try_acquire_many_owned(more).ok());
        match (permit, &mut taken.permit) {
            (None, _) => taken.refused = true,
            (Some(permit), Some(held)) => held.merge(permit),
            (permit, held) => *held = permit,
        }
        !taken.refused
    }

    /// So many bytes are not kept: they were read past.
    pub(crate) fn give_back(&self, bytes: usize) {
        let mut guard = self.taken();
        let before = guard.bytes.saturating_sub(EACH);
        guard.bytes = guard.bytes.saturating_sub(bytes);
        let less = before - guard.bytes.saturating_sub(EACH);
        if let Some(held) = &mut guard.permit {
            drop(held.split(less));
        }
    }

    /// The body of its request, which takes room as it is read.
    pub(crate) fn body(&self, body: Body) -> Body {
        if body.is_end_stream() {
            return body;
        }
        let share = self.clone();
        each(body, move |bytes| {
            let has_room = share.take(bytes.len());
            if has_room { Ok(bytes) } else { Err(axum::Error::new("strangers send more than there is room for")) }
        })
    }

    /// Its answer, which may repeat what was sent: the room is free once that is sent too, however long each part waits for it.
    pub(crate) fn until_sent(self, response: Response) -> Response {
        if self.taken().permit.is_none() {
            return response;
        }
        response.map(|body| each(body, move |bytes| Ok(Bytes::from_owner(Part { bytes, _share: self.clone() }))))
    }
}

/// A part of an answer.
struct Part {
    bytes: Bytes,
    _share: Share,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// A body whose data passes a function, which leaves it as long as it is.
fn each(body: Body, pass: impl FnMut(Bytes) -> Result<Bytes, axum::Error> + Send + Unpin + 'static) -> Body {
    Body::new(Each { body, pass })
}

struct Each<F> {
    body: Body,
    pass: F,
}

impl<F: FnMut(Bytes) -> Result<Bytes, axum::Error> + Unpin> HttpBody for Each<F> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        Poll::Ready(frame.map(|frame| match frame?.into_data() {
            Ok(bytes) => (self.pass)(bytes).map(Frame::data),
            Err(frame) => Ok(frame),
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use axum::{body::to_bytes, response::IntoResponse as _};

    use super::*;

    const MEBIBYTE: usize = 1 << 20;

    /// Whether so many bytes can be read of a request.
    async fn read(share: &Share, bytes: usize) -> bool {
        to_bytes(share.body(vec![0; bytes].into()), usize::MAX).await.is_ok()
    }

    #[tokio::test]
    async fn strangers_share_what_room_there_is() {
        let anonymous_bodies = AnonymousBodies::default();
        let mut shares = Vec::new();
        for _ in 0..TOGETHER / MEBIBYTE {
            let share = anonymous_bodies.share();
            assert!(read(&share, EACH + MEBIBYTE).await);
            shares.push(share);
        }
        let one_more = anonymous_bodies.share();
        assert!(!read(&one_more, EACH + 1).await && one_more.was_refused());
        let small = anonymous_bodies.share();
        assert!(read(&small, EACH).await && !small.was_refused(), "the ways in stay open");
        let known = anonymous_bodies.share();
        known.admit();
        assert!(read(&known, 20 * MEBIBYTE).await);
        shares.pop();
        assert!(read(&anonymous_bodies.share(), EACH + MEBIBYTE).await, "who is answered gives it back");
    }

    #[tokio::test]
    async fn what_is_read_past_takes_no_room() {
        let anonymous_bodies = AnonymousBodies::default();
        let share = anonymous_bodies.share();
        for _ in 0..100 {
            assert!(read(&share, MEBIBYTE).await);
            share.give_back(MEBIBYTE);
        }
        assert_eq!(anonymous_bodies.0.available_permits(), TOGETHER);
    }

    #[tokio::test]
    async fn room_is_taken_until_the_answer_is_sent() {
        let anonymous_bodies = AnonymousBodies::default();
        let share = anonymous_bodies.share();
        assert!(read(&share, EACH + MEBIBYTE).await);
        let answer = share.until_sent("an answer".into_response()).into_body();
        let waiting = to_bytes(answer, usize::MAX).await.unwrap();
        assert_eq!((waiting.as_ref(), anonymous_bodies.0.available_permits()), (&b"an answer"[..], TOGETHER - MEBIBYTE));
        drop(waiting);
        assert_eq!(anonymous_bodies.0.available_permits(), TOGETHER);
    }
}
