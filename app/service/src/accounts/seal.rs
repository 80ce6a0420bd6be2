//! Encrypts the secrets that must be readable, those of authenticators, with XChaCha20-Poly1305 under a key from a file. So neither the
//! database nor a backup of it gives access alone.
//!
//! The file has one key per line, in base 64. The first encrypts; all decrypt. To replace a key, a new one is put first; at the next
//! start every secret is encrypted again under it.

use std::{collections::BTreeSet, fmt, io, path::Path, sync::Arc};

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead as _, KeyInit as _, Payload},
};
use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use jawab_store::{Database, StoreError, accounts::sealed};
use sha2::{Digest as _, Sha256};

use super::{AccountError, Accounts, secret::random};

/// The prefix of an encrypted secret. A secret without it is in clear, written by an older version.
const SEAL_PREFIX: &str = "sealed.";
/// The number of bytes of a key.
const KEY_BYTES: usize = 32;
/// The number of bytes of a nonce: enough to choose it at random for each secret.
const NONCE_BYTES: usize = 24;

/// Why secrets cannot be encrypted and decrypted.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("the file of keys {0}: {1}")]
    File(String, io::Error),
    /// A line of the file is not a key.
    #[error("the file of keys {0}: line {1} is no key: 32 bytes in base 64")]
    NotAKey(String, usize),
    /// The file has no key.
    #[error("the file of keys {0} holds no key")]
    Empty(String),
    /// The file is missing, but there are encrypted secrets.
    #[error(
        "the file of keys {0} is missing, and the secrets of authenticators are sealed under it: put it back from a backup. \
         No new one is made, and nothing is changed"
    )]
    Missing(String),
    /// The file does not contain the key of the encrypted secrets.
    #[error(
        "the file of keys {0} lacks the key {1}, under which the secrets of authenticators are sealed: put the right file back, or \
         copy it from the other servers of this database. Nothing is changed"
    )]
    Other(String, String),
    /// The system provides no random bytes.
    #[error("{0}")]
    Random(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The keys. Cheap to clone; `Debug` shows nothing.
#[derive(Clone)]
pub struct Keys(Arc<Vec<Key>>);

struct Key {
    /// The id stored with a secret: part of the key's hash.
    id: String,
    cipher: XChaCha20Poly1305,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Key {
    fn new(bytes: &[u8; KEY_BYTES]) -> Self {
        let id = HEXLOWER.encode(&Sha256::digest(bytes)).chars().take(16).collect();
        Self { id, cipher: XChaCha20Poly1305::new(bytes.into()) }
    }
}

impl Keys {
    /// A random key that is lost with the process, for tests.
    pub fn temporary() -> Result<Self, AccountError> {
        Ok(Self(Arc::new(vec![Key::new(&random()?)])))
    }

    /// The keys in a file, for a database with a current schema. A missing file is created, unless the database has secrets encrypted
    /// under another key.
    ///
    /// # Errors
    /// [`KeyError`] if the file does not belong to this database, or cannot be read or created.
    pub async fn open(file: &Path, database: &Database) -> Result<Self, KeyError> {
        let (name, known) = (file.display().to_string(), sealed::keys(database.reader()).await?);
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound && known.is_empty() => make(file, &name)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(KeyError::Missing(name)),
            Err(error) => return Err(KeyError::File(name, error)),
        };
        let keys = Self::read(&text, &name)?;
        if let Some(lacking) = known.iter().find(|id| keys.named(id).is_none()) {
            return Err(KeyError::Other(name, lacking.clone()));
        }
        Ok(keys)
    }

    fn read(text: &str, name: &str) -> Result<Self, KeyError> {
        let mut keys = Vec::new();
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
            let bytes = BASE64.decode(line.trim().as_bytes()).ok().and_then(|bytes| <[u8; KEY_BYTES]>::try_from(bytes).ok());
            keys.push(Key::new(&bytes.ok_or_else(|| KeyError::NotAKey(name.to_owned(), n + 1))?));
        }
        if keys.is_empty() { Err(KeyError::Empty(name.to_owned())) } else { Ok(Self(Arc::new(keys))) }
    }

    fn named(&self, id: &str) -> Option<&Key> {
        self.0.iter().find(|key| key.id == id)
    }

    /// Encrypts a text for a use: it cannot be decrypted for another use.
    pub fn seal(&self, text: &[u8], for_use: &str) -> Result<String, AccountError> {
        let (nonce, key) = (random::<NONCE_BYTES>()?, self.0.first().ok_or_else(no_key)?);
        let payload = Payload { msg: text, aad: for_use.as_bytes() };
        let closed = key.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| no_key())?;
        Ok(format!("{SEAL_PREFIX}{}.{}", key.id, BASE64URL_NOPAD.encode(&[&nonce[..], &closed].concat())))
    }

    /// Decrypts a text for its use; `None` if it was encrypted for another use, or was altered.
    #[must_use]
    pub fn open_sealed(&self, stored: &str, for_use: &str) -> Option<Vec<u8>> {
        let (id, bytes) = stored.strip_prefix(SEAL_PREFIX)?.split_once('.')?;
        let bytes = BASE64URL_NOPAD.decode(bytes.as_bytes()).ok()?;
        let (nonce, closed) = bytes.split_at_checked(NONCE_BYTES)?;
        let nonce = XNonce::from(<[u8; NONCE_BYTES]>::try_from(nonce).ok()?);
        self.named(id)?.cipher.decrypt(&nonce, Payload { msg: closed, aad: for_use.as_bytes() }).ok()
    }

    /// Whether a secret is encrypted under the current key.
    fn is_current(&self, stored: &str) -> bool {
        self.0.first().is_some_and(|key| stored.strip_prefix(SEAL_PREFIX).and_then(|rest| rest.strip_prefix(&key.id)).is_some())
    }
}

fn no_key() -> AccountError {
    AccountError::Internal("there is no key to seal secrets with".into())
}

fn make(file: &Path, name: &str) -> Result<String, KeyError> {
    let key = random::<KEY_BYTES>().map_err(|error| KeyError::Random(error.to_string()))?;
    let text = format!(
        "# Keys of Jawab: the secrets of authenticators in the database are sealed under them. Keep this file as safe as a\n\
         # password and apart from backups of the database; without it all authenticators must be set up anew.\n{}\n",
        BASE64.encode(&key)
    );
    let made = file.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or(Ok(()), crate::durable::make_folder);
    made.and_then(|()| crate::durable::write(file, text.as_bytes())).map_err(|error| KeyError::File(name.to_owned(), error))?;
    Ok(text)
}

/// The use of an account's secret: it cannot be decrypted as another account's.
fn use_of(account: i64) -> String {
    format!("authenticator of account {account}")
}

impl Accounts {
    pub(super) fn keys(&self) -> Result<&Keys, AccountError> {
        self.keys.as_ref().ok_or_else(no_key)
    }

    /// The encrypted secret of an account's authenticator.
    pub(super) fn seal(&self, account: i64, secret: &str) -> Result<String, AccountError> {
        self.keys()?.seal(secret.as_bytes(), &use_of(account))
    }

    /// The secret of an account's authenticator.
    pub(super) fn unseal(&self, account: i64, stored: &str) -> Result<String, AccountError> {
        if !stored.starts_with(SEAL_PREFIX) {
            return Ok(stored.to_owned());
        }
        let opened = self.keys()?.open_sealed(stored, &use_of(account)).and_then(|bytes| String::from_utf8(bytes).ok());
        opened.ok_or_else(|| AccountError::Internal(format!("the sealed secret of account {account} does not open")))
    }

    /// Encrypts secrets that are in clear or under an older key, and records the key. Returns their number. Called at each start,
    /// before requests are served.
    ///
    /// # Errors
    /// If the database fails or a secret cannot be decrypted. No secret is lost.
    pub async fn seal_secrets(&self) -> Result<usize, AccountError> {
        let keys = self.keys()?;
        let all = sealed::secrets(self.database.reader()).await?;
        let stale: Vec<_> = all.into_iter().filter(|(_, stored)| !keys.is_current(stored)).collect();
        let current = keys.0.first().map(|key| key.id.clone()).ok_or_else(no_key)?;
        let known: BTreeSet<String> = sealed::keys(self.database.reader()).await?;
        if stale.is_empty() && known.contains(&current) {
            return Ok(0);
        }
        let change = self.database.change().await?;
        for (account, stored) in &stale {
            let closed = self.seal(*account, &self.unseal(*account, stored)?)?;
            sealed::replace(change.connection(), *account, stored, &closed).await?;
        }
        sealed::set_key(change.connection(), &current).await?;
        change.commit_quietly().await?;
        Ok(stale.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_only_for_its_use_and_with_its_key() {
        let (keys, others) = (Keys::temporary().unwrap(), Keys::temporary().unwrap());
        let stored = keys.seal(b"JBSWY3DP", "a").unwrap();
        assert!(!stored.contains("JBSWY3DP") && stored != keys.seal(b"JBSWY3DP", "a").unwrap());
        assert_eq!(keys.open_sealed(&stored, "a").as_deref(), Some(&b"JBSWY3DP"[..]));
        assert_eq!((keys.open_sealed(&stored, "b"), others.open_sealed(&stored, "a")), (None, None));
        let mut broken = stored.clone();
        broken.replace_range(stored.len() - 6..stored.len() - 5, if stored.as_bytes()[stored.len() - 6] == b'A' { "B" } else { "A" });
        assert_eq!(keys.open_sealed(&broken, "a"), None);
    }

    #[test]
    fn an_invalid_key_file_is_rejected_with_its_line() {
        let key = |byte: u8| BASE64.encode(&[byte; KEY_BYTES]);
        let two = Keys::read(&format!("# words\n{}\n\n{}\n", key(1), key(2)), "keys").unwrap();
        let old = Keys::read(&key(2), "keys").unwrap().seal(b"x", "a").unwrap();
        assert_eq!(two.open_sealed(&old, "a").as_deref(), Some(&b"x"[..]));
        assert!(!two.is_current(&old) && two.is_current(&two.seal(b"x", "a").unwrap()));
        assert!(matches!(Keys::read("# nothing\n", "keys"), Err(KeyError::Empty(_))));
        assert!(matches!(Keys::read(&format!("{}\nAAAA\n", key(1)), "keys"), Err(KeyError::NotAKey(_, 2))));
    }
}
