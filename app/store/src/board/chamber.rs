//! The work queues of a clerk: drafts, deposited questions, unpublished ones, answers to judge, and requests to decide.

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{Chamber, Legislature, PerLocale, Publication, QuestionNumber};
use sea_orm::{ConnectionTrait, EntityTrait as _, FromQueryResult, QueryFilter as _, Statement, Value};

use super::part::subjects;
use crate::{Ledger, StoreError, entity::transfer_request, rows};

/// A queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Queue {
    /// Submitted answers, to accept or return.
    Answers,
    /// Transfer requests, to grant or refuse.
    Transfers,
    /// Requests to hide a question or to show it again, for a second person to confirm.
    Hidings,
    /// Requested corrections, for a second person to confirm.
    Corrections,
    /// Deposited questions, not yet transmitted: no clock runs.
    Deposited,
    /// Transmitted or answered questions that are not published.
    Unpublished,
    /// Questions not yet deposited.
    Drafts,
}

impl Queue {
    /// Every queue, the most urgent first.
    pub const ALL: [Self; 7] =
        [Self::Answers, Self::Transfers, Self::Hidings, Self::Corrections, Self::Deposited, Self::Unpublished, Self::Drafts];

    /// The rows as SQL, with the question `q`. SQLite joins tables in the order of a CROSS JOIN, and the requests are far fewer than the
    /// questions of a Chamber.
    const fn from(self) -> &'static str {
        match self {
            // A published answer stays linked to the work it came from.
            Self::Answers => {
                "FROM ministry_work w CROSS JOIN question q JOIN answer n ON n.id = w.answer_id \
                 WHERE w.state = 'submitted' AND q.id = w.question_id AND n.published_at IS NULL AND q.status = 'transmitted'"
            }
            Self::Transfers => {
                "FROM transfer_request r CROSS JOIN question q \
                 WHERE r.decision IS NULL AND q.id = r.question_id AND q.status = 'transmitted'"
            }
            Self::Hidings => "FROM hiding_request h CROSS JOIN question q WHERE q.id = h.question_id AND q.publication <> 'unpublished'",
            Self::Corrections => "FROM correction_request c CROSS JOIN question q WHERE q.id = c.question_id",
            // The condition on the publication makes the index usable.
            Self::Deposited => {
                "FROM question q WHERE q.publication IN ('unpublished', 'published', 'hidden') AND q.status = 'deposited' AND q.kind = 'written'"
            }
            Self::Unpublished => {
                "FROM question q WHERE q.publication = 'unpublished' AND q.status IN ('transmitted', 'answered') AND q.kind = 'written'"
            }
            Self::Drafts => {
                "FROM question q WHERE q.publication = 'unpublished' AND q.status = 'draft' \
                 AND NOT EXISTS (SELECT 1 FROM deleted_draft gone WHERE gone.question_id = q.id)"
            }
        }
    }

    /// Requests that need two people wait for anybody (`$2`) but the one who asked.
    const fn by_another(self) -> Option<&'static str> {
        match self {
            Self::Hidings => Some("AND h.asked_by <> $2"),
            Self::Corrections => Some("AND c.asked_by <> $2"),
            _ => None,
        }
    }

    const fn columns(self) -> &'static str {
        match self {
            Self::Answers => {
                "w.ministry_id AS ministry, NULL AS other_ministry, w.submitted_on AS since, NULL AS asked_at, NULL AS asked_by, NULL AS reason, \
                 (SELECT a.due_on FROM attribution a WHERE a.question_id = q.id AND a.ministry_id = w.ministry_id AND a.until IS NULL) AS due_on"
            }
            Self::Transfers => {
                "r.from_ministry_id AS ministry, r.to_ministry_id AS other_ministry, NULL AS since, r.asked_at AS asked_at, \
                 r.asked_by AS asked_by, r.reason AS reason, q.due_on AS due_on"
            }
            Self::Hidings => {
                "NULL AS ministry, NULL AS other_ministry, NULL AS since, h.asked_at AS asked_at, h.asked_by AS asked_by, \
                 h.reason AS reason, NULL AS due_on"
            }
            Self::Corrections => {
                "NULL AS ministry, NULL AS other_ministry, NULL AS since, c.asked_at AS asked_at, c.asked_by AS asked_by, \
                 c.reason AS reason, q.due_on AS due_on"
            }
            Self::Deposited => {
                "NULL AS ministry, NULL AS other_ministry, q.deposited_on AS since, NULL AS asked_at, NULL AS asked_by, NULL AS reason, \
                 NULL AS due_on"
            }
            Self::Unpublished => {
                "NULL AS ministry, NULL AS other_ministry, q.transmitted_on AS since, NULL AS asked_at, NULL AS asked_by, NULL AS reason, \
                 q.due_on AS due_on"
            }
            Self::Drafts => {
                "NULL AS ministry, NULL AS other_ministry, NULL AS since, q.updated_at AS asked_at, NULL AS asked_by, NULL AS reason, \
                 NULL AS due_on"
            }
        }
    }

    const fn order(self) -> &'static str {
        match self {
            Self::Answers => "w.submitted_on, q.id, w.ministry_id",
            Self::Transfers => "r.asked_at, r.id",
            Self::Hidings => "h.asked_at, q.id",
            Self::Corrections => "c.asked_at, q.id",
            Self::Deposited => "q.deposited_on, q.id",
            Self::Unpublished => "q.transmitted_on, q.id",
            Self::Drafts => "q.updated_at DESC, q.id DESC",
        }
    }
}

/// An entry of a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueItem {
    /// The question.
    pub question: i64,
    /// Its code.
    pub code: String,
    /// Its Chamber.
    pub chamber: Chamber,
    /// Its legislature, if known.
    pub legislature: Option<Legislature>,
    /// Its number, if it has one.
    pub number: Option<QuestionNumber>,
    /// Its publication.
    pub publication: Publication,
    /// Its subject.
    pub subject: PerLocale<String>,
    /// The ministry it concerns.
    pub ministry: Option<i64>,
    /// The ministry of a requested transfer.
    pub other_ministry: Option<i64>,
    /// The day since which it waits.
    pub since: Option<NaiveDate>,
    /// The instant since which it waits, if known.
    pub asked_at: Option<DateTime<Utc>>,
    /// The person who asked, as the history stores actors.
    pub asked_by: Option<String>,
    /// The reason.
    pub reason: Option<String>,
    /// The ministry's due date.
    pub due_on: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    code: String,
    chamber: String,
    legislature: Option<i32>,
    number: Option<i32>,
    publication: String,
    ministry: Option<i64>,
    other_ministry: Option<i64>,
    since: Option<NaiveDate>,
    asked_at: Option<DateTime<Utc>>,
    asked_by: Option<String>,
    reason: Option<String>,
    due_on: Option<NaiveDate>,
}

/// The length of each queue of a Chamber, for an actor (as the history stores actors).
pub async fn queue_lengths(
    db: &impl ConnectionTrait,
    ledger: &Ledger,
    chamber: Chamber,
    whom: &str,
) -> Result<Vec<(Queue, u64)>, StoreError> {
    let lengths = ledger.queue_lengths(chamber);
    let mut counts = Vec::new();
    for waiting in Queue::ALL {
        let count = match waiting {
            Queue::Deposited | Queue::Unpublished | Queue::Drafts => lengths.get(&waiting).copied().unwrap_or_default(),
            Queue::Answers | Queue::Transfers | Queue::Hidings | Queue::Corrections => requested(db, chamber, waiting, whom).await?,
        };
        counts.push((waiting, count));
    }
    Ok(counts)
}

/// The length of a queue of requests or submissions.
async fn requested(db: &impl ConnectionTrait, chamber: Chamber, waiting: Queue, whom: &str) -> Result<u64, StoreError> {
    let sql = format!("SELECT COUNT(*) AS n {} AND q.chamber = $1 {}", waiting.from(), waiting.by_another().unwrap_or_default());
    let values = [Value::from(chamber.code())].into_iter().chain(waiting.by_another().map(|_| whom.into()));
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values.collect::<Vec<_>>())).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get::<i64>("", "n"))?.cast_unsigned())
}

/// A page of a queue of a Chamber, for an actor (as the history stores actors): the longest waiting first, but the latest first for
/// drafts.
pub async fn queue(
    db: &impl ConnectionTrait,
    chamber: Chamber,
    what: Queue,
    whom: &str,
    range: std::ops::Range<u64>,
) -> Result<Vec<QueueItem>, StoreError> {
    let sql = format!(
        "SELECT q.id, q.code, q.chamber, q.legislature, q.number, q.publication, {} {} AND q.chamber = $1 {} ORDER BY {} LIMIT {} OFFSET {}",
        what.columns(),
        what.from(),
        what.by_another().unwrap_or_default(),
        what.order(),
        range.end.saturating_sub(range.start),
        range.start
    );
    let values: Vec<Value> = [Value::from(chamber.code())].into_iter().chain(what.by_another().map(|_| whom.into())).collect();
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    let subjects = subjects(db, rows.iter().map(|row| row.id)).await?;
    rows.into_iter()
        .map(|row| {
            Ok(QueueItem {
                question: row.id,
                code: row.code,
                chamber: row.chamber.parse()?,
                legislature: row.legislature.map(TryInto::try_into).transpose()?,
                number: row.number.map(TryInto::try_into).transpose()?,
                publication: row.publication.parse()?,
                subject: subjects.get(&row.id).cloned().unwrap_or_default(),
                ministry: row.ministry,
                other_ministry: row.other_ministry,
                since: row.since,
                asked_at: row.asked_at,
                asked_by: row.asked_by,
                reason: row.reason,
                due_on: row.due_on,
            })
        })
        .collect()
}

/// The undecided transfer request of a ministry.
pub async fn transfer_asked(db: &impl ConnectionTrait, question: i64, ministry: i64) -> Result<Option<rows::TransferRequest>, StoreError> {
    let asked = transfer_request::Entity::find()
        .filter(transfer_request::COLUMN.question_id.eq(question))
        .filter(transfer_request::COLUMN.from_ministry_id.eq(ministry))
        .filter(transfer_request::COLUMN.decision.is_null());
    Ok(asked.one(db).await?)
}
