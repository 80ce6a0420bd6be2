//! Between the answer's form and its use cases.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Coverage, Locale, PerLocale, TextRole};
use jawab_service::{
    reference_data::ReferenceData,
    use_cases::{AnswerInput, TextInput, UseCaseError},
};
use jawab_store::{
    board::OwedAnswer,
    read::{self, QuestionRecord},
};
use jawab_ui::{
    form::{FormState, Pick, Picker, Problem},
    pages::staff::answer::{AnswerStep, covers, has_several},
};

use crate::staff::{
    SignedIn,
    board::Desk,
    questions::pickers::{Only, Picking},
};

/// The form as the answer has it; of a new answer, as one begins.
pub fn filled(answer: Option<&read::Answer>, record: &QuestionRecord, others: &[read::Row]) -> FormState {
    let mut form = FormState::default();
    let Some(answer) = answer else {
        form.set("kind", AnswerKind::Final.code());
        return form;
    };
    form.set("kind", answer.kind.code());
    for (locale, text) in answer.texts.iter() {
        form.set(&format!("text-{locale}"), text.body.clone());
    }
    let originals: Vec<Locale> =
        answer.texts.iter().filter(|(_, text)| text.role == TextRole::Original).map(|(locale, _)| locale).collect();
    match originals.as_slice() {
        [one] => form.set("original", one.code()),
        [] => {}
        _ => form.set("original", "both"),
    }
    for (locale, name) in answer.minister.iter() {
        form.set(&format!("minister-{locale}"), name.clone());
    }
    if let Some(on) = answer.answered_on {
        form.set_date("answered", on);
    }
    for sub in &record.sub_questions {
        if let Some((_, coverage)) = answer.coverage.iter().find(|(id, _)| *id == sub.id) {
            form.set(&covers(sub.id), coverage.code());
        }
    }
    for other in others.iter().filter(|other| other.id != record.id && answer.questions.contains(&other.id)) {
        form.add("also", other.code.clone());
    }
    form
}

/// Who prepares it, and by when, as it is.
pub fn fill_assign(form: &mut FormState, owed: &OwedAnswer, desk: &Desk) {
    let person = owed.assigned_to.as_ref().and_then(|(id, _)| desk.colleagues.iter().find(|row| row.id == *id));
    if let Some(person) = person {
        form.set("assigned", person.code.clone());
    }
    if let Some(on) = owed.internal_due_on {
        form.set_date("internal", on);
    }
}

/// Whether a field is of the answer itself.
pub fn is_of_answer(name: &str) -> bool {
    ["kind", "original", "also"].contains(&name)
        || ["text-", "minister-", "answered-", "covers-"].iter().any(|start| name.starts_with(start))
}

/// Whether the answer as typed is another one than the one kept. Which text is the original is asked of two alone.
pub fn differs(typed: &FormState, kept: &FormState) -> bool {
    let several = has_several(typed);
    let of_the_answer = |name: &&str| is_of_answer(name) && (several || *name != "original");
    let names: BTreeSet<&str> = typed.pairs().iter().chain(kept.pairs()).map(|(name, _)| name.as_str()).filter(of_the_answer).collect();
    names.into_iter().any(|name| values(typed, name) != values(kept, name))
}

fn values<'a>(form: &'a FormState, name: &str) -> BTreeSet<&'a str> {
    form.all(name).map(str::trim).filter(|value| !value.is_empty()).collect()
}

/// The form as it is kept, with what was typed beside a step that does not keep it; none where nothing was.
pub fn beside(typed: &FormState, kept: &FormState, step: AnswerStep) -> Option<FormState> {
    let of_steps: [(AnswerStep, &[&str]); 2] = [
        (AnswerStep::Assign, &["assigned", "internal-day", "internal-month", "internal-year"]),
        (AnswerStep::Transfer, &["to", "to-q", "reason"]),
    ];
    let mut left = kept.clone();
    for name in of_steps.into_iter().filter(|(of, _)| *of != step).flat_map(|(_, names)| names) {
        let value = typed.was_sent(name).then(|| typed.get(name).trim());
        if let Some(value) = value.filter(|value| *value != kept.get(name).trim()) {
            left.set(name, value);
        }
    }
    (left != *kept).then_some(left)
}

/// What the form says; none where something in it is wrong.
pub async fn input(signed: &SignedIn, record: &QuestionRecord, form: &mut FormState) -> Result<Option<AnswerInput>, UseCaseError> {
    let input = typed(signed, record, form).await?;
    Ok(form.is_valid().then_some(input))
}

/// What the form says, as far as it can be read; what is wrong in it is complained of.
pub async fn typed(signed: &SignedIn, record: &QuestionRecord, form: &mut FormState) -> Result<AnswerInput, UseCaseError> {
    let kind = match form.get("kind").parse() {
        Ok(kind @ (AnswerKind::Final | AnswerKind::Holding)) => kind,
        _ => {
            form.add_problem("kind", Problem::NotChosen);
            AnswerKind::Final
        }
    };
    let answered_on = form.date("answered").unwrap_or_else(|problem| {
        form.add_problem("answered", problem);
        None
    });
    let texts = texts(form);
    if texts.is_empty() {
        form.add_problem("text", Problem::NoLanguage);
    }
    let coverage = coverage(record, form);
    let db = signed.app.database.reader();
    let mut also = Vec::new();
    for code in form.all("also").map(str::to_owned).collect::<Vec<_>>() {
        match read::id_by_code(db, signed.viewer(), &code).await? {
            Some(id) => also.push(id),
            None => form.add_problem("also", Problem::NotOnOffer),
        }
    }
    let minister = per_locale(form, "minister");
    Ok(AnswerInput { kind, minister, answered_on, texts, also, coverage })
}

/// The texts, each with its role: where both are there, the one that is not the original is an official translation.
fn texts(form: &FormState) -> PerLocale<TextInput> {
    let bodies = per_locale(form, "text");
    let several = bodies.iter().count() > 1;
    let original = form.get("original");
    bodies
        .iter()
        .map(|(locale, body)| {
            let is_original = !several || original == "both" || original == locale.code();
            let role = if is_original { TextRole::Original } else { TextRole::OfficialTranslation };
            (locale, TextInput::new(role, body.clone()))
        })
        .collect()
}

fn per_locale(form: &FormState, name: &str) -> PerLocale<String> {
    let filled = |locale: &Locale| Some((*locale, form.filled(&format!("{name}-{locale}"))?.to_owned()));
    Locale::ALL.iter().filter_map(filled).collect()
}

fn coverage(record: &QuestionRecord, form: &mut FormState) -> Vec<(i64, Coverage)> {
    let mut coverage = Vec::new();
    for sub in &record.sub_questions {
        let name = covers(sub.id);
        match form.filled(&name).map(str::parse) {
            Some(Ok(of)) => coverage.push((sub.id, of)),
            Some(Err(_)) => form.add_problem(name, Problem::NotOnOffer),
            None => {}
        }
    }
    coverage
}

/// The form's name of a field that a use case names.
pub fn named(step: AnswerStep, field: &str) -> String {
    let (name, rest) = field.split_once('.').unwrap_or((field, ""));
    match (step, name) {
        (AnswerStep::Assign, "to") => "assigned".into(),
        (_, "texts") if rest.is_empty() => "text".into(),
        (_, "texts") => format!("text-{rest}"),
        (_, "minister") => format!("minister-{rest}"),
        (_, "answered_on") => "answered".into(),
        // Those of the form are of the question: what is wrong with one is wrong with all.
        (_, "coverage") => "covers".into(),
        (_, name) => name.to_owned(),
    }
}

/// A question that can be picked.
pub fn pick(part: OwedAnswer, locale: Locale) -> Pick {
    let tr = |locale| jawab_ui::catalogue::Tr::new(locale);
    let detail = Locale::ALL.iter().filter_map(|of| Some((*of, tr(*of).number_of(part.number?)))).collect();
    let mut name = part.subject;
    if name.is_empty() {
        name.set(locale, tr(locale).t("no-subject"));
    }
    Pick { value: part.code, name, detail }
}

/// The ministry to which the question is wished to go: one that is there.
fn elsewhere(reference_data: &ReferenceData, today: NaiveDate) -> Picking<'_> {
    Picking { name: "to", from: &reference_data.ministries, single: true, only: Some(Only::Existing { reference_data, today }) }
}

/// The ministries to pick from: the one picked, and those that match the words typed.
pub fn ministries(reference_data: &ReferenceData, today: NaiveDate, form: &FormState) -> Picker {
    elsewhere(reference_data, today).shown(form)
}

/// The ministry picked, or the only one that is called as typed.
pub fn ministry(reference_data: &ReferenceData, today: NaiveDate, form: &mut FormState) -> Option<i64> {
    let picking = elsewhere(reference_data, today);
    picking.resolve(form);
    let found = picking.ids(form).first().copied();
    if found.is_none() {
        form.add_problem("to", Problem::NotChosen);
    }
    found.filter(|_| form.problem("to").is_none())
}
