//! The form by which a clerk logs a question, and changes it while it is a draft.

use chrono::NaiveDate;
use jawab_domain::{DeadlineRule, Locale, PerLocale, Publication, TextRole, deadline::Deadline};
use leptos::prelude::*;

use super::{
    conflict,
    kept::{self, KeptAs, Offer},
};
use crate::{
    catalogue::Tr,
    form::{DO, ENTER, FormState, Picker, Post, WAS},
    links,
    model::QuestionRow,
    parts::form::{
        Bilingual, Choice, Field, Input, Rows, Weight, actions, bilingual, button, date, form, hidden, input, picker, repeated, section,
        select, summary, textarea,
    },
    shell::staff::breadcrumbs,
};

mod aside;
mod labels;

pub use labels::label;

pub(super) use aside::deadline;

/// What the buttons of the form ask for, besides those of groups and pickers. This one saves, and does nothing else.
pub const SAVE: &str = "save";
/// Deposits the question at its Chamber.
pub const DEPOSIT: &str = "deposit";
/// Deposits it and transmits it to the Government: the clock starts.
pub const TRANSMIT: &str = "deposit-transmit";
/// Shows deadline and likely duplicates without saving.
pub const CHECK: &str = "check";
/// The same, asked by the page itself while somebody types, which keeps the form in its own time.
pub const LOOK: &str = "look";
/// The unseen field that says under which code a draft may have been made of the form before.
pub const MADE: &str = "made";
/// The groups of the form that repeat.
pub const GROUPS: [&str; 2] = ["sub", "press"];

/// The unseen field that says which sub-question a row holds, wherever the row is moved. A new one has none.
#[must_use]
pub fn sub_question_id(row: usize) -> String {
    format!("sub-{row}-id")
}

/// Whether a field is one of those.
#[must_use]
pub fn is_sub_question_id(name: &str) -> bool {
    name.starts_with("sub-") && name.ends_with("-id")
}

/// The form of a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionFormPage {
    /// The code of the draft that is changed; none: a new question.
    pub code: Option<String>,
    /// Where it goes.
    pub post: Post,
    /// What is in it, and what is wrong.
    pub state: FormState,
    /// The members picked or found.
    pub authors: Picker,
    /// The ministries picked or found.
    pub ministries: Picker,
    /// The themes to tick: value and name.
    pub themes: Vec<(String, PerLocale<String>)>,
    /// What the question's text in each language is now. It may be what no clerk makes it: a report of the press, or unknown.
    pub roles: PerLocale<TextRole>,
    /// The deadline, were it transmitted on the day in the form, or today.
    pub preview: Option<DeadlinePreview>,
    /// The number that it would be given if it was deposited now without one; none: it has left that behind, or that is not known.
    pub next_number: Option<i32>,
    /// Questions that are likely the same.
    pub duplicates: Vec<Duplicate>,
    /// What was kept of it but never sent.
    pub kept: Offer,
    /// How the form is kept.
    pub kept_as: KeptAs,
    /// After what somebody else saved was chosen: the fields that still differ from that, none of which is saved.
    pub unsaved: Option<Vec<String>>,
    /// Whether it was published: then a change is a correction and wants a reason, and its dates are those of its steps.
    pub published: bool,
    /// Whether everybody sees what is saved at once.
    pub public: bool,
    /// Whether it is still a draft, so that the days of deposit and transmission can be said along with it. Once deposited, another day
    /// of deposit is a correction and wants a reason.
    pub draft: bool,
}

/// A deadline before it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlinePreview {
    /// The deadline, with its days.
    pub deadline: Deadline,
    /// By which rule.
    pub rule: DeadlineRule,
}

/// A question that is likely the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Which.
    pub question: QuestionRow,
    /// Whether the public sees it.
    pub publication: Publication,
    /// Whether it was answered so lately that the answer could be sent to the author first.
    pub answered_lately: bool,
}

pub(super) fn title(tr: Tr, page: &QuestionFormPage) -> String {
    match &page.code {
        None => tr.t("question-form-new"),
        Some(_) if page.draft => tr.t("step-edit"),
        Some(_) => tr.t("question-form-edit"),
    }
}

/// The form of a question.
#[component]
pub(super) fn QuestionForm(tr: Tr, today: NaiveDate, page: QuestionFormPage) -> impl IntoView {
    let mut steps = vec![(links::staff::questions(tr.locale), tr.t("staff-menu-questions"))];
    let back = page.code.as_ref().map_or_else(|| links::staff::questions(tr.locale), |code| links::staff::question(tr.locale, code));
    if page.code.is_some() {
        steps.push((back.clone(), tr.t("question-form-back")));
    }
    let lead = page.code.is_none().then(|| view! { <p class="lead">{tr.t("question-form-lead")}</p> });
    view! {
        {breadcrumbs(tr, steps)}
        <header class="heading"><h1>{title(tr, &page)}</h1> {lead}</header>
        {summary(tr, &page.state, |field| labels::label(tr, field))}
        {conflict::unsaved(tr, page.unsaved.as_deref())}
        {kept::offer(tr, today, &page.kept, &page.kept_as, Some(tr.t("no-subject")))}
        <div class="working">
            {form(page.post.clone(), ENTER, (texts(tr, &page), parties(tr, &page), particulars(tr, today, &page), surroundings(tr, &page), reason(tr, &page), buttons(tr, today, &page, back)))}
            <aside class="stack" id="live" aria-label=tr.t("question-form-aside")>{aside::aside(tr, today, &page)}</aside>
        </div>
    }
}

fn texts(tr: Tr, page: &QuestionFormPage) -> AnyView {
    let state = &page.state;
    let text = |name: &str, rows, hint: Option<String>| {
        bilingual(tr, state, Bilingual { name: name.into(), label: labels::label(tr, name), hint, optional: name == "text", rows })
    };
    let roles = std::iter::once(tr.locale).chain(tr.locale.others()).map(|locale| role(tr, page, locale)).collect_view();
    let rows = Rows {
        group: "sub",
        action: page.post.action.clone(),
        label: tr.t("sub-questions"),
        each: (1..=state.rows("sub")).map(|n| tr.ta("question-form-sub", [("n", n.to_string().into())])).collect(),
        hint: Some(tr.t("question-form-sub-hint")),
        add: tr.t("question-form-sub-add"),
        ordered: true,
        fixed: page.published,
    };
    let row = |start: &str, n: usize| {
        let label = tr.ta("question-form-sub", [("n", n.to_string().into())]);
        let name = sub_question_id(n);
        let id = state.filled(&name).map(|id| hidden(&name, id.to_owned()));
        (id, bilingual(tr, state, Bilingual { name: start.to_owned(), label, hint: None, optional: false, rows: 2 })).into_any()
    };
    // Where none can be added, no empty row is offered.
    let any = state.pairs().iter().any(|(name, value)| name.starts_with("sub-") && !value.trim().is_empty());
    let sub = (any || !page.published).then(|| repeated(tr, state, &rows, row));
    let fields =
        (text("subject", 2, None), text("text", 9, Some(tr.t("question-form-text-hint"))), view! { <div class="sides">{roles}</div> }, sub);
    section(tr.t("question-form-texts"), Some(tr.t("question-form-texts-hint")), fields)
}

/// What the text in a language is: one of what clerks make it, or what it is already.
fn role(tr: Tr, page: &QuestionFormPage, locale: Locale) -> AnyView {
    let name = format!("role-{locale}");
    let mut roles = vec![TextRole::Original, TextRole::OfficialTranslation, TextRole::UnofficialTranslation, TextRole::MachineTranslation];
    let (is, said) = (page.roles.get(locale).copied(), page.state.get(&name).parse::<TextRole>().ok());
    for role in is.into_iter().chain(said) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let choices = roles.into_iter().map(|role| Choice::new(role.code(), tr.role(role))).collect();
    let label = labels::label(tr, &name);
    select(tr, &page.state, Field::new(name, label), None, choices)
}

fn parties(tr: Tr, page: &QuestionFormPage) -> AnyView {
    let field = |name: &str, hint: String| Field::new(name, labels::label(tr, name)).hint(hint);
    let authors = picker(tr, &page.state, field("authors", tr.t("question-form-authors-hint")), &page.authors);
    let ministries = picker(tr, &page.state, field("ministries", tr.t("question-form-ministries-hint")), &page.ministries);
    section(tr.t("question-form-parties"), None, (authors, ministries))
}

/// What becomes of a number that is left out. Somebody else may take the next one first.
pub(super) fn number_hint(tr: Tr, next: Option<i32>) -> String {
    match next {
        Some(next) => tr.ta("step-next-number", [("number", next.to_string().into())]),
        None => tr.t("question-form-number-hint"),
    }
}

fn particulars(tr: Tr, today: NaiveDate, page: &QuestionFormPage) -> AnyView {
    let state = &page.state;
    let day = |name: &str, hint: String| date(tr, state, Field::new(name, labels::label(tr, name)).hint(hint).optional());
    let example = [("date", tr.date(today).into())];
    let deposited = if page.draft { tr.ta("question-form-deposited-hint", example) } else { tr.ta("question-form-date-example", example) };
    let legislature = Field::new("legislature", labels::label(tr, "legislature"));
    let number = Field::new("number", labels::label(tr, "number")).hint(number_hint(tr, page.next_number)).optional();
    let fields = (
        view! { <div class="sides">{input(tr, state, legislature, Input::Number)}{input(tr, state, number, Input::Number)}</div> },
        day("deposited", deposited),
        page.draft.then(|| day("transmitted", tr.t("question-form-transmitted-hint"))),
    );
    section(tr.t("question-form-particulars"), Some(tr.t("question-form-particulars-hint")), fields)
}

fn surroundings(tr: Tr, page: &QuestionFormPage) -> AnyView {
    let state = &page.state;
    let themes = (!page.themes.is_empty()).then(|| {
        let choices = page.themes.iter().map(|(value, name)| Choice::new(value, tr.plain(name))).collect();
        crate::parts::form::checkboxes(tr, state, Field::new("themes", labels::label(tr, "themes")).optional(), choices)
    });
    let rows = Rows {
        group: "press",
        action: page.post.action.clone(),
        label: tr.t("question-form-press"),
        each: (1..=state.rows("press")).map(|n| tr.ta("question-form-press-one", [("n", n.to_string().into())])).collect(),
        hint: None,
        add: tr.t("question-form-press-add"),
        ordered: false,
        fixed: false,
    };
    let press = repeated(tr, state, &rows, |start, _| citation(tr, state, start));
    section(tr.t("question-form-surroundings"), None, (themes, press))
}

fn citation(tr: Tr, state: &FormState, start: &str) -> AnyView {
    let field = |part: &str| {
        let name = format!("{start}-{part}");
        let label = labels::label(tr, &name);
        Field::new(name, label)
    };
    let languages = Locale::ALL.iter().map(|locale| Choice::new(locale.code(), tr.language(*locale))).collect();
    view! {
        <div class="sides">
            {input(tr, state, field("outlet"), Input::Text)}
            {select(tr, state, field("language"), Some(tr.t("unknown")), languages)}
        </div>
        {input(tr, state, field("title"), Input::Text)}
        {input(tr, state, field("url").optional(), Input::Web)}
        {date(tr, state, field("on").optional())}
    }
    .into_any()
}

/// Why a published question is changed, or the day on which one was deposited.
fn reason(tr: Tr, page: &QuestionFormPage) -> Option<AnyView> {
    let field = Field::new("reason", labels::label(tr, "reason"));
    let (field, hint) = match (page.published, page.draft) {
        (true, _) => (field.hint(tr.t("step-reason-read-hint")), tr.t("question-form-correction-hint")),
        (false, false) => (field.hint(tr.t("step-reason-hint")).optional(), tr.t("question-form-redated-hint")),
        (false, true) => return None,
    };
    Some(section(tr.t("question-form-correction"), Some(hint), textarea(tr, &page.state, field, 3)))
}

fn buttons(tr: Tr, today: NaiveDate, page: &QuestionFormPage, back: String) -> AnyView {
    let save = match (page.draft, page.public) {
        (true, _) => tr.t("question-form-save"),
        (false, true) => tr.t("question-form-save-publish"),
        (false, false) => tr.t("question-form-save-changes"),
    };
    let main = button(Weight::Main, SAVE, save);
    let acts = page.draft.then(|| {
        // What is wrong with the day is said beside it: no other one is named in its place.
        let from = page.state.date("transmitted").ok().filter(|_| page.state.problem("transmitted").is_none());
        let transmit = match from {
            Some(from) => tr.ta("question-form-transmit", [("date", tr.date(from.unwrap_or(today)).into())]),
            None => tr.t("confirm-deposit-transmit"),
        };
        view! {
            {button(Weight::Other, DEPOSIT, tr.t("question-form-deposit"))}
            // The day in it is shown anew while somebody types.
            <span id="clock"><button class=Weight::Other.class() type="submit" name=DO value=TRANSMIT>{transmit}</button></span>
        }
    });
    let check = button(Weight::Other, CHECK, tr.t("question-form-check"));
    let companion = kept::companion(tr, &page.kept_as, "live");
    let keep = kept::button(tr, &page.kept_as);
    let was = page.state.filled(WAS).map(|was| hidden(WAS, was.to_owned()));
    let made = page.state.filled(MADE).map(|made| hidden(MADE, made.to_owned()));
    (actions(tr, (main, acts, check, keep), Some(back)), companion, was, made).into_any()
}
