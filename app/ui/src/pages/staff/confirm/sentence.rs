//! The sentence of each consequence of an act.

use chrono::NaiveDate;
use jawab_domain::{
    Locale, QuestionNumber, Standing,
    deadline::Counting,
    lifecycle::{CorrectionKind, CorrectionRecord},
};
use leptos::prelude::*;

use super::{super::history::renumbered, Consequence};
use crate::{
    catalogue::Tr,
    components::lang,
    links,
    model::{Linked, QuestionRow},
};

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
            let of = CorrectionRecord { what: CorrectionKind::Deposited, before: Some(*before), after: Some(*after), ended: None };
            tr.correction(&of).into_any()
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
        Consequence::EndsPartly { on, answered, unanswered } => {
            let left = to_ministries(tr, tr.t("says-not-answered-by"), unanswered);
            let left = (!unanswered.is_empty()).then(|| view! { " " {left} "." });
            let words = to_ministries(tr, tr.ta("says-ends-partly", [("date", tr.date(*on).into())]), answered);
            view! { {words} "." {left} }.into_any()
        }
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
        Consequence::TransferClosed { from, to, of } => view! {
            {of.as_ref().map(|row| named(tr, row))} <b>{lang::name(tr, &from.name)}</b> {tr.t("colon")} " "
            <strong>{tr.t("says-transfer-closed")}</strong> " " <b>{lang::name(tr, &to.name)}</b>
        }
        .into_any(),
        Consequence::AcceptanceClosesTransfer { to, of } => view! {
            {of.as_ref().map(|row| named(tr, row))} <strong>{tr.t("says-acceptance-closes-transfer")}</strong> " "
            <b>{lang::name(tr, &to.name)}</b>
        }
        .into_any(),
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
        Consequence::SubmittedOn(on) => tr.ta("says-submitted-on", [("date", tr.date(*on).into())]).into_any(),
        Consequence::SubmittedLate { on, submitted, due, of } => {
            let [on, submitted, due] = [on, submitted, due].map(|day| tr.date(*day).into());
            let words = tr.ta("says-submitted-late", [("answered", on), ("date", submitted), ("due", due)]);
            view! { {of.as_ref().map(|row| named(tr, row))} <strong>{words}</strong> }.into_any()
        }
        Consequence::BothDaysSeen => tr.t("says-both-days-seen").into_any(),
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
        Consequence::OtherScript { part, locale } => {
            let words = match locale {
                Locale::Ar => tr.t("says-other-script-ar"),
                Locale::Fr => tr.t("says-other-script-fr"),
            };
            view! { <b>{tr.text_part(*part)}</b> {tr.t("colon")} " " <strong>{words}</strong> }.into_any()
        }
        Consequence::NoText => view! { <strong>{tr.t("says-no-text")}</strong> }.into_any(),
        Consequence::NoMinistry => view! { <strong>{tr.t("says-no-ministry")}</strong> }.into_any(),
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
        Consequence::UnseenByMinistries => tr.t("says-unseen-by-ministries").into_any(),
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
