//! Finds a citizen's name in a text in every form in which it is written: capitals, composed or decomposed accents, vowel marks,
//! tatweel, forms of hamza and alef, any blanks and line breaks between its words, the family name before or after the given names.
//! Only whole words match: `Ali` is not part of `l’Alimentation`. What Arabic writes attached to a name (وسلمى، للإدريسي) stays,
//! without the name.

use std::ops::Range;

use jawab_domain::text::REDACTION_MARK;
use sha2::{Digest as _, Sha256};

use crate::use_cases::Problem;

mod prefilter;
mod search;
mod sentences;
mod trie;
mod words;

pub use search::{FormDraftMatch, MAX_SEARCHED_LETTERS, NameQuery, NameSearch, Occurrences, find_names};
pub use sentences::sentences;

use prefilter::Prefilter;
use trie::{DeadEnds, NameTrie};
use words::{Word, arabic, end, ends, key, pair, side_by_side, words};

/// The maximum number of names.
pub const MAX_NAMES: usize = 50;
/// The maximum number of characters of all names: 4 KB of Arabic.
pub const MAX_CHARS: usize = 2_000;
/// The maximum number of words of a name: as many as an address has.
pub const MAX_WORDS: usize = 20;
/// The maximum number of places in one redaction. The database's guards check them one by one, each with the whole text.
pub const MAX_PLACES: usize = 2_000;

/// Words of up to so many letters distinguish ى and ي (على is not علي), and nothing is split off shorter ones.
const SHORT_WORD_LETTERS: usize = 3;
/// What may be attached before a name: و ف ب ل ك, alone or after و or ف.
const CLITICS: [&str; 13] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك", "وو", "وف"];
const ARTICLE: &str = "ال";
/// Names of up to so many words are searched for in every order in which forms write them.
const MAX_REORDERED_WORDS: usize = 5;
/// The first of two words that may form one word of a name: `la mine` is not `Lamine`.
const PARTICLES: [&str; 15] = ["عبد", "ابو", "بن", "ابن", "ام", "ال", "abd", "abdel", "abou", "ait", "al", "ben", "bou", "el", "ould"];

/// Names to search for, limited to what one search can find.
///
/// One writer's two words are another's single word (`عبد الإله`, `El Idrissi`): two words of a name may be one in a text, and one may
/// be two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    typed: NameTrie,
    /// The same names, with their words in other orders.
    reordered: NameTrie,
    /// Finds the parts of a text in which they may occur.
    prefilter: Prefilter,
}

impl Names {
    /// Parses typed names, one per line.
    pub fn typed(lines: &str) -> Result<Self, Problem> {
        if lines.chars().nth(MAX_CHARS).is_some() {
            return Err(Problem::TooLong { most: MAX_CHARS });
        }
        Self::new(lines.lines())
    }

    /// From several names, or several forms of one.
    ///
    /// # Errors
    /// [`Problem::Missing`] if none has a word; [`Problem::TooMany`], [`Problem::TooManyWords`] and [`Problem::TooLong`] above the
    /// limits of one search.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, Problem> {
        let (mut typed, mut letters) = (Vec::new(), 0);
        for name in names {
            letters += name.chars().count();
            if letters > MAX_CHARS {
                return Err(Problem::TooLong { most: MAX_CHARS });
            }
            let name: Vec<String> = words(name).into_iter().map(|word| word.key).collect();
            if name.len() > MAX_WORDS {
                return Err(Problem::TooManyWords { most: MAX_WORDS });
            }
            if !name.is_empty() {
                typed.push(name);
            }
        }
        if typed.is_empty() {
            return Err(Problem::Missing);
        }
        if typed.len() > MAX_NAMES {
            return Err(Problem::TooMany { most: MAX_NAMES });
        }
        typed.sort_by_key(|words| std::cmp::Reverse(words.len()));
        let reordered: Vec<Vec<String>> = typed.iter().flat_map(|name| reordered(name)).collect();
        Ok(Self { prefilter: Prefilter::new(&typed), typed: NameTrie::new(&typed), reordered: NameTrie::new(&reordered) })
    }

    /// Their places in a text, in bytes and in order, without overlaps.
    #[must_use]
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        self.places_of(text, self.parts(text))
    }

    /// The parts of a text in which they may occur.
    fn parts(&self, text: &str) -> Vec<Range<usize>> {
        self.prefilter.parts(text)
    }

    /// Their places in a text, searched in these parts only.
    fn places_of(&self, text: &str, parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for part in parts {
            let places = self.places_in(text.get(part.clone()).unwrap_or_default());
            found.extend(places.into_iter().map(|place| place.start + part.start..place.end + part.start));
        }
        found
    }

    /// Their places in a text, read word by word.
    fn places_in(&self, text: &str) -> Vec<Range<usize>> {
        let words = words(text);
        let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        // Names as typed first: otherwise `Alaoui. Mohamed Alaoui` would leave a part of the name.
        for names in [&self.typed, &self.reordered] {
            let (before, mut dead_ends, mut at) = (found.len(), DeadEnds::new(), 0);
            while at < words.len() {
                let taken = found.get(..before).unwrap_or_default();
                let ahead = taken.get(taken.partition_point(|(of, _)| of.end <= at));
                let up_to = ahead.map_or(words.len(), |(of, _)| of.start);
                at = match names.at((text, &words), at, up_to, &mut dead_ends) {
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

    /// The text with each name replaced by the mark; `None` if it contains no name.
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

/// A name with its family name moved to the front or the end, for every possible number of words of it.
fn reordered(name: &[String]) -> Vec<Vec<String>> {
    let turns = if name.len() <= MAX_REORDERED_WORDS { name.len() } else { 1 };
    let unit = |by: usize| {
        let mut reordered = name.to_vec();
        reordered.rotate_left(by);
        reordered
    };
    (1..turns).map(unit).collect()
}

/// The number of bytes before the name's word in a written word; `None` if it is another word.
fn before(written: &str, key: &str, wanted: &str, several: bool) -> Option<usize> {
    let forms = forms(wanted, several);
    if forms.iter().any(|form| same(key, form, several)) {
        return Some(0);
    }
    let bare = wanted.strip_prefix(ARTICLE).unwrap_or(wanted);
    let with_article = wanted.starts_with(ARTICLE) || several;
    for clitic in CLITICS.into_iter().filter(|_| is_arabic(wanted) && bare.chars().count() >= SHORT_WORD_LETTERS) {
        let Some(rest) = key.strip_prefix(clitic) else { continue };
        // ل with the article is written لل.
        let assimilated = clitic.ends_with('ل') && with_article && rest.strip_prefix('ل').is_some_and(|rest| same(rest, bare, several));
        if assimilated || forms.iter().any(|form| same(rest, form, several)) {
            return Some(bytes_of(written, clitic.chars().count()));
        }
    }
    None
}

/// The forms of a word: next to other words of the name, with and without the article.
fn forms(word: &str, several: bool) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if several && is_arabic(word) {
        forms.push(match word.strip_prefix(ARTICLE).filter(|rest| rest.chars().count() >= SHORT_WORD_LETTERS) {
            Some(rest) => rest.to_owned(),
            None => format!("{ARTICLE}{word}"),
        });
    }
    forms
}

fn is_arabic(word: &str) -> bool {
    word.chars().next().is_some_and(arabic)
}

/// Whether two words are equal. The endings ى and ي, and ة and ه, are equal, except in short words that stand alone.
fn same(one: &str, other: &str, several: bool) -> bool {
    one == other || ((several || one.chars().count() > SHORT_WORD_LETTERS) && one.chars().map(end).eq(other.chars().map(end)))
}

/// The hash by which a body with a name is recognised after its redaction.
pub(crate) fn body_hash(body: &str) -> String {
    format!("{:x}", Sha256::digest(body))
}

/// The number of bytes of the first letters of a word as written, with their marks; 0 if the last letter is written as one
/// character with the next.
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
