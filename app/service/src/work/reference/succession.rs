//! Ministries that become others: merged, split, replaced. The old one keeps its page, its address and its questions of the
//! past; what it still owed goes on where it was told to go, and the accounts of its agents follow.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{
    Status,
    access::{Act, Actor},
    lifecycle::{Command, EventKind},
    people::Succession,
};
use jawab_store::{
    accounts, answers, attributions,
    questions::{self, due},
    registers::{Register, ministries},
    requests, rows, works,
};
use serde_json::json;

use super::{Item, Turn};
use crate::{
    settle::{Dues, settle},
    work::{
        Outcome, Problem, UseCaseError, Work,
        check::{self, Checks},
        ended::ended,
        held::{Held, Told},
    },
};

/// What a ministry becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionInput {
    /// How.
    pub kind: Succession,
    /// From which day on.
    pub on: NaiveDate,
    /// Into which ministries.
    pub to: Vec<i64>,
    /// The one among them that goes on with the open questions; none: they stay.
    pub open_to: Option<i64>,
    /// Whether the ministry itself is no more. A merger or replacement always ends it.
    pub ends: bool,
    /// Why, for the history of the questions that move.
    pub reason: String,
}

impl Work {
    /// How many open questions a ministry has that would become another.
    ///
    /// # Errors
    /// As [`Turn::succeed_ministry`].
    pub async fn succession_preview(&self, actor: &Actor, id: i64, input: &SuccessionInput) -> Outcome<usize> {
        let turn = self.look(actor).await?;
        turn.must_be_allowed(Act::KeepReferenceData, None)?;
        turn.check_succession(id, input).await?;
        Ok(attributions::owed_by(turn.db(), id).await?.len())
    }
}

impl Turn {
    /// Lets a ministry become another, or several; how many open questions went along.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Conflict`] where it is not as it was seen; [`crate::UseCaseError::Invalid`] with every field at fault.
    pub async fn succeed_ministry(&mut self, id: i64, seen: i64, input: &SuccessionInput) -> Outcome<usize> {
        self.keep_as_seen(Item::Ministry(id), seen).await?;
        let reason = self.check_succession(id, input).await?;
        for successor in &input.to {
            let row = rows::MinistrySuccession {
                predecessor_id: id,
                successor_id: *successor,
                kind: input.kind.code().into(),
                on_day: Some(input.on),
            };
            ministries::insert_succession(self.db(), row).await?;
        }
        if input.ends || input.kind != Succession::Split {
            for name in self.present_names(id).await? {
                self.end_name(name, input.on).await?;
            }
        }
        let (mut moved, mut followed) = (0, Vec::new());
        if let Some(to) = input.open_to {
            followed = accounts::follow_ministry(self.db(), id, to).await?;
            // Before the questions move: a request of a ministry that owes nothing any more is closed.
            requests::hand_transfers_over(self.db(), (id, to), &reason, &self.by(), self.now).await?;
            moved = self.move_open(id, to, input.on, &reason).await?;
            self.move_intended(id, to).await?;
            works::hand_rest_over(self.db(), id, to).await?;
            answers::hand_over(self.db(), id, to).await?;
        }
        self.index_questions_of(Register::Ministries, id).await?;
        let data = json!({
            "kind": input.kind, "on": input.on, "to": input.to, "open_to": input.open_to, "moved": moved, "accounts": followed,
            "reason": reason,
        });
        self.record("ministry.succeeded", format!("ministry:{id}"), data);
        Ok(moved)
    }

    async fn present_names(&self, id: i64) -> Outcome<Vec<rows::MinistryName>> {
        let mut names = ministries::names_of(self.db(), id).await?;
        names.retain(|name| name.valid_to.is_none());
        Ok(names)
    }

    async fn check_succession(&self, id: i64, input: &SuccessionInput) -> Outcome<String> {
        let mut checks = Checks::default();
        let least = if input.kind == Succession::Split && input.ends { 2 } else { 1 };
        if input.to.len() < least {
            checks.add("to", Problem::Missing);
        } else if input.kind != Succession::Split && input.to.len() > 1 {
            checks.add("to", Problem::SeveralSuccessors);
        }
        checks.once_each("to", &input.to);
        checks.known(self.db(), Register::Ministries, "to", &input.to).await?;
        checks.existing(self.db(), "to", &input.to, input.on).await?;
        if self.come_from(&input.to).await?.contains(&id) {
            checks.add("to", Problem::WrongLink);
        }
        let related = ministries::successions_of(self.db(), id).await?;
        if related.iter().any(|row| row.predecessor_id == id && input.to.contains(&row.successor_id)) {
            checks.add("to", Problem::Exists);
        }
        if input.open_to.is_some_and(|to| !input.to.contains(&to)) {
            checks.add("open_to", Problem::Unknown);
        }
        // It may have become others by now, of a succession that is recorded late: what is open goes on where somebody is.
        for (_, problem) in ended(self.db(), input.open_to.as_slice(), self.today).await? {
            checks.add("open_to", problem);
        }
        if input.on > self.today {
            checks.add("on", Problem::TooLate(self.today));
        }
        let begun = self.present_names(id).await?.into_iter().filter_map(|name| name.valid_from).max();
        if let Some(earliest) = begun.and_then(|day| day.succ_opt()).filter(|earliest| input.on < *earliest) {
            checks.add("on", Problem::TooEarly(earliest));
        }
        checks.done()?;
        check::reason(&input.reason)
    }

    /// These ministries, and all that they came to be after: none of them can be what one of them becomes.
    async fn come_from(&self, of: &[i64]) -> Outcome<BTreeSet<i64>> {
        let all = ministries::successions(self.db()).await?;
        let mut known: BTreeSet<i64> = of.iter().copied().collect();
        let mut ahead: Vec<i64> = of.to_vec();
        while let Some(one) = ahead.pop() {
            let next = all.iter().filter(|row| row.predecessor_id == one).map(|row| row.successor_id);
            ahead.extend(next.filter(|successor| known.insert(*successor)));
        }
        Ok(known)
    }

    /// Open questions go on at another ministry, under the same clock, with the work done on their answers.
    async fn move_open(&mut self, from: i64, to: i64, on: NaiveDate, reason: &str) -> Outcome<usize> {
        let open = attributions::owed_by(self.db(), from).await?;
        for id in &open {
            let mut held = self.take_for(*id, None, Act::KeepReferenceData, None).await?;
            let theirs = held.parts.iter().find(|part| part.ministry_id == from && part.until.is_none()).cloned();
            let on = theirs.as_ref().and_then(|part| part.since).map_or(on, |since| since.max(on));
            let told = Told { on: Some(on), reason: Some(reason), data: json!({ "from": from, "to": to, "clock_restarts": false }) };
            match theirs.filter(|_| held.ministries().contains(&to)) {
                Some(part) => {
                    self.hand_work_over(*id, (from, to), false).await?;
                    self.end_part(part, on).await?;
                    self.tell(*id, EventKind::Transferred, told.on, told.reason, told.data).await?;
                    let row = questions::by_id(self.db(), *id).await?.ok_or(UseCaseError::NotFound)?;
                    let held = Held::load(self.db(), row).await?;
                    self.close_pending(&held, false).await?;
                }
                None => {
                    // Before the question moves: an answer of a ministry that owes none any more goes back to it.
                    self.hand_work_over(*id, (from, to), true).await?;
                    self.decide(&mut held, Command::Transfer { on, from, to, restarts_clock: false }, told).await?;
                }
            }
        }
        Ok(open.len())
    }

    /// What a ministry did about a question goes on at the one that it becomes. Where that has prepared an answer itself, either now or when
    /// it had the question before, one of the two is put aside, under the other's name: its own, if it `yields`, else the one that comes.
    async fn hand_work_over(&self, question: i64, (from, to): (i64, i64), yields: bool) -> Outcome<()> {
        let Some(theirs) = works::lock(self.db(), question, from).await? else { return Ok(()) };
        let Some(own) = works::lock(self.db(), question, to).await? else {
            return Ok(works::hand_over(self.db(), question, from, to).await?);
        };
        let comes = match (theirs.answer_id, own.answer_id) {
            (Some(_), None) => true,
            (None, Some(_)) => false,
            _ => yields,
        };
        if comes {
            let (before, after) = (own.version + 1, theirs.version + 1);
            works::update(self.db(), &rows::MinistryWork { ministry_id: to, version: before, ..theirs }).await?;
            works::update(self.db(), &rows::MinistryWork { ministry_id: from, version: after, ..own }).await?;
        }
        Ok(())
    }

    /// A part ends where the successor has the question already: it owes one answer, not two.
    async fn end_part(&self, part: rows::Attribution, on: NaiveDate) -> Outcome<()> {
        let id = part.question_id;
        attributions::end(self.db(), part.id, on).await?;
        if settle(self.db(), id).await?.is_some() {
            return Ok(());
        }
        let parts = attributions::owing(self.db(), &[id]).await?;
        let Some(row) = questions::by_id(self.db(), id).await? else { return Ok(()) };
        let owed = parts.iter().map(|part| (true, part.due_on));
        let Dues { due_on, keys } = Dues::of(Status::Transmitted, row.deposited_on, None, owed);
        Ok(due::set_due_on(self.db(), id, due_on, keys.due).await?)
    }

    /// Questions that are not transmitted yet will be to the successor.
    async fn move_intended(&self, from: i64, to: i64) -> Outcome<()> {
        for id in attributions::meant_for(self.db(), from).await? {
            attributions::intend_another(self.db(), id, from, to).await?;
            questions::touch(self.db(), id).await?;
        }
        Ok(())
    }
}
