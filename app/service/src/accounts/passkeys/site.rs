//! The relying party of WebAuthn: a passkey is created for one domain and works nowhere else.

use url::{Host, Url};
use webauthn_rp::request::{AsciiDomain, RpId};

/// The site as a relying party.
#[derive(Debug, Clone)]
pub(in super::super) struct Site {
    /// Its domain.
    pub id: RpId,
    /// The origin of its pages.
    pub origin: String,
}

impl Site {
    /// The site at a public address. `None` if browsers do not allow passkeys there: they require a domain name, and https except on
    /// this machine.
    pub(in super::super) fn at(public_url: &str) -> Option<Self> {
        let url = Url::parse(public_url).ok()?;
        let Some(Host::Domain(domain)) = url.host() else { return None };
        let here = domain == "localhost" || domain.ends_with(".localhost");
        if url.scheme() != "https" && !here {
            return None;
        }
        let id = RpId::Domain(AsciiDomain::try_from(domain.to_owned()).ok()?);
        Some(Self { id, origin: url.origin().ascii_serialization() })
    }

    /// Whether a browser that names this host has opened the site at its public address.
    pub(super) fn is_at(&self, host: &str) -> bool {
        let scheme = self.origin.split(':').next().unwrap_or_default();
        Url::parse(&format!("{scheme}://{host}")).is_ok_and(|url| url.origin().ascii_serialization() == self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_work_at_the_addresses_that_browsers_allow() {
        for (address, id, origin) in [
            ("https://Jawab.example.ma", "jawab.example.ma", "https://jawab.example.ma"),
            ("https://jawab.example.ma:443", "jawab.example.ma", "https://jawab.example.ma"),
            ("https://jawab.example.ma:8443", "jawab.example.ma", "https://jawab.example.ma:8443"),
            ("http://localhost:8080", "localhost", "http://localhost:8080"),
        ] {
            let site = Site::at(address).unwrap();
            assert_eq!((site.id.as_ref(), site.origin.as_str()), (id, origin), "{address}");
        }
        let site = Site::at("https://jawab.example.ma").unwrap();
        for host in ["jawab.example.ma", "Jawab.Example.ma:443"] {
            assert!(site.is_at(host), "{host}");
        }
        for host in ["www.jawab.example.ma", "jawab.example.ma:8443", "example.ma", "192.0.2.1", "", "a b"] {
            assert!(!site.is_at(host), "{host}");
        }
        for address in ["http://jawab.example.ma", "http://127.0.0.1:8080", "https://192.0.2.1", "https://[::1]", "", "nothing"] {
            assert!(Site::at(address).is_none(), "{address}");
        }
    }
}
