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
    entity::{attribution, question},
    owed::owes,
    registers::{Register, ministries},
    rows,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, sea_query::Expr};
use serde_json::json;

use super::{Item, Turn};
use crate::{
    settle::{Dues, settle},
    work::{
        Outcome, Problem, Work,
        check::{self, Checks},
        ended::ended,
        held::Told,
        pending::CLOSED,
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

/// What is open, in SQL: a ministry's (`$1`) part of transmitted questions, as long as it owes an answer.
fn open_questions() -> String {
    format!(
        "SELECT a.question_id AS id FROM attribution a JOIN question q ON q.id = a.question_id \
         WHERE a.ministry_id = $1 AND q.status = 'transmitted' AND {} ORDER BY a.question_id",
        owes("a")
    )
}

/// What is only intended for it: questions before their transmission.
const INTENDED: &str = "SELECT a.question_id AS id FROM attribution a JOIN question q ON q.id = a.question_id \
    WHERE a.ministry_id = $1 AND q.status IN ('draft', 'deposited')";

impl Work {
    /// How many open questions a ministry has that would become another.
    ///
    /// # Errors
    /// As [`Turn::succeed_ministry`].
    pub async fn succession_preview(&self, actor: &Actor, id: i64, input: &SuccessionInput) -> Outcome<usize> {
        let turn = self.look(actor).await?;
        turn.must_be_allowed(Act::KeepReferenceData, None)?;
        turn.check_succession(id, input).await?;
        Ok(turn.ids(&open_questions(), [id.into()]).await?.len())
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
            followed = self.follow(id, to).await?;
            // Before the questions move: a request of a ministry that owes nothing any more is closed.
            self.move_requests(id, to, &reason).await?;
            moved = self.move_open(id, to, input.on, &reason).await?;
            self.move_intended(id, to).await?;
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

    /// The agents of a ministry work for another too; whose accounts those are.
    async fn follow(&self, from: i64, to: i64) -> Outcome<Vec<i64>> {
        let new = "SELECT account_id AS id FROM account_ministry WHERE ministry_id = $1 AND account_id NOT IN \
                   (SELECT account_id FROM account_ministry WHERE ministry_id = $2) ORDER BY account_id";
        let accounts = self.ids(new, [from.into(), to.into()]).await?;
        for account in &accounts {
            self.run("INSERT INTO account_ministry (account_id, ministry_id) VALUES ($1, $2)", [(*account).into(), to.into()]).await?;
            self.run("UPDATE account SET version = version + 1 WHERE id = $1", [(*account).into()]).await?;
        }
        Ok(accounts)
    }

    /// Open questions go on at another ministry, under the same clock, with the work done on their answers.
    async fn move_open(&mut self, from: i64, to: i64, on: NaiveDate, reason: &str) -> Outcome<usize> {
        let open = self.ids(&open_questions(), [from.into()]).await?;
        for id in &open {
            let mut held = self.take_for(*id, None, Act::KeepReferenceData, None).await?;
            let theirs = held.parts.iter().find(|part| part.ministry_id == from && part.until.is_none()).cloned();
            let on = theirs.as_ref().and_then(|part| part.since).map_or(on, |since| since.max(on));
            let told = Told { on: Some(on), reason: Some(reason), data: json!({ "from": from, "to": to, "clock_restarts": false }) };
            match theirs.filter(|_| held.ministries().contains(&to)) {
                Some(part) => {
                    self.leave_work(*id, from).await?;
                    self.end_part(part, on).await?;
                    self.tell(*id, EventKind::Transferred, told.on, told.reason, told.data).await?;
                }
                None => {
                    // Before the question moves: an answer of a ministry that owes none any more goes back to it. What the successor
                    // prepared when it had the question itself gives way.
                    self.leave_work(*id, to).await?;
                    let work =
                        "UPDATE ministry_work SET ministry_id = $2, version = version + 1 WHERE ministry_id = $1 AND question_id = $3";
                    self.run(work, [from.into(), to.into(), (*id).into()]).await?;
                    self.decide(&mut held, Command::Transfer { on, from, to, restarts_clock: false }, told).await?;
                }
            }
        }
        let drafts = "UPDATE answer SET ministry_id = $2 WHERE ministry_id = $1 AND published_at IS NULL AND id IN \
                      (SELECT answer_id FROM ministry_work WHERE ministry_id = $2)";
        self.run(drafts, [from.into(), to.into()]).await?;
        Ok(open.len())
    }

    /// A part ends where the successor has the question already: it owes one answer, not two.
    async fn end_part(&self, part: attribution::Model, on: NaiveDate) -> Outcome<()> {
        let id = part.question_id;
        let mut part = part.into_active_model();
        part.until = Set(Some(on));
        part.update(self.db()).await?;
        if settle(self.db(), id).await?.is_some() {
            return Ok(());
        }
        let parts = attribution::Entity::find().filter(attribution::COLUMN.question_id.eq(id)).filter(Expr::cust(owes("attribution")));
        let parts = parts.all(self.db()).await?;
        let Some(row) = question::Entity::find_by_id(id).one(self.db()).await? else { return Ok(()) };
        let owed = parts.iter().map(|part| (true, part.due_on));
        let Dues { due_on, keys } = Dues::of(Status::Transmitted, row.deposited_on, None, owed);
        let mut row = row.into_active_model();
        (row.due_on, row.due_order) = (Set(due_on), Set(keys.due));
        row.update(self.db()).await?;
        Ok(())
    }

    /// Questions that are not transmitted yet will be to the successor.
    async fn move_intended(&self, from: i64, to: i64) -> Outcome<()> {
        let questions = self.ids(INTENDED, [from.into()]).await?;
        for id in questions {
            let both = attribution::Entity::find()
                .filter(attribution::COLUMN.question_id.eq(id))
                .filter(attribution::COLUMN.ministry_id.eq(to))
                .one(self.db())
                .await?;
            let sql = match both {
                Some(_) => "DELETE FROM attribution WHERE question_id = $3 AND ministry_id = $1 AND $2 > 0",
                None => "UPDATE attribution SET ministry_id = $2 WHERE question_id = $3 AND ministry_id = $1",
            };
            self.run(sql, [from.into(), to.into(), id.into()]).await?;
            self.run("UPDATE question SET version = version + 1 WHERE id = $1", [id.into()]).await?;
        }
        Ok(())
    }

    /// Wishes for a transfer are the successor's now; those between the two have come true, or to nothing.
    async fn move_requests(&self, from: i64, to: i64, reason: &str) -> Outcome<()> {
        let decide = "UPDATE transfer_request SET decision = $3, decision_reason = $4, decided_by = $5, decided_at = $6 \
                      WHERE decision IS NULL AND from_ministry_id = $1 AND to_ministry_id = $2";
        for (asking, asked, decision) in [(from, to, "granted"), (to, from, "refused")] {
            let values = [asking.into(), asked.into(), decision.into(), reason.into(), self.by().into(), self.now.into()];
            self.run(decide, values).await?;
        }
        // Where both asked for the same question, the successor's own wish stands.
        let twice = format!(
            "UPDATE transfer_request SET decision = '{CLOSED}', decided_by = $3, decided_at = $4 WHERE decision IS NULL \
             AND from_ministry_id = $1 AND question_id IN \
             (SELECT question_id FROM transfer_request WHERE decision IS NULL AND from_ministry_id = $2)"
        );
        self.run(&twice, [from.into(), to.into(), self.by().into(), self.now.into()]).await?;
        for column in ["from_ministry_id", "to_ministry_id"] {
            let sql = format!("UPDATE transfer_request SET {column} = $2 WHERE decision IS NULL AND {column} = $1");
            self.run(&sql, [from.into(), to.into()]).await?;
        }
        Ok(())
    }
}
