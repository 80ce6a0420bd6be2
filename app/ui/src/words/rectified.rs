//! What a correction put right, in words.

use jawab_domain::{
    Status,
    lifecycle::{CorrectionKind, Rectified},
};

use crate::catalogue::Tr;

impl Tr {
    /// A correction with both days: "Date de transmission rectifiée : 20 novembre 2026 au lieu du 23 novembre 2026".
    #[must_use]
    pub fn rectified(self, of: &Rectified) -> String {
        let what = match (of.what, of.ended) {
            (CorrectionKind::Deposited, _) => self.t("rectified-deposited"),
            (CorrectionKind::Transmitted, _) => self.t("rectified-transmitted"),
            (CorrectionKind::NotTransmitted, _) => self.t("rectified-not-transmitted"),
            (CorrectionKind::Referred, _) => self.t("rectified-referred"),
            (CorrectionKind::Answered, _) => self.t("rectified-answered"),
            (CorrectionKind::NotAnswered, _) => self.t("rectified-not-answered"),
            (CorrectionKind::Ended, _) => self.t("rectified-ended"),
            (CorrectionKind::NotEnded, Some(Status::Withdrawn)) => self.t("rectified-not-withdrawn"),
            (CorrectionKind::NotEnded, Some(Status::Converted)) => self.t("rectified-not-converted"),
            (CorrectionKind::NotEnded, _) => self.t("rectified-not-lapsed"),
        };
        let days = match (of.after, of.before) {
            (Some(after), Some(before)) => {
                self.ta("rectified-days", [("after", self.date(after).into()), ("before", self.date(before).into())])
            }
            (Some(day), None) | (None, Some(day)) => self.date(day),
            (None, None) => return what,
        };
        format!("{what}{} {days}", self.t("colon"))
    }
}
