//! Rows of flat files: columns by name.

use std::collections::HashMap;

/// A row: its columns by name.
pub type Row = HashMap<String, String>;

/// The rows of a CSV file with the lines they begin on: UTF-8 with or without byte-order mark, columns parted by `;`, `,`
/// or tab, whichever its first line has most of.
pub fn csv_rows(bytes: &[u8]) -> impl Iterator<Item = (u64, Result<Row, String>)> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |separator: u8| first.iter().filter(|b| **b == separator).count();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|s| count(*s)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(bytes);
    let headers = reader.headers().cloned().unwrap_or_default();
    reader
        .into_records()
        .map(move |record| match record {
            Ok(record) => {
                let line = record.position().map_or(0, |at| begins_on(bytes, at));
                (line, Ok(headers.iter().zip(record.iter()).map(|(h, v)| (h.trim().to_owned(), v.to_owned())).collect()))
            }
            Err(error) => (error.position().map_or(0, |at| begins_on(bytes, at)), Err(error.to_string())),
        })
        .collect::<Vec<_>>()
        .into_iter()
}

/// The line on which a record begins. What is left of the line end before it, and empty lines, are not of the record.
fn begins_on(bytes: &[u8], at: &csv::Position) -> u64 {
    let rest = usize::try_from(at.byte()).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
    let before = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    at.line() + before as u64
}

/// A row of JSON lines: an object of texts, numbers and truths.
pub fn json_row(line: &str) -> Result<Row, String> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let text = |value: serde_json::Value| match value {
        serde_json::Value::Null => Some(String::new()),
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Bool(truth) => Some(truth.to_string()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    object
        .into_iter()
        .map(|(name, value)| text(value).map(|value| (name.clone(), value)).ok_or_else(|| format!("{name:?} holds a list or an object")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_alike_whatever_ends_them() {
        let file = "name,age\nA,1\n\n\"B\nb\",2\nC,3\n";
        for text in [file.to_owned(), file.replace('\n', "\r\n")] {
            let lines: Vec<u64> = csv_rows(text.as_bytes()).map(|(line, _)| line).collect();
            assert_eq!(lines, [2, 4, 6], "{text:?}");
        }
    }
}
