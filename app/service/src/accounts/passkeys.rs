//! Passkeys: keys of authenticators (a telephone, a computer, a security key) as a second factor beside one-time codes.
//!
//! The challenge to a browser is encrypted and travels with the form that brings the answer, so nothing is stored, and any of several
//! servers can verify the answer. It is bound to one session or half-finished sign-in, so nobody else can use it, and it works once:
//! signing in uses up the half-finished sign-in, and a new passkey increments the version of the account.

use chrono::TimeDelta;
use jawab_domain::{access::AccountEvent, field::FieldName, validation::Problem};
use jawab_store::{
    Connection,
    accounts::{self, passkeys, second_factor},
    rows,
};

use super::{AccountError, Accounts, CurrentPassword, Purpose, secret::sha256};

mod ceremony;
mod site;

use ceremony::StartedCeremony;
pub(super) use site::Site;

/// How long a browser may take to answer. The browser is told the same limit.
const CHALLENGE_LIFETIME: TimeDelta = TimeDelta::minutes(5);

/// A challenge to a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// The options of `navigator.credentials`, as JSON.
    pub options: String,
    /// The encrypted state, which returns with the answer.
    pub sealed: String,
}

/// The answer of a browser.
#[derive(Debug, Clone, Copy)]
pub struct PasskeyAnswer<'a> {
    /// The encrypted state of the challenge.
    pub sealed: &'a str,
    /// The answer, as JSON.
    pub response: &'a str,
}

impl PasskeyAnswer<'_> {
    /// The problem, if the browser reported an error or nothing in place of an answer.
    pub(super) fn missing_answer(&self) -> Option<Problem> {
        ceremony::missing_answer(self.response)
    }
}

/// Whether passkeys work at the address where somebody has opened the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyAvailability<'a> {
    /// They do.
    Here,
    /// Not there, but at this address of the site.
    At(&'a str),
    /// At no address of the site.
    Nowhere,
}

/// What the second step asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondStepOptions {
    /// Whether one-time codes are set up. Recovery codes always work.
    pub codes: bool,
    /// The challenge, if there are passkeys that work here.
    pub passkey: Option<Challenge>,
}

impl Accounts {
    /// Whether passkeys work for a browser that names this host.
    #[must_use]
    pub fn serves_passkeys(&self, host: &str) -> PasskeyAvailability<'_> {
        match &self.site {
            None => PasskeyAvailability::Nowhere,
            Some(site) if site.is_at(host) => PasskeyAvailability::Here,
            Some(site) => PasskeyAvailability::At(&site.origin),
        }
    }

    /// The passkeys of an account, the oldest first.
    pub async fn passkeys(&self, account: i64) -> Result<Vec<rows::Passkey>, AccountError> {
        Ok(passkeys::of_account(self.database.reader(), account).await?)
    }

    /// The challenge to create a passkey; `None` if passkeys do not work here.
    pub async fn ask_new_passkey(&self, of: &rows::Account, session: Option<i64>) -> Result<Option<Challenge>, AccountError> {
        let Some(site) = &self.site else { return Ok(None) };
        let begun = ceremony::start_registration(site, of, &self.passkeys(of.id).await?)?;
        self.seal_challenge(begun, &use_for_new(of, session)).map(Some)
    }

    /// Registers the passkey that an authenticator created. All sessions end except the current one. The first second factor comes with
    /// recovery codes, which cannot be read again.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for the name, passkey or password; [`AccountError::Forbidden`] for an account without a password, or
    /// if passkeys do not work here.
    pub async fn add_passkey(
        &self,
        of: &rows::Account,
        name: &str,
        answer: PasskeyAnswer<'_>,
        current: CurrentPassword<'_>,
    ) -> Result<Option<Vec<String>>, AccountError> {
        let site = self.site.as_ref().filter(|_| of.password_hash.is_some()).ok_or(AccountError::Forbidden)?;
        let name = super::manage::checked_name(name).map_err(|problem| AccountError::Invalid(vec![(FieldName::PasskeyName, problem)]));
        let made = self
            .state_of(answer, &use_for_new(of, current.session))
            .and_then(|state| ceremony::finish_registration(site, &state, answer.response));
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

    /// Removes a passkey. Returns whether a second factor is left; an account that must have one keeps the last.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] if there is no such passkey, [`AccountError::Forbidden`] for the last one of an account that must
    /// have a second factor, [`AccountError::Invalid`] for the password.
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

    /// What the second step of a token asks for. An invalid token gets the same answer as any.
    pub async fn second_step_asks(&self, token: &str) -> Result<SecondStepOptions, AccountError> {
        let link = match self.link(token).await {
            Ok(link) if link.purpose == Purpose::SecondStep => link,
            Ok(_) | Err(AccountError::NotFound) => return Ok(SecondStepOptions { codes: true, passkey: None }),
            Err(other) => return Err(other),
        };
        let known = self.passkeys(link.account.id).await?;
        let passkey = match &self.site {
            Some(site) if !known.is_empty() => {
                Some(self.seal_challenge(ceremony::start_authentication(site, &known)?, &use_for_step(token))?)
            }
            _ => None,
        };
        Ok(SecondStepOptions { codes: link.account.totp_secret.is_some(), passkey })
    }

    /// Verifies the answer of a passkey, within a change.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] if the answer is not valid.
    pub(super) async fn use_passkey(
        &self,
        db: &impl Connection,
        of: &rows::Account,
        token: &str,
        answer: PasskeyAnswer<'_>,
    ) -> Result<(), AccountError> {
        let site = self.site.as_ref().ok_or_else(|| refused(Problem::PasskeyRefused))?;
        let state = self.state_of(answer, &use_for_step(token))?;
        let known = passkeys::of_account(db, of.id).await?;
        let (passkey, after) = ceremony::finish_authentication(site, of, &known, &state, answer.response)?;
        let first = passkeys::use_once(db, passkey, &after, self.clock.now()).await?;
        first.then_some(()).ok_or_else(|| refused(Problem::PasskeyCopied))
    }

    fn seal_challenge(&self, begun: StartedCeremony, for_use: &str) -> Result<Challenge, AccountError> {
        let until = self.clock.now_millis() + CHALLENGE_LIFETIME.num_milliseconds();
        let kept = [until.to_be_bytes().as_slice(), &begun.state].concat();
        Ok(Challenge { options: begun.options, sealed: self.keys()?.seal(&kept, for_use)? })
    }

    /// The state of the ceremony that is answered, if it was started for this use and has not expired.
    fn state_of(&self, answer: PasskeyAnswer<'_>, for_use: &str) -> Result<Vec<u8>, AccountError> {
        if let Some(problem) = answer.missing_answer() {
            return Err(refused(problem));
        }
        let kept = self.keys()?.open_sealed(answer.sealed, for_use).unwrap_or_default();
        let holding = kept.split_first_chunk().filter(|(until, _)| self.clock.now_millis() <= i64::from_be_bytes(**until));
        holding.map(|(_, state)| state.to_vec()).ok_or_else(|| refused(Problem::PasskeyExpired))
    }
}

/// An error of the passkey field.
fn refused(problem: Problem) -> AccountError {
    AccountError::Invalid(vec![(FieldName::Passkey, problem)])
}

/// Unwraps a result. Invalid fields are added to the other problems of the form.
fn or_problems<T>(came: Result<T, AccountError>, problems: &mut Vec<(FieldName, Problem)>) -> Result<Option<T>, AccountError> {
    match came {
        Ok(came) => Ok(Some(came)),
        Err(AccountError::Invalid(more)) => {
            problems.extend(more);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// The use of a challenge for a new passkey: the session and the version of the account.
fn use_for_new(of: &rows::Account, session: Option<i64>) -> String {
    format!("new passkey of account {} at version {} in session {session:?}", of.id, of.version)
}

/// The use of a challenge at sign-in: the half-finished sign-in.
fn use_for_step(token: &str) -> String {
    format!("passkey for step {}", sha256(token))
}
