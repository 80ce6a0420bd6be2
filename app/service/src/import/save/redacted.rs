//! Texts of which a passage was taken out here. What stood there is not kept, so that no import could tell whether a new text
//! has it again: such a text stays as it is, and the report says so.

use std::collections::BTreeSet;

use jawab_store::{
    StoreError,
    entity::{redaction, text},
};
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::Saver;
use crate::import::report::Problem;

impl<C: ConnectionTrait> Saver<'_, C> {
    /// Texts parted into those that were redacted and those that were not.
    pub(super) async fn parted(&self, texts: Vec<text::Model>) -> Result<(Vec<text::Model>, Vec<text::Model>), StoreError> {
        if texts.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let of = redaction::Entity::find().filter(redaction::COLUMN.text_id.is_in(texts.iter().map(|text| text.id)));
        let redacted: BTreeSet<i64> = of.all(self.db).await?.into_iter().map(|row| row.text_id).collect();
        Ok(texts.into_iter().partition(|text| redacted.contains(&text.id)))
    }

    /// Notes that a text of the source is not taken over.
    pub(super) fn stands(&mut self, field: String) {
        self.notes.push((field, Problem::Redacted));
    }
}
