//! The counts of the translation desk.

use std::collections::{BTreeMap, HashMap, HashSet};

use jawab_domain::{
    Chamber, Locale,
    translation::{Need, TextOwner},
};

use super::Ledger;
use crate::desk::{Filters, Order};

/// The bit of a need: four needs for each owner of a text, in each language.
pub(super) fn bit(locale: Locale, about: TextOwner, need: Need) -> u16 {
    let place = |n: usize| u32::try_from(n).unwrap_or_default();
    let need = place(Need::ALL.iter().position(|one| *one == need).unwrap_or_default());
    let about = place(TextOwner::ALL.iter().position(|one| *one == about).unwrap_or_default());
    let locale = place(Locale::ALL.iter().position(|one| *one == locale).unwrap_or_default());
    1 << (need + 4 * (about + 2 * locale))
}

impl Ledger {
    /// The number of questions and languages with each need; the filter by need is ignored. `with_words`: the questions whose subject
    /// contains the words of the filters, if there are words.
    #[must_use]
    pub fn needs(&self, chamber: Chamber, filters: &Filters, with_words: Option<&HashSet<i64>>) -> BTreeMap<Need, u64> {
        let counted = |need: &Need| {
            let filters = Filters { need: Some(*need), ..filters.clone() };
            (*need, self.matching_in(chamber, &filters, with_words).count() as u64)
        };
        Need::ALL.iter().map(counted).filter(|(_, n)| *n > 0).collect()
    }

    /// The matching questions and languages, in order.
    #[must_use]
    pub fn desk_rows(
        &self,
        chamber: Chamber,
        filters: &Filters,
        with_words: Option<&HashSet<i64>>,
        order: Order,
        views: &HashMap<i64, i64>,
    ) -> Vec<(i64, Locale)> {
        let mut found: Vec<_> = self
            .matching_in(chamber, filters, with_words)
            .map(|(id, deposited_on, locale)| {
                let read = std::cmp::Reverse(views.get(&id).copied().unwrap_or_default());
                match order {
                    Order::Oldest => ((None, deposited_on.is_none(), deposited_on), id, locale),
                    Order::MostRead => ((Some(read), false, deposited_on), id, locale),
                }
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, id, locale)| (id, locale)).collect()
    }

    fn matching_in<'a>(
        &'a self,
        chamber: Chamber,
        filters: &Filters,
        with_words: Option<&'a HashSet<i64>>,
    ) -> impl Iterator<Item = (i64, Option<chrono::NaiveDate>, Locale)> + use<'a> {
        let masks: Vec<(Locale, u16)> = Locale::ALL.iter().map(|locale| (*locale, mask(*locale, filters))).collect();
        self.questions()
            .filter(move |question| question.entry.chamber == chamber && question.entry.needs != 0)
            .filter(move |question| with_words.is_none_or(|ids| ids.contains(&question.entry.id)))
            .flat_map(move |question| {
                let (entry, masks) = (question.entry, masks.clone());
                let wants = masks.into_iter().filter(move |(_, mask)| entry.needs & mask != 0);
                wants.map(move |(locale, _)| (entry.id, entry.deposited_on, locale))
            })
    }
}

/// The bits that match the filters in a language.
fn mask(locale: Locale, filters: &Filters) -> u16 {
    let mut mask = 0;
    for about in TextOwner::ALL.iter().filter(|about| filters.about.is_none_or(|only| only == **about)) {
        for need in Need::ALL.iter().filter(|need| filters.need.is_none_or(|only| only == **need)) {
            mask |= bit(locale, *about, *need);
        }
    }
    if filters.locale.is_none_or(|only| only == locale) { mask } else { 0 }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_need_has_a_bit_of_its_own() {
        let all = |locale: &Locale| {
            TextOwner::ALL
                .iter()
                .flat_map(|about| Need::ALL.iter().map(move |need| (*about, *need)))
                .map({
                    let locale = *locale;
                    move |(about, need)| bit(locale, about, need)
                })
                .collect::<Vec<_>>()
        };
        let bits: BTreeSet<u16> = Locale::ALL.iter().flat_map(all).collect();
        assert_eq!(bits.len(), 16);
        assert!(bits.iter().all(|bit| bit.count_ones() == 1));
    }
}
