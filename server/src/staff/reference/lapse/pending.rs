//! A lapse that was asked for: to confirm, to take back, or to undo.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    access::{Act, Actor, ActorId},
    field::FieldName,
};
use jawab_service::{
    mail, new_code,
    second_person::TwoPersonAct,
    use_cases::{self, RestoredQuestions, UnitOfWork, UseCaseError},
};
use jawab_store::{accounts, reasons::RedactedReasons};
use jawab_ui::{
    catalogue::Tr,
    exports::{LapseUndone, lapse_undone},
    form::{ACTION, FormProblem, FormState, Post, SHOWN, western_digits},
    links::staff as links,
    pages::staff::{
        ReferencePage,
        reference::{CONFIRM, DROP, LapseDecisionPage, LapseStage, PendingLapse, UNDO, Undone},
    },
    shell::staff::Flash,
};

use super::first;
use crate::{
    App,
    error::AppError,
    staff::{Posted, SignedIn, questions::history, reference::RegisterContext},
};

/// Those that are at hand for whoever is signed in.
pub(super) async fn all(context: &RegisterContext) -> Result<Vec<PendingLapse>, AppError> {
    let mut all = Vec::new();
    let (use_cases, actor) = (context.use_cases(), context.signed.actor());
    for lapse in use_cases.lapse_requests(actor).await? {
        let now = match lapse.confirmed_at {
            None => use_cases.would_lapse(actor, lapse.ending).await?.total(),
            Some(_) if can_be_undone(context, &lapse) => use_cases.would_restore(actor, &lapse).await?,
            Some(_) => lapse.questions,
        };
        all.push(shown(context, lapse, now).await?);
    }
    Ok(all)
}

/// Whether it was confirmed and can still be undone as a whole.
fn can_be_undone(context: &RegisterContext, lapse: &use_cases::LapseRequest) -> bool {
    lapse.undone.is_none() && lapse.undone_until() >= Some(context.signed.app.clock.now())
}

/// One of them, and how many questions would lapse now, or be as before.
async fn shown(context: &RegisterContext, lapse: use_cases::LapseRequest, now: i64) -> Result<PendingLapse, AppError> {
    let actor = context.signed.actor();
    let stage = if lapse.undone.is_some() {
        LapseStage::Undone
    } else if can_be_undone(context, &lapse) {
        LapseStage::Undo
    } else if lapse.confirmed_at.is_some() {
        LapseStage::Past
    } else if lapse.asked_by == actor.id.to_string() {
        LapseStage::TakeBack
    } else {
        let of = TwoPersonAct { act: Act::LapseLegislature, chamber: lapse.ending.chamber };
        context.use_cases().confirmation_refusal(actor, of, &lapse.asked_by).await?.map_or(LapseStage::Confirm, LapseStage::NotTheirs)
    };
    let clock = &context.signed.app.clock;
    let undone_for = lapse.undone.as_ref().and_then(|of| of.reason.as_deref());
    let db = context.signed.app.database.reader();
    let redacted = RedactedReasons::among(db, undone_for.into_iter().chain([lapse.reason.as_str()])).await?;
    let undone = match &lapse.undone {
        None => None,
        Some(of) => Some(Undone {
            who: history::person(db, &of.by).await?.unwrap_or_default(),
            at: clock.local(of.at),
            reason: of.reason.clone().map(|reason| redacted.shown(reason)),
        }),
    };
    Ok(PendingLapse {
        until: lapse.undone_until().map(|until| clock.local(until)),
        undone,
        id: lapse.id,
        chamber: lapse.ending.chamber,
        legislature: lapse.ending.legislature,
        on: lapse.ending.on,
        questions: lapse.questions.unsigned_abs(),
        now: now.unsigned_abs(),
        who: history::person(db, &lapse.asked_by).await?.unwrap_or_default(),
        reason: redacted.shown(lapse.reason),
        stage,
    })
}

/// The one that the address names, if it is at hand.
async fn named(context: &RegisterContext) -> Result<use_cases::LapseRequest, AppError> {
    let id = context.param("id")?.parse::<i64>().map_err(|_| AppError::NotFound)?;
    let all = context.use_cases().lapse_requests(context.signed.actor()).await?;
    all.into_iter().find(|lapse| lapse.id == id).ok_or(AppError::NotFound)
}

/// What would lapse, or has, and what can be done about it.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let context = RegisterContext::load(signed).await?;
    let lapse = named(&context).await?;
    page(&context, lapse, FormState::default(), false).await
}

/// Confirms, drops or undoes it, as the button says.
pub async fn act(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let context = RegisterContext::load(signed).await?;
    let (mut state, to) = (posted.form, links::lapse(context.locale()));
    // Sent before: what it was about may be at hand no longer.
    if let Some(response) = context.done_before(&state, Flash::Saved).await? {
        return Ok(response);
    }
    let lapse = named(&context).await?;
    let asked = state.get(ACTION).to_owned();
    if posted.resumed || ![CONFIRM, DROP, UNDO].contains(&asked.as_str()) {
        return page(&context, lapse, state, false).await;
    }
    // Why not is never thrown away with the act done all the same.
    if asked == CONFIRM && state.filled(FieldName::Reason.form()).is_some() {
        state.add_problem(FieldName::Reason.form(), FormProblem::ReasonToRefuse);
        return page(&context, lapse, state, false).await;
    }
    let shown: i64 = state.get(SHOWN).parse().unwrap_or(-1);
    let typed: String =
        western_digits(state.get(FieldName::Typed.form())).chars().filter(|c| !c.is_whitespace() && !".,٬".contains(*c)).collect();
    if asked == CONFIRM && typed != shown.to_string() {
        // What is to be typed is what the page says that is shown next.
        if context.use_cases().would_lapse(context.signed.actor(), lapse.ending).await?.total() != shown {
            return page(&context, lapse, state, true).await;
        }
        state.add_problem(FieldName::Typed.form(), FormProblem::NotTyped(shown.unsigned_abs()));
        return page(&context, lapse, state, false).await;
    }
    let leaves = asked == UNDO && !context.use_cases().would_leave(context.signed.actor(), &lapse).await?.is_empty();
    let flash = match asked.as_str() {
        CONFIRM => Flash::Lapsed,
        UNDO if leaves => Flash::LapseUndoneExcept,
        UNDO => Flash::LapseUndone,
        _ if lapse.asked_by == context.signed.actor().id.to_string() => Flash::TakenBack,
        _ => Flash::LapseDropped,
    };
    let (of, why, leads) = (lapse.clone(), state.get(FieldName::Reason.form()).to_owned(), to.clone());
    let (app, by) = (context.signed.app.clone(), context.signed.actor().clone());
    let outcome = context.carry_out(&state, |unit| {
        Box::pin(async move {
            match asked.as_str() {
                CONFIRM => unit.confirm_lapse(of.id, shown).await.map(drop)?,
                UNDO => {
                    let restored = unit.undo_lapse(of.id, &why).await?;
                    tell(&app, unit, &of, restored, (&by, &why)).await?;
                }
                _ => unit.drop_lapse(of.id, &why).await?,
            }
            Ok(leads)
        })
    });
    match outcome.await {
        Ok(_) => Ok(context.signed.done(&to, flash)),
        Err(UseCaseError::Conflict { .. }) => page(&context, lapse, state, true).await,
        Err(UseCaseError::Refused(refusal)) => {
            state.add_problem("", FormProblem::Refused(refusal));
            page(&context, lapse, state, false).await
        }
        Err(UseCaseError::Invalid(faults)) => {
            for fault in faults {
                // What was asked for is not chosen here.
                let of_request = matches!(fault.field.name, FieldName::Legislature | FieldName::On);
                state.add_problem(if of_request { String::new() } else { fault.field.form() }, fault.problem);
            }
            page(&context, lapse, state, false).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Tells the two by whose act questions lapsed that somebody else undid it, by mail within the change. Who has no password yet cannot
/// be reached, and whose account is closed is told nothing any more.
async fn tell(
    app: &App,
    unit: &UnitOfWork,
    of: &use_cases::LapseRequest,
    RestoredQuestions { restored, left }: RestoredQuestions,
    (by, reason): (&Actor, &str),
) -> Result<(), UseCaseError> {
    let own = by.id.to_string();
    let two = [Some(&of.asked_by), of.confirmed_by.as_ref()].into_iter().flatten().filter(|actor| **actor != own);
    let ids: Vec<i64> = two.filter_map(|actor| ActorId::account_of(actor)).collect();
    for holder in accounts::active_among(unit.db(), ids).await? {
        let use_cases::LegislatureEnd { chamber, legislature, on } = of.ending;
        let undone = LapseUndone { name: &holder.name, chamber, legislature, on, restored, left, by: &by.name, reason };
        let words = lapse_undone(Tr::new(holder.locale.parse()?), &app.public_url, &undone);
        mail::enqueue(unit.db(), &holder, &words.subject, &words.body, app.clock.now()).await?;
    }
    Ok(())
}

async fn page(
    context: &RegisterContext,
    lapse: use_cases::LapseRequest,
    mut state: FormState,
    changed: bool,
) -> Result<Response, AppError> {
    let (use_cases, actor) = (context.use_cases(), context.signed.actor());
    let (now, ids, stay) = if can_be_undone(context, &lapse) {
        (use_cases.would_restore(actor, &lapse).await?, Vec::new(), use_cases.would_leave(actor, &lapse).await?)
    } else if lapse.confirmed_at.is_some() {
        (lapse.questions, Vec::new(), Vec::new())
    } else {
        let open = match use_cases.lapse_preview(actor, lapse.ending).await {
            Err(UseCaseError::Invalid(faults)) => {
                faults.into_iter().for_each(|fault| state.add_problem("", fault.problem));
                use_cases.would_lapse(actor, lapse.ending).await?
            }
            open => open?,
        };
        (open.total(), open.questions, open.stay)
    };
    state.clear(ACTION);
    if changed {
        state.clear(FieldName::Typed.form());
    }
    let lapse = shown(context, lapse, now).await?;
    let closed = matches!(lapse.stage, LapseStage::NotTheirs(_));
    if closed {
        // What was typed is of no use any more, and neither is what is wrong with it.
        state = FormState::default();
    }
    let status = match (changed || closed, state.is_valid()) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::OK,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let view = LapseDecisionPage {
        post: Post { action: links::pending_lapse(context.locale(), lapse.id), idempotency_key: new_code(), ..Post::default() },
        lapse,
        state,
        rows: context.questions(first(&ids)).await?.into_iter().map(|(_, row)| row).collect(),
        stay: (stay.len() as u64, context.questions(first(&stay)).await?.into_iter().map(|(_, row)| row).collect()),
        changed,
    };
    context.show(status, ReferencePage::LapseDecision(Box::new(view))).await
}
