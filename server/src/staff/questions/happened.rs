//! Why a step is closed: what somebody did first, as the question's history tells.

use jawab_domain::{
    Publication, Status,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::{history as events, read::QuestionRecord};
use jawab_ui::{
    catalogue::Tr,
    form::{FormProblem, FormState},
    pages::staff::{
        step::{BlockingEvent, StepChoices},
        unsaved_fields::{self, UnsavedField},
    },
};

use super::{Desk, history};
use crate::error::AppError;

/// What brought a question to the state that closes a step, by whom and when; none where its history does not tell.
pub(super) async fn closing(desk: &Desk, record: &QuestionRecord, why: &FormProblem) -> Result<Option<BlockingEvent>, AppError> {
    let Some(kind) = kind(why) else { return Ok(None) };
    let Some(event) = events::latest_of(desk.app().database.reader(), record.id, &[kind]).await? else { return Ok(None) };
    let ministries = event.data.get("ministries").and_then(serde_json::Value::as_array).into_iter().flatten();
    let ministries = ministries.filter_map(serde_json::Value::as_i64).map(|id| desk.ministry(id)).collect();
    Ok(Some(BlockingEvent {
        kind,
        who: history::who(&desk.signed, &event.actor).await?,
        at: desk.app().clock.local(event.recorded_at),
        on: event.occurred_on,
        ministries,
    }))
}

/// What is told of a state that does not allow a step.
const fn kind(why: &FormProblem) -> Option<EventKind> {
    match why {
        FormProblem::Refused(Refusal::WrongStatus(status)) => match status {
            Status::Deposited => Some(EventKind::Deposited),
            Status::Transmitted => Some(EventKind::Transmitted),
            Status::Answered => Some(EventKind::Answered),
            Status::Withdrawn => Some(EventKind::Withdrawn),
            Status::Converted => Some(EventKind::ConvertedToOral),
            Status::Lapsed => Some(EventKind::Lapsed),
            _ => None,
        },
        FormProblem::Refused(Refusal::WrongPublication(Publication::Published)) => Some(EventKind::Published),
        FormProblem::Refused(Refusal::WrongPublication(Publication::Hidden)) => Some(EventKind::Hidden),
        _ => None,
    }
}

/// What was typed into the form of a step that is closed by now, to be copied.
pub(super) fn typed(desk: &Desk, address: &str, state: &FormState, choices: &StepChoices) -> Vec<UnsavedField> {
    let tr = Tr::new(desk.signed.locale());
    let picks = || choices.ministries.picks.iter().chain(&choices.current).chain(&choices.questions.picks);
    unsaved_fields::from_form(tr, address, state, |_, code| picks().find(|pick| pick.value == code).map(|pick| tr.plain(&pick.name)))
}
