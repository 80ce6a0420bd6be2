//! The response statistics of ministries.

/// The response statistics of a ministry. Every written question that it has counts once; questions that ended without an answer or were
/// transferred away do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rate {
    /// Answered by the due date.
    pub on_time: u64,
    /// Answered after the due date.
    pub late: u64,
    /// Answered, with an unknown date.
    pub answered: u64,
    /// Not answered, and the due date has not passed or is unknown.
    pub open: u64,
    /// Not answered, and the due date has passed.
    pub overdue: u64,
    /// The average number of days from the start of the clock to the answer, rounded.
    pub average: Option<u64>,
    /// The median number of days.
    pub median: Option<u64>,
}

impl Rate {
    /// The number of counted questions.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.on_time + self.late + self.answered + self.open + self.overdue
    }

    /// The percentage answered on time, of those answered or overdue. `None` if there are none.
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
