//! The history of a question, with what each change did to its texts.

use std::collections::{BTreeMap, BTreeSet};

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Legislature, Locale, QuestionNumber, access::ActorId, lifecycle::PutRight, text::TextPart};
use jawab_store::{
    Connection, StoreError,
    accounts::{self, tokens},
    history, rows, texts,
};
use jawab_ui::{
    catalogue::Tr,
    pages::staff::{
        HistoryPage, StaffBody,
        history::{By, Change, ENTRIES, HistoryEntry, MOST_PAIRS, difference},
    },
};

use super::Desk;
use crate::{App, computing::Room, error::AppError, staff::SignedIn, web::view};

/// The history of a question, a stretch of it at once. What changes did to texts is worked out for as many words as a page may cost.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let record = desk.question().await?;
    let db = desk.app().database.reader();
    let asked = desk.signed.reader.value("page").parse().unwrap_or(1_usize).max(1);
    let (mut page, mut found) = (asked, stretch(db, record.id, asked).await?);
    if found.0.is_empty() && asked > 1 {
        page = HistoryPage::pages(found.1).max(1);
        found = stretch(db, record.id, page).await?;
    }
    let (events, total) = found;
    let last = total.saturating_sub((page - 1) * ENTRIES);
    let versions = Versions::load(desk.app(), record.id, &events).await?;
    let question = view::row(&record, desk.today);
    let mut entries = Vec::new();
    for (nth, event) in events.iter().enumerate() {
        entries.push((entry(&desk, last.saturating_sub(nth + 1), event).await?, earlier_text_of(event)));
    }
    let tr = Tr::new(desk.signed.locale());
    let told = desk.app().computing.run(Room::Staff, move || {
        let (fates, mut left) = (view::fates(&record), MOST_PAIRS);
        let told = |(mut entry, earlier): (HistoryEntry, Option<i64>)| {
            entry.put_right = fates.get(entry.nth).copied().unwrap_or_default();
            entry.changes = earlier.and_then(|id| versions.change(tr, id, &mut left)).into_iter().collect();
            entry
        };
        entries.into_iter().map(told).collect::<Vec<_>>()
    });
    let page = HistoryPage { question, entries: told.await?, total, page };
    desk.show(StatusCode::OK, StaffBody::History(Box::new(page))).await
}

/// The events of a page, the latest first, and how many there are in all.
async fn stretch(db: &impl Connection, question: i64, page: usize) -> Result<(Vec<rows::Event>, usize), AppError> {
    let from = (page as u64 - 1).saturating_mul(ENTRIES as u64).min(u32::MAX.into());
    let (events, total) = history::stretch(db, question, from, ENTRIES as u64).await?;
    Ok((events, usize::try_from(total).unwrap_or(usize::MAX)))
}

/// The earlier version of a text that an event tells of.
fn earlier_text_of(event: &rows::Event) -> Option<i64> {
    event.data.get("earlier_text").and_then(serde_json::Value::as_i64)
}

async fn entry(desk: &Desk, nth: usize, event: &rows::Event) -> Result<HistoryEntry, AppError> {
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
        put_right: PutRight::default(),
        reason: event.reason.clone(),
        changes: Vec::new(),
    })
}

/// Who an event names.
async fn by(app: &App, actor: &str) -> Result<By, AppError> {
    if let Some(name) = person(app, actor).await? {
        return Ok(By::Person(name));
    }
    let token = actor.strip_prefix("token:").and_then(|id| id.parse::<i64>().ok());
    if let Some(id) = token {
        let name = tokens::names(app.database.reader(), [id]).await?.remove(&id);
        return Ok(By::Token(name.unwrap_or_default()));
    }
    Ok(if actor.starts_with("import") { By::Import } else { By::Jawab })
}

/// The name of a person that an event names.
pub(in crate::staff) async fn person(app: &App, actor: &str) -> Result<Option<String>, AppError> {
    let Some(id) = ActorId::account_of(actor) else { return Ok(None) };
    Ok(accounts::names(app.database.reader(), [id]).await?.remove(&id))
}

/// Who changed a question last, by name.
pub(in crate::staff) async fn changed_by(app: &App, question: i64) -> Result<Option<String>, AppError> {
    match history::latest(app.database.reader(), question).await? {
        Some(event) => person(app, &event.actor).await,
        None => Ok(None),
    }
}

/// What texts of a question read, then and now, as far as some events tell of it.
struct Versions {
    earlier: Vec<rows::EarlierText>,
    now: BTreeMap<i64, rows::Text>,
    /// What came after an earlier version, of the same text.
    next: BTreeMap<i64, i64>,
}

impl Versions {
    async fn load(app: &App, question: i64, events: &[rows::Event]) -> Result<Self, AppError> {
        let db = app.database.reader();
        let asked: BTreeSet<i64> = events.iter().filter_map(earlier_text_of).collect();
        let (mut before, mut next, mut of) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        for (id, text) in texts::earlier_ids(db, question).await? {
            if let Some(earlier) = before.insert(text, id).filter(|earlier| asked.contains(earlier)) {
                next.insert(earlier, id);
            }
            if asked.contains(&id) {
                of.insert(text);
            }
        }
        let wanted: BTreeSet<i64> = asked.iter().chain(next.values()).copied().collect();
        let earlier = texts::earlier_by_ids(db, wanted).await?;
        let now = texts::by_ids(db, of).await?;
        Ok(Self { earlier, now: now.into_iter().map(|row| (row.id, row)).collect(), next })
    }

    /// What came in place of an earlier version: the one after it, or what stands there now. `left` are the pairs of words that may still
    /// be compared.
    fn change(&self, tr: Tr, earlier: i64, left: &mut usize) -> Option<Change> {
        let version = |id: i64| self.earlier.iter().find(|row| row.id == id);
        let before = version(earlier)?;
        let now = self.now.get(&before.text_id)?;
        let after = self.next.get(&earlier).and_then(|id| version(*id)).map_or(&now.body, |row| &row.body);
        let locale: Locale = now.locale.parse().ok()?;
        let part: TextPart = now.part.parse().ok()?;
        Some(Change { what: tr.text_part(part), locale, pieces: difference(&before.body, after, left) })
    }
}
