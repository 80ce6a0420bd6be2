//! Whether the program says that it lives, whatever else it is asked meanwhile.

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

/// Within what time an answer is aimed at.
const AIM: Duration = Duration::from_millis(50);
/// Within what time the release program must answer, on a machine that has the load to make as well.
const BOUND: Duration = Duration::from_millis(500);
/// Between an answer and the next question.
const PAUSE: Duration = Duration::from_millis(20);
/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// Somebody who asks for `/healthz` again and again; see [`Health::end`].
pub struct Health {
    stop: Arc<AtomicBool>,
    asking: JoinHandle<Vec<Option<Duration>>>,
}

impl Health {
    /// Asks a site from a thread of its own, so that what else is measured here is not waited for.
    pub fn watch(url: &str) -> Self {
        let (address, stop) = (url.trim_start_matches("http://").to_owned(), Arc::new(AtomicBool::new(false)));
        let stopped = Arc::clone(&stop);
        let asking = std::thread::spawn(move || {
            let mut met = Vec::new();
            while !stopped.load(Ordering::SeqCst) {
                let began = Instant::now();
                met.push(lives(&address).is_ok_and(|lives| lives).then(|| began.elapsed()));
                std::thread::sleep(PAUSE);
            }
            met
        });
        Self { stop, asking }
    }

    /// Ends, and says in an outcome how slow the slowest answer was.
    pub fn end(self, outcome: &mut Outcome) {
        self.stop.store(true, Ordering::SeqCst);
        let met = self.asking.join().expect("whoever asks ends");
        let slowest = met.iter().flatten().max().copied().unwrap_or_default();
        let missing = met.iter().filter(|took| took.is_none()).count();
        let above = if slowest > AIM { ": ABOVE IT" } else { "" };
        outcome.say(&format!("/healthz: {} answers, the slowest after {slowest:.1?} (the aim is {AIM:.0?}{above})", met.len() - missing));
        if missing > 0 || met.is_empty() {
            outcome.faults.push(format!("{missing} of {} questions whether the program lives had no answer", met.len()));
        }
        if slowest > BOUND && !cfg!(debug_assertions) {
            outcome.faults.push(format!("the program took {slowest:.1?} to say that it lives, more than {BOUND:.0?}"));
        }
    }
}

/// Asks once, on a connection of its own.
fn lives(address: &str) -> io::Result<bool> {
    let mut connection = TcpStream::connect(address)?;
    connection.set_read_timeout(Some(PATIENCE))?;
    write!(connection, "GET /healthz HTTP/1.0\r\nHost: {address}\r\n\r\n")?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    Ok(answer.split(' ').nth(1) == Some("200"))
}
