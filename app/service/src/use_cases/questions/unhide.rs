//! Shows a hidden question again: by two people, as it was hidden. A question has one pending request about its visibility at a time:
//! to hide it if it is public, to show it if it is hidden.

use jawab_domain::{
    access::Act,
    lifecycle::{Command, EventKind, Publication, Refusal},
};
use jawab_store::{requests, rows};
use serde_json::json;

use crate::second_person::TwoPersonAct;
use crate::use_cases::{
    ExpectedVersion, SavedQuestion, UnitOfWork, UseCaseResult,
    questions::loaded_question::{EventDetails, LoadedQuestion},
    validation,
};

impl UnitOfWork {
    /// Asks for a hidden question to be shown again; another person must confirm.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Refused`] if it is not hidden.
    pub async fn ask_unhiding(&mut self, expected: ExpectedVersion, reason: &str) -> UseCaseResult<SavedQuestion> {
        let loaded = self.lock(expected, Act::HideQuestion).await?;
        let reason = validation::reason(reason)?;
        loaded.state.decide(Command::Unhide)?;
        self.save_hiding_request(&loaded, EventKind::UnhidingAsked, reason).await
    }

    /// Shows a hidden question again, as another person asked.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Refused`] with [`Refusal::NothingAsked`], or by the rule of two ([`crate::second_person`]).
    pub async fn confirm_unhiding(&mut self, expected: ExpectedVersion) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::HideQuestion).await?;
        let asked = self.hiding_request(&loaded, Publication::Hidden).await?;
        self.require_second_person_to_hide(&loaded, &asked).await?;
        requests::delete_hiding(self.db(), loaded.id()).await?;
        loaded.row.hidden_reason = None;
        let details = EventDetails { on: Some(self.today), reason: Some(&asked.reason), data: json!({ "asked_by": asked.asked_by }) };
        self.decide(&mut loaded, Command::Unhide, details).await?;
        Ok(loaded.saved())
    }

    /// Rejects anybody who may not be the second person for a request about the visibility of a question.
    pub(in crate::use_cases) async fn require_second_person_to_hide(
        &mut self,
        loaded: &LoadedQuestion,
        asked: &rows::HidingRequest,
    ) -> UseCaseResult<()> {
        let of = TwoPersonAct { act: Act::HideQuestion, chamber: loaded.chamber };
        self.require_second_person(of, &asked.asked_by, format!("question:{}", loaded.id())).await
    }

    /// Saves a request about the visibility of a question, replacing a pending one.
    pub(in crate::use_cases) async fn save_hiding_request(
        &mut self,
        loaded: &LoadedQuestion,
        kind: EventKind,
        reason: String,
    ) -> UseCaseResult<SavedQuestion> {
        let row = rows::HidingRequest { question_id: loaded.id(), reason: reason.clone(), asked_by: self.by(), asked_at: self.now };
        requests::ask_hiding(self.db(), row).await?;
        self.record_event(loaded.id(), kind, None, Some(&reason), json!({})).await?;
        Ok(loaded.saved())
    }

    /// The pending request for a question of this publication state: to hide a public one, to show a hidden one.
    pub(in crate::use_cases) async fn hiding_request(
        &self,
        loaded: &LoadedQuestion,
        publication: Publication,
    ) -> UseCaseResult<rows::HidingRequest> {
        let asked = requests::hiding(self.db(), loaded.id()).await?.filter(|_| loaded.state.publication == publication);
        Ok(asked.ok_or(Refusal::NothingAsked)?)
    }
}
