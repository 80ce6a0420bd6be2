//! What all registers of reference data have in common. Each is in a file of its own.

use std::fmt::{self, Debug, Formatter};

use leptos::prelude::AnyView;

use crate::{catalogue::Tr, links::staff as links};

/// A register: what it is called, and what its list offers.
pub struct Register {
    /// Its part of addresses.
    pub code: &'static str,
    /// Its name.
    pub(super) title: fn(Tr) -> String,
    /// What it is for.
    pub(super) lead: fn(Tr) -> String,
    /// What adds to it.
    pub(super) add: fn(Tr) -> String,
    /// Whether entries are looked for by name.
    pub(super) searched: bool,
    /// What else can be done with it.
    pub(super) more: fn(Tr) -> Option<AnyView>,
}

impl Register {
    pub(super) const fn new(code: &'static str, title: fn(Tr) -> String, lead: fn(Tr) -> String, add: fn(Tr) -> String) -> Self {
        Self { code, title, lead, add, searched: false, more: |_| None }
    }

    /// The way from the index to it.
    pub(super) fn trail(&self, tr: Tr) -> Vec<(String, String)> {
        vec![(links::reference(tr.locale), tr.t("reference-title")), (links::register(tr.locale, self.code), (self.title)(tr))]
    }
}

impl PartialEq for Register {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Debug for Register {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}
