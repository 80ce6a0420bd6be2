//! Between the answer's form and its use cases.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Coverage, Locale, PerLocale, TextRole, field::FieldName, validation::Problem};
use jawab_service::{
    reference_data::ReferenceData,
    use_cases::{AnswerInput, TextInput, UseCaseError},
};
use jawab_store::{
    board::OwedAnswer,
    read::{self, QuestionRecord},
};
use jawab_ui::{
    form::{FormProblem, FormState, Pick, Picker},
    pages::staff::answer::{AnswerStep, covers, field, has_several},
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
        form.set(FieldName::AnswerKind.form(), AnswerKind::Final.code());
        return form;
    };
    form.set(FieldName::AnswerKind.form(), answer.kind.code());
    for (locale, text) in answer.texts.iter() {
        form.set(&FieldName::Texts.in_language(locale).form(), text.body.clone());
    }
    let originals: Vec<Locale> =
        answer.texts.iter().filter(|(_, text)| text.role == TextRole::Original).map(|(locale, _)| locale).collect();
    match originals.as_slice() {
        [one] => form.set(FieldName::Original.form(), one.code()),
        [] => {}
        _ => form.set(FieldName::Original.form(), "both"),
    }
    for (locale, name) in answer.minister.iter() {
        form.set(&FieldName::Minister.in_language(locale).form(), name.clone());
    }
    if let Some(on) = answer.answered_on {
        form.set_date(FieldName::AnsweredOn.form(), on);
    }
    for sub in &record.sub_questions {
        if let Some((_, coverage)) = answer.coverage.iter().find(|(id, _)| *id == sub.id) {
            form.set(&covers(sub.id), coverage.code());
        }
    }
    for other in others.iter().filter(|other| other.id != record.id && answer.questions.contains(&other.id)) {
        form.add(FieldName::Also.form(), other.code.clone());
    }
    form
}

/// Who prepares it, and by when, as it is.
pub fn fill_assign(form: &mut FormState, owed: &OwedAnswer, desk: &Desk) {
    let person = owed.assigned_to.as_ref().and_then(|(id, _)| desk.colleagues.iter().find(|row| row.id == *id));
    if let Some(person) = person {
        form.set(FieldName::Assignee.form(), person.code.clone());
    }
    if let Some(on) = owed.internal_due_on {
        form.set_date(FieldName::InternalDueOn.form(), on);
    }
}

/// Whether a field is of the answer itself.
pub fn is_of_answer(name: &str) -> bool {
    let of_answer = |field| {
        matches!(
            field,
            FieldName::AnswerKind
                | FieldName::Texts
                | FieldName::Original
                | FieldName::Minister
                | FieldName::AnsweredOn
                | FieldName::Also
                | FieldName::Coverage
        )
    };
    !name.ends_with("-q") && field(name).is_some_and(of_answer)
}

/// Whether the answer as typed is another one than the one saved. Which text is the original is asked of two alone.
pub fn differs(typed: &FormState, saved: &FormState) -> bool {
    let several = has_several(typed);
    let of_the_answer = |name: &&str| is_of_answer(name) && (several || *name != FieldName::Original.form());
    let names: BTreeSet<&str> = typed.pairs().iter().chain(saved.pairs()).map(|(name, _)| name.as_str()).filter(of_the_answer).collect();
    names.into_iter().any(|name| values(typed, name) != values(saved, name))
}

fn values<'a>(form: &'a FormState, name: &str) -> BTreeSet<&'a str> {
    form.all(name).map(str::trim).filter(|value| !value.is_empty()).collect()
}

/// The form as it is saved, with what was typed beside a step that does not save it; none where nothing was.
pub fn beside(typed: &FormState, saved: &FormState, step: AnswerStep) -> Option<FormState> {
    let of_steps =
        [(AnswerStep::Assign, [FieldName::Assignee, FieldName::InternalDueOn]), (AnswerStep::Transfer, [FieldName::To, FieldName::Reason])];
    let others: Vec<FieldName> = of_steps.into_iter().filter(|(of, _)| *of != step).flat_map(|(_, fields)| fields).collect();
    let mut left = saved.clone();
    for (name, value) in typed.pairs().iter().filter(|(name, _)| field(name).is_some_and(|field| others.contains(&field))) {
        if value.trim() != saved.get(name).trim() {
            left.set(name, value.trim());
        }
    }
    (left != *saved).then_some(left)
}

/// What the form says; none where something in it is wrong.
pub async fn input(signed: &SignedIn, record: &QuestionRecord, form: &mut FormState) -> Result<Option<AnswerInput>, UseCaseError> {
    let input = typed(signed, record, form).await?;
    Ok(form.is_valid().then_some(input))
}

/// What the form says, as far as it can be read; what is wrong in it is complained of.
pub async fn typed(signed: &SignedIn, record: &QuestionRecord, form: &mut FormState) -> Result<AnswerInput, UseCaseError> {
    let kind = match form.get(FieldName::AnswerKind.form()).parse() {
        Ok(kind @ (AnswerKind::Final | AnswerKind::Holding)) => kind,
        _ => {
            form.add_problem(FieldName::AnswerKind.form(), FormProblem::NotChosen);
            AnswerKind::Final
        }
    };
    let answered_on = form.date(FieldName::AnsweredOn.form()).unwrap_or_else(|problem| {
        form.add_problem(FieldName::AnsweredOn.form(), problem);
        None
    });
    let texts = texts(form);
    if texts.is_empty() {
        form.add_problem(FieldName::Texts.form(), FormProblem::NoLanguage);
    }
    let coverage = coverage(record, form);
    let db = signed.app.database.reader();
    let mut also = Vec::new();
    for code in form.all(FieldName::Also.form()).map(str::to_owned).collect::<Vec<_>>() {
        match read::id_by_code(db, signed.viewer(), &code).await? {
            Some(id) => also.push(id),
            None => form.add_problem(FieldName::Also.form(), Problem::Unknown),
        }
    }
    let minister = per_locale(form, FieldName::Minister);
    Ok(AnswerInput { kind, minister, answered_on, texts, also, coverage })
}

/// The texts, each with its role: where both are there, the one that is not the original is an official translation.
fn texts(form: &FormState) -> PerLocale<TextInput> {
    let bodies = per_locale(form, FieldName::Texts);
    let several = bodies.iter().count() > 1;
    let original = form.get(FieldName::Original.form());
    bodies
        .iter()
        .map(|(locale, body)| {
            let is_original = !several || original == "both" || original == locale.code();
            let role = if is_original { TextRole::Original } else { TextRole::OfficialTranslation };
            (locale, TextInput::new(role, body.clone()))
        })
        .collect()
}

fn per_locale(form: &FormState, field: FieldName) -> PerLocale<String> {
    let filled = |locale: &Locale| Some((*locale, form.filled(&field.in_language(*locale).form())?.to_owned()));
    Locale::ALL.iter().filter_map(filled).collect()
}

fn coverage(record: &QuestionRecord, form: &mut FormState) -> Vec<(i64, Coverage)> {
    let mut coverage = Vec::new();
    for sub in &record.sub_questions {
        let name = covers(sub.id);
        match form.filled(&name).map(str::parse) {
            Some(Ok(of)) => coverage.push((sub.id, of)),
            Some(Err(_)) => form.add_problem(name, Problem::Unknown),
            None => {}
        }
    }
    coverage
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
    Picking {
        name: FieldName::To.form(),
        from: &reference_data.ministries,
        single: true,
        only: Some(Only::Existing { reference_data, today }),
    }
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
        form.add_problem(FieldName::To.form(), FormProblem::NotChosen);
    }
    found.filter(|_| form.problem(FieldName::To.form()).is_none())
}
