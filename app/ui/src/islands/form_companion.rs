//! What stays beside somebody who fills a long form: keeps it every few seconds, and when the page is left; shows deadline and
//! likely duplicates while they type.
//!
//! Without script buttons do both. The island only presses them unseen: what it shows comes from the server, rendered as ever.

mod watch;

use leptos::{html, prelude::*};

/// The companion of the form that it stands in.
#[island]
pub fn FormCompanion(
    /// Where the form is kept, under the name that is in it; a POST.
    keep: String,
    /// The part of the page that is shown anew while somebody types, by its id.
    live: String,
    /// Said once it was kept.
    kept: String,
) -> impl IntoView {
    let said = RwSignal::new(false);
    let place = NodeRef::<html::P>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            watch::watch(&place, [keep.clone(), live.clone()], said);
        }
    });
    view! {
        <p class="companion hint" role="status" node_ref=place>
            {move || said.get().then(|| kept.clone())}
        </p>
    }
}
