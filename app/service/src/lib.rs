//! What the product does: the one door for every change, and the work that follows from it.

pub mod clock;
pub mod import;
pub mod index;
pub mod mail;

pub use clock::Clock;
pub use import::new_code;
