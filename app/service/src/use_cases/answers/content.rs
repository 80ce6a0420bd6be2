//! Validates the input of an answer and writes its rows.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, PerLocale,
    access::Act,
    calendar::has_come,
    field::FieldName,
    lifecycle::{Command, Refusal},
};
use jawab_store::{answers, questions, rows, sub_questions, texts::Owner};
use serde_json::json;

use crate::new_code;
use crate::use_cases::{
    AnswerInput, Problem, SavedWork, UnitOfWork, UseCaseError, UseCaseResult,
    questions::loaded_question::{LoadedQuestion, authorize_loaded},
    validation::{CheckedText, Checks},
};

/// The input of an answer, validated.
#[derive(Debug)]
pub(in crate::use_cases) struct AnswerContent {
    pub texts: PerLocale<CheckedText>,
    pub minister: PerLocale<String>,
    /// Every question that it answers. The question it was written for is the first.
    pub questions: Vec<i64>,
    /// The questions other than the first.
    pub also: Vec<i64>,
}

impl UnitOfWork {
    /// Validates the input of an answer to a question for which the act is authorized, and authorizes it for the others.
    pub(in crate::use_cases) async fn checked_answer(
        &self,
        input: &AnswerInput,
        question: &rows::Question,
        (act, ministry): (Act, Option<i64>),
    ) -> UseCaseResult<AnswerContent> {
        let mut checks = Checks::default();
        let texts = checks.bodies(FieldName::Texts, &input.texts);
        if input.texts.iter().all(|(_, text)| text.body.trim().is_empty()) {
            checks.add(FieldName::Texts, Problem::Missing);
        }
        let mut minister = PerLocale::default();
        for (locale, name) in input.minister.iter() {
            if let Some(name) = checks.name(FieldName::Minister.in_language(locale), Some(name)) {
                minister.set(locale, name);
            }
        }
        if input.answered_on.is_some_and(|on| !has_come(on, self.today)) {
            checks.add(FieldName::AnsweredOn, Problem::TooLate(self.today));
        }
        checks.reject_duplicates(FieldName::Also, &input.also);
        let mut also: Vec<i64> = input.also.iter().copied().filter(|other| *other != question.id).collect();
        // The order in which the questions were chosen does not matter.
        also.sort_unstable();
        let questions: Vec<i64> = std::iter::once(question.id).chain(also.iter().copied()).collect();
        let others = if also.is_empty() { Vec::new() } else { questions::by_ids(self.db(), also.clone()).await? };
        if others.iter().any(|other| other.chamber != question.chamber) {
            // No clerk may judge answers to questions of both Chambers.
            checks.add(FieldName::Also, Problem::WrongLink);
        }
        let subs = sub_questions::of_questions(self.db(), questions.clone()).await?;
        let subs: BTreeSet<i64> = subs.into_iter().map(|sub| sub.id).collect();
        let covered: Vec<i64> = input.coverage.iter().map(|(sub, _)| *sub).collect();
        checks.reject_duplicates(FieldName::Coverage, &covered);
        let fits = checks.limit(FieldName::Coverage, &covered);
        for (n, sub) in covered.iter().enumerate().filter(|(_, sub)| fits && !subs.contains(sub)) {
            checks.add(FieldName::Coverage.at(n), if *sub == 0 { Problem::Missing } else { Problem::Unknown });
        }
        checks.done()?;
        if others.len() < also.len() {
            return Err(UseCaseError::NotFound);
        }
        for other in &others {
            authorize_loaded(self.db(), &self.actor, other, act, ministry).await?;
        }
        Ok(AnswerContent { texts, minister, questions, also })
    }

    /// Rejects an answer dated before its ministry received each of the questions. An answer without a date gets the day of its
    /// submission.
    pub(in crate::use_cases) async fn must_follow(
        &self,
        questions: Vec<rows::Question>,
        ministry: i64,
        (kind, on): (AnswerKind, Option<NaiveDate>),
    ) -> UseCaseResult<()> {
        let Some(on) = on else { return Ok(()) };
        let mut earliest: Option<NaiveDate> = None;
        for loaded in LoadedQuestion::load_all(self.db(), questions).await? {
            match loaded.state.decide(Command::Answer { on, ministry, kind }) {
                Err(Refusal::TooEarly(day)) => earliest = earliest.max(Some(day)),
                Err(refusal) => return Err(refusal.into()),
                Ok(_) => {}
            }
        }
        earliest.map_or(Ok(()), |day| Err(UseCaseError::field(FieldName::AnsweredOn, Problem::TooEarly(day))))
    }

    /// Checks a saved answer in the same way: the day on which its ministry received a question may have been corrected since.
    pub(in crate::use_cases) async fn must_still_follow(&self, saved: SavedWork, question: rows::Question) -> UseCaseResult<()> {
        let Some(id) = saved.answer else { return Ok(()) };
        let row = answers::by_id(self.db(), id).await?.ok_or(UseCaseError::NotFound)?;
        let mut others = answers::questions_of(self.db(), id).await?;
        others.retain(|other| *other != question.id);
        let mut questions = vec![question];
        if !others.is_empty() {
            questions.extend(questions::by_ids(self.db(), others).await?);
        }
        self.must_follow(questions, saved.ministry, (row.kind.parse()?, row.answered_on)).await
    }

    /// Inserts an unpublished answer, or overwrites one.
    pub(in crate::use_cases) async fn write_answer(
        &mut self,
        known: Option<i64>,
        ministry: i64,
        input: &AnswerInput,
        content: &AnswerContent,
        corrects: Option<i64>,
    ) -> UseCaseResult<i64> {
        let kind = if corrects.is_some() { AnswerKind::Correction } else { input.kind };
        let known = match known {
            Some(id) => answers::by_id(self.db(), id).await?,
            None => None,
        };
        let id = match known {
            Some(row) if row.published_at.is_some() => return Err(Refusal::AnswerPublished.into()),
            Some(row) => {
                answers::update_draft(self.db(), row.id, kind, json!(content.minister), input.answered_on).await?;
                answers::remove_questions(self.db(), row.id).await?;
                row.id
            }
            None => {
                let row = rows::Answer {
                    id: 0,
                    code: new_code(),
                    kind: kind.code().into(),
                    ministry_id: Some(ministry),
                    minister: json!(content.minister),
                    answered_on: input.answered_on,
                    corrects_id: corrects,
                    published_at: None,
                    created_at: self.now,
                };
                answers::insert(self.db(), row).await?
            }
        };
        let edge = |(position, question): (i32, &i64)| rows::AnswerQuestion { answer_id: id, question_id: *question, position };
        let edges = (1..).zip(&content.questions).map(edge).collect();
        let coverage = input.coverage.iter().map(|(sub, coverage)| rows::AnswerCoverage {
            answer_id: id,
            sub_question_id: *sub,
            coverage: coverage.code().into(),
        });
        answers::insert_edges(self.db(), edges, coverage.collect()).await?;
        let question = content.questions.first().copied().unwrap_or_default();
        self.write_texts_of(question, Owner::Answer(id), &content.texts, None).await?;
        Ok(id)
    }
}
