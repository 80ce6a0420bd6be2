//! Members: their names, and the page with their seats.

use axum::{http::StatusCode, response::Response};
use jawab_domain::PerLocale;
use jawab_search::names::PartOfName;
use jawab_service::work::reference::{Item, MemberInput};
use jawab_store::{people, registers};
use jawab_ui::{
    form::FormState,
    pages::{
        error::BadRequest,
        staff::{
            ReferencePage,
            reference::{Aside, EditForm, EditPage, ListPage, Register, Row, SeatLine},
        },
    },
};

use super::{
    Keeping,
    read::{choice, names, put_names, ticked},
    seats,
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, sending::version},
};

const REGISTER: Register = Register::Members;
/// Members on a page of their list.
const MOST: usize = 60;

/// All of them, by name, narrowed by one.
pub async fn list(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let text = keeping.signed.reader.value("q").trim().to_owned();
    let members = &keeping.directory.members;
    let matching = members.sorted_with_part(keeping.locale(), &PartOfName::new(&text));
    let after = keeping.signed.reader.value("after");
    let begin = match after.as_str() {
        "" => 0,
        slug => 1 + matching.iter().position(|member| member.slug == slug).ok_or(AppError::BadRequest(BadRequest::Cursor))?,
    };
    let seats = people::latest_seats(keeping.db()).await?;
    let row = |member: &jawab_ui::model::Linked| {
        let seat = members.find(&member.slug).and_then(|id| seats.get(&id));
        let group = seat.and_then(|(_, group)| keeping.directory.groups.get((*group)?)).map(|group| group.name);
        Row::Member(member.slug.clone(), member.name.clone(), seat.map(|(chamber, _)| *chamber), group.unwrap_or_default())
    };
    let rows: Vec<Row> = matching.iter().skip(begin).take(MOST).map(row).collect();
    let last = matching.get(begin + MOST - 1).filter(|_| matching.len() > begin + MOST);
    let next = last.map(|member| member.slug.clone());
    let page = ListPage { register: REGISTER, words: text, total: matching.len() as u64, rows, next };
    keeping.show(StatusCode::OK, ReferencePage::List(Box::new(page))).await
}

/// The form of a new one.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let page = keeping.form(EditForm::Member, true, FormState::default());
    keeping.show_form(page).await
}

/// Adds one, and leads to their page, where seats are added.
pub async fn add(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut state = posted.form;
    let input = Some(read(&mut state)).filter(|_| state.is_sound() && !posted.resumed);
    let page = keeping.form(EditForm::Member, true, state);
    let Some(input) = input else { return keeping.show_form(page).await };
    let locale = keeping.locale();
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            let added = turn.add_member(&input).await?;
            Ok(jawab_ui::links::staff::register_item(locale, REGISTER.code(), &added.slug))
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, FormState::default()).await,
    }
}

/// One of them.
pub async fn filled(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (id, name, state) = current(&keeping).await?;
    let mut page = form(&keeping, id, name, state).await?;
    page.post.version = keeping.print(Item::Member(id)).await?;
    keeping.show_form(page).await
}

/// Changes one.
pub async fn edit(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (id, name, now) = current(&keeping).await?;
    let mut state = posted.form;
    let seen = version(&state)?;
    let input = Some(read(&mut state)).filter(|_| state.is_sound() && !posted.resumed);
    let mut page = form(&keeping, id, name, state).await?;
    page.post.version = Some(seen);
    let Some(input) = input else { return keeping.show_form(page).await };
    let to = keeping.item(REGISTER, &page.item);
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.edit_member(id, seen, &input).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, now).await,
    }
}

async fn form(keeping: &Keeping, id: i64, name: PerLocale<String>, state: FormState) -> Result<EditPage, AppError> {
    let mut page = keeping.form(EditForm::Member, false, state);
    (page.of, page.item) = (name, keeping.param("slug")?.to_owned());
    let held = registers::seats::of(keeping.db(), &[id]).await?;
    let mut lines = held.into_iter().map(|row| seats::line(keeping, row)).collect::<Result<Vec<SeatLine>, AppError>>()?;
    lines.sort_by_key(|line| std::cmp::Reverse((line.legislature, line.period.from)));
    page.aside = Aside::Seats(lines);
    Ok(page)
}

async fn current(keeping: &Keeping) -> Result<(i64, PerLocale<String>, FormState), AppError> {
    let (id, name) = keeping.body(&keeping.directory.members)?;
    let row = registers::members::by_id(keeping.db(), id).await?.ok_or(AppError::NotFound)?;
    let mut state = FormState::default();
    put_names(&mut state, "name", &name);
    state.set("gender", row.gender.unwrap_or_default());
    Ok((id, name, state))
}

fn read(state: &mut FormState) -> MemberInput {
    MemberInput { names: names(state, "name"), gender: choice(state, "gender"), namesake: ticked(state, "namesake") }
}
