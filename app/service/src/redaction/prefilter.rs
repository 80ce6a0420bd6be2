//! Finds cheaply the parts of a text in which a name may occur: each name has a word that all its forms contain, and texts are read
//! word by word only around these words. It never skips a place that [`super::Names`] would find.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;

use super::{ARTICLE, MAX_WORDS, ends, key};

/// The number of blank-separated parts read on either side of such a word: at least the words of the longest name, each written as two,
/// and one more.
const CONTEXT_PARTS: usize = 2 * MAX_WORDS + 1;
/// What is left of a character when names are compared.
#[derive(Debug, Clone, Copy)]
enum Residue {
    Nothing,
    /// Nothing, and it separates words.
    Blank,
    One(u8),
    Two(u8, u8),
    /// More bytes than the other variants hold; computed separately.
    More,
}

impl Residue {
    fn from_char(c: char) -> Self {
        match folded(c).as_bytes() {
            [] if c.is_whitespace() => Self::Blank,
            [] => Self::Nothing,
            [one] => Self::One(*one),
            [one, two] => Self::Two(*one, *two),
            _ => Self::More,
        }
    }
}

/// The residues of all characters of one or two bytes in UTF-8, among them the Latin and Arabic letters.
static COMMON: LazyLock<Vec<Residue>> = LazyLock::new(|| ('\0'..'\u{800}').map(Residue::from_char).collect());

/// The residue of a character in the key of a word, with the endings unified.
fn folded(c: char) -> String {
    if c.is_alphanumeric() { ends(&key(c.encode_utf8(&mut [0; 4]))) } else { String::new() }
}

/// The words that names always contain.
#[derive(Debug, Clone)]
pub(super) struct Prefilter {
    words: Vec<String>,
    /// `None` if it could not be built: then whole texts are read.
    find: Option<AhoCorasick>,
}

impl PartialEq for Prefilter {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

impl Eq for Prefilter {}

impl Prefilter {
    /// For names as lists of words, each with at least one.
    pub fn new(names: &[Vec<String>]) -> Self {
        let words: Vec<String> = names.iter().map(|name| needed(name)).collect();
        let find = AhoCorasick::new(&words).ok();
        Self { words, find }
    }

    /// The parts of a text in which names may occur, in order, from one blank to another.
    pub fn parts(&self, text: &str) -> Vec<Range<usize>> {
        let Some(find) = &self.find else { return std::iter::once(0..text.len()).collect() };
        let (plain, written) = plain(text);
        let mut parts: Vec<Range<usize>> = Vec::new();
        for found in find.find_iter(&plain) {
            let of = |at: usize| written.partition_point(|(begins, _)| *begins <= at);
            let first = of(found.start()).saturating_sub(1 + CONTEXT_PARTS);
            let after = of(found.end().saturating_sub(1)).saturating_add(CONTEXT_PARTS);
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

/// The text without everything that makes no difference, including blanks; and for each blank-separated part with a residue, where it
/// begins there and in the text. Works on bytes: earlier versions of a question may have tens of millions of letters.
fn plain(text: &str) -> (Vec<u8>, Vec<(usize, usize)>) {
    let (mut plain, mut written) = (Vec::with_capacity(text.len()), Vec::new());
    let (mut first, mut at, mut start, mut blank) = (0_u8, 0, 0, true);
    let common: &[Residue] = &COMMON;
    for byte in text.bytes() {
        at += 1;
        let code = if byte < 0x80 {
            byte as usize
        } else if byte >= 0xC0 {
            first = byte;
            if byte < 0xE0 {
                continue;
            }
            // The first byte of a longer character is enough.
            text.get(at - 1..).and_then(|rest| rest.chars().next()).map_or(0, |c| c as usize)
        } else if first < 0xE0 {
            (((first & 0x1F) as usize) << 6) | (byte & 0x3F) as usize
        } else {
            continue;
        };
        let left = match common.get(code) {
            Some(left) => *left,
            None => Residue::from_char(character(code)),
        };
        if matches!(left, Residue::Nothing) {
            continue;
        }
        if matches!(left, Residue::Blank) {
            start = if code < 0x800 { at } else { at - 1 + character(code).len_utf8() };
            blank = true;
            continue;
        }
        if blank {
            written.push((plain.len(), start));
            blank = false;
        }
        match left {
            Residue::One(one) => plain.push(one),
            Residue::Two(one, two) => {
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

/// The longest word that every form of a name contains, whatever is attached to it, with or without the article.
fn needed(name: &[String]) -> String {
    // An alef as a word, written together with a following lam, reads as the article.
    let alef = name.iter().any(|word| word == "ا");
    let bare = |word: &String| {
        let bare = word.strip_prefix(ARTICLE).or_else(|| word.strip_prefix('ل').filter(|_| alef)).unwrap_or(word);
        ends(if bare.is_empty() { word.as_str() } else { bare })
    };
    name.iter().map(bare).max_by_key(|word| word.chars().count()).unwrap_or_default()
}
