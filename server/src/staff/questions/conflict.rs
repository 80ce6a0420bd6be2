//! Two versions of a question, changed from the same one.

use std::collections::BTreeSet;

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    Locale,
    field::{FieldName, FieldPart},
};
use jawab_service::{new_code, reference_data::NamedSet, use_cases::QuestionInput};
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    catalogue::Tr,
    form::{ACTION, FormState, IDEMPOTENCY_KEY, ORIGINAL, Post, VERSION},
    links,
    pages::staff::{
        ConflictPage, StaffBody,
        confirm::{ACT, SERIES},
        conflict::ConflictField,
        form_drafts::{BY, FORM, FROM, SAVED},
        question_form::{GROUPS, field, is_sub_question_id, label},
    },
};

use super::{Desk, history};
use crate::{error::AppError, staff::conflict::Parts, web::view};

/// What belongs to one sending of the form, and is no part of the question.
const OWN: [&str; 11] = [IDEMPOTENCY_KEY, VERSION, ACTION, FieldName::Reason.form(), FORM, BY, FROM, SAVED, ACT, SERIES, ORIGINAL];
/// How the form of a question falls into parts.
pub(super) const PARTS: Parts =
    Parts { groups: &GROUPS, dates: &[FieldName::DepositedOn.form(), FieldName::TransmittedOn.form()], keeps: |name| !OWN.contains(&name) };

/// Answers with what both have changed. Nothing typed is lost: what is not shown goes along unseen.
pub(super) async fn show(
    desk: &Desk,
    record: &QuestionRecord,
    current: i64,
    saved: &QuestionInput,
    mut state: FormState,
) -> Result<Response, AppError> {
    let locale = desk.signed.locale();
    let who = history::changed_by(&desk.signed, record.id).await?;
    let saved = desk.fill(saved);
    let both = PARTS.merge(&saved, &mut state);
    // What is sent next is based on theirs.
    state.set(ORIGINAL, PARTS.fingerprint(&saved));
    let action = links::staff::question_step(locale, &record.code, "edit");
    let page = ConflictPage {
        question: view::row(record, desk.today),
        post: Post { action, idempotency_key: new_code(), version: Some(current), files: false },
        fields: fields(desk, &saved, &state, &both),
        state,
        who,
    };
    desk.show(StatusCode::CONFLICT, StaffBody::Conflict(Box::new(page))).await
}

/// What the fields are called that differ from what is saved, in the order of the form.
pub(super) fn differing(desk: &Desk, saved: &FormState, typed: &FormState) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for field in fields(desk, saved, typed, &PARTS.differing(saved, typed)) {
        if !labels.contains(&field.label) {
            labels.push(field.label);
        }
    }
    labels
}

/// A field that two forms fill otherwise, in words.
pub(super) struct FieldChange {
    pub field: Option<FieldName>,
    pub label: String,
    pub before: String,
    pub after: String,
}

/// The fields that another form changes, in the order of the form.
pub(super) fn changes(desk: &Desk, saved: &FormState, typed: &FormState) -> Vec<FieldChange> {
    let tr = Tr::new(desk.signed.locale());
    let value = |name: &str, value: &str| match value.parse::<Locale>() {
        Ok(locale) if field(name).is_some_and(|of| of.part == Some(FieldPart::Language)) => tr.language(locale),
        _ => in_words(desk, tr, name, value),
    };
    let words = |state: &FormState, name: &str| PARTS.said(tr, state, name, |of| value(name, of));
    let parts = PARTS.differing(saved, typed);
    let fields = PARTS.fields(&parts, (saved, typed)).into_iter().filter(|name| !is_sub_question_id(name));
    let change = |name: String| FieldChange {
        field: field(&name).map(|of| of.name),
        label: label(tr, &name),
        before: words(saved, &name),
        after: words(typed, &name),
    };
    fields.map(change).filter(|change| change.before != change.after).collect()
}

/// The fields of the parts that both changed which differ, in the order of the form.
fn fields(desk: &Desk, saved: &FormState, typed: &FormState, both: &BTreeSet<String>) -> Vec<ConflictField> {
    let tr = Tr::new(desk.signed.locale());
    let words = |state: &FormState, name: &str| PARTS.said(tr, state, name, |value| in_words(desk, tr, name, value));
    let fields = PARTS.fields(both, (saved, typed)).into_iter().filter(|name| !is_sub_question_id(name));
    let differ = fields.filter(|name| words(saved, name) != words(typed, name));
    differ
        .map(|name| {
            let of = field(&name);
            let is_text = of.is_some_and(|of| match of.name {
                FieldName::Number | FieldName::Legislature | FieldName::Press => true,
                FieldName::Role => false,
                _ => of.locale.is_some(),
            });
            ConflictField {
                label: label(tr, &name),
                locale: of.and_then(|of| of.locale).filter(|_| is_text),
                theirs: words(saved, &name),
                chosen: (!is_text).then(|| words(typed, &name)),
                name,
            }
        })
        .collect()
}

/// A value in words.
fn in_words(desk: &Desk, tr: Tr, name: &str, value: &str) -> String {
    let body = |from: &NamedSet| from.find(value).and_then(|id| from.get(id)).map(|named| tr.plain(&named.name));
    let words = match field(name).map(|of| of.name) {
        Some(FieldName::Authors) => body(&desk.reference_data.members),
        Some(FieldName::Ministries) => body(&desk.reference_data.ministries),
        Some(FieldName::Themes) => desk
            .themes
            .iter()
            .find(|theme| theme.slug == value)
            .map(|theme| tr.plain(&serde_json::from_value(theme.name.clone()).unwrap_or_default())),
        Some(FieldName::Role) => value.parse().ok().map(|role| tr.role(role)),
        _ if name.ends_with("-month") => value.parse().ok().map(|month| tr.month(month)),
        _ => None,
    };
    words.unwrap_or_else(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> FormState {
        FormState::from_pairs(fields.iter().copied())
    }

    /// What was typed into a form that began with some fields.
    fn typed(began: &[(&str, &str)], fields: &[(&str, &str)]) -> FormState {
        let mut state = form(fields);
        state.set(ORIGINAL, PARTS.fingerprint(&form(began)));
        state
    }

    fn both(saved: &[(&str, &str)], state: &mut FormState) -> Vec<String> {
        PARTS.merge(&form(saved), state).into_iter().collect()
    }

    const BEGAN: [(&str, &str); 5] =
        [("subject-fr", "Objet"), ("number", "7"), ("sub-1-fr", "Un"), ("themes", "eau"), ("deposited-day", "4")];

    #[test]
    fn what_one_of_two_changed_is_kept_and_only_what_both_changed_is_shown() {
        let now = [("subject-fr", "Mon objet"), ("number", "7"), ("sub-1-fr", "Un"), ("deposited-day", "4"), ("themes", "eau")];
        let mut mine = typed(&BEGAN, &now);
        let theirs = [("subject-fr", "Leur objet"), ("number", "8"), ("sub-1-fr", "Deux"), ("themes", "eau"), ("deposited-day", "4")];
        assert_eq!(both(&theirs, &mut mine), ["subject-fr"]);
        assert_eq!((mine.get("subject-fr"), mine.get("number"), mine.get("sub-1-fr")), ("Mon objet", "8", "Deux"));
    }

    #[test]
    fn a_group_and_a_date_are_one_part_and_order_makes_no_difference_but_among_authors() {
        let began = [("sub-1-fr", "Un"), ("sub-2-fr", "Deux"), ("themes", "eau"), ("themes", "air"), ("authors", "a"), ("authors", "b")];
        let mut mine = typed(&began, &[("themes", "air"), ("themes", "eau"), ("authors", "b"), ("authors", "a"), ("sub-1-fr", "Deux")]);
        let theirs = [("authors", "a"), ("authors", "b"), ("themes", "eau"), ("sub-1-fr", "Un"), ("sub-2-fr", "Trois")];
        assert_eq!(both(&theirs, &mut mine), ["sub"]);
        assert_eq!(mine.all("themes").collect::<Vec<_>>(), ["eau"], "they took one away");
        assert_eq!(mine.all("authors").collect::<Vec<_>>(), ["b", "a"]);
        let part = |name| PARTS.part(name);
        assert_eq!((part("deposited-month"), part("subject-fr"), part("press-1-on-day")), ("deposited", "subject-fr", "press"));
    }

    #[test]
    fn what_both_changed_is_given_up_as_a_whole_and_nothing_else() {
        let mut mine = form(&[("both", "sub-1-fr"), ("sub-1-fr", "Un"), ("sub-2-fr", "Deux"), ("subject-fr", "Mon objet")]);
        PARTS.take_theirs(&form(&[("sub-1-fr", "Le leur"), ("subject-fr", "Leur objet")]), &mut mine);
        assert_eq!(["sub-1-fr", "sub-2-fr", "subject-fr"].map(|name| mine.get(name)), ["Le leur", "", "Mon objet"]);
    }

    #[test]
    fn what_a_form_began_with_and_nobody_has_any_more_is_no_conflict() {
        let mut mine = typed(&BEGAN, &[("subject-fr", "Objet")]);
        assert!(both(&[("subject-fr", "Objet")], &mut mine).is_empty());
        assert_eq!(mine.pairs().iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["subject-fr", ORIGINAL]);
        // Nor does a part of no form stand in the way of the others.
        let mut mine = form(&[("subject-fr", "Objet"), ("number", "7")]);
        mine.set(ORIGINAL, "gone=00 garbled");
        assert_eq!(both(&[("subject-fr", "Objet"), ("number", "8")], &mut mine), ["number"]);
        assert_eq!(mine.get("number"), "7");
    }

    #[test]
    fn a_form_that_does_not_say_what_it_began_with_shows_all_that_differs() {
        let mut mine = form(&[("subject-fr", "Mon objet"), ("number", "7")]);
        assert_eq!(both(&[("subject-fr", "Objet"), ("number", "7"), ("text-fr", "Texte")], &mut mine), ["subject-fr", "text-fr"]);
    }
}
