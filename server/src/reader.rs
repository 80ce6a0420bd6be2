//! Who asks, and for what: the language, the address as sent, its parameters, and the moment.

use axum::{
    extract::{FromRequestParts, OriginalUri, RawPathParams},
    http::{HeaderMap, header, request::Parts},
};
use chrono::NaiveDate;
use jawab_domain::Locale;
use jawab_ui::{document::PageContext, pages::error::BadRequest};

use crate::{App, directory::Directory, error::AppError};

/// Bytes of the longest address, escapes and all: several times what a search of the most letters takes.
const LONGEST_ADDRESS: usize = 32 * 1024;

/// A request as handlers see it.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The language of the page, from its address.
    pub locale: Locale,
    /// The address as sent.
    pub path_and_query: String,
    /// The query as sent, checked to be text.
    pub query: String,
    /// Parts of the path, by name, decoded.
    params: Vec<(String, String)>,
    /// What the browser already has.
    pub if_none_match: Option<String>,
}

impl Reader {
    /// A part of the path.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the route has no such part.
    pub fn param(&self, name: &str) -> Result<&str, AppError> {
        self.params.iter().find_map(|(key, value)| (key == name).then_some(value.as_str())).ok_or(AppError::NotFound)
    }

    /// The decoded parameters of the query.
    pub fn pairs(&self) -> Vec<(String, String)> {
        serde_urlencoded::from_str(&self.query).unwrap_or_default()
    }

    /// The last value of a parameter of the query; empty when it is not given.
    pub fn value(&self, name: &str) -> String {
        self.pairs().into_iter().rev().find_map(|(key, value)| (key == name).then_some(value)).unwrap_or_default()
    }
}

impl FromRequestParts<App> for Reader {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        // As sent: nested routes see an address without its language.
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        let path_and_query = uri.path_and_query().map_or("/", |address| address.as_str()).to_owned();
        if path_and_query.len() > LONGEST_ADDRESS {
            return Err(AppError::AddressTooLong);
        }
        let query = uri.query().unwrap_or_default().to_owned();
        check_text(&query)?;
        check_text(uri.path())?;
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| AppError::BadRequest(BadRequest::Encoding))?;
        Ok(Self {
            locale: locale_of(uri.path(), &parts.headers),
            path_and_query,
            query,
            params: params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            if_none_match: parts.headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).map(str::to_owned),
        })
    }
}

/// Refuses escapes that decode to no text, or to NUL.
fn check_text(escaped: &str) -> Result<(), AppError> {
    match percent_encoding::percent_decode_str(escaped).decode_utf8() {
        Ok(text) if !text.contains('\0') => Ok(()),
        _ => Err(AppError::BadRequest(BadRequest::Encoding)),
    }
}

/// The language of an address; where it says none, the one the browser prefers; else Arabic.
pub fn locale_of(path: &str, headers: &HeaderMap) -> Locale {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    if let Ok(locale) = first.parse() {
        return locale;
    }
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').find_map(|tag| tag.trim().get(..2)?.to_ascii_lowercase().parse().ok()).unwrap_or(Locale::Ar)
}

/// The context of a page for a reader.
pub fn context(app: &App, path_and_query: &str, locale: Locale, today: NaiveDate, directory: Option<&Directory>) -> PageContext {
    PageContext {
        locale,
        today,
        path_and_query: path_and_query.to_owned(),
        public_url: app.public_url.clone(),
        assets: app.assets.address(),
        demonstration: directory.is_some_and(|directory| directory.demonstration),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_decides_the_language_then_the_browser() {
        let mut headers = HeaderMap::new();
        assert_eq!(locale_of("/fr/questions", &headers), Locale::Fr);
        assert_eq!(locale_of("/", &headers), Locale::Ar);
        headers.insert(header::ACCEPT_LANGUAGE, "en-GB,fr-MA;q=0.8".parse().unwrap());
        assert_eq!(locale_of("/", &headers), Locale::Fr);
        assert_eq!(locale_of("/ar", &headers), Locale::Ar);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(check_text("q=%D9%85&x=%").is_ok());
        assert!(check_text("q=%FF%FE").is_err());
        assert!(check_text("q=a%00b").is_err());
    }
}
