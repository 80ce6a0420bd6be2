//! The user interface: pages as values, their texts in every language, and the links between them.
//!
//! A page is a plain struct ([`pages`]) that a handler fills and [`document::render`] turns into a complete HTML document.
//! Nothing here reads a database, a clock or a request. Only [`links`] and [`islands`] are compiled for the browser.

pub mod islands;
pub mod links;

#[cfg(feature = "ssr")]
pub mod catalogue;
#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "ssr")]
pub mod exports;
#[cfg(feature = "ssr")]
pub mod filters;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod labels;
#[cfg(feature = "ssr")]
pub mod model;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod shell;
