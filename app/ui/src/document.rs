//! Renders a page as a complete HTML document.

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

/// What rendering needs besides the page itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageContext {
    /// The reader's language.
    pub locale: Locale,
    /// Today's civil date in Morocco.
    pub today: NaiveDate,
    /// The requested path with its query, for the language switch.
    pub path_and_query: String,
    /// The public address of the site, without a trailing slash, for permanent links.
    pub public_url: String,
    /// The path of the style sheet and scripts (`/assets/<hash>`). `None`: the page is rendered without them.
    pub assets: Option<String>,
    /// Whether the data is invented for demonstration. Every page then says so.
    pub demonstration: bool,
}

/// Renders a page as a complete HTML document.
#[must_use]
pub fn render(page: Page, cx: &PageContext) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        let tr = Tr::new(cx.locale);
        let frame = page.frame(tr);
        let staff = page.staff();
        if let Some(account) = staff.as_ref().and_then(|(frame, _)| frame.who.as_ref()?.account.clone()) {
            provide_context(account);
        }
        let (today, public_url) = (cx.today, cx.public_url.clone());
        let children = ToChildren::to_children(move || page.into_view(tr, today, public_url));
        Shell(ShellProps { cx: cx.clone(), frame, staff, children }).to_html()
    });
    owner.cleanup();
    without_markers(&html)
}

const BEGINNING: &str = "<!DOCTYPE html>";
/// The marker that Leptos writes between text nodes.
const MARKER: &str = "<!>";

/// Removes the `<!>` markers that Leptos writes between text nodes for hydration. Inside islands, which are hydrated, they become
/// empty comments. They cannot occur in our own text or attributes, where `<` is escaped.
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
