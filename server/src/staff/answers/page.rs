//! The page on which an answer is prepared, from what is there and what was typed.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use jawab_domain::{board::Lane, preparation::WorkState};
use jawab_store::{
    board::{self as rows, Filters},
    read, rules,
};
use jawab_ui::{
    form::{FormState, Pick, Picker},
    pages::{
        question::TextsShown,
        staff::{
            AnswerPage, StaffBody,
            answer::{AnswerStep, Submitted},
            conflict::ConflictField,
        },
    },
};

use super::{Open, fields};
use crate::{
    error::AppError,
    staff::{SignedIn, board::tickets::Tickets, sending::new_once},
    web::view,
};

/// Most other questions that are offered for the same answer.
const MOST_ALSO: usize = 12;

/// The forms of the page, as they were sent or as they are filled.
#[derive(Default)]
pub struct Forms {
    draft: Option<FormState>,
    assign: FormState,
    transfer: FormState,
    conflict: bool,
}

impl Forms {
    /// The page's forms, one of them as it was sent; `conflict` says that somebody else changed what it is about.
    pub fn sent(step: AnswerStep, form: FormState, conflict: bool) -> Self {
        match step {
            AnswerStep::Assign => Forms { assign: form, ..Forms::default() },
            AnswerStep::Transfer => Forms { transfer: form, ..Forms::default() },
            AnswerStep::Draft => Forms { draft: Some(form), conflict, ..Forms::default() },
            // Nothing was typed: only what is wrong is carried over.
            AnswerStep::Clear | AnswerStep::Submit => {
                let mut refused = FormState::default();
                for (field, problem) in form.problems() {
                    refused.complain(field.clone(), *problem);
                }
                Forms { assign: refused, ..Forms::default() }
            }
        }
    }
}

/// The page.
///
/// # Errors
/// When the database fails.
pub async fn page(signed: &SignedIn, status: StatusCode, open: Open, forms: Forms) -> Result<Response, AppError> {
    let (app, db, today) = (&signed.app, signed.app.database.reader(), signed.app.clock.today());
    let (directory, calendar) = (Arc::clone(&open.desk.directory), rules::calendar(db).await?);
    let prepared = open.prepared(signed).await?.cloned();
    let mut public = open.record.clone();
    public.answers.retain(|answer| answer.published);
    let others = read::rows(db, signed.viewer(), &view::named_by(&public), Some(directory.known())).await?;
    let question = view::question(&public, &others, &calendar, &directory, today, TextsShown::All);
    let saved = fields::filled(prepared.as_ref().filter(|answer| !answer.published), &open.record, &others);
    let conflict = if forms.conflict { differences(signed, &saved, forms.draft.as_ref()) } else { Vec::new() };
    let sent = forms.draft.is_some();
    let draft = forms.draft.unwrap_or(saved);
    let mut assign = forms.assign;
    if assign.pairs().is_empty() {
        fields::fill_assign(&mut assign, &open.owed, &open.desk);
    }
    let also = also(signed, &open, &draft).await?;
    let ministries = fields::ministries(&directory, signed.locale(), &forms.transfer);
    let transfer_asked = rows::transfer_asked(db, open.owed.question, open.owed.ministry).await?;
    let submitted = prepared
        .filter(|answer| open.owed.state == WorkState::Submitted && !answer.published)
        .map(|answer| Submitted { kind: answer.kind, texts: answer.texts.iter().map(|(_, text)| text.clone()).collect() });
    let colleagues = open.desk.people();
    let tickets = Tickets { app, directory: &directory, calendar: Some(&calendar) };
    let body = AnswerPage {
        ticket: tickets.ticket(open.owed),
        question,
        draft,
        sent,
        assign,
        transfer: forms.transfer,
        once: new_once(),
        also,
        ministries,
        colleagues,
        transfer_asked: transfer_asked.and_then(|(to, why)| Some((directory.ministries.linked(to)?, why))),
        submitted,
        conflict,
    };
    signed.show(status, StaffBody::Answer(Box::new(body))).await
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

/// The fields in which what is saved differs from what was typed.
fn differences(signed: &SignedIn, saved: &FormState, typed: Option<&FormState>) -> Vec<ConflictField> {
    let tr = jawab_ui::catalogue::Tr::new(signed.locale());
    let typed = typed.cloned().unwrap_or_default();
    let names = ["text", "minister"].into_iter().flat_map(|name| jawab_domain::Locale::ALL.iter().map(move |locale| (name, *locale)));
    let differing = names.filter_map(|(name, locale)| {
        let field = format!("{name}-{locale}");
        let theirs = saved.get(&field).to_owned();
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
        // Only the version differs: one's own text is shown to be sent again.
        let field = format!("text-{}", signed.locale());
        let theirs = saved.get(&field).to_owned();
        fields.push(ConflictField { label: tr.t("answer-form-text"), name: field, locale: Some(signed.locale()), theirs, chosen: None });
    }
    fields
}
