//! A form of the reference data, and what is known beside it: what all of them have in common.

use std::fmt::{self, Debug, Formatter};

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, PerLocale, people::Period};
use leptos::prelude::*;

use super::{
    CHECK, REMOVE, SAVE,
    asks::{Ask, Asker, field, label},
    frame::head_with,
    members::SeatLine,
    ministries::{NameLine, SuccessionLine},
    pending_lapse::PendingLapse,
    register::Register,
    succession::SuccessionEffect,
    theirs,
    themes::MergerEffect,
};
use crate::{
    catalogue::Tr,
    components::{
        form::{Field, Weight, actions, button, form, summary},
        lang,
    },
    form::{ENTER, FormState, Pick, Post},
    links::staff as links,
};

/// A form.
#[derive(Debug, Clone, PartialEq)]
pub struct EditPage {
    /// Which.
    pub form: &'static EditForm,
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

/// What is known beside a form.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Aside {
    /// Nothing.
    #[default]
    Nothing,
    /// The language of a ministry's name.
    Name(Locale),
    /// The Chambers of the version of the rule that is corrected, and the days to which it applies.
    Version(Option<Chamber>, Period),
    /// A member's seats.
    Seats(Vec<SeatLine>),
    /// A ministry's names, and what it came from and became.
    Names(Vec<NameLine>, Vec<SuccessionLine>),
    /// Lapses that wait for a second person, or can still be undone.
    Lapses(Vec<PendingLapse>),
    /// What becomes of a ministry's open questions, to be confirmed.
    Succession(SuccessionEffect),
    /// What becomes of a theme's questions, to be confirmed.
    Merger(MergerEffect),
}

/// What differs between forms. Each is in the file of its register.
pub struct EditForm {
    /// The register whose list the form leads back to.
    pub register: Option<&'static Register>,
    /// Whether a file goes with it.
    pub with_file: bool,
    /// Its fields, in order.
    pub(super) fields: Fields,
    /// Whether it is below the page of something, to which it leads back.
    pub(super) below: bool,
    /// Whether what would happen is shown before.
    pub(super) shown_first: bool,
    /// Whether what it is of can be taken away.
    pub(super) removable: bool,
    /// The heading, in words.
    pub(super) heading: fn(Tr, &EditPage) -> String,
    /// What the form is for.
    pub(super) lead: fn(Tr) -> Option<String>,
    /// The heading of a form that stands on the page of something.
    pub(super) subheading: fn(Tr) -> Option<String>,
    /// What cannot be taken back: what its button asks for, and says.
    pub(super) grave: fn(Tr, &EditPage) -> Option<(&'static str, String)>,
    /// What stands above the fields.
    pub(super) before: Part,
    /// What stands below the form.
    pub(super) after: Part,
}

/// The fields of a form.
type Fields = fn(&Asker<'_>) -> Vec<(Field, Ask)>;
/// A part of the page of a form.
type Part = fn(Tr, &EditPage) -> Option<AnyView>;

impl EditForm {
    /// A form that says at the address of an entry what is to be saved.
    pub(super) const fn new(register: &'static Register, fields: Fields) -> Self {
        Self {
            register: Some(register),
            with_file: false,
            fields,
            below: false,
            shown_first: false,
            removable: false,
            heading: of_entry,
            lead: |_| None,
            subheading: |_| None,
            grave: |_, _| None,
            before: |_, _| None,
            after: |_, _| None,
        }
    }
}

impl PartialEq for EditForm {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Debug for EditForm {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("EditForm").field("register", &self.register).finish_non_exhaustive()
    }
}

/// The heading of the form of an entry: its name, or that it is new.
fn of_entry(tr: Tr, page: &EditPage) -> String {
    let register = page.form.register.filter(|_| page.new);
    register.map_or_else(|| tr.plain(&page.of), |register| (register.add)(tr))
}

pub(super) fn title(tr: Tr, page: &EditPage) -> String {
    let of = page.form;
    let heading = (of.heading)(tr, page);
    if of.below { format!("{heading} ({})", tr.plain(&page.of)) } else { heading }
}

pub(super) fn view(tr: Tr, today: NaiveDate, page: EditPage) -> AnyView {
    let of = page.form;
    let all = (of.fields)(&Asker { tr, today, page: &page });
    let mut trail = of.register.map(|of| of.trail(tr)).unwrap_or_default();
    if let Some(register) = of.register.filter(|_| of.below) {
        trail.push((links::register_item(tr.locale, register.code, &page.item), tr.plain(&page.of)));
    }
    let back = trail.last().map(|(href, _)| href.clone());
    let named = !page.new && !of.below && !page.of.is_empty();
    let title = if named { lang::name(tr, &page.of) } else { (of.heading)(tr, &page).into_any() };
    let also = named.then(|| also(tr, &page.of));
    let wrong = summary(tr, &page.state, |name| label(tr, &all, name));
    let theirs = page.theirs.as_ref().map(|theirs| theirs::view(tr, &all, theirs, &page.state));
    let (before, after) = ((of.before)(tr, &page), (of.after)(tr, &page));
    let (main, buttons) = buttons(tr, &page);
    let fields = all.into_iter().map(|(of, ask)| field(tr, &page.state, of, ask)).collect_view();
    let body = view! { <div class="form-section">{fields}</div> {actions(tr, buttons, back)} };
    view! {
        {head_with(tr, trail, title, also, (of.lead)(tr))}
        <div class="stack narrow-form">
            {theirs}
            {wrong}
            {(of.subheading)(tr).map(|title| view! { <h2>{title}</h2> })}
            {form(page.post, main, (before, body))}
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

/// What the Enter key asks for, which never saves anything, and the buttons.
fn buttons(tr: Tr, page: &EditPage) -> (&'static str, AnyView) {
    let of = page.form;
    let enter = if of.shown_first { CHECK } else { ENTER };
    let main = match (of.grave)(tr, page) {
        Some((what, label)) => button(Weight::Destructive, what, label),
        None if of.shown_first => button(Weight::Main, CHECK, tr.t("preview-show")),
        None if page.theirs.is_some() => button(Weight::Main, SAVE, tr.t("reference-save-over")),
        None => button(Weight::Main, SAVE, tr.t("account-save")),
    };
    let remove = (!page.new && of.removable).then(|| button(Weight::Other, REMOVE, tr.t("reference-remove")));
    (enter, (main, remove).into_any())
}
