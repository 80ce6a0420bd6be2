//! Validates the input of use cases. All invalid fields are reported together.

use jawab_domain::{
    PerLocale, TextRole,
    text::{Provenance, clean_body, clean_title},
};
use jawab_store::{
    Connection,
    registers::{self, Register},
};

use crate::address::is_web_address;
use crate::use_cases::{FieldError, PressInput, Problem, TextInput, UseCaseError, UseCaseResult};

/// The maximum number of sub-questions, authors, ministries, themes, citations, links.
pub const MAX_ITEMS: usize = 100;

/// A validated text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CheckedText {
    pub body: String,
    pub role: TextRole,
    pub provenance: Provenance,
}

/// Collects the invalid fields.
#[derive(Debug, Default)]
pub(super) struct Checks {
    pub found: Vec<FieldError>,
}

impl Checks {
    pub fn add(&mut self, field: impl Into<String>, problem: Problem) {
        self.found.push(FieldError { field: field.into(), problem });
    }

    /// Fails with every invalid field, if there is any.
    pub fn done(self) -> UseCaseResult<()> {
        if self.found.is_empty() { Ok(()) } else { Err(UseCaseError::Invalid(self.found)) }
    }

    pub fn titles(&mut self, field: &str, texts: &PerLocale<TextInput>) -> PerLocale<CheckedText> {
        self.clean(field, texts, clean_title)
    }

    pub fn bodies(&mut self, field: &str, texts: &PerLocale<TextInput>) -> PerLocale<CheckedText> {
        self.clean(field, texts, clean_body)
    }

    /// Cleans texts. A blank text counts as missing.
    fn clean(
        &mut self,
        field: &str,
        texts: &PerLocale<TextInput>,
        clean: fn(&str) -> Result<String, jawab_domain::text::TextError>,
    ) -> PerLocale<CheckedText> {
        let mut all = PerLocale::default();
        for (locale, text) in texts.iter().filter(|(_, text)| !text.body.trim().is_empty()) {
            let field = format!("{field}.{locale}");
            let provenance = self.provenance(&field, &text.provenance);
            match clean(&text.body) {
                Ok(body) => all.set(locale, CheckedText { body, role: text.role, provenance }),
                Err(error) => self.add(field, error.into()),
            }
        }
        all
    }

    pub fn name(&mut self, field: &str, raw: Option<&String>) -> Option<String> {
        let raw = raw.filter(|raw| !raw.trim().is_empty())?;
        clean_title(raw).map_err(|error| self.add(field, error.into())).ok()
    }

    fn provenance(&mut self, field: &str, raw: &Provenance) -> Provenance {
        Provenance {
            document: self.name(&format!("{field}.document"), raw.document.as_ref()),
            page: self.name(&format!("{field}.page"), raw.page.as_ref()),
            url: self.address(&format!("{field}.url"), raw.url.as_ref()),
            date: raw.date,
            sha256: self.sha256(&format!("{field}.sha256"), raw.sha256.as_ref()),
        }
    }

    fn address(&mut self, field: &str, raw: Option<&String>) -> Option<String> {
        let address = raw.map(|raw| raw.trim()).filter(|address| !address.is_empty())?;
        if !is_web_address(address) {
            self.add(field, Problem::NotAnAddress);
        }
        Some(address.to_owned())
    }

    fn sha256(&mut self, field: &str, raw: Option<&String>) -> Option<String> {
        let hash = self.name(field, raw)?.to_ascii_lowercase();
        if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            self.add(field, Problem::NotASha256);
        }
        Some(hash)
    }

    pub fn press(&mut self, all: &[PressInput]) -> Vec<PressInput> {
        self.limit("press", all);
        let clean = all.iter().enumerate().map(|(n, press)| PressInput {
            locale: press.locale,
            title: self.name(&format!("press.{n}.title"), press.title.as_ref()),
            outlet: self.name(&format!("press.{n}.outlet"), press.outlet.as_ref()),
            published_on: press.published_on,
            url: self.address(&format!("press.{n}.url"), press.url.as_ref()),
            sha256: self.sha256(&format!("press.{n}.sha256"), press.sha256.as_ref()),
        });
        clean.collect()
    }

    /// Rejects a list that is too long. Returns whether it is short enough to be validated item by item.
    pub fn limit<T>(&mut self, field: &str, items: &[T]) -> bool {
        let fits = items.len() <= MAX_ITEMS;
        if !fits && !self.found.iter().any(|fault| fault.field == field) {
            self.add(field, Problem::TooMany { most: MAX_ITEMS });
        }
        fits
    }

    /// Rejects duplicates.
    pub fn reject_duplicates<T: PartialEq>(&mut self, field: &str, items: &[T]) {
        if !self.limit(field, items) {
            return;
        }
        for (n, item) in items.iter().enumerate() {
            if items.iter().take(n).any(|earlier| earlier == item) {
                self.add(format!("{field}.{n}"), Problem::Twice);
            }
        }
    }

    /// Rejects ids that do not exist in a register.
    pub async fn known(&mut self, db: &impl Connection, of: Register, field: &str, ids: &[i64]) -> UseCaseResult<()> {
        if !self.limit(field, ids) {
            return Ok(());
        }
        let existing = registers::existing(db, of, ids).await?;
        for (n, id) in ids.iter().enumerate() {
            if !existing.contains(id) {
                self.add(format!("{field}.{n}"), Problem::Unknown);
            }
        }
        Ok(())
    }

    /// Rejects a number out of range.
    pub fn in_range(&mut self, field: &str, number: Option<i32>, least: i32, most: i32) {
        if number.is_some_and(|number| number < least || number > most) {
            self.add(field, Problem::OutOfRange { least: least.into(), most: most.into() });
        }
    }
}

/// Combines two checks: reports the invalid fields of both, not only of the first. Any other error is returned alone.
pub(super) fn combine<A, B>(one: UseCaseResult<A>, other: UseCaseResult<B>) -> UseCaseResult<(A, B)> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(UseCaseError::Invalid(mut found)), Err(UseCaseError::Invalid(more))) => {
            found.extend(more);
            Err(UseCaseError::Invalid(found))
        }
        (Err(UseCaseError::Invalid(_)) | Ok(_), Err(error)) | (Err(error), _) => Err(error),
    }
}

/// The problem of a given reason, checked before anything is done with it.
#[must_use]
pub fn reason_problem(raw: &str) -> Option<Problem> {
    clean_title(raw).err().map(Problem::from).filter(|_| !raw.trim().is_empty())
}

/// A required reason.
pub(super) fn reason(raw: &str) -> UseCaseResult<String> {
    optional_reason(Some(raw))?.ok_or_else(|| UseCaseError::field("reason", Problem::Missing))
}

/// An optional reason.
pub(super) fn optional_reason(raw: Option<&str>) -> UseCaseResult<Option<String>> {
    let Some(raw) = raw.filter(|raw| !raw.trim().is_empty()) else { return Ok(None) };
    clean_title(raw).map(Some).map_err(|error| UseCaseError::field("reason", error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults<T>(outcome: UseCaseResult<T>) -> Vec<String> {
        match outcome {
            Err(UseCaseError::Invalid(faults)) => faults.into_iter().map(|fault| fault.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn combined_checks_report_all_invalid_fields() {
        let wrong = |field: &str| Err::<(), _>(UseCaseError::field(field, Problem::Missing));
        assert_eq!(faults(combine(wrong("reason"), wrong("on"))), ["reason", "on"]);
        assert_eq!(faults(combine(wrong("reason"), Ok(1))), ["reason"]);
        assert_eq!(faults(combine(Ok(1), wrong("on"))), ["on"]);
        assert!(matches!(combine(Ok(1), Ok(2)), Ok((1, 2))));
        let other = || Err::<(), _>(UseCaseError::NotFound);
        assert!(matches!(combine(wrong("reason"), other()), Err(UseCaseError::NotFound)), "what is no fault of a field stands by itself");
        assert!(matches!(combine(other(), wrong("on")), Err(UseCaseError::NotFound)));
    }

    #[test]
    fn a_missing_reason_has_no_problem() {
        assert_eq!(reason_problem(" "), None);
        assert_eq!(reason_problem("Erreur"), None);
        assert!(matches!(reason_problem(&"x".repeat(3_027)), Some(Problem::TooLong { .. })));
        assert_eq!(reason_problem("a\u{202E}b"), Some(Problem::DirectionControls));
    }
}
