//! The building blocks of pages. Each takes the translator first and returns a view.

pub mod chips;
pub mod corrected_by;
pub mod deadline;
pub mod filter_form;
pub mod form;
pub mod item;
pub mod lang;
pub mod pagination;
pub mod search_box;
pub mod tags;
pub mod text;
pub mod text_area;
