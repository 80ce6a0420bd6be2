//! Where texts of a question, or an answer to it, are put into a language.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    Locale, Publication,
    access::{Act, Place},
    translation::Doubt,
};
use jawab_service::work::{Begun, Seen, UseCaseError};
use jawab_store::{
    chamber,
    read::{Answer, QuestionRecord},
};
use jawab_ui::{
    catalogue::Tr,
    form::{DO, ENTER, FormState, Post},
    links,
    pages::staff::{StaffBody, TranslationPage, translation::AnswerOf},
    shell::staff::Flash,
};

use super::{
    form::{Asked, anyway, filled, named, read as asked, theirs},
    pieces::{self, Piece},
};
use crate::{
    directory::linked,
    error::AppError,
    staff::{
        Posted, SignedIn,
        sending::{begin, complain, new_once},
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
}

impl Open {
    async fn of(signed: &SignedIn) -> Result<Self, AppError> {
        let into: Locale = signed.reader.param("into")?.parse().map_err(|_| AppError::NotFound)?;
        let record = signed.question().await?;
        let place = Place { chamber: Some(record.chamber), ministries: &[] };
        if !signed.actor().mandate.allows(Act::Translate, place) {
            return Err(AppError::NotFound);
        }
        let code = signed.reader.param("answer").ok();
        let found = record.answers.iter().find(|answer| answer.stands() && Some(answer.code.as_str()) == code);
        if code.is_some() && found.is_none() {
            return Err(AppError::NotFound);
        }
        let pieces = pieces::of(&record, found, &chamber::texts(signed.app.database.reader(), record.id).await?, into);
        Ok(Self { answer: found.map(|answer| answer.code.clone()), into, pieces, record })
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

fn of(answer: &Answer) -> AnswerOf {
    AnswerOf { kind: answer.kind, ministry: answer.ministry.clone().map(linked).unwrap_or_default() }
}

/// The form as it is to be shown.
#[derive(Default)]
struct Shown {
    state: FormState,
    doubts: Vec<(String, Doubt)>,
    conflict: bool,
}

async fn page(signed: &SignedIn, status: StatusCode, open: Open, shown: Shown) -> Result<Response, AppError> {
    let locale = signed.locale();
    let answer = open.record.answers.iter().find(|answer| Some(&answer.code) == open.answer.as_ref()).map(of);
    let action = open.link(locale, open.answer.as_deref());
    let body = TranslationPage {
        question: view::row(&open.record, signed.app.clock.today()),
        into: open.into,
        answer,
        elsewhere: open.elsewhere(locale),
        public: open.record.publication == Publication::Published,
        wants_reason: open.record.publication != Publication::Unpublished,
        post: Post { action, once: new_once(), version: Some(open.record.version), files: false },
        anyway: anyway(&shown.doubts),
        theirs: if shown.conflict { theirs(Tr::new(locale), &open.pieces, &shown.state) } else { Vec::new() },
        conflict: shown.conflict,
        pieces: open.pieces.into_iter().map(|piece| piece.shown(&shown.state, &shown.doubts, shown.conflict)).collect(),
        state: shown.state,
    };
    signed.show(status, StaffBody::Translation(Box::new(body))).await
}

/// The texts, side by side.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let open = Open::of(&signed).await?;
    let state = filled(&open.pieces);
    page(&signed, StatusCode::OK, open, Shown { state, ..Shown::default() }).await
}

/// Keeps what was written, and that it was read over; asks again where something is doubtful.
pub async fn save(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let open = Open::of(&signed).await?;
    let mut state = posted.form;
    if posted.resumed || state.get(DO) == ENTER {
        return page(&signed, StatusCode::OK, open, Shown { state, ..Shown::default() }).await;
    }
    let asked = asked(&open.pieces, &mut state);
    let doubtful = anyway(&asked.doubts).is_some_and(|shown| state.get("anyway") != shown);
    if !state.is_sound() || doubtful {
        let doubts = asked.doubts;
        return page(&signed, StatusCode::UNPROCESSABLE_ENTITY, open, Shown { state, doubts, conflict: false }).await;
    }
    let back = links::staff::desk(signed.locale());
    if asked.is_nothing() {
        return Ok(signed.done(&back, Flash::Unchanged));
    }
    match keep(&signed, &open, &asked, &state).await {
        Ok(()) => Ok(signed.done(&back, Flash::Translated)),
        Err((n, error)) => {
            let status = complain(&mut state, error, |field| open.pieces.get(n).map_or_else(String::new, |piece| named(piece, field)))?;
            let conflict = status == StatusCode::CONFLICT;
            // Whoever meets a conflict goes on from what is there now.
            let open = Open::of(&signed).await?;
            page(&signed, status, open, Shown { state, doubts: asked.doubts, conflict }).await
        }
    }
}

/// Carries it out, as one change; of what fails it says at which piece.
async fn keep(signed: &SignedIn, open: &Open, asked: &Asked, form: &FormState) -> Result<(), (usize, UseCaseError)> {
    let Begun::New(mut turn) = begin(signed, form).await.map_err(|error| (0, error))? else { return Ok(()) };
    let mut seen = Seen { question: open.record.id, version: form.get("version").parse().unwrap_or(-1) };
    let mut last = 0;
    for (n, input) in &asked.texts {
        let Some(piece) = open.pieces.get(*n) else { continue };
        last = *n;
        let kept = match piece.row {
            Some(row) => turn.change_text(seen, row, input, form.filled("reason")).await,
            None => turn.add_translation(seen, piece.place, open.into, input).await,
        };
        seen = kept.map_err(|error| (last, error))?.seen();
    }
    for n in &asked.reviewed {
        let Some(piece) = open.pieces.get(*n) else { continue };
        seen = turn.review_translation(seen, piece.place, open.into).await.map_err(|error| (*n, error))?.seen();
    }
    turn.commit().await.map_err(|error| (last, error))
}
