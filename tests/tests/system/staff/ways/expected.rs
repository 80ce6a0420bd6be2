//! The table: who may read what of which question, and where. Whatever is not here must not be seen.

use Secret::{Answer, Bytes, Draft, DraftBytes, DraftTitle, Earlier, Reason, Returned, Subject, Text, Title, Wish};

use super::{
    lives::{Facts, Prepared, Secret, Step},
    roles::Role,
    sights::Sight,
    way::Way,
};

/// What a way shows of a question: this much at least, and this much at most.
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

/// Secrets, those of which a condition holds.
fn those<const N: usize>(all: [(Secret, bool); N]) -> Vec<Secret> {
    all.into_iter().filter(|(_, holds)| *holds).map(|(secret, _)| secret).collect()
}

/// Who may know that a question is there.
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

/// The same, and an answer that the Chamber has, or one that it alone could read.
fn working(of: Facts) -> Vec<Secret> {
    let inside = of.prepared() == Prepared::Submitted || of.has_unread();
    [reading(of), those([(Draft, inside), (DraftTitle, inside)])].concat()
}

fn without_titles(mut secrets: Vec<Secret>) -> Vec<Secret> {
    secrets.retain(|secret| ![Title, DraftTitle].contains(secret));
    secrets
}

/// Whether a wish of the ministry waits for the Chamber.
fn is_wished(of: Facts) -> bool {
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

/// What a way shows to somebody.
pub fn shows(way: Way, role: Role, of: Facts) -> Shown {
    if !knows(role, of) || way.writes() {
        return Shown::nothing();
    }
    match way {
        // They lead on to the reference.
        Way::Code | Way::NumberSearch | Way::ApiFacet => Shown::nothing(),
        Way::FirstReference if of.had(Step::Renumber) => Shown::nothing(),
        Way::Reference | Way::ArabicReference | Way::FirstReference if of.is_public() => {
            // Readers are told why a date was put right.
            Shown::exactly([reading(of), those([(Reason, of.had(Step::ConfirmCorrection))])].concat())
        }
        Way::ApiCode | Way::ApiReference => api(way, role, of),
        Way::Document if of.is_public() || role != Role::Visitor => Shown::exactly(vec![Title, Bytes]),
        Way::DraftDocument => draft_document(role, of),
        Way::Search | Way::ApiSearch if of.is_public() => Shown { least: vec![Subject], most: reading(of) },
        Way::MisspeltSearch if of.is_public() => Shown::within(reading(of)),
        Way::Suggestion if of.is_public() => Shown::exactly(vec![Subject]),
        Way::Duplicates if [Role::Clerk, Role::OtherClerk].contains(&role) => Shown::exactly(vec![Subject]),
        _ => match role {
            Role::Clerk => clerks(way, of),
            Role::Administrator => administrators(way, of),
            Role::Agent | Role::NextAgent => agents(way, role, of),
            _ => Shown::nothing(),
        },
    }
}

fn api(way: Way, role: Role, of: Facts) -> Shown {
    match role {
        Role::Importer if way == Way::ApiReference && !of.had(Step::Deposit) => Shown::nothing(),
        Role::Importer => Shown::exactly(without_titles(working(of))),
        _ => Shown::exactly(without_titles(reading(of))),
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

fn clerks(way: Way, of: Facts) -> Shown {
    let submitted = of.prepared() == Prepared::Submitted;
    let to_be_hidden = of.0.last() == Some(&Step::AskHiding);
    let to_be_put_right = of.0.last() == Some(&Step::AskCorrection);
    match way {
        Way::Work => Shown::exactly(
            [working(of), those([(Reason, of.is_hidden() || to_be_hidden || to_be_put_right), (Wish, is_wished(of))])].concat(),
        ),
        Way::History => history(of),
        Way::Edit => Shown::exactly(vec![Subject, Text]),
        // What cannot be taken off is not listed.
        Way::Detach => Shown::exactly(those([(Subject, true), (Title, !of.had(Step::Publish))])),
        Way::Attach | Way::Redact | Way::Unlink | Way::Link | Way::Linkable | Way::Questions | Way::Desk => Shown::exactly(vec![Subject]),
        Way::ConfirmHiding => Shown::exactly(those([(Subject, true), (Reason, to_be_hidden)])),
        // Of which wish, its own link says.
        Way::DecideTransfer => Shown::exactly(vec![Subject]),
        Way::ConfirmCorrection => Shown::exactly(those([(Subject, true), (Reason, to_be_put_right)])),
        Way::CorrectTransmission | Way::CorrectReferral | Way::CorrectAnswer | Way::UndoAnswer | Way::UndoEnd => {
            Shown::exactly(vec![Subject])
        }
        Way::Judgement if submitted => Shown::exactly(vec![Subject, Text, Draft]),
        Way::Recording if has(Role::Agent, of) && !of.is_answered() && !of.has_ended() => Shown::exactly(vec![Subject, Text]),
        Way::Correction if of.is_answered() => Shown::exactly(without_titles(working(of))),
        Way::Editor => Shown::exactly(vec![Subject, Text]),
        Way::AnswerEditor if of.is_answered() => {
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

fn administrators(way: Way, of: Facts) -> Shown {
    let to_be_hidden = of.0.last() == Some(&Step::AskHiding);
    let to_be_shown = of.0.last() == Some(&Step::AskUnhiding);
    let to_be_put_right = of.0.last() == Some(&Step::AskCorrection);
    match way {
        Way::Work => Shown::exactly([working(of), those([(Reason, of.is_hidden() || to_be_hidden || to_be_put_right)])].concat()),
        Way::History => history(of),
        Way::Redact => Shown::exactly(vec![Subject]),
        Way::ConfirmHiding => Shown::exactly(those([(Subject, true), (Reason, to_be_hidden)])),
        Way::Questions => Shown::exactly(those([(Subject, of.is_hidden() || to_be_hidden), (Reason, to_be_hidden || to_be_shown)])),
        _ => Shown::nothing(),
    }
}

fn agents(way: Way, role: Role, of: Facts) -> Shown {
    if !has(role, of) {
        return Shown::nothing();
    }
    // What it wrote stays its own to read when the question ends.
    let prepared = of.prepared() != Prepared::Not;
    match way {
        // The page of the first ministry.
        Way::Preparation if role == Role::Agent => {
            let all = [without_titles(reading(of)), those([(Draft, prepared), (Returned, of.had(Step::Return)), (Wish, is_wished(of))])];
            Shown::exactly(all.concat())
        }
        Way::Board if of.is_on_board() => Shown::exactly(those([(Subject, true), (Returned, of.had(Step::Return))])),
        _ => Shown::nothing(),
    }
}

/// What a page that is of many questions shows of one of them.
pub fn sees(sight: Sight, role: Role, of: Facts) -> Shown {
    let pressing = has(role, of) && !of.has_ended() && !of.is_answered();
    match sight {
        Sight::Home | Sight::List | Sight::Overdue | Sight::Member | Sight::Ministry if of.is_public() => Shown::within(vec![Subject]),
        Sight::ApiList if of.is_public() => Shown::exactly(vec![Subject]),
        Sight::BoardTable if has(role, of) && of.is_on_board() => {
            Shown::exactly(those([(Subject, true), (Returned, of.had(Step::Return))]))
        }
        Sight::Calendar if pressing => Shown::exactly(vec![Subject]),
        Sight::Digest if pressing && !is_wished(of) && of.prepared() != Prepared::Submitted => Shown::exactly(vec![Subject]),
        Sight::Chamber | Sight::ChamberLists if role == Role::Clerk => Shown::within(vec![Subject, Reason, Wish]),
        Sight::Audit if role == Role::Administrator => Shown::within(vec![Reason, Returned, Wish]),
        _ => Shown::nothing(),
    }
}
