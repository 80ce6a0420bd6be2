//! The answers of a record: new ones are published, published ones never edited.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jawab_domain::{AnswerKind, Coverage, Locale, text::TextPart};
use jawab_store::{
    StoreError,
    entity::{answer, answer_coverage, answer_question},
    rows,
    texts::{self, Owner},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;

use super::{SaveError, Saver, insert_all, new_code, related::Fact};
use crate::{
    import::{
        draft::{Answer, Draft},
        report::Problem,
    },
    settle::{finals, is_annulled, settle},
};

mod annulled;

impl<C: ConnectionTrait> Saver<'_, C> {
    /// Adds the answers that are new, whose texts are still to be written; gives what happened by them. Those published already must
    /// read the same, but for those that were annulled.
    pub(super) async fn answers(
        &mut self,
        id: i64,
        draft: &Draft,
        ministries: &[Option<i64>],
        sub_questions: &[Option<i64>],
        is_new: bool,
    ) -> Result<Vec<Fact>, SaveError> {
        let own = if is_new { Vec::new() } else { self.own_answers(id).await? };
        if own.len() > draft.answers.len() {
            return Err(SaveError::Record("answers".into(), Problem::PublishedAnswer));
        }
        let (mut ids, mut new): (Vec<i64>, Vec<Fact>) = (Vec::new(), Vec::new());
        let (mut edges, mut coverages) = (Vec::new(), Vec::new());
        for (n, (answer, ministry)) in draft.answers.iter().zip(ministries).enumerate() {
            if let Some(known) = own.get(n) {
                self.same_answer(*known, n, answer, sub_questions).await?;
                ids.push(*known);
                continue;
            }
            let answer_id = self.answer(n, answer, *ministry, &ids).await?;
            let questions = self.questions_of(id, draft, n, answer).await?;
            edges.extend((1..).zip(questions).map(|(position, question_id)| answer_question::ActiveModel {
                answer_id: Set(answer_id),
                question_id: Set(question_id),
                position: Set(position),
            }));
            coverages.extend(coverage_of(answer, sub_questions).into_iter().map(|(sub, coverage)| covers(answer_id, sub, coverage)));
            ids.push(answer_id);
            new.push(Fact::answered(answer_id, answer.kind, answer.date, *ministry));
        }
        insert_all(self.db, edges).await?;
        insert_all(self.db, coverages).await?;
        Ok(new)
    }

    /// The answers that are published, in their order. What a ministry prepares is none yet, those that reached this question through
    /// another one's record are not in this record's list, and those that were annulled count no more.
    async fn own_answers(&self, id: i64) -> Result<Vec<i64>, StoreError> {
        let edges = answer_question::Entity::find()
            .filter(answer_question::COLUMN.question_id.eq(id))
            .order_by_asc(answer_question::COLUMN.position)
            .order_by_asc(answer_question::COLUMN.answer_id)
            .all(self.db)
            .await?;
        let published = answer::Entity::find()
            .filter(answer::COLUMN.id.is_in(edges.iter().map(|edge| edge.answer_id)))
            .filter(answer::Column::PublishedAt.is_not_null());
        let published: BTreeSet<i64> = published.all(self.db).await?.into_iter().map(|row| row.id).collect();
        let mut own = Vec::new();
        for edge in edges.into_iter().filter(|edge| published.contains(&edge.answer_id)) {
            let shared = answer_question::Entity::find()
                .filter(answer_question::COLUMN.answer_id.eq(edge.answer_id))
                .order_by_asc(answer_question::COLUMN.position)
                .one(self.db)
                .await?;
            if shared.is_none_or(|first| first.question_id == id) && !is_annulled(self.db, edge.answer_id).await? {
                own.push(edge.answer_id);
            }
        }
        Ok(own)
    }

    async fn answer(&mut self, n: usize, answer: &Answer, ministry: Option<i64>, earlier: &[i64]) -> Result<i64, StoreError> {
        let row = answer::ActiveModel {
            id: NotSet,
            code: Set(new_code()),
            kind: Set(answer.kind.code().into()),
            ministry_id: Set(ministry),
            minister: Set(json!(answer.minister)),
            answered_on: Set(answer.date),
            corrects_id: Set(answer.corrects.and_then(|c| earlier.get(c.checked_sub(1)?).copied())),
            published_at: Set(Some(self.now)),
            created_at: Set(self.now),
        };
        let id = answer::Entity::insert(row).exec(self.db).await?.last_insert_id;
        for (locale, text) in answer.texts.iter() {
            if self.redacted.has(text) {
                self.stands(format!("answers[{n}].texts.{locale}"));
                continue;
            }
            let row = rows::Text { answer_id: Some(id), ..self.text(TextPart::Answer, locale, text) };
            self.texts.push(row);
        }
        Ok(id)
    }

    /// The questions that a new answer answers: that of its record, then others.
    async fn questions_of(&self, id: i64, draft: &Draft, n: usize, answer: &Answer) -> Result<Vec<i64>, SaveError> {
        let mut questions = vec![id];
        for (m, source_id) in answer.also_answers.iter().enumerate() {
            let field = format!("answers[{n}].also_answers[{m}]");
            let Some(other) = self.by_source(id, draft, source_id) else {
                return Err(SaveError::Record(field, Problem::UnknownRecord(source_id.clone())));
            };
            self.must_not_have_ended(field, other, answer).await?;
            questions.push(other);
        }
        Ok(questions)
    }

    /// The other questions that new answers answer are settled by them too.
    pub(super) async fn settle_others(&mut self, id: i64, draft: &Draft) -> Result<(), SaveError> {
        for source_id in draft.answers.iter().flat_map(|answer| &answer.also_answers) {
            let Some(other) = self.by_source(id, draft, source_id) else { continue };
            if let Some((kind, on)) = settle(self.db, other).await? {
                let fact = match finals(self.db, other).await?.as_slice() {
                    [only] => Fact::answered(only.id, AnswerKind::Final, on, only.ministry_id),
                    _ => Fact::new(kind, on),
                };
                self.record(other, draft, [fact]);
            }
            self.close_pending(other, draft, false).await?;
            self.later.touched.insert(other);
        }
        Ok(())
    }

    /// What a published answer says of a sub-question does not change, but it may come to say something of more of them; whether a record
    /// leaves it so.
    async fn same_coverage(&self, known: i64, answer: &Answer, sub_questions: &[Option<i64>]) -> Result<bool, StoreError> {
        let covered = answer_coverage::Entity::find().filter(answer_coverage::COLUMN.answer_id.eq(known)).all(self.db).await?;
        let covered: BTreeMap<i64, String> = covered.into_iter().map(|row| (row.sub_question_id, row.coverage)).collect();
        let of = coverage_of(answer, sub_questions);
        if of.iter().any(|(sub, coverage)| covered.get(sub).is_some_and(|said| said != coverage.code())) {
            return Ok(false);
        }
        let new = of.into_iter().filter(|(sub, _)| !covered.contains_key(sub));
        insert_all(self.db, new.map(|(sub, coverage)| covers(known, sub, coverage)).collect()).await?;
        Ok(true)
    }

    /// A published answer may gain a text in a language it lacked, and what it says of a sub-question of which it said nothing; nothing
    /// else of it changes.
    async fn same_answer(&mut self, known: i64, n: usize, answer: &Answer, sub_questions: &[Option<i64>]) -> Result<(), SaveError> {
        let edited = || SaveError::Record(format!("answers[{n}]"), Problem::PublishedAnswer);
        let row = answer::Entity::find_by_id(known).one(self.db).await?.ok_or_else(edited)?;
        if row.kind != answer.kind.code() || row.answered_on != answer.date {
            return Err(edited());
        }
        if !self.same_coverage(known, answer, sub_questions).await? {
            return Err(edited());
        }
        let texts = texts::of(self.db, Owner::Answer(known)).await?;
        let (standing, texts) = self.parted(texts).await?;
        let all = standing.iter().chain(&texts);
        let texts: HashMap<&str, &rows::Text> = all.map(|text| (text.locale.as_str(), text)).collect();
        if texts.keys().any(|locale| locale.parse().is_ok_and(|locale: Locale| answer.texts.get(locale).is_none())) {
            return Err(edited());
        }
        for (locale, text) in answer.texts.iter() {
            match texts.get(locale.code()) {
                Some(known) if standing.iter().any(|text| text.id == known.id) => self.stands(format!("answers[{n}].texts.{locale}")),
                Some(known) if known.body == text.body && known.role == text.role.code() => {}
                Some(_) => return Err(edited()),
                None if self.redacted.has(text) => self.stands(format!("answers[{n}].texts.{locale}")),
                None => {
                    let row = rows::Text { answer_id: Some(known), ..self.text(TextPart::Answer, locale, text) };
                    self.texts.push(row);
                }
            }
        }
        Ok(())
    }
}

/// What an answer of a record says of each sub-question, by its identity.
fn coverage_of(answer: &Answer, sub_questions: &[Option<i64>]) -> BTreeMap<i64, Coverage> {
    let sub = |position: usize| *sub_questions.get(position.checked_sub(1)?)?;
    answer.coverage.iter().filter_map(|(position, coverage)| Some((sub(*position)?, *coverage))).collect()
}

fn covers(answer: i64, sub_question: i64, coverage: Coverage) -> answer_coverage::ActiveModel {
    answer_coverage::ActiveModel { answer_id: Set(answer), sub_question_id: Set(sub_question), coverage: Set(coverage.code().into()) }
}
