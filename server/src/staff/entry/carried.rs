//! What was typed into a form whose session had ended: carried over signing in, and shown again afterwards.

use axum::{
    extract::{FromRequestParts as _, Request},
    http::Method,
    response::Response,
};
use data_encoding::BASE64URL_NOPAD;
use jawab_ui::{
    form::{FormState, is_secret},
    links,
    pages::staff::entry::{EntryPage, Kept, SignIn as SignInPage},
};

use super::super::{FORM_MOST, Typed, bytes, pairs, see_other};
use crate::{
    App,
    computing::Room,
    error::AppError,
    leading::{staff_address, staff_page},
    reader::Reader,
};

/// The most that a form of the way in may hold: any other form, packed, and its own fields.
pub(crate) const ENTRY_MOST: usize = FORM_MOST / 3 * 4 + 64 * 1024;

/// Asks somebody to sign in: leads there from a page; answers a form with [`AppError::SignedOut`].
pub async fn ask_to_sign_in(app: &App, request: Request) -> Result<Response, AppError> {
    let (mut parts, body) = request.into_parts();
    let reader = Reader::from_request_parts(&mut parts, app).await?;
    if matches!(parts.method, Method::GET | Method::HEAD) {
        let to = links::with_query(&links::staff::sign_in(reader.locale), &[("then", &staff_address(&reader.path_and_query))]);
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

/// What is kept of a form: all of it but passwords, codes and passkeys. An empty one is not worth it, and one too large would not come
/// back.
fn keep(action: &str, mut fields: Vec<(String, String)>) -> Option<Kept> {
    fields.retain(|(name, _)| !is_secret(name));
    let packed = BASE64URL_NOPAD.encode(written(&fields)?.as_bytes());
    (!fields.is_empty()).then(|| Kept { action: action.to_owned(), fields, packed })
}

/// Fields as a form of the way in carries them, if they are no more than a form. Of one that was sent in parts each byte may take three.
fn written(fields: &[(String, String)]) -> Option<String> {
    serde_urlencoded::to_string(fields).ok().filter(|written| written.len() <= FORM_MOST)
}

/// Whether the way in can carry fields.
pub(crate) fn carries(fields: &[(String, String)]) -> bool {
    written(fields).is_some()
}

/// What a form of the way in carries, apart from its own fields.
pub(super) async fn carried(app: &App, form: FormState) -> Result<SignInPage, AppError> {
    app.computing.run_over(Room::Strangers, bytes(form.pairs()), move || unpacked(form)).await
}

/// The form that a form of the way in carries.
pub(crate) fn kept_in(form: &FormState) -> Option<Kept> {
    let fields = BASE64URL_NOPAD.decode(form.get("kept").as_bytes()).ok().and_then(|body| pairs(&body))?;
    keep(&staff_address(form.get("kept-to")), fields).filter(|kept| !kept.action.is_empty())
}

fn unpacked(mut form: FormState) -> SignInPage {
    let kept = kept_in(&form);
    let then = staff_page(form.get("then"));
    for name in ["kept", "kept-to", "then"] {
        form.clear(name);
    }
    SignInPage { form, then, kept }
}

#[cfg(test)]
mod tests {
    use super::*;

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
