//! Two versions of a ministry's answer, changed from the same one; and what of a form its page has no field for any more.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jawab_domain::{Locale, field::FieldName};
use jawab_service::reference_data::ReferenceData;
use jawab_store::read;
use jawab_ui::{
    catalogue::Tr,
    form::FormState,
    pages::{
        question::SubQuestion,
        staff::{
            AnswerPage, UnsavedField, answer,
            conflict::{BOTH, ConflictField},
            unsaved_fields,
        },
    },
};

use super::fields;
use crate::{
    error::AppError,
    staff::{SignedIn, board::Desk, conflict::Parts},
};

/// How the form of an answer falls into parts: whom it is given to is saved with it.
const PARTS: Parts = Parts { groups: &[], dates: &[FieldName::AnsweredOn.form(), FieldName::InternalDueOn.form()], keeps };
/// The fields of the wish that the question go elsewhere.
const TRANSFER: [FieldName; 2] = [FieldName::To, FieldName::Reason];

fn keeps(name: &str) -> bool {
    fields::is_of_answer(name) || matches!(answer::field(name), Some(FieldName::Assignee | FieldName::InternalDueOn))
}

/// The form as it is compared: which of two texts is the original is asked of two alone.
fn settled(form: &FormState) -> FormState {
    let mut form = form.clone();
    if !answer::has_several(&form) {
        form.clear(FieldName::Original.form());
    }
    form
}

/// A fingerprint of what is saved, by which it is known later who has changed what since.
pub fn fingerprint(saved: &FormState) -> String {
    PARTS.fingerprint(&settled(saved))
}

/// Brings what was typed onto what a colleague has saved meanwhile; the parts that both changed.
pub fn merge(saved: &FormState, typed: &mut FormState) -> BTreeSet<String> {
    *typed = settled(typed);
    let both = PARTS.merge(&settled(saved), typed);
    typed.clear(BOTH);
    written_apart(typed);
    both
}

/// Gives up what both changed, for what the colleague has saved.
pub fn take_theirs(saved: &FormState, typed: &mut FormState) {
    PARTS.take_theirs(saved, typed);
    written_apart(typed);
}

/// Texts that were written apart are an original each.
fn written_apart(form: &mut FormState) {
    if answer::has_several(form) && form.filled(FieldName::Original.form()).is_none() {
        form.set(FieldName::Original.form(), "both");
    }
}

/// The parts that are typed otherwise than they are saved.
pub fn differing(saved: &FormState, typed: &FormState) -> BTreeSet<String> {
    PARTS.differing(&settled(saved), &settled(typed))
}

/// What was typed and the page has no field for any more.
pub fn left(page: &AnswerPage, saved: &FormState) -> FormState {
    let theirs = page.is_theirs();
    let changed = if theirs { BTreeSet::new() } else { differing(saved, &page.state) };
    let wished = !theirs || page.transfer_asked.is_some();
    let left =
        |name: &str| changed.contains(PARTS.part(name)) || wished && answer::field(name).is_some_and(|field| TRANSFER.contains(&field));
    FormState::from_pairs(page.state.pairs().iter().filter(|(name, _)| left(name)).cloned())
}

/// What is chosen on the page, by its names.
pub struct Names {
    tr: Tr,
    reference_data: Arc<ReferenceData>,
    people: Vec<(String, String)>,
    questions: BTreeMap<String, String>,
    sub_questions: Vec<SubQuestion>,
}

impl Names {
    /// The names of all that two forms can have chosen.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(signed: &SignedIn, desk: &Desk, sub_questions: &[SubQuestion], forms: [&FormState; 2]) -> Result<Self, AppError> {
        let (db, tr) = (signed.app.database.reader(), Tr::new(signed.locale()));
        let mut ids = Vec::new();
        for code in forms.into_iter().flat_map(|form| form.all(FieldName::Also.form())) {
            ids.extend(read::id_by_code(db, signed.viewer(), code).await?);
        }
        let rows = read::load_rows(db, signed.viewer(), &ids, Some(desk.reference_data.known())).await?;
        let questions = rows.into_iter().map(|row| (row.code.clone(), called(tr, &row))).collect();
        let (reference_data, sub_questions) = (Arc::clone(&desk.reference_data), sub_questions.to_vec());
        Ok(Self { tr, reference_data, people: desk.people(), questions, sub_questions })
    }

    fn get(&self, field: &str, code: &str) -> Option<String> {
        match answer::field(field)? {
            FieldName::Assignee => self.people.iter().find_map(|(of, name)| (of == code).then(|| name.clone())),
            FieldName::Also => self.questions.get(code).cloned(),
            FieldName::To => {
                let ministries = &self.reference_data.ministries;
                Some(self.tr.plain(&ministries.get(ministries.find(code)?)?.name))
            }
            _ => None,
        }
    }

    /// What a field holds, in words.
    fn said(&self, form: &FormState, field: &str) -> String {
        let word = |value: &str| answer::chosen(self.tr, field, value).or_else(|| self.get(field, value));
        PARTS.said(self.tr, form, field, |value| word(value).unwrap_or_else(|| value.to_owned()))
    }

    /// The fields that both changed and that differ, each with what is saved beside what was typed.
    pub fn differences(&self, saved: &FormState, typed: &FormState, both: &BTreeSet<String>) -> Vec<ConflictField> {
        let saved = settled(saved);
        let fields = PARTS.fields(both, (&saved, typed)).into_iter();
        let differing = fields.filter(|name| self.said(&saved, name) != self.said(typed, name));
        differing
            .map(|name| {
                let locale = name.rsplit_once('-').and_then(|(_, code)| code.parse::<Locale>().ok());
                let label = answer::label(self.tr, &name, &self.sub_questions);
                ConflictField {
                    label: locale.map_or_else(|| label.clone(), |locale| format!("{label} ({})", self.tr.language(locale))),
                    locale,
                    theirs: self.said(&saved, &name),
                    chosen: locale.is_none().then(|| self.said(typed, &name)),
                    name,
                }
            })
            .collect()
    }

    /// What is left of a form that was sent to an address, in words.
    pub fn unsaved_fields(&self, address: &str, left: &FormState) -> Vec<UnsavedField> {
        unsaved_fields::from_form(self.tr, address, left, |field, code| self.get(field, code))
    }
}

/// What the question of a code is called, if it may be seen.
///
/// # Errors
/// When the database cannot be read.
pub async fn question(signed: &SignedIn, desk: &Desk, code: &str) -> Result<Option<String>, AppError> {
    let (db, viewer) = (signed.app.database.reader(), signed.viewer());
    let Some(id) = read::id_by_code(db, viewer, code).await? else { return Ok(None) };
    let rows = read::load_rows(db, viewer, &[id], Some(desk.reference_data.known())).await?;
    Ok(rows.first().map(|row| called(Tr::new(signed.locale()), row)))
}

/// What another question is called.
fn called(tr: Tr, row: &read::Row) -> String {
    let subject = if row.subject.is_empty() { tr.t("no-subject") } else { tr.plain(&row.subject) };
    match row.number {
        Some(number) => format!("{subject} ({})", tr.number_of(number)),
        None => subject,
    }
}

#[cfg(test)]
mod tests {
    use jawab_ui::form::ORIGINAL;

    use super::*;

    fn form(fields: &[(&str, &str)]) -> FormState {
        FormState::from_pairs(fields.iter().copied())
    }

    /// What both changed, of an answer that began with some fields; and what was typed, brought onto what is saved.
    fn both(began: &[(&str, &str)], saved: &[(&str, &str)], typed: &[(&str, &str)]) -> (Vec<String>, FormState) {
        let mut typed = form(typed);
        typed.set(ORIGINAL, fingerprint(&form(began)));
        (merge(&form(saved), &mut typed).into_iter().collect(), typed)
    }

    #[test]
    fn every_field_that_both_changed_is_shown_and_nothing_of_a_colleague_is_undone() {
        let began = [("kind", "final"), ("text-fr", "Un."), ("original", "fr"), ("answered-day", "4"), ("covers-1", "fully")];
        let saved =
            [("kind", "holding"), ("text-fr", "Deux."), ("original", "fr"), ("answered-day", "5"), ("covers-1", "partly"), ("also", "q2")];
        let typed = [
            ("kind", "final"),
            ("text-fr", "Trois."),
            ("original", "fr"),
            ("answered-day", "6"),
            ("covers-1", "fully"),
            ("minister-fr", "A"),
        ];
        let (both, merged) = both(&began, &saved, &typed);
        assert_eq!(both, ["answered", "text-fr"]);
        let now = ["kind", "text-fr", "covers-1", "also", "minister-fr"].map(|name| merged.get(name));
        assert_eq!(now, ["holding", "Trois.", "partly", "q2", "A"], "what only one of them changed is as that one has it");
    }

    #[test]
    fn two_texts_written_apart_are_an_original_each() {
        let (both, merged) = both(
            &[("kind", "final")],
            &[("kind", "final"), ("text-ar", "نعم."), ("original", "ar")],
            &[("kind", "final"), ("text-fr", "Oui."), ("original", "fr")],
        );
        assert_eq!((both.len(), merged.get("text-ar"), merged.get("text-fr"), merged.get("original")), (0, "نعم.", "Oui.", "both"));
    }

    #[test]
    fn what_both_changed_is_given_up_and_nothing_else() {
        let saved = form(&[("kind", "final"), ("text-fr", "Deux."), ("original", "fr"), ("assigned", "b"), ("internal-day", "9")]);
        let mut typed = form(&[
            ("both", "internal"),
            ("both", "text-fr"),
            ("do", "theirs"),
            ("version", "3"),
            ("was", "kind=0"),
            ("internal-day", "4"),
            ("internal-month", "5"),
            ("text-fr", "Trois."),
            ("text-ar", "ثلاثة."),
            ("assigned", "a"),
            ("minister-fr", "A"),
        ]);
        take_theirs(&saved, &mut typed);
        let theirs_taken = ["internal-day", "internal-month", "text-fr", "both", "do"].map(|name| typed.get(name));
        assert_eq!(theirs_taken, ["9", "", "Deux.", "", ""]);
        let left = ["text-ar", "original", "assigned", "minister-fr", "version", "was"].map(|name| typed.get(name));
        assert_eq!(left, ["ثلاثة.", "both", "a", "A", "3", "kind=0"]);
    }
}
