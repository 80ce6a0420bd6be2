//! Two versions of what a form keeps, changed from the same one: what only one of them changed stays as that one has it; what both changed
//! is shown to be chosen.

use std::collections::{BTreeMap, BTreeSet};

use jawab_domain::field::FieldName;
use jawab_ui::{
    catalogue::Tr,
    form::{ACTION, FormState, ORIGINAL},
    pages::staff::conflict::BOTH,
};
use sha2::{Digest as _, Sha256};

/// How a form falls into parts, each of which is changed as a whole.
pub struct Parts {
    /// Groups of rows: their rows move, so each group is one part.
    pub groups: &'static [&'static str],
    /// The fields of three that are one date.
    pub dates: &'static [&'static str],
    /// Whether a field is part of what is saved; others belong to one sending of the form.
    pub keeps: fn(&str) -> bool,
}

impl Parts {
    /// A fingerprint of what each part of a form holds, by which it is known later who has changed what since.
    pub fn fingerprint(&self, state: &FormState) -> String {
        self.fingerprints(state).into_iter().map(|(part, print)| format!("{part}={print}")).collect::<Vec<_>>().join(" ")
    }

    /// The fingerprint of each part of a form that holds something.
    fn fingerprints(&self, state: &FormState) -> BTreeMap<String, String> {
        let mut parts: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        for (name, value) in state.pairs() {
            let value = value.trim();
            if !value.is_empty() && (self.keeps)(name) && !name.ends_with("-q") {
                parts.entry(self.part(name)).or_default().push((name.as_str(), value));
            }
        }
        let of = |(part, mut held): (&str, Vec<(&str, &str)>)| {
            // Fields stand in the order of the page’s language; only authors have an order of their own.
            held.sort_by_key(|(name, value)| (*name, (*name != FieldName::Authors.form()).then_some(*value)));
            let all = held.into_iter().map(|(name, value)| format!("{name}\0{value}")).collect::<Vec<_>>().join("\0");
            (part.to_owned(), format!("{:x}", Sha256::digest(all)).chars().take(16).collect::<String>())
        };
        parts.into_iter().map(of).collect()
    }

    /// The part of a form that a field is of.
    pub fn part<'n>(&self, name: &'n str) -> &'n str {
        let mut all = self.groups.iter().chain(self.dates).copied();
        all.find(|of| name.strip_prefix(*of).is_some_and(|rest| rest.starts_with('-'))).unwrap_or(name)
    }

    /// Under what name a field is shown: a date as one.
    fn shown<'n>(&self, name: &'n str) -> &'n str {
        let of = self.part(name);
        if self.groups.contains(&of) { name } else { of }
    }

    /// The parts that two forms hold otherwise.
    pub fn differing(&self, one: &FormState, other: &FormState) -> BTreeSet<String> {
        differing(&self.fingerprints(one), &self.fingerprints(other))
    }

    /// Brings what was typed onto what somebody else saved meanwhile: what only they changed is taken over, what only was changed here
    /// stays. The parts that both changed.
    pub fn merge(&self, saved: &FormState, typed: &mut FormState) -> BTreeSet<String> {
        let was = typed.get(ORIGINAL).split(' ').filter_map(|one| one.split_once('='));
        let was: BTreeMap<String, String> = was.map(|(part, print)| (part.to_owned(), print.to_owned())).collect();
        let (theirs, mine) = (self.fingerprints(saved), self.fingerprints(typed));
        let (mut both, mut only_theirs) = (BTreeSet::new(), BTreeSet::new());
        for part in differing(&theirs, &mine) {
            let (then, their, own) = (was.get(&part), theirs.get(&part), mine.get(&part));
            // A form that does not say what it began with may have changed anything.
            if was.is_empty() || (their != then && own != then) {
                both.insert(part);
            } else if own == then {
                only_theirs.insert(part);
            }
        }
        self.take_over(&only_theirs, saved, typed);
        both
    }

    /// Gives up what both changed, as the page that shows it names it, for what is saved now. Everything else that was typed stays, on the
    /// version that it was based on.
    pub fn take_theirs(&self, saved: &FormState, typed: &mut FormState) {
        let both: BTreeSet<String> = typed.all(BOTH).map(|name| self.part(name).to_owned()).collect();
        self.take_over(&both, saved, typed);
        typed.clear(BOTH);
        typed.clear(ACTION);
    }

    fn take_over(&self, parts: &BTreeSet<String>, saved: &FormState, typed: &mut FormState) {
        typed.keep_only(|name| !parts.contains(self.part(name)));
        let theirs = saved.pairs().iter().filter(|(name, _)| parts.contains(self.part(name)));
        theirs.for_each(|(name, value)| typed.add(name, value.clone()));
    }

    /// The fields of some parts, each once, in the order of the form.
    pub fn fields(&self, parts: &BTreeSet<String>, (saved, typed): (&FormState, &FormState)) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let names = typed.pairs().iter().chain(saved.pairs()).map(|(name, _)| name.as_str()).filter(|name| parts.contains(self.part(name)));
        names.map(|name| self.shown(name)).filter(|name| seen.insert(*name)).map(str::to_owned).collect()
    }

    /// What a field holds, in words; `in_words` says a value.
    pub fn said(&self, tr: Tr, state: &FormState, name: &str, in_words: impl Fn(&str) -> String) -> String {
        if self.dates.contains(&name) {
            let parts = || ["day", "month", "year"].map(|of| state.get(&format!("{name}-{of}")).trim().to_owned()).join(" ");
            return state.date(name).map_or_else(|_| parts(), |day| day.map(|day| tr.date(day)).unwrap_or_default());
        }
        let values = state.all(name).map(str::trim).filter(|value| !value.is_empty());
        values.map(in_words).collect::<Vec<_>>().join(&format!("{} ", tr.t("comma")))
    }
}

/// The parts whose fingerprints differ.
fn differing(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> BTreeSet<String> {
    one.keys().chain(other.keys()).filter(|part| one.get(*part) != other.get(*part)).cloned().collect()
}
