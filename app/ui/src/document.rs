//! From a page to its HTML.

use std::sync::Arc;

use chrono::NaiveDate;
use hydration_context::SsrSharedContext;
use jawab_domain::Locale;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    pages::Page,
    shell::{Shell, ShellProps},
};

/// What a page is rendered under: whatever is not of the page itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageContext {
    /// The reader's language.
    pub locale: Locale,
    /// The civil date in Morocco.
    pub today: NaiveDate,
    /// The address of this page with its query, as requested: for the language switch.
    pub path_and_query: String,
    /// The site's own address, without a slash at its end: for permanent addresses.
    pub public_url: String,
    /// Where style sheet and scripts are (`/assets/<hash>`); none: the page is rendered without them.
    pub assets: Option<String>,
    /// Whether the data is invented, for demonstration; every page says so then.
    pub demonstration: bool,
}

/// The complete HTML document of a page.
#[must_use]
pub fn render(page: Page, cx: &PageContext) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        let tr = Tr::new(cx.locale);
        let frame = page.frame(tr);
        let staff = page.staff();
        let (today, public_url) = (cx.today, cx.public_url.clone());
        let children = ToChildren::to_children(move || page.into_view(tr, today, public_url));
        Shell(ShellProps { cx: cx.clone(), frame, staff, children }).to_html()
    });
    owner.cleanup();
    without_markers(&html)
}

const BEGINNING: &str = "<!DOCTYPE html>";
/// What Leptos leaves between texts.
const MARKER: &str = "<!>";

/// The document. Drops the `<!>` that Leptos leaves between texts for hydration; inside islands, which are hydrated, they
/// become proper comments. In text and attributes of ours they cannot occur: there `<` is escaped.
fn without_markers(html: &str) -> String {
    let mut clean = String::with_capacity(BEGINNING.len() + html.len());
    clean.push_str(BEGINNING);
    let (mut kept, mut in_island) = (0, false);
    for (at, _) in html.match_indices('<') {
        let tag = html.get(at..).unwrap_or_default();
        if tag.starts_with(MARKER) {
            clean.push_str(html.get(kept..at).unwrap_or_default());
            clean.push_str(if in_island { "<!---->" } else { "" });
            kept = at + MARKER.len();
        } else if tag.starts_with("<leptos-island") {
            in_island = true;
        } else if tag.starts_with("</leptos-island>") {
            in_island = false;
        }
    }
    clean.push_str(html.get(kept..).unwrap_or_default());
    clean
}
