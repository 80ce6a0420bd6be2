//! The word-by-word difference between two versions of a text.

use std::collections::HashMap;

/// A piece of text and its place in the difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffPiece {
    /// The words.
    pub text: String,
    /// The kind of difference.
    pub share: DiffKind,
}

/// The kind of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffKind {
    /// In both versions.
    Unchanged,
    /// Only in the former version.
    Removed,
    /// Only in the later version.
    Added,
}

/// The maximum number of word pairs compared for a page. It takes some hundredths of a second.
pub const MAX_WORD_PAIRS: usize = 4_000_000;

/// The difference between two versions, by their longest common subsequence of words. The common start and end are removed first,
/// so that a small change in a long text is cheap. `left` is the number of word pairs that the page may still compare. A text
/// that needs more is shown as replaced as a whole.
#[must_use]
pub fn diff(before: &str, after: &str, left: &mut usize) -> Vec<DiffPiece> {
    let mut known = HashMap::new();
    let (old, new) = (split_words(before, &mut known), split_words(after, &mut known));
    let (start, end) = same_ends(&old, &new);
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let (old_mid, new_mid) =
        (old_rest.get(..old_rest.len() - end).unwrap_or_default(), new_rest.get(..new_rest.len() - end).unwrap_or_default());
    let mut pieces = Pieces::default();
    old.iter().take(start).for_each(|word| pieces.push(word, DiffKind::Unchanged));
    let pairs = old_mid.len().saturating_mul(new_mid.len());
    if let Some(rest) = left.checked_sub(pairs) {
        *left = rest;
        middle(old_mid, new_mid, &mut pieces);
    } else {
        old_mid.iter().for_each(|word| pieces.push(word, DiffKind::Removed));
        new_mid.iter().for_each(|word| pieces.push(word, DiffKind::Added));
    }
    old_rest.iter().skip(old_mid.len()).for_each(|word| pieces.push(word, DiffKind::Unchanged));
    pieces.0
}

/// The differences between pairs of former and later versions, with at most `most` word pairs compared in total. The cheapest are
/// computed first, so that an expensive one does not prevent the others.
#[must_use]
pub fn diffs(versions: &[(&str, &str)], most: usize) -> Vec<Vec<DiffPiece>> {
    let mut order: Vec<_> = versions.iter().enumerate().collect();
    order.sort_by_cached_key(|(_, (before, after))| pairs(before, after));
    let mut left = most;
    let mut told: Vec<_> = order.into_iter().map(|(at, (before, after))| (at, diff(before, after, &mut left))).collect();
    told.sort_by_key(|(at, _)| *at);
    told.into_iter().map(|(_, pieces)| pieces).collect()
}

/// The number of word pairs that a difference compares.
fn pairs(before: &str, after: &str) -> usize {
    let mut known = HashMap::new();
    let (old, new) = (split_words(before, &mut known), split_words(after, &mut known));
    let (start, end) = same_ends(&old, &new);
    (old.len() - start - end).saturating_mul(new.len() - start - end)
}

/// The number of equal words at the start, and then at the end.
fn same_ends(old: &[Word<'_>], new: &[Word<'_>]) -> (usize, usize) {
    let start = old.iter().zip(new).take_while(|(a, b)| a.0 == b.0).count();
    let (old, new) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    (start, old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a.0 == b.0).count())
}

/// A word with the white space after it, and a number that equal words share.
type Word<'a> = (usize, &'a str);

/// The words of a text. Words in `known` get the same number.
fn split_words<'a>(text: &'a str, known: &mut HashMap<&'a str, usize>) -> Vec<Word<'a>> {
    let word = |word: &'a str| {
        let next = known.len();
        (*known.entry(word).or_insert(next), word)
    };
    text.split_inclusive(char::is_whitespace).map(word).collect()
}

/// Walks the table of longest common subsequences from its start.
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
                pieces.push(a, DiffKind::Unchanged);
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), other) if other.is_none() || at(&runs, i + 1, j) >= at(&runs, i, j + 1) => {
                pieces.push(a, DiffKind::Removed);
                i += 1;
            }
            (_, Some(b)) => {
                pieces.push(b, DiffKind::Added);
                j += 1;
            }
            _ => break,
        }
    }
}

#[derive(Default)]
struct Pieces(Vec<DiffPiece>);

impl Pieces {
    /// Appends a word, to the previous piece if it has the same kind.
    fn push(&mut self, &(_, word): &Word<'_>, share: DiffKind) {
        match self.0.last_mut() {
            Some(last) if last.share == share => last.text.push_str(word),
            _ => self.0.push(DiffPiece { text: word.to_owned(), share }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn side(pieces: &[DiffPiece], without: DiffKind) -> String {
        pieces.iter().filter(|piece| piece.share != without).map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn a_changed_word_is_the_only_change() {
        let pieces = diff("ما هو الإطار القانوني لذلك؟", "ما هو الإطار التشريعي لذلك؟", &mut { MAX_WORD_PAIRS });
        let shares = pieces.iter().map(|piece| (piece.text.trim(), piece.share)).collect::<Vec<_>>();
        assert_eq!(
            shares,
            [
                ("ما هو الإطار", DiffKind::Unchanged),
                ("القانوني", DiffKind::Removed),
                ("التشريعي", DiffKind::Added),
                ("لذلك؟", DiffKind::Unchanged)
            ]
        );
        assert!(diff("", "", &mut { MAX_WORD_PAIRS }).is_empty());
    }

    #[test]
    fn what_a_page_may_not_compare_any_more_is_replaced_as_a_whole() {
        let mut left = 4;
        let shares = |pieces: Vec<DiffPiece>| pieces.into_iter().map(|piece| (piece.text, piece.share)).collect::<Vec<_>>();
        let apart = shares(diff("a et b", "c et d", &mut 9));
        assert!(apart.contains(&("et ".to_owned(), DiffKind::Unchanged)), "{apart:?}");
        let whole = shares(diff("a et b", "c et d", &mut left));
        assert_eq!((whole, left), (vec![("a et b".to_owned(), DiffKind::Removed), ("c et d".to_owned(), DiffKind::Added)], 4));
        let _ = diff("un a b", "un c d", &mut left);
        assert_eq!(left, 0, "what is the same at both ends costs nothing");
    }

    #[test]
    fn a_costly_difference_leaves_the_others_theirs() {
        let versions = [("a b et c d", "e f et g h"), ("k et l", "m et n")];
        for (most, compared) in [(100, [true, true]), (33, [false, true]), (9, [false, true]), (8, [false, false])] {
            let told = diffs(&versions, most);
            let stayed = |pieces: &Vec<DiffPiece>| pieces.iter().any(|piece| piece.share == DiffKind::Unchanged);
            assert_eq!(told.iter().map(stayed).collect::<Vec<_>>(), compared, "{most}");
            assert_eq!(told.iter().map(|pieces| side(pieces, DiffKind::Added)).collect::<Vec<_>>(), versions.map(|(before, _)| before));
        }
    }

    proptest! {
        #[test]
        fn both_versions_can_be_read_from_the_difference(before in "[abc \n]{0,60}", after in "[abc \n]{0,60}") {
            let pieces = diff(&before, &after, &mut { MAX_WORD_PAIRS });
            prop_assert_eq!(side(&pieces, DiffKind::Added), before);
            prop_assert_eq!(side(&pieces, DiffKind::Removed), after);
        }
    }
}
