//! Folding: maps different spellings of a word to one form.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds a word: resolves presentation forms and compatibility variants, drops case, accents, vowel marks and tatweel, unifies variants of
/// Arabic letters and digits, and expands ligatures. Only letters and digits are left. Folding is idempotent.
#[must_use]
pub fn fold(word: &str) -> String {
    plainly(word).unwrap_or_else(|| by_decomposition(word))
}

/// A fast path for words of the usual letters of Arabic and French only.
fn plainly(word: &str) -> Option<String> {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'a'..='z' | '0'..='9' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            'أ' | 'إ' | 'آ' => folded.push('ا'),
            'ى' | 'ئ' => folded.push('ي'),
            'ؤ' => folded.push('و'),
            'ة' => folded.push('ه'),
            'ء'..='غ' | 'ف'..='و' | 'ي' => folded.push(c),
            '\u{64B}'..='\u{652}' | 'ـ' => {}
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => folded.push('e'),
            'à' | 'â' | 'À' | 'Â' => folded.push('a'),
            'ç' | 'Ç' => folded.push('c'),
            'î' | 'ï' | 'Î' | 'Ï' => folded.push('i'),
            'ô' | 'Ô' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => folded.push('u'),
            'œ' | 'Œ' => folded.push_str("oe"),
            _ => return None,
        }
    }
    Some(folded)
}

fn by_decomposition(word: &str) -> String {
    let bare: String = word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let mut folded = String::with_capacity(bare.len());
    for c in bare.nfkd().filter(|c| !is_combining_mark(*c)) {
        push(&mut folded, c);
    }
    folded
}

/// Adds the folded form of a decomposed lower-case character. Decomposition already separates hamza and madda from their carriers: أ إ آ ؤ
/// ئ arrive as ا ا ا و ي.
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
        // An apostrophe that Unicode classifies as a letter separates words, also when it comes from another letter (ŉ).
        'ـ' | 'ʼ' => {}
        '٠'..='٩' => folded.push(digit(c, '٠')),
        '۰'..='۹' => folded.push(digit(c, '۰')),
        c if c.is_alphanumeric() => folded.push(c),
        _ => {}
    }
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_usual_letter_is_folded_as_by_decomposition() {
        for c in ('\0'..='\u{2FFF}').chain('\u{FB00}'..='\u{FEFF}') {
            let word = c.to_string();
            assert_eq!(fold(&word), by_decomposition(&word), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn usual_words_are_folded_as_by_decomposition(word in "[a-zA-Z0-9ء-ي\u{640}-\u{652}éèêëàâçîïôùûüœÉÀÇŒ]{0,12}") {
            prop_assert_eq!(fold(&word), by_decomposition(&word));
        }
    }
}
