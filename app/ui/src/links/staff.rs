//! Every address of the staff side.

use jawab_domain::Locale;

use super::escape;

/// The staff side: leads on to what a mandate does first.
#[must_use]
pub fn home(locale: Locale) -> String {
    format!("/{locale}/staff")
}

/// The way in.
#[must_use]
pub fn sign_in(locale: Locale) -> String {
    format!("/{locale}/staff/sign-in")
}

/// The way out; a POST.
#[must_use]
pub fn sign_out(locale: Locale) -> String {
    format!("/{locale}/staff/sign-out")
}

/// One's own account.
#[must_use]
pub fn account(locale: Locale) -> String {
    format!("/{locale}/staff/account")
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

/// Reference data.
#[must_use]
pub fn reference(locale: Locale) -> String {
    format!("/{locale}/staff/reference")
}

/// Accounts and tokens.
#[must_use]
pub fn accounts(locale: Locale) -> String {
    format!("/{locale}/staff/accounts")
}

/// The audit record.
#[must_use]
pub fn audit(locale: Locale) -> String {
    format!("/{locale}/staff/audit")
}

/// The questions of the Chamber, drafts among them.
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

/// A page of a question's work: `edit`, `history`, or one of its steps (`deposit`, `transmit` …).
#[must_use]
pub fn question_step(locale: Locale, code: &str, step: &str) -> String {
    format!("{}/{step}", question(locale, code))
}

/// Where islands keep a form that is not sent yet; a POST.
#[must_use]
pub fn kept_form(locale: Locale) -> String {
    format!("/{locale}/staff/kept")
}
