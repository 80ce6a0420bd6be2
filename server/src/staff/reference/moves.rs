//! A change of the calendar in two steps: the deadlines that it would move are shown, then exactly those are moved.

use axum::{http::StatusCode, response::Response};
use jawab_domain::field::FieldName;
use jawab_service::{
    new_code,
    use_cases::{MovedDeadline, UnitOfWork, UseCaseError, UseCaseResult, moves_fingerprint, registers::CalendarChange},
};
use jawab_ui::{
    form::{FormState, Post, SHOWN},
    pages::staff::{
        ReferencePage,
        reference::{CalendarWhat, MoveRow, MovesPage},
    },
};

use super::{
    RegisterContext, add_problem,
    register::{Form, Next, Submission},
};
use crate::{error::AppError, staff::submission::status_of};

/// The most deadlines shown.
const MAX_SHOWN: usize = 100;

/// A change as its form asks for it.
#[derive(Clone)]
pub(crate) struct Asked {
    change: CalendarChange,
    what: CalendarWhat,
    /// The fingerprint of the deadlines that were shown.
    shown: i64,
    why: String,
}

impl Asked {
    /// A change, with what its form says of it.
    pub fn new(state: &FormState, what: CalendarWhat, change: CalendarChange) -> Self {
        Self { change, what, shown: state.get(SHOWN).parse().unwrap_or_default(), why: state.get(FieldName::MovesReason.form()).to_owned() }
    }

    /// Makes it.
    pub async fn save(&self, unit: &mut UnitOfWork) -> UseCaseResult<Next> {
        unit.change_calendar(&self.change, self.shown, &self.why).await?;
        Ok(Next::List)
    }
}

impl RegisterContext {
    /// Shows the deadlines that a change would move.
    pub(super) async fn preview_moves<F>(&self, sent: Submission<F>, changed: bool) -> Result<Response, AppError>
    where
        F: Form<Input = Asked>,
    {
        let Submission { mut page, input: asked, current, .. } = sent;
        let ledger = self.signed.app.ledger().await?;
        let moved = match self.use_cases().calendar_preview(self.signed.actor(), &ledger, &asked.change).await {
            Ok(moved) => moved,
            Err(error @ UseCaseError::Conflict { .. }) => return self.refused(page, error, current).await,
            Err(error) => {
                add_problem(&mut page.state, error)?;
                return self.show_form(page).await;
            }
        };
        let status = if changed { StatusCode::CONFLICT } else { status_of(&page.state) };
        let mut questions: Vec<i64> = moved.iter().map(|one| one.question).collect();
        questions.dedup();
        let view = MovesPage {
            what: asked.what,
            post: Post { idempotency_key: new_code(), version: None, ..page.post },
            total: (moved.len() as u64, questions.len() as u64),
            rows: self.rows(&moved).await?,
            shown: moves_fingerprint(&moved),
            changed,
            state: page.state,
        };
        self.show(status, ReferencePage::Moves(Box::new(view))).await
    }

    async fn rows(&self, moved: &[MovedDeadline]) -> Result<Vec<MoveRow>, AppError> {
        let first = moved.get(..MAX_SHOWN).unwrap_or(moved);
        let mut ids: Vec<i64> = first.iter().map(|one| one.question).collect();
        ids.dedup();
        let questions = self.questions(&ids).await?;
        let row = |one: &MovedDeadline| {
            let (_, question) = questions.iter().find(|(id, _)| *id == one.question)?;
            let ministry = self.reference_data.ministries.get(one.ministry).map(|ministry| ministry.name).unwrap_or_default();
            Some(MoveRow { question: question.clone(), ministry, from: one.from, to: one.to })
        };
        Ok(first.iter().filter_map(row).collect())
    }
}
