//! Between the question form and what the use cases take.

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, Locale, PerLocale, QuestionNumber, TextRole,
    field::{FieldName, FieldPart, FieldPath},
    validation::Problem,
};
use jawab_service::{
    reference_data::NamedSet,
    use_cases::{PressInput, QuestionInput, SubQuestionInput, TextInput},
};
use jawab_ui::{
    form::{FormState, MAX_ROWS, western_digits},
    pages::staff::question_form::sub_question_id,
};

use super::{
    Desk,
    pickers::{Askers, Only, Picking},
};

/// A question form as read.
pub(super) struct Read {
    pub input: QuestionInput,
    /// The day of transmission said along with a draft, as far as it is a day. That it is said does nothing, and what is wrong with it is
    /// complained of by the act alone that takes it: a draft does not keep it.
    pub transmitted_on: Option<NaiveDate>,
    /// Whether anything is said of that day.
    pub says_transmitted: bool,
    /// Which row of the form, from 0, each sub-question, and each citation, came from: empty rows are left out.
    rows: [Vec<usize>; 2],
}

impl Desk {
    /// The authors: members who sit in the clerk's Chamber on the day of deposit in the form, or today.
    pub fn authors(&self, state: &FormState) -> Picking<'_> {
        let on = state.date(FieldName::DepositedOn.form()).ok().flatten().unwrap_or(self.today);
        let only = self.chamber().ok().map(|chamber| Only::Askers(Askers { reference_data: &self.reference_data, chamber, on }));
        Picking { name: FieldName::Authors.form(), from: &self.reference_data.members, single: false, only }
    }

    /// The ministries that it goes to: those that are there on the day of that, or of the deposit.
    pub fn ministries(&self) -> Picking<'_> {
        Picking { name: FieldName::Ministries.form(), from: &self.reference_data.ministries, single: false, only: Some(self.existing()) }
    }

    pub fn existing(&self) -> Only<'_> {
        Only::Existing { reference_data: &self.reference_data, today: self.today }
    }

    /// Reads the form; what cannot be read is complained of. What it does not ask about stays as in `before`.
    pub fn read(&self, state: &mut FormState, chamber: Chamber, before: Option<QuestionInput>) -> Read {
        let mut input = before.unwrap_or_else(|| QuestionInput::new(chamber));
        let old = input.clone();
        input.subject = texts(state, FieldName::Subject, &old, &old.subject);
        input.text = texts(state, FieldName::Text, &old, &old.text);
        let (subs, kept): (Vec<usize>, Vec<_>) = sub_questions(state, &old).into_iter().unzip();
        input.sub_questions = kept;
        let press: Vec<_> =
            (0..state.rows(FieldName::Press.form())).filter_map(|n| Some((n, citation(state, FieldName::Press.at(n))?))).collect();
        let (cited, citations): (Vec<usize>, Vec<_>) = press.into_iter().unzip();
        input.press = with_hashes(citations, &old.press);
        // What the form has no room for stays.
        input.sub_questions.extend(old.sub_questions.into_iter().skip(MAX_ROWS));
        input.press.extend(old.press.into_iter().skip(MAX_ROWS));
        self.authors(state).resolve(state);
        self.ministries().resolve(state);
        (input.authors, input.ministries) = (self.authors(state).ids(state), self.ministries().ids(state));
        input.themes = self.themes.iter().filter(|theme| state.has(FieldName::Themes.form(), &theme.slug)).map(|theme| theme.id).collect();
        input.legislature = number(state, FieldName::Legislature, 99);
        input.number = number(state, FieldName::Number, QuestionNumber::MAX);
        input.deposited_on = day(state, FieldName::DepositedOn);
        let transmitted = state.date(FieldName::TransmittedOn.form());
        let says_transmitted = transmitted != Ok(None);
        Read { input, transmitted_on: transmitted.ok().flatten(), says_transmitted, rows: [subs, cited] }
    }

    /// Fills the form from a question.
    pub fn fill(&self, input: &QuestionInput) -> FormState {
        let mut state = FormState::default();
        for (field, texts) in [(FieldName::Subject, &input.subject), (FieldName::Text, &input.text)] {
            put(&mut state, field, texts);
        }
        for locale in Locale::ALL {
            state.set(&FieldName::Role.in_language(*locale).form(), role_shown(input, *locale).code());
        }
        for (n, sub) in input.sub_questions.iter().enumerate() {
            sub.id.into_iter().for_each(|id| state.set(&sub_question_id(n + 1), id.to_string()));
            put(&mut state, FieldName::SubQuestions.at(n), &sub.texts);
        }
        let slugs = |ids: &[i64], from: &NamedSet| ids.iter().filter_map(|id| Some(from.get(*id)?.slug)).collect::<Vec<_>>();
        slugs(&input.authors, &self.reference_data.members).into_iter().for_each(|slug| state.add(FieldName::Authors.form(), slug));
        slugs(&input.ministries, &self.reference_data.ministries)
            .into_iter()
            .for_each(|slug| state.add(FieldName::Ministries.form(), slug));
        self.themes
            .iter()
            .filter(|theme| input.themes.contains(&theme.id))
            .for_each(|theme| state.add(FieldName::Themes.form(), theme.slug.clone()));
        input.legislature.into_iter().for_each(|ordinal| state.set(FieldName::Legislature.form(), ordinal.to_string()));
        input.number.into_iter().for_each(|number| state.set(FieldName::Number.form(), number.to_string()));
        input.deposited_on.into_iter().for_each(|day| state.set_date(FieldName::DepositedOn.form(), day));
        for (n, press) in input.press.iter().enumerate() {
            fill_citation(&mut state, FieldName::Press.at(n), press);
        }
        state
    }
}

impl Read {
    /// The field of the form for one that a use case complains of.
    pub fn field(&self, field: FieldPath) -> FieldPath {
        let row = |of: usize, n: usize| self.rows.get(of).and_then(|rows| rows.get(n)).copied().unwrap_or_default();
        match field.name {
            FieldName::SubQuestions => FieldPath { item: field.item.map(|n| row(0, n)), ..field },
            FieldName::Press => FieldPath { item: field.item.map(|n| row(1, n)), ..field },
            FieldName::On => FieldName::DepositedOn.into(),
            _ => field,
        }
    }
}

/// What the field of a language says its texts are: it is one for all of them, and shows what the question's own text is, else its
/// subject.
pub(super) fn role_of<T>(locale: Locale, text: &PerLocale<T>, subject: &PerLocale<T>, role: impl Fn(&T) -> TextRole) -> Option<TextRole> {
    text.get(locale).or_else(|| subject.get(locale)).map(role)
}

fn role_shown(input: &QuestionInput, locale: Locale) -> TextRole {
    role_of(locale, &input.text, &input.subject, |text| text.role).unwrap_or(TextRole::Original)
}

/// What a text is: what the field of its language says. Where it was something else than the field showed, it stays that: a question's
/// text may be official and a sub-question translated by a machine, and nobody who sends the form saw that or said otherwise.
fn role(state: &FormState, old: &QuestionInput, locale: Locale, before: Option<&TextInput>) -> TextRole {
    let shown = role_shown(old, locale);
    match before {
        Some(text) if text.role != shown => text.role,
        _ => state.get(&FieldName::Role.in_language(locale).form()).parse().unwrap_or(shown),
    }
}

/// The texts of a field, with what else is known of those that were there before.
fn texts(state: &FormState, field: impl Into<FieldPath>, old: &QuestionInput, before: &PerLocale<TextInput>) -> PerLocale<TextInput> {
    let field = field.into();
    let filled = Locale::ALL.iter().filter_map(|locale| {
        let (body, before) = (state.get(&field.in_language(*locale).form()).to_owned(), before.get(*locale));
        let role = role(state, old, *locale, before);
        let provenance = before.map(|text| text.provenance.clone()).unwrap_or_default();
        (!body.trim().is_empty()).then_some((*locale, TextInput { body, role, provenance }))
    });
    filled.collect()
}

/// The rows of sub-questions that are not empty. Each is the one that it says it is, wherever it stands; where that is gone meanwhile, a
/// new one.
fn sub_questions(state: &FormState, old: &QuestionInput) -> Vec<(usize, SubQuestionInput)> {
    let mut open: Vec<&SubQuestionInput> = old.sub_questions.iter().collect();
    let read = |row: usize| {
        let said = state.get(&sub_question_id(row + 1)).parse::<i64>().ok();
        let known = open.iter().position(|sub| said.is_some() && sub.id == said).map(|at| open.remove(at));
        let none = PerLocale::default();
        let texts = texts(state, FieldName::SubQuestions.at(row), old, known.map_or(&none, |sub| &sub.texts));
        (!texts.is_empty()).then(|| (row, SubQuestionInput { id: known.and_then(|sub| sub.id), texts }))
    };
    (0..state.rows(FieldName::SubQuestions.form())).filter_map(read).collect()
}

fn put(state: &mut FormState, field: impl Into<FieldPath>, texts: &PerLocale<TextInput>) {
    let field = field.into();
    for (locale, text) in texts.iter() {
        state.set(&field.in_language(locale).form(), text.body.clone());
    }
}

/// A number from 1 to the most; what is none is complained of.
pub(super) fn number(state: &mut FormState, field: FieldName, most: i32) -> Option<i32> {
    let name = field.form();
    let typed = western_digits(state.filled(name)?);
    let read = typed.parse().ok().filter(|n| (1..=most).contains(n));
    if read.is_none() {
        state.add_problem(name, Problem::OutOfRange { least: 1, most: most.into() });
    }
    read
}

/// The day in a field of three; what is none is complained of.
fn day(state: &mut FormState, field: impl Into<FieldPath>) -> Option<NaiveDate> {
    let name = field.into().form();
    state.date(&name).unwrap_or_else(|problem| {
        state.add_problem(name, problem);
        None
    })
}

/// A day that must be said; what is none, or missing, is complained of.
pub(super) fn needed_day(state: &mut FormState, field: FieldName) -> Option<NaiveDate> {
    let on = day(state, field);
    if on.is_none() {
        state.add_problem(field.form(), Problem::Missing);
    }
    on
}

fn citation(state: &mut FormState, field: FieldPath) -> Option<PressInput> {
    let on = day(state, field.part(FieldPart::PublishedOn));
    let part = |part| state.filled(&field.part(part).form()).map(str::to_owned);
    let press = PressInput {
        locale: part(FieldPart::Language).and_then(|code| code.parse().ok()),
        title: part(FieldPart::Title),
        outlet: part(FieldPart::Outlet),
        published_on: on,
        url: part(FieldPart::Url),
        sha256: None,
    };
    (press != PressInput::default()).then_some(press)
}

/// By what an article is known again, the surest first.
const SAME_ARTICLE: [fn(&PressInput, &PressInput) -> bool; 4] = [
    |old, new| *new == PressInput { sha256: None, ..old.clone() },
    |old, new| old.url.is_some() && old.url == new.url,
    |old, new| old.title.is_some() && old.title == new.title,
    |old, new| old.outlet.is_some() && old.published_on.is_some() && (&old.outlet, old.published_on) == (&new.outlet, new.published_on),
];

/// Citations with what the form does not show: the hash of the copy that was read stays with its article.
fn with_hashes(mut press: Vec<PressInput>, old: &[PressInput]) -> Vec<PressInput> {
    let (mut known, mut open): (Vec<_>, Vec<_>) = (old.iter().collect(), press.iter_mut().collect());
    for same in SAME_ARTICLE {
        open.retain_mut(|new| {
            let found = known.iter().position(|old| same(old, new)).map(|at| known.remove(at));
            if let Some(old) = found {
                new.sha256.clone_from(&old.sha256);
            }
            found.is_none()
        });
    }
    press
}

fn fill_citation(state: &mut FormState, field: FieldPath, press: &PressInput) {
    let parts = [
        (FieldPart::Language, press.locale.map(|locale| locale.code().to_owned())),
        (FieldPart::Title, press.title.clone()),
        (FieldPart::Outlet, press.outlet.clone()),
        (FieldPart::Url, press.url.clone()),
    ];
    for (part, value) in parts {
        value.into_iter().for_each(|value| state.set(&field.part(part).form(), value));
    }
    press.published_on.into_iter().for_each(|day| state.set_date(&field.part(FieldPart::PublishedOn).form(), day));
}
