//! The text of what is wrong with a value. Each is a whole sentence that says what to do about it.

use chrono::NaiveDate;
use jawab_domain::{PerLocale, validation::Problem};

use crate::catalogue::Tr;

const MEBIBYTE: usize = 1 << 20;

impl Tr {
    /// What is wrong with a value, as a sentence.
    #[must_use]
    pub fn problem(self, of: &Problem) -> String {
        match *of {
            Problem::Missing => self.t("problem-missing"),
            Problem::TooLong { most } => self.ta("problem-too-long", [("n", most.into())]),
            Problem::Nul => self.t("problem-nul"),
            Problem::DirectionControls => self.t("problem-direction-controls"),
            Problem::OutOfRange { least, most } => {
                self.ta("problem-not-a-number", [("least", least.to_string().into()), ("most", most.to_string().into())])
            }
            Problem::TooMany { most } => self.ta("problem-too-many", [("n", most.into())]),
            Problem::Unknown => self.t("problem-not-on-offer"),
            Problem::Twice => self.t("problem-twice"),
            Problem::Exists => self.t("problem-already-there"),
            Problem::Fixed => self.t("problem-fixed"),
            Problem::NotAnAddress => self.t("problem-not-a-web-address"),
            Problem::NotASha256 => self.t("problem-not-a-sha256"),
            Problem::TooEarly(day) => self.ta("problem-before", [("date", self.date(day).into())]),
            Problem::TooLate(today) => self.ta("problem-in-future", [("date", self.date(today).into())]),
            Problem::NotBefore(day) => self.ta("problem-after", [("date", self.date(day).into())]),
            Problem::Overlaps => self.t("problem-overlaps"),
            Problem::DayPassed => self.t("problem-day-passed"),
            Problem::Unreachable => self.t("problem-unreachable"),
            Problem::NoLegislature => self.t("problem-no-legislature"),
            Problem::UnrecordedLegislature => self.t("problem-unrecorded-legislature"),
            Problem::OutsideLegislature { from, to: Some(to) } => {
                self.ta("problem-outside-legislature", [("from", self.date(from).into()), ("to", self.date(to).into())])
            }
            Problem::OutsideLegislature { from, to: None } => self.ta("problem-before-legislature", [("from", self.date(from).into())]),
            Problem::LeftOutside { questions } => self.ta("problem-left-outside", [("n", questions.into())]),
            Problem::NoLastDay => self.t("problem-no-last-day"),
            Problem::NotOver(day) => self.ta("problem-not-over", [("date", self.date(day).into())]),
            Problem::NotSeated { ref who, on } => {
                self.ta("problem-not-seated", [("name", self.plain(who).into()), ("date", self.date(on).into())])
            }
            Problem::MinistryEnded { ref who, since, ref successors } => self.ministry_ended(who, since, successors),
            Problem::SeveralSuccessors => self.t("problem-several-successors"),
            Problem::Taken => self.t("problem-taken"),
            Problem::SubQuestionsFixed => self.t("problem-sub-questions-fixed"),
            Problem::MinistriesFixed => self.t("problem-ministries-fixed"),
            Problem::Addressed { place } => self.ta("problem-sub-question-addressed", [("n", place.to_string().into())]),
            Problem::WrongLink => self.t("problem-wrong-link"),
            Problem::NotOfMinistry => self.t("problem-not-of-ministry"),
            Problem::WrongAnswer => self.t("problem-wrong-answer"),
            Problem::NotInText => self.t("problem-not-in-text"),
            Problem::HasName => self.t("problem-has-name"),
            Problem::TooManyWords { most } => self.ta("problem-too-many-words", [("n", most.into())]),
            Problem::TooManyPlaces { most } => self.ta("problem-too-many-places", [("n", most.into())]),
            Problem::Unreadable => self.t("problem-file-unreadable"),
            Problem::TooLarge { most } => self.ta("problem-file-too-large", [("n", (most / MEBIBYTE).into())]),
            Problem::NotAPdf => self.t("problem-not-a-pdf"),
            Problem::Encrypted => self.t("problem-encrypted"),
            Problem::TooCostly => self.t("problem-file-too-complicated"),
            Problem::TooManyPages { most } => self.ta("problem-too-many-pages", [("n", most.into())]),
            Problem::NotAMailAddress => self.t("problem-not-a-mail-address"),
            Problem::AddressTaken => self.t("problem-address-taken"),
            Problem::LastAdministrator => self.t("problem-last-administrator"),
            Problem::OwnAccount => self.t("account-disable-own"),
            Problem::PasswordShort { least } => self.ta("problem-password-short", [("n", least.into())]),
            Problem::PasswordCommon => self.t("problem-password-common"),
            Problem::PasswordExpected => self.t("problem-password-expected"),
            Problem::PasswordPersonal => self.t("problem-password-personal"),
            Problem::PasswordsDiffer => self.t("problem-passwords-differ"),
            Problem::WrongPassword => self.t("problem-wrong-password"),
            Problem::WrongCode => self.t("problem-wrong-code"),
            Problem::WrongRecoveryCode => self.t("problem-wrong-recovery-code"),
            Problem::PasskeyCancelled => self.t("problem-passkey-cancelled"),
            Problem::PasskeyExpired => self.t("problem-passkey-expired"),
            Problem::PasskeyUnknown => self.t("problem-passkey-unknown"),
            Problem::PasskeyRefused => self.t("problem-passkey-refused"),
            Problem::PasskeyCopied => self.t("problem-passkey-copied"),
            Problem::PasskeyKnown => self.t("problem-passkey-known"),
            Problem::PasskeyUnsuited => self.t("problem-passkey-unsuited"),
        }
    }

    /// The ministry no longer exists, and which ministry to choose instead.
    fn ministry_ended(self, who: &PerLocale<String>, since: NaiveDate, successors: &[PerLocale<String>]) -> String {
        let (name, date) = (self.plain(who), self.date(since));
        if successors.is_empty() {
            return self.ta("problem-ministry-ended", [("name", name.into()), ("date", date.into())]);
        }
        let names: Vec<String> = successors.iter().map(|name| self.plain(name)).collect();
        let became = names.join(&format!("{} ", self.t("comma")));
        self.ta("problem-ministry-became", [("name", name.into()), ("date", date.into()), ("successors", became.into())])
    }
}
