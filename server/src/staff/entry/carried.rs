//! What was typed into a form whose session had ended: carried over signing in, and shown again afterwards.

use axum::{
    extract::{FromRequestParts as _, Request},
    http::Method,
    response::Response,
};
use data_encoding::BASE64URL_NOPAD;
use jawab_domain::Locale;
use jawab_ui::{
    form::{FormState, is_secret},
    links,
    pages::staff::entry::{EntryPage, Kept, SignIn as SignInPage},
};
use percent_encoding::percent_decode_str;

use super::super::{FORM_MOST, Typed, bytes, pairs, see_other};
use crate::{App, error::AppError, reader::Reader};

/// The most that a form of the way in may hold: any other form, packed, and its own fields.
pub(crate) const ENTRY_MOST: usize = FORM_MOST / 3 * 4 + 64 * 1024;

/// Asks somebody to sign in: leads there from a page; answers a form with [`AppError::SignedOut`].
pub async fn ask_to_sign_in(app: &App, request: Request) -> Result<Response, AppError> {
    let (mut parts, body) = request.into_parts();
    let reader = Reader::from_request_parts(&mut parts, app).await?;
    if matches!(parts.method, Method::GET | Method::HEAD) {
        let to = links::with_query(&links::staff::sign_in(reader.locale), &[("then", &safe_address(&reader.path_and_query))]);
        return Ok(see_other(&to));
    }
    Typed::read(app, Request::from_parts(parts, body)).await?;
    Err(AppError::SignedOut)
}

/// The way in, as the answer to a form that was sent to an address: it carries that along. A large form takes a while: see
/// [`crate::computing`].
pub(crate) fn way_in(to: &str, fields: Vec<(String, String)>) -> EntryPage {
    EntryPage::SignIn(Box::new(SignInPage { kept: keep(to, fields), ..SignInPage::default() }))
}

/// What is kept of a form: all of it but passwords, codes and passkeys. An empty one is not worth it.
fn keep(action: &str, mut fields: Vec<(String, String)>) -> Option<Kept> {
    fields.retain(|(name, _)| !is_secret(name));
    let packed = BASE64URL_NOPAD.encode(serde_urlencoded::to_string(&fields).ok()?.as_bytes());
    (!fields.is_empty()).then(|| Kept { action: action.to_owned(), fields, packed })
}

/// What a form of the way in carries, apart from its own fields.
pub(super) async fn carried(app: &App, form: FormState) -> Result<SignInPage, AppError> {
    app.computing.run_over(bytes(form.pairs()), move || unpacked(form)).await
}

/// The form that a form of the way in carries.
pub(crate) fn kept_in(form: &FormState) -> Option<Kept> {
    let fields = BASE64URL_NOPAD.decode(form.get("kept").as_bytes()).ok().and_then(|body| pairs(&body))?;
    keep(&safe_address(form.get("kept-to")), fields).filter(|kept| !kept.action.is_empty())
}

fn unpacked(mut form: FormState) -> SignInPage {
    let kept = kept_in(&form);
    let then = safe_address(form.get("then"));
    for name in ["kept", "kept-to", "then"] {
        form.clear(name);
    }
    SignInPage { form, then, kept }
}

/// An address of the staff side, or nothing: nobody is led elsewhere after signing in, nor by steps up in the path (`..`, escaped or
/// not), which browsers and proxies take.
pub(crate) fn safe_address(address: &str) -> String {
    let staff = Locale::ALL.iter().any(|locale| {
        let rest = address.strip_prefix(&links::staff::home(*locale));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    });
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic()) && !address.contains('\\') && !address.contains("//");
    let path = percent_decode_str(address.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    let stays = path.split(['/', '\\', '#']).all(|segment| !matches!(segment, "." | ".."));
    if staff && plain && stays { address.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere() {
        for good in ["/ar/staff", "/fr/staff/accounts?x=1", "/fr/staff?x=%2F", "/fr/staff/chamber?then=/../a", "/fr/staff/a..b/.c"] {
            assert_eq!(safe_address(good), good);
        }
        for bad in [
            "//evil.example",
            "https://evil.example/fr/staff",
            "/fr/staffx",
            "/fr/staff//evil",
            "/fr/staff\\evil",
            "/fr",
            "/fr/staff/\r\nx",
            "/fr/staff/../../evil",
            "/fr/staff/.",
            "/fr/staff/%2e%2E/%2e./evil",
            "/fr/staff/a/..?x=1",
            "/fr/staff/..%2f..%2Fevil",
            "/fr/staff/a%5c..%5Cevil",
        ] {
            assert_eq!(safe_address(bad), "", "{bad}");
        }
    }

    #[test]
    fn a_form_is_kept_without_its_secrets() {
        let keep = |body: &str| keep("/fr/staff/x", pairs(body.as_bytes()).unwrap());
        let kept = keep("subject-ar=سؤال&password=hush&code=1").unwrap();
        assert_eq!(kept.fields, [("subject-ar".to_owned(), "سؤال".to_owned())]);
        let mut form = FormState::default();
        form.set("kept", kept.packed.clone());
        form.set("kept-to", "/fr/staff/x");
        assert_eq!(unpacked(form).kept, Some(kept));
        assert_eq!(keep("password=hush"), None);
    }
}
