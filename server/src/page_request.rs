//! Who asks, and for what: the language, the address as sent, its parameters, and the moment.

use axum::{
    extract::{FromRequestParts, OriginalUri, RawPathParams},
    http::{HeaderMap, Uri, header, request::Parts, uri::Authority},
};
use chrono::NaiveDate;
use jawab_domain::Locale;
use jawab_service::reference_data::ReferenceData;
use jawab_ui::{document::PageContext, pages::error::BadRequest};

use crate::{App, cookies, error::AppError, negotiation};

/// Bytes of the longest address, escapes and all: several times what a search of the most letters takes.
const LONGEST_ADDRESS: usize = 32 * 1024;

/// A request as handlers see it.
#[derive(Debug, Clone)]
pub struct PageRequest {
    /// The language of the page, from its address.
    pub locale: Locale,
    /// The address as sent.
    pub path_and_query: String,
    /// The query as sent, checked to be text.
    pub query: String,
    /// Parts of the path, by name, decoded.
    params: Vec<(String, String)>,
    /// Whether somebody works in this browser: they wait for a page that shows what they just did.
    pub works_here: bool,
    /// The host, and perhaps the port, at which the browser has the site open; empty where it says none.
    pub host: String,
}

impl PageRequest {
    /// A part of the path.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the route has no such part.
    pub fn param(&self, name: &str) -> Result<&str, AppError> {
        self.params.iter().find_map(|(key, value)| (key == name).then_some(value.as_str())).ok_or(AppError::NotFound)
    }

    /// The same address with these parameters alone. What others add to an address (`utm_source`, `fbclid`) is neither kept
    /// nor linked to.
    #[must_use]
    pub fn retain_parameters(mut self, parameters: &[&str]) -> Self {
        let name = |pair: &&str| serde_urlencoded::from_str::<Vec<(String, String)>>(pair).ok()?.pop().map(|(name, _)| name);
        let kept: Vec<&str> =
            self.query.split('&').filter(|pair| name(pair).is_some_and(|name| parameters.contains(&name.as_str()))).collect();
        let (path, query) = (self.path_and_query.split('?').next().unwrap_or_default(), kept.join("&"));
        self.path_and_query = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        self.query = query;
        self
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

impl FromRequestParts<App> for PageRequest {
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
            works_here: cookies::get(app, &parts.headers, cookies::SESSION).is_some(),
            host: host(&uri, &parts.headers).to_owned(),
        })
    }
}

/// The host that a request names: in its address, where that is a whole one, else in its header.
fn host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> &'a str {
    let in_header = || headers.get(header::HOST).and_then(|host| host.to_str().ok());
    uri.authority().map(Authority::as_str).or_else(in_header).unwrap_or_default()
}

/// Refuses escapes that decode to no text, or to NUL.
fn check_text(escaped: &str) -> Result<(), AppError> {
    match percent_encoding::percent_decode_str(escaped).decode_utf8() {
        Ok(text) if !text.contains('\0') => Ok(()),
        _ => Err(AppError::BadRequest(BadRequest::Encoding)),
    }
}

/// The language of an address; where it says none, the one the browser wants most, the first of several; else Arabic.
pub fn locale_of(path: &str, headers: &HeaderMap) -> Locale {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    if let Ok(locale) = first.parse() {
        return locale;
    }
    let mut best = (Locale::Ar, 0);
    for (range, weight) in negotiation::preferences(headers, &header::ACCEPT_LANGUAGE) {
        // `fr` and `fr-MA` are ours, `fro` and `arn` are other languages.
        let language = range.split('-').next().unwrap_or_default().to_ascii_lowercase();
        if let Ok(locale) = language.parse()
            && weight > best.1
        {
            best = (locale, weight);
        }
    }
    best.0
}

/// The context of a page for a reader.
pub fn context(app: &App, path_and_query: &str, locale: Locale, today: NaiveDate, reference_data: Option<&ReferenceData>) -> PageContext {
    PageContext {
        locale,
        today,
        path_and_query: path_and_query.to_owned(),
        public_url: app.public_url.clone(),
        assets: app.assets.address(),
        demonstration: reference_data.is_some_and(|reference_data| reference_data.demonstration),
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
    fn the_language_that_is_wanted_most_is_taken() {
        let of = |accepted: &str| locale_of("/", &[(header::ACCEPT_LANGUAGE, accepted.parse().unwrap())].into_iter().collect());
        assert_eq!(of("ar;q=0.1, fr;q=0.9"), Locale::Fr);
        assert_eq!(of("arn, fr;q=0.5"), Locale::Fr);
        assert_eq!(of("fro, frr"), Locale::Ar);
        assert_eq!(of("FR-ma"), Locale::Fr);
        assert_eq!(of("fr;q=0, en"), Locale::Ar);
        assert_eq!(of("fr, ar"), Locale::Fr);
    }

    #[test]
    fn parameters_of_others_are_dropped() {
        let kept = |address: &str| {
            let (path_and_query, query) = (address.to_owned(), address.split_once('?').map_or("", |(_, query)| query).to_owned());
            let (params, host) = (Vec::new(), String::new());
            let request = PageRequest { locale: Locale::Fr, path_and_query, query, params, works_here: false, host };
            request.retain_parameters(&["q", "after"]).path_and_query
        };
        assert_eq!(kept("/fr/members?fbclid=abc&q=a%20b&utm_source=wa&after=x"), "/fr/members?q=a%20b&after=x");
        assert_eq!(kept("/fr/members?fbclid=abc"), "/fr/members");
        assert_eq!(kept("/fr/members"), "/fr/members");
        assert_eq!(kept("/fr/members?q"), "/fr/members?q");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(check_text("q=%D9%85&x=%").is_ok());
        assert!(check_text("q=%FF%FE").is_err());
        assert!(check_text("q=a%00b").is_err());
    }
}
