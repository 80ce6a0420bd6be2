//! The body of a request, which tells how far it was read.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};

const UNTOUCHED: u8 = 0;
const BEGUN: u8 = 1;
const OVER: u8 = 2;

/// How far the body of a request was read; goes with the request.
#[derive(Debug, Clone)]
pub struct Reading(Arc<AtomicU8>);

impl Reading {
    /// Whether somebody waits for the rest of it.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.0.load(Ordering::Relaxed) == BEGUN
    }

    /// Whether there is no more of it to come.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.0.load(Ordering::Relaxed) == OVER
    }

    fn comes_to(&self, stage: u8) {
        self.0.store(stage, Ordering::Relaxed);
    }
}

/// The body of a request.
pub(super) struct Sent {
    body: Incoming,
    reading: Reading,
}

impl Sent {
    pub(super) fn new(body: Incoming) -> Self {
        let reading = Reading(Arc::new(AtomicU8::new(if body.is_end_stream() { OVER } else { UNTOUCHED })));
        Self { body, reading }
    }

    pub(super) fn reading(&self) -> Reading {
        self.reading.clone()
    }
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        if !self.reading.is_over() {
            self.reading.comes_to(BEGUN);
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if frame.is_none() || self.body.is_end_stream() {
            self.reading.comes_to(OVER);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
