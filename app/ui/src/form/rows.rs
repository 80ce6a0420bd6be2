//! Groups of fields that repeat: rows are added, removed and moved by sending the form to itself.

use super::{DO, FormState};

/// Most rows of a group, so that no request can ask for a page without end: as many as a question may have.
pub const MOST_ROWS: usize = 100;

impl FormState {
    /// How many rows a group has: up to the last one that has a field, and at least one, empty, to begin with.
    #[must_use]
    pub fn rows(&self, group: &str) -> usize {
        let last = self.pairs().iter().filter_map(|(name, _)| row_of(name, group)).map(|(row, _)| row).max();
        last.unwrap_or(1).clamp(1, MOST_ROWS)
    }

    /// Carries out what a button of a group asks for (`sub:add`, `sub:remove:2`, `sub:up:2`, `sub:down:2`), if it was one
    /// that was pressed. Then the form is to be shown again, and nothing else done.
    pub fn rearrange(&mut self, groups: &[&str]) -> bool {
        let asked = self.get(DO).to_owned();
        let mut parts = asked.split(':');
        let (group, what) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let row = parts.next().and_then(|row| row.parse().ok()).unwrap_or(0);
        if !groups.contains(&group) {
            return false;
        }
        let rows = self.rows(group);
        match what {
            "add" if rows < MOST_ROWS => self.values.push(format!("{group}-{}-", rows + 1), String::new()),
            "remove" => self.renumber(group, |n| (n != row).then_some(if n > row { n - 1 } else { n })),
            "up" if (2..=rows).contains(&row) => self.swap(group, row - 1),
            "down" if (1..rows).contains(&row) => self.swap(group, row),
            _ => return false,
        }
        self.clear(DO);
        true
    }

    fn swap(&mut self, group: &str, upper: usize) {
        self.renumber(group, |n| {
            Some(match n {
                n if n == upper => upper + 1,
                n if n == upper + 1 => upper,
                n => n,
            })
        });
    }

    fn renumber(&mut self, group: &str, to: impl Fn(usize) -> Option<usize>) {
        let values = self.values.take();
        self.values = values
            .into_iter()
            .filter_map(|(name, value)| match row_of(&name, group) {
                Some((row, field)) => Some((format!("{group}-{}-{field}", to(row)?), value)),
                None => Some((name, value)),
            })
            .collect();
    }
}

/// The row and the field that a name means, if it is one of the group.
fn row_of<'a>(name: &'a str, group: &str) -> Option<(usize, &'a str)> {
    let (row, field) = name.strip_prefix(group)?.strip_prefix('-')?.split_once('-')?;
    row.parse().ok().filter(|row| (1..=MOST_ROWS).contains(row)).map(|row| (row, field))
}
