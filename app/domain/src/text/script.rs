//! The script of a text: whether it is written in letters other than those of its language, as one pasted into the wrong field is.

use crate::Locale;

/// Fewer letters than this tell nothing: a short text may be a name or an abbreviation.
const MIN_LETTERS: usize = 20;

/// Whether most letters of a text are of another script than its language. Figures and signs have no script, and a text that quotes the
/// other language, or names things in it, is mostly in its own script still.
#[must_use]
pub fn is_in_other_script(locale: Locale, text: &str) -> bool {
    let (mut own, mut all) = (0_usize, 0_usize);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        own += usize::from(is_of(locale, letter));
        all += 1;
    }
    all >= MIN_LETTERS && own * 2 < all
}

/// Whether a letter is of the script in which a language is written.
const fn is_of(locale: Locale, letter: char) -> bool {
    match locale {
        Locale::Ar => matches!(
            letter,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        ),
        // Letters with marks of their own included.
        Locale::Fr => matches!(letter, 'A'..='Z' | 'a'..='z' | '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARABIC: &str = "يشرفني أن أسائلكم عن الإطار القانوني المنظم لاستعمال شبكات التواصل.";
    const FRENCH: &str = "J’ai l’honneur de vous interroger sur l’accès à l’eau dans l’Oriental.";

    #[test]
    fn a_text_of_one_script_is_told_from_the_other() {
        assert!(is_in_other_script(Locale::Fr, ARABIC) && is_in_other_script(Locale::Ar, FRENCH));
        assert!(!is_in_other_script(Locale::Ar, ARABIC) && !is_in_other_script(Locale::Fr, FRENCH));
    }

    #[test]
    fn quotations_names_and_figures_of_the_other_language_are_no_fault() {
        let quoting = format!("{ARABIC} وقد جاء في المنشور: « Les administrations utilisent Facebook, YouTube et X ».");
        assert!(!is_in_other_script(Locale::Ar, &quoting));
        let quoting = format!("{FRENCH} La circulaire dit : « على الإدارات نشر المعلومات ».");
        assert!(!is_in_other_script(Locale::Fr, &quoting));
        assert!(!is_in_other_script(Locale::Ar, "القانون رقم 09-08 https://www.cndp.ma/loi-09-08-relative المتعلق بحماية الأشخاص الذاتيين"));
        assert!(!is_in_other_script(Locale::Ar, "1234567890 (2026) 09-08, 20 % : 1 234 567 890,00"));
        assert!(!is_in_other_script(Locale::Ar, ""));
    }

    #[test]
    fn short_texts_tell_nothing() {
        assert!(!is_in_other_script(Locale::Ar, "ONEE, ANRT, CNDP"));
        assert!(!is_in_other_script(Locale::Fr, "محمد الحجوي"));
        assert!(is_in_other_script(Locale::Fr, "موضوع السؤال الكتابي هو الماء"));
    }

    #[test]
    fn accents_vowel_marks_and_moroccan_letters_are_of_their_scripts() {
        assert!(!is_in_other_script(Locale::Fr, "Œuvrer à l’élévation des créances, ça coûte à Laâyoune"));
        assert!(!is_in_other_script(Locale::Ar, "مَدِينَةُ أگادير وإقليم ݣلميم وجماعة ڭرسيف وما حولها"));
    }
}
