//! What is told of from time to time: refusals that were counted, the seal of the history, where the audit record stands.

use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use jawab_store::{StoreError, audit};
use tokio::sync::watch::Receiver;

use crate::App;

/// How often it is looked whether there is something to tell.
const EVERY: Duration = Duration::from_secs(60);
/// How often new events are sealed into the audit record.
const SEAL_EVERY: TimeDelta = TimeDelta::hours(1);

/// Tells of refusals that were counted, every minute, and of the rest when told to stop.
pub async fn tell_refusals(app: App, mut stop: Receiver<bool>) {
    loop {
        // Errs when the sender is gone: that is the end too.
        let over = tokio::time::timeout(EVERY, stop.wait_for(|stop| *stop)).await.is_ok();
        if let Err(error) = app.accounts.tell_unsaid(over).await {
            tracing::warn!(%error, "what was refused could not be recorded");
        }
        if over {
            return;
        }
    }
}

/// Seals events every hour, and says every day where the audit record stands, until told to stop.
pub async fn keep_record(app: App, mut stop: Receiver<bool>) {
    let (mut sealed_at, mut told_on) = (None, None);
    while !*stop.borrow_and_update() {
        if let Err(error) = keep(&app, &mut sealed_at, &mut told_on).await {
            tracing::warn!(%error, "the history could not be sealed; trying again");
        }
        // Errs when the sender is gone: then nobody is left to work for.
        if let Ok(Err(_)) = tokio::time::timeout(EVERY, stop.changed()).await {
            return;
        }
    }
}

async fn keep(app: &App, sealed_at: &mut Option<chrono::DateTime<chrono::Utc>>, told_on: &mut Option<NaiveDate>) -> Result<(), StoreError> {
    let (now, today) = (app.clock.now(), app.clock.today());
    if sealed_at.is_none_or(|at| now - at >= SEAL_EVERY || now < at) {
        audit::seal_events(&app.database, now).await?;
        *sealed_at = Some(now);
    }
    if *told_on != Some(today) {
        let (lines, hash) = audit::head(app.database.reader()).await?;
        tracing::info!(lines, hash, expect = format!("{lines}:{hash}"), "the audit record stands here: note it elsewhere");
        *told_on = Some(today);
    }
    Ok(())
}
