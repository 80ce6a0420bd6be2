//! Two versions of a ministry's answer, changed from the same one; and what of a form its page has no field for any more.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jawab_domain::Locale;
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

/// How the form of an answer falls into parts: whom it is given to is kept with it.
const PARTS: Parts = Parts { groups: &[], dates: &["answered", "internal"], keeps };
/// The fields of the wish that the question go elsewhere.
const TRANSFER: [&str; 3] = ["to", "to-q", "reason"];

fn keeps(name: &str) -> bool {
    fields::is_of_answer(name) || name == "assigned" || name.starts_with("internal-")
}

/// The form as it is compared: which of two texts is the original is asked of two alone.
fn settled(form: &FormState) -> FormState {
    let mut form = form.clone();
    if !answer::has_several(&form) {
        form.clear("original");
    }
    form
}

/// A print of what is kept, by which it is known later who has changed what since.
pub fn print(kept: &FormState) -> String {
    PARTS.print(&settled(kept))
}

/// Brings what was typed onto what a colleague has kept meanwhile; the parts that both changed.
pub fn merge(kept: &FormState, typed: &mut FormState) -> BTreeSet<String> {
    *typed = settled(typed);
    let both = PARTS.merge(&settled(kept), typed);
    typed.clear(BOTH);
    written_apart(typed);
    both
}

/// Gives up what both changed, for what the colleague has kept.
pub fn give_up(kept: &FormState, typed: &mut FormState) {
    PARTS.give_up(kept, typed);
    written_apart(typed);
}

/// Texts that were written apart are an original each.
fn written_apart(form: &mut FormState) {
    if answer::has_several(form) && form.filled("original").is_none() {
        form.set("original", "both");
    }
}

/// The parts that are typed otherwise than they are kept.
pub fn otherwise(kept: &FormState, typed: &FormState) -> BTreeSet<String> {
    PARTS.otherwise(&settled(kept), &settled(typed))
}

/// What was typed and the page has no field for any more.
pub fn left(page: &AnswerPage, kept: &FormState) -> FormState {
    let theirs = page.is_theirs();
    let changed = if theirs { BTreeSet::new() } else { otherwise(kept, &page.state) };
    let wished = !theirs || page.transfer_asked.is_some();
    let left = |name: &str| changed.contains(PARTS.part(name)) || wished && TRANSFER.contains(&name);
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
        for code in forms.into_iter().flat_map(|form| form.all("also")) {
            ids.extend(read::id_by_code(db, signed.viewer(), code).await?);
        }
        let rows = read::load_rows(db, signed.viewer(), &ids, Some(desk.reference_data.known())).await?;
        let questions = rows.into_iter().map(|row| (row.code.clone(), called(tr, &row))).collect();
        let (reference_data, sub_questions) = (Arc::clone(&desk.reference_data), sub_questions.to_vec());
        Ok(Self { tr, reference_data, people: desk.people(), questions, sub_questions })
    }

    fn get(&self, field: &str, code: &str) -> Option<String> {
        match field {
            "assigned" => self.people.iter().find_map(|(of, name)| (of == code).then(|| name.clone())),
            "also" => self.questions.get(code).cloned(),
            "to" => {
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

    /// The fields that both changed and that differ, each with what is kept beside what was typed.
    pub fn differences(&self, kept: &FormState, typed: &FormState, both: &BTreeSet<String>) -> Vec<ConflictField> {
        let kept = settled(kept);
        let fields = PARTS.fields(both, (&kept, typed)).into_iter();
        let differing = fields.filter(|name| self.said(&kept, name) != self.said(typed, name));
        differing
            .map(|name| {
                let locale = name.rsplit_once('-').and_then(|(_, code)| code.parse::<Locale>().ok());
                let label = answer::label(self.tr, &name, &self.sub_questions);
                ConflictField {
                    label: locale.map_or_else(|| label.clone(), |locale| format!("{label} ({})", self.tr.language(locale))),
                    locale,
                    theirs: self.said(&kept, &name),
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

    /// What both changed, of an answer that began with some fields; and what was typed, brought onto what is kept.
    fn both(began: &[(&str, &str)], kept: &[(&str, &str)], typed: &[(&str, &str)]) -> (Vec<String>, FormState) {
        let mut typed = form(typed);
        typed.set(ORIGINAL, print(&form(began)));
        (merge(&form(kept), &mut typed).into_iter().collect(), typed)
    }

    #[test]
    fn every_field_that_both_changed_is_shown_and_nothing_of_a_colleague_is_undone() {
        let began = [("kind", "final"), ("text-fr", "Un."), ("original", "fr"), ("answered-day", "4"), ("covers-1", "fully")];
        let kept =
            [("kind", "holding"), ("text-fr", "Deux."), ("original", "fr"), ("answered-day", "5"), ("covers-1", "partly"), ("also", "q2")];
        let typed = [
            ("kind", "final"),
            ("text-fr", "Trois."),
            ("original", "fr"),
            ("answered-day", "6"),
            ("covers-1", "fully"),
            ("minister-fr", "A"),
        ];
        let (both, merged) = both(&began, &kept, &typed);
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
        let kept = form(&[("kind", "final"), ("text-fr", "Deux."), ("original", "fr"), ("assigned", "b"), ("internal-day", "9")]);
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
        give_up(&kept, &mut typed);
        let given_up = ["internal-day", "internal-month", "text-fr", "both", "do"].map(|name| typed.get(name));
        assert_eq!(given_up, ["9", "", "Deux.", "", ""]);
        let left = ["text-ar", "original", "assigned", "minister-fr", "version", "was"].map(|name| typed.get(name));
        assert_eq!(left, ["ثلاثة.", "both", "a", "A", "3", "kind=0"]);
    }
}
