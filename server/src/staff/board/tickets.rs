//! From what a ministry owes to a ticket.

use jawab_domain::{Standing, Status};
use jawab_store::{board::Owed, rules::Calendar};
use jawab_ui::model::{QuestionAddress, Ticket};

use crate::{App, directory::Directory};

/// What turns parts into tickets.
pub struct Tickets<'a> {
    /// The product.
    pub app: &'a App,
    /// The names of ministries.
    pub directory: &'a Directory,
    /// What deadlines are explained by; none: they are not.
    pub calendar: Option<&'a Calendar>,
}

impl Tickets<'_> {
    /// All of them.
    pub fn all(&self, parts: Vec<Owed>) -> Vec<Ticket> {
        parts.into_iter().map(|part| self.ticket(part)).collect()
    }

    /// A ticket.
    pub fn ticket(&self, of: Owed) -> Ticket {
        let today = self.app.clock.today();
        let status = if of.answered { Status::Answered } else { of.status };
        let reckoning = self.calendar.and_then(|calendar| {
            let rule = calendar.rules.iter().find(|rule| Some(rule.id) == of.rule)?;
            Some((rule.explain(of.clock_from?, &calendar.holidays).ok()?, rule.clone()))
        });
        Ticket {
            address: QuestionAddress { code: of.code, chamber: Some(of.chamber), legislature: of.legislature, number: of.number },
            kind: of.kind,
            status: of.status,
            subject: of.subject,
            ministry: self.directory.ministries.linked(of.ministry).unwrap_or_default(),
            lane: of.lane,
            standing: Standing::on(today, status, of.due_on, of.answered_on),
            since: of.since,
            due_on: of.due_on,
            reckoning,
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
            reminded_on: of.reminded_at.map(|at| self.app.clock.local(at).date()),
        }
    }
}
