//! Where texts are put into a language: each paragraph of the source beside a field of its own, with what to look at again.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Locale,
    text::{LocalizedText, TextPart},
    translation::Doubt,
};
use leptos::prelude::*;

use super::{
    head,
    kept::{self, KeptAs, Offer},
    unkept::{self, Unkept},
};
use crate::{
    catalogue::Tr,
    form::{ENTER, FormState, Post},
    links,
    model::{Linked, QuestionRow, Somebody},
    parts::{
        form::{Weight, actions, button, form, summary},
        item, lang, tags,
        text::text,
    },
    shell::staff::breadcrumbs,
};

mod doubts;
mod fields;
mod piece;

pub use fields::{ROLES, SUB, label};

/// What the button asks for.
pub const SAVE: &str = "save";

/// Texts of a question, or of one of its answers, on their way into a language.
#[derive(Debug, Clone, PartialEq)]
pub struct TranslationPage {
    /// The question.
    pub question: QuestionRow,
    /// The language.
    pub into: Locale,
    /// The answer, where it is about one.
    pub answer: Option<AnswerOf>,
    /// The texts, in order.
    pub pieces: Vec<Piece>,
    /// What is in the fields (`subject-1`, [`SUB`] with an identity and `-1`, `role`, `document`, `reviewed` …), and what is wrong.
    pub state: FormState,
    /// Where it goes.
    pub post: Post,
    /// What the box says by which the doubts shown are set aside; none where there are none.
    pub anyway: Option<String>,
    /// Whether somebody else changed something in the meantime.
    pub conflict: bool,
    /// Who.
    pub by: Somebody,
    /// What somebody else has said in the meantime of the translation itself, where that differs: what it is called, and in words.
    pub theirs: Vec<(String, String)>,
    /// Whether a change must be explained, because readers have seen what it changes.
    pub wants_reason: bool,
    /// Whether everybody sees what is saved at once.
    pub public: bool,
    /// The question's own texts, if it is about an answer, and its published answers: what they are, and where.
    pub elsewhere: Vec<(Option<AnswerOf>, String)>,
    /// What was typed and can be kept no longer: somebody else has put another text there for good.
    pub unkept: Vec<Unkept>,
    /// What was kept of it but never sent.
    pub kept: Offer,
    /// How the form is kept.
    pub kept_as: KeptAs,
}

/// An answer, as far as its heading goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerOf {
    /// What it is.
    pub kind: AnswerKind,
    /// Whose.
    pub ministry: Linked,
}

/// A text with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The start of its fields' names.
    pub name: String,
    /// What it is.
    pub part: TextPart,
    /// Of a sub-question, which.
    pub number: usize,
    /// What it is translated from.
    pub source: Option<LocalizedText>,
    /// What is there already.
    pub saved: Option<LocalizedText>,
    /// Whether that is for good: an original, or a text of a published answer.
    pub fixed: bool,
    /// How many fields it has.
    pub rows: usize,
    /// How many paragraphs stand in one: a long text has no field for each.
    pub together: usize,
    /// How many paragraphs the source has.
    pub paragraphs: usize,
    /// What to look at again.
    pub doubts: Vec<Doubt>,
    /// What somebody else wrote in the meantime.
    pub theirs: Option<String>,
}

impl Piece {
    /// What it is called.
    fn label(&self, tr: Tr) -> String {
        match self.part {
            TextPart::SubQuestion => tr.ta("question-form-sub", [("n", self.number.to_string().into())]),
            part => tr.text_part(part),
        }
    }

    /// The first and the last of the paragraphs that stand in one of its fields, from 1.
    fn span(&self, row: usize) -> (usize, usize) {
        let (from, to) = (row.saturating_sub(1) * self.together + 1, row * self.together);
        (from, if from > self.paragraphs { to } else { to.min(self.paragraphs) })
    }

    /// The name of one of its fields, from 1.
    fn field(&self, row: usize) -> String {
        format!("{}-{row}", self.name)
    }
}

fn heading(tr: Tr, page: &TranslationPage) -> String {
    match (page.answer.is_some(), page.into) {
        (false, Locale::Ar) => tr.t("translation-question-ar"),
        (false, Locale::Fr) => tr.t("translation-question-fr"),
        (true, Locale::Ar) => tr.t("translation-answer-ar"),
        (true, Locale::Fr) => tr.t("translation-answer-fr"),
    }
}

pub(super) fn title(tr: Tr, page: &TranslationPage) -> String {
    head::title(tr, heading(tr, page), &page.question)
}

pub(super) fn view(tr: Tr, today: NaiveDate, page: &TranslationPage) -> AnyView {
    let wrong = summary(tr, &page.state, |field| label(tr, field, &page.pieces));
    let conflict = page.conflict.then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2>{tr.t("translation-conflict-title")}</h2>
                <p>{match &page.by {
                Somebody::Oneself => tr.t("translation-conflict-text-own"),
                who => tr.ta("translation-conflict-text", [("who", tr.somebody(who).into())]),
            }}</p>
            </div>
        }
    });
    let pieces = page.pieces.iter().map(|of| piece::view(tr, page, of)).collect_view();
    let back = links::staff::desk(tr.locale);
    let public = page.public.then(|| view! { <p class="hint">{tr.t("says-seen")}</p> });
    let keep = kept::button(tr, &page.kept_as);
    let save = if page.public { tr.t("translation-save-publish") } else { tr.t("translation-save") };
    let buttons = actions(tr, (button(Weight::Main, SAVE, save), keep), Some(back));
    let end = (doubts::anyway(tr, page), public, buttons, kept::companion(tr, &page.kept_as, ""));
    view! {
        {top(tr, page)}
        {wrong}
        {conflict}
        {unkept::view(tr, &page.unkept)}
        {kept::offer(tr, today, &page.kept, &page.kept_as, None)}
        {doubts::all(tr, page)}
        {form(page.post.clone(), ENTER, (pieces, fields::about(tr, page), end))}
    }
    .into_any()
}

/// The heading, with the way to the other texts of the question.
fn top(tr: Tr, page: &TranslationPage) -> AnyView {
    let of = &page.question;
    let (locale, subject) = of.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    let list = (links::staff::desk(tr.locale), tr.t("staff-menu-desk"));
    let work = (links::staff::question(tr.locale, &of.address.code), tr.t("question-form-back"));
    let elsewhere = page.elsewhere.iter().map(|(answer, href)| {
        let words = match answer {
            None => tr.t("desk-question").into_any(),
            Some(answer) => whose(tr, answer),
        };
        view! { <li><a class="step" href=href.clone()>{words}</a></li> }
    });
    let elsewhere = (!page.elsewhere.is_empty())
        .then(|| view! { <nav aria-label=tr.t("translation-elsewhere")><ul class="steps-on">{elsewhere.collect_view()}</ul></nav> });
    view! {
        {breadcrumbs(tr, vec![list, work])}
        <header class="heading">
            <h1>{heading(tr, page)}</h1>
            <p class="lead" lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{text(locale, &subject)}</p>
            <p class="meta">
                {page.answer.as_ref().map(|answer| whose(tr, answer))}
                {tags::tag(tags::Tone::Plain, tr.status(of.status))}
                {item::number(tr, &of.address)}
            </p>
        </header>
        {elsewhere}
    }
    .into_any()
}

/// Which answer it is.
fn whose(tr: Tr, of: &AnswerOf) -> AnyView {
    let ministry = (!of.ministry.name.is_empty()).then(|| (tr.t("colon"), " ", lang::name(tr, &of.ministry.name)));
    view! { <span>{tr.answer_kind(of.kind)} {ministry}</span> }.into_any()
}
