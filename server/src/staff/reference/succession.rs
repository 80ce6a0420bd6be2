//! What a ministry becomes. What that does is shown before it is done.

use jawab_domain::people::Succession;
use jawab_service::use_cases::registers::SuccessionInput;
use jawab_ui::pages::staff::reference::succession::SuccessionEffect;

use super::prelude::*;

/// The form that lets a ministry become others.
pub(crate) struct Successions;

impl Form for Successions {
    type Of = i64;
    type Input = SuccessionInput;

    async fn load(context: &RegisterContext) -> Result<Entry<i64>, AppError> {
        let (id, name) = context.body(&context.reference_data.ministries)?;
        let mut state = FormState::from_pairs([(FieldName::SuccessionEnds.form(), "yes")]);
        state.set_date(FieldName::On.form(), context.today);
        Ok(Entry { name, state, ..Entry::saved(&ui::succession::FORM, id, context.param("slug")?, Item::Ministry(id)) })
    }

    async fn beside(context: &RegisterContext, id: &i64, page: &mut EditPage) -> Result<(), AppError> {
        let on = page.state.date(FieldName::On.form()).ok().flatten().unwrap_or(context.today);
        let ticked = |other| {
            context.reference_data.ministries.get(other).is_some_and(|named| page.state.has(FieldName::Successors.form(), &named.slug))
        };
        let is_there = |other| context.reference_data.successions.ended(other, on).is_none() || ticked(other);
        let picks = context.picks(&context.reference_data.ministries, |other| other != *id && is_there(other));
        page.picks = picks;
        Ok(())
    }

    fn read(context: &RegisterContext, _: &Entry<i64>, state: &mut FormState) -> Option<SuccessionInput> {
        let find = |slug: &str| context.reference_data.ministries.find(slug).unwrap_or_default();
        let to: Vec<i64> = state.all(FieldName::Successors.form()).map(find).collect();
        let open_to = state.filled(FieldName::OpenTo.form()).map(find);
        let (kind, on) = (chosen::<Succession>(state, FieldName::SuccessionKind), needed_day(state, FieldName::On));
        let reason = state.get(FieldName::Reason.form()).to_owned();
        Some(SuccessionInput { kind: kind?, on: on?, to, open_to, ends: ticked(state, FieldName::SuccessionEnds), reason })
    }

    async fn save(unit: &mut UnitOfWork, id: i64, version: i64, input: SuccessionInput) -> UseCaseResult<Next> {
        unit.succeed_ministry(id, version, &input).await?;
        Ok(Next::Page)
    }

    async fn submit(context: &RegisterContext, sent: Submission<Self>) -> Result<Response, AppError> {
        // The form changes no field that somebody else could have saved.
        let mut sent = Submission { current: FormState::default(), ..sent };
        let input = &sent.input;
        let open = match context.use_cases().succession_preview(context.signed.actor(), sent.of, input).await {
            Ok(open) => open as u64,
            Err(error) => return context.refused(sent.page, error, sent.current).await,
        };
        let mut named = input.to.clone();
        named.sort_unstable();
        let shown = format!("{open} {named:?} {:?} {:?} {} {}", input.open_to, input.kind, input.on, input.ends);
        if sent.page.state.get(ACTION) != CONFIRM || sent.page.state.get(SHOWN) != shown {
            complain_of_change(&mut sent.page.state);
            let to = input.open_to.and_then(|to| Some(context.reference_data.ministries.get(to)?.name));
            let ends = (input.ends || input.kind != Succession::Split).then_some(input.on);
            sent.page.aside = Aside::Succession(SuccessionEffect { open, to, ends, shown });
            return context.show_form(sent.page).await;
        }
        commit(context, sent).await
    }
}
