//! The labels of corrections. They are noun phrases, so that a request does not read as if it were done.

use jawab_domain::{
    Status,
    lifecycle::{CorrectionKind, CorrectionRecord, EventKind},
};

use crate::catalogue::Tr;

impl Tr {
    /// A correction with both days: "Rectification de la date de transmission : 20 novembre 2026 au lieu du 23 novembre 2026",
    /// not "du 23 au 20", which reads as a period. An annulment: "Annulation de la réponse du 18 novembre 2026".
    #[must_use]
    pub fn correction(self, of: &CorrectionRecord) -> String {
        let what = match of.what {
            CorrectionKind::Deposited => self.t("rectified-deposited"),
            CorrectionKind::Transmitted => self.t("rectified-transmitted"),
            CorrectionKind::Referred => self.t("rectified-referred"),
            CorrectionKind::Answered => self.t("rectified-answered"),
            CorrectionKind::Ended => self.t("rectified-ended"),
            CorrectionKind::NotTransmitted | CorrectionKind::NotReferred | CorrectionKind::NotAnswered | CorrectionKind::NotEnded => {
                return self.ta("rectified-undone", [("what", self.undone(of).unwrap_or_default().into())]);
            }
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

    /// The annulled act with its day: "de la réponse du 18 novembre 2026". `None` if the correction changes a day.
    #[must_use]
    pub fn undone(self, of: &CorrectionRecord) -> Option<String> {
        let what = match (of.what, of.ended) {
            (CorrectionKind::NotTransmitted, _) => self.t("undone-transmission"),
            (CorrectionKind::NotReferred, _) => self.t("undone-referral"),
            (CorrectionKind::NotAnswered, _) => self.t("undone-answer"),
            (CorrectionKind::NotEnded, Some(Status::Withdrawn)) => self.t("undone-withdrawal"),
            (CorrectionKind::NotEnded, Some(Status::Converted)) => self.t("undone-conversion"),
            (CorrectionKind::NotEnded, Some(Status::Lapsed)) => self.t("undone-lapse"),
            (CorrectionKind::NotEnded, _) => self.t("undone-end"),
            _ => return None,
        };
        Some(match of.before {
            Some(day) => self.ta("undone-of-day", [("what", what.into()), ("date", self.date(day).into())]),
            None => what,
        })
    }

    /// The outcome of a request that needs two people, as shown in the history: what was requested, and whether the person who
    /// made the request withdrew it, if known.
    #[must_use]
    pub fn request_label(self, kind: EventKind, of: Option<&CorrectionRecord>, own: Option<bool>) -> String {
        let undoes = of.is_some_and(|of| of.what.undoes());
        match (kind, undoes, own) {
            (EventKind::CorrectionAsked, true, _) => self.t("event-undoing-asked"),
            (EventKind::CorrectionDropped, false, Some(true)) => self.t("event-correction-taken-back"),
            (EventKind::CorrectionDropped, false, Some(false)) => self.t("event-correction-refused"),
            (EventKind::CorrectionDropped, true, Some(true)) => self.t("event-undoing-taken-back"),
            (EventKind::CorrectionDropped, true, Some(false)) => self.t("event-undoing-refused"),
            (EventKind::HidingDropped, _, Some(true)) => self.t("event-hiding-taken-back"),
            (EventKind::HidingDropped, _, Some(false)) => self.t("event-hiding-refused"),
            (EventKind::UnhidingDropped, _, Some(true)) => self.t("event-unhiding-taken-back"),
            (EventKind::UnhidingDropped, _, Some(false)) => self.t("event-unhiding-refused"),
            (kind, ..) => self.event(kind),
        }
    }
}
