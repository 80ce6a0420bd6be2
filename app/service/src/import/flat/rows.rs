//! The rows of flat files, as columns by name.

use std::{
    collections::{HashMap, VecDeque},
    io::{self, BufRead, Chain, Cursor, Read},
};

use csv::{Position, ReaderBuilder, StringRecord};

/// A row: its columns by name.
pub type Row = HashMap<String, String>;

/// Reads the rows of CSV one by one, with the lines they begin on. UTF-8 with or without byte-order mark. The separator is `;`, `,` or
/// tab, whichever is the most frequent in the first line.
pub struct CsvRows<R> {
    reader: csv::Reader<LineBuffer<Chain<Cursor<Vec<u8>>, R>>>,
    columns: Vec<String>,
    record: StringRecord,
}

impl<R: BufRead> CsvRows<R> {
    /// Reads the header line.
    pub fn open(mut text: R) -> io::Result<Self> {
        skip_bom(&mut text)?;
        let mut first = Vec::new();
        text.read_until(b'\n', &mut first)?;
        let count = |separator: u8| first.iter().filter(|b| **b == separator).count();
        let separator = [b',', b';', b'\t'].into_iter().max_by_key(|s| count(*s)).unwrap_or(b',');
        let mut reader = ReaderBuilder::new().delimiter(separator).from_reader(LineBuffer::new(Cursor::new(first).chain(text)));
        let columns = match reader.headers() {
            Ok(columns) => columns.iter().map(|column| column.trim().to_owned()).collect(),
            Err(error) if error.is_io_error() => return Err(error.into()),
            Err(_) => Vec::new(),
        };
        Ok(Self { reader, columns, record: StringRecord::new() })
    }

    /// The line on which a record begins. The rest of the previous line end, and empty lines, do not belong to the record.
    fn first_line(&mut self, at: Option<Position>) -> u64 {
        at.map_or(0, |at| at.line() + self.reader.get_mut().line_ends_at(at.byte()))
    }
}

impl<R: BufRead> Iterator for CsvRows<R> {
    type Item = io::Result<(u64, Result<Row, String>)>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.reader.read_record(&mut self.record) {
            Ok(false) => None,
            Ok(true) => {
                let at = self.record.position().cloned();
                let row = self.columns.iter().cloned().zip(self.record.iter().map(str::to_owned)).collect();
                Some(Ok((self.first_line(at), Ok(row))))
            }
            Err(error) if error.is_io_error() => Some(Err(error.into())),
            Err(error) => {
                let at = error.position().cloned();
                Some(Ok((self.first_line(at), Err(error.to_string()))))
            }
        }
    }
}

/// The same for a text in memory, which can always be read.
pub fn csv_rows(text: &[u8]) -> impl Iterator<Item = (u64, Result<Row, String>)> {
    CsvRows::open(text).into_iter().flatten().flatten()
}

/// Skips a byte-order mark.
pub fn skip_bom(text: &mut impl BufRead) -> io::Result<()> {
    if text.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        text.consume(3);
    }
    Ok(())
}

/// Buffers what is read through it, until the beginning of the next record is known.
struct LineBuffer<R> {
    text: R,
    buffered: VecDeque<u8>,
    /// The position in the text at which the buffer begins.
    begin: u64,
}

impl<R> LineBuffer<R> {
    const fn new(text: R) -> Self {
        Self { text, buffered: VecDeque::new(), begin: 0 }
    }

    /// The number of line ends directly at a position. What is before the position is discarded.
    fn line_ends_at(&mut self, place: u64) -> u64 {
        let passed = usize::try_from(place.saturating_sub(self.begin)).unwrap_or(usize::MAX).min(self.buffered.len());
        self.buffered.drain(..passed);
        self.begin += passed as u64;
        self.buffered.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count() as u64
    }
}

impl<R: Read> Read for LineBuffer<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.text.read(buffer)?;
        self.buffered.extend(buffer.iter().take(read));
        Ok(read)
    }
}

/// A row of JSON lines: an object of strings, numbers and booleans.
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
    fn line_numbers_do_not_depend_on_line_ends() {
        let file = "name,age\nA,1\n\n\"B\nb\",2\nC,3\n";
        for text in [file.to_owned(), file.replace('\n', "\r\n")] {
            let lines: Vec<u64> = csv_rows(text.as_bytes()).map(|(line, _)| line).collect();
            assert_eq!(lines, [2, 4, 6], "{text:?}");
        }
    }
}
