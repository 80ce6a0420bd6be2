//! What a running program does from time to time: it reports refusals that were counted, seals the history, notes where the audit record
//! stands, removes files of documents that nothing names and form drafts that are too old, and has the database give back space.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use jawab_store::{Database, StoreError, audit, form_drafts};
use tokio::sync::watch::Receiver;

use crate::{Accounts, Attachments, Clock};

/// How long a form draft is kept to which nobody comes back: longer than any leave, and than the twenty days of an answer.
pub const FORM_DRAFT_LIFETIME: TimeDelta = TimeDelta::days(60);
/// How often counted refusals are reported, and how often it is looked whether the history is to be sealed.
const REPORT_EVERY: Duration = Duration::from_secs(60);
/// How often new events are sealed into the audit record.
const SEAL_EVERY: TimeDelta = TimeDelta::hours(1);
/// How often files and forms are removed.
const REMOVE_EVERY: Duration = Duration::from_secs(6 * 60 * 60);
/// How often the database is asked to give back space.
const TIDY_EVERY: Duration = Duration::from_secs(600);

/// Removes files of documents that nothing names and form drafts that are too old, now and then, until told to stop.
pub async fn remove_leftovers(database: Database, attachments: Attachments, clock: Clock, mut stop: Receiver<bool>) {
    loop {
        match attachments.sweep(database.reader()).await {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "files of documents that nothing names were removed"),
            Err(error) => tracing::warn!(%error, "files of documents that nothing names could not be removed; trying again later"),
        }
        if let Err(error) = form_drafts::delete_old(database.writer(), clock.now() - FORM_DRAFT_LIFETIME).await {
            tracing::warn!(%error, "old form drafts could not be removed; trying again later");
        }
        // Errs when the sender is gone: that is the end too.
        if tokio::time::timeout(REMOVE_EVERY, stop.wait_for(|stop| *stop)).await.is_ok() {
            return;
        }
    }
}

/// Reports refusals that were counted, every minute, and the rest when told to stop.
pub async fn report_refusals(accounts: Accounts, mut stop: Receiver<bool>) {
    loop {
        // Errs when the sender is gone: that is the end too.
        let over = tokio::time::timeout(REPORT_EVERY, stop.wait_for(|stop| *stop)).await.is_ok();
        if let Err(error) = accounts.write_unwritten_counts(over).await {
            tracing::warn!(%error, "what was refused could not be recorded");
        }
        if over {
            return;
        }
    }
}

/// Seals events every hour, and logs every day where the audit record stands, until told to stop.
pub async fn seal_history(database: Database, clock: Clock, mut stop: Receiver<bool>) {
    let (mut sealed_at, mut logged_on) = (None, None);
    while !*stop.borrow_and_update() {
        if let Err(error) = seal(&database, &clock, &mut sealed_at, &mut logged_on).await {
            tracing::warn!(%error, "the history could not be sealed; trying again later");
        }
        // Errs when the sender is gone: then nobody is left to work for.
        if let Ok(Err(_)) = tokio::time::timeout(REPORT_EVERY, stop.changed()).await {
            return;
        }
    }
}

async fn seal(
    database: &Database,
    clock: &Clock,
    sealed_at: &mut Option<DateTime<Utc>>,
    logged_on: &mut Option<NaiveDate>,
) -> Result<(), StoreError> {
    let (now, today) = (clock.now(), clock.today());
    // A history that differs from its seals stays different. Reading all of it once an hour reports that often enough, and the head of the
    // audit record is logged all the same.
    let mut sealed = Ok(());
    if sealed_at.is_none_or(|at| now - at >= SEAL_EVERY || now < at) {
        *sealed_at = Some(now);
        sealed = audit::seal_events(database, now).await.map(drop);
    }
    if *logged_on != Some(today) {
        let (lines, hash) = audit::head(database.reader()).await?;
        tracing::info!(lines, hash, expect = format!("{lines}:{hash}"), "the audit record stands here: note it elsewhere");
        *logged_on = Some(today);
    }
    sealed
}

/// Has the database give back space now and then, until told to stop.
pub async fn truncate_log(database: Database, mut stop: Receiver<bool>) {
    while tokio::time::timeout(TIDY_EVERY, stop.wait_for(|stop| *stop)).await.is_err() {
        if let Err(error) = database.truncate_log().await {
            tracing::warn!(%error, "the database could not give back space; trying again later");
        }
    }
}
