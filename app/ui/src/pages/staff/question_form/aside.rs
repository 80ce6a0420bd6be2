//! The column beside the question form: the deadline preview and likely duplicates.

use chrono::NaiveDate;
use jawab_domain::{Publication, Status};
use leptos::prelude::*;

use super::{super::questions::unseen, DeadlinePreview, Duplicate, QuestionFormPage};
use crate::{
    catalogue::Tr,
    components::{
        deadline::{DeadlineEnd, calculation, picture},
        item, lang, tags,
    },
    links,
};

pub(super) fn aside(tr: Tr, today: NaiveDate, page: &QuestionFormPage) -> AnyView {
    (page.preview.as_ref().map(|preview| deadline(tr, today, preview)), duplicates(tr, &page.duplicates)).into_any()
}

/// The deadline preview with its explanation.
pub(in super::super) fn deadline(tr: Tr, today: NaiveDate, of: &DeadlinePreview) -> AnyView {
    let (from, due) = (tr.date(of.deadline.started_on), tr.weekday_date(of.deadline.due_on));
    view! {
        <section class="card deadline" aria-labelledby="preview">
            <header><h2 id="preview">{tr.t("preview-title")}</h2></header>
            <p class="due">{tr.ta("preview-due", [("date", due.into())])}</p>
            {picture(tr, &of.deadline, DeadlineEnd { day: today, stopped: false })}
            <p class="hint">{tr.ta("preview-from", [("date", from.into())])}</p>
            {calculation(tr, &of.deadline, &of.rule)}
        </section>
    }
    .into_any()
}

fn duplicates(tr: Tr, found: &[Duplicate]) -> Option<AnyView> {
    if found.is_empty() {
        return None;
    }
    let one = |found: &Duplicate| {
        let row = &found.question;
        let answered = row.answered_on.map(|on| tr.ta("duplicate-answered", [("date", tr.date(on).into())]));
        let sendable = found.answered_lately && found.publication == Publication::Published;
        let first = sendable.then(|| {
            let href = format!("{}#answers", row.address.link(tr.locale));
            view! {
                <p class="notice">
                    {answered} " " <a href=href target="_blank" rel="noopener">{tr.t("duplicate-send-first")}</a>
                </p>
            }
        });
        let href = match found.publication {
            Publication::Published => row.address.link(tr.locale),
            _ => links::staff::question(tr.locale, &row.address.code),
        };
        let standing = match row.status {
            Status::Deposited => tags::tag(tags::Tone::Plain, tr.status(row.status)),
            _ => tags::standing(tr, row.kind, row.status, row.standing),
        };
        view! {
            <li class="item">
                {item::heading_to(tr, row, None, href)}
                <p class="meta">{standing} {unseen(tr, row.status, found.publication)} {item::number_of(tr, row.status, &row.address)}</p>
                <p class="meta">{lang::joined(tr, row.authors.iter().map(|author| lang::name(tr, &author.name)))}</p>
                {first}
            </li>
        }
    };
    Some(
        view! {
            <section class="card duplicates" aria-labelledby="duplicates">
                <header><h2 id="duplicates">{tr.t("duplicates-title")}</h2></header>
                <p class="hint">{tr.t("duplicates-hint")}</p>
                <ul>{found.iter().map(one).collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}
