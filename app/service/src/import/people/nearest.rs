//! The known name that a new one may be a misspelling of.

/// Keys below this length have too little in common with anything.
const MIN_CHARS: usize = 4;
/// Keys from this length on may have two typing errors.
const TWO_ERRORS_FROM: usize = 10;

/// The key among the known ones from which a new one differs by the fewest typing errors: a letter too many, too few or another one, or
/// two that changed places. `None` if all differ by more than a slip.
pub(super) fn nearest<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let new: Vec<char> = key.chars().collect();
    if new.len() < MIN_CHARS {
        return None;
    }
    let most = if new.len() < TWO_ERRORS_FROM { 1 } else { 2 };
    let errors_of = |known: &'k str| Some((errors(&new, &known.chars().collect::<Vec<char>>(), most)?, known));
    // A letter takes at most four bytes.
    known.filter(|known| known.len().abs_diff(key.len()) <= 4 * most).filter_map(errors_of).min().map(|(_, key)| key)
}

/// The number of typing errors between two keys, if there are at most so many.
fn errors(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    // The distances between the beginnings of both; two lines before are needed where letters changed places.
    let (mut before, mut last): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=b.len()).collect());
    for (n, letter) in a.iter().enumerate() {
        let mut line = vec![n + 1];
        for (m, other) in b.iter().enumerate() {
            let at = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX - 1);
            let mut distance = (at(&last, m) + usize::from(letter != other)).min(at(&last, m + 1) + 1).min(at(&line, m) + 1);
            let swapped = m.checked_sub(1).filter(|m| n > 0 && a.get(n - 1) == Some(other) && b.get(*m) == Some(letter));
            if let Some(place) = swapped {
                distance = distance.min(at(&before, place) + 1);
            }
            line.push(distance);
        }
        if line.iter().all(|distance| *distance > most) {
            return None;
        }
        (before, last) = (last, line);
    }
    last.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name_that_is_meant() {
        let known = ["justice", "sante", "education nationale", "eau", "العدل", "التربيه الوطنيه"];
        let near = |key| nearest(key, known.iter().copied());
        assert_eq!(near("justise"), Some("justice"));
        assert_eq!(near("jutsice"), Some("justice"), "two letters changed places");
        assert_eq!(near("justic"), Some("justice"));
        assert_eq!(near("santee"), Some("sante"));
        assert_eq!(near("educatoin nationnale"), Some("education nationale"), "two errors in a long name");
        assert_eq!(near("التربيه الوطنبه"), Some("التربيه الوطنيه"));
        assert_eq!((near("jostise"), near("interieur"), near("eaux"), near("ea")), (None, None, Some("eau"), None));
    }

    #[test]
    fn of_several_the_nearest_is_named() {
        let known = ["affaires etrangeres", "affaires etrangere", "affaire etrangeres"];
        assert_eq!(nearest("affaires etrangerez", known.iter().copied()), Some("affaires etrangere"));
    }
}
