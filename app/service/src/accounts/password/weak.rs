//! What is no password. There are no rules on the kinds of characters: length, and not being what anybody would try first.
//!
//! Two things are asked. Whether it is made of words that people choose first in this country (`data/passwords.txt`) or that
//! anybody would expect on this site (`data/expected.txt`), with digits and marks around them. And whether `zxcvbn`, which knows
//! 30,000 leaked passwords, the words and names of several lists, rows of keys, repetitions and dates, guesses it too soon.

use std::{collections::HashSet, sync::LazyLock};

use unicode_normalization::UnicodeNormalization as _;

use super::{LONGEST, SHORTEST};
use crate::accounts::Problem;

/// Guesses, as a power of ten, that a password must outlast: what `zxcvbn` calls very unguessable, even where hashes are stolen.
const GUESSES: f64 = 10.0;
/// Characters that are looked at for guesses: more of them cannot make it easier, and take long.
const LOOKED_AT: usize = 64;
/// The fewest letters of a name that are looked for anywhere in a password. Shorter ones occur by chance: of them alone none may be made.
const SHORTEST_NAME: usize = 4;

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| lines(include_str!("../../../data/passwords.txt")).collect());
static EXPECTED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| lines(include_str!("../../../data/expected.txt")).collect());

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
    let own = name.split_whitespace().chain([address, before, after.split('.').next().unwrap_or_default(), "jawab", "جواب"]);
    let own: HashSet<String> = own.flat_map(|own| [fold(own), letters(own)]).collect();
    let letters = letters(password);
    let made_of = |known: &dyn Fn(&str) -> bool| is_made_of(&folded, known) || is_made_of(&letters, known);
    let has_own = own.iter().any(|own| own.chars().count() >= SHORTEST_NAME && folded.contains(own));
    if has_own || has_whole(password, address) || made_of(&|word| own.contains(word)) {
        return Some(Problem::PasswordPersonal);
    }
    let common = |word: &str| COMMON.contains(word);
    if is_monotonous(password) || made_of(&common) {
        return Some(Problem::PasswordCommon);
    }
    if made_of(&|word| EXPECTED.contains(word) || common(word)) {
        return Some(Problem::PasswordExpected);
    }
    is_guessed(password).then_some(Problem::PasswordCommon)
}

/// Whether it is guessed too soon. The words of the lists are given along, so that what is added to them does not count for much.
fn is_guessed(password: &str) -> bool {
    let looked_at: String = password.nfkc().take(LOOKED_AT).collect();
    let words: Vec<&str> = COMMON.iter().chain(EXPECTED.iter()).copied().collect();
    zxcvbn::zxcvbn(&looked_at, &words).guesses_log10() < GUESSES
}

fn small(text: &str) -> impl Iterator<Item = char> {
    text.nfkd().flat_map(char::to_lowercase)
}

fn letters(text: &str) -> String {
    small(text).filter(|c| c.is_alphabetic()).collect()
}

/// Whether an address stands in a password as it is written, digits and all.
fn has_whole(password: &str, address: &str) -> bool {
    !address.is_empty() && small(password).collect::<String>().contains(&small(address).collect::<String>())
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
    let all: Vec<char> = small(text).collect();
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

/// Whether nothing is left when known words are taken away, one after the other.
fn is_made_of(folded: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let ends: Vec<usize> = folded.char_indices().map(|(at, _)| at).chain([folded.len()]).collect();
    let mut reached = HashSet::from([0]);
    for (n, end) in ends.iter().enumerate() {
        let begins = ends.get(..n).unwrap_or_default();
        if begins.iter().any(|begin| reached.contains(begin) && folded.get(*begin..*end).is_some_and(known)) {
            reached.insert(*end);
        }
    }
    !folded.is_empty() && reached.contains(&folded.len())
}

#[cfg(test)]
mod tests;
