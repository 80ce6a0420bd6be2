//! From what a ministry owes to a ticket.

use jawab_domain::{Standing, Status};
use jawab_service::{Clock, reference_data::ReferenceData};
use jawab_store::board::OwedAnswer;
use jawab_ui::model::{BoardItem, Departure, QuestionAddress, RefusedTransfer};

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
        let due = view::DueDate {
            chamber: of.chamber,
            rule: of.rule,
            clock_from: of.clock_from,
            started_by: of.started_by,
            due_on: of.due_on,
            is_final: of.answered || of.status.has_ended() || of.departure.is_some(),
        };
        let calculation = if self.explained { due.explained(&self.reference_data.calendar) } else { None };
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
            assignee_has_left: of.assignee_has_left,
            internal_due_on: of.internal_due_on,
            submitted_on: of.submitted_on,
            returned: of.returned,
            setback: of.setback,
            transfer_asked: of.transfer_asked,
            transfer_refused: of.transfer_refused.map(|of| RefusedTransfer {
                on: self.clock.local(of.at).date(),
                by: of.by,
                reason: of.reason,
            }),
            departure: of.departure.map(|of| Departure {
                on: of.on,
                to: of.to.and_then(|id| view::linked_in(&self.reference_data.ministries, id)),
                granted: of.granted,
            }),
            reminded_on: of.reminded_at.map(|at| self.clock.local(at).date()),
            reminder_note: of.reminder_note,
        }
    }
}
