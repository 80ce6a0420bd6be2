//! Accompanies a long form while it is filled in. It saves a draft every few seconds and when the page is left, reports a
//! failure, warns before unsaved input is lost, and refreshes the deadline and the likely duplicates.
//!
//! Without scripts, buttons do the same. The island only sends what the buttons would send, and shows what the server renders.

#[cfg(feature = "hydrate")]
mod sending;
mod watch;

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

/// The texts of the companion, in the language of the page. The texts of failures contain the time since which nothing is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanionTexts {
    /// Shown after the draft was saved.
    pub kept: String,
    /// Shown after the draft was saved again, following a failure.
    pub again: String,
    /// The placeholder of the time in the other texts.
    pub time: String,
    /// Shown while the draft cannot be saved: network or server failure.
    pub failing: String,
    /// Shown while nobody is signed in.
    pub signed_out: String,
    /// Shown if the person who is signed in may not save the draft, or no longer.
    pub refused: String,
    /// Shown if the maximum number of drafts is reached.
    pub full: String,
    /// The link to sign in: text and address.
    pub sign_in: (String, String),
    /// The link to the list of drafts: text and address.
    pub list: (String, String),
}

/// The status shown with the form. A failure has the time of day since which nothing is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing is saved"))]
enum SaveStatus {
    Nothing,
    Saved,
    Again,
    Failing(String),
    SignedOut(String),
    Refused(String),
    Full(String),
}

impl SaveStatus {
    const fn is_failure(&self) -> bool {
        matches!(self, Self::Failing(_) | Self::SignedOut(_) | Self::Refused(_) | Self::Full(_))
    }
}

impl CompanionTexts {
    fn text(&self, said: &SaveStatus) -> Option<String> {
        let since = |words: &str, time: &str| Some(words.replace(&self.time, time));
        match said {
            SaveStatus::Nothing => None,
            SaveStatus::Saved => Some(self.kept.clone()),
            SaveStatus::Again => Some(self.again.clone()),
            SaveStatus::Failing(time) => since(&self.failing, time),
            SaveStatus::SignedOut(time) => since(&self.signed_out, time),
            SaveStatus::Refused(time) => since(&self.refused, time),
            SaveStatus::Full(time) => since(&self.full, time),
        }
    }

    /// The link that lets the user resolve the failure: text and address.
    fn resolution_link(&self, said: &SaveStatus) -> Option<(String, String)> {
        match said {
            SaveStatus::SignedOut(_) => Some(self.sign_in.clone()),
            SaveStatus::Full(_) => Some(self.list.clone()),
            _ => None,
        }
    }
}

/// The companion of the form that contains it.
#[island]
pub fn FormCompanion(
    /// The address that saves the draft; a POST. The form's own hidden fields identify the draft.
    keep: String,
    /// The id of the part of the page that is refreshed while the user types.
    live: String,
    /// The companion's texts.
    texts: CompanionTexts,
) -> impl IntoView {
    let said = RwSignal::new(SaveStatus::Nothing);
    let texts = StoredValue::new(texts);
    let place = NodeRef::<html::P>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            watch::watch(&place, [keep.clone(), live.clone()], said);
        }
    });
    let words = move || said.with(|said| texts.with_value(|texts| texts.text(said)));
    // The link opens in a new tab, so that the typed text is not lost.
    let resolution_link = move || {
        let resolution_link = said.with(|said| texts.with_value(|texts| texts.resolution_link(said)));
        resolution_link.map(|(words, href)| view! { " " <a href=href target="_blank">{words}</a> })
    };
    view! {
        <p class="companion hint" class:failing=move || said.with(SaveStatus::is_failure) role="status" node_ref=place>
            {words}
            {resolution_link}
        </p>
    }
}
