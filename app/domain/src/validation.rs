//! What is wrong with a value that somebody gives: codes and data. The texts are written where they are shown.

use chrono::NaiveDate;

use crate::{PerLocale, field::FieldPath};

/// An invalid field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Which field, and where in it.
    pub field: FieldPath,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    // Texts, numbers and lists.
    /// A required value is missing.
    Missing,
    /// It is too long, in characters.
    TooLong {
        /// The maximum.
        most: usize,
    },
    /// It contains a NUL character.
    Nul,
    /// It contains invisible direction controls, which reorder the text around it.
    DirectionControls,
    /// The number is out of range.
    OutOfRange {
        /// The minimum.
        least: i64,
        /// The maximum.
        most: i64,
    },
    /// The list has too many entries.
    TooMany {
        /// The maximum.
        most: usize,
    },
    /// It refers to something that does not exist.
    Unknown,
    /// It is a duplicate.
    Twice,
    /// It exists already.
    Exists,
    /// It can no longer be changed or removed.
    Fixed,
    /// It is not the address of a page: `https://…`.
    NotAnAddress,
    /// It is not a hexadecimal SHA-256.
    NotASha256,

    // Days.
    /// It is before this day, which it must follow.
    TooEarly(NaiveDate),
    /// It is in the future; today is this day.
    TooLate(NaiveDate),
    /// It is after this day, which it must precede.
    NotBefore(NaiveDate),
    /// Its days overlap those of another.
    Overlaps,
    /// More than one day has passed.
    DayPassed,
    /// No due date can be computed under this rule.
    Unreachable,

    // Registers.
    /// No legislature is recorded for that day.
    NoLegislature,
    /// That legislature is not recorded, though others are.
    UnrecordedLegislature,
    /// It is outside the days of the given legislature.
    OutsideLegislature {
        /// Its first day.
        from: NaiveDate,
        /// Its last day, if known.
        to: Option<NaiveDate>,
    },
    /// That many questions of the legislature would lie outside its days. This must be confirmed first.
    LeftOutside {
        /// How many.
        questions: u64,
    },
    /// The last day of the legislature is not recorded.
    NoLastDay,
    /// The legislature lasts until this day.
    NotOver(NaiveDate),
    /// The member does not sit in the Chamber on that day.
    NotSeated {
        /// The member's name on that day.
        who: PerLocale<String>,
        /// The day.
        on: NaiveDate,
    },
    /// The ministry no longer exists on the day of the act.
    MinistryEnded {
        /// The ministry's last name.
        who: PerLocale<String>,
        /// The first day on which it no longer exists.
        since: NaiveDate,
        /// Its known successors that exist.
        successors: Vec<PerLocale<String>>,
    },
    /// Only a split has several successors.
    SeveralSuccessors,

    // Questions and answers.
    /// Another question has this number.
    Taken,
    /// The question is or was published: its sub-questions can be moved and corrected, not added or removed.
    SubQuestionsFixed,
    /// The question was transmitted: its ministries change by referrals, transfers and corrections alone.
    MinistriesFixed,
    /// The sub-question cannot be removed: an answer states how far it addresses it.
    Addressed {
        /// Its stored position, from 1.
        place: i32,
    },
    /// The other question does not allow this relation.
    WrongLink,
    /// The account does not work for this ministry.
    NotOfMinistry,
    /// It is not an answer of this question.
    WrongAnswer,

    // Redactions.
    /// The passage does not occur in the text.
    NotInText,
    /// It contains a name that is to be redacted.
    HasName,
    /// A name has too many words.
    TooManyWords {
        /// The maximum.
        most: usize,
    },
    /// The names occur at too many places for one redaction.
    TooManyPlaces {
        /// The maximum.
        most: usize,
    },

    // Files.
    /// The file cannot be read: it is empty or truncated, or has none of the expected columns.
    Unreadable,
    /// The file is too large, in bytes.
    TooLarge {
        /// The maximum.
        most: usize,
    },
    /// It is not a readable PDF.
    NotAPdf,
    /// The document is encrypted.
    Encrypted,
    /// The document needs more time or memory than one document may use.
    TooCostly,
    /// The document has too many pages.
    TooManyPages {
        /// The maximum.
        most: usize,
    },

    // Accounts.
    /// It is not a mail address.
    NotAMailAddress,
    /// Another account has this address.
    AddressTaken,
    /// The last administrator cannot be removed.
    LastAdministrator,
    /// It is the actor's own account, which only somebody else can disable.
    OwnAccount,

    // Passwords, codes and passkeys.
    /// The password has too few characters.
    PasswordShort {
        /// The minimum.
        least: usize,
    },
    /// The password is among the most common ones, or is easily guessed.
    PasswordCommon,
    /// The password consists of expected words: of the Parliament, the country, a year.
    PasswordExpected,
    /// The password contains the holder's name or address, or the site's name.
    PasswordPersonal,
    /// The two new passwords differ.
    PasswordsDiffer,
    /// The current password is wrong.
    WrongPassword,
    /// The one-time code is wrong, or was used before.
    WrongCode,
    /// The recovery code is wrong, or was used before, and there are no one-time codes.
    WrongRecoveryCode,
    /// The user cancelled the passkey dialogue, or it timed out.
    PasskeyCancelled,
    /// The passkey answers a challenge that expired or was for another use.
    PasskeyExpired,
    /// The passkey does not belong to this account.
    PasskeyUnknown,
    /// The answer of the passkey is not valid.
    PasskeyRefused,
    /// The passkey's signature counter is behind the stored one: there may be a copy of it.
    PasskeyCopied,
    /// The authenticator, or its key, is registered already.
    PasskeyKnown,
    /// The authenticator cannot create a suitable key.
    PasskeyUnsuited,
}
