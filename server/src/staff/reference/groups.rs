//! Groups and groupements.

use axum::{http::StatusCode, response::Response};
use jawab_domain::PerLocale;
use jawab_service::work::reference::{GroupInput, Item};
use jawab_store::{StoreError, registers::groups};
use jawab_ui::{
    form::FormState,
    pages::staff::{
        ReferencePage,
        reference::{EditForm, EditPage, ListPage, Register, Row},
    },
};

use super::{
    Keeping,
    read::{choice, chosen, names, put_names},
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, sending::version},
};

const REGISTER: Register = Register::Groups;

/// All of them, by name.
pub async fn list(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let all = groups::all(keeping.db()).await?;
    let groups = &keeping.directory.groups;
    let row = |linked: jawab_ui::model::Linked| {
        let group = all.iter().find(|group| group.slug == linked.slug)?;
        let chamber = group.chamber.as_deref().and_then(|code| code.parse().ok());
        Some(Row::Group(linked.slug, linked.name, group.kind.parse().ok()?, chamber))
    };
    let rows: Vec<Row> = groups.sorted(keeping.locale()).into_iter().filter_map(row).collect();
    let page = ListPage { register: REGISTER, words: String::new(), total: rows.len() as u64, rows, next: None };
    keeping.show(StatusCode::OK, ReferencePage::List(Box::new(page))).await
}

/// The form of a new one.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let page = keeping.form(EditForm::Group, true, FormState::from_pairs([("kind", "group")]));
    keeping.show_form(page).await
}

/// Adds one.
pub async fn add(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut state = posted.form;
    let input = read(&mut state).filter(|_| state.is_sound() && !posted.resumed);
    let page = keeping.form(EditForm::Group, true, state);
    let Some(input) = input else { return keeping.show_form(page).await };
    let to = keeping.register(REGISTER);
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.add_group(&input).await?;
            Ok(to)
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
    let mut page = form(&keeping, name, state)?;
    page.post.version = keeping.print(Item::Group(id)).await?;
    keeping.show_form(page).await
}

/// Changes one.
pub async fn edit(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (id, name, now) = current(&keeping).await?;
    let mut state = posted.form;
    let seen = version(&state)?;
    let input = read(&mut state).filter(|_| state.is_sound() && !posted.resumed);
    let mut page = form(&keeping, name, state)?;
    page.post.version = Some(seen);
    let Some(input) = input else { return keeping.show_form(page).await };
    let to = keeping.register(REGISTER);
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.edit_group(id, seen, &input).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, now).await,
    }
}

fn form(keeping: &Keeping, name: PerLocale<String>, state: FormState) -> Result<EditPage, AppError> {
    let mut page = keeping.form(EditForm::Group, false, state);
    (page.of, page.item) = (name, keeping.param("slug")?.to_owned());
    Ok(page)
}

async fn current(keeping: &Keeping) -> Result<(i64, PerLocale<String>, FormState), AppError> {
    let (id, name) = keeping.body(&keeping.directory.groups)?;
    let row = groups::by_id(keeping.db(), id).await?.ok_or(AppError::NotFound)?;
    let mut state = FormState::default();
    put_names(&mut state, "name", &name);
    state.set("kind", row.kind);
    state.set("chamber", row.chamber.unwrap_or_default());
    Ok((id, name, state))
}

fn read(state: &mut FormState) -> Option<GroupInput> {
    let (kind, chamber) = (chosen(state, "kind"), choice(state, "chamber"));
    Some(GroupInput { names: names(state, "name"), kind: kind?, chamber })
}

/// Kept codes that no version wrote.
pub(super) fn unreadable(error: jawab_domain::UnknownCode) -> AppError {
    StoreError::from(error).into()
}
