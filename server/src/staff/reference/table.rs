//! The table of registers.

use axum::routing::{MethodRouter, get, post};
use futures::future::BoxFuture;
use jawab_ui::pages::staff::reference as ui;

use super::{
    RegisterContext,
    groups::Groups,
    holidays::Holidays,
    legislatures::Legislatures,
    members::Members,
    ministries::Ministries,
    register::{Register, act, list, show},
    rules::Rules,
    themes::Themes,
};
use crate::{App, error::AppError};

/// Every register, in the order of the index.
pub(crate) fn registers() -> [RegisterRoutes; 7] {
    [
        RegisterRoutes::new::<Ministries>(),
        RegisterRoutes::new::<Members>(),
        RegisterRoutes::new::<Groups>(),
        RegisterRoutes::new::<Legislatures>(),
        RegisterRoutes::new::<Themes>(),
        RegisterRoutes::new::<Holidays>(),
        RegisterRoutes::new::<Rules>(),
    ]
}

/// A register as the list of addresses and the index need it.
pub(crate) struct RegisterRoutes {
    /// Which register.
    pub register: &'static ui::Register,
    /// What stands for an entry in addresses, as in [`Register::ENTRY`].
    pub entry: Option<&'static str>,
    /// The handler of the list.
    pub list: MethodRouter<App>,
    /// The handler that shows the form, of a new entry or of one that is there.
    pub show: MethodRouter<App>,
    /// The handler of the form that was sent.
    pub act: MethodRouter<App>,
    /// Counts the entries.
    pub count: Count,
}

/// Counts the entries of a register.
type Count = for<'a> fn(&'a RegisterContext) -> BoxFuture<'a, Result<u64, AppError>>;

impl RegisterRoutes {
    fn new<R: Register>() -> Self {
        Self { register: R::REGISTER, entry: R::ENTRY, list: get(list::<R>), show: get(show::<R>), act: post(act::<R>), count: count::<R> }
    }
}

fn count<R: Register>(context: &RegisterContext) -> BoxFuture<'_, Result<u64, AppError>> {
    Box::pin(R::count(context))
}
