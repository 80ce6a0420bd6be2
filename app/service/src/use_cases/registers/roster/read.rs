//! Reads the lines of a file of members.

use std::collections::BTreeMap;

use jawab_domain::{Locale, PerLocale, field::FieldName, people::Gender, text::clean_title};
use jawab_search::analysis::name_key;

use super::{Fault, RosterLine, Verdict};
use crate::{
    import::{Row, csv_rows},
    use_cases::{Problem, UseCaseError, UseCaseResult},
};

/// The lines of a file, including invalid ones.
pub(super) fn lines(file: &str) -> UseCaseResult<Vec<RosterLine>> {
    let header = file.trim_start_matches('\u{FEFF}').lines().next().unwrap_or_default();
    if !header.split(['\t', ';', ',']).any(|column| matches!(column.trim().trim_matches('"'), "name_ar" | "name_fr")) {
        return Err(UseCaseError::field(FieldName::File, Problem::Unreadable));
    }
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let lines = csv_rows(file.as_bytes()).map(|(line, row)| {
        let mut of = match row {
            Ok(row) => read(line, &row),
            Err(_) => faulty(line, Fault::Columns),
        };
        if of.verdict == Verdict::New {
            let key = of.names.iter().map(|(_, name)| name_key(name)).collect::<Vec<_>>().join("/");
            let first = *seen.entry(key).or_insert(line);
            if first != line {
                of.verdict = Verdict::Faulty(Fault::Twice(first));
            }
        }
        of
    });
    Ok(lines.collect())
}

fn faulty(line: u64, fault: Fault) -> RosterLine {
    RosterLine {
        line,
        names: PerLocale::default(),
        group: PerLocale::default(),
        district: PerLocale::default(),
        gender: None,
        verdict: Verdict::Faulty(fault),
    }
}

/// A line: a new member until it is matched, or an error.
fn read(line: u64, row: &Row) -> RosterLine {
    let mut fault = None;
    let mut of = |name: &str| {
        let mut texts = PerLocale::default();
        for locale in Locale::ALL {
            let raw = row.get(&format!("{name}_{locale}")).map_or("", |raw| raw.trim());
            match clean_title(raw) {
                _ if raw.is_empty() => {}
                Ok(text) => texts.set(*locale, text),
                Err(problem) => fault = Some(Fault::Text(problem)),
            }
        }
        texts
    };
    let (names, group, district) = (of("name"), of("group"), of("district"));
    let gender = match row.get("gender").map_or("", |raw| raw.trim()) {
        "" => None,
        code => match code.to_ascii_lowercase().parse::<Gender>() {
            Ok(gender) => Some(gender),
            Err(_) => {
                fault = fault.or(Some(Fault::Gender));
                None
            }
        },
    };
    if names.is_empty() {
        fault = fault.or(Some(Fault::NoName));
    }
    RosterLine { line, names, group, district, gender, verdict: fault.map_or(Verdict::New, Verdict::Faulty) }
}
