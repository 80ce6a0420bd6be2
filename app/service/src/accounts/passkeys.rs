//! Passkeys: keys of authenticators (a telephone, a computer, a security key) as a second factor beside one-time codes.
//!
//! What a browser is asked is sealed and goes with the form that brings its answer, so it is kept nowhere, and any of several
//! servers can judge the answer. It is sealed for one session or half session, so it serves nobody else; and once: signing in
//! uses the half session up, and a new passkey makes another version of the account.

use chrono::TimeDelta;
use jawab_domain::access::AccountEvent;
use jawab_store::{
    Connection,
    accounts::{self, passkeys, second_factor},
    rows,
};

use super::{AccountError, Accounts, CurrentPassword, Field, Problem, Purpose, secret::sha256};

mod ceremony;
mod site;

use ceremony::Begun;
pub(super) use site::Site;

/// How long a browser has to answer; it is told the same.
const HOLDS: TimeDelta = TimeDelta::minutes(5);

/// What a browser is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// The options of `navigator.credentials`, as JSON.
    pub options: String,
    /// What comes back with the answer.
    pub sealed: String,
}

/// What a browser answers.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The seal that came with the question.
    pub sealed: &'a str,
    /// The answer, as JSON.
    pub response: &'a str,
}

impl Answer<'_> {
    /// Why there is none, where the browser said so in its place, or said nothing.
    pub(super) fn given_up(&self) -> Option<Problem> {
        ceremony::given_up(self.response)
    }
}

/// Whether passkeys can be made and used where somebody has the site open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served<'a> {
    /// They can.
    Here,
    /// Not there, but at this address of the site.
    At(&'a str),
    /// At no address of the site.
    Nowhere,
}

/// What the second step asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Whether one-time codes are set; recovery codes serve in any case.
    pub codes: bool,
    /// The question for the browser, where there are passkeys that can serve here.
    pub passkey: Option<Challenge>,
}

impl Accounts {
    /// Whether passkeys can be made and used where a browser that names this host has the site open.
    #[must_use]
    pub fn serves_passkeys(&self, host: &str) -> Served<'_> {
        match &self.site {
            None => Served::Nowhere,
            Some(site) if site.is_at(host) => Served::Here,
            Some(site) => Served::At(&site.origin),
        }
    }

    /// The passkeys of an account, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkeys(&self, account: i64) -> Result<Vec<rows::Passkey>, AccountError> {
        Ok(passkeys::of(self.database.reader(), account).await?)
    }

    /// What a browser is asked to make a passkey; nothing where passkeys cannot be.
    ///
    /// # Errors
    /// When the database or the system fails.
    pub async fn ask_new_passkey(&self, of: &rows::Account, session: Option<i64>) -> Result<Option<Challenge>, AccountError> {
        let Some(site) = &self.site else { return Ok(None) };
        let begun = ceremony::ask_new(site, of, &self.passkeys(of.id).await?)?;
        self.seal_challenge(begun, &use_for_new(of, session)).map(Some)
    }

    /// Adds the passkey that an authenticator made. All sessions end but the one it is done in. With the first second factor come
    /// recovery codes, not to be had again.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for name, passkey or password; [`AccountError::Forbidden`] for an account without a password, or
    /// where passkeys cannot be.
    pub async fn add_passkey(
        &self,
        of: &rows::Account,
        name: &str,
        answer: Answer<'_>,
        current: CurrentPassword<'_>,
    ) -> Result<Option<Vec<String>>, AccountError> {
        let site = self.site.as_ref().filter(|_| of.password_hash.is_some()).ok_or(AccountError::Forbidden)?;
        let name = super::manage::checked_name(name).map_err(|problem| AccountError::Invalid(vec![(Field::Name, problem)]));
        let made = self.state_of(answer, &use_for_new(of, current.session)).and_then(|state| ceremony::made(site, &state, answer.response));
        let mut problems = Vec::new();
        let (name, made) = (or_problems(name, &mut problems)?, or_problems(made, &mut problems)?);
        self.check_password(of, current, problems).await?;
        let (Some(name), Some(made)) = (name, made) else { return Err(refused(Problem::PasskeyRefused)) };
        let change = self.database.change().await?;
        let db = change.connection();
        let first = !Self::has_factor(db, of).await?;
        if !accounts::save(db, of).await? {
            return Err(AccountError::Conflict);
        }
        let passkey = rows::Passkey {
            id: 0,
            account_id: of.id,
            credential_id: made.credential_id,
            transports: made.transports,
            static_state: made.static_state,
            dynamic_state: made.dynamic_state,
            name,
            made_at: self.clock.now(),
            used_at: None,
        };
        if !passkeys::add(db, passkey).await? {
            return Err(refused(Problem::PasskeyKnown));
        }
        let codes = if first { Some(self.write_recovery_codes(&change, of.id).await?) } else { None };
        self.factor_changed(&change, of, current.session, "account.passkey_added", AccountEvent::PasskeyAdded).await?;
        change.commit_quietly().await?;
        Ok(codes)
    }

    /// Takes a passkey away, and says whether a second factor is left; whoever must have one keeps the last.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] where there is none, [`AccountError::Forbidden`] for the last of somebody who must have one,
    /// [`AccountError::Invalid`] for the password.
    pub async fn remove_passkey(&self, of: &rows::Account, id: i64, current: CurrentPassword<'_>) -> Result<bool, AccountError> {
        let all = self.passkeys(of.id).await?;
        if !all.iter().any(|passkey| passkey.id == id) {
            return Err(AccountError::NotFound);
        }
        let last = all.len() == 1 && of.totp_secret.is_none();
        if last && self.must_have_factor(of).await? {
            return Err(AccountError::Forbidden);
        }
        self.check_password(of, current, Vec::new()).await?;
        let change = self.database.change().await?;
        let db = change.connection();
        if !accounts::save(db, of).await? || !passkeys::remove(db, of.id, id).await? {
            return Err(AccountError::Conflict);
        }
        if last {
            second_factor::set_recovery_codes(db, of.id, &[]).await?;
        }
        let event = if last { AccountEvent::SecondFactorRemoved } else { AccountEvent::PasskeyRemoved };
        self.factor_changed(&change, of, current.session, "account.passkey_removed", event).await?;
        change.commit_quietly().await?;
        Ok(!last)
    }

    /// What the second step of a token asks for. Of a token that is none nothing is said.
    ///
    /// # Errors
    /// When the database or the system fails.
    pub async fn second_step_asks(&self, token: &str) -> Result<Asked, AccountError> {
        let link = match self.link(token).await {
            Ok(link) if link.purpose == Purpose::SecondStep => link,
            Ok(_) | Err(AccountError::NotFound) => return Ok(Asked { codes: true, passkey: None }),
            Err(other) => return Err(other),
        };
        let known = self.passkeys(link.account.id).await?;
        let passkey = match &self.site {
            Some(site) if !known.is_empty() => Some(self.seal_challenge(ceremony::ask(site, &known)?, &use_for_step(token))?),
            _ => None,
        };
        Ok(Asked { codes: link.account.totp_secret.is_some(), passkey })
    }

    /// Uses the passkey that answered, within a change.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for an answer that is not right.
    pub(super) async fn use_passkey(
        &self,
        db: &impl Connection,
        of: &rows::Account,
        token: &str,
        answer: Answer<'_>,
    ) -> Result<(), AccountError> {
        let site = self.site.as_ref().ok_or_else(|| refused(Problem::PasskeyRefused))?;
        let state = self.state_of(answer, &use_for_step(token))?;
        let known = passkeys::of(db, of.id).await?;
        let (passkey, after) = ceremony::used(site, of, &known, &state, answer.response)?;
        let first = passkeys::use_once(db, passkey, &after, self.clock.now()).await?;
        first.then_some(()).ok_or_else(|| refused(Problem::PasskeyCopied))
    }

    fn seal_challenge(&self, begun: Begun, for_use: &str) -> Result<Challenge, AccountError> {
        let until = self.clock.now_millis() + HOLDS.num_milliseconds();
        let kept = [until.to_be_bytes().as_slice(), &begun.state].concat();
        Ok(Challenge { options: begun.options, sealed: self.keys()?.seal(&kept, for_use)? })
    }

    /// What the ceremony began with that is answered, if it was begun for this use and not too long ago.
    fn state_of(&self, answer: Answer<'_>, for_use: &str) -> Result<Vec<u8>, AccountError> {
        if let Some(problem) = answer.given_up() {
            return Err(refused(problem));
        }
        let kept = self.keys()?.open_sealed(answer.sealed, for_use).unwrap_or_default();
        let holding = kept.split_first_chunk().filter(|(until, _)| self.clock.now_millis() <= i64::from_be_bytes(**until));
        holding.map(|(_, state)| state.to_vec()).ok_or_else(|| refused(Problem::PasskeyExpired))
    }
}

/// What a passkey is refused for.
fn refused(problem: Problem) -> AccountError {
    AccountError::Invalid(vec![(Field::Passkey, problem)])
}

/// What came of something; what is wrong with it goes to the other problems of the form.
fn or_problems<T>(came: Result<T, AccountError>, problems: &mut Vec<(Field, Problem)>) -> Result<Option<T>, AccountError> {
    match came {
        Ok(came) => Ok(Some(came)),
        Err(AccountError::Invalid(more)) => {
            problems.extend(more);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// What a new passkey is asked for: this session, and the account as it is.
fn use_for_new(of: &rows::Account, session: Option<i64>) -> String {
    format!("new passkey of account {} at version {} in session {session:?}", of.id, of.version)
}

/// What a passkey is asked for at signing in: this half session.
fn use_for_step(token: &str) -> String {
    format!("passkey for step {}", sha256(token))
}
