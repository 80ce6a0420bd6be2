//! How mail is sent.

use std::path::PathBuf;

use clap::Args;
use jawab_service::mail::{MailError, Mailer};

/// What can be set of mail, as given.
#[derive(Debug, Clone, Args, Default)]
pub struct MailSettings {
    /// The mail server: smtps://user:password@host or smtp://host; without it mails are files in the data folder
    #[arg(long, env = "JAWAB_SMTP_URL", global = true, hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Who mails are from, as in "Jawab <jawab@example.ma>"; needed with a mail server
    #[arg(long, env = "JAWAB_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,
}

/// How mail is sent, checked.
#[derive(Clone)]
pub struct Mail {
    server: Option<String>,
    from: String,
    folder: PathBuf,
}

impl Mail {
    /// Checks settings; what is wrong is added to the errors. Mails without a server go into `folder`.
    pub fn check(settings: MailSettings, folder: PathBuf, errors: &mut Vec<String>) -> Self {
        let server = settings.smtp_url.filter(|url| !url.is_empty());
        let from = settings.mail_from.filter(|from| !from.is_empty());
        if server.is_some() && from.is_none() {
            errors.push("JAWAB_MAIL_FROM: is not set, but JAWAB_SMTP_URL is".into());
        }
        let mail = Self { server, from: from.unwrap_or_else(|| "Jawab <jawab@localhost.localdomain>".into()), folder };
        match mail.written() {
            Err(MailError::Address(from)) => errors.push(format!("JAWAB_MAIL_FROM: {from:?} is no mail address")),
            Err(_) => errors.push("JAWAB_SMTP_URL: is no address of a mail server, as in smtps://user:password@host".into()),
            Ok(_) => {}
        }
        mail
    }

    fn written(&self) -> Result<Mailer, MailError> {
        match &self.server {
            Some(server) => Mailer::by_server(server, &self.from),
            None => Mailer::into_folder(self.folder.clone(), &self.from),
        }
    }

    /// Whether mails leave the machine.
    #[must_use]
    pub const fn leaves(&self) -> bool {
        self.server.is_some()
    }

    /// What sends them.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn mailer(&self) -> anyhow::Result<Mailer> {
        if !self.leaves() {
            jawab_service::durable::make_folder(&self.folder)?;
        }
        Ok(self.written()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(smtp_url: &str, mail_from: &str) -> Vec<String> {
        let mut errors = Vec::new();
        let given = |text: &str| Some(text.to_owned());
        Mail::check(MailSettings { smtp_url: given(smtp_url), mail_from: given(mail_from) }, "mail".into(), &mut errors);
        errors
    }

    #[test]
    fn a_server_wants_a_sender_and_both_are_checked() {
        assert_eq!(errors("", ""), Vec::<String>::new());
        assert_eq!(errors("smtps://u:p@mail.example.ma", "Jawab <jawab@example.ma>"), Vec::<String>::new());
        assert!(errors("smtps://mail.example.ma", "")[0].starts_with("JAWAB_MAIL_FROM"));
        assert!(errors("", "nobody")[0].starts_with("JAWAB_MAIL_FROM"));
        let wrong = errors("http://u:hush@mail.example.ma", "jawab@example.ma");
        assert!(wrong[0].starts_with("JAWAB_SMTP_URL") && !wrong[0].contains("hush"));
    }
}
