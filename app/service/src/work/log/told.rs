//! What the history says of an edit: what was another thing before, by the names of its fields.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{
    Status,
    lifecycle::{CorrectionKind, EventKind, Rectified},
};
use jawab_store::rows;
use serde_json::json;

use super::super::{Outcome, QuestionInput, Turn};

/// The fields whose corrections are told one by one, once the question was published.
const TEXTS: [&str; 3] = ["subject", "text", "sub_questions"];
/// The fields whose changes are told with what they were before, once the question was deposited.
const MOVED: [&str; 3] = ["legislature", "number", "deposited_on"];

impl Turn {
    /// Tells of an edit: of another day of deposit or number, and of the fields that hold something else than before. What has an event of
    /// its own is not told twice.
    pub(super) async fn tell_edited(
        &mut self,
        (before, old): (&rows::Question, &QuestionInput),
        (after, new): (&rows::Question, &QuestionInput),
        corrected: bool,
        reason: Option<&str>,
    ) -> Outcome<()> {
        let moved = self.tell_moved(before, after, reason).await?;
        let mut fields = changed(old, new);
        fields.retain(|field| !(corrected && TEXTS.contains(field) || moved && MOVED.contains(field)));
        if fields.is_empty() && (corrected || moved) {
            return Ok(());
        }
        self.tell(before.id, EventKind::Edited, None, reason, json!({ "fields": fields })).await
    }

    /// Tells of another day of deposit, or another number, of what was deposited; whether there was one.
    async fn tell_moved(&mut self, before: &rows::Question, after: &rows::Question, reason: Option<&str>) -> Outcome<bool> {
        let day = moves_deposit(before, after.deposited_on);
        if day {
            let (from, to) = (before.deposited_on, after.deposited_on);
            let rectified = Rectified { what: CorrectionKind::Deposited, before: from, after: to, ended: None };
            self.tell(before.id, EventKind::DateCorrected, Some(self.today), reason, json!(rectified)).await?;
        }
        let (was, is) = ((before.legislature, before.number), (after.legislature, after.number));
        let number = before.status != Status::Draft.code() && was != is;
        if number {
            let data = json!({ "legislature": is.0, "number": is.1, "legislature_before": was.0, "number_before": was.1 });
            self.tell(before.id, EventKind::Edited, None, reason, data).await?;
        }
        Ok(day || number)
    }
}

/// Whether another day takes the place of the day on which a question was deposited. A draft has none to be put right.
pub(super) fn moves_deposit(before: &rows::Question, on: Option<NaiveDate>) -> bool {
    let moved = before.deposited_on.zip(on).is_some_and(|(before, on)| before != on);
    moved && before.status != Status::Draft.code()
}

/// The fields of a question that hold something else than before.
fn changed(before: &QuestionInput, after: &QuestionInput) -> Vec<&'static str> {
    let all = [
        ("subject", before.subject != after.subject),
        ("text", before.text != after.text),
        ("sub_questions", before.sub_questions != after.sub_questions),
        ("authors", before.authors != after.authors),
        ("ministries", others(&before.ministries, &after.ministries)),
        ("legislature", before.legislature != after.legislature),
        ("number", before.number != after.number),
        ("deposited_on", before.deposited_on != after.deposited_on),
        ("kind", before.kind != after.kind),
        ("themes", others(&before.themes, &after.themes)),
        ("press", before.press != after.press),
        ("links", others(&before.links, &after.links)),
    ];
    all.into_iter().filter_map(|(field, differs)| differs.then_some(field)).collect()
}

/// Whether two lists name others, in whatever order.
fn others<T: Ord>(before: &[T], after: &[T]) -> bool {
    before.iter().collect::<BTreeSet<_>>() != after.iter().collect::<BTreeSet<_>>()
}
