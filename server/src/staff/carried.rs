//! What was typed into a form whose session had ended: carried over signing in, and shown again afterwards.

use data_encoding::BASE64URL_NOPAD;
use jawab_service::compute_pool::Queue;
use jawab_ui::{
    form::{FormProblem, FormState, is_secret},
    pages::staff::entry::{EntryPage, SavedForm, SignIn as SignInPage},
};

use super::form_body::{MAX_FORM_BYTES, bytes, pairs};
use crate::{
    App,
    addresses::Addresses,
    error::AppError,
    redirect::{staff_address, staff_page},
};

/// The most that a form of the way in may hold: any other form, packed, and its own fields.
pub(crate) const MAX_ENTRY_BYTES: usize = MAX_FORM_BYTES / 3 * 4 + 64 * 1024;

/// The way in, as the answer to a form that was sent to an address: it carries that along, and says why where nobody's session ended. A
/// large form takes a while: see [`jawab_service::compute_pool`].
pub(crate) fn way_in(to: &str, fields: Vec<(String, String)>, why: Option<FormProblem>) -> EntryPage {
    let mut form = FormState::default();
    why.into_iter().for_each(|problem| form.add_problem("", problem));
    EntryPage::SignIn(Box::new(SignInPage { form, saved_form: pack(to, fields), ..SignInPage::default() }))
}

/// A form as it is carried: all of it but passwords, codes and passkeys. None of an empty one, and of one that is too large to come back.
fn pack(action: &str, mut fields: Vec<(String, String)>) -> Option<SavedForm> {
    fields.retain(|(name, _)| !is_secret(name));
    let packed = BASE64URL_NOPAD.encode(written(&fields)?.as_bytes());
    (!fields.is_empty()).then(|| SavedForm { action: action.to_owned(), fields, packed })
}

/// Fields as a form of the way in carries them, if they are no more than a form. Of one that was sent in parts each byte may take three.
fn written(fields: &[(String, String)]) -> Option<String> {
    serde_urlencoded::to_string(fields).ok().filter(|written| written.len() <= MAX_FORM_BYTES)
}

/// Whether the way in can carry fields.
pub(crate) fn carries(fields: &[(String, String)]) -> bool {
    written(fields).is_some()
}

/// What a form of the way in carries, apart from its own fields.
pub(super) async fn carried(app: &App, form: FormState) -> Result<SignInPage, AppError> {
    let addresses = app.addresses();
    Ok(app.pool.run_over(Queue::Anonymous, bytes(form.pairs()), move || unpacked(&addresses, form)).await?)
}

/// The form that a form of the way in carries.
pub(crate) fn saved_form_in(form: &FormState) -> Option<SavedForm> {
    let fields = BASE64URL_NOPAD.decode(form.get("kept").as_bytes()).ok().and_then(|body| pairs(&body))?;
    pack(&staff_address(form.get("kept-to")), fields).filter(|saved| !saved.action.is_empty())
}

fn unpacked(addresses: &Addresses, mut form: FormState) -> SignInPage {
    let saved_form = saved_form_in(&form);
    let then = staff_page(addresses, form.get("then"));
    for name in ["kept", "kept-to", "then"] {
        form.clear(name);
    }
    SignInPage { form, then, saved_form }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_carried_without_its_secrets() {
        let packed = |body: &str| pack("/fr/staff/x", pairs(body.as_bytes()).unwrap());
        let saved = packed("subject-ar=سؤال&password=hush&code=1").unwrap();
        assert_eq!(saved.fields, [("subject-ar".to_owned(), "سؤال".to_owned())]);
        let mut form = FormState::default();
        form.set("kept", saved.packed.clone());
        form.set("kept-to", "/fr/staff/x");
        assert_eq!(unpacked(&Addresses::default(), form).saved_form, Some(saved));
        assert_eq!(packed("password=hush"), None);
    }
}
