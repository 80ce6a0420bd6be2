//! The fields of the index: derived words per kind of text, and columns to filter, count and sort by.

use sha2::{Digest, Sha256};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions};

use super::terms::TOKENIZER;
use crate::weights::TEXTS;

/// The version of the analysis. It is raised when the analysis changes what is indexed, so that older indexes are rebuilt.
const ANALYSIS_VERSION: u32 = 2;

/// The names of the columns. All are numbers: codes by their index in `ALL`, dates as days of the era.
const COLUMNS: [&str; 11] =
    ["version", "chamber", "status", "language_of", "ministry", "group", "member", "theme", "deposited", "due", "answered"];

/// The fields of one kind of text.
#[derive(Debug, Clone, Copy)]
pub(in crate::embedded) struct TextFields {
    /// Plain words with positions.
    pub plain: Field,
    /// Stems with positions.
    pub stems: Field,
    /// The weight of a word in this kind of text.
    pub weight: f32,
    /// The number of repetitions of its stems in the field of all stems.
    pub repeats: usize,
}

/// All fields.
#[derive(Debug, Clone)]
pub(in crate::embedded) struct Fields {
    /// The identity.
    pub id: Field,
    /// Every plain word of every text: decides what matches, and is the dictionary.
    pub word: Field,
    /// Every stem, repeated by the weight of its text, for the rough measure.
    pub stem: Field,
    /// Every word by its sound.
    pub sound: Field,
    /// Shingles: numbers of consecutive words.
    pub shingle: Field,
    /// The kinds of text, in the order of `TEXTS`.
    pub texts: [TextFields; 6],
    /// The columns, in the order of `COLUMNS`.
    pub columns: Vec<Field>,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let id = builder.add_i64_field("id", FAST | INDEXED);
    let word = text_field(&mut builder, "word", IndexRecordOption::Basic);
    let stem = text_field(&mut builder, "stem", IndexRecordOption::WithFreqs);
    let sound = text_field(&mut builder, "sound", IndexRecordOption::Basic);
    let shingle = builder.add_u64_field("shingle", NumericOptions::default().set_indexed());
    let texts = TEXTS.map(|(name, weight, repeats)| TextFields {
        plain: text_field(&mut builder, &format!("{name}_plain"), IndexRecordOption::WithFreqsAndPositions),
        stems: text_field(&mut builder, &format!("{name}_stems"), IndexRecordOption::WithFreqsAndPositions),
        weight,
        repeats,
    });
    let columns = COLUMNS.iter().map(|name| builder.add_i64_field(name, FAST)).collect();
    (builder.build(), Fields { id, word, stem, sound, shingle, texts, columns })
}

fn text_field(builder: &mut SchemaBuilder, name: &str, record: IndexRecordOption) -> Field {
    let scored = record != IndexRecordOption::Basic;
    let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(record).set_fieldnorms(scored);
    builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

/// The hash of the schema and the analysis. An index with another hash is outdated.
pub(super) fn hash(schema: &Schema) -> String {
    let described = serde_json::to_string(schema).unwrap_or_default();
    let digest = Sha256::digest(format!("{ANALYSIS_VERSION} {described}"));
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
