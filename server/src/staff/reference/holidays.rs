//! Holidays, with the deadlines that they move.

use chrono::NaiveDate;
use jawab_service::use_cases::registers::{CalendarChange, HolidayInput};
use jawab_store::rules;
use jawab_ui::{form::ENTER, pages::staff::reference::CalendarWhat};

use super::{moves::Asked, prelude::*};

/// The register of holidays.
pub(crate) struct Holidays;

impl Register for Holidays {
    const REGISTER: &'static ui::Register = &ui::holidays::REGISTER;
    const ENTRY: Option<&'static str> = Some("{day}");

    async fn list(context: &RegisterContext) -> Result<ListPage, AppError> {
        let known = rules::calendar(context.db()).await?.sources;
        let rows = known.into_iter().rev().map(|(holiday, source)| ui::holidays::Holiday(holiday.on, holiday.name, source));
        Ok(whole(Self::REGISTER, rows))
    }

    async fn count(context: &RegisterContext) -> Result<u64, AppError> {
        Ok(context.reference_data.calendar.sources.len() as u64)
    }
}

impl Form for Holidays {
    /// The day.
    type Of = Option<NaiveDate>;
    type Input = Asked;

    async fn load(context: &RegisterContext) -> Result<Entry<Option<NaiveDate>>, AppError> {
        let Ok(slug) = context.param("day") else { return Ok(Entry::new(&ui::holidays::FORM, None)) };
        let on: NaiveDate = slug.parse().map_err(|_| AppError::NotFound)?;
        let known = rules::calendar(context.db()).await?.sources;
        let (holiday, source) = known.into_iter().find(|(holiday, _)| holiday.on == on).ok_or(AppError::NotFound)?;
        let mut state = FormState::default();
        put_day(&mut state, FieldName::On, Some(on));
        put_names(&mut state, FieldName::Name, &holiday.name);
        put_names(&mut state, FieldName::Source, &source);
        let saved = Entry::saved(&ui::holidays::FORM, Some(on), &on.to_string(), Item::Holiday(on));
        Ok(Entry { name: holiday.name, state, ..saved })
    }

    fn read(_: &RegisterContext, entry: &Entry<Option<NaiveDate>>, state: &mut FormState) -> Option<Asked> {
        let expected = entry.version.unwrap_or_default();
        if entry.of.is_some() && state.get(ACTION) == REMOVE {
            state.set(REMOVING, "yes");
        }
        let (what, change) = match entry.of {
            Some(on) if state.has(REMOVING, "yes") && [REMOVE, CONFIRM, ENTER].contains(&state.get(ACTION)) => {
                (CalendarWhat::Removed(on, entry.name.clone()), CalendarChange::RemoveHoliday(on, expected))
            }
            Some(on) => {
                let input = typed(state)?;
                (CalendarWhat::Edited(on, input.on, input.name.clone()), CalendarChange::EditHoliday(on, expected, input))
            }
            None => {
                let input = typed(state)?;
                (CalendarWhat::Added(input.on, input.name.clone()), CalendarChange::AddHoliday(input))
            }
        };
        Some(Asked::new(state, what, change))
    }

    async fn save(unit: &mut UnitOfWork, _: Option<NaiveDate>, _: i64, asked: Asked) -> UseCaseResult<Next> {
        asked.save(unit).await
    }

    fn flash(state: &FormState) -> Flash {
        if state.has(REMOVING, "yes") { Flash::HolidayRemoved } else { Flash::Saved }
    }

    async fn submit(context: &RegisterContext, sent: Submission<Self>) -> Result<Response, AppError> {
        in_two_steps(context, sent).await
    }
}

impl Previewed for Holidays {
    async fn preview(context: &RegisterContext, sent: Submission<Self>, changed: bool) -> Result<Response, AppError> {
        context.preview_moves(sent, changed).await
    }
}

fn typed(state: &mut FormState) -> Option<HolidayInput> {
    let on = needed_day(state, FieldName::On)?;
    Some(HolidayInput { on, name: names(state, FieldName::Name), source: names(state, FieldName::Source) })
}
