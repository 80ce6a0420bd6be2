//! What an act brings about, and what of it was typed, in sentences.

use chrono::NaiveDate;
use jawab_domain::{
    Legislature, Locale, PerLocale, Standing,
    lifecycle::{CorrectionKind, Rectified},
};
use leptos::prelude::*;

use super::super::{
    history::{Numbered, renumbered},
    step::CorrectionAsked,
};
use crate::{
    catalogue::Tr,
    links,
    model::{Linked, QuestionRow},
    pages::question::Attachment,
    parts::lang,
};

/// Something that an act brings about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consequence {
    /// It is deposited on a day, under a number.
    Deposited {
        /// The day.
        on: NaiveDate,
        /// The legislature.
        legislature: Legislature,
        /// The number: given by hand, or the next one as things are.
        number: i32,
        /// Whether it was given by hand.
        given: bool,
    },
    /// The number is far from the last one.
    FarNumber {
        /// The number given by hand.
        number: i32,
        /// The last one.
        last: i32,
    },
    /// It has another legislature or number from now on.
    Renumbered {
        /// Those that it has.
        before: Numbered,
        /// Those that it will have.
        after: Numbered,
    },
    /// Another day takes the place of the day on which it was deposited.
    Redeposited {
        /// The day so far.
        before: NaiveDate,
        /// The day from now on.
        after: NaiveDate,
    },
    /// It goes to these ministries, and is not addressed to them.
    NotAddressed(Vec<Linked>),
    /// It is addressed to these ministries, and does not go to them.
    LeftOut(Vec<Linked>),
    /// Who signed the answer, as it was typed.
    SignedBy(PerLocale<String>),
    /// Why, as it was typed.
    Reason(String),
    /// This draft was made of the same form before.
    DraftMade(Box<QuestionRow>),
    /// These ministries owe an answer, from a day on.
    Owed {
        /// Which.
        ministries: Vec<Linked>,
        /// From when.
        from: NaiveDate,
    },
    /// These ministries get the question on a day; they owe nothing by a day.
    Sent {
        /// Which.
        ministries: Vec<Linked>,
        /// When.
        on: NaiveDate,
    },
    /// The answer is due on a day.
    Due {
        /// The day.
        on: NaiveDate,
        /// So many days after.
        days: u16,
        /// How many days ago that was; 0 where it has not passed.
        past: i64,
    },
    /// No deadline runs: the procedure has none, or no rule holds.
    NoDeadline,
    /// A ministry's part goes to another on a day.
    Moves {
        /// From where.
        from: Linked,
        /// To where.
        to: Linked,
        /// When.
        on: NaiveDate,
    },
    /// The one that gets it answers by the date that holds already; none: it is not known.
    SameDue(Option<NaiveDate>),
    /// The procedure ends on a day without an answer.
    Ends(NaiveDate),
    /// The deadline that runs stops with it.
    ClockStops,
    /// The answer of a ministry that waits for the Chamber goes back to it as a draft; one for other questions too waits for those.
    AnswerTakenBack {
        /// Whose.
        ministry: Linked,
        /// Whether it waits for other questions still.
        for_others: bool,
    },
    /// The answer that a ministry has begun is put aside, as the question goes to another: it is there again if the question comes back.
    AnswerPutAside {
        /// Whose.
        ministry: Linked,
        /// Whether it waits for the Chamber.
        handed_over: bool,
    },
    /// The answer that a ministry has begun is put aside, as another one is recorded: it is there again if that is annulled.
    AnswerReplaced(Linked),
    /// The wish of a ministry that the question go elsewhere is closed.
    TransferClosed(Linked),
    /// The wish for a correction that waits for a second person is closed.
    CorrectionClosed(CorrectionAsked),
    /// Its text stays published, with how it ended.
    StaysPublished,
    /// The answer of a ministry is published for a number of questions.
    Answered {
        /// Whose.
        ministry: Linked,
        /// For how many questions.
        questions: u64,
    },
    /// The answer of a ministry is accepted for a number of questions, and the public sees none of them.
    Accepted {
        /// Whose.
        ministry: Linked,
        /// For how many questions.
        questions: u64,
    },
    /// The answer of a ministry that the Chamber writes down is recorded for a number of questions, and the public sees none of them.
    Recorded {
        /// Whose.
        ministry: Linked,
        /// For how many questions.
        questions: u64,
    },
    /// The day of the answer.
    Given(NaiveDate),
    /// How that stands to the day on which it was due.
    Against {
        /// When it was due.
        due: NaiveDate,
        /// In time, or late.
        standing: Standing,
        /// For which question, where the answer is for several.
        of: Option<QuestionRow>,
    },
    /// The ministry's deadline stops with it; these others owe an answer still.
    OthersOwe(Vec<Linked>),
    /// It is a holding answer: the deadline goes on.
    ClockGoesOn,
    /// An answer that was given is never edited.
    Lasting,
    /// A ministry hands its answer to the Chamber for a number of questions.
    HandedOver(u64),
    /// The answer has no day of its own: it is of this one, on which it is handed over.
    DatedByHandingOver(NaiveDate),
    /// The languages of an answer.
    InLanguages(Vec<Locale>),
    /// The ministry cannot change its answer while the Chamber has it, and can take it back until the Chamber decides.
    WithChamber,
    /// A document is attached.
    Document(Attachment),
    /// A document can be withdrawn, and whoever has it keeps it.
    CanBeWithdrawn,
    /// Texts in a language are saved.
    Translated {
        /// The language.
        into: Locale,
        /// How many.
        texts: u64,
    },
    /// Texts that can be read take the place of others: so many.
    Replaces(u64),
    /// It is noted of texts that somebody read them over: of so many.
    Reviewed(u64),
    /// What is doubtful about texts is set aside: so much.
    SetAside(u64),
    /// Everybody sees it at once.
    Seen,
    /// The public sees nothing of it before the question is published.
    Unseen,
    /// The public sees nothing of it as long as it is hidden.
    Hidden,
    /// The public will not see the answer before these questions are published.
    AnswerUnseen(Vec<QuestionRow>),
}

/// What concerns ministries.
fn to_ministries(tr: Tr, words: String, ministries: &[Linked]) -> AnyView {
    let names = lang::joined(tr, ministries.iter().map(|ministry| lang::name(tr, &ministry.name)));
    view! { {words} " " <b>{names}</b> }.into_any()
}

/// Whether an answer is in time, or late by how much.
fn against(tr: Tr, due: NaiveDate, standing: Standing, of: Option<&QuestionRow>) -> AnyView {
    let date = tr.date(due).into();
    let words = match standing {
        Standing::AnsweredLate { days } => tr.ta("says-late", [("days", days.unsigned_abs().into()), ("date", date)]),
        _ => tr.ta("says-in-time", [("date", date)]),
    };
    let of = of.map(|row| (view! { <b>{lang::name(tr, &row.subject)}</b> }, tr.t("colon"), " "));
    view! { {of} <strong>{words}</strong> }.into_any()
}

/// It, in a sentence.
pub(in crate::pages::staff) fn sentence(tr: Tr, of: &Consequence) -> AnyView {
    match of {
        Consequence::Deposited { on, legislature, number, given } => {
            let (date, legislature) = (tr.date(*on).into(), tr.legislature(*legislature).into());
            let said = [("date", date), ("legislature", legislature), ("number", number.to_string().into())];
            if *given { tr.ta("says-deposited-as", said) } else { tr.ta("says-deposited", said) }.into_any()
        }
        Consequence::FarNumber { number, last } => {
            let numbers = [("number", number.to_string().into()), ("last", last.to_string().into())];
            let words = if number > last { tr.ta("says-far-number", numbers) } else { tr.ta("says-number-far-below", numbers) };
            view! { <strong>{words}</strong> }.into_any()
        }
        Consequence::Renumbered { before, after } => renumbered(tr, *after, *before).into_any(),
        Consequence::Redeposited { before, after } => {
            let of = Rectified { what: CorrectionKind::Deposited, before: Some(*before), after: Some(*after), ended: None };
            tr.rectified(&of).into_any()
        }
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
        Consequence::Due { on, days, past } => {
            let words = tr.ta("says-due", [("date", tr.weekday_date(*on).into()), ("days", u32::from(*days).into())]);
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
        Consequence::AnswerReplaced(ministry) => {
            view! { <b>{lang::name(tr, &ministry.name)}</b> {tr.t("colon")} " " <strong>{tr.t("says-answer-replaced")}</strong> }.into_any()
        }
        Consequence::TransferClosed(ministry) => {
            view! { <b>{lang::name(tr, &ministry.name)}</b> {tr.t("colon")} " " {tr.t("says-transfer-closed")} }.into_any()
        }
        Consequence::CorrectionClosed(of) => (view! { <strong>{tr.t("says-correction-closed")}</strong> }, " ", of.view(tr)).into_any(),
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
