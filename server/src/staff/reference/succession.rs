//! What a ministry becomes.

use axum::response::Response;
use jawab_domain::{PerLocale, people::Succession};
use jawab_service::work::reference::{Item, SuccessionInput};
use jawab_ui::{
    form::{DO, FormState},
    pages::staff::reference::{Aside, CONFIRM, EditForm, EditPage, Register, SuccessionEffect},
};

use super::{
    Keeping,
    read::{chosen, needed_day, ticked},
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, sending::version},
};

/// The form.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (id, name) = keeping.body(&keeping.directory.ministries)?;
    let mut state = FormState::from_pairs([("ends", "yes")]);
    state.set_date("on", keeping.today);
    let mut page = form(&keeping, id, name, state)?;
    page.post.version = keeping.print(Item::Ministry(id)).await?;
    keeping.show_form(page).await
}

/// Shows what that does, or does it, as the button says.
pub async fn act(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut state = posted.form;
    if let Some(led) = keeping.done_before(&state).await? {
        return Ok(led);
    }
    let (id, name) = keeping.body(&keeping.directory.ministries)?;
    let seen = version(&state)?;
    let input = read(&keeping, &mut state).filter(|_| state.is_sound() && !posted.resumed);
    let mut page = form(&keeping, id, name, state)?;
    page.post.version = Some(seen);
    let Some(input) = input else { return keeping.show_form(page).await };
    let open = match keeping.work().succession_preview(keeping.signed.actor(), id, &input).await {
        Ok(open) => open as u64,
        Err(error) => return keeping.refused(page, error, FormState::default()).await,
    };
    let mut named = input.to.clone();
    named.sort_unstable();
    let shown = format!("{open} {named:?} {:?} {:?} {} {}", input.open_to, input.kind, input.on, input.ends);
    if page.state.get(DO) != CONFIRM || page.state.get("shown") != shown {
        let to = input.open_to.and_then(|to| Some(keeping.directory.ministries.get(to)?.name));
        let ends = (input.ends || input.kind != Succession::Split).then_some(input.on);
        page.aside = Aside::Succession(SuccessionEffect { open, to, ends, shown });
        return keeping.show_form(page).await;
    }
    let to = keeping.item(Register::Ministries, &page.item);
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.succeed_ministry(id, seen, &input).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, FormState::default()).await,
    }
}

fn form(keeping: &Keeping, id: i64, name: PerLocale<String>, state: FormState) -> Result<EditPage, AppError> {
    let mut page = keeping.form(EditForm::Succession, false, state);
    (page.of, page.item) = (name, keeping.param("slug")?.to_owned());
    let on = page.state.date("on").ok().flatten().unwrap_or(keeping.today);
    let ticked = |other| keeping.directory.ministries.get(other).is_some_and(|named| page.state.has("to", &named.slug));
    let is_there = |other| keeping.directory.successions.ended(other, on).is_none() || ticked(other);
    page.picks = keeping.picks(&keeping.directory.ministries, |other| other != id && is_there(other));
    Ok(page)
}

fn read(keeping: &Keeping, state: &mut FormState) -> Option<SuccessionInput> {
    let find = |slug: &str| keeping.directory.ministries.find(slug).unwrap_or_default();
    let to: Vec<i64> = state.all("to").map(find).collect();
    let open_to = state.filled("open").map(find);
    let (kind, on) = (chosen::<Succession>(state, "kind"), needed_day(state, "on"));
    let reason = state.get("reason").to_owned();
    Some(SuccessionInput { kind: kind?, on: on?, to, open_to, ends: ticked(state, "ends"), reason })
}
