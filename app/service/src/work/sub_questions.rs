//! The sub-questions of a question in its form: added, moved, removed, as far as nobody relies on them.

use jawab_store::{answers, rows, sub_questions};

use super::{Outcome, Problem, QuestionInput, Turn, check::Checks, held::Held};

impl Turn {
    /// The sub-questions of a question, in order.
    pub(super) async fn sub_questions(&self, question: i64) -> Outcome<Vec<rows::SubQuestion>> {
        Ok(sub_questions::of(self.db(), question).await?)
    }

    /// Each sub-question that a form names is one of the question's, and named once. Of a question that is or was published none is
    /// added or taken away, and of any other none of which an answer says how far it addresses it.
    pub(super) async fn check_sub_questions(&self, checks: &mut Checks, input: &QuestionInput, held: Option<&Held>) -> Outcome<()> {
        let known = match held {
            Some(held) => self.sub_questions(held.id()).await?,
            None => Vec::new(),
        };
        let named: Vec<Option<i64>> = input.sub_questions.iter().map(|sub| sub.id).collect();
        for (n, id) in named.iter().enumerate().filter(|(_, id)| id.is_some()) {
            if !known.iter().any(|row| Some(row.id) == *id) {
                checks.add(format!("sub_questions.{n}"), Problem::Unknown);
            } else if named.iter().take(n).any(|earlier| earlier == id) {
                checks.add(format!("sub_questions.{n}"), Problem::Twice);
            }
        }
        let gone: Vec<&rows::SubQuestion> = known.iter().filter(|row| !named.contains(&Some(row.id))).collect();
        if held.is_some_and(Held::was_published) {
            if !gone.is_empty() || named.contains(&None) {
                checks.add("sub_questions", Problem::SubQuestionsFixed);
            }
            return Ok(());
        }
        for row in gone {
            if answers::address_any(self.db(), &[row.id]).await? {
                checks.add("sub_questions", Problem::Addressed { place: row.position });
            }
        }
        Ok(())
    }

    /// Brings the sub-questions of a question, each named by its identity, into an order: those that are not named go, and where none
    /// is named a new one is made. Gives their identities in that order.
    pub(super) async fn place_sub_questions(&self, question: i64, named: &[Option<i64>]) -> Outcome<Vec<i64>> {
        let known = self.sub_questions(question).await?;
        let gone: Vec<i64> = known.iter().map(|row| row.id).filter(|id| !named.contains(&Some(*id))).collect();
        if !gone.is_empty() {
            sub_questions::delete(self.db(), &gone).await?;
        }
        let last = known.last().map_or(0, |row| row.position);
        let new = named.iter().filter(|id| id.is_none()).count();
        let mut new = sub_questions::insert(self.db(), question, last, new).await?.into_iter();
        let ids: Vec<i64> = named.iter().filter_map(|id| id.or_else(|| new.next())).collect();
        sub_questions::arrange(self.db(), question, &ids).await?;
        Ok(ids)
    }
}
