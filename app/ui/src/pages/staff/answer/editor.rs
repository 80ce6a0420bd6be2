//! The fields of the answer: its kind, texts, minister and day, the sub-questions it addresses, and the other questions it is
//! for.

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Coverage, Locale, field::FieldName};
use leptos::prelude::*;

use super::{AnswerPage, SAVE};
use crate::{
    catalogue::Tr,
    components::{
        form::{Bilingual, Choice, Field, Weight, actions, bilingual, button, checkboxes, date, id, radios, select},
        lang,
        text::text,
    },
    form::{ACTION, FormState, Pick, Picker},
    pages::question::SubQuestion,
};

pub(super) fn editor(tr: Tr, today: NaiveDate, page: &AnswerPage) -> AnyView {
    let state = &page.state;
    let hint = tr.ta("answer-form-on-hint", [("date", tr.date(today).into())]);
    let on = Field::labelled(tr, FieldName::AnsweredOn).hint(hint).optional();
    let sub_questions = covers(tr, state, &page.question.sub_questions);
    let parts = (kind(tr, state), texts(tr, state), sub_questions, signature(tr, state, on), also(tr, page));
    let save = actions(tr, button(Weight::Main, SAVE, tr.t("answer-form-save")), None);
    let cleared = (page.board_item.state == jawab_domain::preparation::WorkState::Cleared)
        .then(|| view! { <p class="hint">{tr.t("answer-form-cleared")}</p> });
    view! { <section class="form-section"><h2>{tr.t("answer-form-title")}</h2> {cleared} {parts} {save}</section> }.into_any()
}

/// Final or holding.
pub(in super::super) fn kind(tr: Tr, state: &FormState) -> AnyView {
    let choices = vec![
        Choice::new(AnswerKind::Final.code(), tr.answer_kind(AnswerKind::Final)).hint(tr.t("answer-form-final-hint")),
        Choice::new(AnswerKind::Holding.code(), tr.answer_kind(AnswerKind::Holding)).hint(tr.t("holding-note")),
    ];
    radios(tr, state, Field::labelled(tr, FieldName::AnswerKind), choices)
}

/// The texts, and which of them is the original.
pub(in super::super) fn texts(tr: Tr, state: &FormState) -> AnyView {
    let of = Bilingual {
        name: FieldName::Texts.form().to_owned(),
        label: tr.field(FieldName::Texts),
        hint: Some(tr.t("question-form-texts-hint")),
        optional: false,
        rows: 9,
    };
    let languages = std::iter::once(tr.locale).chain(tr.locale.others());
    let mut originals: Vec<Choice> = languages.map(|locale| Choice::new(locale.code(), original(tr, locale))).collect();
    originals.push(Choice::new("both", tr.t("answer-form-both-original")));
    let which = Field::labelled(tr, FieldName::Original).hint(tr.t("answer-form-original-hint"));
    (bilingual(tr, state, of), select(tr, state, which, None, originals)).into_any()
}

pub(super) fn original(tr: Tr, locale: Locale) -> String {
    match locale {
        Locale::Ar => tr.t("answer-form-original-ar"),
        Locale::Fr => tr.t("answer-form-original-fr"),
    }
}

/// The coverage of each sub-question.
pub(in super::super) fn covers(tr: Tr, state: &FormState, of: &[SubQuestion]) -> Option<AnyView> {
    (!of.is_empty()).then(|| {
        let each = of.iter().enumerate().map(|(n, sub)| coverage(tr, state, n + 1, sub)).collect_view();
        view! {
            <fieldset class="ask">
                <legend>{tr.t("judge-coverage")}</legend>
                <p class="hint">{tr.t("judge-coverage-hint")}</p>
                {each}
            </fieldset>
        }
        .into_any()
    })
}

fn coverage(tr: Tr, state: &FormState, n: usize, sub: &SubQuestion) -> AnyView {
    let choices = Coverage::ALL.iter().rev().map(|of| Choice::new(of.code(), tr.coverage(*of))).collect();
    let best = sub.texts.iter().find(|text| text.locale == tr.locale).or(sub.texts.first());
    let words = best.map(|of| {
        let other = lang::foreign(tr, of.locale);
        view! { <p lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{text(of.locale, &of.body)}</p> }
    });
    let field = Field::new(super::covers(sub.id), tr.ta("question-form-sub", [("n", n.to_string().into())]));
    view! { <div class="covers">{words}{select(tr, state, field, Some(tr.t("coverage-not-assessed")), choices)}</div> }.into_any()
}

/// The minister, and the given field for the day.
pub(in super::super) fn signature(tr: Tr, state: &FormState, on: Field) -> AnyView {
    let (name, label) = (FieldName::Minister.form().to_owned(), tr.field(FieldName::Minister));
    let minister = Bilingual { name, label, hint: None, optional: true, rows: 1 };
    (bilingual(tr, state, minister), date(tr, state, on)).into_any()
}

/// The other questions that the answer is for: matches to tick, and the search field.
fn also(tr: Tr, page: &AnswerPage) -> AnyView {
    let field = Field::labelled(tr, FieldName::Also).hint(tr.t("answer-form-also-hint")).optional();
    let name = |of: &Pick| Choice { value: of.value.clone(), label: tr.plain(&of.name), hint: of.detail.get(tr.locale).cloned() };
    let choices = page.also.picks.iter().map(name).collect();
    let typed = Picker::query_field(FieldName::Also.form());
    let id = id(&typed);
    let nothing = page.also.nothing_found.then(|| view! { <p class="hint" role="status">{tr.t("answer-form-also-none")}</p> });
    view! {
        <div class="ask">
            {checkboxes(tr, &page.state, field, choices)}
            <div class="find">
                <label for=id.clone()>{tr.t("answer-form-also-words")}</label>
                <div class="find-row">
                    <input class="control" type="text" id=id name=typed.clone() value=page.state.get(&typed).to_owned() dir="auto" autocomplete="off" />
                    <button class="button other" type="submit" name=ACTION value=Picker::find(FieldName::Also.form())>{tr.t("picker-find")}</button>
                </div>
                {nothing}
            </div>
        </div>
    }
    .into_any()
}
