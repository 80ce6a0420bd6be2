//! The indexed document of a question.

use jawab_domain::{Chamber, Locale, PerLocale, Status};
use tantivy::TantivyDocument;

use super::{
    codes::{code, day},
    schema::{Fields, TextFields},
    shingles::shingles,
    terms::Terms,
};
use crate::{
    analysis::{Kind, Word, words},
    engine::{Document, Named},
    transliterate,
};

impl Fields {
    /// Builds the indexed document of a question.
    pub(super) fn document(&self, question: &Document) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_i64(self.id, question.id);
        let number = number(question);
        for (fields, texts) in self.texts.iter().zip(texts(question, number.as_deref())) {
            for text in texts {
                self.add_text(&mut document, fields, &words(text));
            }
        }
        for (field, values) in self.columns.iter().zip(columns(question)) {
            for value in values {
                document.add_i64(*field, value);
            }
        }
        document
    }

    fn add_text(&self, document: &mut TantivyDocument, fields: &TextFields, words: &[Word]) {
        let [mut plain, mut stems, mut sounds] = [(); 3].map(|()| Terms::default());
        for word in words {
            plain.add(word.position, &word.plain);
            if word.is_stop {
                continue;
            }
            if let Some(key) = transliterate::key(&word.plain, word.kind) {
                sounds.add(0, &sound(word.kind, &key, &word.plain));
            }
            stems.add(word.position, &word.stem);
            for (rest, stem) in &word.without_clitics {
                plain.add(word.position, rest);
                stems.add(word.position, stem);
            }
        }
        for field in [self.word, fields.plain] {
            document.add_text(field, plain.written());
        }
        document.add_text(fields.stems, stems.written());
        (0..fields.repeats).for_each(|_| document.add_text(self.stem, stems.written()));
        document.add_text(self.sound, sounds.written());
        shingles(words).into_iter().for_each(|shingle| document.add_u64(self.shingle, shingle));
    }
}

/// The indexed form of a word by its sound.
pub(in crate::embedded) fn sound(kind: Kind, key: &str, plain: &str) -> String {
    let script = if kind == Kind::Arabic { 'a' } else { 'l' };
    format!("{script}{key} {plain}")
}

/// The texts of each kind, in the order of `TEXTS`.
fn texts<'a>(question: &'a Document, number: Option<&'a str>) -> [Vec<&'a str>; 6] {
    let both = |text: &'a PerLocale<String>| -> Vec<&'a str> { text.iter().map(|(_, body)| body.as_str()).collect() };
    let names = |named: &'a [Named]| -> Vec<&'a str> { named.iter().flat_map(|one| &one.names).map(String::as_str).collect() };
    [
        both(&question.subject),
        both(&question.question),
        both(&question.answer),
        names(&question.authors),
        [names(&question.ministries), names(&question.groups), names(&question.themes)].concat(),
        number.into_iter().collect(),
    ]
}

/// The number of a question as written.
fn number(question: &Document) -> Option<String> {
    question.number.map(|number| match (question.chamber, question.legislature) {
        (Some(chamber), Some(legislature)) => format!("{chamber}/{legislature}/{number}"),
        _ => number.to_string(),
    })
}

/// The values of each column, in the order of `COLUMNS`.
fn columns(question: &Document) -> [Vec<i64>; 11] {
    let ids = |named: &[Named]| distinct(named.iter().map(|one| one.id));
    [
        vec![question.version],
        question.chamber.iter().map(|chamber| code(Chamber::ALL, chamber)).collect(),
        vec![code(Status::ALL, &question.status)],
        distinct(question.languages.iter().map(|locale| code(Locale::ALL, locale))),
        distinct(question.ministries_ever.iter().copied()),
        ids(&question.groups),
        ids(&question.authors),
        ids(&question.themes),
        question.deposited_on.into_iter().map(day).collect(),
        question.due_on.into_iter().map(day).collect(),
        question.answered_on.into_iter().map(day).collect(),
    ]
}

fn distinct(values: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut values: Vec<i64> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}
