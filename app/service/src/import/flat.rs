//! Flat records: rows of CSV or JSON lines, whose columns a mapping file assigns to fields.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use jawab_domain::{AnswerKind, Chamber, Locale, Status, TextRole, question::QuestionKind};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::{raw, report::RecordProblem};

mod field;
mod rows;

pub use field::Field;
pub use rows::{CsvRows, Row, csv_rows, json_row, skip_bom};

/// Assigns the columns of a flat file to fields.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The name of the source: the first part of every `source_id`.
    pub source: String,
    /// The columns that identify a row: one with an id, or several that form one together.
    pub identity: Vec<String>,
    /// Values for every row.
    #[serde(default)]
    pub constants: Constants,
    /// The column of each field, as in `"subject.ar": "subject_ar"`.
    pub columns: BTreeMap<Field, String>,
    /// Other files whose columns are joined to the rows.
    #[serde(default)]
    pub joins: Vec<Join>,
}

/// Values for every row of a flat file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Constants {
    /// The procedure.
    pub kind: Option<QuestionKind>,
    /// The Chamber.
    pub chamber: Option<Chamber>,
    /// The legislature.
    pub legislature: Option<i32>,
    /// The role of the texts; without it the role is unspecified.
    pub role: Option<TextRole>,
}

/// A second file, joined by equal values. Values are compared as names are: accents, hamza and tatweel do not matter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The file, relative to the mapping.
    pub file: String,
    /// The column of the imported file.
    pub from: String,
    /// The column of the joined file.
    pub to: String,
    /// The columns to take, as in [`Mapping::columns`].
    pub columns: BTreeMap<Field, String>,
}

/// Why a mapping cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    /// One of its files cannot be read.
    #[error("{0}: {1}")]
    Unreadable(String, std::io::Error),
    /// It does not have the documented form.
    #[error("{0}: {1}")]
    Malformed(String, String),
}

/// A mapping, with its joined files in memory.
pub struct Mapper {
    mapping: Mapping,
    joined: Vec<HashMap<String, Row>>,
}

impl Mapper {
    /// Reads a mapping file and the files it joins.
    pub fn open(path: &Path) -> Result<Self, MappingError> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|e| MappingError::Unreadable(name.clone(), e))?;
        let mapping: Mapping = serde_json::from_str(&text).map_err(|e| MappingError::Malformed(name.clone(), e.to_string()))?;
        if mapping.identity.is_empty() {
            return Err(MappingError::Malformed(name, "identity names no column".into()));
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        let joined = mapping.joins.iter().map(|join| read_join(folder, join)).collect::<Result<_, _>>()?;
        Ok(Self { mapping, joined })
    }

    /// Maps a row to a record.
    ///
    /// # Errors
    /// The invalid fields.
    pub fn record(&self, row: &Row) -> Result<raw::Record, Vec<(String, RecordProblem)>> {
        let mut fields: BTreeMap<Field, String> = BTreeMap::new();
        let mut problems = Vec::new();
        for (field, column) in &self.mapping.columns {
            match row.get(column) {
                Some(value) => {
                    fields.insert(*field, value.clone());
                }
                None => problems.push((
                    column.clone(),
                    RecordProblem::NotAllowed("the mapping names this column, the row has none of that name".into()),
                )),
            }
        }
        for (join, rows) in self.mapping.joins.iter().zip(&self.joined) {
            let matched = row.get(&join.from).and_then(|value| rows.get(&jawab_search::analysis::name_key(value)));
            for (field, column) in &join.columns {
                if let Some(value) = matched.and_then(|row| row.get(column)) {
                    fields.entry(*field).or_insert_with(|| value.clone());
                }
            }
        }
        fields.retain(|_, value| !value.trim().is_empty());
        if problems.is_empty() { self.build(row, &fields) } else { Err(problems) }
    }

    fn build(&self, row: &Row, fields: &BTreeMap<Field, String>) -> Result<raw::Record, Vec<(String, RecordProblem)>> {
        let constants = &self.mapping.constants;
        let mut problems = Vec::new();
        let get = |field: Field| fields.get(&field).map(|value| value.trim().to_owned());
        let per_locale = |field: fn(Locale) -> Field| Locale::ALL.iter().filter_map(|l| Some((*l, get(field(*l))?))).collect();
        let texts = |field: fn(Locale) -> Field| {
            let text = |body| raw::Text::Full(raw::FullText { body, provenance: constants.role, ..Default::default() });
            Locale::ALL.iter().filter_map(|l| Some((*l, text(get(field(*l))?)))).collect::<jawab_domain::PerLocale<_>>()
        };
        let mut number = |field: Field, name: &str| {
            let value = get(field)?;
            let parsed = value.parse::<i32>();
            if parsed.is_err() {
                problems.push((name.to_owned(), RecordProblem::NotAllowed(format!("{value:?} is no number"))));
            }
            parsed.ok()
        };
        let (number, legislature) = (number(Field::Number, "number"), number(Field::Legislature, "legislature"));
        let chamber = match get(Field::Chamber).map(|code| code.parse()).transpose() {
            Ok(chamber) => chamber.or(constants.chamber),
            Err(error) => {
                problems.push(("chamber".into(), RecordProblem::NotAllowed(error.to_string())));
                None
            }
        };
        let answered = match get(Field::Answered).as_deref().map(parse_bool) {
            Some(None) => {
                problems.push(("answered".into(), RecordProblem::NotAllowed("write true or false".into())));
                None
            }
            answered => answered.flatten(),
        };
        let answer_texts = texts(Field::Answer);
        let answers = if answer_texts.is_empty() {
            Vec::new()
        } else {
            vec![raw::Answer { kind: Some(AnswerKind::Final), date: get(Field::AnsweredOn), texts: answer_texts, ..Default::default() }]
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        let subject: jawab_domain::PerLocale<String> = per_locale(Field::Subject);
        let ministry: jawab_domain::PerLocale<String> = per_locale(Field::Ministry);
        let author = raw::Author {
            name: per_locale(Field::Author),
            gender: get(Field::AuthorGender).and_then(|code| code.parse().ok()),
            group: per_locale(Field::Group),
            district: per_locale(Field::District),
        };
        Ok(raw::Record {
            source_id: self.identity(row),
            kind: constants.kind,
            chamber,
            legislature: legislature.or(constants.legislature),
            number,
            status: answered.filter(|answered| *answered).map(|_| Status::Answered),
            deposited_on: get(Field::DepositedOn),
            transmitted_on: get(Field::TransmittedOn),
            answered_on: get(Field::AnsweredOn).filter(|_| answers.is_empty()),
            authors: if author.name.is_empty() { Vec::new() } else { vec![author] },
            ministry: (!ministry.is_empty()).then_some(ministry),
            subject_roles: constants.role.map_or_else(Default::default, |role| subject.iter().map(|(l, _)| (l, role)).collect()),
            subject,
            text: texts(Field::Text),
            answers,
            ..Default::default()
        })
    }

    /// The id of a row: the source's own if one column contains it, else a hash of the columns that identify it.
    fn identity(&self, row: &Row) -> Option<String> {
        let values: Vec<&str> = self.mapping.identity.iter().map(|column| row.get(column).map_or("", |value| value.trim())).collect();
        let source = &self.mapping.source;
        match values.as_slice() {
            [""] => None,
            [only] => Some(format!("{source}:{only}")),
            several => {
                let hash = format!("{:x}", Sha256::digest(several.join("\u{1f}")));
                Some(format!("{source}:{}", hash.get(..16).unwrap_or(&hash)))
            }
        }
    }
}

fn parse_bool(value: &str) -> Option<bool> {
    match value.to_lowercase().as_str() {
        "true" | "1" | "yes" | "oui" | "نعم" => Some(true),
        "false" | "0" | "no" | "non" | "لا" => Some(false),
        _ => None,
    }
}

fn read_join(folder: &Path, join: &Join) -> Result<HashMap<String, Row>, MappingError> {
    let path = folder.join(&join.file);
    let bytes = std::fs::read(&path).map_err(|e| MappingError::Unreadable(path.display().to_string(), e))?;
    let mut rows = HashMap::new();
    for (_, row) in csv_rows(&bytes) {
        let row = row.map_err(|why| MappingError::Malformed(path.display().to_string(), why))?;
        if let Some(value) = row.get(&join.to) {
            rows.entry(jawab_search::analysis::name_key(value)).or_insert(row);
        }
    }
    Ok(rows)
}
