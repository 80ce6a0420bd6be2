//! Why what was done to a question was done, wherever that is kept. The history and what else is append-only lets a reason change only to
//! itself with a passage taken out, while a row of `redacted_reason` is open that names it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use jawab_domain::lifecycle::EventKind;
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

mod taken;

pub(crate) use taken::Taken;

/// Where a reason is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// In an event of the history.
    Event(i64),
    /// With an earlier redaction of a text.
    Redaction(i64),
    /// With the correction of the day of a published answer.
    AnswerDay(i64),
    /// With the referral to a ministry.
    Referral(i64),
    /// With the question, which is hidden.
    Hidden,
    /// In the wish to hide it, or to show it again.
    Hiding,
    /// In the wish for a correction.
    Correction,
    /// In a ministry's wish for a transfer.
    Transfer(i64),
    /// In what was decided of that.
    Decision(i64),
    /// In an answer that was returned to a ministry.
    Returned(i64),
    /// With a reminder that was sent to a ministry.
    Reminder(i64),
}

impl At {
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

    /// The table and the row, of what is append-only.
    const fn guarded(self) -> Option<(&'static str, i64)> {
        match self {
            Self::Event(row) => Some((EVENT, row)),
            Self::Redaction(row) => Some(("redaction", row)),
            Self::AnswerDay(row) => Some(("answer_day_correction", row)),
            _ => None,
        }
    }

    /// What sets the reason to `$1`, of the row `$2`, where it reads `$3`.
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

/// The table of events, as `redacted_reason` names it.
const EVENT: &str = "event";

/// Every reason of a question, with where it is kept.
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

/// Reasons that are those of a question too and are kept of others, with which it has an answer in common: what was done to that was told
/// of each at once.
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
    /// Of which question it is kept.
    pub question: i64,
    /// Where it is kept.
    pub at: At,
    /// Of which event, of one in the history.
    pub event: Option<EventKind>,
    /// It.
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

/// Every reason that is kept of a question: those of its history first, in order. One that stands in several places is there as often, and
/// so is one that others have of an answer that is theirs too.
pub async fn of(db: &impl Connection, question: i64) -> Result<Vec<Reason>, StoreError> {
    let sql = format!(
        "SELECT place, row_id, kind, words, question_id FROM \
         (SELECT place, row_id, kind, words, CAST($1 AS BIGINT) AS question_id FROM ({ALL}) own UNION ALL {OF_OTHERS}) reasons \
         ORDER BY CASE place WHEN '{EVENT}' THEN 0 ELSE 1 END, place, row_id, question_id"
    );
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, [question.into()])).all(db).await?;
    let read = |row: Row| -> Result<Option<Reason>, StoreError> {
        let event = row.kind.map(|kind| kind.parse::<EventKind>()).transpose()?;
        Ok(At::read(&row.place, row.row_id).map(|at| Reason { question: row.question_id, at, event, words: row.words }))
    };
    rows.into_iter().filter_map(|row| read(row).transpose()).collect()
}

/// A redaction of a reason that begins.
#[derive(Debug)]
pub struct NewRedactedReason<'a> {
    /// The question.
    pub question: i64,
    /// Where the reason is kept.
    pub of: At,
    /// The hash of the whole of it before.
    pub sha256: &'a str,
    /// Who does it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A redaction of a reason that is under way.
#[derive(Debug)]
pub struct Open(Option<redacted_reason::Model>);

/// Tells the database's guards that a reason is redacted, and where first, if it is one that they guard.
pub async fn open(db: &impl Connection, new: NewRedactedReason<'_>, (passage, place): (String, i32)) -> Result<Open, StoreError> {
    let Some((kind, row)) = new.of.guarded() else { return Ok(Open(None)) };
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
    Ok(Open(Some(open.insert(db).await?)))
}

/// Names the next place of an open redaction to the database's guards.
pub async fn next_place(db: &impl Connection, open: &Open, (passage, place): (String, i32)) -> Result<(), StoreError> {
    let Open(Some(open)) = open else { return Ok(()) };
    let mut row = open.clone().into_active_model();
    (row.passage, row.place) = (Set(Some(passage)), Set(Some(place)));
    row.update(db).await?;
    Ok(())
}

/// Ends a redaction: nothing more may go, and what went is not kept.
pub async fn close(db: &impl Connection, open: Open) -> Result<(), StoreError> {
    let Open(Some(open)) = open else { return Ok(()) };
    let mut row = open.into_active_model();
    (row.passage, row.open_until_commit, row.place) = (Set(None), Set(None), Set(None));
    row.update(db).await?;
    Ok(())
}

/// Puts a reason in the words that a redaction leaves; false where it does not read as before any more.
pub async fn set(db: &impl Connection, question: i64, at: At, (before, words): (&str, &str)) -> Result<bool, StoreError> {
    let row = match at {
        At::Event(row) | At::Redaction(row) | At::AnswerDay(row) | At::Referral(row) => row,
        At::Transfer(row) | At::Decision(row) | At::Returned(row) | At::Reminder(row) => row,
        At::Hidden | At::Hiding | At::Correction => question,
    };
    let mut values: Vec<sea_orm::Value> = vec![words.into(), row.into(), before.into()];
    if matches!(at, At::Returned(_)) {
        values.push(question.into());
    }
    Ok(execute(db, at.set(), values).await? > 0)
}

/// Reasons that were redacted, by the hashes of what they were.
#[derive(Debug, Clone, Default)]
pub struct Redacted(BTreeSet<String>);

impl Redacted {
    /// Those of some questions.
    pub async fn of(db: &impl Connection, questions: impl IntoIterator<Item = i64>) -> Result<Self, StoreError> {
        let of = redacted_reason::Entity::find().filter(redacted_reason::COLUMN.question_id.is_in(questions));
        Ok(Self(of.all(db).await?.into_iter().map(|row| row.sha256).collect()))
    }

    /// Whether a reason is one of them as it was. The audit record keeps what it was told.
    #[must_use]
    pub fn has(&self, reason: &str) -> bool {
        self.0.contains(&format!("{:x}", Sha256::digest(reason)))
    }
}
