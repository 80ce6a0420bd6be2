//! Redactions in reasons of the history, by hashes, so that a seal of the unredacted reasons still matches, and nothing else does. That a
//! reason was redacted does not prove its current text; the event of the redaction does, which is sealed itself.

use std::collections::BTreeMap;

use jawab_domain::lifecycle::EventKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _};
use serde::Deserialize;

use super::EVENT;
use crate::{
    Connection, StoreError,
    entity::{event, redacted_reason},
};

/// The redactions of reasons of events, in order for each event.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ReasonRedactions {
    /// The stored hash of the reason before the redaction.
    stored: BTreeMap<i64, Vec<String>>,
    /// The hashes before and after, as the history records them.
    recorded: BTreeMap<i64, Vec<Step>>,
}

/// The data of a redaction event about one reason.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Step {
    event: i64,
    before: String,
    after: String,
}

impl ReasonRedactions {
    /// Loads the redactions in a range of events.
    pub(crate) async fn load(db: &impl Connection, (after, through): (i64, i64)) -> Result<Self, StoreError> {
        let rows = redacted_reason::Entity::find()
            .filter(redacted_reason::COLUMN.kind.eq(EVENT))
            .filter(redacted_reason::COLUMN.row_id.gt(after))
            .filter(redacted_reason::COLUMN.row_id.lte(through));
        let questions = rows.clone().select_only().column(redacted_reason::Column::QuestionId).into_query();
        let (mut stored, mut recorded) = (BTreeMap::<i64, Vec<String>>::new(), BTreeMap::<i64, Vec<Step>>::new());
        for row in rows.order_by_asc(redacted_reason::COLUMN.id).all(db).await? {
            stored.entry(row.row_id).or_default().push(row.sha256);
        }
        if stored.is_empty() {
            return Ok(Self { stored, recorded });
        }
        let redacted = event::Entity::find()
            .filter(event::COLUMN.kind.eq(EventKind::Redacted.code()))
            .filter(event::Column::QuestionId.in_subquery(questions))
            .order_by_asc(event::COLUMN.id);
        for row in redacted.all(db).await? {
            let steps = row.data.get("events").cloned().unwrap_or_default();
            for step in serde_json::from_value::<Vec<Step>>(steps).unwrap_or_default() {
                recorded.entry(step.event).or_default().push(step);
            }
        }
        Ok(Self { stored, recorded })
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.stored.is_empty()
    }

    /// The hash of the original reason of an event, from its current hash. Returns the current hash if the stored hashes, the history and
    /// the current text do not form a chain.
    pub(crate) fn first(&self, event: i64, now: String) -> String {
        let (Some(stored), Some(recorded)) = (self.stored.get(&event), self.recorded.get(&event)) else { return now };
        let is_recorded = stored.iter().eq(recorded.iter().map(|step| &step.before));
        let follows =
            is_recorded && recorded.iter().skip(1).map(|step| &step.before).chain([&now]).eq(recorded.iter().map(|step| &step.after));
        stored.first().filter(|_| follows).cloned().unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(stored: &[&str], recorded: &[(&str, &str)]) -> ReasonRedactions {
        let step = |(before, after): &(&str, &str)| Step { event: 1, before: (*before).into(), after: (*after).into() };
        let stored = stored.iter().map(|hash| (*hash).to_owned()).collect();
        ReasonRedactions { stored: [(1, stored)].into(), recorded: [(1, recorded.iter().map(step).collect())].into() }
    }

    #[test]
    fn what_a_reason_was_follows_from_what_every_redaction_of_it_left() {
        let twice = taken(&["a", "b"], &[("a", "b"), ("b", "c")]);
        assert_eq!([twice.first(1, "c".into()), twice.first(2, "c".into())], ["a", "c"]);
        for (taken, now) in [
            (&twice, "d"),
            (&twice, "b"),
            (&taken(&["a"], &[]), "b"),
            (&taken(&[], &[("a", "b")]), "b"),
            (&taken(&["a"], &[("x", "b")]), "b"),
            (&taken(&["a", "b"], &[("a", "b")]), "b"),
            (&taken(&["a", "b"], &[("a", "x"), ("b", "c")]), "c"),
        ] {
            assert_eq!(taken.first(1, now.into()), now, "{taken:?}");
        }
    }
}
