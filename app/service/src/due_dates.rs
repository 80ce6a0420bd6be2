//! What follows from a question's attributions and answers: its due date, and whether it is answered. The same for imports and for
//! staff.

use chrono::NaiveDate;
use jawab_domain::{Status, lifecycle::EventKind};
use jawab_store::{
    Connection, StoreError, answers, attributions,
    list::OrderKeys,
    questions::{
        self,
        due::{self, AnswerState},
    },
    rows,
};

/// The due date of a question and its sort keys in lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueDates {
    /// The earliest open due date. Once answered, the last due date, met or missed. `None` if it ended otherwise.
    pub due_on: Option<NaiveDate>,
    /// Its sort keys in lists.
    pub keys: OrderKeys,
}

impl DueDates {
    /// Computes it from the current attributions: whether each ministry still owes an answer, and by when.
    pub fn compute(
        status: Status,
        deposited_on: Option<NaiveDate>,
        answered_on: Option<NaiveDate>,
        parts: impl IntoIterator<Item = (bool, Option<NaiveDate>)>,
    ) -> Self {
        let parts = parts.into_iter();
        let due_on = match status {
            Status::Transmitted => parts.filter(|(owes, _)| *owes).filter_map(|(_, due)| due).min(),
            Status::Answered => parts.filter_map(|(_, due)| due).max(),
            _ => None,
        };
        let open = due_on.filter(|_| status == Status::Transmitted);
        Self { due_on, keys: OrderKeys::from_days(deposited_on, open, answered_on.filter(|_| status == Status::Answered)) }
    }
}

/// Updates a transmitted question to match its published final answers, whoever recorded them: a ministry with such an answer owes
/// nothing any more, and the question is answered once no ministry owes one. Returns the event if the question became answered.
pub async fn apply_final_answers(db: &impl Connection, id: i64) -> Result<Option<(EventKind, Option<NaiveDate>)>, StoreError> {
    match questions::by_id(db, id).await? {
        Some(row) => apply_final_answers_to(db, &row).await,
        None => Ok(None),
    }
}

/// As [`apply_final_answers`], for a question that the change has loaded and locked.
pub(crate) async fn apply_final_answers_to(
    db: &impl Connection,
    row: &rows::Question,
) -> Result<Option<(EventKind, Option<NaiveDate>)>, StoreError> {
    let id = row.id;
    let finals = answers::finals(db, id).await?;
    if row.status != Status::Transmitted.code() || finals.is_empty() {
        return Ok(None);
    }
    let mut owed = Vec::new();
    for part in attributions::open(db, id).await? {
        let theirs = finals.iter().find(|answer| answer.ministry_id.is_none_or(|ministry| ministry == part.ministry_id));
        owed.push((theirs.is_none(), part.due_on));
        if let Some(answer) = theirs
            && part.answered_on.is_none()
        {
            attributions::set_answered_on(db, part.id, answer.answered_on).await?;
        }
    }
    let answered_on = finals.iter().map(|answer| answer.answered_on).collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().max());
    let answered = owed.iter().all(|(owes, _)| !owes);
    let status = if answered { Status::Answered } else { Status::Transmitted };
    let DueDates { due_on, keys } = DueDates::compute(status, row.deposited_on, answered_on, owed);
    due::set_answer_state(db, id, row.version + 1, AnswerState { status, answered_on, due_on, keys }).await?;
    Ok(answered.then_some((EventKind::Answered, answered_on)))
}
