//! The words of texts, as written and as compared with names.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// A word of a text.
#[derive(Debug)]
pub(super) struct Word {
    pub range: Range<usize>,
    /// The word without everything that makes no difference.
    pub key: String,
}

/// Two words of a text as one; `None` if they are not adjacent.
pub(super) fn pair(text: &str, words: &[Word], at: usize) -> Option<Word> {
    let (first, last) = (words.get(at)?, words.get(at + 1)?);
    side_by_side(text, words, at + 1).then(|| Word { range: first.range.start..last.range.end, key: format!("{}{}", first.key, last.key) })
}

/// Whether a word is adjacent to the one before it, as words of a name are.
pub(super) fn side_by_side(text: &str, words: &[Word], at: usize) -> bool {
    let between = || text.get(words.get(at.checked_sub(1)?)?.range.end..words.get(at)?.range.start);
    between().is_some_and(|between| between.chars().all(joins))
}

/// The words of a text. A change of script ends a word.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut ranges: Vec<(Range<usize>, bool)> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if is_combining_mark(c) || c == 'ـ' {
            if let Some((last, _)) = ranges.last_mut().filter(|_| open) {
                last.end = end;
            }
        } else if c.is_alphanumeric() {
            match ranges.last_mut() {
                Some((last, script)) if open && *script == arabic(c) => last.end = end,
                _ => ranges.push((at..end, arabic(c))),
            }
            open = true;
        } else if !invisible(c) {
            open = false;
        }
    }
    let word = |(range, _): (Range<usize>, bool)| Word { key: key(text.get(range.clone()).unwrap_or_default()), range };
    ranges.into_iter().map(word).filter(|word| !word.key.is_empty()).collect()
}

/// A word without everything that makes no difference: capitals, accents and vowel marks, tatweel, hamza on its bearers, presentation
/// forms, invisible characters.
pub(super) fn key(word: &str) -> String {
    let bare = word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).nfkd();
    let mut key = String::with_capacity(word.len());
    for c in bare.filter(|c| c.is_alphanumeric() && *c != 'ـ') {
        match c {
            'œ' => key.push_str("oe"),
            'æ' => key.push_str("ae"),
            'ß' => key.push_str("ss"),
            'ٱ' | 'ٲ' | 'ٳ' => key.push('ا'),
            'ی' => key.push('ي'),
            'ک' | 'گ' | 'ڭ' | 'ݣ' => key.push('ك'),
            c => key.push(c),
        }
    }
    key
}

pub(super) const fn arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Characters that are invisible and end no word.
const fn invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{00AD}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The characters that may stand between the words of a name.
fn joins(c: char) -> bool {
    c.is_whitespace()
        || invisible(c)
        || is_combining_mark(c)
        || matches!(c, '-' | '‐' | '‑' | '–' | '_' | '.' | '\'' | '’' | '‘' | 'ʼ' | 'ـ')
}

/// The key with its endings unified: it finds every word that may be equal.
pub(super) fn ends(word: &str) -> String {
    word.chars().map(end).collect()
}

pub(super) const fn end(c: char) -> char {
    match c {
        'ى' => 'ي',
        'ة' => 'ه',
        c => c,
    }
}
