//! Translations beside their source: what needs work, and what to look at again before a translation is kept.

use std::collections::BTreeMap;

use crate::{TextRole, codes, text::paragraphs};

pub mod figures;

pub use figures::{Figure, figures};

/// Why a text of a question in some language needs work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// There is none.
    Missing,
    /// A machine made it, and nobody has read it over.
    Machine,
    /// It comes from somebody else than the institution or from the press, and nobody has read it over.
    Unofficial,
    /// It is an official translation that nobody has read over.
    Unreviewed,
}

codes!(Need { Missing = "missing", Machine = "machine", Unofficial = "unofficial", Unreviewed = "unreviewed" });

impl Need {
    /// What a text that nobody has read over needs, for what it is; an original needs nothing.
    #[must_use]
    pub const fn of(role: TextRole) -> Option<Self> {
        match role {
            TextRole::MachineTranslation => Some(Self::Machine),
            TextRole::UnofficialTranslation | TextRole::PressReport => Some(Self::Unofficial),
            TextRole::OfficialTranslation => Some(Self::Unreviewed),
            TextRole::Original | TextRole::Unspecified => None,
        }
    }
}

/// Whose text it is that needs work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// The question's: its subject, its own text, its sub-questions.
    Question,
    /// An answer's, once published.
    Answer,
}

codes!(About { Question = "question", Answer = "answer" });

/// Something to look at again in a translation. None of it is an error: it may be as meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// The texts have different numbers of paragraphs.
    Count {
        /// How many the source has.
        source: usize,
        /// How many the translation has.
        target: usize,
    },
    /// A paragraph of the source has nothing beside it.
    Empty {
        /// Which, from 1.
        paragraph: usize,
    },
    /// Figures of one are not in the other.
    Figures {
        /// Which paragraph, from 1.
        paragraph: usize,
        /// Those of the source that the translation lacks, as written.
        missing: Vec<String>,
        /// Those of the translation that the source lacks, as written.
        added: Vec<String>,
    },
}

impl Doubt {
    /// The paragraph it is about, if it is about one.
    #[must_use]
    pub const fn paragraph(&self) -> Option<usize> {
        match self {
            Self::Count { .. } => None,
            Self::Empty { paragraph } | Self::Figures { paragraph, .. } => Some(*paragraph),
        }
    }
}

/// What to look at again in a translation that stands beside its source paragraph by paragraph, or a few paragraphs by a few. What
/// stands beside some may have more or fewer itself, which is doubtful too.
#[must_use]
pub fn doubts(source: &[&str], target: &[&str]) -> Vec<Doubt> {
    let mut found = Vec::new();
    let beside = |n: usize| target.get(n).copied().unwrap_or_default();
    let count = |side: &[&str]| -> usize { side.iter().map(|one| paragraphs(&one.replace("\r\n", "\n")).count()).sum() };
    let (wanted, written) = (count(source), count(target));
    let is_empty = |n: usize| n < source.len() && beside(n).trim().is_empty();
    if wanted != written && !(0..source.len()).any(is_empty) {
        found.push(Doubt::Count { source: wanted, target: written });
    }
    for n in 0..source.len().max(target.len()) {
        if is_empty(n) {
            found.push(Doubt::Empty { paragraph: n + 1 });
            continue;
        }
        let (missing, added) = differing(source.get(n).copied().unwrap_or_default(), beside(n));
        if !missing.is_empty() || !added.is_empty() {
            found.push(Doubt::Figures { paragraph: n + 1, missing, added });
        }
    }
    found
}

/// The figures that one text has and the other lacks, both ways; one that is written twice is wanted twice.
fn differing(source: &str, target: &str) -> (Vec<String>, Vec<String>) {
    let (source, target) = (figures(source), figures(target));
    (lacking(&source, &target), lacking(&target, &source))
}

fn lacking(of: &[Figure], other: &[Figure]) -> Vec<String> {
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for figure in other {
        *held.entry(figure.meant.as_str()).or_default() += 1;
    }
    let lacks = of.iter().filter(|figure| match held.get_mut(figure.meant.as_str()) {
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
        assert_eq!(doubts(&source, &same), []);
        let other = ["المرسوم رقم 2.22.413 الصادر في 8 مارس 2023.", "", "انتهى."];
        let figures = Doubt::Figures { paragraph: 1, missing: vec!["2.22.431".into()], added: vec!["2.22.413".into()] };
        assert_eq!(doubts(&source, &other), [figures, Doubt::Empty { paragraph: 2 }]);
    }

    #[test]
    fn paragraphs_are_counted_in_all_that_stands_beside() {
        assert_eq!(doubts(&["un", "deux"], &["واحد\r\n\r\nثم", "اثنان"]), [Doubt::Count { source: 2, target: 3 }]);
        assert_eq!(doubts(&["un"], &["واحد", "اثنان"]), [Doubt::Count { source: 1, target: 2 }]);
        assert_eq!(doubts(&["un"], &["واحد", ""]), []);
        // As they are where several stand beside several.
        assert_eq!(doubts(&["un\n\ndeux", "trois"], &["واحد\n\nاثنان", "ثلاثة"]), []);
        assert_eq!(doubts(&["un\n\ndeux", "trois"], &["واحد", "ثلاثة"]), [Doubt::Count { source: 3, target: 2 }]);
        assert_eq!(doubts(&["un\n\ndeux", "trois"], &["واحد\n\nاثنان"]), [Doubt::Empty { paragraph: 2 }]);
    }

    #[test]
    fn a_figure_written_twice_is_wanted_twice() {
        assert_eq!(differing("de 5 à 5", "من 5"), (vec!["5".to_owned()], Vec::new()));
    }
}
