//! The page of a question.

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Status, question::QuestionKind};
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{item, lang, tags, text::text},
    filters::{FilterKey, ListFilters},
    links,
    shell::{Frame, Section, breadcrumbs},
};

mod answers;
mod cite;
mod clock;
mod model;
mod related;
mod side;
mod texts;

pub use model::{
    Answer, Attachment, AttributionLine, Author, HistoryLine, MinistryPart, PressCitation, QuestionPage, RelatedQuestion, SubQuestion,
    TextsShown,
};

/// The frame of the page.
pub(super) fn frame(tr: Tr, page: &QuestionPage) -> Frame {
    let subject = match page.subjects().best(tr.locale) {
        Some((locale, subject)) => crate::catalogue::isolate(tr.locale, locale, subject),
        None => tr.t("no-subject"),
    };
    let title = match page.address.number {
        Some(number) => format!("{subject} ({})", tr.number_of(number)),
        None => subject,
    };
    let description = tr.ta("question-description", [("title", title.clone().into())]);
    Frame { title, description, section: Section::Questions, indexed: page.shown == TextsShown::All }
}

/// A question's page.
#[component]
pub(crate) fn Question(tr: Tr, today: NaiveDate, public_url: String, page: QuestionPage) -> impl IntoView {
    view! {
        <article class="question">
            {trail(tr, &page)}
            {heading(tr, &page)}
            {notices(tr, &page)}
            <div class="split">
                <div class="clock stack">{clock::cards(tr, today, &page)}</div>
                <div class="body stack">
                    {texts::switch(tr, &page)}
                    {texts::question(tr, &page)}
                    {texts::sub_questions(tr, &page)}
                    {answers::answers(tr, &page)}
                    {related::documents(tr, &page.attachments)}
                    {related::press(tr, &page.press)}
                    {related::questions(tr, &page.related)}
                    {cite::cite(tr, today, &public_url, &page)}
                </div>
                <aside class="side stack">{side::side(tr, &page)}</aside>
            </div>
        </article>
    }
}

fn trail(tr: Tr, page: &QuestionPage) -> AnyView {
    let mut steps = vec![(links::questions(tr.locale), tr.t("menu-questions"))];
    if let Some(chamber) = page.address.chamber {
        let of_chamber = ListFilters::default().with(FilterKey::Chamber, chamber.code());
        steps.push((of_chamber.list_link(tr.locale), tr.chamber(chamber)));
    }
    breadcrumbs(tr, steps)
}

/// The whole record of a question, for pages with a heading of their own.
pub(super) fn record(tr: Tr, today: NaiveDate, page: &QuestionPage) -> AnyView {
    view! {
        <div class="split">
            <div class="clock stack">{clock::cards(tr, today, page)}</div>
            <div class="body stack">
                {texts::question(tr, page)}
                {texts::sub_questions(tr, page)}
                {answers::answers(tr, page)}
                {related::documents(tr, &page.attachments)}
                    {related::press(tr, &page.press)}
                {related::questions(tr, &page.related)}
            </div>
            <aside class="side stack">{side::side(tr, page)}</aside>
        </div>
    }
    .into_any()
}

/// What the author of an answer needs: the deadline, the texts, the sub-questions, the documents, and the published answers.
pub(super) fn reading(tr: Tr, today: NaiveDate, page: &QuestionPage) -> AnyView {
    view! {
        {clock::cards(tr, today, page)}
        {texts::question(tr, page)}
        {texts::sub_questions(tr, page)}
        {related::documents(tr, &page.attachments)}
        {(!page.answers.is_empty()).then(|| answers::answers(tr, page))}
        {related::questions(tr, &page.related)}
    }
    .into_any()
}

/// The texts of an answer side by side.
pub(super) fn answer_pair(tr: Tr, of: &[jawab_domain::text::LocalizedText]) -> AnyView {
    texts::pair(tr, TextsShown::All, of, |of| of.t("answer-text"), |of| of.t("answer-text-missing"))
}

/// The subject as the page's heading, with the standing, authors and addressees.
pub(super) fn heading(tr: Tr, page: &QuestionPage) -> AnyView {
    let subjects = page.subjects();
    let (locale, subject) = subjects.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    let kind = match page.kind {
        QuestionKind::Written => tr.t("written-question"),
        QuestionKind::Oral => tr.t("oral-question"),
    };
    view! {
        <header class="heading">
            <p class="meta">
                {tags::standing(tr, page.kind, page.status, page.standing)}
                <span>{kind}</span>
                {item::number_of(tr, page.status, &page.address)}
            </p>
            <h1 lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{text(locale, &subject)}</h1>
            {translated_subject(tr, page, locale)}
            <p class="meta parties">{authors(tr, page)} {addressees(tr, page)}</p>
        </header>
    }
    .into_any()
}

/// The subject in the other languages, under the heading; or the note that it is missing in the reader's language.
fn translated_subject(tr: Tr, page: &QuestionPage, shown: jawab_domain::Locale) -> AnyView {
    let missing = (shown != tr.locale).then(|| view! { <p class="hint">{tr.t("subject-untranslated")}</p> });
    let others = page.subject.iter().filter(|of| of.locale != shown).map(|of| {
        view! {
            <p class="subtitle" lang=of.locale.code() dir=of.locale.dir()>{text(of.locale, &of.body)}</p>
        }
    });
    (missing, others.collect_view()).into_any()
}

fn authors(tr: Tr, page: &QuestionPage) -> AnyView {
    let one = |author: &Author| {
        let group = author.group.as_ref().map(|(_, name)| (" (", lang::name(tr, name), ")"));
        (lang::member(tr, &author.member), group).into_any()
    };
    if page.authors.is_empty() {
        return view! { <span>{tr.t("author-unknown")}</span> }.into_any();
    }
    view! { <span>{tr.t("asked-by")} " " {lang::joined(tr, page.authors.iter().map(one))}</span> }.into_any()
}

fn addressees(tr: Tr, page: &QuestionPage) -> Option<AnyView> {
    let now = page.ministries.iter().map(|part| lang::ministry(tr, &part.ministry)).collect::<Vec<_>>();
    (!now.is_empty()).then(|| view! { <span>{tr.t("addressed-to")} " " {lang::joined(tr, now)}</span> }.into_any())
}

/// What a reader must know first: an end before all have answered, an unknown number, another procedure.
fn notices(tr: Tr, page: &QuestionPage) -> AnyView {
    // One ministry may have answered before the end that the others did not wait for.
    let partly = page.answers.iter().any(|answer| answer.kind == AnswerKind::Final && answer.published && !answer.annulled);
    let ended = match (page.status, partly) {
        (Status::Withdrawn, false) => Some(tr.t("notice-withdrawn")),
        (Status::Withdrawn, true) => Some(tr.t("notice-withdrawn-partly")),
        (Status::Lapsed, false) => Some(tr.t("notice-lapsed")),
        (Status::Lapsed, true) => Some(tr.t("notice-lapsed-partly")),
        (Status::Converted, false) => Some(tr.t("notice-converted")),
        (Status::Converted, true) => Some(tr.t("notice-converted-partly")),
        _ => None,
    };
    let oral = (!page.kind.has_deadline()).then(|| tr.t("notice-oral"));
    let unnumbered =
        page.address.number.is_none().then(|| if page.press.is_empty() { tr.t("notice-unnumbered") } else { tr.t("notice-press-only") });
    let notices = [ended, oral, unnumbered].into_iter().flatten();
    notices.map(|text| view! { <p class="notice">{text}</p> }).collect_view().into_any()
}
