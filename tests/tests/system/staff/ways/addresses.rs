//! Where each way to a question leads, and where the same way leads for a question that never was.

use super::{lives::Step, records::Record, way::Way};
use crate::work::desk::Desk;

/// What is sent along.
pub enum Send {
    Nothing,
    Form(Vec<(&'static str, String)>),
    Json(&'static str),
}

/// A request.
pub struct Ask {
    pub address: String,
    pub send: Send,
    /// What in it names the question.
    pub named: Vec<String>,
}

/// What names a question in addresses.
pub struct Names {
    pub code: String,
    pub reference: String,
    pub first_reference: String,
    pub answer: String,
    pub documents: [String; 2],
    /// The word that its texts have; of no question, one that no text has.
    word: String,
}

impl Names {
    pub fn of(record: &Record) -> Self {
        let reference = |number: Option<&i64>| format!("councillors/11/{}", number.copied().unwrap_or(NOBODYS));
        Self {
            code: record.kept.code.clone(),
            reference: reference(record.numbers.first()),
            first_reference: reference(record.numbers.last()),
            answer: record.answer.clone().unwrap_or_else(|| "nobodys".into()),
            documents: record.documents.clone(),
            word: record.word.into(),
        }
    }

    /// The names of no question.
    pub fn nobodys() -> Self {
        let reference = format!("councillors/11/{}", NOBODYS + 1);
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
const NOBODYS: i64 = 9_900;

/// A word as nobody writes it, and yet nearly so.
fn misspelt(word: &str) -> String {
    format!("{}q", &word[1..])
}

/// The places that ways lead through.
pub struct Places {
    /// The ministry that has the questions.
    pub ministry: String,
    /// A public question of the clerk's, to be linked with others.
    anchor: String,
}

impl Places {
    pub async fn of(desk: &Desk, all: &[Record]) -> Self {
        let anchor = all.iter().find(|record| record.facts.0.last() == Some(&Step::Unhide)).unwrap();
        Self {
            ministry: desk.app.strings(&format!("SELECT slug FROM ministry WHERE id = {}", desk.health)).await.remove(0),
            anchor: anchor.kept.code.clone(),
        }
    }

    /// Where a way leads.
    pub fn ask(&self, way: Way, to: &Names) -> Ask {
        let (send, named) = (self.send(way, to), self.named(way, to));
        Ask { address: self.address(way, to), send, named }
    }

    fn named(&self, way: Way, to: &Names) -> Vec<String> {
        match way {
            Way::Reference | Way::ArabicReference | Way::ApiReference => vec![to.reference.clone()],
            Way::FirstReference => vec![to.first_reference.clone()],
            Way::Document => vec![to.documents[0].clone()],
            Way::DraftDocument => vec![to.documents[1].clone()],
            Way::MisspeltSearch => vec![misspelt(&to.word)],
            Way::NumberSearch => vec![to.reference.clone(), to.reference.replace('/', "%2F")],
            Way::AnswerEditor | Way::Correction => vec![to.code.clone(), to.answer.clone()],
            way if way.looks() => vec![to.word.clone()],
            _ => vec![to.code.clone()],
        }
    }

    fn address(&self, way: Way, Names { code, reference, first_reference, answer, documents, word }: &Names) -> String {
        let ministry = &self.ministry;
        let staff = |of: String| format!("/fr/staff/{of}");
        match way {
            Way::Code => format!("/fr/questions/{code}"),
            Way::Reference => format!("/fr/questions/{reference}"),
            Way::ArabicReference => format!("/ar/questions/{reference}"),
            Way::FirstReference => format!("/fr/questions/{first_reference}"),
            Way::ApiCode => format!("/api/v1/questions/{code}"),
            Way::ApiReference => format!("/api/v1/questions/{reference}"),
            Way::Work => staff(format!("questions/{code}")),
            Way::History => staff(format!("questions/{code}/history")),
            Way::Edit => staff(format!("questions/{code}/edit")),
            Way::Attach => staff(format!("questions/{code}/attach")),
            Way::Redact => staff(format!("questions/{code}/redact")),
            Way::ConfirmHiding => staff(format!("questions/{code}/confirm-hiding")),
            Way::ConfirmCorrection => staff(format!("questions/{code}/confirm-correction")),
            Way::CorrectTransmission => staff(format!("questions/{code}/correct-transmission")),
            Way::CorrectReferral => staff(format!("questions/{code}/correct-referral")),
            Way::CorrectAnswer => staff(format!("questions/{code}/correct-answer")),
            Way::UndoAnswer => staff(format!("questions/{code}/undo-answer")),
            Way::UndoEnd => staff(format!("questions/{code}/undo-end")),
            Way::DecideTransfer => staff(format!("questions/{code}/decide-transfer")),
            Way::Unlink => staff(format!("questions/{code}/unlink")),
            Way::Detach => staff(format!("questions/{code}/detach")),
            Way::Link => staff(format!("questions/{code}/link")),
            Way::Linkable => staff(format!("questions/{}/link", self.anchor)),
            Way::Hide => staff(format!("questions/{code}/hide")),
            Way::Preparation => staff(format!("answers/{code}/{ministry}")),
            Way::SaveAnswer => staff(format!("answers/{code}/{ministry}/draft")),
            Way::Judgement | Way::JudgeAnswer => staff(format!("answers/{code}/{ministry}/judge")),
            Way::Recording | Way::RecordAnswer => staff(format!("answers/{code}/{ministry}/record")),
            Way::Correction => staff(format!("answers/{code}/{ministry}/correct/{answer}")),
            Way::Editor | Way::SaveTranslation => staff(format!("desk/{code}/ar")),
            Way::AnswerEditor => staff(format!("desk/{code}/ar/answers/{answer}")),
            Way::Document => format!("/attachments/{}/document.pdf", documents[0]),
            Way::DraftDocument => format!("/attachments/{}/document.pdf", documents[1]),
            Way::Search => format!("/fr/search?q={word}"),
            Way::MisspeltSearch => format!("/fr/search?q={}", misspelt(word)),
            Way::NumberSearch => format!("/fr/search?q={reference}"),
            Way::Suggestion => format!("/fr/search/suggest?q={word}"),
            Way::ApiSearch => format!("/api/v1/search?q={word}"),
            Way::ApiFacet => format!("/api/v1/search/facets/member?q={word}"),
            Way::Questions => staff(format!("questions?q={word}")),
            Way::Duplicates => staff("questions/new".into()),
            Way::Board => staff(format!("board?q={word}")),
            Way::Desk => staff(format!("desk?q={word}")),
            Way::ApiDeposit => format!("/api/v1/questions/{code}/deposit"),
            Way::ApiTransmit => format!("/api/v1/questions/{code}/transmit"),
            Way::ApiPublish => format!("/api/v1/questions/{code}/publish"),
            Way::ApiAnswer => format!("/api/v1/questions/{code}/answers"),
        }
    }

    fn send(&self, way: Way, to: &Names) -> Send {
        let form = |fields: &[(&'static str, &str)]| Send::Form(fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect());
        match way {
            Way::Linkable => form(&[("do", "question:find"), ("question-q", &to.word)]),
            Way::Duplicates => form(&[("do", "check"), ("subject-fr", &to.word)]),
            Way::Hide => form(&[("once", "o"), ("version", "1"), ("reason", "Pourquoi pas")]),
            Way::SaveTranslation => form(&[("once", "o"), ("version", "1"), ("subject-1", "موضوع"), ("role", "official_translation")]),
            Way::RecordAnswer => form(&[("once", "o"), ("version", "1"), ("kind", "final"), ("text-fr", "Oui."), ("original", "fr")]),
            Way::SaveAnswer => form(&[("once", "o"), ("version", "1"), ("kind", "final"), ("text-fr", "Oui."), ("original", "fr")]),
            Way::JudgeAnswer => form(&[("do", "accept"), ("once", "o"), ("version", "1")]),
            Way::ApiAnswer => Send::Json(r#"{"ministry":"sante","texts":{"fr":"Oui."}}"#),
            Way::ApiDeposit | Way::ApiTransmit | Way::ApiPublish => Send::Json("{}"),
            _ => Send::Nothing,
        }
    }
}
