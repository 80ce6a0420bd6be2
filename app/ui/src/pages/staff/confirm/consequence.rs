//! The consequences of an act, and the relevant input, in sentences.

use chrono::NaiveDate;
use jawab_domain::{
    Legislature, Locale, PerLocale, QuestionNumber, Standing,
    deadline::Counting,
    lifecycle::{CorrectionKind, Rectified},
};
use leptos::prelude::*;

use super::super::{
    history::{Numbered, renumbered},
    step::PendingCorrection,
};
use crate::{
    catalogue::Tr,
    components::lang,
    links,
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
        before: Numbered,
        /// The new ones.
        after: Numbered,
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
    /// The transfer request of a ministry is closed.
    TransferClosed(Linked),
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
    /// The public sees nothing before the question is published.
    Unseen,
    /// The public sees nothing while the question is hidden.
    Hidden,
    /// The public does not see the answer before these questions are published.
    AnswerUnseen(Vec<QuestionRow>),
}

/// A sentence with a list of ministries.
fn to_ministries(tr: Tr, words: String, ministries: &[Linked]) -> AnyView {
    let names = lang::joined(tr, ministries.iter().map(|ministry| lang::name(tr, &ministry.name)));
    view! { {words} " " <b>{names}</b> }.into_any()
}

/// A field as it is and as it will be.
fn changed(tr: Tr, label: &str, before: &str, after: &str) -> AnyView {
    let value = |of: &str| match of {
        "" => tr.t("says-empty").into_any(),
        of => view! { <q dir="auto">{of.to_owned()}</q> }.into_any(),
    };
    view! {
        <b>{label.to_owned()}</b>
        <ul class="bullets">
            <li>{tr.t("consequence-now")} {tr.t("colon")} " " {value(before)}</li>
            <li>{tr.t("consequence-then")} {tr.t("colon")} " " {value(after)}</li>
        </ul>
    }
    .into_any()
}

/// Whether the answer is on time, or how late it is.
fn against(tr: Tr, due: NaiveDate, standing: Standing, of: Option<&QuestionRow>) -> AnyView {
    let date = tr.date(due).into();
    let words = match standing {
        Standing::AnsweredLate { days } => tr.ta("says-late", [("days", days.unsigned_abs().into()), ("date", date)]),
        _ => tr.ta("says-in-time", [("date", date)]),
    };
    view! { {of.map(|row| named(tr, row))} <strong>{words}</strong> }.into_any()
}

/// Which of several questions a sentence is about.
fn named(tr: Tr, row: &QuestionRow) -> impl IntoView + use<> {
    (view! { <b>{lang::name(tr, &row.subject)}</b> }, tr.t("colon"), " ")
}

/// The consequence as a sentence.
pub(in crate::pages::staff) fn sentence(tr: Tr, of: &Consequence) -> AnyView {
    match of {
        Consequence::Deposited { on, legislature, number, given } => {
            let (date, legislature) = (tr.date(*on).into(), tr.legislature(*legislature).into());
            let said = [("date", date), ("legislature", legislature), ("number", number.to_string().into())];
            if *given { tr.ta("says-deposited-as", said) } else { tr.ta("says-deposited", said) }.into_any()
        }
        Consequence::FarNumber { number, last } => {
            let numbers = [("number", number.to_string().into()), ("last", last.to_string().into())];
            let words = if number < last {
                tr.ta("says-number-far-below", numbers)
            } else if *number > QuestionNumber::MAX_IN_SERIES {
                tr.ta("says-number-beyond", numbers)
            } else {
                tr.ta("says-far-number", numbers)
            };
            view! { <strong>{words}</strong> }.into_any()
        }
        Consequence::SeriesBack { number, last, to } => {
            let [number, last, to] = [number, last, to].map(|n| n.to_string().into());
            view! { <strong>{tr.ta("says-series-back", [("number", number), ("last", last), ("to", to)])}</strong> }.into_any()
        }
        Consequence::Renumbered { before, after } => renumbered(tr, *after, *before).into_any(),
        Consequence::Redeposited { before, after } => {
            let of = Rectified { what: CorrectionKind::Deposited, before: Some(*before), after: Some(*after), ended: None };
            tr.rectified(&of).into_any()
        }
        Consequence::Changed { label, before, after } => changed(tr, label, before, after),
        Consequence::TextChanged(label) => view! { <b>{label.clone()}</b> {tr.t("colon")} " " {tr.t("says-text-changed")} }.into_any(),
        Consequence::NothingChanged => tr.t("says-nothing-changed").into_any(),
        Consequence::NotAddressed(ministries) => {
            let words = tr.ta("says-not-addressed", [("n", (ministries.len() as u64).into())]);
            view! { <strong>{to_ministries(tr, words, ministries)}</strong> }.into_any()
        }
        Consequence::LeftOut(ministries) => {
            let words = tr.ta("says-left-out", [("n", (ministries.len() as u64).into())]);
            view! { <strong>{to_ministries(tr, words, ministries)}</strong> }.into_any()
        }
        Consequence::SignedBy(name) => {
            let names = name.iter().map(|(locale, name)| lang::inline(tr, locale, name));
            (tr.t("signed-by"), tr.t("colon"), " ", lang::joined(tr, names)).into_any()
        }
        Consequence::Reason(why) => (tr.t("step-reason"), tr.t("colon"), " ", view! { <q dir="auto">{why.clone()}</q> }).into_any(),
        Consequence::DraftMade(row) => {
            let (locale, subject) = row.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
            let subject = lang::inline(tr, locale, &subject);
            let draft = links::staff::question(tr.locale, &row.address.code);
            view! { {tr.t("says-draft-made")} " " <a href=draft target="_blank" rel="noopener">{subject}</a> }.into_any()
        }
        Consequence::Owed { ministries, from } => to_ministries(tr, tr.ta("says-owed", [("date", tr.date(*from).into())]), ministries),
        Consequence::Sent { ministries, on } => to_ministries(tr, tr.ta("says-sent", [("date", tr.date(*on).into())]), ministries),
        Consequence::Due { on, days, counting, past } => {
            let said = [("date", tr.weekday_date(*on).into()), ("days", u32::from(*days).into())];
            let words = match counting {
                Counting::Calendar => tr.ta("says-due", said),
                Counting::Working => tr.ta("says-due-working", said),
            };
            let words = if *past > 0 { format!("{words} {}", tr.ta("says-past", [("n", (*past).into())])) } else { words };
            view! { <strong>{words}</strong> }.into_any()
        }
        Consequence::NoDeadline => tr.t("says-no-deadline").into_any(),
        Consequence::Moves { from, to, on } => view! {
            {tr.ta("says-moves", [("date", tr.date(*on).into())])} " "
            <b>{lang::name(tr, &from.name)}</b> " " {tr.t("says-moves-to")} " " <b>{lang::name(tr, &to.name)}</b>
        }
        .into_any(),
        Consequence::SameDue(Some(on)) => tr.ta("says-same-due", [("date", tr.date(*on).into())]).into_any(),
        Consequence::SameDue(None) => tr.t("says-same-due-unknown").into_any(),
        Consequence::Ends(on) => tr.ta("says-ends", [("date", tr.date(*on).into())]).into_any(),
        Consequence::ClockStops => tr.t("says-clock-stops").into_any(),
        Consequence::AnswerTakenBack { ministry, for_others } => {
            let words = if *for_others { tr.t("says-answer-leaves") } else { tr.t("says-answer-taken-back") };
            view! { <b>{lang::name(tr, &ministry.name)}</b> {tr.t("colon")} " " <strong>{words}</strong> }.into_any()
        }
        Consequence::AnswerPutAside { ministry, handed_over } => {
            let words = if *handed_over { tr.t("says-answer-put-aside-waiting") } else { tr.t("says-answer-put-aside") };
            view! { <b>{lang::name(tr, &ministry.name)}</b> {tr.t("colon")} " " <strong>{words}</strong> }.into_any()
        }
        Consequence::AnswerLeaves(ministry) => {
            let words = tr.t("says-answer-leaves-begun");
            view! { <b>{lang::name(tr, &ministry.name)}</b> {tr.t("colon")} " " <strong>{words}</strong> }.into_any()
        }
        Consequence::AnswerReplaced { ministry, handed_over } => {
            let words = if *handed_over { tr.t("says-answer-replaced-waiting") } else { tr.t("says-answer-replaced") };
            view! { <b>{lang::name(tr, &ministry.name)}</b> {tr.t("colon")} " " <strong>{words}</strong> }.into_any()
        }
        Consequence::TransferClosed(ministry) => {
            view! { <b>{lang::name(tr, &ministry.name)}</b> {tr.t("colon")} " " {tr.t("says-transfer-closed")} }.into_any()
        }
        Consequence::CorrectionClosed { asked, of } => {
            view! { {of.as_ref().map(|row| named(tr, row))} <strong>{tr.t("says-correction-closed")}</strong> " " {asked.view(tr)} }
                .into_any()
        }
        Consequence::StaysPublished => tr.t("says-stays-published").into_any(),
        Consequence::Answered { ministry, questions } => {
            let words = tr.ta("says-answered", [("n", (*questions).into())]);
            view! { {words} " " <b>{lang::name(tr, &ministry.name)}</b> }.into_any()
        }
        Consequence::Accepted { ministry, questions } => {
            to_ministries(tr, tr.ta("says-accepted", [("n", (*questions).into())]), std::slice::from_ref(ministry))
        }
        Consequence::Recorded { ministry, questions } => {
            to_ministries(tr, tr.ta("says-recorded", [("n", (*questions).into())]), std::slice::from_ref(ministry))
        }
        Consequence::Given(on) => tr.ta("says-given", [("date", tr.date(*on).into())]).into_any(),
        Consequence::Against { due, standing, of } => against(tr, *due, *standing, of.as_ref()),
        Consequence::OthersOwe(ministries) => to_ministries(tr, tr.t("says-others-owe"), ministries),
        Consequence::ClockGoesOn => tr.t("says-clock-goes-on").into_any(),
        Consequence::Lasting => tr.t("says-lasting").into_any(),
        Consequence::HandedOver(questions) => tr.ta("says-handed-over", [("n", (*questions).into())]).into_any(),
        Consequence::LeavesQuestions(of) => {
            let rows = of.iter().map(|row| view! { <li>{lang::name(tr, &row.subject)}</li> }).collect_view();
            let words = tr.ta("says-leaves-questions", [("n", (of.len() as u64).into())]);
            view! { <strong>{words}</strong> <ul class="bullets">{rows}</ul> }.into_any()
        }
        Consequence::DatedByHandingOver(on) => {
            let words = tr.ta("says-dated-by-handing-over", [("date", tr.date(*on).into())]);
            view! { <strong>{words}</strong> }.into_any()
        }
        Consequence::InLanguages(languages) => {
            let names = languages.iter().map(|locale| tr.language(*locale).into_any());
            (tr.t("says-languages"), " ", lang::joined(tr, names)).into_any()
        }
        Consequence::WithChamber => tr.t("says-with-chamber").into_any(),
        Consequence::Document(of) => {
            let pages = tr.ta("attachment-pages", [("n", of.pages.into())]);
            let size = tr.ta("attachment-kibibytes", [("n", of.kibibytes.into())]);
            view! { <b><bdi>{of.title.clone()}</bdi></b> {tr.t("colon")} " PDF" {tr.t("comma")} " " {pages} {tr.t("comma")} " " {size} }
                .into_any()
        }
        Consequence::CanBeWithdrawn => tr.t("says-can-be-withdrawn").into_any(),
        Consequence::Translated { into: Locale::Ar, texts } => tr.ta("says-translated-ar", [("n", (*texts).into())]).into_any(),
        Consequence::Translated { into: Locale::Fr, texts } => tr.ta("says-translated-fr", [("n", (*texts).into())]).into_any(),
        Consequence::Replaces(texts) => tr.ta("says-replaces", [("n", (*texts).into())]).into_any(),
        Consequence::Reviewed(texts) => tr.ta("says-reviewed", [("n", (*texts).into())]).into_any(),
        Consequence::SetAside(doubts) => {
            let words = tr.ta("says-set-aside", [("n", (*doubts).into())]);
            view! { <strong>{words}</strong> }.into_any()
        }
        Consequence::Seen => tr.t("says-seen").into_any(),
        Consequence::Unseen => tr.t("says-unseen").into_any(),
        Consequence::Hidden => tr.t("says-hidden").into_any(),
        Consequence::AnswerUnseen(of) => {
            let one = |row: &QuestionRow| {
                let publish = links::staff::question_step(tr.locale, &row.address.code, "publish");
                view! { <li>{lang::name(tr, &row.subject)} {tr.t("colon")} " " <a href=publish target="_blank" rel="noopener">{tr.t("step-publish")}</a></li> }
            };
            let rows = of.iter().map(one).collect_view();
            let words = tr.ta("says-answer-unseen", [("n", (of.len() as u64).into())]);
            view! { <strong>{words}</strong> <ul class="bullets">{rows}</ul> }.into_any()
        }
    }
}
