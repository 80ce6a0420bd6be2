//! From what a ministry owes to a ticket.

use jawab_domain::{Standing, Status};
use jawab_service::{Clock, reference_data::ReferenceData};
use jawab_store::board::OwedAnswer;
use jawab_ui::model::{BoardItem, QuestionAddress};

use crate::web::view;

/// What turns parts into tickets.
pub struct BoardItems<'a> {
    /// Tells the day.
    pub clock: &'a Clock,
    /// The names of ministries, and what deadlines are computed by.
    pub reference_data: &'a ReferenceData,
    /// Whether deadlines are explained.
    pub explained: bool,
}

impl BoardItems<'_> {
    /// All of them.
    pub fn all(&self, parts: Vec<OwedAnswer>) -> Vec<BoardItem> {
        parts.into_iter().map(|part| self.board_item(part)).collect()
    }

    /// A ticket.
    pub fn board_item(&self, of: OwedAnswer) -> BoardItem {
        let today = self.clock.today();
        let status = if of.answered { Status::Answered } else { of.status };
        let calendar = &self.reference_data.calendar;
        let calculate = || {
            let rule = calendar.rules.iter().find(|rule| Some(rule.id) == of.rule)?;
            Some((rule.explain(of.clock_from?, &calendar.holidays).ok()?, rule.clone()))
        };
        let calculation = if self.explained { calculate() } else { None };
        BoardItem {
            address: QuestionAddress { code: of.code, chamber: Some(of.chamber), legislature: of.legislature, number: of.number },
            kind: of.kind,
            status: of.status,
            subject: of.subject,
            ministry: view::linked_in(&self.reference_data.ministries, of.ministry).unwrap_or_default(),
            lane: of.lane,
            standing: Standing::on(today, status, of.due_on, of.answered_on),
            since: of.since,
            due_on: of.due_on,
            calculation,
            answered: of.answered,
            answered_on: of.answered_on,
            state: of.state,
            version: of.version,
            revision: u32::try_from(of.question_version + of.version).unwrap_or(u32::MAX),
            assigned_to: of.assigned_to.map(|(_, name)| name),
            internal_due_on: of.internal_due_on,
            submitted_on: of.submitted_on,
            returned: of.returned,
            setback: of.setback,
            transfer_asked: of.transfer_asked,
            reminded_on: of.reminded_at.map(|at| self.clock.local(at).date()),
        }
    }
}
