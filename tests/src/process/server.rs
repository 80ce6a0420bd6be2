//! A serving program.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, ExitStatus},
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::Value;

/// A response.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its status line and headers, in lower case.
    pub head: String,
    /// Its body.
    pub body: String,
}

impl Answer {
    /// A header, if present.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// A program that serves; killed when dropped.
pub struct Server {
    child: Child,
    address: String,
    /// Its output before it served.
    pub announced: String,
    later: Arc<Mutex<String>>,
}

impl Server {
    pub(super) fn start(mut child: Child) -> Self {
        let mut lines = BufReader::new(child.stdout.take().expect("its output is read"));
        let (mut announced, mut address) = (String::new(), None);
        while address.is_none() {
            let mut line = String::new();
            assert!(lines.read_line(&mut line).expect("it prints text") > 0, "it ended before it served: {announced}");
            address = line.split_once("http://").and_then(|(_, rest)| rest.split('/').next()).map(str::to_owned);
            announced.push_str(&line);
        }
        // The later output is read too, so that the program never blocks on it.
        let later = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&later);
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                heard.lock().expect("nobody panics here").push_str(&format!("{line}\n"));
            }
        });
        Self { child, address: address.unwrap_or_default(), announced, later }
    }

    /// Its base URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its output since it served.
    #[must_use]
    pub fn printed(&self) -> String {
        self.later.lock().expect("nobody panics here").clone()
    }

    /// Posts a form without fields, with cookies; returns the head of the response.
    #[must_use]
    pub fn post(&self, path: &str, cookies: &str) -> String {
        let mut connection = self.connect();
        let kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0";
        write!(connection, "POST {path} HTTP/1.0\r\nHost: {}\r\nCookie: {cookies}\r\n{kind}\r\n\r\n", self.address)
            .expect("it takes requests");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).expect("it answers in text");
        answer.split_once("\r\n\r\n").expect("an answer has a head").0.to_owned()
    }

    /// A separate connection; reading from it fails after thirty seconds.
    #[must_use]
    pub fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(&self.address).expect("it listens");
        connection.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
        connection
    }

    /// Sends a GET request; returns the status and the body.
    #[must_use]
    pub fn get(&self, path: &str) -> (u16, String) {
        let answer = self.send("GET", path, &[], "");
        (answer.status, answer.body)
    }

    /// Sends a request on a separate connection.
    #[must_use]
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut connection = self.connect();
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let head = format!("{method} {path} HTTP/1.0\r\nHost: {}\r\nContent-Length: {}\r\n{headers}\r\n", self.address, body.len());
        connection.write_all(format!("{head}{body}").as_bytes()).expect("it takes requests");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).expect("it answers in text");
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("an answer has a status");
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    /// Limits the size of its files to a number of bytes, as on a full disk; `None` removes the limit.
    pub fn limit_files(&self, limit: Option<u64>) {
        let limit = limit.map_or_else(|| "unlimited".into(), |limit| limit.to_string());
        let limited = Command::new("prlimit").args([format!("--pid={}", self.child.id()), format!("--fsize={limit}:")]).status();
        assert!(limited.expect("prlimit (of util-linux) runs").success(), "the limit cannot be set");
    }

    /// Requests JSON.
    #[must_use]
    pub fn json(&self, path: &str) -> Value {
        let (status, body) = self.get(path);
        assert_eq!(status, 200, "{path}: {body}");
        serde_json::from_str(&body).expect("JSON")
    }

    /// How many questions a search finds.
    #[must_use]
    pub fn found(&self, text: &str) -> u64 {
        let found = self.json(&format!("/api/v1/search?q={text}"));
        if found["engine"] == "embedded" { found["total"].as_u64().unwrap_or_default() } else { 0 }
    }

    /// Terminates it, and waits until it has ended.
    pub fn terminate(mut self) -> ExitStatus {
        super::terminate(&mut self.child)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
