//! Where somebody may be redirected: to paths of this site alone, and after signing in to pages of the staff side.

use jawab_domain::Locale;
use jawab_ui::links;
use percent_encoding::percent_decode_str;

use crate::addresses::Addresses;

/// Whether a path is one of this site for every browser, and for every proxy that decodes it first: browsers read a backslash as a slash,
/// leave out line breaks and tabs, and take steps up in the path (`..`, escaped or not).
pub fn is_local_path(path: &str) -> bool {
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let plain = !decoded.contains("//") && !decoded.contains(|c: char| c == '\\' || c.is_control());
    plain && decoded.split(['/', '#', '?', ';']).all(|segment| !matches!(segment, "." | ".."))
}

/// An address of the staff side, or nothing.
pub fn staff_address(address: &str) -> String {
    let staff = Locale::ALL.iter().any(|locale| {
        let rest = address.strip_prefix(&links::staff::home(*locale));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    });
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic()) && !address.contains('\\') && !address.contains("//");
    if staff && plain && is_local_path(path_of(address)) { address.to_owned() } else { String::new() }
}

/// The same of a page, or a table: what is sent there only by forms is no place to go to.
pub fn staff_page(addresses: &Addresses, address: &str) -> String {
    if addresses.has_page(path_of(address)) { staff_address(address) } else { String::new() }
}

fn path_of(address: &str) -> &str {
    address.split('?').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::addresses;

    #[test]
    fn nobody_is_led_elsewhere() {
        for good in ["/ar/staff", "/fr/staff/accounts?x=1", "/fr/staff?x=%2F", "/fr/staff/chamber?then=/../a", "/fr/staff/a..b/.c"] {
            assert_eq!(staff_address(good), good);
        }
        for bad in [
            "//evil.example",
            "https://evil.example/fr/staff",
            "/fr/staffx",
            "/fr/staff//evil",
            "/fr/staff/%2Fevil",
            "/fr/staff\\evil",
            "/fr",
            "/fr/staff/\r\nx",
            "/fr/staff/../../evil",
            "/fr/staff/.",
            "/fr/staff/%2e%2E/%2e./evil",
            "/fr/staff/a/..?x=1",
            "/fr/staff/a/..%3Fx=1",
            "/fr/staff/..;/evil",
            "/fr/staff/..%2f..%2Fevil",
            "/fr/staff/a%5c..%5Cevil",
        ] {
            assert_eq!(staff_address(bad), "", "{bad}");
        }
    }

    #[test]
    fn after_signing_in_pages_are_shown() {
        let addresses = addresses();
        for page in [
            "/ar/staff",
            "/fr/staff/questions?part=drafts",
            "/fr/staff/questions/abc/withdraw",
            "/fr/staff/board.csv",
            "/fr/staff/desk/a/fr",
        ] {
            assert_eq!(staff_page(&addresses, page), page);
        }
        for none in [
            "/fr/staff/sign-out",
            "/fr/staff/sign-out?x=1",
            "/fr/staff/kept/discard",
            "/fr/staff/account/sessions/end",
            "/fr/staff/accounts/abc/enable",
            "/fr/staff/nothing",
            "/fr/staff/",
            "/fr/questions",
            "/fr/staff/questions/../questions",
        ] {
            assert_eq!(staff_page(&addresses, none), "", "{none}");
        }
    }
}
