//! A citizen's name, found in a text in every form it is written in: capitals, accents composed or not, vowel marks, tatweel, forms of
//! hamza and alef, blanks and line breaks of every kind between its words, the family name before the given ones or after. Only whole
//! words are a name: `Ali` is none of `l’Alimentation`. What Arabic writes together with a name (وسلمى، للإدريسي) stays, without the name.

use std::ops::Range;

use jawab_domain::text::REDACTION_MARK;
use sha2::{Digest as _, Sha256};

use crate::work::Problem;

mod lookup;
mod search;
mod shown;
mod sieve;
mod words;

pub use search::{Apart, Found, Kept, Looked, MOST_LOOKED, Wanted, look};
pub use shown::sentences;

use lookup::{Lookup, Nowhere};
use sieve::Sieve;
use words::{Word, arabic, end, ends, key, pair, side_by_side, words};

/// Most names at once.
pub const MOST_NAMES: usize = 50;
/// Most characters of all of them: 4 KB of Arabic.
pub const MOST_LETTERS: usize = 2_000;
/// Most words of one: as many as an address has.
pub const MOST_WORDS: usize = 20;
/// Most places that names are taken out of at once. The database’s guards see one after the other, and each is the whole text anew.
pub const MOST_PLACES: usize = 2_000;

/// Words of so few letters are told apart by ى and ي (على is no علي), and nothing is taken to be written together with shorter ones.
const SHORT: usize = 3;
/// What may be written together with a name before it: و ف ب ل ك, alone or after و or ف.
const CLITICS: [&str; 13] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك", "وو", "وف"];
const ARTICLE: &str = "ال";
/// A name of so many words at most is looked for in every order that forms write it in.
const TURNED: usize = 5;
/// With what two words begin that are a name alone: `la mine` is none of `Lamine`.
const PARTICLES: [&str; 15] = ["عبد", "ابو", "بن", "ابن", "ام", "ال", "abd", "abdel", "abou", "ait", "al", "ben", "bou", "el", "ould"];

/// Names to look for, as many as one look through a text can find.
///
/// What one writes as two words, another writes as one (`عبد الإله`, `El Idrissi`): two words of a name may be one of a text, and one two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    typed: Lookup,
    /// The same in other orders of their words.
    turned: Lookup,
    /// Where they can stand at all.
    sieve: Sieve,
}

impl Names {
    /// Names as typed, one a line.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn typed(lines: &str) -> Result<Self, Problem> {
        if lines.chars().nth(MOST_LETTERS).is_some() {
            return Err(Problem::TooLong { most: MOST_LETTERS });
        }
        Self::new(lines.lines())
    }

    /// Several names, or several forms of one.
    ///
    /// # Errors
    /// [`Problem::Missing`] where none has a word; [`Problem::TooMany`], [`Problem::TooManyWords`] and [`Problem::TooLong`] where they are
    /// more than are looked for at once.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, Problem> {
        let (mut typed, mut letters) = (Vec::new(), 0);
        for name in names {
            letters += name.chars().count();
            if letters > MOST_LETTERS {
                return Err(Problem::TooLong { most: MOST_LETTERS });
            }
            let name: Vec<String> = words(name).into_iter().map(|word| word.key).collect();
            if name.len() > MOST_WORDS {
                return Err(Problem::TooManyWords { most: MOST_WORDS });
            }
            if !name.is_empty() {
                typed.push(name);
            }
        }
        if typed.is_empty() {
            return Err(Problem::Missing);
        }
        if typed.len() > MOST_NAMES {
            return Err(Problem::TooMany { most: MOST_NAMES });
        }
        typed.sort_by_key(|words| std::cmp::Reverse(words.len()));
        let turned: Vec<Vec<String>> = typed.iter().flat_map(|name| turned(name)).collect();
        Ok(Self { sieve: Sieve::new(&typed), typed: Lookup::new(&typed), turned: Lookup::new(&turned) })
    }

    /// Where they stand in a text, in bytes and in order. None overlaps another.
    #[must_use]
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        self.places_of(text, self.parts(text))
    }

    /// The parts of a text in which they may stand.
    fn parts(&self, text: &str) -> Vec<Range<usize>> {
        self.sieve.parts(text)
    }

    /// Where they stand in a text, of which these are the parts in which they may.
    fn places_of(&self, text: &str, parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for part in parts {
            let places = self.places_in(text.get(part.clone()).unwrap_or_default());
            found.extend(places.into_iter().map(|place| place.start + part.start..place.end + part.start));
        }
        found
    }

    /// Where they stand in a text that is read word by word.
    fn places_in(&self, text: &str) -> Vec<Range<usize>> {
        let words = words(text);
        let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        // As they are typed first: otherwise `Alaoui. Mohamed Alaoui` would leave a part of the name behind.
        for names in [&self.typed, &self.turned] {
            let (before, mut nowhere, mut at) = (found.len(), Nowhere::new(), 0);
            while at < words.len() {
                let taken = found.get(..before).unwrap_or_default();
                let ahead = taken.get(taken.partition_point(|(of, _)| of.end <= at));
                let up_to = ahead.map_or(words.len(), |(of, _)| of.start);
                at = match names.at((text, &words), at, up_to, &mut nowhere) {
                    Some((place, next)) => {
                        found.push((at..next, place));
                        next
                    }
                    None => at + 1,
                };
            }
        }
        found.sort_by_key(|(of, _)| of.start);
        found.into_iter().map(|(_, place)| place).collect()
    }

    /// The text with the mark in the place of each; none where no name is in it.
    #[must_use]
    pub fn redacted(&self, text: &str) -> Option<String> {
        let places = self.places(text);
        if places.is_empty() {
            return None;
        }
        let (mut body, mut kept) = (String::with_capacity(text.len()), 0);
        for place in places {
            body.push_str(text.get(kept..place.start).unwrap_or_default());
            body.push_str(REDACTION_MARK);
            kept = place.end;
        }
        body.push_str(text.get(kept..).unwrap_or_default());
        Some(body)
    }
}

/// A name with the family name before the given ones, or after them, of however many words that is.
fn turned(name: &[String]) -> Vec<Vec<String>> {
    let turns = if name.len() <= TURNED { name.len() } else { 1 };
    let turn = |by: usize| {
        let mut turned = name.to_vec();
        turned.rotate_left(by);
        turned
    };
    (1..turns).map(turn).collect()
}

/// How many bytes of a written word stand before the name's word in it; none where it is another word.
fn before(written: &str, key: &str, wanted: &str, several: bool) -> Option<usize> {
    let forms = forms(wanted, several);
    if forms.iter().any(|form| same(key, form, several)) {
        return Some(0);
    }
    let bare = wanted.strip_prefix(ARTICLE).unwrap_or(wanted);
    let with_article = wanted.starts_with(ARTICLE) || several;
    for clitic in CLITICS.into_iter().filter(|_| is_arabic(wanted) && bare.chars().count() >= SHORT) {
        let Some(rest) = key.strip_prefix(clitic) else { continue };
        // ل and the article are written لل.
        let assimilated = clitic.ends_with('ل') && with_article && rest.strip_prefix('ل').is_some_and(|rest| same(rest, bare, several));
        if assimilated || forms.iter().any(|form| same(rest, form, several)) {
            return Some(bytes_of(written, clitic.chars().count()));
        }
    }
    None
}

/// The forms of a word: beside other words of the name, with the article and without.
fn forms(word: &str, several: bool) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if several && is_arabic(word) {
        forms.push(match word.strip_prefix(ARTICLE).filter(|rest| rest.chars().count() >= SHORT) {
            Some(rest) => rest.to_owned(),
            None => format!("{ARTICLE}{word}"),
        });
    }
    forms
}

fn is_arabic(word: &str) -> bool {
    word.chars().next().is_some_and(arabic)
}

/// Whether two words are the same. The ends ى and ي, ة and ه are one, but in short words that stand alone.
fn same(one: &str, other: &str, several: bool) -> bool {
    one == other || ((several || one.chars().count() > SHORT) && one.chars().map(end).eq(other.chars().map(end)))
}

/// By what a body that had a name in it is known again, without being kept.
pub(crate) fn body_hash(body: &str) -> String {
    format!("{:x}", Sha256::digest(body))
}

/// How many bytes the first letters of a word take as it is written, with the marks on them; none of a letter that is written as one with
/// the next.
fn bytes_of(written: &str, letters: usize) -> usize {
    let mut seen = 0;
    for (at, c) in written.char_indices() {
        let more = key(&c.to_string()).chars().count();
        if seen >= letters && more > 0 {
            return if seen == letters { at } else { 0 };
        }
        seen += more;
    }
    0
}

#[cfg(test)]
mod tests;
