//! Secrets that a person or a program holds: random, shown once, kept here only as their SHA-256.

use std::fmt;

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD, HEXLOWER};
use sha2::{Digest as _, Sha256};

use super::AccountError;

/// A secret as its holder has it. Printing it for debugging shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A new one: 32 random bytes, as text that needs no escape in an address.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new() -> Result<Self, AccountError> {
        Ok(Self(BASE64URL_NOPAD.encode(&random::<32>()?)))
    }

    /// One that somebody presents.
    #[must_use]
    pub fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// One that follows from this one and a word: the same each time it is asked for, and unknown to whoever has only the word.
    /// So what is shown once can be shown again to a form that was sent twice, without being kept.
    #[must_use]
    pub fn derived(&self, word: &str) -> Self {
        let inner = Sha256::new().chain_update(&self.0).chain_update([0]).chain_update(word).finalize();
        Self(BASE64URL_NOPAD.encode(&Sha256::new().chain_update(&self.0).chain_update(inner).finalize()))
    }

    /// It, to be handed to its holder.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// As what it is kept.
    #[must_use]
    pub fn sha256(&self) -> String {
        sha256(&self.0)
    }
}

/// The SHA-256 of a text, in hexadecimal.
pub(super) fn sha256(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text))
}

/// Random bytes from the system.
pub(super) fn random<const N: usize>() -> Result<[u8; N], AccountError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| AccountError::Internal(format!("no random bytes: {error}")))?;
    Ok(bytes)
}

/// Recovery codes made at a time.
pub const RECOVERY_CODES: usize = 10;

/// A recovery code, as in `7K2M-QX4P-HN3A-B6TD-WZ5R-CE7L`: 120 random bits, so that its SHA-256 tells nothing of it.
pub(super) fn recovery_code() -> Result<String, AccountError> {
    let letters = BASE32_NOPAD.encode(&random::<15>()?);
    Ok(letters.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-"))
}

/// A recovery code as what it is kept: however its letters were grouped when typed.
pub(super) fn recovery_code_sha256(typed: &str) -> String {
    let letters: String = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    sha256(&letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_new_and_not_printed() {
        let (one, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert!(one != other && one.text().len() == 43);
        assert!(one.text().chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        assert!(!format!("{one:?}").contains(one.text()));
    }

    #[test]
    fn a_secret_follows_from_another_and_a_word() {
        let (one, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert!(one.derived("a") == one.derived("a") && one.derived("a").text().len() == 43);
        assert!(one.derived("a") != one.derived("b") && one.derived("a") != other.derived("a"));
    }

    #[test]
    fn a_recovery_code_is_known_however_it_is_typed() {
        let code = recovery_code().unwrap();
        assert_eq!((code.len(), code.matches('-').count()), (29, 5));
        assert_eq!(recovery_code_sha256(&code), recovery_code_sha256(&code.replace('-', " ").to_lowercase()));
    }
}
