//! The registers, with how many entries each has.

use axum::{http::StatusCode, response::Response};
use jawab_store::entity::{deadline_rule, holiday, legislature, member, ministry, political_group, theme};
use jawab_ui::pages::staff::{ReferencePage, reference::Register};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use super::{Keeping, failed};
use crate::{error::AppError, staff::SignedIn};

/// The index.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut all = Vec::new();
    for register in Register::ALL {
        let db = keeping.db();
        let count = match register {
            Register::Legislatures => legislature::Entity::find().count(db).await,
            Register::Groups => political_group::Entity::find().count(db).await,
            Register::Members => member::Entity::find().count(db).await,
            Register::Ministries => ministry::Entity::find().count(db).await,
            Register::Themes => theme::Entity::find().count(db).await,
            Register::Holidays => holiday::Entity::find().count(db).await,
            Register::Rules => deadline_rule::Entity::find().count(db).await,
        };
        all.push((*register, count.map_err(failed)?));
    }
    keeping.show(StatusCode::OK, ReferencePage::Index(all)).await
}
