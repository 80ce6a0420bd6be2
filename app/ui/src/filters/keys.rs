//! The GET parameters of lists and searches, and the sort orders.

/// Defines an enum whose values have codes in addresses.
macro_rules! in_addresses {
    ($(#[$doc:meta])* $type:ident { $($(#[$of:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$of])* $variant),+ }

        impl $type {
            /// Every value, in display order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code in addresses.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Parses a code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}

in_addresses!(
    /// A GET parameter of a list or a search.
    FilterKey {
        /// The search text.
        Text = "q",
        /// A Chamber's code.
        Chamber = "chamber",
        /// A ministry's slug.
        Ministry = "ministry",
        /// A group's slug.
        Group = "group",
        /// A member's slug.
        Member = "member",
        /// A theme's slug.
        Theme = "theme",
        /// A status's code.
        Status = "status",
        /// A standing's code.
        Standing = "standing",
        /// The first day of deposit (YYYY-MM-DD).
        From = "from",
        /// The last day of deposit (YYYY-MM-DD).
        To = "to",
        /// A language's code.
        Language = "lang",
        /// The order.
        Sort = "sort",
        /// The opaque cursor of a list.
        After = "after",
        /// The page number of a search, from 1.
        Page = "page",
        /// The search text within the ministry facet.
        InMinistry = "in_ministry",
        /// The search text within the group facet.
        InGroup = "in_group",
        /// The search text within the member facet.
        InMember = "in_member",
        /// The search text within the theme facet.
        InTheme = "in_theme",
    }
);

impl FilterKey {
    /// Whether it restricts the list. Sort order, position and facet searches do not.
    #[must_use]
    pub const fn narrows(self) -> bool {
        !matches!(self, Self::Text | Self::Sort | Self::After | Self::Page) && !self.searches_facet()
    }

    /// Whether it is the search text within a facet.
    #[must_use]
    pub const fn searches_facet(self) -> bool {
        matches!(self, Self::InMinistry | Self::InGroup | Self::InMember | Self::InTheme)
    }

    /// The parameter with the search text within this filter's facet, if that facet can be searched.
    #[must_use]
    pub const fn facet_search(self) -> Option<Self> {
        match self {
            Self::Ministry => Some(Self::InMinistry),
            Self::Group => Some(Self::InGroup),
            Self::Member => Some(Self::InMember),
            Self::Theme => Some(Self::InTheme),
            _ => None,
        }
    }
}

in_addresses!(
    /// The sort order of a list of questions.
    ListSort {
        /// Newest deposit first; the default.
        Deposited = "deposited",
        /// Earliest due date first.
        Due = "due",
        /// Newest answer first.
        Answered = "answered",
    }
);

in_addresses!(
    /// The sort order of search results.
    SearchSort {
        /// Best match first; the default.
        Relevance = "relevance",
        /// Newest deposit first.
        Deposited = "deposited",
        /// Earliest open due date first.
        Due = "due",
        /// Newest answer first.
        Answered = "answered",
    }
);
