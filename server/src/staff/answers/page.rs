//! The page on which an answer is prepared, from what is there and what was typed.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Locale, board::Lane, preparation::WorkState};
use jawab_store::{
    board::{self as rows, Filters},
    read, rules,
};
use jawab_ui::{
    form::{FormState, Pick, Picker, Problem},
    pages::staff::{AnswerPage, StaffBody, answer::Submitted, conflict::ConflictField},
};

use super::{Open, fields, reading};
use crate::{
    error::AppError,
    staff::{SignedIn, board::tickets::Tickets, sending::new_once},
};

/// Most other questions that are offered for the same answer.
const MOST_ALSO: usize = 12;

/// The page, its form filled as it is kept, or as it was typed.
///
/// # Errors
/// When the database fails.
pub async fn page(signed: &SignedIn, status: StatusCode, open: Open, typed: Option<FormState>) -> Result<Response, AppError> {
    let (app, db) = (&signed.app, signed.app.database.reader());
    let (directory, calendar) = (Arc::clone(&open.desk.directory), rules::calendar(db).await?);
    let kept = open.kept(signed).await?;
    let state = typed.unwrap_or_else(|| kept.clone());
    let stale = state.problem("") == Some(&Problem::ChangedMeanwhile);
    let transfer_asked = rows::transfer_asked(db, open.owed.question, open.owed.ministry).await?;
    let prepared = open.prepared(signed).await?;
    let submitted = prepared
        .filter(|answer| open.owed.state == WorkState::Submitted && !answer.published)
        .map(|answer| Submitted { kind: answer.kind, texts: answer.texts.iter().map(|(_, text)| text.clone()).collect() });
    // What comes back goes on from what it was filled on; once that is known to have changed, from what is there now.
    let filled_on = state.get("version").parse::<i64>().ok().filter(|_| !stale);
    let tickets = Tickets { app, directory: &directory, calendar: Some(&calendar) };
    let mut body = AnswerPage {
        question: reading(signed, &open.record).await?,
        also: also(signed, &open, &state).await?,
        ministries: fields::ministries(&directory, signed.locale(), &state),
        colleagues: open.desk.people(),
        once: new_once(),
        version: filled_on.unwrap_or(open.owed.version),
        ticket: tickets.ticket(open.owed),
        transfer_asked: transfer_asked.and_then(|(to, why)| Some((directory.ministries.linked(to)?, why))),
        submitted,
        state,
        unkept: Vec::new(),
        conflict: Vec::new(),
    };
    let differs = fields::differs(&body.state, &kept);
    if stale && differs && body.is_theirs() {
        body.conflict = differences(signed, &kept, &body.state);
    }
    body.unkept = unkept(&body, differs);
    signed.show(status, StaffBody::Answer(Box::new(body))).await
}

/// What was typed and the page has no field for any more.
fn unkept(page: &AnswerPage, differs: bool) -> Vec<(Option<Locale>, String)> {
    let text = |locale: &Locale| Some((Some(*locale), page.state.filled(&format!("text-{locale}"))?.to_owned()));
    let texts = Locale::ALL.iter().filter(|_| differs && !page.is_theirs()).filter_map(text);
    let reason = page.state.filled("reason").filter(|_| !page.is_theirs() || page.transfer_asked.is_some());
    texts.chain(reason.map(|reason| (None, reason.to_owned()))).collect()
}

/// The other questions of the same Chamber that the answer may serve: those ticked, and those looked for among what the ministry owes.
async fn also(signed: &SignedIn, open: &Open, draft: &FormState) -> Result<Picker, AppError> {
    let (db, today, chamber) = (signed.app.database.reader(), signed.app.clock.today(), open.record.chamber);
    let typed = draft.get(&Picker::words_of("also")).trim().to_owned();
    let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
    let number = typed.parse::<i32>().ok();
    let mut found = Vec::new();
    if !words.is_empty() {
        let words = if number.is_some() { Vec::new() } else { words };
        let filters = Filters { ministry: Some(open.owed.ministry), chamber: Some(chamber), words, ..Filters::default() };
        let all = rows::parts(db, &*signed.app.ledger().await?, signed.viewer(), &filters, today, &Lane::OPEN, 0..5_000).await?;
        found = all.into_iter().filter(|part| number.is_none() || part.number.map(i32::from) == number).collect();
        found.truncate(MOST_ALSO);
    }
    let nothing_found = !typed.is_empty() && found.is_empty();
    for link in open.record.links.iter().filter(|link| link.kind == jawab_domain::question::LinkKind::GroupedWith) {
        found.extend(rows::one_part(db, signed.viewer(), today, link.question, open.owed.ministry).await?);
    }
    for code in draft.all("also").collect::<Vec<_>>() {
        if let Some(id) = read::by_code(db, signed.viewer(), code).await? {
            found.extend(rows::one_part(db, signed.viewer(), today, id, open.owed.ministry).await?);
        }
    }
    let mut picks: Vec<Pick> = Vec::new();
    for part in
        found.into_iter().filter(|part| part.question != open.owed.question && part.answered_on.is_none() && part.chamber == chamber)
    {
        if picks.iter().all(|pick| pick.value != part.code) {
            picks.push(fields::pick(part, signed.locale()));
        }
    }
    Ok(Picker { picks, nothing_found, ..Picker::default() })
}

/// The fields in which what is kept differs from what was typed.
fn differences(signed: &SignedIn, kept: &FormState, typed: &FormState) -> Vec<ConflictField> {
    let tr = jawab_ui::catalogue::Tr::new(signed.locale());
    let names = ["text", "minister"].into_iter().flat_map(|name| Locale::ALL.iter().map(move |locale| (name, *locale)));
    let differing = names.filter_map(|(name, locale)| {
        let field = format!("{name}-{locale}");
        let theirs = kept.get(&field).to_owned();
        let label = if name == "text" { tr.t("answer-form-text") } else { tr.t("answer-form-minister") };
        let same = theirs.trim() == typed.get(&field).trim();
        (!same).then(|| ConflictField {
            label: format!("{label} ({})", tr.language(locale)),
            name: field,
            locale: Some(locale),
            theirs,
            chosen: None,
        })
    });
    let mut fields: Vec<ConflictField> = differing.collect();
    if fields.is_empty() {
        // Something smaller differs: one's own text is shown to be sent again.
        let field = format!("text-{}", signed.locale());
        let theirs = kept.get(&field).to_owned();
        fields.push(ConflictField { label: tr.t("answer-form-text"), name: field, locale: Some(signed.locale()), theirs, chosen: None });
    }
    fields
}
