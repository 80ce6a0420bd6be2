//! Before an act that starts a clock, ends a question or shows something to the public: what it brings about, in sentences, and one
//! button that names it. Nothing is done yet, and everything that was typed goes along unseen.

use chrono::NaiveDate;
use jawab_domain::{Legislature, PerLocale, Standing};
use leptos::prelude::*;

use super::{
    head,
    question_form::{DeadlinePreview, deadline},
    step::CorrectionAsked,
};
use crate::{
    catalogue::Tr,
    form::{DO, ENTER, FormState, Post},
    links,
    model::{Linked, QuestionRow},
    parts::{
        form::{Choice, Field, Weight, button, checkboxes, form, hidden, summary},
        lang,
        text::text,
    },
    shell::staff::breadcrumbs,
};

/// What the button asks for that does it.
pub const CONFIRM: &str = "confirm";
/// What the button asks for that does it and shows the question to the public.
pub const AND_PUBLISH: &str = "confirm-publish";
/// What the button asks for that leads back to the form, with everything typed.
pub const BACK: &str = "back";
/// The field that says which act is confirmed.
pub const ACT: &str = "act";
/// The field by which a number that is far above the others moves the series on.
pub const SERIES: &str = "series";

/// What never goes along: it belongs to one sending of a form.
const OWN: [&str; 4] = ["once", "version", DO, SERIES];

/// Whether a form does what its page said.
#[must_use]
pub fn is_confirmed(form: &FormState) -> bool {
    [CONFIRM, AND_PUBLISH].contains(&form.get(DO))
}

/// An act to be confirmed.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfirmPage {
    /// Which.
    pub act: Confirmed,
    /// The question, where it is there already.
    pub question: Option<QuestionRow>,
    /// Its subject, as it will be saved.
    pub subject: PerLocale<String>,
    /// Where the form goes, with the version that was seen.
    pub post: Post,
    /// Everything that was typed.
    pub state: FormState,
    /// What the act brings about.
    pub says: Vec<Consequence>,
    /// The deadline that will run, day by day.
    pub preview: Option<DeadlinePreview>,
    /// Whether it can be shown to the public in the same act.
    pub can_publish: bool,
}

/// An act that is confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// To deposit, under a number that is far from the last one.
    Deposit,
    /// To deposit and transmit at once.
    DepositAndTransmit,
    /// To transmit.
    Transmit,
    /// To refer a ministry's part to another.
    Transfer,
    /// To refer it to one more ministry.
    AddMinistry,
    /// To record that its author took it back.
    Withdraw,
    /// To put it orally instead.
    Convert,
    /// To accept and publish an answer.
    Accept,
    /// To accept an answer of which the public sees nothing yet.
    AcceptUnseen,
    /// To publish an answer that arrived outside the site.
    Record,
    /// To record one of which the public sees nothing yet.
    RecordUnseen,
    /// To publish a correction of an answer.
    Correct,
    /// To record one of which the public sees nothing yet.
    CorrectUnseen,
    /// To change a question to a number that is far from the last one.
    Renumber,
}

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
    /// The answer of a ministry that waits for the Chamber is dropped, as the ministry has the question no longer.
    AnswerDropped(Linked),
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
    /// Everybody sees it at once.
    Seen,
    /// The public sees nothing of it before the question is published.
    Unseen,
    /// The public sees nothing of it as long as it is hidden.
    Hidden,
    /// The public will not see the answer before these questions are published.
    AnswerUnseen(Vec<QuestionRow>),
}

impl Confirmed {
    /// The same act on an answer of which the public sees nothing yet.
    #[must_use]
    pub const fn unseen(self) -> Self {
        match self {
            Self::Accept => Self::AcceptUnseen,
            Self::Record => Self::RecordUnseen,
            Self::Correct => Self::CorrectUnseen,
            other => other,
        }
    }

    /// Its name.
    pub(super) fn words(self, tr: Tr) -> String {
        match self {
            Self::Deposit => tr.t("step-deposit"),
            Self::DepositAndTransmit => tr.t("confirm-deposit-transmit"),
            Self::Transmit => tr.t("step-transmit"),
            Self::Transfer => tr.t("step-transfer"),
            Self::AddMinistry => tr.t("step-add-ministry"),
            Self::Withdraw => tr.t("step-withdraw"),
            Self::Convert => tr.t("step-convert"),
            Self::Accept => tr.t("judge-accept"),
            Self::AcceptUnseen => tr.t("judge-accept-unseen"),
            Self::Record => tr.t("confirm-record"),
            Self::RecordUnseen => tr.t("confirm-record-unseen"),
            Self::Correct => tr.t("publish-correction"),
            Self::CorrectUnseen => tr.t("publish-correction-unseen"),
            Self::Renumber => tr.t("question-form-save-changes"),
        }
    }

    const fn weight(self) -> Weight {
        if matches!(self, Self::Withdraw | Self::Convert) { Weight::Grave } else { Weight::Main }
    }
}

pub(super) fn title(tr: Tr, page: &ConfirmPage) -> String {
    let words = tr.ta("confirm-title", [("act", page.act.words(tr).into())]);
    match &page.question {
        Some(question) => head::title(tr, words, question),
        None => words,
    }
}

/// An act to be confirmed.
pub(super) fn view(tr: Tr, today: NaiveDate, page: &ConfirmPage) -> AnyView {
    let words = tr.ta("confirm-title", [("act", page.act.words(tr).into())]);
    let heading = match &page.question {
        Some(question) => head::head(tr, words, question),
        None => new(tr, words, &page.subject),
    };
    let says = page.says.iter().map(|of| view! { <li>{sentence(tr, of)}</li> }).collect_view();
    // A number below the last one moves nothing.
    let moves = page.says.iter().any(|of| matches!(of, Consequence::FarNumber { number, last } if number > last));
    let series = moves.then(|| {
        let field = Field::new(SERIES, tr.t("confirm-series")).hint(tr.t("confirm-series-hint")).optional();
        checkboxes(tr, &page.state, field, vec![Choice::new("moves", tr.t("confirm-series-moves"))])
    });
    let carried = page.state.pairs().iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    let carried = carried.map(|(name, value)| hidden(name, value.clone())).collect_view();
    let preview = page.preview.as_ref().map(|preview| view! { <aside class="stack">{deadline(tr, today, preview)}</aside> });
    let class = if preview.is_some() { "working" } else { "narrow-form" };
    view! {
        {heading}
        {summary(tr, &page.state, |_| String::new())}
        <div class=class>
            <div class="stack">
                <section class="card effect" aria-labelledby="effect">
                    <h2 id="effect">{tr.t("step-effect")}</h2>
                    <ul class="bullets">{says}</ul>
                    <p class="hint">{tr.t("confirm-not-yet")}</p>
                </section>
                {form(page.post.clone(), ENTER, (carried, series, buttons(tr, page)))}
            </div>
            {preview}
        </div>
    }
    .into_any()
}

/// The heading of a question that is not saved yet.
fn new(tr: Tr, words: String, subject: &PerLocale<String>) -> AnyView {
    let (locale, subject) = subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    view! {
        {breadcrumbs(tr, vec![(links::staff::questions(tr.locale), tr.t("staff-menu-questions"))])}
        <header class="heading">
            <h1>{words}</h1>
            <p class="lead" lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{text(locale, &subject)}</p>
        </header>
    }
    .into_any()
}

fn buttons(tr: Tr, page: &ConfirmPage) -> AnyView {
    let words = page.can_publish.then(|| match page.act {
        Confirmed::DepositAndTransmit => tr.t("confirm-deposit-transmit-publish"),
        Confirmed::Transmit => tr.t("confirm-transmit-publish"),
        _ => tr.ta("confirm-answer-and-question", [("n", unseen(page).into())]),
    });
    let hint = words.clone().map(|words| {
        let said = tr.ta("confirm-publish-hint", [("button", words.into()), ("n", unseen(page).into())]);
        view! { <p class="hint">{said}</p> }
    });
    let and_publish = words.map(|words| button(Weight::Other, AND_PUBLISH, words));
    view! {
        {hint}
        <div class="actions">
            {button(page.act.weight(), CONFIRM, page.act.words(tr))}
            {and_publish}
            {button(Weight::Other, BACK, tr.t("confirm-back"))}
        </div>
    }
    .into_any()
}

/// How many questions are shown to the public with the act: those that are said to be unseen, or the one in hand.
fn unseen(page: &ConfirmPage) -> u64 {
    let of = |says: &Consequence| if let Consequence::AnswerUnseen(of) = says { Some(of.len() as u64) } else { None };
    page.says.iter().find_map(of).unwrap_or(1)
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

pub(super) fn sentence(tr: Tr, of: &Consequence) -> AnyView {
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
        Consequence::AnswerDropped(ministry) => {
            view! { <b>{lang::name(tr, &ministry.name)}</b> {tr.t("colon")} " " <strong>{tr.t("says-answer-dropped")}</strong> }.into_any()
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
