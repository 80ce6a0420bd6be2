//! Picking by a name in either script: what a form has picked, what its words match, and what they mean when it is sent.

use jawab_domain::PerLocale;
use jawab_search::analysis::name_key;
use jawab_ui::form::{DO, FormState, Pick, Picker, Problem};

use crate::directory::Bodies;

/// The most matches shown.
const MOST: usize = 12;
/// Up to so many names are sent along to help while typing.
const FEW: usize = 60;

/// A picker of a form: the field, and whom it picks from.
pub(super) struct Picking<'a> {
    pub name: &'a str,
    pub from: &'a Bodies,
    pub single: bool,
}

impl Picking<'_> {
    /// Whether the button that looks for the words was pressed. Then what alone matches is picked.
    pub fn was_asked(&self, state: &mut FormState) -> bool {
        let asked = state.get(DO) == Picker::find(self.name);
        if asked && let [only] = self.matches(state).as_slice() {
            self.pick(state, only.value.clone());
        }
        asked
    }

    /// Takes words that were left in the field when the form was sent for the name that they are; what is none, or several, is
    /// a problem, and nothing typed is dropped.
    pub fn resolve(&self, state: &mut FormState) {
        let words = name_key(state.get(&Picker::words_of(self.name)));
        if words.is_empty() {
            return;
        }
        let matches = self.matches(state);
        let exact: Vec<&Pick> = matches.iter().filter(|pick| pick.name.iter().any(|(_, name)| name_key(name) == words)).collect();
        match (exact.as_slice(), matches.as_slice()) {
            ([only], _) => self.pick(state, only.value.clone()),
            ([], []) => state.complain(self.name, Problem::NoMatch),
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

    /// Whoever has every word of what is typed in one of their names, present or former.
    fn matches(&self, state: &FormState) -> Vec<Pick> {
        let typed = name_key(state.get(&Picker::words_of(self.name)));
        if typed.is_empty() {
            return Vec::new();
        }
        let words: Vec<&str> = typed.split(' ').collect();
        let fits = |name: &String| {
            let key = name_key(name);
            words.iter().all(|word| key.split(' ').any(|part| part.starts_with(word)))
        };
        let all = self.from.all().filter(|named| named.names.iter().any(fits));
        all.map(|named| Pick { value: named.slug, name: named.name, detail: PerLocale::default() }).take(MOST).collect()
    }

    /// What the form shows of it.
    pub fn shown(&self, state: &FormState) -> Picker {
        let chosen = state.all(self.name).filter_map(|slug| self.from.get(self.from.find(slug)?));
        let mut picks: Vec<Pick> = chosen.map(|named| Pick { value: named.slug, name: named.name, detail: PerLocale::default() }).collect();
        let matches = self.matches(state);
        let nothing_found = matches.is_empty() && !name_key(state.get(&Picker::words_of(self.name))).is_empty();
        picks.extend(matches.into_iter().filter(|found| !state.has(self.name, &found.value)));
        let few = self.from.all().take(FEW + 1).count() <= FEW;
        let names = if few {
            self.from.all().flat_map(|named| named.name.iter().map(|(_, n)| n.clone()).collect::<Vec<_>>()).collect()
        } else {
            Vec::new()
        };
        Picker { picks, names, single: self.single, nothing_found, ..Picker::default() }
    }
}
