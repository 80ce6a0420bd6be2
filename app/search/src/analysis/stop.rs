//! Stop words. They stay in the index, so that phrases can contain them, but a query is about its other words.

use std::{collections::HashSet, sync::LazyLock};

use super::{fold::fold, word::Kind};

static ARABIC: LazyLock<HashSet<String>> = LazyLock::new(|| read(include_str!("stop_ar.txt")));
static FRENCH: LazyLock<HashSet<String>> = LazyLock::new(|| read(include_str!("stop_fr.txt")));

/// The folded words of a list, separated by blanks. A line that starts with `#` is a comment.
fn read(list: &str) -> HashSet<String> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).map(fold).collect()
}

/// Whether a folded form of this kind is a stop word, also with و or ف before it. Numbers never are.
pub(crate) fn is_stop_form(folded: &str, kind: Kind) -> bool {
    match kind {
        Kind::Number => false,
        Kind::Latin => FRENCH.contains(folded),
        Kind::Arabic => {
            let rest = folded.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() > 1);
            ARABIC.contains(folded) || rest.is_some_and(|rest| ARABIC.contains(rest))
        }
    }
}
