//! A change of a long text, without most of what stayed and no longer than a page can show of each of twenty.

use super::{Piece, Share};

/// Letters of a change that are shown before its whole is asked for.
pub const MOST_LETTERS: usize = 20_000;
/// Letters that are shown of a stretch that went or came, so that there is room for what came in its place.
const MOST_OF_ONE: usize = MOST_LETTERS / 4;
/// Letters that are shown of what stayed, on either side of what did not.
const AROUND: usize = 200;
/// Stands for what is left out.
const LEFT_OUT: &str = " … ";

/// The pieces of a change that are shown at first; none where that is all of them.
#[must_use]
pub fn abridged(pieces: &[Piece]) -> Option<Vec<Piece>> {
    let letters = |piece: &Piece| piece.text.chars().count();
    if pieces.iter().map(letters).sum::<usize>() <= MOST_LETTERS {
        return None;
    }
    let (mut shown, mut left) = (Vec::new(), MOST_LETTERS);
    for piece in pieces {
        if left == 0 {
            shown.push(Piece { text: LEFT_OUT.to_owned(), share: Share::Stayed });
            break;
        }
        let text = if piece.share == Share::Stayed { ends(&piece.text) } else { beginning(&piece.text) };
        let text: String = text.chars().take(left).collect();
        left -= text.chars().count();
        shown.push(Piece { text, share: piece.share });
    }
    Some(shown)
}

/// The beginning of a text that is longer than what is shown of it.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(MOST_OF_ONE) {
        Some((end, _)) => format!("{}{LEFT_OUT}", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The beginning and the end of a text that is longer than both.
fn ends(text: &str) -> String {
    let count = text.chars().count();
    if count <= 2 * AROUND {
        return text.to_owned();
    }
    let (first, last): (String, String) = (text.chars().take(AROUND).collect(), text.chars().skip(count - AROUND).collect());
    format!("{first}{LEFT_OUT}{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: impl Into<String>, share: Share) -> Piece {
        Piece { text: text.into(), share }
    }

    #[test]
    fn a_change_that_fits_a_page_is_shown_whole() {
        assert_eq!(abridged(&[piece("é".repeat(MOST_LETTERS), Share::Stayed)]), None);
    }

    #[test]
    fn what_stayed_of_a_long_text_is_left_out_and_what_changed_is_not() {
        let long = "mot ".repeat(10_000);
        let shown = abridged(&[piece(long.clone(), Share::Stayed), piece("ancien", Share::Went), piece("neuf", Share::Came)]).unwrap();
        assert_eq!(shown[1..], [piece("ancien", Share::Went), piece("neuf", Share::Came)]);
        assert_eq!(shown[0].text.chars().count(), 2 * AROUND + LEFT_OUT.chars().count());
        let shown = abridged(&[piece(long.clone(), Share::Went), piece(long, Share::Came)]).unwrap();
        assert_eq!(shown.iter().map(|piece| piece.share).collect::<Vec<_>>(), [Share::Went, Share::Came], "the beginning of both");
        assert!(shown.iter().all(|piece| piece.text.chars().count() == MOST_OF_ONE + LEFT_OUT.chars().count()));
        let many: Vec<Piece> = (0..100_000).map(|n| piece("mot ", if n % 2 == 0 { Share::Went } else { Share::Came })).collect();
        let shown: usize = abridged(&many).unwrap().iter().map(|piece| piece.text.chars().count()).sum();
        assert_eq!(shown, MOST_LETTERS + LEFT_OUT.chars().count(), "never more");
    }
}
