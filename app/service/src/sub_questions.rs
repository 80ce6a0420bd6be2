//! Which sub-question is which, whatever its place. What an answer says of one belongs to its identity: texts that changed places between
//! two identities would make a page say of each what the answer said of the other.

use std::collections::BTreeSet;

use jawab_domain::PerLocale;

/// Which of the sub-questions that are known each of a new list is, for those who name none; none: a new one. What reads the same in a
/// language is the same one, in its own place before others. Of the rest each is the one in its place, or else the next that is left: it
/// was put in other words. `told` are those of the new ones, in order, of which it is known otherwise.
pub fn same_as(known: &[PerLocale<&str>], new: &[PerLocale<&str>], told: &[Option<usize>]) -> Vec<Option<usize>> {
    let rules: [fn(bool, bool) -> bool; 4] = [|in_place, alike| in_place && alike, |_, alike| alike, |in_place, _| in_place, |_, _| true];
    let mut found = told.to_vec();
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

/// Whether two read the same in a language that both have.
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
        same_as(&french(known), &french(new), &[])
    }

    #[test]
    fn what_reads_the_same_is_the_same_wherever_it_stands() {
        assert_eq!(same(&["a", "b", "c"], &["c", "a", "b"]), [Some(2), Some(0), Some(1)]);
        assert_eq!(same(&["a", "b"], &["x", "a", "b"]), [None, Some(0), Some(1)], "one that was put before the others is new");
        assert_eq!(same(&["a", "b", "c"], &["b", "c"]), [Some(1), Some(2)], "and one that is gone takes nothing of the next");
        assert_eq!(same(&["a", "a"], &["a", "a"]), [Some(0), Some(1)], "of two that read alike each is the one in its place");
        assert_eq!(same(&[], &["a"]), [None]);
        let known: PerLocale<&str> = [(Locale::Ar, "أ"), (Locale::Fr, "a")].into_iter().collect();
        assert_eq!(same_as(&[french(&["b"]).remove(0), known], &french(&["a", "c"]), &[]), [Some(1), Some(0)], "one language is enough");
    }

    #[test]
    fn what_was_put_in_other_words_is_the_one_in_its_place_or_the_one_that_is_left() {
        assert_eq!(same(&["a", "b"], &["a", "B"]), [Some(0), Some(1)]);
        assert_eq!(same(&["a", "b"], &["B", "a"]), [Some(1), Some(0)]);
        assert_eq!(same(&["a"], &["A", "b"]), [Some(0), None]);
    }

    #[test]
    fn what_is_known_otherwise_is_taken_by_no_other() {
        assert_eq!(same_as(&french(&["a"]), &french(&["x", "b"]), &[None, Some(0)]), [None, Some(0)]);
        assert_eq!(same_as(&french(&["a", "b"]), &french(&["a", "x"]), &[None, Some(0)]), [Some(1), Some(0)]);
    }
}
