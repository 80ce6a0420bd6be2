//! The texts of a question that an update does not write again: redacted ones, those that somebody entered or corrected here, and those
//! that read as in the source, which keep their review.

use jawab_domain::{
    Locale,
    text::{Review, TextPart},
};
use jawab_store::{Connection, StoreError, rows, texts};
use serde_json::json;

use super::{Saver, acts_here::is_by_import};
use crate::import::draft::Text;

/// The texts that stay.
#[derive(Default)]
pub(super) struct StandingTexts {
    redacted: Vec<rows::Text>,
    kept: Vec<rows::Text>,
}

impl StandingTexts {
    /// Whether a redacted text stays in this place.
    pub fn is_redacted(&self, place: (TextPart, Locale)) -> bool {
        is_any(&self.redacted, place)
    }

    /// Whether another text stays in this place. The report has said so where it reads otherwise than in the source.
    pub fn keeps(&self, place: (TextPart, Locale)) -> bool {
        is_any(&self.kept, place)
    }
}

fn is_any(texts: &[rows::Text], (part, locale): (TextPart, Locale)) -> bool {
    texts.iter().any(|text| text.part == part.code() && text.locale == locale.code())
}

impl<C: Connection> Saver<'_, C> {
    /// Removes the texts that the record writes again, and returns the others. `in_source` gives the field of a text and what the record
    /// says in its place.
    pub(super) async fn clear_texts<'d>(
        &mut self,
        question: i64,
        texts: Vec<rows::Text>,
        in_source: impl Fn(&rows::Text) -> (String, Option<&'d Text>),
    ) -> Result<StandingTexts, StoreError> {
        let (redacted, others) = self.split(texts).await?;
        let earlier = if others.iter().any(is_entered_here) { texts::earlier(self.db, question).await? } else { Vec::new() };
        let (mut kept, mut gone) = (Vec::new(), Vec::new());
        for row in others {
            let (field, new) = in_source(&row);
            if self.stays(&row, field, new, &earlier) {
                kept.push(row);
            } else {
                gone.push(row.id);
            }
        }
        texts::delete(self.db, gone).await?;
        Ok(StandingTexts { redacted, kept })
    }

    /// Whether a text stays. One that was entered here goes only where the source says what it never read.
    fn stays(&mut self, row: &rows::Text, field: String, new: Option<&Text>, earlier: &[rows::EarlierText]) -> bool {
        let Some(new) = new else { return is_entered_here(row) };
        if is_same(row, new) {
            return true;
        }
        if !is_entered_here(row) {
            return false;
        }
        if self.redacted.has(new) {
            self.note_unchanged(field);
            return true;
        }
        if row.body == new.body {
            self.note_kept(field, &row.role, new.role.code());
            return true;
        }
        let read_so = earlier.iter().any(|earlier| earlier.text_id == row.id && earlier.body == new.body);
        if read_so {
            self.note_kept(field, &row.body, &new.body);
        }
        read_so
    }
}

pub(super) fn is_entered_here(row: &rows::Text) -> bool {
    row.entered_by.as_deref().is_some_and(|by| !is_by_import(by))
}

/// Whether a text reads as in the source, which knows of no other review of it.
fn is_same(row: &rows::Text, new: &Text) -> bool {
    let reviewed = |review: &Review| row.reviewed_by.as_deref() == Some(review.by.as_str()) && row.reviewed_on == Some(review.on);
    row.body == new.body
        && row.role == new.role.code()
        && row.provenance == json!(new.provenance)
        && new.review.as_ref().is_none_or(reviewed)
}
