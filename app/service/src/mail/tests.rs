use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};

use super::*;

fn letter(address: &str) -> OutgoingMail {
    OutgoingMail {
        key: "abc.2026-11-01".into(),
        written_at: "2026-11-01T07:00:00Z".parse().unwrap(),
        locale: Locale::Ar,
        name: "كريم".into(),
        address: address.into(),
        subject: "جواب: سؤالان".into(),
        body: "السلام عليكم\n".into(),
        stop_url: Some("https://jawab.test/feeds/mail/stop/secret".into()),
    }
}

#[tokio::test]
async fn a_mail_in_a_folder_is_one_standard_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::into_folder(folder.path().into(), "Jawab <jawab@example.ma>").unwrap();
    mailer.send(letter("karim@example.ma")).await.unwrap();
    mailer.send(letter("karim@example.ma")).await.unwrap();
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    let written = std::fs::read_to_string(&files[0]).unwrap();
    assert_eq!((files.len(), files[0].metadata().unwrap().permissions().mode() & 0o777), (1, 0o600), "handed over twice, there once");
    for said in [
        "From: Jawab <jawab@example.ma>",
        "Message-ID: <abc.2026-11-01@example.ma>",
        "Date: Sun, 01 Nov 2026 07:00:00 +0000",
        "MIME-Version: 1.0",
        "Auto-Submitted: auto-generated",
        "Content-Language: ar",
        "List-Unsubscribe: <https://jawab.test/feeds/mail/stop/secret>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Content-Type: multipart/alternative;",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Type: text/html; charset=utf-8",
    ] {
        assert!(written.contains(said), "{said}: {written}");
    }
}

#[tokio::test]
async fn a_mail_that_cannot_be_stored_is_an_error() {
    let nowhere = Mailer::into_folder("/nowhere/at/all".into(), "jawab@example.ma").unwrap();
    assert!(matches!(nowhere.send(letter("karim@example.ma")).await, Err(MailError::Folder(_))));
}

/// A mail server for one mail. Returns the addresses it received, and the mail.
async fn server() -> (String, tokio::task::JoinHandle<(Vec<String>, String)>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let talk = tokio::spawn(async move {
        let (socket, _) = listener.accept().await.unwrap();
        let (reader, mut writer) = socket.into_split();
        let mut lines = BufReader::new(reader).lines();
        let (mut told, mut mail) = (Vec::new(), String::new());
        writer.write_all(b"220 mail.example.ma\r\n").await.unwrap();
        while let Some(line) = lines.next_line().await.unwrap() {
            let reply = match line.split([' ', ':']).next() {
                Some("DATA") => "354 go on\r\n",
                Some("QUIT") => break,
                _ => "250 mail.example.ma\r\n",
            };
            writer.write_all(reply.as_bytes()).await.unwrap();
            if line != "DATA" {
                told.push(line);
                continue;
            }
            while let Some(line) = lines.next_line().await.unwrap().filter(|line| line != ".") {
                mail += &(line + "\n");
            }
            writer.write_all(b"250 taken\r\n").await.unwrap();
            break;
        }
        (told, mail)
    });
    (url, talk)
}

#[tokio::test]
async fn a_mail_to_a_server_is_ascii_only() {
    let (url, talk) = server().await;
    Mailer::by_server(&url, "Jawab <jawab@example.ma>").unwrap().send(letter("karim@example.ma")).await.unwrap();
    let (told, mail) = talk.await.unwrap();
    let told_of = |address: &str| told.iter().any(|line| line.contains(address));
    assert!(told_of("FROM:<jawab@example.ma>") && told_of("TO:<karim@example.ma>"), "{told:?}");
    assert!(mail.is_ascii() && mail.contains("Subject: =?utf-8?b?") && mail.contains("charset=utf-8"), "{mail}");
}

#[tokio::test]
async fn an_address_that_would_inject_headers_is_rejected() {
    let (mailer, letters) = Mailer::into_memory("jawab@example.ma").unwrap();
    for address in ["x", "a@b.ma\r\nBcc: c@d.ma", ""] {
        assert!(matches!(mailer.send(letter(address)).await, Err(MailError::Address(_))), "{address}");
    }
    assert!(letters.lock().unwrap().is_empty() && Mailer::by_server("nowhere", "jawab@example.ma").is_err());
}
