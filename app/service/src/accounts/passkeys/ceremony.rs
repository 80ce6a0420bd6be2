//! The two ceremonies of WebAuthn: the challenge to a browser, and the verification of its answer. Reads and stores nothing.

use data_encoding::BASE64URL_NOPAD;
use jawab_domain::validation::Problem;
use jawab_store::rows;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use webauthn_rp::{
    AuthenticatedCredential, NonDiscoverableAuthentication, NonDiscoverableAuthenticationServerState,
    NonDiscoverableCredentialRequestOptions, PublicKeyCredentialCreationOptions, Registration, RegistrationServerState,
    bin::{Decode as _, Encode as _},
    request::{
        Credentials as _, PublicKeyCredentialDescriptor, UserVerificationRequirement,
        auth::{AllowedCredentials, AuthenticationVerificationOptions},
        register::{
            CoseAlgorithmIdentifier, CoseAlgorithmIdentifiers, Nickname, PublicKeyCredentialUserEntity, RegistrationVerificationOptions,
            ResidentKeyRequirement, UserHandle, Username,
        },
    },
    response::{
        AuthTransports, CredentialId,
        auth::error::AuthCeremonyErr,
        register::{CompressedPubKey, DynamicState, StaticState, error::RegCeremonyErr},
    },
};

use super::{super::AccountError, Site, refused};

/// The number of bytes of the user handle, by which authenticators distinguish accounts.
const HANDLE_BYTES: usize = 32;
/// The algorithms offered to authenticators: each supports one of the two.
const ALGORITHMS: CoseAlgorithmIdentifiers =
    CoseAlgorithmIdentifiers::ALL.remove(CoseAlgorithmIdentifier::Rs256).remove(CoseAlgorithmIdentifier::Es384);

type PublicKey = CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>;

/// A started ceremony: the challenge as JSON, and the state needed to verify the answer.
pub(super) struct StartedCeremony {
    pub options: String,
    pub state: Vec<u8>,
}

/// A new key of an authenticator, as stored.
pub(super) struct NewKey {
    pub credential_id: String,
    pub transports: i64,
    pub static_state: String,
    pub dynamic_state: String,
}

/// Starts the registration of a passkey. Authenticators that are registered already refuse.
pub(super) fn start_registration(site: &Site, of: &rows::Account, known: &[rows::Passkey]) -> Result<StartedCeremony, AccountError> {
    let id = handle(of);
    // Shown only when somebody chooses among their passkeys.
    let name = Username::try_from(of.address.as_str()).or_else(|_| Username::try_from(of.code.as_str())).map_err(broken)?;
    let user = PublicKeyCredentialUserEntity { name, id: &id, display_name: Nickname::try_from(of.name.as_str()).ok() };
    let known = known.iter().map(descriptor).collect::<Result<Vec<_>, _>>()?;
    let mut options = PublicKeyCredentialCreationOptions::second_factor(&site.id, user, known);
    options.pub_key_cred_params = ALGORITHMS;
    // Passkey providers such as telephones store it; a plain security key without a PIN works too, beside the password.
    options.authenticator_selection.resident_key = ResidentKeyRequirement::Preferred;
    options.authenticator_selection.user_verification = UserVerificationRequirement::Preferred;
    let (state, client) = options.start_ceremony().map_err(broken)?;
    started(&client, state.encode().map_err(broken)?)
}

/// Verifies a registration. Returns the new key.
pub(super) fn finish_registration(site: &Site, state: &[u8], response: &str) -> Result<NewKey, AccountError> {
    let registration = Registration::from_json_relaxed(response.as_bytes()).map_err(unreadable)?;
    let state = RegistrationServerState::<HANDLE_BYTES>::decode(state).map_err(broken)?;
    let options = RegistrationVerificationOptions::<&str, &str> {
        allowed_origins: &[&site.origin],
        error_on_unsolicited_extensions: false,
        ..Default::default()
    };
    let made = state.verify(&site.id, &registration, &options).map_err(|error| {
        tracing::info!(%error, "a new passkey was refused");
        refused(match error {
            RegCeremonyErr::Timeout | RegCeremonyErr::ChallengeMismatch => Problem::PasskeyExpired,
            RegCeremonyErr::PublicKeyAlgorithmMismatch => Problem::PasskeyUnsuited,
            _ => Problem::PasskeyRefused,
        })
    })?;
    let (Ok(transports), Ok(kept), Ok(changing)) =
        (made.transports().encode(), made.static_state().encode(), made.dynamic_state().encode());
    Ok(NewKey {
        credential_id: BASE64URL_NOPAD.encode(made.id().as_ref()),
        transports: transports.into(),
        static_state: BASE64URL_NOPAD.encode(&kept),
        dynamic_state: BASE64URL_NOPAD.encode(&changing),
    })
}

/// Starts the authentication with one of these passkeys.
pub(super) fn start_authentication(site: &Site, known: &[rows::Passkey]) -> Result<StartedCeremony, AccountError> {
    let mut allowed = AllowedCredentials::with_capacity(known.len());
    for passkey in known {
        allowed.push(descriptor(passkey)?.into());
    }
    let mut options = NonDiscoverableCredentialRequestOptions::second_factor(&site.id, allowed).map_err(broken)?;
    options.options().user_verification = UserVerificationRequirement::Preferred;
    let (state, client) = options.start_ceremony().map_err(broken)?;
    started(&client, state.encode().map_err(broken)?)
}

/// Verifies an authentication. Returns the passkey used and its new state.
pub(super) fn finish_authentication<'a>(
    site: &Site,
    of: &rows::Account,
    known: &'a [rows::Passkey],
    state: &[u8],
    response: &str,
) -> Result<(&'a rows::Passkey, String), AccountError> {
    let answer = NonDiscoverableAuthentication::<HANDLE_BYTES>::from_json_relaxed(response.as_bytes()).map_err(unreadable)?;
    let state = NonDiscoverableAuthenticationServerState::decode(state).map_err(broken)?;
    let id = BASE64URL_NOPAD.encode(answer.raw_id().as_ref());
    let passkey = known.iter().find(|passkey| passkey.credential_id == id).ok_or_else(|| refused(Problem::PasskeyUnknown))?;
    let changing = decoded(&passkey.dynamic_state)?.try_into().map_err(|_| broken("a passkey's state has another length"))?;
    let (handle, kept) = (handle(of), StaticState::<PublicKey>::decode(&decoded(&passkey.static_state)?).map_err(broken)?);
    let changing = DynamicState::decode(changing).map_err(broken)?;
    let mut credential = AuthenticatedCredential::new(answer.raw_id(), &handle, kept, changing).map_err(broken)?;
    let options = AuthenticationVerificationOptions::<&str, &str> {
        allowed_origins: &[&site.origin],
        error_on_unsolicited_extensions: false,
        update_uv: true,
        ..Default::default()
    };
    state.verify(&site.id, &answer, &mut credential, &options).map_err(|error| {
        tracing::info!(%error, passkey = passkey.id, "a passkey was refused");
        refused(match error {
            AuthCeremonyErr::Timeout | AuthCeremonyErr::ChallengeMismatch => Problem::PasskeyExpired,
            AuthCeremonyErr::SignatureCounter => Problem::PasskeyCopied,
            AuthCeremonyErr::NoMatchingAllowedCredential | AuthCeremonyErr::UserHandleMismatch => Problem::PasskeyUnknown,
            _ => Problem::PasskeyRefused,
        })
    })?;
    let Ok(changed) = credential.dynamic_state().encode();
    Ok((passkey, BASE64URL_NOPAD.encode(&changed)))
}

/// The problem, if the browser reported an error or nothing in place of an answer.
pub(super) fn missing_answer(response: &str) -> Option<Problem> {
    #[derive(Deserialize)]
    struct BrowserError {
        error: String,
    }
    if response.is_empty() {
        return Some(Problem::PasskeyCancelled);
    }
    let BrowserError { error } = serde_json::from_str(response).ok()?;
    Some(match error.as_str() {
        "NotAllowedError" | "AbortError" => Problem::PasskeyCancelled,
        "InvalidStateError" => Problem::PasskeyKnown,
        "NotSupportedError" | "ConstraintError" => Problem::PasskeyUnsuited,
        _ => Problem::PasskeyRefused,
    })
}

/// The user handle, by which authenticators distinguish accounts. It reveals nothing about the holder.
fn handle(of: &rows::Account) -> UserHandle<HANDLE_BYTES> {
    let Ok(handle) = UserHandle::decode(Sha256::digest(&of.code).into());
    handle
}

fn descriptor(of: &rows::Passkey) -> Result<PublicKeyCredentialDescriptor<Vec<u8>>, AccountError> {
    let transports = u8::try_from(of.transports).map_err(broken)?;
    Ok(PublicKeyCredentialDescriptor {
        id: CredentialId::<Vec<u8>>::decode(decoded(&of.credential_id)?).map_err(broken)?,
        transports: AuthTransports::decode(transports).map_err(broken)?,
    })
}

fn started(client: &impl Serialize, state: Vec<u8>) -> Result<StartedCeremony, AccountError> {
    Ok(StartedCeremony { options: serde_json::to_string(client).map_err(broken)?, state })
}

fn decoded(kept: &str) -> Result<Vec<u8>, AccountError> {
    BASE64URL_NOPAD.decode(kept.as_bytes()).map_err(broken)
}

fn unreadable(error: impl std::fmt::Display) -> AccountError {
    tracing::info!(%error, "the answer of a passkey makes no sense");
    refused(Problem::PasskeyRefused)
}

fn broken(error: impl std::fmt::Display) -> AccountError {
    AccountError::Internal(format!("a passkey: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_browsers_have_problems() {
        for (said, problem) in [
            ("", Problem::PasskeyCancelled),
            (r#"{"error":"NotAllowedError"}"#, Problem::PasskeyCancelled),
            (r#"{"error":"InvalidStateError"}"#, Problem::PasskeyKnown),
            (r#"{"error":"NotSupportedError"}"#, Problem::PasskeyUnsuited),
            (r#"{"error":"SecurityError"}"#, Problem::PasskeyRefused),
        ] {
            assert_eq!(missing_answer(said), Some(problem), "{said}");
        }
        assert_eq!((missing_answer(r#"{"id":"AAAA"}"#), missing_answer("nonsense")), (None, None));
    }
}
