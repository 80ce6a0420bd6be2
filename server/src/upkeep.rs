//! What is told of from time to time: refusals that were counted, the seal of the history, where the audit record stands. And what is cleared
//! away: files of documents that nothing names, and copies of forms that are too old.

use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use jawab_store::{StoreError, audit, kept_form};
use tokio::sync::watch::Receiver;

use crate::{App, staff::kept::KEPT_FOR};

/// How often it is looked whether there is something to tell.
const EVERY: Duration = Duration::from_secs(60);
/// How often new events are sealed into the audit record.
const SEAL_EVERY: TimeDelta = TimeDelta::hours(1);

/// How often it is looked for what is cleared away.
const SWEPT_EVERY: Duration = Duration::from_secs(6 * 60 * 60);

/// Clears away files of documents that nothing names and copies of forms that are too old, now and then, until told to stop.
pub async fn sweep(app: App, mut stop: Receiver<bool>) {
    loop {
        match app.attachments.sweep(app.database.reader()).await {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "files of documents that nothing names were removed"),
            Err(error) => tracing::warn!(%error, "files of documents that nothing names could not be removed; trying again later"),
        }
        if let Err(error) = kept_form::forget_old(app.database.writer(), app.clock.now() - KEPT_FOR).await {
            tracing::warn!(%error, "old copies of forms could not be removed; trying again later");
        }
        // Errs when the sender is gone: that is the end too.
        if tokio::time::timeout(SWEPT_EVERY, stop.wait_for(|stop| *stop)).await.is_ok() {
            return;
        }
    }
}

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
