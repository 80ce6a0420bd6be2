//! The client: hydrates the islands and does nothing else.
//!
//! The page's `boot.js` calls [`hydrate`] once. Then, for each `<leptos-island>`, it calls the function that `#[island]` exported
//! under the name in its `data-component`. Those functions exist only because this crate links the crate that defines them.

#[cfg(target_arch = "wasm32")]
mod browser {
    use jawab_ui as _;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Prepares the reactive system. It must run before any island.
    #[wasm_bindgen]
    pub fn hydrate() {
        leptos::mount::hydrate_islands();
    }
}
