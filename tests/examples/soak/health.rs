//! Whether the health check answers under any load.

use std::{
    io::{self, Read as _, Write as _},
    net::TcpStream,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use crate::report::Outcome;

/// The target latency.
const TARGET: Duration = Duration::from_millis(50);
/// The maximum latency of the release build, on a machine that also generates the load.
const LIMIT: Duration = Duration::from_millis(500);
/// The pause between a response and the next request.
const PAUSE: Duration = Duration::from_millis(20);
/// The timeout of a request.
const PATIENCE: Duration = Duration::from_secs(30);

/// A client that requests `/healthz` repeatedly; see [`Health::end`].
pub struct Health {
    stop: Arc<AtomicBool>,
    asking: JoinHandle<Vec<Option<Duration>>>,
}

impl Health {
    /// Watches a site from a separate thread, so that other measurements do not delay it.
    pub fn watch(url: &str) -> Self {
        let (address, stop) = (url.trim_start_matches("http://").to_owned(), Arc::new(AtomicBool::new(false)));
        let stopped = Arc::clone(&stop);
        let asking = std::thread::spawn(move || {
            let mut met = Vec::new();
            while !stopped.load(Ordering::SeqCst) {
                let began = Instant::now();
                met.push(is_alive(&address).is_ok_and(|is_alive| is_alive).then(|| began.elapsed()));
                std::thread::sleep(PAUSE);
            }
            met
        });
        Self { stop, asking }
    }

    /// Stops, and adds the slowest response to an outcome.
    pub fn end(self, outcome: &mut Outcome) {
        self.stop.store(true, Ordering::SeqCst);
        let met = self.asking.join().expect("whoever asks ends");
        let slowest = met.iter().flatten().max().copied().unwrap_or_default();
        let missing = met.iter().filter(|took| took.is_none()).count();
        let above = if slowest > TARGET { ": ABOVE IT" } else { "" };
        outcome
            .say(&format!("/healthz: {} answers, the slowest after {slowest:.1?} (the aim is {TARGET:.0?}{above})", met.len() - missing));
        if missing > 0 || met.is_empty() {
            outcome.faults.push(format!("{missing} of {} questions whether the program lives had no answer", met.len()));
        }
        if slowest > LIMIT && !cfg!(debug_assertions) {
            outcome.faults.push(format!("the program took {slowest:.1?} to say that it lives, more than {LIMIT:.0?}"));
        }
    }
}

/// One request on a new connection.
fn is_alive(address: &str) -> io::Result<bool> {
    let mut connection = TcpStream::connect(address)?;
    connection.set_read_timeout(Some(PATIENCE))?;
    write!(connection, "GET /healthz HTTP/1.0\r\nHost: {address}\r\n\r\n")?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    Ok(answer.split(' ').nth(1) == Some("200"))
}
