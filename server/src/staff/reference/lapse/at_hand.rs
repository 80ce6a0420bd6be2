//! A lapse that was asked for: to confirm, to take back, or to undo.

use axum::{http::StatusCode, response::Response};
use jawab_service::{
    new_code,
    work::{self, UseCaseError},
};
use jawab_ui::{
    form::{DO, FormState, Post, Problem, western_digits},
    links::staff as links,
    pages::staff::{
        ReferencePage,
        reference::{CONFIRM, DROP, LapseAtHand, LapseDecisionPage, LapseStage, UNDO},
    },
    shell::staff::Flash,
};

use super::MOST;
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, problems, questions::history, reference::Keeping},
};

/// Those that are at hand for whoever is signed in.
pub(super) async fn all(keeping: &Keeping) -> Result<Vec<LapseAtHand>, AppError> {
    let mut all = Vec::new();
    for lapse in keeping.work().lapses_at_hand(keeping.signed.actor()).await? {
        all.push(shown(keeping, lapse).await?);
    }
    Ok(all)
}

async fn shown(keeping: &Keeping, lapse: work::LapseAtHand) -> Result<LapseAtHand, AppError> {
    let actor = keeping.signed.actor();
    let stage = if lapse.confirmed_at.is_some() {
        LapseStage::Undo
    } else if lapse.asked_by == actor.id.to_string() {
        LapseStage::TakeBack
    } else {
        LapseStage::Confirm
    };
    Ok(LapseAtHand {
        id: lapse.id,
        chamber: lapse.ending.chamber,
        legislature: lapse.ending.legislature,
        on: lapse.ending.on,
        questions: lapse.questions.unsigned_abs(),
        who: history::person(&keeping.signed.app, &lapse.asked_by).await?.unwrap_or_default(),
        reason: lapse.reason,
        stage,
    })
}

/// The one that the address names, if it is at hand.
async fn named(keeping: &Keeping) -> Result<work::LapseAtHand, AppError> {
    let id = keeping.param("id")?.parse::<i64>().map_err(|_| AppError::NotFound)?;
    let all = keeping.work().lapses_at_hand(keeping.signed.actor()).await?;
    all.into_iter().find(|lapse| lapse.id == id).ok_or(AppError::NotFound)
}

/// What would lapse, or has, and what can be done about it.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let lapse = named(&keeping).await?;
    page(&keeping, lapse, FormState::default(), false).await
}

/// Confirms, drops or undoes it, as the button says.
pub async fn act(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (mut state, to) = (posted.form, links::lapse(keeping.locale()));
    // Sent before: what it was about may be at hand no longer.
    if let Some(response) = keeping.done_before(&state).await? {
        return Ok(response);
    }
    let lapse = named(&keeping).await?;
    let asked = state.get(DO).to_owned();
    if posted.resumed || ![CONFIRM, DROP, UNDO].contains(&asked.as_str()) {
        return page(&keeping, lapse, state, false).await;
    }
    let shown: i64 = state.get("shown").parse().unwrap_or(-1);
    let typed: String = western_digits(state.get("typed")).chars().filter(|c| !c.is_whitespace() && !".,٬".contains(*c)).collect();
    if asked == CONFIRM && typed != shown.to_string() {
        state.complain("typed", Problem::NotTyped(shown.unsigned_abs()));
        return page(&keeping, lapse, state, false).await;
    }
    let flash = match asked.as_str() {
        CONFIRM => Flash::Lapsed,
        UNDO => Flash::LapseUndone,
        _ => Flash::LapseDropped,
    };
    let (id, why, leads) = (lapse.id, state.get("reason").to_owned(), to.clone());
    let outcome = keeping.carry_out(&state, |turn| {
        Box::pin(async move {
            match asked.as_str() {
                CONFIRM => turn.confirm_lapse(id, shown).await.map(drop)?,
                UNDO => turn.undo_lapse(id, &why).await.map(drop)?,
                _ => turn.drop_lapse(id, &why).await?,
            }
            Ok(leads)
        })
    });
    match outcome.await {
        Ok(_) => Ok(keeping.signed.done(&to, flash)),
        Err(UseCaseError::Conflict { .. }) => page(&keeping, lapse, state, true).await,
        Err(UseCaseError::Refused(refusal)) => {
            state.complain("", Problem::Refused(refusal));
            page(&keeping, lapse, state, false).await
        }
        Err(UseCaseError::Invalid(faults)) => {
            for fault in faults {
                let field = if ["legislature", "on"].contains(&fault.field.as_str()) { String::new() } else { fault.field };
                state.complain(field, problems::problem(fault.problem));
            }
            page(&keeping, lapse, state, false).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(keeping: &Keeping, lapse: work::LapseAtHand, mut state: FormState, changed: bool) -> Result<Response, AppError> {
    let (work, actor) = (keeping.work(), keeping.signed.actor());
    let (mut total, mut ids) = (lapse.questions, Vec::new());
    if lapse.confirmed_at.is_none() {
        match work.lapse_preview(actor, lapse.ending).await {
            Ok(counts) => total = counts.total(),
            Err(UseCaseError::Invalid(faults)) => faults.into_iter().for_each(|fault| state.complain("", problems::problem(fault.problem))),
            Err(error) => return Err(error.into()),
        }
        ids = work.lapsing(actor, lapse.ending, MOST).await?;
    }
    state.clear(DO);
    let status = match (changed, state.is_sound()) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::OK,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let view = LapseDecisionPage {
        post: Post { action: links::lapse_at_hand(keeping.locale(), lapse.id), once: new_code(), ..Post::default() },
        lapse: shown(keeping, lapse).await?,
        state,
        total: total.unsigned_abs(),
        rows: keeping.questions(&ids).await?.into_iter().map(|(_, row)| row).collect(),
        changed,
    };
    keeping.show(status, ReferencePage::LapseDecision(Box::new(view))).await
}
