//! The lifecycles of questions: what happened to each, in order, and what may be known of it as a result.

use Step::{
    Accept, Annul, Answer, AskCorrection, AskHiding, AskTransfer, AskUnhiding, Assign, Clear, ConfirmCorrection, ConfirmHiding, Convert,
    Deposit, Draft, Lapse, Publish, Record, Redact, Renumber, Return, Reword, Submit, Transfer, Transmit, Unhide, Withdraw,
};

/// An event in a question's lifecycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Deposit,
    Transmit,
    Publish,
    Assign,
    /// The ministry writes an answer, and attaches a document to it.
    Draft,
    Clear,
    Submit,
    /// The Chamber returns it with a reason.
    Return,
    /// The Chamber publishes it.
    Accept,
    /// An answer on paper is published.
    Record,
    /// The published answer is corrected by another one, with the words of [`Secret::Answer`].
    Answer,
    /// The newest answer is annulled before anybody outside could read it.
    Annul,
    AskHiding,
    ConfirmHiding,
    AskUnhiding,
    /// A second person confirms showing it again.
    Unhide,
    Withdraw,
    Lapse,
    Convert,
    /// The ministry requests a transfer.
    AskTransfer,
    /// The question is transferred from the first ministry to the second.
    Transfer,
    /// A published text is corrected.
    Reword,
    /// A name is redacted.
    Redact,
    /// A correction of its day of transmission is requested.
    AskCorrection,
    /// A second person confirms the correction.
    ConfirmCorrection,
    /// It gets another number.
    Renumber,
}

/// A part of a question that not everybody may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Secret {
    /// Its subject.
    Subject,
    /// Its text, sub-question and press citation.
    Text,
    /// Its text before the correction.
    Earlier,
    /// A name that was redacted.
    Name,
    /// An answer on paper, or a correcting one.
    Answer,
    /// An answer that the ministry writes.
    Draft,
    /// The title of a document of the question.
    Title,
    /// The document itself.
    Bytes,
    /// The title of a document of the ministry's answer.
    DraftTitle,
    /// That document itself.
    DraftBytes,
    /// The Chamber's reasons.
    Reason,
    /// Why the Chamber returned an answer.
    Returned,
    /// Why the ministry requested a transfer.
    Wish,
}

impl Secret {
    /// Every secret, with the letter of its words.
    pub const ALL: [(Self, char); 13] = [
        (Self::Subject, 's'),
        (Self::Text, 't'),
        (Self::Earlier, 'e'),
        (Self::Name, 'n'),
        (Self::Answer, 'a'),
        (Self::Draft, 'd'),
        (Self::Title, 'p'),
        (Self::Bytes, 'b'),
        (Self::DraftTitle, 'q'),
        (Self::DraftBytes, 'c'),
        (Self::Reason, 'r'),
        (Self::Returned, 'u'),
        (Self::Wish, 'w'),
    ];
}

/// A question's lifecycle: its name, a word that every text of it has and no other question, and its events.
pub type Lifecycle = (&'static str, &'static str, &'static [Step]);

/// Every state that a question can have, as far as it decides who sees what.
pub const LIFECYCLES: [Lifecycle; 36] = [
    ("draft", "bricolage", &[]),
    ("deposited", "mandoline", &[Deposit]),
    ("transmitted", "escargot", &[Deposit, Transmit]),
    ("published", "tournevis", &[Deposit, Transmit, Publish]),
    ("assigned", "horloge", &[Deposit, Transmit, Publish, Assign]),
    ("drafted", "violoncelle", &[Deposit, Transmit, Publish, Draft]),
    ("drafted unseen", "cacahuete", &[Deposit, Transmit, Draft]),
    ("cleared", "parapluie", &[Deposit, Transmit, Publish, Draft, Clear]),
    ("submitted", "moustique", &[Deposit, Transmit, Publish, Draft, Clear, Submit]),
    ("submitted unseen", "libellule", &[Deposit, Transmit, Draft, Clear, Submit]),
    ("returned", "chaussette", &[Deposit, Transmit, Publish, Draft, Clear, Submit, Return]),
    ("accepted", "pamplemousse", &[Deposit, Transmit, Publish, Draft, Clear, Submit, Accept]),
    ("accepted unseen", "artichaut", &[Deposit, Transmit, Draft, Clear, Submit, Accept]),
    ("recorded", "coquelicot", &[Deposit, Transmit, Publish, Record]),
    ("corrected", "grenouille", &[Deposit, Transmit, Publish, Draft, Clear, Submit, Accept, Answer]),
    ("annulled unseen", "ecumoire", &[Deposit, Transmit, Draft, Clear, Submit, Accept, Annul, Record, Publish]),
    ("to be hidden", "kangourou", &[Deposit, Transmit, Publish, AskHiding]),
    ("hidden", "trompette", &[Deposit, Transmit, Publish, Draft, Clear, Submit, Accept, AskHiding, ConfirmHiding]),
    ("hidden while drafted", "noisette", &[Deposit, Transmit, Publish, Draft, AskHiding, ConfirmHiding]),
    ("hidden before transmission", "wagonnet", &[Deposit, Publish, AskHiding, ConfirmHiding]),
    ("shown again", "hirondelle", &[Deposit, Transmit, Publish, AskHiding, ConfirmHiding, AskUnhiding, Unhide]),
    ("to be shown again", "pantoufle", &[Deposit, Transmit, Publish, AskHiding, ConfirmHiding, AskUnhiding]),
    ("withdrawn", "betterave", &[Deposit, Transmit, Publish, Withdraw]),
    ("withdrawn unseen", "dromadaire", &[Deposit, Transmit, Draft, Withdraw]),
    ("withdrawn before transmission", "ventilateur", &[Deposit, Withdraw]),
    ("converted before transmission", "citrouille", &[Deposit, Convert]),
    ("lapsed before transmission", "aquarelle", &[Deposit, Lapse]),
    ("lapsed", "flamboyant", &[Deposit, Transmit, Publish, Draft, Lapse]),
    ("converted", "marguerite", &[Deposit, Transmit, Publish, Convert]),
    ("to be transferred", "quincaillerie", &[Deposit, Transmit, AskTransfer]),
    ("transferred", "serpentin", &[Deposit, Transmit, Draft, AskTransfer, Transfer]),
    ("redacted", "xylophone", &[Deposit, Transmit, Publish, Reword, Redact]),
    ("to be put right", "saxophone", &[Deposit, Transmit, Publish, AskCorrection]),
    ("put right", "accordeon", &[Deposit, Transmit, Publish, AskCorrection, ConfirmCorrection]),
    ("put right and hidden", "tambourin", &[Deposit, Transmit, Publish, AskCorrection, ConfirmCorrection, AskHiding, ConfirmHiding]),
    ("renumbered and hidden", "yaourtiere", &[Deposit, Transmit, Publish, Renumber, AskHiding, ConfirmHiding]),
];

/// The state of the ministry's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prepared {
    Not,
    /// Visible to the ministry only.
    Inside,
    /// The Chamber has it.
    Submitted,
    Published,
}

/// The facts that follow from a lifecycle.
#[derive(Debug, Clone, Copy)]
pub struct Facts(pub &'static [Step]);

impl Facts {
    pub fn had(self, step: Step) -> bool {
        self.0.contains(&step)
    }

    fn last(self, among: &[Step]) -> Option<Step> {
        self.0.iter().rev().find(|step| among.contains(step)).copied()
    }

    /// Whether everybody may read it.
    pub fn is_public(self) -> bool {
        matches!(self.last(&[Publish, ConfirmHiding, Unhide]), Some(Publish | Unhide))
    }

    pub fn is_hidden(self) -> bool {
        self.last(&[ConfirmHiding, Unhide]) == Some(ConfirmHiding)
    }

    /// Whether it ended without an answer.
    pub fn has_ended(self) -> bool {
        self.had(Withdraw) || self.had(Lapse) || self.had(Convert)
    }

    /// Whether it is on the boards of its ministries: it is open, or ended recently, on a known day.
    pub fn is_on_board(self) -> bool {
        !self.has_ended() || !self.had(Lapse)
    }

    pub fn is_answered(self) -> bool {
        self.had(Accept) || self.had(Record)
    }

    /// Whether a submitted answer was annulled before anybody outside could read it.
    pub fn has_unread(self) -> bool {
        self.had(Annul)
    }

    /// A ministry's unsubmitted answer is readable by nobody after its part of the question was transferred.
    pub fn prepared(self) -> Prepared {
        match self.last(&[Draft, Submit, Return, Accept, Transfer]) {
            None | Some(Transfer) => Prepared::Not,
            Some(Submit) => Prepared::Submitted,
            Some(Accept) => Prepared::Published,
            Some(_) => Prepared::Inside,
        }
    }
}
