//! How somebody comes: from which network, with which browser.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use jawab_service::accounts::Visit;

use super::cookies;
use crate::{App, error::AppError};

/// What a request says of its sender's browser.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    network: Option<String>,
    browser: Option<String>,
    session: Option<String>,
    user_agent: String,
    /// The token of the first step, at the second.
    pub step: Option<String>,
}

impl Visitor {
    /// As the service takes it.
    #[must_use]
    pub fn visit(&self) -> Visit<'_> {
        Visit {
            network: self.network.as_deref(),
            browser: self.browser.as_deref(),
            session: self.session.as_deref(),
            user_agent: &self.user_agent,
        }
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        Ok(Self {
            network: network(peer, &parts.headers, app.client_address_header.as_deref()),
            browser: cookies::get(app, &parts.headers, cookies::BROWSER),
            session: cookies::get(app, &parts.headers, cookies::SESSION),
            user_agent: text(header::USER_AGENT.as_str()),
            step: cookies::get(app, &parts.headers, cookies::STEP),
        })
    }
}

/// The network of a request: from the header that the proxy sets, if one is configured, else from the connection. A
/// connection from this machine says nothing: a proxy is behind it.
fn network(peer: Option<IpAddr>, headers: &HeaderMap, from_proxy: Option<&str>) -> Option<String> {
    let told = from_proxy.and_then(|name| headers.get(name)).and_then(|value| value.to_str().ok());
    let address = match told {
        // Of a list the last one is the proxy's own word.
        Some(told) => told.rsplit(',').next().and_then(|last| last.trim().parse().ok()),
        None => peer.filter(|peer| !peer.is_loopback()),
    }?;
    Some(match address {
        IpAddr::V4(v4) => v4.to_string(),
        // One subscriber has all of it.
        IpAddr::V6(v6) => format!("{}/64", std::net::Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_is_that_of_the_reader_and_not_of_the_proxy() {
        let mut headers = HeaderMap::new();
        headers.insert("x-real-ip", "203.0.113.9, 198.51.100.7".parse().unwrap());
        let local: Option<IpAddr> = "127.0.0.1".parse().ok();
        assert_eq!(network(local, &headers, None), None);
        assert_eq!(network(local, &headers, Some("x-real-ip")).as_deref(), Some("198.51.100.7"));
        assert_eq!(network("2001:db8:1:2:3::4".parse().ok(), &headers, None).as_deref(), Some("2001:db8:1:2::/64"));
    }
}
