//! Fifty programs that write at once, with readers, over the network.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use jawab_tests::{
    apply, both_databases,
    process::{Answer, Program, Server, until},
    records::{ministries, record},
};
use serde_json::{Value, json};

const WRITERS: usize = 50;
/// The ministry of the questions.
const MINISTRY: &str = "sante";

struct Programs<'a> {
    server: &'a Server,
    token: String,
}

impl Programs<'_> {
    fn log(&self, n: usize) -> Answer {
        let body = json!({ "chamber": "councillors", "subject": { "fr": format!("Question {n}") }, "text": { "fr": "Le texte." } });
        self.post("", &format!("log-{n}"), None, &body)
    }

    fn post(&self, path: &str, key: &str, seen: Option<&str>, body: &Value) -> Answer {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = vec![("Authorization", &*authorization), ("Content-Type", "application/json"), ("Idempotency-Key", key)];
        headers.extend(seen.map(|seen| ("If-Match", seen)));
        self.server.send("POST", &format!("/api/v1/questions{path}"), &headers, &body.to_string())
    }

    /// Logs a question that waits for an answer of [`MINISTRY`]; returns its code and its version.
    fn transmit(&self, n: usize) -> (String, String) {
        let body = json!({
            "chamber": "councillors", "legislature": 11, "subject": { "fr": format!("Question {n}") }, "text": { "fr": "Le texte." },
            "authors": ["mustapha-dahmani"], "ministries": [MINISTRY], "deposit": {}, "transmit": {}, "publish": true,
        });
        let logged = self.post("", &format!("log-{n}"), None, &body);
        assert_eq!(logged.status, 201, "{} {}", logged.head, logged.body);
        let response: Value = serde_json::from_str(&logged.body).unwrap();
        (response["id"].as_str().unwrap().to_owned(), logged.header("etag").unwrap().to_owned())
    }

    /// Answers a question.
    fn answer(&self, (code, seen): &(String, String), kind: &str, n: usize) -> Answer {
        let body = json!({ "ministry": MINISTRY, "kind": kind, "texts": { "fr": format!("Réponse {n}.") } });
        self.post(&format!("/{code}/answers"), &format!("answer-{n}"), Some(seen), &body)
    }

    /// The answers to a question, in order.
    fn answers(&self, code: &str) -> Vec<String> {
        let response = self.server.json(&format!("/api/v1/questions/{code}"));
        let answers = response["answers"].as_array().unwrap();
        answers.iter().map(|answer| answer["texts"][0]["body"].as_str().unwrap().to_owned()).collect()
    }

    /// All writers at once, with readers who read until they are done.
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

/// Done, or told to retry.
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
    // Those told to retry do, and succeed; the others get the same response as before.
    for n in 0..WRITERS {
        assert_eq!(programs.log(n).status, 201);
    }
    assert_eq!(program.number("SELECT COUNT(*) FROM question").await, 50);
    // The same request from all: it is done once, and all get the same response.
    let answers = programs.at_once(|_| programs.log(WRITERS));
    let response: BTreeSet<Option<&str>> =
        answers.iter().filter(|answer| is_done(answer, 201)).map(|answer| answer.header("location")).collect();
    assert_eq!(response.len(), 1, "{response:?}");
    assert_eq!(program.number("SELECT COUNT(*) FROM question").await, 51);
    until("no work is left", || server.json("/readyz")["search"]["waiting"] == 0);
}

/// A program's database with an author and a ministry, and the token of a program that writes.
async fn prepared(program: &Program) -> String {
    let people = json!({
        "chamber": "councillors", "ministry": ministries::health(), "authors": [{ "name": { "fr": "Mustapha Dahmani" } }],
    });
    let _ = program.succeed(&["import", &program.file("people.jsonl", &format!("{}\n", record("people", people)))]);
    program.execute(&format!("UPDATE ministry SET slug = '{MINISTRY}'")).await;
    program.token().await
}

#[apply(both_databases)]
async fn fifty_answers_at_once_are_each_of_its_question(program: Program) {
    let token = prepared(&program).await;
    let server = program.serve(&[]);
    let programs = Programs { server: &server, token };
    let questions: Vec<_> = (0..WRITERS).map(|n| programs.transmit(n)).collect();
    let answers = programs.at_once(|n| programs.answer(&questions[n], "final", n));
    let mut done = 0;
    for (n, answer) in answers.iter().enumerate() {
        let count = program.number(&format!("SELECT COUNT(*) FROM text WHERE body = 'Réponse {n}.'")).await;
        assert_eq!(count, i64::from(is_done(answer, 201)), "{n}");
        done += count;
    }
    assert!(done > 0);
    for (n, question) in questions.iter().enumerate() {
        assert_eq!(
            programs.answer(question, "final", n).status,
            201,
            "whoever was told to come back is served, the others are told the same"
        );
        assert_eq!(programs.answers(&question.0), [format!("Réponse {n}.")]);
    }
    let all = i64::try_from(WRITERS).unwrap();
    assert_eq!(program.number("SELECT COUNT(*) FROM answer").await, all);
    assert_eq!(program.number("SELECT COUNT(*) FROM question WHERE status = 'answered' AND source_id IS NULL").await, all);
    until("no work is left", || server.json("/readyz")["search"]["waiting"] == 0);
}

#[apply(both_databases)]
async fn of_fifty_who_write_to_one_question_at_once_one_wins(program: Program) {
    let token = prepared(&program).await;
    let server = program.serve(&[]);
    let programs = Programs { server: &server, token };
    let question = programs.transmit(0);
    // Holding answers: each could follow another, so that only the expected version decides.
    let answers = programs.at_once(|n| programs.answer(&question, "holding", n));
    let won: Vec<usize> = (0..WRITERS).filter(|n| answers[*n].status == 201).collect();
    assert_eq!(won.len(), 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    for (n, answer) in answers.iter().enumerate().filter(|(n, _)| *n != won[0]) {
        assert!([409, 412, 503].contains(&answer.status), "{} {}", answer.head, answer.body);
        let again = programs.answer(&question, "holding", n);
        assert!([409, 412].contains(&again.status), "what was seen is no more: {} {}", again.head, again.body);
    }
    assert_eq!(programs.answers(&question.0), [format!("Réponse {}.", won[0])], "what was acknowledged is there, and nothing else");
    // Repeated, the winner's request gets the same response; a client that reloads succeeds.
    let again = programs.answer(&question, "holding", won[0]);
    assert_eq!((again.status, again.header("etag")), (201, answers[won[0]].header("etag")));
    let now = (question.0.clone(), again.header("etag").unwrap().to_owned());
    assert_eq!(programs.answer(&now, "holding", WRITERS).status, 201);
    assert_eq!(programs.answers(&question.0).len(), 2);
    assert_eq!(program.number("SELECT COUNT(*) FROM answer").await, 2);
    until("no work is left", || server.json("/readyz")["search"]["waiting"] == 0);
}
