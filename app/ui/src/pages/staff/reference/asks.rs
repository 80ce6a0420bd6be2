//! What each form asks: its fields in order, once for the form, its error summary and the comparison with somebody else's.

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, Locale,
    deadline::Counting,
    people::{Gender, GroupKind, Succession},
};
use leptos::prelude::*;

use super::{EditForm, EditPage};
use crate::{
    catalogue::Tr,
    form::{FormState, Pick, Problem},
    parts::form::{Bilingual, Choice, Field, Input, bilingual, checkboxes, date, file, input, radios, select, textarea},
};

/// What a field takes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ask {
    /// A line.
    Line,
    /// A number.
    Number,
    /// A line in each language.
    Names,
    /// A date.
    Day,
    /// One of a few.
    One(Vec<Choice>),
    /// One of many, or none, which is called so.
    Of(Option<String>, Vec<Choice>),
    /// Any of a few.
    Some(Vec<Choice>),
    /// Several lines.
    Lines,
    /// A table of text.
    File,
}

/// The field.
pub(super) fn field(tr: Tr, state: &FormState, field: Field, ask: Ask) -> AnyView {
    match ask {
        Ask::Line => input(tr, state, field, Input::Text),
        Ask::Number => input(tr, state, field, Input::Number),
        Ask::Names => {
            let Field { name, label, hint, optional, .. } = field;
            bilingual(tr, state, Bilingual { name, label, hint, optional, rows: 1 })
        }
        Ask::Day => date(tr, state, field),
        Ask::One(choices) => radios(tr, state, field, choices),
        Ask::Of(none, choices) => select(tr, state, field, none, choices),
        Ask::Some(choices) => checkboxes(tr, state, field, choices),
        Ask::Lines => textarea(tr, state, field, 3),
        Ask::File => file(tr, state, field, ".tsv,.csv,.txt,text/tab-separated-values,text/csv"),
    }
}

/// What the summary calls a field at fault.
pub(super) fn label(tr: Tr, all: &[(Field, Ask)], name: &str) -> String {
    let base = |of: &Field| name == of.name || name.strip_prefix(of.name.as_str()).is_some_and(|rest| rest.starts_with('-'));
    let Some((field, ask)) = all.iter().find(|(of, _)| base(of)) else { return String::new() };
    let locale = name.rsplit_once('-').and_then(|(_, code)| code.parse::<Locale>().ok()).filter(|_| *ask == Ask::Names);
    locale.map_or_else(|| field.label.clone(), |locale| format!("{} ({})", field.label, tr.in_language(locale)))
}

/// The fields of a form.
pub(super) fn asks(tr: Tr, today: NaiveDate, page: &EditPage) -> Vec<(Field, Ask)> {
    let example = tr.ta("question-form-date-example", [("date", tr.date(today).into())]);
    let day = |name: &str, label: String| (Field::new(name, label).hint(example.clone()), Ask::Day);
    let later = |name: &str, label: String| (Field::new(name, label).optional(), Ask::Day);
    let names = |label: String| (Field::new("name", label).hint(tr.t("reference-names-hint")), Ask::Names);
    match page.form {
        EditForm::Legislature => {
            let ordinal = (Field::new("ordinal", tr.t("legislature-ordinal")), Ask::Number);
            let days = [day("begins", tr.t("legislature-begins")), later("ends", tr.t("legislature-ends"))];
            page.new.then_some(ordinal).into_iter().chain(days).chain(outside(tr, &page.state)).collect()
        }
        EditForm::Group => {
            let kinds = GroupKind::ALL.iter().map(|kind| Choice::new(kind.code(), tr.group_kind(*kind))).collect();
            let kind = (Field::new("kind", tr.t("group-what")), Ask::One(kinds));
            let chamber = (Field::new("chamber", tr.t("filter-chamber")), Ask::Of(Some(tr.t("rule-both-chambers")), chambers(tr, &[])));
            vec![names(tr.t("reference-name")), kind, chamber]
        }
        EditForm::Member => member(tr, page, names(tr.t("reference-name"))),
        EditForm::Seat => seat(tr, page, later("held_from", tr.t("seat-from")), later("held_to", tr.t("seat-to"))),
        EditForm::Ministry => vec![names(tr.t("reference-name")), later("from", tr.t("ministry-from"))],
        EditForm::Rename => {
            let name = Field::new("name", tr.t("ministry-new-name")).hint(tr.t("ministry-new-name-hint"));
            vec![(name, Ask::Names), day("from", tr.t("ministry-renamed-on"))]
        }
        EditForm::MinistryName(locale) => {
            let name = Field::new("name", tr.t("reference-name")).language(locale);
            vec![(name, Ask::Line), later("from", tr.t("reference-from")), later("to", tr.t("reference-to"))]
        }
        EditForm::Succession => succession(tr, page, day("on", tr.t("succession-on"))),
        EditForm::Theme => vec![names(tr.t("reference-name"))],
        EditForm::ThemeMerge => {
            let into = Field::new("into", tr.t("theme-into"));
            vec![(into, Ask::Of(Some(tr.t("board-choose")), picks(tr, &page.picks)))]
        }
        EditForm::Holiday => {
            let source = Field::new("source", tr.t("holiday-source")).hint(tr.t("holiday-source-hint"));
            vec![day("on", tr.t("holiday-day")), names(tr.t("holiday-name")), (source, Ask::Names)]
        }
        EditForm::Rule => rule(tr, day("from", tr.t("rule-from"))),
        EditForm::Roster => roster(tr, later("from", tr.t("roster-from"))),
        EditForm::Lapse => {
            let chamber = (Field::new("chamber", tr.t("filter-chamber")), Ask::One(chambers(tr, &page.chambers)));
            let legislature = (Field::new("legislature", tr.t("question-form-legislature")), Ask::Number);
            let reason = (Field::new("reason", tr.t("step-reason")).hint(tr.t("lapse-reason-hint")), Ask::Lines);
            vec![chamber, legislature, day("on", tr.t("lapse-on")), reason]
        }
    }
}

/// Whether a legislature may leave as many questions outside its days, once it was said how many.
fn outside(tr: Tr, state: &FormState) -> Option<(Field, Ask)> {
    let questions = match state.problem("outside") {
        Some(Problem::LeftOutside(questions)) => questions.to_string(),
        _ => state.filled("outside")?.to_owned(),
    };
    let yes = Choice::new(questions, tr.t("legislature-outside-yes"));
    Some((Field::new("outside", tr.t("legislature-outside")), Ask::Some(vec![yes])))
}

fn member(tr: Tr, page: &EditPage, names: (Field, Ask)) -> Vec<(Field, Ask)> {
    let gender = |gender: &Gender| match gender {
        Gender::Feminine => Choice::new(gender.code(), tr.t("gender-feminine")),
        Gender::Masculine => Choice::new(gender.code(), tr.t("gender-masculine")),
    };
    let genders = Gender::ALL.iter().map(gender).collect();
    let gender = (Field::new("gender", tr.t("member-gender")), Ask::Of(Some(tr.t("unknown")), genders));
    let asked = page.state.problem("namesake").is_some() || page.state.has("namesake", "yes");
    let namesake = asked.then(|| {
        let yes = Choice::new("yes", tr.t("member-namesake-yes"));
        (Field::new("namesake", tr.t("member-namesake")), Ask::Some(vec![yes]))
    });
    [names, gender].into_iter().chain(namesake).collect()
}

fn seat(tr: Tr, page: &EditPage, from: (Field, Ask), to: (Field, Ask)) -> Vec<(Field, Ask)> {
    vec![
        (Field::new("chamber", tr.t("filter-chamber")), Ask::One(chambers(tr, &[]))),
        (Field::new("legislature", tr.t("question-form-legislature")).optional(), Ask::Number),
        (Field::new("group", tr.t("filter-group")), Ask::Of(Some(tr.t("unknown")), picks(tr, &page.picks))),
        (Field::new("district", tr.t("seat-district")).optional(), Ask::Names),
        from,
        to,
    ]
}

fn succession(tr: Tr, page: &EditPage, on: (Field, Ask)) -> Vec<(Field, Ask)> {
    let kind = |kind: &Succession| {
        let hint = match kind {
            Succession::Merged => tr.t("succession-merged-hint"),
            Succession::Split => tr.t("succession-split-hint"),
            Succession::Replaced => tr.t("succession-replaced-hint"),
        };
        Choice::new(kind.code(), tr.succession(*kind)).hint(hint)
    };
    let ends = Choice::new("yes", tr.t("succession-ends-yes"));
    vec![
        (Field::new("kind", tr.t("succession-kind")), Ask::One(Succession::ALL.iter().map(kind).collect())),
        (Field::new("to", tr.t("succession-successors")).hint(tr.t("succession-successors-hint")), Ask::Some(picks(tr, &page.picks))),
        on,
        (
            Field::new("open", tr.t("succession-open")).hint(tr.t("succession-open-hint")),
            Ask::Of(Some(tr.t("succession-open-stay")), picks(tr, &page.picks)),
        ),
        (Field::new("ends", tr.t("succession-ends")).hint(tr.t("succession-ends-hint")).optional(), Ask::Some(vec![ends])),
        (Field::new("reason", tr.t("step-reason")).hint(tr.t("succession-reason-hint")), Ask::Lines),
    ]
}

fn rule(tr: Tr, from: (Field, Ask)) -> Vec<(Field, Ask)> {
    let counting = |counting: &Counting| match counting {
        Counting::Calendar => Choice::new(counting.code(), tr.t("counting-calendar")),
        Counting::Working => Choice::new(counting.code(), tr.t("counting-working")),
    };
    let weekdays = (1..=7).map(|n: u32| Choice::new(n.to_string(), weekday(tr, n))).collect();
    let yes = |label: String| Ask::Some(vec![Choice::new("yes", label)]);
    vec![
        (
            Field::new("chamber", tr.t("filter-chamber")).hint(tr.t("rule-chamber-hint")),
            Ask::Of(Some(tr.t("rule-both-chambers")), chambers(tr, &[])),
        ),
        (Field::new("from", from.0.label).hint(tr.t("rule-from-hint")), from.1),
        (Field::new("days", tr.t("rule-days")), Ask::Number),
        (Field::new("counting", tr.t("rule-counting")), Ask::One(Counting::ALL.iter().map(counting).collect())),
        (Field::new("weekend", tr.t("rule-weekend")).optional(), Ask::Some(weekdays)),
        (Field::new("roll", tr.t("rule-roll")).optional(), yes(tr.t("rule-rolls"))),
        (Field::new("restarts", tr.t("rule-transfer")).optional(), yes(tr.t("rule-restarts"))),
        (Field::new("source", tr.t("rule-source")).hint(tr.t("rule-source-hint")), Ask::Names),
    ]
}

fn roster(tr: Tr, from: (Field, Ask)) -> Vec<(Field, Ask)> {
    vec![
        (Field::new("chamber", tr.t("filter-chamber")), Ask::One(chambers(tr, &[]))),
        (Field::new("legislature", tr.t("question-form-legislature")), Ask::Number),
        (Field::new("from", from.0.label).hint(tr.t("roster-from-hint")).optional(), from.1),
        (Field::new("file", tr.t("roster-file")).hint(tr.t("roster-file-hint")), Ask::File),
    ]
}

/// These Chambers; both, if none is given.
fn chambers(tr: Tr, only: &[Chamber]) -> Vec<Choice> {
    let all = if only.is_empty() { Chamber::ALL } else { only };
    all.iter().map(|chamber| Choice::new(chamber.code(), tr.chamber(*chamber))).collect()
}

fn picks(tr: Tr, all: &[Pick]) -> Vec<Choice> {
    all.iter().map(|pick| Choice::new(&pick.value, tr.plain(&pick.name))).collect()
}

/// A day of the week, from Monday (1).
pub(in crate::pages::staff) fn weekday(tr: Tr, n: u32) -> String {
    match n {
        1 => tr.t("weekday-1"),
        2 => tr.t("weekday-2"),
        3 => tr.t("weekday-3"),
        4 => tr.t("weekday-4"),
        5 => tr.t("weekday-5"),
        6 => tr.t("weekday-6"),
        _ => tr.t("weekday-7"),
    }
}
