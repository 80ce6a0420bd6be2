//! The work page of a question: the whole record, its state, the next step, and the other steps.

use chrono::NaiveDate;
use jawab_domain::{Locale, PerLocale, Publication, Status};
use leptos::prelude::*;

use super::{
    publish,
    step::{PendingCorrection, QuestionStep},
};
use crate::{
    catalogue::Tr,
    components::{lang, tags},
    links,
    model::Linked,
    pages::question::{self, QuestionPage},
    shell::staff::breadcrumbs,
};

/// A question's work page.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkPage {
    /// The whole record, including hidden and unpublished parts.
    pub question: QuestionPage,
    /// Whether the public sees it.
    pub publication: Publication,
    /// The reason of the hiding, if the question is hidden.
    pub hidden_reason: Option<String>,
    /// The steps that the user can perform now.
    pub steps: Vec<QuestionStep>,
    /// The submitted answers.
    pub to_judge: Vec<SubmittedAnswer>,
    /// The answers that the Chamber may publish itself.
    pub publishable: Vec<Publishable>,
    /// The pending transfer requests.
    pub transfers: Vec<PendingTransfer>,
    /// The pending request to hide the question, or to show it again: who and why.
    pub hiding_asked: Option<(String, String)>,
    /// The pending request for a correction.
    pub pending_correction: Option<PendingCorrection>,
    /// The languages in which the text is missing.
    pub missing: Vec<Locale>,
    /// The number of texts with redacted names.
    pub redactions: u32,
}

/// An answer that waits for the Chamber.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmittedAnswer {
    /// The ministry.
    pub ministry: Linked,
    /// The day it came.
    pub on: Option<NaiveDate>,
    /// The address where it is judged.
    pub link: String,
}

/// An answer that the Chamber may publish itself: one that arrived outside the site, or a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publishable {
    /// The ministry.
    pub ministry: Linked,
    /// Whether it corrects a published answer.
    pub corrects: bool,
    /// The day of the answer that it corrects.
    pub of: Option<NaiveDate>,
    /// The address of the form.
    pub link: String,
}

/// A ministry's transfer request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingTransfer {
    /// The ministry that makes the request.
    pub from: Linked,
    /// The target ministry.
    pub to: PerLocale<String>,
    /// The reason.
    pub reason: String,
    /// The address where it is decided.
    pub link: String,
}

pub(super) fn title(tr: Tr, page: &WorkPage) -> String {
    let subject = tr.plain(&page.question.subjects());
    // A draft has no number yet, whatever it proposes.
    match page.question.address.number.filter(|_| page.question.status != Status::Draft) {
        Some(number) => format!("{subject} ({})", tr.number_of(number)),
        None => subject,
    }
}

/// A question's work page.
#[component]
pub(super) fn Work(tr: Tr, today: NaiveDate, page: WorkPage) -> impl IntoView {
    let list = (links::staff::questions(tr.locale), tr.t("staff-menu-questions"));
    view! {
        <article class="question">
            {breadcrumbs(tr, vec![list])}
            {question::heading(tr, &page.question)}
            {notices(tr, &page)}
            {waiting(tr, &page)}
            {next(tr, &page)}
            {question::record(tr, today, &page.question)}
        </article>
    }
}

/// The publication of the question, and other important notices.
fn notices(tr: Tr, page: &WorkPage) -> AnyView {
    let shown = match page.publication {
        Publication::Published => tags::tag(tags::Tone::Green, tr.t("work-published")),
        Publication::Unpublished => tags::tag(tags::Tone::Plain, tr.t("work-unpublished")),
        Publication::Hidden => tags::tag(tags::Tone::Red, tr.t("work-hidden")),
    };
    let public = (page.publication == Publication::Published).then(|| {
        view! { <a href=page.question.address.link(tr.locale)>{tr.t("work-public-page")}</a> }
    });
    let history = links::staff::question_step(tr.locale, &page.question.address.code, "history");
    let hidden = page.hidden_reason.as_ref().map(|why| {
        view! { <p class="notice">{tr.t("work-hidden-because")} {tr.t("colon")} " " <bdi>{why.clone()}</bdi></p> }
    });
    let translates = page.steps.contains(&QuestionStep::Edit);
    let missing = page.missing.iter().map(|locale| {
        let words = match locale {
            Locale::Ar => tr.t("work-missing-ar"),
            Locale::Fr => tr.t("work-missing-fr"),
        };
        let tag = tags::tag(tags::Tone::Amber, words);
        let href = links::desk::question(tr.locale, &page.question.address.code, *locale);
        if translates { view! { <a href=href>{tag}</a> }.into_any() } else { tag }
    });
    let redacted = (page.redactions > 0).then(|| tags::tag(tags::Tone::Amber, tr.ta("work-redactions", [("n", page.redactions.into())])));
    view! {
        <p class="meta work-state">
            {shown} {redacted} {missing.collect_view()} {public}
            <a href=history>{tr.t("work-history")}</a>
        </p>
        {hidden}
    }
    .into_any()
}

/// What waits for the clerk: answers, transfer requests, a request to hide.
fn waiting(tr: Tr, page: &WorkPage) -> Option<AnyView> {
    let answers = page.to_judge.iter().map(|of| {
        let on = of.on.map(|on| (tr.t("comma"), " ", lang::day(tr, on)));
        view! { <li>{tr.t("work-answer-from")} " " <b>{lang::name(tr, &of.ministry.name)}</b>{on} " " <a href=of.link.clone()>{tr.t("work-judge")}</a></li> }.into_any()
    });
    let transfers = page.transfers.iter().map(|of| {
        view! {
            <li>
                <b>{lang::name(tr, &of.from.name)}</b> " " {tr.t("work-asks-transfer")} " " <b>{lang::name(tr, &of.to)}</b>
                {tr.t("colon")} " " <q dir="auto">{of.reason.clone()}</q> " " <a href=of.link.clone()>{tr.t("work-decide")}</a>
            </li>
        }
        .into_any()
    });
    let hiding = page.hiding_asked.as_ref().map(|(who, why)| {
        let (words, decide) = if page.publication == Publication::Hidden {
            (tr.t("step-unhiding-asked-by"), decide(tr, page, QuestionStep::ConfirmUnhiding, QuestionStep::DropUnhiding))
        } else {
            (tr.t("work-hiding-asked"), decide(tr, page, QuestionStep::ConfirmHiding, QuestionStep::DropHiding))
        };
        view! {
            <li>
                {words} " " <b><bdi>{who.clone()}</bdi></b>
                {tr.t("colon")} " " <q dir="auto">{why.clone()}</q> " " {decide}
            </li>
        }
        .into_any()
    });
    let correction = page.pending_correction.as_ref().map(|of| {
        let decide = decide(tr, page, QuestionStep::ConfirmCorrection, QuestionStep::DropCorrection);
        view! { <li>{of.view(tr)} " " {decide}</li> }.into_any()
    });
    let lines = answers.chain(transfers).chain(hiding).chain(correction).collect::<Vec<_>>();
    let second = [QuestionStep::ConfirmHiding, QuestionStep::ConfirmUnhiding, QuestionStep::ConfirmCorrection];
    let theirs = second.iter().any(|step| page.steps.contains(step));
    let decides = theirs || !page.to_judge.is_empty() || !page.transfers.is_empty();
    let title = if decides { tr.t("work-waiting") } else { tr.t("work-waiting-for-others") };
    (!lines.is_empty()).then(|| {
        view! {
            <section class="card waiting" aria-labelledby="waiting">
                <header><h2 id="waiting">{title}</h2></header>
                <ul class="bullets">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

/// The link that decides a request, for another person, or withdraws it, for its author.
fn decide(tr: Tr, page: &WorkPage, other: QuestionStep, own: QuestionStep) -> Option<AnyView> {
    let to = |step: QuestionStep| links::staff::question_step(tr.locale, &page.question.address.code, step.code());
    if page.steps.contains(&other) {
        return Some(view! { <a href=to(other)>{tr.t("work-decide")}</a> }.into_any());
    }
    let words = || view! { <span class="hint">{tr.t("work-waits-for-another")}</span> " " <a href=to(own)>{step_label(tr, page, own)}</a> };
    page.steps.contains(&own).then(|| words().into_any())
}

/// The name of a step for this question.
fn step_label(tr: Tr, page: &WorkPage, step: QuestionStep) -> String {
    step.label_for(tr, page.question.status, page.pending_correction.as_ref().map(|asked| &asked.what))
}

/// The next step as a button, the others as links.
fn next(tr: Tr, page: &WorkPage) -> Option<AnyView> {
    if page.steps.is_empty() && page.publishable.is_empty() {
        return None;
    }
    let expected = match (page.question.status, page.publication) {
        (Status::Draft, _) => Some(QuestionStep::Deposit),
        (Status::Deposited, _) => Some(QuestionStep::Transmit),
        (_, Publication::Unpublished) => Some(QuestionStep::Publish),
        _ => None,
    };
    let main = expected.filter(|step| page.steps.contains(step));
    let to = |step: QuestionStep| links::staff::question_step(tr.locale, &page.question.address.code, step.code());
    let words = |step: QuestionStep| match step {
        QuestionStep::Edit if page.question.status != Status::Draft => tr.t("question-form-edit"),
        QuestionStep::DeleteDraft => tr.t("work-delete-draft"),
        step => step_label(tr, page, step),
    };
    let others = page.steps.iter().filter(|step| Some(**step) != main).map(|step| {
        view! { <li><a class=if step.is_destructive() { "step grave" } else { "step" } href=to(*step)>{words(*step)}</a></li> }
    });
    let publishable = page.publishable.iter().map(|of| {
        let day = of.of.map(|on| (tr.t("comma"), " ", lang::day(tr, on)));
        view! { <li><a class="step" href=of.link.clone()>{publish::heading(tr, of.corrects, page.publication == Publication::Published)} {tr.t("colon")} " " {lang::name(tr, &of.ministry.name)} {day}</a></li> }
    });
    Some(
        view! {
            <section class="card next" aria-labelledby="next">
                <h2 id="next">{if main.is_some() { tr.t("work-next") } else { tr.t("work-steps") }}</h2>
                {main.map(|step| view! { <a class="button" href=to(step)>{step.label(tr)}</a> })}
                <ul class="steps-on">{others.collect_view()} {publishable.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}
