//! A validated record, which can be stored.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Chamber, Coverage, Locale, PerLocale, Status, TextRole,
    lifecycle::{Attribution, PublishedAnswer, State},
    people::Gender,
    question::{LinkKind, QuestionKind},
    text::{Provenance, Review},
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// A validated record. Its serialised form is compared by repeated imports.
#[derive(Debug, Clone, Serialize)]
pub struct Draft {
    pub source_id: String,
    pub kind: QuestionKind,
    pub chamber: Chamber,
    pub legislature: Option<i32>,
    pub number: Option<i32>,
    pub status: Status,
    pub deposited_on: Option<NaiveDate>,
    pub transmitted_on: Option<NaiveDate>,
    pub answered_on: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    pub authors: Vec<Author>,
    pub ministries: Vec<PerLocale<String>>,
    pub transfers: Vec<Transfer>,
    pub themes: Vec<PerLocale<String>>,
    pub subject: PerLocale<Text>,
    pub text: PerLocale<Text>,
    pub sub_questions: Vec<PerLocale<Text>>,
    pub answers: Vec<Answer>,
    pub press: Vec<Press>,
    pub links: Vec<(LinkKind, String)>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Author {
    pub name: PerLocale<String>,
    pub gender: Option<Gender>,
    pub group: PerLocale<String>,
    pub district: PerLocale<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Transfer {
    pub from: PerLocale<String>,
    pub to: PerLocale<String>,
    pub on: Option<NaiveDate>,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    pub body: String,
    pub role: TextRole,
    pub provenance: Provenance,
    pub review: Option<Review>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    pub kind: AnswerKind,
    pub date: Option<NaiveDate>,
    pub ministry: Option<PerLocale<String>>,
    pub minister: PerLocale<String>,
    pub texts: PerLocale<Text>,
    pub coverage: Vec<(usize, Coverage)>,
    pub corrects: Option<usize>,
    pub also_answers: Vec<String>,
}

/// The day of the last final answer, if all of them are dated.
pub fn last_final_day(answers: &[Answer]) -> Option<NaiveDate> {
    let finals = answers.iter().filter(|answer| answer.kind == AnswerKind::Final);
    finals.map(|answer| answer.date).collect::<Option<Vec<_>>>()?.into_iter().max()
}

#[derive(Debug, Clone, Serialize)]
pub struct Press {
    pub lang: Option<Locale>,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub date: Option<NaiveDate>,
    pub url: Option<String>,
    pub sha256: Option<String>,
}

impl Draft {
    /// The hash by which a repeated import recognises an unchanged record.
    pub fn hash(&self) -> String {
        format!("{:x}", Sha256::digest(self.json()))
    }

    /// The bytes of that hash.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.json()).into()
    }

    fn json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The lifecycle state according to the dates. Ministries have names and no ids yet, so all attributions belong to the same one.
    pub fn state(&self) -> State {
        let received = |on| Attribution { ministry: 0, since: on, clock_from: on, until: None, answered_on: None, first: false };
        let from = if self.transmitted_on.is_some() { Status::Transmitted } else { Status::Deposited };
        State {
            kind: self.kind,
            status: self.status,
            deposited_on: self.deposited_on,
            transmitted_on: self.transmitted_on,
            attributions: self.transfers.iter().filter_map(|transfer| transfer.on).map(received).collect(),
            answers: self.answers.iter().map(|answer| PublishedAnswer { ministry: None, kind: answer.kind, on: answer.date }).collect(),
            ended_from: self.status.has_ended().then_some(from),
            ended_on: self.ended_on,
            ..State::default()
        }
    }
}
