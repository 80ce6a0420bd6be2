//! Validation problems of form fields, and their messages.

use chrono::NaiveDate;
use jawab_domain::{
    PerLocale,
    lifecycle::{Bounds, Refusal},
};

use crate::{catalogue::Tr, model::ActorName};

/// A problem of a form field. Its message is a whole sentence that says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A required field is empty.
    Missing,
    /// At least one choice is required.
    NothingChosen,
    /// One of several choices is required, and none is chosen.
    NotChosen,
    /// At least one language must be filled in.
    NoLanguage,
    /// More characters than this maximum.
    TooLong(usize),
    /// Not a calendar day.
    NotADate,
    /// A year with two digits, which could be of either century.
    ShortYear,
    /// The state of the question does not allow the command.
    Refused(Refusal),
    /// The question has no subject yet.
    NoSubjectYet,
    /// The question has no author yet.
    NoAuthorYet,
    /// Somebody else changed the record in the meantime.
    ChangedMeanwhile,
    /// The ministry changed the submitted answer in the meantime.
    AnswerChangedMeanwhile,
    /// The effects would no longer be those that the page showed.
    NotAsShown,
    /// An unpublished question that the act would publish has changed since the page was shown.
    UnpublishedChanged,
    /// Somebody else changed other fields in the meantime, which were merged, or performed the next step.
    MergedMeanwhile(ActorName),
    /// Nothing was saved: somebody else submitted the answer to the Chamber in the meantime.
    SentMeanwhile(ActorName),
    /// Nothing was saved: an answer was recorded in the meantime, or the question is no longer open.
    AnsweredMeanwhile,
    /// Nothing was saved: the answer was corrected in the meantime.
    CorrectedMeanwhile,
    /// Nothing was saved: the answer can no longer be corrected, because it was annulled or its ministry has to answer again.
    NotCorrectable,
    /// The answer has the first day, but its ministry received the question only on the second.
    AnswerTooEarly(NaiveDate, NaiveDate),
    /// Another answer to this question is being prepared.
    AnsweredApart(String),
    /// A reason to return the answer was given, but the answer is to be accepted.
    ReasonToReturn,
    /// A reason to refuse the request was given, but the request is to be confirmed.
    ReasonToRefuse,
    /// Only the person who made the request can withdraw it.
    NotAsker,
    /// A request to hide the question is already pending.
    HidingPending,
    /// A request to show the question again is already pending.
    UnhidingPending,
    /// The question has no relation that can be removed.
    NothingLinked,
    /// The question has no document that can be removed.
    NothingAttached,
    /// The form was already sent with other content.
    AlreadySent,
    /// The day is before another event.
    Before(NaiveDate),
    /// The day is before the question's deposit.
    BeforeDeposit(NaiveDate),
    /// The day is before the question's transmission.
    BeforeTransmission(NaiveDate),
    /// The day is before an existing answer.
    BeforeAnswer(NaiveDate),
    /// The day is before a ministry received the question or transferred it.
    BeforeReferral(NaiveDate),
    /// The day is after the latest allowed day.
    After(NaiveDate),
    /// The day is after today, which is this day.
    InFuture(NaiveDate),
    /// The day is outside the legislature with these first and last days.
    OutsideLegislature(NaiveDate, Option<NaiveDate>),
    /// The named author does not hold a seat in the Chamber on that day.
    NotSeated(PerLocale<String>, NaiveDate),
    /// The named ministry no longer exists since that day; its successors, as far as known.
    MinistryEnded(PerLocale<String>, NaiveDate, Vec<PerLocale<String>>),
    /// Only a split can have several successors.
    SeveralSuccessors,
    /// The value is given twice.
    Twice,
    /// With these dates, this many questions would have been deposited outside their legislature.
    LeftOutside(u64),
    /// No legislature is recorded for that day.
    NoLegislature,
    /// That legislature is not recorded, although others are.
    UnrecordedLegislature,
    /// The last day of the legislature is not recorded.
    NoLastDay,
    /// The legislature lasts until this day.
    NotOver(NaiveDate),
    /// More than a day has passed since the act.
    DayPassed,
    /// The typed number is not this expected one.
    NotTyped(u64),
    /// The value can no longer be changed or removed.
    Fixed,
    /// The question was published, so sub-questions can be moved and corrected, but not added or removed.
    SubQuestionsFixed,
    /// The question was transmitted, so its ministries change by steps of their own.
    MinistriesFixed,
    /// The sub-question saved in this position cannot be removed, because an answer says how far it addresses it.
    SubQuestionAddressed(i32),
    /// The other question does not allow this relation.
    WrongLink,
    /// The paragraphs from this to that one are not translated, although later ones are.
    UntranslatedParagraphs(usize, usize),
    /// Not a SHA-256 in hexadecimal.
    NotASha256,
    /// The account does not work for the ministry.
    NotOfMinistry,
    /// Not a matching answer to this question.
    WrongAnswer,
    /// The name does not occur in the text.
    NotInText,
    /// The text contains the name that is to be redacted.
    HasName,
    /// A name has more words than this maximum.
    TooManyWords(u32),
    /// Names occur in more places than this maximum for one redaction.
    TooManyPlaces(u32),
    /// The corrected day lies outside the allowed period.
    OutOfBounds(Bounds),
    /// It already exists.
    AlreadyThere,
    /// No due date can be calculated.
    Unreachable,
    /// Not a number between these two.
    NotANumber(u32, u32),
    /// Its period overlaps another one.
    Overlaps,
    /// Not one of the available choices.
    NotOnOffer,
    /// No name matches.
    NoMatch,
    /// Several names match or nearly match: one has to be picked.
    SeveralMatch,
    /// One name nearly matches and has to be picked.
    OneMatches,
    /// The value is already in use.
    Taken,
    /// Invisible characters that reorder the surrounding text.
    DirectionControls,
    /// A NUL character.
    Nul,
    /// Not a web address.
    NotAWebAddress,
    /// Not a mail address.
    NotAMailAddress,
    /// The file is not a PDF.
    NotAPdf,
    /// The file is larger than this number of mebibytes.
    FileTooLarge(u32),
    /// The list has more entries than this maximum.
    TooMany(u32),
    /// The file has more pages than this maximum.
    TooManyPages(u32),
    /// The file is encrypted.
    Encrypted,
    /// Inspecting the file takes more resources than allowed for one file.
    FileTooComplicated,
    /// The file is empty or truncated.
    FileUnreadable,
    /// Too many files are being inspected, and this one timed out in the queue.
    TooManyFiles,
    /// Another account has this address.
    AddressTaken,
    /// The password has fewer characters than this minimum.
    PasswordShort(usize),
    /// The password is among those that attackers try first, or is easy to guess.
    PasswordCommon,
    /// The password is made of words that are to be expected on this site.
    PasswordExpected,
    /// The password contains the holder's name or address, or the name of the site.
    PasswordPersonal,
    /// The two new passwords differ.
    PasswordsDiffer,
    /// The current password is wrong.
    WrongPassword,
    /// The one-time code is wrong or was used before.
    WrongCode,
    /// The recovery code is wrong or was used before, and there are no one-time codes.
    WrongRecoveryCode,
    /// No passkey was shown: the user cancelled, or it took too long.
    PasskeyCancelled,
    /// The passkey's response is for a challenge that expired, or that was for another session or sign-in.
    PasskeyExpired,
    /// The passkey does not belong to this account.
    PasskeyUnknown,
    /// The passkey's response is invalid.
    PasskeyRefused,
    /// The passkey's signature counter went backwards: there may be a copy of it.
    PasskeyCopied,
    /// The authenticator, or its key, is already registered.
    PasskeyKnown,
    /// The authenticator cannot create a suitable key.
    PasskeyUnsuited,
    /// The last administrator cannot be removed.
    LastAdministrator,
    /// It is the user's own account, which only somebody else can disable.
    OwnAccount,
    /// The address and password do not match.
    SignInWrong,
    /// Nobody is signed in in this browser, or somebody other than the author of the waiting form.
    SignedInNowhere,
    /// The waiting form was filled by another account than the one that has signed in.
    FilledByAnother,
    /// The second step of signing in has expired.
    CodeOver,
    /// Too many attempts: the number of seconds to wait.
    Wait(u64),
}

impl Problem {
    /// Whether the user has nothing to correct, but only has to look at what changed and send the form again.
    #[must_use]
    pub const fn asks_again(&self) -> bool {
        matches!(
            self,
            Self::ChangedMeanwhile | Self::AnswerChangedMeanwhile | Self::NotAsShown | Self::UnpublishedChanged | Self::AlreadySent
        )
    }

    /// The sentence.
    #[must_use]
    pub fn message(&self, tr: Tr) -> String {
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
            Self::AnswerChangedMeanwhile => tr.t("problem-answer-changed-meanwhile"),
            Self::NotAsShown => tr.t("problem-not-as-shown"),
            Self::UnpublishedChanged => tr.t("problem-unpublished-changed"),
            Self::MergedMeanwhile(ActorName::CurrentUser) => tr.t("problem-merged-meanwhile-own"),
            Self::MergedMeanwhile(ref who) => tr.ta("problem-merged-meanwhile", [("who", tr.actor_name(who).into())]),
            Self::SentMeanwhile(ActorName::CurrentUser) => tr.t("problem-sent-meanwhile-own"),
            Self::SentMeanwhile(ref who) => tr.ta("problem-sent-meanwhile", [("who", tr.actor_name(who).into())]),
            Self::AnsweredMeanwhile => tr.t("problem-answered-meanwhile"),
            Self::CorrectedMeanwhile => tr.t("problem-corrected-meanwhile"),
            Self::NotCorrectable => tr.t("problem-not-correctable"),
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
            Self::MinistriesFixed => tr.t("problem-ministries-fixed"),
            Self::SubQuestionAddressed(place) => tr.ta("problem-sub-question-addressed", [("n", place.to_string().into())]),
            Self::WrongLink => tr.t("problem-wrong-link"),
            Self::UntranslatedParagraphs(from, to) if from == to => {
                tr.ta("problem-untranslated-paragraph", [("n", from.to_string().into())])
            }
            Self::UntranslatedParagraphs(from, to) => {
                tr.ta("problem-untranslated-paragraphs", [("from", from.to_string().into()), ("to", to.to_string().into())])
            }
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
            Self::WrongRecoveryCode => tr.t("problem-wrong-recovery-code"),
            Self::PasskeyCancelled => tr.t("problem-passkey-cancelled"),
            Self::PasskeyExpired => tr.t("problem-passkey-expired"),
            Self::PasskeyUnknown => tr.t("problem-passkey-unknown"),
            Self::PasskeyRefused => tr.t("problem-passkey-refused"),
            Self::PasskeyCopied => tr.t("problem-passkey-copied"),
            Self::PasskeyKnown => tr.t("problem-passkey-known"),
            Self::PasskeyUnsuited => tr.t("problem-passkey-unsuited"),
            Self::LastAdministrator => tr.t("problem-last-administrator"),
            Self::OwnAccount => tr.t("account-disable-own"),
            Self::SignInWrong => tr.t("sign-in-wrong"),
            Self::SignedInNowhere => tr.t("sign-in-nowhere"),
            Self::FilledByAnother => tr.t("sign-in-filled-by-another"),
            Self::CodeOver => tr.t("sign-in-code-over"),
            Self::Wait(seconds) => tr.ta("problem-wait", [("n", seconds.into())]),
        }
    }
}

/// The message that a ministry no longer exists, and which ministry to choose instead.
fn ministry_ended(tr: Tr, who: &PerLocale<String>, since: NaiveDate, successors: &[PerLocale<String>]) -> String {
    let (name, date) = (tr.plain(who), tr.date(since));
    if successors.is_empty() {
        return tr.ta("problem-ministry-ended", [("name", name.into()), ("date", date.into())]);
    }
    let names: Vec<String> = successors.iter().map(|name| tr.plain(name)).collect();
    let became = names.join(&format!("{} ", tr.t("comma")));
    tr.ta("problem-ministry-became", [("name", name.into()), ("date", date.into()), ("successors", became.into())])
}
