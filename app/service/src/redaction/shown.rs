//! The sentences in which names stand, as they are shown before the names are taken out.

use std::ops::Range;

/// Most characters of a sentence on either side of a name.
const AROUND: usize = 160;

/// The sentences of a text that have one of these places, in parts, each with whether it is a place. `places` are in order.
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

const fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '…' | '\n')
}

/// Where the sentence begins that a name stands in.
fn begins(text: &str, at: usize) -> usize {
    let mut start = at;
    for (n, (before, c)) in text.get(..at).unwrap_or_default().char_indices().rev().enumerate() {
        if ends_sentence(c) || n == AROUND {
            break;
        }
        start = before;
    }
    let blank = text.get(start..at).unwrap_or_default();
    start + (blank.len() - blank.trim_start().len())
}

/// Where it ends.
fn ends(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.char_indices().enumerate().find(|(n, (_, c))| ends_sentence(*c) || *n == AROUND);
    at + end.map_or(rest.len(), |(_, (end, c))| if c == '\n' { end } else { end + c.len_utf8() })
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::redaction::Names;

    #[test]
    fn a_name_is_shown_in_its_sentence_and_two_of_one_sentence_together() {
        let text = "Bonjour. Ali a écrit à Ali Tahiri ! Rien ici.\nPuis Ali";
        let of = sentences(text, &Names::typed("Ali").unwrap().places(text));
        let written: Vec<String> = of
            .iter()
            .map(|parts| parts.iter().map(|(part, marked)| if *marked { format!("<{part}>") } else { part.clone() }).collect())
            .collect();
        assert_eq!(written, ["<Ali> a écrit à <Ali> Tahiri !", "Puis <Ali>"]);
    }
}
