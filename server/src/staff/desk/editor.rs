//! Where texts of a question, or an answer to it, are put into a language.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{
    Locale, Publication,
    access::{Act, Place},
    field::FieldName,
    translation::TranslationWarning,
};
use jawab_service::{
    compute_pool::Queue,
    use_cases::{ExpectedVersion, Idempotent, UseCaseError},
};
use jawab_store::{
    chamber,
    form_drafts::Name,
    questions,
    read::{Answer, QuestionRecord},
};
use jawab_ui::{
    catalogue::Tr,
    form::{ACTION, ENTER, FormState, Post, VERSION},
    links,
    model::ActorName,
    pages::staff::{
        ConfirmPage, StaffBody, TranslationPage,
        confirm::{BACK, ConfirmedAct, Consequence, is_confirmed},
        form_drafts::{FormDraftContext, FormDraftOffer, KEEP},
        translation::AnswerOf,
        unsaved_fields,
    },
    shell::staff::Flash,
};

use super::{
    form::{Asked, anyway, filled, left, named, read as asked, theirs},
    pieces::{self, Piece},
};
use crate::{
    error::AppError,
    staff::{
        Posted, SignedIn, form_drafts,
        questions::history::changed_by,
        submission::{add_problem, begin, new_idempotency_key},
    },
    web::view,
};

/// What the address names.
struct Open {
    record: QuestionRecord,
    /// The code of the answer, where it is about one.
    answer: Option<String>,
    into: Locale,
    pieces: Vec<Piece>,
    /// Whether what is saved here is seen by everybody at once: an answer is where any question is that it is for.
    public: bool,
    /// The form, as drafts of it are saved.
    form: form_drafts::Form,
}

impl Open {
    async fn of(signed: &SignedIn) -> Result<Self, AppError> {
        let into: Locale = signed.request.param("into")?.parse().map_err(|_| AppError::NotFound)?;
        let code = signed.request.param("answer").ok();
        let record = translatable(signed, signed.request.param("code")?, code).await?;
        let db = signed.app.database.reader();
        let (rows, code) = (chamber::texts(db, record.id).await?, code.map(str::to_owned));
        let answer = record.answers.iter().find(|answer| Some(&answer.code) == code.as_ref());
        let public = questions::is_any_published(db, answer.map_or(std::slice::from_ref(&record.id), |answer| &answer.questions)).await?;
        // Here and below whole texts are read, which may have tens of thousands of paragraphs.
        let open = signed.app.pool.run(Queue::Staff(signed.actor().id), move || {
            let found = record.answers.iter().find(|answer| Some(&answer.code) == code.as_ref());
            let (pieces, answer) = (pieces::of(&record, found, &rows, into), found.map(|answer| answer.code.clone()));
            let name = Name::Translation { question: record.code.clone(), into, answer: answer.clone() };
            Self { form: form_drafts::Form::new(name, &filled(&pieces)), pieces, answer, into, public, record }
        });
        Ok(open.await?)
    }

    fn link(&self, locale: Locale, answer: Option<&str>) -> String {
        match answer {
            Some(answer) => links::desk::answer(locale, &self.record.code, self.into, answer),
            None => links::desk::question(locale, &self.record.code, self.into),
        }
    }

    /// The other texts of the question.
    fn elsewhere(&self, locale: Locale) -> Vec<(Option<AnswerOf>, String)> {
        let own = self.answer.is_some().then(|| (None, self.link(locale, None)));
        let others = self.record.answers.iter().filter(|answer| answer.stands() && Some(&answer.code) != self.answer.as_ref());
        own.into_iter().chain(others.map(|answer| (Some(of(answer)), self.link(locale, Some(&answer.code))))).collect()
    }
}

/// The question of a code, whose own texts, or those of the answer of a code, whoever is signed in may translate.
async fn translatable(signed: &SignedIn, code: &str, answer: Option<&str>) -> Result<QuestionRecord, AppError> {
    let record = signed.question_of(code).await?;
    let place = Place { chamber: Some(record.chamber), ministries: &[] };
    let stands = |code: &str| record.answers.iter().any(|answer| answer.stands() && answer.code == code);
    let may = signed.actor().mandate.allows(Act::Translate, place) && answer.is_none_or(stands);
    if may { Ok(record) } else { Err(AppError::NotFound) }
}

/// Lets only those go on who may translate the texts of a question, or of an answer to it.
///
/// # Errors
/// As for the page of the texts.
pub async fn authorize(signed: &SignedIn, code: &str, answer: Option<&str>) -> Result<(), AppError> {
    translatable(signed, code, answer).await.map(drop)
}

fn of(answer: &Answer) -> AnswerOf {
    AnswerOf { kind: answer.kind, ministry: answer.ministry.clone().map(view::linked).unwrap_or_default() }
}

/// The form as it is to be shown.
#[derive(Default)]
struct Shown {
    state: FormState,
    doubts: Vec<(String, TranslationWarning)>,
    conflict: bool,
    /// What was typed once and never sent.
    offer: FormDraftOffer,
}

async fn page(signed: &SignedIn, status: StatusCode, open: Open, shown: Shown) -> Result<Response, AppError> {
    let (locale, today) = (signed.locale(), signed.app.clock.today());
    let by = if shown.conflict { changed_by(signed, open.record.id).await? } else { ActorName::Unknown };
    let writable = open.pieces.iter().any(|piece| !piece.is_fixed());
    let draft_context = form_drafts::draft_context(signed, &open.form, &shown.state, writable);
    let body = signed
        .app
        .pool
        .run(Queue::Staff(signed.actor().id), move || TranslationPage { draft_context, ..body(locale, today, open, shown, by) })
        .await?;
    signed.show(status, StaffBody::Translation(Box::new(body))).await
}

fn body(locale: Locale, today: NaiveDate, open: Open, shown: Shown, by: ActorName) -> TranslationPage {
    let answer = open.record.answers.iter().find(|answer| Some(&answer.code) == open.answer.as_ref()).map(of);
    let action = open.link(locale, open.answer.as_deref());
    let mut unsaved_fields = unsaved_fields::from_form(Tr::new(locale), &action, &left(&open.pieces, &shown.state), |_, _| None);
    unsaved_fields.iter_mut().for_each(|text| text.locale = Some(open.into));
    // What comes back goes on from what it was filled on.
    let version = shown.state.get(VERSION).parse().unwrap_or(open.record.version);
    TranslationPage {
        question: view::row(&open.record, today),
        into: open.into,
        answer,
        elsewhere: open.elsewhere(locale),
        public: open.public,
        wants_reason: open.record.publication != Publication::Unpublished,
        post: Post { action, idempotency_key: new_idempotency_key(), version: Some(version), files: false },
        unsaved_fields,
        draft_offer: shown.offer,
        draft_context: FormDraftContext::default(),
        anyway: anyway(&shown.doubts),
        theirs: if shown.conflict { theirs(Tr::new(locale), &open.pieces, &shown.state) } else { Vec::new() },
        conflict: shown.conflict,
        by,
        pieces: open.pieces.into_iter().map(|piece| piece.shown(&shown.state, &shown.doubts, shown.conflict)).collect(),
        state: shown.state,
    }
}

/// The texts, side by side.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let open = Open::of(&signed).await?;
    let (typed, offer) = form_drafts::resume_and_offer(&signed, &open.form).await?;
    let begun = signed
        .app
        .pool
        .run(Queue::Staff(signed.actor().id), move || (typed.map_or_else(|| filled(&open.pieces), |(_, typed)| typed), open));
    let (state, open) = begun.await?;
    page(&signed, StatusCode::OK, open, Shown { state, offer, ..Shown::default() }).await
}

/// Shows a form again that was sent and saved nothing. It is saved as a draft, so that leaving it loses nothing.
async fn again(signed: &SignedIn, status: StatusCode, open: Open, shown: Shown) -> Result<Response, AppError> {
    let offer = form_drafts::save_and_offer(signed, &open.form, &shown.state).await?;
    page(signed, status, open, Shown { offer, ..shown }).await
}

/// The same where somebody else has changed the question: it goes on from what is there now, beside what was typed.
async fn changed(signed: &SignedIn, mut shown: Shown) -> Result<Response, AppError> {
    let open = Open::of(signed).await?;
    // What was set aside was doubtful beside what stood there before.
    shown.state.clear(FieldName::Anyway.form());
    let offer = form_drafts::save_and_offer(signed, &open.form, &shown.state).await?;
    shown.state.clear(VERSION);
    page(signed, StatusCode::CONFLICT, open, Shown { conflict: true, offer, ..shown }).await
}

/// Keeps what was written, and that it was read over; asks again where something is doubtful, and where everybody will see it at once.
pub async fn save(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let open = Open::of(&signed).await?;
    let mut state = posted.form;
    if posted.resumed || [ENTER, BACK].contains(&state.get(ACTION)) {
        return again(&signed, StatusCode::OK, open, Shown { state, ..Shown::default() }).await;
    }
    if state.get(ACTION) == KEEP {
        return match form_drafts::save_by_button(&signed, &open.form, &state).await? {
            Some(flash) => Ok(signed.done(&form_drafts::link(signed.locale(), &open.form.name), flash)),
            None => again(&signed, StatusCode::OK, open, Shown { state, ..Shown::default() }).await,
        };
    }
    let read = signed.app.pool.run(Queue::Staff(signed.actor().id), move || {
        let asked = asked(open.into, &open.pieces, &mut state);
        (asked, !left(&open.pieces, &state).pairs().is_empty(), open, state)
    });
    let (asked, leaves, open, mut state) = read.await?;
    let doubtful = anyway(&asked.doubts).is_some_and(|shown| state.get(FieldName::Anyway.form()) != shown);
    if !state.is_valid() || doubtful {
        return again(&signed, StatusCode::UNPROCESSABLE_ENTITY, open, Shown { state, doubts: asked.doubts, ..Shown::default() }).await;
    }
    let back = links::staff::desk(signed.locale());
    if asked.is_nothing() {
        if leaves {
            return changed(&signed, Shown { state, ..Shown::default() }).await;
        }
        form_drafts::delete_submitted(signed.app.database.writer(), &signed, &open.form.name, &state).await?;
        return Ok(signed.done(&back, Flash::Unchanged));
    }
    let public = open.public;
    match keep(&signed, &open, &asked, &state, is_confirmed(&state) || !public).await {
        Ok(true) => Ok(signed.done(&back, if public { Flash::TranslatedPublicly } else { Flash::Translated })),
        Ok(false) => confirm(&signed, &open, &asked, state).await,
        Err((_, UseCaseError::Conflict { .. })) => changed(&signed, Shown { state, doubts: asked.doubts, ..Shown::default() }).await,
        Err((n, error)) => {
            let status = add_problem(&mut state, error, |field| open.pieces.get(n).map_or_else(String::new, |piece| named(piece, field)))?;
            let open = Open::of(&signed).await?;
            again(&signed, status, open, Shown { state, doubts: asked.doubts, ..Shown::default() }).await
        }
    }
}

/// The page that says what saving it brings about, for everybody to see.
async fn confirm(signed: &SignedIn, open: &Open, asked: &Asked, state: FormState) -> Result<Response, AppError> {
    form_drafts::save_and_offer(signed, &open.form, &state).await?;
    let some = |n: usize, says: fn(u64) -> Consequence| (n > 0).then(|| says(n as u64));
    let replaced = asked.texts.iter().filter(|(n, _)| open.pieces.get(*n).is_some_and(|piece| piece.row.is_some())).count();
    let texts = asked.texts.len() as u64;
    let mut says: Vec<Consequence> = (texts > 0).then_some(Consequence::Translated { into: open.into, texts }).into_iter().collect();
    says.extend(some(replaced, Consequence::Replaces));
    says.extend(some(asked.reviewed.len(), Consequence::Reviewed));
    says.extend(some(asked.doubts.len(), Consequence::SetAside));
    says.extend(state.filled(FieldName::Reason.form()).map(|why| Consequence::Reason(why.to_owned())));
    says.push(Consequence::Seen);
    let page = ConfirmPage {
        act: ConfirmedAct::Translate,
        question: Some(view::row(&open.record, signed.app.clock.today())),
        subject: open.record.title(),
        post: Post {
            action: open.link(signed.locale(), open.answer.as_deref()),
            idempotency_key: new_idempotency_key(),
            version: Some(state.get(VERSION).parse().unwrap_or(open.record.version)),
            files: false,
        },
        state,
        says,
        preview: None,
        can_publish: false,
    };
    signed.show(StatusCode::OK, StaffBody::Confirm(Box::new(page))).await
}

/// Carries it out, as one change; of what fails it says at which piece. The draft of the form is deleted with that. Where it shall not
/// last, it is tried in a change that is given up again. Whether it is done.
async fn keep(signed: &SignedIn, open: &Open, asked: &Asked, form: &FormState, lasts: bool) -> Result<bool, (usize, UseCaseError)> {
    let Idempotent::Fresh(mut unit) = begin(signed, form).await.map_err(|error| (0, error))? else {
        let done = form_drafts::delete_submitted(signed.app.database.writer(), signed, &open.form.name, form).await;
        return done.map(|()| true).map_err(|error| (0, error.into()));
    };
    let mut expected = ExpectedVersion { question: open.record.id, version: form.get(VERSION).parse().unwrap_or(-1) };
    let mut last = 0;
    for (n, input) in &asked.texts {
        let Some(piece) = open.pieces.get(*n) else { continue };
        last = *n;
        let saved = match piece.row {
            Some(row) => unit.change_text(expected, row, input, form.filled(FieldName::Reason.form())).await,
            None => unit.add_translation(expected, piece.place, open.into, input).await,
        };
        expected = saved.map_err(|error| (last, error))?.expected();
    }
    for n in &asked.reviewed {
        let Some(piece) = open.pieces.get(*n) else { continue };
        expected = unit.review_translation(expected, piece.place, open.into).await.map_err(|error| (*n, error))?.expected();
    }
    if !lasts {
        return Ok(false);
    }
    form_drafts::delete_submitted(unit.db(), signed, &open.form.name, form).await.map_err(|error| (last, UseCaseError::from(error)))?;
    unit.commit().await.map(|()| true).map_err(|error| (last, error))
}
