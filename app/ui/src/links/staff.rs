//! The addresses of the staff area.

use jawab_domain::Locale;

use super::escape;

/// The staff area; redirects to the first page of the user's mandate.
#[must_use]
pub fn home(locale: Locale) -> String {
    format!("/{locale}/staff")
}

/// The way in.
#[must_use]
pub fn sign_in(locale: Locale) -> String {
    format!("/{locale}/staff/sign-in")
}

/// The second step of signing in.
#[must_use]
pub fn sign_in_code(locale: Locale) -> String {
    format!("/{locale}/staff/sign-in/code")
}

/// A single-use link.
#[must_use]
pub fn link(locale: Locale, token: &str) -> String {
    format!("/{locale}/staff/links/{}", escape(token))
}

/// Signs out; a POST.
#[must_use]
pub fn sign_out(locale: Locale) -> String {
    format!("/{locale}/staff/sign-out")
}

/// The user's own account.
#[must_use]
pub fn account(locale: Locale) -> String {
    format!("/{locale}/staff/account")
}

/// Changes the language of the user's account; a POST.
#[must_use]
pub fn own_language(locale: Locale) -> String {
    format!("/{locale}/staff/account/language")
}

/// The user's own password.
#[must_use]
pub fn own_password(locale: Locale) -> String {
    format!("/{locale}/staff/account/password")
}

/// The user's own second factor.
#[must_use]
pub fn own_second_factor(locale: Locale) -> String {
    format!("/{locale}/staff/account/second-factor")
}

/// Changes the user's second factor: `remove`, `recovery-codes`; a POST.
#[must_use]
pub fn own_second_factor_step(locale: Locale, step: &str) -> String {
    format!("/{locale}/staff/account/second-factor/{step}")
}

/// Adds a passkey to the user's account.
#[must_use]
pub fn own_new_passkey(locale: Locale) -> String {
    format!("/{locale}/staff/account/passkeys/new")
}

/// Removes one of the user's passkeys.
#[must_use]
pub fn own_passkey_remove(locale: Locale, id: i64) -> String {
    format!("/{locale}/staff/account/passkeys/{id}/remove")
}

/// Ends one of the user's sessions; a POST.
#[must_use]
pub fn own_session_end(locale: Locale, id: i64) -> String {
    format!("/{locale}/staff/account/sessions/{id}/end")
}

/// Ends all of the user's sessions; a POST.
#[must_use]
pub fn own_sessions_end(locale: Locale) -> String {
    format!("/{locale}/staff/account/sessions/end")
}

/// The Chamber's board.
#[must_use]
pub fn chamber(locale: Locale) -> String {
    format!("/{locale}/staff/chamber")
}

/// The ministry's board.
#[must_use]
pub fn board(locale: Locale) -> String {
    format!("/{locale}/staff/board")
}

/// The translation desk.
#[must_use]
pub fn desk(locale: Locale) -> String {
    format!("/{locale}/staff/desk")
}

/// The reference data.
#[must_use]
pub fn reference(locale: Locale) -> String {
    format!("/{locale}/staff/reference")
}

/// A register of the reference data.
#[must_use]
pub fn register(locale: Locale, register: &str) -> String {
    format!("/{locale}/staff/reference/{}", escape(register))
}

/// An entry of a register, or `new`.
#[must_use]
pub fn register_item(locale: Locale, register: &str, item: &str) -> String {
    format!("/{locale}/staff/reference/{}/{}", escape(register), escape(item))
}

/// A page below an entry: `seats`, `succession`.
#[must_use]
pub fn register_step(locale: Locale, register: &str, item: &str, step: &str) -> String {
    format!("{}/{}", register_item(locale, register, item), escape(step))
}

/// The end of a legislature.
#[must_use]
pub fn lapse(locale: Locale) -> String {
    format!("/{locale}/staff/lapse")
}

/// A lapse that awaits confirmation or can still be undone.
#[must_use]
pub fn pending_lapse(locale: Locale, id: i64) -> String {
    format!("{}/{id}", lapse(locale))
}

/// The accounts and tokens.
#[must_use]
pub fn accounts(locale: Locale) -> String {
    format!("/{locale}/staff/accounts")
}

/// A new account.
#[must_use]
pub fn new_account(locale: Locale) -> String {
    format!("/{locale}/staff/accounts/new")
}

/// An account, by its code.
#[must_use]
pub fn account_of(locale: Locale, code: &str) -> String {
    format!("/{locale}/staff/accounts/{}", escape(code))
}

/// Changes an account: `disable`, `enable`, `link`, `end-sessions`, `ask-factor-removal`, and its confirmation or refusal; a
/// POST. `disable` is a page too, which asks whether that is meant.
#[must_use]
pub fn account_step(locale: Locale, code: &str, step: &str) -> String {
    format!("{}/{step}", account_of(locale, code))
}

/// The tokens of programs.
#[must_use]
pub fn tokens(locale: Locale) -> String {
    format!("/{locale}/staff/tokens")
}

/// Revokes a token; a POST.
#[must_use]
pub fn token_revoke(locale: Locale, id: i64) -> String {
    format!("/{locale}/staff/tokens/{id}/revoke")
}

/// The audit record.
#[must_use]
pub fn audit(locale: Locale) -> String {
    format!("/{locale}/staff/audit")
}

/// The questions of the Chamber, including drafts.
#[must_use]
pub fn questions(locale: Locale) -> String {
    format!("/{locale}/staff/questions")
}

/// A new question.
#[must_use]
pub fn new_question(locale: Locale) -> String {
    format!("/{locale}/staff/questions/new")
}

/// The work page of a question, by its code.
#[must_use]
pub fn question(locale: Locale, code: &str) -> String {
    format!("/{locale}/staff/questions/{}", escape(code))
}

/// A page of a question: `edit`, `history`, or one of its steps (`deposit`, `transmit` …).
#[must_use]
pub fn question_step(locale: Locale, code: &str, step: &str) -> String {
    format!("{}/{step}", question(locale, code))
}

/// Discards a form draft; a POST.
#[must_use]
pub fn discard_form_draft(locale: Locale) -> String {
    format!("/{locale}/staff/kept/discard")
}

/// Saves a form draft; a POST by the islands.
#[must_use]
pub fn save_form_draft(locale: Locale) -> String {
    form_drafts(locale)
}

/// The list of the user's form drafts.
#[must_use]
pub fn form_drafts(locale: Locale) -> String {
    format!("/{locale}/staff/kept")
}
