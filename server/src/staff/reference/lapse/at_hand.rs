//! A lapse that was asked for: to confirm, to take back, or to undo.

use axum::{http::StatusCode, response::Response};
use jawab_domain::access::{Act, Actor, ActorId};
use jawab_service::{
    mail, new_code,
    second_person::OfTwo,
    work::{self, Restored, Turn, UseCaseError},
};
use jawab_store::accounts;
use jawab_ui::{
    catalogue::Tr,
    form::{DO, FormState, Post, Problem, western_digits},
    links::staff as links,
    pages::staff::{
        ReferencePage,
        reference::{CONFIRM, DROP, LapseAtHand, LapseDecisionPage, LapseStage, UNDO, Undone},
    },
    plain::{LapseUndone, lapse_undone},
    shell::staff::Flash,
};

use super::first;
use crate::{
    App,
    error::AppError,
    staff::{Posted, SignedIn, problems, questions::history, reference::Keeping},
};

/// Those that are at hand for whoever is signed in.
pub(super) async fn all(keeping: &Keeping) -> Result<Vec<LapseAtHand>, AppError> {
    let mut all = Vec::new();
    let (work, actor) = (keeping.work(), keeping.signed.actor());
    for lapse in work.lapses_at_hand(actor).await? {
        let now = match lapse.confirmed_at {
            None => work.would_lapse(actor, lapse.ending).await?.total(),
            Some(_) if can_be_undone(keeping, &lapse) => work.would_restore(actor, &lapse).await?,
            Some(_) => lapse.questions,
        };
        all.push(shown(keeping, lapse, now).await?);
    }
    Ok(all)
}

/// Whether it was confirmed and can still be undone as a whole.
fn can_be_undone(keeping: &Keeping, lapse: &work::LapseAtHand) -> bool {
    lapse.undone.is_none() && lapse.undone_until() >= Some(keeping.signed.app.clock.now())
}

/// One of them, and how many questions would lapse now, or be as before.
async fn shown(keeping: &Keeping, lapse: work::LapseAtHand, now: i64) -> Result<LapseAtHand, AppError> {
    let actor = keeping.signed.actor();
    let stage = if lapse.undone.is_some() {
        LapseStage::Undone
    } else if can_be_undone(keeping, &lapse) {
        LapseStage::Undo
    } else if lapse.confirmed_at.is_some() {
        LapseStage::Past
    } else if lapse.asked_by == actor.id.to_string() {
        LapseStage::TakeBack
    } else {
        let of = OfTwo { act: Act::LapseLegislature, chamber: lapse.ending.chamber };
        keeping.work().not_second(actor, of, &lapse.asked_by).await?.map_or(LapseStage::Confirm, LapseStage::NotTheirs)
    };
    let clock = &keeping.signed.app.clock;
    let undone = match &lapse.undone {
        None => None,
        Some(of) => Some(Undone {
            who: history::person(&keeping.signed.app, &of.by).await?.unwrap_or_default(),
            at: clock.local(of.at),
            reason: of.reason.clone(),
        }),
    };
    Ok(LapseAtHand {
        until: lapse.undone_until().map(|until| clock.local(until)),
        undone,
        id: lapse.id,
        chamber: lapse.ending.chamber,
        legislature: lapse.ending.legislature,
        on: lapse.ending.on,
        questions: lapse.questions.unsigned_abs(),
        now: now.unsigned_abs(),
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
    // Why not is never thrown away with the act done all the same.
    if asked == CONFIRM && state.filled("reason").is_some() {
        state.complain("reason", Problem::ReasonToRefuse);
        return page(&keeping, lapse, state, false).await;
    }
    let shown: i64 = state.get("shown").parse().unwrap_or(-1);
    let typed: String = western_digits(state.get("typed")).chars().filter(|c| !c.is_whitespace() && !".,٬".contains(*c)).collect();
    if asked == CONFIRM && typed != shown.to_string() {
        // What is to be typed is what the page says that is shown next.
        if keeping.work().would_lapse(keeping.signed.actor(), lapse.ending).await?.total() != shown {
            return page(&keeping, lapse, state, true).await;
        }
        state.complain("typed", Problem::NotTyped(shown.unsigned_abs()));
        return page(&keeping, lapse, state, false).await;
    }
    let flash = match asked.as_str() {
        CONFIRM => Flash::Lapsed,
        UNDO => Flash::LapseUndone,
        _ if lapse.asked_by == keeping.signed.actor().id.to_string() => Flash::TakenBack,
        _ => Flash::LapseDropped,
    };
    let (of, why, leads) = (lapse.clone(), state.get("reason").to_owned(), to.clone());
    let (app, by) = (keeping.signed.app.clone(), keeping.signed.actor().clone());
    let outcome = keeping.carry_out(&state, |turn| {
        Box::pin(async move {
            match asked.as_str() {
                CONFIRM => turn.confirm_lapse(of.id, shown).await.map(drop)?,
                UNDO => {
                    let restored = turn.undo_lapse(of.id, &why).await?;
                    tell(&app, turn, &of, restored, (&by, &why)).await?;
                }
                _ => turn.drop_lapse(of.id, &why).await?,
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

/// Tells the two by whose act questions lapsed that somebody else undid it, by mail within the change. Who has no password yet cannot
/// be reached, and whose account is closed is told nothing any more.
async fn tell(
    app: &App,
    turn: &Turn,
    of: &work::LapseAtHand,
    Restored { restored, left }: Restored,
    (by, reason): (&Actor, &str),
) -> Result<(), UseCaseError> {
    let own = by.id.to_string();
    let two = [Some(&of.asked_by), of.confirmed_by.as_ref()].into_iter().flatten().filter(|actor| **actor != own);
    let ids: Vec<i64> = two.filter_map(|actor| ActorId::account_of(actor)).collect();
    for holder in accounts::reachable(turn.db(), ids).await? {
        let work::Ending { chamber, legislature, on } = of.ending;
        let undone = LapseUndone { name: &holder.name, chamber, legislature, on, restored, left, by: &by.name, reason };
        let words = lapse_undone(Tr::new(holder.locale.parse()?), &app.public_url, &undone);
        mail::enqueue(turn.db(), &holder, &words.subject, &words.body, app.clock.now()).await?;
    }
    Ok(())
}

async fn page(keeping: &Keeping, lapse: work::LapseAtHand, mut state: FormState, changed: bool) -> Result<Response, AppError> {
    let (work, actor) = (keeping.work(), keeping.signed.actor());
    let (now, ids, stay) = if can_be_undone(keeping, &lapse) {
        (work.would_restore(actor, &lapse).await?, Vec::new(), Vec::new())
    } else if lapse.confirmed_at.is_some() {
        (lapse.questions, Vec::new(), Vec::new())
    } else {
        let open = match work.lapse_preview(actor, lapse.ending).await {
            Err(UseCaseError::Invalid(faults)) => {
                faults.into_iter().for_each(|fault| state.complain("", problems::problem(fault.problem)));
                work.would_lapse(actor, lapse.ending).await?
            }
            open => open?,
        };
        (open.total(), open.questions, open.stay)
    };
    state.clear(DO);
    if changed {
        state.clear("typed");
    }
    let lapse = shown(keeping, lapse, now).await?;
    let closed = matches!(lapse.stage, LapseStage::NotTheirs(_));
    if closed {
        // What was typed is of no use any more, and neither is what is wrong with it.
        state = FormState::default();
    }
    let status = match (changed || closed, state.is_sound()) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::OK,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let view = LapseDecisionPage {
        post: Post { action: links::lapse_at_hand(keeping.locale(), lapse.id), once: new_code(), ..Post::default() },
        lapse,
        state,
        rows: keeping.questions(first(&ids)).await?.into_iter().map(|(_, row)| row).collect(),
        stay: (stay.len() as u64, keeping.questions(first(&stay)).await?.into_iter().map(|(_, row)| row).collect()),
        changed,
    };
    keeping.show(status, ReferencePage::LapseDecision(Box::new(view))).await
}
