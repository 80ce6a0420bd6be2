//! Fifty programs that write at once, and readers meanwhile, over the network.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use jawab_tests::{
    on_both_databases,
    process::{Answer, Program, Server, until},
};
use serde_json::{Value, json};

on_both_databases!(fifty_write_at_once_and_readers_read_on);

const WRITERS: usize = 50;

struct Programs<'a> {
    server: &'a Server,
    token: String,
}

impl Programs<'_> {
    fn send(&self, path: &str, key: &str, seen: Option<&str>, body: &Value) -> Answer {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = vec![("Authorization", &*authorization), ("Content-Type", "application/json"), ("Idempotency-Key", key)];
        headers.extend(seen.map(|seen| ("If-Match", seen)));
        self.server.send("POST", path, &headers, &body.to_string())
    }

    fn log(&self, n: usize) -> Answer {
        let body = json!({ "chamber": "councillors", "subject": { "fr": format!("Question {n}") }, "text": { "fr": "Le texte." } });
        self.send("/api/v1/questions", &format!("log-{n}"), None, &body)
    }

    /// All at once, and readers who read until they are done.
    fn at_once(&self, write: impl Fn(usize) -> Answer + Sync) -> Vec<Answer> {
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            let readers = ["/fr/questions", "/ar", "/readyz", "/api/v1/questions"].map(|path| {
                let done = &done;
                scope.spawn(move || {
                    while !done.load(Ordering::SeqCst) {
                        assert_eq!(self.server.get(path).0, 200, "{path}");
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
            let answers = writers.into_iter().map(|writer| writer.join().unwrap()).collect();
            done.store(true, Ordering::SeqCst);
            readers.into_iter().for_each(|reader| reader.join().unwrap());
            answers
        })
    }
}

/// Done, or told to come back.
fn is_done(answer: &Answer, done: u16) -> bool {
    assert!([done, 503].contains(&answer.status), "{} {}", answer.head, answer.body);
    assert!(answer.status == done || answer.header("retry-after").is_some(), "{}", answer.head);
    answer.status == done
}

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
    // On one question: one of them was first, and the others saw it too late.
    let question: Value = serde_json::from_str(&answers.iter().find(|answer| answer.status == 201).unwrap().body).unwrap();
    let path = format!("/api/v1/questions/{}/deposit", question["id"].as_str().unwrap());
    let answers = programs.at_once(|n| programs.send(&path, &format!("deposit-{n}"), Some("\"1\""), &json!({ "on": "2026-11-02" })));
    let deposited = answers.iter().filter(|answer| answer.status == 200).count();
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        is_done(answer, 412);
    }
    assert_eq!(deposited, 1);
    until("no work is left", || server.json("/readyz")["search"]["waiting"] == 0);
}
