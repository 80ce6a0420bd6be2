//! The heading that the pages of one question share, with the link back to it.

use jawab_domain::Status;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{item, lang, tags, text::text},
    links,
    model::QuestionRow,
    shell::staff::breadcrumbs,
};

/// The page's own heading, and the question below it.
pub(super) fn head(tr: Tr, title: String, question: &QuestionRow) -> AnyView {
    let (locale, subject) = question.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    let list = (links::staff::questions(tr.locale), tr.t("staff-menu-questions"));
    let back = (links::staff::question(tr.locale, &question.address.code), tr.t("question-form-back"));
    view! {
        {breadcrumbs(tr, vec![list, back])}
        <header class="heading">
            <h1>{title}</h1>
            <p class="lead" lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{text(locale, &subject)}</p>
            <p class="meta">
                {tags::standing(tr, question.kind, question.status, question.standing)}
                {item::number_of(tr, question.status, &question.address)}
                <span>{lang::joined(tr, question.authors.iter().map(|author| lang::name(tr, &author.name)))}</span>
            </p>
        </header>
    }
    .into_any()
}

/// The same title as plain text, for the frame.
pub(super) fn title(tr: Tr, page: String, question: &QuestionRow) -> String {
    // A draft has no number yet, whatever it proposes.
    match question.address.number.filter(|_| question.status != Status::Draft) {
        Some(number) => format!("{page} ({})", tr.number_of(number)),
        None => page,
    }
}
