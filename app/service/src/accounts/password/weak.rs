//! Weak passwords. There are no rules on kinds of characters: a password must be long and not among the first guesses.
//!
//! Two things are checked. First, whether it consists of words that people choose first in this country (`data/passwords.txt`) or that
//! anybody would expect on this site (`data/expected.txt`), with digits and marks around them. Second, whether `zxcvbn` guesses it too
//! soon: it knows 30,000 leaked passwords, the words and names of several lists, rows of keys, repetitions and dates.

use std::{
    collections::{BTreeSet, HashSet},
    sync::LazyLock,
};

use jawab_domain::{text::truncate_letters, validation::Problem};
use unicode_normalization::UnicodeNormalization as _;

use super::{MAX_CHARS, MIN_CHARS};

/// The minimum number of guesses, as a power of ten: what `zxcvbn` calls very unguessable, even if hashes are stolen.
const MIN_LOG10_GUESSES: f64 = 10.0;
/// The number of characters checked by guessing: more cannot make a password easier, and take long.
const MAX_EXAMINED_CHARS: usize = 64;
/// The minimum number of letters of a name that is searched for anywhere in a password. Shorter names occur by chance; they only may
/// not be the whole password.
const MIN_NAME_LETTERS: usize = 4;

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| lines(include_str!("../../../data/passwords.txt")).collect());
static EXPECTED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| lines(include_str!("../../../data/expected.txt")).collect());
static COMMON_OR_EXPECTED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| COMMON.union(&EXPECTED).copied().collect());

/// Whether a password is too short or too long. Takes little time whatever the text is.
pub(super) fn length_problem(password: &str) -> Option<Problem> {
    if password.chars().nth(MIN_CHARS - 1).is_none() {
        return Some(Problem::PasswordShort { least: MIN_CHARS });
    }
    (truncate_letters(password, MAX_CHARS).0.len() < password.len()).then_some(Problem::TooLong { most: MAX_CHARS })
}

/// The weakness of a password for an account, if any.
#[must_use]
pub fn weakness(password: &str, address: &str, name: &str) -> Option<Problem> {
    if let Some(problem) = length_problem(password) {
        return Some(problem);
    }
    let folded = fold(password);
    let (before, after) = address.split_once('@').unwrap_or((address, ""));
    let own = name.split_whitespace().chain([address, before, after.split('.').next().unwrap_or_default(), "jawab", "جواب"]);
    let own: HashSet<String> = own.flat_map(|own| [fold(own), letters(own)]).collect();
    let own: HashSet<&str> = own.iter().map(String::as_str).collect();
    let letters = letters(password);
    let made_of = |words: &HashSet<&str>| is_made_of(&folded, words) || is_made_of(&letters, words);
    let has_own = own.iter().any(|own| own.chars().count() >= MIN_NAME_LETTERS && folded.contains(own));
    if has_own || has_whole(password, address) || made_of(&own) {
        return Some(Problem::PasswordPersonal);
    }
    if is_monotonous(password) || made_of(&COMMON) {
        return Some(Problem::PasswordCommon);
    }
    if made_of(&COMMON_OR_EXPECTED) {
        return Some(Problem::PasswordExpected);
    }
    is_guessed(password).then_some(Problem::PasswordCommon)
}

/// Whether it is guessed too soon. The word lists are passed to the guesser, so that small additions to their words count little.
fn is_guessed(password: &str) -> bool {
    let looked_at: String = password.nfkc().take(MAX_EXAMINED_CHARS).collect();
    let words: Vec<&str> = COMMON_OR_EXPECTED.iter().copied().collect();
    zxcvbn::zxcvbn(&looked_at, &words).guesses_log10() < MIN_LOG10_GUESSES
}

fn small(text: &str) -> impl Iterator<Item = char> {
    text.nfkd().flat_map(char::to_lowercase)
}

fn letters(text: &str) -> String {
    small(text).filter(|c| c.is_alphabetic()).collect()
}

/// Whether the password contains an address as it is written, including digits.
fn has_whole(password: &str, address: &str) -> bool {
    !address.is_empty() && small(password).collect::<String>().contains(&small(address).collect::<String>())
}

/// Folds to lower case, and replaces digits and marks that stand for letters.
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
    // Digits at either end are a year or a count, not letters.
    let is_letter = |c: &char| c.is_alphabetic();
    let (first, last) = (all.iter().position(is_letter), all.iter().rposition(is_letter));
    let (Some(first), Some(last)) = (first, last) else { return String::new() };
    all.get(first..=last).unwrap_or_default().iter().map(|c| letter(*c)).filter(|c| c.is_alphabetic()).collect()
}

/// Whether it has few different characters, or each is the successor of the one before.
fn is_monotonous(password: &str) -> bool {
    let codes: Vec<i64> = password.chars().map(|c| i64::from(u32::from(c))).collect();
    let different = codes.iter().collect::<HashSet<_>>().len();
    let steps = codes.windows(2).filter(|pair| matches!(pair, [a, b] if (a - b).abs() <= 1)).count();
    different < 5 || steps * 4 >= codes.len() * 3
}

/// Whether it consists of some words, one after another. The work grows with the length of the text times that of the different lengths of
/// words.
fn is_made_of(text: &str, words: &HashSet<&str>) -> bool {
    let lengths: BTreeSet<usize> = words.iter().map(|word| word.len()).filter(|length| *length > 0).collect();
    let mut reached = BTreeSet::from([0]);
    while let Some(at) = reached.pop_first() {
        if at == text.len() {
            return at > 0;
        }
        let ends = lengths.iter().map(|length| at + length);
        reached.extend(ends.filter(|end| text.get(at..*end).is_some_and(|word| words.contains(word))));
    }
    false
}

#[cfg(test)]
mod tests;
