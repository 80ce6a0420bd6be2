//! The texts of a question, side by side. Each shows its role, its source, and its reviewer.

use jawab_domain::{
    Coverage, Locale,
    text::{LocalizedText, Provenance, paragraphs},
};
use leptos::prelude::*;

use super::{QuestionPage, SubQuestion, TextsShown};
use crate::{
    catalogue::Tr,
    components::{lang, tags, text::text as running},
    links,
};

/// Links that show all languages or one of them.
pub(super) fn switch(tr: Tr, page: &QuestionPage) -> AnyView {
    let here = page.address.link(tr.locale);
    let one = |shown: TextsShown, text: String| {
        let code = match shown {
            TextsShown::All => "",
            TextsShown::Only(locale) => locale.code(),
        };
        let href = links::with_query(&here, &[("texts", code)]);
        view! { <li><a href=href aria-current=(page.shown == shown).then_some("true")>{text}</a></li> }
    };
    let languages = Locale::ALL.iter().map(|locale| one(TextsShown::Only(*locale), tr.language(*locale))).collect_view();
    view! {
        <nav class="choice" aria-label=tr.t("texts-choice")>
            <ul>{one(TextsShown::All, tr.t("texts-all"))} {languages}</ul>
        </nav>
    }
    .into_any()
}

/// The question's own text.
pub(super) fn question(tr: Tr, page: &QuestionPage) -> AnyView {
    let title = |of: Tr| of.t("question-text");
    view! { <section aria-label=tr.t("question-text")>{pair(tr, page.shown, &page.texts, title, |of| of.t("question-text-missing"))}</section> }
        .into_any()
}

/// The texts in the selected languages, side by side, with a note for each missing one.
pub(super) fn pair(tr: Tr, shown: TextsShown, texts: &[LocalizedText], title: fn(Tr) -> String, missing: fn(Tr) -> String) -> AnyView {
    let cards = shown.languages(tr.locale).into_iter().map(|locale| match texts.iter().find(|text| text.locale == locale) {
        Some(text) => card(tr, text, title),
        None => missing_card(tr, locale, title, missing),
    });
    view! { <div class="pair">{cards.collect_view()}</div> }.into_any()
}

/// A text with its frame in the language of the text, because its readers read the frame too.
fn card(reader: Tr, text: &LocalizedText, title: fn(Tr) -> String) -> AnyView {
    let of = Tr::new(text.locale);
    let body = paragraphs(&text.body).map(|paragraph| view! { <p>{lines(text.locale, paragraph)}</p> }).collect_view();
    let other = lang::foreign(reader, text.locale);
    view! {
        <section class="card" lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>
            <header><h2>{title(of)}</h2> {tags::role(of, text.role)}</header>
            <div class="text">{body}</div>
            <div class="source">
                {of.role_warning(text.role).map(|warning| view! { <p class="warning">{warning}</p> })}
                {source(of, &text.provenance).map(|source| view! { <p>{source}</p> })}
                <p>{review(of, text)}</p>
            </div>
        </section>
    }
    .into_any()
}

/// The lines of a paragraph, with the author's line breaks.
fn lines(locale: Locale, paragraph: &str) -> AnyView {
    let line = |(n, line): (usize, &str)| ((n > 0).then(|| view! { <br /> }), running(locale, line)).into_any();
    paragraph.lines().enumerate().map(line).collect_view().into_any()
}

fn missing_card(tr: Tr, locale: Locale, title: fn(Tr) -> String, missing: fn(Tr) -> String) -> AnyView {
    view! {
        <section class="card missing">
            <header>
                <h2>{title(tr)}</h2>
                {tags::tag(tags::Tone::Plain, tr.language(locale))}
            </header>
            <p>{missing(tr)}</p>
        </section>
    }
    .into_any()
}

/// "Source : service des questions, p. 1, 3 novembre 2026"; `None` if nothing is known.
fn source(of: Tr, provenance: &Provenance) -> Option<AnyView> {
    let document = provenance.document.clone().map(|name| view! { <bdi>{name}</bdi> }.into_any());
    let page = provenance.page.clone().map(|page| (of.t("page-abbreviation"), " ", lang::ltr(page)).into_any());
    let date = provenance.date.map(|date| lang::day(of, date));
    let address = provenance.url.as_deref().map(|address| outside_link(address, address));
    let known = [document, page, date, address].into_iter().flatten().collect::<Vec<_>>();
    (!known.is_empty()).then(|| (of.t("source"), of.t("colon"), " ", lang::joined(of, known)).into_any())
}

/// A link to an external site. An address that is not a web address is shown as text.
pub(super) fn outside_link(address: &str, text: &str) -> AnyView {
    let text = text.to_owned();
    if links::is_web_address(address) {
        view! { <a class="outside" rel="external nofollow noreferrer" href=address.to_owned()><bdi>{text}</bdi></a> }.into_any()
    } else {
        view! { <bdi>{text}</bdi> }.into_any()
    }
}

fn review(of: Tr, text: &LocalizedText) -> AnyView {
    match &text.review {
        Some(review) => {
            (of.t("reviewed-by"), " ", view! { <bdi>{review.by.clone()}</bdi> }, of.t("comma"), " ", lang::day(of, review.on)).into_any()
        }
        None => of.t("not-reviewed").into_any(),
    }
}

/// The sub-questions, each with how far it is addressed.
pub(super) fn sub_questions(tr: Tr, page: &QuestionPage) -> Option<AnyView> {
    sub_question_list(tr, page.shown, &page.sub_questions)
}

/// A list of sub-questions, each with how far it is addressed.
pub(super) fn sub_question_list(tr: Tr, shown: TextsShown, all: &[SubQuestion]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let answered = all.iter().filter(|sub| sub.coverage == Some(Coverage::Answered)).count();
    let assessed = all.iter().any(|sub| sub.coverage.is_some());
    let sum = assessed.then(|| {
        tags::tag(tags::Tone::Plain, tr.ta("sub-questions-answered", [("answered", answered.into()), ("total", all.len().into())]))
    });
    let items = all.iter().enumerate().map(|(n, sub)| sub_question(tr, shown, n + 1, sub)).collect_view();
    Some(
        view! {
            <section class="card" aria-labelledby="sub-questions">
                <header><h2 id="sub-questions">{tr.t("sub-questions")}</h2> {sum}</header>
                <ol class="subs">{items}</ol>
            </section>
        }
        .into_any(),
    )
}

fn sub_question(tr: Tr, shown: TextsShown, number: usize, sub: &SubQuestion) -> AnyView {
    let wanted = shown.languages(tr.locale);
    let mut texts = wanted.iter().filter_map(|locale| sub.texts.iter().find(|text| text.locale == *locale)).collect::<Vec<_>>();
    if texts.is_empty() {
        texts = sub.texts.iter().collect();
    }
    let texts = texts.into_iter().map(|text| {
        let other = lang::foreign(tr, text.locale);
        let mark = (!text.role.is_official()).then(|| view! { <small class="role">{Tr::new(text.locale).role(text.role)}</small> });
        view! { <p lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{running(text.locale, &text.body)} " " {mark}</p> }
    });
    view! {
        <li>
            <span class="num" aria-hidden="true">{number}</span>
            <div class="sub">{texts.collect_view()}</div>
            {tags::coverage(tr, sub.coverage)}
        </li>
    }
    .into_any()
}
