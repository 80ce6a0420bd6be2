//! Mail in plain text, by a server, into a folder, or kept in memory for tests.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

/// A mail as it is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The name of whoever gets it.
    pub name: String,
    /// Their address.
    pub address: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address of the receiver or sender is none.
    #[error("this is no mail address: {0}")]
    Address(String),
    /// The mail cannot be written down.
    #[error("the mail cannot be put together: {0}")]
    Letter(#[from] lettre::error::Error),
    /// The server's address is none, or the server refused.
    #[error("the mail server: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
    /// The folder cannot be written.
    #[error("the folder of mails: {0}")]
    Folder(#[from] lettre::transport::file::Error),
}

/// The mails that a mailer kept in memory.
pub type Letters = Arc<Mutex<Vec<Letter>>>;

/// Sends mail. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Server(AsyncSmtpTransport<Tokio1Executor>),
    Folder(AsyncFileTransport<Tokio1Executor>),
    Memory(Letters),
}

impl Mailer {
    /// Through a server: `smtps://user:password@host`, or `smtp://host?tls=required`.
    ///
    /// # Errors
    /// When the address of the server or of the sender is none.
    pub fn by_server(url: &str, from: &str) -> Result<Self, MailError> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.build();
        Ok(Self { from: mailbox(from)?, way: Way::Server(server) })
    }

    /// Into a folder that exists, a file for each.
    ///
    /// # Errors
    /// When the sender's address is none.
    pub fn into_folder(folder: PathBuf, from: &str) -> Result<Self, MailError> {
        Ok(Self { from: mailbox(from)?, way: Way::Folder(AsyncFileTransport::new(folder)) })
    }

    /// Into memory, and where to read them there.
    ///
    /// # Errors
    /// When the sender's address is none.
    pub fn into_memory(from: &str) -> Result<(Self, Letters), MailError> {
        let letters = Letters::default();
        Ok((Self { from: mailbox(from)?, way: Way::Memory(Arc::clone(&letters)) }, letters))
    }

    /// Sends a mail.
    ///
    /// # Errors
    /// When the address is none, or the mail cannot be handed over.
    pub async fn send(&self, letter: Letter) -> Result<(), MailError> {
        let address = letter.address.parse().map_err(|_| MailError::Address(letter.address.clone()))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(letter.name.clone()), address))
            .subject(letter.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.clone())?;
        match &self.way {
            Way::Server(server) => drop(server.send(message).await?),
            Way::Folder(folder) => drop(folder.send(message).await?),
            Way::Memory(letters) => {
                if let Ok(mut letters) = letters.lock() {
                    letters.push(letter);
                }
            }
        }
        Ok(())
    }
}

fn mailbox(from: &str) -> Result<Mailbox, MailError> {
    from.parse().map_err(|_| MailError::Address(from.to_owned()))
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};

    use super::*;

    fn letter(address: &str) -> Letter {
        Letter {
            name: "كريم".into(), address: address.into(), subject: "جواب: سؤالان".into(), body: "السلام عليكم\n".into()
        }
    }

    #[tokio::test]
    async fn a_mail_into_a_folder_is_a_file_that_any_program_reads() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = Mailer::into_folder(folder.path().into(), "Jawab <jawab@example.ma>").unwrap();
        mailer.send(letter("karim@example.ma")).await.unwrap();
        let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
        let written = std::fs::read_to_string(&files[0]).unwrap();
        assert!(files.len() == 1 && written.contains("From: Jawab <jawab@example.ma>") && written.contains("charset=utf-8"), "{written}");
    }

    /// A mail server for one mail: the addresses it was told, and the mail.
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
    async fn a_mail_reaches_its_server_in_ascii_only() {
        let (url, talk) = server().await;
        Mailer::by_server(&url, "Jawab <jawab@example.ma>").unwrap().send(letter("karim@example.ma")).await.unwrap();
        let (told, mail) = talk.await.unwrap();
        let told_of = |address: &str| told.iter().any(|line| line.contains(address));
        assert!(told_of("FROM:<jawab@example.ma>") && told_of("TO:<karim@example.ma>"), "{told:?}");
        assert!(mail.is_ascii() && mail.contains("Subject: =?utf-8?b?") && mail.contains("charset=utf-8"), "{mail}");
    }

    #[tokio::test]
    async fn an_address_that_would_add_headers_is_refused() {
        let (mailer, letters) = Mailer::into_memory("jawab@example.ma").unwrap();
        for address in ["x", "a@b.ma\r\nBcc: c@d.ma", ""] {
            assert!(matches!(mailer.send(letter(address)).await, Err(MailError::Address(_))), "{address}");
        }
        assert!(letters.lock().unwrap().is_empty() && Mailer::by_server("nowhere", "jawab@example.ma").is_err());
    }
}
