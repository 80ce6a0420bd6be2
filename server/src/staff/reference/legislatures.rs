//! Legislatures.

use jawab_domain::people::Period;
use jawab_service::use_cases::registers::LegislatureInput;
use jawab_store::{registers::legislatures, rows};

use super::prelude::*;

/// The register of legislatures.
pub(crate) struct Legislatures;

impl Register for Legislatures {
    const REGISTER: &'static ui::Register = &ui::legislatures::REGISTER;
    const ENTRY: Option<&'static str> = Some("{ordinal}");

    async fn list(context: &RegisterContext) -> Result<ListPage, AppError> {
        let row =
            |row: rows::Legislature| ui::legislatures::Legislature(row.ordinal, Period { from: Some(row.begins_on), to: row.ends_on });
        Ok(whole(Self::REGISTER, legislatures::all(context.db()).await?.into_iter().map(row)))
    }

    async fn count(context: &RegisterContext) -> Result<u64, AppError> {
        Ok(legislatures::count(context.db()).await?)
    }
}

impl Form for Legislatures {
    /// The ordinal.
    type Of = Option<i32>;
    type Input = LegislatureInput;

    async fn load(context: &RegisterContext) -> Result<Entry<Option<i32>>, AppError> {
        let Ok(slug) = context.param("ordinal") else { return Ok(Entry::new(&ui::legislatures::FORM, None)) };
        let ordinal: i32 = slug.parse().map_err(|_| AppError::NotFound)?;
        let row = legislatures::by_ordinal(context.db(), ordinal).await?.ok_or(AppError::NotFound)?;
        let mut state = FormState::default();
        put_day(&mut state, FieldName::BeginsOn, Some(row.begins_on));
        put_day(&mut state, FieldName::EndsOn, row.ends_on);
        let saved = Entry::saved(&ui::legislatures::FORM, Some(ordinal), &ordinal.to_string(), Item::Legislature(ordinal));
        Ok(Entry { state, ..saved })
    }

    fn read(_: &RegisterContext, entry: &Entry<Option<i32>>, state: &mut FormState) -> Option<LegislatureInput> {
        let ordinal = entry.of.or_else(|| needed_number(state, FieldName::Ordinal, 1, 99));
        let (begins_on, ends_on) = (needed_day(state, FieldName::BeginsOn), day(state, FieldName::EndsOn));
        let outside = state.get(FieldName::Outside.form()).parse().unwrap_or_default();
        Some(LegislatureInput { ordinal: ordinal?, begins_on: begins_on?, ends_on, outside })
    }

    async fn save(unit: &mut UnitOfWork, of: Option<i32>, version: i64, input: LegislatureInput) -> UseCaseResult<Next> {
        match of {
            None => unit.add_legislature(input).await?,
            Some(_) => unit.edit_legislature(version, input).await?,
        }
        Ok(Next::List)
    }
}
