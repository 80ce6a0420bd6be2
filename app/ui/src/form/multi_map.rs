//! A map with several values per name, in insertion order. Forms have thousands of fields, and each is looked up by name.

use std::{collections::HashMap, mem};

/// Values by name; a name may occur several times.
#[derive(Debug, Clone)]
pub(super) struct MultiMap<T> {
    all: Vec<(String, T)>,
    /// The indexes of the values of each name.
    at: HashMap<String, Vec<usize>>,
}

impl<T> Default for MultiMap<T> {
    fn default() -> Self {
        Self { all: Vec::new(), at: HashMap::new() }
    }
}

/// `at` follows from `all`, so it is not compared.
impl<T: PartialEq> PartialEq for MultiMap<T> {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
    }
}

impl<T: Eq> Eq for MultiMap<T> {}

impl<T> MultiMap<T> {
    /// All of them.
    pub fn all(&self) -> &[(String, T)] {
        &self.all
    }

    /// The values of a name.
    pub fn get<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a T> + use<'a, T> {
        self.at.get(name).into_iter().flatten().filter_map(move |at| self.all.get(*at)).map(|(_, value)| value)
    }

    /// Whether a name has a value.
    pub fn contains(&self, name: &str) -> bool {
        self.at.contains_key(name)
    }

    /// Appends a value.
    pub fn push(&mut self, name: String, value: T) {
        self.at.entry(name.clone()).or_default().push(self.all.len());
        self.all.push((name, value));
    }

    /// Removes all values whose name is not wanted.
    pub fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        if self.at.keys().any(|name| !wanted(name)) {
            let all = self.take().into_iter().filter(|(name, _)| wanted(name));
            *self = all.collect();
        }
    }

    /// Removes and returns all values.
    pub fn take(&mut self) -> Vec<(String, T)> {
        self.at.clear();
        mem::take(&mut self.all)
    }
}

impl<T> FromIterator<(String, T)> for MultiMap<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(values: I) -> Self {
        let mut named = Self::default();
        values.into_iter().for_each(|(name, value)| named.push(name, value));
        named
    }
}
