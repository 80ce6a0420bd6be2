//! Values by name, in their order: forms have thousands of fields, and each is asked for by its name.

use std::{collections::HashMap, mem};

/// Values by name, a name as often as it is given.
#[derive(Debug, Clone)]
pub(super) struct Named<T> {
    all: Vec<(String, T)>,
    /// Where those of a name are.
    at: HashMap<String, Vec<usize>>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { all: Vec::new(), at: HashMap::new() }
    }
}

/// Where those of a name are follows from what there is.
impl<T: PartialEq> PartialEq for Named<T> {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
    }
}

impl<T: Eq> Eq for Named<T> {}

impl<T> Named<T> {
    /// All of them.
    pub fn all(&self) -> &[(String, T)] {
        &self.all
    }

    /// Those of a name.
    pub fn of<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a T> + use<'a, T> {
        self.at.get(name).into_iter().flatten().filter_map(move |at| self.all.get(*at)).map(|(_, value)| value)
    }

    /// Whether there is one of a name.
    pub fn holds(&self, name: &str) -> bool {
        self.at.contains_key(name)
    }

    /// Adds one at the end.
    pub fn push(&mut self, name: String, value: T) {
        self.at.entry(name.clone()).or_default().push(self.all.len());
        self.all.push((name, value));
    }

    /// Takes out all of which the name is not wanted.
    pub fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        if self.at.keys().any(|name| !wanted(name)) {
            let all = self.take().into_iter().filter(|(name, _)| wanted(name));
            *self = all.collect();
        }
    }

    /// Takes out all.
    pub fn take(&mut self) -> Vec<(String, T)> {
        self.at.clear();
        mem::take(&mut self.all)
    }
}

impl<T> FromIterator<(String, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(values: I) -> Self {
        let mut named = Self::default();
        values.into_iter().for_each(|(name, value)| named.push(name, value));
        named
    }
}
