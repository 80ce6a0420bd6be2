//! Relations between questions, and the uniqueness of official numbers.

use jawab_domain::{Status, access::Act, field::FieldName, lifecycle::EventKind, question::LinkKind};
use jawab_store::questions::{self, numbers, relations};
use serde_json::json;

use crate::use_cases::{
    ExpectedVersion, LinkInput, Problem, QuestionInput, SavedQuestion, UnitOfWork, UseCaseResult,
    questions::loaded_question::{LoadedQuestion, can_see},
    validation::Checks,
};

impl UnitOfWork {
    /// Relates a question to another: grouped with it, a reminder of it, a follow-up to it. The other question shows the inverse
    /// relation.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Invalid`] if the other question does not allow this relation.
    pub async fn link(&mut self, expected: ExpectedVersion, link: LinkInput) -> UseCaseResult<SavedQuestion> {
        let loaded = self.lock(expected, Act::DirectQuestion).await?;
        let mut checks = Checks::default();
        self.check_links(&mut checks, Some(loaded.id()), &[link]).await?;
        checks.done()?;
        let mut links = self.content_of(&loaded.row).await?.links;
        if !links.contains(&link) {
            links.push(link);
            self.write_links(loaded.id(), &links).await?;
            self.record_link(loaded.id(), EventKind::Linked, link).await?;
            self.index(loaded.id()).await?;
            self.index(link.to).await?;
        }
        Ok(loaded.saved())
    }

    /// Removes a relation. A symmetric relation is removed whichever of the two questions recorded it.
    pub async fn unlink(&mut self, expected: ExpectedVersion, link: LinkInput) -> UseCaseResult<SavedQuestion> {
        let loaded = self.lock(expected, Act::DirectQuestion).await?;
        let mut gone = relations::delete_link(self.db(), loaded.id(), link.kind, link.to).await?;
        if link.kind == LinkKind::GroupedWith {
            gone |= relations::delete_link(self.db(), link.to, link.kind, loaded.id()).await?;
        }
        if gone {
            self.record_link(loaded.id(), EventKind::Unlinked, link).await?;
            self.index(loaded.id()).await?;
            self.index(link.to).await?;
        }
        Ok(loaded.saved())
    }

    async fn record_link(&mut self, question: i64, kind: EventKind, link: LinkInput) -> UseCaseResult<()> {
        self.record_event(question, kind, None, None, json!({ "link": link.kind, "question": link.to })).await
    }

    pub(in crate::use_cases) async fn write_links(&self, question: i64, links: &[LinkInput]) -> UseCaseResult<()> {
        relations::delete_links(self.db(), question).await?;
        let links: Vec<(LinkKind, i64)> = links.iter().map(|link| (link.kind, link.to)).collect();
        Ok(relations::add_links(self.db(), question, &links).await?)
    }

    /// Each relation must lead to another question that the actor can see, and be valid for it. An existing relation may stay, whatever
    /// the state of the other question.
    pub(in crate::use_cases) async fn check_links(&self, checks: &mut Checks, own: Option<i64>, links: &[LinkInput]) -> UseCaseResult<()> {
        let known = relations::links(self.db(), own.unwrap_or_default()).await?;
        for (n, link) in links.iter().enumerate() {
            if known.iter().any(|row| row.to_id == link.to && row.kind == link.kind.code()) {
                continue;
            }
            let field = FieldName::Links.at(n);
            match questions::by_id(self.db(), link.to).await?.filter(|row| can_see(&self.actor, row, &[])) {
                None => checks.add(field, Problem::Unknown),
                Some(row) => {
                    let fits = match (link.kind, row.status.parse()?) {
                        (_, Status::Draft) => false,
                        (LinkKind::Renews, status) => status != Status::Answered,
                        (LinkKind::FollowsUp, status) => status == Status::Answered,
                        _ => true,
                    };
                    if Some(row.id) == own || !fits {
                        checks.add(field, Problem::WrongLink);
                    }
                }
            }
        }
        Ok(())
    }

    /// Rejects a number that another question has, or under which another question was published.
    pub(in crate::use_cases) async fn check_number(
        &self,
        checks: &mut Checks,
        input: &QuestionInput,
        loaded: Option<&LoadedQuestion>,
    ) -> UseCaseResult<()> {
        let (Some(legislature), Some(number)) = (input.legislature, input.number) else { return Ok(()) };
        if numbers::is_taken(self.db(), loaded.map(LoadedQuestion::id), input.chamber, legislature, number).await? {
            checks.add(FieldName::Number, Problem::Taken);
        }
        Ok(())
    }
}
