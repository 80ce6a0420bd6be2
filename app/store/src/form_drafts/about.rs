//! The title of a draft: its first words, by which its author recognises it.

use jawab_domain::{Locale, PerLocale, field::FieldName};

use super::Name;

/// The longest title in letters: more than a line shows.
const MAX_LETTERS: usize = 300;
/// The prefixes of the fields with the paragraphs of a translation.
const PARAGRAPHS: [&str; 4] = ["subject-", "question-", "sub-", "answer-"];

/// The title of a form: its subject or else its text; for a translation, the first translated paragraph.
#[must_use]
pub fn about(name: &Name, fields: &[(String, String)]) -> PerLocale<String> {
    if let Name::Translation { into, .. } = name {
        let is_paragraph = |field: &str| PARAGRAPHS.iter().any(|start| field.starts_with(start));
        let first = fields.iter().filter(|(field, _)| is_paragraph(field)).find_map(|(_, words)| beginning(words));
        return first.map(|words| (*into, words)).into_iter().collect();
    }
    let typed = |field: FieldName| -> PerLocale<String> {
        let in_language = |locale: &Locale| {
            let name = field.in_language(*locale).form();
            Some((*locale, beginning(&fields.iter().find(|(field, _)| *field == name)?.1)?))
        };
        Locale::ALL.iter().filter_map(in_language).collect()
    };
    Some(typed(FieldName::Subject)).filter(|subject| !subject.is_empty()).unwrap_or_else(|| typed(FieldName::Text))
}

fn beginning(words: &str) -> Option<String> {
    Some(words.trim()).filter(|words| !words.is_empty()).map(|words| words.chars().take(MAX_LETTERS).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, fields: &[(&str, &str)]) -> PerLocale<String> {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        about(&Name::parse(name).unwrap(), &fields)
    }

    #[test]
    fn it_is_its_subject_or_else_its_text_and_no_more_than_its_beginning() {
        let long = "س".repeat(2 * MAX_LETTERS);
        let both = [("text-ar", long.as_str()), ("subject-fr", " Objet "), ("subject-ar", " ")];
        assert_eq!(of("question:q1", &both), PerLocale { ar: None, fr: Some("Objet".into()) });
        assert_eq!(of("answer:q1:sgg", &both[..1]), PerLocale { ar: Some("س".repeat(MAX_LETTERS)), fr: None });
        assert_eq!(of("question:new-a", &[("number", "7")]), PerLocale::default());
    }

    #[test]
    fn of_a_translation_it_is_what_was_written_first() {
        let fields = [("role", "official"), ("subject-1", ""), ("question-2", "Deux")];
        assert_eq!(of("translation:q1:fr", &fields), PerLocale { ar: None, fr: Some("Deux".into()) });
    }
}
