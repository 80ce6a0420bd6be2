//! The pieces pages are built of. Each takes the language spoken first, and gives a view.

pub mod chips;
pub mod deadline;
pub mod filter_form;
pub mod form;
pub mod item;
pub mod lang;
pub mod pagination;
pub mod put_right;
pub mod search_box;
pub mod tags;
pub mod text;
pub mod text_area;
