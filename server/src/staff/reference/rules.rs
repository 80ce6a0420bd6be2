//! Versions of the deadline rule, with the deadlines that a new one moves.

use chrono::{NaiveDate, Weekday};
use jawab_domain::{
    Chamber, DeadlineRule,
    calendar::Weekend,
    deadline::{Counting, corrected_by},
};
use jawab_service::use_cases::registers::{CalendarChange, RuleInput};
use jawab_store::rules;
use jawab_ui::pages::staff::reference::CalendarWhat;

use super::{moves::Asked, prelude::*};

const WEEK: [Weekday; 7] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The register of versions of the rule. A version is never changed: another one follows it, or takes its place.
pub(crate) struct Rules;

impl Register for Rules {
    const REGISTER: &'static ui::Register = &ui::rules::REGISTER;
    const ENTRY: Option<&'static str> = Some("{version}");

    async fn list(context: &RegisterContext) -> Result<ListPage, AppError> {
        let mut all = rules::calendar(context.db()).await?.rules;
        all.sort_by_key(|rule| std::cmp::Reverse(rule.version));
        let corrected: Vec<Option<i32>> = all.iter().map(|rule| corrected_by(&all, rule)).collect();
        Ok(whole(Self::REGISTER, all.into_iter().zip(corrected).map(|(rule, by)| ui::rules::Rule(rule, by))))
    }

    async fn count(context: &RegisterContext) -> Result<u64, AppError> {
        Ok(context.reference_data.calendar.rules.len() as u64)
    }
}

/// The version that a form adds.
#[derive(Clone)]
pub(crate) struct NextVersion {
    number: i32,
    /// The version whose place it takes, for the same Chambers and days; none: it follows the others.
    corrects: Option<Box<DeadlineRule>>,
}

impl Form for Rules {
    type Of = NextVersion;
    type Input = Asked;

    /// A new version is offered as the latest one is; one that takes the place of another, as that one is.
    async fn load(context: &RegisterContext) -> Result<Entry<NextVersion>, AppError> {
        let all = rules::calendar(context.db()).await?.rules;
        let latest = all.iter().max_by_key(|rule| rule.version);
        let number = latest.map_or(0, |rule| rule.version) + 1;
        let Ok(version) = context.param("version") else {
            let state = latest.map(as_form).unwrap_or_default();
            let of = NextVersion { number, corrects: None };
            return Ok(Entry { state, compared: Some(Item::Rules), ..Entry::new(&ui::rules::FORM, of) });
        };
        let named = all.iter().find(|rule| rule.version.to_string() == version);
        let old = named.filter(|rule| corrected_by(&all, rule).is_none()).ok_or(AppError::NotFound)?;
        let of = NextVersion { number, corrects: Some(Box::new(old.clone())) };
        Ok(Entry { state: as_form(old), ..Entry::saved(&ui::rules::CORRECTION, of, version, Item::Rules) })
    }

    async fn beside(_: &RegisterContext, of: &NextVersion, page: &mut EditPage) -> Result<(), AppError> {
        if let Some(old) = &of.corrects {
            page.aside = Aside::Version(old.chamber, old.validity);
        }
        Ok(())
    }

    fn read(_: &RegisterContext, entry: &Entry<NextVersion>, state: &mut FormState) -> Option<Asked> {
        let NextVersion { number, corrects } = &entry.of;
        // A correction changes neither the Chambers nor the days: what is sent of them counts for nothing.
        let (chamber, from) = match corrects {
            Some(old) => (old.chamber, old.validity.from),
            None => (choice(state, FieldName::Chamber), needed_day(state, FieldName::ValidFrom)),
        };
        let input = typed(state, chamber, from)?;
        let (expected, rule) = (entry.version.unwrap_or_default(), input.version(*number));
        let (what, change) = match corrects {
            Some(old) => {
                let rule = Box::new(DeadlineRule { validity: old.validity, ..rule });
                (CalendarWhat::CorrectedRule(old.version, rule), CalendarChange::CorrectRule(expected, old.version, input))
            }
            None => (CalendarWhat::Rule(Box::new(rule)), CalendarChange::NewRule(expected, input)),
        };
        Some(Asked::new(state, what, change))
    }

    async fn save(unit: &mut UnitOfWork, _: NextVersion, _: i64, asked: Asked) -> UseCaseResult<Next> {
        asked.save(unit).await
    }

    async fn submit(context: &RegisterContext, sent: Submission<Self>) -> Result<Response, AppError> {
        in_two_steps(context, sent).await
    }
}

impl Previewed for Rules {
    async fn preview(context: &RegisterContext, sent: Submission<Self>, changed: bool) -> Result<Response, AppError> {
        context.preview_moves(sent, changed).await
    }
}

fn as_form(rule: &DeadlineRule) -> FormState {
    let mut state = FormState::default();
    state.set(FieldName::Chamber.form(), rule.chamber.map(|chamber| chamber.code()).unwrap_or_default());
    state.set(FieldName::Days.form(), rule.days.to_string());
    state.set(FieldName::Counting.form(), rule.counting.code());
    for (n, _) in (1..).zip(WEEK).filter(|(_, day)| rule.weekend.bits() & (1 << day.num_days_from_monday()) != 0) {
        state.add(FieldName::Weekend.form(), n.to_string());
    }
    for (field, set) in [(FieldName::Roll, rule.roll_forward), (FieldName::Restarts, rule.restarts_on_transfer)] {
        if set {
            state.set(field.form(), "yes");
        }
    }
    put_names(&mut state, FieldName::Source, &rule.source);
    state
}

/// The version as its form has it, for these Chambers from this day on.
fn typed(state: &mut FormState, chamber: Option<Chamber>, from: Option<NaiveDate>) -> Option<RuleInput> {
    let days = needed_number(state, FieldName::Days, 1, 366);
    let counting = chosen::<Counting>(state, FieldName::Counting);
    let rest: Vec<Weekday> =
        (1..).zip(WEEK).filter(|(n, _): &(usize, _)| state.has(FieldName::Weekend.form(), &n.to_string())).map(|(_, day)| day).collect();
    Some(RuleInput {
        chamber,
        days: days?,
        counting: counting?,
        roll_forward: ticked(state, FieldName::Roll),
        restarts_on_transfer: ticked(state, FieldName::Restarts),
        weekend: Weekend::from_days(&rest),
        from,
        source: names(state, FieldName::Source),
    })
}
