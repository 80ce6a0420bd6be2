//! The acts that somebody recorded here, by field. Such a field changes by an import only where the source newly says something of it.
//!
//! Each import leaves with its event in the history a short hash of what the record said last of each field, and the fields that it left as
//! somebody set them here. The next one compares the hashes, and so tells what changed in the source. Where there is none to compare, as
//! from before this was so, the act here stands.

use std::collections::BTreeSet;

use jawab_domain::{
    field::FieldName,
    lifecycle::{CorrectionKind, EventKind},
};
use jawab_store::{StoreError, rows};
use serde_json::{Map, Value};

mod said;

pub(super) use said::Said;

/// The key under which the event of an import has the hashes of what its record said last.
const SAID: &str = "said";
/// The key under which it has the fields that stayed as they were set here.
const KEPT: &str = "kept";

/// A field that an act here can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Number,
    Kind,
    DepositedOn,
    TransmittedOn,
    AnsweredOn,
    End,
    /// The ministries, with the way that the question took between them.
    Ministries,
    Authors,
    Themes,
    Press,
    Links,
}

impl Field {
    /// In the order of their hashes, which never changes: a new one comes last.
    const ALL: [Self; 11] = [
        Self::Number,
        Self::Kind,
        Self::DepositedOn,
        Self::TransmittedOn,
        Self::AnsweredOn,
        Self::End,
        Self::Ministries,
        Self::Authors,
        Self::Themes,
        Self::Press,
        Self::Links,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Kind => "kind",
            Self::DepositedOn => "deposited_on",
            Self::TransmittedOn => "transmitted_on",
            Self::AnsweredOn => "answered_on",
            Self::End => "end",
            Self::Ministries => "ministries",
            Self::Authors => "authors",
            Self::Themes => "themes",
            Self::Press => "press",
            Self::Links => "links",
        }
    }

    fn from_edited(code: &str) -> Option<Self> {
        [
            (FieldName::Number, Self::Number),
            (FieldName::Legislature, Self::Number),
            (FieldName::Kind, Self::Kind),
            (FieldName::DepositedOn, Self::DepositedOn),
            (FieldName::Ministries, Self::Ministries),
            (FieldName::Authors, Self::Authors),
            (FieldName::Themes, Self::Themes),
            (FieldName::Press, Self::Press),
            (FieldName::Links, Self::Links),
        ]
        .into_iter()
        .find_map(|(name, field)| (name.code() == code).then_some(field))
    }

    const fn from_correction(what: CorrectionKind) -> Option<Self> {
        match what {
            CorrectionKind::Deposited => Some(Self::DepositedOn),
            CorrectionKind::Transmitted => Some(Self::TransmittedOn),
            CorrectionKind::Referred => Some(Self::Ministries),
            CorrectionKind::Answered => Some(Self::AnsweredOn),
            CorrectionKind::Ended => Some(Self::End),
            // These have events of their own.
            CorrectionKind::NotTransmitted | CorrectionKind::NotReferred | CorrectionKind::NotAnswered | CorrectionKind::NotEnded => None,
        }
    }

    /// The fields that an event sets.
    fn set_by(kind: EventKind, data: &Value) -> Vec<Self> {
        match kind {
            EventKind::Deposited => vec![Self::DepositedOn, Self::Number],
            EventKind::Transmitted | EventKind::TransmissionUndone => vec![Self::TransmittedOn, Self::Ministries],
            EventKind::Transferred | EventKind::MinistryAdded | EventKind::ReferralUndone => vec![Self::Ministries],
            EventKind::Withdrawn | EventKind::ConvertedToOral | EventKind::Lapsed | EventKind::EndUndone => vec![Self::End],
            EventKind::Linked | EventKind::Unlinked => vec![Self::Links],
            EventKind::DateCorrected => {
                let what = data.get("what").and_then(Value::as_str).and_then(|code| code.parse::<CorrectionKind>().ok());
                what.and_then(Self::from_correction).into_iter().collect()
            }
            EventKind::Edited => {
                let named = data.get("fields").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
                let number = data.get("number_before").map(|_| Self::Number);
                named.filter_map(Self::from_edited).chain(number).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Whether an import did something, or entered a text; else a person or a program with a token did.
pub(super) fn is_by_import(actor: &str) -> bool {
    actor.starts_with("import ")
}

/// The data of the event of an import: what the record said last, and the fields that stayed as they were set here.
pub(super) fn data_of_import(said: String, kept: &BTreeSet<Field>) -> Value {
    let mut data = Map::from_iter([(SAID.to_owned(), Value::from(said))]);
    if !kept.is_empty() {
        data.insert(KEPT.to_owned(), kept.iter().map(|field| field.code()).collect());
    }
    Value::Object(data)
}

/// The fields that stand as somebody set them here, and what was said last of each.
pub(super) struct Acts {
    fields: BTreeSet<Field>,
    last_said: Option<String>,
}

impl Acts {
    /// Reads them from the history of a question.
    pub fn read(history: &[rows::Event]) -> Result<Self, StoreError> {
        let mut acts = Self { fields: BTreeSet::new(), last_said: None };
        for row in history {
            let kind: EventKind = row.kind.parse()?;
            if !is_by_import(&row.actor) {
                acts.fields.extend(Field::set_by(kind, &row.data));
            } else if matches!(kind, EventKind::Imported | EventKind::ImportUpdated) {
                acts.last_said = row.data.get(SAID).and_then(Value::as_str).map(str::to_owned);
                if acts.last_said.is_some() {
                    // Of the others the value of the source was taken: what somebody set before is no more.
                    let kept: Vec<&str> =
                        row.data.get(KEPT).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
                    acts.fields.retain(|field| kept.contains(&field.code()));
                }
            }
        }
        Ok(acts)
    }

    /// Whether a field stands as somebody set it here.
    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// The fields of which the acts here stand against what a record says.
    pub fn standing(&self, said: &Said) -> BTreeSet<Field> {
        let new = said.new_since(self.last_said.as_deref());
        self.fields.difference(&new).copied().collect()
    }

    /// The hashes of what was said last of each field.
    pub fn into_last_said(self) -> Option<String> {
        self.last_said
    }
}

/// The field that an event of a record sets.
pub(super) const fn field_of(kind: EventKind) -> Option<Field> {
    match kind {
        EventKind::Deposited => Some(Field::DepositedOn),
        EventKind::Transmitted => Some(Field::TransmittedOn),
        EventKind::Transferred => Some(Field::Ministries),
        kind if kind.is_end() => Some(Field::End),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use chrono::{DateTime, NaiveDate};
    use serde_json::json;

    use super::*;
    use crate::import::{check::Checker, draft::Draft, people::People};

    fn draft(fields: Value) -> Draft {
        let mut record = json!({ "source_id": "a", "chamber": "councillors", "subject": { "fr": "Un" } });
        record.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let checker = Checker { folder: Path::new("."), today: NaiveDate::MAX, relative_to: None };
        checker.check(serde_json::from_value(record).unwrap()).unwrap().0
    }

    fn event(kind: EventKind, actor: &str, data: Value) -> rows::Event {
        let (recorded_at, actor) = (DateTime::UNIX_EPOCH, actor.to_owned());
        rows::Event { id: 0, question_id: 1, kind: kind.code().into(), occurred_on: None, recorded_at, actor, reason: None, data }
    }

    fn said(draft: &Draft) -> Said {
        Said::of(draft, &People::default())
    }

    fn imported(draft: &Draft) -> rows::Event {
        event(EventKind::Imported, "import a.jsonl", data_of_import(said(draft).after(Some(&Said::never())), &BTreeSet::new()))
    }

    /// The event of a later import of a record, with the fields that stand against it.
    fn updated(history: &[rows::Event], draft: &Draft) -> rows::Event {
        let acts = Acts::read(history).unwrap();
        let kept = acts.standing(&said(draft));
        event(EventKind::ImportUpdated, "import b.jsonl", data_of_import(said(draft).after(acts.last_said.as_deref()), &kept))
    }

    fn standing(history: &[rows::Event], draft: &Draft) -> Vec<Field> {
        Acts::read(history).unwrap().standing(&said(draft)).into_iter().collect()
    }

    #[test]
    fn an_act_stands_until_the_source_says_something_new() {
        let before = draft(json!({ "transmitted_on": "2026-11-10" }));
        let after = draft(json!({ "transmitted_on": "2026-11-12" }));
        let moved = event(EventKind::DateCorrected, "account:1", json!({ "what": "transmitted" }));
        assert_eq!(standing(&[imported(&before), moved.clone()], &before), [Field::TransmittedOn]);
        assert!(standing(&[imported(&before), moved.clone()], &after).is_empty());
        assert_eq!(standing(&[imported(&before), moved], &draft(json!({}))), [Field::TransmittedOn], "silence is nothing new");
        assert!(standing(&[imported(&before)], &after).is_empty(), "nobody acted here");
    }

    #[test]
    fn a_record_that_says_its_old_value_again_says_nothing_new() {
        let before = draft(json!({ "transmitted_on": "2026-11-10" }));
        let moved = event(EventKind::DateCorrected, "account:1", json!({ "what": "transmitted" }));
        for mut history in [vec![imported(&before)], vec![event(EventKind::Imported, "import a.jsonl", json!({ "source_id": "a" }))]] {
            history.push(moved.clone());
            history.push(updated(&history, &draft(json!({}))));
            assert_eq!(standing(&history, &before), [Field::TransmittedOn], "it was silent once");
        }
    }

    #[test]
    fn an_act_that_the_source_replaced_stands_no_more() {
        let ended = draft(json!({ "status": "withdrawn", "ended_on": "2026-11-19" }));
        let withdrawn = event(EventKind::Withdrawn, "account:1", json!({}));
        let mut history = vec![imported(&draft(json!({}))), withdrawn.clone()];
        history.push(updated(&history, &draft(json!({}))));
        assert_eq!(standing(&history, &draft(json!({}))), [Field::End], "the import left it");
        history.push(updated(&history, &ended));
        assert!(standing(&history, &draft(json!({}))).is_empty(), "the source takes back what it said itself");
        history.push(withdrawn);
        assert_eq!(standing(&history, &draft(json!({}))), [Field::End]);
    }

    #[test]
    fn another_spelling_language_or_order_is_nothing_new() {
        let before = draft(json!({
            "ministries": [{ "fr": "Santé" }, { "fr": "Éducation" }], "themes": [{ "fr": "Eau" }],
            "authors": [{ "name": { "fr": "Amina Zahraoui" }, "gender": "f" }],
        }));
        let same = draft(json!({
            "ministries": [{ "fr": "éducation" }, { "fr": "SANTE", "ar": "الصحة" }], "themes": [{ "fr": "Eau", "ar": "الماء" }],
            "authors": [{ "name": { "fr": "Amina Zahraoui", "ar": "أمينة الزهراوي" }, "district": { "fr": "Azilal" } }],
        }));
        let fields = json!({ "fields": ["ministries", "themes", "authors"] });
        let history = [imported(&before), event(EventKind::Edited, "account:1", fields)];
        assert_eq!(standing(&history, &same), [Field::Ministries, Field::Authors, Field::Themes]);
        let other =
            draft(json!({ "ministry": { "fr": "Santé" }, "themes": [{ "fr": "Air" }], "authors": [{ "name": { "fr": "Nadia" } }] }));
        assert!(standing(&history, &other).is_empty());
    }

    #[test]
    fn an_act_stands_where_nothing_is_known_of_the_last_import() {
        let ended = draft(json!({ "status": "withdrawn", "ended_on": "2026-11-18" }));
        let old = event(EventKind::ImportUpdated, "import a.jsonl", json!({ "source_id": "a" }));
        let withdrawn = event(EventKind::Withdrawn, "account:1", json!({}));
        assert!(standing(&[imported(&draft(json!({}))), withdrawn.clone()], &ended).is_empty());
        assert_eq!(standing(&[imported(&draft(json!({}))), old, withdrawn], &ended), [Field::End]);
    }

    #[test]
    fn an_edit_is_of_the_fields_that_it_names() {
        let edited = event(EventKind::Edited, "token:1", json!({ "fields": ["themes", "subject", "authors"] }));
        let numbered = event(EventKind::Edited, "account:1", json!({ "number": 3, "number_before": 2 }));
        let by_import = event(EventKind::Transferred, "import a.jsonl", json!({}));
        let draft = draft(json!({}));
        assert_eq!(standing(&[imported(&draft), edited, numbered, by_import], &draft), [Field::Number, Field::Authors, Field::Themes]);
    }
}
