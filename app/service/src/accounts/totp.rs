//! One-time codes of an authenticator (RFC 6238): SHA-1, six digits, thirty seconds. The code of the previous step is also accepted,
//! for slow typing (section 5.2 of the standard advises one such step). A future code is not: telephones have the time of their
//! network.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use qrcode::{Color, QrCode};
use sha1::Sha1;
use subtle::ConstantTimeEq as _;

use super::{AccountError, secret::random};

/// The seconds of a step.
const STEP_SECONDS: i64 = 30;

/// A new secret for authenticators: 160 bits in base 32.
pub fn new_secret() -> Result<String, AccountError> {
    Ok(BASE32_NOPAD.encode(&random::<20>()?))
}

/// Whether a text is a secret as [`new_secret`] creates them.
#[must_use]
pub fn is_secret(text: &str) -> bool {
    BASE32_NOPAD.decode(text.as_bytes()).is_ok_and(|bytes| bytes.len() == 20)
}

/// The code of a secret at a time step (RFC 4226, section 5.3).
#[must_use]
pub fn code(secret: &str, step: i64) -> Option<String> {
    let key = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    let mut mac = Hmac::<Sha1>::new_from_slice(&key).ok()?;
    mac.update(&step.to_be_bytes());
    let sum = mac.finalize().into_bytes();
    let at = usize::from(sum.last()? & 0xf);
    let four: [u8; 4] = sum.get(at..at + 4)?.try_into().ok()?;
    Some(format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000))
}

/// The time step of an instant, in milliseconds since 1970.
#[must_use]
pub const fn step_at(now_millis: i64) -> i64 {
    now_millis.div_euclid(1_000).div_euclid(STEP_SECONDS)
}

/// The time step of a typed code, if it is current. Digits of both scripts and blanks anywhere are accepted.
#[must_use]
pub fn step_of(secret: &str, typed: &str, now_millis: i64) -> Option<i64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).map(latin_digit).collect();
    let now = step_at(now_millis);
    (now - 1..=now).rfind(|step| code(secret, *step).is_some_and(|code| bool::from(code.as_bytes().ct_eq(typed.as_bytes()))))
}

fn latin_digit(c: char) -> char {
    let digit = match c {
        '٠'..='٩' => u32::from(c) - u32::from('٠'),
        _ => return c,
    };
    char::from_digit(digit, 10).unwrap_or(c)
}

/// The URI for authenticators: the secret with the names of the site and the account.
#[must_use]
pub fn uri(secret: &str, address: &str) -> String {
    let address: String = address
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'@' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("otpauth://totp/Jawab:{address}?secret={secret}&issuer=Jawab")
}

/// A QR code: its width in modules, and the dark ones as the data of an SVG path.
#[must_use]
pub fn qr_code(uri: &str) -> Option<(usize, String)> {
    let code = QrCode::new(uri).ok()?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path = dark.map(|(n, _)| format!("M{} {}h1v1h-1z", n % width, n / width)).collect();
    Some((width, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    fn rfc() -> String {
        BASE32_NOPAD.encode(b"12345678901234567890")
    }

    #[test]
    fn codes_match_the_standard() {
        for (seconds, expected) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130")]
        {
            assert_eq!(code(&rfc(), step_at(seconds * 1_000)).unwrap(), expected);
        }
    }

    #[test]
    fn a_code_is_valid_in_its_own_step_and_the_next() {
        let now = 1_234_567_890_000;
        for (shift, holds) in [(-61_000, false), (-30_000, false), (0, true), (30_000, true), (61_000, false)] {
            assert_eq!(step_of(&rfc(), "005924", now + shift).is_some(), holds, "{shift}");
        }
        assert_eq!(step_of(&rfc(), "٠٠٥ ٩٢٤", now), Some(step_at(now)));
        assert_eq!(step_of(&rfc(), "", now), None);
    }

    #[test]
    fn the_uri_of_a_secret_is_escaped_and_drawn_as_a_qr_code() {
        let uri = uri(&new_secret().unwrap(), "a b?c@example.ma");
        assert!(uri.starts_with("otpauth://totp/Jawab:a%20b%3Fc@example.ma?secret="), "{uri}");
        let (width, path) = qr_code(&uri).unwrap();
        assert!(width >= 21 && path.starts_with("M0 0h1v1h-1z"));
    }
}
