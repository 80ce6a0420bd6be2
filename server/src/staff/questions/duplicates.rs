//! Questions that are likely the same as one being written, in either language.

use jawab_domain::{Locale, PerLocale, field::FieldName};
use jawab_service::duplicates::likely_duplicates;
use jawab_ui::{form::FormState, pages::staff::question_form::Duplicate};

use super::Desk;
use crate::web::view;

/// The likely duplicates of what a form has for a subject; `own` is the question itself. Where they cannot be looked for now,
/// the form is shown without them.
pub(super) async fn find(desk: &Desk, state: &FormState, own: Option<i64>) -> Vec<Duplicate> {
    let subject = |locale: &Locale| Some((*locale, state.filled(&FieldName::Subject.in_language(*locale).form())?.to_owned()));
    let typed: PerLocale<String> = Locale::ALL.iter().filter_map(subject).collect();
    let (app, viewer) = (desk.app(), desk.signed.viewer());
    let found = likely_duplicates(app.engine.as_ref(), &app.database, viewer, desk.today, &typed, own).await;
    let found = found.unwrap_or_else(|error| {
        tracing::warn!(%error, "likely duplicates could not be looked for");
        Vec::new()
    });
    let shown = found.iter().map(|one| Duplicate {
        question: view::row(&one.record, desk.today),
        publication: one.record.publication,
        answered_lately: one.answered_within_six_months,
    });
    shown.collect()
}
