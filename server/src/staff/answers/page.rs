//! The page on which an answer is prepared, from what is there and what was typed.

use std::{collections::BTreeSet, sync::Arc};

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Status, board::Lane, preparation::WorkState};
use jawab_search::query::within;
use jawab_service::use_cases::MAX_ITEMS;
use jawab_store::{
    audit,
    board::{self, Filters},
    read, rows,
};
use jawab_ui::{
    form::{FormState, ORIGINAL, Pick, Picker, Problem},
    model::ActorName,
    pages::staff::{AnswerPage, StaffBody, answer::Submitted, form_drafts::FormDraftOffer},
};

use super::{
    conflict::{self, Names},
    fields,
    open::{Open, reading},
};
use crate::{
    error::AppError,
    staff::{SignedIn, board::board_items::BoardItems, kept, questions::history::who, sending::new_once},
    web::view,
};

/// Most other questions that are offered for the same answer.
const MOST_ALSO: usize = 12;
/// Most lines of the audit record that are looked at for who was faster: others may have acted on the same question since.
const MOST_LINES: u64 = 50;

/// The page as it is asked for: with what was typed into its form once and never sent, or with an offer of that above it.
///
/// # Errors
/// When the database fails.
pub async fn asked_for(signed: &SignedIn, open: Open) -> Result<Response, AppError> {
    let kept = open.kept(signed).await?;
    let (typed, offer) = kept::offered(signed, &open.form(&kept)).await?;
    let state = typed.map_or_else(|| kept.clone(), |(_, typed)| typed);
    show(signed, StatusCode::OK, open, (&kept, state), (Meanwhile::Nothing, offer)).await
}

/// The page, its form filled as it is kept, or as it was typed; with what is still on offer above it.
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
    let kept = open.kept(signed).await?;
    let state = typed.unwrap_or_else(|| kept.clone());
    show(signed, status, open, (&kept, state), (Meanwhile::Nothing, offer)).await
}

/// The page after a colleague was faster: what was typed is kept and goes on from what is there now, and what both changed is shown.
///
/// # Errors
/// When the database fails.
pub async fn changed(signed: &SignedIn, open: Open, mut typed: FormState) -> Result<Response, AppError> {
    let kept = open.kept(signed).await?;
    let offer = kept::again(signed, &open.form(&kept), &typed).await?;
    let both = conflict::merge(&kept, &mut typed);
    typed.clear("version");
    show(signed, StatusCode::CONFLICT, open, (&kept, typed), (Meanwhile::Both(both), offer)).await
}

/// The page after what a colleague saved was chosen over what both had changed: nothing else that was typed is saved yet.
///
/// # Errors
/// When the database fails.
pub async fn given_up(signed: &SignedIn, open: Open, typed: FormState) -> Result<Response, AppError> {
    let kept = open.kept(signed).await?;
    let offer = kept::again(signed, &open.form(&kept), &typed).await?;
    show(signed, StatusCode::OK, open, (&kept, typed), (Meanwhile::Chosen, offer)).await
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
    (kept, mut state): (&FormState, FormState),
    (meanwhile, offer): (Meanwhile, FormDraftOffer),
) -> Result<Response, AppError> {
    let (app, db) = (&signed.app, signed.app.database.reader());
    let reference_data = Arc::clone(&open.desk.reference_data);
    // What comes back goes on from what it was filled on.
    let version = state.get("version").parse().unwrap_or(open.owed.version);
    if version == open.owed.version {
        state.set(ORIGINAL, conflict::print(kept));
    }
    let transfer_asked = board::transfer_asked(db, open.owed.question, open.owed.ministry).await?;
    let prepared = open.prepared(signed).await?;
    let submitted = prepared
        .filter(|answer| (open.owed.state == WorkState::Submitted || open.record.status.has_ended()) && !answer.published)
        .map(|answer| Submitted { kind: answer.kind, texts: answer.texts.iter().map(|(_, text)| text.clone()).collect() });
    let faster = matches!(meanwhile, Meanwhile::Both(_));
    let by = if faster { last(signed, &open).await? } else { ActorName::Unknown };
    let board_items = BoardItems { clock: &app.clock, reference_data: &reference_data, explained: true };
    let draft_context = kept::draft_context(signed, &open.form(kept), &state, true);
    let mut body = AnswerPage {
        question: reading(signed, &open.record).await?,
        also: also(signed, &open, &state).await?,
        ministries: fields::ministries(&reference_data, app.clock.today(), &state),
        colleagues: open.desk.people(),
        idempotency_key: new_once(),
        version,
        board_item: board_items.board_item(open.owed),
        transfer_asked: transfer_asked.and_then(|(to, why)| Some((view::linked_in(&reference_data.ministries, to)?, why))),
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
    let (left, chosen) = (conflict::left(&body, kept), matches!(meanwhile, Meanwhile::Chosen));
    let both = if let Meanwhile::Both(both) = meanwhile { both } else { BTreeSet::new() };
    if chosen || !both.is_empty() || !left.pairs().is_empty() {
        let names = Names::of(signed, &open.desk, &body.question.sub_questions, [kept, &body.state]).await?;
        body.unsaved_fields = names.unsaved_fields(&signed.request.path_and_query, &left);
        if body.is_theirs() {
            body.conflict = names.differences(kept, &body.state, &both);
            let differing = || names.differences(kept, &body.state, &conflict::otherwise(kept, &body.state));
            body.unsaved = chosen.then(|| differing().into_iter().map(|field| field.label).collect());
        }
    }
    if let Some(problem) = faster.then(|| said_meanwhile(&body)).flatten() {
        body.state.add_problem("", problem);
    }
    signed.show(status, StaffBody::Answer(Box::new(body))).await
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
fn said_meanwhile(body: &AnswerPage) -> Option<Problem> {
    let status = body.question.status;
    if body.is_theirs() {
        body.conflict.is_empty().then(|| Problem::MergedMeanwhile(body.by.clone()))
    } else if status == Status::Transmitted && !body.board_item.answered {
        Some(Problem::SentMeanwhile(body.by.clone()))
    } else {
        Some(Problem::AnsweredMeanwhile)
    }
}

/// The other questions of the same Chamber that the answer may serve: those ticked, and those looked for among what the ministry owes.
async fn also(signed: &SignedIn, open: &Open, draft: &FormState) -> Result<Picker, AppError> {
    let (db, today, chamber) = (signed.app.database.reader(), signed.app.clock.today(), open.record.chamber);
    let typed = within(draft.get(&Picker::query_field("also"))).trim().to_owned();
    let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
    let number = typed.parse::<i32>().ok();
    let mut found = Vec::new();
    if !words.is_empty() {
        let words = if number.is_some() { Vec::new() } else { words };
        let filters = Filters { ministry: Some(open.owed.ministry), chamber: Some(chamber), words, ..Filters::default() };
        let all = board::parts(db, &*signed.app.ledger().await?, signed.viewer(), &filters, today, &Lane::OPEN, 0..5_000).await?;
        found = all.into_iter().filter(|part| number.is_none() || part.number.map(i32::from) == number).collect();
        found.truncate(MOST_ALSO);
    }
    let nothing_found = !typed.is_empty() && found.is_empty();
    for link in open.record.links.iter().filter(|link| link.kind == jawab_domain::question::LinkKind::GroupedWith) {
        found.extend(board::one_part(db, signed.viewer(), today, link.question, open.owed.ministry).await?);
    }
    let mut seen = BTreeSet::new();
    let ticked: Vec<&str> = draft.all("also").filter(|code| seen.insert(*code)).take(MAX_ITEMS).collect();
    for code in ticked {
        if let Some(id) = read::id_by_code(db, signed.viewer(), code).await? {
            found.extend(board::one_part(db, signed.viewer(), today, id, open.owed.ministry).await?);
        }
    }
    let mut picks: Vec<Pick> = Vec::new();
    for part in found.into_iter().filter(|part| part.question != open.owed.question && !part.answered && part.chamber == chamber) {
        if picks.iter().all(|pick| pick.value != part.code) {
            picks.push(fields::pick(part, signed.locale()));
        }
    }
    Ok(Picker { picks, nothing_found, ..Picker::default() })
}
