//! The translation of texts: each paragraph of the source beside its own field, with the doubts to check.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Locale,
    text::{LocalizedText, TextPart},
    translation::TranslationWarning,
};
use leptos::prelude::*;

use super::{
    form_drafts::{self, FormDraftContext, FormDraftOffer},
    head,
    unsaved_fields::{self, UnsavedField},
};
use crate::{
    catalogue::Tr,
    components::{
        form::{Weight, actions, button, form, summary},
        item, lang, tags,
        text::text,
    },
    form::{ENTER, FormState, Post},
    links,
    model::{ActorName, Linked, QuestionRow},
    shell::staff::breadcrumbs,
};

mod doubts;
mod fields;
mod piece;

pub use fields::{ROLES, SUB, label};

/// The action of the button.
pub const SAVE: &str = "save";

/// The translation of a question's or an answer's texts into a language.
#[derive(Debug, Clone, PartialEq)]
pub struct TranslationPage {
    /// The question.
    pub question: QuestionRow,
    /// The language.
    pub into: Locale,
    /// The answer, if its texts are translated.
    pub answer: Option<AnswerOf>,
    /// The texts, in order.
    pub pieces: Vec<TranslationText>,
    /// The form (`subject-1`, [`SUB`] with an identity and `-1`, `role`, `document`, `reviewed` …).
    pub state: FormState,
    /// The target of the form.
    pub post: Post,
    /// The value of the checkbox that dismisses the shown doubts; `None` if there are none.
    pub anyway: Option<String>,
    /// Whether somebody else changed something in the meantime.
    pub conflict: bool,
    /// The author of that change.
    pub by: ActorName,
    /// What somebody else changed in the fields about the translation: label and value.
    pub theirs: Vec<(String, String)>,
    /// Whether a change needs a reason, because readers have seen the text.
    pub wants_reason: bool,
    /// Whether changes are public at once.
    pub public: bool,
    /// Links to the question's own texts and to its other published answers.
    pub elsewhere: Vec<(Option<AnswerOf>, String)>,
    /// The input that could not be saved, because somebody else saved a final text.
    pub unsaved_fields: Vec<UnsavedField>,
    /// The form drafts that were never sent.
    pub draft_offer: FormDraftOffer,
    /// The identity of the form's draft.
    pub draft_context: FormDraftContext,
}

/// The heading of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerOf {
    /// The kind of answer.
    pub kind: AnswerKind,
    /// The ministry.
    pub ministry: Linked,
}

/// A text with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranslationText {
    /// The prefix of its field names.
    pub name: String,
    /// The part of the record.
    pub part: TextPart,
    /// The number of a sub-question.
    pub number: usize,
    /// The source text.
    pub source: Option<LocalizedText>,
    /// The saved translation.
    pub saved: Option<LocalizedText>,
    /// Whether the saved text is final: an original, or a text of a published answer.
    pub fixed: bool,
    /// The number of fields.
    pub rows: usize,
    /// The number of paragraphs per field. A long text has several paragraphs in one field.
    pub together: usize,
    /// The number of paragraphs in the source.
    pub paragraphs: usize,
    /// The doubts to check.
    pub doubts: Vec<TranslationWarning>,
    /// The text that somebody else saved in the meantime.
    pub theirs: Option<String>,
}

impl TranslationText {
    /// The label.
    fn label(&self, tr: Tr) -> String {
        match self.part {
            TextPart::SubQuestion => tr.ta("question-form-sub", [("n", self.number.to_string().into())]),
            part => tr.text_part(part),
        }
    }

    /// The first and last paragraph of a field, from 1.
    fn span(&self, row: usize) -> (usize, usize) {
        let (from, to) = (row.saturating_sub(1) * self.together + 1, row * self.together);
        (from, if from > self.paragraphs { to } else { to.min(self.paragraphs) })
    }

    /// The name of a field, from 1.
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
                ActorName::CurrentUser => tr.t("translation-conflict-text-own"),
                who => tr.ta("translation-conflict-text", [("who", tr.actor_name(who).into())]),
            }}</p>
            </div>
        }
    });
    let pieces = page.pieces.iter().map(|of| piece::view(tr, page, of)).collect_view();
    let back = links::staff::desk(tr.locale);
    let public = page.public.then(|| view! { <p class="hint">{tr.t("says-seen")}</p> });
    let keep = form_drafts::button(tr, &page.draft_context);
    let save = if page.public { tr.t("translation-save-publish") } else { tr.t("translation-save") };
    let buttons = actions(tr, (button(Weight::Main, SAVE, save), keep), Some(back));
    let end = (doubts::anyway(tr, page), public, buttons, form_drafts::companion(tr, &page.draft_context, ""));
    view! {
        {top(tr, page)}
        {wrong}
        {conflict}
        {unsaved_fields::view(tr, &page.unsaved_fields)}
        {form_drafts::offer(tr, today, &page.draft_offer, &page.draft_context, None)}
        {doubts::all(tr, page)}
        {form(page.post.clone(), ENTER, (pieces, fields::about(tr, page), end))}
    }
    .into_any()
}

/// The heading, with links to the other texts of the question.
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

/// The answer's kind and ministry.
fn whose(tr: Tr, of: &AnswerOf) -> AnyView {
    let ministry = (!of.ministry.name.is_empty()).then(|| (tr.t("colon"), " ", lang::name(tr, &of.ministry.name)));
    view! { <span>{tr.answer_kind(of.kind)} {ministry}</span> }.into_any()
}
