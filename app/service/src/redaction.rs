//! A citizen's name, found in a text in every form it is written in: capitals, accents composed or not, vowel marks, tatweel, forms of
//! hamza and alef, blanks and line breaks of every kind between its words. Only whole words are a name: `Ali` is none of
//! `l’Alimentation`. What Arabic writes together with a name (وسلمى، للإدريسي) stays, without the name.

use std::ops::Range;

use jawab_domain::text::REDACTION_MARK;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

mod shown;

pub use shown::sentences;

/// Words of so few letters are told apart by ى and ي (على is no علي), and nothing is taken to be written together with shorter ones.
const SHORT: usize = 3;
/// What may be written together with a name before it: و ف ب ل ك, alone or after و or ف.
const CLITICS: [&str; 13] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك", "وو", "وف"];
const ARTICLE: &str = "ال";
/// How many words of a name stand for how many of a text: what one writes as two words, another writes as one (`عبد الإله`, `El Idrissi`).
const GROUPS: [(usize, usize); 3] = [(1, 1), (2, 1), (1, 2)];
/// With what two words begin that are a name alone: `la mine` is none of `Lamine`.
const PARTICLES: [&str; 15] = ["عبد", "ابو", "بن", "ابن", "ام", "ال", "abd", "abdel", "abou", "ait", "al", "ben", "bou", "el", "ould"];

/// Names to look for, each with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names(Vec<Vec<String>>);

impl Names {
    /// Names as typed, one a line. None where no line has a word.
    #[must_use]
    pub fn typed(lines: &str) -> Option<Self> {
        Self::new(lines.lines())
    }

    /// Several names, or several forms of one.
    #[must_use]
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let words = |name: &str| words(name).into_iter().map(|word| word.key).collect::<Vec<_>>();
        let mut names: Vec<Vec<String>> = names.into_iter().map(words).filter(|words| !words.is_empty()).collect();
        names.sort_by_key(|words| std::cmp::Reverse(words.len()));
        (!names.is_empty()).then_some(Self(names))
    }

    /// Where they stand in a text, in bytes and in order. None overlaps another.
    #[must_use]
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let words = words(text);
        let (mut places, mut at) = (Vec::new(), 0);
        while at < words.len() {
            at = match self.0.iter().find_map(|name| at_word(text, &words, at, name)) {
                Some((place, next)) => {
                    places.push(place);
                    next
                }
                None => at + 1,
            };
        }
        places
    }

    /// The text with the mark in the place of each; none where no name is in it.
    #[must_use]
    pub fn redacted(&self, text: &str) -> Option<String> {
        let places = self.places(text);
        if places.is_empty() {
            return None;
        }
        let mut body = text.to_owned();
        places.into_iter().rev().for_each(|place| body.replace_range(place, REDACTION_MARK));
        Some(body)
    }
}

/// A word of a text.
#[derive(Debug)]
struct Word {
    range: Range<usize>,
    /// It without what makes no difference.
    key: String,
}

/// The place of a name that begins at a word, and the word after it.
fn at_word(text: &str, words: &[Word], at: usize, name: &[String]) -> Option<(Range<usize>, usize)> {
    let several = name.len() > 1;
    GROUPS.into_iter().find_map(|(of_name, of_text)| {
        let (wanted, written) = (joined(name, 0, of_name)?, together(text, words, at, of_text, several)?);
        let start = written.range.start + before(text.get(written.range.clone())?, &written.key, &wanted, several)?;
        let next = rest(text, words, at + of_text, name, of_name)?;
        Some((start..words.get(next - 1)?.range.end, next))
    })
}

/// The word after a name whose words from `nth` on stand from a word on.
fn rest(text: &str, words: &[Word], at: usize, name: &[String], nth: usize) -> Option<usize> {
    if nth == name.len() {
        return Some(at);
    }
    let between = text.get(words.get(at.checked_sub(1)?)?.range.end..words.get(at)?.range.start)?;
    if !between.chars().all(joins) {
        return None;
    }
    GROUPS.into_iter().find_map(|(of_name, of_text)| {
        let several = name.len() > 1;
        let (wanted, written) = (joined(name, nth, of_name)?, together(text, words, at, of_text, several)?);
        let found = forms(&wanted, several).iter().any(|form| same(&written.key, form, several));
        found.then(|| rest(text, words, at + of_text, name, nth + of_name)).flatten()
    })
}

/// Words of a name, as one.
fn joined(name: &[String], nth: usize, count: usize) -> Option<String> {
    name.get(nth..nth + count).map(<[String]>::concat)
}

/// Words of a text, as one.
fn together(text: &str, words: &[Word], at: usize, count: usize, several: bool) -> Option<Word> {
    let all = words.get(at..at + count)?;
    let (first, last) = (all.first()?, all.last()?);
    let range = first.range.start..last.range.end;
    let one = count == 1
        || (several || PARTICLES.contains(&first.key.as_str())) && text.get(first.range.end..last.range.start)?.chars().all(joins);
    one.then(|| Word { range, key: all.iter().map(|word| word.key.as_str()).collect() })
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
    let ends = |c| match c {
        'ى' => 'ي',
        'ة' => 'ه',
        c => c,
    };
    one == other || ((several || one.chars().count() > SHORT) && one.chars().map(ends).eq(other.chars().map(ends)))
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

/// The words of a text. A change of script ends one.
fn words(text: &str) -> Vec<Word> {
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

/// A word without what makes no difference: capitals, accents and vowel marks, tatweel, hamza on its bearers, presentation forms,
/// invisible characters.
fn key(word: &str) -> String {
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

const fn arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Characters that are not seen and end no word.
const fn invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{00AD}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// What may stand between the words of one name.
fn joins(c: char) -> bool {
    c.is_whitespace()
        || invisible(c)
        || is_combining_mark(c)
        || matches!(c, '-' | '‐' | '‑' | '–' | '_' | '.' | '\'' | '’' | '‘' | 'ʼ' | 'ـ')
}

#[cfg(test)]
mod tests;
