//! The file of an import: scanned once as a whole, then read record by record, so that it may be larger than memory.

use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufRead, BufReader, Read as _},
    path::PathBuf,
    time::SystemTime,
};

use serde::de::IgnoredAny;
use sha2::{Digest as _, Sha256};

use super::{Import, ImportError};
use crate::import::{
    check::FieldProblems,
    flat::{self, CsvRows, Mapper},
    raw,
    report::RecordProblem,
};

/// Bytes per read.
const READ_BYTES: usize = 256 * 1024;

/// The input of an import: JSON lines, one JSON object, or CSV (with a mapping).
#[derive(Debug, Clone)]
pub enum Contents {
    /// A file, which is read twice.
    File(PathBuf),
    /// These bytes.
    Memory(Vec<u8>),
}

/// A line with what was read there.
pub(super) type Line = (u64, Result<raw::Record, FieldProblems>);

/// The records of a file, in order.
pub(super) type Records<'a> = Box<dyn Iterator<Item = Result<Line, ImportError>> + Send + 'a>;

/// What is known of a file before its first record is saved.
pub(super) struct Outline {
    /// The hash of its bytes, by which the same file is recognised.
    pub sha256: String,
    /// Its number of lines.
    pub lines: u64,
    form: Form,
    stamp: Stamp,
}

/// The length and the modification time of a file; `None` for contents in memory.
type Stamp = Option<(u64, SystemTime)>;

#[derive(Clone, Copy)]
enum Form {
    /// The rows of CSV.
    Rows,
    /// A JSON object on each line.
    Lines,
    /// One JSON object over several lines.
    Object,
}

impl Import {
    /// Scans the whole file, so that nothing is saved of a file that is not valid text.
    pub(super) fn outline(&self) -> Result<Outline, ImportError> {
        let stamp = self.stamp()?;
        let mut file = self.file()?;
        let (mut sha, mut lines, mut first, mut line) = (Sha256::new(), 0, String::new(), Vec::new());
        while file.read_until(b'\n', &mut line).map_err(|error| self.unreadable(error))? > 0 {
            sha.update(&line);
            lines += 1;
            let text = std::str::from_utf8(&line).map_err(|_| ImportError::NotUtf8(self.name.clone()))?;
            if first.is_empty() {
                let text = if lines == 1 { text.strip_prefix('\u{FEFF}').unwrap_or(text) } else { text };
                text.trim().clone_into(&mut first);
            }
            line.clear();
        }
        Ok(Outline { sha256: format!("{:x}", sha.finalize()), lines, form: self.form(&first)?, stamp })
    }

    /// Fails if the file has changed since it was scanned: the progress of an import is stored under the hash of the scanned file.
    pub(super) fn must_be_unchanged(&self, outline: &Outline) -> Result<(), ImportError> {
        if self.stamp()? == outline.stamp { Ok(()) } else { Err(ImportError::Changed(self.name.clone())) }
    }

    fn stamp(&self) -> Result<Stamp, ImportError> {
        let Contents::File(path) = &self.contents else { return Ok(None) };
        let known = std::fs::metadata(path).and_then(|known| Ok((known.len(), known.modified()?)));
        known.map(Some).map_err(|error| self.unreadable(error))
    }

    /// The form of a file, from its first line that is not blank.
    fn form(&self, first: &str) -> Result<Form, ImportError> {
        if !first.starts_with('{') {
            return Ok(Form::Rows);
        }
        if serde_json::from_str::<IgnoredAny>(first).is_ok() {
            return Ok(Form::Lines);
        }
        match serde_json::from_reader::<_, HashMap<String, IgnoredAny>>(self.text()?) {
            Ok(_) => Ok(Form::Object),
            Err(error) if error.is_io() => Err(self.unreadable(error.into())),
            Err(_) => Ok(Form::Lines),
        }
    }

    /// The records of the file, read on demand.
    pub(super) fn records(&self, outline: &Outline, mapper: Option<Mapper>) -> Result<Records<'_>, ImportError> {
        match outline.form {
            Form::Rows => {
                let mapper = mapper.ok_or(ImportError::NoMapping)?;
                let rows = CsvRows::open(self.file()?).map_err(|error| self.unreadable(error))?;
                Ok(Box::new(rows.map(move |row| {
                    let (line, row) = row.map_err(|error| self.unreadable(error))?;
                    Ok((line, row.map_err(broken).and_then(|row| mapper.record(&row))))
                })))
            }
            Form::Object => Ok(Box::new(std::iter::once(self.object(mapper.is_some())))),
            Form::Lines => Ok(Box::new(self.lines()?.map(move |line| {
                let (number, line) = line?;
                let record = match &mapper {
                    Some(mapper) => flat::json_row(&line).map_err(broken).and_then(|row| mapper.record(&row)),
                    None => serde_json::from_str(&line).map_err(|error| broken(error.to_string())),
                };
                Ok((number, record))
            }))),
        }
    }

    /// The file as a single record; a rejected line if records are flat.
    fn object(&self, flat: bool) -> Result<Line, ImportError> {
        let mut text = String::new();
        self.text()?.read_to_string(&mut text).map_err(|error| self.unreadable(error))?;
        let record = serde_json::from_str::<raw::Record>(&text).map_err(|error| broken(error.to_string()));
        Ok((1, if flat { record.and(Err(broken(String::new()))) } else { record }))
    }

    /// The lines that are not blank, with their numbers and without their ends.
    fn lines(&self) -> Result<impl Iterator<Item = Result<(u64, String), ImportError>> + Send + '_, ImportError> {
        let (mut text, mut number) = (self.text()?, 0);
        let lines = std::iter::from_fn(move || {
            let mut line = Vec::new();
            match text.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) => number += 1,
                Err(error) => return Some(Err(self.unreadable(error))),
            }
            if line.ends_with(b"\n") {
                line.pop();
                if line.ends_with(b"\r") {
                    line.pop();
                }
            }
            let line = String::from_utf8(line).map_err(|_| ImportError::NotUtf8(self.name.clone()));
            Some(line.map(|line| (number, line)))
        });
        Ok(lines.filter(|line| !matches!(line, Ok((_, line)) if line.trim().is_empty())))
    }

    /// The file without its byte-order mark.
    fn text(&self) -> Result<Box<dyn BufRead + Send + '_>, ImportError> {
        let mut text = self.file()?;
        flat::skip_bom(&mut text).map_err(|error| self.unreadable(error))?;
        Ok(text)
    }

    /// The file from its beginning.
    fn file(&self) -> Result<Box<dyn BufRead + Send + '_>, ImportError> {
        match &self.contents {
            Contents::File(path) => {
                let file = File::open(path).map_err(|error| self.unreadable(error))?;
                Ok(Box::new(BufReader::with_capacity(READ_BYTES, file)))
            }
            Contents::Memory(bytes) => Ok(Box::new(bytes.as_slice())),
        }
    }

    fn unreadable(&self, error: io::Error) -> ImportError {
        ImportError::Unreadable(self.name.clone(), error)
    }
}

/// The problem of a line that is not a record.
fn broken(why: String) -> FieldProblems {
    vec![(String::new(), RecordProblem::NotARecord(why))]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines and ids of the records of a text, which are the same in memory and in a file.
    fn read(text: &str) -> Vec<(u64, Option<String>)> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let [memory, file] = [Contents::Memory(text.into()), Contents::File(file.path().to_owned())].map(|contents| {
            let (name, folder) = ("test".into(), PathBuf::new());
            let import =
                Import { name, contents, folder, mapping: None, dry_run: false, from_line: None, relative_to: None, audited: false };
            let outline = import.outline().unwrap();
            let lines = import.records(&outline, None).unwrap().map(|line| {
                let (line, record) = line.unwrap();
                (line, record.ok().and_then(|record| record.source_id))
            });
            let lines: Vec<_> = lines.collect();
            (outline.sha256, outline.lines, lines)
        });
        assert_eq!(memory, file);
        memory.2
    }

    #[test]
    fn records_have_the_line_numbers_of_the_file() {
        let [a, b] = ["a", "b"].map(|id| Some(id.to_owned()));
        let text = "{\"source_id\": \"a\"}\n\n{\"source_id\": \"b\"}";
        for text in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{FEFF}{text}\n")] {
            assert_eq!(read(&text), [(1, a.clone()), (3, b.clone())], "{text:?}");
        }
        assert_eq!(read("\n{\n  \"source_id\": \"a\"\n}\n"), [(1, a)], "one object over several lines");
        assert_eq!(read("{\"source_id\":\n{\"source_id\": \"b\"}\n"), [(1, None), (2, b)], "a line that is cut off is one at fault");
        assert_eq!(read("{"), [(1, None)]);
    }

    #[test]
    fn a_modified_file_is_detected() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "{}\n").unwrap();
        let import = Import::open(file.path()).unwrap();
        let outline = import.outline().unwrap();
        import.must_be_unchanged(&outline).unwrap();
        std::fs::write(file.path(), "{}\n{}\n").unwrap();
        assert!(matches!(import.must_be_unchanged(&outline), Err(ImportError::Changed(_))));
    }
}
