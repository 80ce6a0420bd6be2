//! Where in a text a name can stand at all, found at little cost: each name has a word that no form of it is without, and only around
//! that are texts read word by word. It never passes over a place that [`super::Names`] would find.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;

use super::{ARTICLE, MOST_WORDS, ends, key};

/// Blank-separated parts of a text that are read on either side of such a word: at least as many as the words of the longest name, each
/// written as two, and one more.
const AROUND: usize = 2 * MOST_WORDS + 1;
/// What a character leaves of itself where names are compared.
#[derive(Debug, Clone, Copy)]
enum Left {
    Nothing,
    /// Nothing, and it parts words.
    Blank,
    One(u8),
    Two(u8, u8),
    /// More bytes than these, to be worked out.
    More,
}

impl Left {
    fn of(c: char) -> Self {
        match folded(c).as_bytes() {
            [] if c.is_whitespace() => Self::Blank,
            [] => Self::Nothing,
            [one] => Self::One(*one),
            [one, two] => Self::Two(*one, *two),
            _ => Self::More,
        }
    }
}

/// The same of every character that UTF-8 writes in one byte or two, which those of Latin and Arabic letters are.
static COMMON: LazyLock<Vec<Left>> = LazyLock::new(|| ('\0'..'\u{800}').map(Left::of).collect());

/// What a character leaves of itself in the key of a word, in the form by which ends are the same.
fn folded(c: char) -> String {
    if c.is_alphanumeric() { ends(&key(c.encode_utf8(&mut [0; 4]))) } else { String::new() }
}

/// The words without which no name is written.
#[derive(Debug, Clone)]
pub(super) struct Sieve {
    words: Vec<String>,
    /// None where it could not be made: then texts are read from end to end.
    find: Option<AhoCorasick>,
}

impl PartialEq for Sieve {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

impl Eq for Sieve {}

impl Sieve {
    /// For names by their words, each with at least one.
    pub fn new(names: &[Vec<String>]) -> Self {
        let words: Vec<String> = names.iter().map(|name| needed(name)).collect();
        let find = AhoCorasick::new(&words).ok();
        Self { words, find }
    }

    /// The parts of a text in which names may stand, in order, from one blank to another.
    pub fn parts(&self, text: &str) -> Vec<Range<usize>> {
        let Some(find) = &self.find else { return std::iter::once(0..text.len()).collect() };
        let (plain, written) = plain(text);
        let mut parts: Vec<Range<usize>> = Vec::new();
        for found in find.find_iter(&plain) {
            let of = |at: usize| written.partition_point(|(begins, _)| *begins <= at);
            let first = of(found.start()).saturating_sub(1 + AROUND);
            let after = of(found.end().saturating_sub(1)).saturating_add(AROUND);
            let start = written.get(first).map_or(0, |(_, start)| *start);
            let end = written.get(after).map_or(text.len(), |(_, start)| *start);
            match parts.last_mut() {
                Some(last) if start <= last.end => last.end = last.end.max(end),
                _ => parts.push(start..end),
            }
        }
        parts
    }
}

/// A text without all that makes no difference, blanks too; and of each of its parts between blanks that leaves anything, where it begins
/// there and in the text. Goes over bytes: earlier versions of a question may have tens of millions of letters.
fn plain(text: &str) -> (Vec<u8>, Vec<(usize, usize)>) {
    let (mut plain, mut written) = (Vec::with_capacity(text.len()), Vec::new());
    let (mut first, mut at, mut start, mut blank) = (0_u8, 0, 0, true);
    let common: &[Left] = &COMMON;
    for byte in text.bytes() {
        at += 1;
        let code = if byte < 0x80 {
            byte as usize
        } else if byte >= 0xC0 {
            first = byte;
            if byte < 0xE0 {
                continue;
            }
            // Of a longer character the first byte tells all.
            text.get(at - 1..).and_then(|rest| rest.chars().next()).map_or(0, |c| c as usize)
        } else if first < 0xE0 {
            (((first & 0x1F) as usize) << 6) | (byte & 0x3F) as usize
        } else {
            continue;
        };
        let left = match common.get(code) {
            Some(left) => *left,
            None => Left::of(character(code)),
        };
        if matches!(left, Left::Nothing) {
            continue;
        }
        if matches!(left, Left::Blank) {
            start = if code < 0x800 { at } else { at - 1 + character(code).len_utf8() };
            blank = true;
            continue;
        }
        if blank {
            written.push((plain.len(), start));
            blank = false;
        }
        match left {
            Left::One(one) => plain.push(one),
            Left::Two(one, two) => {
                plain.push(one);
                plain.push(two);
            }
            _ => plain.extend_from_slice(folded(character(code)).as_bytes()),
        }
    }
    (plain, written)
}

fn character(code: usize) -> char {
    u32::try_from(code).ok().and_then(char::from_u32).unwrap_or_default()
}

/// The longest of the words that every form of a name has, whatever is written together with it, and with the article or without.
fn needed(name: &[String]) -> String {
    // An alef that is a word and the lam after it, written as one word, are read as the article.
    let alef = name.iter().any(|word| word == "ا");
    let bare = |word: &String| {
        let bare = word.strip_prefix(ARTICLE).or_else(|| word.strip_prefix('ل').filter(|_| alef)).unwrap_or(word);
        ends(if bare.is_empty() { word.as_str() } else { bare })
    };
    name.iter().map(bare).max_by_key(|word| word.chars().count()).unwrap_or_default()
}
