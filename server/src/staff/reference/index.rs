//! The registers, with how many entries each has.

use axum::{http::StatusCode, response::Response};
use jawab_store::registers;
use jawab_ui::pages::staff::{ReferencePage, reference::Register};

use super::Keeping;
use crate::{error::AppError, staff::SignedIn};

/// The index.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut all = Vec::new();
    for register in Register::ALL {
        let db = keeping.db();
        let count = match register {
            Register::Legislatures => registers::legislatures::count(db).await?,
            Register::Groups => registers::count(db, registers::Register::Groups).await?,
            Register::Members => registers::count(db, registers::Register::Members).await?,
            Register::Ministries => registers::count(db, registers::Register::Ministries).await?,
            Register::Themes => registers::count(db, registers::Register::Themes).await?,
            Register::Holidays => keeping.directory.calendar.sources.len() as u64,
            Register::Rules => keeping.directory.calendar.rules.len() as u64,
        };
        all.push((*register, count));
    }
    keeping.show(StatusCode::OK, ReferencePage::Index(all)).await
}
