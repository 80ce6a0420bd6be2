//! Validates the input of use cases. All invalid fields are reported together.

use jawab_domain::{
    PerLocale, TextRole,
    field::{FieldName, FieldPart, FieldPath},
    text::{Provenance, clean_body, clean_title, is_sha256},
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
    pub fn add(&mut self, field: impl Into<FieldPath>, problem: Problem) {
        self.found.push(FieldError { field: field.into(), problem });
    }

    /// Fails with every invalid field, if there is any.
    pub fn done(self) -> UseCaseResult<()> {
        if self.found.is_empty() { Ok(()) } else { Err(UseCaseError::Invalid(self.found)) }
    }

    pub fn titles(&mut self, field: impl Into<FieldPath>, texts: &PerLocale<TextInput>) -> PerLocale<CheckedText> {
        self.clean(field.into(), texts, clean_title)
    }

    pub fn bodies(&mut self, field: impl Into<FieldPath>, texts: &PerLocale<TextInput>) -> PerLocale<CheckedText> {
        self.clean(field.into(), texts, clean_body)
    }

    /// Cleans texts. A blank text counts as missing.
    fn clean(
        &mut self,
        field: FieldPath,
        texts: &PerLocale<TextInput>,
        clean: fn(&str) -> Result<String, Problem>,
    ) -> PerLocale<CheckedText> {
        let mut all = PerLocale::default();
        for (locale, text) in texts.iter().filter(|(_, text)| !text.body.trim().is_empty()) {
            let field = field.in_language(locale);
            let provenance = self.provenance(field, &text.provenance);
            match clean(&text.body) {
                Ok(body) => all.set(locale, CheckedText { body, role: text.role, provenance }),
                Err(problem) => self.add(field, problem),
            }
        }
        all
    }

    pub fn name(&mut self, field: impl Into<FieldPath>, raw: Option<&String>) -> Option<String> {
        let raw = raw.filter(|raw| !raw.trim().is_empty())?;
        clean_title(raw).map_err(|problem| self.add(field, problem)).ok()
    }

    fn provenance(&mut self, field: FieldPath, raw: &Provenance) -> Provenance {
        Provenance {
            document: self.name(field.part(FieldPart::Document), raw.document.as_ref()),
            page: self.name(field.part(FieldPart::Page), raw.page.as_ref()),
            url: self.address(field.part(FieldPart::Url), raw.url.as_ref()),
            date: raw.date,
            sha256: self.sha256(field.part(FieldPart::Sha256), raw.sha256.as_ref()),
        }
    }

    fn address(&mut self, field: FieldPath, raw: Option<&String>) -> Option<String> {
        let address = raw.map(|raw| raw.trim()).filter(|address| !address.is_empty())?;
        if !is_web_address(address) {
            self.add(field, Problem::NotAnAddress);
        }
        Some(address.to_owned())
    }

    fn sha256(&mut self, field: FieldPath, raw: Option<&String>) -> Option<String> {
        let hash = self.name(field, raw)?.to_ascii_lowercase();
        if !is_sha256(&hash) {
            self.add(field, Problem::NotASha256);
        }
        Some(hash)
    }

    pub fn press(&mut self, all: &[PressInput]) -> Vec<PressInput> {
        self.limit(FieldName::Press, all);
        let clean = all.iter().enumerate().map(|(n, press)| PressInput {
            locale: press.locale,
            title: self.name(FieldName::Press.at(n).part(FieldPart::Title), press.title.as_ref()),
            outlet: self.name(FieldName::Press.at(n).part(FieldPart::Outlet), press.outlet.as_ref()),
            published_on: press.published_on,
            url: self.address(FieldName::Press.at(n).part(FieldPart::Url), press.url.as_ref()),
            sha256: self.sha256(FieldName::Press.at(n).part(FieldPart::Sha256), press.sha256.as_ref()),
        });
        clean.collect()
    }

    /// Rejects a list that is too long. Returns whether it is short enough to be validated item by item.
    pub fn limit<T>(&mut self, field: FieldName, items: &[T]) -> bool {
        let fits = items.len() <= MAX_ITEMS;
        if !fits && !self.found.iter().any(|fault| fault.field == FieldPath::from(field)) {
            self.add(field, Problem::TooMany { most: MAX_ITEMS });
        }
        fits
    }

    /// Rejects duplicates.
    pub fn reject_duplicates<T: PartialEq>(&mut self, field: FieldName, items: &[T]) {
        if !self.limit(field, items) {
            return;
        }
        for (n, item) in items.iter().enumerate() {
            if items.iter().take(n).any(|earlier| earlier == item) {
                self.add(field.at(n), Problem::Twice);
            }
        }
    }

    /// Rejects ids that do not exist in a register.
    pub async fn known(&mut self, db: &impl Connection, of: Register, field: FieldName, ids: &[i64]) -> UseCaseResult<()> {
        if !self.limit(field, ids) {
            return Ok(());
        }
        let existing = registers::existing(db, of, ids).await?;
        for (n, id) in ids.iter().enumerate() {
            if !existing.contains(id) {
                self.add(field.at(n), Problem::Unknown);
            }
        }
        Ok(())
    }

    /// Rejects a number out of range.
    pub fn in_range(&mut self, field: FieldName, number: Option<i32>, least: i32, most: i32) {
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
    clean_title(raw).err().filter(|_| !raw.trim().is_empty())
}

/// A required reason.
pub(super) fn reason(raw: &str) -> UseCaseResult<String> {
    optional_reason(Some(raw))?.ok_or_else(|| UseCaseError::field(FieldName::Reason, Problem::Missing))
}

/// An optional reason.
pub(super) fn optional_reason(raw: Option<&str>) -> UseCaseResult<Option<String>> {
    let Some(raw) = raw.filter(|raw| !raw.trim().is_empty()) else { return Ok(None) };
    clean_title(raw).map(Some).map_err(|problem| UseCaseError::field(FieldName::Reason, problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults<T>(outcome: UseCaseResult<T>) -> Vec<FieldPath> {
        match outcome {
            Err(UseCaseError::Invalid(faults)) => faults.into_iter().map(|fault| fault.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn combined_checks_report_all_invalid_fields() {
        let (reason, on) = (FieldName::Reason, FieldName::On);
        let wrong = |field: FieldName| Err::<(), _>(UseCaseError::field(field, Problem::Missing));
        assert_eq!(faults(combine(wrong(reason), wrong(on))), [FieldPath::from(reason), on.into()]);
        assert_eq!(faults(combine(wrong(reason), Ok(1))), [FieldPath::from(reason)]);
        assert_eq!(faults(combine(Ok(1), wrong(on))), [FieldPath::from(on)]);
        assert!(matches!(combine(Ok(1), Ok(2)), Ok((1, 2))));
        let other = || Err::<(), _>(UseCaseError::NotFound);
        assert!(matches!(combine(wrong(reason), other()), Err(UseCaseError::NotFound)), "what is no fault of a field stands by itself");
        assert!(matches!(combine(other(), wrong(on)), Err(UseCaseError::NotFound)));
    }

    #[test]
    fn a_missing_reason_has_no_problem() {
        assert_eq!(reason_problem(" "), None);
        assert_eq!(reason_problem("Erreur"), None);
        assert!(matches!(reason_problem(&"x".repeat(3_027)), Some(Problem::TooLong { .. })));
        assert_eq!(reason_problem("a\u{202E}b"), Some(Problem::DirectionControls));
    }
}
