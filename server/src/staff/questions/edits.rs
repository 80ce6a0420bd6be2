//! What an edit changes of a question that was deposited, as its confirmation says it: what is short as it was and as it will be, long
//! texts by their names.

use jawab_domain::{Legislature, QuestionNumber, field::FieldName};
use jawab_service::use_cases::QuestionInput;
use jawab_store::read::QuestionRecord;
use jawab_ui::pages::staff::confirm::Consequence;

use super::{Desk, conflict};

/// The most characters of a value that is shown as it was and as it will be.
const MAX_SHOWN: usize = 300;
/// The fields that are said in sentences of their own.
const OWN: [FieldName; 3] = [FieldName::Legislature, FieldName::Number, FieldName::DepositedOn];

/// Everything that differs between the question as it is and as it will be. `closed`: the correction that this closes.
pub(super) fn says(
    desk: &Desk,
    record: &QuestionRecord,
    saved: &QuestionInput,
    input: &QuestionInput,
    closed: Option<Consequence>,
) -> Vec<Consequence> {
    let legislature = input.legislature.and_then(|ordinal| Legislature::try_from(ordinal).ok());
    let number = input.number.and_then(|number| QuestionNumber::try_from(number).ok());
    let (before, after) = ((record.legislature, record.number), (legislature, number));
    let renumbered = (before != after).then_some(Consequence::Renumbered { before, after });
    let redeposited = record.deposited_on.zip(input.deposited_on).filter(|(before, after)| before != after);
    let redeposited = redeposited.map(|(before, after)| Consequence::Redeposited { before, after });
    let mut says: Vec<Consequence> = renumbered.into_iter().chain(redeposited).collect();
    let changes = conflict::changes(desk, &desk.fill(saved), &desk.fill(input));
    says.extend(changes.into_iter().filter(|change| change.field.is_none_or(|field| !OWN.contains(&field))).map(|change| {
        let short = [&change.before, &change.after].iter().all(|value| value.chars().count() <= MAX_SHOWN);
        if short {
            Consequence::Changed { label: change.label, before: change.before, after: change.after }
        } else {
            Consequence::TextChanged(change.label)
        }
    }));
    if says.is_empty() {
        says.push(Consequence::NothingChanged);
    }
    says.extend(closed);
    says
}
