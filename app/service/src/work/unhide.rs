//! Showing again what was hidden: by two people, as it was hidden by two. A question has one wish about its sight at a time: of a public
//! one that it be hidden, of a hidden one that it be shown again.

use jawab_domain::{
    access::Act,
    lifecycle::{Command, EventKind, Publication, Refusal},
};
use jawab_store::{requests, rows};
use serde_json::json;

use super::{
    Kept, Outcome, Seen, Turn, check,
    held::{Held, Told},
};
use crate::second_person::OfTwo;

impl Turn {
    /// Asks for a hidden question to be shown again; another person must confirm.
    ///
    /// # Errors
    /// [`super::UseCaseError::Refused`] where it is not hidden.
    pub async fn ask_unhiding(&mut self, seen: Seen, reason: &str) -> Outcome<Kept> {
        let held = self.take(seen, Act::HideQuestion).await?;
        let reason = check::reason(reason)?;
        held.state.decide(Command::Unhide)?;
        self.wish(&held, EventKind::UnhidingAsked, reason).await
    }

    /// Shows a hidden question again, as somebody else asked.
    ///
    /// # Errors
    /// [`super::UseCaseError::Refused`] with [`Refusal::NothingAsked`], or as the rule of two has it ([`crate::second_person`]).
    pub async fn confirm_unhiding(&mut self, seen: Seen) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::HideQuestion).await?;
        let asked = self.wished(&held, Publication::Hidden).await?;
        self.must_be_second_to_hide(&held, &asked).await?;
        requests::drop_hiding(self.db(), held.id()).await?;
        held.row.hidden_reason = None;
        let told = Told { on: Some(self.today), reason: Some(&asked.reason), data: json!({ "asked_by": asked.asked_by }) };
        self.decide(&mut held, Command::Unhide, told).await?;
        self.kept(held.id()).await
    }

    /// Refuses whoever may not be the second person for a wish about who sees a question.
    pub(super) async fn must_be_second_to_hide(&mut self, held: &Held, asked: &rows::HidingRequest) -> Outcome<()> {
        let of = OfTwo { act: Act::HideQuestion, chamber: held.chamber };
        self.must_be_second(of, &asked.asked_by, format!("question:{}", held.id())).await
    }

    /// Keeps a wish about who sees a question, in place of one that is there.
    pub(super) async fn wish(&mut self, held: &Held, kind: EventKind, reason: String) -> Outcome<Kept> {
        let row = rows::HidingRequest { question_id: held.id(), reason: reason.clone(), asked_by: self.by(), asked_at: self.now };
        requests::ask_hiding(self.db(), row).await?;
        self.tell(held.id(), kind, None, Some(&reason), json!({})).await?;
        self.kept(held.id()).await
    }

    /// The wish that waits on a question of a publication: what is public is to be hidden, what is hidden is to be shown.
    pub(super) async fn wished(&self, held: &Held, publication: Publication) -> Outcome<rows::HidingRequest> {
        let asked = requests::hiding(self.db(), held.id()).await?.filter(|_| held.state.publication == publication);
        Ok(asked.ok_or(Refusal::NothingAsked)?)
    }
}
