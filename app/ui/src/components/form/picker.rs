//! Picks members, ministries or themes by typing a name in either script. Without scripts it is a field and a button that shows
//! the form again with matches to tick.

use leptos::prelude::*;

use super::{Field, block_class, choice::tick, described_by, id, label_words, notes};
use crate::{
    catalogue::Tr,
    components::lang,
    form::{ACTION, FormState, Pick, Picker},
};

/// A picker. The field itself holds the chosen values; [`Picker::query_field`] holds the typed text.
pub fn picker(tr: Tr, state: &FormState, field: Field, of: &Picker) -> AnyView {
    let name = field.name.clone();
    let kind = if of.single { "radio" } else { "checkbox" };
    let ticks = of.picks.iter().enumerate().map(|(n, pick)| tick(state, &name, n + 1, kind, &pick.value, names(tr, pick))).collect_view();
    let ticks = (!of.picks.is_empty()).then(|| view! { <div class="ticks picks">{ticks}</div> });
    view! {
        <fieldset class=block_class(&name, state) aria-describedby=described_by(&name, field.hint.is_some(), state)>
            <legend>{label_words(tr, state, (&field.name, &field.label), field.optional)}</legend>
            {notes(tr, &name, field.hint.as_deref(), state)}
            {ticks}
            {search_field(tr, state, &name, of)}
        </fieldset>
    }
    .into_any()
}

/// The search field with its button. It has the id of the picker's field, to which the error summary links.
fn search_field(tr: Tr, state: &FormState, name: &str, of: &Picker) -> AnyView {
    let list = (!of.names.is_empty()).then(|| format!("f-{name}-names"));
    let options = of.names.iter().map(|known| view! { <option value=known.clone()></option> }).collect_view();
    let datalist = list.clone().map(|id| view! { <datalist id=id>{options}</datalist> });
    let nothing_called_so = if of.members { tr.t("picker-no-member") } else { tr.t("picker-nothing") };
    let (label, none) = match of {
        Picker { questions: true, .. } => (tr.t("answer-form-also-words"), tr.t("picker-no-question")),
        Picker { single: false, picks, .. } if !picks.is_empty() => (tr.t("picker-another"), nothing_called_so),
        _ => (tr.t("picker-name"), nothing_called_so),
    };
    let nothing = of.nothing_found.then(|| view! { <p class="hint" role="status">{none}</p> });
    let withheld = of.withheld.iter().map(|why| view! { <p class="hint" role="status">{why.message(tr)}</p> }).collect_view();
    let typed = Picker::query_field(name);
    view! {
        <div class="find">
            <label for=id(name)>{label}</label>
            <div class="find-row">
                <input
                    class="control"
                    type="text"
                    id=id(name)
                    value=state.get(&typed).to_owned()
                    name=typed
                    dir="auto"
                    list=list
                    autocomplete="off"
                    aria-invalid=state.problem(name).map(|_| "true")
                />
                <button class="button other" type="submit" name=ACTION value=Picker::find(name)>{tr.t("picker-find")}</button>
            </div>
            {nothing}
            {withheld}
            {datalist}
        </div>
    }
    .into_any()
}

/// The name in the reader's language, then in the others, then what distinguishes it.
fn names(tr: Tr, pick: &Pick) -> AnyView {
    let first = pick.name.best(tr.locale).map(|(locale, _)| locale);
    let others = pick.name.iter().filter(|(locale, _)| Some(*locale) != first).map(|(locale, name)| {
        view! { <span class="also-called">{lang::inline(tr, locale, name)}</span> }
    });
    let detail = (!pick.detail.is_empty()).then(|| view! { <small class="hint">{lang::name(tr, &pick.detail)}</small> });
    (view! { <b>{lang::name(tr, &pick.name)}</b> }, " ", others.collect_view(), detail).into_any()
}
