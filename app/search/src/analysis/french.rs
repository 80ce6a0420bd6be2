//! French: elided words and light stems, after Savoy's light stemmers, on folded words.

/// The words that are elided before an apostrophe.
const ELISIONS: [&str; 14] = ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"];

/// Whether a folded word before an apostrophe is an elided one, and not a word of its own.
pub(super) fn is_elision(folded: &str) -> bool {
    ELISIONS.contains(&folded)
}

/// The light stem of a folded word: removes number and gender and the endings that depend on them.
pub(super) fn stem(folded: &str) -> String {
    if folded.len() < 4 || !folded.bytes().all(|b| b.is_ascii_lowercase()) {
        return folded.to_owned();
    }
    let mut word = folded.to_owned();
    singular(&mut word);
    feminine(&mut word);
    if word.strip_suffix("er").is_some_and(|verb| verb.len() >= 4) {
        word.truncate(word.len() - 2);
    }
    single_end(&mut word);
    word
}

/// Replaces an ending if at least `least` letters precede it.
fn change(word: &mut String, ending: &str, instead: &str, least: usize) -> bool {
    let Some(rest) = word.strip_suffix(ending).map(str::len).filter(|rest| *rest >= least) else { return false };
    word.truncate(rest);
    word.push_str(instead);
    true
}

/// -s, -x; -aux, -au, -ail become -al, -eaux becomes -eau.
fn singular(word: &mut String) {
    let _ = change(word, "s", "", 0) || change(word, "x", "", 0);
    if !word.ends_with("eau") {
        let _ = change(word, "au", "al", 2) || change(word, "ail", "al", 2);
    }
}

/// -euse becomes -eu, -ive becomes -if, -que becomes -c; otherwise a final e is removed.
fn feminine(word: &mut String) {
    if !["euse", "ive", "que"].iter().zip(["eu", "if", "c"]).any(|(ending, instead)| change(word, ending, instead, 3)) {
        while change(word, "e", "", 4) {}
    }
}

/// Removes a doubled last letter (-nn, -ll, -tt).
fn single_end(word: &mut String) {
    let mut back = word.bytes().rev();
    if word.len() > 3 && back.next() == back.next() {
        word.pop();
    }
}
