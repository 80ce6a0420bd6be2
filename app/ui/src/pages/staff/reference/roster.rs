//! What a file of members would do, before anything is written.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, PerLocale, field::FieldName, validation::Problem};
use leptos::prelude::*;

use super::{
    BACK, CHECK, CONFIRM,
    asks::{Ask, Asker},
    edit::EditForm,
    frame::{carried, changed, head},
    list::names,
    members,
};
use crate::{
    catalogue::Tr,
    components::{
        form::{Choice, Field, Weight, actions, button, form, hidden, select},
        lang,
    },
    form::{ENTER, FormState, Post, SHOWN},
    links,
};

/// Lines of a kind that are shown: more than anybody reads. The others are counted.
const MAX_SHOWN: usize = 1_000;

/// What a file of members would do.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterPage {
    /// Where the form goes.
    pub post: Post,
    /// What it holds, the file among it, to be sent again.
    pub state: FormState,
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature.
    pub legislature: i32,
    /// The day from which it holds.
    pub from: Option<NaiveDate>,
    /// How many lines are of members known as they are.
    pub known: u64,
    /// The other lines.
    pub rows: Vec<RosterRow>,
    /// Groups that come with them.
    pub groups: Vec<PerLocale<String>>,
    /// A number for all of it.
    pub shown: i64,
    /// Whether something else was shown before.
    pub changed: bool,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterRow {
    /// Its number.
    pub line: u64,
    /// The name.
    pub names: PerLocale<String>,
    /// The group.
    pub group: PerLocale<String>,
    /// What becomes of it.
    pub verdict: RosterVerdict,
}

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum RosterVerdict {
    /// Somebody new.
    New,
    /// Known, and this is new.
    Changed(Vec<RosterChange>),
    /// In doubt.
    Doubt(RosterDoubt),
    /// At fault.
    Faulty(RosterFault),
}

/// What is new of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterChange {
    /// The name in a language.
    Name(Locale),
    /// The gender.
    Gender,
    /// A seat.
    Seat,
    /// Another group.
    Group,
    /// Group or constituency, unknown so far.
    District,
}

/// Why it is not clear who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RosterDoubt {
    /// Several are called so.
    Namesakes,
    /// A member of this name is called otherwise in another language.
    OtherName(PerLocale<String>),
    /// They sit in another group, since nobody knows when.
    OtherGroup,
    /// They sit elsewhere.
    OtherSeat,
}

/// Why a line is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RosterFault {
    /// It has not as many columns as the first.
    Columns,
    /// No name.
    NoName,
    /// The gender is neither `f` nor `m`.
    Gender,
    /// A text that cannot be taken.
    Text(Problem),
    /// The name is in this earlier line too.
    Twice(u64),
}

/// The form.
pub static FORM: EditForm = EditForm {
    shown_first: true,
    with_file: true,
    heading: |tr, _| tr.t("roster-title"),
    lead: |tr| Some(tr.t("roster-lead")),
    ..EditForm::new(&members::REGISTER, fields)
};

fn fields(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let tr = ask.tr;
    vec![
        (Field::new(FieldName::Chamber.form(), tr.t("filter-chamber")), Ask::One(ask.chambers())),
        (Field::new(FieldName::Legislature.form(), tr.t("question-form-legislature")), Ask::Number),
        (Field::new(FieldName::ValidFrom.form(), tr.t("roster-from")).hint(tr.t("roster-from-hint")).optional(), Ask::Day),
        (Field::new(FieldName::File.form(), tr.t("roster-file")).hint(tr.t("roster-file-hint")), Ask::File),
    ]
}

pub(super) fn view(tr: Tr, page: RosterPage) -> AnyView {
    let of = |is: fn(&RosterVerdict) -> bool| page.rows.iter().filter(|row| is(&row.verdict)).collect::<Vec<_>>();
    let new = of(|verdict| *verdict == RosterVerdict::New);
    let altered = of(|verdict| matches!(verdict, RosterVerdict::Changed(_)));
    let doubts = of(|verdict| matches!(verdict, RosterVerdict::Doubt(_)));
    let faulty = of(|verdict| matches!(verdict, RosterVerdict::Faulty(_)));
    let tally = [
        tr.ta("roster-new", [("n", new.len().into())]),
        tr.ta("roster-changed", [("n", altered.len().into())]),
        tr.ta("roster-known", [("n", page.known.into())]),
        tr.ta("roster-doubts", [("n", doubts.len().into())]),
        tr.ta("roster-faulty", [("n", faulty.len().into())]),
    ];
    let legislature = tr.legislature(page.legislature);
    let since = page.from.map(|from| (tr.t("comma"), " ", tr.ta("period-since", [("from", tr.date(from).into())])));
    let groups = (!page.groups.is_empty()).then(|| groups(tr, &page.groups));
    let nothing = new.is_empty() && altered.is_empty();
    let go = (!nothing).then(|| button(Weight::Main, CONFIRM, tr.t("roster-confirm")));
    let apply = (!doubts.is_empty()).then(|| button(Weight::Other, CHECK, tr.t("roster-decide")));
    let print = hidden(SHOWN, page.shown.to_string());
    let buttons = (go, apply, button(Weight::Other, BACK, tr.t("preview-back")));
    let lists = view! {
        {section(tr, &page.state, "faulty", tr.t("roster-faulty-title"), &faulty)}
        {section(tr, &page.state, "doubts", tr.t("roster-doubts-title"), &doubts)}
        {section(tr, &page.state, "altered", tr.t("roster-changed-title"), &altered)}
        {section(tr, &page.state, "added", tr.t("roster-new-title"), &new)}
    };
    let back = links::staff::register(tr.locale, members::REGISTER.code);
    // What was decided stays decided, where it is no longer asked.
    let asked: BTreeSet<String> = doubts.iter().take(MAX_SHOWN).map(|row| decision(row.line)).collect();
    let decided = page.state.pairs().iter().filter(|(name, _)| FieldName::RosterDecision.place(name).is_some() && !asked.contains(name));
    let decided = decided.map(|(name, value)| hidden(name, value.clone())).collect_view();
    let body = (print, carried(&page.state), decided, lists, actions(tr, buttons, Some(back)));
    view! {
        {head(tr, members::REGISTER.trail(tr), tr.t("roster-preview-title").into_any(), Some(tr.t("roster-preview-lead")))}
        {changed(tr, page.changed)}
        <section class="card effect" aria-labelledby="effect">
            <h2 id="effect">{tr.chamber(page.chamber)} {tr.t("comma")} " " {legislature} {since}</h2>
            <ul class="bullets">{tally.map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </section>
        {groups}
        {form(page.post, ENTER, body)}
    }
    .into_any()
}

fn groups(tr: Tr, all: &[PerLocale<String>]) -> AnyView {
    view! {
        <section class="card" aria-labelledby="groups">
            <h2 id="groups">{tr.t("roster-groups-title")}</h2>
            <ul class="bullets">{all.iter().map(|of| view! { <li>{names(tr, of)}</li> }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn section(tr: Tr, state: &FormState, id: &'static str, title: String, rows: &[&RosterRow]) -> Option<AnyView> {
    let one = |row: &&RosterRow| {
        let group = (!row.group.is_empty()).then(|| view! { <span>{lang::name(tr, &row.group)}</span> });
        view! {
            <li class="item">
                <p class="meta"><span>{tr.ta("roster-line", [("n", row.line.to_string().into())])}</span> <b>{names(tr, &row.names)}</b> {group}</p>
                {verdict(tr, state, row)}
            </li>
        }
    };
    let more = rows.len().saturating_sub(MAX_SHOWN);
    let more = (more > 0).then(|| view! { <p>{tr.ta("roster-more", [("n", more.into())])}</p> });
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby=id>
                <h2 id=id>{title} " " <span class="n">{tr.number(rows.len() as u64)}</span></h2>
                <ul class="list">{rows.iter().take(MAX_SHOWN).map(one).collect_view()}</ul>
                {more}
            </section>
        }
        .into_any()
    })
}

fn verdict(tr: Tr, state: &FormState, row: &RosterRow) -> Option<AnyView> {
    match &row.verdict {
        RosterVerdict::New => None,
        RosterVerdict::Changed(changes) => {
            let each = changes.iter().map(|change| change.words(tr)).collect::<Vec<_>>().join(&(tr.t("comma") + " "));
            Some(view! { <p>{each}</p> }.into_any())
        }
        RosterVerdict::Doubt(doubt) => Some(doubtful(tr, state, row, doubt)),
        RosterVerdict::Faulty(fault) => Some(view! { <p class="problem">{fault.words(tr)}</p> }.into_any()),
    }
}

fn doubtful(tr: Tr, state: &FormState, row: &RosterRow, doubt: &RosterDoubt) -> AnyView {
    let (words, same) = match doubt {
        RosterDoubt::Namesakes => (tr.t("roster-doubt-namesakes").into_any(), false),
        RosterDoubt::OtherName(known) => (view! { {tr.t("roster-doubt-name")} " " <b>{names(tr, known)}</b> }.into_any(), true),
        RosterDoubt::OtherGroup => return view! { <p>{tr.t("roster-doubt-group")}</p> }.into_any(),
        RosterDoubt::OtherSeat => return view! { <p>{tr.t("roster-doubt-seat")}</p> }.into_any(),
    };
    let mut choices = vec![Choice::new("", tr.t("roster-skip"))];
    if same {
        choices.push(Choice::new("same", tr.t("roster-same")));
    }
    choices.push(Choice::new("another", tr.t("roster-another")));
    let field = Field::new(decision(row.line), tr.t("roster-who"));
    view! { <p>{words}</p> {select(tr, state, field, None, choices)} }.into_any()
}

/// The name of the field that says who a line of the file names.
fn decision(line: u64) -> String {
    format!("{}-{line}", FieldName::RosterDecision.form())
}

impl RosterChange {
    fn words(self, tr: Tr) -> String {
        match self {
            Self::Name(locale) => tr.ta("roster-change-name", [("language", tr.language(locale).into())]),
            Self::Gender => tr.t("roster-change-gender"),
            Self::Seat => tr.t("roster-change-seat"),
            Self::Group => tr.t("roster-change-group"),
            Self::District => tr.t("roster-change-district"),
        }
    }
}

impl RosterFault {
    fn words(&self, tr: Tr) -> String {
        match self {
            Self::Columns => tr.t("roster-fault-columns"),
            Self::NoName => tr.t("roster-fault-name"),
            Self::Gender => tr.t("roster-fault-gender"),
            Self::Text(problem) => tr.problem(problem),
            Self::Twice(line) => tr.ta("roster-fault-twice", [("line", line.to_string().into())]),
        }
    }
}
