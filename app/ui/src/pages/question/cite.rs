//! How to cite a question: plain text with its permanent address.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::QuestionPage;
use crate::{catalogue::Tr, components::text_area};

/// The citation, to be copied.
pub(super) fn cite(tr: Tr, today: NaiveDate, public_url: &str, page: &QuestionPage) -> AnyView {
    let text = citation(tr, today, public_url, page);
    view! {
        <details class="card cite">
            <summary><h2>{tr.t("cite-title")}</h2></summary>
            {text_area::read_only("citation", tr.t("cite-label"), &text, "5")}
        </details>
    }
    .into_any()
}

/// The author, subject, reference, address and day of consultation. Unknown parts are left out.
fn citation(tr: Tr, today: NaiveDate, public_url: &str, page: &QuestionPage) -> String {
    let comma = tr.t("comma") + " ";
    let authors = page.authors.iter().map(|author| tr.plain(&author.member.name)).collect::<Vec<_>>().join(&comma);
    let subjects = page.subjects();
    let subject = if subjects.is_empty() { tr.t("no-subject") } else { tr.plain(&subjects) };
    let mut of = Vec::new();
    of.extend(page.address.number.map(|number| tr.number_of(number)));
    of.extend(page.address.chamber.map(|chamber| tr.chamber(chamber)));
    of.extend(page.address.legislature.map(|legislature| tr.legislature(legislature)));
    of.extend(page.deposited_on.map(|on| tr.ta("cite-deposited", [("date", tr.date(on).into())])));
    let first = [authors, tr.ta("cite-subject", [("subject", subject.into())])]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(&comma);
    let address = format!("{}{}", public_url.trim_end_matches('/'), page.address.link(tr.locale));
    let consulted = tr.ta("cite-consulted", [("date", tr.date(today).into())]);
    [first, of.join(&comma), address, consulted].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
