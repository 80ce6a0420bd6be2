//! What a form holds that is kept, and by what that is known to be the same as what is saved.

use chrono::{DateTime, Utc};
use jawab_domain::Locale;
use jawab_store::{
    StoreError,
    form_drafts::{Name, StoredDraft, about, encode_fields},
};
use jawab_ui::{
    form::{ACTION, ORIGINAL},
    pages::staff::{
        confirm::{ACT, SERIES},
        conflict::BOTH,
        form_drafts::{BY, FORM, FROM, SAVED},
    },
};
use sha2::{Digest as _, Sha256};

/// What is never kept: it belongs to one showing of the form.
const OWN: [&str; 7] = [FORM, BY, FROM, SAVED, "once", "version", ACTION];
/// What nobody typed. Words that look something up are no more than the way to what is chosen.
const UNTYPED: [&str; 4] = [ORIGINAL, BOTH, ACT, SERIES];
/// How many digits of a hash tell two forms apart.
const PRINT: usize = 32;

/// A copy of the fields of a form. Control characters, of which each takes six bytes where it is written, are no part of any text and are
/// left out here as where it is saved.
pub fn copy(
    name: &Name,
    showing: String,
    fields: Vec<(String, String)>,
    based_on: Option<i64>,
    saved_at: DateTime<Utc>,
) -> Result<StoredDraft, StoreError> {
    let typed = fields.into_iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    let fields: Vec<_> = typed.map(|(name, value)| (without_controls(name), without_controls(value))).collect();
    let (content, about) = (print(name, &fields), about(name, &fields));
    Ok(StoredDraft { showing, fields: encode_fields(&fields)?, about, content, based_on, saved_at })
}

fn without_controls(mut text: String) -> String {
    let is_none = |c: char| c >= ' ' || matches!(c, '\n' | '\t');
    if !text.chars().all(is_none) {
        text.retain(is_none);
    }
    text
}

/// A print of what somebody has typed or chosen in a form: the same for two that differ in nothing that is saved.
pub fn print(name: &Name, fields: &[(String, String)]) -> String {
    let several = has_several_texts(fields);
    let counts = |field: &str| {
        let asked = match field {
            "original" => several || !is_answer(name),
            // What corrects an answer is nothing else.
            "kind" => !matches!(name, Name::Correction { .. }),
            _ => true,
        };
        asked && !OWN.contains(&field) && !UNTYPED.contains(&field) && !field.ends_with("-q")
    };
    let trimmed = fields.iter().map(|(field, value)| (field.as_str(), value.trim()));
    let mut held: Vec<(&str, &str)> = trimmed.filter(|(field, value)| !value.is_empty() && counts(field)).collect();
    // Fields stand in the order of the page’s language; only authors have an order of their own.
    held.sort_by_key(|(field, value)| (*field, (*field != "authors").then_some(*value)));
    let mut hasher = Sha256::new();
    for (field, value) in held {
        for part in [field, "\0", value, "\0"] {
            hasher.update(part);
        }
    }
    format!("{:x}", hasher.finalize()).chars().take(PRINT).collect()
}

const fn is_answer(name: &Name) -> bool {
    matches!(name, Name::Answer { .. } | Name::Recorded { .. } | Name::Correction { .. })
}

/// Whether an answer has texts in several languages: of one alone nobody asks whether it is the original.
fn has_several_texts(fields: &[(String, String)]) -> bool {
    let has = |locale: &&Locale| fields.iter().any(|(name, value)| *name == format!("text-{locale}") && !value.trim().is_empty());
    Locale::ALL.iter().filter(has).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, fields: &[(&str, &str)]) -> String {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        print(&Name::parse(name).unwrap(), &fields)
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
        let kept = copy(&Name::Question("q1".into()), "s1".into(), fields, Some(3), DateTime::<Utc>::UNIX_EPOCH).unwrap();
        assert_eq!(kept.pairs().unwrap(), [("text-fr".to_owned(), "ab\tc\nd".to_owned())]);
    }
}
