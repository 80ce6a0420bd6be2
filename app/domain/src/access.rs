//! Actors and what their mandate allows: one table, used by every use case and every page.
//!
//! What a mandate allows depends only on the act and on the place of the question: its Chamber and its ministries. Whether the state of the
//! question allows the act is decided in [`crate::lifecycle`].

use std::fmt;

use chrono::NaiveDateTime;

use crate::{Chamber, Locale, codes};

/// The role of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Manages accounts and reference data, and reads the audit record. Does not edit questions.
    Administrator,
    /// مصلحة الأسئلة, greffe: logs, transmits and publishes the questions of one Chamber.
    Clerk,
    /// Prepares the answers of one or more ministries.
    MinistryAgent,
}

codes!(Role { Administrator = "administrator", Clerk = "clerk", MinistryAgent = "ministry_agent" });

/// The scope of an API token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Read what the public may read.
    Read,
    /// Log, transmit, answer and attach.
    Import,
}

codes!(Scope { Read = "read", Import = "import" });

/// Who must have a second factor. This is a setting of the site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecondFactorFor {
    /// Administrators.
    #[default]
    Administrators,
    /// Administrators and clerks.
    Clerks,
    /// Everybody with an account.
    Everyone,
}

codes!(SecondFactorFor { Administrators = "administrators", Clerks = "clerks", Everyone = "everyone" });

impl SecondFactorFor {
    /// Whether it applies to this mandate. Programs have no second factor.
    #[must_use]
    pub const fn asks(self, of: &Mandate) -> bool {
        match of {
            Mandate::Administrator => true,
            Mandate::Clerk(_) => matches!(self, Self::Clerks | Self::Everyone),
            Mandate::MinistryAgent(_) => matches!(self, Self::Everyone),
            Mandate::Program(..) => false,
        }
    }
}

/// A change to an account of which its holder gets a mail, whoever made it, so that a thief cannot hide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountEvent {
    /// An administrator made a link that sets a new password.
    LinkMade,
    /// The password was changed.
    PasswordChanged,
    /// A second factor was set up or replaced.
    SecondFactorSet,
    /// The second factor was removed.
    SecondFactorRemoved,
    /// The one-time codes were removed; a passkey remains.
    CodesRemoved,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed; a second factor remains.
    PasskeyRemoved,
    /// An administrator asked for the removal of the second factor.
    RemovalAsked,
    /// Two administrators removed the second factor.
    RemovalConfirmed,
    /// New recovery codes were made.
    RecoveryCodesMade,
    /// Somebody signed in with a recovery code.
    RecoveryCodeUsed,
    /// An administrator ended the sessions.
    SessionsEnded,
    /// Two accounts that one administrator invited did together what takes two people. It concerns no account of its own; those who could
    /// have been asked to confirm are told.
    SharedInviterConfirmation,
}

codes!(AccountEvent {
    LinkMade = "link_made",
    PasswordChanged = "password_changed",
    SecondFactorSet = "second_factor_set",
    SecondFactorRemoved = "second_factor_removed",
    CodesRemoved = "codes_removed",
    PasskeyAdded = "passkey_added",
    PasskeyRemoved = "passkey_removed",
    RemovalAsked = "removal_asked",
    RemovalConfirmed = "removal_confirmed",
    RecoveryCodesMade = "recovery_codes_made",
    RecoveryCodeUsed = "recovery_code_used",
    SessionsEnded = "sessions_ended",
    SharedInviterConfirmation = "of_one_inviter",
});

/// The content of a mail about an account.
#[derive(Debug, Clone, Copy)]
pub struct AccountNotice<'a> {
    /// The change.
    pub event: AccountEvent,
    /// The language of the holder.
    pub locale: Locale,
    /// The name of the holder.
    pub name: &'a str,
    /// Who did it; `None` means somebody signed in to the account itself.
    pub by: Option<&'a str>,
    /// When, in Moroccan time.
    pub at: NaiveDateTime,
}

/// A role together with its Chamber or ministries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mandate {
    /// An administrator's.
    Administrator,
    /// A clerk's, for a Chamber.
    Clerk(Chamber),
    /// An agent's, for these ministries.
    MinistryAgent(Vec<i64>),
    /// A program's, for one Chamber or both.
    Program(Scope, Option<Chamber>),
}

/// The identity of an actor, as the history and the audit record store it: `account:7`, `token:3`, or `jawab` for the program itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActorId {
    /// A person.
    Account(i64),
    /// A program with a token.
    Token(i64),
    /// A command of this program.
    Jawab,
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Token(id) => write!(f, "token:{id}"),
            Self::Jawab => f.write_str("jawab"),
        }
    }
}

impl ActorId {
    /// The account in a stored identity, if the actor was a person.
    #[must_use]
    pub fn account_of(actor: &str) -> Option<i64> {
        actor.strip_prefix("account:")?.parse().ok()
    }
}

/// The actor of a request or a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Their identity.
    pub id: ActorId,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub mandate: Mandate,
}

/// An act of staff, as the unit of permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// See drafts, hidden questions and unpublished work.
    SeeWork,
    /// Log a question, edit it before publication, deposit, transmit and publish it, attach documents to it.
    KeepQuestion,
    /// Transfer, group, renew, convert to oral, withdraw.
    DirectQuestion,
    /// Hide, unhide and redact. Hiding and unhiding need a second person to confirm.
    HideQuestion,
    /// End the questions of a legislature.
    LapseLegislature,
    /// Add, correct and review translations.
    Translate,
    /// Assign, draft, clear and submit a ministry's answer, ask for a transfer.
    PrepareAnswer,
    /// Accept, return, publish and correct answers.
    JudgeAnswer,
    /// Record and publish an answer that arrived outside the site.
    RecordAnswer,
    /// Change members, groups, ministries, legislatures, holidays and rules.
    KeepReferenceData,
    /// Invite, change and disable accounts; issue and revoke tokens.
    KeepAccounts,
    /// Search the audit record.
    ReadAudit,
}

impl Act {
    /// Every act.
    pub const ALL: &'static [Self] = &[
        Self::SeeWork,
        Self::KeepQuestion,
        Self::DirectQuestion,
        Self::HideQuestion,
        Self::LapseLegislature,
        Self::Translate,
        Self::PrepareAnswer,
        Self::JudgeAnswer,
        Self::RecordAnswer,
        Self::KeepReferenceData,
        Self::KeepAccounts,
        Self::ReadAudit,
    ];
}

/// Where an act takes place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// The question's Chamber, if the act is on a question.
    pub chamber: Option<Chamber>,
    /// The ministries whose part of the question it is about.
    pub ministries: &'a [i64],
}

impl Mandate {
    /// Whether the mandate allows an act at a place. For a place without Chamber and ministries: whether it allows the act anywhere.
    #[must_use]
    pub fn allows(&self, act: Act, place: Place<'_>) -> bool {
        let here = |own: Option<Chamber>| own.is_none() || place.chamber.is_none() || own == place.chamber;
        match self {
            Self::Administrator => matches!(
                act,
                Act::SeeWork | Act::HideQuestion | Act::LapseLegislature | Act::KeepReferenceData | Act::KeepAccounts | Act::ReadAudit
            ),
            Self::Clerk(own) => {
                matches!(
                    act,
                    Act::SeeWork
                        | Act::KeepQuestion
                        | Act::DirectQuestion
                        | Act::HideQuestion
                        | Act::LapseLegislature
                        | Act::Translate
                        | Act::JudgeAnswer
                        | Act::RecordAnswer
                ) && here(Some(*own))
            }
            Self::MinistryAgent(own) => {
                matches!(act, Act::SeeWork | Act::PrepareAnswer)
                    && (place == Place::default() || place.ministries.iter().any(|ministry| own.contains(ministry)))
            }
            Self::Program(Scope::Read, _) => false,
            Self::Program(Scope::Import, own) => matches!(act, Act::SeeWork | Act::KeepQuestion | Act::RecordAnswer) && here(*own),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mandate_ends_at_its_chamber_and_ministries() {
        let clerk = Mandate::Clerk(Chamber::Councillors);
        let at = |chamber| Place { chamber: Some(chamber), ministries: &[3] };
        assert!(clerk.allows(Act::KeepQuestion, at(Chamber::Councillors)));
        assert!(!clerk.allows(Act::KeepQuestion, at(Chamber::Representatives)));
        assert!(!clerk.allows(Act::PrepareAnswer, at(Chamber::Councillors)));
        let agent = Mandate::MinistryAgent(vec![3, 5]);
        assert!(agent.allows(Act::PrepareAnswer, at(Chamber::Councillors)));
        assert!(agent.allows(Act::PrepareAnswer, Place::default()));
        assert!(!agent.allows(Act::PrepareAnswer, Place { ministries: &[4], ..at(Chamber::Councillors) }));
        assert!(!agent.allows(Act::JudgeAnswer, at(Chamber::Councillors)));
    }

    #[test]
    fn nobody_both_keeps_accounts_and_questions() {
        let all = [
            Mandate::Administrator,
            Mandate::Clerk(Chamber::Councillors),
            Mandate::MinistryAgent(vec![1]),
            Mandate::Program(Scope::Read, None),
            Mandate::Program(Scope::Import, None),
        ];
        for mandate in all {
            let may = |act| mandate.allows(act, Place::default());
            assert!(!(may(Act::KeepAccounts) && may(Act::KeepQuestion)), "{mandate:?}");
            assert!(!(may(Act::PrepareAnswer) && may(Act::JudgeAnswer)), "{mandate:?}");
        }
    }

    #[test]
    fn a_second_factor_is_asked_of_administrators_at_least() {
        let all = [Mandate::Administrator, Mandate::Clerk(Chamber::Councillors), Mandate::MinistryAgent(vec![1])];
        let asked = |of: SecondFactorFor| all.clone().map(|mandate| of.asks(&mandate));
        assert_eq!(asked(SecondFactorFor::default()), [true, false, false]);
        assert_eq!(asked(SecondFactorFor::Clerks), [true, true, false]);
        assert_eq!(asked(SecondFactorFor::Everyone), [true, true, true]);
        assert!(!SecondFactorFor::Everyone.asks(&Mandate::Program(Scope::Import, None)));
    }

    #[test]
    fn an_actor_is_kept_by_a_code() {
        assert_eq!(ActorId::account_of(&ActorId::Account(7).to_string()), Some(7));
        assert_eq!(ActorId::account_of("token:7"), None);
    }
}
