//! What can be wrong with a field, and the sentence that says so.

use chrono::NaiveDate;
use jawab_domain::{
    PerLocale,
    lifecycle::{Bounds, Refusal},
};

use crate::{catalogue::Tr, model::Somebody};

/// What is wrong with a field of a form. Each is a whole sentence that says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It must be filled.
    Missing,
    /// At least one must be chosen.
    NothingChosen,
    /// One of several is wanted, and none is chosen.
    NotChosen,
    /// At least one language must be filled.
    NoLanguage,
    /// It has more characters than this.
    TooLong(usize),
    /// It is no day of the calendar.
    NotADate,
    /// Its year has two digits, which could be of either century.
    ShortYear,
    /// The state of the question does not allow it.
    Refused(Refusal),
    /// The question has no subject yet.
    NoSubjectYet,
    /// The question has no author yet.
    NoAuthorYet,
    /// Somebody else changed what the form is about.
    ChangedMeanwhile,
    /// It would bring about something else than the page said that it was sent from.
    NotAsShown,
    /// A question that would be shown to the public with an answer reads something else than when the page was shown that it was sent from.
    UnpublishedChanged,
    /// Somebody else changed other fields of it in the meantime, which are taken over, or took it a step further.
    MergedMeanwhile(Somebody),
    /// Nothing was kept: somebody else sent the answer to the Chamber in the meantime.
    SentMeanwhile(Somebody),
    /// Nothing was kept: an answer was recorded in the meantime, or the question has moved on.
    AnsweredMeanwhile,
    /// The answer is of this day, and its ministry got the question on the other, later one.
    AnswerTooEarly(NaiveDate, NaiveDate),
    /// Another answer to this question is being prepared.
    AnsweredApart(String),
    /// A reason to return an answer is given that is to be accepted.
    ReasonToReturn,
    /// A reason to refuse what somebody asked for is given, and it is to be confirmed.
    ReasonToRefuse,
    /// Somebody else asked for it, and they alone can take that back.
    NotAsker,
    /// That the question be hidden is asked for already.
    HidingPending,
    /// That the question be shown again is asked for already.
    UnhidingPending,
    /// The question has no relation that could be taken back from here.
    NothingLinked,
    /// The question has no document that could be taken off.
    NothingAttached,
    /// The form was sent before, with other things in it.
    AlreadySent,
    /// It is before a day on which something else happened.
    Before(NaiveDate),
    /// It is before the question's deposit.
    BeforeDeposit(NaiveDate),
    /// It is before the question's transmission.
    BeforeTransmission(NaiveDate),
    /// It is before an answer that was given.
    BeforeAnswer(NaiveDate),
    /// It is before a day on which a ministry received the question, or handed it on.
    BeforeReferral(NaiveDate),
    /// It is after a day that it must not pass.
    After(NaiveDate),
    /// It is after today, which is this day.
    InFuture(NaiveDate),
    /// It is outside the legislature, of these first and last days.
    OutsideLegislature(NaiveDate, Option<NaiveDate>),
    /// An author, of this name, does not sit in the Chamber on that day.
    NotSeated(PerLocale<String>, NaiveDate),
    /// The ministry, of this name, is no more since that day; what it became, as far as that is known.
    MinistryEnded(PerLocale<String>, NaiveDate, Vec<PerLocale<String>>),
    /// Only a ministry that is split becomes several.
    SeveralSuccessors,
    /// It is given twice.
    Twice,
    /// That many questions were deposited outside the days of their legislature as they would be.
    LeftOutside(u64),
    /// No legislature of that day is known.
    NoLegislature,
    /// That legislature is not recorded, where others are.
    UnrecordedLegislature,
    /// The last day of the legislature is not recorded.
    NoLastDay,
    /// The legislature lasts until this day.
    NotOver(NaiveDate),
    /// More than a day has passed since.
    DayPassed,
    /// It is not this number, which was to be typed.
    NotTyped(u64),
    /// It can no longer be changed or taken away.
    Fixed,
    /// The question was published: its sub-questions are moved and corrected, and none is added or taken away.
    SubQuestionsFixed,
    /// The sub-question that is kept in this place cannot be taken away: an answer says how far it addresses it.
    SubQuestionAddressed(i32),
    /// The other question does not allow this relation.
    WrongLink,
    /// It is no SHA-256 in hexadecimal.
    NotASha256,
    /// The account does not work for the ministry.
    NotOfMinistry,
    /// It is no such answer to this question.
    WrongAnswer,
    /// The words do not occur in the text.
    NotInText,
    /// It has a name in it that is to be taken out.
    HasName,
    /// A name has more words than this.
    TooManyWords(u32),
    /// Names stand at more places than this, of which they are taken out at once.
    TooManyPlaces(u32),
    /// It lies outside the days between which a corrected day lies.
    OutOfBounds(Bounds),
    /// It is there already.
    AlreadyThere,
    /// No due date can be reached.
    Unreachable,
    /// It is no number between these two.
    NotANumber(u32, u32),
    /// Its days overlap those of another.
    Overlaps,
    /// It is none of those on offer.
    NotOnOffer,
    /// Nothing is called so.
    NoMatch,
    /// Several are called so, or nearly so: one is to be picked.
    SeveralMatch,
    /// One is called nearly so, and is to be picked.
    OneMatches,
    /// Another one has it already.
    Taken,
    /// It has invisible characters that reorder the text around it.
    DirectionControls,
    /// It has a character that no text has.
    Nul,
    /// It is no web address.
    NotAWebAddress,
    /// It is no mail address.
    NotAMailAddress,
    /// The file is no PDF.
    NotAPdf,
    /// The file has more mebibytes than this.
    FileTooLarge(u32),
    /// The list has more entries than this.
    TooMany(u32),
    /// The file has more pages than this.
    TooManyPages(u32),
    /// The file is encrypted.
    Encrypted,
    /// The file takes more to be looked into than may be spent on one.
    FileTooComplicated,
    /// The file is empty or cut off.
    FileUnreadable,
    /// So many files are looked into that the turn of this one did not come.
    TooManyFiles,
    /// An account has this address already.
    AddressTaken,
    /// The password has fewer characters than this.
    PasswordShort(usize),
    /// The password is among those tried first, or easily guessed.
    PasswordCommon,
    /// The password is made of words that anybody would expect here.
    PasswordExpected,
    /// The password has the holder's name or address, or the site's name, in it.
    PasswordPersonal,
    /// The password given again is another one.
    PasswordsDiffer,
    /// The current password is another one.
    WrongPassword,
    /// The one-time code is wrong, or was used.
    WrongCode,
    /// No passkey was shown: somebody gave up, or took too long.
    PasskeyCancelled,
    /// The passkey answers what was asked too long ago, or elsewhere.
    PasskeyExpired,
    /// The passkey is none of this account's.
    PasskeyUnknown,
    /// The answer of the passkey is not right.
    PasskeyRefused,
    /// The passkey was used more often than is known: there may be a copy of it.
    PasskeyCopied,
    /// The authenticator, or its key, is known already.
    PasskeyKnown,
    /// The authenticator makes no key that serves here.
    PasskeyUnsuited,
    /// The last administrator cannot go.
    LastAdministrator,
    /// Address and password do not belong together.
    SignInWrong,
    /// Nobody is signed in in this browser, or somebody else than filled the form that waits.
    SignedInNowhere,
    /// The one-time code came too late.
    CodeOver,
    /// Too much was tried: so many seconds are to be waited.
    Wait(u64),
}

impl Problem {
    /// Whether it wants nothing corrected: its reader looks at what is different now, and sends the same again.
    #[must_use]
    pub const fn asks_again(&self) -> bool {
        matches!(self, Self::ChangedMeanwhile | Self::NotAsShown | Self::UnpublishedChanged | Self::AlreadySent)
    }

    /// The sentence.
    #[must_use]
    pub fn words(&self, tr: Tr) -> String {
        match *self {
            Self::Missing => tr.t("problem-missing"),
            Self::NothingChosen => tr.t("problem-nothing-chosen"),
            Self::NotChosen => tr.t("problem-not-chosen"),
            Self::NoLanguage => tr.t("problem-no-language"),
            Self::TooLong(most) => tr.ta("problem-too-long", [("n", most.into())]),
            Self::NotADate => tr.t("problem-not-a-date"),
            Self::ShortYear => tr.t("problem-short-year"),
            Self::Refused(refusal) => tr.refusal(refusal),
            Self::NoSubjectYet => tr.t("problem-no-subject-yet"),
            Self::NoAuthorYet => tr.t("problem-no-author-yet"),
            Self::ChangedMeanwhile => tr.t("problem-changed-meanwhile"),
            Self::NotAsShown => tr.t("problem-not-as-shown"),
            Self::UnpublishedChanged => tr.t("problem-unpublished-changed"),
            Self::MergedMeanwhile(Somebody::Oneself) => tr.t("problem-merged-meanwhile-own"),
            Self::MergedMeanwhile(ref who) => tr.ta("problem-merged-meanwhile", [("who", tr.somebody(who).into())]),
            Self::SentMeanwhile(Somebody::Oneself) => tr.t("problem-sent-meanwhile-own"),
            Self::SentMeanwhile(ref who) => tr.ta("problem-sent-meanwhile", [("who", tr.somebody(who).into())]),
            Self::AnsweredMeanwhile => tr.t("problem-answered-meanwhile"),
            Self::AnswerTooEarly(on, since) => {
                tr.ta("problem-answer-too-early", [("date", tr.date(on).into()), ("from", tr.date(since).into())])
            }
            Self::AnsweredApart(ref question) => tr.ta("problem-answered-apart", [("question", question.clone().into())]),
            Self::ReasonToReturn => tr.t("problem-reason-to-return"),
            Self::ReasonToRefuse => tr.t("problem-reason-to-refuse"),
            Self::NotAsker => tr.t("refusal-not-asker"),
            Self::HidingPending => tr.t("refusal-hiding-pending"),
            Self::UnhidingPending => tr.t("refusal-unhiding-pending"),
            Self::NothingLinked => tr.t("refusal-nothing-linked"),
            Self::NothingAttached => tr.t("refusal-nothing-attached"),
            Self::AlreadySent => tr.t("problem-already-sent"),
            Self::Before(day) => tr.ta("problem-before", [("date", tr.date(day).into())]),
            Self::BeforeDeposit(day) => tr.ta("problem-before-deposit", [("date", tr.date(day).into())]),
            Self::BeforeTransmission(day) => tr.ta("problem-before-transmission", [("date", tr.date(day).into())]),
            Self::BeforeAnswer(day) => tr.ta("problem-before-answer", [("date", tr.date(day).into())]),
            Self::BeforeReferral(day) => tr.ta("problem-before-referral", [("date", tr.date(day).into())]),
            Self::OutsideLegislature(from, Some(to)) => {
                tr.ta("problem-outside-legislature", [("from", tr.date(from).into()), ("to", tr.date(to).into())])
            }
            Self::OutsideLegislature(from, None) => tr.ta("problem-before-legislature", [("from", tr.date(from).into())]),
            Self::NotSeated(ref who, day) => tr.ta("problem-not-seated", [("name", tr.plain(who).into()), ("date", tr.date(day).into())]),
            Self::MinistryEnded(ref who, since, ref successors) => ministry_ended(tr, who, since, successors),
            Self::SeveralSuccessors => tr.t("problem-several-successors"),
            Self::After(day) => tr.ta("problem-after", [("date", tr.date(day).into())]),
            Self::InFuture(today) => tr.ta("problem-in-future", [("date", tr.date(today).into())]),
            Self::Twice => tr.t("problem-twice"),
            Self::LeftOutside(questions) => tr.ta("problem-left-outside", [("n", questions.into())]),
            Self::NoLegislature => tr.t("problem-no-legislature"),
            Self::UnrecordedLegislature => tr.t("problem-unrecorded-legislature"),
            Self::NoLastDay => tr.t("problem-no-last-day"),
            Self::NotOver(day) => tr.ta("problem-not-over", [("date", tr.date(day).into())]),
            Self::DayPassed => tr.t("problem-day-passed"),
            Self::NotTyped(n) => tr.ta("problem-not-typed", [("n", n.to_string().into())]),
            Self::Fixed => tr.t("problem-fixed"),
            Self::SubQuestionsFixed => tr.t("problem-sub-questions-fixed"),
            Self::SubQuestionAddressed(place) => tr.ta("problem-sub-question-addressed", [("n", place.to_string().into())]),
            Self::WrongLink => tr.t("problem-wrong-link"),
            Self::NotASha256 => tr.t("problem-not-a-sha256"),
            Self::NotOfMinistry => tr.t("problem-not-of-ministry"),
            Self::WrongAnswer => tr.t("problem-wrong-answer"),
            Self::NotInText => tr.t("problem-not-in-text"),
            Self::HasName => tr.t("problem-has-name"),
            Self::TooManyWords(most) => tr.ta("problem-too-many-words", [("n", most.into())]),
            Self::TooManyPlaces(most) => tr.ta("problem-too-many-places", [("n", most.into())]),
            Self::OutOfBounds(bounds) => tr.bounds(bounds),
            Self::AlreadyThere => tr.t("problem-already-there"),
            Self::Unreachable => tr.t("problem-unreachable"),
            Self::NotANumber(least, most) => {
                tr.ta("problem-not-a-number", [("least", least.to_string().into()), ("most", most.to_string().into())])
            }
            Self::Overlaps => tr.t("problem-overlaps"),
            Self::NotOnOffer => tr.t("problem-not-on-offer"),
            Self::NoMatch => tr.t("problem-no-match"),
            Self::SeveralMatch => tr.t("problem-several-match"),
            Self::OneMatches => tr.t("problem-one-matches"),
            Self::Taken => tr.t("problem-taken"),
            Self::DirectionControls => tr.t("problem-direction-controls"),
            Self::Nul => tr.t("problem-nul"),
            Self::NotAWebAddress => tr.t("problem-not-a-web-address"),
            Self::NotAMailAddress => tr.t("problem-not-a-mail-address"),
            Self::NotAPdf => tr.t("problem-not-a-pdf"),
            Self::FileTooLarge(most) => tr.ta("problem-file-too-large", [("n", most.into())]),
            Self::TooMany(most) => tr.ta("problem-too-many", [("n", most.into())]),
            Self::TooManyPages(most) => tr.ta("problem-too-many-pages", [("n", most.into())]),
            Self::Encrypted => tr.t("problem-encrypted"),
            Self::FileTooComplicated => tr.t("problem-file-too-complicated"),
            Self::FileUnreadable => tr.t("problem-file-unreadable"),
            Self::TooManyFiles => tr.t("problem-too-many-files"),
            Self::AddressTaken => tr.t("problem-address-taken"),
            Self::PasswordShort(least) => tr.ta("problem-password-short", [("n", least.into())]),
            Self::PasswordCommon => tr.t("problem-password-common"),
            Self::PasswordExpected => tr.t("problem-password-expected"),
            Self::PasswordPersonal => tr.t("problem-password-personal"),
            Self::PasswordsDiffer => tr.t("problem-passwords-differ"),
            Self::WrongPassword => tr.t("problem-wrong-password"),
            Self::WrongCode => tr.t("problem-wrong-code"),
            Self::PasskeyCancelled => tr.t("problem-passkey-cancelled"),
            Self::PasskeyExpired => tr.t("problem-passkey-expired"),
            Self::PasskeyUnknown => tr.t("problem-passkey-unknown"),
            Self::PasskeyRefused => tr.t("problem-passkey-refused"),
            Self::PasskeyCopied => tr.t("problem-passkey-copied"),
            Self::PasskeyKnown => tr.t("problem-passkey-known"),
            Self::PasskeyUnsuited => tr.t("problem-passkey-unsuited"),
            Self::LastAdministrator => tr.t("problem-last-administrator"),
            Self::SignInWrong => tr.t("sign-in-wrong"),
            Self::SignedInNowhere => tr.t("sign-in-nowhere"),
            Self::CodeOver => tr.t("sign-in-code-over"),
            Self::Wait(seconds) => tr.ta("problem-wait", [("n", seconds.into())]),
        }
    }
}

/// That a ministry is no more, and what to choose instead.
fn ministry_ended(tr: Tr, who: &PerLocale<String>, since: NaiveDate, successors: &[PerLocale<String>]) -> String {
    let (name, date) = (tr.plain(who), tr.date(since));
    if successors.is_empty() {
        return tr.ta("problem-ministry-ended", [("name", name.into()), ("date", date.into())]);
    }
    let names: Vec<String> = successors.iter().map(|name| tr.plain(name)).collect();
    let became = names.join(&format!("{} ", tr.t("comma")));
    tr.ta("problem-ministry-became", [("name", name.into()), ("date", date.into()), ("successors", became.into())])
}
