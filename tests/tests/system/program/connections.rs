//! Idle connections that occupy a slot, against the built program.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
};

use jawab_tests::{
    apply, both_databases,
    process::{Program, Server},
};

const HALF: &str = "GET /fr HTTP/1.1\r\nHost: jawab.test\r\nX-Half: ";

/// A connection on which this was sent.
pub(super) fn connect_and_send(server: &Server, request: &str) -> TcpStream {
    let mut connection = server.connect();
    connection.write_all(request.as_bytes()).unwrap();
    connection
}

/// What is received until the server closes the connection.
pub(super) fn rest(mut connection: TcpStream) -> String {
    let mut rest = String::new();
    // A connection that is reset has ended as well.
    let _ = connection.read_to_string(&mut rest);
    rest
}

/// A form of which the server waits for the rest.
pub(super) fn upload(server: &Server) -> TcpStream {
    let head = "POST /fr/staff/sign-in HTTP/1.1\r\nHost: jawab.test\r\nContent-Type: application/x-www-form-urlencoded\r\n\
        Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n";
    let connection = connect_and_send(server, head);
    let mut line = String::new();
    BufReader::new(connection.try_clone().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 100"), "{line}");
    connection
}

#[apply(both_databases)]
async fn connections_that_do_nothing_end(program: Program) {
    let server = program.serve(&["--head-seconds", "1", "--idle-seconds", "1"]);
    let half = connect_and_send(&server, HALF);
    let nothing = connect_and_send(&server, "");
    let answered = connect_and_send(&server, "GET /healthz HTTP/1.1\r\nHost: jawab.test\r\n\r\n");
    assert_eq!((rest(half), rest(nothing)), (String::new(), String::new()));
    assert!(rest(answered).ends_with("ok"), "answered, kept open for another request, and ended");
}

#[apply(both_databases)]
async fn a_head_that_began_behind_another_request_ends_too(program: Program) {
    let server = program.serve(&["--head-seconds", "1", "--idle-seconds", "600"]);
    let form = "POST /fr/staff/sign-in HTTP/1.1\r\nHost: jawab.test\r\nContent-Type: application/x-www-form-urlencoded\r\n\
        Content-Length: 20\r\n\r\naddress=a&password=b";
    for whole in ["GET /healthz HTTP/1.1\r\nHost: jawab.test\r\n\r\n", form] {
        let mut connection = connect_and_send(&server, &format!("{whole}GET /h"));
        let mut received = String::new();
        // Fails if the connection is still open after thirty seconds.
        connection.read_to_string(&mut received).unwrap();
        assert!(received.starts_with("HTTP/1.1 200") || received.starts_with("HTTP/1.1 422"), "{received}");
    }
}

#[apply(both_databases)]
async fn who_waits_makes_room(program: Program) {
    let server = program.serve(&["--max-connections", "8", "--head-seconds", "600", "--idle-seconds", "600"]);
    let half: Vec<TcpStream> = (0..40).map(|_| connect_and_send(&server, HALF)).collect();
    assert_eq!(server.get("/healthz").0, 200);
    assert_eq!(server.get("/fr").0, 200);
    // All but the newest ones were closed.
    for connection in half.into_iter().take(30) {
        assert_eq!(rest(connection), "");
    }
}

#[apply(both_databases)]
async fn a_site_that_is_busy_says_so_and_how_it_is(program: Program) {
    let server = program.serve(&["--max-connections", "8"]);
    let busy: Vec<TcpStream> = (0..8).map(|_| upload(&server)).collect();
    let received = rest(connect_and_send(&server, "GET /fr HTTP/1.1\r\nHost: jawab.test\r\n\r\n"));
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    let head = head.to_ascii_lowercase();
    assert!(head.starts_with("http/1.1 503") && head.contains("retry-after: 2") && head.contains("connection: close"), "{head}");
    assert!(body.contains("Le site est"), "{body}");
    assert_eq!(server.get("/healthz").0, 200);
    drop(busy);
}

#[apply(both_databases)]
async fn a_server_ends_while_something_is_sent(program: Program) {
    let server = program.serve(&["--work-seconds", "1", "--drain-seconds", "1"]);
    let (half, upload) = (connect_and_send(&server, HALF), upload(&server));
    assert_eq!(server.terminate().code(), Some(0));
    assert_eq!((rest(half), rest(upload)), (String::new(), String::new()));
}

#[apply(both_databases)]
async fn what_is_answered_before_it_was_read_ends_the_connection(program: Program) {
    let server = program.serve(&[]);
    let foreign = "POST /fr/staff/sign-in HTTP/1.1\r\nHost: jawab.test\r\nOrigin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000000\r\n\r\naddress=";
    let mut connection = connect_and_send(&server, foreign);
    // The server drains what is still sent, so that the response is not lost.
    (0..10).for_each(|_| connection.write_all(&[b'a'; 10_000]).unwrap());
    connection.shutdown(std::net::Shutdown::Write).unwrap();
    let received = rest(connection).to_ascii_lowercase();
    assert!(received.starts_with("http/1.1 403") && received.contains("\r\nconnection: close\r\n"), "{received}");
}

#[apply(both_databases)]
async fn a_head_without_an_end_is_refused(program: Program) {
    let server = program.serve(&[]);
    let received = rest(connect_and_send(&server, &format!("{HALF}{}", "a".repeat(64 * 1024 - HALF.len()))));
    assert!(received.starts_with("HTTP/1.1 431"), "{received}");
}

#[apply(both_databases)]
async fn a_head_is_as_long_as_heads_are(program: Program) {
    let server = program.serve(&[]);
    let received = |length: usize| {
        let head = "GET /healthz HTTP/1.1\r\nHost: jawab.test\r\nConnection: close\r\nX-Long: ";
        rest(connect_and_send(&server, &format!("{head}{}\r\n\r\n", "a".repeat(length))))
    };
    assert!(received(60 * 1024).starts_with("HTTP/1.1 200"));
    // A connection closed before the whole request was read may be reset.
    let long = received(70_000);
    assert!(long.is_empty() || long.starts_with("HTTP/1.1 431"), "{long}");
}

#[apply(both_databases)]
async fn a_request_says_for_which_host_it_is(program: Program) {
    let server = program.serve(&[]);
    for (hosts, status) in [("Host: jawab.test\r\n", 200), ("", 400), ("Host: jawab.test\r\nHost: evil.example\r\n", 400)] {
        for path in ["/healthz", "/fr"] {
            let received = rest(connect_and_send(&server, &format!("GET {path} HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n")));
            assert!(received.starts_with(&format!("HTTP/1.1 {status}")), "{hosts}: {received}");
            assert_eq!(received.contains("Demande illisible"), status == 400, "{received}");
        }
    }
    let old = rest(connect_and_send(&server, "GET /healthz HTTP/1.0\r\n\r\n"));
    assert!(old.starts_with("HTTP/1.0 200") || old.starts_with("HTTP/1.1 200"), "{old}");
}
