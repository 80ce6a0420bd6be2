//! A change of the calendar in two steps: what it would move is shown, then exactly that is done.

use axum::{http::StatusCode, response::Response};
use jawab_service::{
    new_code,
    work::{Moved, UseCaseError, moves_print, reference::CalendarChange},
};
use jawab_ui::{
    form::{DO, FormState, Post},
    pages::staff::{
        ReferencePage,
        reference::{BACK, CONFIRM, CalendarWhat, EditPage, MoveRow, MovesPage},
    },
};

use super::{Keeping, complain};
use crate::{
    error::AppError,
    staff::{problems::problem, sending::status_of},
};

/// The most deadlines shown.
const MOST: usize = 100;

/// A change as its form asks for it.
pub(super) struct Asked {
    pub change: CalendarChange,
    pub what: CalendarWhat,
    /// Where it leads once done.
    pub to: String,
    /// The fields as they are kept, for whoever comes second.
    pub current: FormState,
}

impl Keeping {
    /// Shows what a change would move, or makes it, as the button says.
    pub(super) async fn change_calendar(&self, page: EditPage, asked: Asked) -> Result<Response, AppError> {
        match page.state.get(DO) {
            BACK => {
                let mut page = page;
                ["do", "why", "shown", "removing"].iter().for_each(|name| page.state.clear(name));
                self.show_form(page).await
            }
            CONFIRM => self.confirm(page, asked).await,
            _ => self.preview(page, asked, false).await,
        }
    }

    async fn confirm(&self, mut page: EditPage, asked: Asked) -> Result<Response, AppError> {
        let shown = page.state.get("shown").parse().unwrap_or_default();
        let (change, why, to) = (asked.change.clone(), page.state.get("why").to_owned(), asked.to.clone());
        let outcome = self.carry_out(&page.state, |turn| {
            Box::pin(async move {
                turn.change_calendar(&change, shown, &why).await?;
                Ok(to)
            })
        });
        match outcome.await {
            Ok(to) => Ok(self.done(&to)),
            Err(UseCaseError::Conflict { .. }) => self.preview(page, asked, true).await,
            Err(UseCaseError::Invalid(faults)) if faults.iter().any(|fault| fault.field == "reason") => {
                for fault in faults.into_iter().filter(|fault| fault.field == "reason") {
                    page.state.complain("why", problem(fault.problem));
                }
                self.preview(page, asked, false).await
            }
            Err(error) => self.refused(page, error, asked.current).await,
        }
    }

    async fn preview(&self, mut page: EditPage, asked: Asked, changed: bool) -> Result<Response, AppError> {
        let ledger = self.signed.app.ledger().await?;
        let moved = match self.work().calendar_preview(self.signed.actor(), &ledger, &asked.change).await {
            Ok(moved) => moved,
            Err(error @ UseCaseError::Conflict { .. }) => return self.refused(page, error, asked.current).await,
            Err(error) => {
                complain(&mut page.state, error)?;
                return self.show_form(page).await;
            }
        };
        let status = if changed { StatusCode::CONFLICT } else { status_of(&page.state) };
        let mut questions: Vec<i64> = moved.iter().map(|one| one.question).collect();
        questions.dedup();
        let view = MovesPage {
            what: asked.what,
            post: Post { once: new_code(), version: None, ..page.post },
            total: (moved.len() as u64, questions.len() as u64),
            rows: self.rows(&moved).await?,
            shown: moves_print(&moved),
            changed,
            state: page.state,
        };
        self.show(status, ReferencePage::Moves(Box::new(view))).await
    }

    async fn rows(&self, moved: &[Moved]) -> Result<Vec<MoveRow>, AppError> {
        let first = moved.get(..MOST).unwrap_or(moved);
        let mut ids: Vec<i64> = first.iter().map(|one| one.question).collect();
        ids.dedup();
        let questions = self.questions(&ids).await?;
        let row = |one: &Moved| {
            let (_, question) = questions.iter().find(|(id, _)| *id == one.question)?;
            let ministry = self.directory.ministries.get(one.ministry).map(|ministry| ministry.name).unwrap_or_default();
            Some(MoveRow { question: question.clone(), ministry, from: one.from, to: one.to })
        };
        Ok(first.iter().filter_map(row).collect())
    }
}
