//! Holidays.

use chrono::NaiveDate;

use super::prelude::*;

/// The register.
pub static REGISTER: Register =
    Register::new("holidays", |tr| tr.t("register-holidays"), |tr| tr.t("register-holidays-lead"), |tr| tr.t("holiday-new"));

/// The form of an entry.
pub static FORM: EditForm =
    EditForm { shown_first: true, removable: true, lead: |tr| Some(tr.t("holiday-lead")), ..EditForm::new(&REGISTER, fields) };

/// A holiday: day, name, source.
#[derive(Debug)]
pub struct Holiday(pub NaiveDate, pub PerLocale<String>, pub PerLocale<String>);

impl Listed for Holiday {
    fn row(&self, tr: Tr) -> (AnyView, AnyView) {
        let Self(on, name, source) = self;
        let meta = view! {
            <span>{lang::day(tr, *on)}</span> " " <span>{tr.t("source")} {tr.t("colon")} " " {lang::name(tr, source)}</span>
        };
        (titled(tr, &REGISTER, &on.to_string(), name), meta.into_any())
    }
}

fn fields(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let tr = ask.tr;
    let source = Field::new(FieldName::Source.form(), tr.t("holiday-source")).hint(tr.t("holiday-source-hint"));
    vec![ask.day(FieldName::On, tr.t("holiday-day")), ask.names(tr.t("holiday-name")), (source, Ask::Names)]
}
