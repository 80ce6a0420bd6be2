//! French: elided words and light stems, after Savoy's light stemmers, on folded words.

/// What loses its vowel before an apostrophe.
const ELISIONS: [&str; 14] = ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"];

/// Whether a folded word before an apostrophe is an elided one, and no word of its own.
pub(super) fn is_elision(folded: &str) -> bool {
    ELISIONS.contains(&folded)
}

/// The light stem of a folded word: number and gender taken off, and the endings that go with them.
pub(super) fn stem(folded: &str) -> String {
    if folded.len() < 4 || !folded.bytes().all(|b| b.is_ascii_lowercase()) {
        return folded.to_owned();
    }
    let word = feminine(&singular(folded));
    match word.strip_suffix("er") {
        Some(verb) if verb.len() >= 4 => single_end(verb),
        _ => single_end(&word),
    }
}

/// -s, -x; -aux, -au, -ail become -al, -eaux becomes -eau.
fn singular(word: &str) -> String {
    let word = word.strip_suffix(['s', 'x']).unwrap_or(word);
    if word.ends_with("eau") {
        return word.to_owned();
    }
    match word.strip_suffix("au").or_else(|| word.strip_suffix("ail")) {
        Some(rest) if rest.len() >= 2 => format!("{rest}al"),
        _ => word.to_owned(),
    }
}

/// -euse becomes -eu, -ive becomes -if, -que becomes -c; else any final e goes.
fn feminine(word: &str) -> String {
    for (ending, instead) in [("euse", "eu"), ("ive", "if"), ("que", "c")] {
        if let Some(rest) = word.strip_suffix(ending).filter(|rest| rest.len() >= 3) {
            return format!("{rest}{instead}");
        }
    }
    let mut word = word;
    while let Some(rest) = word.strip_suffix('e').filter(|rest| rest.len() >= 4) {
        word = rest;
    }
    word.to_owned()
}

/// A doubled last letter written once (-nn, -ll, -tt).
fn single_end(word: &str) -> String {
    let mut back = word.chars().rev();
    match (back.next(), back.next()) {
        (Some(last), Some(before)) if last == before && word.len() > 3 => word.get(..word.len() - 1).unwrap_or(word).to_owned(),
        _ => word.to_owned(),
    }
}
