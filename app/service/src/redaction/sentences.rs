//! The sentences that contain names, as shown before the redaction.

use std::ops::Range;

/// The maximum number of characters of a sentence on either side of a name.
const MAX_CONTEXT_CHARS: usize = 160;

/// The sentences that contain these places, in parts, each with whether it is a place. `places` are in order.
#[must_use]
pub fn sentences(text: &str, places: &[Range<usize>]) -> Vec<Vec<(String, bool)>> {
    let mut shown: Vec<(Range<usize>, Vec<Range<usize>>)> = Vec::new();
    for place in places {
        let around = begins(text, place.start)..ends(text, place.end);
        match shown.last_mut() {
            Some((last, of)) if around.start < last.end => {
                last.end = last.end.max(around.end);
                of.push(place.clone());
            }
            _ => shown.push((around, vec![place.clone()])),
        }
    }
    shown.into_iter().map(|(sentence, of)| parts(text, sentence, of)).collect()
}

fn parts(text: &str, sentence: Range<usize>, places: Vec<Range<usize>>) -> Vec<(String, bool)> {
    let (mut parts, mut at) = (Vec::new(), sentence.start);
    let mut push = |range: Range<usize>, marked| {
        let part = text.get(range).unwrap_or_default();
        if !part.is_empty() {
            parts.push((part.to_owned(), marked));
        }
    };
    for place in places {
        push(at..place.start, false);
        push(place.clone(), true);
        at = place.end;
    }
    push(at..sentence.end, false);
    parts
}

/// Abbreviations before names and numbers. A single letter is one too: `M.`, an initial, `د.`.
const ABBREVIATIONS: [&str; 20] =
    ["MM", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Mes", "Dr", "Drs", "Pr", "Prs", "Mgr", "St", "Ste", "n°", "N°", "art", "Art", "al", "cf"];

/// Whether a sentence ends with the character of this place.
fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    match c {
        '!' | '?' | '؟' | '…' | '\n' => true,
        '.' => !is_abbreviation(text, at),
        _ => false,
    }
}

/// Whether a full stop stands within a word or a number, or ends an abbreviation.
fn is_abbreviation(text: &str, at: usize) -> bool {
    let Some(next) = text.get(at + 1..).and_then(|rest| rest.chars().next()) else { return false };
    if next.is_alphanumeric() {
        return true;
    }
    let is_break = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '(' | '«' | '\'' | '’');
    let word = text.get(..at).and_then(|before| before.rsplit(is_break).next()).unwrap_or_default();
    let mut letters = word.chars();
    let is_letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    is_letter || ABBREVIATIONS.contains(&word)
}

/// The beginning of the sentence of a place.
fn begins(text: &str, at: usize) -> usize {
    let mut start = at;
    for (n, (before, c)) in text.get(..at).unwrap_or_default().char_indices().rev().enumerate() {
        if ends_sentence(text, before, c) || n == MAX_CONTEXT_CHARS {
            break;
        }
        start = before;
    }
    let blank = text.get(start..at).unwrap_or_default();
    start + (blank.len() - blank.trim_start().len())
}

/// The end of the sentence.
fn ends(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.char_indices().enumerate().find(|(n, (place, c))| ends_sentence(text, at + place, *c) || *n == MAX_CONTEXT_CHARS);
    at + end.map_or(rest.len(), |(_, (end, c))| if c == '\n' { end } else { end + c.len_utf8() })
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::redaction::Names;

    /// The sentences with a name, with its places marked.
    fn marked(text: &str, name: &str) -> Vec<String> {
        let of = sentences(text, &Names::typed(name).unwrap().places(text));
        of.iter()
            .map(|parts| parts.iter().map(|(part, marked)| if *marked { format!("<{part}>") } else { part.clone() }).collect())
            .collect()
    }

    #[test]
    fn names_of_one_sentence_are_shown_together_in_it() {
        let text = "Bonjour. Ali a écrit à Ali Tahiri ! Rien ici.\nPuis Ali";
        assert_eq!(marked(text, "Ali"), ["<Ali> a écrit à <Ali> Tahiri !", "Puis <Ali>"]);
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        for (text, name, expected) in [
            ("Rien ici. M. Ghomari a écrit. Rien.", "Ghomari", vec!["M. <Ghomari> a écrit."]),
            (
                "Vu. Mme. Alaoui, selon l’art. 3.5 du n°. 12, et le Dr. Alaoui. Fin.",
                "Alaoui",
                vec!["Mme. <Alaoui>, selon l’art. 3.5 du n°. 12, et le Dr. <Alaoui>."],
            ),
            ("قال د. غماري هذا. ثم سكت.", "غماري", vec!["قال د. <غماري> هذا."]),
            ("Ghomari J.-P. a lu le point B", "Ghomari", vec!["<Ghomari> J.-P. a lu le point B"]),
        ] {
            assert_eq!(marked(text, name), expected, "{text}");
        }
    }
}
