//! The user's own calendar and daily mail: a secret address that is shown once, and the mail setting.

use chrono::NaiveDate;
use jawab_domain::field::FieldName;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{
        form::{Weight, button, form},
        lang, text_area,
    },
    form::Post,
    links,
    shell::staff::breadcrumbs,
};

/// The action of the buttons.
pub const GO: &str = "go";

/// The user's notification settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoticesPage {
    /// The day on which the calendar was created, if there is one.
    pub calendar_since: Option<NaiveDate>,
    /// The full address of a calendar just created. It is never shown again.
    pub address: Option<String>,
    /// Whether the daily mail is on.
    pub mail: bool,
    /// The mail address.
    pub mail_to: String,
    /// The code that makes each form idempotent.
    pub idempotency_key: String,
}

pub(super) fn view(tr: Tr, page: NoticesPage) -> AnyView {
    view! {
        {breadcrumbs(tr, vec![(links::staff::board(tr.locale), tr.t("staff-menu-board"))])}
        <header class="heading"><h1>{tr.t("notices-title")}</h1></header>
        <div class="prose wide">{calendar(tr, &page)} {mail(tr, &page)}</div>
    }
    .into_any()
}

fn post(tr: Tr, page: &NoticesPage, step: &str) -> Post {
    Post { action: links::board::notices_step(tr.locale, step), idempotency_key: page.idempotency_key.clone(), version: None, files: false }
}

fn calendar(tr: Tr, page: &NoticesPage) -> AnyView {
    let address = page.address.as_deref().map(|address| {
        view! {
            <div class="flash" role="status" data-once="">
                {text_area::read_only("calendar-address", tr.t("notices-address"), address, "2")}
                <p>{tr.t("notices-address-once")}</p>
            </div>
        }
    });
    let since = page.calendar_since.map(|on| view! { <p>{tr.t("notices-since")} " " {lang::day(tr, on)}</p> });
    let (weight, make) = match page.calendar_since {
        Some(_) => (Weight::Other, tr.t("notices-renew")),
        None => (Weight::Main, tr.t("notices-make")),
    };
    let revoke = page.calendar_since.map(|_| form(post(tr, page, "revoke"), GO, button(Weight::Destructive, GO, tr.t("notices-revoke"))));
    view! {
        <section class="form-section" aria-labelledby="calendar">
            <h2 id="calendar">{tr.t("notices-calendar")}</h2>
            <p>{tr.t("notices-calendar-text")}</p>
            <p class="hint">{tr.t("notices-calendar-ends")}</p>
            {address}
            {since}
            <div class="actions">{form(post(tr, page, "calendar"), GO, button(weight, GO, make))} {revoke}</div>
        </section>
    }
    .into_any()
}

fn mail(tr: Tr, page: &NoticesPage) -> AnyView {
    let state = if page.mail { tr.t("notices-mail-on") } else { tr.t("notices-mail-off") };
    let label = if page.mail { tr.t("notices-mail-stop") } else { tr.t("notices-mail-start") };
    let wanted = crate::components::form::hidden(FieldName::DigestWanted.form(), if page.mail { "no" } else { "yes" }.to_owned());
    view! {
        <section class="form-section" aria-labelledby="mail">
            <h2 id="mail">{tr.t("notices-mail")}</h2>
            <p>{tr.t("notices-mail-text")} " " {lang::ltr(&page.mail_to)}</p>
            <p><b>{state}</b></p>
            {form(post(tr, page, "mail"), GO, (wanted, button(if page.mail { Weight::Other } else { Weight::Main }, GO, label)))}
        </section>
    }
    .into_any()
}
