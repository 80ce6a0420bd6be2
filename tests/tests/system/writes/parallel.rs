//! Fifty programs that write at once, and readers meanwhile, over the network.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use jawab_tests::{
    apply, both_databases,
    process::{Answer, Program, Server, until},
};
use serde_json::json;

const WRITERS: usize = 50;

struct Programs<'a> {
    server: &'a Server,
    token: String,
}

impl Programs<'_> {
    fn log(&self, n: usize) -> Answer {
        let body = json!({ "chamber": "councillors", "subject": { "fr": format!("Question {n}") }, "text": { "fr": "Le texte." } });
        let (authorization, key) = (format!("Bearer {}", self.token), format!("log-{n}"));
        let headers = [("Authorization", &*authorization), ("Content-Type", "application/json"), ("Idempotency-Key", &*key)];
        self.server.send("POST", "/api/v1/questions", &headers, &body.to_string())
    }

    /// All at once, and readers who read until they are done.
    fn at_once(&self, write: impl Fn(usize) -> Answer + Sync) -> Vec<Answer> {
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            let readers = ["/fr/questions", "/ar", "/fr", "/api/v1/questions"].map(|path| {
                let done = &done;
                scope.spawn(move || {
                    while !done.load(Ordering::SeqCst) {
                        is_done(&self.server.send("GET", path, &[], ""), 200);
                    }
                })
            });
            let writers: Vec<_> = (0..WRITERS)
                .map(|n| {
                    scope.spawn({
                        let write = &write;
                        move || write(n)
                    })
                })
                .collect();
            let answers: Vec<_> = writers.into_iter().map(thread::ScopedJoinHandle::join).collect();
            done.store(true, Ordering::SeqCst);
            readers.into_iter().for_each(|reader| reader.join().unwrap());
            answers.into_iter().map(Result::unwrap).collect()
        })
    }
}

/// Done, or told to come back.
fn is_done(answer: &Answer, done: u16) -> bool {
    assert!([done, 503].contains(&answer.status), "{} {}", answer.head, answer.body);
    assert!(answer.status == done || answer.header("retry-after").is_some(), "{}", answer.head);
    answer.status == done
}

#[apply(both_databases)]
async fn fifty_write_at_once_and_readers_read_on(program: Program) {
    let token = program.token().await;
    let server = program.serve(&[]);
    let programs = Programs { server: &server, token };
    let answers = programs.at_once(|n| programs.log(n));
    let mut done = 0;
    for (n, answer) in answers.iter().enumerate() {
        let count = program.number(&format!("SELECT COUNT(*) FROM text WHERE body = 'Question {n}'")).await;
        assert_eq!(count, i64::from(is_done(answer, 201)), "{n}");
        done += count;
    }
    assert!(done > 0);
    // Whoever was told to come back does, and is served; the others get the answer they had.
    for n in 0..WRITERS {
        assert_eq!(programs.log(n).status, 201);
    }
    assert_eq!(program.number("SELECT COUNT(*) FROM question").await, 50);
    // The same request from all: it is done once, and all are told the same.
    let answers = programs.at_once(|_| programs.log(WRITERS));
    let told: BTreeSet<Option<&str>> =
        answers.iter().filter(|answer| is_done(answer, 201)).map(|answer| answer.header("location")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(program.number("SELECT COUNT(*) FROM question").await, 51);
    until("no work is left", || server.json("/readyz")["search"]["waiting"] == 0);
}
