//! Abridges a change of a long text: leaves out most of the unchanged text, and limits the length so that a page can show twenty
//! of them.

use super::{DiffKind, DiffPiece};

/// The maximum length of an abridged change, in characters.
pub const MAX_CHARS: usize = 20_000;
/// The maximum length of a removed or added piece, in characters, so that there is room for its counterpart.
const MAX_CHARS_PER_PIECE: usize = MAX_CHARS / 4;
/// The characters of unchanged text shown before and after a change.
const CONTEXT_CHARS: usize = 200;
/// The mark of omitted text.
const ELLIPSIS: &str = " … ";

/// The abridged pieces; `None` if all pieces fit.
#[must_use]
pub fn abridged(pieces: &[DiffPiece]) -> Option<Vec<DiffPiece>> {
    let letters = |piece: &DiffPiece| piece.text.chars().count();
    if pieces.iter().map(letters).sum::<usize>() <= MAX_CHARS {
        return None;
    }
    let (mut shown, mut left) = (Vec::new(), MAX_CHARS);
    for piece in pieces {
        if left == 0 {
            shown.push(DiffPiece { text: ELLIPSIS.to_owned(), share: DiffKind::Unchanged });
            break;
        }
        let text = if piece.share == DiffKind::Unchanged { ends(&piece.text) } else { beginning(&piece.text) };
        let text: String = text.chars().take(left).collect();
        left -= text.chars().count();
        shown.push(DiffPiece { text, share: piece.share });
    }
    Some(shown)
}

/// The beginning of a text that is too long.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(MAX_CHARS_PER_PIECE) {
        Some((end, _)) => format!("{}{ELLIPSIS}", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The beginning and the end of a text that is longer than both.
fn ends(text: &str) -> String {
    let count = text.chars().count();
    if count <= 2 * CONTEXT_CHARS {
        return text.to_owned();
    }
    let (first, last): (String, String) = (text.chars().take(CONTEXT_CHARS).collect(), text.chars().skip(count - CONTEXT_CHARS).collect());
    format!("{first}{ELLIPSIS}{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: impl Into<String>, share: DiffKind) -> DiffPiece {
        DiffPiece { text: text.into(), share }
    }

    #[test]
    fn a_change_that_fits_a_page_is_shown_whole() {
        assert_eq!(abridged(&[piece("é".repeat(MAX_CHARS), DiffKind::Unchanged)]), None);
    }

    #[test]
    fn what_stayed_of_a_long_text_is_left_out_and_what_changed_is_not() {
        let long = "mot ".repeat(10_000);
        let shown =
            abridged(&[piece(long.clone(), DiffKind::Unchanged), piece("ancien", DiffKind::Removed), piece("neuf", DiffKind::Added)])
                .unwrap();
        assert_eq!(shown[1..], [piece("ancien", DiffKind::Removed), piece("neuf", DiffKind::Added)]);
        assert_eq!(shown[0].text.chars().count(), 2 * CONTEXT_CHARS + ELLIPSIS.chars().count());
        let shown = abridged(&[piece(long.clone(), DiffKind::Removed), piece(long, DiffKind::Added)]).unwrap();
        assert_eq!(
            shown.iter().map(|piece| piece.share).collect::<Vec<_>>(),
            [DiffKind::Removed, DiffKind::Added],
            "the beginning of both"
        );
        assert!(shown.iter().all(|piece| piece.text.chars().count() == MAX_CHARS_PER_PIECE + ELLIPSIS.chars().count()));
        let many: Vec<DiffPiece> =
            (0..100_000).map(|n| piece("mot ", if n % 2 == 0 { DiffKind::Removed } else { DiffKind::Added })).collect();
        let shown: usize = abridged(&many).unwrap().iter().map(|piece| piece.text.chars().count()).sum();
        assert_eq!(shown, MAX_CHARS + ELLIPSIS.chars().count(), "never more");
    }
}
