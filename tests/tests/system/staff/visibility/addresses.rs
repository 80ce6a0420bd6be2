//! The URL of each channel to a question, and that of the same channel for a question that never existed.

use super::{channels::Channel, lifecycles::Step, records::Record};
use crate::use_cases::staff_app::StaffApp;

/// The request body.
pub enum Payload {
    Nothing,
    Form(Vec<(&'static str, String)>),
    Json(&'static str),
}

/// A request.
pub struct Request {
    pub address: String,
    pub payload: Payload,
    /// The strings in it that name the question.
    pub named: Vec<String>,
}

/// The names of a question in URLs.
pub struct Names {
    pub code: String,
    pub reference: String,
    pub first_reference: String,
    pub answer: String,
    pub documents: [String; 2],
    /// The word in its texts; for no question, one that no text has.
    word: String,
}

impl Names {
    pub fn from_record(record: &Record) -> Self {
        let reference = |number: Option<&i64>| format!("councillors/11/{}", number.copied().unwrap_or(UNUSED_NUMBER));
        Self {
            code: record.saved.code.clone(),
            reference: reference(record.numbers.first()),
            first_reference: reference(record.numbers.last()),
            answer: record.answer.clone().unwrap_or_else(|| "nobodys".into()),
            documents: record.documents.clone(),
            word: record.word.into(),
        }
    }

    /// The names of no question.
    pub fn nonexistent() -> Self {
        let reference = format!("councillors/11/{}", UNUSED_NUMBER + 1);
        let (code, answer) = ("n0b0dysc0de".into(), "n0b0dysanswer".into());
        Self {
            code,
            reference: reference.clone(),
            first_reference: reference,
            answer,
            documents: ["0".repeat(64), "1".repeat(64)],
            word: "introuvable".into(),
        }
    }
}

/// A number that no question has.
const UNUSED_NUMBER: i64 = 9_900;

/// A misspelling close to the word.
fn misspelled(word: &str) -> String {
    format!("{}q", &word[1..])
}

/// The records that channels lead through.
pub struct Places {
    /// The ministry that has the questions.
    pub ministry: String,
    /// A public question of the clerk, to be linked with others.
    anchor: String,
}

impl Places {
    pub async fn load(staff: &StaffApp, all: &[Record]) -> Self {
        let anchor = all.iter().find(|record| record.facts.0.last() == Some(&Step::Unhide)).unwrap();
        Self {
            ministry: staff.app.strings(&format!("SELECT slug FROM ministry WHERE id = {}", staff.health)).await.remove(0),
            anchor: anchor.saved.code.clone(),
        }
    }

    /// The request of a channel.
    pub fn request(&self, channel: Channel, to: &Names) -> Request {
        let (payload, named) = (self.payload(channel, to), self.named(channel, to));
        Request { address: self.address(channel, to), payload, named }
    }

    fn named(&self, channel: Channel, to: &Names) -> Vec<String> {
        match channel {
            Channel::Reference | Channel::ArabicReference | Channel::ApiReference => vec![to.reference.clone()],
            Channel::FirstReference => vec![to.first_reference.clone()],
            Channel::Document => vec![to.documents[0].clone()],
            Channel::DraftDocument => vec![to.documents[1].clone()],
            Channel::MisspeltSearch => vec![misspelled(&to.word)],
            Channel::NumberSearch => vec![to.reference.clone(), to.reference.replace('/', "%2F")],
            Channel::AnswerEditor | Channel::Correction => vec![to.code.clone(), to.answer.clone()],
            channel if channel.is_search() => vec![to.word.clone()],
            _ => vec![to.code.clone()],
        }
    }

    fn address(&self, channel: Channel, Names { code, reference, first_reference, answer, documents, word }: &Names) -> String {
        let ministry = &self.ministry;
        let staff = |of: String| format!("/fr/staff/{of}");
        match channel {
            Channel::Code => format!("/fr/questions/{code}"),
            Channel::Reference => format!("/fr/questions/{reference}"),
            Channel::ArabicReference => format!("/ar/questions/{reference}"),
            Channel::FirstReference => format!("/fr/questions/{first_reference}"),
            Channel::ApiCode => format!("/api/v1/questions/{code}"),
            Channel::ApiReference => format!("/api/v1/questions/{reference}"),
            Channel::Work => staff(format!("questions/{code}")),
            Channel::History => staff(format!("questions/{code}/history")),
            Channel::Edit => staff(format!("questions/{code}/edit")),
            Channel::Attach => staff(format!("questions/{code}/attach")),
            Channel::Redact => staff(format!("questions/{code}/redact")),
            Channel::ConfirmHiding => staff(format!("questions/{code}/confirm-hiding")),
            Channel::ConfirmCorrection => staff(format!("questions/{code}/confirm-correction")),
            Channel::CorrectTransmission => staff(format!("questions/{code}/correct-transmission")),
            Channel::CorrectReferral => staff(format!("questions/{code}/correct-referral")),
            Channel::CorrectAnswer => staff(format!("questions/{code}/correct-answer")),
            Channel::UndoAnswer => staff(format!("questions/{code}/undo-answer")),
            Channel::UndoEnd => staff(format!("questions/{code}/undo-end")),
            Channel::DecideTransfer => staff(format!("questions/{code}/decide-transfer")),
            Channel::Unlink => staff(format!("questions/{code}/unlink")),
            Channel::Detach => staff(format!("questions/{code}/detach")),
            Channel::Link => staff(format!("questions/{code}/link")),
            Channel::Linkable => staff(format!("questions/{}/link", self.anchor)),
            Channel::Hide => staff(format!("questions/{code}/hide")),
            Channel::Preparation => staff(format!("answers/{code}/{ministry}")),
            Channel::SaveAnswer => staff(format!("answers/{code}/{ministry}/draft")),
            Channel::Judgement | Channel::JudgeAnswer => staff(format!("answers/{code}/{ministry}/judge")),
            Channel::Recording | Channel::RecordAnswer => staff(format!("answers/{code}/{ministry}/record")),
            Channel::Correction => staff(format!("answers/{code}/{ministry}/correct/{answer}")),
            Channel::Editor | Channel::SaveTranslation => staff(format!("desk/{code}/ar")),
            Channel::AnswerEditor => staff(format!("desk/{code}/ar/answers/{answer}")),
            Channel::Document => format!("/attachments/{}/document.pdf", documents[0]),
            Channel::DraftDocument => format!("/attachments/{}/document.pdf", documents[1]),
            Channel::Search => format!("/fr/search?q={word}"),
            Channel::MisspeltSearch => format!("/fr/search?q={}", misspelled(word)),
            Channel::NumberSearch => format!("/fr/search?q={reference}"),
            Channel::Suggestion => format!("/fr/search/suggest?q={word}"),
            Channel::ApiSearch => format!("/api/v1/search?q={word}"),
            Channel::ApiFacet => format!("/api/v1/search/facets/member?q={word}"),
            Channel::Questions => staff(format!("questions?q={word}")),
            Channel::Duplicates => staff("questions/new".into()),
            Channel::Board => staff(format!("board?q={word}")),
            Channel::TranslationDesk => staff(format!("desk?q={word}")),
            Channel::ApiDeposit => format!("/api/v1/questions/{code}/deposit"),
            Channel::ApiTransmit => format!("/api/v1/questions/{code}/transmit"),
            Channel::ApiPublish => format!("/api/v1/questions/{code}/publish"),
            Channel::ApiAnswer => format!("/api/v1/questions/{code}/answers"),
        }
    }

    fn payload(&self, channel: Channel, to: &Names) -> Payload {
        let form =
            |fields: &[(&'static str, &str)]| Payload::Form(fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect());
        match channel {
            Channel::Linkable => form(&[("do", "question:find"), ("question-q", &to.word)]),
            Channel::Duplicates => form(&[("do", "check"), ("subject-fr", &to.word)]),
            Channel::Hide => form(&[("once", "o"), ("version", "1"), ("reason", "Pourquoi pas")]),
            Channel::SaveTranslation => form(&[("once", "o"), ("version", "1"), ("subject-1", "موضوع"), ("role", "official_translation")]),
            Channel::RecordAnswer => form(&[("once", "o"), ("version", "1"), ("kind", "final"), ("text-fr", "Oui."), ("original", "fr")]),
            Channel::SaveAnswer => form(&[("once", "o"), ("version", "1"), ("kind", "final"), ("text-fr", "Oui."), ("original", "fr")]),
            Channel::JudgeAnswer => form(&[("do", "accept"), ("once", "o"), ("version", "1")]),
            Channel::ApiAnswer => Payload::Json(r#"{"ministry":"sante","texts":{"fr":"Oui."}}"#),
            Channel::ApiDeposit | Channel::ApiTransmit | Channel::ApiPublish => Payload::Json("{}"),
            _ => Payload::Nothing,
        }
    }
}
