//! What stayed, went and came between two versions of a text, word by word.

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

/// Most pairs of words compared; beyond, a text is said to be replaced as a whole.
const MOST_PAIRS: usize = 4_000_000;

/// The difference between two versions of a text, by the longest common run of words. What is the same at both ends is set
/// aside first, so that a small change in a long text costs little.
#[must_use]
pub fn difference(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_mid, new_mid) =
        (old_rest.get(..old_rest.len() - end).unwrap_or_default(), new_rest.get(..new_rest.len() - end).unwrap_or_default());
    let mut pieces = Pieces::default();
    old.iter().take(start).for_each(|word| pieces.push(word, Share::Stayed));
    if old_mid.len().saturating_mul(new_mid.len()) > MOST_PAIRS {
        old_mid.iter().for_each(|word| pieces.push(word, Share::Went));
        new_mid.iter().for_each(|word| pieces.push(word, Share::Came));
    } else {
        middle(old_mid, new_mid, &mut pieces);
    }
    old_rest.iter().skip(old_mid.len()).for_each(|word| pieces.push(word, Share::Stayed));
    pieces.0
}

/// The words of a text, each with the white space after it.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// Walks the table of longest common runs from its start.
fn middle(old: &[&str], new: &[&str], pieces: &mut Pieces) {
    let width = new.len() + 1;
    let mut runs = vec![0_u32; (old.len() + 1) * width];
    let at = |runs: &[u32], i: usize, j: usize| runs.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let best = if a == b { at(&runs, i + 1, j + 1) + 1 } else { at(&runs, i + 1, j).max(at(&runs, i, j + 1)) };
            if let Some(cell) = runs.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => {
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
    fn push(&mut self, word: &str, share: Share) {
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
        let pieces = difference("ما هو الإطار القانوني لذلك؟", "ما هو الإطار التشريعي لذلك؟");
        let shares = pieces.iter().map(|piece| (piece.text.trim(), piece.share)).collect::<Vec<_>>();
        assert_eq!(
            shares,
            [("ما هو الإطار", Share::Stayed), ("القانوني", Share::Went), ("التشريعي", Share::Came), ("لذلك؟", Share::Stayed)]
        );
        assert!(difference("", "").is_empty());
    }

    proptest! {
        #[test]
        fn both_versions_can_be_read_from_the_difference(before in "[abc \n]{0,60}", after in "[abc \n]{0,60}") {
            let pieces = difference(&before, &after);
            prop_assert_eq!(side(&pieces, Share::Came), before);
            prop_assert_eq!(side(&pieces, Share::Went), after);
        }
    }
}
