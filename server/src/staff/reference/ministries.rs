//! Ministries: a new one, the page with its names on which it is renamed, and the correction of one of them.

use chrono::NaiveDate;
use jawab_domain::{Locale, people::Period, validation::Problem};
use jawab_service::use_cases::{UseCaseError, registers::NamePeriod};
use jawab_store::{
    people,
    registers::{self, ministries},
    rows,
};
use jawab_ui::pages::staff::reference::ministries::{NameLine, SuccessionLine};

use super::prelude::*;

/// The register of ministries.
pub(crate) struct Ministries;

impl Register for Ministries {
    const REGISTER: &'static ui::Register = &ui::ministries::REGISTER;
    const ENTRY: Option<&'static str> = Some("{slug}");

    async fn list(context: &RegisterContext) -> Result<ListPage, AppError> {
        let successions = ministries::successions(context.db()).await?;
        let ministries = &context.reference_data.ministries;
        let row = |of: &SlugAndName| {
            let current = ministries.names().history(of.id).iter().any(|(_, _, period)| period.contains(context.today));
            let after = successions.iter().filter(|row| row.predecessor_id == of.id).filter_map(|row| ministries.get(row.successor_id));
            ui::ministries::Ministry(of.slug.clone(), of.name.clone(), current, after.map(|ministry| ministry.name).collect())
        };
        Ok(whole(Self::REGISTER, ministries.sorted(context.locale()).iter().map(row)))
    }

    async fn count(context: &RegisterContext) -> Result<u64, AppError> {
        Ok(registers::count(context.db(), registers::Register::Ministries).await?)
    }
}

impl Form for Ministries {
    type Of = Option<i64>;
    /// The name, and since when it holds: of a new ministry that may be unknown.
    type Input = (PerLocale<String>, Option<NaiveDate>);

    async fn load(context: &RegisterContext) -> Result<Entry<Option<i64>>, AppError> {
        let Some((id, name)) = context.named(&context.reference_data.ministries)? else {
            return Ok(Entry::new(&ui::ministries::FORM, None));
        };
        let mut state = FormState::default();
        put_names(&mut state, FieldName::Name, &name);
        Ok(Entry { name, state, ..Entry::saved(&ui::ministries::RENAME, Some(id), context.param("slug")?, Item::Ministry(id)) })
    }

    async fn beside(context: &RegisterContext, of: &Option<i64>, page: &mut EditPage) -> Result<(), AppError> {
        let Some(id) = *of else { return Ok(()) };
        let names = ministries::names_of(context.db(), id).await?;
        let line = |row: rows::MinistryName| {
            let period = Period { from: row.valid_from, to: row.valid_to };
            Ok(NameLine { id: row.id, locale: row.locale.parse().map_err(unreadable)?, name: row.name, period })
        };
        let mut lines = names.into_iter().map(line).collect::<Result<Vec<_>, AppError>>()?;
        lines.sort_by_key(|line| std::cmp::Reverse((line.period.to.is_none(), line.period.from)));
        let successions = people::successions(context.db(), id).await?.into_iter().filter_map(|(kind, before, after, on)| {
            let other = context.reference_data.ministries.get(if before == id { after } else { before })?;
            Some(SuccessionLine { kind, other: (other.slug, other.name), before: after == id, on })
        });
        page.aside = Aside::Names(lines, successions.collect());
        Ok(())
    }

    fn read(_: &RegisterContext, entry: &Entry<Option<i64>>, state: &mut FormState) -> Option<Self::Input> {
        let from = if entry.new { day(state, FieldName::ValidFrom) } else { Some(needed_day(state, FieldName::ValidFrom)?) };
        Some((names(state, FieldName::Name), from))
    }

    async fn save(unit: &mut UnitOfWork, of: Option<i64>, version: i64, (names, from): Self::Input) -> UseCaseResult<Next> {
        let Some(id) = of else {
            unit.add_ministry_named(&names, from).await?;
            return Ok(Next::List);
        };
        let from = from.ok_or_else(|| UseCaseError::field(FieldName::ValidFrom, Problem::Missing))?;
        unit.rename_ministry(id, version, &names, from).await?;
        Ok(Next::Page)
    }

    async fn submit(context: &RegisterContext, mut sent: Submission<Self>) -> Result<Response, AppError> {
        // The day of the change is no field of the ministry: it differs from nothing that somebody else saved.
        put_day(&mut sent.current, FieldName::ValidFrom, sent.input.1);
        commit(context, sent).await
    }
}

/// The form that corrects one name of a ministry.
pub(crate) struct MinistryNames;

/// A ministry, and which of its names, in which language.
#[derive(Clone)]
pub(crate) struct NameOf {
    ministry: i64,
    name: i64,
    locale: Locale,
}

impl Form for MinistryNames {
    type Of = NameOf;
    type Input = NamePeriod;

    async fn load(context: &RegisterContext) -> Result<Entry<NameOf>, AppError> {
        let (ministry, name) = context.body(&context.reference_data.ministries)?;
        let id = context.param("id")?.parse::<i64>().map_err(|_| AppError::NotFound)?;
        let row = ministries::name_by_id(context.db(), id).await?;
        let row = row.filter(|row| row.ministry_id == ministry).ok_or(AppError::NotFound)?;
        let mut state = FormState::from_pairs([(FieldName::Name.form(), row.name)]);
        put_day(&mut state, FieldName::ValidFrom, row.valid_from);
        put_day(&mut state, FieldName::ValidTo, row.valid_to);
        let of = NameOf { ministry, name: id, locale: row.locale.parse().map_err(unreadable)? };
        Ok(Entry { name, state, ..Entry::saved(&ui::ministries::NAME, of, context.param("slug")?, Item::Ministry(ministry)) })
    }

    async fn beside(_: &RegisterContext, of: &NameOf, page: &mut EditPage) -> Result<(), AppError> {
        page.aside = Aside::Name(of.locale);
        Ok(())
    }

    fn read(_: &RegisterContext, _: &Entry<NameOf>, state: &mut FormState) -> Option<NamePeriod> {
        let period = Period { from: day(state, FieldName::ValidFrom), to: day(state, FieldName::ValidTo) };
        Some(NamePeriod { name: state.get(FieldName::Name.form()).to_owned(), period })
    }

    async fn save(unit: &mut UnitOfWork, of: NameOf, version: i64, input: NamePeriod) -> UseCaseResult<Next> {
        unit.correct_ministry_name(of.ministry, version, of.name, &input).await?;
        Ok(Next::Page)
    }
}
