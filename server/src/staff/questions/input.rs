//! Between the question form and what the use cases take.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, PerLocale, TextRole};
use jawab_service::work::{PressInput, QuestionInput, TextInput};
use jawab_ui::form::{FormState, Problem, western_digits};

use super::{
    Desk,
    pickers::{Askers, Picking},
};

/// A question form as read.
pub(super) struct Read {
    pub input: QuestionInput,
    /// The day of transmission, as far as it is said along with a draft. That it is said does nothing.
    pub transmitted_on: Option<NaiveDate>,
    /// Which row of the form each sub-question, and each citation, came from: empty rows are left out.
    rows: [Vec<usize>; 2],
}

impl Desk {
    /// The authors: members who sit in the clerk's Chamber on the day of deposit in the form, or today.
    pub fn authors(&self, state: &FormState) -> Picking<'_> {
        let on = state.date("deposited").ok().flatten().unwrap_or(self.today);
        let askers = self.chamber().ok().map(|chamber| Askers { directory: &self.directory, chamber, on });
        Picking { name: "authors", from: &self.directory.members, single: false, askers }
    }

    pub fn ministries(&self) -> Picking<'_> {
        Picking { name: "ministries", from: &self.directory.ministries, single: false, askers: None }
    }

    /// Reads the form; what cannot be read is complained of. What it does not ask about stays as in `before`.
    pub fn read(&self, state: &mut FormState, chamber: Chamber, before: Option<QuestionInput>) -> Read {
        let mut input = before.unwrap_or_else(|| QuestionInput::new(chamber));
        let old = (input.subject.clone(), input.text.clone(), input.sub_questions.clone());
        input.subject = texts(state, "subject", Some(&old.0));
        input.text = texts(state, "text", Some(&old.1));
        let rows: Vec<_> = (1..=state.rows("sub")).map(|n| (n, texts(state, &format!("sub-{n}"), old.2.get(n - 1)))).collect();
        let (subs, kept): (Vec<usize>, Vec<_>) = rows.into_iter().filter(|(_, texts)| !texts.is_empty()).unzip();
        input.sub_questions = kept;
        let press: Vec<_> = (1..=state.rows("press")).filter_map(|n| Some((n, citation(state, n)?))).collect();
        let (cited, citations): (Vec<usize>, Vec<_>) = press.into_iter().unzip();
        input.press = citations;
        self.authors(state).resolve(state);
        self.ministries().resolve(state);
        (input.authors, input.ministries) = (self.authors(state).ids(state), self.ministries().ids(state));
        input.themes = self.themes.iter().filter(|theme| state.has("themes", &theme.slug)).map(|theme| theme.id).collect();
        input.legislature = number(state, "legislature", 99);
        input.number = number(state, "number", 999_999);
        input.deposited_on = day(state, "deposited");
        let transmitted_on = day(state, "transmitted");
        Read { input, transmitted_on, rows: [subs, cited] }
    }

    /// Fills the form from a question.
    pub fn fill(&self, input: &QuestionInput) -> FormState {
        let mut state = FormState::default();
        for (name, texts) in [("subject", &input.subject), ("text", &input.text)] {
            put(&mut state, name, texts);
        }
        for locale in Locale::ALL {
            let role = input.text.get(*locale).or(input.subject.get(*locale)).map_or(TextRole::Original, |text| text.role);
            state.set(&format!("role-{locale}"), role.code());
        }
        for (n, texts) in (1..).zip(&input.sub_questions) {
            put(&mut state, &format!("sub-{n}"), texts);
        }
        let slugs =
            |ids: &[i64], from: &crate::directory::Bodies| ids.iter().filter_map(|id| Some(from.get(*id)?.slug)).collect::<Vec<_>>();
        slugs(&input.authors, &self.directory.members).into_iter().for_each(|slug| state.add("authors", slug));
        slugs(&input.ministries, &self.directory.ministries).into_iter().for_each(|slug| state.add("ministries", slug));
        self.themes.iter().filter(|theme| input.themes.contains(&theme.id)).for_each(|theme| state.add("themes", theme.slug.clone()));
        input.legislature.into_iter().for_each(|ordinal| state.set("legislature", ordinal.to_string()));
        input.number.into_iter().for_each(|number| state.set("number", number.to_string()));
        input.deposited_on.into_iter().for_each(|day| state.set_date("deposited", day));
        for (n, press) in (1..).zip(&input.press) {
            fill_citation(&mut state, n, press);
        }
        state
    }
}

impl Read {
    /// The form's name of a field that a use case complains of.
    pub fn field(&self, path: &str) -> String {
        let mut parts = path.split('.');
        let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
        let row = |of: usize| second.and_then(|n| self.rows.get(of)?.get(n.parse::<usize>().ok()?)).copied().unwrap_or(1);
        match (first, second, third) {
            ("subject" | "text", Some(locale), _) => format!("{first}-{locale}"),
            ("sub_questions", Some(_), Some(locale)) => format!("sub-{}-{locale}", row(0)),
            ("sub_questions", ..) => "sub".into(),
            ("press", Some(_), Some(field)) => format!("press-{}-{field}", row(1)),
            ("deposited_on" | "on", ..) => "deposited".into(),
            ("to", ..) => "ministries".into(),
            _ => first.to_owned(),
        }
    }
}

fn texts(state: &FormState, name: &str, before: Option<&PerLocale<TextInput>>) -> PerLocale<TextInput> {
    let filled = Locale::ALL.iter().filter_map(|locale| {
        let body = state.get(&format!("{name}-{locale}")).to_owned();
        let role = state.get(&format!("role-{locale}")).parse().unwrap_or(TextRole::Original);
        let provenance = before.and_then(|before| before.get(*locale)).map(|text| text.provenance.clone()).unwrap_or_default();
        (!body.trim().is_empty()).then_some((*locale, TextInput { body, role, provenance }))
    });
    filled.collect()
}

fn put(state: &mut FormState, name: &str, texts: &PerLocale<TextInput>) {
    for (locale, text) in texts.iter() {
        state.set(&format!("{name}-{locale}"), text.body.clone());
    }
}

/// A number from 1 to the most; what is none is complained of.
pub(super) fn number(state: &mut FormState, name: &str, most: i32) -> Option<i32> {
    let typed = western_digits(state.filled(name)?);
    let read = typed.parse().ok().filter(|n| (1..=most).contains(n));
    if read.is_none() {
        state.complain(name, Problem::NotANumber(1, most.cast_unsigned()));
    }
    read
}

/// The day in a field of three; what is none is complained of.
fn day(state: &mut FormState, name: &str) -> Option<NaiveDate> {
    state.date(name).unwrap_or_else(|problem| {
        state.complain(name, problem);
        None
    })
}

/// A day that must be said; what is none, or missing, is complained of.
pub(super) fn needed_day(state: &mut FormState, name: &str) -> Option<NaiveDate> {
    let on = day(state, name);
    if on.is_none() {
        state.complain(name, Problem::Missing);
    }
    on
}

fn citation(state: &mut FormState, n: usize) -> Option<PressInput> {
    let on = day(state, &format!("press-{n}-on"));
    let part = |part: &str| state.filled(&format!("press-{n}-{part}")).map(str::to_owned);
    let press = PressInput {
        locale: part("language").and_then(|code| code.parse().ok()),
        title: part("title"),
        outlet: part("outlet"),
        published_on: on,
        url: part("url"),
        sha256: part("sha256"),
    };
    (press != PressInput::default()).then_some(press)
}

fn fill_citation(state: &mut FormState, n: usize, press: &PressInput) {
    let language = press.locale.map(|locale| locale.code().to_owned());
    let parts = [("language", language), ("title", press.title.clone()), ("outlet", press.outlet.clone()), ("url", press.url.clone())];
    for (part, value) in parts {
        value.into_iter().for_each(|value| state.set(&format!("press-{n}-{part}"), value));
    }
    press.published_on.into_iter().for_each(|day| state.set_date(&format!("press-{n}-on"), day));
}
