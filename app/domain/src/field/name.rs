//! The names of fields.

use super::FieldPath;
use crate::Locale;

/// Declares the fields: `Field = "path"`, or `Field = "path" / "form"` where the form names it otherwise.
macro_rules! field_names {
    (@form $path:literal) => { $path };
    (@form $path:literal $form:literal) => { $form };
    ($($(#[$doc:meta])* $variant:ident = $path:literal $(/ $form:literal)?),+ $(,)?) => {
        /// A field, whatever the place in it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum FieldName {
            $($(#[$doc])* $variant,)+
        }

        impl FieldName {
            /// The name in the paths of the API and in the history. It never changes.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $path,)+ }
            }

            /// The name in forms. It never changes: drafts of forms keep it.
            #[must_use]
            pub const fn form(self) -> &'static str {
                match self { $(Self::$variant => field_names!(@form $path $($form)?),)+ }
            }
        }
    };
}

field_names! {
    /// The input as a whole.
    Whole = "",

    // A question.
    /// The Chamber.
    Chamber = "chamber",
    /// The legislature.
    Legislature = "legislature",
    /// The official number.
    Number = "number",
    /// Whether the question is written or oral.
    Kind = "kind",
    /// The subject, per language.
    Subject = "subject",
    /// The text, per language.
    Text = "text",
    /// The sub-questions, each per language.
    SubQuestions = "sub_questions" / "sub",
    /// The authors.
    Authors = "authors",
    /// The ministries that the question goes to.
    Ministries = "ministries",
    /// The themes.
    Themes = "themes",
    /// The citations of the press, each with its parts.
    Press = "press",
    /// The relations to other questions.
    Links = "links",
    /// The attached documents.
    Documents = "documents",
    /// The day of deposit.
    DepositedOn = "deposited_on" / "deposited",
    /// The day of transmission, given along with a draft.
    TransmittedOn = "transmitted_on" / "transmitted",
    /// The role of the texts in a language.
    Role = "role",
    /// Why something is done.
    Reason = "reason",

    // What is done to a question.
    /// The day of the act.
    On = "on",
    /// The ministry to which the question is transferred.
    To = "to",
    /// The ministry whose part is transferred.
    From = "from",
    /// The ministry that is added.
    Ministry = "ministry" / "to",
    /// The names that are redacted.
    Names = "names" / "words",
    /// The text in which names are redacted; all, if none is chosen.
    RedactedText = "text",
    /// How the question relates to another.
    LinkKind = "kind",
    /// The question to which it relates.
    LinkedQuestion = "question",
    /// The relation that is removed.
    Relation = "relation",
    /// The document that is removed.
    Document = "document",
    /// The answer that is corrected.
    Answer = "answer",
    /// The referral that is corrected.
    Referral = "referral",
    /// The title of a document.
    Title = "title",
    /// A file.
    File = "file",

    // An answer.
    /// Whether the answer is final or holding.
    AnswerKind = "kind",
    /// The texts of the answer, per language.
    Texts = "texts" / "text",
    /// Which of two texts is the original.
    Original = "original",
    /// The minister, per language.
    Minister = "minister",
    /// The day of the answer.
    AnsweredOn = "answered_on" / "answered",
    /// The other questions that the answer is for.
    Also = "also",
    /// How far the answer addresses each sub-question.
    Coverage = "coverage" / "covers",
    /// Who prepares the answer.
    Assignee = "to" / "assigned",
    /// The ministry's own deadline.
    InternalDueOn = "internal_due_on" / "internal",

    /// The ministries' parts that are ticked on a board.
    Parts = "part",

    // A translation. Use cases name its source as a part of the text.
    /// The document that the translation is taken from.
    SourceDocument = "document",
    /// The page in it.
    SourcePage = "page",
    /// Its address.
    SourceUrl = "url",
    /// Its day.
    SourceDate = "date" / "source",
    /// That the translation is saved although it looks wrong.
    Anyway = "anyway",
    /// Whether the translation was read over.
    Reviewed = "reviewed",

    // Accounts.
    /// The address for signing in.
    Address = "address",
    /// The name of a person.
    AccountName = "name",
    /// The name of a program's token.
    TokenName = "name",
    /// The name of a passkey.
    PasskeyName = "name",
    /// The role.
    AccountRole = "role",
    /// The Chamber that an account or a token is of.
    AccountChamber = "chamber",
    /// The ministries that an account works for.
    AccountMinistries = "ministries",
    /// The language of the account's pages and mails.
    Language = "locale",
    /// What a token allows.
    Scope = "scope",
    /// The current password.
    CurrentPassword = "current_password" / "current-password",
    /// The current password for ending sessions: the page has another form that asks for it.
    SessionPassword = "session_password" / "session-password",
    /// The new password, or the one to sign in.
    Password = "password",
    /// The new password once more.
    PasswordAgain = "password_again" / "password-again",
    /// The one-time code.
    Code = "code",
    /// Whether the account wants the mail of each morning.
    DigestWanted = "wanted",
    /// The secret of an authenticator that is set up.
    AuthenticatorSecret = "secret",
    /// What the browser answers for a passkey.
    Passkey = "passkey",

    // Registers.
    /// The name, per language.
    Name = "name",
    /// The source, per language.
    Source = "source",
    /// The first day.
    ValidFrom = "from",
    /// The last day.
    ValidTo = "to",
    /// The ordinal of a legislature.
    Ordinal = "ordinal",
    /// The first day of a legislature.
    BeginsOn = "begins_on" / "begins",
    /// The last day of a legislature.
    EndsOn = "ends_on" / "ends",
    /// That questions may lie outside the days of their legislature.
    Outside = "outside",
    /// The days of a deadline.
    Days = "days",
    /// Which days count.
    Counting = "counting",
    /// Whether a deadline on a day that does not count ends on the next that does.
    Roll = "roll",
    /// Whether the clock restarts on a transfer.
    Restarts = "restarts",
    /// The days of the week that do not count.
    Weekend = "weekend",
    /// What became of a ministry.
    SuccessionKind = "kind",
    /// Whether the ministry ends with that.
    SuccessionEnds = "ends",
    /// The successors of a ministry.
    Successors = "to",
    /// The successor that takes over the open questions.
    OpenTo = "open_to" / "open",
    /// The theme with which another is merged.
    Into = "into",
    /// The group of a member.
    Group = "group",
    /// The kind of a group.
    GroupKind = "kind",
    /// The gender of a member.
    Gender = "gender",
    /// The district of a member, per language.
    District = "district",
    /// The first day of a seat.
    HeldFrom = "held_from",
    /// The last day of a seat.
    HeldTo = "held_to",
    /// That a member is not the one who has the same name.
    Namesake = "namesake",
    /// Who a member is that a line of a file names.
    RosterDecision = "decide",
    /// The number that is typed to confirm an act on many questions.
    Typed = "typed",
    /// Why deadlines move, beside the preview of that.
    MovesReason = "reason" / "why",
    /// What a ministry is told with a reminder.
    Note = "reason" / "note",
}

impl FieldName {
    /// An item of the list, from 0.
    #[must_use]
    pub fn at(self, item: usize) -> FieldPath {
        FieldPath::from(self).at(item)
    }

    /// The field in a language.
    #[must_use]
    pub fn in_language(self, locale: Locale) -> FieldPath {
        FieldPath::from(self).in_language(locale)
    }

    /// The place that the name of an input says after the name of this field: `17` of `decide-17`.
    #[must_use]
    pub fn place(self, input: &str) -> Option<&str> {
        input.strip_prefix(self.form())?.strip_prefix('-')
    }

    /// Whether forms have a row of fields for each item. Other lists are one field with several values.
    pub(super) const fn has_rows(self) -> bool {
        matches!(self, Self::SubQuestions | Self::Press)
    }
}
