//! Slow request bodies and slowly read responses, against the built program.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use jawab_tests::{
    apply, both_databases,
    process::{Program, Server, until},
};
use serde_json::json;

use super::{
    connections::{connect_and_send, rest, upload},
    documents::attached,
};

/// A connection on which a program logs a question, with a body of so many bytes, of which none was sent.
fn logging(server: &Server, token: &str, bytes: usize, more: &str) -> TcpStream {
    let head = format!(
        "POST /api/v1/questions HTTP/1.1\r\nHost: jawab.test\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: a\r\n\
        Content-Type: application/json\r\nContent-Length: {bytes}\r\nConnection: close\r\n{more}\r\n"
    );
    connect_and_send(server, &head)
}

fn question() -> String {
    json!({ "chamber": "councillors", "subject": { "fr": "Question" }, "text": { "fr": "Le texte." } }).to_string()
}

#[apply(both_databases)]
async fn a_slow_and_steady_body_is_taken_though_it_lasts_longer_than_the_work_may(program: Program) {
    let token = program.token().await;
    let server = program.serve(&["--work-seconds", "3"]);
    let body = question() + &" ".repeat(2_000_000);
    let mut connection = logging(&server, &token, body.len(), "");
    let began = Instant::now();
    for part in body.as_bytes().chunks(body.len() / 25) {
        connection.write_all(part).unwrap();
        thread::sleep(Duration::from_millis(200));
    }
    assert!(began.elapsed() > Duration::from_secs(3));
    let received = rest(connection);
    assert!(received.starts_with("HTTP/1.1 201"), "{received}");
}

#[apply(both_databases)]
async fn bodies_that_trickle_are_refused_and_counted(program: Program) {
    // Only their overall rate ends them: no second passes without a byte.
    let server = program.serve(&["--body-seconds", "1"]);
    let slow: Vec<TcpStream> = (0..14).map(|_| upload(&server)).collect();
    let done = AtomicBool::new(false);
    let received: Vec<String> = thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::SeqCst) {
                // Those that were answered may be closed.
                slow.iter().for_each(|mut connection| drop(connection.write_all(b"a")));
                thread::sleep(Duration::from_millis(100));
            }
        });
        let received = slow.iter().map(|connection| rest(connection.try_clone().unwrap())).collect();
        done.store(true, Ordering::SeqCst);
        received
    });
    drop(slow);
    for received in received {
        let head = received.to_ascii_lowercase();
        assert!(head.contains("http/1.1 408") && head.contains("connection: close") && !head.contains("retry-after"), "{received}");
        assert!(received.contains("Envoi trop lent"), "{received}");
    }
    assert_eq!(server.terminate().code(), Some(0));
    let log = std::fs::read_to_string(program.folder().join("log")).unwrap();
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("\"request.slow_body\"")).collect();
    assert_eq!(lines.len(), 11, "ten of them, and one that counts the rest: {log}");
    assert!(lines.iter().all(|line| line.contains("WARN")) && !log.contains("a request failed"), "{log}");
}

#[apply(both_databases)]
async fn whoever_is_shut_out_while_a_body_comes_changes_nothing(program: Program) {
    let token = program.token().await;
    let server = program.serve(&[]);
    let body = question();
    let mut connection = logging(&server, &token, body.len(), "Expect: 100-continue\r\n");
    let mut received = [0; 12];
    connection.read_exact(&mut received).unwrap();
    assert_eq!(&received, b"HTTP/1.1 100", "it is admitted, and its body waited for");
    program.execute("UPDATE api_token SET revoked_at = created_at").await;
    thread::sleep(Duration::from_millis(1_500));
    connection.write_all(body.as_bytes()).unwrap();
    let received = rest(connection);
    assert!(received.contains("HTTP/1.1 401"), "{received}");
    assert_eq!(program.number("SELECT COUNT(*) FROM question").await, 0);
}

#[apply(both_databases)]
async fn whoever_is_signed_out_while_a_form_comes_is_asked_in_and_keeps_it(program: Program) {
    let session = program.session().await;
    let server = program.serve(&[]);
    let body = "subject-fr=Les+puits";
    let mut connection = connect_and_send(
        &server,
        &format!(
            "POST /fr/staff/questions/new HTTP/1.1\r\nHost: jawab.test\r\nCookie: {session}\r\n\
            Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
            body.len()
        ),
    );
    let mut received = [0; 12];
    connection.read_exact(&mut received).unwrap();
    assert_eq!(&received, b"HTTP/1.1 100", "they are admitted, and the form waited for");
    program.execute("DELETE FROM session").await;
    thread::sleep(Duration::from_millis(1_500));
    connection.write_all(body.as_bytes()).unwrap();
    let received = rest(connection);
    // The size as encoded in the sign-in page.
    assert!(received.contains("HTTP/1.1 401") && received.contains("c3ViamVjdC1mcj1MZXMrcHVpdHM"), "{received}");
    assert_eq!(program.number("SELECT COUNT(*) FROM question").await, 0);
}

/// A connection on which an anonymous client sends a form with a file: a title, and the beginning of the file.
fn file_begun(server: &Server, title: &str) -> TcpStream {
    let part = "--b\r\nContent-Disposition: form-data; name=";
    let body = format!("{part}\"title\"\r\n\r\n{title}\r\n{part}\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF");
    let head = "POST /fr/staff/questions/x/attach HTTP/1.1\r\nHost: jawab.test\r\nContent-Type: multipart/form-data; boundary=b\r\n";
    connect_and_send(server, &format!("{head}Content-Length: {}\r\n\r\n{body}", 20 << 20))
}

#[apply(both_databases)]
async fn what_was_typed_before_a_file_that_came_too_slowly_is_shown(program: Program) {
    let server = program.serve(&["--body-seconds", "1"]);
    let received = rest(file_begun(&server, "Lettre du ministre"));
    assert!(received.contains("HTTP/1.1 408") && received.contains("Lettre du ministre"), "{received}");
}

#[apply(both_databases)]
async fn strangers_hold_no_more_than_there_is_room_for(program: Program) {
    let server = program.serve(&["--body-seconds", "600"]);
    let title = "a".repeat(2_000_000);
    let mut held = Vec::new();
    // There is capacity for 34 of them.
    let refused = loop {
        assert!(held.len() < 200, "there is room for all of them");
        let mut connection = file_begun(&server, &title);
        connection.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        let mut first = [0; 12];
        if connection.read_exact(&mut first).is_ok() {
            assert_eq!(&first, b"HTTP/1.1 503");
            connection.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
            break rest(connection);
        }
        held.push(connection);
    };
    assert!(held.len() > 30 && refused.to_ascii_lowercase().contains("retry-after: 2"), "{} {refused}", held.len());
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    assert_eq!(server.send("POST", "/fr/staff/sign-in", &form, "address=a&password=b").status, 422, "the way in stays open");
    drop(held);
    let large = format!("text-fr={title}");
    until("there is room again", || server.send("POST", "/fr/staff/questions/new", &form, &large).status == 401);
    let log = std::fs::read_to_string(program.folder().join("log")).unwrap();
    assert!(log.contains("\"request.no_room\"") && !log.contains("a request failed"), "{log}");
}

/// Larger than all buffers of a download between client and server.
const LARGE: usize = 64 << 20;

/// Downloads a large document in steps of at most so many bytes every twenty milliseconds, from a server that is told to stop
/// once the download has begun: whether it completed, and how long the server took to end.
async fn download(program: &Program, drain: &str, step: usize) -> (bool, Duration) {
    let (address, file) = attached(program, &program.serve(&[])).await;
    let server = program.serve(&["--work-seconds", drain, "--drain-seconds", drain]);
    std::fs::write(file, vec![b' '; LARGE]).unwrap();
    let mut connection = connect_and_send(&server, &format!("GET {address} HTTP/1.1\r\nHost: jawab.test\r\n\r\n"));
    let mut bytes = vec![0; step];
    let mut came = connection.read(&mut bytes).unwrap();
    let stopped_at = Instant::now();
    let ending = thread::spawn(move || server.terminate().code());
    // Data in transit when the server ends arrives at once.
    while let Ok(more @ 1..) = connection.read(&mut bytes) {
        came += more;
        if !ending.is_finished() {
            thread::sleep(Duration::from_millis(20));
        }
    }
    assert_eq!(ending.join().unwrap(), Some(0));
    (came > LARGE, stopped_at.elapsed())
}

#[apply(both_databases)]
async fn a_download_that_ends_while_the_server_does_is_whole(program: Program) {
    let (whole, took) = download(&program, "18", 1 << 20).await;
    assert!(whole && took < Duration::from_secs(40), "{took:?}");
}

#[apply(both_databases)]
async fn a_slow_download_does_not_keep_a_server_from_ending(program: Program) {
    let (whole, took) = download(&program, "3", 64 << 10).await;
    assert!(!whole && took < Duration::from_secs(40), "{took:?}");
    let log = std::fs::read_to_string(program.folder().join("log")).unwrap();
    assert!(log.contains("some connections did not end in time"), "{log}");
}
