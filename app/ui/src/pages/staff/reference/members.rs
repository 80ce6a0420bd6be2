//! Members, with their seats.

use jawab_domain::{
    Chamber,
    people::{Gender, Period},
};

use super::{
    BACK, CONFIRM,
    frame::{carried, changed, head},
    prelude::*,
};
use crate::{
    components::form::{Weight, actions, button, form, hidden},
    form::{ENTER, FormState, Post, SHOWN},
};

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

/// A seat that would be taken away.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatRemovalPage {
    /// The member.
    pub of: PerLocale<String>,
    /// The member's part of addresses.
    pub item: String,
    /// The seat.
    pub seat: SeatLine,
    /// How many questions the member asked while holding it, and of which no other seat of theirs is left.
    pub questions: u64,
    /// Whether the member has other seats.
    pub has_others: bool,
    /// Whether these do not let the member ask on days on which this one does.
    pub refused: bool,
    /// Where the form goes.
    pub post: Post,
    /// What it holds, to be sent again.
    pub state: FormState,
    /// What is shown, so that nothing else is done.
    pub shown: String,
    /// Whether something else was shown before.
    pub changed: bool,
}

/// The register.
pub static REGISTER: Register = Register {
    searched: true,
    more: roster,
    ..Register::new("members", |tr| tr.t("register-members"), |tr| tr.t("register-members-lead"), |tr| tr.t("member-new"))
};

/// The form of an entry.
pub static FORM: EditForm = EditForm { after: seats, ..EditForm::new(&REGISTER, fields) };

/// The form of a seat.
pub static SEAT: EditForm = EditForm {
    below: true,
    removable: true,
    heading: |tr, page| if page.new { tr.t("seat-new") } else { tr.t("seat-edit") },
    ..EditForm::new(&REGISTER, seat_fields)
};

/// A member: slug, name, latest Chamber and group.
#[derive(Debug)]
pub struct Member(pub String, pub PerLocale<String>, pub Option<Chamber>, pub PerLocale<String>);

impl Listed for Member {
    fn row(&self, tr: Tr) -> (AnyView, AnyView) {
        let Self(slug, name, chamber, group) = self;
        let group = (!group.is_empty()).then(|| view! { <span>{lang::name(tr, group)}</span> });
        let chamber = chamber.map(|chamber| view! { <span>{tr.chamber(chamber)}</span> " " });
        (titled(tr, &REGISTER, slug, name), (chamber, group).into_any())
    }
}

fn roster(tr: Tr) -> Option<AnyView> {
    let href = links::register_item(tr.locale, REGISTER.code, "import");
    Some(view! { <a class="button other" href=href>{tr.t("roster-title")}</a> }.into_any())
}

fn fields(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let (tr, state) = (ask.tr, &ask.page.state);
    let gender = |gender: &Gender| match gender {
        Gender::Feminine => Choice::new(gender.code(), tr.t("gender-feminine")),
        Gender::Masculine => Choice::new(gender.code(), tr.t("gender-masculine")),
    };
    let genders = Gender::ALL.iter().map(gender).collect();
    let gender = (Field::new(FieldName::Gender.form(), tr.t("member-gender")), Ask::Of(Some(tr.t("unknown")), genders));
    let asked = state.problem(FieldName::Namesake.form()).is_some() || state.has(FieldName::Namesake.form(), "yes");
    let namesake = asked.then(|| (Field::new(FieldName::Namesake.form(), tr.t("member-namesake")), Ask::yes(tr.t("member-namesake-yes"))));
    [ask.names(tr.t("reference-name")), gender].into_iter().chain(namesake).collect()
}

fn seat_fields(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let tr = ask.tr;
    vec![
        (Field::new(FieldName::Chamber.form(), tr.t("filter-chamber")), Ask::One(ask.chambers())),
        (Field::new(FieldName::Legislature.form(), tr.t("question-form-legislature")).optional(), Ask::Number),
        (Field::new(FieldName::Group.form(), tr.t("filter-group")), Ask::Of(Some(tr.t("unknown")), ask.picks())),
        (Field::new(FieldName::District.form(), tr.t("seat-district")).optional(), Ask::Names),
        ask.later(FieldName::HeldFrom, tr.t("seat-from")),
        ask.later(FieldName::HeldTo, tr.t("seat-to")),
    ]
}

fn seats(tr: Tr, page: &EditPage) -> Option<AnyView> {
    let Aside::Seats(seats) = &page.aside else { return None };
    let below = links::register_step(tr.locale, REGISTER.code, &page.item, "seats");
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
    let card = view! {
        <section class="card stack" aria-labelledby="seats">
            <h2 id="seats">{tr.t("seats-title")}</h2>
            {none}
            <ol class="steps">{seats.iter().map(line).collect_view()}</ol>
            <p><a class="button other" href=format!("{below}/new")>{tr.t("seat-new")}</a></p>
        </section>
    };
    Some(card.into_any())
}

pub(super) fn removal_title(tr: Tr, page: &SeatRemovalPage) -> String {
    format!("{} ({})", tr.t("seat-removal-title"), tr.plain(&page.of))
}

/// What taking a seat away would leave behind, to be confirmed.
pub(super) fn removal(tr: Tr, page: SeatRemovalPage) -> AnyView {
    let member = links::register_item(tr.locale, REGISTER.code, &page.item);
    let mut trail = REGISTER.trail(tr);
    trail.push((member.clone(), tr.plain(&page.of)));
    let seat = &page.seat;
    let legislature = seat.legislature.map(|n| (tr.t("comma"), " ", tr.legislature(n)));
    let group = (!seat.group.is_empty()).then(|| view! { " " <span>{lang::name(tr, &seat.group)}</span> });
    let questions = match page.questions {
        0 => tr.t("seat-removal-none"),
        n => tr.ta("seat-removal-questions", [("n", n.into())]),
    };
    let later = match (page.has_others, page.refused) {
        (false, _) => Some(tr.t("seat-removal-last")),
        (true, true) => Some(tr.t("seat-removal-refused")),
        (true, false) => None,
    };
    let buttons = (button(Weight::Destructive, CONFIRM, tr.t("seat-removal-title")), button(Weight::Other, BACK, tr.t("preview-back")));
    let body = (hidden(SHOWN, page.shown), carried(&page.state), actions(tr, buttons, Some(member)));
    view! {
        {head(tr, trail, tr.t("seat-removal-title").into_any(), None)}
        {changed(tr, page.changed)}
        <section class="card effect" aria-labelledby="effect">
            <h2 id="effect">{tr.chamber(seat.chamber)} {legislature} {group}</h2>
            <p>{lang::name(tr, &page.of)} {tr.t("comma")} " " {lang::period(tr, seat.period)}</p>
            <ul class="bullets">
                <li>{questions}</li>
                {later.map(|later| view! { <li>{later}</li> })}
                <li>{tr.t("seat-removal-page")}</li>
            </ul>
            <p class="hint">{tr.t("confirm-not-yet")}</p>
        </section>
        {form(page.post, ENTER, body)}
    }
    .into_any()
}
