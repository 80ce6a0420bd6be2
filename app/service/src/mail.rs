//! Mail, as plain text and HTML: sent to a server, written to a folder, or kept in memory for tests.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use chrono::{DateTime, Utc};
use jawab_domain::Locale;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

mod delivery;
mod html;

pub use delivery::{Delivery, Round, enqueue};

/// A mail to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Its permanent key, whatever the number of attempts: the first half of its `Message-ID`.
    pub key: String,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// The language it is written in.
    pub locale: Locale,
    /// The recipient's name.
    pub name: String,
    /// The recipient's address.
    pub address: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// The address at which the recipient stops such mails with one request (RFC 8058).
    pub stop_url: Option<String>,
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address of the recipient or sender is not valid.
    #[error("this is no mail address: {0}")]
    Address(String),
    /// The mail cannot be composed.
    #[error("the mail cannot be put together: {0}")]
    Message(#[from] lettre::error::Error),
    /// The server's address is not valid, or the server rejected the mail.
    #[error("the mail server: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
    /// The folder is not writable.
    #[error("the folder of mails: {0}")]
    Folder(#[from] std::io::Error),
}

/// The mails in memory.
pub type MemoryOutbox = Arc<Mutex<Vec<OutgoingMail>>>;

/// Sends mail. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    transport: Transport,
}

#[derive(Clone)]
enum Transport {
    Server(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
    Memory(MemoryOutbox),
}

impl Mailer {
    /// Sends to a server: `smtps://user:password@host`, or `smtp://host?tls=required`.
    pub fn by_server(url: &str, from: &str) -> Result<Self, MailError> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.build();
        Ok(Self { from: mailbox(from)?, transport: Transport::Server(server) })
    }

    /// Writes to an existing folder, one file for each mail, named by its key: a mail sent twice is one file.
    pub fn into_folder(folder: PathBuf, from: &str) -> Result<Self, MailError> {
        Ok(Self { from: mailbox(from)?, transport: Transport::Folder(folder) })
    }

    /// Keeps mails in memory. Returns also where to read them.
    pub fn into_memory(from: &str) -> Result<(Self, MemoryOutbox), MailError> {
        let letters = MemoryOutbox::default();
        Ok((Self { from: mailbox(from)?, transport: Transport::Memory(Arc::clone(&letters)) }, letters))
    }

    /// Sends a mail. When this returns, the recipient system has accepted it.
    ///
    /// # Errors
    /// If an address is not valid, or the mail is not accepted.
    pub async fn send(&self, letter: OutgoingMail) -> Result<(), MailError> {
        let message = self.message(&letter)?;
        match &self.transport {
            Transport::Server(server) => drop(server.send(message).await?),
            Transport::Folder(folder) => {
                let place = folder.join(format!("{}.eml", letter.key));
                let written = tokio::task::spawn_blocking(move || crate::durable::write(&place, &message.formatted()));
                written.await.map_err(std::io::Error::other)??;
            }
            Transport::Memory(letters) => {
                if let Ok(mut letters) = letters.lock() {
                    letters.push(letter);
                }
            }
        }
        Ok(())
    }

    /// The message: marked as automatic (RFC 3834), in its language, in both forms.
    fn message(&self, letter: &OutgoingMail) -> Result<Message, MailError> {
        let address = letter.address.parse().map_err(|_| MailError::Address(letter.address.clone()))?;
        let mut message = Message::builder()
            .message_id(Some(format!("<{}@{}>", letter.key, self.from.email.domain())))
            .date(letter.written_at.into())
            .from(self.from.clone())
            .to(Mailbox::new(Some(letter.name.clone()), address))
            .subject(letter.subject.clone())
            .multipart(MultiPart::alternative_plain_html(letter.body.clone(), html::render(letter.locale, &letter.body)))?;
        let mut say = |name, value: String| message.headers_mut().insert_raw(HeaderValue::new(name, value));
        say(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        say(HeaderName::new_from_ascii_str("Content-Language"), letter.locale.code().to_owned());
        if let Some(stop) = &letter.stop_url {
            say(HeaderName::new_from_ascii_str("List-Unsubscribe"), format!("<{stop}>"));
            say(HeaderName::new_from_ascii_str("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click".to_owned());
        }
        Ok(message)
    }
}

fn mailbox(from: &str) -> Result<Mailbox, MailError> {
    from.parse().map_err(|_| MailError::Address(from.to_owned()))
}

#[cfg(test)]
mod tests;
