//! The labels of the question form's fields, for the form and the error summary.

use jawab_domain::Locale;

use crate::catalogue::Tr;

/// The label of a field by its name.
#[must_use]
pub fn label(tr: Tr, name: &str) -> String {
    if let Some((base, locale)) = name.rsplit_once('-').and_then(|(base, code)| Some((base, code.parse::<Locale>().ok()?))) {
        return format!("{} ({})", base_label(tr, base), tr.language(locale));
    }
    base_label(tr, name)
}

fn base_label(tr: Tr, name: &str) -> String {
    let mut parts = name.split('-');
    match (parts.next().unwrap_or_default(), parts.next(), parts.next()) {
        ("subject", ..) => tr.t("question-form-subject"),
        ("text", ..) => tr.t("question-text"),
        ("role", ..) => tr.t("question-form-role"),
        ("sub", Some(n), _) => tr.ta("question-form-sub", [("n", n.into())]),
        ("sub", ..) => tr.t("sub-questions"),
        ("authors", ..) => tr.t("question-form-authors"),
        ("ministries", ..) => tr.t("question-form-ministries"),
        ("legislature", ..) => tr.t("question-form-legislature"),
        ("number", ..) => tr.t("question-form-number"),
        ("deposited", ..) => tr.t("question-form-deposited"),
        ("transmitted", ..) => tr.t("question-form-transmitted"),
        ("themes", ..) => tr.t("question-form-themes"),
        ("reason", ..) => tr.t("step-reason"),
        ("press", _, Some("outlet")) => tr.t("question-form-press-outlet"),
        ("press", _, Some("language")) => tr.t("question-form-press-language"),
        ("press", _, Some("title")) => tr.t("question-form-press-title"),
        ("press", _, Some("url")) => tr.t("question-form-press-url"),
        ("press", _, Some("on")) => tr.t("question-form-press-on"),
        ("press", ..) => tr.t("question-form-press"),
        _ => String::new(),
    }
}
