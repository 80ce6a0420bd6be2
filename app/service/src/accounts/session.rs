//! Sessions: at most twelve hours idle (a working day with its evening) and seven days in all (so that nobody signs in twice in one
//! day, and a forgotten browser is signed out within the week). Each sign-in gets a new token.

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::access::{Actor, ActorId};
use jawab_store::{
    Change, Connection, StoreError, Viewer,
    accounts::{self, links, sessions, tokens},
    rows,
};
use serde_json::json;

use super::{AccountError, Accounts, Secret, sign_in::NewSession, subject, viewer};

/// The maximum idle time of a session.
const MAX_IDLE: TimeDelta = TimeDelta::hours(12);
/// The maximum age of a session.
const MAX_AGE: TimeDelta = TimeDelta::days(7);
/// The precision of the last use of a session.
const SEEN_INTERVAL: TimeDelta = TimeDelta::minutes(5);
/// How long a browser stays known after the last sign-in there.
const BROWSER_MEMORY: TimeDelta = TimeDelta::days(365);
/// How much of a browser's user agent is stored, in characters.
const MAX_BROWSER_NAME_CHARS: usize = 300;

/// Where a request comes from.
#[derive(Debug, Clone, Copy, Default)]
pub struct RequestOrigin<'a> {
    /// The client's network, if known.
    pub network: Option<&'a str>,
    /// The token of a known browser.
    pub browser: Option<&'a str>,
    /// The token of the browser's current session, which a new one replaces.
    pub session: Option<&'a str>,
    /// The user agent.
    pub user_agent: &'a str,
}

impl RequestOrigin<'_> {
    /// The data in the audit record.
    pub(super) fn audit_data(&self) -> serde_json::Value {
        json!({ "network": self.network, "browser": crate::refusals::short_browser(self.user_agent) })
    }
}

/// The signed-in user or program of a request.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The session; `None` for a program's token.
    pub session: Option<i64>,
    /// The account; `None` for a program's token.
    pub account: Option<rows::Account>,
    /// The actor.
    pub actor: Actor,
    /// What the actor may see.
    pub viewer: Viewer,
    /// Whether a second factor must be set up before anything else.
    pub lacks_second_factor: bool,
}

impl Accounts {
    /// The holder of a session token, if the session is valid.
    pub async fn signed_in(&self, token: &str) -> Result<Option<Identity>, AccountError> {
        let Some((found, account)) = sessions::find(self.database.reader(), &Secret::presented(token).sha256()).await? else {
            return Ok(None);
        };
        let now = self.clock.now();
        if !holds(&found, now) || account.disabled_at.is_some() {
            return Ok(None);
        }
        if now - found.seen_at >= SEEN_INTERVAL {
            ignore_failure(sessions::record_use(self.database.marker(), found.id, now).await);
        }
        let (actor, viewer) = self.actor(&account).await?;
        let lacks_second_factor = self.lacks_factor(&account, &actor.mandate).await?;
        // Until then they see only what is public, whatever way they come.
        let viewer = if lacks_second_factor { Viewer::Public } else { viewer };
        Ok(Some(Identity { session: Some(found.id), account: Some(account), actor, viewer, lacks_second_factor }))
    }

    /// The program of a token, if the token is not revoked.
    pub async fn program(&self, token: &str) -> Result<Option<Identity>, AccountError> {
        let Some(found) = tokens::find(self.database.reader(), &Secret::presented(token).sha256()).await? else { return Ok(None) };
        let today = self.clock.today();
        if found.last_used_on != Some(today) {
            ignore_failure(tokens::used(self.database.marker(), found.id, today).await);
        }
        let mandate = tokens::mandate(&found)?;
        let viewer = viewer(&mandate, 0);
        let actor = Actor { id: ActorId::Token(found.id), name: found.name, mandate };
        Ok(Some(Identity { session: None, account: None, actor, viewer, lacks_second_factor: false }))
    }

    /// Begins a session for an account that the change has locked, and remembers the browser.
    pub(super) async fn begin(&self, change: &Change, of: &rows::Account, origin: RequestOrigin<'_>) -> Result<NewSession, AccountError> {
        let (db, now) = (change.connection(), self.clock.now());
        let knows_browser = Self::knows_browser(db, of, origin.browser, now).await?;
        if let Some((old, _)) = match origin.session {
            Some(token) => sessions::find(db, &Secret::presented(token).sha256()).await?,
            None => None,
        } {
            sessions::end(db, old.account_id, old.id).await?;
        }
        let token = Secret::new()?;
        // A token that the account does not know may have been planted by somebody else.
        let known = origin.browser.filter(|_| knows_browser);
        let browser = known.map_or_else(Secret::new, |known| Ok(Secret::presented(known)))?;
        let name: String = origin.user_agent.chars().filter(|c| !c.is_control()).take(MAX_BROWSER_NAME_CHARS).collect();
        let new = sessions::NewSession {
            token_sha256: token.sha256(),
            account_id: of.id,
            started_at: now,
            expires_at: now + MAX_AGE,
            browser: &name,
        };
        sessions::begin(db, new).await?;
        sessions::remember_browser(db, of.id, &browser.sha256(), now).await?;
        self.record(change, ActorId::Account(of.id), "session.started", &subject(of.id), origin.audit_data()).await?;
        Ok(NewSession { token, browser, account: of.clone() })
    }

    /// Whether an account knows the token of a browser.
    pub(super) async fn knows_browser(
        db: &impl Connection,
        of: &rows::Account,
        browser: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<bool, AccountError> {
        let Some(token) = browser else { return Ok(false) };
        Ok(sessions::knows_browser(db, of.id, &Secret::presented(token).sha256(), now - BROWSER_MEMORY).await?)
    }

    /// The valid sessions of an account, the last used first.
    pub async fn sessions(&self, account: i64) -> Result<Vec<rows::Session>, AccountError> {
        let now = self.clock.now();
        Ok(sessions::of_account(self.database.reader(), account).await?.into_iter().filter(|session| holds(session, now)).collect())
    }

    /// Signs out of one of one's own sessions.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] if there is no such session.
    pub async fn sign_out(&self, account: i64, session: i64) -> Result<(), AccountError> {
        self.end_session_in(self.database.change().await?, account, session).await
    }

    /// Ends a session within a change, and commits the change.
    pub(super) async fn end_session_in(&self, change: Change, account: i64, session: i64) -> Result<(), AccountError> {
        if !sessions::end(change.connection(), account, session).await? {
            return Err(AccountError::NotFound);
        }
        self.record(&change, ActorId::Account(account), "session.ended", &subject(account), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Ends all sessions, half-finished sign-ins and known browsers of an account, within a change.
    pub(super) async fn end_all_access(&self, change: &Change, account: i64) -> Result<(), AccountError> {
        self.end_other_sessions(change, account, None).await
    }

    /// The same, except for one session.
    pub(super) async fn end_other_sessions(&self, change: &Change, account: i64, but: Option<i64>) -> Result<(), AccountError> {
        let db = change.connection();
        // Locked first: a concurrent sign-in either has begun what ends here, or sees the account as it is afterwards.
        accounts::lock(db, account).await?;
        sessions::end_all(db, account, but, self.clock.now()).await?;
        sessions::forget_browsers(db, account).await?;
        Ok(links::void(db, account, &[super::Purpose::SecondStep.code()]).await?)
    }
}

/// Ignores that a time of use could not be written: reading does not need a writable database. The next request writes it.
fn ignore_failure(mark: Result<(), StoreError>) {
    match mark {
        Ok(()) => {}
        Err(error @ StoreError::Busy(_)) => tracing::debug!(%error, "that a session or a token was used is noted later"),
        Err(error) => tracing::warn!(%error, "it could not be noted that a session or a token was used"),
    }
}

fn holds(session: &rows::Session, now: DateTime<Utc>) -> bool {
    now < session.expires_at && now - session.seen_at < MAX_IDLE
}
