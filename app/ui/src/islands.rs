//! The parts of a page that come alive in the browser.
//!
//! An island is complete HTML before any script has arrived; hydrating it only makes it quicker. This module is the whole of
//! what reaches WebAssembly, so it takes texts already translated and small serde props, and knows neither the catalogue nor
//! the database.

mod form_companion;
mod passkey_button;
mod search_box;

pub use form_companion::{CompanionTexts, FormCompanion, FormCompanionProps};
pub use passkey_button::{PasskeyButton, PasskeyButtonProps, PasskeyTexts};
pub use search_box::{SearchBox, SearchBoxProps, SearchBoxTexts};
