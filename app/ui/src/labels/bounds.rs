//! The allowed period of a corrected day, and its reasons.

use fluent::FluentValue;
use jawab_domain::lifecycle::{Bound, Bounds, Milestone};

use crate::catalogue::Tr;

impl Tr {
    /// The days between which a corrected day must lie, each with the event that limits it. If no day is left, which event must
    /// be corrected first. Empty if there is no limit.
    #[must_use]
    pub fn bounds(self, of: Bounds) -> String {
        let said = |bound: Bound| self.bound(bound);
        if let Some((earliest, latest)) = of.without_a_day() {
            let ((from, after), (to, before)) = (said(earliest), said(latest));
            let said = [("from", from), ("after", after), ("to", to), ("before", before)];
            // Today is not an event that can be corrected.
            return if latest.1 == Milestone::Today { self.ta("bounds-none-today", said) } else { self.ta("bounds-none", said) };
        }
        match (of.earliest.map(said), of.latest.map(said)) {
            (Some((from, after)), Some((to, before))) => {
                self.ta("bounds-between", [("from", from), ("after", after), ("to", to), ("before", before)])
            }
            (Some((from, after)), None) => self.ta("bounds-from", [("from", from), ("after", after)]),
            (None, Some((to, before))) => self.ta("bounds-to", [("to", to), ("before", before)]),
            (None, None) => String::new(),
        }
    }

    fn bound(self, (day, what): Bound) -> (FluentValue<'static>, FluentValue<'static>) {
        (self.date(day).into(), self.milestone(what).into())
    }

    fn milestone(self, what: Milestone) -> String {
        match what {
            Milestone::Deposit => self.t("milestone-deposit"),
            Milestone::Transmission => self.t("milestone-transmission"),
            Milestone::Referral => self.t("milestone-referral"),
            Milestone::Transfer => self.t("milestone-transfer"),
            Milestone::Answer => self.t("milestone-answer"),
            Milestone::Correction => self.t("milestone-correction"),
            Milestone::End => self.t("milestone-end"),
            Milestone::Today => self.t("milestone-today"),
        }
    }
}
