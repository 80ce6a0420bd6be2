//! Transliteration keys: a key that is the same for a name in Arabic and in its usual French spellings.
//!
//! Only consonants count (and w or y at the beginning), since Arabic writes few vowels. Consonants that French spelling does not
//! distinguish are equal (ت and ط are both t). A key is a last resort: different names may share one.

use crate::analysis::{Kind, Word};

/// The shortest key that is specific enough.
const MIN_CONSONANTS: usize = 3;
/// French digraphs, with the consonant they stand for.
const DIGRAPHS: [(&str, char); 8] =
    [("tch", 'c'), ("ch", 'c'), ("sh", 'c'), ("kh", 'k'), ("gh", 'g'), ("ph", 'f'), ("dh", 'd'), ("th", 't')];

/// The key of a plain word, if it has enough consonants.
#[must_use]
pub fn key(plain: &str, kind: Kind) -> Option<String> {
    let mut key = match kind {
        Kind::Number => return None,
        Kind::Arabic => arabic(plain),
        Kind::Latin => latin(plain),
    };
    key.dedup();
    (key.len() >= MIN_CONSONANTS).then(|| key.into_iter().collect())
}

/// The key of a word of a query, if it may be a name.
#[must_use]
pub fn key_of(word: &Word) -> Option<String> {
    if is_stop_or_short(word) { None } else { key(&word.plain, word.kind) }
}

fn is_stop_or_short(word: &Word) -> bool {
    word.is_stop || word.plain.chars().count() < MIN_CONSONANTS
}

fn arabic(word: &str) -> Vec<char> {
    let word = word.strip_suffix('ه').unwrap_or(word);
    let first = word.chars().next().and_then(|first| match first {
        'و' => Some('w'),
        'ي' => Some('y'),
        _ => None,
    });
    first.into_iter().chain(word.chars().filter_map(consonant)).collect()
}

/// The consonant that French spelling writes for a folded Arabic letter.
const fn consonant(letter: char) -> Option<char> {
    Some(match letter {
        'ب' => 'b',
        'ت' | 'ث' | 'ط' => 't',
        'ج' => 'j',
        'ح' | 'ه' => 'h',
        'خ' | 'ق' | 'ك' => 'k',
        'د' | 'ذ' | 'ض' | 'ظ' => 'd',
        'ر' => 'r',
        'ز' => 'z',
        'س' | 'ص' => 's',
        'ش' => 'c',
        'غ' => 'g',
        'ف' => 'f',
        'ل' => 'l',
        'م' => 'm',
        'ن' => 'n',
        _ => return None,
    })
}

fn latin(word: &str) -> Vec<char> {
    let mut word = word.strip_suffix('h').unwrap_or(word);
    let mut key = Vec::new();
    if word.starts_with("ou") || word.starts_with('w') {
        key.push('w');
    } else if word.starts_with('y') {
        key.push('y');
    }
    while let Some(first) = word.chars().next() {
        if let Some((digraph, consonant)) = DIGRAPHS.iter().find(|(digraph, _)| word.starts_with(digraph)) {
            key.push(*consonant);
            word = word.get(digraph.len()..).unwrap_or_default();
            continue;
        }
        word = word.get(first.len_utf8()..).unwrap_or_default();
        key.extend(sound(first, word.chars().next()));
    }
    key
}

/// The consonant of a single letter, given the next.
fn sound(letter: char, next: Option<char>) -> Option<char> {
    Some(match letter {
        'c' if matches!(next, Some('e' | 'i' | 'y')) => 's',
        'c' | 'q' => 'k',
        'p' => 'b',
        'v' => 'f',
        'b' | 'd' | 'f' | 'g' | 'h' | 'j' | 'k' | 'l' | 'm' | 'n' | 'r' | 's' | 't' | 'z' => letter,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::words;

    fn keys(name: &str) -> Vec<Option<String>> {
        words(name).iter().filter(|word| !word.joined).map(key_of).collect()
    }

    #[test]
    fn a_name_has_one_key_in_both_scripts() {
        for (latin, arabic) in [
            ("Dahmani", "الدحماني"),
            ("Benali", "بنعلي"),
            ("Mustapha", "مصطفى"),
            ("Khattabi", "الخطابي"),
            ("Zahra", "الزهراء"),
            ("Fatima", "فاطمة"),
            ("Lahcen", "لحسن"),
            ("Chraïbi", "الشرايبي"),
            ("Bouchra", "بشرى"),
            ("Abdelkader", "عبدالقادر"),
            ("Rachid", "رشيد"),
            ("Ghallab", "غلاب"),
            ("Ouazzani", "الوزاني"),
            ("Youssef", "يوسف"),
            ("Yacoubi", "اليعقوبي"),
            ("Oujda", "وجدة"),
        ] {
            assert_eq!(keys(latin), keys(arabic), "{latin} {arabic}");
            assert!(keys(latin).iter().all(Option::is_some), "{latin}");
        }
    }

    #[test]
    fn short_words_and_numbers_have_none() {
        for word in ["Ali", "2026", "de", "علي", "eau"] {
            assert_eq!(keys(word), [None], "{word}");
        }
    }
}
