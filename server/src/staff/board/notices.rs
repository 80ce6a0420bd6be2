//! One's own calendar and morning mail.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{access::ActorId, field::FieldName};
use jawab_service::{accounts::may_change_settings, use_cases::Idempotent};
use jawab_store::{
    audit::{self, Entry},
    board as rows,
};
use jawab_ui::{
    links,
    pages::staff::{NoticesPage, StaffBody},
    shell::staff::Flash,
};
use serde_json::json;

use crate::{
    error::AppError,
    staff::{
        Posted, SignedIn,
        submission::{idempotency_key, new_idempotency_key},
    },
};

/// What there is.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    page(&signed, None).await
}

async fn page(signed: &SignedIn, address: Option<String>) -> Result<Response, AppError> {
    let account = signed.account()?;
    let since = rows::feed_since(signed.app.database.reader(), account.id).await?;
    let body = NoticesPage {
        calendar_since: since.map(|at| signed.app.clock.local(at).date()),
        address,
        mail: account.digest,
        mail_to: account.address.clone(),
        idempotency_key: new_idempotency_key(),
    };
    signed.show(StatusCode::OK, StaffBody::Notices(Box::new(body))).await
}

/// Makes a calendar, or gives it another address; the address is shown this once, and to the same form sent again as long as
/// it holds.
pub async fn calendar(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    if posted.resumed {
        return page(&signed, None).await;
    }
    let token = signed.secret_for(&posted.form);
    let key = idempotency_key(&signed, &posted.form).await?;
    if let Idempotent::Fresh(mut unit) = signed.app.use_cases().begin_idempotent(signed.actor(), key).await? {
        if !may_change_settings(unit.db(), signed.account()?.id, signed.app.clock.now()).await? {
            return Err(AppError::TooMany);
        }
        unit.make_calendar(&token).await?;
        unit.commit().await?;
    }
    let holder = rows::subscriber(signed.app.database.reader(), &token.sha256()).await?;
    let address = holder.map(|_| format!("{}{}", signed.app.public_url, links::board::calendar(token.text())));
    page(&signed, address).await
}

/// Takes the calendar away.
pub async fn revoke(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    if posted.resumed {
        return page(&signed, None).await;
    }
    let change = signed.app.database.change().await?;
    let flash = if rows::revoke_feed(change.connection(), signed.account()?.id).await? {
        record(&signed, &change, "calendar.revoked").await?;
        Flash::Saved
    } else {
        Flash::Unchanged
    };
    change.commit_quietly().await?;
    Ok(signed.done(&links::board::notices(signed.locale()), flash))
}

/// Starts or stops the morning mail.
pub async fn mail(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    if posted.resumed {
        return page(&signed, None).await;
    }
    let changed = signed.app.accounts.set_digest(signed.account()?, posted.form.get(FieldName::DigestWanted.form()) == "yes").await?;
    Ok(signed.done(&links::board::notices(signed.locale()), if changed { Flash::Saved } else { Flash::Unchanged }))
}

async fn record(signed: &SignedIn, change: &jawab_store::Change, action: &str) -> Result<(), AppError> {
    let subject = ActorId::Account(signed.account()?.id).to_string();
    let entry = Entry { actor: signed.actor().id, action, subject: &subject, data: &json!({}) };
    Ok(audit::append(change.connection(), signed.app.clock.now(), entry).await?)
}
