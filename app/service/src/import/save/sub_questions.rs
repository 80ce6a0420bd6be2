//! The sub-questions of a record. Each keeps its identity, by which an answer says how far it addresses it, wherever the source or the
//! site put it since.

use std::collections::{BTreeSet, HashMap};

use jawab_domain::{Locale, PerLocale, text::TextPart};
use jawab_store::{
    MAX_ROWS, StoreError,
    entity::{answer_coverage, sub_question, text},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait as _, QueryFilter as _,
};

use super::{SaveError, Saver};
use crate::{
    import::{
        draft::{Draft, Text},
        report::Problem,
    },
    sub_questions,
};

/// A sub-question that is there, with its texts.
struct Known {
    row: sub_question::Model,
    texts: Vec<text::Model>,
}

impl Known {
    fn bodies(&self) -> PerLocale<&str> {
        self.texts.iter().filter_map(|text| Some((text.locale.parse::<Locale>().ok()?, text.body.as_str()))).collect()
    }
}

fn bodies(texts: &[PerLocale<Text>]) -> Vec<PerLocale<&str>> {
    texts.iter().map(|texts| texts.iter().map(|(locale, text)| (locale, text.body.as_str())).collect()).collect()
}

impl<C: ConnectionTrait> Saver<'_, C> {
    /// Writes the sub-questions, whose texts are still to be written; gives their identities in order. Those there already keep theirs.
    /// One that would have no text, as all of them were redacted here and are gone, has none.
    pub(super) async fn sub_questions(&mut self, id: i64, draft: &Draft, is_new: bool) -> Result<Vec<Option<i64>>, SaveError> {
        let mut known = if is_new { Vec::new() } else { self.known_sub_questions(id).await? };
        let told = self.redacted_ones(&known, draft);
        let same = sub_questions::same_as(&known.iter().map(Known::bodies).collect::<Vec<_>>(), &bodies(&draft.sub_questions), &told);
        let leaves = |texts: &PerLocale<Text>| !texts.is_empty() && texts.iter().all(|(_, text)| self.redacted.has(text));
        let left: Vec<bool> = draft.sub_questions.iter().zip(&same).map(|(texts, same)| same.is_none() && leaves(texts)).collect();
        let gone = known.iter().enumerate().filter(|(place, _)| !same.contains(&Some(*place))).map(|(_, known)| known.row.id).collect();
        self.drop_sub_questions(gone).await?;
        let last = known.last().map_or(0, |known| known.row.position);
        let new = same.iter().zip(&left).filter(|(same, left)| same.is_none() && !**left).count();
        let mut made = self.new_sub_questions(id, last, new).await?.into_iter();
        let mut ids = Vec::new();
        for (n, ((texts, same), left)) in draft.sub_questions.iter().zip(&same).zip(&left).enumerate() {
            let before = match same {
                Some(place) => known.get_mut(*place),
                None => None,
            };
            let (sub_id, standing) = match before {
                Some(known) => (Some(known.row.id), self.clear_texts(std::mem::take(&mut known.texts)).await?),
                None if *left => (None, Vec::new()),
                None => (made.next(), Vec::new()),
            };
            for (locale, text) in texts.iter() {
                if standing.iter().any(|old| old.locale == locale.code()) || self.redacted.has(text) {
                    self.stands(format!("sub_questions[{n}].{locale}"));
                } else {
                    let row = text::ActiveModel { sub_question_id: Set(sub_id), ..self.text(TextPart::SubQuestion, locale, text) };
                    self.texts.push(row);
                }
            }
            ids.push(sub_id);
        }
        if !is_new {
            let order: Vec<i64> = ids.iter().copied().flatten().collect();
            sub_questions::arrange(self.db, id, &order).await?;
        }
        Ok(ids)
    }

    /// Which of the known ones those of a record are that read as a text of them did before it was redacted.
    fn redacted_ones(&self, known: &[Known], draft: &Draft) -> Vec<Option<usize>> {
        let mut taken = BTreeSet::new();
        let one = |texts: &PerLocale<Text>| {
            let of: BTreeSet<i64> = texts.iter().filter_map(|(_, text)| self.redacted.same(text)).flatten().copied().collect();
            let mut same = known.iter().enumerate().filter(|(_, known)| known.texts.iter().any(|text| of.contains(&text.id)));
            let place = same.find(|(place, _)| !taken.contains(place)).map(|(place, _)| place);
            taken.extend(place);
            place
        };
        draft.sub_questions.iter().map(one).collect()
    }

    async fn known_sub_questions(&self, id: i64) -> Result<Vec<Known>, StoreError> {
        let rows = sub_questions::of(self.db, id).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let of_rows = text::Entity::find().filter(text::COLUMN.sub_question_id.is_in(rows.iter().map(|row| row.id)));
        let mut texts: HashMap<Option<i64>, Vec<text::Model>> = HashMap::new();
        for text in of_rows.all(self.db).await? {
            texts.entry(text.sub_question_id).or_default().push(text);
        }
        Ok(rows.into_iter().map(|row| Known { texts: texts.remove(&Some(row.id)).unwrap_or_default(), row }).collect())
    }

    /// Makes so many sub-questions, which stand after a place; gives their identities in order.
    async fn new_sub_questions(&self, question: i64, after: i32, count: usize) -> Result<Vec<i64>, StoreError> {
        let row = |position| sub_question::ActiveModel { id: NotSet, question_id: Set(question), position: Set(position) };
        let rows: Vec<sub_question::ActiveModel> = (after + 1..).take(count).map(row).collect();
        let mut made = Vec::new();
        for some in rows.chunks(MAX_ROWS) {
            made.extend(sub_question::Entity::insert_many(some.to_vec()).exec_with_returning(self.db).await?);
        }
        made.sort_by_key(|row| row.position);
        Ok(made.into_iter().map(|row| row.id).collect())
    }

    /// Removes texts, but for those that were redacted, which it gives.
    async fn clear_texts(&self, texts: Vec<text::Model>) -> Result<Vec<text::Model>, StoreError> {
        let (standing, gone) = self.parted(texts).await?;
        text::Entity::delete_many().filter(text::COLUMN.id.is_in(gone.iter().map(|text| text.id))).exec(self.db).await?;
        Ok(standing)
    }

    /// Removes sub-questions that the source has no longer. Those that an answer addresses cannot be.
    async fn drop_sub_questions(&self, surplus: Vec<i64>) -> Result<(), SaveError> {
        if surplus.is_empty() {
            return Ok(());
        }
        let assessed = answer_coverage::Entity::find().filter(answer_coverage::COLUMN.sub_question_id.is_in(surplus.clone()));
        if assessed.one(self.db).await?.is_some() {
            return Err(SaveError::Record("sub_questions".into(), Problem::PublishedAnswer));
        }
        text::Entity::delete_many().filter(text::COLUMN.sub_question_id.is_in(surplus.clone())).exec(self.db).await?;
        sub_question::Entity::delete_many().filter(sub_question::COLUMN.id.is_in(surplus)).exec(self.db).await?;
        Ok(())
    }
}
