//! Themes.

use axum::{http::StatusCode, response::Response};
use jawab_domain::PerLocale;
use jawab_service::work::reference::Item;
use jawab_store::registers;
use jawab_ui::{
    form::{DO, ENTER, FormState, Problem},
    pages::staff::{
        ReferencePage,
        reference::{EditForm, EditPage, ListPage, Register, Row},
    },
};

use super::{
    Keeping,
    read::{names, put_names},
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, sending::version},
};

const REGISTER: Register = Register::Themes;

/// All of them, by name.
pub async fn list(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let counts = registers::themes::question_counts(keeping.db()).await?;
    let themes = &keeping.directory.themes;
    let row = |linked: jawab_ui::model::Linked| {
        let count = themes.find(&linked.slug).and_then(|id| counts.get(&id)).copied().unwrap_or(0);
        Row::Theme(linked.slug, linked.name, count)
    };
    let rows: Vec<Row> = themes.sorted(keeping.locale()).into_iter().map(row).collect();
    let page = ListPage { register: REGISTER, words: String::new(), total: rows.len() as u64, rows, next: None };
    keeping.show(StatusCode::OK, ReferencePage::List(Box::new(page))).await
}

/// The form of a new one.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let page = keeping.form(EditForm::Theme, true, FormState::default());
    keeping.show_form(page).await
}

/// Adds one.
pub async fn add(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let page = keeping.form(EditForm::Theme, true, posted.form);
    if posted.resumed {
        return keeping.show_form(page).await;
    }
    let (input, to) = (names(&page.state, "name"), keeping.register(REGISTER));
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.add_theme(&input).await?;
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
    let (id, name, state) = current(&keeping)?;
    let mut page = form(&keeping, EditForm::Theme, name, state)?;
    page.post.version = keeping.print(Item::Theme(id)).await?;
    keeping.show_form(page).await
}

/// Renames one.
pub async fn edit(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (id, name, now) = current(&keeping)?;
    let seen = version(&posted.form)?;
    let mut page = form(&keeping, EditForm::Theme, name, posted.form)?;
    page.post.version = Some(seen);
    if posted.resumed {
        return keeping.show_form(page).await;
    }
    let (input, to) = (names(&page.state, "name"), keeping.register(REGISTER));
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.rename_theme(id, seen, &input).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, now).await,
    }
}

/// The form of a merger.
pub async fn merge_form(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (id, name, _) = current(&keeping)?;
    let mut page = form(&keeping, EditForm::ThemeMerge, name, FormState::default())?;
    page.post.version = keeping.print(Item::Theme(id)).await?;
    page.picks = keeping.picks(&keeping.directory.themes, |other| other != id);
    keeping.show_form(page).await
}

/// Merges one into another.
pub async fn merge(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut state = posted.form;
    if let Some(led) = keeping.done_before(&state).await? {
        return Ok(led);
    }
    let (id, name) = keeping.body(&keeping.directory.themes)?;
    let seen = version(&state)?;
    let into = keeping.directory.themes.find(state.get("into"));
    if into.is_none() {
        state.complain("into", Problem::NotChosen);
    }
    let mut page = form(&keeping, EditForm::ThemeMerge, name, state)?;
    page.post.version = Some(seen);
    page.picks = keeping.picks(&keeping.directory.themes, |other| other != id);
    let Some(into) = into.filter(|_| page.state.is_sound() && !posted.resumed && page.state.get(DO) != ENTER) else {
        return keeping.show_form(page).await;
    };
    let to = keeping.register(REGISTER);
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.merge_theme(id, seen, into).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, FormState::default()).await,
    }
}

fn form(keeping: &Keeping, form: EditForm, name: PerLocale<String>, state: FormState) -> Result<EditPage, AppError> {
    let mut page = keeping.form(form, false, state);
    (page.of, page.item) = (name, keeping.param("slug")?.to_owned());
    Ok(page)
}

fn current(keeping: &Keeping) -> Result<(i64, PerLocale<String>, FormState), AppError> {
    let (id, name) = keeping.body(&keeping.directory.themes)?;
    let mut state = FormState::default();
    put_names(&mut state, "name", &name);
    Ok((id, name, state))
}
