//! Ministries: their list, a new one, and the page with their names, on which one is renamed.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Locale, PerLocale, people::Period};
use jawab_service::work::reference::{Item, NamePeriod};
use jawab_store::{people, registers::ministries, rows};
use jawab_ui::{
    form::FormState,
    pages::staff::{
        ReferencePage,
        reference::{Aside, EditForm, EditPage, ListPage, NameLine, Register, Row, SuccessionLine},
    },
};

use super::{
    Keeping,
    groups::unreadable,
    read::{day, names, needed_day, put_day, put_names},
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, sending::version},
};

const REGISTER: Register = Register::Ministries;

/// All of them, by name.
pub async fn list(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let successions = ministries::successions(keeping.db()).await?;
    let ministries = &keeping.directory.ministries;
    let row = |linked: jawab_ui::model::Linked| {
        let id = ministries.find(&linked.slug).unwrap_or_default();
        let current = ministries.names().history(id).iter().any(|(_, _, period)| period.contains(keeping.today));
        let after = successions.iter().filter(|row| row.predecessor_id == id).filter_map(|row| ministries.get(row.successor_id));
        Row::Ministry(linked.slug, linked.name, current, after.map(|ministry| ministry.name).collect())
    };
    let rows: Vec<Row> = ministries.sorted(keeping.locale()).into_iter().map(row).collect();
    let page = ListPage { register: REGISTER, words: String::new(), total: rows.len() as u64, rows, next: None };
    keeping.show(StatusCode::OK, ReferencePage::List(Box::new(page))).await
}

/// The form of a new one.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let page = keeping.form(EditForm::Ministry, true, FormState::default());
    keeping.show_form(page).await
}

/// Adds one.
pub async fn add(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut state = posted.form;
    let from = day(&mut state, "from");
    let page = keeping.form(EditForm::Ministry, true, state);
    if posted.resumed || !page.state.is_sound() {
        return keeping.show_form(page).await;
    }
    let (input, to) = (names(&page.state, "name"), keeping.register(REGISTER));
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.add_ministry_named(&input, from).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, FormState::default()).await,
    }
}

/// One of them, with its names, to be renamed.
pub async fn filled(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (id, name) = keeping.body(&keeping.directory.ministries)?;
    let mut state = FormState::default();
    put_names(&mut state, "name", &name);
    let mut page = form(&keeping, id, name, state).await?;
    page.post.version = keeping.print(Item::Ministry(id)).await?;
    keeping.show_form(page).await
}

/// Renames one.
pub async fn rename(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (id, name) = keeping.body(&keeping.directory.ministries)?;
    let mut state = posted.form;
    let seen = version(&state)?;
    let from = needed_day(&mut state, "from").filter(|_| state.is_sound() && !posted.resumed);
    let mut now = FormState::default();
    put_names(&mut now, "name", &name);
    put_day(&mut now, "from", from);
    let mut page = form(&keeping, id, name, state).await?;
    page.post.version = Some(seen);
    let Some(from) = from else { return keeping.show_form(page).await };
    let (input, to) = (names(&page.state, "name"), keeping.item(REGISTER, &page.item));
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.rename_ministry(id, seen, &input, from).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, now).await,
    }
}

async fn form(keeping: &Keeping, id: i64, name: PerLocale<String>, state: FormState) -> Result<EditPage, AppError> {
    let mut page = keeping.form(EditForm::Rename, false, state);
    (page.of, page.item) = (name, keeping.param("slug")?.to_owned());
    let names = ministries::names_of(keeping.db(), id).await?;
    let line = |row: rows::MinistryName| {
        let period = Period { from: row.valid_from, to: row.valid_to };
        Ok(NameLine { id: row.id, locale: row.locale.parse().map_err(unreadable)?, name: row.name, period })
    };
    let mut lines = names.into_iter().map(line).collect::<Result<Vec<_>, AppError>>()?;
    lines.sort_by_key(|line| std::cmp::Reverse((line.period.to.is_none(), line.period.from)));
    let successions = people::successions(keeping.db(), id).await?.into_iter().filter_map(|(kind, before, after, on)| {
        let other = keeping.directory.ministries.get(if before == id { after } else { before })?;
        Some(SuccessionLine { kind, other: (other.slug, other.name), before: after == id, on })
    });
    page.aside = Aside::Names(lines, successions.collect());
    Ok(page)
}

/// One name of one of them, to be corrected.
pub async fn name_form(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (ministry, of, row) = name(&keeping).await?;
    let mut page = keeping.form(EditForm::MinistryName(locale_of(&row)?), false, kept(&row));
    (page.of, page.item) = (of, keeping.param("slug")?.to_owned());
    page.post.version = keeping.print(Item::Ministry(ministry)).await?;
    keeping.show_form(page).await
}

/// Corrects a name.
pub async fn correct(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (ministry, of, row) = name(&keeping).await?;
    let mut state = posted.form;
    let seen = version(&state)?;
    let period = Period { from: day(&mut state, "from"), to: day(&mut state, "to") };
    let mut page = keeping.form(EditForm::MinistryName(locale_of(&row)?), false, state);
    (page.of, page.item, page.post.version) = (of, keeping.param("slug")?.to_owned(), Some(seen));
    if posted.resumed || !page.state.is_sound() {
        return keeping.show_form(page).await;
    }
    let (input, id) = (NamePeriod { name: page.state.get("name").to_owned(), period }, row.id);
    let to = keeping.item(REGISTER, &page.item);
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.correct_ministry_name(ministry, seen, id, &input).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, kept(&row)).await,
    }
}

async fn name(keeping: &Keeping) -> Result<(i64, PerLocale<String>, rows::MinistryName), AppError> {
    let (ministry, of) = keeping.body(&keeping.directory.ministries)?;
    let id = keeping.param("id")?.parse::<i64>().map_err(|_| AppError::NotFound)?;
    let row = ministries::name_by_id(keeping.db(), id).await?;
    Ok((ministry, of, row.filter(|row| row.ministry_id == ministry).ok_or(AppError::NotFound)?))
}

fn locale_of(row: &rows::MinistryName) -> Result<Locale, AppError> {
    row.locale.parse().map_err(unreadable)
}

fn kept(row: &rows::MinistryName) -> FormState {
    let mut state = FormState::from_pairs([("name", row.name.clone())]);
    put_day(&mut state, "from", row.valid_from);
    put_day(&mut state, "to", row.valid_to);
    state
}
