//! The body of a request, which tells how far it was read, and how long it was waited for.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::Instant;

use super::{activity::Activity, pace::Pace};

/// How far the body of a request was read; goes with the request. By default nobody waits for it.
#[derive(Debug, Clone, Default)]
pub struct Reading(Arc<Mutex<State>>);

/// What takes too long of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeout {
    /// Its body comes too slowly.
    Body,
    /// The work at it.
    Work,
}

#[derive(Debug, Default)]
struct State {
    pace: Pace,
    /// There is no more of it to come.
    over: bool,
    /// Since when somebody waits for more of it.
    waiting: Option<Instant>,
    /// How long it was waited for before.
    waited: Duration,
    /// How late it was then.
    late: Duration,
}

impl State {
    /// When a request that began then is late if nothing moves before, and what is late of it: either its body is waited for, or
    /// the program works.
    fn due(&self, begun: Instant, work: Duration) -> (Instant, Timeout) {
        match self.waiting {
            Some(since) => (since + self.pace.left(self.late), Timeout::Body),
            None => (begun + self.waited + work, Timeout::Work),
        }
    }

    /// So many bytes have come, or nobody waits any more.
    fn stop_waiting(&mut self, bytes: usize) {
        let waited = self.waiting.take().map_or(Duration::ZERO, |since| since.elapsed());
        self.waited += waited;
        self.late = self.pace.after(self.late, waited, bytes as u64);
    }
}

impl Reading {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is no more of it to come.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.state().over
    }

    /// How long it was waited for until now.
    #[must_use]
    pub fn waited(&self) -> Duration {
        let state = self.state();
        state.waited + state.waiting.map_or(Duration::ZERO, |since| since.elapsed())
    }

    /// Comes to an end when its request, which begins now, is late: when its body falls behind its pace, or when the program has
    /// worked for so long. While the body is waited for, the clock of the work stands still.
    ///
    /// To be polled by the task that answers the request, after the answer: so it sees at once that it is another clock's turn.
    pub fn late(&self, work: Duration) -> impl Future<Output = Timeout> {
        let begun = Instant::now();
        async move {
            let mut sleep = pin!(tokio::time::sleep_until(begun + work));
            poll_fn(|cx| {
                loop {
                    let (due, late) = self.state().due(begun, work);
                    if Instant::now() >= due {
                        return Poll::Ready(late);
                    }
                    if sleep.deadline() != due {
                        sleep.as_mut().reset(due);
                    }
                    ready!(sleep.as_mut().poll(cx));
                }
            })
            .await
        }
    }
}

/// The body of a request.
pub(super) struct MeteredBody<B> {
    body: B,
    reading: Reading,
    activity: Arc<Activity>,
}

impl<B: HttpBody<Data = Bytes>> MeteredBody<B> {
    /// A body that has to come at this pace while it is waited for: that it does is for whoever waits to see, by [`Reading::late`].
    /// The connection is told when all of it has come.
    pub(super) fn new(body: B, pace: Pace, activity: Arc<Activity>) -> Self {
        let state = State { pace, over: body.is_end_stream(), ..State::default() };
        Self { body, reading: Reading(Arc::new(Mutex::new(state))), activity }
    }
}

impl<B> MeteredBody<B> {
    pub(super) fn reading(&self) -> Reading {
        self.reading.clone()
    }
}

impl<B: HttpBody<Data = Bytes> + Unpin> HttpBody for MeteredBody<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        let over = self.body.is_end_stream();
        let mut state = self.reading.state();
        match &polled {
            Poll::Pending => {
                state.waiting.get_or_insert_with(Instant::now);
            }
            Poll::Ready(frame) => {
                let bytes = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref());
                if let Some(bytes) = bytes {
                    self.activity.body(bytes);
                }
                state.stop_waiting(bytes.map_or(0, Bytes::len));
                if !state.over && (over || frame.is_none()) {
                    state.over = true;
                    self.activity.body_came();
                }
            }
        }
        drop(state);
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Whoever has dropped a body does not wait for the rest of it.
impl<B> Drop for MeteredBody<B> {
    fn drop(&mut self) {
        self.reading.state().stop_waiting(0);
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use axum::body::Body;
    use futures::{FutureExt as _, channel::mpsc};

    use super::*;

    const LONG: Duration = Duration::from_secs(600);

    fn sent(body: impl Into<Body>, pace: Pace) -> MeteredBody<Body> {
        MeteredBody::new(body.into(), pace, Arc::new(Activity::new()))
    }

    /// What comes next: nothing, and it is waited for; or a frame, if there is another one.
    fn next(sent: &mut MeteredBody<Body>) -> Option<Option<Bytes>> {
        let frame = poll_fn(|cx| Pin::new(&mut *sent).poll_frame(cx)).now_or_never()?;
        Some(frame.map(|frame| frame.unwrap().into_data().unwrap()))
    }

    #[test]
    fn either_the_body_is_waited_for_or_the_program_works() {
        let seconds = Duration::from_secs;
        let (begun, work) = (Instant::now(), seconds(15));
        let due = |state: &State| {
            let (due, late) = state.due(begun, work);
            ((due - begun).as_secs(), late)
        };
        let mut state = State { pace: Pace { still: seconds(20), rate: 8 * 1024 }, ..State::default() };
        assert_eq!(due(&state), (15, Timeout::Work), "nobody reads it");
        state.waiting = Some(begun + seconds(1));
        assert_eq!(due(&state), (21, Timeout::Body));
        (state.waiting, state.waited) = (None, seconds(100));
        assert_eq!(due(&state), (115, Timeout::Work), "that it was waited for is no work");
        state.waiting = Some(begun + seconds(110));
        assert_eq!(due(&state), (130, Timeout::Body));
        state.late = seconds(19);
        assert_eq!(due(&state), (111, Timeout::Body), "it fell behind");
    }

    #[tokio::test]
    async fn only_who_waits_for_a_body_finds_it_late() {
        let (to, from) = mpsc::unbounded::<Result<Bytes, Infallible>>();
        let mut sent = sent(Body::from_stream(from), Pace::default());
        let reading = sent.reading();
        let now = Duration::ZERO;
        assert_eq!(reading.late(now).await, Timeout::Work, "nobody has begun to read it");
        assert_eq!(next(&mut sent), None);
        assert_eq!(reading.late(LONG).await, Timeout::Body, "somebody waits for it");
        to.unbounded_send(Ok("a=1".into())).unwrap();
        assert_eq!(next(&mut sent), Some(Some("a=1".into())));
        assert_eq!((reading.late(now).await, reading.is_over()), (Timeout::Work, false), "they work at what has come");
        assert_eq!(next(&mut sent), None);
        assert_eq!(reading.late(LONG).await, Timeout::Body, "they wait for the rest");
        drop(sent);
        assert_eq!((reading.late(now).await, reading.is_over()), (Timeout::Work, false), "they have enough of it");
    }

    #[tokio::test]
    async fn a_body_that_was_read_to_its_end_is_over() {
        let mut body = sent("a=1", Pace::default());
        assert!(!body.reading().is_over());
        assert_eq!(next(&mut body), Some(Some("a=1".into())));
        assert!(body.reading().is_over());
        assert!(sent(Body::empty(), Pace::default()).reading().is_over());
    }

    #[tokio::test]
    async fn a_clock_that_stood_still_goes_on() {
        let (to, from) = mpsc::unbounded::<Result<Bytes, Infallible>>();
        let mut sent = sent(Body::from_stream(from), Pace { still: LONG, rate: 1 });
        let reading = sent.reading();
        let work = Duration::from_millis(50);
        let mut late = pin!(reading.late(work));
        assert_eq!(next(&mut sent), None);
        assert_eq!(late.as_mut().now_or_never(), None);
        tokio::time::sleep(work * 2).await;
        assert_eq!(late.as_mut().now_or_never(), None, "it waits for the body, however long that takes");
        to.unbounded_send(Ok("a=1".into())).unwrap();
        assert_eq!(next(&mut sent), Some(Some("a=1".into())));
        assert!(reading.waited() >= work * 2);
        assert_eq!(late.await, Timeout::Work);
    }
}
