//! Successions of ministries: merged, split, replaced. The predecessor keeps its page, its address and its past questions. Its open
//! questions move to the chosen successor, and the accounts of its agents follow.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{
    Status,
    access::{Act, Actor},
    calendar::has_come,
    field::FieldName,
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

use super::{Item, UnitOfWork};
use crate::{
    due_dates::{DueDates, apply_final_answers_to},
    use_cases::{
        Problem, UseCaseError, UseCaseResult, UseCases,
        ministry_ends::ended_problems,
        questions::loaded_question::{EventDetails, LoadedQuestion},
        validation::{self, Checks},
    },
};

/// The input of a succession.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionInput {
    /// The kind of succession.
    pub kind: Succession,
    /// The first day of the successors.
    pub on: NaiveDate,
    /// The successors.
    pub to: Vec<i64>,
    /// The successor that continues the open questions; `None`: they stay.
    pub open_to: Option<i64>,
    /// Whether the ministry itself ends. A merger or replacement always ends it.
    pub ends: bool,
    /// The reason, for the history of the questions that move.
    pub reason: String,
}

impl UseCases {
    /// The number of open questions that a succession would move.
    pub async fn succession_preview(&self, actor: &Actor, id: i64, input: &SuccessionInput) -> UseCaseResult<usize> {
        let unit = self.begin_read(actor).await?;
        unit.must_be_allowed(Act::KeepReferenceData, None)?;
        unit.check_succession(id, input).await?;
        Ok(attributions::owed_by(unit.db(), id).await?.len())
    }
}

impl UnitOfWork {
    /// Records a succession. Returns the number of open questions that moved.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Conflict`] if the ministry has changed since; [`crate::UseCaseError::Invalid`] with every invalid field.
    pub async fn succeed_ministry(&mut self, id: i64, expected: i64, input: &SuccessionInput) -> UseCaseResult<usize> {
        self.lock_unchanged(Item::Ministry(id), expected).await?;
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
            // All of them before any work: whoever has one may wait for a work on another.
            questions::lock_all(self.db()).await?;
            followed = accounts::copy_agents(self.db(), id, to).await?;
            // Before the questions move: moving them closes the requests of a ministry that owes nothing any more.
            requests::reassign_transfers(self.db(), (id, to), &reason, &self.by(), self.now).await?;
            moved = self.move_open(id, to, input.on, &reason).await?;
            self.move_intended(id, to).await?;
            works::reassign_former(self.db(), id, to).await?;
            answers::reassign_drafts(self.db(), id, to).await?;
        }
        self.index_questions_of(Register::Ministries, id).await?;
        let data = json!({
            "kind": input.kind, "on": input.on, "to": input.to, "open_to": input.open_to, "moved": moved, "accounts": followed,
            "reason": reason,
        });
        self.record("ministry.succeeded", format!("ministry:{id}"), data);
        Ok(moved)
    }

    async fn present_names(&self, id: i64) -> UseCaseResult<Vec<rows::MinistryName>> {
        let mut names = ministries::names_of(self.db(), id).await?;
        names.retain(|name| name.valid_to.is_none());
        Ok(names)
    }

    async fn check_succession(&self, id: i64, input: &SuccessionInput) -> UseCaseResult<String> {
        let mut checks = Checks::default();
        let least = if input.kind == Succession::Split && input.ends { 2 } else { 1 };
        if input.to.len() < least {
            checks.add(FieldName::Successors, Problem::Missing);
        } else if input.kind != Succession::Split && input.to.len() > 1 {
            checks.add(FieldName::Successors, Problem::SeveralSuccessors);
        }
        checks.reject_duplicates(FieldName::Successors, &input.to);
        checks.known(self.db(), Register::Ministries, FieldName::Successors, &input.to).await?;
        checks.require_existing_ministries(self.db(), FieldName::Successors, &input.to, input.on).await?;
        if self.with_successors(&input.to).await?.contains(&id) {
            checks.add(FieldName::Successors, Problem::WrongLink);
        }
        let related = ministries::successions_of(self.db(), id).await?;
        if related.iter().any(|row| row.predecessor_id == id && input.to.contains(&row.successor_id)) {
            checks.add(FieldName::Successors, Problem::Exists);
        }
        if input.open_to.is_some_and(|to| !input.to.contains(&to)) {
            checks.add(FieldName::OpenTo, Problem::Unknown);
        }
        // If the succession is recorded late, the successor may itself have ended: open questions must go to a ministry that exists
        // today.
        for (_, problem) in ended_problems(self.db(), input.open_to.as_slice(), self.today).await? {
            checks.add(FieldName::OpenTo, problem);
        }
        if !has_come(input.on, self.today) {
            checks.add(FieldName::On, Problem::TooLate(self.today));
        }
        let begun = self.present_names(id).await?.into_iter().filter_map(|name| name.valid_from).max();
        if let Some(earliest) = begun.and_then(|day| day.succ_opt()).filter(|earliest| input.on < *earliest) {
            checks.add(FieldName::On, Problem::TooEarly(earliest));
        }
        checks.done()?;
        validation::reason(&input.reason)
    }

    /// These ministries and all that they became since. A ministry among them cannot become one of them: that would be a circle.
    async fn with_successors(&self, of: &[i64]) -> UseCaseResult<BTreeSet<i64>> {
        let all = ministries::successions(self.db()).await?;
        let mut known: BTreeSet<i64> = of.iter().copied().collect();
        let mut ahead: Vec<i64> = of.to_vec();
        while let Some(one) = ahead.pop() {
            let next = all.iter().filter(|row| row.predecessor_id == one).map(|row| row.successor_id);
            ahead.extend(next.filter(|successor| known.insert(*successor)));
        }
        Ok(known)
    }

    /// Moves open questions to another ministry, under the same clock, with the work done on their answers.
    async fn move_open(&mut self, from: i64, to: i64, on: NaiveDate, reason: &str) -> UseCaseResult<usize> {
        let open = attributions::owed_by(self.db(), from).await?;
        works::lock_begun(self.db(), &[from, to], &open.iter().copied().collect()).await?;
        for id in &open {
            let mut loaded = self.lock_authorized(*id, None).await?;
            let theirs = loaded.parts.iter().find(|part| part.ministry_id == from && part.until.is_none()).cloned();
            let on = theirs.as_ref().and_then(|part| part.since).map_or(on, |since| since.max(on));
            let details =
                EventDetails { on: Some(on), reason: Some(reason), data: json!({ "from": from, "to": to, "clock_restarts": false }) };
            match theirs.filter(|_| loaded.ministries().contains(&to)) {
                Some(part) => {
                    self.hand_work_over(*id, (from, to), false).await?;
                    self.end_part(&loaded.row, part.id, on).await?;
                    self.record_event(*id, EventKind::Transferred, details.on, details.reason, details.data).await?;
                    let row = questions::by_id(self.db(), *id).await?.ok_or(UseCaseError::NotFound)?;
                    let loaded = LoadedQuestion::load(self.db(), row).await?;
                    self.close_pending(&loaded, false).await?;
                }
                None => {
                    // Before the question moves: an answer of a ministry that owes none any more is returned to it.
                    self.hand_work_over(*id, (from, to), true).await?;
                    self.decide(&mut loaded, Command::Transfer { on, from, to, restarts_clock: false }, details).await?;
                }
            }
        }
        Ok(open.len())
    }

    /// Moves a ministry's work on a question to its successor. If the successor has prepared an answer itself, now or when it had the
    /// question before, one of the two is put aside under the other's name: its own if it `yields`, else the incoming one.
    async fn hand_work_over(&self, question: i64, (from, to): (i64, i64), yields: bool) -> UseCaseResult<()> {
        let Some(theirs) = works::lock(self.db(), question, from).await? else { return Ok(()) };
        let Some(own) = works::lock(self.db(), question, to).await? else {
            return Ok(works::reassign(self.db(), question, from, to).await?);
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

    /// Ends an attribution if the successor already has the question: it owes one answer, not two.
    async fn end_part(&self, question: &rows::Question, part: i64, on: NaiveDate) -> UseCaseResult<()> {
        attributions::end(self.db(), part, on).await?;
        if apply_final_answers_to(self.db(), question).await?.is_some() {
            return Ok(());
        }
        let parts = attributions::owing(self.db(), &[question.id]).await?;
        let owed = parts.iter().map(|part| (true, part.due_on));
        let DueDates { due_on, keys } = DueDates::compute(Status::Transmitted, question.deposited_on, None, owed);
        Ok(due::set_due_on(self.db(), question.id, due_on, keys.due).await?)
    }

    /// Questions that are not transmitted yet are then meant for the successor.
    async fn move_intended(&self, from: i64, to: i64) -> UseCaseResult<()> {
        for id in attributions::intended_for(self.db(), from).await? {
            attributions::replace_intended(self.db(), id, from, to).await?;
            questions::touch(self.db(), id).await?;
        }
        Ok(())
    }
}
