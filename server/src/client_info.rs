//! What a request says of who sends it: from which network, with which browser.

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{Extensions, HeaderMap, header, request::Parts},
};
use jawab_service::accounts::RequestOrigin;

use crate::{App, cookies, error::AppError};

mod network;

/// What a request says of its sender's browser.
#[derive(Debug, Clone, Default)]
pub struct ClientInfo {
    network: Option<String>,
    browser: Option<String>,
    session: Option<String>,
    user_agent: String,
    /// The token of the first step, at the second.
    pub step: Option<String>,
}

impl ClientInfo {
    /// As the service takes it.
    #[must_use]
    pub fn origin(&self) -> RequestOrigin<'_> {
        RequestOrigin {
            network: self.network.as_deref(),
            browser: self.browser.as_deref(),
            session: self.session.as_deref(),
            user_agent: &self.user_agent,
        }
    }
}

impl FromRequestParts<App> for ClientInfo {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        Ok(Self::of(app, &parts.headers, &parts.extensions))
    }
}

impl ClientInfo {
    /// Who sends a request with these headers, over this connection.
    #[must_use]
    pub fn of(app: &App, headers: &HeaderMap, extensions: &Extensions) -> Self {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Self {
            network: network::network(peer, headers, app.client_address_header.as_deref()),
            browser: cookies::get(app, headers, cookies::BROWSER),
            session: cookies::get(app, headers, cookies::SESSION),
            user_agent: user_agent.to_owned(),
            step: cookies::get(app, headers, cookies::STEP),
        }
    }
}
