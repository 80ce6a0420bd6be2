//! Tags: text first, colour second.

use jawab_domain::{AnswerKind, Coverage, Locale, Standing, Status, TextRole, question::QuestionKind};
use leptos::prelude::*;

use crate::catalogue::Tr;

/// The colour of a tag or tile. It adds nothing that the text does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Red,
    Amber,
    Green,
    Blue,
    Plain,
}

impl Tone {
    pub const fn class(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Plain => "plain",
        }
    }
}

/// A tag.
pub fn tag(tone: Tone, text: String) -> AnyView {
    view! { <span class=format!("tag {}", tone.class())>{text}</span> }.into_any()
}

/// The colour of a standing.
pub const fn standing_tone(standing: Standing) -> Tone {
    match standing {
        Standing::Overdue { .. } => Tone::Red,
        Standing::DueToday | Standing::DueSoon { .. } | Standing::AnsweredLate { .. } => Tone::Amber,
        Standing::OnTime { .. } => Tone::Blue,
        Standing::AnsweredOnTime | Standing::Answered => Tone::Green,
        Standing::NotStarted | Standing::Closed => Tone::Plain,
    }
}

/// The standing of a question.
pub fn standing(tr: Tr, kind: QuestionKind, status: Status, standing: Standing) -> AnyView {
    let tone = if kind.has_deadline() || status == Status::Answered { standing_tone(standing) } else { Tone::Plain };
    tag(tone, tr.standing(kind, status, standing))
}

/// The role of a text.
pub fn role(tr: Tr, role: TextRole) -> AnyView {
    let tone = match role {
        TextRole::Original => Tone::Green,
        TextRole::OfficialTranslation => Tone::Blue,
        TextRole::UnofficialTranslation | TextRole::Unspecified => Tone::Plain,
        TextRole::MachineTranslation | TextRole::PressReport => Tone::Amber,
    };
    tag(tone, tr.role(role))
}

/// The kind of an answer.
pub fn answer_kind(tr: Tr, kind: AnswerKind) -> AnyView {
    let tone = match kind {
        AnswerKind::Holding => Tone::Amber,
        AnswerKind::Final => Tone::Green,
        AnswerKind::Correction => Tone::Blue,
    };
    tag(tone, tr.answer_kind(kind))
}

/// How far a sub-question is addressed, or that nobody has assessed it yet.
pub fn coverage(tr: Tr, coverage: Option<Coverage>) -> AnyView {
    match coverage {
        Some(Coverage::Answered) => tag(Tone::Green, tr.coverage(Coverage::Answered)),
        Some(Coverage::Partly) => tag(Tone::Amber, tr.coverage(Coverage::Partly)),
        Some(Coverage::NotAddressed) => tag(Tone::Red, tr.coverage(Coverage::NotAddressed)),
        None => tag(Tone::Plain, tr.t("coverage-not-assessed")),
    }
}

/// The languages in which something can be read; "only …" if the reader's language is not among them.
pub fn languages(tr: Tr, languages: &[Locale]) -> AnyView {
    match languages {
        [only] if *only != tr.locale => {
            let text = match only {
                Locale::Ar => tr.t("only-in-ar"),
                Locale::Fr => tr.t("only-in-fr"),
            };
            tag(Tone::Plain, text)
        }
        several => several.iter().map(|locale| tag(Tone::Plain, tr.language(*locale))).collect_view().into_any(),
    }
}
