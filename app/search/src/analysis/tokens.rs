//! Tokenizes a text into words with their positions.

use unicode_normalization::char::is_combining_mark;

/// A part of a text that is one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// Its start, in bytes.
    pub start: usize,
    /// Its end, in bytes.
    pub end: usize,
    /// Whether it is in Arabic script; numbers are not.
    pub arabic: bool,
    /// Whether an apostrophe follows, before which an article, pronoun or conjunction may be elided.
    pub elides: bool,
    /// The only character between it and the previous word, if there is exactly one.
    pub glue: Option<char>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Arabic,
    Western,
    /// Vowel marks and tatweel: part of the word they are in.
    Mark,
    /// Invisible characters: neither part of a word nor its end.
    Invisible,
    Break,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'é' | 'è' | 'ê' | 'à' | 'ç' => Class::Western,
        'ء'..='غ' | 'ف'..='ي' => Class::Arabic,
        '\0'..='\u{7F}' => Class::Break,
        _ => unusual(c),
    }
}

/// The class of any character.
fn unusual(c: char) -> Class {
    match c {
        '\u{200B}'..='\u{200F}' | '\u{00AD}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => {
            Class::Invisible
        }
        'ـ' => Class::Mark,
        'º' | 'ª' => Class::Break,
        c if is_apostrophe(c) => Class::Break,
        c if is_combining_mark(c) => Class::Mark,
        '٠'..='٩' | '۰'..='۹' => Class::Western,
        '\u{0600}'..='\u{06FF}'
        | '\u{0750}'..='\u{077F}'
        | '\u{08A0}'..='\u{08FF}'
        | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{1EE00}'..='\u{1EEFF}'
            if c.is_alphanumeric() =>
        {
            Class::Arabic
        }
        c if c.is_alphanumeric() => Class::Western,
        _ => Class::Break,
    }
}

/// Whether a character is used as an apostrophe in French.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇' | '′' | '´' | '`')
}

/// Bytes that a word takes in a text with the space after it, at the least that is usual.
const BYTES_OF_A_WORD: usize = 6;

/// The words of a text. A change of script ends a word (`2030م`, `منصةFacebook`).
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::with_capacity(text.len() / BYTES_OF_A_WORD);
    let mut open = false;
    let mut between: (usize, Option<char>) = (0, None);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match class(c) {
            Class::Invisible => {}
            Class::Mark => match spans.last_mut() {
                Some(last) if open => last.end = end,
                _ => {}
            },
            Class::Break => {
                if let Some(last) = spans.last_mut().filter(|_| open) {
                    last.elides = is_apostrophe(c);
                }
                open = false;
                between = (between.0 + 1, Some(c));
            }
            kind @ (Class::Arabic | Class::Western) => {
                let arabic = kind == Class::Arabic;
                match spans.last_mut() {
                    Some(last) if open && last.arabic == arabic => last.end = end,
                    _ => {
                        let glue = between.1.filter(|_| between.0 == 1);
                        spans.push(Span { start: at, end, arabic, elides: false, glue });
                        between = (0, None);
                        open = true;
                    }
                }
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_characters_are_classed_as_any() {
        for c in ('\0'..='\u{2FFF}').chain('\u{FB00}'..='\u{FEFF}') {
            assert_eq!(class(c), unusual(c), "{c:?}");
        }
    }
}
