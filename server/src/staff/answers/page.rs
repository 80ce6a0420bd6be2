//! The page on which an answer is prepared, from what is there and what was typed.

use std::{collections::BTreeSet, sync::Arc};

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{Status, access::ActorId, board::Lane, field::FieldName, lifecycle::EventKind, preparation::WorkState};
use jawab_search::query::within;
use jawab_service::use_cases::MAX_ITEMS;
use jawab_store::{
    accounts, audit,
    board::{self, Filters},
    history, read, rows, works,
};
use jawab_ui::{
    form::{FormProblem, FormState, ORIGINAL, Pick, Picker, VERSION},
    model::ActorName,
    pages::staff::{
        AnswerPage, StaffBody,
        answer::{Assignment, PendingTransfer, Submitted},
        form_drafts::FormDraftOffer,
    },
};

use super::{
    conflict::{self, Names},
    fields,
    open::{Open, reading},
};
use crate::{
    error::AppError,
    staff::{SignedIn, board::board_items::BoardItems, form_drafts, questions::history::who, submission::new_idempotency_key},
    web::view,
};

/// Most other questions that are offered for the same answer.
const MOST_ALSO: usize = 12;
/// Most lines of the audit record that are looked at for who was faster: others may have acted on the same question since.
const MOST_LINES: u64 = 50;
/// Most assignments of a question that are looked at: other ministries may have it too.
const MOST_ASSIGNMENTS: u64 = 50;

/// The page as it is asked for: with what was typed into its form once and never sent, or with an offer of that above it.
///
/// # Errors
/// When the database fails.
pub async fn asked_for(signed: &SignedIn, open: Open) -> Result<Response, AppError> {
    let saved = open.saved(signed).await?;
    let (typed, offer) = form_drafts::resume_and_offer(signed, &open.form(&saved)).await?;
    let state = typed.map_or_else(|| saved.clone(), |(_, typed)| typed);
    show(signed, StatusCode::OK, open, (&saved, state), (Meanwhile::Nothing, offer)).await
}

/// The page, its form filled as it is saved, or as it was typed; with the drafts that are still on offer above it.
///
/// # Errors
/// When the database fails.
pub async fn page(
    signed: &SignedIn,
    status: StatusCode,
    open: Open,
    typed: Option<FormState>,
    offer: FormDraftOffer,
) -> Result<Response, AppError> {
    let saved = open.saved(signed).await?;
    let state = typed.unwrap_or_else(|| saved.clone());
    show(signed, status, open, (&saved, state), (Meanwhile::Nothing, offer)).await
}

/// The page after a colleague was faster: what was typed is saved as a draft and goes on from what is there now, and what both changed is
/// shown.
///
/// # Errors
/// When the database fails.
pub async fn changed(signed: &SignedIn, open: Open, mut typed: FormState) -> Result<Response, AppError> {
    let saved = open.saved(signed).await?;
    let offer = form_drafts::save_and_offer(signed, &open.form(&saved), &typed).await?;
    let both = conflict::merge(&saved, &mut typed);
    typed.clear(VERSION);
    show(signed, StatusCode::CONFLICT, open, (&saved, typed), (Meanwhile::Both(both), offer)).await
}

/// The page after what a colleague saved was chosen over what both had changed: nothing else that was typed is saved yet.
///
/// # Errors
/// When the database fails.
pub async fn theirs_taken(signed: &SignedIn, open: Open, typed: FormState) -> Result<Response, AppError> {
    let saved = open.saved(signed).await?;
    let offer = form_drafts::save_and_offer(signed, &open.form(&saved), &typed).await?;
    show(signed, StatusCode::OK, open, (&saved, typed), (Meanwhile::Chosen, offer)).await
}

/// What a colleague did while the form was filled.
enum Meanwhile {
    Nothing,
    /// They were faster, and changed these parts too.
    Both(BTreeSet<String>),
    /// What they saved was chosen.
    Chosen,
}

/// `offer`: what was typed once and never sent.
async fn show(
    signed: &SignedIn,
    status: StatusCode,
    open: Open,
    (saved, mut state): (&FormState, FormState),
    (meanwhile, offer): (Meanwhile, FormDraftOffer),
) -> Result<Response, AppError> {
    let (app, db) = (&signed.app, signed.app.database.reader());
    let reference_data = Arc::clone(&open.desk.reference_data);
    // What comes back goes on from what it was filled on.
    let version = state.get(VERSION).parse().unwrap_or(open.owed.version);
    if version == open.owed.version {
        state.set(ORIGINAL, conflict::fingerprint(saved));
    }
    let transfer_asked = board::transfer_asked(db, open.owed.question, open.owed.ministry).await?;
    let prepared = open.prepared(signed).await?;
    let submitted = prepared
        .filter(|answer| (open.owed.state == WorkState::Submitted || open.record.status.has_ended()) && !answer.published)
        .map(|answer| Submitted { kind: answer.kind, texts: answer.texts.iter().map(|(_, text)| text.clone()).collect() });
    let faster = matches!(meanwhile, Meanwhile::Both(_));
    let by = if faster { last(signed, &open).await? } else { ActorName::Unknown };
    let board_items = BoardItems { clock: &app.clock, reference_data: &reference_data, explained: true };
    let draft_context = form_drafts::draft_context(signed, &open.form(saved), &state, true);
    let mut body = AnswerPage {
        question: reading(signed, &open.record).await?,
        publication: open.record.publication,
        also: also(signed, &open, &state).await?,
        ministries: fields::ministries(&reference_data, app.clock.today(), &state),
        colleagues: open.desk.people(),
        reminders: reminders(signed, &open).await?,
        assignments: assignments(signed, &open).await?,
        idempotency_key: new_idempotency_key(),
        version,
        board_item: board_items.board_item(open.owed),
        transfer_asked: transfer_asked.and_then(|asked| {
            let to = view::linked_in(&reference_data.ministries, asked.to_ministry_id)?;
            Some(PendingTransfer { id: asked.id, to, reason: asked.reason })
        }),
        submitted,
        draft_context,
        state,
        unsaved_fields: Vec::new(),
        conflict: Vec::new(),
        by,
        draft_offer: offer,
        unsaved: None,
    };
    body.draft_context.open = body.is_theirs();
    let (left, chosen) = (conflict::left(&body, saved), matches!(meanwhile, Meanwhile::Chosen));
    let both = if let Meanwhile::Both(both) = meanwhile { both } else { BTreeSet::new() };
    if chosen || !both.is_empty() || !left.pairs().is_empty() {
        let names = Names::of(signed, &open.desk, &body.question.sub_questions, [saved, &body.state]).await?;
        body.unsaved_fields = names.unsaved_fields(&signed.request.path_and_query, &left);
        if body.is_theirs() {
            body.conflict = names.differences(saved, &body.state, &both);
            let differing = || names.differences(saved, &body.state, &conflict::differing(saved, &body.state));
            body.unsaved = chosen.then(|| differing().into_iter().map(|field| field.label).collect());
        }
    }
    if let Some(problem) = faster.then(|| said_meanwhile(&body)).flatten() {
        body.state.add_problem("", problem);
    }
    signed.show(status, StaffBody::Answer(Box::new(body))).await
}

/// The Chamber's reminders to the ministry, by their days in Morocco.
async fn reminders(signed: &SignedIn, open: &Open) -> Result<Vec<(NaiveDate, Option<String>)>, AppError> {
    let app = &signed.app;
    let all = works::reminders(app.database.reader(), open.owed.question, open.owed.ministry).await?;
    Ok(all.into_iter().map(|row| (app.clock.local(row.sent_at).date(), row.note)).collect())
}

/// The latest assignments inside the ministry. Only the ministry is told them: the Chamber's history of the question says no more than that
/// there were some.
async fn assignments(signed: &SignedIn, open: &Open) -> Result<Vec<Assignment>, AppError> {
    let (app, db) = (&signed.app, signed.app.database.reader());
    let number = |event: &rows::Event, name: &str| event.data.get(name).and_then(serde_json::Value::as_i64);
    let mut events = history::latest_all(db, open.owed.question, EventKind::Assigned, MOST_ASSIGNMENTS).await?;
    events.retain(|event| number(event, "ministry") == Some(open.owed.ministry));
    let people = events.iter().flat_map(|event| ActorId::account_of(&event.actor).into_iter().chain(number(event, "account")));
    let names = accounts::names(db, people.collect::<BTreeSet<i64>>()).await?;
    let one = |event: &rows::Event| Assignment {
        on: app.clock.local(event.recorded_at).date(),
        by: ActorId::account_of(&event.actor).and_then(|id| names.get(&id).cloned()),
        to: number(event, "account").and_then(|id| names.get(&id).cloned()),
        internal_due_on: event.data.get("internal_due_on").and_then(|day| day.as_str()?.parse().ok()),
    };
    Ok(events.iter().map(one).collect())
}

/// Who did something to the ministry's answer last. What happens inside a ministry no history tells, but the audit record does.
async fn last(signed: &SignedIn, open: &Open) -> Result<ActorName, AppError> {
    let subject = format!("question:{}", open.owed.question);
    let lines = audit::latest_on(signed.app.database.reader(), &subject, MOST_LINES).await?;
    let theirs = |line: &&rows::Audit| {
        let data: serde_json::Value = serde_json::from_str(&line.data).unwrap_or_default();
        let ministry = data.get("ministry").or_else(|| data.pointer("/data/ministry"));
        ministry.and_then(serde_json::Value::as_i64) == Some(open.owed.ministry)
    };
    match lines.iter().find(theirs) {
        Some(line) => who(signed, &line.actor).await,
        None => Ok(ActorName::Unknown),
    }
}

/// What is said where a colleague was faster, unless both versions are shown side by side.
fn said_meanwhile(body: &AnswerPage) -> Option<FormProblem> {
    let status = body.question.status;
    if body.is_theirs() {
        body.conflict.is_empty().then(|| FormProblem::MergedMeanwhile(body.by.clone()))
    } else if status == Status::Transmitted && !body.board_item.answered {
        Some(FormProblem::SentMeanwhile(body.by.clone()))
    } else {
        Some(FormProblem::AnsweredMeanwhile)
    }
}

/// The other questions of the same Chamber that the answer may serve: those ticked, and those looked for among what the ministry owes.
async fn also(signed: &SignedIn, open: &Open, draft: &FormState) -> Result<Picker, AppError> {
    let (db, today, chamber) = (signed.app.database.reader(), signed.app.clock.today(), open.record.chamber);
    let typed = within(draft.get(&Picker::query_field(FieldName::Also.form()))).trim().to_owned();
    let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
    let number = typed.parse::<i32>().ok();
    let is_another = |part: &board::OwedAnswer| part.question != open.owed.question && !part.answered && part.chamber == chamber;
    let mut found = Vec::new();
    if !words.is_empty() {
        let words = if number.is_some() { Vec::new() } else { words };
        let filters = Filters { ministry: Some(open.owed.ministry), chamber: Some(chamber), words, ..Filters::default() };
        let all = board::parts(db, &*signed.app.ledger().await?, signed.viewer(), &filters, today, &Lane::OPEN, 0..5_000).await?;
        let fits = |part: &board::OwedAnswer| is_another(part) && (number.is_none() || part.number.map(i32::from) == number);
        found = all.into_iter().filter(fits).collect();
        found.truncate(MOST_ALSO);
    }
    let nothing_found = !typed.is_empty() && found.is_empty();
    for link in open.record.links.iter().filter(|link| link.kind == jawab_domain::question::LinkKind::GroupedWith) {
        found.extend(board::find_item(db, signed.viewer(), today, link.question, open.owed.ministry).await?);
    }
    let mut seen = BTreeSet::new();
    let ticked: Vec<&str> = draft.all(FieldName::Also.form()).filter(|code| seen.insert(*code)).take(MAX_ITEMS).collect();
    for code in ticked {
        if let Some(id) = read::id_by_code(db, signed.viewer(), code).await? {
            found.extend(board::find_item(db, signed.viewer(), today, id, open.owed.ministry).await?);
        }
    }
    let mut picks: Vec<Pick> = Vec::new();
    for part in found.into_iter().filter(is_another) {
        if picks.iter().all(|pick| pick.value != part.code) {
            picks.push(fields::pick(part, signed.locale()));
        }
    }
    Ok(Picker { picks, nothing_found, ..Picker::default() })
}
