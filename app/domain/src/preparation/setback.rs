//! What befell a ministry's work from outside, that it is to know of when it comes back to it: as the history of the question tells.

use chrono::NaiveDate;

use crate::lifecycle::EventKind;

/// A line of a question's history, as far as it tells of ministries' work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What happened.
    pub kind: EventKind,
    /// The ministries it is about: of what was closed, those whose answers went back; of a transfer the one that it left; of the rest none
    /// where it is about all.
    pub ministries: Vec<i64>,
    /// The ministry that the question came to, or came back to, by a referral or its annulment.
    pub to: Option<i64>,
    /// The answer that it is about, if it is known to be about one.
    pub answer: Option<i64>,
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
        /// Whether the Chamber had recorded the answer in the ministry's name: the ministry handed none over.
        recorded: bool,
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
    /// The question went to another ministry.
    Away {
        /// Whether an answer that it had agreed to or handed over went back to it.
        taken_back: bool,
    },
    /// It went to another ministry and came back: the answer that went back to the ministry is to be agreed to and handed over once more.
    Returned,
}

impl Setback {
    /// Of which kinds of lines it follows.
    pub const TOLD_BY: [EventKind; 13] = [
        EventKind::AnswerUndone,
        EventKind::Withdrawn,
        EventKind::ConvertedToOral,
        EventKind::Lapsed,
        EventKind::PendingClosed,
        EventKind::EndUndone,
        EventKind::AnswerSubmitted,
        EventKind::AnswerRecalled,
        EventKind::Answered,
        EventKind::Held,
        EventKind::Transferred,
        EventKind::MinistryAdded,
        EventKind::ReferralUndone,
    ];

    /// What befell a ministry's work last, by the lines of the question's history, oldest first.
    #[must_use]
    pub fn of(ministry: i64, lines: &[Line]) -> Option<Self> {
        let (mut now, mut before, mut at_hand_over) = (None, None, None);
        let mut at_leaving = None;
        let mut handed_over = Vec::new();
        for line in lines {
            let named = line.ministries.contains(&ministry);
            match line.kind {
                EventKind::Transferred if named => at_leaving = now.replace(Self::Away { taken_back: false }),
                EventKind::Transferred | EventKind::MinistryAdded | EventKind::ReferralUndone if line.to == Some(ministry) => {
                    now = match now {
                        Some(Self::Away { taken_back: true }) => Some(Self::Returned),
                        Some(Self::Away { .. }) => at_leaving.take(),
                        other => other,
                    };
                }
                kind if kind.is_end() => {
                    before = now.replace(Self::Ended { on: line.day, taken_back: false });
                }
                EventKind::PendingClosed if named => {
                    if let Some(Self::Ended { taken_back, .. } | Self::Away { taken_back }) = &mut now {
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
                    let recorded = line.answer.is_some_and(|answer| !handed_over.contains(&answer));
                    now = Some(Self::Annulled { recorded, of: line.day, reason: line.reason.clone() });
                }
                EventKind::AnswerSubmitted if named => {
                    handed_over.extend(line.answer);
                    at_hand_over = now.take();
                }
                // What was taken back was not handed over: whatever befell the ministry before is still to be known.
                EventKind::AnswerRecalled if named => now = at_hand_over.take(),
                EventKind::Answered | EventKind::Held if named => now = None,
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
        let (day, reason) = (NaiveDate::from_ymd_opt(2026, 11, 20), Some("Erreur".into()));
        Line { kind, ministries: ministries.to_vec(), to: None, answer: None, day, reason }
    }

    fn of(lines: &[(EventKind, &[i64])]) -> [Option<Setback>; 2] {
        let lines: Vec<Line> = lines.iter().map(|(kind, ministries)| line(*kind, ministries)).collect();
        [1, 2].map(|ministry| Setback::of(ministry, &lines))
    }

    #[test]
    fn a_ministry_is_told_until_it_hands_over_an_answer() {
        use EventKind::{AnswerRecalled, AnswerSubmitted, AnswerUndone, Answered};
        let annulled =
            || Some(Setback::Annulled { recorded: false, of: NaiveDate::from_ymd_opt(2026, 11, 20), reason: Some("Erreur".into()) });
        assert_eq!(of(&[(AnswerSubmitted, &[1]), (Answered, &[1]), (AnswerUndone, &[1])]), [annulled(), None]);
        assert_eq!(of(&[(AnswerUndone, &[])]), [annulled(), annulled()], "it was nobody’s by name");
        assert_eq!(of(&[(AnswerUndone, &[1]), (AnswerSubmitted, &[2])]), [annulled(), None]);
        assert_eq!(of(&[(AnswerUndone, &[1]), (AnswerSubmitted, &[1])]), [None, None]);
        assert_eq!(of(&[(AnswerUndone, &[1]), (AnswerSubmitted, &[1]), (AnswerRecalled, &[1])]), [annulled(), None]);
        assert_eq!(of(&[(AnswerSubmitted, &[1]), (AnswerRecalled, &[1])]), [None, None]);
    }

    #[test]
    fn an_answer_that_the_ministry_never_handed_over_was_recorded_by_the_chamber() {
        use EventKind::{AnswerSubmitted, AnswerUndone, Answered};
        let about = |kind, answer| Line { answer: Some(answer), ..line(kind, &[1]) };
        let recorded = |lines: &[Line]| match Setback::of(1, lines) {
            Some(Setback::Annulled { recorded, .. }) => Some(recorded),
            _ => None,
        };
        assert_eq!(recorded(&[about(AnswerSubmitted, 5), about(Answered, 5), about(AnswerUndone, 5)]), Some(false));
        assert_eq!(recorded(&[about(AnswerSubmitted, 5), about(Answered, 6), about(AnswerUndone, 6)]), Some(true));
    }

    #[test]
    fn what_went_back_is_to_be_sent_again_once_the_question_comes_back() {
        use EventKind::{AnswerSubmitted, MinistryAdded, PendingClosed, ReferralUndone, Transferred};
        let to = |kind, from: &[i64], to| Line { to: Some(to), ..line(kind, from) };
        let left = [line(AnswerSubmitted, &[1]), to(Transferred, &[1], 2), line(PendingClosed, &[1])];
        assert_eq!(Setback::of(1, &left), Some(Setback::Away { taken_back: true }));
        for back in [to(Transferred, &[2], 1), to(MinistryAdded, &[], 1), to(ReferralUndone, &[2], 1)] {
            let lines = [left.as_slice(), &[back]].concat();
            assert_eq!([1, 2].map(|ministry| Setback::of(ministry, &lines)).first(), Some(&Some(Setback::Returned)));
        }
        let (away, back) = (to(Transferred, &[1], 2), to(Transferred, &[2], 1));
        assert_eq!(Setback::of(1, &[away, back]), None, "nothing went back to it");
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
