//! How a word of a text differs from what a reader types.

use jawab_search::analysis::words;

use crate::random::Random;

/// A changed word, or `None` if the change does not apply to it.
pub(super) type Change<'a> = dyn Fn(&str, &mut Random) -> Option<String> + 'a;

const ARABIC_LETTERS: [char; 12] = ['ا', 'ب', 'ت', 'ج', 'د', 'ر', 'س', 'ع', 'ف', 'ل', 'م', 'ن'];
const LATIN_LETTERS: [char; 12] = ['a', 'b', 'c', 'd', 'e', 'i', 'l', 'n', 'o', 'r', 's', 't'];
/// Letters that do not join the following one: no tatweel after them.
const UNJOINED: [char; 11] = ['ا', 'أ', 'إ', 'آ', 'د', 'ذ', 'ر', 'ز', 'و', 'ء', 'ؤ'];

fn letters(word: &str) -> usize {
    word.chars().count()
}

/// With another article or clitic before the word, or with none.
pub(super) fn clitics(word: &str, random: &mut Random) -> Option<String> {
    let rest = ["وال", "بال", "فال", "كال", "ال", "لل"].iter().find_map(|prefix| word.strip_prefix(prefix));
    match rest.filter(|rest| letters(rest) >= 3) {
        Some(rest) => Some(format!("{}{rest}", random.pick(&["", "ال", "وال", "بال", "لل"]))).filter(|new| new != word),
        None => (!word.starts_with(['و', 'ف', 'ب', 'ل', 'ك', 'ا', 'أ', 'إ', 'آ']) && letters(word) >= 4)
            .then(|| format!("{}{word}", random.pick(&["ال", "و", "وال", "بال"]))),
    }
}

/// As typed without hamzas, with ي for ى and ه for ة.
pub(super) fn without_hamza(word: &str) -> Option<String> {
    let plain = |c: char| match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' => 'ي',
        'ى' => 'ي',
        'ة' => 'ه',
        other => other,
    };
    Some(word.chars().map(plain).collect::<String>()).filter(|new| new != word)
}

/// With vowel marks and tatweel at random places.
pub(super) fn marks(word: &str, random: &mut Random) -> Option<String> {
    let mut new = String::new();
    for letter in word.chars() {
        new.push(letter);
        if !letter.is_alphabetic() {
            continue;
        }
        match random.below(3) {
            0 => new.push(random.pick(&['\u{64E}', '\u{64F}', '\u{650}', '\u{651}', '\u{652}'])),
            1 if !UNJOINED.contains(&letter) => new.push('ـ'),
            _ => {}
        }
    }
    Some(new).filter(|new| new != word)
}

/// The plural for the singular or the reverse: regular, or from a list.
pub(super) fn other_number(word: &str, plurals: &[(String, String)]) -> Option<String> {
    let article = if word.starts_with("ال") { "ال" } else { "" };
    let bare = word.strip_prefix(article)?;
    let key = |word: &str| words(word).first().map(|word| word.folded.clone());
    let sought = key(bare)?;
    let listed = plurals.iter().find_map(|(one, many)| match (key(one), key(many)) {
        (Some(one), _) if one == sought => Some(many),
        (_, Some(many)) if many == sought => Some(one),
        _ => None,
    });
    if let Some(other) = listed {
        return Some(format!("{article}{other}"));
    }
    let rest = bare.strip_suffix("ات").filter(|rest| letters(rest) >= 3);
    rest.map(|rest| format!("{article}{rest}ة")).or_else(|| suffix(word))
}

/// The regular plural of a feminine word, or its singular.
pub(super) fn suffix(word: &str) -> Option<String> {
    let (rest, new) = word.strip_suffix('ة').map(|rest| (rest, "ات")).or_else(|| word.strip_suffix("ات").map(|rest| (rest, "ة")))?;
    (letters(rest) >= 3).then(|| format!("{rest}{new}"))
}

/// The plural for the singular or the reverse.
pub(super) fn other_french_number(word: &str) -> Option<String> {
    if letters(word) < 4 || !word.chars().all(char::is_alphabetic) || word.chars().all(char::is_uppercase) {
        return None;
    }
    if let Some(rest) = word.strip_suffix("aux").filter(|rest| letters(rest) >= 3 && !rest.ends_with('e')) {
        return Some(format!("{rest}al"));
    }
    match word.strip_suffix(['s', 'x']) {
        Some(rest) => Some(rest.to_owned()),
        None if word.ends_with("al") => word.strip_suffix("al").map(|rest| format!("{rest}aux")),
        None if word.ends_with("eau") => Some(format!("{word}x")),
        None => Some(format!("{word}s")),
    }
}

/// With an elided article before a vowel, with a straight or curly apostrophe.
pub(super) fn elided(word: &str, random: &mut Random) -> Option<String> {
    let vowel = word.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u', 'é', 'è', 'ê', 'à', 'â', 'î', 'ô']);
    vowel.then(|| format!("{}{word}", random.pick(&["l'", "l’", "d'", "d’", "qu'", "L’"])))
}

/// With one letter wrong, missing, doubled or swapped with the next; never the first letter.
pub(super) fn typo(word: &str, random: &mut Random) -> Option<String> {
    let mut all: Vec<char> = word.chars().collect();
    let start = if word.starts_with("ال") { 3 } else { 1 };
    if all.len() < start + 4 || !all.iter().all(|c| c.is_alphabetic()) {
        return None;
    }
    let last = u32::try_from(all.len()).ok()? - 2;
    let at = random.within(u32::try_from(start).ok()?, last) as usize;
    let arabic = all.first().is_some_and(|c| ('\u{600}'..='\u{6FF}').contains(c));
    let other = random.pick(if arabic { &ARABIC_LETTERS } else { &LATIN_LETTERS });
    match random.below(4) {
        0 => all.swap(at, at + 1),
        1 => drop(all.remove(at)),
        2 => all.insert(at, other),
        _ => *all.get_mut(at)? = other,
    }
    Some(all.into_iter().collect::<String>()).filter(|new| new != word)
}

/// The first half of a word: at least three letters after an article.
pub(super) fn half(word: &str) -> Option<String> {
    let article = if word.starts_with("ال") { 2 } else { 0 };
    let count = letters(word);
    let keep = article + ((count - article.min(count)).div_ceil(2)).max(4);
    (keep < count).then(|| word.chars().take(keep).collect())
}
