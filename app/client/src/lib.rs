//! The browser's side of the pages: hydrates the islands, and nothing else.
//!
//! The page's `boot.js` calls [`hydrate`] once and then, for each `<leptos-island>`, the function that `#[island]` exported under
//! the name in its `data-component`. Those functions only exist because this crate links the crate that defines them.

#[cfg(target_arch = "wasm32")]
mod browser {
    use jawab_ui as _;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Prepares the reactive system; called before any island.
    #[wasm_bindgen]
    pub fn hydrate() {
        leptos::mount::hydrate_islands();
    }
}
