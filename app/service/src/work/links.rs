//! Relations between questions, and official numbers.

use jawab_domain::{Status, access::Act, lifecycle::EventKind, question::LinkKind};
use jawab_store::questions::{self, numbers, relations};
use serde_json::json;

use super::{
    Kept, LinkInput, Outcome, Problem, QuestionInput, Seen, Turn,
    check::Checks,
    held::{Held, sees},
};

impl Turn {
    /// Relates a question to another: grouped with it, a reminder of it, asked after it. The other one shows the inverse.
    ///
    /// # Errors
    /// [`super::UseCaseError::Invalid`] where the other question does not allow this relation.
    pub async fn link(&mut self, seen: Seen, link: LinkInput) -> Outcome<Kept> {
        let held = self.take(seen, Act::DirectQuestion).await?;
        let mut checks = Checks::default();
        self.check_links(&mut checks, Some(held.id()), &[link]).await?;
        checks.done()?;
        let mut links = self.content_of(&held.row).await?.links;
        if !links.contains(&link) {
            links.push(link);
            self.write_links(held.id(), &links).await?;
            self.tell_link(held.id(), EventKind::Linked, link).await?;
            self.index(held.id()).await?;
            self.index(link.to).await?;
        }
        self.kept(held.id()).await
    }

    /// Takes a relation back; that of one subject, from whichever side it was noted.
    ///
    /// # Errors
    /// As for [`Self::link`].
    pub async fn unlink(&mut self, seen: Seen, link: LinkInput) -> Outcome<Kept> {
        let held = self.take(seen, Act::DirectQuestion).await?;
        let mut gone = relations::delete_link(self.db(), held.id(), link.kind, link.to).await?;
        if link.kind == LinkKind::GroupedWith {
            gone |= relations::delete_link(self.db(), link.to, link.kind, held.id()).await?;
        }
        if gone {
            self.tell_link(held.id(), EventKind::Unlinked, link).await?;
            self.index(held.id()).await?;
            self.index(link.to).await?;
        }
        self.kept(held.id()).await
    }

    async fn tell_link(&mut self, question: i64, kind: EventKind, link: LinkInput) -> Outcome<()> {
        self.tell(question, kind, None, None, json!({ "link": link.kind, "question": link.to })).await
    }

    pub(super) async fn write_links(&self, question: i64, links: &[LinkInput]) -> Outcome<()> {
        relations::delete_links(self.db(), question).await?;
        let links: Vec<(LinkKind, i64)> = links.iter().map(|link| (link.kind, link.to)).collect();
        Ok(relations::add_links(self.db(), question, &links).await?)
    }

    /// Each relation must lead to another question that the actor sees, and make sense there. One that is there already may
    /// stay, whatever became of the other question.
    pub(super) async fn check_links(&self, checks: &mut Checks, own: Option<i64>, links: &[LinkInput]) -> Outcome<()> {
        let known = relations::links(self.db(), own.unwrap_or_default()).await?;
        for (n, link) in links.iter().enumerate() {
            if known.iter().any(|row| row.to_id == link.to && row.kind == link.kind.code()) {
                continue;
            }
            let field = format!("links.{n}");
            match questions::by_id(self.db(), link.to).await?.filter(|row| sees(&self.actor, row, &[])) {
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

    /// No two questions have one number, nor a number under which another was published.
    pub(super) async fn check_number(&self, checks: &mut Checks, input: &QuestionInput, held: Option<&Held>) -> Outcome<()> {
        let (Some(legislature), Some(number)) = (input.legislature, input.number) else { return Ok(()) };
        if numbers::is_taken(self.db(), held.map(Held::id), input.chamber, legislature, number).await? {
            checks.add("number", Problem::Taken);
        }
        Ok(())
    }
}
