//! The texts that search quality is measured on.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::Context as _;
use serde::Deserialize;

/// All texts.
#[derive(Debug, Default)]
pub(super) struct Data {
    /// Distinct subjects of Moroccan questions with their authors.
    pub subjects: Vec<Subject>,
    /// Texts of Belgian questions in French.
    pub texts: Vec<String>,
    /// Sentences in both languages.
    pub sentences: Vec<Sentence>,
    /// Arabic words with their plurals.
    pub plurals: Vec<(String, String)>,
}

/// The subject of a question.
#[derive(Debug, Deserialize)]
pub(super) struct Subject {
    #[serde(rename = "subject_ar")]
    pub text: String,
    #[serde(rename = "author_ar")]
    pub author: String,
    #[serde(rename = "ministry_ar")]
    pub ministry: String,
}

/// A sentence in both languages.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub source: String,
    pub licence: String,
    pub arabic: String,
    pub french: String,
}

#[derive(Deserialize)]
struct Text {
    text_fr: String,
}

impl Data {
    /// Reads a folder that contains `morocco-questions.jsonl`, `belgium-questions-fr.jsonl`, `corpora/parallel-ar-fr.tsv` and
    /// `corpora/broken-plurals-ar.tsv`.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
        };
        let mut seen = BTreeSet::new();
        let mut subjects = lines::<Subject>(&read("morocco-questions.jsonl")?)?;
        subjects.retain(|subject| seen.insert(subject.text.clone()));
        let texts = lines::<Text>(&read("belgium-questions-fr.jsonl")?)?.into_iter().map(|text| text.text_fr).collect();
        let sentences = read("corpora/parallel-ar-fr.tsv")?.lines().skip(1).filter_map(sentence).collect();
        let plurals = read("corpora/broken-plurals-ar.tsv")?;
        let plurals = plurals.lines().skip(1).filter_map(|line| line.split_once('\t'));
        let plurals = plurals.map(|(one, many)| (one.to_owned(), many.to_owned())).collect();
        Ok(Self { subjects, texts, sentences, plurals })
    }
}

fn lines<T: for<'a> Deserialize<'a>>(text: &str) -> serde_json::Result<Vec<T>> {
    text.lines().map(serde_json::from_str).collect()
}

/// A row of source, licence, id, Arabic and French.
fn sentence(line: &str) -> Option<Sentence> {
    let mut cells = line.split('\t').map(str::to_owned);
    let (source, licence, _, arabic, french) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    Some(Sentence { source, licence, arabic, french })
}
