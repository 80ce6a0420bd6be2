//! Arabic: articles and the particles written together with them, light stems, clitics.
//!
//! The stems are those of light10 (Larkey, Ballesteros, Connell 2007), which keeps معطيات and المعطيات together where Snowball's stemmer
//! separates them. All functions take folded words.

/// The article and the particles before it, longest first.
const ARTICLES: [&str; 11] = ["وبال", "فبال", "وكال", "ولل", "فلل", "وال", "بال", "كال", "فال", "ال", "لل"];
/// light10's suffixes, in its order, after folding.
const SUFFIXES: [&str; 8] = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];
/// Words whose first letters only look like an article.
const WHOLE: [&str; 24] = [
    "الله",
    "اليه",
    "اليات",
    "الان",
    "الاف",
    "الم",
    "الف",
    "والد",
    "والده",
    "والدي",
    "والدين",
    "والديه",
    "والي",
    "ولاه",
    "بالغ",
    "بالغه",
    "بالغين",
    "فالح",
    "كاليفورنيا",
    "الو",
    "البوم",
    "المانيا",
    "الفا",
    "اللي",
];
/// ل before a noun that starts with ل, the article's own ل left out.
const DOUBLED: [(&str, &str); 8] = [
    ("للجنه", "لجنه"),
    ("للجان", "لجان"),
    ("للغه", "لغه"),
    ("للغات", "لغات"),
    ("للقاء", "لقاء"),
    ("للقاءات", "لقاءات"),
    ("للقاح", "لقاح"),
    ("للقاحات", "لقاحات"),
];
/// Words whose first letter و is their own, and that are another common word without it.
const WITH_WAW: [&str; 26] = [
    "واحد",
    "واحده",
    "وجهه",
    "وجهات",
    "وحده",
    "وحدات",
    "ورقه",
    "وعود",
    "وصول",
    "وسائل",
    "واجب",
    "واجبات",
    "وارد",
    "وضع",
    "وضعيه",
    "وطن",
    "وطني",
    "وطنيه",
    "وزير",
    "وزاره",
    "وكاله",
    "ولايه",
    "وظيفه",
    "وظائف",
    "وثيقه",
    "وثائق",
];
/// The fewest letters that must remain after و, and after ف ب ل ك. Shorter rests are nearly always parts of the word (فكرة is not كرة).
const MIN_LETTERS_AFTER_WAW: usize = 3;
const MIN_LETTERS_AFTER_OTHERS: usize = 4;

/// The word without its article. It is removed twice if it appears twice, since folding turns الألعاب and ألعاب into الالعاب and العاب.
pub(super) fn plain(folded: &str) -> String {
    let mut word = folded;
    for least in [2, 3] {
        if !word.starts_with(['ا', 'و', 'ب', 'ل', 'ف', 'ك']) {
            break;
        }
        if WHOLE.contains(&word) || word.strip_prefix('و').is_some_and(|rest| WHOLE.contains(&rest)) {
            break;
        }
        if let Some((_, whole)) = DOUBLED.iter().find(|(doubled, _)| word == *doubled || word.strip_prefix('و') == Some(doubled)) {
            return (*whole).to_owned();
        }
        let Some(rest) = ARTICLES.iter().find_map(|article| word.strip_prefix(article).filter(|rest| letters(rest) >= least)) else {
            break;
        };
        word = rest;
    }
    word.to_owned()
}

/// The light stem of a plain word: at least two letters of it.
pub(super) fn stem(plain: &str) -> String {
    let mut word = plain;
    for suffix in SUFFIXES {
        if let Some(rest) = word.strip_suffix(suffix).filter(|rest| letters(rest) >= 2) {
            word = rest;
        }
    }
    word.to_owned()
}

/// The possible words after removing و ف ب ل ك from a plain word as clitics, each without its article. They are candidates: a caller with
/// a dictionary keeps the known ones.
#[must_use]
pub fn without_clitics(plain: &str) -> Vec<String> {
    let mut rests: Vec<String> = Vec::new();
    for _ in 0..3 {
        let Some(rest) = without_one(rests.last().map_or(plain, String::as_str)) else { break };
        rests.push(self::plain(rest));
    }
    rests
}

/// The rest of a plain word without all possible clitics. A word and all of its [candidates](without_clitics) have the same rest.
#[must_use]
pub fn strip_clitics(plain: &str) -> String {
    let mut word = plain.to_owned();
    while let Some(rest) = without_one(&word) {
        word = self::plain(rest);
    }
    word
}

fn without_one(word: &str) -> Option<&str> {
    if !word.starts_with(['و', 'ف', 'ب', 'ل', 'ك']) || WITH_WAW.contains(&word) || WHOLE.contains(&word) {
        return None;
    }
    let rest = word.strip_prefix('و').filter(|rest| letters(rest) >= MIN_LETTERS_AFTER_WAW);
    rest.or_else(|| word.strip_prefix(['ف', 'ب', 'ل', 'ك']).filter(|rest| letters(rest) >= MIN_LETTERS_AFTER_OTHERS))
}

fn letters(word: &str) -> usize {
    word.chars().count()
}
