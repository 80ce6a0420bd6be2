//! A line of the list of URLs: what it asks of whoever comes, and the handler that answers.

use axum::{
    extract::DefaultBodyLimit,
    handler::Handler,
    http::Method,
    routing::{MethodRouter, get, post},
};
use jawab_domain::access::Act;

use crate::App;

/// What an address asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it is for everybody.
    Nothing,
    /// To be signed in.
    SignIn,
    /// A mandate that allows the act somewhere; where exactly is for the use case to ask.
    Act(Act),
}

/// A line of the list of URLs.
#[derive(Debug, Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The address, below its language or the API's root.
    pub path: String,
    /// What it asks.
    pub needs: Needs,
    /// What answers.
    pub(crate) handler: MethodRouter<App>,
}

impl Route {
    /// Takes bodies of up to so many bytes, where the usual two mebibytes are not enough.
    pub(crate) fn taking(mut self, most: usize) -> Self {
        self.handler = self.handler.layer(DefaultBodyLimit::max(most));
        self
    }
}

/// A page or document, to be got.
pub(crate) fn read<H: Handler<T, App>, T: 'static>(path: impl Into<String>, needs: Needs, handler: H) -> Route {
    Route { method: Method::GET, path: path.into(), needs, handler: get(handler) }
}

/// Something that changes.
pub(crate) fn write<H: Handler<T, App>, T: 'static>(path: impl Into<String>, needs: Needs, handler: H) -> Route {
    Route { method: Method::POST, path: path.into(), needs, handler: post(handler) }
}

/// A page for everybody.
pub(crate) fn public<H: Handler<T, App>, T: 'static>(path: impl Into<String>, handler: H) -> Route {
    read(path, Needs::Nothing, handler)
}
