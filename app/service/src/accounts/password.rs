//! Passwords: what is taken as one, and how it is kept (Argon2id, OWASP's first choice of cost).
//!
//! There are no rules on the kinds of characters: length, and not being what anybody would try first.

use std::{
    collections::HashSet,
    sync::{Arc, LazyLock},
};

use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version, password_hash::SaltString};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

use super::{AccountError, Problem, secret::random};

/// The fewest characters.
pub const SHORTEST: usize = 12;
/// The most characters.
pub const LONGEST: usize = 1_000;
/// Passwords hashed at a time: each takes 19 MiB and a processor.
const AT_ONCE: usize = 2;

/// What is compared with where there is no password, so that it takes as long: of this cost, of a password nobody has.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdCE$q8lwtbWNTKyTbHFVZ1xrCBbAxOPr5UxmTV+Q2DF4Bm8";

static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../data/passwords.txt").lines().filter(|line| !line.starts_with('#')).collect());

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

/// What is wrong with a password for an account, if anything.
#[must_use]
pub fn weakness(password: &str, address: &str, name: &str) -> Option<Problem> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some(Problem::PasswordShort);
    }
    if length > LONGEST {
        return Some(Problem::PasswordLong);
    }
    let folded = fold(password);
    let (before, after) = address.split_once('@').unwrap_or((address, ""));
    let own = name.split_whitespace().chain([before, after.split('.').next().unwrap_or_default(), "jawab", "جواب"]);
    if own.map(fold).any(|own| own.chars().count() >= 4 && folded.contains(&own)) {
        return Some(Problem::PasswordPersonal);
    }
    (is_monotonous(password) || is_made_of_common(&folded)).then_some(Problem::PasswordCommon)
}

/// Small letters alone, with the digits and marks that stand for letters.
fn fold(text: &str) -> String {
    let letter = |c: char| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    let all: Vec<char> = text.nfkd().flat_map(char::to_lowercase).collect();
    // Digits at either end are a year or a count rather than letters.
    let is_letter = |c: &char| c.is_alphabetic();
    let (first, last) = (all.iter().position(is_letter), all.iter().rposition(is_letter));
    let (Some(first), Some(last)) = (first, last) else { return String::new() };
    all.get(first..=last).unwrap_or_default().iter().map(|c| letter(*c)).filter(|c| c.is_alphabetic()).collect()
}

/// Few different characters, or each the next of the one before it.
fn is_monotonous(password: &str) -> bool {
    let codes: Vec<i64> = password.chars().map(|c| i64::from(u32::from(c))).collect();
    let different = codes.iter().collect::<HashSet<_>>().len();
    let steps = codes.windows(2).filter(|pair| matches!(pair, [a, b] if (a - b).abs() <= 1)).count();
    different < 5 || steps * 4 >= codes.len() * 3
}

/// Whether nothing is left when common words are taken away, one after the other.
fn is_made_of_common(folded: &str) -> bool {
    let ends: Vec<usize> = folded.char_indices().map(|(at, _)| at).chain([folded.len()]).collect();
    let mut reached = HashSet::from([0]);
    for (n, end) in ends.iter().enumerate() {
        let begins = ends.get(..n).unwrap_or_default();
        if begins.iter().any(|begin| reached.contains(begin) && folded.get(*begin..*end).is_some_and(|word| COMMON.contains(word))) {
            reached.insert(*end);
        }
    }
    !folded.is_empty() && reached.contains(&folded.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weak(password: &str) -> Option<Problem> {
        weakness(password, "k.benani@greffe-parlement.ma", "Karima Benani")
    }

    #[test]
    fn short_long_common_and_personal_passwords_are_refused() {
        assert_eq!(weak("Tr0ub4dor&3"), Some(Problem::PasswordShort));
        assert_eq!(weak(&"ab cd ef gh ".repeat(100)), Some(Problem::PasswordLong));
        for common in
            ["motdepasse2026", "P@ssw0rd!2026", "azertyuiop123", "Casablanca2026!", "bonjourbonjour", "correct horse battery staple"]
        {
            assert_eq!(weak(common), Some(Problem::PasswordCommon), "{common}");
        }
        for common in ["123456789012", "aaaaaaaaaaaa", "abababababab", "كلمةالسر2026!", "9876543210987"] {
            assert_eq!(weak(common), Some(Problem::PasswordCommon), "{common}");
        }
        for personal in ["benani-au-travail", "xx KARIMA 9 yy zz", "jawab pour tous les jours", "منصة جواب الرائعة"] {
            assert_eq!(weak(personal), Some(Problem::PasswordPersonal), "{personal}");
        }
    }

    #[test]
    fn a_phrase_of_ones_own_is_taken() {
        for good in
            ["trois chats gris dorment", "قطط رمادية تنام على السطح", "zellige-9-olivier", "correct cheval pile agrafe", "7Gq!x0Lw_2pZ"]
        {
            assert_eq!(weak(good), None, "{good}");
        }
    }

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
