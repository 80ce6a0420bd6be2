//! The sub-questions of a question: added, moved and removed, unless something depends on them.

use jawab_domain::field::FieldName;
use jawab_store::{answers, rows, sub_questions};

use crate::use_cases::{Problem, QuestionInput, UnitOfWork, UseCaseResult, questions::loaded_question::LoadedQuestion, validation::Checks};

impl UnitOfWork {
    /// The sub-questions of a question, in order.
    pub(in crate::use_cases) async fn sub_questions(&self, question: i64) -> UseCaseResult<Vec<rows::SubQuestion>> {
        Ok(sub_questions::of_question(self.db(), question).await?)
    }

    /// Each given sub-question must belong to the question, and be given once. If the question is or was published, none may be added
    /// or removed; otherwise none whose coverage an answer states may be removed.
    pub(in crate::use_cases) async fn check_sub_questions(
        &self,
        checks: &mut Checks,
        input: &QuestionInput,
        loaded: Option<&LoadedQuestion>,
    ) -> UseCaseResult<()> {
        let known = match loaded {
            Some(loaded) => self.sub_questions(loaded.id()).await?,
            None => Vec::new(),
        };
        let named: Vec<Option<i64>> = input.sub_questions.iter().map(|sub| sub.id).collect();
        for (n, id) in named.iter().enumerate().filter(|(_, id)| id.is_some()) {
            if !known.iter().any(|row| Some(row.id) == *id) {
                checks.add(FieldName::SubQuestions.at(n), Problem::Unknown);
            } else if named.iter().take(n).any(|earlier| earlier == id) {
                checks.add(FieldName::SubQuestions.at(n), Problem::Twice);
            }
        }
        let gone: Vec<&rows::SubQuestion> = known.iter().filter(|row| !named.contains(&Some(row.id))).collect();
        if loaded.is_some_and(LoadedQuestion::was_published) {
            if !gone.is_empty() || named.contains(&None) {
                checks.add(FieldName::SubQuestions, Problem::SubQuestionsFixed);
            }
            return Ok(());
        }
        for row in gone {
            if answers::address_any(self.db(), &[row.id]).await? {
                checks.add(FieldName::SubQuestions, Problem::Addressed { place: row.position });
            }
        }
        Ok(())
    }

    /// Puts the sub-questions of a question into the given order. Those that are not given are removed; a missing id creates a new one.
    /// Returns their ids in that order.
    pub(in crate::use_cases) async fn place_sub_questions(&self, question: i64, named: &[Option<i64>]) -> UseCaseResult<Vec<i64>> {
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
