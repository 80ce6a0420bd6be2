//! What stayed, went and came between two versions of a text, word by word.

use std::collections::HashMap;

/// A stretch of text, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Their share in the change.
    pub share: Share,
}

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// They are in both versions.
    Stayed,
    /// They are in the former only.
    Went,
    /// They are in the later only.
    Came,
}

/// Most pairs of words that are compared for a page, in some hundredths of a second.
pub const MOST_PAIRS: usize = 4_000_000;

/// The difference between two versions of a text, by the longest common run of words. What is the same at both ends is set
/// aside first, so that a small change in a long text costs little. `left` are the pairs of words that may still be compared, for all that
/// a page shows: what would take more is said to be replaced as a whole.
#[must_use]
pub fn difference(before: &str, after: &str, left: &mut usize) -> Vec<Piece> {
    let mut known = HashMap::new();
    let (old, new) = (words(before, &mut known), words(after, &mut known));
    let (start, end) = same_ends(&old, &new);
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let (old_mid, new_mid) =
        (old_rest.get(..old_rest.len() - end).unwrap_or_default(), new_rest.get(..new_rest.len() - end).unwrap_or_default());
    let mut pieces = Pieces::default();
    old.iter().take(start).for_each(|word| pieces.push(word, Share::Stayed));
    let pairs = old_mid.len().saturating_mul(new_mid.len());
    if let Some(rest) = left.checked_sub(pairs) {
        *left = rest;
        middle(old_mid, new_mid, &mut pieces);
    } else {
        old_mid.iter().for_each(|word| pieces.push(word, Share::Went));
        new_mid.iter().for_each(|word| pieces.push(word, Share::Came));
    }
    old_rest.iter().skip(old_mid.len()).for_each(|word| pieces.push(word, Share::Stayed));
    pieces.0
}

/// The differences between versions of texts, each a former with a later one, for which no more than `most` pairs of words are compared in
/// all. Those that take few come first: one that takes most of them leaves the others told word by word.
#[must_use]
pub fn differences(versions: &[(&str, &str)], most: usize) -> Vec<Vec<Piece>> {
    let mut order: Vec<_> = versions.iter().enumerate().collect();
    order.sort_by_cached_key(|(_, (before, after))| pairs(before, after));
    let mut left = most;
    let mut told: Vec<_> = order.into_iter().map(|(at, (before, after))| (at, difference(before, after, &mut left))).collect();
    told.sort_by_key(|(at, _)| *at);
    told.into_iter().map(|(_, pieces)| pieces).collect()
}

/// The pairs of words that a difference takes.
fn pairs(before: &str, after: &str) -> usize {
    let mut known = HashMap::new();
    let (old, new) = (words(before, &mut known), words(after, &mut known));
    let (start, end) = same_ends(&old, &new);
    (old.len() - start - end).saturating_mul(new.len() - start - end)
}

/// How many words are the same at the start, and how many after those at the end.
fn same_ends(old: &[Word<'_>], new: &[Word<'_>]) -> (usize, usize) {
    let start = old.iter().zip(new).take_while(|(a, b)| a.0 == b.0).count();
    let (old, new) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    (start, old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a.0 == b.0).count())
}

/// A word with the white space after it, and a number that every such word has.
type Word<'a> = (usize, &'a str);

/// The words of a text. Those that are known already are the same.
fn words<'a>(text: &'a str, known: &mut HashMap<&'a str, usize>) -> Vec<Word<'a>> {
    let word = |word: &'a str| {
        let next = known.len();
        (*known.entry(word).or_insert(next), word)
    };
    text.split_inclusive(char::is_whitespace).map(word).collect()
}

/// Walks the table of longest common runs from its start.
fn middle(old: &[Word<'_>], new: &[Word<'_>], pieces: &mut Pieces) {
    let width = new.len() + 1;
    let mut runs = vec![0_u32; (old.len() + 1) * width];
    let at = |runs: &[u32], i: usize, j: usize| runs.get(i * width + j).copied().unwrap_or(0);
    for (i, (a, _)) in old.iter().enumerate().rev() {
        for (j, (b, _)) in new.iter().enumerate().rev() {
            let best = if a == b { at(&runs, i + 1, j + 1) + 1 } else { at(&runs, i + 1, j).max(at(&runs, i, j + 1)) };
            if let Some(cell) = runs.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a.0 == b.0 => {
                pieces.push(a, Share::Stayed);
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), other) if other.is_none() || at(&runs, i + 1, j) >= at(&runs, i, j + 1) => {
                pieces.push(a, Share::Went);
                i += 1;
            }
            (_, Some(b)) => {
                pieces.push(b, Share::Came);
                j += 1;
            }
            _ => break,
        }
    }
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    /// Adds a word to the piece before it, where they share the same.
    fn push(&mut self, &(_, word): &Word<'_>, share: Share) {
        match self.0.last_mut() {
            Some(last) if last.share == share => last.text.push_str(word),
            _ => self.0.push(Piece { text: word.to_owned(), share }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn side(pieces: &[Piece], without: Share) -> String {
        pieces.iter().filter(|piece| piece.share != without).map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn a_changed_word_is_the_only_change() {
        let pieces = difference("ما هو الإطار القانوني لذلك؟", "ما هو الإطار التشريعي لذلك؟", &mut { MOST_PAIRS });
        let shares = pieces.iter().map(|piece| (piece.text.trim(), piece.share)).collect::<Vec<_>>();
        assert_eq!(
            shares,
            [("ما هو الإطار", Share::Stayed), ("القانوني", Share::Went), ("التشريعي", Share::Came), ("لذلك؟", Share::Stayed)]
        );
        assert!(difference("", "", &mut { MOST_PAIRS }).is_empty());
    }

    #[test]
    fn what_a_page_may_not_compare_any_more_is_replaced_as_a_whole() {
        let mut left = 4;
        let shares = |pieces: Vec<Piece>| pieces.into_iter().map(|piece| (piece.text, piece.share)).collect::<Vec<_>>();
        let apart = shares(difference("a et b", "c et d", &mut 9));
        assert!(apart.contains(&("et ".to_owned(), Share::Stayed)), "{apart:?}");
        let whole = shares(difference("a et b", "c et d", &mut left));
        assert_eq!((whole, left), (vec![("a et b".to_owned(), Share::Went), ("c et d".to_owned(), Share::Came)], 4));
        let _ = difference("un a b", "un c d", &mut left);
        assert_eq!(left, 0, "what is the same at both ends costs nothing");
    }

    #[test]
    fn a_costly_difference_leaves_the_others_theirs() {
        let versions = [("a b et c d", "e f et g h"), ("k et l", "m et n")];
        for (most, compared) in [(100, [true, true]), (33, [false, true]), (9, [false, true]), (8, [false, false])] {
            let told = differences(&versions, most);
            let stayed = |pieces: &Vec<Piece>| pieces.iter().any(|piece| piece.share == Share::Stayed);
            assert_eq!(told.iter().map(stayed).collect::<Vec<_>>(), compared, "{most}");
            assert_eq!(told.iter().map(|pieces| side(pieces, Share::Came)).collect::<Vec<_>>(), versions.map(|(before, _)| before));
        }
    }

    proptest! {
        #[test]
        fn both_versions_can_be_read_from_the_difference(before in "[abc \n]{0,60}", after in "[abc \n]{0,60}") {
            let pieces = difference(&before, &after, &mut { MOST_PAIRS });
            prop_assert_eq!(side(&pieces, Share::Came), before);
            prop_assert_eq!(side(&pieces, Share::Went), after);
        }
    }
}
