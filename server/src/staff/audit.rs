//! The audit record.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::{http::StatusCode, response::Response};
use chrono::{DateTime, Days, NaiveDate, Utc};
use jawab_domain::{PerLocale, access::ActorId};
use jawab_service::reference_data::{NamedSet, ReferenceData};
use jawab_store::{
    accounts,
    audit::{self, Search},
    questions,
    reasons::RedactedReasons,
    rows,
};
use jawab_ui::{
    catalogue::Tr,
    form::FormState,
    links,
    pages::staff::{
        StaffBody,
        audit::{AuditLine, AuditPage},
    },
};
use serde_json::Value;

use super::SignedIn;
use crate::error::AppError;

/// Lines on a page.
const PAGE: u64 = 50;

/// Searches the record; that, too, is recorded.
pub async fn search(signed: SignedIn) -> Result<Response, AppError> {
    let mut form = FormState::from_pairs(signed.request.pairs());
    let from = day(&mut form, "from");
    let to = day(&mut form, "to");
    let wanted = Search {
        actor: form.filled("actor").map(str::to_owned),
        action: form.filled("action").map(str::to_owned),
        subject: form.filled("subject").map(str::to_owned),
        from: from.map(|day| beginning(&signed, day)),
        to: to.and_then(|day| day.checked_add_days(Days::new(1))).map(|day| beginning(&signed, day)),
        before: form.filled("before").and_then(|id| id.parse().ok()),
    };
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    signed.app.accounts.record_audit_reading(signed.actor(), asked(&form)).await?;
    let db = signed.app.database.reader();
    let mut found = if form.is_valid() { audit::search(db, &wanted, PAGE + 1).await? } else { Vec::new() };
    let more = found.len() as u64 > PAGE;
    found.truncate(PAGE as usize);
    let earlier = found.last().filter(|_| more).map(|last| address(&signed, &form, &last.id.to_string()));
    let names = Names::load(&signed, &found).await?;
    let page = AuditPage {
        lines: found.into_iter().map(|line| names.line(&signed, line)).collect(),
        actors: names.actors(),
        actions: audit::actions(db).await?,
        first: wanted.before.map(|_| address(&signed, &form, "")),
        earlier,
        form,
    };
    signed.show(status, StaffBody::Audit(page)).await
}

/// A day of the search; what is none is complained of.
fn day(form: &mut FormState, name: &str) -> Option<NaiveDate> {
    form.date(name).unwrap_or_else(|problem| {
        form.add_problem(name, problem);
        None
    })
}

/// The instant at which a day begins in Morocco: its clocks are never more than an hour from UTC.
fn beginning(signed: &SignedIn, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    let shift = signed.app.clock.local(midnight.and_utc()) - midnight;
    (midnight - shift).and_utc()
}

/// What was looked for, as it is recorded.
fn asked(form: &FormState) -> Value {
    let given = form.pairs().iter().filter(|(name, value)| !value.is_empty() && ["actor", "action", "subject"].contains(&name.as_str()));
    let mut all: serde_json::Map<String, Value> = given.map(|(name, value)| (name.clone(), short(value).into())).collect();
    for name in ["from", "to"] {
        if let Ok(Some(day)) = form.date(name) {
            all.insert(name.to_owned(), day.to_string().into());
        }
    }
    Value::Object(all)
}

fn short(text: &str) -> String {
    text.chars().take(100).collect()
}

fn address(signed: &SignedIn, form: &FormState, before: &str) -> String {
    let mut pairs: Vec<(&str, &str)> =
        form.pairs().iter().filter(|(name, _)| name != "before").map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pairs.push(("before", before));
    links::with_query(&links::staff::audit(signed.locale()), &pairs)
}

/// Whom and what the lines name.
struct Names {
    accounts: BTreeMap<i64, (String, String)>,
    tokens: BTreeMap<i64, String>,
    questions: BTreeMap<i64, rows::Question>,
    /// Reasons out of which a name was taken since: the record keeps them as it was told, and shows them no more.
    redacted: RedactedReasons,
    reference_data: Arc<ReferenceData>,
}

impl Names {
    async fn load(signed: &SignedIn, lines: &[rows::Audit]) -> Result<Self, AppError> {
        let db = signed.app.database.reader();
        let accounts = accounts::all(db).await?.into_iter().map(|account| (account.id, (account.name, account.code))).collect();
        let tokens = accounts::tokens::all(db).await?.into_iter().map(|token| (token.id, token.name)).collect();
        let subjects = lines.iter().filter_map(|line| line.subject.strip_prefix("question:")?.parse::<i64>().ok());
        let related = lines.iter().filter_map(|line| details(line).get("question").and_then(Value::as_i64));
        let wanted: BTreeSet<i64> = subjects.chain(related).collect();
        let all: Vec<_> = lines.iter().map(details).collect();
        let redacted = RedactedReasons::among(db, all.iter().filter_map(|data| data.get("reason")?.as_str())).await?;
        let questions = questions::by_ids(db, wanted).await?;
        let questions = questions.into_iter().map(|question| (question.id, question)).collect();
        let app = &signed.app;
        let reference_data = app.reference_data().await?;
        Ok(Self { accounts, tokens, questions, redacted, reference_data })
    }

    /// Everybody who can be looked for.
    fn actors(&self) -> Vec<(String, String)> {
        let accounts = self.accounts.iter().map(|(id, (name, _))| (ActorId::Account(*id).to_string(), name.clone()));
        accounts.chain(self.tokens.iter().map(|(id, name)| (ActorId::Token(*id).to_string(), name.clone()))).collect()
    }

    /// What a code names, and where it is.
    fn named(&self, signed: &SignedIn, code: &str) -> (String, Option<String>) {
        let (kind, id) = code.split_once(':').unwrap_or_default();
        let Ok(id) = id.parse::<i64>() else { return Default::default() };
        match kind {
            "account" => self
                .accounts
                .get(&id)
                .map_or_else(Default::default, |(name, code)| (name.clone(), Some(links::staff::account_of(signed.locale(), code)))),
            "question" => self.questions.get(&id).map_or_else(Default::default, |question| {
                (reference(Tr::new(signed.locale()), question), Some(links::staff::question(signed.locale(), &question.code)))
            }),
            "ministry" => {
                let name = self.reference_data.ministries.get(id).map(|ministry| Tr::new(signed.locale()).plain(&ministry.name));
                (name.unwrap_or_default(), None)
            }
            "token" => (self.tokens.get(&id).cloned().unwrap_or_default(), None),
            _ => Default::default(),
        }
    }

    fn line(&self, signed: &SignedIn, line: rows::Audit) -> AuditLine {
        let (subject_name, subject_link) = self.named(signed, &line.subject);
        let data = details(&line);
        AuditLine {
            id: line.id,
            at: signed.app.clock.local(line.at),
            actor: self.named(signed, &line.actor).0,
            action: line.action,
            subject: line.subject,
            subject_name,
            subject_link,
            data: data
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| {
                    let is_body = matches!(value, Value::Number(_) | Value::Array(_));
                    let words = self.words(Tr::new(signed.locale()), &name, value);
                    // The same names are of days elsewhere.
                    (if is_body && ["from", "to"].contains(&name.as_str()) { format!("{name}_ministry") } else { name }, words)
                })
                .collect(),
        }
    }

    /// A datum as it is read: days as days, and by their names those whom it gives by identity.
    fn words(&self, tr: Tr, name: &str, value: Value) -> String {
        let body = |of: &NamedSet, id: i64| of.get(id).map(|body| tr.plain(&body.name));
        let ministry = |id: i64| body(&self.reference_data.ministries, id);
        let account = |id: i64| self.accounts.get(&id).map(|(name, _)| name.clone());
        let several = |all: &[Value], named: &dyn Fn(i64) -> Option<String>| {
            let names: Option<Vec<String>> = all.iter().map(|id| named(id.as_i64()?)).collect();
            names.map(|names| names.join(&format!("{} ", tr.t("comma"))))
        };
        let known = match (name, &value) {
            ("ministry" | "from" | "to" | "open_to", Value::Number(id)) => id.as_i64().and_then(ministry),
            ("ministries" | "to" | "transfers" | "answers", Value::Array(all)) => several(all, &ministry),
            ("account", Value::Number(id)) => id.as_i64().and_then(account),
            ("accounts", Value::Array(all)) => several(all, &account),
            ("fields", Value::Array(all)) => {
                let names = all.iter().filter_map(|name| tr.question_field(name.as_str()?));
                Some(names.collect::<Vec<_>>().join(&format!("{} ", tr.t("comma"))))
            }
            ("asked_by" | "confirmed_by" | "invited_by", Value::String(code)) => ActorId::account_of(code).and_then(account),
            // What was made of which reason, by hashes, is for who verifies the history.
            ("events", Value::Array(all)) => {
                let events: Option<Vec<String>> = all.iter().map(|of| Some(of.get("event")?.to_string())).collect();
                events.map(|events| events.join(&format!("{} ", tr.t("comma"))))
            }
            ("group", Value::Number(id)) => id.as_i64().and_then(|id| body(&self.reference_data.groups, id)),
            ("into", Value::Number(id)) => id.as_i64().and_then(|id| body(&self.reference_data.themes, id)),
            ("question", Value::Number(id)) => id.as_i64().and_then(|id| self.questions.get(&id)).map(|of| reference(tr, of)),
            ("name" | "source", Value::Object(_)) => {
                serde_json::from_value::<PerLocale<String>>(value.clone()).ok().map(|name| tr.plain(&name))
            }
            ("reason", Value::String(text)) => Some(self.redacted.shown(text.clone())),
            (_, Value::String(text)) => Some(text.parse::<NaiveDate>().map_or_else(|_| text.clone(), |day| tr.date(day))),
            _ => None,
        };
        known.unwrap_or_else(|| value.to_string())
    }
}

/// What else a line tells. Of a question's history, what is known of it is nested.
fn details(line: &rows::Audit) -> serde_json::Map<String, Value> {
    let mut data: serde_json::Map<String, Value> = serde_json::from_str(&line.data).unwrap_or_default();
    if let Some(Value::Object(nested)) = data.remove("data") {
        data.extend(nested);
    }
    data
}

/// A question by its public reference, else by its code.
fn reference(tr: Tr, of: &rows::Question) -> String {
    match (of.chamber.parse(), of.number.map(TryInto::try_into)) {
        (Ok(chamber), Some(Ok(number))) => format!("{}{} {}", tr.chamber(chamber), tr.t("comma"), tr.number_of(number)),
        _ => of.code.clone(),
    }
}
