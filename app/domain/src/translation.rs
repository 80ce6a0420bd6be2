//! Translations: which texts need work, and what to check before a translation is saved.

use std::collections::BTreeMap;

use crate::{Locale, TextRole, codes, text::paragraphs};

pub mod figures;

pub use figures::{Figure, figures};

/// Why a text of a question needs translation work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// There is no text in this language.
    Missing,
    /// It is a machine translation that nobody has reviewed.
    Machine,
    /// It is an unofficial translation or a press report that nobody has reviewed.
    Unofficial,
    /// It is an official translation that nobody has reviewed.
    Unreviewed,
}

codes!(Need { Missing = "missing", Machine = "machine", Unofficial = "unofficial", Unreviewed = "unreviewed" });

impl Need {
    /// What an unreviewed text of this role needs. An original needs nothing.
    #[must_use]
    pub const fn from_role(role: TextRole) -> Option<Self> {
        match role {
            TextRole::MachineTranslation => Some(Self::Machine),
            TextRole::UnofficialTranslation | TextRole::PressReport => Some(Self::Unofficial),
            TextRole::OfficialTranslation => Some(Self::Unreviewed),
            TextRole::Original | TextRole::Unspecified => None,
        }
    }
}

/// The record whose text needs work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextOwner {
    /// The question: its subject, its own text, its sub-questions.
    Question,
    /// A published answer.
    Answer,
}

codes!(TextOwner { Question = "question", Answer = "answer" });

/// A possible fault in a translation. It is a warning, not an error: the text may be as intended.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TranslationWarning {
    /// The texts have different numbers of paragraphs.
    Count {
        /// The number in the source.
        source: usize,
        /// The number in the translation.
        target: usize,
    },
    /// A paragraph of the source has no translation.
    Empty {
        /// Its number, from 1.
        paragraph: usize,
    },
    /// The texts have different figures.
    Figures {
        /// The number of the paragraph, from 1.
        paragraph: usize,
        /// The figures that the translation lacks, as written in the source.
        missing: Vec<String>,
        /// The figures that the source lacks, as written in the translation.
        added: Vec<String>,
    },
    /// Most letters of the translation are of another script than this language, into which it is translated.
    OtherScript(Locale),
}

impl TranslationWarning {
    /// The paragraph it is about, if it is about one.
    #[must_use]
    pub const fn paragraph(&self) -> Option<usize> {
        match self {
            Self::Count { .. } | Self::OtherScript(_) => None,
            Self::Empty { paragraph } | Self::Figures { paragraph, .. } => Some(*paragraph),
        }
    }
}

/// The possible faults of a translation that is aligned with its source, paragraph by paragraph or group by group. Different numbers of
/// paragraphs within a pair count too.
#[must_use]
pub fn check_translation(source: &[&str], target: &[&str]) -> Vec<TranslationWarning> {
    let mut found = Vec::new();
    let beside = |n: usize| target.get(n).copied().unwrap_or_default();
    let count = |side: &[&str]| -> usize { side.iter().map(|one| paragraphs(&one.replace("\r\n", "\n")).count()).sum() };
    let (wanted, written) = (count(source), count(target));
    let is_empty = |n: usize| n < source.len() && beside(n).trim().is_empty();
    if wanted != written && !(0..source.len()).any(is_empty) {
        found.push(TranslationWarning::Count { source: wanted, target: written });
    }
    for n in 0..source.len().max(target.len()) {
        if is_empty(n) {
            found.push(TranslationWarning::Empty { paragraph: n + 1 });
            continue;
        }
        let (missing, added) = figure_differences(source.get(n).copied().unwrap_or_default(), beside(n));
        if !missing.is_empty() || !added.is_empty() {
            found.push(TranslationWarning::Figures { paragraph: n + 1, missing, added });
        }
    }
    found
}

/// The figures that only the source has, and those that only the translation has. A figure that occurs twice must occur twice in the other
/// text.
fn figure_differences(source: &str, target: &str) -> (Vec<String>, Vec<String>) {
    let (source, target) = (figures(source), figures(target));
    (figures_missing_from(&source, &target), figures_missing_from(&target, &source))
}

fn figures_missing_from(of: &[Figure], other: &[Figure]) -> Vec<String> {
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for figure in other {
        *held.entry(figure.normalized.as_str()).or_default() += 1;
    }
    let lacks = of.iter().filter(|figure| match held.get_mut(figure.normalized.as_str()) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
    lacks.map(|figure| figure.written.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_by_paragraph() {
        let source = ["Le décret n° 2.22.431 du 8 mars 2023.", "Dans 20 % des cas.", "Fin."];
        let same = ["المرسوم رقم 2.22.431 الصادر في 8 مارس 2023.", "في ٢٠ في المائة من الحالات.", "انتهى."];
        assert_eq!(check_translation(&source, &same), []);
        let other = ["المرسوم رقم 2.22.413 الصادر في 8 مارس 2023.", "", "انتهى."];
        let figures = TranslationWarning::Figures { paragraph: 1, missing: vec!["2.22.431".into()], added: vec!["2.22.413".into()] };
        assert_eq!(check_translation(&source, &other), [figures, TranslationWarning::Empty { paragraph: 2 }]);
    }

    #[test]
    fn paragraphs_are_counted_in_all_that_stands_beside() {
        assert_eq!(check_translation(&["un", "deux"], &["واحد\r\n\r\nثم", "اثنان"]), [TranslationWarning::Count { source: 2, target: 3 }]);
        assert_eq!(check_translation(&["un"], &["واحد", "اثنان"]), [TranslationWarning::Count { source: 1, target: 2 }]);
        assert_eq!(check_translation(&["un"], &["واحد", ""]), []);
        // Groups of paragraphs side by side.
        assert_eq!(check_translation(&["un\n\ndeux", "trois"], &["واحد\n\nاثنان", "ثلاثة"]), []);
        assert_eq!(check_translation(&["un\n\ndeux", "trois"], &["واحد", "ثلاثة"]), [TranslationWarning::Count { source: 3, target: 2 }]);
        assert_eq!(check_translation(&["un\n\ndeux", "trois"], &["واحد\n\nاثنان"]), [TranslationWarning::Empty { paragraph: 2 }]);
    }

    #[test]
    fn a_figure_written_twice_is_wanted_twice() {
        assert_eq!(figure_differences("de 5 à 5", "من 5"), (vec!["5".to_owned()], Vec::new()));
    }
}
