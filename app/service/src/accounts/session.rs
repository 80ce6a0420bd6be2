//! Sessions: at most twelve hours idle (a working day with its evening) and seven days in all (so that nobody signs in twice on
//! one day, and a forgotten browser is out within the week); a new token at each signing in.

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::access::{Actor, ActorId};
use jawab_store::{
    Change, Connection, StoreError, Viewer,
    accounts::{self, links, sessions, tokens},
    rows,
};
use serde_json::json;

use super::{AccountError, Accounts, Secret, sign_in::Entered, subject, viewer};

/// The longest a session may go unused.
const IDLE: TimeDelta = TimeDelta::hours(12);
/// The longest a session may last.
const WHOLE: TimeDelta = TimeDelta::days(7);
/// How exactly it is noted when a session was used.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);
/// For how long a browser is known after the last signing in there.
const BROWSER_KNOWN: TimeDelta = TimeDelta::days(365);
/// What is kept of what a browser calls itself, in characters.
const BROWSER_NAME: usize = 300;

/// How somebody comes: what their browser sent with the request.
#[derive(Debug, Clone, Copy, Default)]
pub struct Visit<'a> {
    /// The network they come from, where it is known.
    pub network: Option<&'a str>,
    /// The token by which the browser is known.
    pub browser: Option<&'a str>,
    /// The token of a session in the same browser, which a new one replaces.
    pub session: Option<&'a str>,
    /// What the browser calls itself.
    pub user_agent: &'a str,
}

impl Visit<'_> {
    /// As the audit record has it.
    pub(super) fn noted(&self) -> serde_json::Value {
        json!({ "network": self.network, "browser": crate::traces::short_browser(self.user_agent) })
    }
}

/// Somebody signed in, at a request.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The session; none for a program's token.
    pub session: Option<i64>,
    /// The account; none for a program's token.
    pub account: Option<rows::Account>,
    /// Who acts.
    pub actor: Actor,
    /// What they see.
    pub viewer: Viewer,
    /// Whether they must set a second factor before anything else.
    pub lacks_second_factor: bool,
}

impl Accounts {
    /// Who holds the session of a token, if it still holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn signed_in(&self, token: &str) -> Result<Option<Identity>, AccountError> {
        let Some((found, account)) = sessions::find(self.database.reader(), &Secret::presented(token).sha256()).await? else {
            return Ok(None);
        };
        let now = self.clock.now();
        if !holds(&found, now) || account.disabled_at.is_some() {
            return Ok(None);
        }
        if now - found.seen_at >= SEEN_EVERY {
            marked(sessions::seen(self.database.marker(), found.id, now).await);
        }
        let (actor, viewer) = self.actor(&account).await?;
        let lacks_second_factor = self.lacks_factor(&account, &actor.mandate).await?;
        // Until then they see what everybody sees, whichever way they come.
        let viewer = if lacks_second_factor { Viewer::Public } else { viewer };
        Ok(Some(Identity { session: Some(found.id), account: Some(account), actor, viewer, lacks_second_factor }))
    }

    /// Which program holds a token, if it was not revoked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn program(&self, token: &str) -> Result<Option<Identity>, AccountError> {
        let Some(found) = tokens::find(self.database.reader(), &Secret::presented(token).sha256()).await? else { return Ok(None) };
        let today = self.clock.today();
        if found.last_used_on != Some(today) {
            marked(tokens::used(self.database.marker(), found.id, today).await);
        }
        let mandate = tokens::mandate(&found)?;
        let viewer = viewer(&mandate, 0);
        let actor = Actor { id: ActorId::Token(found.id), name: found.name, mandate };
        Ok(Some(Identity { session: None, account: None, actor, viewer, lacks_second_factor: false }))
    }

    /// Begins a session of an account that the change holds, and remembers the browser.
    pub(super) async fn begin(&self, change: &Change, of: &rows::Account, visit: Visit<'_>) -> Result<Entered, AccountError> {
        let (db, now) = (change.connection(), self.clock.now());
        let knows = Self::knows(db, of, visit.browser, now).await?;
        if let Some((old, _)) = match visit.session {
            Some(token) => sessions::find(db, &Secret::presented(token).sha256()).await?,
            None => None,
        } {
            sessions::end(db, old.account_id, old.id).await?;
        }
        let token = Secret::new()?;
        // A token that the account does not know may be one that somebody else put there.
        let known = visit.browser.filter(|_| knows);
        let browser = known.map_or_else(Secret::new, |known| Ok(Secret::presented(known)))?;
        let name: String = visit.user_agent.chars().filter(|c| !c.is_control()).take(BROWSER_NAME).collect();
        let new = sessions::NewSession {
            token_sha256: token.sha256(),
            account_id: of.id,
            started_at: now,
            expires_at: now + WHOLE,
            browser: &name,
        };
        sessions::begin(db, new).await?;
        sessions::remember_browser(db, of.id, &browser.sha256(), now).await?;
        self.note(change, ActorId::Account(of.id), "session.started", &subject(of.id), visit.noted()).await?;
        Ok(Entered { token, browser, account: of.clone() })
    }

    /// Whether an account knows a browser by its token.
    pub(super) async fn knows(
        db: &impl Connection,
        of: &rows::Account,
        browser: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<bool, AccountError> {
        let Some(token) = browser else { return Ok(false) };
        Ok(sessions::knows_browser(db, of.id, &Secret::presented(token).sha256(), now - BROWSER_KNOWN).await?)
    }

    /// The sessions of an account that still hold, the last used first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions(&self, account: i64) -> Result<Vec<rows::Session>, AccountError> {
        let now = self.clock.now();
        Ok(sessions::of(self.database.reader(), account).await?.into_iter().filter(|session| holds(session, now)).collect())
    }

    /// Signs out of one of one's own sessions.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] where there is none.
    pub async fn sign_out(&self, account: i64, session: i64) -> Result<(), AccountError> {
        self.end_session_in(self.database.change().await?, account, session).await
    }

    /// The same within a change, which is made to last.
    pub(super) async fn end_session_in(&self, change: Change, account: i64, session: i64) -> Result<(), AccountError> {
        if !sessions::end(change.connection(), account, session).await? {
            return Err(AccountError::NotFound);
        }
        self.note(&change, ActorId::Account(account), "session.ended", &subject(account), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Ends all that an account's holder could go on with, within a change: sessions, half signed-in ones, known browsers.
    pub(super) async fn end_everything(&self, change: &Change, account: i64) -> Result<(), AccountError> {
        self.end_others(change, account, None).await
    }

    /// The same, but for one session.
    pub(super) async fn end_others(&self, change: &Change, account: i64, but: Option<i64>) -> Result<(), AccountError> {
        let db = change.connection();
        // Held first: whoever signs in at this moment has either begun what ends here, or sees the account as it is afterwards.
        accounts::held(db, account).await?;
        sessions::end_all(db, account, but, self.clock.now()).await?;
        sessions::forget_browsers(db, account).await?;
        Ok(links::void(db, account, &[super::Purpose::SecondStep.code()]).await?)
    }
}

/// Goes on where a mark could not be set: whoever only reads needs no database that takes writes. Where others write just then, the next
/// request sets it.
fn marked(mark: Result<(), StoreError>) {
    match mark {
        Ok(()) => {}
        Err(error @ StoreError::Busy(_)) => tracing::debug!(%error, "that a session or a token was used is noted later"),
        Err(error) => tracing::warn!(%error, "it could not be noted that a session or a token was used"),
    }
}

fn holds(session: &rows::Session, now: DateTime<Utc>) -> bool {
    now < session.expires_at && now - session.seen_at < IDLE
}
