//! The history of a question, with what each change did to its texts.

use std::collections::{BTreeMap, BTreeSet};

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    Legislature, Locale, QuestionNumber,
    access::ActorId,
    field::FieldName,
    lifecycle::{CorrectedBy, EventKind},
    text::TextPart,
};
use jawab_service::compute_pool::Queue;
use jawab_store::{
    Connection, StoreError,
    accounts::{self, tokens},
    history,
    read::EventSubjects,
    rows, texts,
};
use jawab_ui::{
    catalogue::Tr,
    model::ActorName,
    pages::staff::{
        HistoryPage, StaffBody,
        history::{Change, ENTRIES_PER_PAGE, EventActor, HistoryEntry, MAX_WORD_PAIRS, abridged, diffs},
    },
};

use super::Desk;
use crate::{App, error::AppError, staff::SignedIn, web::view};

/// The history of a question, a stretch of it at once. What changes did to texts is worked out for as many words as a page may cost.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let record = desk.question().await?;
    let db = desk.app().database.reader();
    let asked = desk.signed.request.value("page").parse().unwrap_or(1_usize).max(1);
    let (mut page, mut found) = (asked, stretch(db, record.id, asked).await?);
    if found.0.is_empty() && asked > 1 {
        page = HistoryPage::pages(found.1).max(1);
        found = stretch(db, record.id, page).await?;
    }
    let (events, total) = found;
    let last = total.saturating_sub((page - 1) * ENTRIES_PER_PAGE);
    let versions = Versions::load(desk.app(), record.id, &events).await?;
    let question = view::row(&record, desk.today);
    let mut entries = Vec::new();
    for (nth, event) in events.iter().enumerate() {
        entries.push((entry(&desk, last.saturating_sub(nth + 1), event).await?, earlier_text_of(event)));
    }
    let whole = desk.signed.request.value("whole").parse::<usize>().ok();
    let tr = Tr::new(desk.signed.locale());
    let entries = desk.app().pool.run(Queue::Staff(desk.signed.actor().id), move || {
        let (fates, changes) = (view::corrections_of_events(&record), versions.changes(tr, entries.iter().map(|(_, earlier)| *earlier)));
        let with_changes = |((mut entry, _), change): ((HistoryEntry, Option<i64>), Option<Change>)| {
            entry.corrected_by = fates.get(entry.nth).copied().unwrap_or_default();
            entry.changes = change.into_iter().map(|change| if whole == Some(entry.nth) { change } else { shown(change) }).collect();
            entry
        };
        entries.into_iter().zip(changes).map(with_changes).collect::<Vec<_>>()
    });
    let page = HistoryPage { question, entries: entries.await?, total, page, whole };
    desk.show(StatusCode::OK, StaffBody::History(Box::new(page))).await
}

/// What is shown of a change before its whole is asked for.
fn shown(change: Change) -> Change {
    match abridged(&change.pieces) {
        Some(pieces) => Change { pieces, cut: true, ..change },
        None => change,
    }
}

/// The events of a page, the latest first, and how many there are in all.
async fn stretch(db: &impl Connection, question: i64, page: usize) -> Result<(Vec<rows::Event>, usize), AppError> {
    let from = (page as u64 - 1).saturating_mul(ENTRIES_PER_PAGE as u64).min(u32::MAX.into());
    let (events, total) = history::page(db, question, from, ENTRIES_PER_PAGE as u64).await?;
    Ok((events, usize::try_from(total).unwrap_or(usize::MAX)))
}

/// The earlier version of a text that an event tells of.
fn earlier_text_of(event: &rows::Event) -> Option<i64> {
    event.data.get("earlier_text").and_then(serde_json::Value::as_i64)
}

async fn entry(desk: &Desk, nth: usize, event: &rows::Event) -> Result<HistoryEntry, AppError> {
    let local = desk.app().clock.local(event.recorded_at);
    let number = |name: &str| event.data.get(name).and_then(serde_json::Value::as_i64);
    let name = |id: i64| desk.reference_data.ministries.get(id).map(|ministry| ministry.name);
    let all = event.data.get("ministries").and_then(serde_json::Value::as_array).into_iter().flatten();
    let kind = event.kind.parse::<EventKind>().map_err(StoreError::from)?;
    let about = EventSubjects::from_data(kind, event.data.clone());
    Ok(HistoryEntry {
        nth,
        recorded_on: local.date(),
        recorded_at: local.format("%H:%M").to_string(),
        on: event.occurred_on,
        kind,
        who: by(desk.app(), &event.actor).await?,
        ministries: match about.ministry {
            Some(id) => name(id).into_iter().collect(),
            None => all.filter_map(|id| name(id.as_i64()?)).collect(),
        },
        instead_of: about.from.and_then(name),
        correction: serde_json::from_value(event.data.clone()).ok(),
        own: event.data.get("own").and_then(serde_json::Value::as_bool),
        renumbered: event.data.get("number_before").is_some().then(|| {
            let small = |name: &str| number(name).and_then(|n| i32::try_from(n).ok());
            let numbered = |legislature: &str, number: &str| {
                let legislature = small(legislature).and_then(|n| Legislature::try_from(n).ok());
                (legislature, small(number).and_then(|n| QuestionNumber::try_from(n).ok()))
            };
            (numbered("legislature", "number"), numbered("legislature_before", "number_before"))
        }),
        fields: fields(Tr::new(desk.signed.locale()), event),
        text_change: about.text_change,
        corrected_by: CorrectedBy::default(),
        reason: event.reason.clone(),
        changes: Vec::new(),
    })
}

/// What an edit changed: fields of the question, one of its texts, or its documents.
fn fields(tr: Tr, event: &rows::Event) -> Vec<String> {
    if event.kind != EventKind::Edited.code() {
        return Vec::new();
    }
    let said = |name: &str| event.data.get(name).and_then(serde_json::Value::as_str);
    let part = said("part").and_then(|part| part.parse::<TextPart>().ok());
    let text = part.zip(said("locale").and_then(|locale| locale.parse::<Locale>().ok()));
    let text = text.map(|(part, locale)| format!("{} ({})", tr.text_part(part), tr.language(locale)));
    let documents = event.data.get("detached").map(|_| tr.field(FieldName::Documents));
    let named = event.data.get("fields").and_then(serde_json::Value::as_array).into_iter().flatten();
    named.filter_map(|name| tr.question_field(name.as_str()?)).chain(text).chain(documents).collect()
}

/// Who an event names.
async fn by(app: &App, actor: &str) -> Result<EventActor, AppError> {
    if let Some(name) = person(app.database.reader(), actor).await? {
        return Ok(EventActor::Person(name));
    }
    let token = actor.strip_prefix("token:").and_then(|id| id.parse::<i64>().ok());
    if let Some(id) = token {
        let name = tokens::names(app.database.reader(), [id]).await?.remove(&id);
        return Ok(EventActor::Token(name.unwrap_or_default()));
    }
    Ok(if actor.starts_with("import") { EventActor::Import } else { EventActor::Jawab })
}

/// The name of a person that an event names.
pub(in crate::staff) async fn person(db: &impl Connection, actor: &str) -> Result<Option<String>, StoreError> {
    let Some(id) = ActorId::account_of(actor) else { return Ok(None) };
    Ok(accounts::names(db, [id]).await?.remove(&id))
}

/// Who did what an event names, as whoever is signed in is told of it.
pub(in crate::staff) async fn who(signed: &SignedIn, actor: &str) -> Result<ActorName, AppError> {
    if actor == signed.actor().id.to_string() {
        return Ok(ActorName::CurrentUser);
    }
    Ok(person(signed.app.database.reader(), actor).await?.map_or(ActorName::Unknown, ActorName::Named))
}

/// Who changed a question last.
pub(in crate::staff) async fn changed_by(signed: &SignedIn, question: i64) -> Result<ActorName, AppError> {
    match history::latest(signed.app.database.reader(), question).await? {
        Some(event) => who(signed, &event.actor).await,
        None => Ok(ActorName::Unknown),
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

    /// What came in place of each of some earlier versions: the one after it, or what stands there now.
    fn changes(&self, tr: Tr, earlier: impl Iterator<Item = Option<i64>>) -> Vec<Option<Change>> {
        let all: Vec<_> = earlier.map(|id| self.change(id?)).collect();
        let versions: Vec<(&str, &str)> = all.iter().flatten().map(|(.., versions)| *versions).collect();
        let mut pieces = diffs(&versions, MAX_WORD_PAIRS).into_iter();
        let mut diff = |change: Option<(TextPart, Locale, (&str, &str))>| {
            let (part, locale, _) = change?;
            Some(Change { what: tr.text_part(part), locale, pieces: pieces.next().unwrap_or_default(), cut: false })
        };
        all.into_iter().map(&mut diff).collect()
    }

    /// The part and language of a text, with an earlier version of it and the one after.
    fn change(&self, earlier: i64) -> Option<(TextPart, Locale, (&str, &str))> {
        let version = |id: i64| self.earlier.iter().find(|row| row.id == id);
        let before = version(earlier)?;
        let now = self.now.get(&before.text_id)?;
        let after = self.next.get(&earlier).and_then(|id| version(*id)).map_or(&now.body, |row| &row.body);
        Some((now.part.parse().ok()?, now.locale.parse().ok()?, (before.body.as_str(), after.as_str())))
    }
}
