//! From which network a request comes.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::atomic::{AtomicBool, Ordering},
};

use axum::http::HeaderMap;

/// The network of a request: from the header that the proxy sets, if one is configured, else from the connection. A
/// connection from this machine says nothing: a proxy is behind it.
pub(super) fn network(peer: Option<IpAddr>, headers: &HeaderMap, from_proxy: Option<&str>) -> Option<String> {
    let forwarded = from_proxy.and_then(|name| forwarded(headers, name));
    let address = match forwarded.map(address) {
        // All whom the proxy does not name count as the proxy itself, on this machine too: they could guess without end otherwise.
        Some(None) => {
            say_once();
            return peer.map(canonical).map(named);
        }
        Some(address) => address,
        None => peer,
    };
    address.map(canonical).filter(|address| !address.is_loopback()).map(named)
}

/// What the proxy says. Of several lines, and of a list in one line, the last is its own word: those before it are what it
/// was sent, and the reader may have written them.
fn forwarded<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let last = headers.get_all(name).iter().next_back()?.to_str().unwrap_or_default();
    last.rsplit(',').next().map(str::trim)
}

/// An address as proxies write it: with or without a port, of IPv6 with or without brackets.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    // A zone (`fe80::1%eth0`) names an interface of the proxy, nothing of the reader.
    let bare = bare.split('%').next().unwrap_or_default();
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()))
}

/// The address itself where it is written as one of IPv6: as IPv4-mapped (RFC 4291), or by a translator (`64:ff9b::/96`,
/// RFC 6052).
fn canonical(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) if v6.segments().starts_with(&[0x64, 0xff9b, 0, 0, 0, 0]) => {
            IpAddr::V4(Ipv4Addr::from_bits((v6.to_bits() & u128::from(u32::MAX)) as u32))
        }
        other => other,
    }
}

/// How a network is written. One subscriber has one address of IPv4, and a whole /64 of IPv6.
fn named(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("{}/64", Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
    }
}

/// Says, once, that the proxy does not say who asks. What it said is not written: it may be anything.
fn say_once() {
    static SAID: AtomicBool = AtomicBool::new(false);
    if !SAID.swap(true, Ordering::Relaxed) {
        tracing::warn!(
            "the header of JAWAB_CLIENT_ADDRESS_HEADER holds no address: guessing of passwords is slowed down by the address of the proxy"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(peer: &str, lines: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        network(peer.parse().ok(), &headers, Some("x-forwarded-for"))
    }

    #[test]
    fn the_last_word_of_the_proxy_counts_and_not_what_the_reader_sent() {
        for lines in [&["203.0.113.9, 198.51.100.7"][..], &["203.0.113.9", "198.51.100.7"], &["a", "203.0.113.9,b", " 198.51.100.7 "]] {
            assert_eq!(of("127.0.0.1", lines).as_deref(), Some("198.51.100.7"), "{lines:?}");
        }
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "198.51.100.7".parse().unwrap());
        assert_eq!(network("203.0.113.1".parse().ok(), &headers, None).as_deref(), Some("203.0.113.1"), "nobody asked for the header");
    }

    #[test]
    fn an_address_is_known_however_it_is_written() {
        for (told, network) in [
            ("198.51.100.7", "198.51.100.7"),
            ("198.51.100.7:4000", "198.51.100.7"),
            ("::ffff:198.51.100.7", "198.51.100.7"),
            ("[::ffff:198.51.100.7]:4000", "198.51.100.7"),
            ("64:ff9b::198.51.100.7", "198.51.100.7"),
            ("[64:ff9b::c633:6407]", "198.51.100.7"),
            ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
            ("[2001:db8:1:2::4]", "2001:db8:1:2::/64"),
            ("[2001:db8:1:2::4]:4000", "2001:db8:1:2::/64"),
            ("fe80::1%eth0", "fe80::/64"),
        ] {
            assert_eq!(of("127.0.0.1", &[told]).as_deref(), Some(network), "{told}");
            assert_eq!(of(told, &[]).is_some(), told.parse::<IpAddr>().is_ok());
        }
        assert_ne!(of("127.0.0.1", &["::ffff:1.1.1.3"]), of("127.0.0.1", &["::ffff:2.2.2.3"]), "not one bucket for all of IPv4");
    }

    #[test]
    fn of_whom_the_proxy_does_not_name_the_proxy_itself_counts() {
        for told in ["unknown", "_hidden", "", "198.51.100.7:port", "[2001:db8::1", "1.2.3.4.5", "é"] {
            let mut headers = HeaderMap::new();
            headers.append("x-forwarded-for", axum::http::HeaderValue::from_bytes(told.as_bytes()).unwrap());
            assert_eq!(network("203.0.113.1".parse().ok(), &headers, Some("x-forwarded-for")).as_deref(), Some("203.0.113.1"), "{told}");
            assert_eq!(network("127.0.0.1".parse().ok(), &headers, Some("x-forwarded-for")).as_deref(), Some("127.0.0.1"), "{told}");
            assert_eq!(network("::1".parse().ok(), &headers, Some("x-forwarded-for")).as_deref(), Some("::/64"), "{told}");
            assert_eq!(network("127.0.0.1".parse().ok(), &headers, None), None, "nobody asked for the header: {told}");
        }
        assert_eq!(of("203.0.113.1", &[]).as_deref(), Some("203.0.113.1"), "as where the header is missing");
    }

    #[test]
    fn this_machine_is_no_network() {
        for peer in ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"] {
            assert_eq!((of(peer, &[]), of("203.0.113.1", &[peer])), (None, None), "{peer}");
        }
    }
}
