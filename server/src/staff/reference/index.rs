//! The registers, with how many entries each has.

use axum::{http::StatusCode, response::Response};
use jawab_ui::pages::staff::ReferencePage;

use super::{RegisterContext, table::registers};
use crate::{error::AppError, staff::SignedIn};

/// The index.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let context = RegisterContext::load(signed).await?;
    let mut all = Vec::new();
    for of in registers() {
        all.push((of.register, (of.count)(&context).await?));
    }
    context.show(StatusCode::OK, ReferencePage::Index(all)).await
}
