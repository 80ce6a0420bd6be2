//! What stays beside somebody who fills a long form: keeps it every few seconds, and when the page is left; says when that fails, and asks
//! before what is not kept is left; shows deadline and likely duplicates while they type.
//!
//! Without script buttons do both. The island only presses them unseen: what it shows comes from the server, rendered as ever.

#[cfg(feature = "hydrate")]
mod sending;
mod watch;

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

/// Every text of the companion, in the language of the page. Those of a failure have a time in them, since which nothing is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanionTexts {
    /// Said once it was kept.
    pub kept: String,
    /// Said once it was kept again.
    pub again: String,
    /// What stands for the time in the others.
    pub time: String,
    /// Said while it cannot be kept: the network, or the server.
    pub failing: String,
    /// Said while nobody is signed in.
    pub signed_out: String,
    /// Said where it may not be kept by whoever is signed in, or no more.
    pub refused: String,
    /// Said where as many are kept as may be.
    pub full: String,
    /// The link to sign in: its words and address.
    pub sign_in: (String, String),
    /// The link to all that is kept: its words and address.
    pub list: (String, String),
}

/// What is said of the form. A failure is said with the time of day since which nothing is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing is kept"))]
enum Said {
    Nothing,
    Kept,
    Again,
    Failing(String),
    SignedOut(String),
    Refused(String),
    Full(String),
}

impl Said {
    const fn is_failure(&self) -> bool {
        matches!(self, Self::Failing(_) | Self::SignedOut(_) | Self::Refused(_) | Self::Full(_))
    }
}

impl CompanionTexts {
    fn words(&self, said: &Said) -> Option<String> {
        let since = |words: &str, time: &str| Some(words.replace(&self.time, time));
        match said {
            Said::Nothing => None,
            Said::Kept => Some(self.kept.clone()),
            Said::Again => Some(self.again.clone()),
            Said::Failing(time) => since(&self.failing, time),
            Said::SignedOut(time) => since(&self.signed_out, time),
            Said::Refused(time) => since(&self.refused, time),
            Said::Full(time) => since(&self.full, time),
        }
    }

    /// Where to go for it to be kept again: words and address.
    fn way(&self, said: &Said) -> Option<(String, String)> {
        match said {
            Said::SignedOut(_) => Some(self.sign_in.clone()),
            Said::Full(_) => Some(self.list.clone()),
            _ => None,
        }
    }
}

/// The companion of the form that it stands in.
#[island]
pub fn FormCompanion(
    /// Where the form is kept, under the name that is in it; a POST.
    keep: String,
    /// The part of the page that is shown anew while somebody types, by its id.
    live: String,
    /// The companion's texts.
    texts: CompanionTexts,
) -> impl IntoView {
    let said = RwSignal::new(Said::Nothing);
    let texts = StoredValue::new(texts);
    let place = NodeRef::<html::P>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            watch::watch(&place, [keep.clone(), live.clone()], said);
        }
    });
    let words = move || said.with(|said| texts.with_value(|texts| texts.words(said)));
    // What was typed must not be left to sign in.
    let way = move || {
        let way = said.with(|said| texts.with_value(|texts| texts.way(said)));
        way.map(|(words, href)| view! { " " <a href=href target="_blank">{words}</a> })
    };
    view! {
        <p class="companion hint" class:failing=move || said.with(Said::is_failure) role="status" node_ref=place>
            {words}
            {way}
        </p>
    }
}
