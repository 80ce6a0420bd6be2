//! The figures of a text (numbers, dates, percentages, references), in a normal form that is the same in both languages.
//!
//! Digits of every script are equal; `12 500`, `12.500` and `12٬500` are one number; `09-08` and `09.08` are one law; `8 mars 2023`, `8
//! مارس 2023` and `08/03/2023` are one day; `20 %` is `20 في المائة`. Numbers in words are ignored.

use crate::text::is_direction_control;

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The normal form, the same in both languages.
    pub normalized: String,
    /// The figure as written.
    pub written: String,
}

/// The names of the months in Arabic and French, in lower case.
const MONTHS: [&[&str]; 12] = [
    &["janvier", "يناير"],
    &["février", "fevrier", "فبراير"],
    &["mars", "مارس"],
    &["avril", "أبريل", "ابريل"],
    &["mai", "ماي", "مايو"],
    &["juin", "يونيو", "يونيه"],
    &["juillet", "يوليوز", "يوليو"],
    &["août", "aout", "غشت", "أغسطس"],
    &["septembre", "شتنبر", "سبتمبر"],
    &["octobre", "أكتوبر", "اكتوبر"],
    &["novembre", "نونبر", "نوفمبر"],
    &["décembre", "decembre", "دجنبر", "ديسمبر"],
];
/// The words for "per cent" after a number: one or two words.
const PER_CENT: [(&str, &str); 6] =
    [("في", "المائة"), ("في", "المئة"), ("بالمائة", ""), ("بالمئة", ""), ("pour", "cent"), ("pourcent", "")];

/// The figures of a text, in order.
#[must_use]
pub fn figures(text: &str) -> Vec<Figure> {
    let items = items(text);
    let mut found = Vec::new();
    let mut rest = items.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if let Some((figure, left)) = day_in_words(rest) {
            found.push(figure);
            rest = left;
            continue;
        }
        rest = after;
        if let Item::Number(number) = first {
            let (normalized, left) = per_cent(&number.normalized, after);
            found.push(Figure { normalized, written: number.written.clone() });
            rest = left;
        }
    }
    found
}

/// A token of a text.
enum Item {
    Number(Figure),
    Word(String),
    PerCent,
}

fn items(text: &str) -> Vec<Item> {
    let chars: Vec<char> =
        text.chars().filter(|c| !is_direction_control(*c) && !matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}')).collect();
    let mut items = Vec::new();
    let mut rest = chars.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if digit(*first).is_some() {
            let (number, left) = number(rest);
            items.push(Item::Number(number));
            rest = left;
        } else if first.is_alphabetic() {
            let end = rest.iter().position(|c| !c.is_alphabetic()).unwrap_or(rest.len());
            let (word, left) = rest.split_at(end);
            items.push(Item::Word(word.iter().collect::<String>().to_lowercase()));
            rest = left;
        } else {
            if matches!(first, '%' | '٪') {
                items.push(Item::PerCent);
            }
            rest = after;
        }
    }
    items
}

fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        _ => return None,
    };
    char::from_digit(u32::from(c).checked_sub(zero)?, 10)
}

/// The normal form of a character that joins the groups of a number. A space groups thousands.
const fn joiner(c: char) -> Option<char> {
    match c {
        ' ' | '\u{00A0}' | '\u{202F}' | '\u{2009}' => Some(' '),
        '-' | '\u{2010}' | '\u{2011}' | '–' => Some('-'),
        '.' | ',' | '/' | ':' | '٬' | '٫' | '\'' | '’' => Some(c),
        _ => None,
    }
}

/// Reads the number at the start, and returns it with the remaining characters.
fn number(chars: &[char]) -> (Figure, &[char]) {
    let (mut groups, mut joiners, mut rest) = (Vec::new(), Vec::new(), chars);
    loop {
        let end = rest.iter().position(|c| digit(*c).is_none()).unwrap_or(rest.len());
        let (group, left) = rest.split_at(end);
        groups.push(group.iter().filter_map(|c| digit(*c)).collect::<String>());
        rest = left;
        let Some((mark, after)) = rest.split_first() else { break };
        let Some(mark) = joiner(*mark).filter(|_| after.first().is_some_and(|c| digit(*c).is_some())) else { break };
        if mark == ' ' && !goes_on_by_thousands(&groups, &joiners, after) {
            break;
        }
        joiners.push(mark);
        rest = after;
    }
    let written = chars.iter().take(chars.len() - rest.len()).collect();
    (Figure { normalized: normalized(&groups, &joiners), written }, rest)
}

/// Whether a space belongs to a number: only groups of thousands before it, exactly three digits after it, and spaces as the only
/// separators so far.
fn goes_on_by_thousands(groups: &[String], joiners: &[char], after: &[char]) -> bool {
    let three = after.iter().take(4).take_while(|c| digit(**c).is_some()).count() == 3;
    three && joiners.last().map_or_else(|| are_thousands(groups), |mark| *mark == ' ')
}

fn are_thousands(groups: &[String]) -> bool {
    let Some((first, others)) = groups.split_first() else { return false };
    (1..=3).contains(&first.len()) && !first.starts_with('0') && others.iter().all(|group| group.len() == 3)
}

/// The normal form of a number.
fn normalized(groups: &[String], joiners: &[char]) -> String {
    if let Some(day) = day_in_numbers(groups, joiners) {
        return day;
    }
    let parts_thousands = |mark: &char| matches!(mark, ' ' | '.' | ',' | '٬' | '\'' | '’');
    let alike = |marks: &[char]| marks.iter().all(|mark| parts_thousands(mark) && Some(mark) == marks.first());
    if alike(joiners) && are_thousands(groups) {
        return groups.concat();
    }
    if let (Some((decimals, whole)), Some((mark, marks))) = (groups.split_last(), joiners.split_last())
        && matches!(mark, '.' | ',' | '٫')
        && marks.first() != Some(mark)
        && !marks.is_empty()
        && alike(marks)
        && are_thousands(whole)
    {
        return format!("{}.{decimals}", whole.concat());
    }
    groups.join(".")
}

/// A day written as `08/03/2023` or `2023-03-08`.
fn day_in_numbers(groups: &[String], joiners: &[char]) -> Option<String> {
    let [a, b, c] = groups else { return None };
    if !joiners.iter().all(|mark| matches!(mark, '/' | '-' | '.') && Some(mark) == joiners.first()) {
        return None;
    }
    let (day, year) = if a.len() == 4 { (c, a) } else { (a, c) };
    (year.len() == 4 && day.len() <= 2 && b.len() <= 2).then(|| day_of(day, b.parse().ok()?, year)).flatten()
}

fn day_of(day: &str, month: usize, year: &str) -> Option<String> {
    let day: u32 = day.parse().ok()?;
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then(|| format!("{day}/{month}/{year}"))
}

/// A day with its month in words, with or without a year, and what follows it.
fn day_in_words(items: &[Item]) -> Option<(Figure, &[Item])> {
    let (day, rest) = match items {
        [Item::Number(day), Item::Word(word), rest @ ..] if word == "er" => (day.written.clone() + "er", rest),
        [Item::Number(day), rest @ ..] => (day.written.clone(), rest),
        [Item::Word(word), rest @ ..] if word == "فاتح" => (word.clone(), rest),
        _ => return None,
    };
    let [Item::Word(name), rest @ ..] = rest else { return None };
    let month = MONTHS.iter().position(|names| names.contains(&name.as_str()))? + 1;
    let digits: String = day.chars().filter_map(digit).collect();
    let number = if digits.is_empty() { "1" } else { &digits };
    let (year, left) = match rest {
        [Item::Number(year), left @ ..] if year.normalized.len() == 4 => (Some(year), left),
        _ => (None, rest),
    };
    let normalized = day_of(number, month, year.map_or("", |year| &year.normalized))?;
    let written = [Some(day.as_str()), Some(name.as_str()), year.map(|year| year.written.as_str())];
    Some((Figure { normalized, written: written.into_iter().flatten().collect::<Vec<_>>().join(" ") }, left))
}

/// A number with "per cent" after it, if that is what follows.
fn per_cent<'a>(normalized: &str, rest: &'a [Item]) -> (String, &'a [Item]) {
    let (is, left) = match rest {
        [Item::PerCent, left @ ..] => (true, left),
        [Item::Word(first), Item::Word(second), left @ ..] if PER_CENT.contains(&(first.as_str(), second.as_str())) => (true, left),
        [Item::Word(first), left @ ..] if PER_CENT.contains(&(first.as_str(), "")) => (true, left),
        _ => (false, rest),
    };
    (if is { format!("{normalized}%") } else { normalized.to_owned() }, left)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn normalized(text: &str) -> Vec<String> {
        figures(text).into_iter().map(|figure| figure.normalized).collect()
    }

    #[test]
    fn both_languages_mean_the_same() {
        for (french, arabic) in [
            ("la loi n° 09-08", "القانون رقم 09.08"),
            ("la loi 43-22 et le décret n° 2.22.431", "القانون 43.22 والمرسوم رقم 2.22.431"),
            ("1 234 567 dirhams", "١٬٢٣٤٬٥٦٧ درهما"),
            ("12 500,75 DH", "12.500,75 درهم"),
            ("3,5 millions", "3٫5 ملايين"),
            ("20 %", "20 في المائة"),
            ("vingt et 20 pour cent", "عشرون و%٢٠".replace("%٢٠", "٢٠٪").as_str()),
            ("le 1er mai 2024", "في فاتح ماي 2024"),
            ("le 8 mars 2023", "بتاريخ 08/03/2023"),
            ("au 30 juin", "إلى 30 يونيو"),
            ("en 2026 120 communes", "سنة 2026: 120 جماعة"),
            ("n° 1234/2026", "عدد 1234/2026"),
        ] {
            assert_eq!(normalized(french), normalized(arabic), "{french} | {arabic}");
            assert!(!normalized(french).is_empty(), "{french}");
        }
    }

    #[test]
    fn what_differs_is_seen() {
        for (one, other) in
            [("43.22", "43.12"), ("20 %", "20"), ("8 mars 2023", "8 ماي 2023"), ("2 000", "200"), ("09-08", "9-08"), ("0,125", "125")]
        {
            assert_ne!(normalized(one), normalized(other), "{one} | {other}");
        }
        assert_eq!(figures("du 1er mars 2020").first().map(|figure| figure.written.as_str()), Some("1er mars 2020"));
    }

    #[test]
    fn a_number_as_long_as_a_text_is_read_once() {
        let thousands = 50_000;
        assert_eq!(normalized(&format!("1{}", " 000".repeat(thousands))), [format!("1{}", "000".repeat(thousands))]);
        assert_eq!(normalized("1 234.5 678"), normalized("1 234.5 mots 678"), "a space goes on by thousands alone");
    }

    fn grouped(n: u64, mark: char) -> String {
        let digits = n.to_string();
        let end = digits.len();
        let part = |(at, c): (usize, char)| if at > 0 && (end - at).is_multiple_of(3) { vec![mark, c] } else { vec![c] };
        digits.chars().enumerate().flat_map(part).collect()
    }

    fn in_arabic_digits(text: &str) -> String {
        text.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32(0x0660 + d)).unwrap_or(c)).collect()
    }

    proptest! {
        #[test]
        fn the_kind_of_digits_does_not_matter(text in "[a-zء-ي0-9 .,/%-]{0,80}") {
            prop_assert_eq!(normalized(&text), normalized(&in_arabic_digits(&text)));
        }

        #[test]
        fn the_mark_between_thousands_does_not_matter(n in 1_000_u64.., mark in prop::sample::select(vec![' ', '\u{a0}', '\u{202f}', '.', ',', '٬', '’'])) {
            prop_assert_eq!(normalized(&format!("a {} b", grouped(n, mark))), [n.to_string()]);
        }

        #[test]
        fn every_number_between_words_is_found(numbers in prop::collection::vec(0_u32..100_000, 0..8)) {
            let text: String = numbers.iter().map(|n| format!("{n} mots ")).collect();
            prop_assert_eq!(normalized(&text), numbers.iter().map(ToString::to_string).collect::<Vec<_>>());
        }

        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,80}") {
            for figure in figures(&text) {
                prop_assert!(figure.normalized.chars().any(|c| c.is_ascii_digit()));
            }
        }
    }
}
