//! Repeated groups of fields: sending the form to itself adds, removes and moves rows.

use super::{ACTION, FormState};

/// The maximum number of rows of a group, so that no request can produce a page of unlimited size. It equals the maximum for a
/// question.
pub const MAX_ROWS: usize = 100;

impl FormState {
    /// The number of rows of a group: up to the last row with a field, and at least one empty row.
    #[must_use]
    pub fn rows(&self, group: &str) -> usize {
        let last = self.pairs().iter().filter_map(|(name, _)| row_of(name, group)).map(|(row, _)| row).max();
        last.unwrap_or(1).clamp(1, MAX_ROWS)
    }

    /// Performs the action of a group's button (`sub:add`, `sub:remove:2`, `sub:up:2`, `sub:down:2`), if one was pressed. Returns
    /// whether it was; then the form must be shown again and nothing else done.
    pub fn rearrange(&mut self, groups: &[&str]) -> bool {
        let asked = self.get(ACTION).to_owned();
        let mut parts = asked.split(':');
        let (group, what) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let row = parts.next().and_then(|row| row.parse().ok()).unwrap_or(0);
        if !groups.contains(&group) {
            return false;
        }
        let rows = self.rows(group);
        match what {
            "add" if rows < MAX_ROWS => self.values.push(format!("{group}-{}-", rows + 1), String::new()),
            "remove" => self.renumber(group, |n| (n != row).then_some(if n > row { n - 1 } else { n })),
            "up" if (2..=rows).contains(&row) => self.swap(group, row - 1),
            "down" if (1..rows).contains(&row) => self.swap(group, row),
            _ => return false,
        }
        self.clear(ACTION);
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

/// The row number and the field of a name, if it belongs to the group.
fn row_of<'a>(name: &'a str, group: &str) -> Option<(usize, &'a str)> {
    let (row, field) = name.strip_prefix(group)?.strip_prefix('-')?.split_once('-')?;
    row.parse().ok().filter(|row| (1..=MAX_ROWS).contains(row)).map(|row| (row, field))
}
