use proptest::prelude::*;

use super::*;

fn without(name: &str, text: &str) -> String {
    Names::typed(name).unwrap().redacted(text).unwrap_or_else(|| text.to_owned())
}

#[test]
fn all_blanks_and_line_breaks_between_words_are_equal() {
    let text =
        "Salma Idrissi, Salma\u{A0}Idrissi, Salma\nIdrissi, Salma\u{202F}Idrissi, Salma  \r\n Idrissi, SALMA-IDRISSI, salma idrissi.";
    assert_eq!(without("Salma Idrissi", text), "[…], […], […], […], […], […], […].");
    assert_eq!(without("Salma\u{A0}Idrissi", "Mme Salma Idrissi"), "Mme […]", "however it is typed");
    assert_eq!(without("Salma Idrissi", "Salma, puis Idrissi"), "Salma, puis Idrissi");
}

#[test]
fn a_name_never_matches_inside_another_word() {
    assert_eq!(
        without("Ali", "Ali Tahiri demande l'Alimentation, d’Ali à Aliénor."),
        "[…] Tahiri demande l'Alimentation, d’[…] à Aliénor."
    );
    assert_eq!(without("Ali Tahiri", "Ali Tahirine et Ali Tahiri"), "Ali Tahirine et […]");
    assert_eq!(without("علي", "على الوزير أن يجيب علي، واعلية"), "على الوزير أن يجيب […]، واعلية");
}

#[test]
fn accents_and_capitals_make_no_difference() {
    let decomposed = "He\u{301}le\u{300}ne Lai\u{308}di";
    assert_eq!(without("Hélène Laïdi", &format!("{decomposed}, HÉLÈNE LAÏDI et Helene Laidi")), "[…], […] et […]");
    assert_eq!(without(decomposed, "Hélène Laïdi."), "[…].");
}

#[test]
fn marks_tatweel_and_forms_of_hamza_make_no_difference() {
    for written in [
        "سلمى الإدريسي",
        "سَلْمَى الإِدْرِيسِي",
        "سلمى الادريسي",
        "ســلمى الإدريســي",
        "سلمي الأدريسى",
        "سلمى\u{A0}الإدريسي",
        "ﺳﻠﻤﻰ ﺍﻹﺩﺭﻳﺴﻲ",
        "سلمى إدريسي",
    ] {
        assert_eq!(without("سلمى الإدريسي", &format!("تشتكي {written} من الضجيج.")), "تشتكي […] من الضجيج.", "{written}");
    }
}

#[test]
fn attached_particles_stay() {
    assert_eq!(without("سلمى الإدريسي", "طلب وسلمى الإدريسي"), "طلب و[…]");
    assert_eq!(without("الإدريسي", "كتب للإدريسي وللإدريسي وَالإدريسي"), "كتب ل[…] ول[…] وَ[…]");
    assert_eq!(without("سلمى", "منح لسلمى ولسلمى"), "منح ل[…] ول[…]");
}

#[test]
fn a_name_is_found_written_as_one_word_or_as_two() {
    let written = "عبد الإله بنكيران، عبدالإله بنكيران، عبدالإله بن كيران، وعبدالإله بن كيران";
    assert_eq!(without("عبد الإله بنكيران", written), "[…]، […]، […]، و[…]");
    assert_eq!(without("عبدالإله", "حضر عبد الإله وعبدالإله"), "حضر […] و[…]");
    assert_eq!(without("Salma El Idrissi", "Salma ElIdrissi, Salma El-Idrissi, salma_elidrissi@example.ma"), "[…], […], […]@example.ma");
    assert_eq!(without("Benkirane", "M. Ben Kirane"), "M. […]");
    assert_eq!(without("Lamine", "La mine de Lamine."), "La mine de […].", "two words are one name only behind a particle");
}

#[test]
fn a_family_name_may_stand_before_the_given_names_or_after() {
    assert_eq!(without("Mohamed Alaoui", "M. ALAOUI Mohamed, Mohamed ALAOUI et Alaoui-Mohamed."), "M. […], […] et […].");
    assert_eq!(without("محمد العلوي", "اتصلنا بالعلوي محمد، ثم بمحمد العلوي والعلوي محمد"), "اتصلنا ب[…]، ثم ب[…] و[…]");
    assert_eq!(without("Salma El Idrissi", "EL IDRISSI Salma, Elidrissi Salma"), "[…], […]");
    assert_eq!(without("Fatima Zahra Alaoui", "Alaoui Fatima Zahra"), "[…]");
    assert_eq!(without("Fatima Zahra El Ksibi", "El Ksibi Fatima Zahra"), "[…]");
    assert_eq!(without("Mohamed Alaoui", "Alaoui, puis Mohamed"), "Alaoui, puis Mohamed", "they stand side by side");
    assert_eq!(without("Mohamed Alaoui", "Vu M. Alaoui. Mohamed Alaoui écrit."), "Vu M. Alaoui. […] écrit.", "as typed first");
}

#[test]
fn several_forms_are_redacted_together_the_longest_first() {
    assert_eq!(without("Idrissi\nSalma Idrissi\nسلمى الإدريسي", "Salma Idrissi (سلمى الإدريسي), Mme Idrissi"), "[…] ([…]), Mme […]");
    assert_eq!(Names::typed(" \n- "), Err(Problem::Missing));
}

#[test]
fn the_limits_of_names_are_enforced() {
    let many = |names: usize| vec!["Ali"; names].join("\n");
    assert!(Names::typed(&many(MAX_NAMES)).is_ok());
    assert_eq!(Names::typed(&many(MAX_NAMES + 1)), Err(Problem::TooMany { most: MAX_NAMES }));
    assert!(Names::typed(&"ا".repeat(MAX_CHARS)).is_ok());
    assert_eq!(Names::typed(&"ا".repeat(MAX_CHARS + 1)), Err(Problem::TooLong { most: MAX_CHARS }));
    assert_eq!(Names::new(vec!["ا".repeat(MAX_CHARS / 2 + 1).as_str(); 2]), Err(Problem::TooLong { most: MAX_CHARS }));
    assert!(Names::typed(&"a ".repeat(MAX_WORDS)).is_ok());
    assert_eq!(Names::typed(&"a ".repeat(MAX_WORDS + 1)), Err(Problem::TooManyWords { most: MAX_WORDS }));
}

#[test]
fn names_with_the_same_beginning_are_distinguished_and_the_longest_is_redacted() {
    let names = "Ali Ben Salah\nAli\nAli Ben\nAli Tahiri";
    assert_eq!(without(names, "Ali Ben Salah, Ali ben, Ali Tahirine, Tahiri Ali."), "[…], […], […] Tahirine, Tahiri […].");
}

/// One pass over the longest text, whatever the names: no word is tried with each name, nor in each way of splitting words.
#[test]
fn the_longest_text_is_searched_in_one_pass() {
    let begun = std::time::Instant::now();
    let alike = (0..MAX_NAMES).map(|n| format!("{}{n}", "a ".repeat(MAX_WORDS - 2))).collect::<Vec<_>>().join("\n");
    let names = alike.lines().take(MAX_CHARS / 45).collect::<Vec<_>>().join("\n");
    assert!(Names::typed(&names).unwrap().places(&"a ".repeat(30_000)).is_empty());
    // The article as a word of its own can be split in as many ways as possible.
    let parted = format!("{}ز", "ال ".repeat(MAX_WORDS - 1));
    assert!(Names::typed(&parted).unwrap().places(&"ال ".repeat(20_000)).is_empty());
    let text = "Ali ".repeat(50_000);
    assert_eq!(Names::typed("Ali").unwrap().redacted(&text), Some("[…] ".repeat(50_000)));
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

proptest! {
    #[test]
    fn only_names_are_redacted(name in "[a-zA-Zéا-ي]{1,6}( [a-zا-ي]{1,5})?", text in "\\PC{0,60}") {
        let Ok(names) = Names::typed(&name) else { return Ok(()) };
        let places = names.places(&text);
        let mut end = 0;
        for place in &places {
            prop_assert!(place.start >= end && place.end > place.start && text.get(place.clone()).is_some());
            end = place.end;
        }
        if let Some(body) = names.redacted(&text) {
            prop_assert!(names.places(&body.replace(REDACTION_MARK, "|")).is_empty());
        }
    }
}

/// The parts of names and texts in which the search must not skip any: articles, clitics, particles, marks, forms of letters, words
/// that are two others written as one, and much that is not a name.
const PIECES: [&str; 26] = [
    "سلمى",
    "سَلْمَى",
    "ســلمي",
    "ﺳﻠﻤﻰ",
    "الإدريسي",
    "ادريسى",
    "و",
    "لل",
    "ال",
    "ا",
    "لمياء",
    "مياء",
    "عبد",
    "الإله",
    "Ali",
    "BEN",
    "Salah",
    "Lai\u{308}di",
    "Laïdi",
    "œuvre",
    "Œ",
    "\u{200f}",
    "x",
    "١٢",
    "ß",
    "İ",
];
const BETWEEN: [&str; 9] = [" ", " ", " ", "\n", "", "-", ", ", "\u{a0}", "’"];

fn written(of: &[(usize, usize)]) -> String {
    of.iter().map(|(piece, between)| format!("{}{}", PIECES[piece % PIECES.len()], BETWEEN[between % BETWEEN.len()])).collect()
}

fn pieces(most: usize) -> impl Strategy<Value = Vec<(usize, usize)>> {
    proptest::collection::vec((0..PIECES.len(), 0..BETWEEN.len()), 1..most)
}

proptest! {
    /// The prefiltered search finds the same as a search of the whole text.
    #[test]
    fn skipped_parts_contain_no_name(
        names in proptest::collection::vec(pieces(5), 1..4),
        parts in proptest::collection::vec((pieces(6), 0..150_usize), 1..5),
    ) {
        let lines: Vec<String> = names.iter().map(|name| written(name).replace('\n', " ")).collect();
        let Ok(names) = Names::typed(&lines.join("\n")) else { return Ok(()) };
        let part = |(of, filler): &(Vec<(usize, usize)>, usize)| format!("{}{} {}", written(of), lines[0], "mot ".repeat(*filler));
        let text: String = parts.iter().map(part).collect();
        prop_assert_eq!(names.places(&text), names.places_in(&text));
    }
}

#[test]
fn only_text_near_a_name_is_read_word_by_word() {
    let (far, names) = ("mot ".repeat(20_000), Names::typed("Salma El Idrissi\nعبد الإله بنكيران").unwrap());
    assert!(names.parts(&far).is_empty(), "what has no word of a name");
    let text = format!("{far}Mme EL IDRISSI Salma. {far}وعبدالإله بن كيران {far}");
    let read: usize = names.parts(&text).iter().map(|part| part.len()).sum();
    assert!((1..2_000).contains(&read), "{read}");
    assert_eq!(names.redacted(&text).unwrap(), format!("{far}Mme […]. {far}و[…] {far}"));
}
