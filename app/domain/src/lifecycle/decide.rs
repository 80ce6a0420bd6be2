//! The conditions of each command, and its effect on the state.

use chrono::NaiveDate;

use super::{Attribution, Command, Event, Publication, PublishedAnswer, Refusal, State, Status};
use crate::AnswerKind;

impl State {
    /// Decides a command.
    ///
    /// # Errors
    /// A [`Refusal`] with the reason. The state does not change.
    pub fn decide(&self, command: Command) -> Result<Event, Refusal> {
        match &command {
            Command::Deposit { .. } => self.must_be(&[Status::Draft])?,
            Command::Transmit { on, to } => self.may_transmit(*on, to)?,
            Command::Transfer { on, from, to, .. } => self.may_transfer(*on, *from, *to)?,
            Command::AddMinistry { on, ministry } => self.may_add(*on, *ministry)?,
            Command::Answer { on, ministry, kind } => self.may_answer(*on, *ministry, *kind)?,
            Command::Withdraw { on } | Command::Lapse { on } => self.may_end(*on)?,
            Command::ConvertToOral { on } => {
                self.may_end(*on)?;
                if !self.kind.has_deadline() {
                    return Err(Refusal::AlreadyOral);
                }
            }
            Command::Publish => {
                if self.status == Status::Draft {
                    return Err(Refusal::WrongStatus(self.status));
                }
                self.must_be_shown_as(Publication::Unpublished)?;
            }
            Command::Hide { reason } => {
                self.must_be_shown_as(Publication::Published)?;
                if reason.trim().is_empty() {
                    return Err(Refusal::NoReason);
                }
            }
            Command::Unhide => self.must_be_shown_as(Publication::Hidden)?,
            Command::Correct(correction) => self.may_correct(*correction)?,
        }
        Ok(Event(command))
    }

    /// The state after an event.
    #[must_use]
    pub fn apply(mut self, event: &Event) -> Self {
        match &event.0 {
            Command::Deposit { on } => {
                self.status = Status::Deposited;
                self.deposited_on = Some(*on);
            }
            Command::Transmit { on, to } => {
                self.status = Status::Transmitted;
                self.transmitted_on = Some(*on);
                self.attributions.extend(to.iter().map(|ministry| Attribution { first: true, ..new_attribution(*ministry, *on, *on) }));
            }
            Command::Transfer { on, from, to, restarts_clock } => {
                let mut clock_from = *on;
                if let Some(left) = self.attributions.iter_mut().find(|a| a.ministry == *from && a.until.is_none()) {
                    left.until = Some(*on);
                    if !restarts_clock {
                        clock_from = left.clock_from;
                    }
                }
                self.refer(new_attribution(*to, *on, clock_from));
            }
            Command::AddMinistry { on, ministry } => self.refer(new_attribution(*ministry, *on, *on)),
            Command::Answer { on, ministry, kind } => {
                self.answers.push(PublishedAnswer { ministry: Some(*ministry), kind: *kind, on: Some(*on) });
                if *kind == AnswerKind::Final {
                    self.close_part(*on, *ministry);
                }
            }
            Command::Withdraw { on } => self.end(Status::Withdrawn, *on),
            Command::ConvertToOral { on } => self.end(Status::Converted, *on),
            Command::Lapse { on } => self.end(Status::Lapsed, *on),
            Command::Publish | Command::Unhide => self.publication = Publication::Published,
            Command::Hide { .. } => self.publication = Publication::Hidden,
            Command::Correct(correction) => self.correct(*correction),
        }
        self
    }

    /// Closes a ministry's part. The question is answered once no part is open.
    fn close_part(&mut self, on: NaiveDate, ministry: i64) {
        if let Some(theirs) = self.attributions.iter_mut().find(|a| a.ministry == ministry && a.until.is_none()) {
            theirs.answered_on = Some(on);
        }
        if !self.attributions.iter().any(Attribution::is_open) {
            self.status = Status::Answered;
        }
    }

    /// A ministry receives it. One that had it before, and whose final answer counts, owes none.
    fn refer(&mut self, part: Attribution) {
        let answered_on = self.answered_before(part.ministry, part.since);
        self.attributions.push(Attribution { answered_on, ..part });
        self.settle_if_none_owes();
    }

    /// The day on which a ministry gave the final answer that counts, if it did, whether it has the question now or not; another where
    /// that day is not known.
    pub(super) fn answered_before(&self, ministry: i64, or: NaiveDate) -> Option<NaiveDate> {
        let theirs = self.answers.iter().rfind(|given| given.kind == AnswerKind::Final && given.is_of(ministry));
        theirs.map(|given| given.on.unwrap_or(or))
    }

    /// It is answered where somebody gave a final answer and nobody owes one any more.
    pub(super) fn settle_if_none_owes(&mut self) {
        let given = self.answers.iter().any(|given| given.kind == AnswerKind::Final);
        if given && !self.attributions.iter().any(Attribution::is_open) {
            self.status = Status::Answered;
        }
    }

    /// Whether an answer is known to be of a day: where a part has another one, that stands for a day that nobody knows.
    #[must_use]
    pub fn is_day_of_answer(&self, day: NaiveDate) -> bool {
        self.answers.iter().any(|given| given.on == Some(day))
    }

    const fn end(&mut self, status: Status, on: NaiveDate) {
        (self.ended_from, self.ended_on) = (Some(self.status), Some(on));
        self.status = status;
    }

    fn may_transmit(&self, on: NaiveDate, to: &[i64]) -> Result<(), Refusal> {
        self.must_be(&[Status::Deposited])?;
        not_before(on, self.deposited_on)?;
        if to.is_empty() {
            return Err(Refusal::NoMinistry);
        }
        let twice = to.iter().enumerate().any(|(n, ministry)| to.iter().take(n).any(|earlier| earlier == ministry));
        if twice { Err(Refusal::MinistryTwice) } else { Ok(()) }
    }

    fn may_transfer(&self, on: NaiveDate, from: i64, to: i64) -> Result<(), Refusal> {
        self.must_be(&[Status::Transmitted])?;
        let theirs = self.attributions.iter().find(|a| a.ministry == from && a.is_open()).ok_or(Refusal::NotTheirs)?;
        // A transfer does not precede a holding answer that the ministry gave while it had the question.
        let given = self.answers.iter().filter(|given| given.ministry == Some(from)).filter_map(|given| given.on);
        not_before(on, given.filter(|day| theirs.had_it_on(*day)).chain([theirs.since]).max())?;
        self.must_not_be_with(to)
    }

    fn may_add(&self, on: NaiveDate, ministry: i64) -> Result<(), Refusal> {
        self.must_be(&[Status::Transmitted])?;
        not_before(on, self.transmitted_on)?;
        self.must_not_be_with(ministry)
    }

    fn may_end(&self, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[Status::Deposited, Status::Transmitted])?;
        not_before(on, self.last_act())
    }

    /// The last day that an end must not precede: of the deposit, the transmission, the referrals and the answers. Corrections of answers
    /// of an ended question do not count, because they may come after the end.
    pub(super) fn last_act(&self) -> Option<NaiveDate> {
        let counts = |given: &&PublishedAnswer| given.kind != AnswerKind::Correction || self.ended_on.is_none();
        let referrals = self.attributions.iter().flat_map(|part| [Some(part.since), part.until, part.answered_on]);
        let answers = self.answers.iter().filter(counts).map(|given| given.on);
        [self.deposited_on, self.transmitted_on].into_iter().chain(referrals).chain(answers).flatten().max()
    }

    fn may_answer(&self, on: NaiveDate, ministry: i64, kind: AnswerKind) -> Result<(), Refusal> {
        let current = self.attributions.iter().find(|a| a.ministry == ministry && a.until.is_none());
        if kind == AnswerKind::Correction {
            let answered = current.and_then(|a| a.answered_on).ok_or(Refusal::NothingToCorrect)?;
            return not_before(on, Some(answered));
        }
        self.must_be(&[Status::Transmitted])?;
        let open = current.filter(|a| a.is_open()).ok_or(Refusal::NotTheirs)?;
        not_before(on, Some(open.since))
    }

    pub(super) fn must_not_be_with(&self, ministry: i64) -> Result<(), Refusal> {
        let with = self.attributions.iter().any(|a| a.ministry == ministry && a.until.is_none());
        if with { Err(Refusal::MinistryTwice) } else { Ok(()) }
    }

    pub(super) fn must_be(&self, allowed: &[Status]) -> Result<(), Refusal> {
        if allowed.contains(&self.status) { Ok(()) } else { Err(Refusal::WrongStatus(self.status)) }
    }

    fn must_be_shown_as(&self, publication: Publication) -> Result<(), Refusal> {
        if self.publication == publication { Ok(()) } else { Err(Refusal::WrongPublication(self.publication)) }
    }
}

pub(super) fn not_before(on: NaiveDate, earliest: Option<NaiveDate>) -> Result<(), Refusal> {
    match earliest {
        Some(earliest) if on < earliest => Err(Refusal::TooEarly(earliest)),
        _ => Ok(()),
    }
}

const fn new_attribution(ministry: i64, since: NaiveDate, clock_from: NaiveDate) -> Attribution {
    Attribution { ministry, since, clock_from, until: None, answered_on: None, first: false }
}
