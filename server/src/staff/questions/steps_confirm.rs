//! A step that starts a clock or ends a question, before it is done: what it brings about, in sentences. What is done is what was shown:
//! each form carries a print of its sentences, and where others would hold by now, those are shown first.

use axum::response::Response;
use chrono::NaiveDate;
use jawab_domain::{DeadlineRule, Publication, Status, lifecycle::Command};
use jawab_service::{
    new_code,
    use_cases::{Decision, DepositPlan, DepositPreview, Transfer, UseCaseError, deadline_preview},
};
use jawab_store::{
    chamber::{self, PendingItems},
    read::QuestionRecord,
    rows,
    works::Prepared,
};
use jawab_ui::{
    form::{FormState, Post, SHOWN, VERSION},
    links,
    model::Linked,
    pages::staff::{
        ConfirmPage, QuestionStep, StaffBody,
        confirm::{ConfirmedAct, Consequence, is_confirmed},
        question_form::DeadlinePreview,
    },
};

use super::{Desk, corrections, status_of, steps_read::Asked};
use crate::{
    error::AppError,
    staff::confirmation::{fingerprint, other_scripts_of, unowed_answer_consequence},
    web::view,
};

/// What a deposit comes to; of other steps nothing.
pub(super) async fn preview_deposit(desk: &Desk, record: &QuestionRecord, asked: &Asked) -> Result<Option<DepositPreview>, UseCaseError> {
    let Asked::Deposit(how) = asked else { return Ok(None) };
    let plan = DepositPlan {
        chamber: record.chamber,
        legislature: how.legislature.or(record.legislature.map(i32::from)),
        number: how.number.or(record.number.map(i32::from)),
        on: how.on.or(record.deposited_on).unwrap_or(desk.today),
        authors: record.authors.iter().map(|author| author.member.id).collect(),
        question: Some(record.id),
    };
    desk.app().use_cases().preview_deposit(&plan).await.map(Some)
}

/// What a step asks of the question's life; none where it is no act of that.
fn command(desk: &Desk, asked: &Asked) -> Option<Command> {
    let on = |said: Option<NaiveDate>| said.unwrap_or(desk.today);
    Some(match asked {
        Asked::Deposit(how) => Command::Deposit { on: on(how.on) },
        Asked::Publish => Command::Publish,
        Asked::Transmit(how) => Command::Transmit { on: on(how.on), to: how.to.clone() },
        Asked::Transfer(how) => Command::Transfer { on: on(how.on), from: how.from, to: how.to, restarts_clock: false },
        Asked::AddMinistry(ministry, day, _) => Command::AddMinistry { on: on(*day), ministry: *ministry },
        Asked::Convert(day, _) => Command::ConvertToOral { on: on(*day) },
        Asked::Withdraw(day, _) => Command::Withdraw { on: on(*day) },
        _ => return None,
    })
}

/// Sees whether the question's life allows now what a step asks for; what is no act of its life passes.
pub(super) async fn allowed(desk: &Desk, record: &QuestionRecord, step: QuestionStep, asked: &Asked) -> Result<(), UseCaseError> {
    match command(desk, asked) {
        Some(command) => desk.app().use_cases().check_command(desk.signed.actor(), step.act(), record.id, command).await,
        None => Ok(()),
    }
}

/// The page that says what a step brings about.
pub(super) async fn show(
    desk: &Desk,
    record: &QuestionRecord,
    (step, asked): (QuestionStep, &Asked),
    deposit_preview: Option<DepositPreview>,
    mut state: FormState,
) -> Result<Response, AppError> {
    let (act, says) = says(desk, record, asked, deposit_preview).await?;
    state.set(SHOWN, fingerprint(&says));
    let preview = match asked {
        Asked::Transmit(how) => deadline_preview(&desk.reference_data.calendar, record.chamber, how.on.unwrap_or(desk.today), &[]),
        _ => None,
    };
    let version = state.get(VERSION).parse().unwrap_or(record.version);
    let action = links::staff::question_step(desk.signed.locale(), &record.code, step.code());
    let status = status_of(&state);
    let page = ConfirmPage {
        act,
        question: Some(view::row(record, desk.today)),
        subject: record.title(),
        post: Post { action, idempotency_key: new_code(), version: Some(version), files: false },
        state,
        says,
        preview: preview.filter(|_| record.kind.has_deadline()).map(|of| DeadlinePreview { rule: of.rule.clone(), deadline: of.deadline }),
        can_publish: act == ConfirmedAct::Transmit && record.publication == Publication::Unpublished,
    };
    desk.show(status, StaffBody::Confirm(Box::new(page))).await
}

/// Whether a step is to be done that would bring about something else than its page said: another day was typed since, a holiday was
/// added, a ministry handed an answer in.
pub(super) async fn is_unseen(
    desk: &Desk,
    record: &QuestionRecord,
    (step, asked): (QuestionStep, &Asked),
    state: &FormState,
) -> Result<bool, AppError> {
    let says = match asked {
        // A day still to come is refused, whatever would follow from it.
        Asked::DecideTransfer(request, Decision::Granted(on)) if *on <= desk.today => {
            let waiting = chamber::pending(desk.app().database.reader(), record.id).await?;
            match waiting.transfers.iter().find(|asked| asked.id == *request) {
                Some(asked) => granted(desk, record, &waiting, asked, *on).await?,
                None => Vec::new(),
            }
        }
        asked if step.is_confirmed() && is_confirmed(state) => says(desk, record, asked, None).await?.1,
        _ => return Ok(false),
    };
    Ok(!says.is_empty() && state.get(SHOWN) != fingerprint(&says))
}

/// What granting a ministry's wish brings about: all that the page says by which the Chamber confirms a transfer of its own. So the page
/// on which the wish is decided is its own confirmation: nothing is chosen there but the day, and another one is shown anew.
pub(super) async fn granted(
    desk: &Desk,
    record: &QuestionRecord,
    waiting: &PendingItems,
    asked: &rows::TransferRequest,
    on: NaiveDate,
) -> Result<Vec<Consequence>, AppError> {
    let (from, to) = (asked.from_ministry_id, asked.to_ministry_id);
    let transfer = Asked::Transfer(Transfer { on: Some(on), from, to, reason: String::new() });
    let (_, mut says) = consequences(desk, record, &transfer, None);
    says.extend(puts_aside(desk, waiting, from));
    says.extend(closed(desk, record, &transfer).await?);
    says.push(seen(record, &transfer));
    Ok(says)
}

/// The correction that somebody asked for and that a step closes, as it could be decided no longer.
async fn closed(desk: &Desk, record: &QuestionRecord, asked: &Asked) -> Result<Option<Consequence>, AppError> {
    let Some(command) = command(desk, asked) else { return Ok(None) };
    let closed = corrections::closed(desk.app().database.reader(), &desk.signed, record, command).await?;
    Ok(closed.map(|asked| Consequence::CorrectionClosed { asked, of: None }))
}

/// What a step brings about, and what of it the public sees.
async fn says(
    desk: &Desk,
    record: &QuestionRecord,
    asked: &Asked,
    deposit_preview: Option<DepositPreview>,
) -> Result<(ConfirmedAct, Vec<Consequence>), AppError> {
    let (act, mut says) = consequences(desk, record, asked, deposit_preview);
    let ends = matches!(asked, Asked::Convert(..) | Asked::Withdraw(..));
    if ends || matches!(asked, Asked::Transfer(_)) {
        let waiting = chamber::pending(desk.app().database.reader(), record.id).await?;
        match asked {
            Asked::Transfer(how) => {
                says.extend(puts_aside(desk, &waiting, how.from));
                let theirs = waiting.transfers.iter().filter(|asked| asked.from_ministry_id == how.from);
                says.extend(theirs.map(|asked| transfer_closed(desk, asked)));
            }
            _ => says.extend(closes(desk, record, &waiting).await?),
        }
    }
    // An end closes any, as said above.
    if !ends {
        says.extend(closed(desk, record, asked).await?);
    }
    says.extend(reason(asked).map(|why| Consequence::Reason(why.to_owned())));
    if matches!(asked, Asked::Transmit(_)) && record.publication == Publication::Unpublished {
        // The same confirmation can publish it.
        says.extend(no_text(record));
    }
    if matches!(asked, Asked::Transmit(_) | Asked::Deposit(_)) {
        says.extend(other_scripts_of(record));
    }
    says.push(seen(record, asked));
    Ok((act, says))
}

/// What to know of a question before it is published: what it lacks, and which of its texts may not be in their language.
pub(super) fn publishes(record: &QuestionRecord) -> Vec<Consequence> {
    let addressed = record.status != Status::Deposited || record.ministries().next().is_some();
    let mut says: Vec<Consequence> = (!addressed).then_some(Consequence::NoMinistry).into_iter().collect();
    says.extend(no_text(record));
    says.extend(other_scripts_of(record));
    says
}

/// A question with nothing but a subject.
fn no_text(record: &QuestionRecord) -> Option<Consequence> {
    (record.text.is_empty() && record.sub_questions.is_empty()).then_some(Consequence::NoText)
}

/// Why a step is taken, as it was typed.
fn reason(asked: &Asked) -> Option<&str> {
    match asked {
        Asked::Transfer(how) => Some(how.reason.as_str()),
        Asked::AddMinistry(_, _, why) | Asked::Convert(_, why) | Asked::Withdraw(_, why) => Some(why.as_str()),
        _ => None,
    }
}

/// The ministries that a question is transmitted to and not addressed to, and those that it is addressed to and not transmitted to.
fn otherwise_addressed(desk: &Desk, record: &QuestionRecord, to: &[i64]) -> Vec<Consequence> {
    let addressed: Vec<i64> = record.ministries().map(|part| part.ministry.id).collect();
    if addressed.is_empty() {
        return Vec::new();
    }
    let without =
        |all: &[i64], other: &[i64]| -> Vec<Linked> { all.iter().filter(|id| !other.contains(id)).map(|id| desk.ministry(*id)).collect() };
    let (strangers, left) = (without(to, &addressed), without(&addressed, to));
    let strangers = (!strangers.is_empty()).then_some(Consequence::NotAddressed(strangers));
    strangers.into_iter().chain((!left.is_empty()).then_some(Consequence::LeftOut(left))).collect()
}

/// What of an act the public sees, and where it sees nothing, who else does: a ministry sees nothing of a question before it is referred.
fn seen(record: &QuestionRecord, asked: &Asked) -> Consequence {
    match (record.publication, asked) {
        (Publication::Published, Asked::Convert(..) | Asked::Withdraw(..)) => Consequence::StaysPublished,
        (Publication::Published, _) => Consequence::Seen,
        (_, Asked::Transmit(_)) => Consequence::Unseen,
        _ => unseen(Some(record)),
    }
}

/// Who sees a question, or a new one, that is not public.
pub(super) fn unseen(record: Option<&QuestionRecord>) -> Consequence {
    let referred = record.is_some_and(|record| record.referrals().next().is_some());
    if referred { Consequence::Unseen } else { Consequence::UnseenByMinistries }
}

fn consequences(
    desk: &Desk,
    record: &QuestionRecord,
    asked: &Asked,
    deposit_preview: Option<DepositPreview>,
) -> (ConfirmedAct, Vec<Consequence>) {
    let on = |said: Option<NaiveDate>| said.unwrap_or(desk.today);
    match asked {
        Asked::Transmit(how) => {
            let ministries = how.to.iter().map(|id| desk.ministry(*id)).collect();
            let rule = deadline_preview(&desk.reference_data.calendar, record.chamber, on(how.on), &[]).map(|of| of.rule);
            let due = due(desk, record, rule, on(how.on));
            let mut says = otherwise_addressed(desk, record, &how.to);
            says.extend(referred(ministries, on(how.on), due));
            (ConfirmedAct::Transmit, says)
        }
        Asked::Transfer(how) => {
            let (from, to) = (desk.ministry(how.from), desk.ministry(how.to));
            (ConfirmedAct::Transfer, vec![Consequence::Moves { from, to, on: on(how.on) }, due_after(desk, record, how)])
        }
        Asked::AddMinistry(ministry, day, _) => {
            let due = due(desk, record, rule(desk, record), on(*day));
            (ConfirmedAct::AddMinistry, referred(vec![desk.ministry(*ministry)], on(*day), due).into())
        }
        Asked::Convert(day, _) => (ConfirmedAct::Convert, ending(record, on(*day))),
        Asked::Withdraw(day, _) => (ConfirmedAct::Withdraw, ending(record, on(*day))),
        Asked::Deposit(how) => {
            let legislature = deposit_preview.and_then(|of| of.legislature.try_into().ok());
            let number = deposit_preview.and_then(|of| of.number.or(of.next));
            let given = deposit_preview.is_some_and(|of| of.number.is_some());
            let deposited = legislature.zip(number).map(|(legislature, number)| {
                let on = how.on.or(record.deposited_on).unwrap_or(desk.today);
                Consequence::Deposited { on, legislature, number, given }
            });
            let far = deposit_preview.and_then(super::acts::number_consequence);
            (ConfirmedAct::Deposit, deposited.into_iter().chain(far).collect())
        }
        _ => (ConfirmedAct::Deposit, Vec::new()),
    }
}

/// Who gets a question, and by when they answer.
pub(super) fn referred(ministries: Vec<Linked>, on: NaiveDate, due: Consequence) -> [Consequence; 2] {
    if due == Consequence::NoDeadline {
        [Consequence::Sent { ministries, on }, due]
    } else {
        [Consequence::Owed { ministries, from: on }, due]
    }
}

/// A question ends without an answer, or when some of its ministries have answered; a deadline stops only where one runs.
fn ending(record: &QuestionRecord, on: NaiveDate) -> Vec<Consequence> {
    let of = |answered: bool| -> Vec<Linked> {
        let parts = record.ministries().filter(|part| record.has_answered(part) == answered);
        parts.map(|part| view::linked(part.ministry.clone())).collect()
    };
    let (answered, unanswered) = (of(true), of(false));
    let ends = if answered.is_empty() { Consequence::Ends(on) } else { Consequence::EndsPartly { on, answered, unanswered } };
    std::iter::once(ends).chain(record.due_on.map(|_| Consequence::ClockStops)).collect()
}

/// What is pending on a question, and closed with its end. What a ministry agreed to and has not handed over is its own affair.
async fn closes(desk: &Desk, record: &QuestionRecord, waiting: &PendingItems) -> Result<Vec<Consequence>, AppError> {
    let taken_back = |of: &Prepared| Consequence::AnswerTakenBack { ministry: desk.ministry(of.ministry), for_others: of.for_others };
    let mut says: Vec<Consequence> = waiting.prepared.iter().filter(|of| of.handed_over).map(taken_back).collect();
    says.extend(waiting.transfers.iter().map(|asked| transfer_closed(desk, asked)));
    if let Some(asked) = &waiting.correction {
        says.push(Consequence::CorrectionClosed {
            asked: corrections::asked(desk.app().database.reader(), record, asked).await?,
            of: None,
        });
    }
    Ok(says)
}

/// The request of a ministry for a transfer is closed.
fn transfer_closed(desk: &Desk, asked: &rows::TransferRequest) -> Consequence {
    Consequence::TransferClosed { from: desk.ministry(asked.from_ministry_id), to: desk.ministry(asked.to_ministry_id), of: None }
}

/// What becomes of the answer that a ministry has begun, if it has, when the ministry has the question no longer.
fn puts_aside(desk: &Desk, waiting: &PendingItems, from: i64) -> Option<Consequence> {
    let theirs = waiting.prepared.iter().find(|of| of.ministry == from)?;
    let put_aside = |ministry, handed_over| Consequence::AnswerPutAside { ministry, handed_over };
    Some(unowed_answer_consequence(*theirs, desk.ministry(from), put_aside))
}

/// The rule that the question keeps.
fn rule<'a>(desk: &'a Desk, record: &QuestionRecord) -> Option<&'a DeadlineRule> {
    record.rule.and_then(|id| desk.reference_data.calendar.rules.iter().find(|rule| rule.id == id))
}

fn due(desk: &Desk, record: &QuestionRecord, rule: Option<&DeadlineRule>, from: NaiveDate) -> Consequence {
    let rule = rule.filter(|_| record.kind.has_deadline());
    let due = rule.and_then(|rule| Some((rule.due_on(from, &desk.reference_data.calendar.holidays).ok()?, rule)));
    due.map_or(Consequence::NoDeadline, |(on, rule)| due_on(desk, on, rule))
}

/// An answer is due on a day, which may have passed already.
pub(super) fn due_on(desk: &Desk, on: NaiveDate, rule: &DeadlineRule) -> Consequence {
    Consequence::Due { on, days: rule.days, counting: rule.counting, past: (desk.today - on).num_days().max(0) }
}

/// By when the ministry that gets a part must answer: anew where the rule says so, else as before.
fn due_after(desk: &Desk, record: &QuestionRecord, how: &Transfer) -> Consequence {
    let of = rule(desk, record);
    if of.is_some_and(|rule| rule.restarts_on_transfer) {
        return due(desk, record, of, how.on.unwrap_or(desk.today));
    }
    Consequence::SameDue(record.ministries().find(|part| part.ministry.id == how.from).and_then(|part| part.due_on))
}
