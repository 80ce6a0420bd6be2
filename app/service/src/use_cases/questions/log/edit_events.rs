//! The history events of an edit: the names of the changed fields, and earlier values.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{
    Status,
    field::FieldName,
    lifecycle::{CorrectionKind, CorrectionRecord, EventKind},
};
use jawab_store::rows;
use serde_json::json;

use crate::use_cases::{QuestionInput, UnitOfWork, UseCaseResult};

/// The fields whose corrections have events of their own, once the question was published.
const TEXT_FIELDS: [FieldName; 3] = [FieldName::Subject, FieldName::Text, FieldName::SubQuestions];
/// The fields whose changes are recorded with their earlier values, once the question was deposited.
const DEPOSIT_FIELDS: [FieldName; 3] = [FieldName::Legislature, FieldName::Number, FieldName::DepositedOn];

impl UnitOfWork {
    /// Records an edit: a changed day of deposit or number, and the other changed fields. A field with an event of its own is not
    /// recorded twice.
    pub(super) async fn record_edit(
        &mut self,
        (before, old): (&rows::Question, &QuestionInput),
        (after, new): (&rows::Question, &QuestionInput),
        corrected: bool,
        reason: Option<&str>,
    ) -> UseCaseResult<()> {
        let moved = self.record_moved_deposit(before, after, reason).await?;
        let mut fields = changed(old, new);
        fields.retain(|field| !(corrected && TEXT_FIELDS.contains(field) || moved && DEPOSIT_FIELDS.contains(field)));
        if fields.is_empty() && (corrected || moved) {
            return Ok(());
        }
        self.record_event(
            before.id,
            EventKind::Edited,
            None,
            reason,
            json!({ "fields": fields.iter().map(|field| field.code()).collect::<Vec<_>>() }),
        )
        .await
    }

    /// Records a changed day of deposit or number of a deposited question. Returns whether there was a change.
    async fn record_moved_deposit(&mut self, before: &rows::Question, after: &rows::Question, reason: Option<&str>) -> UseCaseResult<bool> {
        let day = moves_deposit(before, after.deposited_on);
        if day {
            let (from, to) = (before.deposited_on, after.deposited_on);
            let correction = CorrectionRecord { what: CorrectionKind::Deposited, before: from, after: to, ended: None };
            self.record_event(before.id, EventKind::DateCorrected, Some(self.today), reason, json!(correction)).await?;
        }
        let (was, is) = ((before.legislature, before.number), (after.legislature, after.number));
        let number = before.status != Status::Draft.code() && was != is;
        if number {
            let data = json!({ "legislature": is.0, "number": is.1, "legislature_before": was.0, "number_before": was.1 });
            self.record_event(before.id, EventKind::Edited, None, reason, data).await?;
        }
        Ok(day || number)
    }
}

/// Whether the day of deposit is replaced. A draft has no such day.
pub(super) fn moves_deposit(before: &rows::Question, on: Option<NaiveDate>) -> bool {
    let moved = before.deposited_on.zip(on).is_some_and(|(before, on)| before != on);
    moved && before.status != Status::Draft.code()
}

/// The fields whose values changed.
fn changed(before: &QuestionInput, after: &QuestionInput) -> Vec<FieldName> {
    let all = [
        (FieldName::Subject, before.subject != after.subject),
        (FieldName::Text, before.text != after.text),
        (FieldName::SubQuestions, before.sub_questions != after.sub_questions),
        (FieldName::Authors, before.authors != after.authors),
        (FieldName::Ministries, differ(&before.ministries, &after.ministries)),
        (FieldName::Legislature, before.legislature != after.legislature),
        (FieldName::Number, before.number != after.number),
        (FieldName::DepositedOn, before.deposited_on != after.deposited_on),
        (FieldName::Kind, before.kind != after.kind),
        (FieldName::Themes, differ(&before.themes, &after.themes)),
        (FieldName::Press, before.press != after.press),
        (FieldName::Links, differ(&before.links, &after.links)),
    ];
    all.into_iter().filter_map(|(field, differs)| differs.then_some(field)).collect()
}

/// Whether two lists differ, regardless of order.
pub(super) fn differ<T: Ord>(before: &[T], after: &[T]) -> bool {
    before.iter().collect::<BTreeSet<_>>() != after.iter().collect::<BTreeSet<_>>()
}
