//! Secrets of people and programs: random, shown once, and stored only as SHA-256.

use std::fmt;

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD, HEXLOWER};
use sha2::{Digest as _, Sha256};

use super::AccountError;

/// A secret in clear. `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A new secret: 32 random bytes, as text that needs no escaping in a URL.
    pub fn new() -> Result<Self, AccountError> {
        Ok(Self(BASE64URL_NOPAD.encode(&random::<32>()?)))
    }

    /// A secret that somebody presents.
    #[must_use]
    pub fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// A secret derived from this one and a word: always the same, and unknown to anybody who has only the word. So a secret shown once
    /// can be shown again for a repeated form, without being stored.
    #[must_use]
    pub fn derived(&self, word: &str) -> Self {
        let inner = Sha256::new().chain_update(&self.0).chain_update([0]).chain_update(word).finalize();
        Self(BASE64URL_NOPAD.encode(&Sha256::new().chain_update(&self.0).chain_update(inner).finalize()))
    }

    /// The text, for its holder.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The SHA-256 that is stored.
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

/// The number of recovery codes.
pub const RECOVERY_CODES: usize = 10;

/// A recovery code such as `7K2M-QX4P-HN3A-B6TD-WZ5R-CE7L`: 120 random bits, so that its SHA-256 reveals nothing.
pub(super) fn recovery_code() -> Result<String, AccountError> {
    let letters = BASE32_NOPAD.encode(&random::<15>()?);
    Ok(letters.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-"))
}

/// The SHA-256 of a recovery code, regardless of how its letters were grouped.
pub(super) fn recovery_code_sha256(typed: &str) -> String {
    let letters: String = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    sha256(&letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_random_and_not_printed() {
        let (one, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert!(one != other && one.text().len() == 43);
        assert!(one.text().chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        assert!(!format!("{one:?}").contains(one.text()));
    }

    #[test]
    fn a_derived_secret_depends_on_both_inputs() {
        let (one, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert!(one.derived("a") == one.derived("a") && one.derived("a").text().len() == 43);
        assert!(one.derived("a") != one.derived("b") && one.derived("a") != other.derived("a"));
    }

    #[test]
    fn a_recovery_code_matches_however_it_is_typed() {
        let code = recovery_code().unwrap();
        assert_eq!((code.len(), code.matches('-').count()), (29, 5));
        assert_eq!(recovery_code_sha256(&code), recovery_code_sha256(&code.replace('-', " ").to_lowercase()));
    }
}
