//! The reasons of acts on a question, wherever they are stored. A trigger allows a reason in the history or in another append-only table
//! to change only by a redaction, while a row of `redacted_reason` for it is open.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use jawab_domain::{lifecycle::EventKind, text::REDACTION_MARK};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, FromQueryResult, IntoActiveModel as _, QueryFilter as _, Statement,
};
use sha2::{Digest as _, Sha256};

use crate::{
    Connection, StoreError,
    entity::redacted_reason,
    sql::{NEVER, execute},
};

mod redactions;

pub(crate) use redactions::ReasonRedactions;

/// The place where a reason is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonPlace {
    /// In an event of the history.
    Event(i64),
    /// In an earlier redaction of a text.
    Redaction(i64),
    /// In the correction of the day of a published answer.
    AnswerDay(i64),
    /// In the referral to a ministry.
    Referral(i64),
    /// In the hidden question.
    Hidden,
    /// In the request to hide it or to show it again.
    Hiding,
    /// In the request for a correction.
    Correction,
    /// In a ministry's request for a transfer.
    Transfer(i64),
    /// In the decision on that request.
    Decision(i64),
    /// In an answer that was returned to a ministry.
    Returned(i64),
    /// In a reminder to a ministry.
    Reminder(i64),
}

impl ReasonPlace {
    fn read(at: &str, row: i64) -> Option<Self> {
        Some(match at {
            "event" => Self::Event(row),
            "redaction" => Self::Redaction(row),
            "answer_day_correction" => Self::AnswerDay(row),
            "referral" => Self::Referral(row),
            "hidden" => Self::Hidden,
            "hiding" => Self::Hiding,
            "correction" => Self::Correction,
            "transfer" => Self::Transfer(row),
            "decision" => Self::Decision(row),
            "returned" => Self::Returned(row),
            "reminder" => Self::Reminder(row),
            _ => return None,
        })
    }

    /// The table and the row, if the table is append-only.
    const fn guarded(self) -> Option<(&'static str, i64)> {
        match self {
            Self::Event(row) => Some((EVENT, row)),
            Self::Redaction(row) => Some(("redaction", row)),
            Self::AnswerDay(row) => Some(("answer_day_correction", row)),
            _ => None,
        }
    }

    /// The statement that sets the reason to `$1` in the row `$2` if it is `$3`.
    const fn set(self) -> &'static str {
        match self {
            Self::Event(_) => "UPDATE event SET reason = $1 WHERE id = $2 AND reason = $3",
            Self::Redaction(_) => "UPDATE redaction SET reason = $1 WHERE id = $2 AND reason = $3",
            Self::AnswerDay(_) => "UPDATE answer_day_correction SET reason = $1 WHERE id = $2 AND reason = $3",
            Self::Referral(_) => "UPDATE attribution SET reason = $1 WHERE id = $2 AND reason = $3",
            Self::Hidden => "UPDATE question SET hidden_reason = $1 WHERE id = $2 AND hidden_reason = $3",
            Self::Hiding => "UPDATE hiding_request SET reason = $1 WHERE question_id = $2 AND reason = $3",
            Self::Correction => "UPDATE correction_request SET reason = $1 WHERE question_id = $2 AND reason = $3",
            Self::Transfer(_) => "UPDATE transfer_request SET reason = $1 WHERE id = $2 AND reason = $3",
            Self::Decision(_) => "UPDATE transfer_request SET decision_reason = $1 WHERE id = $2 AND decision_reason = $3",
            Self::Returned(_) => {
                "UPDATE ministry_work SET returned_reason = $1 WHERE ministry_id = $2 AND returned_reason = $3 AND question_id = $4"
            }
            Self::Reminder(_) => "UPDATE ministry_reminder SET note = $1 WHERE id = $2 AND note = $3",
        }
    }
}

/// The name of the table of events in `redacted_reason`.
const EVENT: &str = "event";

/// Every reason of a question, with its place.
const ALL: &str = "SELECT 'event' AS place, e.id AS row_id, e.kind AS kind, e.reason AS words FROM event e \
    WHERE e.question_id = $1 AND e.reason IS NOT NULL \
    UNION ALL SELECT 'redaction', r.id, NULL, r.reason FROM redaction r WHERE r.question_id = $1 \
    UNION ALL SELECT 'answer_day_correction', d.id, NULL, d.reason FROM answer_day_correction d WHERE EXISTS \
    (SELECT 1 FROM answer_question a WHERE a.answer_id = d.answer_id AND a.question_id = $1) \
    UNION ALL SELECT 'referral', p.id, NULL, p.reason FROM attribution p WHERE p.question_id = $1 AND p.reason IS NOT NULL \
    UNION ALL SELECT 'hidden', q.id, NULL, q.hidden_reason FROM question q WHERE q.id = $1 AND q.hidden_reason IS NOT NULL \
    UNION ALL SELECT 'hiding', h.question_id, NULL, h.reason FROM hiding_request h WHERE h.question_id = $1 \
    UNION ALL SELECT 'correction', c.question_id, NULL, c.reason FROM correction_request c WHERE c.question_id = $1 \
    UNION ALL SELECT 'transfer', t.id, NULL, t.reason FROM transfer_request t WHERE t.question_id = $1 \
    UNION ALL SELECT 'decision', t.id, NULL, t.decision_reason FROM transfer_request t \
    WHERE t.question_id = $1 AND t.decision_reason IS NOT NULL \
    UNION ALL SELECT 'returned', w.ministry_id, NULL, w.returned_reason FROM ministry_work w \
    WHERE w.question_id = $1 AND w.returned_reason IS NOT NULL \
    UNION ALL SELECT 'reminder', m.id, NULL, m.note FROM ministry_reminder m WHERE m.question_id = $1 AND m.note IS NOT NULL";

/// Reasons stored with other questions that share an answer with this one: an act on such an answer is recorded for each of its questions.
const OF_OTHERS: &str = "SELECT 'event', o.id, o.kind, o.reason, o.question_id FROM event o WHERE o.question_id <> $1 \
    AND o.question_id IN (SELECT other.question_id FROM answer_question own JOIN answer_question other ON other.answer_id = own.answer_id \
    WHERE own.question_id = $1) AND EXISTS (SELECT 1 FROM event e WHERE e.question_id = $1 AND e.kind = o.kind AND e.actor = o.actor \
    AND e.recorded_at = o.recorded_at AND e.reason = o.reason) \
    UNION ALL SELECT 'returned', o.ministry_id, NULL, o.returned_reason, o.question_id FROM ministry_work o JOIN ministry_work w \
    ON w.answer_id = o.answer_id AND w.ministry_id = o.ministry_id AND w.returned_reason = o.returned_reason \
    WHERE w.question_id = $1 AND o.question_id <> $1";

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The question with which it is stored.
    pub question: i64,
    /// Its place.
    pub at: ReasonPlace,
    /// The kind of event, if it is in the history.
    pub event: Option<EventKind>,
    /// Its text.
    pub words: String,
}

#[derive(FromQueryResult)]
struct Row {
    place: String,
    row_id: i64,
    kind: Option<String>,
    words: String,
    question_id: i64,
}

/// Every reason of a question: those of its history first, in order. The same reason in several places, or with several questions that
/// share an answer, is returned several times.
pub async fn of_question(db: &impl Connection, question: i64) -> Result<Vec<Reason>, StoreError> {
    let sql = format!(
        "SELECT place, row_id, kind, words, question_id FROM \
         (SELECT place, row_id, kind, words, CAST($1 AS BIGINT) AS question_id FROM ({ALL}) own UNION ALL {OF_OTHERS}) reasons \
         ORDER BY CASE place WHEN '{EVENT}' THEN 0 ELSE 1 END, place, row_id, question_id"
    );
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, [question.into()])).all(db).await?;
    let read = |row: Row| -> Result<Option<Reason>, StoreError> {
        let event = row.kind.map(|kind| kind.parse::<EventKind>()).transpose()?;
        Ok(ReasonPlace::read(&row.place, row.row_id).map(|at| Reason { question: row.question_id, at, event, words: row.words }))
    };
    rows.into_iter().filter_map(|row| read(row).transpose()).collect()
}

/// The content of a new redaction of a reason.
#[derive(Debug)]
pub struct NewRedactedReason<'a> {
    /// The question.
    pub question: i64,
    /// The place of the reason.
    pub of: ReasonPlace,
    /// The SHA-256 of the reason before the redaction.
    pub sha256: &'a str,
    /// The actor.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// An open redaction of a reason.
#[derive(Debug)]
pub struct OpenRedaction(Option<redacted_reason::Model>);

/// Opens the redaction of a reason at its first passage, which allows the trigger to let it happen if the table is append-only.
pub async fn open(db: &impl Connection, new: NewRedactedReason<'_>, (passage, place): (String, i32)) -> Result<OpenRedaction, StoreError> {
    let Some((kind, row)) = new.of.guarded() else { return Ok(OpenRedaction(None)) };
    let open = redacted_reason::ActiveModel {
        id: NotSet,
        question_id: Set(new.question),
        kind: Set(kind.to_owned()),
        row_id: Set(row),
        sha256: Set(new.sha256.to_owned()),
        redacted_by: Set(new.by),
        redacted_at: Set(new.at),
        passage: Set(Some(passage)),
        place: Set(Some(place)),
        open_until_commit: Set(Some(NEVER)),
    };
    Ok(OpenRedaction(Some(open.insert(db).await?)))
}

/// Moves an open redaction to its next passage.
pub async fn next_place(db: &impl Connection, open: &OpenRedaction, (passage, place): (String, i32)) -> Result<(), StoreError> {
    let OpenRedaction(Some(open)) = open else { return Ok(()) };
    let mut row = open.clone().into_active_model();
    (row.passage, row.place) = (Set(Some(passage)), Set(Some(place)));
    row.update_without_returning(db).await?;
    Ok(())
}

/// Closes a redaction. Nothing more can be removed, and the removed passage is not stored.
pub async fn close(db: &impl Connection, open: OpenRedaction) -> Result<(), StoreError> {
    let OpenRedaction(Some(open)) = open else { return Ok(()) };
    let mut row = open.into_active_model();
    (row.passage, row.open_until_commit, row.place) = (Set(None), Set(None), Set(None));
    row.update_without_returning(db).await?;
    Ok(())
}

/// Writes the redacted text of a reason. Returns false if the reason changed meanwhile.
pub async fn set(db: &impl Connection, question: i64, at: ReasonPlace, (before, words): (&str, &str)) -> Result<bool, StoreError> {
    let row = match at {
        ReasonPlace::Event(row) | ReasonPlace::Redaction(row) | ReasonPlace::AnswerDay(row) | ReasonPlace::Referral(row) => row,
        ReasonPlace::Transfer(row) | ReasonPlace::Decision(row) | ReasonPlace::Returned(row) | ReasonPlace::Reminder(row) => row,
        ReasonPlace::Hidden | ReasonPlace::Hiding | ReasonPlace::Correction => question,
    };
    let mut values: Vec<sea_orm::Value> = vec![words.into(), row.into(), before.into()];
    if matches!(at, ReasonPlace::Returned(_)) {
        values.push(question.into());
    }
    Ok(execute(db, at.set(), values).await? > 0)
}

fn hash(reason: &str) -> String {
    format!("{:x}", Sha256::digest(reason))
}

/// Redacted reasons, by the hashes of their text before the redaction.
#[derive(Debug, Clone, Default)]
pub struct RedactedReasons(BTreeSet<String>);

impl RedactedReasons {
    /// Loads those among some reasons, whatever they were given for: one reason may stand at many questions, and beside them.
    pub async fn among<'a>(db: &impl Connection, reasons: impl IntoIterator<Item = &'a str>) -> Result<Self, StoreError> {
        let hashes: BTreeSet<String> = reasons.into_iter().map(hash).collect();
        if hashes.is_empty() {
            return Ok(Self::default());
        }
        let redacted = redacted_reason::Entity::find().filter(redacted_reason::COLUMN.sha256.is_in(hashes));
        Ok(Self(redacted.all(db).await?.into_iter().map(|row| row.sha256).collect()))
    }

    /// The text to show for a reason: the mark for a redacted one. The audit record still has the text before the redaction.
    #[must_use]
    pub fn shown(&self, reason: String) -> String {
        if self.0.contains(&hash(&reason)) { REDACTION_MARK.to_owned() } else { reason }
    }
}
