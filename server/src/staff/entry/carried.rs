//! What was typed into a form whose session had ended: carried over signing in, and shown again afterwards.

use axum::{
    extract::{FromRequestParts as _, Request},
    http::{Method, StatusCode, header},
    response::Response,
};
use data_encoding::BASE64URL_NOPAD;
use jawab_domain::Locale;
use jawab_ui::{
    form::FormState,
    links,
    pages::staff::entry::{EntryPage, Kept, SignIn as SignInPage},
};

use super::{
    super::{
        FORM_MOST,
        multipart::{self, is_multipart},
        pairs, see_other,
    },
    show,
};
use crate::{App, error::AppError, reader::Reader};

/// The most that a form of the way in may hold: any other form, packed, and its own fields.
pub(crate) const ENTRY_MOST: usize = FORM_MOST / 3 * 4 + 64 * 1024;

/// Asks somebody to sign in: leads there from a page; answers a form with the way in, which carries it along.
pub async fn ask_to_sign_in(app: &App, request: Request) -> Result<Response, AppError> {
    let (mut parts, body) = request.into_parts();
    let reader = Reader::from_request_parts(&mut parts, app).await?;
    if matches!(parts.method, Method::GET | Method::HEAD) {
        let to = links::with_query(&links::staff::sign_in(reader.locale), &[("then", &safe_address(&reader.path_and_query))]);
        return Ok(see_other(&to));
    }
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    let request = Request::from_parts(parts, body);
    let fields = if is_multipart(&request) {
        // The files are to be chosen again.
        Some(multipart::read(request, app, 0).await?.fields)
    } else {
        let body = request.into_body();
        let body = axum::body::to_bytes(body, FORM_MOST).await.map_err(|_| AppError::TooLarge { most: FORM_MOST })?;
        let is_form = kind.starts_with("application/x-www-form-urlencoded");
        app.computing.run(move || pairs(&body).filter(|_| is_form)).await?
    };
    let to = reader.path_and_query.clone();
    let kept = app.computing.run(move || fields.and_then(|fields| keep(&to, fields))).await?;
    let sign_in = SignInPage { kept, ..SignInPage::default() };
    show(app, &reader, StatusCode::UNAUTHORIZED, EntryPage::SignIn(Box::new(sign_in))).await
}

/// What is kept of a form: all of it but passwords, codes and passkeys. An empty one is not worth it.
fn keep(action: &str, mut fields: Vec<(String, String)>) -> Option<Kept> {
    fields.retain(|(name, _)| !["password", "code", "secret", "passkey"].iter().any(|part| name.contains(part)));
    let packed = BASE64URL_NOPAD.encode(serde_urlencoded::to_string(&fields).ok()?.as_bytes());
    (!fields.is_empty()).then(|| Kept { action: action.to_owned(), fields, packed })
}

/// What a form of the way in carries, apart from its own fields.
pub(super) async fn carried(app: &App, form: FormState) -> Result<SignInPage, AppError> {
    app.computing.run(move || unpacked(form)).await
}

fn unpacked(mut form: FormState) -> SignInPage {
    let fields = BASE64URL_NOPAD.decode(form.get("kept").as_bytes()).ok().and_then(|body| pairs(&body));
    let kept = fields.and_then(|fields| keep(&safe_address(form.get("kept-to")), fields));
    let then = safe_address(form.get("then"));
    for name in ["kept", "kept-to", "then"] {
        form.clear(name);
    }
    SignInPage { form, then, kept: kept.filter(|kept| !kept.action.is_empty()) }
}

/// An address of the staff side, or nothing: nobody is led elsewhere after signing in.
pub(crate) fn safe_address(address: &str) -> String {
    let staff = Locale::ALL.iter().any(|locale| {
        let rest = address.strip_prefix(&links::staff::home(*locale));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    });
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic()) && !address.contains('\\') && !address.contains("//");
    if staff && plain { address.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere() {
        for good in ["/ar/staff", "/fr/staff/accounts?x=1", "/fr/staff?x=%2F"] {
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
