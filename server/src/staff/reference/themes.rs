//! Themes, and their mergers.

use jawab_store::registers;
use jawab_ui::{form::FormProblem, pages::staff::reference::themes::MergerEffect};

use super::prelude::*;

/// The register of themes.
pub(crate) struct Themes;

impl Register for Themes {
    const REGISTER: &'static ui::Register = &ui::themes::REGISTER;
    const ENTRY: Option<&'static str> = Some("{slug}");

    async fn list(context: &RegisterContext) -> Result<ListPage, AppError> {
        let counts = registers::themes::question_counts(context.db()).await?;
        let row = |of: &SlugAndName| ui::themes::Theme(of.slug.clone(), of.name.clone(), counts.get(&of.id).copied().unwrap_or(0));
        Ok(whole(Self::REGISTER, context.reference_data.themes.sorted(context.locale()).iter().map(row)))
    }

    async fn count(context: &RegisterContext) -> Result<u64, AppError> {
        Ok(registers::count(context.db(), registers::Register::Themes).await?)
    }
}

impl Form for Themes {
    type Of = Option<i64>;
    type Input = PerLocale<String>;

    async fn load(context: &RegisterContext) -> Result<Entry<Option<i64>>, AppError> {
        let Some((id, name)) = context.named(&context.reference_data.themes)? else {
            return Ok(Entry::new(&ui::themes::FORM, None));
        };
        let mut state = FormState::default();
        put_names(&mut state, FieldName::Name, &name);
        Ok(Entry { name, state, ..Entry::saved(&ui::themes::FORM, Some(id), context.param("slug")?, Item::Theme(id)) })
    }

    fn read(_: &RegisterContext, _: &Entry<Option<i64>>, state: &mut FormState) -> Option<PerLocale<String>> {
        Some(names(state, FieldName::Name))
    }

    async fn save(unit: &mut UnitOfWork, of: Option<i64>, version: i64, input: PerLocale<String>) -> UseCaseResult<Next> {
        match of {
            None => unit.add_theme(&input).await.map(drop)?,
            Some(id) => unit.rename_theme(id, version, &input).await?,
        }
        Ok(Next::List)
    }
}

/// The form that merges a theme into another.
pub(crate) struct Merger;

impl Form for Merger {
    type Of = i64;
    type Input = i64;

    async fn load(context: &RegisterContext) -> Result<Entry<i64>, AppError> {
        let (id, name) = context.body(&context.reference_data.themes)?;
        Ok(Entry { name, ..Entry::saved(&ui::themes::MERGER, id, context.param("slug")?, Item::Theme(id)) })
    }

    async fn beside(context: &RegisterContext, id: &i64, page: &mut EditPage) -> Result<(), AppError> {
        page.picks = context.picks(&context.reference_data.themes, |other| other != *id);
        Ok(())
    }

    fn read(context: &RegisterContext, _: &Entry<i64>, state: &mut FormState) -> Option<i64> {
        let into = context.reference_data.themes.find(state.get(FieldName::Into.form()));
        if into.is_none() {
            state.add_problem(FieldName::Into.form(), FormProblem::NotChosen);
        }
        into
    }

    async fn save(unit: &mut UnitOfWork, id: i64, version: i64, into: i64) -> UseCaseResult<Next> {
        unit.merge_theme(id, version, into).await?;
        Ok(Next::List)
    }

    fn flash(_: &FormState) -> Flash {
        Flash::ThemeMerged
    }

    async fn submit(context: &RegisterContext, mut sent: Submission<Self>) -> Result<Response, AppError> {
        let questions = registers::themes::question_counts(context.db()).await?.get(&sent.of).copied().unwrap_or_default();
        let shown = format!("{questions} {}", sent.input);
        if sent.page.state.get(ACTION) != CONFIRM || sent.page.state.get(SHOWN) != shown {
            complain_of_change(&mut sent.page.state);
            let into = context.reference_data.themes.get(sent.input).map(|theme| theme.name).unwrap_or_default();
            sent.page.aside = Aside::Merger(MergerEffect { questions, into, shown });
            return context.show_form(sent.page).await;
        }
        commit(context, sent).await
    }
}
