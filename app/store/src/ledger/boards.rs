//! The counts of boards: parts by lane, and the response statistics of ministries.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashSet},
};

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, Publication, Status,
    board::{self, Lane},
    lifecycle::Attribution,
    preparation::WorkState,
    question::QuestionKind,
};

use super::{Ledger, Part, Question, filter_id};
use crate::board::{Assigned, Filters, Queue, Rate};

/// The scope of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoardScope {
    /// A Chamber: every part of its questions.
    Chamber(Chamber),
    /// Ministries, by identity: their parts of transmitted questions.
    Ministries(Vec<i64>),
    /// Everything.
    All,
    /// Nothing.
    None,
}

impl BoardScope {
    fn has(&self, question: &Question<'_>, part: &Part) -> bool {
        match self {
            Self::Chamber(chamber) => question.entry.chamber == *chamber,
            Self::Ministries(ids) => {
                let entry = question.entry;
                let reached = entry.publication == Publication::Published
                    || Attribution::was_referred(entry.status, entry.transmitted_on, (part.since, part.until));
                reached && ids.contains(&i64::from(part.ministry))
            }
            Self::All => true,
            Self::None => false,
        }
    }
}

/// The scope and the filters of a board.
#[derive(Debug, Clone, Copy)]
pub struct BoardFilter<'a> {
    /// The scope of a board.
    pub whose: &'a BoardScope,
    /// The filters. Their words are matched by the database.
    pub filters: &'a Filters,
    /// The questions that match the words, if there are words.
    pub with_words: Option<&'a HashSet<i64>>,
}

impl BoardFilter<'_> {
    fn has(&self, question: &Question<'_>, part: &Part) -> bool {
        let Filters { ministry, state, assigned, chamber, words: _, due_from, due_to } = self.filters;
        self.whose.has(question, part)
            && ministry.is_none_or(|id| part.ministry == filter_id(id))
            && state.is_none_or(|state| part.state == state)
            && chamber.is_none_or(|chamber| question.entry.chamber == chamber)
            && due_from.is_none_or(|from| part.due_on.is_some_and(|due| due >= from))
            && due_to.is_none_or(|to| part.due_on.is_some_and(|due| due <= to))
            && assigned.is_none_or(|assigned| match assigned {
                Assigned::Nobody => part.assigned_to.is_none(),
                Assigned::To(account) => part.assigned_to == Some(filter_id(account)),
            })
            && self.with_words.is_none_or(|ids| ids.contains(&question.entry.id))
    }
}

impl Ledger {
    /// The number of parts in each lane of a board.
    #[must_use]
    pub fn lanes(&self, board: BoardFilter<'_>, today: NaiveDate) -> BTreeMap<Lane, u64> {
        let mut counts = BTreeMap::new();
        for (question, part) in self.board_parts().filter(|(question, part)| board.has(question, part)) {
            if let Some(lane) = lane(&question, part, today) {
                *counts.entry(lane).or_default() += 1;
            }
        }
        counts
    }

    /// The length of each queue of a Chamber that depends on the status of questions alone.
    #[must_use]
    pub fn queue_lengths(&self, chamber: Chamber) -> BTreeMap<Queue, u64> {
        let mut counts = BTreeMap::new();
        for question in self.questions().filter(|question| question.entry.chamber == chamber) {
            let (written, unpublished) =
                (question.entry.kind == QuestionKind::Written, question.entry.publication == Publication::Unpublished);
            let list = match question.entry.status {
                Status::Draft if unpublished => Queue::Drafts,
                Status::Deposited if written => Queue::Deposited,
                Status::Transmitted | Status::Answered if written && unpublished => Queue::Unpublished,
                _ => continue,
            };
            *counts.entry(list).or_default() += 1;
        }
        counts
    }

    /// The first `wanted` parts in these lanes of a board, by row: lane by lane, in each the earliest due date first, for answers the
    /// newest first.
    #[must_use]
    pub fn in_lanes(&self, board: BoardFilter<'_>, today: NaiveDate, lanes: &[Lane], wanted: usize) -> Vec<i64> {
        let mut found: Vec<_> = self
            .board_parts()
            .filter_map(|(question, part)| Some((lane(&question, part, today).filter(|lane| lanes.contains(lane))?, question, part)))
            .filter(|(_, question, part)| board.has(question, part))
            .map(|(lane, question, part)| {
                let answered = answered_on(&question, part);
                let due = part.due_on.unwrap_or(NaiveDate::MAX);
                ((lane, answered.is_none().then_some(due), Reverse(answered), question.entry.id, part.ministry), i64::from(part.id))
            })
            .collect();
        // Selecting the first parts avoids sorting all of them.
        if wanted < found.len() {
            found.select_nth_unstable(wanted);
            found.truncate(wanted);
        }
        found.sort_unstable();
        found.into_iter().map(|(_, row)| row).collect()
    }

    /// The average number of days that the answers since a day took, from the start of the ministry's clock. `None` if there is no answer
    /// with known days.
    #[must_use]
    pub fn average_days(&self, whose: &BoardScope, since: NaiveDate) -> Option<u64> {
        let took = self.current_parts().filter(|(question, part)| whose.has(question, part)).filter_map(|(question, part)| {
            let answered = answered_on(&question, part).filter(|day| *day >= since)?;
            Some((answered - part.clock_from?).num_days())
        });
        average(&took.collect::<Vec<_>>())
    }

    /// The response statistics of each ministry for the questions of a Chamber that were referred to it since a day, or ever.
    #[must_use]
    pub fn rates(&self, chamber: Chamber, since: Option<NaiveDate>, today: NaiveDate) -> BTreeMap<i64, Rate> {
        let mut rates: BTreeMap<i64, Rate> = BTreeMap::new();
        let mut took: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for (question, part) in self.current_parts() {
            let counted = question.entry.chamber == chamber && matches!(question.entry.status, Status::Transmitted | Status::Answered);
            if !counted || since.is_some_and(|since| part.since.is_none_or(|day| day < since)) {
                continue;
            }
            let ministry = i64::from(part.ministry);
            let rate = rates.entry(ministry).or_default();
            let answered = answered_on(&question, part);
            *outcome(rate, &question, part, answered, today) += 1;
            took.entry(ministry).or_default().extend(answered.zip(part.clock_from).map(|(to, from)| (to - from).num_days()));
        }
        for (ministry, mut days) in took {
            days.sort_unstable();
            let rate = rates.entry(ministry).or_default();
            (rate.average, rate.median) = (average(&days), median(&days));
        }
        rates
    }

    /// The parts that boards show: the current ones, and the last one of each ministry that a question has left.
    fn board_parts(&self) -> impl Iterator<Item = (Question<'_>, &Part)> {
        let written = self.questions().filter(|question| question.entry.kind == QuestionKind::Written);
        written.flat_map(|question| question.parts.iter().filter(move |part| is_last(&question, part)).map(move |part| (question, part)))
    }

    /// The parts of written questions that their ministries still have.
    pub(super) fn current_parts(&self) -> impl Iterator<Item = (Question<'_>, &Part)> {
        let written = self.questions().filter(|question| question.entry.kind == QuestionKind::Written);
        written.flat_map(|question| question.parts.iter().filter(|part| part.until.is_none()).map(move |part| (question, part)))
    }
}

/// The day of the ministry's final answer; of an imported one, the question's.
fn answered_on(question: &Question<'_>, part: &Part) -> Option<NaiveDate> {
    part.answered_on.or(question.entry.answered_on.filter(|_| question.entry.status == Status::Answered))
}

fn lane(question: &Question<'_>, part: &Part, today: NaiveDate) -> Option<Lane> {
    let answered_on = answered_on(question, part);
    let waiting = part.state == WorkState::Submitted;
    let entry = question.entry;
    let had = Attribution::was_referred(entry.status, entry.transmitted_on, (part.since, part.until));
    let (ended_on, left_on) = (entry.ended_on.filter(|_| had), part.until);
    let part = board::BoardPart { due_on: part.due_on, waiting, answered: part.answered, answered_on, ended_on, left_on };
    Lane::for_part(today, entry.status, part)
}

/// Whether a ministry has a part, or has none any more and had this one last.
fn is_last(question: &Question<'_>, part: &Part) -> bool {
    let Some(until) = part.until else { return true };
    let later = |other: &Part| other.until.is_none_or(|day| (day, other.id) > (until, part.id));
    !question.parts.iter().any(|other| other.ministry == part.ministry && later(other))
}

/// The counter for the outcome of a part.
fn outcome<'a>(rate: &'a mut Rate, question: &Question<'_>, part: &Part, answered: Option<NaiveDate>, today: NaiveDate) -> &'a mut u64 {
    match (answered, part.due_on) {
        (None, _) if part.answered || question.entry.status == Status::Answered => &mut rate.answered,
        (None, Some(due)) if due < today => &mut rate.overdue,
        (None, _) => &mut rate.open,
        (Some(_), None) => &mut rate.answered,
        (Some(answered), Some(due)) if answered <= due => &mut rate.on_time,
        (Some(_), Some(_)) => &mut rate.late,
    }
}

fn average(days: &[i64]) -> Option<u64> {
    let (sum, count) = (days.iter().map(|days| i128::from(*days)).sum::<i128>(), days.len() as i128);
    (count > 0).then(|| u64::try_from((sum * 2 + count) / (count * 2)).unwrap_or_default())
}

/// The median, in whole days: the lower of the two middle values if the number is even.
fn median(sorted: &[i64]) -> Option<u64> {
    let middle = sorted.len().checked_sub(1)? / 2;
    sorted.get(middle).map(|days| u64::try_from(*days).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_slow_answers_move_the_average_and_not_the_median() {
        let days = [10, 10, 12, 20, 200];
        assert_eq!((average(&days), median(&days)), (Some(50), Some(12)));
        assert_eq!(median(&[3, 9]), Some(3));
        assert_eq!((average(&[]), median(&[])), (None, None));
    }
}
