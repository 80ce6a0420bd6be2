use proptest::prelude::*;

use super::*;

fn without(name: &str, text: &str) -> String {
    Names::typed(name).unwrap().redacted(text).unwrap_or_else(|| text.to_owned())
}

#[test]
fn every_blank_and_line_break_between_its_words_is_one() {
    let text =
        "Salma Idrissi, Salma\u{A0}Idrissi, Salma\nIdrissi, Salma\u{202F}Idrissi, Salma  \r\n Idrissi, SALMA-IDRISSI, salma idrissi.";
    assert_eq!(without("Salma Idrissi", text), "[…], […], […], […], […], […], […].");
    assert_eq!(without("Salma\u{A0}Idrissi", "Mme Salma Idrissi"), "Mme […]", "however it is typed");
    assert_eq!(without("Salma Idrissi", "Salma, puis Idrissi"), "Salma, puis Idrissi");
}

#[test]
fn a_name_is_never_cut_out_of_another_word() {
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
fn what_is_written_together_with_a_name_stays() {
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
fn several_forms_are_taken_out_at_once_the_longest_first() {
    assert_eq!(without("Idrissi\nSalma Idrissi\nسلمى الإدريسي", "Salma Idrissi (سلمى الإدريسي), Mme Idrissi"), "[…] ([…]), Mme […]");
    assert_eq!(Names::typed(" \n- "), None);
}

proptest! {
    #[test]
    fn nothing_but_the_names_is_taken_out(name in "[a-zA-Zéا-ي]{1,6}( [a-zا-ي]{1,5})?", text in "\\PC{0,60}") {
        let Some(names) = Names::typed(&name) else { return Ok(()) };
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
