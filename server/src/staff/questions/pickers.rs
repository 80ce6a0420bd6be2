//! Picking by a name in either script: what a form has picked, what its words match, and what they mean when it is sent. Nothing is
//! picked by a part of a name: only whoever sends the form ticks.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, PerLocale};
use jawab_search::{analysis::name_key, names::TypedName};
use jawab_service::work::Sits;
use jawab_store::read::Named;
use jawab_ui::{
    catalogue::Tr,
    form::{DO, ENTER, FormState, Pick, Picker, Problem},
};

use crate::directory::{Bodies, Directory};

/// The most matches shown.
const MOST: usize = 12;
/// Up to so many names are sent along to help while typing.
const FEW: usize = 60;

/// A picker of a form: the field, and whom it picks from.
pub(super) struct Picking<'a> {
    pub name: &'a str,
    pub from: &'a Bodies,
    pub single: bool,
    /// Of members, only those are offered who may ask.
    pub askers: Option<Askers<'a>>,
}

/// Who may ask: whoever sits in a Chamber on a day, as far as is known.
pub(super) struct Askers<'a> {
    pub directory: &'a Directory,
    pub chamber: Chamber,
    pub on: NaiveDate,
}

impl Askers<'_> {
    fn sits(&self, member: i64) -> Sits {
        self.directory.seats.of(member, self.chamber, self.on)
    }

    /// What tells a member from others of the name: the Chamber and the group.
    fn detail(&self, member: i64) -> PerLocale<String> {
        let words = |locale: &Locale| {
            let tr = Tr::new(*locale);
            let words = match self.sits(member) {
                Sits::Unknown => tr.t("picker-seat-unknown"),
                Sits::Here(seat) | Sits::Elsewhere(seat) => {
                    let group = seat.group.and_then(|group| self.directory.groups.get(group)).map(|group| tr.plain(&group.name));
                    group.into_iter().fold(tr.chamber(seat.chamber), |chamber, group| format!("{chamber} · {group}"))
                }
            };
            (*locale, words)
        };
        Locale::ALL.iter().map(words).collect()
    }
}

/// Whether the search of a picker was asked for: by its button, or by Enter with words typed into it.
pub(super) fn searches(state: &FormState, name: &str) -> bool {
    let entered = state.get(DO) == ENTER && state.filled(&Picker::words_of(name)).is_some();
    entered || state.get(DO) == Picker::find(name)
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
        let words = name_key(state.get(&Picker::words_of(self.name)));
        if words.is_empty() {
            return;
        }
        // Whoever was found by the words and ticked is meant by them.
        let typed = TypedName::new(state.get(&Picker::words_of(self.name)));
        let ticked = state.all(self.name).filter_map(|slug| self.from.get(self.from.find(slug)?)).any(|named| typed.is_in(&named.names));
        if ticked {
            state.clear(&Picker::words_of(self.name));
            return;
        }
        match (self.exact(state).as_slice(), self.matches(state).as_slice()) {
            ([only], _) => self.pick(state, only.value.clone()),
            ([], []) => {
                let called = || self.from.all().find(|named| is_called(named, &words));
                let elsewhere = self.askers.as_ref().and_then(|askers| Some((called()?, askers.on)));
                state.complain(self.name, elsewhere.map_or(Problem::NoMatch, |(named, on)| Problem::NotSeated(named.name, on)));
            }
            (_, [_]) => state.complain(self.name, Problem::OneMatches),
            _ => state.complain(self.name, Problem::SeveralMatch),
        }
    }

    fn pick(&self, state: &mut FormState, value: String) {
        if self.single {
            state.set(self.name, value);
        } else {
            state.add(self.name, value);
        }
        state.clear(&Picker::words_of(self.name));
    }

    /// The identities of those picked, in order; what is none of them is a problem.
    pub fn ids(&self, state: &mut FormState) -> Vec<i64> {
        let found: Vec<_> = state.all(self.name).map(|slug| self.from.find(slug)).collect();
        if found.iter().any(Option::is_none) {
            state.complain(self.name, Problem::NotOnOffer);
        }
        found.into_iter().flatten().collect()
    }

    /// Everybody on offer.
    fn offered(&self) -> impl Iterator<Item = Named> {
        self.from.all().filter(|named| self.askers.as_ref().is_none_or(|askers| askers.sits(named.id).may_ask()))
    }

    fn shown_as(&self, named: Named) -> Pick {
        let detail = self.askers.as_ref().map(|askers| askers.detail(named.id)).unwrap_or_default();
        Pick { value: named.slug, name: named.name, detail }
    }

    /// Whoever has every word of what is typed in one of their names, present or former.
    fn matches(&self, state: &FormState) -> Vec<Pick> {
        let typed = TypedName::new(state.get(&Picker::words_of(self.name)));
        if typed.is_empty() {
            return Vec::new();
        }
        self.offered().filter(|named| typed.is_in(&named.names)).map(|named| self.shown_as(named)).take(MOST).collect()
    }

    /// Whoever is called exactly as typed.
    fn exact(&self, state: &FormState) -> Vec<Pick> {
        let typed = name_key(state.get(&Picker::words_of(self.name)));
        if typed.is_empty() {
            return Vec::new();
        }
        self.offered().filter(|named| is_called(named, &typed)).map(|named| self.shown_as(named)).collect()
    }

    /// What the form shows of it.
    pub fn shown(&self, state: &FormState) -> Picker {
        let chosen = state.all(self.name).filter_map(|slug| self.from.get(self.from.find(slug)?));
        let mut picks: Vec<Pick> = chosen.map(|named| self.shown_as(named)).collect();
        let matches = self.matches(state);
        let nothing_found = matches.is_empty() && !TypedName::new(state.get(&Picker::words_of(self.name))).is_empty();
        picks.extend(matches.into_iter().filter(|found| !state.has(self.name, &found.value)));
        let few = self.offered().take(FEW + 1).count() <= FEW;
        let names = if few {
            self.offered().flat_map(|named| named.name.iter().map(|(_, n)| n.clone()).collect::<Vec<_>>()).collect()
        } else {
            Vec::new()
        };
        Picker { picks, names, single: self.single, members: self.askers.is_some(), nothing_found, ..Picker::default() }
    }
}

fn is_called(named: &Named, key: &str) -> bool {
    named.name.iter().any(|(_, name)| name_key(name) == key)
}
