//! The state of the suggestions, independent of the browser: which are shown, which is active, what a key does.

use serde::Deserialize;

/// A suggestion, as returned by `/api/v1/suggestions`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Suggestion {
    /// `question`, `ministry` or `member`.
    pub kind: String,
    pub label: String,
    /// The language of the label: `ar` or `fr`.
    pub lang: String,
    /// A path on this site.
    pub url: String,
    #[serde(default)]
    pub detail: String,
}

impl Suggestion {
    pub(super) fn direction(&self) -> &'static str {
        if self.lang == "ar" { "rtl" } else { "ltr" }
    }

    /// Whether the suggestion's link stays on this site. Others are not shown.
    #[cfg(any(test, feature = "hydrate"))]
    pub(super) fn is_ours(&self) -> bool {
        self.url.starts_with('/') && !self.url.starts_with("//")
    }
}

/// The command of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Next,
    Previous,
    Show,
    Choose,
    Close,
    /// Back to editing the text: the caret moves, so no option is active.
    Edit,
}

impl Move {
    pub(super) fn from_key(key: &str, alt: bool) -> Option<Self> {
        Some(match key {
            "ArrowDown" if alt => Self::Show,
            "ArrowDown" => Self::Next,
            "ArrowUp" if alt => Self::Close,
            "ArrowUp" => Self::Previous,
            "Enter" => Self::Choose,
            "Escape" => Self::Close,
            "ArrowLeft" | "ArrowRight" | "Home" | "End" => Self::Edit,
            _ => return None,
        })
    }
}

/// The effect of a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The key keeps its meaning in a text field.
    Leave,
    /// The list took it.
    Moved,
    /// The list closed.
    Close,
    /// The reader goes to this address.
    Open(String),
}

/// The list of suggestions.
#[derive(Debug, Default)]
pub(super) struct Combobox {
    suggestions: Vec<Suggestion>,
    active: Option<usize>,
    open: bool,
    answered: bool,
}

impl Combobox {
    pub(super) fn suggestions(&self) -> &[Suggestion] {
        &self.suggestions
    }

    pub(super) fn active(&self) -> Option<usize> {
        self.active.filter(|_| self.open)
    }

    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// The number of suggestions for the text in the field; `None` if nothing was requested.
    pub(super) fn found(&self) -> Option<usize> {
        self.answered.then_some(self.suggestions.len())
    }

    #[cfg(any(test, feature = "hydrate"))]
    pub(super) fn show(&mut self, suggestions: Vec<Suggestion>) {
        *self = Self { open: !suggestions.is_empty(), answered: true, active: None, suggestions };
    }

    #[cfg(any(test, feature = "hydrate"))]
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn close(&mut self) {
        self.open = false;
        self.active = None;
    }

    pub(super) fn answer(&mut self, movement: Move) -> Answer {
        match movement {
            Move::Next => self.step(0, |active, last| (active < last).then_some(active + 1)),
            Move::Previous => self.step(self.suggestions.len().saturating_sub(1), |active, _| active.checked_sub(1)),
            Move::Show => self.reopen(None),
            Move::Choose => match self.active().and_then(|active| self.suggestions.get(active)) {
                Some(suggestion) => Answer::Open(suggestion.url.clone()),
                None => Answer::Leave,
            },
            Move::Close if self.open => {
                self.close();
                Answer::Close
            }
            Move::Close => Answer::Leave,
            Move::Edit => {
                self.active = None;
                Answer::Leave
            }
        }
    }

    /// Moves by one option. Beyond either end comes the text field, and then the other end.
    fn step(&mut self, first: usize, next: impl Fn(usize, usize) -> Option<usize>) -> Answer {
        let last = self.suggestions.len().saturating_sub(1);
        self.reopen(match self.active() {
            Some(active) => next(active, last),
            None => Some(first),
        })
    }

    fn reopen(&mut self, active: Option<usize>) -> Answer {
        if self.suggestions.is_empty() {
            return Answer::Leave;
        }
        self.open = true;
        self.active = active;
        Answer::Moved
    }
}

#[cfg(test)]
mod tests;
