//! The form that logs a question and changes it while it is a draft.

use chrono::NaiveDate;
use jawab_domain::{
    DeadlineRule, Locale, PerLocale, Publication, TextRole,
    deadline::Deadline,
    field::{FieldName, FieldPart},
};
use leptos::prelude::*;

use super::{
    conflict,
    form_drafts::{self, FormDraftContext, FormDraftOffer},
};
use crate::{
    catalogue::Tr,
    components::form::{
        Bilingual, Choice, Field, Input, Rows, Weight, actions, bilingual, button, date, form, hidden, input, repeated, section, select,
        summary, textarea,
    },
    form::{ACTION, ENTER, FormState, ORIGINAL, Picker, Post},
    links,
    model::QuestionRow,
    shell::staff::breadcrumbs,
};

mod aside;
mod labels;
mod parties;

pub use labels::{field, label};

pub(super) use aside::deadline;

/// The action of the button that saves and does nothing else. Groups and pickers have buttons of their own.
pub const SAVE: &str = "save";
/// The action that deposits the question at its Chamber.
pub const DEPOSIT: &str = "deposit";
/// The action that deposits the question and transmits it to the Government, which starts the deadline.
pub const TRANSMIT: &str = "deposit-transmit";
/// The action that shows the deadline and likely duplicates without saving.
pub const CHECK: &str = "check";
/// The same, sent by the form companion, which saves the draft separately.
pub const LOOK: &str = "look";
/// The hidden field with the code of the draft that may have been created from the form before.
pub const MADE: &str = "made";
/// The repeated groups of the form.
pub const GROUPS: [&str; 2] = [FieldName::SubQuestions.form(), FieldName::Press.form()];

/// The hidden field with the identity of a row's sub-question, which moves with the row. A new sub-question has none.
#[must_use]
pub fn sub_question_id(row: usize) -> String {
    format!("{}-{row}-id", FieldName::SubQuestions.form())
}

/// Whether a field is such a hidden field.
#[must_use]
pub fn is_sub_question_id(name: &str) -> bool {
    FieldName::SubQuestions.place(name).is_some_and(|place| place.ends_with("-id"))
}

/// The form of a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionFormPage {
    /// The code of an existing draft; `None`: a new question.
    pub code: Option<String>,
    /// The target of the form.
    pub post: Post,
    /// The form.
    pub state: FormState,
    /// The picked or matching members.
    pub authors: Picker,
    /// The picked or matching ministries.
    pub ministries: Picker,
    /// The themes to tick: value and name.
    pub themes: Vec<(String, PerLocale<String>)>,
    /// The current role of the question's text in each language. Imports may have roles that clerks cannot choose: a press
    /// report, or unknown.
    pub roles: PerLocale<TextRole>,
    /// The deadline if the question were transmitted on the day in the form, or today.
    pub preview: Option<DeadlinePreview>,
    /// The number that a deposit without one would get now; `None` if the question already has one, or it is unknown.
    pub next_number: Option<i32>,
    /// Likely duplicates.
    pub duplicates: Vec<Duplicate>,
    /// The form drafts that were never sent.
    pub draft_offer: FormDraftOffer,
    /// The identity of the form's draft.
    pub draft_context: FormDraftContext,
    /// After the user chose another user's version: the fields that still differ from it, none of which is saved.
    pub unsaved: Option<Vec<String>>,
    /// Whether the question was published. Then a change is a correction that needs a reason, and its dates cannot be edited
    /// here.
    pub published: bool,
    /// How the ministries can be changed.
    pub referral: Referral,
    /// Whether changes are public at once.
    pub public: bool,
    /// Whether the question is a draft, so that the days of deposit and transmission can be entered too. After the deposit,
    /// another day of deposit is a correction that needs a reason.
    pub draft: bool,
}

/// How the ministries of a question can be changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Referral {
    /// In this form: the question was not transmitted yet.
    #[default]
    Intended,
    /// By steps of their own: ministries still owe an answer.
    Open,
    /// No longer: the procedure is over.
    Over,
}

/// A deadline that does not run yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlinePreview {
    /// The deadline, with its days.
    pub deadline: Deadline,
    /// The rule.
    pub rule: DeadlineRule,
}

/// A likely duplicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The question.
    pub question: QuestionRow,
    /// Whether the public sees it.
    pub publication: Publication,
    /// Whether it was answered so recently that the author could be sent that answer first.
    pub answered_lately: bool,
}

pub(super) fn title(tr: Tr, page: &QuestionFormPage) -> String {
    match &page.code {
        None => tr.t("question-form-new"),
        Some(_) if page.draft => tr.t("step-edit"),
        Some(_) => tr.t("question-form-edit"),
    }
}

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
        {summary(tr, &page.state, |field| label(tr, field))}
        {conflict::unsaved(tr, page.unsaved.as_deref())}
        {form_drafts::offer(tr, today, &page.draft_offer, &page.draft_context, Some(tr.t("no-subject")))}
        <div class="working">
            {form(page.post.clone(), ENTER, (texts(tr, &page), parties::view(tr, &page), particulars(tr, today, &page), surroundings(tr, &page), reason(tr, &page), buttons(tr, today, &page, back)))}
            <aside class="stack" id="live" aria-label=tr.t("question-form-aside")>{aside::aside(tr, today, &page)}</aside>
        </div>
    }
}

fn texts(tr: Tr, page: &QuestionFormPage) -> AnyView {
    let state = &page.state;
    let text = |field: FieldName, rows, hint: Option<String>| {
        let (name, optional) = (field.form().to_owned(), field == FieldName::Text);
        bilingual(tr, state, Bilingual { name, label: tr.field(field), hint, optional, rows })
    };
    let roles = std::iter::once(tr.locale).chain(tr.locale.others()).map(|locale| role(tr, page, locale)).collect_view();
    let rows = Rows {
        group: FieldName::SubQuestions.form(),
        action: page.post.action.clone(),
        label: tr.field(FieldName::SubQuestions),
        each: (1..=state.rows(FieldName::SubQuestions.form())).map(|n| tr.ta("question-form-sub", [("n", n.to_string().into())])).collect(),
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
    // If no sub-question can be added, no empty row is shown.
    let any = state.pairs().iter().any(|(name, value)| FieldName::SubQuestions.place(name).is_some() && !value.trim().is_empty());
    let sub = (any || !page.published).then(|| repeated(tr, state, &rows, row));
    let fields = (
        text(FieldName::Subject, 2, None),
        text(FieldName::Text, 9, Some(tr.t("question-form-text-hint"))),
        view! { <div class="sides">{roles}</div> },
        sub,
    );
    section(tr.t("question-form-texts"), Some(tr.t("question-form-texts-hint")), fields)
}

/// The role of the text in a language: the roles that clerks can choose, and the current one.
fn role(tr: Tr, page: &QuestionFormPage, locale: Locale) -> AnyView {
    let field = Field::labelled(tr, FieldName::Role.in_language(locale));
    let mut roles = vec![TextRole::Original, TextRole::OfficialTranslation, TextRole::UnofficialTranslation, TextRole::MachineTranslation];
    let (is, said) = (page.roles.get(locale).copied(), page.state.get(&field.name).parse::<TextRole>().ok());
    for role in is.into_iter().chain(said) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let choices = roles.into_iter().map(|role| Choice::new(role.code(), tr.role(role))).collect();
    select(tr, &page.state, field, None, choices)
}

/// The hint for an empty number. Somebody else may take the next number first.
pub(super) fn number_hint(tr: Tr, next: Option<i32>) -> String {
    match next {
        Some(next) => tr.ta("step-next-number", [("number", next.to_string().into())]),
        None => tr.t("question-form-number-hint"),
    }
}

fn particulars(tr: Tr, today: NaiveDate, page: &QuestionFormPage) -> AnyView {
    let state = &page.state;
    let day = |field: FieldName, hint: String| date(tr, state, Field::labelled(tr, field).hint(hint).optional());
    let example = [("date", tr.date(today).into())];
    let deposited = if page.draft { tr.ta("question-form-deposited-hint", example) } else { tr.ta("question-form-date-example", example) };
    let legislature = Field::labelled(tr, FieldName::Legislature);
    let number = Field::labelled(tr, FieldName::Number).hint(number_hint(tr, page.next_number)).optional();
    let fields = (
        view! { <div class="sides">{input(tr, state, legislature, Input::Number)}{input(tr, state, number, Input::Number)}</div> },
        day(FieldName::DepositedOn, deposited),
        page.draft.then(|| day(FieldName::TransmittedOn, tr.t("question-form-transmitted-hint"))),
    );
    section(tr.t("question-form-particulars"), Some(tr.t("question-form-particulars-hint")), fields)
}

fn surroundings(tr: Tr, page: &QuestionFormPage) -> AnyView {
    let state = &page.state;
    let themes = (!page.themes.is_empty()).then(|| {
        let choices = page.themes.iter().map(|(value, name)| Choice::new(value, tr.plain(name))).collect();
        crate::components::form::checkboxes(tr, state, Field::labelled(tr, FieldName::Themes).optional(), choices)
    });
    let rows = Rows {
        group: FieldName::Press.form(),
        action: page.post.action.clone(),
        label: tr.field(FieldName::Press),
        each: (1..=state.rows(FieldName::Press.form())).map(|n| tr.ta("question-form-press-one", [("n", n.to_string().into())])).collect(),
        hint: None,
        add: tr.t("question-form-press-add"),
        ordered: false,
        fixed: false,
    };
    let press = repeated(tr, state, &rows, |_, n| citation(tr, state, n));
    section(tr.t("question-form-surroundings"), None, (themes, press))
}

fn citation(tr: Tr, state: &FormState, row: usize) -> AnyView {
    let field = |part: FieldPart| Field::labelled(tr, FieldName::Press.at(row.saturating_sub(1)).part(part));
    let languages = Locale::ALL.iter().map(|locale| Choice::new(locale.code(), tr.language(*locale))).collect();
    view! {
        <div class="sides">
            {input(tr, state, field(FieldPart::Outlet), Input::Text)}
            {select(tr, state, field(FieldPart::Language), Some(tr.t("unknown")), languages)}
        </div>
        {input(tr, state, field(FieldPart::Title), Input::Text)}
        {input(tr, state, field(FieldPart::Url).optional(), Input::Web)}
        {date(tr, state, field(FieldPart::PublishedOn).optional())}
    }
    .into_any()
}

/// The reason for changing a published question, or the day of deposit.
fn reason(tr: Tr, page: &QuestionFormPage) -> Option<AnyView> {
    let field = Field::labelled(tr, FieldName::Reason);
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
        // If the day has a problem, the button names no other day instead.
        let day = FieldName::TransmittedOn.form();
        let from = page.state.date(day).ok().filter(|_| page.state.problem(day).is_none());
        let transmit = match from {
            Some(from) => tr.ta("question-form-transmit", [("date", tr.date(from.unwrap_or(today)).into())]),
            None => tr.t("confirm-deposit-transmit"),
        };
        view! {
            {button(Weight::Other, DEPOSIT, tr.t("question-form-deposit"))}
            // The companion refreshes the day in the button while the user types.
            <span id="clock"><button class=Weight::Other.class() type="submit" name=ACTION value=TRANSMIT>{transmit}</button></span>
        }
    });
    let check = button(Weight::Other, CHECK, tr.t("question-form-check"));
    let companion = form_drafts::companion(tr, &page.draft_context, "live");
    let keep = form_drafts::button(tr, &page.draft_context);
    let was = page.state.filled(ORIGINAL).map(|was| hidden(ORIGINAL, was.to_owned()));
    let made = page.state.filled(MADE).map(|made| hidden(MADE, made.to_owned()));
    (actions(tr, (main, acts, check, keep), Some(back)), companion, was, made).into_any()
}
