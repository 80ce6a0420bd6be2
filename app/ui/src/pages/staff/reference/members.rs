//! Members, with their seats.

use jawab_domain::{
    Chamber,
    people::{Gender, Period},
};

use super::prelude::*;

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
    let gender = (Field::new("gender", tr.t("member-gender")), Ask::Of(Some(tr.t("unknown")), genders));
    let asked = state.problem("namesake").is_some() || state.has("namesake", "yes");
    let namesake = asked.then(|| (Field::new("namesake", tr.t("member-namesake")), Ask::yes(tr.t("member-namesake-yes"))));
    [ask.names(tr.t("reference-name")), gender].into_iter().chain(namesake).collect()
}

fn seat_fields(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let tr = ask.tr;
    vec![
        (Field::new("chamber", tr.t("filter-chamber")), Ask::One(ask.chambers())),
        (Field::new("legislature", tr.t("question-form-legislature")).optional(), Ask::Number),
        (Field::new("group", tr.t("filter-group")), Ask::Of(Some(tr.t("unknown")), ask.picks())),
        (Field::new("district", tr.t("seat-district")).optional(), Ask::Names),
        ask.later("held_from", tr.t("seat-from")),
        ask.later("held_to", tr.t("seat-to")),
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
