//! The interactive parts of a page (Leptos islands).
//!
//! An island is complete HTML before any script has loaded. Hydration only makes it quicker to use. This module is all that is
//! compiled to WebAssembly, so it takes translated texts and small serde props, and depends on neither the catalogue nor the
//! database.

mod form_companion;
mod passkey_button;
mod search_box;

pub use form_companion::{CompanionTexts, FormCompanion, FormCompanionProps};
pub use passkey_button::{PasskeyButton, PasskeyButtonProps, PasskeyTexts};
pub use search_box::{SearchBox, SearchBoxProps, SearchBoxTexts};
