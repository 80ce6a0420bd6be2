//! The table: who may read what of which question, and where. Anything not listed must not be visible.

use Secret::{Answer, Bytes, Draft, DraftBytes, DraftTitle, Earlier, Reason, Returned, Subject, Text, Title, Wish};

use super::{
    channels::Channel,
    lifecycles::{Facts, Prepared, Secret, Step},
    roles::Role,
    views::View,
};

/// What a channel shows of a question: at least this, and at most this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub least: Vec<Secret>,
    pub most: Vec<Secret>,
}

impl Shown {
    fn exactly(secrets: Vec<Secret>) -> Self {
        Self { least: secrets.clone(), most: secrets }
    }

    fn nothing() -> Self {
        Self::exactly(Vec::new())
    }

    fn within(most: Vec<Secret>) -> Self {
        Self { least: Vec::new(), most }
    }

    pub fn fits(&self, shown: &[Secret]) -> bool {
        self.least.iter().all(|secret| shown.contains(secret)) && shown.iter().all(|secret| self.most.contains(secret))
    }
}

/// The secrets whose condition holds.
fn those<const N: usize>(all: [(Secret, bool); N]) -> Vec<Secret> {
    all.into_iter().filter(|(_, holds)| *holds).map(|(secret, _)| secret).collect()
}

/// Who may know that a question exists.
pub fn knows(role: Role, of: Facts) -> bool {
    of.is_public()
        || match role {
            Role::Administrator | Role::Clerk | Role::Importer => true,
            Role::Agent => of.had(Step::Transmit),
            Role::NextAgent => of.had(Step::Transfer),
            Role::Visitor | Role::OtherClerk | Role::OtherAgent | Role::Reader | Role::OtherImporter => false,
        }
}

/// What everybody reads of a public question.
fn reading(of: Facts) -> Vec<Secret> {
    let accepted = of.prepared() == Prepared::Published && !of.has_unread();
    let recorded = of.had(Step::Record) || of.had(Step::Answer);
    those([(Subject, true), (Text, true), (Answer, recorded), (Draft, accepted), (Title, true), (DraftTitle, accepted)])
}

/// The same, plus a submitted answer, or one that only the Chamber could read.
fn working(of: Facts) -> Vec<Secret> {
    let inside = of.prepared() == Prepared::Submitted || of.has_unread();
    [reading(of), those([(Draft, inside), (DraftTitle, inside)])].concat()
}

/// Whether a transfer request is pending at the Chamber.
fn has_transfer_request(of: Facts) -> bool {
    of.had(Step::AskTransfer) && !of.had(Step::Transfer)
}

/// Whether the ministry has a question now: not before it is transmitted, nor after it was transferred.
fn has(role: Role, of: Facts) -> bool {
    match role {
        Role::Agent => of.had(Step::Transmit) && !of.had(Step::Transfer),
        Role::NextAgent => of.had(Step::Transfer),
        _ => false,
    }
}

/// What a channel shows to a role.
pub fn shows(channel: Channel, role: Role, of: Facts) -> Shown {
    if !knows(role, of) || channel.writes() {
        return Shown::nothing();
    }
    match channel {
        // They redirect to the reference.
        Channel::Code | Channel::NumberSearch | Channel::ApiFacet => Shown::nothing(),
        Channel::FirstReference if of.had(Step::Renumber) => Shown::nothing(),
        Channel::Reference | Channel::ArabicReference | Channel::FirstReference if of.is_public() => {
            // Readers are told why a date was corrected.
            Shown::exactly([reading(of), those([(Reason, of.had(Step::ConfirmCorrection))])].concat())
        }
        Channel::ApiCode | Channel::ApiReference => api(channel, role, of),
        Channel::Document if of.is_public() || role != Role::Visitor => Shown::exactly(vec![Title, Bytes]),
        Channel::DraftDocument => draft_document(role, of),
        Channel::Search | Channel::ApiSearch if of.is_public() => Shown { least: vec![Subject], most: reading(of) },
        Channel::MisspeltSearch if of.is_public() => Shown::within(reading(of)),
        Channel::Suggestion if of.is_public() => Shown::exactly(vec![Subject]),
        Channel::Duplicates if [Role::Clerk, Role::OtherClerk].contains(&role) => Shown::exactly(vec![Subject]),
        _ => match role {
            Role::Clerk => clerks(channel, of),
            Role::Administrator => administrators(channel, of),
            Role::Agent | Role::NextAgent => agents(channel, role, of),
            _ => Shown::nothing(),
        },
    }
}

fn api(channel: Channel, role: Role, of: Facts) -> Shown {
    match role {
        Role::Importer if channel == Channel::ApiReference && !of.had(Step::Deposit) => Shown::nothing(),
        Role::Importer => Shown::exactly(working(of)),
        _ => Shown::exactly(reading(of)),
    }
}

fn draft_document(role: Role, of: Facts) -> Shown {
    let may = match of.prepared() {
        Prepared::Not => false,
        Prepared::Published if of.has_unread() => matches!(role, Role::Administrator | Role::Clerk | Role::Agent),
        Prepared::Published => true,
        Prepared::Submitted => matches!(role, Role::Administrator | Role::Clerk | Role::Agent),
        Prepared::Inside => role == Role::Agent,
    };
    if may { Shown::exactly(vec![DraftTitle, DraftBytes]) } else { Shown::nothing() }
}

fn clerks(channel: Channel, of: Facts) -> Shown {
    let submitted = of.prepared() == Prepared::Submitted;
    let to_be_hidden = of.0.last() == Some(&Step::AskHiding);
    let to_be_corrected = of.0.last() == Some(&Step::AskCorrection);
    match channel {
        Channel::Work => Shown::exactly(
            [working(of), those([(Reason, of.is_hidden() || to_be_hidden || to_be_corrected), (Wish, has_transfer_request(of))])].concat(),
        ),
        Channel::History => history(of),
        Channel::Edit => Shown::exactly(vec![Subject, Text]),
        // What cannot be detached is not listed.
        Channel::Detach => Shown::exactly(those([(Subject, true), (Title, !of.had(Step::Publish))])),
        Channel::Attach
        | Channel::Redact
        | Channel::Unlink
        | Channel::Link
        | Channel::Linkable
        | Channel::Questions
        | Channel::TranslationDesk => Shown::exactly(vec![Subject]),
        Channel::ConfirmHiding => Shown::exactly(those([(Subject, true), (Reason, to_be_hidden)])),
        // The link of the request says which one it is.
        Channel::DecideTransfer => Shown::exactly(vec![Subject]),
        Channel::ConfirmCorrection => Shown::exactly(those([(Subject, true), (Reason, to_be_corrected)])),
        Channel::CorrectTransmission | Channel::CorrectReferral | Channel::CorrectAnswer | Channel::UndoAnswer | Channel::UndoEnd => {
            Shown::exactly(vec![Subject])
        }
        // Beside the answer that is submitted stand the documents of the question, and those of answers that are published.
        Channel::Judgement if submitted => Shown::exactly(vec![Subject, Text, Draft, Title]),
        Channel::Recording if has(Role::Agent, of) && !of.is_answered() && !of.has_ended() => Shown::exactly(vec![Subject, Text, Title]),
        Channel::Correction if of.is_answered() => Shown::exactly(working(of)),
        Channel::Editor => Shown::exactly(vec![Subject, Text]),
        Channel::AnswerEditor if of.is_answered() => {
            let recorded = of.had(Step::Record) || of.had(Step::Answer);
            Shown::exactly(vec![Subject, if recorded { Answer } else { Draft }])
        }
        _ => Shown::nothing(),
    }
}

fn history(of: Facts) -> Shown {
    let explained =
        [Step::AskHiding, Step::AskCorrection, Step::Unhide, Step::Withdraw, Step::Convert, Step::Reword, Step::Renumber, Step::Redact];
    let reworded = of.had(Step::Reword);
    Shown::exactly(those([
        (Subject, true),
        (Text, reworded),
        (Earlier, reworded),
        (Reason, explained.iter().any(|step| of.had(*step))),
        (Returned, of.had(Step::Return)),
        (Wish, of.had(Step::AskTransfer)),
    ]))
}

fn administrators(channel: Channel, of: Facts) -> Shown {
    let to_be_hidden = of.0.last() == Some(&Step::AskHiding);
    let to_be_shown = of.0.last() == Some(&Step::AskUnhiding);
    let to_be_corrected = of.0.last() == Some(&Step::AskCorrection);
    match channel {
        Channel::Work => Shown::exactly([working(of), those([(Reason, of.is_hidden() || to_be_hidden || to_be_corrected)])].concat()),
        Channel::History => history(of),
        Channel::Redact => Shown::exactly(vec![Subject]),
        Channel::ConfirmHiding => Shown::exactly(those([(Subject, true), (Reason, to_be_hidden)])),
        Channel::Questions => Shown::exactly(those([(Subject, of.is_hidden() || to_be_hidden), (Reason, to_be_hidden || to_be_shown)])),
        _ => Shown::nothing(),
    }
}

/// Whether the board of a ministry still tells, for a month, that a question went elsewhere.
fn is_told_of_transfer(role: Role, of: Facts) -> bool {
    role == Role::Agent && of.had(Step::Transfer)
}

fn agents(channel: Channel, role: Role, of: Facts) -> Shown {
    if channel == Channel::Board && is_told_of_transfer(role, of) {
        return Shown::exactly(vec![Subject]);
    }
    if !has(role, of) {
        return Shown::nothing();
    }
    // The ministry can still read its own text after the question ends.
    let prepared = of.prepared() != Prepared::Not;
    match channel {
        // The page of the first ministry.
        Channel::Preparation if role == Role::Agent => {
            let all = [
                reading(of),
                those([
                    (Draft, prepared),
                    (DraftTitle, of.has_unread()),
                    (Returned, of.had(Step::Return)),
                    (Wish, has_transfer_request(of)),
                ]),
            ];
            Shown::exactly(all.concat())
        }
        Channel::Board if of.is_on_board() => Shown::exactly(those([(Subject, true), (Returned, of.had(Step::Return))])),
        _ => Shown::nothing(),
    }
}

/// What a page about many questions shows of one of them.
pub fn sees(view: View, role: Role, of: Facts) -> Shown {
    let pressing = has(role, of) && !of.has_ended() && !of.is_answered();
    match view {
        View::Home | View::List | View::Overdue | View::Member | View::Ministry if of.is_public() => Shown::within(vec![Subject]),
        View::ApiList if of.is_public() => Shown::exactly(vec![Subject]),
        View::BoardTable if has(role, of) && of.is_on_board() => Shown::exactly(those([(Subject, true), (Returned, of.had(Step::Return))])),
        View::BoardTable if is_told_of_transfer(role, of) => Shown::exactly(vec![Subject]),
        View::Calendar if pressing => Shown::exactly(vec![Subject]),
        View::Digest if pressing && of.prepared() != Prepared::Submitted => Shown::exactly(vec![Subject]),
        View::Chamber | View::ChamberLists if role == Role::Clerk => Shown::within(vec![Subject, Reason, Wish]),
        View::Audit if role == Role::Administrator => Shown::within(vec![Reason, Returned, Wish]),
        _ => Shown::nothing(),
    }
}
