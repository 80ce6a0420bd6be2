//! The content of a draft, and its fingerprint, by which it is known to be the same as the saved state.

use chrono::{DateTime, Utc};
use jawab_domain::{Locale, field::FieldName};
use jawab_store::{
    StoreError,
    form_drafts::{Name, StoredDraft, about, encode_fields},
};
use jawab_ui::{
    form::{ACTION, IDEMPOTENCY_KEY, ORIGINAL, VERSION},
    pages::staff::{
        confirm::{ACT, SERIES},
        conflict::BOTH,
        form_drafts::{BY, FORM, FROM, SAVED},
    },
};
use sha2::{Digest as _, Sha256};

/// The fields that are no part of a draft: they belong to one rendering of the form.
const RENDERING: [&str; 7] = [FORM, BY, FROM, SAVED, IDEMPOTENCY_KEY, VERSION, ACTION];
/// The fields that nobody typed into. Words that look something up (`…-q`) only lead to what is chosen.
const UNTYPED: [&str; 4] = [ORIGINAL, BOTH, ACT, SERIES];
/// The number of hexadecimal digits of a fingerprint.
const FINGERPRINT_DIGITS: usize = 32;

/// The fields of a form as a draft. Control characters, each of which takes six bytes once encoded, are no part of any text and are
/// removed here as in what is saved.
pub fn to_draft(
    name: &Name,
    rendering: String,
    fields: Vec<(String, String)>,
    based_on: Option<i64>,
    saved_at: DateTime<Utc>,
) -> Result<StoredDraft, StoreError> {
    let typed = fields.into_iter().filter(|(name, _)| !RENDERING.contains(&name.as_str()));
    let fields: Vec<_> = typed.map(|(name, value)| (without_controls(name), without_controls(value))).collect();
    let (content, about) = (fingerprint(name, &fields), about(name, &fields));
    Ok(StoredDraft { rendering, fields: encode_fields(&fields)?, about, content, based_on, saved_at })
}

fn without_controls(mut text: String) -> String {
    let is_none = |c: char| c >= ' ' || matches!(c, '\n' | '\t');
    if !text.chars().all(is_none) {
        text.retain(is_none);
    }
    text
}

/// A fingerprint of what somebody has typed or chosen in a form: the same for two forms that differ in nothing that is saved.
pub fn fingerprint(name: &Name, fields: &[(String, String)]) -> String {
    let several = has_several_texts(fields);
    let counts = |field: &str| {
        let asked = if field == FieldName::Original.form() {
            several || !is_answer(name)
        } else {
            // What corrects an answer is nothing else.
            field != FieldName::AnswerKind.form() || !matches!(name, Name::Correction { .. })
        };
        asked && !RENDERING.contains(&field) && !UNTYPED.contains(&field) && !field.ends_with("-q")
    };
    let trimmed = fields.iter().map(|(field, value)| (field.as_str(), value.trim()));
    let mut content: Vec<(&str, &str)> = trimmed.filter(|(field, value)| !value.is_empty() && counts(field)).collect();
    // Fields stand in the order of the page’s language; only authors have an order of their own.
    content.sort_by_key(|(field, value)| (*field, (*field != FieldName::Authors.form()).then_some(*value)));
    let mut hasher = Sha256::new();
    for (field, value) in content {
        for part in [field, "\0", value, "\0"] {
            hasher.update(part);
        }
    }
    format!("{:x}", hasher.finalize()).chars().take(FINGERPRINT_DIGITS).collect()
}

const fn is_answer(name: &Name) -> bool {
    matches!(name, Name::Answer { .. } | Name::Recorded { .. } | Name::Correction { .. })
}

/// Whether an answer has texts in several languages: of one alone nobody asks whether it is the original.
fn has_several_texts(fields: &[(String, String)]) -> bool {
    let has = |locale: &&Locale| {
        let text = FieldName::Texts.in_language(**locale).form();
        fields.iter().any(|(name, value)| *name == text && !value.trim().is_empty())
    };
    Locale::ALL.iter().filter(has).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, fields: &[(&str, &str)]) -> String {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        fingerprint(&Name::parse(name).unwrap(), &fields)
    }

    #[test]
    fn what_differs_in_nothing_that_is_saved_is_the_same() {
        let begun = of("question:q1", &[("subject-fr", "Objet"), ("themes", "eau"), ("themes", "air"), ("version", "3")]);
        let untouched =
            [("themes", "air"), ("text-fr", ""), ("subject-fr", "Objet "), ("themes", "eau"), ("authors-q", "Sal"), ("was", "x")];
        assert_eq!(of("question:q1", &untouched), begun);
        assert_ne!(of("question:q1", &[("subject-fr", "Autre"), ("themes", "eau"), ("themes", "air")]), begun);
        assert_ne!(of("question:q1", &[("authors", "a"), ("authors", "b")]), of("question:q1", &[("authors", "b"), ("authors", "a")]));
    }

    #[test]
    fn which_text_is_the_original_is_asked_of_two_alone() {
        let one = [("text-fr", "Oui."), ("original", "fr")];
        assert_eq!(of("answer:q1:sgg", &one), of("answer:q1:sgg", &one[..1]));
        let two = [("text-fr", "Oui."), ("text-ar", "نعم."), ("original", "fr")];
        assert_ne!(of("answer:q1:sgg", &two), of("answer:q1:sgg", &two[..2]));
    }

    #[test]
    fn what_a_correction_is_is_not_asked() {
        let kind = [("kind", "final")];
        assert_eq!(of("correct:q1:sgg:a1", &kind), of("correct:q1:sgg:a1", &[]));
        assert_ne!(of("record:q1:sgg", &kind), of("record:q1:sgg", &[]));
    }

    #[test]
    fn control_characters_take_no_room() {
        let fields = vec![("text-fr".to_owned(), "a\u{1}\u{1f}b\tc\nd".to_owned()), ("once".to_owned(), "k3x9".to_owned())];
        let draft = to_draft(&Name::Question("q1".into()), "s1".into(), fields, Some(3), DateTime::<Utc>::UNIX_EPOCH).unwrap();
        assert_eq!(draft.pairs().unwrap(), [("text-fr".to_owned(), "ab\tc\nd".to_owned())]);
    }
}
