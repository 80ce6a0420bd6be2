//! Setbacks: what others did to a ministry's work, derived from the history of the question. The ministry sees it when it returns to that
//! work.

use chrono::NaiveDate;

use crate::lifecycle::EventKind;

/// An event of a question's history, as far as it concerns the work of ministries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetbackEvent {
    /// What happened.
    pub kind: EventKind,
    /// The ministries it concerns. For [`EventKind::PendingClosed`], those whose submitted or cleared answers were returned; for a
    /// transfer or the undoing of a referral, the one that the question left; otherwise empty where it concerns all.
    pub ministries: Vec<i64>,
    /// The ministry that received the question, by a referral or by the undoing of one.
    pub to: Option<i64>,
    /// The answer it concerns, if it concerns exactly one.
    pub answer: Option<i64>,
    /// The day it records: of an end its own, of an annulment that of the answer.
    pub day: Option<NaiveDate>,
    /// Why.
    pub reason: Option<String>,
}

/// A setback to a ministry's work, until the ministry submits an answer again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setback {
    /// Its answer was recorded by mistake and annulled: the ministry owes one again.
    Annulled {
        /// Whether the Chamber recorded the answer in the ministry's name, without a submission.
        recorded: bool,
        /// The day of the answer, if known.
        of: Option<NaiveDate>,
        /// Why.
        reason: Option<String>,
    },
    /// The question ended without the ministry's answer.
    Ended {
        /// When, if known.
        on: Option<NaiveDate>,
        /// Whether a cleared or submitted answer was returned to the ministry.
        taken_back: bool,
    },
    /// The question ended and was reopened. The returned answer must be cleared and submitted again.
    Restored,
    /// The question went to another ministry.
    Away {
        /// Whether a cleared or submitted answer was returned to the ministry.
        taken_back: bool,
    },
    /// The question went to another ministry and came back. The returned answer must be cleared and submitted again.
    Returned,
}

impl Setback {
    /// The kinds of events that it is derived from.
    pub const EVENT_KINDS: [EventKind; 13] = [
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

    /// The latest setback of a ministry, from the events of the question, oldest first.
    #[must_use]
    pub fn latest(ministry: i64, events: &[SetbackEvent]) -> Option<Self> {
        let (mut now, mut before, mut at_hand_over) = (None, None, None);
        let mut at_leaving = None;
        let mut handed_over = Vec::new();
        for line in events {
            let named = line.ministries.contains(&ministry);
            match line.kind {
                EventKind::Transferred | EventKind::ReferralUndone if named => at_leaving = now.replace(Self::Away { taken_back: false }),
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
                EventKind::AnswerSubmitted => {
                    // Whoever did: what a ministry handed over is its successor’s afterwards.
                    handed_over.extend(line.answer);
                    if named {
                        at_hand_over = now.take();
                    }
                }
                // A recall undoes the submission, so the setback before it is shown again.
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

    fn event(kind: EventKind, ministries: &[i64]) -> SetbackEvent {
        let (day, reason) = (NaiveDate::from_ymd_opt(2026, 11, 20), Some("Erreur".into()));
        SetbackEvent { kind, ministries: ministries.to_vec(), to: None, answer: None, day, reason }
    }

    fn of(lines: &[(EventKind, &[i64])]) -> [Option<Setback>; 2] {
        let lines: Vec<SetbackEvent> = lines.iter().map(|(kind, ministries)| event(*kind, ministries)).collect();
        [1, 2].map(|ministry| Setback::latest(ministry, &lines))
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
        let about = |kind, answer| SetbackEvent { answer: Some(answer), ..event(kind, &[1]) };
        let recorded = |lines: &[SetbackEvent]| match Setback::latest(1, lines) {
            Some(Setback::Annulled { recorded, .. }) => Some(recorded),
            _ => None,
        };
        assert_eq!(recorded(&[about(AnswerSubmitted, 5), about(Answered, 5), about(AnswerUndone, 5)]), Some(false));
        assert_eq!(recorded(&[about(AnswerSubmitted, 5), about(Answered, 6), about(AnswerUndone, 6)]), Some(true));
        let before = SetbackEvent { answer: Some(5), ..event(AnswerSubmitted, &[2]) };
        let by_another = [before, about(Answered, 5), about(AnswerUndone, 5)];
        assert_eq!(recorded(&by_another), Some(false), "the ministry that it succeeds handed it over");
    }

    #[test]
    fn what_went_back_is_to_be_sent_again_once_the_question_comes_back() {
        use EventKind::{AnswerSubmitted, MinistryAdded, PendingClosed, ReferralUndone, Transferred};
        let to = |kind, from: &[i64], to| SetbackEvent { to: Some(to), ..event(kind, from) };
        let left = [event(AnswerSubmitted, &[1]), to(Transferred, &[1], 2), event(PendingClosed, &[1])];
        assert_eq!(Setback::latest(1, &left), Some(Setback::Away { taken_back: true }));
        for back in [to(Transferred, &[2], 1), to(MinistryAdded, &[], 1), to(ReferralUndone, &[2], 1)] {
            let lines = [left.as_slice(), &[back]].concat();
            assert_eq!([1, 2].map(|ministry| Setback::latest(ministry, &lines)).first(), Some(&Some(Setback::Returned)));
        }
        let (away, back) = (to(Transferred, &[1], 2), to(Transferred, &[2], 1));
        assert_eq!(Setback::latest(1, &[away, back]), None, "nothing went back to it");

        // A ministry that is removed because it received the question by mistake, and that receives it properly later.
        let taken_out = [event(AnswerSubmitted, &[1]), to(ReferralUndone, &[1], 2), event(PendingClosed, &[1])];
        assert_eq!(Setback::latest(1, &taken_out), Some(Setback::Away { taken_back: true }));
        for again in [to(Transferred, &[2], 1), to(MinistryAdded, &[], 1)] {
            assert_eq!(Setback::latest(1, &[taken_out.as_slice(), &[again]].concat()), Some(Setback::Returned));
        }
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
