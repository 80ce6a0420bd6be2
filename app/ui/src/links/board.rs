//! The addresses of the boards: the ministry's, with its answers, and the Chamber's.

use jawab_domain::Locale;

use super::{escape, staff};

/// The board as a table to download.
#[must_use]
pub fn table(locale: Locale) -> String {
    format!("{}.csv", staff::board(locale))
}

/// Assigns several questions at once; a POST.
#[must_use]
pub fn assign(locale: Locale) -> String {
    format!("{}/assign", staff::board(locale))
}

/// The user's own calendar and daily mail.
#[must_use]
pub fn notices(locale: Locale) -> String {
    format!("{}/notices", staff::board(locale))
}

/// Changes the user's own calendar (`calendar`, `revoke`) or daily mail (`mail`); a POST.
#[must_use]
pub fn notices_step(locale: Locale, step: &str) -> String {
    format!("{}/{step}", notices(locale))
}

/// Stops the daily mail by a link in it, without signing in.
#[must_use]
pub fn stop_mail(locale: Locale, token: &str) -> String {
    format!("/{locale}/staff/mail/{}", escape(token))
}

/// A private calendar, by its secret. It has no language in its address: it uses the account's.
#[must_use]
pub fn calendar(token: &str) -> String {
    format!("/feeds/calendar/{}.ics", escape(token))
}

/// The page on which a ministry prepares its answer to a question.
#[must_use]
pub fn answer(locale: Locale, code: &str, ministry: &str) -> String {
    format!("/{locale}/staff/answers/{}/{}", escape(code), escape(ministry))
}

/// A step of a ministry's answer (`assign`, `draft`, `clear`, `submit`, `transfer`, `withdraw-transfer`; for the Chamber `judge`, `record`).
#[must_use]
pub fn answer_step(locale: Locale, code: &str, ministry: &str, step: &str) -> String {
    format!("{}/{step}", answer(locale, code, ministry))
}

/// The page on which the Chamber corrects a published answer, by its code.
#[must_use]
pub fn correct(locale: Locale, code: &str, ministry: &str, answer: &str) -> String {
    format!("{}/{}", answer_step(locale, code, ministry, "correct"), escape(answer))
}

/// Reminds ministries of several questions at once; a POST.
#[must_use]
pub fn remind(locale: Locale) -> String {
    format!("{}/remind", staff::chamber(locale))
}

/// The answer rates of the ministries as a table to download.
#[must_use]
pub fn rates_table(locale: Locale) -> String {
    format!("{}.csv", staff::chamber(locale))
}
