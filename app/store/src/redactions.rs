//! Redactions of texts: who did it, why, and the hash of the text before. The removed passage is never stored.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
    sea_query::OnConflict,
};

use crate::{
    Connection, StoreError,
    entity::{redacted_body, redaction},
    rows,
    sql::NEVER,
};

/// The content of a new redaction.
#[derive(Debug)]
pub struct NewRedaction<'a> {
    /// The text.
    pub text: i64,
    /// Its question.
    pub question: i64,
    /// The reason, for readers.
    pub reason: &'a str,
    /// The SHA-256 of the whole text before the redaction.
    pub body_sha256: &'a str,
    /// The actor.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Opens the redaction of a text at its first passage and place, which allows the trigger to let it happen.
pub async fn open(db: &impl Connection, new: NewRedaction<'_>, (passage, place): (String, i32)) -> Result<rows::Redaction, StoreError> {
    let open = redaction::ActiveModel {
        id: NotSet,
        text_id: Set(new.text),
        question_id: Set(new.question),
        reason: Set(new.reason.to_owned()),
        body_sha256: Set(new.body_sha256.to_owned()),
        redacted_by: Set(new.by),
        redacted_at: Set(new.at),
        passage: Set(Some(passage)),
        open_until_commit: Set(Some(NEVER)),
        place: Set(Some(place)),
    };
    Ok(open.insert(db).await?)
}

/// Moves an open redaction to its next passage.
pub async fn next_place(db: &impl Connection, open: &rows::Redaction, (passage, place): (String, i32)) -> Result<(), StoreError> {
    let mut row = open.clone().into_active_model();
    (row.passage, row.place) = (Set(Some(passage)), Set(Some(place)));
    row.update_without_returning(db).await?;
    Ok(())
}

/// Closes a redaction. Nothing more can be removed, and the removed passage is not stored.
pub async fn close(db: &impl Connection, open: rows::Redaction) -> Result<(), StoreError> {
    let mut row = open.into_active_model();
    (row.passage, row.open_until_commit, row.place) = (Set(None), Set(None), Set(None));
    row.update_without_returning(db).await?;
    Ok(())
}

/// Records the hashes of texts before a redaction, for every question of the text. By them an import recognises an old version in its
/// source, even if the text was edited here since.
pub async fn record_body_hashes(db: &impl Connection, text: i64, questions: &[i64], hashes: &BTreeSet<String>) -> Result<(), StoreError> {
    for question in questions {
        for hash in hashes {
            let row = redacted_body::ActiveModel { question_id: Set(*question), sha256: Set(hash.clone()), text_id: Set(text) };
            let new = redacted_body::Entity::insert(row).on_conflict(OnConflict::new().do_nothing().to_owned());
            new.exec_without_returning(db).await?;
        }
    }
    Ok(())
}

/// The recorded hashes of the unredacted texts of a question.
pub async fn bodies(db: &impl Connection, question: i64) -> Result<Vec<rows::RedactedBody>, StoreError> {
    Ok(redacted_body::Entity::find().filter(redacted_body::COLUMN.question_id.eq(question)).all(db).await?)
}

/// The redactions of texts.
pub async fn of_texts(db: &impl Connection, texts: impl IntoIterator<Item = i64>) -> Result<Vec<rows::Redaction>, StoreError> {
    Ok(redaction::Entity::find().filter(redaction::COLUMN.text_id.is_in(texts)).all(db).await?)
}
