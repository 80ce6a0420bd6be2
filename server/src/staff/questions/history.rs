//! The history of a question, with what each change did to its texts.

use std::collections::BTreeMap;

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Legislature, Locale, QuestionNumber, access::ActorId, lifecycle::PutRight, text::TextPart};
use jawab_store::{
    StoreError, chamber,
    entity::{account, api_token, earlier_text, event, text},
};
use jawab_ui::{
    catalogue::Tr,
    pages::staff::{
        HistoryPage, StaffBody,
        history::{By, Change, HistoryEntry, difference},
    },
};
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::Desk;
use crate::{App, error::AppError, staff::SignedIn, web::view};

/// The history of a question.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let record = desk.question().await?;
    let events = chamber::events(desk.app().database.reader(), record.id).await?;
    let versions = Versions::load(desk.app(), record.id).await?;
    let fates = view::fates(&record);
    let mut entries = Vec::new();
    for (nth, event) in events.into_iter().rev().enumerate() {
        entries.push(entry(&desk, &versions, (nth, event), fates.get(nth).copied().unwrap_or_default()).await?);
    }
    entries.reverse();
    let page = HistoryPage { question: view::row(&record, desk.today), entries };
    desk.show(StatusCode::OK, StaffBody::History(Box::new(page))).await
}

async fn entry(
    desk: &Desk,
    versions: &Versions,
    (nth, event): (usize, event::Model),
    put_right: PutRight,
) -> Result<HistoryEntry, AppError> {
    let local = desk.app().clock.local(event.recorded_at);
    let number = |name: &str| event.data.get(name).and_then(serde_json::Value::as_i64);
    let ministries = event.data.get("ministries").and_then(|all| all.as_array()?.first()?.as_i64());
    let ministry = number("to").or_else(|| number("ministry")).or(ministries);
    Ok(HistoryEntry {
        nth,
        recorded_on: local.date(),
        recorded_at: local.format("%H:%M").to_string(),
        on: event.occurred_on,
        kind: event.kind.parse().map_err(StoreError::from)?,
        who: by(desk.app(), &event.actor).await?,
        ministry: ministry.and_then(|id| desk.directory.ministries.get(id)).map(|ministry| ministry.name),
        rectified: serde_json::from_value(event.data.clone()).ok(),
        own: event.data.get("own").and_then(serde_json::Value::as_bool),
        renumbered: event.data.get("number_before").is_some().then(|| {
            let small = |name: &str| number(name).and_then(|n| i32::try_from(n).ok());
            let numbered = |legislature: &str, number: &str| {
                let legislature = small(legislature).and_then(|n| Legislature::try_from(n).ok());
                (legislature, small(number).and_then(|n| QuestionNumber::try_from(n).ok()))
            };
            (numbered("legislature", "number"), numbered("legislature_before", "number_before"))
        }),
        put_right,
        reason: event.reason.clone(),
        changes: number("earlier_text").and_then(|id| versions.change(Tr::new(desk.signed.locale()), id)).into_iter().collect(),
    })
}

/// Who an event names.
async fn by(app: &App, actor: &str) -> Result<By, AppError> {
    if let Some(name) = person(app, actor).await? {
        return Ok(By::Person(name));
    }
    let token = actor.strip_prefix("token:").and_then(|id| id.parse::<i64>().ok());
    if let Some(id) = token {
        let row = api_token::Entity::find_by_id(id).one(app.database.reader()).await.map_err(StoreError::from)?;
        return Ok(By::Token(row.map(|row| row.name).unwrap_or_default()));
    }
    Ok(if actor.starts_with("import") { By::Import } else { By::Jawab })
}

/// The name of a person that an event names.
pub(in crate::staff) async fn person(app: &App, actor: &str) -> Result<Option<String>, AppError> {
    let Some(id) = ActorId::account_of(actor) else { return Ok(None) };
    let row = account::Entity::find_by_id(id).one(app.database.reader()).await.map_err(StoreError::from)?;
    Ok(row.map(|row| row.name))
}

/// Who changed a question last, by name.
pub(in crate::staff) async fn changed_by(app: &App, question: i64) -> Result<Option<String>, AppError> {
    match chamber::events(app.database.reader(), question).await?.first() {
        Some(event) => person(app, &event.actor).await,
        None => Ok(None),
    }
}

/// What the texts of a question read, then and now.
struct Versions {
    earlier: Vec<earlier_text::Model>,
    now: BTreeMap<i64, text::Model>,
}

impl Versions {
    async fn load(app: &App, question: i64) -> Result<Self, AppError> {
        let db = app.database.reader();
        let of = earlier_text::Entity::find().filter(earlier_text::COLUMN.question_id.eq(question)).order_by_asc(earlier_text::COLUMN.id);
        let earlier = of.all(db).await.map_err(StoreError::from)?;
        let ids = earlier.iter().map(|row| row.text_id).collect::<Vec<_>>();
        let now = text::Entity::find().filter(text::COLUMN.id.is_in(ids)).all(db).await.map_err(StoreError::from)?;
        Ok(Self { earlier, now: now.into_iter().map(|row| (row.id, row)).collect() })
    }

    /// What came in place of an earlier version: the one after it, or what stands there now.
    fn change(&self, tr: Tr, earlier: i64) -> Option<Change> {
        let before = self.earlier.iter().find(|row| row.id == earlier)?;
        let now = self.now.get(&before.text_id)?;
        let later = self.earlier.iter().find(|row| row.text_id == before.text_id && row.id > earlier);
        let after = later.map_or(&now.body, |row| &row.body);
        let locale: Locale = now.locale.parse().ok()?;
        let part: TextPart = now.part.parse().ok()?;
        Some(Change { what: tr.text_part(part), locale, pieces: difference(&before.body, after) })
    }
}
