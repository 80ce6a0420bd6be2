//! The names that an import made new entries of: a misspelling makes one too.

use std::fmt;

use jawab_store::registers::Register;

use super::listed::{MAX_LISTED, shorten};

/// A new entry of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Its register.
    pub register: Register,
    /// Its name, in French if it has one.
    pub name: String,
    /// The known name that it may be a misspelling of.
    pub like: Option<String>,
}

impl fmt::Display for NewEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        match &self.like {
            Some(like) => write!(f, " (is {like} meant?)"),
            None => Ok(()),
        }
    }
}

/// The new entries in the order in which they were made: the first thousand are stored, the others counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewNames {
    entries: Vec<NewEntry>,
    more: u64,
}

impl NewNames {
    /// The registers in the order of the report, each with its word.
    pub const REGISTERS: [(Register, &'static str); 4] =
        [(Register::Ministries, "ministries"), (Register::Groups, "groups"), (Register::Members, "members"), (Register::Themes, "themes")];

    /// The stored entries of a register; first those that may be misspelled.
    #[must_use]
    pub fn of(&self, register: Register) -> Vec<&NewEntry> {
        let (mut like, rest): (Vec<_>, Vec<_>) =
            self.entries.iter().filter(|entry| entry.register == register).partition(|entry| entry.like.is_some());
        like.extend(rest);
        like
    }

    /// The number of entries that are counted alone.
    #[must_use]
    pub const fn more(&self) -> u64 {
        self.more
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Extend<NewEntry> for NewNames {
    fn extend<T: IntoIterator<Item = NewEntry>>(&mut self, new: T) {
        for mut entry in new {
            if self.entries.len() < MAX_LISTED {
                shorten(&mut entry.name);
                entry.like.iter_mut().for_each(shorten);
                self.entries.push(entry);
            } else {
                self.more += 1;
            }
        }
    }
}
