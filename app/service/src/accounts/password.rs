//! Passwords: how they are hashed (Argon2id, with the parameters that OWASP recommends first), and which are accepted (see
//! [`weakness`]).

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version, password_hash::SaltString};
use jawab_domain::validation::Problem;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

use super::{AccountError, secret::random};

mod weak;

pub use weak::weakness;

/// The minimum length, in characters.
pub const MIN_CHARS: usize = 12;
/// The maximum length, in letters as [`truncate_letters`](jawab_domain::text::truncate_letters) counts them: it also bounds the work of
/// every check, as some characters come apart into many.
pub const MAX_CHARS: usize = 1_000;
/// The maximum number of passwords hashed at the same time: each needs 19 MiB and one processor.
const MAX_CONCURRENT: usize = 2;
/// The maximum number of new passwords judged at the same time. The permits are others than those of hashing, so that new passwords do
/// not delay who signs in.
const MAX_JUDGED: usize = 1;
/// The longest text that is compared with a password, in characters: more than any password has, however its letters are typed.
const MAX_TYPED_CHARS: usize = 4 * MAX_CHARS;

/// Verified where there is no password, so that the time is the same: a hash with the same parameters, of a password nobody has.
const DUMMY_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdCE$q8lwtbWNTKyTbHFVZ1xrCBbAxOPr5UxmTV+Q2DF4Bm8";

/// Judges, hashes and verifies passwords, a few at a time and never on a thread that serves. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Passwords {
    hashing: Arc<Semaphore>,
    judging: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { hashing: Arc::new(Semaphore::new(MAX_CONCURRENT)), judging: Arc::new(Semaphore::new(MAX_JUDGED)) }
    }
}

impl Passwords {
    /// The [`weakness`] of a new password. A length that is not allowed is found before any other work.
    pub(super) async fn weakness(&self, password: &str, address: &str, name: &str) -> Result<Option<Problem>, AccountError> {
        if let Some(problem) = weak::length_problem(password) {
            return Ok(Some(problem));
        }
        let [password, address, name] = [password, address, name].map(str::to_owned);
        work(&self.judging, move || Ok(weakness(&password, &address, &name))).await
    }

    /// Hashes a password.
    pub(super) async fn hash(&self, password: &str) -> Result<String, AccountError> {
        let salt = SaltString::encode_b64(&random::<16>()?).map_err(internal)?;
        let password = password.to_owned();
        work(&self.hashing, move || Ok(hasher()?.hash_password(normal(&password).as_bytes(), &salt).map_err(internal)?.to_string())).await
    }

    /// Verifies a password against a hash. Without a hash, or if the text is longer than any password, it takes as long and returns false.
    pub(super) async fn matches(&self, password: &str, stored: Option<&str>) -> Result<bool, AccountError> {
        let (there, stored) = (stored.is_some(), stored.unwrap_or(DUMMY_HASH).to_owned());
        let fits = password.chars().nth(MAX_TYPED_CHARS).is_none();
        let password: String = password.chars().take(MAX_TYPED_CHARS).collect();
        work(&self.hashing, move || {
            let stored = argon2::PasswordHash::new(&stored).map_err(internal)?;
            Ok(hasher()?.verify_password(normal(&password).as_bytes(), &stored).is_ok() && there && fits)
        })
        .await
    }
}

/// Does some work on a thread of its own, with one of the permits.
async fn work<T: Send + 'static>(
    permits: &Arc<Semaphore>,
    work: impl FnOnce() -> Result<T, AccountError> + Send + 'static,
) -> Result<T, AccountError> {
    let permit = Arc::clone(permits).acquire_owned().await.map_err(internal)?;
    let done = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(permit);
        done
    });
    done.await.map_err(internal)?
}

fn hasher() -> Result<Argon2<'static>, AccountError> {
    let cost = Params::new(19 * 1_024, 2, 1, None).map_err(internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, cost))
}

fn internal(error: impl std::fmt::Display) -> AccountError {
    AccountError::Internal(error.to_string())
}

/// Normalises the text: the same password typed on another keyboard must be equal.
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_matches() {
        let passwords = Passwords::default();
        let stored = passwords.hash("trois chats gris é").await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(passwords.matches("trois chats gris e\u{301}", Some(&stored)).await.unwrap());
        assert!(!passwords.matches("trois chats gris e", Some(&stored)).await.unwrap());
        assert!(!passwords.matches("trois chats gris é", None).await.unwrap());
    }

    #[tokio::test]
    async fn what_is_longer_than_any_password_matches_none() {
        let passwords = Passwords::default();
        let longest = "e\u{301}".repeat(MAX_TYPED_CHARS / 2);
        let stored = passwords.hash(&longest).await.unwrap();
        assert!(passwords.matches(&longest, Some(&stored)).await.unwrap());
        assert!(!passwords.matches(&format!("{longest}e"), Some(&stored)).await.unwrap(), "it is not cut to a password that is right");
        assert!(!passwords.matches(&"ﷺ".repeat(1_000_000), Some(&stored)).await.unwrap());
    }

    #[tokio::test]
    async fn a_length_that_is_refused_waits_for_nothing() {
        let passwords = Passwords::default();
        let _all = passwords.judging.acquire_many(u32::try_from(MAX_JUDGED).unwrap()).await.unwrap();
        for (password, problem) in
            [("court".to_owned(), Problem::PasswordShort { least: MIN_CHARS }), ("ﷺ".repeat(300), Problem::TooLong { most: MAX_CHARS })]
        {
            assert_eq!(passwords.weakness(&password, "a@b.ma", "A B").await.unwrap(), Some(problem));
        }
    }
}
