//! Checks what use cases are given: every field at fault is found at once.

use jawab_domain::{
    PerLocale, TextRole,
    text::{Provenance, clean_body, clean_title},
};
use jawab_store::{
    Connection,
    registers::{self, Register},
};

use super::{FieldError, Outcome, PressInput, Problem, TextInput, UseCaseError};
use crate::address::is_web_address;

/// Most sub-questions, authors, ministries, themes, citations, links.
pub const MOST_ITEMS: usize = 100;

/// A text that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clean {
    pub body: String,
    pub role: TextRole,
    pub provenance: Provenance,
}

/// Collects the fields at fault.
#[derive(Debug, Default)]
pub(super) struct Checks {
    pub found: Vec<FieldError>,
}

impl Checks {
    pub fn add(&mut self, field: impl Into<String>, problem: Problem) {
        self.found.push(FieldError { field: field.into(), problem });
    }

    /// Nothing, or everything at fault.
    pub fn done(self) -> Outcome<()> {
        if self.found.is_empty() { Ok(()) } else { Err(UseCaseError::Invalid(self.found)) }
    }

    pub fn titles(&mut self, field: &str, texts: &PerLocale<TextInput>) -> PerLocale<Clean> {
        self.clean(field, texts, clean_title)
    }

    pub fn bodies(&mut self, field: &str, texts: &PerLocale<TextInput>) -> PerLocale<Clean> {
        self.clean(field, texts, clean_body)
    }

    /// Cleans texts; a language whose text is blank is as one that is not given.
    fn clean(
        &mut self,
        field: &str,
        texts: &PerLocale<TextInput>,
        clean: fn(&str) -> Result<String, jawab_domain::text::TextError>,
    ) -> PerLocale<Clean> {
        let mut all = PerLocale::default();
        for (locale, text) in texts.iter().filter(|(_, text)| !text.body.trim().is_empty()) {
            let field = format!("{field}.{locale}");
            let provenance = self.provenance(&field, &text.provenance);
            match clean(&text.body) {
                Ok(body) => all.set(locale, Clean { body, role: text.role, provenance }),
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
        self.count("press", all);
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

    /// Refuses lists that no question has. Whether it is none of those: each item of very many is not looked at.
    pub fn count<T>(&mut self, field: &str, items: &[T]) -> bool {
        let fits = items.len() <= MOST_ITEMS;
        if !fits && !self.found.iter().any(|fault| fault.field == field) {
            self.add(field, Problem::TooMany { most: MOST_ITEMS });
        }
        fits
    }

    /// Refuses what is given twice.
    pub fn once_each<T: PartialEq>(&mut self, field: &str, items: &[T]) {
        if !self.count(field, items) {
            return;
        }
        for (n, item) in items.iter().enumerate() {
            if items.iter().take(n).any(|earlier| earlier == item) {
                self.add(format!("{field}.{n}"), Problem::Twice);
            }
        }
    }

    /// Refuses identities that no entry of a register has.
    pub async fn known(&mut self, db: &impl Connection, of: Register, field: &str, ids: &[i64]) -> Outcome<()> {
        if !self.count(field, ids) {
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

    /// A number within bounds.
    pub fn within(&mut self, field: &str, number: Option<i32>, least: i32, most: i32) {
        if number.is_some_and(|number| number < least || number > most) {
            self.add(field, Problem::OutOfRange { least: least.into(), most: most.into() });
        }
    }
}

/// Everything at fault in either of two checks, and not the first alone. What is no fault of a field stands by itself.
pub(super) fn both<A, B>(one: Outcome<A>, other: Outcome<B>) -> Outcome<(A, B)> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(UseCaseError::Invalid(mut found)), Err(UseCaseError::Invalid(more))) => {
            found.extend(more);
            Err(UseCaseError::Invalid(found))
        }
        (Err(UseCaseError::Invalid(_)) | Ok(_), Err(error)) | (Err(error), _) => Err(error),
    }
}

/// What is wrong with a reason that is given, before anything is done with it.
#[must_use]
pub fn reason_fault(raw: &str) -> Option<Problem> {
    clean_title(raw).err().map(Problem::from).filter(|_| !raw.trim().is_empty())
}

/// A reason: never empty.
pub(super) fn reason(raw: &str) -> Outcome<String> {
    optional_reason(Some(raw))?.ok_or_else(|| UseCaseError::field("reason", Problem::Missing))
}

/// A reason that may be left out.
pub(super) fn optional_reason(raw: Option<&str>) -> Outcome<Option<String>> {
    let Some(raw) = raw.filter(|raw| !raw.trim().is_empty()) else { return Ok(None) };
    clean_title(raw).map(Some).map_err(|error| UseCaseError::field("reason", error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults<T>(outcome: Outcome<T>) -> Vec<String> {
        match outcome {
            Err(UseCaseError::Invalid(faults)) => faults.into_iter().map(|fault| fault.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn two_checks_say_everything_at_fault_in_either() {
        let wrong = |field: &str| Err::<(), _>(UseCaseError::field(field, Problem::Missing));
        assert_eq!(faults(both(wrong("reason"), wrong("on"))), ["reason", "on"]);
        assert_eq!(faults(both(wrong("reason"), Ok(1))), ["reason"]);
        assert_eq!(faults(both(Ok(1), wrong("on"))), ["on"]);
        assert!(matches!(both(Ok(1), Ok(2)), Ok((1, 2))));
        let other = || Err::<(), _>(UseCaseError::NotFound);
        assert!(matches!(both(wrong("reason"), other()), Err(UseCaseError::NotFound)), "what is no fault of a field stands by itself");
        assert!(matches!(both(other(), wrong("on")), Err(UseCaseError::NotFound)));
    }

    #[test]
    fn a_reason_that_is_missing_is_no_fault_of_what_it_says() {
        assert_eq!(reason_fault(" "), None);
        assert_eq!(reason_fault("Erreur"), None);
        assert!(matches!(reason_fault(&"x".repeat(3_027)), Some(Problem::TooLong { .. })));
        assert_eq!(reason_fault("a\u{202E}b"), Some(Problem::DirectionControls));
    }
}
