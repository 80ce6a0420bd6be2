//! What the index holds of a question: derived words per kind of text, and columns to filter, count and sort by.

use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};
use tantivy::{
    TantivyDocument,
    schema::{FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions},
};

use super::{
    rows::rows,
    terms::{TOKENIZER, Terms},
};
use crate::{
    analysis::{Kind, Word, is_stop, words},
    port::{Document, Named},
    transliterate,
};

/// Raised whenever the analysis changes what is indexed, so that older indexes are rebuilt.
const ANALYSIS: u32 = 2;

/// The kinds of text of a question, with what a word found there weighs, and how often it counts among all stems.
pub(super) const TEXTS: [(&str, f32, usize); 6] =
    [("subject", 3.0, 3), ("question", 1.0, 1), ("answer", 0.8, 1), ("author", 2.5, 3), ("body", 0.5, 1), ("number", 3.0, 3)];
/// The columns a question has, by name. All are numbers: codes by their place in `ALL`, dates as days of the era.
const COLUMNS: [&str; 11] =
    ["version", "chamber", "status", "language_of", "ministry", "group", "member", "theme", "deposited", "due", "answered"];

/// The fields of one kind of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextFields {
    /// Plain words, with places.
    pub plain: Field,
    /// Stems, with places.
    pub stems: Field,
    /// What a word found there weighs.
    pub weight: f32,
    /// How often it counts among all stems.
    times: usize,
}

/// All fields.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    /// The identity.
    pub id: Field,
    /// Every plain word, wherever it stands: decides what matches, and is the dictionary.
    pub word: Field,
    /// Every stem, as often as the texts weigh: a rough measure of what a question is about.
    pub stem: Field,
    /// Every word after its sound.
    pub sound: Field,
    /// Which words follow one another, as numbers.
    pub row: Field,
    /// The kinds of text, in the order of [`TEXTS`].
    pub texts: [TextFields; 6],
    columns: Vec<Field>,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let id = builder.add_i64_field("id", FAST | INDEXED);
    let word = text_field(&mut builder, "word", IndexRecordOption::Basic);
    let stem = text_field(&mut builder, "stem", IndexRecordOption::WithFreqs);
    let sound = text_field(&mut builder, "sound", IndexRecordOption::Basic);
    let row = builder.add_u64_field("row", NumericOptions::default().set_indexed());
    let texts = TEXTS.map(|(name, weight, times)| TextFields {
        plain: text_field(&mut builder, &format!("{name}_plain"), IndexRecordOption::WithFreqsAndPositions),
        stems: text_field(&mut builder, &format!("{name}_stems"), IndexRecordOption::WithFreqsAndPositions),
        weight,
        times,
    });
    let columns = COLUMNS.iter().map(|name| builder.add_i64_field(name, FAST)).collect();
    (builder.build(), Fields { id, word, stem, sound, row, texts, columns })
}

fn text_field(builder: &mut SchemaBuilder, name: &str, record: IndexRecordOption) -> Field {
    let scored = record != IndexRecordOption::Basic;
    let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(record).set_fieldnorms(scored);
    builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

/// Identifies the schema and the analysis; an index made under another hash is outdated.
pub(super) fn hash(schema: &Schema) -> String {
    let described = serde_json::to_string(schema).unwrap_or_default();
    let digest = Sha256::digest(format!("{ANALYSIS} {described}"));
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// A date as indexed.
pub(super) fn day(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// An indexed date.
pub(super) fn date(day: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).ok()?)
}

/// A code as indexed: its place among all of its type.
pub(super) fn code<T: PartialEq>(all: &[T], value: &T) -> i64 {
    all.iter().position(|one| one == value).and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)
}

/// An indexed code.
pub(super) fn decode<T: Copy>(all: &[T], code: i64) -> Option<T> {
    all.get(usize::try_from(code).ok()?).copied()
}

impl Fields {
    /// The question as the index takes it.
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
            if is_stop(word) {
                continue;
            }
            if let Some(key) = transliterate::key(&word.plain, word.kind) {
                sounds.add(0, &sound(word.kind, &key, &word.plain));
            }
            stems.add(word.position, &word.stem);
            for (rest, stem) in word.without_clitics() {
                plain.add(word.position, &rest);
                stems.add(word.position, &stem);
            }
        }
        for field in [self.word, fields.plain] {
            document.add_text(field, plain.written());
        }
        document.add_text(fields.stems, stems.written());
        (0..fields.times).for_each(|_| document.add_text(self.stem, stems.written()));
        document.add_text(self.sound, sounds.written());
        rows(words).into_iter().for_each(|row| document.add_u64(self.row, row));
    }
}

/// A word after its sound, as indexed.
pub(super) fn sound(kind: Kind, key: &str, plain: &str) -> String {
    let script = if kind == Kind::Arabic { 'a' } else { 'l' };
    format!("{script}{key} {plain}")
}

/// The texts of each kind, in the order of [`TEXTS`].
fn texts<'a>(question: &'a Document, number: Option<&'a str>) -> [Vec<&'a str>; 6] {
    let both = |text: &'a jawab_domain::PerLocale<String>| -> Vec<&'a str> { text.iter().map(|(_, body)| body.as_str()).collect() };
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

/// The number of a question, as it is written.
fn number(question: &Document) -> Option<String> {
    question.number.map(|number| match (question.chamber, question.legislature) {
        (Some(chamber), Some(legislature)) => format!("{chamber}/{legislature}/{number}"),
        _ => number.to_string(),
    })
}

/// The values of each column, in the order of [`COLUMNS`].
fn columns(question: &Document) -> [Vec<i64>; 11] {
    use jawab_domain::{Chamber, Locale, Status};
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
