//! The answers of a record. New ones are published; published ones are never edited.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use jawab_domain::{AnswerKind, Coverage, Locale, text::TextPart};
use jawab_store::{
    Connection, StoreError, answers, rows,
    texts::{self, Owner},
};
use serde_json::json;

use super::{SaveError, Saver, new_code, related::EventDraft};
use crate::{
    due_dates::apply_final_answers,
    import::{
        draft::{Answer, Draft, last_final_day},
        report::RecordProblem,
    },
};

mod annulled;

impl<C: Connection> Saver<'_, C> {
    /// The published answers of the record of a question. Excluded are answers that a ministry prepares, answers from the records of other
    /// questions, which are not in this record's list, and annulled answers.
    pub(super) async fn own_answers(&self, id: i64) -> Result<Vec<rows::Answer>, StoreError> {
        let mut own = Vec::new();
        for known in answers::with_first_question(self.db, id).await? {
            own.extend(answers::by_id(self.db, known).await?);
        }
        Ok(own)
    }

    /// Gives the published answers of a record the days to which they were corrected here, where the source still has an earlier one.
    pub(super) async fn keep_days_of_answers(&mut self, own: &[rows::Answer], draft: &mut Cow<'_, Draft>) -> Result<(), StoreError> {
        let settled_by_last = draft.answered_on == last_final_day(&draft.answers);
        for (n, row) in own.iter().enumerate() {
            let Some(in_source) = draft.answers.get(n).map(|answer| answer.date).filter(|date| *date != row.answered_on) else { continue };
            if answers::days_before(self.db, row.id).await?.contains(&in_source) {
                self.note_kept_day(format!("answers[{n}].date"), row.answered_on, in_source);
                if let Some(answer) = draft.to_mut().answers.get_mut(n) {
                    answer.date = row.answered_on;
                }
            }
        }
        let last = last_final_day(&draft.answers);
        if settled_by_last && draft.answered_on.is_some() && draft.answered_on != last {
            draft.to_mut().answered_on = last;
        }
        Ok(())
    }

    /// Adds the new answers, whose texts are written later. Returns the events. Answers that are published already must have the same
    /// text, except annulled ones.
    pub(super) async fn answers(
        &mut self,
        id: i64,
        draft: &Draft,
        ministries: &[Option<i64>],
        sub_questions: &[Option<i64>],
        own: &[rows::Answer],
    ) -> Result<Vec<EventDraft>, SaveError> {
        if own.len() > draft.answers.len() {
            return Err(SaveError::Record("answers".into(), RecordProblem::PublishedAnswer));
        }
        let (mut ids, mut new): (Vec<i64>, Vec<EventDraft>) = (Vec::new(), Vec::new());
        let (mut edges, mut coverages) = (Vec::new(), Vec::new());
        for (n, (answer, ministry)) in draft.answers.iter().zip(ministries).enumerate() {
            if let Some(known) = own.get(n) {
                self.same_answer(known, n, answer, sub_questions).await?;
                ids.push(known.id);
                continue;
            }
            let answer_id = self.answer(n, answer, *ministry, &ids).await?;
            let questions = self.questions_of(id, draft, n, answer).await?;
            edges.extend((1..).zip(questions).map(|(position, question_id)| rows::AnswerQuestion { answer_id, question_id, position }));
            coverages.extend(coverage_of(answer, sub_questions).into_iter().map(|(sub, coverage)| covers(answer_id, sub, coverage)));
            ids.push(answer_id);
            new.push(EventDraft::answered(answer_id, answer.kind, answer.date, *ministry));
        }
        answers::insert_edges(self.db, edges, coverages).await?;
        Ok(new)
    }

    async fn answer(&mut self, n: usize, answer: &Answer, ministry: Option<i64>, earlier: &[i64]) -> Result<i64, StoreError> {
        let row = rows::Answer {
            id: 0,
            code: new_code(),
            kind: answer.kind.code().into(),
            ministry_id: ministry,
            minister: json!(answer.minister),
            answered_on: answer.date,
            corrects_id: answer.corrects.and_then(|c| earlier.get(c.checked_sub(1)?).copied()),
            published_at: Some(self.now),
            created_at: self.now,
        };
        let id = answers::insert(self.db, row).await?;
        for (locale, text) in answer.texts.iter() {
            if self.redacted.has(text) {
                self.note_unchanged(format!("answers[{n}].texts.{locale}"));
                continue;
            }
            let row = rows::Text { answer_id: Some(id), ..self.text(TextPart::Answer, locale, text) };
            self.texts.push(row);
        }
        Ok(id)
    }

    /// The questions of a new answer: that of its record, then others.
    async fn questions_of(&self, id: i64, draft: &Draft, n: usize, answer: &Answer) -> Result<Vec<i64>, SaveError> {
        let mut questions = vec![id];
        for (m, source_id) in answer.also_answers.iter().enumerate() {
            let field = format!("answers[{n}].also_answers[{m}]");
            let Some(other) = self.by_source(id, draft, source_id) else {
                return Err(SaveError::Record(field, RecordProblem::UnknownRecord(source_id.clone())));
            };
            self.must_not_have_ended(field, other, answer).await?;
            questions.push(other);
        }
        Ok(questions)
    }

    /// Settles the other questions that new answers answer.
    pub(super) async fn apply_to_other_questions(&mut self, id: i64, draft: &Draft) -> Result<(), SaveError> {
        for source_id in draft.answers.iter().flat_map(|answer| &answer.also_answers) {
            let Some(other) = self.by_source(id, draft, source_id) else { continue };
            if let Some((kind, on)) = apply_final_answers(self.db, other).await? {
                let fact = match answers::finals(self.db, other).await?.as_slice() {
                    [only] => EventDraft::answered(only.id, AnswerKind::Final, on, only.ministry_id),
                    _ => EventDraft::new(kind, on),
                };
                self.record(other, draft, [fact]);
            }
            self.close_pending(other, draft, false).await?;
            self.deferred.touched.insert(other);
        }
        Ok(())
    }

    /// Whether a record agrees with the stated coverage of a published answer: coverage of a sub-question does not change, but may be
    /// added for others.
    async fn same_coverage(&self, known: i64, answer: &Answer, sub_questions: &[Option<i64>]) -> Result<bool, StoreError> {
        let covered = answers::coverage_of(self.db, known).await?;
        let covered: BTreeMap<i64, String> = covered.into_iter().map(|row| (row.sub_question_id, row.coverage)).collect();
        let of = coverage_of(answer, sub_questions);
        if of.iter().any(|(sub, coverage)| covered.get(sub).is_some_and(|said| said != coverage.code())) {
            return Ok(false);
        }
        let new = of.into_iter().filter(|(sub, _)| !covered.contains_key(sub));
        answers::insert_edges(self.db, Vec::new(), new.map(|(sub, coverage)| covers(known, sub, coverage)).collect()).await?;
        Ok(true)
    }

    /// A published answer may gain a text in a missing language, and coverage of a sub-question without any; nothing else of it
    /// changes.
    async fn same_answer(&mut self, row: &rows::Answer, n: usize, answer: &Answer, sub_questions: &[Option<i64>]) -> Result<(), SaveError> {
        let (known, edited) = (row.id, || SaveError::Record(format!("answers[{n}]"), RecordProblem::PublishedAnswer));
        if row.kind != answer.kind.code() || row.answered_on != answer.date {
            return Err(edited());
        }
        if !self.same_coverage(known, answer, sub_questions).await? {
            return Err(edited());
        }
        let texts = texts::of_owner(self.db, Owner::Answer(known)).await?;
        let (standing, texts) = self.split(texts).await?;
        let all = standing.iter().chain(&texts);
        let texts: HashMap<&str, &rows::Text> = all.map(|text| (text.locale.as_str(), text)).collect();
        if texts.keys().any(|locale| locale.parse().is_ok_and(|locale: Locale| answer.texts.get(locale).is_none())) {
            return Err(edited());
        }
        for (locale, text) in answer.texts.iter() {
            match texts.get(locale.code()) {
                Some(known) if standing.iter().any(|text| text.id == known.id) => {
                    self.note_unchanged(format!("answers[{n}].texts.{locale}"))
                }
                Some(known) if known.body == text.body && known.role == text.role.code() => {}
                Some(_) => return Err(edited()),
                None if self.redacted.has(text) => self.note_unchanged(format!("answers[{n}].texts.{locale}")),
                None => {
                    let row = rows::Text { answer_id: Some(known), ..self.text(TextPart::Answer, locale, text) };
                    self.texts.push(row);
                }
            }
        }
        Ok(())
    }
}

/// The coverage that an answer of a record states, by sub-question id.
fn coverage_of(answer: &Answer, sub_questions: &[Option<i64>]) -> BTreeMap<i64, Coverage> {
    let sub = |position: usize| *sub_questions.get(position.checked_sub(1)?)?;
    answer.coverage.iter().filter_map(|(position, coverage)| Some((sub(*position)?, *coverage))).collect()
}

fn covers(answer: i64, sub_question: i64, coverage: Coverage) -> rows::AnswerCoverage {
    rows::AnswerCoverage { answer_id: answer, sub_question_id: sub_question, coverage: coverage.code().into() }
}
