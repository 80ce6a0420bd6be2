//! Ministries and their names over time: one permanent id, whatever the name. Older questions show the name of their time.

use chrono::{Days, NaiveDate};
use jawab_domain::{PerLocale, calendar::has_come, field::FieldName, people::Period};
use jawab_search::analysis::name_key;
use jawab_store::{
    registers::{Register, ministries},
    rows,
};
use serde_json::json;

use super::{Added, Item, UnitOfWork};
use crate::use_cases::{Problem, UseCaseError, UseCaseResult, validation::Checks};

/// A corrected name of a ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePeriod {
    /// The name.
    pub name: String,
    /// The period of the name.
    pub period: Period,
}

impl UnitOfWork {
    /// Adds a ministry with a name, from a day on if that is known.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] if another ministry has this name today.
    pub async fn add_ministry_named(&mut self, names: &PerLocale<String>, from: Option<NaiveDate>) -> UseCaseResult<Added> {
        self.lock_registers().await?;
        let mut checks = Checks::default();
        let names = checks.names(FieldName::Name, names);
        if self.has_current_name(None, &names).await? {
            checks.add(FieldName::Name, Problem::Exists);
        }
        if from.is_some_and(|from| !has_come(from, self.today)) {
            checks.add(FieldName::ValidFrom, Problem::TooLate(self.today));
        }
        checks.done()?;
        let slug = self.free_slug(Register::Ministries, &names).await?;
        let id = ministries::insert(self.db(), &slug).await?;
        for (locale, name) in names.iter() {
            self.name_ministry(id, locale.code(), name, Period { from, to: None }).await?;
        }
        self.record("ministry.added", format!("ministry:{id}"), json!({ "name": names, "from": from }));
        Ok(Added { id, slug })
    }

    /// Gives a ministry a new name from a day on; the previous name ends the day before. A language that is blank or unchanged keeps
    /// its name.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] for a day before the current name began, or in the future; [`UseCaseError::Conflict`] if the ministry
    /// has changed since.
    pub async fn rename_ministry(&mut self, id: i64, expected: i64, names: &PerLocale<String>, from: NaiveDate) -> UseCaseResult<()> {
        self.lock_unchanged(Item::Ministry(id), expected).await?;
        let mut checks = Checks::default();
        let names = checks.names(FieldName::Name, names);
        let all = ministries::names_of(self.db(), id).await?;
        let present = |locale: &str| all.iter().filter(|row| row.valid_to.is_none() && row.locale == locale).max_by_key(|row| row.id);
        let changed = names.iter().filter(|(locale, name)| present(locale.code()).is_none_or(|row| row.name != **name));
        let changed: Vec<_> = changed.map(|(locale, name)| (present(locale.code()).cloned(), locale, name.clone())).collect();
        if changed.is_empty() && checks.found.is_empty() {
            checks.add(FieldName::Name, Problem::Exists);
        }
        if !has_come(from, self.today) {
            checks.add(FieldName::ValidFrom, Problem::TooLate(self.today));
        }
        let begun = changed.iter().filter_map(|(row, ..)| row.as_ref()?.valid_from).max();
        if let Some(earliest) = begun.and_then(|begun| begun.succ_opt()).filter(|earliest| from < *earliest) {
            checks.add(FieldName::ValidFrom, Problem::TooEarly(earliest));
        }
        if self.has_current_name(Some(id), &names).await? {
            checks.add(FieldName::Name, Problem::Twice);
        }
        checks.done()?;
        for (row, locale, name) in &changed {
            if let Some(row) = row {
                self.end_name(row.clone(), from).await?;
            }
            self.name_ministry(id, locale.code(), name, Period { from: Some(from), to: None }).await?;
        }
        self.index_questions_of(Register::Ministries, id).await?;
        self.record("ministry.renamed", format!("ministry:{id}"), json!({ "name": names, "from": from }));
        Ok(())
    }

    /// Corrects a name of a ministry, or its days.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] if it overlaps another name in its language; otherwise as [`Self::rename_ministry`].
    pub async fn correct_ministry_name(&mut self, id: i64, expected: i64, name: i64, input: &NamePeriod) -> UseCaseResult<()> {
        self.lock_unchanged(Item::Ministry(id), expected).await?;
        let row = ministries::name_by_id(self.db(), name).await?;
        let row = row.filter(|row| row.ministry_id == id).ok_or(UseCaseError::NotFound)?;
        let mut checks = Checks::default();
        let text = checks.name(FieldName::Name, Some(&input.name));
        if text.is_none() && checks.found.is_empty() {
            checks.add(FieldName::Name, Problem::Missing);
        }
        checks.in_order(FieldName::ValidTo, input.period.from, input.period.to);
        let others = ministries::names_of(self.db(), id).await?;
        let mut others = others.iter().filter(|other| other.id != name && other.locale == row.locale);
        if others.any(|other| input.period.overlaps(&Period { from: other.valid_from, to: other.valid_to })) {
            checks.add(FieldName::ValidFrom, Problem::Overlaps);
        }
        checks.done()?;
        let text = text.unwrap_or_default();
        let (from, to) = (input.period.from, input.period.to);
        let row = rows::MinistryName { name_key: name_key(&text), name: text.clone(), valid_from: from, valid_to: to, ..row };
        ministries::update_name(self.db(), row).await?;
        self.index_questions_of(Register::Ministries, id).await?;
        let data = json!({ "name": text, "from": from, "to": to });
        self.record("ministry.name_corrected", format!("ministry:{id}"), data);
        Ok(())
    }

    /// Ends a name the day before the next begins. A name without a day left is deleted.
    pub(super) async fn end_name(&self, row: rows::MinistryName, next: NaiveDate) -> UseCaseResult<()> {
        let last = next.checked_sub_days(Days::new(1)).unwrap_or(next);
        if row.valid_from.is_some_and(|from| last < from) {
            return Ok(ministries::delete_name(self.db(), row.id).await?);
        }
        Ok(ministries::end_name(self.db(), row, last).await?)
    }

    async fn name_ministry(&self, id: i64, locale: &str, name: &str, period: Period) -> UseCaseResult<()> {
        let row = rows::MinistryName {
            id: 0,
            ministry_id: id,
            locale: locale.into(),
            name: name.into(),
            name_key: name_key(name),
            valid_from: period.from,
            valid_to: period.to,
        };
        Ok(ministries::insert_name(self.db(), row).await?)
    }

    /// Whether another ministry currently has one of these names.
    async fn has_current_name(&self, own: Option<i64>, names: &PerLocale<String>) -> UseCaseResult<bool> {
        let namesakes = self.with_similar_name(Register::Ministries, names).await?.into_iter().filter(|id| Some(*id) != own);
        let keys: Vec<String> = names.iter().map(|(_, name)| name_key(name)).collect();
        Ok(ministries::has_current_name(self.db(), namesakes, keys).await?)
    }
}
