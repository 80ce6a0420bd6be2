//! What was typed into a form, at hand while its request is answered: whatever becomes of that, the page that says so shows it, to be
//! copied.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::{extract::Request, http::header};
use jawab_ui::{
    catalogue::Tr,
    form::{FormState, is_secret},
    pages::staff::{Unkept, unkept},
};

use super::{
    FORM_MOST, bytes, entry,
    multipart::{self, is_multipart},
    pairs,
};
use crate::{
    App,
    computing::Room,
    directory::{Bodies, Directory},
    error::AppError,
};

/// Holds what was typed. Whoever reads a form puts it in, as it comes; it travels with the request of a page.
#[derive(Debug, Clone, Default)]
pub struct Typed(Arc<Mutex<Vec<(String, String)>>>);

impl Typed {
    /// What is held for a request.
    pub fn of(request: &Request) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }

    /// Reads the form of a request that its handler does not get to read; nothing of what is no form of a page.
    ///
    /// # Errors
    /// When it is garbled, or larger than forms are.
    pub async fn read(app: &App, request: Request) -> Result<(), AppError> {
        let Some(typed) = request.extensions().get::<Self>().cloned() else { return Ok(()) };
        if is_multipart(&request) {
            // The files are to be chosen again.
            return multipart::read(request, app, 0).await.map(drop);
        }
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Ok(());
        }
        let body = axum::body::to_bytes(request.into_body(), FORM_MOST).await.map_err(|_| AppError::TooLarge { most: FORM_MOST })?;
        app.computing.run_over(Room::Strangers, body.len(), move || typed.keep(&pairs(&body).unwrap_or_default())).await
    }

    fn fields(&self) -> MutexGuard<'_, Vec<(String, String)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps fields of a form, but for its secrets.
    pub fn keep<'a>(&self, fields: impl IntoIterator<Item = &'a (String, String)>) {
        self.fields().extend(fields.into_iter().filter(|(name, _)| !is_secret(name)).cloned());
    }

    /// How many bytes were.
    pub fn bytes(&self) -> usize {
        bytes(&self.fields())
    }

    /// Whether the way in can carry the fields along. A large form takes a while: see [`crate::computing`].
    pub async fn is_carried(&self, app: &App) -> bool {
        let typed = self.clone();
        app.computing.run_over(Room::Strangers, self.bytes(), move || entry::carries(&typed.fields())).await.unwrap_or(false)
    }

    /// The fields, which are held here no longer.
    pub fn take(&self) -> Vec<(String, String)> {
        std::mem::take(&mut *self.fields())
    }

    /// What was typed into the form that was sent to an address, in words, and into the one that a form of the way in carries; what
    /// was chosen too, where names are at hand. A large form takes a while: see [`crate::computing`].
    pub fn unkept(&self, tr: Tr, address: &str, names: Option<&Directory>) -> Vec<Unkept> {
        let called = |bodies: &Bodies, slug: &str| Some(tr.plain(&bodies.get(bodies.find(slug)?)?.name));
        let named = |field: &str, code: &str| {
            let names = names?;
            match field {
                "to" | "from" | "open" | "ministries" => called(&names.ministries, code),
                "authors" => called(&names.members, code),
                "themes" | "into" => called(&names.themes, code),
                "group" => called(&names.groups, code),
                _ => None,
            }
        };
        let form = FormState::from_pairs(self.take());
        let mut unkept = unkept::of(tr, address, &form, named);
        if let Some(kept) = entry::kept_in(&form) {
            unkept.extend(unkept::of(tr, &kept.action, &FormState::from_pairs(kept.fields), named));
        }
        unkept
    }
}

#[cfg(test)]
mod tests {
    use jawab_domain::Locale;

    use super::*;

    #[test]
    fn what_the_way_in_carries_is_shown_too() {
        let typed = Typed::default();
        let fields = [
            ("address", "a@example.ma"),
            ("password", "hush"),
            // subject-fr=Les+puits
            ("kept", "c3ViamVjdC1mcj1MZXMrcHVpdHM"),
            ("kept-to", "/fr/staff/questions/new"),
        ];
        typed.keep(&fields.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let unkept = typed.unkept(Tr::new(Locale::Fr), "/fr/staff/sign-in", None);
        let words: Vec<&str> = unkept.iter().map(|field| field.words.as_str()).collect();
        assert_eq!(words, ["a@example.ma", "Les puits"]);
    }
}
