//! A form of the reference data, and what is known beside it.

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, Locale, PerLocale,
    people::{Period, Succession},
};
use leptos::prelude::*;

use super::{
    CHECK, CONFIRM, REMOVE, Register, SAVE,
    asks::{asks, field, label},
    frame::head_with,
    lapse_at_hand::{self, LapseAtHand},
    theirs,
};
use crate::{
    catalogue::Tr,
    form::{ENTER, FormState, Pick, Post},
    links::staff as links,
    parts::{
        form::{Weight, actions, button, form, hidden, summary},
        lang,
    },
};

/// A form.
#[derive(Debug, Clone, PartialEq)]
pub struct EditPage {
    /// Which.
    pub form: EditForm,
    /// Whether it adds something, or changes what is there.
    pub new: bool,
    /// What it is about, if that has a name.
    pub of: PerLocale<String>,
    /// Its part of addresses.
    pub item: String,
    /// Where the form goes.
    pub post: Post,
    /// What is in it, and what is wrong.
    pub state: FormState,
    /// What there is to choose from.
    pub picks: Vec<Pick>,
    /// The Chambers there are to choose from; none: both.
    pub chambers: Vec<Chamber>,
    /// What somebody else saved meanwhile, in the same fields.
    pub theirs: Option<FormState>,
    /// What is known beside it.
    pub aside: Aside,
}

/// Which form it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditForm {
    /// A legislature.
    Legislature,
    /// A group.
    Group,
    /// A member.
    Member,
    /// A member's seat.
    Seat,
    /// A new ministry.
    Ministry,
    /// A ministry's new name.
    Rename,
    /// One name of a ministry, corrected; its language.
    MinistryName(Locale),
    /// What a ministry becomes.
    Succession,
    /// A theme.
    Theme,
    /// A theme's merger into another.
    ThemeMerge,
    /// A holiday.
    Holiday,
    /// A new version of the deadline rule.
    Rule,
    /// A file of members.
    Roster,
    /// The end of a legislature.
    Lapse,
}

/// What is known beside a form.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Aside {
    /// Nothing.
    #[default]
    Nothing,
    /// A member's seats.
    Seats(Vec<SeatLine>),
    /// A ministry's names, and what it came from and became.
    Names(Vec<NameLine>, Vec<SuccessionLine>),
    /// Lapses that wait for a second person, or can still be undone.
    Lapses(Vec<LapseAtHand>),
    /// What becomes of a ministry's open questions, to be confirmed.
    Succession(SuccessionEffect),
}

/// A seat.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatLine {
    /// Its identity.
    pub id: i64,
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature, if known.
    pub legislature: Option<i32>,
    /// The group, if known.
    pub group: PerLocale<String>,
    /// The constituency, if known.
    pub district: PerLocale<String>,
    /// When it was held.
    pub period: Period,
}

/// What a succession does.
#[derive(Debug, Clone, PartialEq)]
pub struct SuccessionEffect {
    /// How many questions are open.
    pub open: u64,
    /// Where they go; none: they stay.
    pub to: Option<PerLocale<String>>,
    /// The day on which the ministry is no more, if it ends.
    pub ends: Option<NaiveDate>,
    /// What is shown, so that nothing else is done.
    pub shown: String,
}

/// A name of a ministry.
#[derive(Debug, Clone, PartialEq)]
pub struct NameLine {
    /// Its identity.
    pub id: i64,
    /// Its language.
    pub locale: Locale,
    /// The name.
    pub name: String,
    /// When it held.
    pub period: Period,
}

/// What a ministry came from, or became.
#[derive(Debug, Clone, PartialEq)]
pub struct SuccessionLine {
    /// How.
    pub kind: Succession,
    /// The other ministry: slug and name.
    pub other: (String, PerLocale<String>),
    /// Whether the other came before.
    pub before: bool,
    /// When.
    pub on: Option<NaiveDate>,
}

impl EditForm {
    const fn register(self) -> Option<Register> {
        match self {
            Self::Legislature => Some(Register::Legislatures),
            Self::Group => Some(Register::Groups),
            Self::Member | Self::Seat | Self::Roster => Some(Register::Members),
            Self::Ministry | Self::Rename | Self::MinistryName(_) | Self::Succession => Some(Register::Ministries),
            Self::Theme | Self::ThemeMerge => Some(Register::Themes),
            Self::Holiday => Some(Register::Holidays),
            Self::Rule => Some(Register::Rules),
            Self::Lapse => None,
        }
    }

    /// Whether it is below the page of something, to which it leads back.
    const fn is_below(self) -> bool {
        matches!(self, Self::Seat | Self::MinistryName(_) | Self::Succession | Self::ThemeMerge)
    }

    /// Whether what would happen is shown before.
    const fn is_shown_first(self) -> bool {
        matches!(self, Self::Holiday | Self::Rule | Self::Roster | Self::Lapse | Self::Succession)
    }

    /// What the Enter key asks for: never what cannot be taken back.
    const fn main(self) -> &'static str {
        match self {
            form if form.is_shown_first() => CHECK,
            Self::ThemeMerge => ENTER,
            _ => SAVE,
        }
    }

    /// Whether what it is of can be taken away.
    const fn can_be_removed(self) -> bool {
        matches!(self, Self::Holiday | Self::Seat)
    }
}

/// The heading, in words.
fn heading(tr: Tr, page: &EditPage) -> String {
    match (page.form, page.new) {
        (EditForm::Seat, true) => tr.t("seat-new"),
        (EditForm::Seat, false) => tr.t("seat-edit"),
        (EditForm::MinistryName(_), _) => tr.t("ministry-name-correct"),
        (EditForm::Succession, _) => tr.t("succession-title"),
        (EditForm::ThemeMerge, _) => tr.t("theme-merge"),
        (EditForm::Roster, _) => tr.t("roster-title"),
        (EditForm::Lapse, _) => tr.t("lapse-title"),
        (form, true) => form.register().map(|register| register.add(tr)).unwrap_or_default(),
        (EditForm::Legislature, false) => page.item.parse().map(|n: i32| tr.legislature(n)).unwrap_or_default(),
        (_, false) => tr.plain(&page.of),
    }
}

pub(super) fn title(tr: Tr, page: &EditPage) -> String {
    if page.form.is_below() { format!("{} ({})", heading(tr, page), tr.plain(&page.of)) } else { heading(tr, page) }
}

fn lead(tr: Tr, form: EditForm) -> Option<String> {
    match form {
        EditForm::Succession => Some(tr.t("succession-lead")),
        EditForm::ThemeMerge => Some(tr.t("theme-merge-lead")),
        EditForm::Holiday => Some(tr.t("holiday-lead")),
        EditForm::Rule => Some(tr.t("rule-form-lead")),
        EditForm::Roster => Some(tr.t("roster-lead")),
        EditForm::Lapse => Some(tr.t("lapse-lead")),
        _ => None,
    }
}

pub(super) fn view(tr: Tr, today: NaiveDate, page: EditPage) -> AnyView {
    let all = asks(tr, today, &page);
    let mut trail = page.form.register().map(|of| of.trail(tr)).unwrap_or_default();
    if let Some(register) = page.form.register().filter(|_| page.form.is_below()) {
        trail.push((links::register_item(tr.locale, register.code(), &page.item), tr.plain(&page.of)));
    }
    let back = trail.last().map(|(href, _)| href.clone());
    let named = !page.new && !page.form.is_below() && !page.of.is_empty();
    let title = if named { lang::name(tr, &page.of) } else { heading(tr, &page).into_any() };
    let also = named.then(|| also(tr, &page.of));
    let wrong = summary(tr, &page.state, |name| label(tr, &all, name));
    let theirs = page.theirs.as_ref().map(|theirs| theirs::view(tr, &all, theirs, &page.state));
    let after = after(tr, &page);
    let main = page.form.main();
    let effect = effect(tr, &page);
    let fields = all.into_iter().map(|(of, ask)| field(tr, &page.state, of, ask)).collect_view();
    let buttons = buttons(tr, &page);
    let body = view! { <div class="form-section">{fields}</div> {actions(tr, buttons, back)} };
    view! {
        {head_with(tr, trail, title, also, lead(tr, page.form))}
        <div class="stack narrow-form">
            {theirs}
            {wrong}
            {sub(tr, page.form).map(|title| view! { <h2>{title}</h2> })}
            {form(page.post, main, (effect, body))}
            {after}
        </div>
    }
    .into_any()
}

/// The name in the other languages, below the heading.
fn also(tr: Tr, of: &PerLocale<String>) -> AnyView {
    let first = of.best(tr.locale).map(|(locale, _)| locale);
    let others = of.iter().filter(|(locale, _)| Some(*locale) != first).map(|(locale, name)| {
        view! { <p class="subtitle">{lang::inline(tr, locale, name)}</p> }
    });
    others.collect_view().into_any()
}

/// The heading of a form that stands on the page of something.
fn sub(tr: Tr, form: EditForm) -> Option<String> {
    (form == EditForm::Rename).then(|| tr.t("ministry-rename"))
}

fn buttons(tr: Tr, page: &EditPage) -> AnyView {
    let main = match page.form {
        EditForm::Succession if matches!(page.aside, Aside::Succession(_)) => button(Weight::Grave, CONFIRM, tr.t("succession-confirm")),
        form if form.is_shown_first() => button(Weight::Main, CHECK, tr.t("preview-show")),
        EditForm::ThemeMerge => button(Weight::Grave, SAVE, tr.t("theme-merge")),
        _ if page.theirs.is_some() => button(Weight::Main, SAVE, tr.t("reference-save-over")),
        _ => button(Weight::Main, SAVE, tr.t("account-save")),
    };
    let remove = (!page.new && page.form.can_be_removed()).then(|| button(Weight::Other, REMOVE, tr.t("reference-remove")));
    (main, remove).into_any()
}

/// What the form would do, to be confirmed.
fn effect(tr: Tr, page: &EditPage) -> Option<AnyView> {
    let Aside::Succession(of) = &page.aside else { return None };
    let n = [("n", of.open.into())];
    let questions = match &of.to {
        Some(to) => view! { {tr.ta("succession-moves", n)} " " <b>{lang::name(tr, to)}</b> }.into_any(),
        None => tr.ta("succession-stay", n).into_any(),
    };
    let ends = of.ends.map(|on| view! { <li>{tr.ta("succession-ended", [("date", tr.date(on).into())])}</li> });
    let effect = view! {
        <section class="card effect" aria-labelledby="effect">
            <h2 id="effect">{tr.t("step-effect")}</h2>
            <ul class="bullets"><li>{questions}</li>{ends}</ul>
            <p class="hint">{tr.t("confirm-not-yet")}</p>
        </section>
        {hidden("shown", of.shown.clone())}
    };
    Some(effect.into_any())
}

/// What stands below the form.
fn after(tr: Tr, page: &EditPage) -> Option<AnyView> {
    let below = |register: Register, step: &str| links::register_step(tr.locale, register.code(), &page.item, step);
    match &page.aside {
        Aside::Seats(seats) => Some(seats_card(tr, seats, &below(Register::Members, "seats"))),
        Aside::Names(all, successions) => {
            let become_other = below(Register::Ministries, "succession");
            let cards = (names_card(tr, all, &below(Register::Ministries, "names")), succession_card(tr, successions, become_other));
            Some(cards.into_any())
        }
        Aside::Lapses(all) => lapse_at_hand::list(tr, all),
        Aside::Succession(_) => None,
        Aside::Nothing => (page.form == EditForm::Theme && !page.new)
            .then(|| view! { <p><a href=below(Register::Themes, "merge")>{tr.t("theme-merge")}</a></p> }.into_any()),
    }
}

fn seats_card(tr: Tr, seats: &[SeatLine], below: &str) -> AnyView {
    let line = |seat: &SeatLine| {
        let legislature = seat.legislature.map(|n| (tr.t("comma"), " ", tr.legislature(n)));
        let part = |of: &PerLocale<String>| (!of.is_empty()).then(|| view! { " " <span>{lang::name(tr, of)}</span> });
        view! {
            <li>
                <span class="when">{lang::period(tr, seat.period)}</span>
                <a href=format!("{below}/{}", seat.id)>{tr.chamber(seat.chamber)} {legislature}</a>
                {part(&seat.group)} {part(&seat.district)}
            </li>
        }
    };
    let none = seats.is_empty().then(|| view! { <p class="hint">{tr.t("seats-none")}</p> });
    view! {
        <section class="card stack" aria-labelledby="seats">
            <h2 id="seats">{tr.t("seats-title")}</h2>
            {none}
            <ol class="steps">{seats.iter().map(line).collect_view()}</ol>
            <p><a class="button other" href=format!("{below}/new")>{tr.t("seat-new")}</a></p>
        </section>
    }
    .into_any()
}

fn names_card(tr: Tr, all: &[NameLine], below: &str) -> AnyView {
    let line = |of: &NameLine| {
        view! {
            <li>
                <span class="when">{lang::period(tr, of.period)}</span> {lang::inline(tr, of.locale, &of.name)} " "
                <a href=format!("{below}/{}", of.id)>{tr.t("ministry-name-correct-link")} <span class="visually-hidden">" " <bdi>{of.name.clone()}</bdi></span></a>
            </li>
        }
    };
    view! {
        <section class="card stack" aria-labelledby="names">
            <h2 id="names">{tr.t("ministry-names")}</h2>
            <ol class="steps">{all.iter().map(line).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn succession_card(tr: Tr, all: &[SuccessionLine], href: String) -> AnyView {
    let line = |of: &SuccessionLine| {
        let direction = if of.before { tr.t("succession-from") } else { tr.t("succession-to") };
        let other = links::register_item(tr.locale, Register::Ministries.code(), &of.other.0);
        view! {
            <li>
                <span class="when">{tr.succession(of.kind)} " · " {lang::day_or_unknown(tr, of.on)}</span>
                {direction} " " <a href=other>{lang::name(tr, &of.other.1)}</a>
            </li>
        }
    };
    view! {
        <section class="card stack" aria-labelledby="successions">
            <h2 id="successions">{tr.t("successions")}</h2>
            <ol class="steps">{all.iter().map(line).collect_view()}</ol>
            <p><a class="button other" href=href>{tr.t("succession-title")}</a></p>
        </section>
    }
    .into_any()
}
