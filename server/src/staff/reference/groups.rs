//! Groups and groupements.

use jawab_service::use_cases::registers::GroupInput;
use jawab_store::registers::{self, groups};

use super::prelude::*;

/// The register of groups.
pub(crate) struct Groups;

impl Register for Groups {
    const REGISTER: &'static ui::Register = &ui::groups::REGISTER;
    const ENTRY: Option<&'static str> = Some("{slug}");

    async fn list(context: &RegisterContext) -> Result<ListPage, AppError> {
        let all = groups::all(context.db()).await?;
        let row = |of: &SlugAndName| {
            let group = all.iter().find(|group| group.id == of.id)?;
            let chamber = group.chamber.as_deref().and_then(|code| code.parse().ok());
            Some(ui::groups::Group(of.slug.clone(), of.name.clone(), group.kind.parse().ok()?, chamber))
        };
        let sorted = context.reference_data.groups.sorted(context.locale());
        Ok(whole(Self::REGISTER, sorted.iter().filter_map(row)))
    }

    async fn count(context: &RegisterContext) -> Result<u64, AppError> {
        Ok(registers::count(context.db(), registers::Register::Groups).await?)
    }
}

impl Form for Groups {
    type Of = Option<i64>;
    type Input = GroupInput;

    async fn load(context: &RegisterContext) -> Result<Entry<Option<i64>>, AppError> {
        let Some((id, name)) = context.named(&context.reference_data.groups)? else {
            return Ok(Entry {
                state: FormState::from_pairs([(FieldName::GroupKind.form(), "group")]),
                ..Entry::new(&ui::groups::FORM, None)
            });
        };
        let row = groups::by_id(context.db(), id).await?.ok_or(AppError::NotFound)?;
        let mut state = FormState::default();
        put_names(&mut state, FieldName::Name, &name);
        state.set(FieldName::GroupKind.form(), row.kind);
        state.set(FieldName::Chamber.form(), row.chamber.unwrap_or_default());
        Ok(Entry { name, state, ..Entry::saved(&ui::groups::FORM, Some(id), context.param("slug")?, Item::Group(id)) })
    }

    fn read(_: &RegisterContext, _: &Entry<Option<i64>>, state: &mut FormState) -> Option<GroupInput> {
        let (kind, chamber) = (chosen(state, FieldName::GroupKind), choice(state, FieldName::Chamber));
        Some(GroupInput { names: names(state, FieldName::Name), kind: kind?, chamber })
    }

    async fn save(unit: &mut UnitOfWork, of: Option<i64>, version: i64, input: GroupInput) -> UseCaseResult<Next> {
        match of {
            None => unit.add_group(&input).await.map(drop)?,
            Some(id) => unit.edit_group(id, version, &input).await?,
        }
        Ok(Next::List)
    }
}
