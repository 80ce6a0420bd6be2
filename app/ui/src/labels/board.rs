//! The labels of lanes and work states on the boards.

use jawab_domain::{board::Lane, preparation::WorkState};

use crate::{catalogue::Tr, model::Departure};

impl Tr {
    /// A lane's name.
    #[must_use]
    pub fn lane(self, lane: Lane) -> String {
        match lane {
            Lane::Overdue => self.t("lane-overdue"),
            Lane::DueToday => self.t("lane-due-today"),
            Lane::DueSoon => self.t("lane-due-soon"),
            Lane::Later => self.t("lane-later"),
            Lane::Waiting => self.t("lane-waiting"),
            Lane::Answered => self.t("lane-answered"),
            Lane::Ended => self.t("lane-ended"),
        }
    }

    /// When a question left a ministry, and whether the ministry had asked for it.
    #[must_use]
    pub fn departure(self, of: &Departure) -> String {
        let date = [("date", self.date(of.on).into())];
        if of.granted { self.ta("ticket-transfer-granted", date) } else { self.ta("ticket-transferred", date) }
    }

    /// The progress of an answer inside its ministry.
    #[must_use]
    pub fn work_state(self, state: WorkState) -> String {
        match state {
            WorkState::Received => self.t("stage-received"),
            WorkState::Assigned => self.t("stage-assigned"),
            WorkState::Drafted => self.t("stage-drafted"),
            WorkState::Cleared => self.t("stage-cleared"),
            WorkState::Submitted => self.t("stage-submitted"),
        }
    }
}
