//! What befell a ministry's work from outside, that it is to know of when it comes back to it: as the history of the question tells.

use chrono::NaiveDate;

use crate::lifecycle::EventKind;

/// A line of a question's history, as far as it tells of ministries' work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What happened.
    pub kind: EventKind,
    /// The ministries it is about: of what was closed, those whose answers went back; of the rest none where it is about all.
    pub ministries: Vec<i64>,
    /// The day it tells: of an end its own, of an annulment that of the answer.
    pub day: Option<NaiveDate>,
    /// Why.
    pub reason: Option<String>,
}

/// What befell a ministry's work, as long as it has not handed over an answer since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setback {
    /// Its answer of this day was annulled, as recorded by mistake: it owes one again.
    Annulled {
        /// The day of the answer, if known.
        of: Option<NaiveDate>,
        /// Why.
        reason: Option<String>,
    },
    /// The question ended without its answer.
    Ended {
        /// When, if known.
        on: Option<NaiveDate>,
        /// Whether an answer that it had agreed to or handed over went back to it.
        taken_back: bool,
    },
    /// The question ended and goes on since: the answer that went back to the ministry is to be agreed to and handed over once more.
    Restored,
}

impl Setback {
    /// Of which kinds of lines it follows.
    pub const TOLD_BY: [EventKind; 9] = [
        EventKind::AnswerUndone,
        EventKind::Withdrawn,
        EventKind::ConvertedToOral,
        EventKind::Lapsed,
        EventKind::PendingClosed,
        EventKind::EndUndone,
        EventKind::AnswerSubmitted,
        EventKind::Answered,
        EventKind::Held,
    ];

    /// What befell a ministry's work last, by the lines of the question's history, oldest first.
    #[must_use]
    pub fn of(ministry: i64, lines: &[Line]) -> Option<Self> {
        let (mut now, mut before) = (None, None);
        for line in lines {
            let named = line.ministries.contains(&ministry);
            match line.kind {
                kind if kind.is_end() => {
                    before = now.replace(Self::Ended { on: line.day, taken_back: false });
                }
                EventKind::PendingClosed if named => {
                    if let Some(Self::Ended { taken_back, .. }) = &mut now {
                        *taken_back = true;
                    }
                }
                EventKind::EndUndone => {
                    now = match now {
                        Some(Self::Ended { taken_back: true, .. }) => Some(Self::Restored),
                        Some(Self::Ended { .. }) => before.take(),
                        other => other,
                    };
                }
                EventKind::AnswerUndone if named || line.ministries.is_empty() => {
                    now = Some(Self::Annulled { of: line.day, reason: line.reason.clone() });
                }
                EventKind::AnswerSubmitted | EventKind::Answered | EventKind::Held if named => now = None,
                _ => {}
            }
        }
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(kind: EventKind, ministries: &[i64]) -> Line {
        Line { kind, ministries: ministries.to_vec(), day: NaiveDate::from_ymd_opt(2026, 11, 20), reason: Some("Erreur".into()) }
    }

    fn of(lines: &[(EventKind, &[i64])]) -> [Option<Setback>; 2] {
        let lines: Vec<Line> = lines.iter().map(|(kind, ministries)| line(*kind, ministries)).collect();
        [1, 2].map(|ministry| Setback::of(ministry, &lines))
    }

    #[test]
    fn a_ministry_is_told_until_it_hands_over_an_answer() {
        use EventKind::{AnswerSubmitted, AnswerUndone, Answered};
        let annulled = || Some(Setback::Annulled { of: NaiveDate::from_ymd_opt(2026, 11, 20), reason: Some("Erreur".into()) });
        assert_eq!(of(&[(AnswerSubmitted, &[1]), (Answered, &[1]), (AnswerUndone, &[1])]), [annulled(), None]);
        assert_eq!(of(&[(AnswerUndone, &[])]), [annulled(), annulled()], "it was nobody’s by name");
        assert_eq!(of(&[(AnswerUndone, &[1]), (AnswerSubmitted, &[2])]), [annulled(), None]);
        assert_eq!(of(&[(AnswerUndone, &[1]), (AnswerSubmitted, &[1])]), [None, None]);
    }

    #[test]
    fn what_went_back_is_to_be_sent_again_once_the_question_goes_on() {
        use EventKind::{AnswerSubmitted, AnswerUndone, EndUndone, Lapsed, PendingClosed};
        let ended = |taken_back| Some(Setback::Ended { on: NaiveDate::from_ymd_opt(2026, 11, 20), taken_back });
        let lapsed: [(EventKind, &[i64]); 3] = [(AnswerSubmitted, &[1]), (Lapsed, &[]), (PendingClosed, &[1])];
        assert_eq!(of(&lapsed), [ended(true), ended(false)]);
        let undone = [lapsed.as_slice(), &[(EndUndone, &[])]].concat();
        assert_eq!(of(&undone), [Some(Setback::Restored), None]);
        assert_eq!(of(&[undone.as_slice(), &[(AnswerSubmitted, &[1])]].concat()), [None, None]);
        let annulled = of(&[(AnswerUndone, &[2])]);
        assert_eq!(of(&[(AnswerUndone, &[2]), (Lapsed, &[]), (EndUndone, &[])]), annulled, "what was told before is told again");
    }
}
