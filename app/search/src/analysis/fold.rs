//! Folding: spellings of one word made equal.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds a word: presentation forms and compatibility variants resolved, case, accents, vowel marks and tatweel
/// dropped, variants of Arabic letters and digits made one, ligatures spelt out. Only letters and digits are left.
/// Folding twice changes nothing more.
#[must_use]
pub fn fold(word: &str) -> String {
    let bare: String = word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let mut folded = String::with_capacity(bare.len());
    for c in bare.nfkd().filter(|c| !is_combining_mark(*c)) {
        push(&mut folded, c);
    }
    folded
}

/// Adds the folded form of one decomposed, lower-case character. Decomposition has already parted hamza and madda
/// from their bearers: أ إ آ ؤ ئ arrive as ا ا ا و ي.
fn push(folded: &mut String, c: char) {
    match c {
        'œ' => folded.push_str("oe"),
        'æ' => folded.push_str("ae"),
        'ß' => folded.push_str("ss"),
        'ø' => folded.push('o'),
        'ı' => folded.push('i'),
        'ٱ' | 'ٲ' | 'ٳ' => folded.push('ا'),
        'ى' | 'ی' | 'ې' => folded.push('ي'),
        'ة' | 'ە' | 'ہ' | 'ھ' | 'ۃ' => folded.push('ه'),
        'ک' | 'گ' | 'ڭ' | 'ݣ' | 'ڪ' => folded.push('ك'),
        'ڤ' | 'ڥ' => folded.push('ف'),
        'پ' => folded.push('ب'),
        'ـ' => {}
        '٠'..='٩' => folded.push(digit(c, '٠')),
        '۰'..='۹' => folded.push(digit(c, '۰')),
        c if c.is_alphanumeric() => folded.push(c),
        _ => {}
    }
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}
