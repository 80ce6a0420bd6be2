//! Who sends a request: a person with a session, or a program with a token.

use std::time::Duration;

use axum::{extract::Request, http::HeaderMap, response::Response};
use headers::{Authorization, HeaderMapExt as _, authorization::Bearer};
use jawab_domain::access::ActorId;
use jawab_service::accounts::Identity;

use crate::{App, cookies, error::AppError, serving::Reading};

/// Bodies that were waited for longer than this come slowly.
const SLOW: Duration = Duration::from_secs(1);

/// Who asked, with an answer that may be traced.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known(pub(crate) ActorId);

impl Known {
    /// Says with an answer who asked for it, where that is known.
    pub(crate) fn with(who: Option<&Identity>, mut answer: Response) -> Response {
        if let Some(who) = who {
            answer.extensions_mut().insert(Self(who.actor.id));
        }
        answer
    }
}

/// Who sends a request: a person by their session, on the pages; a program by its token, in the API.
///
/// # Errors
/// [`AppError::InvalidToken`] for a token that is none, or was revoked.
pub async fn identify(app: &App, headers: &HeaderMap, api: bool) -> Result<Option<Identity>, AppError> {
    if !api {
        let Some(token) = cookies::get(app, headers, cookies::SESSION) else { return Ok(None) };
        return Ok(app.accounts.signed_in(&token).await?);
    }
    let given = headers.typed_try_get::<Authorization<Bearer>>().map_err(|_| AppError::InvalidToken)?;
    let Some(given) = given else { return Ok(None) };
    app.accounts.program(given.token()).await?.map(Some).ok_or(AppError::InvalidToken)
}

/// Who sends a body. One that comes slowly takes up to hours, and who was admitted when it began may be shut out meanwhile: sessions
/// that are ended, accounts that are disabled and tokens that are revoked do nothing from then on.
pub(crate) struct Sender {
    reading: Reading,
    who: Option<Identity>,
    headers: HeaderMap,
    api: bool,
}

impl Sender {
    /// Of a request whose body is going to be read.
    pub(crate) fn of(request: &Request) -> Self {
        let extensions = request.extensions();
        Self {
            reading: extensions.get::<Reading>().cloned().unwrap_or_default(),
            who: extensions.get::<Identity>().cloned(),
            headers: request.headers().clone(),
            api: original_path(request).starts_with("/api/"),
        }
    }

    /// Who they are, if they were admitted.
    pub(crate) fn id(&self) -> Option<ActorId> {
        self.who.as_ref().map(|who| who.actor.id)
    }

    /// Whether they were admitted.
    pub(crate) const fn is_known(&self) -> bool {
        self.who.is_some()
    }

    /// Whether they filled the form that they send, where it says which account did: somebody else may have signed in since in the browser
    /// where it is open.
    ///
    /// # Errors
    /// [`AppError::FilledByAnother`] where somebody else did.
    pub(crate) fn has_filled(&self, filled_by: Option<&str>) -> Result<(), AppError> {
        let (Some(who), Some(filled_by)) = (&self.who, filled_by) else { return Ok(()) };
        let own = who.account.as_ref().is_some_and(|account| account.code == filled_by);
        if own { Ok(()) } else { Err(AppError::FilledByAnother) }
    }

    /// Asks again who it is, once a slow body has come.
    ///
    /// # Errors
    /// Why they would not be admitted now: [`AppError::InvalidToken`] for a program, [`AppError::SignedOut`], [`AppError::Forbidden`] or
    /// [`AppError::NoSecondFactor`] for a person.
    pub(crate) async fn is_still_admitted(&self, app: &App) -> Result<(), AppError> {
        let Some(before) = self.who.as_ref().filter(|_| self.reading.waited() > SLOW) else { return Ok(()) };
        match identify(app, &self.headers, self.api).await? {
            None => Err(AppError::SignedOut),
            Some(now) if now.actor.mandate != before.actor.mandate => Err(AppError::Forbidden),
            Some(now) if now.lacks_second_factor && !before.lacks_second_factor => Err(AppError::NoSecondFactor),
            Some(_) => Ok(()),
        }
    }
}

/// The whole path of a request: nested routes see one without its language.
pub(crate) fn original_path(request: &Request) -> String {
    let original = request.extensions().get::<axum::extract::OriginalUri>();
    original.map_or_else(|| request.uri().path(), |original| original.0.path()).to_owned()
}
