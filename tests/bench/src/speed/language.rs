//! A generated language: invented words in Arabic and in French with realistic frequencies.
//!
//! A few repeated phrases would give an index almost no dictionary. Here word frequencies follow Zipf's law, so that new words
//! keep appearing however many questions there are, and words take the articles, particles and endings of both languages.

use crate::{phrases::Pair, random::Random};

/// The size of the vocabulary, and the number of names.
const WORDS: u32 = 2_000_000;
const NAMES: u32 = 200_000;
/// The rank whose Zipf frequency the most frequent word has: the ranks above it stand for stop words.
const HEAD: u32 = 40;

const ROOT: [&str; 22] = ["ب", "ت", "ج", "ح", "خ", "د", "ر", "ز", "س", "ش", "ص", "ض", "ط", "ع", "غ", "ف", "ق", "ك", "ل", "م", "ن", "ه"];
/// Patterns that make a word of an Arabic root.
const PATTERNS: [&str; 12] = ["1ا23", "م12و3", "ت12ي3", "12ا3ة", "1و23", "است1ا23", "12ي3", "م1ا23", "ا12ا3", "1و2ا3", "ان12ا3", "ت1ا23ية"];
const ARABIC_BEFORE: [&str; 10] = ["", "", "ال", "ال", "ال", "وال", "بال", "لل", "و", "ب"];
const ARABIC_AFTER: [&str; 8] = ["", "", "", "", "ات", "ين", "ها", "ية"];
const ARABIC_SMALL: [&str; 10] = ["في", "من", "على", "إلى", "عن", "مع", "التي", "هذا", "بعد", "كل"];

const ONSETS: [&str; 20] = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "tr", "pl", "cl", "gr", "pr", "st"];
const NUCLEI: [&str; 9] = ["a", "e", "i", "o", "u", "é", "an", "on", "ou"];
const ENDINGS: [&str; 14] = ["tion", "ment", "age", "eur", "ité", "ique", "isme", "ance", "al", "ier", "ure", "oir", "esse", "ade"];
const FRENCH_BEFORE: [&str; 10] = ["", "", "la ", "le ", "les ", "des ", "une ", "du ", "de ", "et "];
const FRENCH_AFTER: [&str; 5] = ["", "", "", "s", "s"];
const FRENCH_SMALL: [&str; 10] = ["dans", "de", "pour", "avec", "sur", "par", "qui", "cette", "après", "tout"];

/// Consonants in both scripts.
const CONSONANTS: [Pair; 15] = [
    ("ب", "b"),
    ("ت", "t"),
    ("ج", "j"),
    ("د", "d"),
    ("ر", "r"),
    ("ز", "z"),
    ("س", "s"),
    ("ش", "ch"),
    ("ف", "f"),
    ("ك", "k"),
    ("ل", "l"),
    ("م", "m"),
    ("ن", "n"),
    ("غ", "gh"),
    ("خ", "kh"),
];
const VOWELS: [Pair; 4] = [("ا", "a"), ("ي", "i"), ("و", "ou"), ("", "e")];
const NAME_ENDINGS: [Pair; 4] = [("ي", "i"), ("اني", "ani"), ("اوي", "aoui"), ("", "")];

/// A rank by Zipf's law.
fn rank(random: &mut Random, most: u32) -> u32 {
    let span = f64::from(most / HEAD).ln();
    let rank = f64::from(HEAD) * (span * f64::from(random.below(1 << 24)) / f64::from(1 << 24)).exp();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between the head and the number of words")]
    {
        rank as u32
    }
}

/// A sentence in both languages: content words, function words, sometimes a name or a number.
pub(super) fn sentence(random: &mut Random) -> Pair<String> {
    let mut both = (Vec::new(), Vec::new());
    for at in 0..random.within(8, 14) {
        let (arabic, french) = match random.below(12) {
            0 => name_of(rank(random, NAMES)),
            1 => number(random),
            _ => word(random),
        };
        if at % 3 == 1 {
            both.0.push(random.pick(&ARABIC_SMALL).to_owned());
            both.1.push(random.pick(&FRENCH_SMALL).to_owned());
        }
        both.0.push(arabic);
        both.1.push(french);
    }
    (format!("{}.", both.0.join(" ")), format!("{}.", both.1.join(" ")))
}

fn word(random: &mut Random) -> Pair<String> {
    let rank = rank(random, WORDS);
    let mut made = Random::new(u64::from(rank));
    let arabic = format!("{}{}{}", random.pick(&ARABIC_BEFORE), arabic(&mut made), random.pick(&ARABIC_AFTER));
    let french = format!("{}{}{}", random.pick(&FRENCH_BEFORE), french(&mut made), random.pick(&FRENCH_AFTER));
    (arabic, french)
}

fn arabic(made: &mut Random) -> String {
    let root = [made.pick(&ROOT), made.pick(&ROOT), made.pick(&ROOT)];
    let pattern = made.pick(&PATTERNS);
    let letters = pattern.chars().map(|c| match c.to_digit(10).and_then(|at| root.get(at as usize - 1)) {
        Some(letter) => (*letter).to_owned(),
        None => c.to_string(),
    });
    // Roots of four and five consonants make room for many words.
    let more = (0..made.below(3)).map(|_| made.pick(&ROOT).to_owned()).collect::<String>();
    more + &letters.collect::<String>()
}

fn french(made: &mut Random) -> String {
    let syllables = (0..made.within(1, 3)).map(|_| format!("{}{}", made.pick(&ONSETS), made.pick(&NUCLEI)));
    let stem: String = syllables.collect();
    format!("{stem}{}{}", made.pick(&ONSETS), made.pick(&ENDINGS))
}

fn number(random: &mut Random) -> Pair<String> {
    let number =
        if random.one_in(2) { random.below(10_000).to_string() } else { format!("{}-{:02}", random.within(1, 99), random.below(27)) };
    (number.clone(), number)
}

/// The name of a person or place of a rank, in both scripts.
pub(super) fn name_of(rank: u32) -> Pair<String> {
    let mut made = Random::new(u64::from(rank) << 32 | 7);
    let mut name = (String::new(), String::new());
    for _ in 0..made.within(2, 4) {
        let (consonant, vowel) = (made.pick(&CONSONANTS), made.pick(&VOWELS));
        name.0 += &[consonant.0, vowel.0].concat();
        name.1 += &[consonant.1, vowel.1].concat();
    }
    let ending = made.pick(&NAME_ENDINGS);
    (name.0 + ending.0, crate::records::capital(&(name.1 + ending.1)))
}

/// A random name of a person or place.
pub(super) fn name(random: &mut Random) -> Pair<String> {
    name_of(rank(random, NAMES))
}
