//! How ministries answer a Chamber: counts, and how long it took.

/// How a ministry answers. Every written question that is with it is counted once; those that ended without an answer, or
/// were transferred away, are not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rate {
    /// Answered by the due date.
    pub on_time: u64,
    /// Answered after it.
    pub late: u64,
    /// Answered, a date being unknown.
    pub answered: u64,
    /// Not answered, the due date not having passed or being unknown.
    pub open: u64,
    /// Not answered, the due date having passed.
    pub overdue: u64,
    /// Days from the start of the clock to the answer, on average, rounded.
    pub average: Option<u64>,
    /// As many were quicker as were slower.
    pub median: Option<u64>,
}

impl Rate {
    /// All that are counted.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.on_time + self.late + self.answered + self.open + self.overdue
    }

    /// Of a hundred that are answered or overdue, how many were answered on time; none where there are none.
    #[must_use]
    pub fn percent_on_time(&self) -> Option<u64> {
        let settled = self.on_time + self.late + self.overdue;
        (settled > 0).then(|| (self.on_time * 200 + settled) / (settled * 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_counts_what_is_overdue_against_the_ministry() {
        let rate = Rate { on_time: 2, late: 1, overdue: 0, open: 40, ..Rate::default() };
        assert_eq!(rate.percent_on_time(), Some(67));
        assert_eq!(Rate { overdue: 3, ..rate }.percent_on_time(), Some(33));
        assert_eq!(Rate { open: 3, ..Rate::default() }.percent_on_time(), None);
    }
}
