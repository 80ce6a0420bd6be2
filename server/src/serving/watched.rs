//! A connection whose activity is noted.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

use super::{
    activity::{Activity, Doing},
    pace::Pace,
};

/// Most bytes that are read past where a request was answered before it was read. Closed at once, the connection would be reset,
/// and the sender would not see the answer.
const PASSED_MOST: usize = 64 * 1024 * 1024;

/// A connection whose activity is noted.
pub(super) struct Watched {
    stream: TcpStream,
    activity: Arc<Activity>,
    /// How fast answers are read.
    pace: Pace,
    shut: bool,
    /// Bytes that may still be read past.
    left: usize,
}

impl Watched {
    pub(super) const fn new(stream: TcpStream, activity: Arc<Activity>, pace: Pace) -> Self {
        Self { stream, activity, pace, shut: false, left: PASSED_MOST }
    }

    /// Reads past what is still sent, up to the end.
    fn pass(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut bytes = [0; 8 * 1024];
        while self.left > 0 {
            let mut buffer = ReadBuf::new(&mut bytes);
            match ready!(Pin::new(&mut self.stream).poll_read(cx, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => self.left = self.left.saturating_sub(buffer.filled().len()),
                _ => break,
            }
        }
        Poll::Ready(())
    }
}

impl AsyncRead for Watched {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = ready!(Pin::new(&mut self.stream).poll_read(cx, buffer));
        if let Some(bytes @ [_, ..]) = buffer.filled().get(before..) {
            self.activity.received(bytes);
        }
        Poll::Ready(read)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write(cx, bytes))?;
        self.activity.sent(written, self.pace);
        Poll::Ready(Ok(written))
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write_vectored(cx, bytes))?;
        self.activity.sent(written, self.pace);
        Poll::Ready(Ok(written))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        // Asked for once nothing is left to write.
        let flushed = ready!(Pin::new(&mut self.stream).poll_flush(cx));
        self.activity.flushed();
        Poll::Ready(flushed)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.shut {
            ready!(Pin::new(&mut this.stream).poll_shutdown(cx))?;
            this.shut = true;
            this.activity.now(Doing::Leaving);
        }
        if this.activity.is_unread() {
            ready!(this.pass(cx));
        }
        Poll::Ready(Ok(()))
    }
}
