//! Members: their names, and the page with their seats.

use jawab_search::names::PartOfName;
use jawab_service::use_cases::registers::MemberInput;
use jawab_store::{people, registers};
use jawab_ui::pages::{error::BadRequest, staff::reference::Row};

use super::{prelude::*, seats};

/// Members on a page of their list.
const PAGE_SIZE: usize = 60;

/// The register of members.
pub(crate) struct Members;

impl Register for Members {
    const REGISTER: &'static ui::Register = &ui::members::REGISTER;
    const ENTRY: Option<&'static str> = Some("{slug}");

    async fn list(context: &RegisterContext) -> Result<ListPage, AppError> {
        let text = context.signed.request.value("q").trim().to_owned();
        let members = &context.reference_data.members;
        let matching = members.sorted_with_part(context.locale(), &PartOfName::new(&text));
        let after = context.signed.request.value("after");
        let begin = match after.as_str() {
            "" => 0,
            slug => 1 + matching.iter().position(|member| member.slug == slug).ok_or(AppError::BadRequest(BadRequest::Cursor))?,
        };
        let seats = people::latest_seats(context.db()).await?;
        let row = |member: &SlugAndName| {
            let seat = seats.get(&member.id);
            let group = seat.and_then(|(_, group)| context.reference_data.groups.get((*group)?)).map(|group| group.name);
            let chamber = seat.map(|(chamber, _)| *chamber);
            Row::new(ui::members::Member(member.slug.clone(), member.name.clone(), chamber, group.unwrap_or_default()))
        };
        let rows: Vec<Row> = matching.iter().copied().skip(begin).take(PAGE_SIZE).map(row).collect();
        let last = matching.get(begin + PAGE_SIZE - 1).filter(|_| matching.len() > begin + PAGE_SIZE);
        let next = last.map(|member| member.slug.clone());
        Ok(ListPage { register: Self::REGISTER, words: text, total: matching.len() as u64, rows, next })
    }

    async fn count(context: &RegisterContext) -> Result<u64, AppError> {
        Ok(registers::count(context.db(), registers::Register::Members).await?)
    }
}

impl Form for Members {
    type Of = Option<i64>;
    type Input = MemberInput;

    async fn load(context: &RegisterContext) -> Result<Entry<Option<i64>>, AppError> {
        let Some((id, name)) = context.named(&context.reference_data.members)? else { return Ok(Entry::new(&ui::members::FORM, None)) };
        let row = registers::members::by_id(context.db(), id).await?.ok_or(AppError::NotFound)?;
        let mut state = FormState::default();
        put_names(&mut state, FieldName::Name, &name);
        state.set(FieldName::Gender.form(), row.gender.unwrap_or_default());
        Ok(Entry { name, state, ..Entry::saved(&ui::members::FORM, Some(id), context.param("slug")?, Item::Member(id)) })
    }

    async fn beside(context: &RegisterContext, of: &Option<i64>, page: &mut EditPage) -> Result<(), AppError> {
        let Some(id) = *of else { return Ok(()) };
        let held = registers::seats::of_members(context.db(), &[id]).await?;
        let mut lines = held.into_iter().map(|row| seats::line(context, row)).collect::<Result<Vec<_>, AppError>>()?;
        lines.sort_by_key(|line| std::cmp::Reverse((line.legislature, line.period.from)));
        page.aside = Aside::Seats(lines);
        Ok(())
    }

    fn read(_: &RegisterContext, _: &Entry<Option<i64>>, state: &mut FormState) -> Option<MemberInput> {
        Some(MemberInput {
            names: names(state, FieldName::Name),
            gender: choice(state, FieldName::Gender),
            namesake: ticked(state, FieldName::Namesake),
        })
    }

    async fn save(unit: &mut UnitOfWork, of: Option<i64>, version: i64, input: MemberInput) -> UseCaseResult<Next> {
        match of {
            // Seats are added on the page of the new member.
            None => Ok(Next::New(unit.add_member(&input).await?.slug)),
            Some(id) => unit.edit_member(id, version, &input).await.map(|()| Next::Page),
        }
    }
}
