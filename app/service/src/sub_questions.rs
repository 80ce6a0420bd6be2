//! Matches sub-questions with existing ones, whatever their positions. Answers state their coverage by sub-question id: if texts were
//! swapped between two ids, a page would show the coverage of one with the other.

use std::collections::BTreeSet;

use jawab_domain::PerLocale;

/// For each sub-question of a new list without ids, the index of the existing one that it is; `None`: a new one. Sub-questions with the
/// same text in a language match, those in the same position first. Of the rest, each is the one in its position, or else the next one
/// left: it was reworded. `matched` contains the matches that are already known.
pub fn match_identities(known: &[PerLocale<&str>], new: &[PerLocale<&str>], matched: &[Option<usize>]) -> Vec<Option<usize>> {
    let rules: [fn(bool, bool) -> bool; 4] = [|in_place, alike| in_place && alike, |_, alike| alike, |in_place, _| in_place, |_, _| true];
    let mut found = matched.to_vec();
    found.resize(new.len(), None);
    let mut taken: BTreeSet<usize> = found.iter().copied().flatten().collect();
    for rule in rules {
        for (n, (texts, found)) in new.iter().zip(&mut found).enumerate() {
            if found.is_some() {
                continue;
            }
            let mut open = known.iter().enumerate().filter(|(place, _)| !taken.contains(place));
            *found = open.find(|(place, known)| rule(*place == n, alike(known, texts))).map(|(place, _)| place);
            taken.extend(*found);
        }
    }
    found
}

/// Whether two have the same text in a language that both have.
fn alike(one: &PerLocale<&str>, other: &PerLocale<&str>) -> bool {
    one.iter().any(|(locale, body)| other.get(locale) == Some(body))
}

#[cfg(test)]
mod tests {
    use jawab_domain::Locale;

    use super::*;

    fn french<'a>(bodies: &[&'a str]) -> Vec<PerLocale<&'a str>> {
        bodies.iter().map(|body| [(Locale::Fr, *body)].into_iter().collect()).collect()
    }

    fn same(known: &[&str], new: &[&str]) -> Vec<Option<usize>> {
        match_identities(&french(known), &french(new), &[])
    }

    #[test]
    fn equal_texts_match_in_any_position() {
        assert_eq!(same(&["a", "b", "c"], &["c", "a", "b"]), [Some(2), Some(0), Some(1)]);
        assert_eq!(same(&["a", "b"], &["x", "a", "b"]), [None, Some(0), Some(1)], "one that was put before the others is new");
        assert_eq!(same(&["a", "b", "c"], &["b", "c"]), [Some(1), Some(2)], "and one that is gone takes nothing of the next");
        assert_eq!(same(&["a", "a"], &["a", "a"]), [Some(0), Some(1)], "of two that read alike each is the one in its place");
        assert_eq!(same(&[], &["a"]), [None]);
        let known: PerLocale<&str> = [(Locale::Ar, "أ"), (Locale::Fr, "a")].into_iter().collect();
        assert_eq!(
            match_identities(&[french(&["b"]).remove(0), known], &french(&["a", "c"]), &[]),
            [Some(1), Some(0)],
            "one language is enough"
        );
    }

    #[test]
    fn reworded_sub_questions_match_by_position_or_as_the_last_one_left() {
        assert_eq!(same(&["a", "b"], &["a", "B"]), [Some(0), Some(1)]);
        assert_eq!(same(&["a", "b"], &["B", "a"]), [Some(1), Some(0)]);
        assert_eq!(same(&["a"], &["A", "b"]), [Some(0), None]);
    }

    #[test]
    fn known_matches_are_not_used_twice() {
        assert_eq!(match_identities(&french(&["a"]), &french(&["x", "b"]), &[None, Some(0)]), [None, Some(0)]);
        assert_eq!(match_identities(&french(&["a", "b"]), &french(&["a", "x"]), &[None, Some(0)]), [Some(1), Some(0)]);
    }
}
