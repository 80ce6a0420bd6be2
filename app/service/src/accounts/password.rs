//! Passwords: how they are kept (Argon2id, OWASP's first choice of cost), and what is taken as one (see [`weakness`]).

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version, password_hash::SaltString};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

use super::{AccountError, secret::random};

mod weak;

pub use weak::weakness;

/// The fewest characters.
pub const SHORTEST: usize = 12;
/// The most characters.
pub const LONGEST: usize = 1_000;
/// Passwords hashed at a time: each takes 19 MiB and a processor.
const AT_ONCE: usize = 2;

/// What is compared with where there is no password, so that it takes as long: of this cost, of a password nobody has.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdCE$q8lwtbWNTKyTbHFVZ1xrCBbAxOPr5UxmTV+Q2DF4Bm8";

/// Checks and keeps passwords, few at a time. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Passwords(Arc<Semaphore>);

impl Default for Passwords {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Passwords {
    /// A password as it is kept.
    pub(super) async fn hash(&self, password: &str) -> Result<String, AccountError> {
        let salt = SaltString::encode_b64(&random::<16>()?).map_err(internal)?;
        let password = normal(password);
        self.work(move || Ok(hasher()?.hash_password(password.as_bytes(), &salt).map_err(internal)?.to_string())).await
    }

    /// Whether a password is the one kept; where none is, it takes as long to say no.
    pub(super) async fn matches(&self, password: &str, kept: Option<&str>) -> Result<bool, AccountError> {
        let (there, kept) = (kept.is_some(), kept.unwrap_or(NOBODYS).to_owned());
        let password = normal(password.get(..4 * LONGEST).unwrap_or(password));
        self.work(move || {
            let kept = argon2::PasswordHash::new(&kept).map_err(internal)?;
            Ok(hasher()?.verify_password(password.as_bytes(), &kept).is_ok() && there)
        })
        .await
    }

    async fn work<T: Send + 'static>(&self, hash: impl FnOnce() -> Result<T, AccountError> + Send + 'static) -> Result<T, AccountError> {
        let permit = Arc::clone(&self.0).acquire_owned().await.map_err(internal)?;
        let done = tokio::task::spawn_blocking(move || {
            let done = hash();
            drop(permit);
            done
        });
        done.await.map_err(internal)?
    }
}

fn hasher() -> Result<Argon2<'static>, AccountError> {
    let cost = Params::new(19 * 1_024, 2, 1, None).map_err(internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, cost))
}

fn internal(error: impl std::fmt::Display) -> AccountError {
    AccountError::Internal(error.to_string())
}

/// The same text typed on another keyboard is the same password.
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other_is() {
        let passwords = Passwords::default();
        let kept = passwords.hash("trois chats gris é").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(passwords.matches("trois chats gris e\u{301}", Some(&kept)).await.unwrap());
        assert!(!passwords.matches("trois chats gris e", Some(&kept)).await.unwrap());
        assert!(!passwords.matches("trois chats gris é", None).await.unwrap());
    }
}
