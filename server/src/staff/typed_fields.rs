//! What was typed into a form, at hand while its request is answered: whatever becomes of that, the page that says so shows it, to be
//! copied.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::Request;
use jawab_service::{
    compute_pool::Queue,
    reference_data::{NamedSet, ReferenceData},
};
use jawab_ui::{
    catalogue::Tr,
    form::{FormState, is_secret},
    pages::staff::{UnsavedField, unsaved_fields},
};

use super::{carried, form_body::bytes, posted::filled_by};
use crate::App;

/// Holds what was typed. Whoever reads a form puts its fields in, as they come; it travels with the request of a page.
#[derive(Debug, Clone, Default)]
pub struct TypedFields(Arc<Mutex<Vec<(String, String)>>>);

impl TypedFields {
    /// What is held for a request.
    pub fn of(request: &Request) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }

    fn fields(&self) -> MutexGuard<'_, Vec<(String, String)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps fields of a form, but for its secrets.
    pub fn keep<'a>(&self, fields: impl IntoIterator<Item = &'a (String, String)>) {
        self.fields().extend(fields.into_iter().filter(|(name, _)| !is_secret(name)).cloned());
    }

    /// Whether the form says that another account filled it than the one of this code.
    pub fn is_of_another(&self, account: &str) -> bool {
        filled_by(&self.fields()).is_some_and(|by| by != account)
    }

    /// How many bytes were.
    pub fn bytes(&self) -> usize {
        bytes(&self.fields())
    }

    /// Whether the way in can carry the fields along. A large form takes a while: see [`jawab_service::compute_pool`].
    pub async fn is_carried(&self, app: &App) -> bool {
        let typed = self.clone();
        app.pool.run_over(Queue::Anonymous, self.bytes(), move || carried::carries(&typed.fields())).await.unwrap_or(false)
    }

    /// The fields, which are held here no longer.
    pub fn take(&self) -> Vec<(String, String)> {
        std::mem::take(&mut *self.fields())
    }

    /// What was typed into the form that was sent to an address, in words, and into the one that a form of the way in carries; what
    /// was chosen too, where names are at hand. A large form takes a while: see [`jawab_service::compute_pool`].
    pub fn unsaved_fields(&self, tr: Tr, address: &str, names: Option<&ReferenceData>) -> Vec<UnsavedField> {
        let called = |set: &NamedSet, slug: &str| Some(tr.plain(&set.get(set.find(slug)?)?.name));
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
        let mut unsaved_fields = unsaved_fields::from_form(tr, address, &form, named);
        if let Some(saved_form) = carried::saved_form_in(&form) {
            unsaved_fields.extend(unsaved_fields::from_form(tr, &saved_form.action, &FormState::from_pairs(saved_form.fields), named));
        }
        unsaved_fields
    }
}

#[cfg(test)]
mod tests {
    use jawab_domain::Locale;

    use super::*;

    #[test]
    fn what_the_way_in_carries_is_shown_too() {
        let typed = TypedFields::default();
        let fields = [
            ("address", "a@example.ma"),
            ("password", "hush"),
            // subject-fr=Les+puits
            ("kept", "c3ViamVjdC1mcj1MZXMrcHVpdHM"),
            ("kept-to", "/fr/staff/questions/new"),
        ];
        typed.keep(&fields.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let unsaved_fields = typed.unsaved_fields(Tr::new(Locale::Fr), "/fr/staff/sign-in", None);
        let words: Vec<&str> = unsaved_fields.iter().map(|field| field.text.as_str()).collect();
        assert_eq!(words, ["a@example.ma", "Les puits"]);
    }
}
