//! The consequences of an act, and the relevant input.

use chrono::NaiveDate;
use jawab_domain::{Legislature, Locale, PerLocale, Standing, deadline::Counting, text::TextPart};

use super::super::{history::SeriesNumber, step::PendingCorrection};
use crate::{
    model::{Linked, QuestionRow},
    pages::question::Attachment,
};

/// A consequence of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consequence {
    /// The question is deposited on a day under a number.
    Deposited {
        /// The day.
        on: NaiveDate,
        /// The legislature.
        legislature: Legislature,
        /// The number: given by hand, or currently the next one.
        number: i32,
        /// Whether the number was given by hand.
        given: bool,
    },
    /// The number is far from the last one.
    FarNumber {
        /// The number given by hand.
        number: i32,
        /// The last one.
        last: i32,
    },
    /// A number is corrected beyond which the series stands, which can be brought back.
    SeriesBack {
        /// The new number.
        number: i32,
        /// The last one of the series.
        last: i32,
        /// The largest one after the correction.
        to: i32,
    },
    /// The question gets another legislature or number.
    Renumbered {
        /// The current ones.
        before: SeriesNumber,
        /// The new ones.
        after: SeriesNumber,
    },
    /// The day of deposit changes.
    Redeposited {
        /// The day so far.
        before: NaiveDate,
        /// The new day.
        after: NaiveDate,
    },
    /// A short field changes.
    Changed {
        /// Its label.
        label: String,
        /// The current value, in words; may be empty.
        before: String,
        /// The new one.
        after: String,
    },
    /// A long text changes: its label.
    TextChanged(String),
    /// The form is sent as it was.
    NothingChanged,
    /// The question goes to these ministries, to which it is not addressed.
    NotAddressed(Vec<Linked>),
    /// The question is addressed to these ministries, but does not go to them.
    LeftOut(Vec<Linked>),
    /// The minister who signed the answer, as typed.
    SignedBy(PerLocale<String>),
    /// The reason, as typed.
    Reason(String),
    /// This draft was created from the same form before.
    DraftMade(Box<QuestionRow>),
    /// These ministries owe an answer from a day on.
    Owed {
        /// The ministries.
        ministries: Vec<Linked>,
        /// The first day.
        from: NaiveDate,
    },
    /// These ministries get the question on a day, without a due date.
    Sent {
        /// The ministries.
        ministries: Vec<Linked>,
        /// The day.
        on: NaiveDate,
    },
    /// The answer is due on a day.
    Due {
        /// The day.
        on: NaiveDate,
        /// The number of days of the deadline.
        days: u16,
        /// Which days count.
        counting: Counting,
        /// How many days ago the due date was; 0 if it has not passed.
        past: i64,
    },
    /// No deadline runs: the procedure has none, or no rule is in force.
    NoDeadline,
    /// A ministry's part is transferred on a day.
    Moves {
        /// The former ministry.
        from: Linked,
        /// The new ministry.
        to: Linked,
        /// The day.
        on: NaiveDate,
    },
    /// The due date does not change for the new ministry; `None`: it is unknown.
    SameDue(Option<NaiveDate>),
    /// The procedure ends on a day without an answer.
    Ends(NaiveDate),
    /// The procedure ends on a day, when some of the ministries have answered.
    EndsPartly {
        /// The day.
        on: NaiveDate,
        /// The ministries that have answered.
        answered: Vec<Linked>,
        /// Those that have not.
        unanswered: Vec<Linked>,
    },
    /// The running deadline stops.
    ClockStops,
    /// The submitted answer of a ministry returns to it as a draft. If it is also for other questions, it stays submitted for
    /// those.
    AnswerTakenBack {
        /// The ministry.
        ministry: Linked,
        /// Whether the answer stays submitted for other questions.
        for_others: bool,
    },
    /// The unfinished answer of a ministry is suspended by the transfer. The ministry gets it back if the question returns.
    AnswerPutAside {
        /// The ministry.
        ministry: Linked,
        /// Whether the answer is submitted to the Chamber.
        handed_over: bool,
    },
    /// The answer that a ministry has begun for several questions continues for the others alone.
    AnswerLeaves(Linked),
    /// The answer that a ministry has begun is suspended because another one is recorded. The ministry gets it back if that is annulled.
    AnswerReplaced {
        /// The ministry.
        ministry: Linked,
        /// Whether the answer waits for the Chamber.
        handed_over: bool,
    },
    /// The pending transfer request of a ministry is closed.
    TransferClosed {
        /// The ministry.
        from: Linked,
        /// The ministry that it asked for.
        to: Linked,
        /// The question, if the answer that closes it is for several.
        of: Option<QuestionRow>,
    },
    /// The ministry's own pending transfer request is closed once the Chamber accepts the answer.
    AcceptanceClosesTransfer {
        /// The ministry that it asked for.
        to: Linked,
        /// The question, if the answer is for several.
        of: Option<QuestionRow>,
    },
    /// The pending request for a correction is closed.
    CorrectionClosed {
        /// The request.
        asked: PendingCorrection,
        /// The question, if the answer that closes it is for several.
        of: Option<QuestionRow>,
    },
    /// The text stays published, with the end of the procedure.
    StaysPublished,
    /// The ministry's answer is published for a number of questions.
    Answered {
        /// The ministry.
        ministry: Linked,
        /// The number of questions.
        questions: u64,
    },
    /// The ministry's answer is accepted for a number of questions, none of which is public.
    Accepted {
        /// The ministry.
        ministry: Linked,
        /// The number of questions.
        questions: u64,
    },
    /// A ministry's answer that the Chamber enters is recorded for a number of questions, none of which is public.
    Recorded {
        /// The ministry.
        ministry: Linked,
        /// The number of questions.
        questions: u64,
    },
    /// The day of the answer.
    Given(NaiveDate),
    /// The day on which the ministry submitted the answer here.
    SubmittedOn(NaiveDate),
    /// The day on the answer is in time, and that of its submission is not.
    SubmittedLate {
        /// The day on the answer.
        on: NaiveDate,
        /// The day of the submission.
        submitted: NaiveDate,
        /// The due date.
        due: NaiveDate,
        /// The question, if the answer is for several.
        of: Option<QuestionRow>,
    },
    /// The Chamber is shown the day on the answer and that of its submission.
    BothDaysSeen,
    /// The day of the answer compared with the due date.
    Against {
        /// The due date.
        due: NaiveDate,
        /// On time, or late.
        standing: Standing,
        /// The question, if the answer is for several.
        of: Option<QuestionRow>,
    },
    /// The ministry's deadline stops; these other ministries still owe an answer.
    OthersOwe(Vec<Linked>),
    /// It is a holding answer, so the deadline continues.
    ClockGoesOn,
    /// A published answer is never edited.
    Lasting,
    /// The ministry submits its answer for a number of questions.
    HandedOver(u64),
    /// The answer leaves these questions, to which none is owed any more.
    LeavesQuestions(Vec<QuestionRow>),
    /// The answer has no day of its own, so it gets the day of its submission.
    DatedByHandingOver(NaiveDate),
    /// The languages of an answer.
    InLanguages(Vec<Locale>),
    /// Most letters of a text are of another script than its language.
    OtherScript {
        /// The part that the text is.
        part: TextPart,
        /// Its language.
        locale: Locale,
    },
    /// The question has a subject and no text.
    NoText,
    /// The question is addressed to no ministry yet.
    NoMinistry,
    /// The ministry cannot change its answer while the Chamber has it, but can recall it until the Chamber decides.
    WithChamber,
    /// A document is attached.
    Document(Attachment),
    /// The document can be withdrawn later, but whoever has downloaded it keeps it.
    CanBeWithdrawn,
    /// Translations into a language are saved.
    Translated {
        /// The language.
        into: Locale,
        /// The number of texts.
        texts: u64,
    },
    /// This many existing texts are replaced.
    Replaces(u64),
    /// This many texts are marked as reviewed.
    Reviewed(u64),
    /// This many doubts are dismissed.
    SetAside(u64),
    /// The change is public at once.
    Seen,
    /// The public sees nothing before the question is published; the Chamber does, and the ministries that received it.
    Unseen,
    /// The question is neither published nor transmitted: the Chamber alone sees it.
    UnseenByMinistries,
    /// The public sees nothing while the question is hidden.
    Hidden,
    /// The public does not see the answer before these questions are published.
    AnswerUnseen(Vec<QuestionRow>),
}
