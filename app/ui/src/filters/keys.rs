//! The GET parameters of lists and searches, and their orders.

/// An enum of codes that stand in addresses.
macro_rules! in_addresses {
    ($(#[$doc:meta])* $type:ident { $($(#[$of:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$of])* $variant),+ }

        impl $type {
            /// Every value, in the order pages list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// How it is written in addresses.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// What a code stands for.
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
        /// What is searched for.
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
        /// Deposited on this day or later (YYYY-MM-DD).
        From = "from",
        /// Deposited on this day or earlier (YYYY-MM-DD).
        To = "to",
        /// A language's code.
        Language = "lang",
        /// The order.
        Sort = "sort",
        /// The opaque cursor of a list.
        After = "after",
        /// The page of a search, from 1.
        Page = "page",
        /// What the ministries among the facets are searched for.
        InMinistry = "in_ministry",
        /// What the groups among the facets are searched for.
        InGroup = "in_group",
        /// What the members among the facets are searched for.
        InMember = "in_member",
        /// What the themes among the facets are searched for.
        InTheme = "in_theme",
    }
);

impl FilterKey {
    /// Whether it narrows the list, rather than ordering it, saying where in it one is or what of its facets is shown.
    #[must_use]
    pub const fn narrows(self) -> bool {
        !matches!(self, Self::Text | Self::Sort | Self::After | Self::Page) && !self.searches_facet()
    }

    /// Whether it is what a facet is searched for.
    #[must_use]
    pub const fn searches_facet(self) -> bool {
        matches!(self, Self::InMinistry | Self::InGroup | Self::InMember | Self::InTheme)
    }

    /// What the facet of this filter is searched for, if it can be.
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
    /// The order of a list of questions.
    ListSort {
        /// Newest deposit first; what a list has unless told.
        Deposited = "deposited",
        /// Earliest due date first.
        Due = "due",
        /// Newest answer first.
        Answered = "answered",
    }
);

in_addresses!(
    /// The order of search results.
    SearchSort {
        /// Best match first; what a search has unless told.
        Relevance = "relevance",
        /// Newest deposit first.
        Deposited = "deposited",
        /// Earliest open due date first.
        Due = "due",
        /// Newest answer first.
        Answered = "answered",
    }
);
