//! Ministries, with their names over time.

use chrono::NaiveDate;
use jawab_domain::{
    Locale,
    people::{Period, Succession},
};

use super::prelude::*;
use crate::components::tags::{Tone, tag};

/// A name of a ministry.
#[derive(Debug, Clone, PartialEq)]
pub struct NameLine {
    /// Its identity.
    pub id: i64,
    /// Its language.
    pub locale: Locale,
    /// The name.
    pub name: String,
    /// When it held.
    pub period: Period,
}

/// What a ministry came from, or became.
#[derive(Debug, Clone, PartialEq)]
pub struct SuccessionLine {
    /// How.
    pub kind: Succession,
    /// The other ministry: slug and name.
    pub other: (String, PerLocale<String>),
    /// Whether the other came before.
    pub before: bool,
    /// When.
    pub on: Option<NaiveDate>,
}

/// The register.
pub static REGISTER: Register =
    Register::new("ministries", |tr| tr.t("register-ministries"), |tr| tr.t("register-ministries-lead"), |tr| tr.t("ministry-new"));

/// The form of a new ministry.
pub static FORM: EditForm =
    EditForm::new(&REGISTER, |ask| vec![ask.names(ask.tr.t("reference-name")), ask.later(FieldName::ValidFrom, ask.tr.t("ministry-from"))]);

/// The form of another name, on the page of the ministry.
pub static RENAME: EditForm = EditForm {
    subheading: |tr| Some(tr.t("ministry-rename")),
    after: names_and_successions,
    ..EditForm::new(&REGISTER, |ask| {
        let name = Field::new(FieldName::Name.form(), ask.tr.t("ministry-new-name")).hint(ask.tr.t("ministry-new-name-hint"));
        vec![(name, Ask::Names), ask.day(FieldName::ValidFrom, ask.tr.t("ministry-renamed-on"))]
    })
};

/// The form that corrects a name.
pub static NAME: EditForm =
    EditForm { below: true, heading: |tr, _| tr.t("ministry-name-correct"), ..EditForm::new(&REGISTER, name_fields) };

/// A ministry: slug, name, whether it bears that name still, and what it became.
#[derive(Debug)]
pub struct Ministry(pub String, pub PerLocale<String>, pub bool, pub Vec<PerLocale<String>>);

impl Listed for Ministry {
    fn row(&self, tr: Tr) -> (AnyView, AnyView) {
        let Self(slug, name, current, successors) = self;
        let former = (!current).then(|| tag(Tone::Plain, tr.t("ministry-former")));
        let became = (!successors.is_empty()).then(|| {
            view! { <span>{tr.t("succession-to")} " " {lang::joined(tr, successors.iter().map(|name| lang::name(tr, name)))}</span> }
        });
        (titled(tr, &REGISTER, slug, name), (former, " ", became).into_any())
    }
}

fn name_fields(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let tr = ask.tr;
    let locale = if let Aside::Name(locale) = ask.page.aside { locale } else { tr.locale };
    let name = Field::new(FieldName::Name.form(), tr.t("reference-name")).language(locale);
    vec![(name, Ask::Line), ask.later(FieldName::ValidFrom, tr.t("reference-from")), ask.later(FieldName::ValidTo, tr.t("reference-to"))]
}

fn names_and_successions(tr: Tr, page: &EditPage) -> Option<AnyView> {
    let Aside::Names(names, successions) = &page.aside else { return None };
    let below = |step: &str| links::register_step(tr.locale, REGISTER.code, &page.item, step);
    Some((names_card(tr, names, &below("names")), successions_card(tr, successions, below("succession"))).into_any())
}

fn names_card(tr: Tr, all: &[NameLine], below: &str) -> AnyView {
    let line = |of: &NameLine| {
        view! {
            <li>
                <span class="when">{lang::period(tr, of.period)}</span> {lang::inline(tr, of.locale, &of.name)} " "
                <a href=format!("{below}/{}", of.id)>{tr.t("ministry-name-correct-link")} <span class="visually-hidden">" " <bdi>{of.name.clone()}</bdi></span></a>
            </li>
        }
    };
    view! {
        <section class="card stack" aria-labelledby="names">
            <h2 id="names">{tr.t("ministry-names")}</h2>
            <ol class="steps">{all.iter().map(line).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn successions_card(tr: Tr, all: &[SuccessionLine], href: String) -> AnyView {
    let line = |of: &SuccessionLine| {
        let direction = if of.before { tr.t("succession-from") } else { tr.t("succession-to") };
        let other = links::register_item(tr.locale, REGISTER.code, &of.other.0);
        view! {
            <li>
                <span class="when">{tr.succession(of.kind)} " · " {lang::day_or_unknown(tr, of.on)}</span>
                {direction} " " <a href=other>{lang::name(tr, &of.other.1)}</a>
            </li>
        }
    };
    view! {
        <section class="card stack" aria-labelledby="successions">
            <h2 id="successions">{tr.t("successions")}</h2>
            <ol class="steps">{all.iter().map(line).collect_view()}</ol>
            <p><a class="button other" href=href>{tr.t("succession-title")}</a></p>
        </section>
    }
    .into_any()
}
