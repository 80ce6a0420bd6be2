//! Picking by a name in either script: what a form has picked, what its words match, and what they mean when it is sent. Nothing is
//! picked by a part of a name: only whoever sends the form ticks.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, PerLocale, field::FieldName, validation::Problem};
use jawab_search::{analysis::name_key, names::TypedName, query::within};
use jawab_service::{
    reference_data::{NamedSet, ReferenceData},
    use_cases::Seating,
};
use jawab_store::read::Named;
use jawab_ui::{
    catalogue::Tr,
    form::{ACTION, ENTER, FormProblem, FormState, Pick, Picker},
};

/// The most matches shown.
const MOST: usize = 12;
/// Up to so many names are sent along to help while typing.
const FEW: usize = 60;
/// Of so many at most it is said why they are not offered.
const MOST_WITHHELD: usize = 3;
/// The fields, in this order, that may hold the day of the act for which a ministry is picked.
const DAYS: [&str; 2] = [FieldName::On.form(), FieldName::DepositedOn.form()];

/// A picker of a form: the field, and whom it picks from.
pub(in crate::staff) struct Picking<'a> {
    pub name: &'a str,
    pub from: &'a NamedSet,
    pub single: bool,
    /// Who of them is on offer; everybody, unless told.
    pub only: Option<Only<'a>>,
}

/// Who is on offer, and why others are not.
pub(in crate::staff) enum Only<'a> {
    /// Members who may ask.
    Askers(Askers<'a>),
    /// Ministries that are there on the day in the form, or today.
    Existing { reference_data: &'a ReferenceData, today: NaiveDate },
}

impl Only<'_> {
    fn offers(&self, id: i64, state: &FormState) -> bool {
        match self {
            Self::Askers(askers) => askers.sits(id).may_ask(),
            Self::Existing { reference_data, today } => reference_data.successions.ended(id, day_in(state, *today)).is_none(),
        }
    }

    /// Why one of them is not on offer.
    fn withholds(&self, named: &Named, state: &FormState) -> Option<Problem> {
        match self {
            Self::Askers(askers) => (!self.offers(named.id, state)).then(|| Problem::NotSeated { who: named.name.clone(), on: askers.on }),
            Self::Existing { reference_data, today } => reference_data.ended(named.id, day_in(state, *today)),
        }
    }

    /// What tells one of them from others of the name.
    fn detail(&self, id: i64) -> PerLocale<String> {
        match self {
            Self::Askers(askers) => askers.detail(id),
            Self::Existing { reference_data, today } => match reference_data.successions.ended(id, *today) {
                Some(end) => Locale::ALL.iter().map(|locale| (*locale, gone(Tr::new(*locale), end.since))).collect(),
                None => PerLocale::default(),
            },
        }
    }
}

fn day_in(state: &FormState, today: NaiveDate) -> NaiveDate {
    DAYS.iter().find_map(|name| state.date(name).ok().flatten()).unwrap_or(today)
}

fn gone(tr: Tr, since: NaiveDate) -> String {
    tr.ta("picker-ministry-ended", [("date", tr.date(since).into())])
}

/// Who may ask: whoever sits in a Chamber on a day, as far as is known.
pub(in crate::staff) struct Askers<'a> {
    pub reference_data: &'a ReferenceData,
    pub chamber: Chamber,
    pub on: NaiveDate,
}

impl Askers<'_> {
    fn sits(&self, member: i64) -> Seating {
        self.reference_data.seats.seating(member, self.chamber, self.on)
    }

    /// What tells a member from others of the name: the Chamber and the group.
    fn detail(&self, member: i64) -> PerLocale<String> {
        let words = |locale: &Locale| {
            let tr = Tr::new(*locale);
            let words = match self.sits(member) {
                Seating::Unknown => tr.t("picker-seat-unknown"),
                Seating::Here(seat) | Seating::Elsewhere(seat) => {
                    let group = seat.group.and_then(|group| self.reference_data.groups.get(group)).map(|group| tr.plain(&group.name));
                    group.into_iter().fold(tr.chamber(seat.chamber), |chamber, group| format!("{chamber} · {group}"))
                }
            };
            (*locale, words)
        };
        Locale::ALL.iter().map(words).collect()
    }
}

/// Whether the search of a picker was asked for: by its button, or by Enter with words typed into it.
pub(in crate::staff) fn searches(state: &FormState, name: &str) -> bool {
    let entered = state.get(ACTION) == ENTER && state.filled(&Picker::query_field(name)).is_some();
    entered || state.get(ACTION) == Picker::find(name)
}

impl Picking<'_> {
    /// Whether its search was asked for. Then whoever is called exactly so, alone, is picked.
    pub fn was_asked(&self, state: &mut FormState) -> bool {
        let asked = searches(state, self.name);
        if asked && let [only] = self.exact(state).as_slice() {
            self.pick(state, only.value.clone());
        }
        asked
    }

    /// Takes words that were left in the field when the form was sent for the whole name that they are; what is none, or a part of
    /// some, is a problem, and nothing typed is dropped.
    pub fn resolve(&self, state: &mut FormState) {
        let words = name_key(self.words(state));
        if words.is_empty() {
            return;
        }
        // Whoever was found by the words and ticked is meant by them.
        let typed = TypedName::new(self.words(state));
        let ticked = state.all(self.name).filter_map(|slug| self.from.find(slug)).any(|id| self.from.matches_name(id, &typed));
        if ticked {
            state.clear(&Picker::query_field(self.name));
            return;
        }
        match (self.exact(state).as_slice(), self.matches(state).as_slice()) {
            ([only], _) => self.pick(state, only.value.clone()),
            ([], []) => {
                let why = self.withheld(state).into_iter().next();
                state.add_problem(self.name, why.unwrap_or(FormProblem::NoMatch));
            }
            (_, [_]) => state.add_problem(self.name, FormProblem::OneMatches),
            _ => state.add_problem(self.name, FormProblem::SeveralMatch),
        }
    }

    fn pick(&self, state: &mut FormState, value: String) {
        if self.single {
            state.set(self.name, value);
        } else {
            state.add(self.name, value);
        }
        state.clear(&Picker::query_field(self.name));
    }

    /// The identities of those picked, in order; what is none of them is a problem.
    pub fn ids(&self, state: &mut FormState) -> Vec<i64> {
        let found: Vec<_> = state.all(self.name).map(|slug| self.from.find(slug)).collect();
        if found.iter().any(Option::is_none) {
            state.add_problem(self.name, Problem::Unknown);
        }
        found.into_iter().flatten().collect()
    }

    /// What was typed to look for somebody: no more than a name can have.
    fn words<'s>(&self, state: &'s FormState) -> &'s str {
        within(state.get(&Picker::query_field(self.name)))
    }

    /// Whether one of them is on offer.
    fn offers(&self, id: i64, state: &FormState) -> bool {
        self.only.as_ref().is_none_or(|only| only.offers(id, state))
    }

    /// Why those who are called as typed are not on offer; where nobody on offer is called so, or nearly so, also those nearly called so.
    fn withheld(&self, state: &FormState) -> Vec<FormProblem> {
        let words = self.words(state);
        let (typed, key) = (TypedName::new(words), name_key(words));
        let Some(only) = self.only.as_ref().filter(|_| !typed.is_empty()) else { return Vec::new() };
        let nobody = self.matches(state).is_empty();
        let exactly = |id: i64| self.from.has_current_name_key(id, &key);
        let meant = |id: &i64| exactly(*id) || nobody && self.from.matches_name(*id, &typed);
        let why = |id: i64| Some((!exactly(id), only.withholds(&self.from.get(id)?, state)?));
        let mut all: Vec<(bool, Problem)> = self.from.names().ids().filter(meant).filter_map(why).collect();
        all.sort_by_key(|(nearly, _)| *nearly);
        all.into_iter().take(MOST_WITHHELD).map(|(_, why)| why.into()).collect()
    }

    fn shown_as(&self, named: Named) -> Pick {
        let detail = self.only.as_ref().map(|only| only.detail(named.id)).unwrap_or_default();
        Pick { value: named.slug, name: named.name, detail }
    }

    /// Whoever has every word of what is typed in one of their names, present or former.
    fn matches(&self, state: &FormState) -> Vec<Pick> {
        let typed = TypedName::new(self.words(state));
        if typed.is_empty() {
            return Vec::new();
        }
        let offered = self.from.matching_names(&typed).filter(|id| self.offers(*id, state));
        offered.take(MOST).filter_map(|id| self.from.get(id)).map(|named| self.shown_as(named)).collect()
    }

    /// Whoever is called exactly as typed.
    fn exact(&self, state: &FormState) -> Vec<Pick> {
        let typed = name_key(self.words(state));
        if typed.is_empty() {
            return Vec::new();
        }
        let exact = self.from.names().ids().filter(|id| self.from.has_current_name_key(*id, &typed) && self.offers(*id, state));
        exact.filter_map(|id| self.from.get(id)).map(|named| self.shown_as(named)).collect()
    }

    /// What the form shows of it.
    pub fn shown(&self, state: &FormState) -> Picker {
        let chosen = state.all(self.name).filter_map(|slug| self.from.get(self.from.find(slug)?));
        let mut picks: Vec<Pick> = chosen.map(|named| self.shown_as(named)).collect();
        let matches = self.matches(state);
        let mut withheld = self.withheld(state);
        let looked_for = !TypedName::new(self.words(state)).is_empty();
        let nothing_found = matches.is_empty() && withheld.is_empty() && looked_for;
        // What is said of the field already is not said again.
        withheld.retain(|why| state.problem(self.name) != Some(why));
        picks.extend(matches.into_iter().filter(|found| !state.has(self.name, &found.value)));
        let offered: Vec<i64> = self.from.names().ids().filter(|id| self.offers(*id, state)).take(FEW + 1).collect();
        let names = if offered.len() <= FEW {
            let named = offered.into_iter().filter_map(|id| self.from.get(id));
            named.flat_map(|named| named.name.iter().map(|(_, n)| n.clone()).collect::<Vec<_>>()).collect()
        } else {
            Vec::new()
        };
        let members = matches!(self.only, Some(Only::Askers(_)));
        Picker { picks, names, single: self.single, members, nothing_found, withheld, ..Picker::default() }
    }
}
